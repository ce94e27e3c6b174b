package chart

import (
	"math"
	"strings"

	"terang/internal/health"
	"terang/internal/words"
)

// The trend's drawing in units of its view box. Every space for text is measured in
// the type of a phone.
const (
	trendWidth  = 640
	trendHeight = 350
	trendTop    = 22
	trendFoot   = 46  // beneath the plot, for the months
	labelWidth  = 8.2 // of a line of a label, in em
	labelGap    = 20  // from the plot to a label
	labelled    = 4   // lines with a label; more are in the table alone
)

// plot is where the trend's lines are drawn.
type plot struct {
	left, right, top, bottom float64
	most, step               float64
	months                   int
}

func (p plot) x(i int) float64 {
	if p.months < 2 {
		return (p.left + p.right) / 2
	}
	return p.left + float64(i)*(p.right-p.left)/float64(p.months-1)
}

func (p plot) y(v float64) float64 {
	return p.bottom - min(max(v, 0), p.most)/p.most*(p.bottom-p.top)
}

// places is how many decimals tell the grid lines apart.
func (p plot) places() int {
	for places := range 2 {
		if v := p.step * math.Pow10(places); math.Abs(v-math.Round(v)) < 1e-9 {
			return places
		}
	}
	return 2
}

// trend is a trend ready to be drawn.
type trend struct {
	w     *words.Catalogue
	frame Frame
	TrendSpec
	lines []traced // those of TrendSpec
}

// Trend draws cumulative lines with the target's line over the axis' months. A
// line breaks where a month has no value. Each line's name and last value stand at
// its end.
func Trend(w *words.Catalogue, f Frame, spec TrendSpec) Figure {
	t := newTrend(w, f, spec)
	fig := newFigure(w, f, "trend")
	if fig.Desc == "" {
		fig.Desc = t.describe()
	}
	fig.SVG = t.draw(fig.Desc)
	t.table(&fig.Table)
	if f.Interactive {
		fig.Option = t.option()
	}
	return fig
}

func newTrend(w *words.Catalogue, f Frame, spec TrendSpec) trend {
	t := trend{w: w, frame: f, TrendSpec: spec}
	for _, l := range spec.Lines {
		t.lines = append(t.lines, l.trace(len(spec.Months)))
	}
	return t
}

// lineName is the name as printed: a provisional line says so.
func (t trend) lineName(l Line) string {
	if l.Provisional {
		return strings.TrimSpace(l.Name + " (" + t.w.T("chart.provisional") + ")")
	}
	return l.Name
}

func (t trend) targetAt(i int) float64 {
	if i < len(t.Target) {
		return t.Target[i]
	}
	return math.NaN()
}

// factor is what the values are per: that of the first value.
func (t trend) factor() int {
	for i := range t.lines {
		if l := &t.lines[i]; l.first >= 0 {
			return l.at(l.first).Factor()
		}
	}
	return 100
}

func (t trend) axisEnd() float64 {
	most := 0.0
	if t.factor() == 100 {
		most = 100
	}
	for i := range t.Months {
		if v := t.targetAt(i); !math.IsNaN(v) {
			most = max(most, v)
		}
		for _, l := range t.Lines {
			if v, ok := l.at(i).Value(); ok {
				most = max(most, v)
			}
		}
	}
	return most
}

func (t trend) draw(desc string) Markup {
	k := newInk()
	labels := t.labels()
	p := plot{months: len(t.Months), top: trendTop, bottom: trendHeight - trendFoot}
	p.most, p.step = niceAxis(t.axisEnd())
	p.left = p.room(t.w)
	p.right = trendWidth - labels.width() - labelGap - 2
	t.key(k)
	k.open("chart", t.frame.ID, trendWidth, trendHeight, t.frame.Title, desc)
	t.shade(k, p)
	t.grid(k, p)
	if len(t.lines) > 0 {
		k.area(p, t.lines[0].values) // beneath every line
	}
	t.target(k, p)
	for i := len(t.lines) - 1; i >= 0; i-- { // the subject last, on top
		t.line(k, p, i)
	}
	t.absent(k, p)
	labels.place(t, p)
	labels.draw(k, p)
	k.raw("</svg>")
	return k.markup()
}

// niceAxis gives the end of an axis and the distance of its grid lines.
func niceAxis(most float64) (end, step float64) {
	switch {
	case most <= 0:
		return 1, 1
	case most <= 100 && most > 60:
		return 100, 25
	}
	step = math.Pow(10, math.Floor(math.Log10(most)))
	for _, part := range []float64{.2, .25, .5, 1} {
		if most/(step*part) <= 5 {
			step *= part
			break
		}
	}
	return math.Ceil(most/step-1e-9) * step, step
}

func (t trend) grid(k *ink, p plot) {
	for i := 0; float64(i)*p.step <= p.most*1.0001; i++ {
		v := float64(i) * p.step
		class := "grid"
		if i == 0 {
			class = "axis"
		}
		k.stroke(class, p.left, p.y(v), p.right, p.y(v))
		class = ""
		if i%2 == 1 {
			class = "even"
		}
		k.middle(class, p.left-8, p.y(v), "end", t.w.Decimal(v, p.places()))
	}
	t.months(k, p)
}

// monthSteps are distances between named months, such that a January is among them.
var monthSteps = [...]int{1, 2, 3, 4, 6, 12, 24, 36, 60, 120}

// stepFor gives the shortest distance that names at most so many of the months and
// is a multiple of another.
func stepFor(months, most, of int) int {
	for _, s := range monthSteps {
		if s%of == 0 && (months+s-1)/s <= most {
			return s
		}
	}
	return monthSteps[len(monthSteps)-1]
}

// months names as many months as find room beneath the axis, fewer on a phone.
func (t trend) months(k *ink, p plot) {
	every := stepFor(len(t.Months), 12, 1)
	rare := stepFor(len(t.Months), 5, every)
	at := func(m health.Month, step int) bool { return (12*m.Year()+m.Of()-1)%step == 0 }
	for i, m := range t.Months {
		if len(t.Months) > 1 && !at(m, every) {
			continue
		}
		class := ""
		if len(t.Months) > 1 && !at(m, rare) {
			class = "even"
		}
		k.label(class, p.x(i), p.bottom+36, "middle", t.monthLabel(m, every))
	}
}

// monthLabel is the short month, or the year at each January of an axis over more than a year.
func (t trend) monthLabel(m health.Month, every int) string {
	if every > 1 && m.Of() == 1 {
		return m.String()[:4]
	}
	return t.w.MonthShort(m.Of())
}

// room is the room that the numbers beside an axis take in the type of a phone.
func (p plot) room(w *words.Catalogue) float64 {
	widest := 0.0
	for i := 0; float64(i)*p.step <= p.most*1.0001; i++ {
		widest = max(widest, textWidth(w.Decimal(float64(i)*p.step, p.places()), false))
	}
	return widest*phoneType + 12
}

// middle appends SVG text that is centred on y in any type size.
func (k *ink) middle(class string, x, y float64, anchor, s string) {
	k.raw("<text")
	if class != "" {
		k.attr("class", class)
	}
	k.measure("x", x)
	k.measure("y", y)
	k.raw(` dy=".35em"`)
	k.attr("text-anchor", anchor)
	k.raw(">")
	k.text(s)
	k.raw("</text>")
}

func (t trend) target(k *ink, p plot) {
	k.runs("target", p, t.Target, nil)
}

func (t trend) line(k *ink, p plot, n int) {
	l := &t.lines[n]
	class, dot := "series", "dot"
	if n > 0 {
		class, dot = "series other", "dot other"
	}
	if l.Provisional {
		class += " prov"
	}
	mark := func(i int) { k.dot(dot, p.x(i), p.y(l.values[i])) }
	k.runs(class, p, l.values, func(i int) {
		if i != l.last {
			mark(i)
		}
	})
	if l.span > 1 { // between far reports the line is no report
		for i := range l.values {
			if _, ok := l.at(i).Value(); ok && i != l.last {
				mark(i)
			}
		}
	}
	if l.last >= 0 {
		mark(l.last)
	}
}

// runs draws one path through all months with a value, broken at those without;
// lone, unless nil, is told of each value that stands between two breaks.
func (k *ink) runs(class string, p plot, values []float64, lone func(month int)) {
	has := func(i int) bool { return i >= 0 && i < min(p.months, len(values)) && !math.IsNaN(values[i]) }
	if lone != nil {
		for i := range values {
			if has(i) && !has(i-1) && !has(i+1) {
				lone(i)
			}
		}
	}
	path := false
	for i := range values {
		before := has(i - 1)
		switch {
		case !has(i) || !before && !has(i+1):
			continue
		case before:
			k.raw("L")
		case path:
			k.raw("M")
		default:
			path = true
			k.raw("<path")
			k.attr("class", class)
			k.raw(` d="M`)
		}
		k.point(p.x(i), p.y(values[i]))
	}
	if path {
		k.raw(`"/>`)
	}
}

// area tints what lies beneath each unbroken run.
func (k *ink) area(p plot, values []float64) {
	for i := 0; i < len(values); i++ {
		from := i
		for i < len(values) && !math.IsNaN(values[i]) {
			i++
		}
		if i-from < 2 {
			continue
		}
		k.raw(`<path class="area" d="M`)
		k.point(p.x(from), p.bottom)
		for j := from; j < i; j++ {
			k.raw("L")
			k.point(p.x(j), p.y(values[j]))
		}
		k.raw("L")
		k.point(p.x(i-1), p.bottom)
		k.raw(`Z"/>`)
	}
}

func (k *ink) dot(class string, x, y float64) {
	k.raw("<circle")
	k.attr("class", class)
	k.measure("cx", x)
	k.measure("cy", y)
	k.raw(` r="6"/>`)
}
