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

	unit health.Unit // of the row just read, as are
	code word
	n, d health.Count
	like likeness
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
	q.code = neverWord(q.end(areaRole))
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
		if len(out.rows) == cap(out.rows) {
			out.rows = slices.Grow(out.rows, len(out.rows)/2+64)
		}
		row := &out.rows[:len(out.rows)+1][len(out.rows)]
		at, b := 0, s.text[s.from:]
		if q.usual && len(b) >= usualBytes {
			if at = q.readUsual(b); at == 0 {
				return
			}
		}
		if at = q.readFrom(b, at); at == 0 || !q.settle(out, row) {
			return
		}
		row.Origin = uint32(s.nextLine)
		s.from += at
		s.nextLine++
		out.rows = out.rows[:len(out.rows)+1]
	}
}

const usualColumns = 5

// usualBytes is more than the first five columns take where readUsual can read them.
const usualBytes = 3*(longestWord+1) + 2*wordBytes

// readUsual reads the first five columns where they stand in their usual order, and
// gives how many bytes they take, or 0. The text has at least usualBytes.
func (q *quick) readUsual(b []byte) (at int) {
	if w := &q.periods.words[q.periods.last]; w.begins(b) {
		at = w.length
	} else if at = q.periods.read(b, q.delim); at < 0 || b[at] != q.delim {
		return 0
	}
	at++
	from := at
	guess := q.indicators.after[q.indicators.last]
	if w := &q.indicators.words[guess]; w.begins(b[at:]) {
		q.indicators.last = guess
		at += w.length
	} else if at += q.indicators.read(b[at:], q.delim); at < from || b[at] != q.delim {
		return 0
	}
	at++
	from = at
	if q.code.begins(b[at:]) {
		at += q.code.length
	} else if at += q.area(b[at:]); at < from || b[at] != q.delim {
		return 0
	}
	at++
	n, d, length := twoCounts(b[at:], q.delim)
	if at += length; length == 0 {
		return 0
	}
	if q.n, q.d = n, d; len(q.roles) > usualColumns {
		if b[at] != q.delim {
			return 0
		}
		return at + 1
	}
	if b[at] == '\r' {
		at++
	}
	if b[at] != '\n' {
		return 0
	}
	return at + 1
}

// readFrom reads the cells of a row, of which the first five were read where it
// does not begin with 0, and gives how many bytes the row takes; 0 where it is not
// for this reader.
func (q *quick) readFrom(b []byte, at int) int {
	first, last := usualColumns, len(q.roles)-1
	if at == 0 {
		first, q.n, q.d = 0, health.Missing, health.Missing
	}
	for column := first; column <= last; column++ {
		if len(b)-at < wordBytes {
			return 0
		}
		n := q.cell(q.roles[column], b[at:])
		if n < 0 {
			return 0
		}
		end := q.delim
		if at += n; column == last {
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

// settle says what the cells mean together, as the judge does in row; false where
// it has anything to tell, or there is nothing to take.
func (q *quick) settle(out *batch, row *tally.Row) bool {
	l := &q.like
	if q.periods.last != l.period || len(q.roles) > usualColumns && (q.kinds.last != l.kind || q.systems.last != l.system || q.days.last != l.day) {
		q.begin(out)
	}
	indicator := q.indicators.last
	if *row = l.row; !l.simple && !q.year(row) {
		return false
	}
	row.Unit, row.Indicator, row.N, row.D = q.unit, indicator, q.n, q.d
	switch {
	case q.plain[indicator]:
		row.D, row.Projected = health.Missing, false
	case !q.d.Known() || q.d == 0 && q.n > 0:
		return false
	}
	return true
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
	q.like = l
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

// area reads the code of the unit of the row before, of the one after it in the
// register or the next, as files go mostly, or of any other.
func (q *quick) area(b []byte) int {
	if q.code.begins(b) {
		return q.code.length
	}
	codes := q.r.codes
	for u := q.unit + 1; u < q.unit+3 && int(u) < len(codes); u++ {
		if code := codes[u]; code != "" && len(b) > len(code) && string(b[:len(code)]) == code && b[len(code)] == q.code.end {
			q.at(u)
			return len(code)
		}
	}
	n := cellLength(b, q.delim)
	if n <= 0 {
		return -1
	}
	u, ok := q.r.places.units[string(b[:n])]
	if !ok {
		return -1
	}
	q.at(u)
	return n
}

// at goes to another unit.
func (q *quick) at(u health.Unit) {
	q.unit = u
	if code := q.r.codes[u]; code != "" {
		q.code = newWord(code, q.code.end)
	} else {
		q.code = neverWord(q.code.end)
	}
}

// learn keeps what the cells of a row mean that a judge has taken.
func (q *quick) learn(j *judge, row *tally.Row) {
	s, ok := j.in.(*scanner)
	if !ok || q.roles == nil || bytes.IndexByte(s.record, '"') >= 0 {
		return
	}
	q.at(row.Unit)
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
