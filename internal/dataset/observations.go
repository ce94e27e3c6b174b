package dataset

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strconv"

	"terang/internal/source"
	"terang/internal/tally"
)

// observationColumns are the columns of data/observations/*.csv.
var observationColumns = shape{
	known: []string{
		"period", "indicator", "area", "numerator", "denominator",
		"kind", "source", "extracted", "note", "percent", "name",
	},
	required: []string{"period", "indicator", "area", "numerator", "denominator"},
}

// origin tells which file the rows from a number onward stand in: a row's number
// is that of the file's first line plus its line. Rows that were made from a table
// of another form are numbered in their order, and at knows their places.
type origin struct {
	file string
	base uint32
	at   *mappedRows

	// of a CSV, where its numbers stand; delim is 0 where it was not read
	delim                  byte
	numerator, denominator int
}

// readObservations reads every observation into the table.
func (r *reader) readObservations() {
	r.data.Place = r.placeOf
	r.data.Table = r.observe()
	r.ps = append(r.ps, r.doubts.list...)
	r.agree()
}

// observe reads all files of observations.
func (r *reader) observe() *tally.Table {
	builder := tally.NewBuilder(r.data.Register, r.data.Indicators, r.opt.Through)
	tasks := r.observationFiles()
	if len(tasks) == 0 {
		r.ps.Error(source.Pos{File: observationsPath}, "no-observations", "folder", observationsPath)
	}
	r.mentioned = make([]bool, len(r.data.Indicators))
	sources := map[string]bool{}
	next := uint32(0)
	for _, t := range tasks {
		o := observer{r: r, file: t.file, base: next, builder: builder, sources: sources}
		r.origins = append(r.origins, origin{file: t.file, base: next})
		builder.File(r.cfg.Called(t.file), next)
		next += o.read(t)
	}
	r.data.Sources = slices.Sorted(maps.Keys(sources))
	r.keepNamed(builder)
	return builder.Table()
}

// placeOf gives the line that a row's number stands for.
func (r *reader) placeOf(row uint32) source.Pos { return lineOf(r.numeratorOf(row)) }

// numeratorOf gives the place of the row's numerator, or of its line in a CSV: see findCells.
func (r *reader) numeratorOf(row uint32) source.Pos {
	i, found := slices.BinarySearchFunc(r.origins, row, func(o origin, row uint32) int { return cmp.Compare(o.base, row) })
	if !found {
		i--
	}
	if i < 0 {
		return source.Pos{}
	}
	o := r.origins[i]
	if o.at != nil {
		return o.at.cellOf(int(row - o.base))
	}
	return source.Pos{File: o.file, Line: int(row - o.base)}
}

// observer reads one file of observations. It takes what judges found in the order
// of the file, puts rows into the table and tells the problems.
type observer struct {
	r       *reader
	file    string
	base    uint32
	builder *tally.Builder
	sources map[string]bool

	delim   byte
	lines   int // before the batch that is taken
	heads   heads
	col     columns
	persons persons
	account FileAccount
	seen    map[seenKey]int // problems told once for each value: place in r.ps
	more    map[int]int     // by that place: how many more rows have it

	separators [2]source.Pos // where a count with a dot, and one with a comma, was first seen
}

// read reads the file, by whichever way, and gives how many numbers its rows take.
func (o *observer) read(t task) uint32 {
	o.begin()
	defer func() { o.r.data.Files = append(o.r.data.Files, o.account) }()
	if t.mapping != nil {
		return o.readTable(t)
	}
	f, err := o.r.root.Open(o.file)
	if err != nil {
		o.cannotRead(err)
		return 1
	}
	defer f.Close() //nolint:errcheck // read only: nothing can be lost
	before, err := f.Stat()
	if err != nil {
		o.cannotRead(err)
		return 1
	}
	in := bufio.NewReaderSize(f, sniffLength)
	start, err := in.Peek(sniffLength)
	if err != nil && !errors.Is(err, io.EOF) {
		o.cannotRead(err)
		return 1
	}
	if foreign := isForeign(start) || !isText(o.file); foreign || !hasHeadings(start) {
		if book, is := o.book(t); is || foreign {
			return o.readBook(book, o.ownMapping(book), source.Pos{File: o.file})
		}
	}
	o.delim = sniffDelimiter(start)
	if bytes.HasPrefix(start, utf8BOM) {
		in.Discard(len(utf8BOM)) //nolint:errcheck // these bytes were seen
	}
	c := &chunker{in: in, size: o.r.chunkSize, walk: scanner{delim: o.delim}}
	o.readChunks(c)
	switch {
	case c.err != nil:
		o.cannotRead(c.err)
	case c.long:
		o.r.ps.Error(source.Pos{File: o.file, Line: o.lines + 1}, "line-too-long", "limit", "1")
	default:
		source.TellChange(o.r.root, o.file, before, before.Size(), &o.r.ps)
	}
	return uint32(o.lines) + 2
}

func (o *observer) begin() {
	o.account.Name = o.file
	o.seen, o.more = map[seenKey]int{}, map[int]int{}
}

func (o *observer) cannotRead(err error) {
	if errors.Is(err, fs.ErrNotExist) {
		o.r.ps.Error(source.Pos{File: o.file}, "missing-data-file", "file", o.file)
		return
	}
	o.r.ps.Error(source.Pos{File: o.file}, "unreadable-file", "reason", err.Error())
}

// header reads the heading row, at which the scanner stands.
func (o *observer) header(s *scanner) bool {
	if at, broken := s.broken(); broken {
		at.Line += o.lines
		o.r.ps.Error(at, "bad-quotes")
		return false
	}
	raw := make([]string, s.width())
	places := make([]source.Pos, len(raw))
	for i := range raw {
		raw[i], places[i] = decodeCell(s.cell(i)), s.pos(i)
		places[i].Line += o.lines
	}
	h := o.r.checkHeads(o.file, raw, observationColumns, func(i int) source.Pos { return places[i] })
	h.places = places
	o.setHeads(h)
	o.account.Around.Headings = 1
	last := &o.r.origins[len(o.r.origins)-1]
	last.delim, last.numerator, last.denominator = o.delim, o.col.numerator, o.col.denominator
	return h.ok
}

// setHeads says which column is which. The places of the headings are kept for
// problems of whole columns.
func (o *observer) setHeads(h heads) {
	o.heads, o.persons = h, make(persons, len(h.names))
	o.col = columns{
		period: h.index("period"), indicator: h.index("indicator"), area: h.index("area"),
		numerator: h.index("numerator"), denominator: h.index("denominator"),
		kind: h.index("kind"), source: h.index("source"), extracted: h.index("extracted"),
		percent: h.index("percent"), name: h.index("name"),
	}
	if o.col.name >= 0 {
		o.r.nameUnits()
	}
}

// finish reports what can only be said of the whole file.
func (o *observer) finish() {
	for i, n := range o.more {
		o.r.ps[i].Args = append(o.r.ps[i].Args, "more", strconv.Itoa(n))
	}
	o.r.guardPersons(o.file, o.persons, o.account.Rows, o.heads.names, o.heads.names, func(i int) source.Pos { return o.heads.places[i] })
	if dot, comma := o.separators[0], o.separators[1]; dot.Line > 0 && comma.Line > 0 {
		o.r.ps.Error(comma, "mixed-thousands", "other", dot.String())
	}
}
