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

// The values of a mapped file's kind, which may be more than one word, and of
// its codes.
var (
	rowKinds    = []string{"bulanan", "monthly", "kumulatif", "cumulative", "keadaan", "state", "luar_wilayah", "riil", "proyeksi"}
	codeSystems = []string{"kemendagri", "bps"}
)

func (c *checker) sources(given []Source) []Source {
	var sources []Source
	for i, s := range given {
		before := len(c.ps)
		c.source(strconv.Itoa(i), &s)
		if len(c.ps) == before {
			sources = append(sources, s)
		}
	}
	return sources
}

func (c *checker) source(at string, s *Source) {
	for _, word := range strings.Fields(s.Kind) {
		c.choice(word, "", rowKinds, "sources", at, "kind")
	}
	if c.choice(s.Codes, "kemendagri", codeSystems, "sources", at, "codes") == "bps" {
		c.ps.Error(c.y.Pos("sources", at, "codes"), "bps-codes")
	}
	switch {
	case s.File == "":
		c.lacks(at, "file", "data/raw/hipertensi.csv")
	case !fs.ValidPath(s.File):
		c.ps.Error(c.y.Pos("sources", at, "file"), "bad-path", "value", s.File)
	case !strings.HasPrefix(s.File, "data/"): // all that figures are made from lies in one folder, which the preview watches
		c.ps.Error(c.y.Pos("sources", at, "file"), "outside-data", "value", s.File)
	}
	if s.Columns.Numerator == "" {
		c.lacks(at, "columns.numerator", "columns: {numerator: jumlah_dilayani}")
	}
	c.constantOrColumn(at, "indicator", s.Indicator, s.Columns.Indicator)
	c.constantOrColumn(at, "area", s.Area, s.Columns.Area)
	c.constantOrColumn(at, "period", s.Period, s.Columns.Period)
}

func (c *checker) lacks(at, key, example string) {
	c.ps.Error(c.y.Pos("sources", at), "missing-setting", "key", key, "example", example)
}

// constantOrColumn asks that a meaning comes from one place: the same for every
// row, or from a column.
func (c *checker) constantOrColumn(at, key, constant, column string) {
	switch {
	case constant == "" && column == "":
		c.lacks(at, key, "columns: {"+key+": nama_kolom}")
	case constant != "" && column != "":
		c.ps.Error(c.y.Pos("sources", at, key), "constant-and-column", "key", key)
	}
}

func (c *checker) aliases(given map[string]string) map[string]string {
	aliases := make(map[string]string, len(given))
	for _, old := range slices.Sorted(maps.Keys(given)) {
		from, to := strings.TrimPrefix(old, "/"), strings.TrimPrefix(given[old], "/")
		if !isAddress(from) || !isAddress(to) || from == to {
			c.ps.Error(c.y.Pos("aliases", old), "bad-alias", "from", old, "to", given[old])
			continue
		}
		aliases[from] = to
	}
	return aliases
}

// isAddress says whether a text is the address of a page within the site.
func isAddress(s string) bool {
	clean := strings.TrimSuffix(s, "/")
	return clean != "" && fs.ValidPath(clean) && clean != "." && !strings.ContainsAny(s, "\\:?#\"<> ")
}
