// Package bounds finds how closely unknown amounts can be told from sums and
// limits that are known of them: the largest and the smallest value that each can
// have while all that is known holds. It knows nothing of health or of portals.
//
// Amounts are whole numbers of at least zero in most uses, and the bounds are
// those of real numbers, rounded inward: an interval given here is never narrower
// than what can truly be told, and with sums over two nested families of units it
// is exact.
package bounds

import "math"

// Endless stands where there is no limit.
var Endless = math.Inf(1)

// Term is an unknown times a factor.
type Term struct {
	Unknown int
	By      float64
}

// Sum adds unknowns up as they are.
func Sum(unknowns ...int) []Term {
	terms := make([]Term, len(unknowns))
	for i, u := range unknowns {
		terms[i] = Term{u, 1}
	}
	return terms
}

// Interval is a range of values, both ends included.
type Interval struct{ Lo, Hi float64 }

// Width gives how far apart the ends are.
func (iv Interval) Width() float64 { return iv.Hi - iv.Lo }

// System holds unknowns with their limits, and rows: sums of them with limits.
// The zero value is empty and ready to use.
type System struct {
	limits []Interval
	rows   []row
}

type row struct {
	terms []Term
	Interval
}

// Unknown adds an amount between two limits and gives its number. The lower one must not be endless.
func (s *System) Unknown(lo, hi float64) int {
	s.limits = append(s.limits, Interval{lo, hi})
	return len(s.limits) - 1
}

// Row says that a sum lies between two limits.
func (s *System) Row(lo, hi float64, terms ...Term) {
	s.rows = append(s.rows, row{merged(terms), Interval{lo, hi}})
}

// merged adds up the terms of one unknown and drops those without effect.
func merged(terms []Term) []Term {
	at := make(map[int]int, len(terms))
	out := make([]Term, 0, len(terms))
	for _, t := range terms {
		if i, ok := at[t.Unknown]; ok {
			out[i].By += t.By
			continue
		}
		at[t.Unknown] = len(out)
		out = append(out, t)
	}
	kept := out[:0]
	for _, t := range out {
		if t.By != 0 {
			kept = append(kept, t)
		}
	}
	return kept
}

// The slips of floating-point arithmetic that are overlooked.
const (
	tiny  = 1e-9 // in factors
	hair  = 1e-6 // in amounts
	given = 1e8  // what is larger is taken as endless
)

// rounds is how often the limits are tightened in turn before the rest is left to the rows together.
const rounds = 50

// tighten narrows the limits of each unknown by each row on its own, again and
// again. It gives false where nothing satisfies all.
func (s *System) tighten() bool {
	for range rounds {
		changed := false
		for i := range s.rows {
			c, ok := s.tightenBy(&s.rows[i])
			if !ok {
				return false
			}
			changed = changed || c
		}
		if !changed {
			break
		}
	}
	return true
}

func (s *System) tightenBy(r *row) (changed, ok bool) {
	var low, high float64     // of the row's sum, endless parts left out
	var lowless, highless int // how many endless parts each has
	for _, t := range r.terms {
		a, b := s.span(t)
		if math.IsInf(a, 0) {
			lowless++
		} else {
			low += a
		}
		if math.IsInf(b, 0) {
			highless++
		} else {
			high += b
		}
	}
	if (lowless == 0 && low > r.Hi+hair) || (highless == 0 && high < r.Lo-hair) {
		return false, false
	}
	for _, t := range r.terms {
		a, b := s.span(t)
		// What is left for this term when the others are at their least, and at their most.
		most, least := math.Inf(1), math.Inf(-1)
		if rest, few := without(low, lowless, a); few {
			most = r.Hi - rest
		}
		if rest, few := without(high, highless, b); few {
			least = r.Lo - rest
		}
		if t.By < 0 {
			most, least = least, most
		}
		c, fits := s.limit(t.Unknown, least/t.By, most/t.By)
		if !fits {
			return false, false
		}
		changed = changed || c
	}
	return changed, true
}

// span gives the least and the most that a term can be.
func (s *System) span(t Term) (lo, hi float64) {
	l := s.limits[t.Unknown]
	lo, hi = l.Lo*t.By, l.Hi*t.By
	if t.By < 0 {
		lo, hi = hi, lo
	}
	return lo, hi
}

// without takes one part out of a sum; few is false where the rest is endless.
func without(sum float64, endless int, part float64) (rest float64, few bool) {
	if math.IsInf(part, 0) {
		return sum, endless == 1
	}
	return sum - part, endless == 0
}

// limit narrows one unknown's limits to whole numbers.
func (s *System) limit(u int, lo, hi float64) (changed, ok bool) {
	l := &s.limits[u]
	if lo = math.Ceil(lo - hair); lo > l.Lo+hair {
		l.Lo, changed = lo, true
	}
	if hi = math.Floor(hi + hair); hi < l.Hi-hair {
		l.Hi, changed = hi, true
	}
	return changed, l.Lo <= l.Hi+hair
}

func (s *System) fixed(u int) bool { return s.limits[u].Hi-s.limits[u].Lo < hair }
