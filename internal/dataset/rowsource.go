package dataset

import (
	"terang/internal/mapping"
	"terang/internal/source"
)

// rowSource hands over the rows of a table of observations one after another. What
// it gives is valid until the next row. There are two: the scanner reads them from
// the bytes of a CSV, mappedRows has them from a table of any other form. All that
// is asked of the meaning of a row is asked in one place, the observer.
type rowSource interface {
	next() bool                       // goes on to the next row; false where there is none
	number() int                      // of the row, from 1: of a CSV the line on which it begins
	broken() (at source.Pos, is bool) // the row could not be parted into cells, and where not
	width() int                       // how many cells it has
	cell(column int) []byte           // the text of a cell
	pos(column int) source.Pos        // the place of a cell
}

// mappedRows are the rows made from one table. They are numbered in their order,
// since several may come from one line.
type mappedRows struct {
	made *mapping.Result
	read int // how many were handed over
}

func (m *mappedRows) next() bool {
	if m.read == len(m.made.Rows) {
		return false
	}
	m.read++
	return true
}

func (m *mappedRows) row() *mapping.Row { return &m.made.Rows[m.read-1] }

func (m *mappedRows) number() int { return m.read }

func (m *mappedRows) broken() (source.Pos, bool) { return source.Pos{}, false }

func (m *mappedRows) width() int { return len(m.row().Cells) }

func (m *mappedRows) cell(column int) []byte { return []byte(m.row().Cells[column]) }

func (m *mappedRows) pos(column int) source.Pos {
	return m.made.Pos(m.row(), mapping.Column(column))
}

// cell gives the place of a row's numerator by the number of the row.
func (m *mappedRows) cellOf(number int) source.Pos {
	if number < 1 || number > len(m.made.Rows) {
		return source.Pos{}
	}
	return m.made.Pos(&m.made.Rows[number-1], mapping.Numerator)
}

// heads gives the headings as the observer takes them.
func (m *mappedRows) heads() heads {
	h := heads{names: mapping.Columns(), at: map[string]int{}, ok: true}
	h.places = make([]source.Pos, len(h.names))
	for i, name := range h.names {
		h.at[name] = i
	}
	return h
}
