package config

import (
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
)

func (c *checker) categories(given, otherwise []Category) []Category {
	if len(given) == 0 {
		return otherwise
	}
	sorted := slices.Clone(given)
	slices.SortStableFunc(sorted, func(a, b Category) int {
		switch {
		case a.From > b.From:
			return -1
		case a.From < b.From:
			return 1
		}
		return 0
	})
	bad := sorted[len(sorted)-1].From != 0
	for i, cat := range sorted {
		bad = bad || !(cat.From >= 0 && cat.From <= 100) || strings.TrimSpace(cat.Name) == "" || i > 0 && cat.From == sorted[i-1].From
	}
	if bad {
		c.ps.Error(c.y.Pos("categories"), "bad-categories")
		return otherwise
	}
	return sorted
}

// aliases checks old addresses and what took their place: one page, or several where a
// place was split.
func (c *checker) aliases(given map[string]Heads) map[string][]string {
	aliases := make(map[string][]string, len(given))
	for _, old := range slices.Sorted(maps.Keys(given)) {
		from := strings.TrimPrefix(old, "/")
		bad := !isAddress(from) || len(given[old]) == 0
		var ends []string
		for _, one := range given[old] {
			to := strings.TrimPrefix(one, "/")
			bad = bad || !isAddress(to) || from == to
			ends = append(ends, to)
		}
		if bad {
			c.ps.Error(c.y.Pos("aliases", old), "bad-alias", "from", old, "to", strings.Join(given[old], ", "))
			continue
		}
		aliases[from] = ends
	}
	return aliases
}

// boundaries checks that files are named as they stand in their folder.
func (c *checker) boundaries(given map[string]string) map[string]string {
	objects := make(map[string]string, len(given))
	for _, file := range slices.Sorted(maps.Keys(given)) {
		switch object := given[file]; {
		case !fs.ValidPath(file) || strings.ContainsAny(file, `/\`) || file == ".":
			c.ps.Error(c.y.Pos("boundaries", file), "bad-path", "value", file)
		case object == "":
			c.ps.Error(c.y.Pos("boundaries", file), "missing-setting", "key", file, "example", "desa")
		default:
			objects[file] = object
		}
	}
	return objects
}

// isAddress says whether a text is the address of a page within the site.
func isAddress(s string) bool {
	clean := strings.TrimSuffix(s, "/")
	return clean != "" && fs.ValidPath(clean) && clean != "." && !strings.ContainsAny(s, "\\:?#\"<> ")
}

// maps takes the settings of maps; the size of outlines is a choice within limits.
func (c *checker) maps(r rawMaps, m Maps) Maps {
	m.NoTiles = r.Tiles != nil && !*r.Tiles
	m.NoFacilities = r.Facilities != nil && !*r.Facilities
	m.Budget = 1000 * c.within(r.OutlineKB, m.Budget/1000, leastOutlines, mostOutlines, "maps", "outline_kb")
	return m
}

// photos takes the widths of pictures; which of them come first does not matter.
func (c *checker) photos(r rawPhotos, usual []int) []int {
	if len(r.Widths) == 0 {
		return usual
	}
	if len(r.Widths) > mostPhotos {
		c.ps.Error(c.y.Pos("photos", "widths"), "unknown-choice",
			"column", "widths", "value", strconv.Itoa(len(r.Widths)), "choices", "1–"+strconv.Itoa(mostPhotos))
		return usual
	}
	var widths []int
	for i := range r.Widths {
		widths = append(widths, c.within(&r.Widths[i], usual[0], leastPhoto, mostPhoto, "photos", "widths", strconv.Itoa(i)))
	}
	slices.Sort(widths)
	return slices.Compact(widths)
}

// chosen gives those of a few choices that are listed, each once; an empty list is none of them, a missing one the usual.
func (c *checker) chosen(key string, given, usual, choices []string) []string {
	if given == nil {
		return usual
	}
	chosen := []string{}
	for i, value := range given {
		if value = c.choice(value, "", choices, key, strconv.Itoa(i)); value != "" {
			chosen = append(chosen, value)
		}
	}
	slices.Sort(chosen)
	return slices.Compact(chosen)
}

// within takes a number that is set, and may not be below the least or above the most.
func (c *checker) within(value *int, usual, least, most int, key ...string) int {
	if value == nil {
		return usual
	}
	if *value < least || *value > most {
		c.ps.Error(c.y.Pos(key...), "unknown-choice",
			"column", key[len(key)-1], "value", strconv.Itoa(*value), "choices", strconv.Itoa(least)+"–"+strconv.Itoa(most))
		return usual
	}
	return *value
}
