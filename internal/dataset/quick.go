package dataset

import (
	"bytes"
	"slices"

	"terang/internal/health"
	"terang/internal/tally"
)

// quick reads rows straight from the text where each cell is one that a judge has
// read before, a code, or a plain number. Whatever is not of that kind it leaves to
// the judge, who decides everything: it may be quicker and never different.
type quick struct {
	r     *reader
	roles []role // by column; none where it cannot be used
	usual bool   // the first five columns stand in their usual order
	delim byte
	today health.Month // the latest month that is not in the future

	periods, indicators, kinds, systems, days lexicon
	// What their words mean.
	periodOf []period
	kindOf   []kinds
	systemOf []string
	dayOf    []health.Date
	plain    []bool // whether the indicator is a plain count

	unit    health.Unit // of the row just read, as are
	n, d    health.Count
	like    likeness
	areaEnd byte // the sign behind the cells of column area

	leads   []word // by indicator: the period of these rows and the indicator, with which they begin
	leadsOf int    // the period
	tail    word   // what stands behind the fifth column of rows that are as like says
	hasTail bool
	behind  []byte // what stood there in the row read last
	tailAt  int    // and where
}

// role is what a column is for.
type role uint8

const (
	otherRole role = iota
	periodRole
	indicatorRole
	areaRole
	numeratorRole
	denominatorRole
	kindRole
	systemRole
	dayRole
)

// period is what a cell of column period means.
type period struct {
	month  health.Month
	span   tally.Span
	school bool
}

// kinds is what a cell of column kind means of a whole year and of any shorter period.
type kinds struct {
	ofYear, ofMonth tally.Kind
	projected       bool
}

// roleNames are the columns by their role.
var roleNames = [...]string{"", "period", "indicator", "area", "numerator", "denominator", "kind", "source", "extracted"}

func newQuick(o *observer) quick {
	q := quick{r: o.r, delim: o.delim, today: forever, unit: health.NoUnit}
	if o.delim == 0 || o.r.slow || o.col.percent >= 0 || o.col.name >= 0 {
		return q
	}
	q.roles = make([]role, len(o.heads.names))
	for name, column := range o.heads.at {
		q.roles[column] = role(max(0, slices.Index(roleNames[:], name)))
	}
	q.usual = len(q.roles) >= usualColumns && slices.Equal(q.roles[:usualColumns],
		[]role{periodRole, indicatorRole, areaRole, numeratorRole, denominatorRole})
	if o.r.opt.Date > 0 {
		q.today = o.r.opt.Date.Month()
	}
	for i := range o.r.data.Indicators {
		ind := &o.r.data.Indicators[i]
		q.plain = append(q.plain, ind.Measure == health.Tally)
		if at, ok := o.r.indicatorAt[ind.Code]; !ok || at != i || !q.indicators.learn([]byte(ind.Code), q.end(indicatorRole)) {
			q.roles = nil
			return q
		}
	}
	q.areaEnd = q.end(areaRole)
	// A file without one of these columns has an empty cell in each row.
	q.learnKind(nil)
	q.learnSystem(nil)
	q.learnDay(nil, 0)
	return q
}

// end gives the sign that ends the cells of a role.
func (q *quick) end(of role) byte {
	if last := len(q.roles) - 1; last >= 0 && q.roles[last] == of {
		return '\n'
	}
	return q.delim
}

// rows takes rows as long as it can, from where the scanner stands.
func (q *quick) rows(j *judge, s *scanner) {
	if q.roles == nil || len(q.periods.words) == 0 {
		return
	}
	out := j.out
	for {
		q.run(out, s)
		b := s.text[s.from:]
		n := q.read(b)
		if n == 0 {
			return
		}
		row, ok := q.settle(out)
		if !ok {
			return
		}
		row.Origin = uint32(s.nextLine)
		out.put(row)
		q.note(b[:n])
		s.from += n
		s.nextLine++
	}
}

// read reads the cells of a row and gives how many bytes it takes; 0 where it is
// not for this reader.
func (q *quick) read(b []byte) (at int) {
	last := len(q.roles) - 1
	q.n, q.d = health.Missing, health.Missing
	for column := 0; column <= last; column++ {
		if len(b)-at <= markBytes {
			return 0
		}
		n := q.cell(q.roles[column], b[at:])
		if n < 0 {
			return 0
		}
		end := q.delim
		if at += n; column == usualColumns-1 {
			q.tailAt = at
		}
		if column == last {
			end = '\n'
			if b[at] == '\r' && at+1 < len(b) {
				at++
			}
		}
		if at >= len(b) || b[at] != end {
			return 0
		}
		at++
	}
	return at
}

// cell reads a cell and gives its length, or -1.
func (q *quick) cell(of role, b []byte) (n int) {
	switch of {
	case periodRole:
		return q.periods.read(b, q.delim)
	case indicatorRole:
		return q.indicators.read(b, q.delim)
	case areaRole:
		return q.area(b)
	case numeratorRole:
		q.n, n = shortCount(b)
		return n
	case denominatorRole:
		q.d, n = shortCount(b)
		return n
	case kindRole:
		return q.kinds.read(b, q.delim)
	case systemRole:
		return q.systems.read(b, q.delim)
	case dayRole:
		return q.days.read(b, q.delim)
	}
	return otherCell(b, q.delim)
}

// settle says what the cells mean together, as the judge does in row; ok is false
// where it has anything to tell, or there is nothing to take.
func (q *quick) settle(out *batch) (row tally.Row, ok bool) {
	if l := &q.like; q.periods.last != l.period || q.kinds.last != l.kind || q.systems.last != l.system || q.days.last != l.day {
		q.begin(out)
	}
	row = q.like.row
	if !q.like.simple && !q.year(&row) {
		return row, false
	}
	indicator := q.indicators.last
	row.Unit, row.Indicator, row.N, row.D = q.unit, indicator, q.n, q.d
	if q.plain[indicator] {
		row.D, row.Projected = health.Missing, false
		return row, true
	}
	return row, q.d.Known() && (q.d > 0 || q.n <= 0)
}

// likeness is what rows in turn have in common: the words of four columns, and
// what they mean.
type likeness struct {
	simple                    bool // row holds for every indicator
	period, kind, system, day int  // period is -1 where nothing is noted
	row                       tally.Row
}

// begin notes what the row has in common with those that will follow.
func (q *quick) begin(out *batch) {
	l := likeness{period: q.periods.last, kind: q.kinds.last, system: q.systems.last, day: q.days.last}
	p, k := q.periodOf[l.period], q.kindOf[l.kind]
	l.row = tally.Row{Month: p.month, Span: p.span, Kind: k.ofMonth, Projected: k.projected}
	if p.span == tally.FullYear {
		l.row.Kind = k.ofYear
	}
	l.row.Drawn = out.drawnFrom(q.systemOf[l.system], q.dayOf[l.day])
	l.simple = p.span != tally.FullYear && p.month <= q.today && k.ofMonth != tally.Outside
	q.like, q.hasTail = l, false
}

// year is for rows that are not simple: it puts a whole year at its last month, and
// leaves to the judge what the indicator has no such year for, what has not ended
// yet and people from outside.
func (q *quick) year(row *tally.Row) bool {
	ind := &q.r.data.Indicators[q.indicators.last]
	if row.Span == tally.FullYear {
		row.Month = ind.MonthAt(row.Month.Year(), 12)
	}
	return row.Month <= q.today && row.Kind != tally.Outside && (ind.SchoolYear || !q.periodOf[q.periods.last].school)
}

// area reads the code of the unit of the row before, of one of the two after it in
// the register, as files go mostly, or of any other.
func (q *quick) area(b []byte) int {
	codes := q.r.codes
	for u := max(q.unit, 0); u < min(q.unit+3, health.Unit(len(codes))); u++ {
		if c := &codes[u]; c.begins(b, q.areaEnd) {
			q.unit = u
			return c.length
		}
	}
	n := cellLength(b, q.delim)
	if n <= 0 {
		return -1
	}
	u, ok := q.r.places.units[string(b[:n])]
	if !ok || codes[u].length == 0 {
		return -1
	}
	q.unit = u
	return n
}

// learn keeps what the cells of a row mean that a judge has taken.
func (q *quick) learn(j *judge, row *tally.Row) {
	s, ok := j.in.(*scanner)
	if !ok || q.roles == nil || bytes.IndexByte(s.record, '"') >= 0 {
		return
	}
	q.unit = row.Unit
	for column, role := range q.roles {
		cell := s.cell(column)
		switch role {
		case periodRole:
			if q.periods.learn(cell, q.end(periodRole)) {
				q.periodOf = append(q.periodOf, period{j.month, j.span, j.school})
			}
		case kindRole:
			q.learnKind(cell)
		case systemRole:
			q.learnSystem(cell)
		case dayRole:
			if j.drawn.ok == used {
				q.learnDay(cell, j.day)
			}
		}
	}
}

func (q *quick) learnKind(cell []byte) {
	if q.kinds.learn(cell, q.end(kindRole)) {
		ofYear, projected, _ := readKind(cleanBytes(cell), tally.FullYear)
		ofMonth, _, _ := readKind(cleanBytes(cell), tally.OneMonth)
		q.kindOf = append(q.kindOf, kinds{ofYear, ofMonth, projected})
	}
}

func (q *quick) learnSystem(cell []byte) {
	if q.systems.learn(cell, q.end(systemRole)) {
		q.systemOf = append(q.systemOf, decodeCell(cleanBytes(cell)))
	}
}

func (q *quick) learnDay(cell []byte, means health.Date) {
	if q.days.learn(cell, q.end(dayRole)) {
		q.dayOf = append(q.dayOf, means)
	}
}
