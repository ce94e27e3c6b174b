package attack

import (
	"math"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// The places that a tiny drawing is made with, as anybody may read in the source of
// the program: its base line and its ends across.
const (
	sparkBase, sparkLeft, sparkRight = 17.0, 3.0, 60.0
	panelLeft, panelRight            = 2.0, 115.0
)

// small reads the line of a tiny drawing in a list: across by the months of a year,
// upward by the lines of nothing and of all, or where they are not drawn by its last
// point, whose number stands beside it.
func (p *page) small(n *html.Node, s scope) {
	if !s.complete() || s.single {
		return
	}
	var line [][2]float64
	for _, path := range all(n, "path") {
		if hasClass(path, "series") {
			line = append(line, points(attr(path, "d"))...)
		}
	}
	for _, c := range all(n, "circle") { // a month between two gaps has no line
		line = append(line, [2]float64{measure(c, "cx"), measure(c, "cy")})
	}
	f := p.e.cell(s.unit, s.ind, s.year)
	if len(line) == 0 || f == nil {
		return
	}
	left, right := sparkLeft, sparkRight
	if hasClass(n, "panel") {
		left, right = panelLeft, panelRight
	}
	last, latest := line[0], none
	for _, at := range line {
		if m := s.monthAt(at[0], left, right); m >= latest {
			last, latest = at, m
		}
	}
	through := p.e.through[s.year]
	switch {
	case latest == through && p.hiddenCell(s) != nil:
		p.e.hear(s.claim(unnamed, anything, p.file, "spark"))
		return
	case latest != through || f.state != told:
		return // of a year that begins in another month, or hidden by now: its earlier months are published
	}
	a, ok := p.smallAxis(n, s, f, last)
	if !ok {
		return
	}
	for _, at := range line {
		in := s
		in.year, in.month = p.e.periodOf(s.monthAt(at[0], left, right), s)
		p.e.hear(in.claim(share, a.at(at[1]), p.file, "spark"))
	}
}

// monthAt gives the month of a place across.
func (s scope) monthAt(x, left, right float64) int {
	return s.year*12 + int(math.Round((x-left)/(right-left)*11))
}

// smallAxis takes the lines of nothing and of all, else the last point.
func (p *page) smallAxis(n *html.Node, s scope, f *fact, last [2]float64) (axis, bool) {
	level := func(class string) float64 {
		for _, path := range all(n, "path") {
			if hasClass(path, class) {
				place, _, _ := strings.Cut(strings.TrimPrefix(attr(path, "d"), "M"), "H")
				if _, y, ok := strings.Cut(place, " "); ok {
					v, err := strconv.ParseFloat(y, 64)
					if err == nil {
						return v
					}
				}
			}
		}
		return math.NaN()
	}
	none, whole := level("axis"), level("grid")
	if none > whole {
		return axis{y0: none, per: 100 / (none - whole)}, true
	}
	if f.d.Lo <= 0 || f.d.Lo != f.d.Hi || f.n.Lo != f.n.Hi || last[1] >= sparkBase {
		return axis{}, false
	}
	value := p.e.portal.indicators[s.ind].factor * f.n.Lo / f.d.Lo
	return axis{y0: sparkBase, per: value / (sparkBase - last[1])}, true
}
