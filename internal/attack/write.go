package attack

import (
	"math"

	"terang/internal/bounds"
)

// writeServed writes a reporter's people served, month by month: what was known
// last, and what has been added since.
func (k *knowledge) writeServed(r *reporter) {
	u := r.units[0]
	at := amount{}
	for i := range k.columns {
		f := k.told(r, i)
		in := k.in(u, i)
		if r.guess {
			in = !k.muted(u, i)
		}
		r.in = append(r.in, in)
		switch {
		case !in:
			r.n = append(r.n, amount{})
			continue
		case exactly(f.n) && !k.trust.rising:
			at = amount{known: f.n.Lo}
		case exactly(f.n): // no fewer than in any month before
			k.sys.Row(-bounds.Endless, f.n.Lo-at.known, at.terms...)
			at = amount{known: f.n.Lo}
		default:
			if !k.trust.rising {
				at = amount{}
			}
			at = at.plus(amount{terms: bounds.Sum(k.sys.Unknown(0, bounds.Endless))})
			k.within(at, f.n)
		}
		r.n = append(r.n, at)
		k.writeMonth(i, r)
	}
}

// writeMonth writes what is told of a reporter's last month alone: how many were
// newly served, and whether that was more than in the month before.
func (k *knowledge) writeMonth(i int, r *reporter) {
	f := k.told(r, i)
	if !k.trust.rising || i == 0 || k.columns[i-1].month != k.columns[i].month-1 || !r.in[i-1] {
		return
	}
	this := r.n[i].minus(r.n[i-1])
	if f.fresh != anything && len(this.terms) > 0 {
		k.within(this, f.fresh)
	}
	if !f.moves || !k.trust.steps || i == 1 || k.columns[i-2].month != k.columns[i].month-2 || !r.in[i-2] {
		return
	}
	more := this.minus(r.n[i-1].minus(r.n[i-2]))
	limits := bounds.Interval{Lo: 1, Hi: bounds.Endless}
	switch {
	case len(more.terms) == 0:
		return
	case f.move == 0:
		limits = exact(0)
	case f.move < 0:
		limits = bounds.Interval{Lo: -bounds.Endless, Hi: -1}
	}
	k.within(more, limits)
}

// within says that an amount lies in a range.
func (k *knowledge) within(a amount, iv bounds.Interval) {
	if iv != anything {
		k.sys.Row(iv.Lo-a.known, iv.Hi-a.known, a.terms...)
	}
}

// writePeople writes a reporter's sasaran: one for the year, or one for each month.
func (k *knowledge) writePeople(r *reporter) {
	year, known := anything, false
	for i := range k.columns {
		if f := k.told(r, i); exactly(f.d) {
			year, known = f.d, true
		} else if !known {
			year = narrow(year, f.d)
		}
	}
	one := amount{}
	for i := range k.columns {
		f := k.told(r, i)
		switch {
		case !r.in[i]:
			r.d = append(r.d, amount{})
			continue
		case exactly(f.d):
			r.d = append(r.d, amount{known: f.d.Lo})
			continue
		case k.trust.steady && known:
			r.d = append(r.d, amount{known: year.Lo})
			continue
		case !k.trust.steady || one.terms == nil:
			limits := f.d
			if k.trust.steady {
				limits = year
			}
			one = amount{terms: bounds.Sum(k.sys.Unknown(limits.Lo, limits.Hi))}
		}
		r.d = append(r.d, one)
	}
}

// writeShares writes what ties a reporter's two counts to each other.
func (k *knowledge) writeShares(r *reporter) {
	for i := range k.columns {
		f := k.told(r, i)
		if !r.in[i] || !k.columns[i].own && f.blank() {
			continue
		}
		if k.trust.within && !f.exact() && !f.projected {
			k.atLeast(r.d[i].minus(r.n[i]), 0)
		}
		k.writeShare(f, r.n[i], r.d[i], 0)
	}
}

// writeShare says what a share, those not served, and those missing to the target
// tell of the two counts that they are made of. As many as strangers may be served
// beside those in n.
func (k *knowledge) writeShare(f fact, n, d amount, strangers float64) {
	if f.exact() || math.IsInf(strangers, 1) {
		return
	}
	if left := d.minus(n); len(left.terms) > 0 && f.left.Lo > 0 { // 0 may stand for people beyond the sasaran
		k.within(left, bounds.Interval{Lo: f.left.Lo, Hi: f.left.Hi + strangers})
	}
	factor := k.p.indicators[k.ind].factor
	times := func(a amount, by float64) amount {
		out := amount{known: a.known * by}
		for _, t := range a.terms {
			out.terms = append(out.terms, bounds.Term{Unknown: t.Unknown, By: t.By * by})
		}
		return out
	}
	if lacks := times(d, f.target/factor).minus(n); len(lacks.terms) > 0 && f.short.Lo > 0 && f.target > 0 {
		k.within(lacks, bounds.Interval{Lo: f.short.Lo - 1, Hi: f.short.Hi + strangers}) // it was rounded up
	}
	if f.share == anything {
		return
	}
	k.atLeast(times(n, factor).minus(times(d, f.share.Lo)), -factor*strangers)
	if f.share.Hi < bounds.Endless {
		k.atLeast(times(d, f.share.Hi).minus(times(n, factor)), 0)
	}
}

func (k *knowledge) atLeast(a amount, least float64) {
	if len(a.terms) > 0 {
		k.sys.Row(least-a.known, bounds.Endless, a.terms...)
	}
}
