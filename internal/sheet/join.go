package sheet

import (
	"strconv"

	"terang/internal/source"
)

// joinAll puts the parts of a table together that go on under one number.
func (r *reader) joinAll(tables []Table) []Table {
	var kept []Table
	byNumber := map[string]int{}
	for _, t := range tables {
		number, on := numberOf(t.Title)
		base, known := byNumber[number]
		if number == "" || !on || !known {
			if number != "" {
				byNumber[number] = len(kept)
			}
			kept = append(kept, t)
			continue
		}
		if !r.join(&kept[base], t) {
			r.ps.Warn(t.place(), "part-apart", "title", clip(t.Title), "first", kept[base].place().String())
			kept = append(kept, t)
		}
	}
	return kept
}

// place is where a table begins.
func (t *Table) place() (p source.Pos) {
	switch {
	case len(t.Heads) > 0:
		p = t.Heads[0].Pos
	case len(t.Rows) > 0:
		p = t.Pos(t.Rows[0], -1)
	}
	p.Column = 0
	return p
}

// join adds a further part: rows where all headings are the same, columns where
// the first ones are the same and the rows are. It says whether that could be done.
func (r *reader) join(t *Table, part Table) bool {
	same := 0
	for same < min(len(t.Heads), len(part.Heads)) && plain(t.Heads[same].Text) == plain(part.Heads[same].Text) {
		same++
	}
	switch {
	case same == len(t.Heads) && same == len(part.Heads):
		t.Rows, t.Totals = append(t.Rows, part.Rows...), append(t.Totals, part.Totals...)
		r.note(part.place(), "part-below", "title", clip(part.Title), "count", strconv.Itoa(len(part.Rows)))
	case same > 0 && sameKeys(t.Rows, part.Rows, same) && len(t.Totals) == len(part.Totals):
		width := len(t.Heads)
		t.Heads = append(t.Heads, part.Heads[same:]...)
		widen(t.Rows, part.Rows, width, same)
		widen(t.Totals, part.Totals, width, same)
		part.Lines.Joined += part.Lines.Data + part.Lines.Total
		part.Lines.Data, part.Lines.Total = 0, 0
		r.note(part.place(), "part-beside", "title", clip(part.Title), "count", strconv.Itoa(len(part.Heads)-same))
	default:
		return false
	}
	t.Footers = append(t.Footers, part.Footers...)
	t.Lines.Add(part.Lines)
	return true
}

// sameKeys says whether two parts have the same rows by their first columns.
func sameKeys(a, b []Row, columns int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		for col := range columns {
			if plain(a[i].Cells[col]) != plain(b[i].Cells[col]) {
				return false
			}
		}
	}
	return true
}

// widen puts the cells of a part behind those of the rows, without the columns
// that both have.
func widen(rows, part []Row, width, same int) {
	for i := range rows {
		r, p := &rows[i], part[i]
		if r.kinds != nil || p.kinds != nil {
			kinds := make([]Kind, width, width+len(p.Cells)-same)
			copy(kinds, r.kinds)
			for col := same; col < len(p.Cells); col++ {
				kinds = append(kinds, p.Kind(col))
			}
			r.kinds = kinds
		}
		r.Cells = append(r.Cells[:width:width], p.Cells[same:]...)
		r.more = append([]joined{{width, p.at, same}}, r.more...)
	}
}

func (l *Lines) Add(m Lines) {
	l.Title += m.Title
	l.Heading += m.Heading
	l.Number += m.Number
	l.Data += m.Data
	l.Total += m.Total
	l.Footer += m.Footer
	l.Blank += m.Blank
	l.Joined += m.Joined
}
