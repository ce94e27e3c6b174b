package disclosure

import "terang/internal/health"

// protect hides further cells until every hidden count has an interval at least t
// wide given all that is shown in this month (rule 4) and was in those before (rule
// 5), or nothing is left that may be hidden.
//
// Hiding one more cell never tells readers more of another, so that each hidden
// cell is looked at once; those hidden on the way come after it.
func (tb *table) protect() {
	tb.showPublic()
	if tb.policy.Except != Differencing {
		tb.hold()
	}
	if exempt(tb.ind.Lowest) && tb.policy.Except != Floor {
		return // nothing below is ever shown
	}
	var waiting []int32
	for _, desa := range []bool{false, true} { // sums first: what protects them protects their parts too
		for i := range tb.cells {
			c := &tb.cells[i]
			if c.rule != Shown && c.from != none && (tb.reg.LevelOf(c.unit) == health.Desa) == desa {
				waiting = append(waiting, int32(i))
			}
		}
	}
	for len(waiting) > 0 {
		i := waiting[0]
		waiting = waiting[1:]
		if tb.policy.Except != Secondary {
			waiting = append(waiting, tb.secure(i)...)
		}
		if tb.policy.Except != Secondary && tb.policy.Except != Differencing {
			waiting = append(waiting, tb.cover(i)...)
			waiting = append(waiting, tb.newcomer(i)...)
		}
	}
}

// newcomer hides the sums that have counted a hidden cell, or another sasaran of it, since
// they were last shown, for their growth would tell its sasaran, and lists them.
func (tb *table) newcomer(i int32) (hid []int32) {
	c := &tb.cells[i]
	if !c.own {
		return nil
	}
	tb.above(c, func(sum *cell) {
		if sum.rule == Shown && !sum.public && sum.exact > 0 && c.sized > sum.exact {
			at := tb.at[sum.unit]
			tb.hide(at, Differencing)
			hid = append(hid, at)
		}
	})
	return hid
}

// showPublic shows the cells that follow from figures that are always exact
// (rule 8): the only part of such a total, or the only one that is not public.
// A floor holds all the same.
func (tb *table) showPublic() {
	for again := true; again; {
		again = false
		for node := range int32(len(tb.first) - 1) {
			if only := tb.onlyUnsaid(node); only != nil && only.rule != Floor {
				only.rule, only.public, again = Shown, true, true
			}
		}
	}
	tb.darken()
}

// onlyUnsaid gives the one cell at a node which is not public, if there is just one.
func (tb *table) onlyUnsaid(node int32) *cell {
	var only *cell
	for _, e := range tb.edgesAt(node) {
		switch c := &tb.cells[e.cell]; {
		case c.public:
		case only != nil:
			return nil
		default:
			only = c
		}
	}
	return only
}

// secure protects the counts of one hidden cell and lists what it hid for that.
func (tb *table) secure(i int32) (hid []int32) {
	c := &tb.cells[i]
	widen := func(r *reader, want int32) int32 {
		for {
			width, way := tb.width(i, r, want)
			if width >= want || len(way.hide) == 0 {
				return width
			}
			hid = append(hid, tb.clear(way)...)
		}
	}
	n := int32(0)
	if c.n > 0 || c.rule == Floor { // that nobody was served is no count of people
		n = widen(&served, tb.t)
		widen(&informed, min(tb.t, mostInformed(c)))
	}
	if c.guard && c.d > c.n {
		if widen(&unserved, tb.t) < tb.t {
			widen(&uncertain, tb.t)
		}
	}
	if c.told == c.d {
		return hid
	}
	// d is the sum of both and is known as closely as both together, or by what months before have told.
	if n < tb.t {
		rest := widen(&unserved, tb.t-n)
		widen(&served, tb.t-rest)
	}
	return append(hid, tb.obscure(i)...)
}

// clear hides the cells of a route, and lists them.
func (tb *table) clear(way route) []int32 {
	for _, j := range way.hide {
		tb.hide(j, Secondary)
	}
	return way.hide
}

// obscure protects the sasaran of a hidden cell and lists what it hid for that. Who
// joined in a month, or changed its sasaran, is told from those before by the totals of that month, which are
// always exact: so a sasaran can only be that of others who did so when it did, and
// that of a sum, in each month, only as far as nobody was told it when they had.
func (tb *table) obscure(i int32) (hid []int32) {
	c := &tb.cells[i]
	first, last := c.sized, c.sized
	if !c.own {
		first, last = max(c.joined, c.exact+1), tb.month
	}
	for month := first; month <= last; {
		width, best := int32(0), route{}
		for joined := first; joined <= month && width < tb.t; joined++ {
			r := sized(joined)
			got, way := tb.width(i, &r, tb.t-width)
			width, best = width+got, cheaper(best, way)
		}
		switch {
		case width >= tb.t:
			return hid
		case len(best.hide) == 0:
			month++
		default:
			hid = append(hid, tb.clear(best)...)
		}
	}
	return hid
}

// hiding is what it costs to hide a cell: its n, so that the smallest are hidden. A
// cell with nobody served costs more than all beside it and less than their total.
func (tb *table) hiding(c *cell) int64 {
	switch {
	case c.rule != Shown:
		return 0
	case c.n > 0:
		return int64(c.n)
	}
	above := c.from
	if tb.total(c, above) {
		above = c.to
	}
	if tb.isStart(above) {
		above = tb.at[tb.ring.starts[int(above)-len(tb.cells)]]
	}
	if i := above; i != none && tb.cells[i].joined > 0 {
		return int64(tb.cells[i].n) + 1
	}
	return int64(unlimited)
}
