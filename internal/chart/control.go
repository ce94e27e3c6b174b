package chart

import (
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/stats"
	"terang/internal/words"
)

// controlHeight leaves room beneath the months.
const controlHeight = trendHeight

// ControlSpec is what was newly served month by month, in sequence.
type ControlSpec struct {
	Points []ControlPoint
	Target float64 // of a month, in percent of a month's part of the sasaran; 0 for none
}

// ControlPoint is one month: the cumulative figure up to it and the one before.
// Reports that were due and came tell whether the month is whole.
type ControlPoint struct {
	Now, Before disclosure.Figure
	First       bool // of the indicator's year: nothing went before
	Due, Came   int
}

// Fresh gives the people newly served in the month; ok is false where one of the
// two figures has no number. It is negative where a cumulative count fell.
func (p ControlPoint) Fresh() (people int, ok bool) {
	now, _, ok := counts(p.Now)
	if p.First {
		return now, ok
	}
	before, _, okBefore := counts(p.Before)
	return now - before, ok && okBefore
}

// percent is Fresh as a part of a twelfth of the sasaran.
func (p ControlPoint) percent() float64 {
	people, _ := p.Fresh()
	_, d, _ := counts(p.Now)
	return 12 * 100 * float64(people) / float64(d)
}

func (p ControlPoint) whole() bool { return p.Came >= p.Due }

// control is an XmR chart ready to be drawn.
type control struct {
	w     *words.Catalogue
	frame Frame
	ControlSpec
	stats.XmR
}

// Control draws the people newly served each month, as a part of a twelfth of the
// sasaran, with mean and process limits (XmR, domain reference §8.8). Cumulative
// percentages have no place in it. Without a title it writes its own finding. ok is
// false where a month has no number or the points are fewer than two.
func Control(w *words.Catalogue, f Frame, spec ControlSpec) (fig Figure, ok bool) {
	c := control{w: w, frame: f, ControlSpec: spec}
	var y []float64
	for _, p := range spec.Points {
		if _, ok := p.Fresh(); !ok {
			return Figure{}, false
		}
		y = append(y, p.percent())
	}
	if c.XmR, ok = stats.NewXmR(y); !ok {
		return Figure{}, false
	}
	if c.frame.Title == "" {
		c.frame.Title = c.finding()
	}
	fig = newFigure(w, c.frame, "control")
	if fig.Desc == "" {
		fig.Desc = c.describe()
	}
	fig.SVG = c.draw(fig.Desc)
	c.table(&fig.Table)
	if f.Interactive {
		fig.Option = c.option()
	}
	return fig, true
}

// low is the lower limit as shown: fewer than nobody cannot be served.
func (c *control) low() float64 { return max(c.Low, 0) }

// highIsGood says which way is good; known is false where neither is.
func (c *control) highIsGood() (good, known bool) {
	switch c.Points[0].Now.Polarity() {
	case health.LowIsGood:
		return false, true
	case health.Neutral:
		return false, false
	case health.HighIsGood:
	}
	return true, true
}

// signalsAt lists the signals that are complete at a point.
func (c *control) signalsAt(i int) []stats.Signal {
	var list []stats.Signal
	for _, s := range c.Signals {
		if s.At == i {
			list = append(list, s)
		}
	}
	return list
}

func (c *control) draw(desc string) Markup {
	k := newInk()
	most := max(100, c.High, c.Target)
	for _, p := range c.Points {
		most = max(most, p.percent())
	}
	t := trend{w: c.w, frame: c.frame}
	for _, p := range c.Points {
		t.Months = append(t.Months, p.Now.Month())
	}
	labels := c.labels()
	p := plot{months: len(c.Points), top: trendTop, bottom: controlHeight - trendFoot}
	p.most, p.step = niceAxis(most)
	p.left = p.room(c.w)
	p.right = trendWidth - labels.width() - labelGap - 2
	k.open("chart", c.frame.ID, trendWidth, controlHeight, c.frame.Title, desc)
	t.grid(k, p)
	k.stroke("limit", p.left, p.y(c.High), p.right, p.y(c.High))
	k.stroke("limit", p.left, p.y(c.low()), p.right, p.y(c.low()))
	k.stroke("mean", p.left, p.y(c.Mean), p.right, p.y(c.Mean))
	if c.Target > 0 {
		k.stroke("target", p.left, p.y(c.Target), p.right, p.y(c.Target))
	}
	c.line(k, p)
	for i := range labels {
		labels[i].x, labels[i].y = p.right, p.y(labels[i].y)
	}
	labels.spread(labelFloor)
	labels.draw(k, p)
	k.raw("</svg>")
	return k.markup()
}

// line draws the months: a triangle where a signal is complete, an open dot where
// reports are missing.
func (c *control) line(k *ink, p plot) {
	values := make([]float64, len(c.Points))
	for i, point := range c.Points {
		values[i] = point.percent()
	}
	k.runs("series", p, values, nil)
	for i, point := range c.Points {
		x, y := p.x(i), p.y(values[i])
		switch signals := c.signalsAt(i); {
		case len(signals) > 0:
			k.triangle(signals[0].Rule == stats.OutsideLimits, signals[0].Up, x, y)
		case point.whole():
			k.dot("dot", x, y)
		default:
			k.dot("dot open", x, y)
		}
	}
}

// labels name the level lines; y holds the value until the plot is known.
func (c *control) labels() endLabels {
	ls := endLabels{
		{rows: append(wrap(c.w.T("chart.control.mean"), true, labelWidth, 2), c.w.Percent(c.Mean)), class: "lbl", y: c.Mean},
		{rows: wrap(c.w.T("chart.control.high"), false, labelWidth, 2), y: c.High},
		{rows: wrap(c.w.T("chart.control.low"), false, labelWidth, 2), y: c.low()},
	}
	if c.Target > 0 {
		ls = append(ls, endLabel{rows: []string{c.w.T("chart.target.short")}, y: c.Target})
	}
	return ls
}

func (c *control) table(t *Table) {
	w := c.w
	t.Head = []Cell{{Text: w.T("chart.head.month")}}
	for _, key := range []string{"chart.head.fresh", "chart.head.month.people", "chart.head.month.percent", "chart.head.month.reports"} {
		t.Head = append(t.Head, Cell{Text: w.T(key), Class: "num"})
	}
	t.Head = append(t.Head, Cell{Text: w.T("chart.head.signal")})
	for i, p := range c.Points {
		people, _ := p.Fresh()
		_, d, _ := counts(p.Now)
		t.Rows = append(t.Rows, []Cell{
			{Text: w.Month(p.Now.Month()), Period: p.Now.Month().String()},
			{Text: w.Int(people), Class: "num"},
			{Text: w.Decimal(float64(d)/12, 1), Class: "num"},
			{Text: w.Decimal(p.percent(), 1), Class: "num"},
			{Text: w.T("chart.count", "n", w.Int(p.Came), "d", w.Int(p.Due)), Class: "num"},
			{Text: dash(c.signalWords(i))},
		})
	}
	none := Cell{Text: "–", Class: "num"}
	t.Total = []Cell{
		{Text: w.T("chart.control.mean")},
		none, none,
		{Text: w.Decimal(c.Mean, 1), Class: "num"},
		none,
		{Text: w.T("chart.control.limits", "low", w.Decimal(c.low(), 1), "high", w.Decimal(c.High, 1))},
	}
}
