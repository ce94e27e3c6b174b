package attack

import (
	"golang.org/x/net/html"

	"terang/internal/bounds"
)

// lines lists what the lines of a list are about, from top to bottom.
func (p *page) lines(ol *html.Node, s scope) []scope {
	var list []scope
	for c := ol.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode || c.Data != "li" {
			continue
		}
		if a := find(c, func(n *html.Node) bool { return n.Data == "a" }); a != nil {
			if r := p.linked(a); r != nothing {
				list = append(list, s.with(r))
			}
		}
	}
	return list
}

// order looks at a list that goes by the size of its figures: a hidden one among
// them, and not at the end, lies between its neighbours.
func (p *page) order(list []scope, s scope) {
	if p.e.learning {
		return
	}
	if at := p.programmes(list); at > 0 {
		p.order(list[:at], s)
		p.order(list[at:], s)
		return
	}
	var shown []float64
	var places []int
	for i, in := range list {
		if !in.complete() {
			return
		}
		f := p.e.cell(in.unit, in.ind, in.year)
		if f == nil {
			return
		}
		if f.state == told && f.exact() && f.d.Lo > 0 {
			shown = append(shown, p.e.portal.indicators[in.ind].factor*f.n.Lo/f.d.Lo)
			places = append(places, i)
		}
	}
	if len(shown) < 3 {
		return
	}
	p.e.count["order"] += len(shown)
	up, down := true, true
	for i := 1; i < len(shown); i++ {
		up = up && shown[i] >= shown[i-1]-1e-9
		down = down && shown[i] <= shown[i-1]+1e-9
	}
	if up == down || p.byCode(list) {
		return
	}
	for i := range list {
		if f := p.hiddenCell(list[i]); f == nil || i > places[len(places)-1] {
			continue
		}
		iv := anything
		for k, at := range places {
			v := shown[k]
			if (at < i) == up {
				iv.Lo = max(iv.Lo, v)
			} else {
				iv.Hi = min(iv.Hi, v)
			}
		}
		p.e.hear(list[i].claim(order, bounds.Interval{Lo: iv.Lo, Hi: iv.Hi}, p.file, "order"))
	}
}

// programmes gives where in a list of services the programmes beside the SPM begin, which
// go by their own size; 0 where the list is of one kind or mixes them.
func (p *page) programmes(list []scope) int {
	at := 0
	for i := 1; i < len(list); i++ {
		if list[i-1].ind == none || list[i].ind == none {
			return 0
		}
		before, after := p.e.portal.indicators[list[i-1].ind].spm, p.e.portal.indicators[list[i].ind].spm
		switch {
		case before == after:
		case before && at == 0:
			at = i
		default:
			return 0
		}
	}
	return at
}

// byCode says whether a list stands in the order of the data, which tells nothing.
func (p *page) byCode(list []scope) bool {
	for i := 1; i < len(list); i++ {
		a, b := list[i-1], list[i]
		if a.unit > b.unit || (a.unit == b.unit && p.e.portal.indicators[a.ind].rank > p.e.portal.indicators[b.ind].rank) {
			return false
		}
	}
	return true
}
