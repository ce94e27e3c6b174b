package dataset

import (
	"bytes"

	"terang/internal/source"
)

// longestRecord is how many bytes a row may have. More means a quotation mark
// that was never closed.
const longestRecord = 1 << 20

// scanner reads the rows of a text and says the same as encoding/csv does of a
// well-formed one, without an allocation for a row. What it gives is valid until
// the next row.
type scanner struct {
	file  string
	delim byte
	text  []byte
	whole bool // nothing comes after text
	from  int  // text[from:] is not yet read

	blanks   int    // lines that were passed over since this was set to 0
	line     int    // of the row just read, from 1
	nextLine int    // of the row after it
	record   []byte // the row as it stands in the file
	fields   []span
	scratch  []byte // cells whose quotes had to be taken off
	fault    quoteFault
	faultAt  int // within record
}

// span is a cell: its text lies in the scratch or in the record, and raw is
// where it stands in the record, quotes and all.
type span struct {
	from, to       int
	rawFrom, rawTo int
	scratch        bool
}

// quoteFault tells what is wrong with the quotes of a row.
type quoteFault uint8

const (
	noFault    quoteFault = iota
	bareQuote             // a quote within a cell that does not begin with one
	afterQuote            // something between a closing quote and the delimiter
	openQuote             // a quote that is never closed
)

// reset goes to the beginning of a text, which begins where a row does. whole says
// that nothing comes after it.
func (s *scanner) reset(text []byte, whole bool) {
	s.text, s.whole, s.from, s.line, s.nextLine = text, whole, 0, 0, 1
}

// next reads a row; false where the text holds no further one that is complete.
// Blank lines are passed over. Where fault is set the row has no cells.
func (s *scanner) next() bool {
	for {
		s.fields, s.scratch, s.fault = s.fields[:0], s.scratch[:0], noFault
		rest := s.text[s.from:]
		window := rest[:min(len(rest), longestRecord)]
		n, enough := s.split(window, s.whole && len(window) == len(rest))
		if !enough || n == 0 {
			return false
		}
		s.record = rest[:n]
		s.from += n
		s.line = s.nextLine
		s.nextLine += bytes.Count(s.record, newline)
		if len(s.fields) > 0 || s.fault != noFault {
			return true
		}
		s.blanks++
	}
}

var newline = []byte("\n")

// split finds the cells of the first row of b and how many bytes it takes. A
// blank line takes bytes and has no cells. last says that nothing comes after b;
// enough is false where b does not hold the whole row and there is more to read.
func (s *scanner) split(b []byte, last bool) (n int, enough bool) {
	end := bytes.IndexByte(b, '\n')
	if end < 0 {
		if !last && len(b) < longestRecord {
			return 0, false
		}
		end = len(b)
	}
	line := b[:end]
	n = min(end+1, len(b))
	if len(line) > 0 && line[len(line)-1] == '\r' {
		line = line[:len(line)-1]
	}
	switch {
	case len(line) == 0:
		return n, true
	case bytes.IndexByte(line, '"') >= 0:
		return s.splitQuoted(b, last)
	}
	at := 0
	for {
		i := bytes.IndexByte(line[at:], s.delim)
		if i < 0 {
			s.fields = append(s.fields, span{from: at, to: len(line), rawFrom: at, rawTo: len(line)})
			return n, true
		}
		s.fields = append(s.fields, span{from: at, to: at + i, rawFrom: at, rawTo: at + i})
		at += i + 1
	}
}

// splitQuoted is split for a row with quotes, which may go on over lines. After a
// quote that is never closed the next row begins on the next line.
func (s *scanner) splitQuoted(b []byte, last bool) (n int, enough bool) {
	at := 0
	for {
		var end int
		var more bool
		if at < len(b) && b[at] == '"' {
			end, enough = s.quotedCell(b, at, last)
		} else {
			end, enough = s.bareCell(b, at, last)
		}
		switch {
		case !enough && len(b) >= longestRecord, enough && s.fault == openQuote:
			s.fail(openQuote, at)
			return s.endOfLine(b, at), true
		case !enough:
			return 0, false
		case s.fault != noFault:
			return s.endOfLine(b, end), last || len(b) >= longestRecord || bytes.IndexByte(b[end:], '\n') >= 0
		}
		if end, more = s.afterCell(b, end); !more {
			return end, true
		}
		at = end
	}
}

// bareCell reads a cell without quotes and gives where it ends.
func (s *scanner) bareCell(b []byte, at int, last bool) (end int, enough bool) {
	end = at
	for end < len(b) && b[end] != s.delim && b[end] != '\n' {
		end++
	}
	if end == len(b) && !last {
		return 0, false
	}
	cell := b[at:end]
	if (end == len(b) || b[end] == '\n') && len(cell) > 0 && cell[len(cell)-1] == '\r' {
		cell = cell[:len(cell)-1]
	}
	if i := bytes.IndexByte(cell, '"'); i >= 0 {
		s.fail(bareQuote, at+i)
		return end, true
	}
	s.fields = append(s.fields, span{from: at, to: at + len(cell), rawFrom: at, rawTo: at + len(cell)})
	return end, true
}

// quotedCell reads a cell in quotes and gives where it ends: behind its last quote.
func (s *scanner) quotedCell(b []byte, at int, last bool) (end int, enough bool) {
	from := len(s.scratch)
	i := at + 1
	for {
		j := bytes.IndexByte(b[i:], '"')
		if j < 0 {
			if last {
				s.fail(openQuote, at)
			}
			return len(b), last
		}
		s.unfold(b[i : i+j])
		i += j + 1
		if i == len(b) && !last {
			return 0, false
		}
		if i == len(b) || b[i] != '"' {
			break
		}
		s.scratch = append(s.scratch, '"')
		i++
	}
	if b[i-1] == '"' && i+1 == len(b) && b[i] == '\r' && !last {
		return 0, false
	}
	if !s.ends(b, i) {
		s.fail(afterQuote, i-1)
		return i, true
	}
	s.fields = append(s.fields, span{from: from, to: len(s.scratch), rawFrom: at, rawTo: i, scratch: true})
	return i, true
}

// unfold keeps the text of a quoted cell, in which a line ends with "\n" alone.
func (s *scanner) unfold(part []byte) {
	for {
		i := bytes.Index(part, []byte("\r\n"))
		if i < 0 {
			s.scratch = append(s.scratch, part...)
			return
		}
		s.scratch = append(s.scratch, part[:i]...)
		part = part[i+1:]
	}
}

// ends says whether a cell may end at i.
func (s *scanner) ends(b []byte, i int) bool {
	if i == len(b) || b[i] == s.delim || b[i] == '\n' {
		return true
	}
	return b[i] == '\r' && (i+1 == len(b) || b[i+1] == '\n')
}

// afterCell steps over what follows a cell; more is false at the end of the row.
func (s *scanner) afterCell(b []byte, end int) (next int, more bool) {
	if end < len(b) && b[end] == s.delim {
		return end + 1, true
	}
	return s.endOfLine(b, end), false
}

// endOfLine gives the beginning of the line after i.
func (s *scanner) endOfLine(b []byte, i int) int {
	if j := bytes.IndexByte(b[i:], '\n'); j >= 0 {
		return i + j + 1
	}
	return len(b)
}

func (s *scanner) fail(f quoteFault, at int) {
	s.fault, s.faultAt = f, at
	s.fields = s.fields[:0]
}

// cell gives the text of a cell of the row.
func (s *scanner) cell(i int) []byte {
	f := s.fields[i]
	if f.scratch {
		return s.scratch[f.from:f.to]
	}
	return s.record[f.from:f.to]
}

func (s *scanner) number() int { return s.line }

func (s *scanner) width() int { return len(s.fields) }

func (s *scanner) broken() (at source.Pos, is bool) {
	if s.fault == noFault {
		return source.Pos{}, false
	}
	return s.place(s.faultAt, s.faultAt+1), true
}

// pos gives the place of a cell of the row.
func (s *scanner) pos(i int) source.Pos {
	return s.place(s.fields[i].rawFrom, s.fields[i].rawTo)
}

// place gives the place of a piece of the row.
func (s *scanner) place(from, to int) source.Pos {
	lineFrom := bytes.LastIndexByte(s.record[:from], '\n') + 1
	line := s.record[lineFrom:]
	if i := bytes.IndexByte(line, '\n'); i >= 0 {
		line = line[:i]
	}
	piece := s.record[from:min(to, lineFrom+len(line))]
	return source.Pos{
		File:   s.file,
		Line:   s.line + bytes.Count(s.record[:from], newline),
		Column: chars(s.record[lineFrom:from], line) + 1,
		Width:  max(1, chars(piece, line)),
	}
}
