package spm

import (
	"runtime"
	"sync"
	"sync/atomic"

	"terang/internal/health"
	"terang/internal/tally"
)

// sums works out one year.
type sums struct {
	in     Input
	t      *tally.Year
	before *tally.Year // the year before, for the first month's last one; nil where there is none
	seats  *seats
	y      *Year
}

// newSums prepares a year up to through; groups of indicators beside the SPM reach
// further where the last month of one of theirs is later.
func newSums(in Input, t, before *tally.Year, s *Summary, through health.Month, last []health.Month) *sums {
	if before != nil && before.Year != t.Year-1 {
		before = nil
	}
	y := &Year{
		Year: t.Year, inds: len(in.Indicators), Through: through,
		slots: make([]int32, in.Register.Units()), rolls: make([]roll, len(in.Indicators)), seats: s.seats,
		courses: make([]map[int]tally.Course, len(in.Indicators)), states: make([]bool, len(in.Indicators)),
	}
	later := map[health.Group]health.Month{}
	for i, m := range last {
		if g := in.Indicators[i].Group; !ofSPM(g) {
			later[g] = max(later[g], m)
		}
	}
	for i := range in.Indicators {
		ind := &in.Indicators[i]
		reach := ind.Reach(t.Year, max(through, later[ind.Group]))
		y.reach, y.months = append(y.reach, reach), append(y.months, ind.MonthAt(t.Year, reach))
		y.school = append(y.school, ind.SchoolYear)
	}
	return &sums{in: in, t: t, before: before, seats: s.seats, y: y}
}

func (s *sums) run() *Year {
	if s.y.Through == health.NoMonth {
		return s.y
	}
	s.allot()
	for _, stated := range s.addAll() {
		s.y.Stated = append(s.y.Stated, stated...)
	}
	s.addOutside()
	for i := range s.y.Stated {
		st := &s.y.Stated[i]
		sum := s.y.Sum(st.Unit, st.Indicator)
		st.SumN, st.SumD = sum.N, sum.D
	}
	s.gather()
	return s.y
}

// addAll counts the reports of all indicators, each of which has cells of its own, on all cores. It gives the totals
// that do not count, by indicator.
func (s *sums) addAll() [][]Stated {
	stated := make([][]Stated, s.y.inds)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), s.y.inds) {
		workers.Go(func() {
			var reported []report
			for i := int(next.Add(1)) - 1; i < s.y.inds; i = int(next.Add(1)) - 1 {
				if s.y.reach[i] == 0 { // its year has not begun
					continue
				}
				reporters, totals := s.reporters(i)
				reported = reported[:0]
				for _, u := range reporters {
					reported = append(reported, s.add(u, i))
				}
				s.roll(i, reported, reporters, s.expectSilent(i, reporters))
				stated[i] = totals
			}
		})
	}
	workers.Wait()
	return stated
}

// allot gives columns to every unit with rows and to all that they count for.
func (s *sums) allot() {
	y := s.y
	for _, u := range s.t.Units() {
		y.slots[u] = 1
		s.seats.each(u, func(p health.Unit) { y.slots[p] = 1 })
	}
	n := int32(0)
	for u := range y.slots {
		if y.slots[u] != 0 {
			n++
			y.slots[u] = n
		}
	}
	rows := int(n) * y.inds
	y.cum = filled(rows*12, -1)
	y.d, y.this, y.last = filled(rows, -1), filled(rows, -1), filled(rows, -1)
	y.reported, y.current = filled(rows, 0), filled(rows, 0)
	y.expected, y.outside = filled(rows, 0), filled(rows, 0)
	y.span = make([]tally.Span, rows)
	y.odd, y.own, y.proj, y.moved = make([]bool, rows), make([]bool, rows), make([]bool, rows), make([]bool, rows)
}

func filled(n int, v int32) []int32 {
	column := make([]int32, n)
	if v != 0 {
		for i := range column {
			column[i] = v
		}
	}
	return column
}

// add counts a reporter for itself and for everything it belongs to.
func (s *sums) add(u health.Unit, indicator int) report {
	r := s.report(u, indicator)
	at := s.row(u, indicator)
	s.y.own[at], s.y.proj[at] = true, s.t.Projected(u, indicator)
	s.y.states[indicator] = s.y.states[indicator] || s.t.State(u, indicator)
	if course, varies := s.t.Course(u, indicator); varies {
		if s.y.courses[indicator] == nil {
			s.y.courses[indicator] = map[int]tally.Course{}
		}
		s.y.courses[indicator][at] = course
	}
	s.count(at, r)
	s.seats.each(u, func(p health.Unit) { s.count(s.row(p, indicator), r) })
	return r
}

func (s *sums) row(u health.Unit, indicator int) int {
	return int(s.y.slots[u]-1)*s.y.inds + indicator
}

// report is a reporter's year: cumulative counts by month (-1 before the first), its sasaran, and its last two months.
type report struct {
	cum        [12]int32
	d          int32
	this, last int32
	known      bool // it has reported at least once
	now        bool // it has reported the last of its periods that had ended
	span       tally.Span
	got        uint16 // places up to the last with a numerator: bit 0 is the first
	moved      bool   // see tally.Year.Moved
}

// unequal stands in the column of spans where the reporters' periods differ in length.
const unequal tally.Span = -1

func (s *sums) report(u health.Unit, indicator int) report {
	r := report{
		d: int32(s.t.Denominator(u, indicator)), this: -1, last: -1,
		span: s.t.Span(u, indicator), moved: s.t.Moved(u, indicator),
	}
	total := int32(-1)
	cumulative := s.t.Cumulative(u, indicator)
	reach := s.y.reach[indicator]
	for m, c := range s.t.Cells(u, indicator) {
		r.cum[m] = -1
		if m >= reach {
			continue
		}
		switch {
		case c >= 0 && cumulative:
			total = c
		case c >= 0:
			total = max(total, 0) + c
		}
		if c >= 0 {
			r.got |= 1 << m
		}
		r.cum[m] = total
	}
	r.known = total >= 0
	ended := reach - reach%int(r.span)
	r.now = ended > 0 && r.got&(1<<(ended-1)) != 0
	r.this, r.last = s.lastTwo(u, indicator, r.span)
	return r
}

// lastTwo gives the people newly served in the period that ends with the last
// month and in the one before it, as long; -1 where that cannot be said.
func (s *sums) lastTwo(u health.Unit, indicator int, span tally.Span) (this, last int32) {
	reach := s.y.reach[indicator]
	this = newlyServed(s.t, u, indicator, reach)
	switch earlier := reach - int(span); {
	case earlier > 0:
		return this, newlyServed(s.t, u, indicator, earlier)
	case s.before != nil && s.before.Span(u, indicator) == span:
		return this, newlyServed(s.before, u, indicator, earlier+12)
	}
	return this, -1
}

// newlyServed gives the people newly served in the period that ends at a place (1
// to 12), or -1; of a state the state itself, so that the movement compares the two.
func newlyServed(t *tally.Year, u health.Unit, indicator, place int) int32 {
	cells, span := t.Cells(u, indicator), int(t.Span(u, indicator))
	if cells == nil || cells[place-1] < 0 {
		return -1
	}
	if !t.Cumulative(u, indicator) || t.State(u, indicator) || place <= span {
		return cells[place-1]
	}
	if cells[place-1-span] < 0 {
		return -1
	}
	return max(0, cells[place-1]-cells[place-1-span])
}

// count adds a reporter to a row.
func (s *sums) count(at int, r report) {
	y := s.y
	y.expected[at]++
	if !r.known {
		return
	}
	y.reported[at]++
	y.d[at] = plus(y.d[at], r.d)
	y.moved[at] = y.moved[at] || r.moved
	switch y.span[at] {
	case 0, r.span:
		y.span[at] = r.span
	default:
		y.span[at], y.odd[at] = unequal, true // a month and a quarter cannot be compared
	}
	for m, c := range r.cum {
		if c >= 0 {
			y.cum[at*12+m] = plus(y.cum[at*12+m], c)
		}
	}
	if r.now {
		y.current[at]++
	}
	if r.this >= 0 && r.last >= 0 {
		y.this[at], y.last[at] = plus(y.this[at], r.this), plus(y.last[at], r.last)
	} else if r.this >= 0 || r.last >= 0 {
		y.odd[at] = true
	}
}

func plus(sum, v int32) int32 {
	if v < 0 {
		return sum
	}
	return max(sum, 0) + v
}

// addOutside counts people without a sasaran: for the unit named where it sums others up, else for what it belongs to.
func (s *sums) addOutside() {
	for _, r := range s.in.Table.Outside() {
		year, place := s.in.Indicators[r.Indicator].Place(r.Month)
		reach := s.y.reach[r.Indicator]
		if year != s.y.Year || place > reach || !r.N.Known() {
			continue
		}
		count := func(u health.Unit) {
			if s.y.slots[u] == 0 {
				return
			}
			at := s.row(u, r.Indicator)
			s.y.outside[at] += int32(r.N)
			for m := place - 1; m < reach; m++ {
				if s.y.cum[at*12+m] >= 0 {
					s.y.cum[at*12+m] += int32(r.N)
				}
			}
		}
		if s.y.slots[r.Unit] != 0 && !s.y.own[s.row(r.Unit, r.Indicator)] {
			count(r.Unit)
		}
		s.seats.each(r.Unit, count)
	}
}
