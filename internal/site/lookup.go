package site

import (
	"slices"
	"sync"

	"terang/internal/content"
	"terang/internal/health"
)

// lookup finds what belongs to a place without walking over everything: a page
// must cost the same on a site of a hundred pages and of a hundred thousand.
type lookup struct {
	directory grouped                       // facilities listed on an area's page
	desa      grouped                       // facilities in a desa
	partners  grouped                       // facilities that work with a puskesmas
	code      func() map[string]int         // facility by code
	open      []int                         // by unit: open facilities in the areas before it
	serving   map[health.Unit][]health.Unit // puskesmas that serve an area or are seated in it
	namesakes map[string]int                // how many puskesmas bear a name
	posts     map[health.Unit][]int         // posts that name a unit, in their order
	about     map[int][]int                 // posts that name an indicator, in their order
	kinds     map[content.Kind][]int        // posts of a kind, in their order
	tagged    map[string][]int              // news with a tag, by its slug, in their order
	written   map[string][]int              // news by an author, likewise
	promises  map[health.Unit][]int         // promises of plans that name a unit, in their order
	within    map[health.Unit][]int         // promises of an area and of all that lies in it, in their order
	bonds     map[health.Unit][]int         // agreements with a unit
	signed    map[string][]int              // agreements with a facility, by its code
	types     map[health.FacilityType]bool  // types of which a facility is open
	held      map[health.Unit][]int         // steps of a puskesmas' round
	heldIn    map[int]bool                  // years with such a step, up to the day of the build
	scores    map[health.Unit][]int         // reviews of a puskesmas, in their order
	budget    map[health.Unit][]int         // lines of a unit's money, in their order
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

func (p *Plan) newLookup() lookup {
	reg := p.in.Register
	l := lookup{
		open: make([]int, len(reg.Areas)+1), types: map[health.FacilityType]bool{},
		serving: map[health.Unit][]health.Unit{}, namesakes: map[string]int{},
	}
	l.addFacilities(p)
	for _, u := range reg.Puskesmas() {
		l.addPuskesmas(reg, u)
		l.namesakes[bareName(reg.Name(u))]++
	}
	l.addPosts(p)
	l.addBonds(p)
	l.addTables(p)
	return l
}

func (l *lookup) addFacilities(p *Plan) {
	reg := p.in.Register
	units, list := reg.Units(), reg.Facilities
	l.directory = group(units, len(list), func(i int) health.Unit { return p.directoryOf(&list[i]) })
	l.desa = group(units, len(list), func(i int) health.Unit { return list[i].Desa })
	l.partners = group(units, len(list), func(i int) health.Unit {
		if list[i].Unit != health.NoUnit {
			return health.NoUnit
		}
		return list[i].Puskesmas
	})
	l.code = sync.OnceValue(func() map[string]int {
		code := make(map[string]int, len(list))
		for i := range list {
			code[list[i].Code] = i
		}
		return code
	})
	for i := range list {
		f := &list[i]
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
func (l *lookup) addPuskesmas(reg *health.Register, u health.Unit) {
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

func (l *lookup) addPosts(p *Plan) {
	l.posts, l.about, l.kinds = map[health.Unit][]int{}, map[int][]int{}, map[content.Kind][]int{}
	l.tagged, l.written = map[string][]int{}, map[string][]int{}
	for i := range p.in.Content.Posts {
		post := &p.in.Content.Posts[i]
		for _, u := range post.Units {
			l.posts[u] = append(l.posts[u], i)
		}
		for _, ind := range post.Indicators {
			l.about[ind] = append(l.about[ind], i)
		}
		l.kinds[post.Kind] = append(l.kinds[post.Kind], i)
		if post.Kind != content.Berita {
			continue
		}
		for _, t := range post.Tags {
			s := slug(t)
			if list := l.tagged[s]; len(list) == 0 || list[len(list)-1] != i { // one tag in two spellings counts once
				l.tagged[s] = append(list, i)
			}
		}
		l.written[slug(post.Author)] = append(l.written[slug(post.Author)], i)
	}
}

func (l *lookup) addBonds(p *Plan) {
	reg := p.in.Register
	l.promises, l.within = map[health.Unit][]int{}, map[health.Unit][]int{}
	for i, pr := range p.promises {
		for _, u := range pr.units {
			l.promises[u] = append(l.promises[u], i)
			if u == health.NoUnit {
				continue
			}
			if reg.LevelOf(u) == health.Puskesmas {
				u = reg.Facility(u).Area()
			}
			for ; u != health.NoUnit; u = reg.Areas[u].Parent {
				if list := l.within[u]; len(list) == 0 || list[len(list)-1] != i {
					l.within[u] = append(list, i)
				}
			}
		}
	}
	l.bonds, l.signed = map[health.Unit][]int{}, map[string][]int{}
	for i, a := range p.bonds {
		for _, party := range slices.Concat(a.First, a.Second) {
			if party.Unit != health.NoUnit {
				l.bonds[party.Unit] = append(l.bonds[party.Unit], i)
			} else if party.Code != "" {
				l.signed[party.Code] = append(l.signed[party.Code], i)
			}
		}
	}
}

// addTables notes whose the rows of the tables beside the observations are.
func (l *lookup) addTables(p *Plan) {
	l.held, l.heldIn = map[health.Unit][]int{}, map[int]bool{}
	for i, h := range p.in.Held {
		l.held[h.Unit] = append(l.held[h.Unit], i)
		if h.Date <= p.in.Date {
			l.heldIn[h.Date.Year()] = true
		}
	}
	l.scores, l.budget = map[health.Unit][]int{}, map[health.Unit][]int{}
	for i := range p.in.Scores {
		l.scores[p.in.Scores[i].Unit] = append(l.scores[p.in.Scores[i].Unit], i)
	}
	for i := range p.in.Budget {
		l.budget[p.in.Budget[i].Unit] = append(l.budget[p.in.Budget[i].Unit], i)
	}
}

// openIn counts the open facilities in an area.
func (l *lookup) openIn(reg *health.Register, u health.Unit) int {
	return l.open[reg.Areas[u].End] - l.open[u]
}
