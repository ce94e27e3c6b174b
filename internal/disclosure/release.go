// Package disclosure decides what may be published (domain reference §8.3). It
// takes the sums of room spm, applies the rules once on the whole data set, and
// hands on a Release: figures whose numbers are either safe or absent. No room
// after this one imports tally or spm, so no page, chart, download or search
// index can show what was hidden here.
//
// The rules are: small counts (1), small complements (2), a hidden figure has no
// number at all (3), further cells hidden so that sums give nothing away (4), and
// so that the editions of a year give nothing away (5), floors (6), once for all
// uses (7), kab/kota and above always exact, rounding on request (8), and nothing
// derived from a hidden figure (9).
//
// Hidden counts are protected against a reader who has all editions of the portal,
// one for each month, knows every sum and, of one edition, may know every sasaran.
// Not against one who retraces which cell these rules would have hidden first, nor
// where a month is corrected after its edition went out. People of outside the area
// are no cell of their own: how many of them a sum counts can be seen where all its
// parts are shown.
package disclosure

import (
	"terang/internal/health"
	"terang/internal/spm"
)

// Release is everything that may be published, for every unit, indicator and year.
type Release struct {
	sums   *spm.Summary
	policy Policy
	years  map[int]outcome
	counts map[Rule]int
	beside map[comparison]bool // where the sasaran of a second system may be shown

	overhear func(Scope) // for tests, see Overheard
}

// Whole stands for all units where a release is asked for what is of none.
const Whole health.Unit = -2

// Overheard gives the same release, which tells f of each unit and indicator that it is asked
// about: so a test learns what a page follows from.
func (r *Release) Overheard(f func(Scope)) *Release {
	told := *r
	told.overhear = f
	return &told
}

func (r *Release) hear(u health.Unit, indicator int) {
	if r.overhear != nil {
		r.overhear(Scope{u, indicator})
	}
}

// Disclose applies the rules.
func Disclose(s *spm.Summary, p Policy) *Release {
	return disclose(s, p, nil, (*table).protect)
}

func disclose(s *spm.Summary, p Policy, l *Learned, protect func(*table)) *Release {
	r := &Release{sums: s, policy: p, years: map[int]outcome{}, counts: map[Rule]int{}, beside: map[comparison]bool{}}
	var jobs []*job
	for _, y := range s.Years {
		o := newOutcome(s.Register.Units() * len(s.Indicators))
		r.years[y.Year] = o
		for i := range s.Indicators {
			jobs = append(jobs, &job{y: y, indicator: i, learned: l, outcome: o})
		}
	}
	r.do(jobs, protect)
	for _, j := range jobs {
		for rule, n := range j.counts {
			r.counts[rule] += n
		}
	}
	for _, y := range s.Years {
		r.compare(y)
	}
	return r
}

// Hidden counts the figures that a rule hid, over all years.
func (r *Release) Hidden(rule Rule) int {
	r.hear(Whole, Every)
	return r.counts[rule]
}

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

// State says whether an indicator's reports are of a state (members, money), of which the latest holds:
// nothing is added up, it may fall, and its sasaran may change within the year.
func (r *Release) State(indicator int) bool { return r.sums.State(indicator) }

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

// Index gives the SPM index of a unit and year. Below kab/kota it is hidden
// unless every service of the unit is shown (rule 9) as it is: with rounded
// figures an index made of the exact ones would tell more than they do.
func (r *Release) Index(u health.Unit, year int) Index {
	r.hear(u, Every)
	raw := r.sums.Index(u, year)
	if !raw.Known {
		return Index{}
	}
	below := !exempt(r.sums.Register.LevelOf(u)) && r.policy.Except != Derived
	if r.policy.RoundTo > 0 && below {
		return Index{Suppressed: true, Complete: r.Complete(year)}
	}
	for i, ind := range r.sums.Indicators {
		if below && ind.Group == health.GroupSPM && r.Figure(u, i, year).State() != health.Value {
			return Index{Suppressed: true, Complete: r.Complete(year)}
		}
	}
	return Index{
		Value: raw.Value, Known: true, Quality: raw.Quality,
		Category: raw.Category, Complete: r.Complete(year),
	}
}

// Quoted gives the index of a unit and year as the office printed it. Below kab/kota
// it is hidden wherever the computed one is not shown (rule 9).
func (r *Release) Quoted(u health.Unit, year int) (health.QuotedIndex, bool) {
	r.hear(u, Every)
	if below := !exempt(r.sums.Register.LevelOf(u)); below && !r.Index(u, year).Known {
		return health.QuotedIndex{}, false
	}
	return r.sums.Quoted(u, year)
}

// Quality gives the quality component of a service in percent.
func (r *Release) Quality(u health.Unit, indicator, year int) (float64, bool) {
	r.hear(u, indicator)
	return r.sums.Quality(u, indicator, year)
}

// In gives the figure of an indicator as it counts up to a month. Of a month that is
// not the last one of its year only kab/kota and above have one.
func (r *Release) In(u health.Unit, indicator int, m health.Month) Figure {
	r.hear(u, indicator)
	year, place := r.sums.Indicators[indicator].Place(m)
	if m == r.At(indicator, year) {
		return r.Figure(u, indicator, year)
	}
	if series := r.Series(u, indicator, year); series != nil {
		return series[place-1]
	}
	if m < r.At(indicator, year) {
		return NotPublished()
	}
	return Figure{}
}

// Reports gives how many of the expected reporters have reported; that is known
// even where no number may be published.
func (r *Release) Reports(u health.Unit, indicator, year int) (reported, expected int) {
	r.hear(u, indicator)
	s := r.sum(u, indicator, year)
	return s.Reported, s.Expected
}

// Current gives how many have reported the year's last month itself.
func (r *Release) Current(u health.Unit, indicator, year int) int {
	r.hear(u, indicator)
	return r.sum(u, indicator, year).Current
}

func (r *Release) sum(u health.Unit, indicator, year int) spm.Sum {
	y := r.sums.Of(year)
	if y == nil {
		return spm.Sum{}
	}
	return y.Sum(u, indicator)
}
