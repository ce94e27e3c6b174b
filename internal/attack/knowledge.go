package attack

import (
	"fmt"
	"slices"

	"terang/internal/bounds"
)

// amount is a count as far as it is known: a number and unknowns to be added to it.
type amount struct {
	known float64
	terms []bounds.Term
}

func (a amount) plus(b amount) amount {
	return amount{a.known + b.known, append(slices.Clip(a.terms), b.terms...)}
}

func (a amount) minus(b amount) amount {
	out := amount{a.known - b.known, slices.Clip(a.terms)}
	for _, t := range b.terms {
		out.terms = append(out.terms, bounds.Term{Unknown: t.Unknown, By: -t.By})
	}
	return out
}

// trust is what a reader takes for granted. Where it leads to a contradiction,
// less is taken for granted.
type trust struct {
	within bool // nobody is served beyond the sasaran, where that was counted
	steady bool // a sasaran stays as it is for the year
	rising bool // a cumulative count never falls
	closed bool // sums hold nobody who is in no part of them
	steps  bool // the words for how the last month moved are of the months told
}

// trusts lists what is tried in turn.
func trusts() []trust {
	return []trust{
		{true, true, true, true, true},
		{true, true, true, true, false},
		{false, true, true, true, true},
		{false, true, true, true, false},
		{false, false, true, true, false},
		{false, false, false, true, false},
		{false, false, true, false, false},
		{false, false, false, false, false},
	}
}

// reporter is somebody whose own report counts: one unit, or several of which a
// reader knows the same and nothing apart.
type reporter struct {
	units []int
	lone  bool // stands for a single unit
	guess bool // that it reports at all is not told
	n     []amount
	d     []amount
	in    []bool // by column: it had reported
}

// knowledge is all that a reader knows of one indicator and year in one cluster,
// as unknowns and rows.
type knowledge struct {
	p         *portal
	c         *cluster
	ind       int
	columns   []*column
	visible   func(u, at int) bool // whose numbers are used, by column; the states of the others still are
	trust     trust
	sys       bounds.System
	reporters []*reporter
	of        map[int][]*reporter // by unit: those that it adds up
	own       map[int]*reporter   // by unit that reports itself
	mute      map[int]int         // by unit below the lowest level: the last column up to which it surely has not reported
}

// fact gives what is used of a cell.
func (k *knowledge) fact(u, at int) fact {
	f := k.columns[at].fact(u)
	if !k.visible(u, at) {
		return f.forget()
	}
	return f
}

// reports says whether a unit has a report in any column that an edition counts up to:
// of another month it is not known, which makes no reporter of a unit that never is one.
func (k *knowledge) reports(u int) bool {
	for at, c := range k.columns {
		if c.own && k.in(u, at) {
			return true
		}
	}
	return false
}

// in says whether a unit may have reported by a column. Of what is never published
// at its level that is not told, but nobody has below a place that has not; of a
// month that no edition counts up to it is not known.
func (k *knowledge) in(u, at int) bool {
	c := k.columns[at]
	if !c.own {
		return true
	}
	if f := c.fact(u); !k.p.withheld(k.ind, u) {
		return f.reported()
	}
	if k.muted(u, at) {
		return false
	}
	for _, above := range []int{k.p.parent(u), k.p.unit(k.p.units[u].puskesmas)} {
		if above == none {
			continue
		}
		if f := c.fact(above); f.state == silent {
			return false
		}
	}
	return true
}

// gather finds who reports, and who adds up whom.
func (k *knowledge) gather() {
	k.of, k.own, k.mute = map[int][]*reporter{}, map[int]*reporter{}, map[int]int{}
	k.hush()
	counted := map[int]bool{}
	speaks := map[int]bool{}
	for _, post := range k.c.posts {
		if k.reports(post) && !k.adds(post) {
			speaks[post] = true
		}
	}
	guess := k.guesses()
	bundles := map[string]*reporter{}
	for _, d := range k.c.desa {
		post := k.p.unit(k.p.units[d].puskesmas)
		if !k.reports(d) || speaks[post] {
			continue
		}
		k.enlist(bundles, d, post)
		for a := k.p.parent(d); a != none; a = k.p.parent(a) {
			counted[a] = true
		}
	}
	for _, post := range k.c.posts {
		if guess[post] {
			r := &reporter{units: []int{post}, guess: true}
			k.reporters = append(k.reporters, r)
			k.of[post] = append(k.of[post], r)
			k.join(r, k.c.seat[post])
		}
		if speaks[post] {
			k.enlist(bundles, post, none)
			for a := k.c.seat[post]; a != none; a = k.p.parent(a) {
				counted[a] = true
			}
		}
	}
	for _, a := range k.c.areas {
		if k.reports(a) && !counted[a] {
			k.enlist(bundles, a, none)
		}
	}
}

// adds says whether a puskesmas adds its desa up, and does not report itself.
func (k *knowledge) adds(post int) bool {
	desaOf := k.c.served[post]
	if !slices.ContainsFunc(desaOf, k.reports) {
		return false
	}
	if !k.p.withheld(k.ind, desaOf[0]) {
		return true
	}
	expected := 0
	for _, c := range k.columns {
		f := c.fact(post)
		expected = max(expected, f.expected)
	}
	return expected != 1
}

// guesses lists the puskesmas of which nobody is told whether they report
// themselves: those whose desa are never published and whose count of reporters is not told.
func (k *knowledge) guesses() map[int]bool {
	list := map[int]bool{}
	for _, post := range k.c.posts {
		desaOf := k.c.served[post]
		if len(desaOf) == 0 || !k.p.withheld(k.ind, desaOf[0]) {
			continue
		}
		list[post] = !slices.ContainsFunc(k.columns, func(c *column) bool { f := c.fact(post); return f.expected > 0 || f.state == silent })
	}
	return list
}

// join lets an area, and all above it, count a reporter.
func (k *knowledge) join(r *reporter, from int) {
	for a := from; a != none; a = k.p.parent(a) {
		k.of[a] = append(k.of[a], r)
	}
}

// told gives what is used of a reporter's own cell.
func (k *knowledge) told(r *reporter, at int) fact {
	if r.guess {
		return newFact()
	}
	return k.fact(r.units[0], at)
}

// enlist adds a reporter, or adds a unit to those of which as much is known.
func (k *knowledge) enlist(bundles map[string]*reporter, u, post int) {
	blank := true
	sign := fmt.Sprintf("%d %d %s", k.p.parent(u), post, k.p.units[u].level)
	for at := range k.columns {
		f := k.fact(u, at)
		blank = blank && f.blank()
		sign += fmt.Sprintf(" %v %v", k.in(u, at), f.projected)
	}
	if blank && k.p.units[u].level == desa {
		if r := bundles[sign]; r != nil {
			r.units, r.lone = append(r.units, u), false
			k.own[u] = r
			return
		}
	}
	r := &reporter{units: []int{u}, lone: true}
	if blank {
		bundles[sign] = r
	}
	k.reporters = append(k.reporters, r)
	k.own[u] = r
	if post != none {
		k.of[post] = append(k.of[post], r)
	}
	first := k.p.parent(u)
	if k.p.units[u].level == puskesmas {
		first = k.c.seat[u]
	}
	k.join(r, first)
}

// write turns all that is known into unknowns and rows.
func (k *knowledge) write() {
	k.gather()
	for _, r := range k.reporters {
		k.writeServed(r)
		k.writePeople(r)
		k.writeShares(r)
	}
	for _, list := range [][]int{k.c.tops, k.c.areas, k.c.posts} {
		for _, u := range list {
			if k.own[u] == nil && len(k.of[u]) > 0 {
				k.writeSums(u)
			}
		}
	}
}

// writeSums says what a unit that adds others up is known to be, month by month.
func (k *knowledge) writeSums(u int) {
	for i := range k.columns {
		f := k.fact(u, i)
		n, d := k.sums(u, i)
		if f.n != anything {
			k.sys.Row(f.n.Lo-n.known-k.strangers(u, i), f.n.Hi-n.known-k.surely(u, i), n.terms...)
		}
		if k.columns[i].own {
			k.within(d, f.d)
			k.writeShare(f, n, d, k.strangers(u, i))
		}
	}
}

// strangers gives how many of a sum may be people of outside, who are in none of its parts.
func (k *knowledge) strangers(u, at int) float64 {
	if !k.trust.closed {
		return bounds.Endless
	}
	if top := k.p.kabkota(u); top != none {
		f := k.columns[at].fact(top)
		return f.outside
	}
	return 0
}

// surely gives how many of a sum certainly are: of the total itself, all that it names.
func (k *knowledge) surely(u, at int) float64 {
	if k.p.below(u) || !k.trust.closed {
		return 0
	}
	f := k.columns[at].fact(u)
	return f.outside
}

// sums adds up what a unit is made of in a column.
func (k *knowledge) sums(u, at int) (n, d amount) {
	if r := k.own[u]; r != nil {
		return r.n[at], r.d[at]
	}
	for _, r := range k.of[u] {
		n, d = n.plus(r.n[at]), d.plus(r.d[at])
	}
	return n, d
}
