// Package mapping turns the cells of a table, whatever its form, into rows of
// observations as data/observations has them: period, indicator, area, numerator,
// denominator, kind, source, extracted. What stands where is said by an entry of
// sources in site.yaml, a [config.Source].
//
// It knows how numbers, periods and names are written (domain reference §9), and
// nothing of what they mean for a service: whether a code is one that the site
// has, whether a figure agrees with others, is asked where all observations are
// read. Nothing is dropped: each row of the table is the origin of observations,
// or is left out by a rule that is named, or is refused with a problem.
package mapping

import (
	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/sheet"
	"terang/internal/source"
)

// Column is a column of the observations.
type Column int

// The columns, as they stand in Row.Cells.
const (
	Period Column = iota
	Indicator
	Area
	Numerator
	Denominator
	Kind
	Source
	Extracted
	Percent // what the file says the share is; it is compared and never used
	Name    // what the file calls the area
	columns
)

// Columns are their names.
func Columns() []string {
	return []string{"period", "indicator", "area", "numerator", "denominator", "kind", "source", "extracted", "percent", "name"}
}

// Rule says by what a row of a table was left out; empty where it was not.
type Rule string

// The rules. A row that is Refused has a problem of its own.
const (
	Taken    Rule = ""
	Refused  Rule = "refused"
	Blank    Rule = "blank"    // nothing stands in the cells that the mapping names
	Filtered Rule = "where"    // not among what where asks for
	Unlisted Rule = "unlisted" // of an indicator or element that the mapping does not name
	Alone    Rule = "alone"    // the other file of a join has no row for it
	Passed   Rule = "passed"   // of a table that has not the columns
)

// Rules lists them all but Taken.
func Rules() []Rule { return []Rule{Refused, Blank, Filtered, Unlisted, Alone, Passed} }

// Row is an observation.
type Row struct {
	Cells [columns]string
	at    [columns]ref
	from  []int
}

// ref is a cell: which table, row and column; a row of -1 is the heading, a
// column of -1 the whole row.
type ref struct{ table, row, col int }

// Input is a file that was read, and the mapping of it.
type Input struct {
	Book   *sheet.Book
	Source config.Source
	Pos    source.Pos // of the mapping, or of the file where there is none
}

// Result is what came of a file. Lines of the tables are counted in Fates, one
// for each row of the tables, one table after another.
type Result struct {
	Rows      []Row
	Fates     []Rule
	Joined    []Rule // of the rows of the second file
	Problems  source.Problems
	Doubts    []Doubt
	Decisions []source.Decision

	tables []*sheet.Table
}

// Map makes observations of a file, and of a second one that gives the
// denominators where the mapping asks for it.
func Map(in Input, second *sheet.Book, reg *health.Register) *Result {
	res := &Result{}
	m := &mapper{res: res, src: in.Source, pos: in.Pos, names: newNames(reg)}
	m.fates = &res.Fates
	m.file(in.Book)
	if in.Source.Join == nil || second == nil {
		m.finish()
		return res
	}
	j := &mapper{res: res, src: *in.Source.Join, pos: in.Pos, names: m.names, joins: true}
	j.fates = &res.Joined
	j.src.Columns.Numerator = nil
	j.file(second)
	m.join(j)
	return res
}

// Pos gives the place of what an observation says, or of its row where that holds
// for all rows.
func (res *Result) Pos(r *Row, c Column) source.Pos {
	return res.place(r.at[c])
}

func (res *Result) place(at ref) source.Pos {
	t := res.tables[at.table]
	switch {
	case at.row < 0 && at.col >= 0:
		return t.Heads[at.col].Pos
	case at.row < 0:
		return lineOf(t.Heads[0].Pos)
	case at.col < 0:
		return lineOf(t.Pos(t.Rows[at.row], 0))
	}
	return t.Pos(t.Rows[at.row], at.col)
}

// lineOf keeps the line of a place and drops the column.
func lineOf(p source.Pos) source.Pos {
	p.Column, p.Width = 0, 0
	return p
}

// From lists the rows of the first file that an observation was made from, as
// they stand in Fates.
func (r *Row) From() []int { return r.from }

// mapper maps one file.
type mapper struct {
	res   *Result
	src   config.Source
	pos   source.Pos
	names *names
	fates *[]Rule
	joins bool // it is the second file of a join
	marks marks
	rows  []Row
	at    map[string]int // by key, of rows that are gathered
	nums  []gathered     // by row, of rows that are gathered
	told  map[told]int
	more  map[int]int // by place among the problems: how many more rows have it
	found map[string]unitFound
	bps   map[string]health.Unit // the first that each code went with
}

// gathered are the numbers of a row that more than one cell adds to.
type gathered struct {
	n, d       int64
	hasN, hasD bool
}

// file maps the tables that have the columns.
func (m *mapper) file(book *sheet.Book) {
	m.src = recipe(m.src)
	var bound []*binding
	for i := range book.Tables {
		t := &book.Tables[i]
		m.res.tables = append(m.res.tables, t)
		b := &binding{m: m, t: t, number: len(m.res.tables) - 1, start: len(*m.fates)}
		*m.fates = append(*m.fates, make([]Rule, len(t.Rows))...)
		b.find()
		bound = append(bound, b)
	}
	fits := 0
	for _, b := range bound {
		if len(b.missing) == 0 {
			fits++
		}
	}
	for i, b := range bound {
		if len(b.missing) > 0 && (fits > 0 || i > 0) {
			b.pass(fits > 0)
			continue
		}
		if b.tell() {
			m.marks = b.readMarks()
			b.read()
		}
	}
}

// note keeps a decision.
func (m *mapper) note(at source.Pos, choice source.Choice, args ...string) {
	m.res.Decisions = append(m.res.Decisions, source.Decision{Pos: at, Choice: choice, Args: args})
}

// finish hands over the rows.
func (m *mapper) finish() {
	m.settle()
	m.res.Rows = m.rows
}
