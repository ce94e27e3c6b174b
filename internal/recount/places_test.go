package recount

import (
	"slices"
)

// levels from the finest upward: the order in which reports are looked for.
var levels = []string{"desa", "puskesmas", "kecamatan", "kabkota", "provinsi", "nasional"}

// places says what counts for what.
type places struct {
	units  []string            // areas depth first by code, then puskesmas by code
	level  map[string]string   // by unit
	above  map[string][]string // what a unit counts for
	kabkot map[string]string   // the kab/kota that a unit lies in, or ""
	stands map[string]string   // of a puskesmas, its kecamatan
	serves map[string][]string // desa of a puskesmas
}

func (o *office) places() *places {
	p := &places{
		level: map[string]string{}, above: map[string][]string{}, kabkot: map[string]string{},
		stands: map[string]string{}, serves: map[string][]string{},
	}
	below := map[string][]string{}
	for code, a := range o.areas {
		below[a["induk"]] = append(below[a["induk"]], code)
	}
	p.descend(o, below, o.root)
	var posts []string
	for code := range o.posts {
		posts = append(posts, code)
	}
	slices.Sort(posts)
	p.units = append(p.units, posts...)
	for code := range o.areas {
		if by := o.areas[code]["puskesmas"]; by != "" && p.level[code] == "desa" {
			p.serves[by] = append(p.serves[by], code)
		}
	}
	for _, code := range posts {
		f := o.posts[code]
		p.level[code], p.stands[code], p.kabkot[code] = "puskesmas", f["kecamatan"], f["kabkota"]
		if f["desa"] != "" {
			p.stands[code] = o.areas[f["desa"]]["induk"]
		}
		if k := p.stands[code]; k != "" {
			p.kabkot[code] = o.up(k, "kabkota")
		}
		if p.kabkot[code] == "" && o.areas[o.root]["tingkat"] == "kabkota" {
			p.kabkot[code] = o.root
		}
	}
	for _, code := range p.units {
		p.above[code] = o.countsFor(p, code)
	}
	return p
}

func (p *places) descend(o *office, below map[string][]string, code string) {
	p.units = append(p.units, code)
	p.level[code], p.kabkot[code] = o.areas[code]["tingkat"], o.up(code, "kabkota")
	children := slices.Sorted(slices.Values(below[code]))
	for _, child := range children {
		p.descend(o, below, child)
	}
}

// up gives the area of a level that an area is or lies in, or "".
func (o *office) up(code, level string) string {
	for ; code != ""; code = o.areas[code]["induk"] {
		if o.areas[code]["tingkat"] == level {
			return code
		}
	}
	return ""
}

// countsFor lists what a unit's report is part of: the areas above and the
// puskesmas of a desa. A puskesmas is part of its kecamatan only where all puskesmas
// of that kecamatan serve desa of it alone, and nobody else serves these.
func (o *office) countsFor(p *places, code string) []string {
	var list []string
	next := o.areas[code]["induk"]
	switch p.level[code] {
	case "desa":
		if by := o.areas[code]["puskesmas"]; by != "" {
			list = append(list, by)
		}
	case "puskesmas":
		next = p.stands[code]
		if next == "" || !o.ownKecamatan(p, next) {
			next = p.kabkot[code]
		}
	}
	for ; next != "" && p.level[next] != ""; next = o.areas[next]["induk"] {
		list = append(list, next)
		if next == o.root {
			break
		}
	}
	return list
}

// ownKecamatan says whether a kecamatan and its puskesmas belong to each other alone.
func (o *office) ownKecamatan(p *places, kecamatan string) bool {
	for post := range o.posts {
		here := p.stands[post] == kecamatan
		if here && len(p.serves[post]) == 0 {
			return false
		}
		for _, desa := range p.serves[post] {
			if (o.areas[desa]["induk"] == kecamatan) != here {
				return false
			}
		}
	}
	return true
}

// isAbove says whether the reports of one unit are part of another's figure. A
// puskesmas stands in its kecamatan even where it is no part of its figure: both
// would count the same people.
func (p *places) isAbove(upper, lower string) bool {
	return slices.Contains(p.above[lower], upper) || p.stands[lower] == upper
}
