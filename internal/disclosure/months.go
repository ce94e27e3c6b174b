package disclosure

import (
	"terang/internal/health"
	"terang/internal/spm"
)

// outcome is what the rules left of one year. The lists are by unit*indicators + indicator.
type outcome struct {
	rules  []Rule   // in the year's last month
	months []uint16 // the months in which the figure is shown: bit 0 is the first
	bands  []Band   // in the year's last month
}

// play goes through a year month by month, as a reader meets it who looks at the
// portal each month, and applies the rules to each: those of later months take
// what was shown in earlier ones into account, never the other way round.
func (tb *table) play(months int, protect func(*table)) {
	for month := 1; month <= months; month++ {
		if tb.turn(month) {
			protect(tb)
		}
		for i := range tb.cells {
			if c := &tb.cells[i]; c.joined > 0 && c.rule == Shown {
				c.exact, c.base, c.told = int8(month), c.n, c.d
				c.months |= 1 << (month - 1)
			}
		}
	}
}

// turn takes the table to a month. It says whether anything is to be decided: not
// where no figure differs from those of the month before, for then nothing else does.
func (tb *table) turn(month int) bool {
	news := false
	tb.month = int8(month)
	for i := range tb.cells {
		c := &tb.cells[i]
		n := c.series[month-1]
		if n >= 0 && c.joined == 0 {
			c.joined, news = int8(month), true
			if c.own {
				c.d = c.whole
				tb.above(c, func(sum *cell) { sum.d += c.whole })
			}
		}
		n = max(n, 0)
		c.step = max(0, n-c.n)
		news = news || n != c.n
		c.n = n
	}
	if !news {
		return false
	}
	tb.age()
	for i := range tb.cells {
		c := &tb.cells[i]
		l := tb.reg.LevelOf(c.unit)
		c.rule = Shown
		if c.joined > 0 {
			c.rule = tb.policy.primary(tb.ind, l, c.projected, c.n, c.d)
		}
		c.public = exempt(l) || (c.d <= 0 && c.rule == Shown)
		grown := c.n - c.base
		if c.rule == Shown && !c.public && c.exact > 0 && small(max(grown, -grown), tb.t) && tb.policy.Except != Differencing {
			c.rule = Differencing
		}
	}
	return true
}

// outcome gives what may be shown of every figure of a year.
func (r *Release) outcome(y *spm.Year, start []health.Unit, protect func(*table)) outcome {
	inds := len(r.sums.Indicators)
	size := r.sums.Register.Units() * inds
	o := outcome{make([]Rule, size), make([]uint16, size), make([]Band, size)}
	for i := range r.sums.Indicators {
		tb := newTable(r.sums, y, i, r.policy, start)
		tb.play(y.Reach(i), protect)
		bands := tb.bands()
		for k, c := range tb.cells {
			at := int(c.unit)*inds + i
			o.rules[at], o.months[at], o.bands[at] = c.rule, c.months, bands[k]
			if c.rule != Shown {
				r.counts[c.rule]++
			}
		}
	}
	return o
}
