// Package plausible looks at what was reported for figures that are hard to
// believe: more served than there are, a part that is larger than its whole, a
// month unlike all others of its unit, the same number again and again, exactly
// 100 percent everywhere (domain reference §2.4, §2.6, §2.7 and §9.5). None of it
// changes a figure: real data have all of these, and they are shown as they are.
//
// What is wrong in itself is a warning; what may well be true and is worth a second
// look is a note. A finding names the row that it is about; what it says of the
// counts is kept apart, since of a sensitive indicator they are not told.
package plausible

import (
	"strconv"

	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// Input is what is looked at.
type Input struct {
	Register   *health.Register
	Indicators []health.Indicator
	Table      *tally.Table
}

// Finding is one figure, or several that belong together.
type Finding struct {
	Code      source.Code
	Severity  source.Severity
	Unit      health.Unit
	Indicator int    // place in the catalogue
	Period    string // a year or a month
	Origin    uint32 // the row, as tally numbers them; 0 where there is none
	OfSasaran bool   // the cell is that of the denominator, else of the numerator
	Words     []string
	Counts    []string // what a reader must not see of a sensitive indicator
}

// Looker looks at units one after the other. Several may work at once, each on
// units of its own, and are put together by Merge.
type Looker struct {
	in     Input
	say    func(Finding)
	years  [2][]series // by indicator: of the year before, and of the year
	rules  []rule
	pairs  []pair
	groups map[groupKey]*group
	latest groupKey
	at     *group
}

// New starts to look. say is handed each finding in order of unit and year.
func New(in Input, say func(Finding)) *Looker {
	l := &Looker{in: in, say: say, groups: map[groupKey]*group{}}
	l.years = [2][]series{make([]series, len(in.Indicators)), make([]series, len(in.Indicators))}
	l.rules, l.pairs = rulesOf(in.Indicators), pairsOf(in.Indicators)
	return l
}

// Look looks at the units from one up to another.
func (l *Looker) Look(from, to health.Unit) {
	years := l.in.Table.Years()
	for u := from; u < to; u++ {
		before := -1
		for _, y := range years {
			l.years[0], l.years[1] = l.years[1], l.years[0]
			if !l.load(y, u) {
				before = -1
				continue
			}
			l.unit(y, u, before == y.Year-1)
			before = y.Year
		}
	}
}

// load reads the year of a unit; false where it has no row.
func (l *Looker) load(y *tally.Year, u health.Unit) bool {
	any := false
	for i := range l.in.Indicators {
		s := &l.years[1][i]
		s.load(y, u, i)
		any = any || s.ok
	}
	return any
}

// unit looks at a year of a unit. hasBefore says that the year before is loaded too.
func (l *Looker) unit(y *tally.Year, u health.Unit, hasBefore bool) {
	for i := range l.years[1] {
		s := &l.years[1][i]
		if !s.ok {
			continue
		}
		var before *series
		if hasBefore && l.years[0][i].ok {
			before = &l.years[0][i]
		}
		a := about{l: l, y: y, u: u, i: i}
		a.overHundred(s)
		a.falling(s)
		a.leap(before, s)
		a.otherSasaran(s)
		a.people(s)
		a.repeated(s)
		a.unlike(before, s)
	}
	for _, p := range l.pairs {
		about{l: l, y: y, u: u, i: p.part}.within(p.whole)
	}
	for _, r := range l.rules {
		about{l: l, y: y, u: u, i: r.is}.near(r)
	}
	l.gather(u, y.Year, func(indicator, place int) uint32 { return y.Origin(u, indicator, place) })
}

// series is one year of a unit and an indicator.
type series struct {
	ok         bool
	cells      [12]tally.Cell
	d          health.Count
	kind       tally.Kind
	moved      bool // the sasaran of a state changed within the year: d is that of the last
	span       tally.Span
	total      int64 // served in the year, or the state at its end; -1 where nothing was reported
	last       int   // the last place with a number, 1 to 12; 0 where there is none
	got        uint16
	increments [12]int32 // newly served in each period; -1 where that is not known
}

func (s *series) load(y *tally.Year, u health.Unit, indicator int) {
	cells := y.Cells(u, indicator)
	if s.ok = cells != nil; !s.ok {
		return
	}
	copy(s.cells[:], cells)
	s.d, s.kind, s.span = y.Denominator(u, indicator), y.Kind(u, indicator), max(y.Span(u, indicator), tally.OneMonth)
	s.moved = y.Moved(u, indicator)
	s.total, s.last, s.got = -1, 0, 0
	sinceYearBegan := s.kind == tally.Cumulative || s.kind == tally.State
	for m, n := range s.cells {
		s.increments[m] = -1
		if n < 0 {
			continue
		}
		s.last, s.got = m+1, s.got|1<<m
		if !sinceYearBegan {
			s.total = max(s.total, 0) + int64(n)
			s.increments[m] = n
			continue
		}
		s.total = int64(n)
		earlier := m - int(s.span)
		switch {
		case s.kind == tally.State:
		case earlier < 0:
			s.increments[m] = n
		case s.cells[earlier] >= 0 && n >= s.cells[earlier]:
			s.increments[m] = n - s.cells[earlier]
		}
	}
}

// about is what a finding would be of.
type about struct {
	l *Looker
	y *tally.Year
	u health.Unit
	i int
}

func (a about) year() string { return strconv.Itoa(a.y.Year) }

// month names the month at a place, 1 to 12.
func (a about) month(place int) string {
	return a.l.in.Indicators[a.i].MonthAt(a.y.Year, place).String()
}

// row gives the row of a place.
func (a about) row(place int) uint32 { return a.y.Origin(a.u, a.i, place) }

func (a about) tell(f Finding) {
	f.Unit, f.Indicator = a.u, a.i
	if f.Period == "" {
		f.Period = a.year()
	}
	a.l.say(f)
}

func digits(n int64) string { return strconv.FormatInt(n, 10) }
