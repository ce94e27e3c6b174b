package attack

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"terang/internal/bounds"
)

// resolution is how exactly a place in a drawing can be read: it is written with one decimal.
const resolution = 0.06

// drawing reads an SVG: its words, the bar of a line, columns against an axis,
// points of a line, the colours of a map.
func (p *page) drawing(n *html.Node, s scope) {
	p.attributes(n, s)
	switch {
	case hasClass(n, "bar"):
		p.bar(n, s)
	case hasClass(n, "spark") || hasClass(n, "panel"):
		p.small(n, s)
	case hasClass(n, "columns"):
		p.columns(n, s)
	case find(n, func(c *html.Node) bool { return hasClass(c, "series") }) != nil:
		p.curve(n, s)
	case len(middles(n)) > 0:
		p.dots(n, s)
	}
	p.shapes(n, s)
}

// shapes reads the words of a drawing, and whatever stands in it under a link.
func (p *page) shapes(n *html.Node, s scope) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		in := s
		switch c.Data {
		case "a":
			in = s.with(p.linked(c))
			if f := p.hiddenCell(in); f != nil && find(c, tellsStanding) != nil {
				p.e.hear(in.claim(standing, standingRange(find(c, tellsStanding), f.target), p.file, "map"))
			} else if in.complete() && find(c, tellsStanding) != nil {
				p.e.count["map"]++
			}
		case "title", "desc":
			p.text(s, content(c), "label")
			p.counts(s, content(c))
			continue
		case "text":
			continue // beside the shapes that it belongs to
		}
		p.attributes(c, in)
		p.shapes(c, in)
	}
}

// bar reads the length of a bar against the tick of its target.
func (p *page) bar(n *html.Node, s scope) {
	if !s.complete() {
		return
	}
	width, at, from := math.NaN(), math.NaN(), math.NaN()
	for _, c := range all(n, "rect") {
		switch {
		case hasClass(c, "range"):
			from, width = zeroIfNone(measure(c, "x")), measure(c, "width")+zeroIfNone(measure(c, "x"))
		case hasClass(c, "band") || hasClass(c, "track") || hasClass(c, "hid") || hasClass(c, "none") || hasClass(c, "na"):
		default:
			width = measure(c, "width") + zeroIfNone(measure(c, "x"))
		}
	}
	for _, c := range all(n, "path") {
		if hasClass(c, "tick") {
			if xs := points(attr(c, "d")); len(xs) > 0 {
				at = xs[0][0]
			}
		}
		if p.hiddenCell(s) != nil && !hasClass(c, "tick") && !hasClass(c, "ref") {
			p.e.hear(s.claim(unnamed, anything, p.file, "bar"))
		}
	}
	f := p.e.cell(s.unit, s.ind, s.year)
	if math.IsNaN(width) || f == nil {
		return
	}
	full := measureBox(n)
	if math.IsNaN(at) || at == 0 || f.target == 0 || width > full-1 {
		if f.state == hidden && math.IsNaN(from) {
			p.e.hear(s.claim(unnamed, exact(width), p.file, "bar"))
		}
		return
	}
	if math.IsNaN(from) {
		from = width
	}
	p.e.hear(s.claim(share, bounds.Interval{
		Lo: max(0, (from-resolution)/(at+resolution)*f.target), Hi: (width + resolution) / (at - resolution) * f.target,
	}, p.file, "bar"))
}

// axis turns heights of a drawing into values, by the numbers that stand beside its lines.
type axis struct{ y0, per float64 }

func (p *page) axis(n *html.Node, s scope) (axis, bool) {
	var ys, vs []float64
	for _, t := range all(n, "text") {
		list := tokens(content(t), s.lang)
		if attr(t, "text-anchor") == "end" && len(list) == 1 && list[0].number {
			ys, vs = append(ys, measure(t, "y")), append(vs, list[0].value)
		}
	}
	if len(ys) < 2 || ys[0] == ys[len(ys)-1] {
		return axis{}, false
	}
	last := len(ys) - 1
	return axis{y0: ys[0], per: (vs[last] - vs[0]) / (ys[0] - ys[last])}, true
}

// at gives the range of values that a height stands for.
func (a axis) at(y float64) bounds.Interval {
	return bounds.Interval{Lo: max(0, (a.y0-y-resolution)*a.per), Hi: (a.y0 - y + resolution) * a.per}
}

// columns reads bars that stand beside each other, each with a name beneath.
func (p *page) columns(n *html.Node, s scope) {
	a, ok := p.axis(n, s)
	if !ok || s.ind == none {
		return
	}
	labels := map[float64][]string{}
	for _, t := range all(n, "text") {
		if hasClass(t, "name") {
			labels[measure(t, "x")] = append(labels[measure(t, "x")], content(t))
		}
	}
	of := func(x float64) scope {
		for at, parts := range labels {
			if math.Abs(at-x) < 2 {
				return s.with(s.names.only(strings.Join(parts, " ")))
			}
		}
		return scope{unit: none}
	}
	var line []placed
	for _, r := range all(n, "rect") {
		x := measure(r, "x") + measure(r, "width")/2
		in := of(x)
		if in.unit == none || hasClass(r, "track") {
			continue
		}
		line = append(line, placed{x, in})
		y, tall := measure(r, "y"), measure(r, "height")
		switch {
		case hasClass(r, "hid") || hasClass(r, "none") || hasClass(r, "band"):
		case hasClass(r, "range"):
			p.e.hear(in.claim(share, bounds.Interval{Lo: a.at(y + tall).Lo, Hi: a.at(y).Hi}, p.file, "column"))
		case y > 0 && p.fitsIn(n, y):
			p.e.hear(in.claim(share, a.at(y), p.file, "column"))
		}
	}
	for _, t := range all(n, "text") {
		if in := of(measure(t, "x")); in.unit != none && !hasClass(t, "name") {
			p.text(in, content(t), "column")
			if p.hiddenCell(in) != nil && tellsStanding(t) {
				p.e.hear(in.claim(standing, anything, p.file, "column"))
			}
		}
	}
	slices.SortFunc(line, func(a, b placed) int { return int(math.Round(a.x - b.x)) })
	var order []scope
	for _, l := range line {
		order = append(order, l.scope)
	}
	p.order(order, s)
}

type placed struct {
	x float64
	scope
}

// fitsIn says whether a bar is not cut off at the top of its drawing.
func (p *page) fitsIn(n *html.Node, y float64) bool {
	return find(n, func(c *html.Node) bool { return hasClass(c, "over") }) == nil || y > 31
}

// curve reads the points of lines over months.
func (p *page) curve(n *html.Node, s scope) {
	a, ok := p.axis(n, s)
	if !ok || !s.complete() || s.single {
		return
	}
	months := map[float64]int{}
	for _, t := range all(n, "text") {
		if m := monthWord(strings.ToLower(content(t))); m >= 0 {
			months[measure(t, "x")] = m
		}
	}
	for _, path := range all(n, "path") {
		if !hasClass(path, "series") {
			continue
		}
		year := s.year
		if hasClass(path, "other") {
			year--
		}
		for _, at := range points(attr(path, "d")) {
			m, ok := months[at[0]]
			if !ok {
				continue
			}
			in := s
			in.month = year*12 + m
			in.year, _ = p.e.periodOf(in.month, s)
			p.e.hear(in.claim(share, a.at(at[1]), p.file, "line"))
		}
	}
}

// points gives the corners of a path of straight lines with whole places.
func points(d string) [][2]float64 {
	var list [][2]float64
	for _, part := range strings.FieldsFunc(d, func(r rune) bool { return r == 'M' || r == 'L' || r == 'Z' }) {
		xy := strings.Fields(part)
		if len(xy) != 2 {
			continue
		}
		x, errX := strconv.ParseFloat(xy[0], 64)
		y, errY := strconv.ParseFloat(xy[1], 64)
		if errX == nil && errY == nil {
			list = append(list, [2]float64{x, y})
		}
	}
	return list
}

// measure gives a length or place of a shape, NaN where it has none.
func measure(n *html.Node, key string) float64 {
	v, err := strconv.ParseFloat(attr(n, key), 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

func zeroIfNone(v float64) float64 {
	if math.IsNaN(v) {
		return 0
	}
	return v
}

// measureBox gives the width of a drawing in its own units.
func measureBox(n *html.Node) float64 {
	for _, a := range n.Attr {
		if strings.EqualFold(a.Key, "viewBox") {
			if parts := strings.Fields(a.Val); len(parts) == 4 {
				if v, err := strconv.ParseFloat(parts[2], 64); err == nil {
					return v
				}
			}
		}
	}
	return math.Inf(1)
}
