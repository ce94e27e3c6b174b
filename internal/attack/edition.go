package attack

import (
	"math"

	"terang/internal/bounds"
)

// quantity is what a number is said to be.
type quantity uint8

const (
	served quantity = iota
	people
	share    // percent, or rate
	fresh    // people newly served in a month
	rest     // people of the sasaran not served
	short    // people missing to the month's target
	standing // a word or colour that says how near the target a figure is, or how it moved
	order    // a place between others
	unnamed  // a number without a word that says what it is
)

var quantityNames = [...]string{"n", "d", "%", "newly served", "d-n", "gap", "word", "order", "number"}

func (q quantity) String() string { return quantityNames[q] }

// claim is what one place of one file says of a cell.
type claim struct {
	unit, ind, year int
	month           int // none for the month of the year's figures
	what            quantity
	bounds.Interval
	file  string
	how   string // the kind of place: "data", "table", "bar", "text" …
	vague bool   // what the number is, or of which month, is not certain
}

// edition is one portal at one time, as far as it has been read.
type edition struct {
	name    string
	portal  *portal
	through map[int]int // by year: the month up to which its figures count
	sheets  map[[2]int]*sheet
	indices map[[2]int]indexFact // by unit and year
	claims  []claim              // of data, until all of them are read

	count    map[string]int // statements by kind of place
	agrees   int            // statements about shown cells that the data bear out
	odd      []claim        // and those that they do not
	leaks    []finding
	seen     map[leakKey]bool
	others   []claim // statements of other months
	pages    int
	subjects map[string]*subject // by page
	aliases  *names              // how pages call services
	known    *names              // every unit and service by name
	lost     []string            // pages about a place that the data do not know
	unread   []string            // files of a kind that nobody expects
	passed   []string            // and those of kinds that are known and not read
	bare     bool                // there are no data, but pages alone
	learning bool                // pages are read for what they show and hide
	echoes   echoes
}

type leakKey struct{ unit, ind, year int }

func newEdition(name string, p *portal) *edition {
	return &edition{
		name: name, portal: p, through: map[int]int{}, sheets: map[[2]int]*sheet{}, indices: map[[2]int]indexFact{},
		count: map[string]int{}, seen: map[leakKey]bool{},
		echoes: echoes{drawn: map[string]string{}, named: map[string]string{}},
	}
}

// sheet gives the sheet of an indicator's year, a new one where there is none yet.
func (e *edition) sheet(ind, year, month int) *sheet {
	key := [2]int{ind, year}
	s := e.sheets[key]
	if s == nil {
		s = &sheet{ind: ind, year: year, month: month}
		e.sheets[key] = s
	}
	return s
}

// periodOf gives the year that a month's figures belong to, and the month itself,
// or none where it is the one up to which the year counts.
func (e *edition) periodOf(month int, s scope) (year, at int) {
	for y, m := range e.through {
		if m == month {
			return y, none
		}
	}
	if s.year != none && month > s.year*12+11 {
		return s.year, month
	}
	return month / 12, month
}

// cell gives what is known of a cell, or nil where the data have no such indicator and year.
func (e *edition) cell(u, ind, year int) *fact {
	if s := e.sheets[[2]int{ind, year}]; s != nil && u != none {
		return s.fact(u)
	}
	return nil
}

// latest gives the last year with figures.
func (e *edition) latest() int {
	last := none
	for y := range e.through {
		last = max(last, y)
	}
	return last
}

// settle takes the numbers of the data in once all of them are read: only then
// is it known which cells are hidden.
func (e *edition) settle() {
	for _, c := range e.claims {
		f := e.cell(c.unit, c.ind, c.year)
		if f.state != told || c.month != none {
			e.hear(c)
			continue
		}
		e.count[c.how]++
		iv := e.meant(c)
		have := map[quantity]*bounds.Interval{served: &f.n, people: &f.d, share: &f.share}[c.what]
		if have.Lo > iv.Hi || have.Hi < iv.Lo {
			e.odd = append(e.odd, c)
		}
		*have = narrow(*have, iv)
	}
	e.claims = nil
	for _, s := range e.sheets {
		for u := range s.facts {
			f := &s.facts[u]
			switch {
			case f.state == nobody && e.portal.indicators[s.ind].plain:
				f.state = told
			case f.state == nobody && f.n == anything:
				f.n, f.d = exact(0), exact(0)
			}
			if e.portal.indicators[s.ind].plain { // nobody is counted as to be served
				f.d = exact(0)
			}
		}
	}
}

// meant gives the range of the true count behind a number that may be rounded.
func (e *edition) meant(c claim) bounds.Interval {
	base := float64(e.portal.rounding)
	if base == 0 || !e.portal.below(c.unit) || (c.what != served && c.what != people) {
		return c.Interval
	}
	down := math.Floor(base / 2)
	return bounds.Interval{Lo: max(0, c.Lo-down), Hi: c.Hi + base - 1 - down}
}

// hear takes in a statement. One about a shown cell is held against the data, which
// shows that it was read as it is meant; one about a hidden cell is a leak.
func (e *edition) hear(c claim) {
	if e.learning {
		e.learn(c)
		return
	}
	f := e.cell(c.unit, c.ind, c.year)
	if f == nil {
		return
	}
	e.count[c.how]++
	s := e.sheets[[2]int{c.ind, c.year}]
	if c.month != none && c.month != s.month {
		if c.what <= fresh && !c.vague && e.portal.lies(c.month, c.ind, c.year) {
			e.others = append(e.others, c)
		}
		return
	}
	switch f.state {
	case told:
		if c.what == fresh {
			f.learn(fresh, c.Interval)
			return
		}
		if c.vague {
			return
		}
		if e.bearsOut(f, c) {
			e.agrees++
		} else {
			e.odd = append(e.odd, c)
		}
	case hidden:
		e.leak(f, c)
	case untold, silent, nobody:
	}
}

// bearsOut says whether the data agree with a statement about a shown cell.
func (e *edition) bearsOut(f *fact, c claim) bool {
	n, d := f.n.Lo, f.d.Lo
	if e.portal.rounding > 0 && e.portal.below(c.unit) {
		return true
	}
	within := func(v float64) bool { return v >= c.Lo-1e-6 && v <= c.Hi+1e-6 }
	switch c.what {
	case served:
		return within(n)
	case people:
		return within(d)
	case rest:
		return within(max(0, d-n))
	case share:
		return d == 0 || within(e.portal.indicators[c.ind].factor*n/d)
	case short:
		per := e.portal.indicators[c.ind].factor
		most, least := math.Ceil((f.target+0.00005)*d/per), math.Ceil((f.target-0.00005)*d/per-1e-9)
		return e.portal.indicators[c.ind].low || (c.Lo <= max(0, most-n) && c.Hi >= max(0, least-n))
	case fresh, standing, order, unnamed:
	}
	return true
}

// leak notes a statement about a hidden cell, once for each cell, and learns from
// it. What the data themselves allow to be said of it is none.
func (e *edition) leak(f *fact, c claim) {
	if e.allowed(f, c) {
		return
	}
	f.leaked = true
	f.learn(c.what, e.meant(c))
	key := leakKey{c.unit, c.ind, c.year}
	if e.seen[key] {
		return
	}
	e.seen[key] = true
	e.leaks = append(e.leaks, finding{
		code: leakCode, unit: c.unit, ind: c.ind, month: e.sheets[[2]int{c.ind, c.year}].month,
		since: none, what: c.what, Interval: c.Interval, files: []string{e.name + "/" + c.file}, how: c.how,
	})
}

// allowed says whether a statement about a hidden cell says no more than what the
// data give too: its band, or the last figure that was shown.
func (e *edition) allowed(f *fact, c claim) bool {
	within := func(v float64) bool { return v >= c.Lo-1e-6 && v <= c.Hi+1e-6 }
	if n, d := f.last[0], f.last[1]; n >= 0 && c.Interval != anything {
		switch {
		case c.what == served && within(n), c.what == people && within(d):
			return true
		case c.what == share && d > 0 && within(e.portal.indicators[c.ind].factor*n/d):
			return true
		}
	}
	if f.band == "" || (c.what != share && c.what != standing) {
		return false
	}
	band := bandOf(f.band)
	return c.Interval != anything && c.Lo <= band.Lo+1 && (c.Hi >= band.Hi-1 || math.IsInf(band.Hi, 1) && c.Hi >= band.Lo)
}

// columnOf gives the column of a month, a new one in its place where there is none.
func (t *table) columnOf(month int, edition string) *column {
	at := len(t.columns)
	for i, c := range t.columns {
		if c.month == month {
			return c
		}
		if c.month > month {
			at = i
			break
		}
	}
	c := &column{month: month, edition: edition}
	t.columns = append(t.columns, nil)
	copy(t.columns[at+1:], t.columns[at:])
	t.columns[at] = c
	return c
}

// merge adds what an edition tells to what earlier ones told.
func (e *edition) merge(tables map[[2]int]*table) {
	for key, s := range e.sheets {
		t := tables[key]
		if t == nil {
			t = &table{ind: s.ind, year: s.year}
			tables[key] = t
		}
		c := t.columnOf(s.month, e.name)
		c.own = true
		for u := range s.facts {
			c.set(u, joined(c.fact(u), s.facts[u]))
		}
	}
	for _, o := range e.others {
		t := tables[[2]int{o.ind, o.year}]
		if t == nil {
			continue
		}
		c := t.columnOf(o.month, e.name)
		f := c.fact(o.unit)
		f.projected = f.projected || e.sheets[[2]int{o.ind, o.year}].fact(o.unit).projected
		if f.state == untold || f.state == hidden {
			f.state = hidden
			f.learn(o.what, e.meant(o))
			if f.exact() {
				f.state = told
			}
			c.set(o.unit, f)
		}
	}
}

// joined takes what two editions say of one cell together: the later one holds,
// but what was told once is not forgotten.
func joined(before, after fact) fact {
	if before.state == told && after.state != told {
		after.n, after.d, after.share = before.n, before.d, before.share
		if after.state == hidden || after.state == untold {
			after.state = told
		}
	}
	after.projected = before.projected || after.projected
	if !after.moves {
		after.move, after.moves = before.move, before.moves
	}
	return after
}
