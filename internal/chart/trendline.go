package chart

import (
	"math"

	"terang/internal/disclosure"
	"terang/internal/health"
)

// traced is a line with what is asked of it month after month.
type traced struct {
	Line
	span        int       // how many months apart the reports of the line are due: 1, 3 or 12
	first, last int       // month with a value, -1 where there is none
	values      []float64 // by month of the axis, NaN where there is none
}

// trace looks a line over once. Between two reports that follow each other, of one
// quarter and the next, its value is on the way.
func (l Line) trace(months int) traced {
	t := traced{Line: l, span: l.every(), first: -1, last: -1, values: make([]float64, months)}
	value := func(i int) float64 {
		if v, ok := l.at(i).Value(); ok {
			return v
		}
		return math.NaN()
	}
	for i := range t.values {
		if t.values[i] = value(i); math.IsNaN(t.values[i]) {
			continue
		}
		if t.first < 0 {
			t.first = i
		}
		t.last = i
	}
	if t.span == 1 {
		return t
	}
	for i := range t.values {
		if before, on := (i+1)/t.span*t.span-1, (i+1)%t.span; on != 0 && before >= 0 {
			from, to := value(before), value(before+t.span)
			t.values[i] = from + (to-from)*float64(on)/float64(t.span)
		}
	}
	return t
}

// every gives how many months apart the reports of a line are due.
func (l Line) every() int {
	every := 1
	for i := range l.Points {
		every = max(every, l.Points[i].Span())
	}
	if every == 1 {
		return every
	}
	for i := range l.Points {
		if _, ok := l.Points[i].Value(); ok && (i+1)%every != 0 {
			return 1
		}
	}
	return every
}

// due says whether a report of the month is to be expected.
func (t *traced) due(i int) bool { return (i+1)%t.span == 0 }

// gap gives the class of what stands at a month in place of the subject's number:
// hidden, not reported, nothing to serve; empty where there is a number or the month
// is still to come.
func (t *traced) gap(i int) string {
	switch t.at(i).State() {
	case health.Suppressed:
		return classHidden
	case health.NotApplicable:
		return classNothing
	case health.NotReported:
		if i < t.last && t.due(i) {
			return classNone
		}
	case health.Value, health.Banded:
	}
	return ""
}

// at gives a line's figure in a month; not reported where the line is shorter.
func (l Line) at(i int) disclosure.Figure {
	if i < len(l.Points) {
		return l.Points[i]
	}
	return disclosure.Figure{}
}
