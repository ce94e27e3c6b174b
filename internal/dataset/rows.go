package dataset

import (
	"encoding/csv"
	"errors"
	"io/fs"
	"reflect"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"

	"terang/internal/source"
)

// csvFile is the text of a table that is read as a whole.
type csvFile struct {
	file  string
	text  string
	delim rune
	once  sync.Once
	lines []int // where each line begins; made once, when somebody asks
}

// record is a row of a sheet, so that the places of its cells can be found when
// something is wrong with them.
type record struct {
	s     *csvFile
	from  int // in the text
	to    int
	heads *heads
}

// at gives the place of the cell in a column, or of the row where it has no such column.
func (rec record) at(column string) source.Pos {
	i := rec.heads.index(column)
	r := rec.s.reader(rec.from)
	fields, err := r.Read()
	if err != nil && !errors.Is(err, csv.ErrFieldCount) || len(fields) == 0 {
		return source.Pos{File: rec.s.file}
	}
	if i < 0 || i >= len(fields) {
		line, _ := r.FieldPos(0)
		return source.Pos{File: rec.s.file, Line: rec.s.lineAt(rec.from) + line - 1}
	}
	return rec.s.fieldPos(r, i, fields[i], rec.s.lineAt(rec.from))
}

// line gives the place of the whole row.
func (rec record) line() source.Pos { return lineOf(rec.at("")) }

func (s *csvFile) reader(from int) *csv.Reader {
	r := csv.NewReader(strings.NewReader(s.text[from:]))
	r.Comma, r.FieldsPerRecord = s.delim, -1
	return r
}

// fieldPos turns the place that encoding/csv gives, in bytes from the line at
// which it began, into characters of the file.
func (s *csvFile) fieldPos(r *csv.Reader, i int, cell string, firstLine int) source.Pos {
	line, column := r.FieldPos(i)
	return s.pos(firstLine+line-1, column, len([]rune(firstLineOf(cell))))
}

func firstLineOf(cell string) string {
	line, _, _ := strings.Cut(cell, "\n")
	return line
}

// pos turns a line and a byte of it, both from 1, into a place.
func (s *csvFile) pos(line, column, width int) source.Pos {
	p := source.Pos{File: s.file, Line: line, Column: 1, Width: max(1, width)}
	if from, ok := s.lineFrom(line); ok {
		to := min(from+column-1, len(s.text))
		p.Column = len([]rune(s.text[from:max(from, to)])) + 1
		if to < len(s.text) && s.text[to] == '"' {
			p.Width += 2
		}
	}
	return p
}

// lineFrom gives where a line, from 1, begins.
func (s *csvFile) lineFrom(line int) (from int, ok bool) {
	if line == 1 {
		return 0, true // the headings, whose places are asked for in every table
	}
	s.findLines()
	if line < 1 || line > len(s.lines) {
		return 0, false
	}
	return s.lines[line-1], true
}

// lineAt gives the line, from 1, of a place in the text.
func (s *csvFile) lineAt(offset int) int {
	if offset == 0 {
		return 1
	}
	s.findLines()
	return sort.SearchInts(s.lines, offset+1)
}

func (s *csvFile) findLines() {
	s.once.Do(func() {
		s.lines = []int{0}
		for i := range len(s.text) {
			if s.text[i] == '\n' {
				s.lines = append(s.lines, i+1)
			}
		}
	})
}

// longestTable is how many bytes a table may have that is read as a whole.
const longestTable = 256 << 20

// load reads the text of a small table. ok is false where there is none to read:
// absent tells that the file is not there, other faults are reported.
// Where site.yaml has a question to a database that yields the table, that is its answer.
func (r *reader) load(file string) (s *csvFile, absent, ok bool) {
	if answer := r.cfg.AnswerTo(file); answer != "" {
		if _, err := fs.Stat(r.root, file); err == nil {
			r.ps.Error(source.Pos{File: file}, "sql-table-twice", "file", file)
		}
		file = answer
	}
	data, err := source.ReadFile(r.root, file, longestTable, &r.ps)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, true, false
	case err != nil:
		return nil, false, false
	case r.refuseForeign(file, data[:min(len(data), sniffLength)]):
		return nil, false, false
	}
	text := decode(data)
	return &csvFile{file: file, text: string(text), delim: rune(sniffDelimiter(text))}, false, true
}

// columnsOf lists the columns that a struct of text takes.
func columnsOf(row any) []string {
	t := reflect.TypeOf(row)
	columns := make([]string, t.NumField())
	for i := range columns {
		columns[i] = t.Field(i).Tag.Get("csv")
	}
	return columns
}

// outcome tells what became of a row.
type outcome uint8

const (
	used outcome = iota
	refused
	outOfSite // about an area outside the site
	later
	ahead
	blankRow
	unfilled  // without a number
	unneeded  // of something of which none is needed
	scheduled // waits for its day
	ruledOut  // by a rule of its mapping, where it is counted
)

func (a *FileAccount) count(o outcome) {
	a.Rows++
	switch o {
	case used:
		a.Used++
	case refused:
		a.Refused++
	case later:
		a.Later++
	case ahead:
		a.Ahead++
	default:
		a.Skipped++
		switch o {
		case outOfSite:
			a.outOfSite++
		case blankRow:
			a.blank++
		case unfilled:
			a.unfilled++
		case unneeded:
			a.unneeded++
		case scheduled:
			a.scheduled++
		}
	}
}

// add adds the account of a part.
func (a *FileAccount) add(b FileAccount) {
	a.Rows, a.Used, a.Refused, a.Skipped = a.Rows+b.Rows, a.Used+b.Used, a.Refused+b.Refused, a.Skipped+b.Skipped
	a.Later, a.Ahead = a.Later+b.Later, a.Ahead+b.Ahead
	a.outOfSite, a.blank = a.outOfSite+b.outOfSite, a.blank+b.blank
	a.unfilled, a.unneeded = a.unfilled+b.unfilled, a.unneeded+b.unneeded
	a.Around.Blank += b.Around.Blank
}

// table is a table whose headings have been read.
type table struct {
	*csvFile
	raw     []string // the headings as they are written
	heads   heads
	rows    *csv.Reader // what comes below them
	ids     persons
	account *FileAccount // to which rows that are judged later may be moved
}

// openTable reads the headings of a table of structs of text; ok is false where its rows cannot be read.
func openTable[T any](r *reader, s *csvFile, required []string) (t *table, ok bool) {
	r.data.Files = append(r.data.Files, FileAccount{Name: s.file})
	t = &table{csvFile: s, rows: s.reader(0), account: &r.data.Files[len(r.data.Files)-1]}
	raw, err := t.rows.Read()
	if err != nil {
		r.noHeading(s, err)
		return t, false
	}
	var zero T
	t.raw = slices.Clone(raw)
	t.heads = r.checkHeads(s.file, t.raw, shape{known: columnsOf(zero), required: required}, func(i int) source.Pos {
		if i >= len(t.raw) {
			return source.Pos{File: s.file, Line: 1}
		}
		return t.headingAt(i)
	})
	t.account.Around.Headings = 1
	t.ids = make(persons, len(t.heads.names))
	return t, t.heads.ok
}

func (t *table) headingAt(i int) source.Pos {
	return record{s: t.csvFile, heads: &heads{at: map[string]int{"": i}}}.at("")
}

// guard refuses the table if it has columns with data of persons.
func (t *table) guard(r *reader) {
	r.guardPersons(t.file, t.ids, t.account.Rows, t.raw, t.heads.names, t.headingAt)
}

// readTable reads a table into structs of text and hands each row to take.
func readTable[T any](r *reader, s *csvFile, required []string, take func(row T, at record) outcome) *FileAccount {
	t, ok := openTable[T](r, s, required)
	if !ok {
		return t.account
	}
	for b := range readBlocks[T](s, t.rows, &t.heads) {
		next := 0
		for _, row := range b.rows {
			if row.err != nil {
				r.badRow(row.record, row.err, len(t.ids))
				t.account.count(refused)
				continue
			}
			t.account.count(r.takeRow(row.record, t.ids, func() outcome { return take(b.out[next], row.record) }))
			next++
		}
	}
	t.guard(r)
	return t.account
}

// takeRow hands over a row unless it is blank or has cells that no row may have.
func (r *reader) takeRow(rec record, ids persons, take func() outcome) outcome {
	raw := rec.s.text[rec.from:rec.to]
	if strings.Trim(raw, ",;\t\" \r\n") == "" {
		return blankRow
	}
	ids.lookAt(rec, raw)
	if len(raw) > longestCell && !r.checkLongCells(rec) {
		return refused
	}
	return take()
}

// checkLongCells refuses a row with cells that are too long.
func (r *reader) checkLongCells(rec record) (ok bool) {
	ok = true
	for i, cell := range rec.fields() {
		if len(cell) > longestCell {
			r.ps.Error(rec.at(rec.heads.names[i]), "cell-too-long", "limit", strconv.Itoa(longestCell))
			ok = false
		}
	}
	return ok
}

// fields reads the row again, cell by cell.
func (rec record) fields() []string {
	fields, err := rec.s.reader(rec.from).Read()
	if err != nil {
		return nil
	}
	return fields
}

func (r *reader) noHeading(s *csvFile, err error) {
	var pe *csv.ParseError
	if errors.As(err, &pe) {
		r.ps.Error(s.pos(pe.StartLine, 1, 1), "bad-quotes")
		return
	}
	r.ps.Error(source.Pos{File: s.file}, "empty-file")
}

// badRow reports a row that is no row of the table.
func (r *reader) badRow(rec record, err error, width int) {
	var pe *csv.ParseError
	switch {
	case errors.Is(err, csv.ErrFieldCount):
		r.ps.Error(rec.line(), "row-length", "got", strconv.Itoa(len(rec.fields())), "want", strconv.Itoa(width))
	case errors.As(err, &pe):
		r.ps.Error(rec.s.pos(pe.StartLine, 1, 1), "bad-quotes")
	default:
		r.ps.Error(source.Pos{File: rec.s.file}, "unreadable-file", "reason", err.Error())
	}
}

// missingCell reports an empty cell that must not be empty, and says whether it is.
func (r *reader) missingCell(rec record, column, cell string) bool {
	if clean(cell) != "" {
		return false
	}
	r.ps.Error(rec.at(column), "missing-cell", "column", bothNames(column))
	return true
}

// oneWord writes several words as one, as lists of words have them.
var oneWord = strings.NewReplacer(" ", "_", "-", "_")

// choice checks a cell against a list of words; an empty one is otherwise.
func (r *reader) choice(rec record, column, cell, otherwise string, choices []string) string {
	word := clean(cell)
	if word == "" {
		return otherwise
	}
	if i := slices.Index(choices, word); i >= 0 {
		return choices[i]
	}
	word = oneWord.Replace(strings.ToLower(word))
	if slices.Contains(choices, word) {
		return word
	}
	near, _ := source.Nearest(word, choices)
	r.ps.Error(rec.at(column), "unknown-choice", "column", bothNames(column), "value", clean(cell),
		"near", near, "choices", strings.Join(choices, ", "))
	return otherwise
}
