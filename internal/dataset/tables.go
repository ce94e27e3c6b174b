package dataset

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/mapping"
	"terang/internal/sheet"
	"terang/internal/source"
)

// isForeign says whether a file is no text in a byte code; start holds its first bytes.
func isForeign(start []byte) bool {
	for _, mark := range []string{"\xff\xfe", "\xfe\xff", "PK\x03\x04", "\xd0\xcf\x11\xe0", "%PDF"} {
		if bytes.HasPrefix(start, []byte(mark)) {
			return true
		}
	}
	text := bytes.TrimLeft(bytes.TrimPrefix(start, utf8BOM), " \t\r\n")
	return bytes.HasPrefix(text, []byte("<")) || bytes.HasPrefix(text, []byte("[")) || bytes.HasPrefix(text, []byte("{")) ||
		bytes.IndexByte(start, 0) >= 0
}

// isText says whether a file has the ending of a text.
func isText(file string) bool {
	return slices.Contains([]string{".csv", ".tsv", ".txt"}, strings.ToLower(path.Ext(file)))
}

// enoughHeadings is how many of the columns that are needed tell a table of
// observations from another, some headings of which may be misspelt.
const enoughHeadings = 2

// hasHeadings says whether a text begins with the headings of observations, as
// those files do that are read without looking for the table in them.
func hasHeadings(start []byte) bool {
	if bytes.Count(start, []byte("\r")) > bytes.Count(start, []byte("\r\n")) {
		return false // lines may end with a carriage return alone
	}
	s := &scanner{delim: sniffDelimiter(start)}
	s.reset(bytes.TrimPrefix(start, utf8BOM), true)
	if !s.next() {
		return true // an empty file is told as one
	}
	var cells []string
	for i := range s.width() {
		cells = append(cells, decodeCell(s.cell(i)))
	}
	return ourHeadings(cells) >= enoughHeadings
}

// ourHeadings counts the columns that observations need.
func ourHeadings(headings []string) int {
	n := 0
	for _, h := range headings {
		if slices.Contains(observationColumns.required, canonical(h)) {
			n++
		}
	}
	return n
}

// book reads a file of the folder of observations as a table of another form. is
// says whether it has one with the headings of observations.
func (o *observer) book(t task) (book *sheet.Book, is bool) {
	book, ps := sheet.Read(o.r.root, t.file, sheet.Options{})
	is = len(ps) > 0 && len(book.Tables) == 0
	for i := range book.Tables {
		is = is || ourHeadings(headingsOf(&book.Tables[i])) >= enoughHeadings
	}
	if is || book.Format != sheet.CSV {
		o.r.ps = append(o.r.ps, ps...)
	}
	return book, is
}

func headingsOf(t *sheet.Table) []string {
	var headings []string
	for _, h := range t.Heads {
		headings = append(headings, h.Text)
	}
	return headings
}

// ownMapping is the mapping of a table that has the headings of observations.
func (o *observer) ownMapping(book *sheet.Book) config.Source {
	src := config.Source{File: o.file}
	named := map[string]string{}
	for i := range book.Tables {
		headings := headingsOf(&book.Tables[i])
		if len(named) > 0 || ourHeadings(headings) < enoughHeadings {
			continue
		}
		for _, h := range headings {
			named[canonical(h)] = h
		}
	}
	for _, column := range observationColumns.required {
		if named[column] == "" {
			named[column] = column // so that it is told as missing
		}
	}
	src.Columns = config.Columns{
		Period: named["period"], Indicator: named["indicator"], Area: named["area"],
		Numerator: config.Heads{named["numerator"]}, Denominator: config.Heads{named["denominator"]},
		Kind: named["kind"], Source: named["source"], Extracted: named["extracted"],
	}
	return src
}

// readTable reads a file that site.yaml maps.
func (o *observer) readTable(t task) uint32 {
	book, ok := o.open(t.mapping)
	if !ok {
		return o.refuse(book)
	}
	return o.readBook(book, *t.mapping, t.pos)
}

// open reads a mapped file; ok is false where there is no table in it.
func (o *observer) open(s *config.Source) (book *sheet.Book, ok bool) {
	file := path.Clean(s.File)
	if _, err := fs.Stat(o.r.root, file); errors.Is(err, fs.ErrNotExist) {
		o.r.ps.Error(source.Pos{File: file}, "missing-data-file", "file", file)
		return &sheet.Book{}, false
	}
	book, ps := sheet.Read(o.r.root, file, ReadingOf(*s))
	o.r.ps = append(o.r.ps, ps...)
	return book, len(book.Tables) > 0 && o.r.guardBook(book)
}

// ReadingOf gives what a mapping says of how its file is to be read.
func ReadingOf(s config.Source) sheet.Options {
	return sheet.Options{
		Sheet: s.Sheet, Range: s.Range, Table: s.Table, Headings: s.Headings, Delimiter: s.Delimiter, Encoding: s.Encoding,
	}
}

// readBook makes observations of the tables of a file and judges them as those of
// a CSV are judged.
func (o *observer) readBook(book *sheet.Book, src config.Source, pos source.Pos) uint32 {
	o.r.data.Decisions = append(o.r.data.Decisions, book.Decisions...)
	if len(book.Tables) == 0 || !o.r.guardBook(book) {
		return o.refuse(book)
	}
	var second *sheet.Book
	if src.Join != nil {
		var ok bool
		if second, ok = o.open(src.Join); !ok {
			return o.refuse(book)
		}
		o.r.data.Decisions = append(o.r.data.Decisions, second.Decisions...)
	}
	made := mapping.Map(mapping.Input{Book: book, Source: src, Pos: pos}, second, o.r.data.Register)
	o.r.ps = append(o.r.ps, made.Problems...)
	o.r.takeDoubts(made.Doubts)
	o.r.data.Decisions = append(o.r.data.Decisions, made.Decisions...)
	m := &mappedRows{made: made}
	o.r.origins[len(o.r.origins)-1].at = m
	o.setHeads(m.heads())
	o.judgeAll(book, m)
	if second != nil {
		joined := FileAccount{Name: path.Clean(src.Join.File), Around: around(second)}
		for _, rule := range made.Joined {
			joined.count(outcomeOf(rule))
		}
		o.r.data.Files = append(o.r.data.Files, joined)
		o.r.leftOut(joined.Name, made.Joined)
	}
	return uint32(len(made.Rows)) + 1
}

// refuse counts the lines of a file of which nothing is taken.
func (o *observer) refuse(book *sheet.Book) uint32 {
	o.account.Around = around(book)
	for i := range book.Tables {
		for range book.Tables[i].Rows {
			o.account.count(refused)
		}
	}
	return 1
}

func outcomeOf(rule mapping.Rule) outcome {
	switch rule {
	case mapping.Taken:
		return used
	case mapping.Refused:
		return refused
	}
	return ruledOut
}

// judgeAll reads the observations into the table. A row of the file counts as
// refused if anything that was made of it is refused, and as used if anything is.
func (o *observer) judgeAll(book *sheet.Book, m *mappedRows) {
	made := m.made
	became := make([]outcome, len(made.Fates))
	has := make([]bool, len(made.Fates))
	j, b := o.judge(), &batch{in: m}
	j.in = m
	for m.next() {
		o.account = FileAccount{}
		b.clear(m.width(), len(o.r.mentioned))
		j.start(b)
		j.take()
		o.take(b)
		for _, from := range m.row().From() {
			if out := o.account.only(); !has[from] || weight(out) > weight(became[from]) {
				became[from], has[from] = out, true
			}
		}
	}
	o.account = FileAccount{Name: o.file, Around: around(book)}
	for i, rule := range made.Fates {
		switch {
		case rule != mapping.Taken:
			o.account.count(outcomeOf(rule))
		case !has[i]:
			o.account.count(unfilled)
		default:
			o.account.count(became[i])
		}
	}
	o.r.leftOut(o.file, made.Fates)
	o.finish()
}

// around counts the lines of a file that are no rows of it.
func around(book *sheet.Book) Around {
	l := book.Apart
	for i := range book.Tables {
		l.Add(book.Tables[i].Lines)
	}
	return Around{Titles: l.Title, Headings: l.Heading + l.Number, Totals: l.Total, Footers: l.Footer, Blank: l.Blank, Parts: l.Joined}
}

// only tells the outcome of the one row that was counted.
func (a FileAccount) only() outcome {
	switch {
	case a.Refused > 0:
		return refused
	case a.Used > 0:
		return used
	case a.Later > 0:
		return later
	case a.Ahead > 0:
		return ahead
	}
	switch {
	case a.outOfSite > 0:
		return outOfSite
	case a.blank > 0:
		return blankRow
	}
	return unfilled
}

// weight orders outcomes: the heaviest of a row's observations is the row's.
func weight(out outcome) int {
	return slices.Index([]outcome{later, ahead, used, refused}, out)
}

// leftOut keeps how many rows of a file each rule left out.
func (r *reader) leftOut(file string, fates []mapping.Rule) {
	for _, rule := range mapping.Rules() {
		n := 0
		for _, fate := range fates {
			if fate == rule {
				n++
			}
		}
		if n > 0 {
			r.data.LeftOut = append(r.data.LeftOut, LeftOut{File: file, Rule: string(rule), Rows: n})
		}
	}
}

// guardBook refuses a file with headings or columns that hold persons, whether or
// not the mapping names them.
func (r *reader) guardBook(book *sheet.Book) (ok bool) {
	ok = true
	for i := range book.Tables {
		t := &book.Tables[i]
		for _, h := range t.Heads {
			if slices.ContainsFunc(append([]string{h.Text}, h.Parts...), func(name string) bool { return r.guardHeading(book.File, name, h.Pos) }) {
				ok = false
			}
		}
		found := make(persons, len(t.Heads))
		for _, row := range t.Rows {
			for col, cell := range row.Cells {
				look(found, col, cell)
			}
		}
		headings := headingsOf(t)
		ok = r.guardPersons(book.File, found, len(t.Rows), headings, headings, func(i int) source.Pos { return t.Heads[i].Pos }) && ok
	}
	return ok
}
