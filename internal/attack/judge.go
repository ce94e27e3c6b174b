package attack

import (
	"math"
	"slices"

	"terang/internal/bounds"
)

// aim is an amount that must not be known too closely.
type aim struct {
	unit  int
	at    int // column
	from  int // column of the month that an increase is counted from; none for a count
	what  quantity
	known bounds.Interval // what is found
	amount
	base float64 // people who were told before; only what is beyond them counts
	born int     // column of the first edition that hid it
	want float64
}

// aims lists the amounts to be bounded. A count that was told is none.
func (k *knowledge) aims() []*aim {
	t := float64(k.p.indicators[k.ind].least)
	var list []*aim
	seen := map[*reporter]bool{}
	each := func(u int) {
		if r := k.own[u]; r != nil {
			if seen[r] {
				return
			}
			seen[r] = true
		}
		list = append(list, k.aimsOf(u, t)...)
	}
	for _, units := range [][]int{k.c.desa, k.c.posts, k.c.areas} {
		for _, u := range units {
			if k.own[u] != nil || len(k.of[u]) > 0 {
				each(u)
			}
		}
	}
	return list
}

func (k *knowledge) aimsOf(u int, t float64) []*aim {
	var list []*aim
	add := func(at, from int, what quantity, a amount, base float64) {
		list = append(list, &aim{unit: u, at: at, from: from, what: what, amount: a, base: base, born: at, want: t})
	}
	base, last := 0.0, none
	for i, c := range k.columns {
		f := k.fact(u, i)
		if !f.reported() || !c.own && f.state != told {
			continue
		}
		n, d := k.sums(u, i)
		// Between a number that is told and one that is not, the gain is known as
		// closely as the one that is not.
		if last != none && f.state != told && k.fact(u, last).state != told {
			earlier, _ := k.sums(u, last)
			add(i, last, served, n.minus(earlier), 0)
		}
		last = i
		if f.state == told || f.state == nobody {
			base = f.n.Lo
			continue
		}
		add(i, none, served, n, base)
		if k.p.indicators[k.ind].plain {
			continue
		}
		if k.p.guarded(k.ind, u, f) {
			add(i, none, rest, d.minus(n), 0)
		}
		if alike := k.alike(u, i); k.asksPeople(u, i, alike) {
			add(i, none, people, d, 0)
			list[len(list)-1].born = alike[0] // it was to be kept from the first month on
		}
	}
	return list
}

// alike lists the columns in which a unit has the sasaran that it has in one of them:
// that of a sum changes with those who report.
func (k *knowledge) alike(u, at int) []int {
	_, d := k.sums(u, at)
	var list []int
	for i, c := range k.columns {
		f := k.fact(u, i)
		if _, other := k.sums(u, i); f.reported() && (c.own || f.state == told) && other.known == d.known && slices.Equal(other.terms, d.terms) {
			list = append(list, i)
		}
	}
	return list
}

// asksPeople says whether the sasaran of a cell is to be bounded: once for all columns
// in which it is the same, and not where it is told.
func (k *knowledge) asksPeople(u, at int, alike []int) bool {
	if !k.trust.steady { // then it is another in each column, as far as is known
		return !k.tells(u, 0)
	}
	return alike[len(alike)-1] == at && !k.toldPeople(u, at)
}

// tells says whether a unit is told in a column or one after it.
func (k *knowledge) tells(u, from int) bool {
	for i := from; i < len(k.columns); i++ {
		if k.fact(u, i).state == told {
			return true
		}
	}
	return false
}

// toldPeople says whether the office itself tells the sasaran of a cell: in a month in
// which the same reporters stood in it, or a later one, with those who have joined.
func (k *knowledge) toldPeople(u, at int) bool {
	if _, d := k.sums(u, at); len(d.terms) == 0 || k.tells(u, at) {
		return true
	}
	return slices.ContainsFunc(k.alike(u, at), func(i int) bool { return k.fact(u, i).state == told })
}

// tell bounds aims. It gives false where what is known contradicts itself.
func (k *knowledge) tell(aims []*aim) bool {
	targets := make([]bounds.Target, len(aims))
	for i, a := range aims {
		targets[i] = bounds.Target{Terms: k.alone(a), Enough: a.want}
	}
	found, ok := k.sys.Bounds(targets)
	if !ok {
		return false
	}
	for i, a := range aims {
		iv := bounds.Interval{Lo: found[i].Lo + a.known0(), Hi: found[i].Hi + a.known0()}
		if k.many(a.unit) { // one of several of which the same is known may be without anybody
			iv.Lo = min(iv.Lo, 0)
		}
		a.known = iv
	}
	return true
}

func (a *aim) known0() float64 { return a.amount.known }

func (k *knowledge) many(u int) bool {
	r := k.own[u]
	return r != nil && !r.lone
}

func (k *knowledge) alone(a *aim) []bounds.Term { return a.terms }

// close says whether an aim is known more closely than it may be. That nobody is
// meant, or nobody but those told of before, is no count of people; and a gain that
// is large enough to be shown may be known.
func (a *aim) close() bool {
	if a.from != none && a.known.Lo >= a.want {
		return false
	}
	return a.known.Width() < a.want && a.known.Hi-a.base >= 1
}

// relax asks no more of those served, and not served, than their sasaran allows:
// where that is known to be small, it is what is known too closely.
func (k *knowledge) relax(aims []*aim) {
	most := map[int]float64{} // the sasaran, by unit
	for _, a := range aims {
		if a.what == people {
			most[a.unit] = a.known.Hi
		}
	}
	for _, a := range aims {
		if hi, ok := most[a.unit]; ok && a.what != people && a.from == none {
			a.want = min(a.want, hi)
		}
	}
}

// pins lists the cells whose people served are those that an earlier month told:
// then so are those not served.
func pins(aims []*aim) map[[2]int]bool {
	list := map[[2]int]bool{}
	for _, a := range aims {
		if a.what == served && a.from == none && exactly(a.known) && a.known.Lo == a.base && a.base > 0 {
			list[[2]int{a.unit, a.at}] = true
		}
	}
	return list
}

// judged is what came of one indicator and year in one cluster.
type judged struct {
	findings  []finding
	hidden    int // figures that the edition of their month hides
	cells     int // amounts bounded
	narrowest float64
	confused  bool // no reading of what is told is free of contradiction
}

// judge works out what can be known of the hidden cells and lists what is known too closely.
func (w *world) judge(c *cluster, t *table) judged {
	all, hides := w.tells(c, t)
	out := judged{hidden: hides, narrowest: math.Inf(1)}
	if !all || hides == 0 {
		w.judgeShown(c, t, &out)
		return out
	}
	k, aims := w.reason(c, t, t.columns, everything)
	if k == nil {
		out.confused = true
		w.judgeShown(c, t, &out)
		return out
	}
	var near []*aim
	k.relax(aims)
	pinned := pins(aims)
	for _, a := range aims {
		if a.what != served && pinned[[2]int{a.unit, a.at}] {
			continue
		}
		out.cells++
		if a.known.Hi-a.base >= 1 {
			out.narrowest = min(out.narrowest, a.known.Width())
		}
		if a.close() {
			near = append(near, a)
		}
	}
	near = w.beyondTotals(c, t, k, near)
	for _, a := range near {
		out.findings = append(out.findings, w.finding(c, t, k, a))
	}
	w.judgeShown(c, t, &out)
	return out
}

func everything(int, int) bool { return true }

// tells says whether a cluster tells any count below kab/kota at all, and counts those that it hides.
func (w *world) tells(c *cluster, t *table) (any bool, hides int) {
	for _, units := range [][]int{c.desa, c.posts, c.areas} {
		for _, u := range units {
			for _, col := range t.columns {
				f := col.fact(u)
				any = any || f.state == told || f.leaked || f.band != ""
				if col.own && f.state == hidden {
					hides++
				}
			}
		}
	}
	return any, hides
}

// reason writes the knowledge down, with as much trust as is free of contradiction, and bounds the aims.
func (w *world) reason(c *cluster, t *table, columns []*column, visible func(u, at int) bool) (*knowledge, []*aim) {
	for _, tr := range w.trusts(c, t) {
		k := &knowledge{p: w.portal, c: c, ind: t.ind, columns: columns, visible: visible, trust: tr}
		k.write()
		aims := k.aims()
		if k.tell(aims) {
			return k, aims
		}
	}
	return nil, nil
}

// trusts lists what is tried in turn of an indicator.
func (w *world) trusts(c *cluster, t *table) []trust {
	all, ind := trusts(), w.portal.indicators[t.ind]
	capped := !ind.plain && !w.exceeds(c, t)
	for i := range all {
		all[i].within = all[i].within && capped
		all[i].steady, all[i].rising = all[i].steady && !ind.state, all[i].rising && !ind.state
	}
	return all
}

// exceeds says whether more are served than the sasaran in any cell that is told:
// then nobody takes for granted that it is not so elsewhere.
func (w *world) exceeds(c *cluster, t *table) bool {
	for _, units := range [][]int{c.desa, c.posts, c.areas, c.tops} {
		for _, u := range units {
			for _, col := range t.columns {
				if f := col.fact(u); f.state == told && f.n.Lo > f.d.Hi {
					return true
				}
			}
		}
	}
	return false
}

// beyondTotals keeps the aims that are known more closely than they had to be when
// the edition of their month went out: from the always exact totals, and from what
// earlier editions had shown already.
func (w *world) beyondTotals(c *cluster, t *table, k *knowledge, near []*aim) []*aim {
	if len(near) == 0 {
		return nil
	}
	base := w.beforehand(c, t, k.columns, near)
	var others []*aim
	var of []int
	for i, a := range near { // with its sasaran told, those served are known as closely as those not served
		if a.from == none && a.what != people && k.toldPeople(a.unit, a.at) {
			other := *a
			if other.what = rest; a.what == rest {
				other.what = served
			}
			others, of = append(others, &other), append(of, i)
		}
	}
	for j, width := range w.beforehand(c, t, k.columns, others) {
		base[of[j]] = min(base[of[j]], width)
	}
	var kept []*aim
	for i, a := range near {
		if a.known.Width() < base[i] {
			kept = append(kept, a)
		}
	}
	return kept
}

// beforehand gives how wide the intervals are that follow from the totals and from
// what editions before that of each aim's month had shown.
func (w *world) beforehand(c *cluster, t *table, columns []*column, aims []*aim) []float64 {
	widths := make([]float64, len(aims))
	for month := range columns {
		var those []*aim
		var of []int
		for i, a := range aims {
			if a.born == month {
				those, of = append(those, a), append(of, i)
			}
		}
		for j, width := range w.fromTotals(c, t, columns, those, month) {
			widths[of[j]] = width
		}
	}
	return widths
}

// fromTotals gives how wide the intervals are that follow from the totals, and from
// all that the columns before one of them tell.
func (w *world) fromTotals(c *cluster, t *table, columns []*column, aims []*aim, before int) []float64 {
	if len(aims) == 0 {
		return nil
	}
	widths := make([]float64, len(aims))
	public := func(u, at int) bool { return at < before || !w.portal.below(u) }
	for _, tr := range w.trusts(c, t) {
		k := &knowledge{p: w.portal, c: c, ind: t.ind, columns: columns, visible: public, trust: tr}
		k.write()
		again := make([]*aim, len(aims))
		for i, a := range aims {
			again[i] = k.same(a)
		}
		if !k.tell(again) {
			continue
		}
		for i, a := range again {
			widths[i] = a.known.Width()
		}
		return widths
	}
	for i := range widths {
		widths[i] = bounds.Endless
	}
	return widths
}

// same gives the aim as it stands in other knowledge.
func (k *knowledge) same(a *aim) *aim {
	n, d := k.sums(a.unit, a.at)
	b := *a
	switch a.what {
	case people:
		b.amount = d
	case rest:
		b.amount = d.minus(n)
	default:
		b.amount = n
		if a.from != none {
			before, _ := k.sums(a.unit, a.from)
			b.amount = n.minus(before)
		}
	}
	return &b
}
