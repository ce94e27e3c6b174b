package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// The months of a chart of single months: fewer say nothing, more are of another time.
const (
	fewestMonths = 6
	mostMonths   = 24
)

// controlSection draws the people newly served in each single month, for kab/kota
// and above, or says why it cannot. Only of services whose target grows from month
// to month can a month have its part.
func (b *builder) controlSection(u health.Unit, indicator, year int) []Section {
	ind := b.in.Indicators[indicator]
	f := b.in.Release.Figure(u, indicator, year)
	if !b.alwaysExact(u) || f.State() != health.Value || !ind.Cumulative || ind.Factor != 100 {
		return nil
	}
	s := Section{ID: "kendali", Heading: b.T("control.heading")}
	points := b.singleMonths(u, indicator, year)
	fall := slices.IndexFunc(points, func(p chart.ControlPoint) bool { people, _ := p.Fresh(); return people < 0 })
	switch {
	case f.Span() != 1:
		s.Intro = b.T("control.quarter")
	case fall >= 0:
		s.Intro = b.T("control.fall", "month", b.in.Words.Month(points[fall].Now.Month()))
	case len(points) < fewestMonths:
		s.Intro = b.T("control.few", "n", b.in.Words.Int(len(points)), "least", b.in.Words.Int(fewestMonths))
	}
	if s.Intro != "" {
		s.Narrow = true
		return []Section{s}
	}
	fig, ok := chart.Control(b.in.Words, chart.Frame{
		ID: "kendali-" + b.codes[indicator], Unit: ind.Unit, Caption: b.T("control.caption"), Interactive: true,
	}, chart.ControlSpec{Points: points, Target: ind.Target})
	if !ok {
		return nil
	}
	s.Intro, s.Figures = b.T("control.intro"), []chart.Figure{fig}
	return []Section{s}
}

// alwaysExact says whether every month of a unit is published: kab/kota and above.
func (b *builder) alwaysExact(u health.Unit) bool { return b.in.Register.LevelOf(u) <= health.Kabkota }

// singleMonths gives the months in sequence that end with the last one reported,
// back to the first that nobody reported or that was not reported as a month.
func (b *builder) singleMonths(u health.Unit, indicator, year int) []chart.ControlPoint {
	var points []chart.ControlPoint
	_, last := b.in.Indicators[indicator].Place(b.in.Release.Figure(u, indicator, year).Month())
	for y := year; len(points) < mostMonths; y-- {
		series := b.in.Release.Series(u, indicator, y)
		if series == nil {
			break
		}
		for m := last - 1; m >= 0; m-- {
			p := chart.ControlPoint{Now: series[m], First: m == 0}
			p.Due, p.Came = b.reportsIn(u, indicator, p.Now.Month())
			if m > 0 {
				p.Before = series[m-1]
			}
			if _, ok := p.Fresh(); !ok || p.Came == 0 || p.Now.Span() != 1 || len(points) == mostMonths {
				slices.Reverse(points)
				return points
			}
			points = append(points, p)
		}
		last = 12
	}
	slices.Reverse(points)
	return points
}

// reportsIn counts the reports of an indicator beneath a unit that were due in a month, and came.
func (b *builder) reportsIn(u health.Unit, indicator int, m health.Month) (due, came int) {
	dues, comes := b.in.Release.AttendanceOf(u, indicator, m.Year())
	return dues[m.Of()-1], comes[m.Of()-1]
}
