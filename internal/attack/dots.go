package attack

import (
	"math"
	"strings"

	"golang.org/x/net/html"

	"terang/internal/bounds"
)

// dots reads points that stand by their sasaran across and their share upward. A
// point without a name is of one of the places that the figure lists; one that fits
// none of those shown is of one that is hidden.
func (p *page) dots(n *html.Node, s scope) {
	up, ok := p.axis(n, s)
	across, too := p.across(n, s)
	units, _ := s.names.here(none)
	if !ok || !too || s.ind == none || s.year == none || len(units) == 0 {
		return
	}
	for _, at := range middles(n) {
		x, y := at[0], at[1]
		share, people := up.at(y), across.at(x)
		if p.anyOf(units, s, share, people) {
			p.e.count["dot"]++
			p.e.agrees++
			continue
		}
		for _, u := range units {
			in := s
			in.unit = u
			if p.hiddenCell(in) != nil {
				p.e.hear(in.claim(unnamed, share, p.file, "dot"))
			}
		}
	}
}

// middles lists where the circles of a drawing stand, and its triangles: those point
// at something eight steps from their middle.
func middles(n *html.Node) [][2]float64 {
	const tip = 8
	var list [][2]float64
	for _, c := range all(n, "circle") {
		if x, y := measure(c, "cx"), measure(c, "cy"); !math.IsNaN(x) && !math.IsNaN(y) {
			list = append(list, [2]float64{x, y})
		}
	}
	for _, c := range all(n, "path") {
		d := attr(c, "d")
		if v := figuresOf(d); strings.HasSuffix(d, "z") && strings.Contains(d, "l") && len(v) == 5 {
			list = append(list, [2]float64{v[0], v[1] + math.Copysign(tip, v[3])})
		}
	}
	return list
}

// across gives the axis beneath a drawing, as axis gives the one beside it.
func (p *page) across(n *html.Node, s scope) (axis, bool) {
	var xs, vs []float64
	for _, t := range all(n, "text") {
		list := tokens(content(t), s.lang)
		if attr(t, "text-anchor") == "middle" && attr(t, "class") != "lbl" && len(list) == 1 && list[0].number {
			xs, vs = append(xs, -measure(t, "x")), append(vs, list[0].value)
		}
	}
	if len(xs) < 2 || xs[0] == xs[len(xs)-1] {
		return axis{}, false
	}
	last := len(xs) - 1
	return axis{y0: xs[0], per: (vs[last] - vs[0]) / (xs[0] - xs[last])}.mirrored(), true
}

// mirrored lets an axis be asked by places from left to right.
func (a axis) mirrored() axis { return axis{y0: -a.y0, per: -a.per} }

// anyOf says whether a point fits one of the figures that are shown.
func (p *page) anyOf(units []int, s scope, share, people bounds.Interval) bool {
	for _, u := range units {
		f := p.e.cell(u, s.ind, s.year)
		if f == nil || f.state != told || f.d.Lo <= 0 {
			continue
		}
		v := p.e.portal.indicators[s.ind].factor * f.n.Lo / f.d.Lo
		lo, hi := min(people.Lo, people.Hi), max(people.Lo, people.Hi)
		if v >= share.Lo-0.1 && v <= share.Hi+0.1 && f.d.Lo >= lo-1 && f.d.Lo <= hi+1 {
			return true
		}
	}
	return false
}
