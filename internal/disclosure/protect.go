package disclosure

import "slices"

// protect hides further cells until every hidden count has an interval at least t
// wide given all that is shown (rule 4).
//
// It reasons as a reader would who knows every sasaran: a hidden n lies between 0
// and its d, and each group narrows that further, again and again, until nothing
// moves. Then the first group that pins a hidden cell too closely hides its next
// smallest shown part, and all begins again.
func (tb *table) protect() {
	tb.releasePublic()
	for {
		if !tb.hideMore(tb.bounds()) {
			return
		}
	}
}

// releasePublic shows a cell that equals an always exact figure because it is its only part.
func (tb *table) releasePublic() {
	for again := true; again; {
		again = false
		for _, g := range tb.groups {
			only := &tb.cells[g.parts[0]]
			if len(g.parts) > 1 || !tb.cells[g.total].exempt || only.exempt || only.rule == Floor {
				continue
			}
			only.rule, only.exempt, again = Shown, true, true
		}
	}
}

// span is what is known of a hidden count.
type span struct{ low, high int32 }

func (s span) width() int32 { return s.high - s.low }

// measure picks one of the counts of a cell that are protected: n, d, or d − n.
type measure struct {
	of     func(c *cell) int32
	limit  func(c *cell) int32 // what a reader who knows the sasaran takes as the most it can be
	guards func(c *cell) bool
}

const unlimited = int32(1 << 30)

var measures = [...]measure{
	{
		of: func(c *cell) int32 { return c.n },
		limit: func(c *cell) int32 {
			if c.rule == Floor {
				return unlimited
			}
			return max(c.n, c.d)
		},
		guards: func(*cell) bool { return true },
	},
	{
		of:     func(c *cell) int32 { return c.d },
		limit:  func(*cell) int32 { return unlimited },
		guards: func(*cell) bool { return true },
	},
	{
		of: func(c *cell) int32 { return max(0, c.d-c.n) },
		limit: func(c *cell) int32 {
			if c.rule == Floor {
				return unlimited
			}
			return c.d
		},
		guards: func(c *cell) bool { return c.guard && c.d > c.n },
	},
}

// knowledge is what a reader knows of every cell for one measure: free from the
// sasaran alone, narrowed from all groups together. Of a shown cell both are a point.
type knowledge struct{ free, narrowed []span }

func (tb *table) bounds() [len(measures)]knowledge {
	var all [len(measures)]knowledge
	for m := range measures {
		free := make([]span, len(tb.cells))
		for i := range tb.cells {
			c := &tb.cells[i]
			if c.rule == Shown {
				v := measures[m].of(c)
				free[i] = span{v, v}
			} else {
				free[i] = span{0, measures[m].limit(c)}
			}
		}
		all[m] = knowledge{free: free, narrowed: slices.Clone(free)}
		tb.narrow(all[m].narrowed, &measures[m])
	}
	return all
}

// rounds bounds the narrowing: each pass carries what is known one group further,
// and there are but three levels of groups.
const rounds = 8

// narrow applies every group to the spans of its members until nothing moves.
func (tb *table) narrow(spans []span, m *measure) {
	for range rounds {
		moved := false
		for _, g := range tb.groups {
			if !tb.hides(g) {
				continue
			}
			for _, i := range append(slices.Clone(g.parts), g.total) {
				if tb.cells[i].rule == Shown {
					continue
				}
				s := tb.implied(g, i, spans, m)
				if s.low > spans[i].low || s.high < spans[i].high {
					spans[i] = span{max(s.low, spans[i].low), min(s.high, spans[i].high)}
					moved = true
				}
			}
		}
		if !moved {
			return
		}
	}
}

func (tb *table) hides(g group) bool {
	return tb.cells[g.total].rule != Shown ||
		slices.ContainsFunc(g.parts, func(i int32) bool { return tb.cells[i].rule != Shown })
}

// implied gives what one group alone says of member i, from the spans of the others.
func (tb *table) implied(g group, i int32, spans []span, m *measure) span {
	// What the total holds besides its parts is taken as known.
	besides := int64(m.of(&tb.cells[g.total]))
	var low, high int64
	for _, p := range g.parts {
		besides -= int64(m.of(&tb.cells[p]))
		if p != i {
			low += int64(spans[p].low)
			high += int64(spans[p].high)
		}
	}
	var s [2]int64
	if i == g.total {
		s = [2]int64{low + besides, high + besides}
	} else {
		t := spans[g.total]
		s = [2]int64{int64(t.low) - besides - high, int64(t.high) - besides - low}
	}
	return span{clamp(s[0]), clamp(s[1])}
}

func clamp(v int64) int32 { return int32(min(max(v, 0), int64(unlimited))) }

// hideMore hides one cell for each group that pins one of its members too
// closely, and says whether it hid any. Only when no group does so alone are
// those looked at which pin a member together with others.
func (tb *table) hideMore(b [len(measures)]knowledge) bool {
	hid := false
	handled := map[int32]bool{} // mended in this pass, or hidden since b was worked out
	for _, alone := range []bool{true, false} {
		for _, g := range tb.groups {
			i := tb.pinned(g, b, alone, handled)
			if i < 0 {
				continue
			}
			if next, ok := tb.next(g); ok {
				tb.cells[next].rule = Secondary
				handled[i], handled[next], hid = true, true, true
			}
		}
		if hid {
			return true
		}
	}
	return false
}

// pinned finds a hidden member of a group that is known too closely, or -1: by
// this group alone, or by all groups together.
func (tb *table) pinned(g group, b [len(measures)]knowledge, alone bool, handled map[int32]bool) int32 {
	for _, i := range append(slices.Clone(g.parts), g.total) {
		c := &tb.cells[i]
		if c.rule == Shown || handled[i] {
			continue
		}
		for m := range measures {
			if !measures[m].guards(c) {
				continue
			}
			s := b[m].narrowed[i]
			if alone {
				own := tb.implied(g, i, b[m].free, &measures[m])
				s = span{own.low, min(own.high, measures[m].limit(c))}
			}
			if s.width() < min(tb.t, measures[m].limit(c)) {
				return i
			}
		}
	}
	return -1
}

// next gives the cell to hide in a group: the smallest shown part by n, then by
// code; one with nobody served only when nothing else is left; then the total,
// unless that is always exact.
func (tb *table) next(g group) (int32, bool) {
	best := int32(-1)
	for _, i := range g.parts {
		c := &tb.cells[i]
		if c.rule != Shown || c.exempt || c.d == 0 {
			continue
		}
		if best < 0 || before(c, &tb.cells[best]) {
			best = i
		}
	}
	if best >= 0 {
		return best, true
	}
	t := &tb.cells[g.total]
	return g.total, t.rule == Shown && !t.exempt
}

func before(a, b *cell) bool {
	if (a.n == 0) != (b.n == 0) {
		return b.n == 0
	}
	if a.n != b.n {
		return a.n < b.n
	}
	return a.unit < b.unit
}
