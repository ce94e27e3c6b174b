package chart

import (
	"cmp"
	"math"
	"slices"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/stats"
	"terang/internal/words"
)

// The funnel's drawing in units of its view box, and how much of it is named.
const (
	funnelHeight = 390
	funnelFoot   = 80 // beneath the plot, for sizes and what they are
	funnelSteps  = 40 // points of a limit's curve
	markRadius   = 8
	maxLabels    = 8 // places named in the drawing; more are in the words and the table
)

// funnel is a funnel plot ready to be drawn.
type funnel struct {
	w         *words.Catalogue
	frame     Frame
	benchmark disclosure.Figure
	against   string
	entries   []entry
	spots     []spot // those that take part
	centre    float64
}

// spot is one place in a funnel.
type spot struct {
	entry
	n, d     int
	value    float64
	position stats.Position
	above    bool
}

// Funnel draws places by size and value around a benchmark, usually the parent,
// with the limits within which chance keeps most of them (domain reference §8.7).
// Places without a number, above 100 % or of another month than the benchmark take
// no part and stand in the table alone. Without a title it writes its own finding.
// ok is false where no limits can be drawn: the benchmark has no value, or more
// than all.
func Funnel(w *words.Catalogue, f Frame, rows []RankRow, benchmark disclosure.Figure, benchmarkName string) (fig Figure, ok bool) {
	bn, bd, ok := counts(benchmark)
	if !ok || bn > bd {
		return Figure{}, false
	}
	fn := funnel{w: w, frame: f, benchmark: benchmark, against: benchmarkName, centre: float64(bn) / float64(bd)}
	for _, row := range rows {
		e := entry{name: row.Name, href: row.Href, code: row.Code, figure: row.Figure}
		fn.entries = append(fn.entries, e)
	}
	order(fn.entries)
	for _, e := range fn.entries {
		if s, ok := fn.spotOf(e); ok {
			fn.spots = append(fn.spots, s)
		}
	}
	if fn.frame.Title == "" {
		fn.frame.Title = fn.finding()
	}
	fig = newFigure(w, fn.frame, "funnel")
	if fig.Desc == "" {
		fig.Desc = fn.describe()
	}
	fig.SVG = fn.draw(fig.Desc)
	fn.table(&fig.Table)
	if f.Interactive && benchmark.Factor() == 100 {
		fig.Option = fn.option()
	}
	return fig, true
}

func (fn *funnel) spotOf(e entry) (spot, bool) {
	n, d, ok := counts(e.figure)
	if !ok || n > d || e.figure.Month() != fn.benchmark.Month() {
		return spot{}, false
	}
	v, _ := e.figure.Value()
	s := spot{entry: e, n: n, d: d, value: v}
	s.position, s.above = stats.Locate(fn.centre, n, d)
	return s, true
}

// at gives the spots in a position, those furthest beyond their limits first.
func (fn *funnel) at(p stats.Position) []spot {
	var list []spot
	for _, s := range fn.spots {
		if s.position == p {
			list = append(list, s)
		}
	}
	slices.SortStableFunc(list, func(a, b spot) int { return cmp.Compare(fn.distance(b), fn.distance(a)) })
	return list
}

// distance is how far a spot lies from the centre, in standard errors.
func (fn *funnel) distance(s spot) float64 {
	return math.Abs(float64(s.n)/float64(s.d)-fn.centre) * math.Sqrt(float64(s.d))
}

func (fn *funnel) place() string { return orElse(fn.w, fn.frame.Place, "chart.place") }

func (fn *funnel) draw(desc string) Markup {
	k := newInk()
	k.raw(`<ul class="key">`)
	k.keyLine("mean", fn.against+" "+Value(fn.w, fn.benchmark))
	k.keyLine("limit", fn.w.T("chart.funnel.limit95"))
	k.keyLine("limit far", fn.w.T("chart.funnel.limit998"))
	k.raw("</ul>")
	factor := float64(fn.benchmark.Factor())
	size, high := 20, fn.centre*factor*1.5
	if fn.benchmark.Factor() == 100 {
		high = 100 // a share is seen as a part of the whole
	}
	for _, s := range fn.spots {
		size, high = max(size, s.d), max(high, s.value)
	}
	p := plot{top: trendTop, bottom: funnelHeight - funnelFoot}
	p.most, p.step = niceAxis(high)
	p.left = p.room(fn.w)
	end, step := niceAxis(float64(size))
	p.right = trendWidth - max(24, textWidth(fn.w.Int(int(end)), false)*phoneType/2+2) // half of the last size stands beyond
	x := func(d float64) float64 { return p.left + d/end*(p.right-p.left) }

	k.open("chart", fn.frame.ID, trendWidth, funnelHeight, fn.frame.Title, desc)
	fn.grid(k, p, end, step, x)
	for _, limit := range []struct {
		class string
		z     float64
	}{{"limit far", stats.Z998}, {"limit", stats.Z95}} {
		k.curve(limit.class, p, x, fn.limits(end, limit.z, true), factor)
		k.curve(limit.class, p, x, fn.limits(end, limit.z, false), factor)
	}
	k.stroke("mean", p.left, p.y(fn.centre*factor), p.right, p.y(fn.centre*factor))
	fn.marks(k, p, x)
	k.raw("</svg>")
	return k.markup()
}

// grid draws the lines of values and says the sizes beneath.
func (fn *funnel) grid(k *ink, p plot, end, step float64, x func(float64) float64) {
	for i := 0; float64(i)*p.step <= p.most*1.0001; i++ {
		v := float64(i) * p.step
		class, even := "grid", ""
		if i == 0 {
			class = "axis"
		}
		if i%2 == 1 {
			even = "even"
		}
		k.stroke(class, p.left, p.y(v), p.right, p.y(v))
		k.middle(even, p.left-8, p.y(v), "end", fn.w.Decimal(v, p.places()))
	}
	for i := 0; float64(i)*step <= end*1.0001; i++ {
		class := ""
		if i%2 == 1 {
			class = "even"
		}
		k.label(class, x(float64(i)*step), p.bottom+36, "middle", fn.w.Int(int(math.Round(float64(i)*step))))
	}
	k.label("", p.right, p.bottom+66, "end", fn.w.T("chart.funnel.size"))
}

// limits gives a limit's curve as sizes and shares; closer together where it bends.
func (fn *funnel) limits(end, z float64, upper bool) [][2]float64 {
	var curve [][2]float64
	for i := 1; i <= funnelSteps; i++ {
		part := float64(i) / funnelSteps
		d := max(1, math.Round(end*part*part))
		if len(curve) > 0 && curve[len(curve)-1][0] == d {
			continue
		}
		low, high := stats.Funnel(fn.centre, int(d), z)
		if upper {
			low = high
		}
		curve = append(curve, [2]float64{d, low})
	}
	return curve
}

func (k *ink) curve(class string, p plot, x func(float64) float64, points [][2]float64, factor float64) {
	k.raw(`<path class="`, class, `" d="`)
	for i, at := range points {
		if i == 0 {
			k.raw("M")
		} else {
			k.raw("L")
		}
		k.num(x(at[0]))
		k.raw(" ")
		k.num(p.y(at[1] * factor))
	}
	k.raw(`" vector-effect="non-scaling-stroke"/>`)
}

// marks draws those inside as dots, those outside as triangles that point away from
// the centre, and names as many of them as find room.
func (fn *funnel) marks(k *ink, p plot, x func(float64) float64) {
	var taken boxes
	for _, s := range fn.spots {
		at, y := x(float64(s.d)), p.y(s.value)
		taken = append(taken, box{at - markRadius, y - markRadius, at + markRadius, y + markRadius})
		if s.position == stats.Inside {
			k.dot("dot other", at, y)
		}
	}
	outside := append(fn.at(stats.Outside998), fn.at(stats.Outside95)...)
	for _, s := range outside {
		k.triangle(s.position == stats.Outside998, s.above, x(float64(s.d)), p.y(s.value))
	}
	for _, s := range outside[:min(maxLabels, len(outside))] {
		k.beside(&taken, box{p.left, 0, trendWidth, p.bottom}, x(float64(s.d)), p.y(s.value), s.name)
	}
}

func (k *ink) triangle(filled, up bool, x, y float64) {
	class, step := "mark", "l8 14h-16z"
	if filled {
		class = "mark far"
	}
	y -= markRadius
	if !up {
		y, step = y+2*markRadius, "l8 -14h-16z"
	}
	k.raw(`<path class="`, class, `" d="M`)
	k.num(x)
	k.raw(" ")
	k.num(y)
	k.raw(step, `"/>`)
}

// beside writes a name next to a mark where it finds room in the type of a phone, or
// else for wide screens only, where the type is half as large.
func (k *ink) beside(taken *boxes, within box, x, y float64, name string) {
	em := textWidth(name, true)
	if !k.nextTo(taken, within, x, y, "lbl halo", name, em*phoneType, phoneType) {
		k.nextTo(taken, within, x, y, "lbl halo even", name, em*wideType, wideType)
	}
}

// nextTo writes a name of a width and height at the first side of a mark that is free.
func (k *ink) nextTo(taken *boxes, within box, x, y float64, class, name string, width, height float64) bool {
	const gap = 12
	for _, try := range []struct {
		anchor  string
		left, y float64
	}{
		{"start", x + gap, y},
		{"end", x - gap - width, y},
		{"middle", x - width/2, y - gap - height/2},
		{"middle", x - width/2, y + gap + height/2},
		{"start", x + gap, y - height*.8},
		{"start", x + gap, y + height*.8},
		{"end", x - gap - width, y - height*.8},
		{"end", x - gap - width, y + height*.8},
	} {
		b := box{try.left, try.y - height/2, try.left + width, try.y + height/2}
		if b.left < within.left || b.right > within.right || b.top < within.top || b.bottom > within.bottom || !taken.free(b) {
			continue
		}
		*taken = append(*taken, b)
		at := map[string]float64{"start": b.left, "end": b.right, "middle": x}[try.anchor]
		k.middle(class, at, try.y, try.anchor, name)
		return true
	}
	return false
}

func (fn *funnel) table(t *Table) {
	w := fn.w
	t.Head = []Cell{
		{Text: upper(fn.place())},
		{Text: w.T("chart.head.percent"), Class: "num"},
		{Text: w.T("chart.head.served"), Class: "num"},
		{Text: w.T("chart.head.people"), Class: "num"},
		{Text: w.T("chart.funnel.limit95"), Class: "num"},
		{Text: w.T("chart.funnel.limit998"), Class: "num"},
		{Text: w.T("chart.head.funnel")},
	}
	t.Period = fn.benchmark.Month().String()
	for _, e := range fn.entries {
		row := append([]Cell{{Text: e.name, Href: e.href, Code: e.code, Period: Period(e.figure)}}, valueCells(w, e.figure, 100)...)
		s, ok := fn.spotOf(e)
		row = append(row, fn.limitCell(s, ok, stats.Z95), fn.limitCell(s, ok, stats.Z998), Cell{Text: fn.positionWord(e)})
		t.Rows = append(t.Rows, row)
	}
	none := Cell{Text: "–", Class: "num"}
	t.Total = append([]Cell{{Text: fn.against}}, valueCells(w, fn.benchmark, 100)...)
	t.Total = append(t.Total, none, none, Cell{Text: w.T("chart.funnel.centre")})
}

func (fn *funnel) limitCell(s spot, ok bool, z float64) Cell {
	c := Cell{Text: "–", Class: "num"}
	if ok {
		low, high := stats.Funnel(fn.centre, s.d, z)
		factor := float64(fn.benchmark.Factor())
		c.Text = fn.w.Decimal(low*factor, 1) + "–" + fn.w.Decimal(high*factor, 1)
	}
	return c
}

// positionWord says in words where a place lies, or why it is not drawn.
func (fn *funnel) positionWord(e entry) string {
	s, ok := fn.spotOf(e)
	n, d, exact := counts(e.figure)
	switch {
	case !ok && exact && n > d:
		return fn.w.T("chart.funnel.over")
	case !ok && e.figure.State() == health.Value:
		return fn.w.T("chart.funnel.older")
	case !ok:
		return statusWord(fn.w, e.figure)
	case s.position == stats.Inside:
		return fn.w.T("chart.funnel.inside")
	}
	key := "chart.funnel.outside95"
	if s.position == stats.Outside998 {
		key = "chart.funnel.outside998"
	}
	way := "chart.funnel.lower"
	if s.above {
		way = "chart.funnel.higher"
	}
	return fn.w.T(key, "way", fn.w.T(way))
}
