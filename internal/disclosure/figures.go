package disclosure

import (
	"terang/internal/health"
	"terang/internal/spm"
)

// Figure gives the figure of a unit, an indicator (its place in the catalogue) and a year.
func (r *Release) Figure(u health.Unit, indicator, year int) Figure {
	r.hear(u, indicator)
	y := r.sums.Of(year)
	ind := &r.sums.Indicators[indicator]
	if r.policy.withheld(ind, r.sums.Register.LevelOf(u)) {
		return NotPublished()
	}
	if y == nil {
		return Figure{}
	}
	sum := y.Sum(u, indicator)
	at := y.At(indicator)
	if sum.N.Known() {
		at = sum.At // where all report quarters, the end of the last one
	}
	f := Figure{
		reported: int32(sum.Reported), expected: int32(sum.Expected),
		month: at, factor: ind.Factor, target: r.Target(u, indicator, at), polarity: ind.GoodWay(),
		plain: ind.Measure == health.Tally, event: ind.Group == health.GroupSPMProvince,
		projected: sum.Projected, provisional: provisional(y, indicator, sum),
	}
	switch {
	case !reported(ind, sum):
	case r.shows(u, indicator, y.At(indicator)):
		r.tell(&f, u, sum)
		f.movement = r.movement(u, indicator, sum)
		shouldGrow := f.polarity != health.LowIsGood && f.polarity != health.Neutral
		if f.state == health.Value && ind.Factor == 100 && shouldGrow { // the four words are made for such shares
			f.pws = spm.PWSOf(f.n, f.d, f.target, f.movement)
		}
	default:
		f.state = health.Suppressed
		if f.band = r.years[year].bands[r.at(u, indicator)]; f.band != NoBand {
			f.state = health.Banded
		}
		f.last = r.lastShown(u, indicator, y)
	}
	return f
}

func (r *Release) at(u health.Unit, indicator int) int {
	return int(u)*len(r.sums.Indicators) + indicator
}

// shows says whether the figure of a month with reports is shown.
func (r *Release) shows(u health.Unit, indicator int, m health.Month) bool {
	year, place := r.sums.Indicators[indicator].Place(m)
	o, ok := r.years[year]
	return ok && (exempt(r.sums.Register.LevelOf(u)) || o.months[r.at(u, indicator)]&(1<<(place-1)) != 0)
}

// tell puts the numbers into a figure that is shown.
func (r *Release) tell(f *Figure, u health.Unit, sum spm.Sum) {
	exact := exempt(r.sums.Register.LevelOf(u))
	f.n, f.d = sum.N, sum.D
	if exact {
		f.outside = int32(sum.Outside)
	}
	switch {
	case sum.D == 0:
		f.state = health.NotApplicable
		if !exact && sum.N > 0 { // people of outside, too few for all that is known
			f.n = health.Missing
		}
		return
	case !exact:
		f.n, f.d = r.policy.round(f.n), r.policy.round(f.d)
	}
	f.state, f.span = health.Value, int8(sum.Span)
	f.count()
}

// movement compares the last two periods, where readers could do so themselves:
// where the figures are shown that begin and end them.
func (r *Release) movement(u health.Unit, indicator int, sum spm.Sum) health.Movement {
	_, at := r.sums.Indicators[indicator].Place(sum.At)
	span := sum.Span
	if span == 0 {
		return health.MovementUnknown
	}
	for _, back := range []int{0, span, 2 * span} {
		begins := at-back == 0 && back == 2*span // with the year, of which nothing was shown before
		if !begins && !r.shows(u, indicator, sum.At-health.Month(back)) {
			return health.MovementUnknown
		}
	}
	return spm.MovementOf(sum.This, sum.Last)
}

// lastShown gives the last figure of a year that was shown before the one at hand was hidden.
func (r *Release) lastShown(u health.Unit, indicator int, y *spm.Year) shown {
	ind, series := &r.sums.Indicators[indicator], y.Sum(u, indicator).Series
	for place := y.Reach(indicator); place > 0; place-- {
		if m := ind.MonthAt(y.Year, place); series[place-1] >= 0 && r.shows(u, indicator, m) {
			n, d := health.Count(series[place-1]), y.Denominators(u, indicator)[place-1]
			if d = r.policy.round(d); ind.Measure == health.Tally {
				d = 1
			}
			return shown{month: m, n: r.policy.round(n), d: d, target: r.Target(u, indicator, m)}
		}
	}
	return shown{}
}

// Series gives the cumulative figures of the twelve months of an indicator's year;
// nil for a state whose sasaran changed during the year. Months after Through are
// not reported, and so are months within a period that has not ended.
func (r *Release) Series(u health.Unit, indicator, year int) []Figure {
	r.hear(u, indicator)
	y := r.sums.Of(year)
	ind := &r.sums.Indicators[indicator]
	if y == nil || r.policy.withheld(ind, r.sums.Register.LevelOf(u)) {
		return nil
	}
	sum := y.Sum(u, indicator)
	if sum.Moved {
		return nil
	}
	var sasaran [12]health.Count
	if sum.N.Known() {
		sasaran = y.Denominators(u, indicator)
	}
	series := make([]Figure, 12)
	for m := range series {
		f := &series[m]
		f.month, f.factor, f.polarity = ind.MonthAt(year, m+1), ind.Factor, ind.GoodWay()
		f.target, f.plain = r.Target(u, indicator, f.month), ind.Measure == health.Tally
		f.reported, f.expected = int32(sum.Reported), int32(sum.Expected)
		if m >= y.Reach(indicator) || !monthly(ind, &sum, m) {
			continue
		}
		if f.state = health.Suppressed; r.shows(u, indicator, f.month) {
			sum.N, sum.D = health.Count(sum.Series[m]), sasaran[m]
			r.tell(f, u, sum)
			f.outside = 0
		}
	}
	return series
}

// Monthly says whether [Release.Series] has any month with a report, shown or hidden.
func (r *Release) Monthly(u health.Unit, indicator, year int) bool {
	r.hear(u, indicator)
	y := r.sums.Of(year)
	ind := &r.sums.Indicators[indicator]
	if y == nil || r.policy.withheld(ind, r.sums.Register.LevelOf(u)) {
		return false
	}
	sum := y.Sum(u, indicator)
	for m := range y.Reach(indicator) {
		if !sum.Moved && monthly(ind, &sum, m) {
			return true
		}
	}
	return false
}

// monthly says whether a month of the year, from 0, was reported; within a quarter nothing is known.
func monthly(ind *health.Indicator, sum *spm.Sum, m int) bool {
	between := sum.Span > 1 && (m+1)%sum.Span != 0
	return !between && reported(ind, *sum) && sum.Series[m] >= 0
}
