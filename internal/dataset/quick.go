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
	r       *reader
	roles   []role // by column; none where it cannot be used
	delim   byte
	today   health.Month // the latest month that is not in the future
	periods lexicon[period]
	kinds   lexicon[kinds]
	systems lexicon[string]
	days    lexicon[health.Date]
	inds    lexicon[int]

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
	q := quick{r: o.r, delim: o.delim, today: forever, from: unknownFrom, unit: -1}
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
	for code, i := range o.r.indicatorAt {
		q.inds.learn([]byte(code), i, q.delim)
	}
	of := kinds{ofYear: tally.Cumulative, ofMonth: tally.Monthly}
	q.kinds.learn(nil, of, q.delim)
	q.systems.learn(nil, "", q.delim)
	q.days.learn(nil, 0, q.delim)
	return q
}

// rows takes rows as long as it can, from where the scanner stands.
func (q *quick) rows(j *judge, s *scanner) {
	if q.roles == nil {
		return
	}
	for {
		var row tally.Row
		n := q.read(s.text[s.from:], &row)
		if n == 0 || !q.settle(j.out, &row) {
			return
		}
		row.Origin = uint32(s.nextLine)
		s.from += n
		s.nextLine++
		j.out.rows = append(j.out.rows, row)
	}
}

// read reads the cells of a row and gives how many bytes it takes; 0 where it is
// not for this reader.
func (q *quick) read(b []byte, row *tally.Row) int {
	at, last := 0, len(q.roles)-1
	row.N, row.D = health.Missing, health.Missing
	for column, role := range q.roles {
		n := 0
		switch role {
		case periodRole:
			n = q.periods.read(b[at:], q.delim)
		case indicatorRole:
			n = q.inds.read(b[at:], q.delim)
		case areaRole:
			n = q.area(b[at:])
		case numeratorRole:
			row.N, n = shortCount(b[at:])
		case denominatorRole:
			row.D, n = shortCount(b[at:])
		case kindRole:
			n = q.kinds.read(b[at:], q.delim)
		case systemRole:
			n = q.systems.read(b[at:], q.delim)
		case dayRole:
			n = q.days.read(b[at:], q.delim)
		case otherRole:
			n = otherCell(b[at:], q.delim)
		}
		at += n
		switch {
		case n < 0 || at >= len(b):
			return 0
		case column < last && b[at] != q.delim:
			return 0
		case column == last && b[at] == '\r':
			at++
		}
		if column == last && (at >= len(b) || b[at] != '\n') {
			return 0
		}
		at++
	}
	return at
}

// settle says what the cells mean together, as the judge does in row; false where
// it has anything to tell, or there is nothing to take.
func (q *quick) settle(out *batch, row *tally.Row) bool {
	if len(q.periods.means) == 0 {
		return false
	}
	p, k := q.periods.means[q.periods.last], q.kinds.means[q.kinds.last]
	row.Unit, row.Indicator = q.unit, q.inds.means[q.inds.last]
	row.Month, row.Span, row.Kind, row.Projected = p.month, p.span, k.ofMonth, k.projected
	ind := &q.r.data.Indicators[row.Indicator]
	if p.span == tally.FullYear {
		if p.school && !ind.SchoolYear {
			return false
		}
		row.Month, row.Kind = ind.MonthAt(p.month.Year(), 12), k.ofYear
	}
	switch {
	case row.Month > q.today || row.Kind == tally.Outside:
		return false
	case ind.Measure == health.Tally:
		row.D, row.Projected = health.Missing, false
	case !row.D.Known() || row.D == 0 && row.N > 0:
		return false
	}
	row.Drawn = q.drawn(out)
	return true
}

func (q *quick) drawn(out *batch) uint16 {
	if q.from == unknownFrom || q.system != q.systems.last || q.day != q.days.last {
		q.system, q.day = q.systems.last, q.days.last
		q.from = int(out.drawnFrom(q.systems.means[q.system], q.days.means[q.day]))
	}
	return uint16(q.from)
}

// area reads the code of the unit of the row before, of the one after it in the
// register or the next, as files go mostly, or of any other.
func (q *quick) area(b []byte) int {
	codes := q.r.codes
	for u := max(q.unit, 0); u < q.unit+3 && int(u) < len(codes); u++ {
		if code := codes[u]; len(code) > 0 && begins(b, code, q.delim) {
			q.unit = u
			return len(code)
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
			q.periods.learn(cell, period{j.month, j.span, j.school}, q.delim)
		case kindRole:
			ofYear, projected, _ := readKind(cleanBytes(cell), tally.FullYear)
			ofMonth, _, _ := readKind(cleanBytes(cell), tally.OneMonth)
			q.kinds.learn(cell, kinds{ofYear, ofMonth, projected}, q.delim)
		case systemRole:
			q.systems.learn(cell, decodeCell(cleanBytes(cell)), q.delim)
		case dayRole:
			if j.drawn.ok == used {
				q.days.learn(cell, j.day, q.delim)
			}
		}
	}
}

// shortCount reads up to nine digits, or none for a cell that is empty.
func shortCount(b []byte) (health.Count, int) {
	value, n := 0, 0
	for n < len(b) {
		digit := b[n] - '0'
		if digit > 9 {
			break
		}
		if n++; n > 9 {
			return health.Missing, -1
		}
		value = value*10 + int(digit)
	}
	if n == 0 {
		return health.Missing, 0
	}
	return health.Count(value), n
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

// begins says whether a text begins with a cell.
func begins(b []byte, cell string, delim byte) bool {
	return len(b) > len(cell) && string(b[:len(cell)]) == cell &&
		(b[len(cell)] == delim || b[len(cell)] == '\n' || b[len(cell)] == '\r')
}
