package dataset

import (
	"encoding/csv"
	"errors"
	"strings"
	"sync"
	"sync/atomic"

	"terang/internal/personal"
)

// pieceBytes is how much of a register a worker takes at once.
const pieceBytes = 1 << 18

// takesCells is a struct of text that takes its cells by the names of their columns.
type takesCells[T any] interface {
	*T
	UnmarshalCSVWithFields(column, cell string) error
}

// entries says how the rows of a register, T, become entries, V.
type entries[T, V any] struct {
	required []string
	// judge makes an entry of a row by itself. It is sure of one about which nothing is to be
	// said. Several judge at once, each by a reader of its own whose problems are dropped.
	judge func(r *reader, row *T, at record, entry *V) (sure bool)
	keep  func(entry *V, at record) outcome // of which judge was sure
	take  func(row T, at record) outcome    // does both, for other rows, and tells what is wrong
}

// readRegister reads a register by all cores, unless a cell may go on over lines. Entries
// are kept in the order of the file, and rows that nobody is sure about are taken in their
// turn, so that entries, problems and account are those of readTable.
func readRegister[T, V any, P takesCells[T]](r *reader, s *csvFile, e entries[T, V]) *FileAccount {
	if r.slow || !linesAreRows(s.text) {
		return readTable(r, s, e.required, e.take)
	}
	t, ok := openTable[T](r, s, e.required)
	if !ok {
		return t.account
	}
	for p := range judgeLines[T, V, P](r, t, e.judge) {
		t.ids.add(p.ids)
		for i := range p.lines {
			l := &p.lines[i]
			if l.sure {
				t.account.count(e.keep(&l.entry, l.at))
			} else {
				takeLine[T, P](r, t, l.at, e.take)
			}
		}
	}
	t.guard(r)
	return t.account
}

// linesAreRows says whether no row goes on over lines: a quotation mark that is open at
// the end of a line leaves an odd number of them there.
func linesAreRows(text string) bool {
	for {
		quote := strings.IndexByte(text, '"')
		if quote < 0 {
			return true
		}
		line, rest, _ := strings.Cut(text[quote:], "\n")
		if strings.Count(line, `"`)%2 != 0 {
			return false
		}
		text = rest
	}
}

// takeLine takes a row of which nobody was sure.
func takeLine[T any, P takesCells[T]](r *reader, t *table, at record, take func(row T, at record) outcome) {
	in := t.reader(at.from)
	in.FieldsPerRecord = len(t.heads.names)
	cells, err := in.Read()
	if pe := (*csv.ParseError)(nil); errors.As(err, &pe) {
		pe.StartLine += t.lineAt(at.from) - 1
	}
	if err != nil {
		r.badRow(at, err, len(t.ids))
		t.account.count(refused)
		return
	}
	var row T
	for i, cell := range cells {
		_ = P(&row).UnmarshalCSVWithFields(t.heads.names[i], cell) // text needs no conversion
	}
	t.account.count(r.takeRow(at, t.ids, func() outcome { return take(row, at) }))
}

// piece is some lines of a register, judged.
type piece[V any] struct {
	lines []line[V]
	ids   persons // of the lines that are sure
}

type line[V any] struct {
	at    record
	entry V
	sure  bool
}

// judgeLines gives the pieces of a register in the order of the file; each is valid until the next.
func judgeLines[T, V any, P takesCells[T]](r *reader, t *table, judge func(*reader, *T, record, *V) bool) func(yield func(*piece[V]) bool) {
	return func(yield func(*piece[V]) bool) {
		cuts := cutLines(t.text, int(t.rows.InputOffset()))
		ready := make([]chan *piece[V], len(cuts)-1)
		for i := range ready {
			ready[i] = make(chan *piece[V], 1)
		}
		free := make(chan *piece[V], 2*r.workers)
		for range cap(free) {
			free <- &piece[V]{ids: make(persons, len(t.ids))}
		}
		var next atomic.Int64
		var all sync.WaitGroup
		for range r.workers {
			own := r.apart()
			all.Go(func() {
				for p := range free { // before the number, so that the first in order is never without one
					i := int(next.Add(1)) - 1
					if i >= len(ready) {
						free <- p // for the others to find that nothing is left
						return
					}
					judgePiece[T, V, P](own, t, cuts[i], cuts[i+1], p, judge)
					ready[i] <- p
				}
			})
		}
		for _, c := range ready {
			p := <-c
			yield(p)
			free <- p
		}
		all.Wait()
	}
}

// cutLines gives where pieces begin, and the end of the text: each at the beginning of a line.
func cutLines(text string, from int) []int {
	cuts := []int{from}
	for from < len(text) {
		if from += pieceBytes; from < len(text) {
			if i := strings.IndexByte(text[from:], '\n'); i >= 0 {
				from += i + 1
			} else {
				from = len(text)
			}
		}
		cuts = append(cuts, min(from, len(text)))
	}
	return cuts
}

// apart gives a reader for judging rows beside this one, which may go on.
func (r *reader) apart() *reader {
	own := *r
	own.ps, own.places = nil, r.places.asTheyAre()
	return &own
}

func judgePiece[T, V any, P takesCells[T]](r *reader, t *table, from, end int, p *piece[V], judge func(*reader, *T, record, *V) bool) {
	p.lines = p.lines[:0]
	clear(p.ids)
	row := new(T)
	for to := from; from < end; from = to {
		if i := strings.IndexByte(t.text[from:end], '\n'); i >= 0 {
			to = from + i + 1
		} else {
			to = end
		}
		text := strings.TrimSuffix(strings.TrimSuffix(t.text[from:to], "\n"), "\r")
		if text == "" {
			continue // as encoding/csv does
		}
		p.lines = append(p.lines, line[V]{at: record{s: t.csvFile, from: from, to: to, heads: &t.heads}})
		l := &p.lines[len(p.lines)-1]
		*row = *new(T)
		whole, person := divide(P(row), text, byte(t.delim), t.heads.names)
		if !whole || len(text) >= longestCell-1 {
			continue
		}
		l.sure = judge(r, row, l.at, &l.entry) && len(r.ps) == 0
		if r.ps = r.ps[:0]; l.sure && person {
			p.ids.lookAt(l.at, text)
		}
	}
}

// divide hands the cells of a line to a row. The row is whole if it has as many as there
// are headings, and quotation marks where they belong; person says that a cell looks like
// data of one.
func divide[T any, P takesCells[T]](row P, text string, delim byte, names []string) (whole, person bool) {
	for i, name := range names {
		end, cell := strings.IndexByte(text, delim), text
		if strings.HasPrefix(text, `"`) {
			var ok bool
			if cell, end, ok = unquote(text); !ok {
				return false, false
			}
			if end == len(text) {
				end = -1
			}
		} else {
			if end >= 0 {
				cell = text[:end]
			}
			if strings.IndexByte(cell, '"') >= 0 {
				return false, false
			}
		}
		last := i+1 == len(names)
		if last != (end < 0) || !last && text[end] != delim {
			return false, false
		}
		if cell != "" {
			_ = row.UnmarshalCSVWithFields(name, cell) // text needs no conversion
			person = person || personal.Look(cell) != personal.None
		}
		text = text[end+1:]
	}
	return true, person
}

// unquote reads the cell in quotation marks with which a text begins, and gives where it ends.
func unquote(text string) (cell string, end int, ok bool) {
	for end = 1; ; end += 2 {
		i := strings.IndexByte(text[end:], '"')
		if i < 0 {
			return "", 0, false
		}
		if end += i; end+1 == len(text) || text[end+1] != '"' {
			return strings.ReplaceAll(text[1:end], `""`, `"`), end + 1, true
		}
	}
}
