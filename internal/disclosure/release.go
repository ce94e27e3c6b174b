// Package disclosure decides what may be published (domain reference §8.3). It
// takes the sums of room spm, applies the rules once on the whole data set, and
// hands on a Release: figures whose numbers are either safe or absent. No room
// after this one imports tally or spm, so no page, chart, download or search
// index can show what was hidden here.
//
// Applied are rules 1 (small counts), 2 (small complements), 3 (a hidden figure
// has no number at all), 4 (further cells hidden so that sums give nothing away),
// 6 (floors), 7 (once, for all uses), 8 (kab/kota and above always exact,
// rounding on request) and 9 (nothing derived from a hidden figure). Of rule 5,
// months below kab/kota are not published at all.
//
// Hidden counts are protected against a reader who has one edition of the portal,
// knows every sum and may know every sasaran. Not against one who compares two
// editions, nor one who retraces which cell these rules would have hidden first.
// People of outside the area are no cell of their own: how many of them a sum
// counts can be seen where all its parts are shown.
package disclosure

import (
	"terang/internal/health"
	"terang/internal/spm"
)

// Release is everything that may be published, for every unit, indicator and year.
type Release struct {
	sums   *spm.Summary
	policy Policy
	hidden map[int][]Rule // by year: unit*indicators + indicator
	counts map[Rule]int
}

// Disclose applies the rules.
func Disclose(s *spm.Summary, p Policy) *Release {
	return disclose(s, p, (*table).protect)
}

func disclose(s *spm.Summary, p Policy, protect func(*table)) *Release {
	r := &Release{sums: s, policy: p, hidden: map[int][]Rule{}, counts: map[Rule]int{}}
	inds, start := len(s.Indicators), starts(s.Register)
	for _, y := range s.Years {
		rules := make([]Rule, s.Register.Units()*inds)
		for i := range s.Indicators {
			tb := newTable(s, y, i, p, start)
			protect(tb)
			for _, c := range tb.cells {
				rules[int(c.unit)*inds+i] = c.rule
				if c.rule != Shown {
					r.counts[c.rule]++
				}
			}
		}
		r.hidden[y.Year] = rules
	}
	return r
}

// Hidden counts the figures that a rule hid, over all years.
func (r *Release) Hidden(rule Rule) int { return r.counts[rule] }

// AsOf gives the month up to which the whole release counts.
func (r *Release) AsOf() health.Month { return r.sums.AsOf }

// Years lists the years that have data, oldest first.
func (r *Release) Years() []int {
	var years []int
	for _, y := range r.sums.Years {
		years = append(years, y.Year)
	}
	return years
}

// Latest gives the last year with data, or 0.
func (r *Release) Latest() int {
	if len(r.sums.Years) == 0 {
		return 0
	}
	return r.sums.Years[len(r.sums.Years)-1].Year
}

// Through gives the last month of a year, up to the as-of month, with any report.
func (r *Release) Through(year int) health.Month {
	if y := r.sums.Of(year); y != nil {
		return y.Through
	}
	return health.NoMonth
}

// At gives the month up to which an indicator counts in a year: Through, or the
// last month of a school year that ended before it.
func (r *Release) At(indicator, year int) health.Month {
	if y := r.sums.Of(year); y != nil {
		return y.At(indicator)
	}
	return health.NoMonth
}

// Ahead gives the last month of an indicator's reports that count in a year which
// has not begun, NoMonth where there are none.
func (r *Release) Ahead(indicator int) health.Month { return r.sums.Ahead(indicator) }

// Provisional says whether an indicator's figures of a year may still grow: the
// last month of its year, or its last quarter, has no report yet.
func (r *Release) Provisional(indicator, year int) bool {
	y := r.sums.Of(year)
	return y != nil && provisional(y, indicator, y.Sum(0, indicator))
}

func provisional(y *spm.Year, indicator int, s spm.Sum) bool {
	return y.Reach(indicator) < 12 || s.Reported > 0 && s.Current == 0
}

// Complete says whether a year is finished: its December has reports.
func (r *Release) Complete(year int) bool {
	y := r.sums.Of(year)
	return y != nil && y.Complete()
}

// Figure gives the figure of a unit, an indicator (its place in the catalogue) and a year.
func (r *Release) Figure(u health.Unit, indicator, year int) Figure {
	y := r.sums.Of(year)
	ind := r.sums.Indicators[indicator]
	level := r.sums.Register.LevelOf(u)
	if fineness(level) > fineness(ind.Lowest) {
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
		month: at, factor: ind.Factor, target: ind.TargetIn(at), polarity: ind.Polarity,
		provisional: provisional(y, indicator, sum),
	}
	switch {
	case !sum.N.Known() || !sum.D.Known():
		return f
	case r.hidden[year][int(u)*len(r.sums.Indicators)+indicator] != Shown:
		f.state = health.Suppressed
		return f
	case sum.D == 0:
		f.state, f.n, f.outside = health.NotApplicable, sum.N, int32(sum.Outside)
		if !exempt(level) && sum.N > 0 { // people of outside, too few for all that is known
			f.n, f.outside = health.Missing, 0
		}
		return f
	}
	f.state, f.n, f.d, f.span = health.Value, sum.N, sum.D, int8(sum.Span)
	if exempt(level) {
		f.outside = int32(sum.Outside)
	} else {
		f.n, f.d = r.policy.round(f.n), r.policy.round(f.d)
	}
	f.movement = spm.MovementOf(sum.This, sum.Last)
	shouldGrow := ind.Polarity != health.LowIsGood && ind.Polarity != health.Neutral
	if ind.Factor == 100 && shouldGrow { // the four words are made for such shares
		f.pws = spm.PWSOf(f.n, f.d, f.target, f.movement)
	}
	return f
}

// Series gives the cumulative figures of the twelve months of an indicator's year,
// for kab/kota and above, where every month is exact; nil below, and for a state
// whose sasaran changed during the year. Months after Through are not reported.
func (r *Release) Series(u health.Unit, indicator, year int) []Figure {
	y := r.sums.Of(year)
	if y == nil || !exempt(r.sums.Register.LevelOf(u)) {
		return nil
	}
	ind := r.sums.Indicators[indicator]
	sum := y.Sum(u, indicator)
	if sum.Moved {
		return nil
	}
	series := make([]Figure, 12)
	for m := range series {
		f := &series[m]
		f.month, f.factor, f.polarity = ind.MonthAt(year, m+1), ind.Factor, ind.Polarity
		f.target = ind.TargetIn(f.month)
		f.reported, f.expected = int32(sum.Reported), int32(sum.Expected)
		between := sum.Span > 1 && (m+1)%sum.Span != 0 // within a quarter nothing is known
		if m < y.Reach(indicator) && !between && sum.D > 0 && sum.Series[m] >= 0 {
			f.state, f.n, f.d, f.span = health.Value, health.Count(sum.Series[m]), sum.D, int8(sum.Span)
		}
	}
	return series
}

// Index gives the SPM index of a unit and year. Below kab/kota it is hidden
// unless every service of the unit is shown (rule 9) as it is: with rounded
// figures an index made of the exact ones would tell more than they do.
func (r *Release) Index(u health.Unit, year int) Index {
	raw := r.sums.Index(u, year)
	if !raw.Known {
		return Index{}
	}
	if r.policy.RoundTo > 0 && !exempt(r.sums.Register.LevelOf(u)) {
		return Index{Suppressed: true, Complete: r.Complete(year)}
	}
	for i, ind := range r.sums.Indicators {
		if ind.Group == health.GroupSPM && r.Figure(u, i, year).State() != health.Value {
			return Index{Suppressed: true, Complete: r.Complete(year)}
		}
	}
	return Index{
		Value: raw.Value, Known: true, Quality: raw.Quality,
		Category: raw.Category, Complete: r.Complete(year),
	}
}

// Quality gives the quality component of a service in percent.
func (r *Release) Quality(u health.Unit, indicator, year int) (float64, bool) {
	return r.sums.Quality(u, indicator, year)
}

// Reports gives how many of the expected reporters have reported; that is known
// even where no number may be published.
func (r *Release) Reports(u health.Unit, indicator, year int) (reported, expected int) {
	s := r.sum(u, indicator, year)
	return s.Reported, s.Expected
}

// Current gives how many have reported the year's last month itself.
func (r *Release) Current(u health.Unit, indicator, year int) int {
	return r.sum(u, indicator, year).Current
}

func (r *Release) sum(u health.Unit, indicator, year int) spm.Sum {
	y := r.sums.Of(year)
	if y == nil {
		return spm.Sum{}
	}
	return y.Sum(u, indicator)
}
