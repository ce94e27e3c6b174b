package sheet

import (
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
)

// block is the lines of a grid that make one table.
type block struct {
	g        *grid
	from, to int // rows of the grid
	most     int // how many cells its fullest row has
	head     int // the first row of the headings
	body     int // the first row after them
	number   int // the row that numbers the columns, or -1
	headless bool
}

// The most storeys of a heading that are looked for, and how far down the row is
// that numbers the columns.
const (
	mostStoreys = 5
	mostAbove   = 40
)

// layout finds the tables of the grids of a file.
func (r *reader) layout(grids []*grid) {
	var tables []Table
	for _, g := range grids {
		for _, b := range r.blocks(g) {
			t, ok := r.table(b)
			if !ok {
				r.book.Apart.Add(t.Lines)
				continue
			}
			tables = append(tables, t)
		}
	}
	r.book.Tables = r.joinAll(tables)
}

// blocks cuts a grid where a title says that a new table begins.
func (r *reader) blocks(g *grid) []block {
	var starts []int
	seen := false
	for i, w := range g.rows {
		n, first, _ := w.filled()
		switch {
		case n > 3:
			seen = true
		case n > 0 && seen && tableTitle.MatchString(plain(w.cells[first])):
			starts, seen = append(starts, i), false
		case n > 1:
			seen = true
		}
	}
	if r.o.Headings != "" {
		starts = nil
	}
	var list []block
	from := 0
	for _, to := range append(starts, len(g.rows)) {
		b := block{g: g, from: from, to: to, number: -1}
		for _, w := range g.rows[from:to] {
			n, _, _ := w.filled()
			b.most = max(b.most, n)
		}
		if b.most > 0 {
			list = append(list, b)
		} else {
			r.book.Apart.Blank += to - from
		}
		from = to
	}
	return list
}

// table sorts the lines of a block into title, headings, rows and what follows.
func (r *reader) table(b block) (Table, bool) {
	r.findHeadings(&b)
	t := Table{Sheet: b.g.sheet, Headless: b.headless}
	for _, w := range b.g.rows[b.from:b.head] {
		if n, _, _ := w.filled(); n == 0 {
			t.Lines.Blank++
			continue
		}
		t.Lines.Title++
		t.Titles = append(t.Titles, w.joined())
	}
	t.Title = strings.Join(t.Titles, " ")
	for i := b.head; i < b.body; i++ {
		n, _, _ := b.g.rows[i].filled()
		switch {
		case i == b.number:
			t.Lines.Number++
		case n == 0:
			t.Lines.Blank++
		default:
			t.Lines.Heading++
		}
	}
	if b.head >= b.to && b.body >= b.to {
		return t, r.onlyWords(b, t)
	}
	left, right := b.columns()
	t.Heads = b.heads(left, right)
	r.rows(&t, b, left, right)
	r.tell(&t, b)
	return t, true
}

// onlyWords keeps what has a title and nothing else out of the tables.
func (r *reader) onlyWords(b block, t Table) bool {
	if len(t.Titles) > 0 {
		r.note(origin{g: b.g, line: b.g.rows[b.from].line}.pos(-1), "no-table-there", "title", clip(t.Title))
	}
	return false
}

// joined is the text of a row that is no row of a table.
func (w raw) joined() string {
	return strings.Join(slices.DeleteFunc(slices.Clone(w.cells), func(c string) bool { return c == "" }), " ")
}

// findHeadings sets where the headings of a block begin and end.
func (r *reader) findHeadings(b *block) {
	if r.o.Headings == "none" {
		b.head, b.body, b.headless = b.from, b.from, true
		return
	}
	if first, last, _ := headingLines(r.o.Headings); first > 0 {
		b.head, b.body = b.atLine(first), b.atLine(last+1)
		return
	}
	b.head = b.afterTitle()
	b.number = b.findNumberRow()
	switch {
	case b.number >= 0:
		b.body = b.number + 1
	case b.head >= b.to:
		b.body = b.to
	case b.withoutHeadings():
		b.body, b.headless = b.head, true
	default:
		b.body = b.head + b.storeys()
	}
}

// atLine gives the first row of the block that stands at a line or below.
func (b *block) atLine(line int) int {
	i := b.from
	for i < b.to && b.g.rows[i].line < line {
		i++
	}
	return i
}

// afterTitle finds the first row that is no title: a title has one cell, or a
// label and what it says, where the table has more.
func (b *block) afterTitle() int {
	for i := b.from; i < b.to; i++ {
		w := b.g.rows[i]
		n, first, _ := w.filled()
		switch {
		case n == 0:
		case n == 1 && (b.most >= 2 && !b.overSpans(i) || tableTitle.MatchString(plain(w.cells[first]))):
		case n <= 3 && b.most >= 4 && strings.Contains(w.joined(), ":") && !b.overStoreys(i):
		case n == 2 && b.most >= 4 && !b.overStoreys(i):
		default:
			return i
		}
	}
	return b.to
}

// overSpans says whether a merged cell of the row reaches down: then the row is
// the upper storey of a heading.
func (b *block) overSpans(i int) bool {
	return slices.ContainsFunc(b.g.spans, func(s span) bool { return s.top == i && s.bottom > i })
}

// overStoreys says whether the row below fills what a row leaves open, as the
// lower storey of a heading does.
func (b *block) overStoreys(i int) bool {
	return b.overSpans(i) || i+1 < b.to && b.lowerStorey(i, i+1)
}

// lowerStorey says whether a row stands below another as part of one heading: it
// is blank where that one begins, says something where that one is blank, and
// holds no numbers but years.
func (b *block) lowerStorey(upper, i int) bool {
	up, low := b.g.rows[upper], b.g.rows[i]
	_, first, _ := up.filled()
	n, _, _ := low.filled()
	if first < 0 || n < 2 || low.cell(first) != "" {
		return false
	}
	fills := false
	for col, c := range low.cells {
		if c != "" && isNumber(c) && !isYear(c) {
			return false
		}
		fills = fills || c != "" && up.cell(col) == ""
	}
	return fills
}

// storeys counts the rows of the heading.
func (b *block) storeys() int {
	n := 1
	for _, s := range b.g.spans {
		if s.top >= b.head && s.top < b.head+n && s.bottom < b.to {
			n = max(n, s.bottom-b.head+1)
		}
	}
	for n < mostStoreys && b.head+n < b.to && b.lowerStorey(b.head, b.head+n) {
		n++
	}
	return min(n, b.to-b.head)
}

// findNumberRow finds the row below the headings that numbers the columns. A row
// after which the numbers go on counting down is data.
func (b *block) findNumberRow() int {
	for i := b.head + 1; i < min(b.to-1, b.head+mostStoreys+1, b.from+mostAbove); i++ {
		w := b.g.rows[i]
		from, ok := w.columnNumbers(b.goesOn())
		n, first, _ := w.filled()
		if !ok {
			if b.hasNumbers(w) {
				return -1
			}
			continue
		}
		next := b.next(i + 1)
		if next < 0 || n*2 < b.most || b.g.rows[next].cell(first) == strconv.Itoa(from+1) {
			return -1
		}
		return i
	}
	return -1
}

// goesOn says whether the title is that of a further part.
func (b *block) goesOn() bool {
	_, first, _ := b.g.rows[b.from].filled()
	_, on := numberOf(b.g.rows[b.from].cell(first))
	return on
}

func (b *block) hasNumbers(w raw) bool {
	return slices.ContainsFunc(w.cells, func(c string) bool { return isNumber(c) && !isYear(c) })
}

// next gives the first row from i on that is not blank, or -1.
func (b *block) next(i int) int {
	for ; i < b.to; i++ {
		if n, _, _ := b.g.rows[i].filled(); n > 0 {
			return i
		}
	}
	return -1
}

// withoutHeadings says whether the first row is data: a number or a date stands
// in it, and no column has a word above numbers.
func (b *block) withoutHeadings() bool {
	w, numbers := b.g.rows[b.head], false
	for col, c := range w.cells {
		switch {
		case c == "":
		case isNumber(c) && !isYear(c), isoDate.MatchString(c):
			numbers = true
		case b.numbersBelow(col):
			return false
		}
	}
	return numbers
}

// numbersBelow says whether most cells of a column below the first row are numbers.
func (b *block) numbersBelow(col int) bool {
	seen, numbers := 0, 0
	for _, w := range b.g.rows[b.head+1 : min(b.to, b.head+1+sampleRows)] {
		if c := w.cell(col); !saysNothing(c) {
			seen++
			if isNumber(c) {
				numbers++
			}
		}
	}
	return numbers*2 > seen
}

// tell notes how the table was cut, and the faults of its shape.
func (r *reader) tell(t *Table, b block) {
	at := origin{g: b.g, line: b.g.rows[min(b.head, b.to-1)].line}.pos(-1)
	lines := strconv.Itoa(at.Line)
	if last := b.body - 1; last > b.head && last < b.to {
		if last == b.number {
			last--
		}
		if end := b.g.rows[last].line; end > at.Line {
			lines += "-" + strconv.Itoa(end)
		}
	}
	switch {
	case t.Headless && r.o.Headings == "none":
		r.note(at, "headings-none")
	case t.Headless:
		r.ps.Error(at, "no-headings")
	case r.o.Headings != "":
		r.note(at, "headings-told", "lines", lines)
	case b.number >= 0:
		r.note(at, "headings-numbered", "lines", lines, "number", strconv.Itoa(b.g.rows[b.number].line))
	default:
		r.note(at, "headings-found", "lines", lines)
	}
	if len(t.Titles) > 0 {
		r.note(at, "title-found", "title", clip(t.Title))
	}
	if len(t.Totals) > 0 {
		r.note(t.Pos(t.Totals[0], -1), "totals-found", "count", strconv.Itoa(len(t.Totals)), "label", t.Totals[0].label())
	}
	if len(t.Footers) > 0 {
		r.note(source.Pos{File: at.File, Sheet: at.Sheet}, "footers-found", "count", strconv.Itoa(len(t.Footers)), "first", clip(t.Footers[0]))
	}
}

// label is the first cell of a row that says something.
func (r Row) label() string {
	i := slices.IndexFunc(r.Cells, func(c string) bool { return !saysNothing(c) && !isNumber(c) })
	if i < 0 {
		return ""
	}
	return r.Cells[i]
}
