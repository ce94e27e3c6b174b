package disclosure

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"sync"

	"terang/internal/spm"
)

// Learned keeps what was decided, for the next release of nearly the same sums: of an
// indicator, year and ring in which no count, sum or rule differs, the same may be shown. A
// nil one keeps nothing. It serves one release at a time.
type Learned struct {
	guard       sync.Mutex
	now, before map[fingerprint]outcome
	news        bool // the last release was not decided by what was known alone
}

// fingerprint names everything that a decision follows from.
type fingerprint [sha256.Size]byte

// verdict is an outcome by cell of a table.
type verdict = outcome

// Disclose applies the rules, to what differs from the last time.
func (l *Learned) Disclose(s *spm.Summary, p Policy) *Release {
	l.before, l.now = l.now, map[fingerprint]outcome{}
	l.news = false
	r := disclose(s, p, l, (*table).protect)
	l.news = l.news || len(l.before) != len(l.now)
	l.before = nil
	return r
}

// verdict gives what was decided on the same table, else decides. It may be asked by several at once.
func (l *Learned) verdict(tb *table, months int, decide func(months int) verdict) verdict {
	if l == nil {
		return decide(months)
	}
	key := tb.fingerprint(months)
	v, known := l.before[key]
	if known = known && len(v.rules) == len(tb.cells); !known {
		v = decide(months)
	}
	l.guard.Lock()
	defer l.guard.Unlock()
	l.now[key], l.news = v, l.news || !known
	return v
}

// verdict gathers what was decided.
func (tb *table) verdict() verdict {
	v := newOutcome(len(tb.cells))
	v.bands = tb.bands()
	for k, c := range tb.cells {
		v.rules[k], v.months[k] = c.rule, c.months
	}
	return v
}

// fingerprint takes in the rules that hold for the indicator, and of each cell whose it is,
// between which sums it stands, and its counts. Levels are those of the units.
func (tb *table) fingerprint(months int) fingerprint {
	b := fmt.Appendf(nil, "%d %v %+v %+v\n", months, tb.ring.starts, tb.policy, tb.ind)
	number := func(n int32) { b = binary.LittleEndian.AppendUint32(b, uint32(n)) }
	for i := range tb.cells {
		c := &tb.cells[i]
		flags := int32(tb.reg.LevelOf(c.unit))
		for at, set := range []bool{c.own, c.projected, c.guard} {
			if set {
				flags |= 1 << (8 + at)
			}
		}
		number(int32(c.unit))
		number(flags)
		number(c.from)
		number(c.to)
		number(c.whole)
		if c.course != nil {
			b = fmt.Appendf(b, "%v", *c.course)
		}
		number(int32(len(c.series)))
		for _, n := range c.series {
			number(n)
		}
	}
	return sha256.Sum256(b)
}
