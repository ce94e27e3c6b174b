package attack

import (
	"math"

	"terang/internal/bounds"
)

// state is what an edition says of a cell.
type state uint8

const (
	untold state = iota // no word of it
	silent              // nobody has reported
	nobody              // nobody to serve
	told                // in numbers
	hidden              // marked as hidden for privacy
)

// fact is what is known of one unit, indicator and month: limits of the people
// served and of the sasaran, and of their share where that is known beside them.
type fact struct {
	state     state
	projected bool // the sasaran is a projection, not a count of people
	leaked    bool // a number was found though the cell is hidden
	n, d      bounds.Interval
	share     bounds.Interval // percent, or rate
	fresh     bounds.Interval // people newly served in the month
	left      bounds.Interval // people of the sasaran not served
	short     bounds.Interval // people missing to the month's target
	last      [2]float64      // of a hidden cell: the counts of the last month of the year that was shown; below 0 where there is none
	outside   float64         // of n, people without a sasaran; of areas that are always exact
	expected  int             // how many should report for it; 0 where that is not said
	reporters int             // and how many have
	band      string          // as the data write it
	reached   bool            // the target of the month
	target    float64         // of the month, in units of the share
	move      int8            // 1, 0 or -1 where the last month is said to be above, as or below the one before
	moves     bool
}

var anything = bounds.Interval{Lo: 0, Hi: math.Inf(1)}

func newFact() fact {
	return fact{n: anything, d: anything, share: anything, fresh: anything, left: anything, short: anything, last: [2]float64{-1, -1}}
}

func exactly(iv bounds.Interval) bool { return iv.Lo == iv.Hi }

func exact(n float64) bounds.Interval { return bounds.Interval{Lo: n, Hi: n} }

// exact says whether both counts are known to the last person.
func (f *fact) exact() bool { return exactly(f.n) && exactly(f.d) }

// reported says whether the cell holds a report, hidden or not.
func (f *fact) reported() bool { return f.state == told || f.state == hidden || f.state == nobody }

// blank says whether nothing is known of the numbers.
func (f *fact) blank() bool {
	return f.n == anything && f.d == anything && f.share == anything && f.fresh == anything &&
		f.left == anything && f.short == anything && !f.moves
}

// forget gives what remains of a fact for somebody who sees no number of it.
func (f fact) forget() fact {
	out := newFact()
	out.state, out.projected, out.target = f.state, f.projected, f.target
	out.expected, out.reporters = f.expected, f.reporters
	switch f.state {
	case told:
		out.state = hidden
	case nobody:
		out.n, out.d = exact(0), exact(0)
	case untold, silent, hidden:
	}
	return out
}

// learn takes in what is said of one quantity.
func (f *fact) learn(what quantity, iv bounds.Interval) {
	switch what {
	case served:
		f.n = narrow(f.n, iv)
	case people:
		f.d = narrow(f.d, iv)
	case share, standing, order:
		f.share = narrow(f.share, iv)
	case fresh:
		f.fresh = narrow(f.fresh, iv)
	case rest:
		f.left = narrow(f.left, iv)
	case short:
		f.short = narrow(f.short, iv)
	case unnamed:
	}
}

// narrow takes two limits of one amount together; where they exclude each other the later one holds.
func narrow(a, b bounds.Interval) bounds.Interval {
	both := bounds.Interval{Lo: max(a.Lo, b.Lo), Hi: min(a.Hi, b.Hi)}
	if both.Lo > both.Hi {
		return b
	}
	return both
}

// sheet is an indicator's year as one edition tells it.
type sheet struct {
	ind, year int
	month     int // the month up to which it counts
	facts     []fact
}

func (s *sheet) fact(u int) *fact {
	for len(s.facts) <= u {
		s.facts = append(s.facts, newFact())
	}
	return &s.facts[u]
}

// table is an indicator's year as all editions tell it: a column for each month.
type table struct {
	ind, year int
	columns   []*column // by month
}

// column is a month, and which edition told of it first.
type column struct {
	month   int
	edition string
	facts   []fact
	own     bool // an edition counts up to it, so that its cells are figures that were published or hidden
}

func (c *column) fact(u int) fact {
	if u < len(c.facts) {
		return c.facts[u]
	}
	return newFact()
}

func (c *column) set(u int, f fact) {
	for len(c.facts) <= u {
		c.facts = append(c.facts, newFact())
	}
	c.facts[u] = f
}
