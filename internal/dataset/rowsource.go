package dataset

import "terang/internal/source"

// rowSource hands over the rows of a table of observations one after another. What
// it gives is valid until the next row. There are two: the scanner reads them from
// the bytes of a CSV, mappedRows has them from a table of any other form. All that
// is asked of the meaning of a row is asked in one place, the observer.
type rowSource interface {
	next() bool                       // goes on to the next row; false where there is none
	number() int                      // of the row: the line on which it begins, from 1
	broken() (at source.Pos, is bool) // the row could not be parted into cells, and where not
	width() int                       // how many cells it has
	cell(column int) []byte           // the text of a cell
	pos(column int) source.Pos        // the place of a cell
}

// mappedRow is a row of observations made from another table: a cell for each of
// observationColumns.known that its mappedRows has, and the place of what it came from.
type mappedRow struct {
	line   int // of the table; several rows may come from one line
	cells  []string
	places []source.Pos
}

// mappedRows are the rows made from one table.
type mappedRows struct {
	columns []string     // by cell: which of observationColumns.known it is
	headed  []source.Pos // by cell: the heading, for problems of whole columns
	rows    []mappedRow
	read    int // how many were handed over
}

func (m *mappedRows) next() bool {
	if m.read == len(m.rows) {
		return false
	}
	m.read++
	return true
}

func (m *mappedRows) row() *mappedRow { return &m.rows[m.read-1] }

func (m *mappedRows) number() int { return m.row().line }

func (m *mappedRows) broken() (source.Pos, bool) { return source.Pos{}, false }

func (m *mappedRows) width() int { return len(m.row().cells) }

func (m *mappedRows) cell(column int) []byte { return []byte(m.row().cells[column]) }

func (m *mappedRows) pos(column int) source.Pos { return m.row().places[column] }

// heads gives the headings as the observer takes them.
func (m *mappedRows) heads() heads {
	h := heads{names: m.columns, at: map[string]int{}, places: m.headed, ok: true}
	for i, name := range m.columns {
		h.at[name] = i
	}
	return h
}

// last gives the last line that a row came from.
func (m *mappedRows) last() int {
	last := 0
	for _, row := range m.rows {
		last = max(last, row.line)
	}
	return last
}
