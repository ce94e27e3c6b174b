package dataset

import (
	"terang/internal/health"
	"terang/internal/plausible"
	"terang/internal/source"
	"terang/internal/tally"
)

// batch is a piece of a file and what was found in it. Lines are counted from its
// own beginning, and where rows were drawn from is numbered as it comes.
type batch struct {
	number int // among the pieces of the file, from 0
	text   []byte
	in     rowSource // where its rows are not from text: it stands at the only one
	lines  int       // line breaks in text
	starts []int     // of text's lines; made when first asked for

	rows       []tally.Figure // those to put into the table
	runs       []run          // they come in
	run        int            // the one that is being put in
	account    FileAccount    // of the others
	findings   []finding
	told       map[seenKey]int // place in findings
	persons    persons
	mentioned  []bool        // by indicator: whether a row that a judge read names it
	separators [2]source.Pos // where a count with a dot, and one with a comma, was first seen
	drawn      []tally.Drawn
	numbers    map[tally.Drawn]uint16
}

// finding is a problem of a row, to be told in the order of the file.
type finding struct {
	before int // how many rows had been taken
	pos    source.Pos
	code   source.Code
	args   []string
	value  string             // of one that is told once for each value,
	late   func() []string    // and how to find its args then
	more   int                // how many further rows have it
	doubt  *plausible.Finding // in place of an error
	warns  bool
}

// run says what rows in turn have in common, which stand on lines one after the other.
type run struct {
	from int       // place of the first one among the rows
	like tally.Row // and its Origin
}

type seenKey struct {
	code  source.Code
	value string
}

// clear makes the batch ready for another piece of a file with so many columns, and
// of so many indicators.
func (b *batch) clear(columns, indicators int) {
	b.lines, b.starts, b.rows, b.runs, b.run, b.findings = 0, b.starts[:0], b.rows[:0], b.runs[:0], 0, b.findings[:0]
	b.account, b.separators = FileAccount{}, [2]source.Pos{}
	b.persons = append(b.persons[:0], make(persons, columns)...)
	b.mentioned = append(b.mentioned[:0], make([]bool, indicators)...)
	b.drawn = append(b.drawn[:0], tally.Drawn{})
	if b.told == nil {
		b.told, b.numbers = map[seenKey]int{}, map[tally.Drawn]uint16{}
	}
	clear(b.told)
	clear(b.numbers)
}

// put adds a row.
func (b *batch) put(row tally.Row) {
	f := tally.Figure{Unit: row.Unit, Indicator: int32(row.Indicator), N: row.N, D: row.D}
	row.Unit, row.Indicator, row.N, row.D = 0, 0, 0, 0
	b.follow(row)
	b.rows = append(b.rows, f)
}

// follow lets a row, and those like it that are added next, go on with the run of
// the rows before it, or begins another.
func (b *batch) follow(like tally.Row) {
	if n := len(b.runs); n > 0 {
		last := b.runs[n-1]
		if last.like.Origin += uint32(len(b.rows) - last.from); last.like == like {
			return
		}
	}
	b.runs = append(b.runs, run{len(b.rows), like})
}

// part gives rows from one place on which are of one run, up to another place at
// most. Places are asked for in their order.
func (b *batch) part(from, to int) (like tally.Row, rows []tally.Figure) {
	for b.run+1 < len(b.runs) && b.runs[b.run+1].from <= from {
		b.run++
	}
	if b.run+1 < len(b.runs) {
		to = min(to, b.runs[b.run+1].from)
	}
	r := &b.runs[b.run]
	return r.like.With(from-r.from, tally.Figure{}), b.rows[from:to]
}

// drawnFrom gives the number by which rows of the batch name where they were drawn from.
func (b *batch) drawnFrom(system string, on health.Date) uint16 {
	d := tally.Drawn{System: system, On: on}
	if d == b.drawn[0] || len(b.drawn) > 1<<16-1 {
		return 0
	}
	at, known := b.numbers[d]
	if !known {
		at = uint16(len(b.drawn))
		b.drawn, b.numbers[d] = append(b.drawn, d), at
	}
	return at
}

// fault notes a problem of the row.
func (j *judge) fault(pos source.Pos, code source.Code, args ...string) {
	j.out.findings = append(j.out.findings, finding{before: len(j.out.rows), pos: pos, code: code, args: args})
}

// tell notes a problem that is told once for each value; further rows are counted.
func (j *judge) tell(column int, code source.Code, value string, args func() []string) {
	key := seenKey{code, value}
	if i, told := j.out.told[key]; told {
		j.out.findings[i].more++
		return
	}
	j.out.told[key] = len(j.out.findings)
	j.out.findings = append(j.out.findings, finding{before: len(j.out.rows), pos: j.at(column), code: code, value: value, late: args})
}

// place gives the place of a cell of a row that was taken.
func (b *batch) place(o *observer, row *tally.Row, column int) source.Pos {
	in, before := b.in, 0
	if in == nil {
		before = o.lines
		in = b.rowAt(o, int(row.Origin-o.base)-before)
	}
	at := in.pos(max(column, 0))
	if at.Line += before; column < 0 {
		return lineOf(at)
	}
	return at
}

// rowAt reads the row that begins on a line of the text a second time.
func (b *batch) rowAt(o *observer, line int) rowSource {
	if len(b.starts) == 0 {
		b.starts = append(b.starts, 0)
		for i, c := range b.text {
			if c == '\n' {
				b.starts = append(b.starts, i+1)
			}
		}
	}
	s := &scanner{file: o.file, delim: o.delim}
	s.reset(b.text[b.starts[line-1]:], true)
	s.nextLine = line
	s.next()
	return s
}
