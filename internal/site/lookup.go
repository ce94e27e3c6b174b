package site

import (
	"slices"

	"terang/internal/health"
)

// lookup finds what belongs to a place without walking over everything: a page
// must cost the same on a site of a hundred pages and of a hundred thousand.
type lookup struct {
	directory map[health.Unit][]int         // facilities listed on an area's page
	desa      map[health.Unit][]int         // facilities in a desa
	partners  map[health.Unit][]int         // facilities that work with a puskesmas
	code      map[string]int                // facility by code
	open      []int                         // by unit: open facilities in the areas before it
	serving   map[health.Unit][]health.Unit // puskesmas that serve an area or are seated in it
	namesakes map[string]int                // how many puskesmas bear a name
	posts     map[health.Unit][]int         // posts that name a unit, in their order
	about     map[int][]int                 // posts that name an indicator, in their order
	promises  map[health.Unit][]int         // promises of plans that name a unit, in their order
	bonds     map[health.Unit][]int         // agreements with a unit
	signed    map[string][]int              // agreements with a facility, by its code
	types     map[health.FacilityType]bool  // types of which a facility is open
}

func (p *Plan) newLookup() lookup {
	reg := p.in.Register
	l := lookup{
		directory: map[health.Unit][]int{}, desa: map[health.Unit][]int{}, partners: map[health.Unit][]int{},
		code: map[string]int{}, open: make([]int, len(reg.Areas)+1),
		serving: map[health.Unit][]health.Unit{}, namesakes: map[string]int{}, posts: map[health.Unit][]int{}, about: map[int][]int{},
		promises: map[health.Unit][]int{}, bonds: map[health.Unit][]int{}, signed: map[string][]int{},
		types: map[health.FacilityType]bool{},
	}
	for i := range reg.Facilities {
		l.addFacility(p, i)
	}
	for u := range reg.Areas {
		l.open[u+1] += l.open[u]
	}
	for _, u := range reg.Puskesmas() {
		l.addPuskesmas(reg, u)
		l.namesakes[bareName(reg.Name(u))]++
	}
	for i := range p.in.Content.Posts {
		for _, u := range p.in.Content.Posts[i].Units {
			l.posts[u] = append(l.posts[u], i)
		}
		for _, ind := range p.in.Content.Posts[i].Indicators {
			l.about[ind] = append(l.about[ind], i)
		}
	}
	for i, pr := range p.promises {
		for _, u := range pr.units {
			l.promises[u] = append(l.promises[u], i)
		}
	}
	for i, a := range p.bonds {
		for _, party := range slices.Concat(a.First, a.Second) {
			if party.Unit != health.NoUnit {
				l.bonds[party.Unit] = append(l.bonds[party.Unit], i)
			} else if party.Code != "" {
				l.signed[party.Code] = append(l.signed[party.Code], i)
			}
		}
	}
	return l
}

func (l *lookup) addFacility(p *Plan, i int) {
	f := &p.in.Register.Facilities[i]
	at := p.directoryOf(f)
	l.directory[at] = append(l.directory[at], i)
	if f.Desa != health.NoUnit {
		l.desa[f.Desa] = append(l.desa[f.Desa], i)
	}
	if f.Puskesmas != health.NoUnit && f.Unit == health.NoUnit {
		l.partners[f.Puskesmas] = append(l.partners[f.Puskesmas], i)
	}
	l.code[f.Code] = i
	if !f.Closed {
		l.types[f.Type] = true
	}
	if at := f.Area(); at != health.NoUnit && !f.Closed {
		l.open[at+1]++
	}
}

// addPuskesmas notes a puskesmas with every area that it serves or is seated in.
func (l *lookup) addPuskesmas(reg *health.Register, u health.Unit) {
	for _, at := range append(slices.Clone(reg.Served(u)), reg.Facility(u).Area()) {
		for ; at != health.NoUnit; at = reg.Areas[at].Parent {
			if !slices.Contains(l.serving[at], u) {
				l.serving[at] = append(l.serving[at], u)
			}
		}
	}
}

// openIn counts the open facilities in an area.
func (l *lookup) openIn(reg *health.Register, u health.Unit) int {
	return l.open[reg.Areas[u].End] - l.open[u]
}
