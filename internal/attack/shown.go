package attack

import "terang/internal/bounds"

// judgeShown looks for shown figures that should not be: counts too small, what
// lies below a floor, small increases from one shown month to the next.
func (w *world) judgeShown(c *cluster, t *table, out *judged) {
	var aims []*aim
	var codes []findingCode
	find := func(code findingCode, a aim) {
		a.want = float64(w.portal.indicators[t.ind].least)
		aims, codes = append(aims, &a), append(codes, code)
	}
	for _, units := range [][]int{c.desa, c.posts, c.areas} {
		for _, u := range units {
			w.shownCells(u, t, find)
			w.shownSteps(u, t, find)
		}
	}
	if len(aims) == 0 {
		return
	}
	// What equals an always exact figure, being the only part of it, may be shown.
	widths := w.fromTotals(c, t, t.columns, aims, 0)
	for i, a := range aims {
		if widths[i] > 0 || codes[i] == floorCode && w.portal.withheld(t.ind, a.unit) {
			out.findings = append(out.findings, w.found(codes[i], t, a))
		}
	}
}

// small says whether a count is certainly one that is too small to be shown.
func small(iv bounds.Interval, least float64) bool { return iv.Lo >= 1 && iv.Hi < least }

func (w *world) shownCells(u int, t *table, find func(findingCode, aim)) {
	ind := w.portal.indicators[t.ind]
	least := float64(ind.least)
	for i, col := range t.columns {
		f := col.fact(u)
		if f.state != told {
			continue
		}
		left := bounds.Interval{Lo: f.d.Lo - f.n.Hi, Hi: f.d.Hi - f.n.Lo}
		a := aim{unit: u, at: i, from: none, what: served, known: f.n}
		switch {
		case w.portal.withheld(t.ind, u):
			find(floorCode, a)
		case ind.class == sensitive && f.n.Hi < least && !(ind.plain && f.n.Hi == 0):
			find(floorCode, a)
		case ind.plain:
			if small(f.n, least) {
				find(smallCode, a)
			}
		case ind.class == sensitive && f.d.Hi < least:
			a.what, a.known = people, f.d
			find(floorCode, a)
		case ind.class == sensitive && small(left, least):
			a.what, a.known = rest, left
			find(floorCode, a)
		case ind.class == sensitive:
		case small(f.n, least):
			find(smallCode, a)
		case small(f.d, least):
			a.what, a.known = people, f.d
			find(smallCode, a)
		case w.portal.guarded(t.ind, u, f) && small(left, least):
			a.what, a.known = rest, left
			find(complementCode, a)
		}
	}
}

// shownSteps compares the shown counts of a unit from month to month.
func (w *world) shownSteps(u int, t *table, find func(findingCode, aim)) {
	least := float64(w.portal.indicators[t.ind].least)
	last := none
	for i, col := range t.columns {
		f := col.fact(u)
		if f.state != told || !exactly(f.n) {
			continue
		}
		if last != none {
			before := t.columns[last].fact(u)
			if step := f.n.Lo - before.n.Lo; step != 0 && step < least && step > -least {
				find(differenceCode, aim{unit: u, at: i, from: last, what: served, known: exact(step)})
			}
		}
		last = i
	}
}
