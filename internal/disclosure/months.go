package disclosure

import (
	"runtime"
	"sync"
	"sync/atomic"

	"terang/internal/spm"
)

// outcome is what the rules left of one year. The lists are by unit*indicators + indicator.
type outcome struct {
	rules  []Rule   // in the year's last month
	months []uint16 // the months in which the figure is shown: bit 0 is the first
	bands  []Band   // in the year's last month
}

func newOutcome(size int) outcome {
	return outcome{make([]Rule, size), make([]uint16, size), make([]Band, size)}
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
	var shrunk []int32
	tb.month = int8(month)
	for i := range tb.cells {
		c := &tb.cells[i]
		n := c.series[month-1]
		if n >= 0 && c.joined == 0 {
			c.joined, news = int8(month), true
		}
		if c.own && c.joined > 0 && (c.joined == int8(month) || c.course != nil) {
			room := c.room()
			news = tb.size(int32(i)) || news
			if c.room() < room {
				shrunk = append(shrunk, int32(i))
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
	for _, i := range shrunk {
		tb.outgrow(i)
	}
	for i := range tb.cells {
		c := &tb.cells[i]
		l := tb.reg.LevelOf(c.unit)
		c.rule = Shown
		if c.joined > 0 {
			c.rule = tb.policy.primary(tb.ind, l, c.projected, c.n, c.d)
		}
		c.peopled = c.peopled || c.d > 0
		c.public = exempt(l) || (!c.peopled && c.rule == Shown)
		grown := c.n - c.base
		if c.rule == Shown && !c.public && c.exact > 0 && small(max(grown, -grown), tb.t) && tb.policy.Except != Differencing {
			c.rule = Differencing
		}
	}
	tb.darken()
	return true
}

// size gives a report its sasaran of the month, as its edition has it: a later one would have earlier months
// decided in another way than they were. It says whether anything changed.
func (tb *table) size(i int32) bool {
	c := &tb.cells[i]
	d, projected := c.whole, c.projected
	if c.course != nil {
		d, projected = max(int32(c.course.D[tb.month-1]), 0), c.course.Projected>>(tb.month-1)&1 != 0
	}
	by, same := d-c.d, projected == c.projected
	c.d, c.projected, c.guard = d, projected, guardsComplement(tb.ind, tb.reg.LevelOf(c.unit), projected)
	if by != 0 || c.joined == tb.month {
		c.sized = tb.month
		tb.above(c, func(sum *cell) { sum.d += by })
	}
	return by != 0 || !same
}

// job is one indicator and year, to be decided apart from all others.
type job struct {
	y         *spm.Year
	indicator int
	learned   *Learned
	outcome   // of the year: the cells of the indicator are the job's
	counts    map[Rule]int
}

// do works jobs off on all cores. No job reads what another writes, so it does not
// matter who does which, or when.
func (r *Release) do(jobs []*job, protect func(*table)) {
	rings := rings(r.sums)
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(runtime.GOMAXPROCS(0), len(jobs)) {
		workers.Go(func() {
			at := make([]int32, r.sums.Register.Units())
			for i := next.Add(1) - 1; i < int64(len(jobs)); i = next.Add(1) - 1 {
				j := jobs[i]
				j.counts = map[Rule]int{}
				for _, ring := range rings {
					r.decide(j, ring, at, protect)
				}
			}
		})
	}
	workers.Wait()
}

// decide finds what may be shown of every figure of an indicator and year in a ring.
func (r *Release) decide(j *job, of ring, at []int32, protect func(*table)) {
	inds := len(r.sums.Indicators)
	tb := newTable(r.sums, j.y, j.indicator, r.policy, of, at)
	if len(tb.cells) == 0 {
		return
	}
	v := j.learned.verdict(tb, j.y.Reach(j.indicator), func(months int) verdict {
		tb.play(months, protect)
		return tb.verdict()
	})
	for k := range tb.cells {
		at := int(tb.cells[k].unit)*inds + j.indicator
		j.rules[at], j.months[at], j.bands[at] = v.rules[k], v.months[k], v.bands[k]
		if v.rules[k] != Shown {
			j.counts[v.rules[k]]++
		}
	}
}
