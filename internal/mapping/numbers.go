package mapping

import (
	"math"
	"regexp"
	"strings"

	"terang/internal/sheet"
	"terang/internal/source"
)

// marks say how the numbers of a file are written: 0 where that is not known.
type marks struct {
	decimal, group byte
}

// The forms of a number that tell something of its marks.
var (
	dotGroups   = regexp.MustCompile(`^[-−]?[1-9]\d{0,2}(?:\.\d{3})+$`)
	commaGroups = regexp.MustCompile(`^[-−]?[1-9]\d{0,2}(?:,\d{3})+$`)
	dotPart     = regexp.MustCompile(`^[-−]?(?:\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+)$`)
	commaPart   = regexp.MustCompile(`^[-−]?(?:\d+,(?:\d{1,2}|\d{4,})|0,\d+|\d{4,},\d+|\d{1,3}(?:\.\d{3})+,\d+)$`)
	plainNumber = regexp.MustCompile(`^\d+(?:\.\d+)?$`)
)

// seen is where each form was first met.
type seen struct{ dotGroup, commaGroup, dotPart, commaPart *ref }

// readMarks finds the marks of a table from the cells of numbers, and from those
// that show percentages. What site.yaml says goes before.
func (b *binding) readMarks() marks {
	var s seen
	for _, col := range b.numeric() {
		for row := range b.t.Rows {
			r := &b.t.Rows[row]
			if r.Kind(col) == sheet.Text {
				s.look(number(r.Cells[col]), ref{b.number, row, col})
			}
		}
	}
	return b.decide(s)
}

// number is a cell without what may stand around a number.
func number(cell string) string {
	return strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(cell, "'"), "%"))
}

func (s *seen) look(cell string, at ref) {
	for _, form := range []struct {
		is    *regexp.Regexp
		first **ref
	}{{dotGroups, &s.dotGroup}, {commaGroups, &s.commaGroup}, {dotPart, &s.dotPart}, {commaPart, &s.commaPart}} {
		if *form.first == nil && form.is.MatchString(cell) {
			*form.first = &at
		}
	}
}

// decide settles the marks (domain reference §9.1): a comma or dot before one,
// two or more than three digits is a decimal mark; before three it parts the
// thousands unless it is known to be the decimal mark.
func (b *binding) decide(s seen) marks {
	m := b.m
	var out marks
	told := false
	if d := m.src.Decimal; d != "" {
		out.decimal, told = d[0], true
	}
	switch m.src.Thousands {
	case ",", ".":
		out.group, told = m.src.Thousands[0], true
		if out.decimal == 0 {
			out.decimal = other(out.group)
		}
	}
	if told {
		m.note(m.pos, "marks-told", "decimal", string(shownMark(out.decimal)), "thousands", string(shownMark(out.group)))
		return out
	}
	switch {
	case s.dotPart != nil && s.commaPart != nil:
		b.refuseMarks("mixed-decimals", s.dotPart, s.commaPart)
	case s.dotPart != nil:
		out = marks{'.', ','}
		m.note(m.res.place(*s.dotPart), "decimal-found", "mark", ".", "value", b.m.res.cell(*s.dotPart))
	case s.commaPart != nil:
		out = marks{',', '.'}
		m.note(m.res.place(*s.commaPart), "decimal-found", "mark", ",", "value", b.m.res.cell(*s.commaPart))
	case s.dotGroup != nil && s.commaGroup != nil:
		b.refuseMarks("mixed-thousands", s.dotGroup, s.commaGroup)
	case s.dotGroup != nil:
		out.group = '.'
		m.note(m.res.place(*s.dotGroup), "thousands-found", "mark", ".", "value", b.m.res.cell(*s.dotGroup))
	case s.commaGroup != nil:
		out.group = ','
		m.note(m.res.place(*s.commaGroup), "thousands-found", "mark", ",", "value", b.m.res.cell(*s.commaGroup))
	}
	return out
}

func other(mark byte) byte {
	if mark == ',' {
		return '.'
	}
	return ','
}

func shownMark(mark byte) byte {
	if mark == 0 {
		return '-'
	}
	return mark
}

// refuseMarks reports a file that writes numbers in two ways.
func (b *binding) refuseMarks(code source.Code, dot, comma *ref) {
	b.m.res.Problems.Error(b.m.res.place(*comma), code, "other", b.m.res.place(*dot).String())
}

// cell gives the text at a place.
func (res *Result) cell(at ref) string { return res.tables[at.table].Rows[at.row].Cells[at.col] }

// state is what a cell of a number holds.
type state uint8

const (
	missing state = iota
	known
	wrong
)

// The value of a number is kept in millionths, so that parts of a thousand
// people come out whole.
const million = 1_000_000

// amount reads a number in millionths and tells what is wrong with it. Only 0 is
// zero: a blank, a dash, NULL and n/a say that there is none.
func (b *binding) amount(row, col int, factor int64) (value int64, what state) {
	r := &b.t.Rows[row]
	value, what, code := b.parse(r, col, factor)
	if what == wrong {
		b.m.res.Problems.Error(b.t.Pos(*r, col), code, "value", strings.TrimSpace(r.Cells[col]), "column", b.t.Heads[col].Text)
	}
	return value, what
}

// parse reads a number in millionths; the code says what is wrong with it.
func (b *binding) parse(r *sheet.Row, col int, factor int64) (value int64, what state, code source.Code) {
	cell := strings.TrimSpace(r.Cells[col])
	if isMissing(cell) {
		return 0, missing, ""
	}
	fault := func(code source.Code) (int64, state, source.Code) { return 0, wrong, code }
	text := number(cell)
	switch {
	case strings.HasPrefix(text, "#") || r.Kind(col) == sheet.Fault:
		return fault("error-cell")
	case r.Kind(col) == sheet.Date || r.Kind(col) == sheet.Truth || strings.HasSuffix(cell, "%") || r.Kind(col) == sheet.Percent:
		return fault("not-a-number")
	case strings.HasPrefix(text, "-"), strings.HasPrefix(text, "−"):
		return fault("negative-number")
	}
	if r.Kind(col) == sheet.Text && !pointZero.MatchString(text) {
		var ok bool
		if text, ok = b.m.marks.plain(text, factor); !ok {
			return fault("ambiguous-number")
		}
	} else {
		text = strings.Replace(text, ",", ".", 1)
	}
	if !plainNumber.MatchString(text) {
		return fault("not-a-number")
	}
	value, ok := millionths(text, factor)
	switch {
	case !ok:
		return fault("number-too-large")
	case value%million != 0 && b.whole():
		return fault("decimal-count")
	}
	return value, known, ""
}

// whole says whether each cell must be a whole number by itself.
func (b *binding) whole() bool { return !b.m.src.Sum }

// plain gives a number with a point and without marks of thousands. ok is false
// where the sign before three digits may mean either.
func (m marks) plain(text string, factor int64) (plain string, ok bool) {
	text = strings.NewReplacer(" ", "", "\u00a0", "", "\u202f", "").Replace(text)
	grouped := dotGroups.MatchString(text) || commaGroups.MatchString(text)
	mark := byte('.')
	if strings.IndexByte(text, ',') >= 0 {
		mark = ','
	}
	switch {
	case grouped && strings.Count(text, string(mark)) > 1:
		return strings.ReplaceAll(text, string(mark), ""), mark != m.decimal
	case grouped && mark == m.group, grouped && m.decimal == 0 && m.group == 0 && factor == 1:
		return strings.ReplaceAll(text, string(mark), ""), m.decimal != 0 || factor == 1
	case grouped && m.decimal == 0:
		return text, false
	case m.decimal != 0 || !grouped:
		decimal := m.decimal
		if decimal == 0 {
			decimal = mark
		}
		text = strings.ReplaceAll(text, string(other(decimal)), "")
		return strings.Replace(text, string(decimal), ".", 1), true
	}
	return text, true
}

// isMissing says whether a cell says that there is no number (domain reference §9.1).
func isMissing(cell string) bool {
	switch strings.ToLower(cell) {
	case "", "-", "–", "—", "null", "n/a", "na", "nan":
		return true
	}
	return false
}

// millionths reads digits with a point and multiplies them.
func millionths(text string, factor int64) (int64, bool) {
	whole, part, _ := strings.Cut(text, ".")
	if len(whole) >= 10 && whole[0] == '0' { // a number of something, which counts nothing
		return 0, false
	}
	var v int64
	part = (part + "000000")[:max(6, len(part))]
	for i, r := range whole + part[:6] {
		if v > math.MaxInt64/20 || i > 17 {
			return 0, false
		}
		v = v*10 + int64(r-'0')
	}
	if len(part) > 6 && part[6] >= '5' { // what a spreadsheet makes of 451.3 may be 451.29999999
		v++
	}
	if v > math.MaxInt32*int64(million)/factor {
		return 0, false
	}
	return v * factor, true
}

// factors are the words that multiply.
var factors = map[string]int64{"ribu": 1000, "ribuan": 1000, "thousand": 1000, "thousands": 1000, "juta": 1_000_000, "jutaan": 1_000_000, "million": 1_000_000}

// factorOf gives by what the numbers of a unit are multiplied: 1000 for ribu jiwa.
func factorOf(unit string) int64 {
	for _, word := range strings.FieldsFunc(strings.ToLower(unit), func(r rune) bool { return r < 'a' || r > 'z' }) {
		if f, ok := factors[word]; ok {
			return f
		}
	}
	return 1
}
