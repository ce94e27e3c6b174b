package sheet

import (
	"strconv"
	"strings"
	"unicode/utf8"

	"terang/internal/source"
)

// splitter takes a text apart into rows of cells.
type splitter struct {
	text      string
	delim     byte
	loneCR    bool // lines end with a carriage return only
	noQuotes  bool // after a quotation mark that is left open: all others are letters
	line      int  // the line at which the next row begins, from 1
	at        int  // and its place in the text
	starts    []int
	wrong     int // the place of a quotation mark that does not match, or -1
	wantPlace bool
}

func newSplitter(text string, delim byte) *splitter {
	return &splitter{text: text, delim: delim, loneCR: strings.IndexByte(text, '\n') < 0, line: 1}
}

// next gives the cells of the next row, as they are written between the quotation
// marks. ok is false at the end. The cells are parts of the text where they can be.
func (s *splitter) next(cells []string) (row []string, ok bool) {
	s.wrong, s.starts = -1, s.starts[:0]
	if s.at >= len(s.text) {
		return nil, false
	}
	for {
		if s.wantPlace {
			s.starts = append(s.starts, s.at)
		}
		var cell string
		if !s.noQuotes && s.at < len(s.text) && s.text[s.at] == '"' {
			cell = s.quoted()
		} else {
			cell = s.bare()
		}
		cells = append(cells, cell)
		if s.at >= len(s.text) {
			return cells, true
		}
		c := s.text[s.at]
		s.at++
		if c == s.delim {
			continue
		}
		if c == '\r' && s.at < len(s.text) && s.text[s.at] == '\n' {
			s.at++
		}
		s.line++
		return cells, true
	}
}

// bare reads up to the end of a cell without quotation marks around it.
func (s *splitter) bare() string {
	from := s.at
	for ; s.at < len(s.text); s.at++ {
		switch c := s.text[s.at]; {
		case c == s.delim || c == '\n':
			return s.text[from:s.at]
		case c == '\r' && (s.loneCR || s.at+1 < len(s.text) && s.text[s.at+1] == '\n'):
			return s.text[from:s.at]
		}
	}
	return s.text[from:]
}

// quoted reads a cell in quotation marks. Where they do not match, the mark is
// noted and taken for a letter.
func (s *splitter) quoted() string {
	from, doubled := s.at, false
	for i := from + 1; ; {
		end := strings.IndexByte(s.text[i:], '"')
		if end < 0 {
			s.wrong, s.noQuotes = from, true
			return s.bare()
		}
		i += end + 1
		if i < len(s.text) && s.text[i] == '"' {
			doubled = true
			i++
			continue
		}
		after := i
		for after < len(s.text) && s.text[after] == ' ' {
			after++
		}
		cell := s.text[from+1 : i-1]
		s.at = after
		if rest := s.bare(); rest != "" {
			s.wrong = i - 1
		}
		s.line += s.breaks(cell)
		if doubled {
			cell = strings.ReplaceAll(cell, `""`, `"`)
		}
		return cell
	}
}

func (s *splitter) breaks(cell string) int {
	if s.loneCR {
		return strings.Count(cell, "\r")
	}
	return strings.Count(cell, "\n")
}

// place turns a place in the text into a line and column, from the place and the
// line at which its row begins.
func (s *splitter) place(file string, rowAt, rowLine, at, width int) source.Pos {
	before := s.text[rowAt:at]
	mark := byte('\n')
	if s.loneCR {
		mark = '\r'
	}
	line := rowLine + strings.Count(before, string(mark))
	if i := strings.LastIndexByte(before, mark); i >= 0 {
		before = before[i+1:]
	}
	return source.Pos{File: file, Line: line, Column: 1 + utf8.RuneCountInString(before), Width: max(1, width)}
}

// readText reads a text with a sign between the cells.
func (r *reader) readText(data []byte) {
	text, ok := r.decode(data)
	if !ok {
		return
	}
	s := newSplitter(text, r.delimiter(text))
	r.book.Format = CSV
	if s.delim == '\t' {
		r.book.Format = TSV
	}
	if s.loneCR && strings.IndexByte(text, '\r') >= 0 {
		r.note(r.file(), "lines-lone-cr")
	}
	g := &grid{file: r.book.File, split: s}
	if _, ok := saidFirst(text); ok {
		s.next(nil)
		g.rows = append(g.rows, raw{line: 1})
	}
	var buffer []string
	for cells := 0; ; {
		from, line := s.at, s.line
		row, more := s.next(buffer[:0])
		if !more {
			break
		}
		buffer = row
		if s.wrong >= 0 {
			r.ps.Error(s.place(g.file, from, line, s.wrong, 1), "bad-quotes")
		}
		if cells += len(row); !r.withinLimits(source.Pos{File: g.file, Line: line}, len(row), cells, r.limits.cells) {
			return
		}
		g.rows = append(g.rows, r.textRow(row, line, from))
	}
	r.layout([]*grid{g})
	if len(r.book.Tables) == 1 {
		_, element := r.book.Tables[0].Find("dataelement")
		_, unit := r.book.Tables[0].Find("orgunit")
		if element && unit {
			r.book.Format = DHIS2
			r.note(r.file(), "dhis2-found", "count", strconv.Itoa(len(r.book.Tables[0].Rows)))
		}
	}
}

// textRow keeps a row of a text, without what cannot be seen.
func (r *reader) textRow(cells []string, line, from int) raw {
	kept := make([]string, len(cells))
	for i, c := range cells {
		kept[i] = tidy(c)
		if len(c) > r.limits.cell && utf8.RuneCountInString(c) > r.limits.cell {
			r.ps.Error(source.Pos{File: r.book.File, Line: line}, "cell-too-long", "limit", strconv.Itoa(r.limits.cell))
			kept[i] = ""
		}
	}
	return raw{cells: kept, line: line, offset: from}
}

// withinLimits tells once when a table is wider or longer than it may be.
func (r *reader) withinLimits(at source.Pos, columns, cells, most int) bool {
	switch {
	case columns > r.limits.columns:
		r.ps.Error(at, "too-many-columns", "count", strconv.Itoa(columns), "limit", strconv.Itoa(r.limits.columns))
	case cells > most:
		r.ps.Error(at, "too-many-cells", "limit", strconv.Itoa(most))
	default:
		return true
	}
	return false
}
