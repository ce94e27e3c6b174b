package site

import (
	"cmp"
	"slices"
	"sync"

	"terang/internal/health"
)

// Ground is what follows from the registers alone, whatever the language, the figures and the texts:
// where pages of units stand, and what lies where. It is not changed any more, so that plans may share
// one: those of a site's languages, and of what a preview reads again while the registers stay.
type Ground struct {
	slugs    []string // by unit
	paths    []string // of each unit's page
	facility []string // anchor of each facility within its directory page
	posyandu []int    // facilities that are ones, in order of their areas
	lying    lying
}

// Survey makes the ground of the registers.
func Survey(reg *health.Register) *Ground {
	g := &Ground{slugs: slugsOf(reg), posyandu: posyanduIn(reg), lying: lie(reg)}
	g.paths = unitPaths(reg, g.slugs)
	g.facility = anchorsOf(reg, g.lying.directory)
	return g
}

// lying says which facilities lie where, as part of a plan's lookup.
type lying struct {
	directory grouped                       // facilities listed on an area's page
	desa      grouped                       // facilities in a desa
	partners  grouped                       // facilities that work with a puskesmas
	code      func() map[string]int         // facility by code
	open      []int                         // by unit: open facilities in the areas before it
	serving   map[health.Unit][]health.Unit // puskesmas that serve an area or are seated in it
	namesakes map[string]int                // how many puskesmas bear a name
	types     map[health.FacilityType]bool  // types of which a facility is open
}

func lie(reg *health.Register) lying {
	units, list := reg.Units(), reg.Facilities
	l := lying{
		directory: group(units, len(list), func(i int) health.Unit { return directoryOf(&list[i]) }),
		desa:      group(units, len(list), func(i int) health.Unit { return list[i].Desa }),
		partners: group(units, len(list), func(i int) health.Unit {
			if list[i].Unit != health.NoUnit {
				return health.NoUnit
			}
			return list[i].Puskesmas
		}),
		code: sync.OnceValue(func() map[string]int {
			code := make(map[string]int, len(list))
			for i := range list {
				code[list[i].Code] = i
			}
			return code
		}),
		serving: map[health.Unit][]health.Unit{}, namesakes: map[string]int{},
	}
	l.count(reg)
	for _, u := range reg.Puskesmas() {
		l.addPuskesmas(reg, u)
		l.namesakes[bareName(reg.Name(u))]++
	}
	return l
}

// count counts what is open.
func (l *lying) count(reg *health.Register) {
	l.open, l.types = make([]int, len(reg.Areas)+1), map[health.FacilityType]bool{}
	for i := range reg.Facilities {
		f := &reg.Facilities[i]
		if f.Closed {
			continue
		}
		if !l.types[f.Type] {
			l.types[f.Type] = true
		}
		if at := f.Area(); at != health.NoUnit {
			l.open[at+1]++
		}
	}
	for u := range reg.Areas {
		l.open[u+1] += l.open[u]
	}
}

// addPuskesmas notes a puskesmas with every area that it serves or is seated in.
func (l *lying) addPuskesmas(reg *health.Register, u health.Unit) {
	note := func(at health.Unit) {
		for ; at != health.NoUnit; at = reg.Areas[at].Parent {
			if list := l.serving[at]; len(list) == 0 || list[len(list)-1] != u {
				l.serving[at] = append(list, u)
			}
		}
	}
	for _, desa := range reg.Served(u) {
		note(desa)
	}
	note(reg.Facility(u).Area())
}

// openIn counts the open facilities in an area.
func (l *lying) openIn(reg *health.Register, u health.Unit) int {
	return l.open[reg.Areas[u].End] - l.open[u]
}

// grouped lists numbers by unit: those of u are of[from[u]:from[u+1]], in their order.
type grouped struct{ from, of []int }

// group lists the numbers below n by the unit that each has; NoUnit leaves one out.
func group(units, n int, unit func(i int) health.Unit) grouped {
	g := grouped{from: make([]int, units+2)}
	for i := range n {
		if u := unit(i); u != health.NoUnit {
			g.from[u+2]++
		}
	}
	for u := range units {
		g.from[u+2] += g.from[u+1]
	}
	g.of = make([]int, g.from[units+1])
	for i := range n {
		if u := unit(i); u != health.NoUnit { // from[u+1] is where the next one goes, and in the end where u+1 begins
			g.of[g.from[u+1]] = i
			g.from[u+1]++
		}
	}
	return g
}

func (g grouped) at(u health.Unit) []int { return slices.Clip(g.of[g.from[u]:g.from[u+1]]) }

// directoryOf gives the area whose page lists a facility: its kecamatan, or the nearest area above.
func directoryOf(f *health.Facility) health.Unit {
	if f.Kecamatan != health.NoUnit {
		return f.Kecamatan
	}
	return max(f.Kabkota, 0)
}

// anchorsOf gives every facility an anchor that no other on its directory page has.
func anchorsOf(reg *health.Register, directory grouped) []string {
	anchors := make([]string, len(reg.Facilities))
	for u := range health.Unit(len(reg.Areas)) {
		list := directory.at(u)
		taken := make(map[string]bool, len(list))
		for _, i := range list {
			f := &reg.Facilities[i]
			var room [64]byte
			anchor := string(appendSlug(append(room[:0], "f-"...), f.Name))
			if taken[anchor] {
				anchor += "-" + slug(f.Code)
			}
			taken[anchor] = true
			anchors[i] = anchor
		}
	}
	return anchors
}

// posyanduIn lists the posyandu of the register in order of their areas.
func posyanduIn(reg *health.Register) []int {
	var list []int
	for i := range reg.Facilities {
		if reg.Facilities[i].Type == health.TypePosyandu {
			list = append(list, i)
		}
	}
	slices.SortStableFunc(list, func(i, k int) int {
		return cmp.Compare(max(reg.Facilities[i].Area(), 0), max(reg.Facilities[k].Area(), 0))
	})
	return list
}
