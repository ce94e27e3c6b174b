// Package spm turns reported counts into sums: for every unit, indicator and
// year the people served, the sasaran, who reported and who did not, and from
// these the score, the index and the village status word. The domain reference
// §2 and §4 are its specification.
//
// Sums add numerators and denominators and divide once (§2.5); a desa counts
// for two parents, its kecamatan and its puskesmas. Within a branch only the
// lowest reporting level counts: a row above it is a stated total, compared and
// never added. A reporter counts once it has reported: before that neither its
// numerator nor its sasaran is summed, and the parent says "k of m".
package spm

import (
	"slices"

	"terang/internal/health"
	"terang/internal/tally"
)

// Quality is the quality component (mutu minimal) of a service in percent.
type Quality struct {
	Year      int
	Unit      health.Unit
	Indicator int
	Percent   float64
}

// Input is what a summary is made of.
type Input struct {
	Register   *health.Register
	Indicators []health.Indicator
	Table      *tally.Table
	Quality    []Quality
	Quoted     []health.QuotedIndex // carried through, never computed with
	Categories []Category
	AsOf       health.Month // NoMonth for the last month with a report
}

// Summary holds the sums of all years.
type Summary struct {
	Register   *health.Register
	Indicators []health.Indicator
	AsOf       health.Month
	Years      []*Year

	ahead      *Year          // the year after the as-of month's, as far as school years have begun it; nil where none has
	aheadTo    []health.Month // by indicator: the last month with a report in it
	seats      *seats
	categories []Category
	quality    map[qualityKey]float64
	quoted     []health.QuotedIndex
}

type qualityKey struct {
	year      int
	unit      health.Unit
	indicator int
}

// Year holds the sums of a year up to Through, the last month of that calendar
// year, not after the as-of month, with a report of the SPM; other groups of indicators may reach further. Months are places in the
// indicator's own year (health.Indicator.Place).
type Year struct {
	Year    int
	Through health.Month
	Stated  []Stated

	seats    *seats
	next     *Year          // the year after it, in which the school years go on from July; nil where there is none
	rolls    []roll         // by indicator
	reach    []int          // by indicator: the place that it has come to by Through
	months   []health.Month // by indicator: the month at that place
	school   []bool         // by indicator: it goes by school years
	states   []bool         // by indicator: somebody reports how things stand, not how many were served
	inds     int
	slots    []int32 // by unit; 0 is no sums, else one more than the slot
	cum      []int32 // (slot*inds+indicator)*12 + place-1; -1 before the first report
	d        []int32 // slot*inds+indicator, like the columns below
	this     []int32 // people newly served in the period ending with Through, of those who reported both
	last     []int32
	odd      []bool       // some reporter has only one of the two periods, or they differ in length
	span     []tally.Span // length of the periods of those who reported, 0 where nobody did, or unequal
	reported []int32
	current  []int32
	expected []int32
	outside  []int32
	own      []bool                 // the unit's own row is what counts
	proj     []bool                 // and its sasaran is a projection
	moved    []bool                 // a state whose sasaran changed within the year is in it
	courses  []map[int]tally.Course // by indicator and row: of those who report and whose sasaran changed within the year

	evidence evidence
}

// Sum is what one unit reports or adds up to, for one indicator and year.
type Sum struct {
	N, D               health.Count // N is Missing where nobody reported
	This, Last         health.Count // people newly served in the last period and the one before; Missing where they cannot be compared
	Span               int          // months of the periods reported: 1, 3 or 12; 0 where nobody reported or they differ
	At                 health.Month // the month up to which the figure counts: Year.At, or the end of the last quarter before it where all report quarters
	Reported, Expected int          // how many of so many beneath; one that has a row counts for itself too
	Current            int          // of those reported, with a report for the last of their periods that had ended
	Outside            int          // of N, people without a sasaran here
	Own                bool         // the unit's own report, not a sum
	Projected          bool         // D is the unit's own projection, not a count of real people
	Series             []int32      // by place in the indicator's year
	Moved              bool         // earlier months of Series cannot be set against D, see tally.Year.Moved
}

// Stated is a reported total above the lowest reporting level, beside the sum
// that counts. Any of the counts may be Missing.
type Stated struct {
	Year       int
	Unit       health.Unit
	Indicator  int
	N, D       health.Count // as stated
	SumN, SumD health.Count // as added up from below
	Origin     uint32       // where the unit's latest row stands
}

// Differs says whether a stated total is not what its parts add up to.
func (s Stated) Differs() bool {
	return (s.N.Known() && s.N != s.SumN) || (s.D.Known() && s.D != s.SumD)
}

// Summarise adds everything up.
func Summarise(in Input) *Summary {
	s := &Summary{
		Register: in.Register, Indicators: in.Indicators, AsOf: in.AsOf,
		seats: newSeats(in.Register), categories: in.Categories, quality: map[qualityKey]float64{}, quoted: in.Quoted,
	}
	if s.AsOf == health.NoMonth {
		s.AsOf = lastReport(in)
	}
	for _, q := range in.Quality {
		s.quality[qualityKey{q.Year, q.Unit, q.Indicator}] = q.Percent
	}
	var before *tally.Year
	for _, t := range in.Table.Years() {
		if health.MonthOf(t.Year, 1) > s.AsOf {
			s.lookAhead(in, t, before)
			break
		}
		last := lastMonths(in, t, s.AsOf)
		if y := newSums(in, t, before, s, through(in, last), last).run(); y.Through != health.NoMonth {
			s.Years = append(s.Years, y)
		}
		before = t
	}
	for i, y := range s.Years {
		if y.next = s.ahead; i+1 < len(s.Years) {
			y.next = s.Years[i+1]
		}
		if y.next != nil && y.next.Year != y.Year+1 {
			y.next = nil
		}
	}
	return s
}

// lookAhead sums what has been reported of the school year that has begun and
// counts in a year that has not.
func (s *Summary) lookAhead(in Input, t, before *tally.Year) {
	if t.Year != s.AsOf.Year()+1 {
		return
	}
	s.ahead = newSums(in, t, before, s, s.AsOf, nil).run()
	for i := range in.Indicators {
		s.aheadTo = append(s.aheadTo, lastOf(t, &in.Indicators[i], i, s.AsOf))
	}
}

// Ahead gives the last month, up to the as-of month, of an indicator's reports
// that count in a year which has not begun: NoMonth where there are none.
func (s *Summary) Ahead(indicator int) health.Month {
	if s.ahead == nil {
		return health.NoMonth
	}
	return s.aheadTo[indicator]
}

// State says whether any report of an indicator is of a state, see [tally.State].
func (s *Summary) State(indicator int) bool {
	return slices.ContainsFunc(s.Years, func(y *Year) bool { return y.states[indicator] })
}

// Of gives the sums of a year, or nil.
func (s *Summary) Of(year int) *Year {
	i := slices.IndexFunc(s.Years, func(y *Year) bool { return y.Year == year })
	if i < 0 {
		return nil
	}
	return s.Years[i]
}

// Seat gives the lowest area that a puskesmas' own report counts for, or NoUnit.
func (s *Summary) Seat(p health.Unit) health.Unit { return s.seats.of(p) }

// Quality gives the quality component of a service.
func (s *Summary) Quality(u health.Unit, indicator, year int) (percent float64, ok bool) {
	percent, ok = s.quality[qualityKey{year, u, indicator}]
	return percent, ok
}

// Complete says whether the year's December has reports.
func (y *Year) Complete() bool { return y.Through.Of() == 12 }

// Reach gives the place, 1 to 12, that an indicator's year has come to by Through.
func (y *Year) Reach(indicator int) int { return y.reach[indicator] }

// At gives the month up to which an indicator counts: Through, or the last month
// of a school year that ended before it.
func (y *Year) At(indicator int) health.Month { return y.months[indicator] }

// Sum gives what a unit adds up to at Through.
func (y *Year) Sum(u health.Unit, indicator int) Sum {
	none := Sum{N: health.Missing, D: health.Missing, This: health.Missing, Last: health.Missing, At: y.At(indicator)}
	if y.slots[u] == 0 { // nobody here has a row
		y.rolls[indicator].each(y.seats, u, func(a attendance) {
			if a.unit != u {
				none.Expected++
			}
		})
		return none
	}
	at := int(y.slots[u]-1)*y.inds + indicator
	none.Reported, none.Expected = int(y.reported[at]), int(y.expected[at])
	if y.reported[at] == 0 {
		return none
	}
	sum := Sum{
		N: health.Count(y.cum[at*12+y.reach[indicator]-1]), D: health.Count(y.d[at]),
		This: health.Missing, Last: health.Missing, At: y.At(indicator),
		Reported: none.Reported, Expected: none.Expected, Current: int(y.current[at]),
		Outside: int(y.outside[at]), Own: y.own[at], Projected: y.proj[at], Moved: y.moved[at], Series: y.cum[at*12 : at*12+12],
	}
	if span := y.span[at]; span != unequal {
		sum.Span, sum.At = int(span), y.At(indicator)-health.Month(y.reach[indicator]%int(span))
	}
	if !y.odd[at] && y.this[at] >= 0 && y.last[at] >= 0 {
		sum.This, sum.Last = health.Count(y.this[at]), health.Count(y.last[at])
	}
	return sum
}

// lastReport finds the last month with a numerator.
func lastReport(in Input) health.Month {
	last := health.NoMonth
	for _, t := range in.Table.Years() {
		for i := range in.Indicators {
			last = max(last, lastOf(t, &in.Indicators[i], i, health.Month(1<<30)))
		}
	}
	for _, r := range in.Table.Outside() {
		if r.Month > last && r.N.Known() {
			last = r.Month
		}
	}
	return last
}

// lastMonths gives, by indicator, the last month of a calendar year, not after asOf,
// with a report; NoMonth where there is none.
func lastMonths(in Input, t *tally.Year, asOf health.Month) []health.Month {
	last := make([]health.Month, len(in.Indicators))
	for i := range in.Indicators {
		if last[i] = lastOf(t, &in.Indicators[i], i, asOf); last[i].Year() != t.Year {
			last[i] = health.NoMonth
		}
	}
	return last
}

// through gives the month up to which a year counts: the last one with a report of
// the SPM, for other indicators may be ahead of it, or with any where there is none.
func through(in Input, last []health.Month) health.Month {
	latest, spm := health.NoMonth, health.NoMonth
	for i, m := range last {
		latest = max(latest, m)
		if ofSPM(in.Indicators[i].Group) {
			spm = max(spm, m)
		}
	}
	if spm != health.NoMonth {
		return spm
	}
	return latest
}

func ofSPM(g health.Group) bool { return g == health.GroupSPM || g == health.GroupSPMProvince }

// lastOf finds the last month of an indicator's year, not after limit, with a report.
func lastOf(t *tally.Year, ind *health.Indicator, at int, limit health.Month) health.Month {
	last := 0
	reach := ind.Reach(t.Year, limit)
	for _, u := range t.Units() {
		cells := t.Cells(u, at)
		for place := min(len(cells), reach); place > last; place-- {
			if cells[place-1] >= 0 {
				last = place
			}
		}
	}
	if last == 0 {
		return health.NoMonth
	}
	return ind.MonthAt(t.Year, last)
}
