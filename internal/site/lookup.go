package site

import (
	"slices"

	"terang/internal/content"
	"terang/internal/health"
)

// lookup finds what belongs to a place without walking over everything: a page
// must cost the same on a site of a hundred pages and of a hundred thousand.
type lookup struct {
	*lying
	posts    map[health.Unit][]int  // posts that name a unit, in their order
	about    map[int][]int          // posts that name an indicator, in their order
	kinds    map[content.Kind][]int // posts of a kind, in their order
	tagged   map[string][]int       // news with a tag, by its slug, in their order
	written  map[string][]int       // news by an author, likewise
	promises map[health.Unit][]int  // promises of plans that name a unit, in their order
	within   map[health.Unit][]int  // promises of an area and of all that lies in it, in their order
	bonds    map[health.Unit][]int  // agreements with a unit
	signed   map[string][]int       // agreements with a facility, by its code
	held     map[health.Unit][]int  // steps of a puskesmas' round
	heldIn   map[int]bool           // years with such a step, up to the day of the build
	scores   map[health.Unit][]int  // reviews of a puskesmas, in their order
	budget   map[health.Unit][]int  // lines of a unit's money, in their order
}

func (p *Plan) newLookup() lookup {
	l := lookup{lying: &p.lying}
	l.addPosts(p)
	l.addBonds(p)
	l.addTables(p)
	return l
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
