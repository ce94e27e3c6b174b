package dataset

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"slices"

	"terang/internal/source"
)

// findCells gives problems of rows the places of their cells. The table holds the
// line of each number and nothing more, so the lines are read a second time: these
// few, at the pace of counting line breaks.
func (r *reader) findCells(ps source.Problems, ofSasaran []bool) {
	wanted := map[string][]int{} // by file: places in ps
	for i := range ps {
		if ps[i].Pos.Line > 0 && ps[i].Pos.Column == 0 && ps[i].Pos.Sheet == "" {
			wanted[ps[i].Pos.File] = append(wanted[ps[i].Pos.File], i)
		}
	}
	for _, o := range r.origins {
		list := wanted[o.file]
		if o.at != nil || o.delim == 0 || len(list) == 0 {
			continue
		}
		slices.SortStableFunc(list, func(a, b int) int { return ps[a].Pos.Line - ps[b].Pos.Line })
		f, err := r.root.Open(o.file)
		if err != nil {
			continue // it was read before: the line alone is told
		}
		l := lineReader{in: bufio.NewReaderSize(f, longestRecord), at: 1}
		for _, i := range list {
			column := o.numerator
			if ofSasaran[i] {
				column = o.denominator
			}
			if at, ok := l.cell(o, ps[i].Pos.Line, column); ok {
				ps[i].Pos = at
			}
		}
		f.Close() //nolint:errcheck // read only: nothing can be lost
	}
}

// lineReader goes down a file to lines that are asked for in order.
type lineReader struct {
	in   *bufio.Reader
	at   int // the line that is read next, from 1
	line []byte
	last int // the line that line holds
}

// cell gives the place of a cell of a line.
func (l *lineReader) cell(o origin, line, column int) (source.Pos, bool) {
	if line != l.last {
		if !l.skip(line - l.at) {
			return source.Pos{}, false
		}
		text, err := l.in.ReadSlice('\n')
		if err != nil && !errors.Is(err, io.EOF) {
			return source.Pos{}, false
		}
		l.line, l.last, l.at = append(l.line[:0], text...), line, line+1
	}
	s := &scanner{file: o.file, delim: o.delim}
	s.reset(l.line, true)
	s.nextLine = line
	if !s.next() || column < 0 || column >= s.width() {
		return source.Pos{}, false
	}
	return s.pos(column), true
}

// skip goes past so many lines.
func (l *lineReader) skip(lines int) bool {
	for lines > 0 {
		if _, err := l.in.Peek(1); err != nil {
			return false
		}
		b, err := l.in.Peek(l.in.Buffered())
		if err != nil {
			return false
		}
		n := bytes.Count(b, newline)
		if n < lines {
			l.in.Discard(len(b)) //nolint:errcheck // these bytes were seen
			lines -= n
			continue
		}
		end := 0
		for ; lines > 0; lines-- {
			end += bytes.IndexByte(b[end:], '\n') + 1
		}
		l.in.Discard(end) //nolint:errcheck // these bytes were seen
	}
	return true
}
