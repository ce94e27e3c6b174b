package bounds

import "math"

// Target is an amount to be bounded: a sum of unknowns, and how wide its interval
// must be for nobody to care how much wider it is.
type Target struct {
	Terms  []Term
	Enough float64
}

// Bounds gives for each target the least and the most that it can be, in whole
// numbers. Where they are at least Enough apart they may be apart further than is
// told. ok is false where the rows contradict each other.
func (s *System) Bounds(targets []Target) (found []Interval, ok bool) {
	if !s.tighten() {
		return nil, false
	}
	parts, of := s.split()
	asked := make([][]*share, len(parts))
	tallies := make([]*tally, len(targets))
	for i, target := range targets {
		tallies[i] = s.tallyOf(target, of)
		for _, sh := range tallies[i].shares {
			asked[sh.part] = append(asked[sh.part], sh)
		}
	}
	for p := range parts {
		if !s.search(parts[p], asked[p]) {
			return nil, false
		}
	}
	for _, t := range tallies {
		found = append(found, t.interval())
	}
	return found, true
}

// tally is what has been found of a target: what is plain from the limits of
// unknowns that no row ties, and a share from each part.
type tally struct {
	plain  Interval
	shares []*share
	enough float64
}

// share is what one part contributes to a target, as far as it has been seen to vary.
type share struct {
	of    *tally
	part  int
	terms []Term
	Interval
}

func (s *System) tallyOf(target Target, of []int) *tally {
	t := &tally{enough: target.Enough}
	at := map[int]*share{}
	for _, term := range merged(target.Terms) {
		p := of[term.Unknown]
		if p < 0 {
			lo, hi := s.span(term)
			t.plain.Lo += lo
			t.plain.Hi += hi
			continue
		}
		if at[p] == nil {
			at[p] = &share{of: t, part: p, Interval: Interval{math.Inf(1), math.Inf(-1)}}
			t.shares = append(t.shares, at[p])
		}
		at[p].terms = append(at[p].terms, term)
	}
	return t
}

func (t *tally) interval() Interval {
	iv := t.plain
	for _, sh := range t.shares {
		iv.Lo += sh.Lo
		iv.Hi += sh.Hi
	}
	if iv.Hi > given/2 {
		iv.Hi = Endless
	}
	return Interval{math.Ceil(iv.Lo - hair), math.Floor(iv.Hi + hair)}
}

// wide says whether enough is known of how far a target varies, in whole numbers.
func (t *tally) wide() bool {
	for _, sh := range t.shares {
		if sh.Lo > sh.Hi {
			return false // not looked at yet
		}
	}
	return t.interval().Width() >= t.enough-hair
}

// search bounds the shares of one part. It gives false where the part's rows contradict each other.
func (s *System) search(p part, shares []*share) bool {
	d := s.build(p)
	if !d.settle() {
		return false
	}
	at := make(map[int]int, len(p.unknowns))
	for i, u := range p.unknowns {
		at[u] = i
	}
	see := func(sh *share) {
		sum := 0.0
		for _, t := range sh.terms {
			sum += t.By * d.value[at[t.Unknown]]
		}
		sh.Lo, sh.Hi = min(sh.Lo, sum), max(sh.Hi, sum)
	}
	// What one search passes by is seen for all.
	look := func() {
		for _, sh := range shares {
			see(sh)
		}
	}
	look()
	weight := make([]float64, len(d.value))
	for _, sh := range shares {
		for _, sign := range []float64{1, -1} {
			if sh.of.wide() {
				break
			}
			for _, t := range sh.terms {
				weight[at[t.Unknown]] = sign * t.By
			}
			d.climb(weight, func() bool { see(sh); return sh.of.wide() })
			for _, t := range sh.terms {
				weight[at[t.Unknown]] = 0
			}
			look()
		}
	}
	return true
}
