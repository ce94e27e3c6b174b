package dataset

import (
	"bytes"
	"encoding/binary"
	"math/bits"
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
	delim byte
	today health.Month // the latest month that is not in the future

	periods, indicators, kinds, systems, days lexicon
	// What their words mean.
	periodOf []period
	kindOf   []kinds
	systemOf []string
	dayOf    []health.Date
	plain    []bool // whether the indicator is a plain count

	unit   health.Unit // of the row before
	system int         // likewise, and
	day    int
	from   int // how the batch numbers both, or unknownFrom
}

// unknownFrom says that the batch has not been asked yet.
const unknownFrom = -1

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
	q := quick{r: o.r, delim: o.delim, today: forever, from: unknownFrom, unit: health.NoUnit}
	if o.delim == 0 || o.r.slow {
		return q
	}
	q.roles = make([]role, len(o.heads.names))
	for name, column := range o.heads.at {
		q.roles[column] = role(max(0, slices.Index(roleNames[:], name)))
	}
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
	if q.roles == nil {
		return
	}
	out := j.out
	for {
		if len(out.rows) == cap(out.rows) {
			out.rows = slices.Grow(out.rows, len(out.rows)/2+64)
		}
		row := &out.rows[:len(out.rows)+1][len(out.rows)]
		n := q.read(s.text[s.from:], row)
		if n == 0 || !q.settle(out, row) {
			return
		}
		row.Origin = uint32(s.nextLine)
		s.from += n
		s.nextLine++
		out.rows = out.rows[:len(out.rows)+1]
	}
}

// read reads the cells of a row and gives how many bytes it takes; 0 where it is
// not for this reader.
func (q *quick) read(b []byte, row *tally.Row) int {
	at, last := 0, len(q.roles)-1
	row.N, row.D = health.Missing, health.Missing
	for column, role := range q.roles {
		if len(b)-at < wordBytes {
			return 0
		}
		n, cell := 0, b[at:]
		switch role {
		case periodRole:
			n = q.periods.read(cell, q.delim)
		case indicatorRole:
			n = q.indicators.read(cell, q.delim)
		case areaRole:
			n = q.area(cell)
		case numeratorRole:
			row.N, n = shortCount(cell)
		case denominatorRole:
			row.D, n = shortCount(cell)
		case kindRole:
			n = q.kinds.read(cell, q.delim)
		case systemRole:
			n = q.systems.read(cell, q.delim)
		case dayRole:
			n = q.days.read(cell, q.delim)
		case otherRole:
			n = otherCell(cell, q.delim)
		}
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

// settle says what the cells mean together, as the judge does in row; false where
// it has anything to tell, or there is nothing to take.
func (q *quick) settle(out *batch, row *tally.Row) bool {
	p, k := &q.periodOf[q.periods.last], &q.kindOf[q.kinds.last]
	row.Unit, row.Indicator = q.unit, q.indicators.last
	row.Month, row.Span, row.Kind, row.Projected = p.month, p.span, k.ofMonth, k.projected
	if p.span == tally.FullYear {
		ind := &q.r.data.Indicators[row.Indicator]
		if p.school && !ind.SchoolYear {
			return false
		}
		row.Month, row.Kind = ind.MonthAt(p.month.Year(), 12), k.ofYear
	}
	switch {
	case row.Month > q.today || row.Kind == tally.Outside:
		return false
	case q.plain[row.Indicator]:
		row.D, row.Projected = health.Missing, false
	case !row.D.Known() || row.D == 0 && row.N > 0:
		return false
	}
	if q.from == unknownFrom || q.system != q.systems.last || q.day != q.days.last {
		q.drawn(out)
	}
	row.Drawn = uint16(q.from)
	return true
}

// drawn asks the batch how it numbers the row's system and day.
func (q *quick) drawn(out *batch) {
	q.system, q.day = q.systems.last, q.days.last
	q.from = int(out.drawnFrom(q.systemOf[q.system], q.dayOf[q.day]))
}

// area reads the code of the unit of the row before, of the one after it in the
// register or the next, as files go mostly, or of any other.
func (q *quick) area(b []byte) int {
	units := q.r.unitWords
	from := int(max(q.unit, 0))
	for i := range units[from:min(from+3, len(units))] {
		if w := &units[from+i]; w.begins(b) {
			q.unit = health.Unit(from + i)
			return w.length
		}
	}
	n := cellLength(b, q.delim)
	if n <= 0 || n >= identityDigits {
		return -1
	}
	u, ok := q.r.places.units[string(b[:n])]
	if !ok {
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

// shortCount reads up to seven digits, eight bytes at a time, or none for a cell
// that is empty; the text has at least eight bytes.
func shortCount(b []byte) (health.Count, int) {
	digits := binary.LittleEndian.Uint64(b) ^ 0x3030303030303030
	// A byte that is no digit is above 9: adding what is missing to 128 shows it.
	other := (digits + 0x7676767676767676 | digits) & 0x8080808080808080
	if other == 0 {
		return health.Missing, -1
	}
	n := bits.TrailingZeros64(other) / 8
	if n == 0 {
		return health.Missing, 0
	}
	digits <<= 64 - 8*n // zeros in front
	digits = (digits*10 + digits>>8) & 0x00ff00ff00ff00ff
	digits = (digits*100 + digits>>16) & 0x0000ffff0000ffff
	return health.Count((digits*10000 + digits>>32) & 0xffffffff), n
}

// longestQuick is how many bytes a cell may have that is read here.
const longestQuick = 256

// cellLength gives the length of a cell without quotes, or -1.
func cellLength(b []byte, delim byte) int {
	for n, c := range b[:min(len(b), longestQuick)] {
		switch c {
		case delim:
			return n
		case '\n':
			if n > 0 && b[n-1] == '\r' {
				n--
			}
			return n
		case '"':
			return -1
		}
	}
	return -1
}

// otherCell passes over a cell that is not read.
func otherCell(b []byte, delim byte) int {
	n := cellLength(b, delim)
	if n >= identityDigits && isIdentity(cleanBytes(b[:n])) {
		return -1
	}
	return n
}
