package disclosure

import (
	"slices"

	"terang/internal/health"
	"terang/internal/spm"
)

// monthsOfQuarter is how many months a quarter (triwulan) has.
const monthsOfQuarter = 3

// Quarter gives the cumulative figure of a unit at the end of a quarter, 1 to 4, of
// a calendar year: of its last month that has one. A school year that ends within
// the year counts up to that month too, and from July on stands as it ended. The
// months are those of Series, so that nothing is told that is not told there.
func (r *Release) Quarter(u health.Unit, indicator, year, quarter int) Figure {
	r.hear(u, indicator)
	ind := &r.sums.Indicators[indicator]
	series := r.Series(u, indicator, year)
	if series == nil {
		return Figure{}
	}
	last := health.MonthOf(year, monthsOfQuarter*quarter)
	at := func(m health.Month) Figure {
		y, place := ind.Place(m)
		if y > year { // the school year ended in June
			place = len(series)
		}
		return series[place-1]
	}
	for back := range health.Month(monthsOfQuarter) {
		if f := at(last - back); f.state != health.NotReported {
			return f
		}
	}
	return at(last)
}

// Counts gives the numerators of the twelve months of an indicator's year, where they
// are exact whatever they are: of a kab/kota and above. Unlike Series it has those of a
// state whose sasaran changed during the year. Months not reported are Missing.
func (r *Release) Counts(u health.Unit, indicator, year int) []health.Count {
	r.hear(u, indicator)
	counts := slices.Repeat([]health.Count{health.Missing}, 12)
	y, ind := r.sums.Of(year), &r.sums.Indicators[indicator]
	if level := r.sums.Register.LevelOf(u); y == nil || !exempt(level) || r.policy.withheld(ind, level) {
		return counts
	}
	sum := y.Sum(u, indicator)
	for m := range counts {
		between := sum.Span > 1 && (m+1)%sum.Span != 0
		if m < y.Reach(indicator) && !between && reported(ind, sum) && sum.Series[m] >= 0 {
			counts[m] = health.Count(sum.Series[m])
		}
	}
	return counts
}

// QuarterIndex gives the SPM index at the end of a quarter, for a kab/kota and
// above, whose figures are exact. It has a category at the end of a complete year.
func (r *Release) QuarterIndex(u health.Unit, year, quarter int) Index {
	r.hear(u, Every)
	if !exempt(r.sums.Register.LevelOf(u)) {
		return Index{Suppressed: true}
	}
	var shares, qualities []float64
	for i, ind := range r.sums.Indicators {
		if ind.Group != health.GroupSPM {
			continue
		}
		f := r.Quarter(u, i, year, quarter)
		if f.state != health.Value {
			return Index{}
		}
		shares = append(shares, spm.PartOf(f.n, f.d, 0, false).Share)
		if q, ok := r.Quality(u, i, year); ok {
			qualities = append(qualities, q)
		}
	}
	complete := quarter == 4 && r.Complete(year)
	ix := r.sums.IndexOf(shares, qualities, complete)
	return Index{Value: ix.Value, Known: ix.Known, Quality: ix.Quality, Category: ix.Category, Complete: complete}
}
