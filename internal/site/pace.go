package site

import (
	"math"

	"terang/internal/health"
)

// The months that a pace is taken from, and beyond how many it is no forecast.
const (
	paceMonths = 3
	paceMost   = 60
)

// pace is how long it will take to serve all of the year's target as things go.
// Its zero value says nothing.
type pace struct {
	state  paceState
	mean   float64 // people newly served a month
	months int     // from the figure's month on
	month  health.Month
}

type paceState uint8

const (
	noPace      paceState = iota // cannot be said, or the target is reached
	paceOn                       // months and month hold
	paceStill                    // nobody was added
	paceTooSlow                  // more than paceMost months
)

// paceOf works the pace out: still people are missing at a month, and so many were
// added in the last paceMonths months.
func paceOf(missing, added int, at health.Month) pace {
	mean := float64(added) / paceMonths
	switch {
	case missing <= 0:
		return pace{}
	case added <= 0:
		return pace{state: paceStill}
	}
	months := int(math.Ceil(float64(missing)/mean - 1e-9))
	if months > paceMost {
		return pace{state: paceTooSlow, mean: mean}
	}
	return pace{state: paceOn, mean: mean, months: months, month: at + health.Month(months)}
}

// paceAt gives the pace of a unit in a year that goes on: of shares that should
// grow, where each of the last months has reports and the counts that begin and end
// them are shown.
func (b *builder) paceAt(u health.Unit, indicator, year int) pace {
	ind := &b.in.Indicators[indicator]
	grows := ind.Cumulative && ind.Factor == 100 && ind.Polarity != health.LowIsGood && ind.Polarity != health.Neutral
	if !grows || !b.in.Release.Provisional(indicator, year) {
		return pace{}
	}
	f := b.in.Release.Figure(u, indicator, year)
	n, ok := f.Numerator()
	_, last := ind.Place(f.Month())
	if !ok || f.State() != health.Value || last < paceMonths {
		return pace{}
	}
	series := b.in.Release.Series(u, indicator, year)
	if series == nil {
		return pace{}
	}
	for back := range health.Month(paceMonths) {
		if _, came := b.reportsIn(u, indicator, f.Month()-back); came == 0 {
			return pace{}
		}
	}
	before := 0
	if last > paceMonths {
		earlier, ok := series[last-1-paceMonths].Numerator()
		if !ok {
			return pace{}
		}
		before = earlier
	}
	d, _ := f.Denominator()
	need := int(math.Ceil(ind.Target*float64(d)/100 - 1e-9))
	return paceOf(need-n, n-before, f.Month())
}

// paceSentence says it in the lead of a service's page; empty where there is nothing to say.
func (b *builder) paceSentence(u health.Unit, indicator, year int) string {
	w, ind := b.in.Words, b.in.Indicators[indicator]
	p := b.paceAt(u, indicator, year)
	goal := b.T("pace.goal.all")
	if ind.Target < 100 {
		goal = b.T("pace.goal.target", "target", w.Percent(ind.Target))
	}
	mean := w.Int(int(math.Round(p.mean)))
	if p.mean < 10 {
		mean = w.Decimal(p.mean, 1)
	}
	switch p.state {
	case paceOn:
		return b.T("pace.on", "n", w.Int(p.months), "mean", mean, "unit", ind.Unit, "goal", goal, "month", w.Month(p.month))
	case paceStill:
		return b.T("pace.still", "goal", goal)
	case paceTooSlow:
		return b.T("pace.slow", "mean", mean, "unit", ind.Unit, "goal", goal)
	case noPace:
	}
	return ""
}

// paces gives the cells of a table of services; nil where none has anything to say.
func (b *builder) paces(u health.Unit, list []standing, year int) []string {
	var cells []string
	some := false
	for _, s := range list {
		p := b.paceAt(u, s.indicator, year)
		some = some || p.state != noPace
		cells = append(cells, b.paceText(p))
	}
	if !some {
		return nil
	}
	return cells
}

// paceText is the same in a cell.
func (b *builder) paceText(p pace) string {
	w := b.in.Words
	switch p.state {
	case paceOn:
		return b.T("pace.cell", "n", w.Int(p.months), "month", w.MonthShort(p.month.Of())+" "+itoa(p.month.Year()))
	case paceStill:
		return b.T("pace.cell.still")
	case paceTooSlow:
		return b.T("pace.cell.slow")
	case noPace:
	}
	return "–"
}
