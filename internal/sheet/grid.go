package sheet

import (
	"strings"
	"unicode/utf8"

	"terang/internal/source"
)

// grid is the rows of a text or of a sheet before anybody asks what they are.
type grid struct {
	file, sheet string
	split       *splitter // of a text: finds the places of its cells again
	left        int       // of a sheet: how many columns stand before the first one here
	rows        []raw
	spans       []span
}

// raw is one row. Its cells are tidied.
type raw struct {
	cells  []string
	kinds  []Kind // nil where all are text
	line   int
	offset int // in the text
}

// span is a merged area: rows and columns of the grid, both ends within.
type span struct{ top, left, bottom, right int }

// origin is where a row stands.
type origin struct {
	g            *grid
	line, offset int
	left         int // how many columns of the grid stand before the table
}

// pos gives the place of a cell, or of the row where it has no such cell.
func (o origin) pos(col int) source.Pos {
	if o.g == nil {
		return source.Pos{}
	}
	p := source.Pos{File: o.g.file, Sheet: o.g.sheet, Line: o.line}
	switch {
	case col < 0:
		return p
	}
	switch col += o.left; {
	case o.g.sheet != "":
		p.Column, p.Width = col+o.g.left+1, 1
		return p
	case o.g.split == nil:
		return p
	}
	s := *o.g.split
	s.at, s.line, s.starts, s.wantPlace = o.offset, o.line, nil, true
	if cells, ok := s.next(nil); ok && col < len(cells) {
		first, _, _ := strings.Cut(cells[col], "\n")
		width := utf8.RuneCountInString(first)
		if s.starts[col] < len(s.text) && s.text[s.starts[col]] == '"' {
			width += 2
		}
		return s.place(p.File, o.offset, o.line, s.starts[col], width)
	}
	return p
}

// cell is the text of a cell, empty where the row is shorter.
func (w raw) cell(col int) string {
	if col < 0 || col >= len(w.cells) {
		return ""
	}
	return w.cells[col]
}

// filled counts the cells that say something and gives the first and last of them.
func (w raw) filled() (n, first, last int) {
	first, last = -1, -1
	for i, c := range w.cells {
		if c == "" {
			continue
		}
		if n == 0 {
			first = i
		}
		n, last = n+1, i
	}
	return n, first, last
}
