package sheet

import (
	"fmt"
	"strconv"
	"strings"
)

// columns gives the first column of a table and the one after its last. In a text
// the headings decide how wide it is, in a sheet also what stands below them.
func (b *block) columns() (left, right int) {
	left, right = -1, 0
	widen := func(w raw) {
		n, first, last := w.filled()
		if n == 0 {
			return
		}
		if left < 0 || first < left {
			left = first
		}
		right = max(right, last+1)
	}
	for i := b.head; i < b.body; i++ {
		widen(b.g.rows[i])
	}
	if b.g.sheet != "" || b.headless || right == 0 {
		for i := b.body; i < b.to; i++ {
			if w := b.g.rows[i]; !w.isNote(true, true) {
				widen(w)
			}
		}
	} else {
		left = min(left, b.dataLeft(left))
	}
	return max(left, 0), right
}

// dataLeft gives the first column that has data below blank headings.
func (b *block) dataLeft(left int) int {
	for i := b.body; i < min(b.to, b.body+sampleRows); i++ {
		if n, first, _ := b.g.rows[i].filled(); n > 1 && first < left {
			left = first
		}
	}
	return left
}

// heads makes the headings of the columns from left up to right.
func (b *block) heads(left, right int) []Head {
	end := b.body
	if b.number >= 0 {
		end = b.number
	}
	var storeys [][]string
	if !b.headless {
		storeys = b.filledStoreys(b.head, end, right)
	}
	list := make([]Head, right-left)
	for col := left; col < right; col++ {
		h := &list[col-left]
		for i, s := range storeys {
			if part := strings.Join(strings.Fields(s[col]), " "); part != "" && (len(h.Parts) == 0 || h.Parts[len(h.Parts)-1] != part) {
				h.Parts = append(h.Parts, part)
				h.Pos = origin{g: b.g, line: b.g.rows[b.head+i].line, offset: b.g.rows[b.head+i].offset}.pos(col)
			}
		}
		if len(h.Parts) == 0 {
			h.Parts = []string{fmt.Sprintf("kolom %d", col-left+1)}
			h.Pos = origin{g: b.g, line: b.g.rows[min(b.head, b.to-1)].line, offset: b.g.rows[min(b.head, b.to-1)].offset}.pos(col)
		}
		h.Text = strings.Join(h.Parts, " / ")
	}
	return list
}

// filledStoreys gives the rows of a heading with merged cells filled: as the
// sheet says which are merged, else as far as the storey below asks for it.
func (b *block) filledStoreys(from, to, right int) [][]string {
	rows := make([][]string, to-from)
	for i := range rows {
		rows[i] = make([]string, right)
		copy(rows[i], b.g.rows[from+i].cells)
	}
	merged := map[[2]int]bool{}
	for _, s := range b.g.spans {
		if s.top < from || s.top >= to {
			continue
		}
		for i := s.top; i <= min(s.bottom, to-1); i++ {
			for col := s.left; col <= min(s.right, right-1); col++ {
				rows[i-from][col] = b.g.rows[s.top].cell(s.left)
				merged[[2]int{i - from, col}] = true
			}
		}
	}
	for i := range len(rows) - 1 {
		carry(rows, i, merged)
	}
	return rows
}

// carry fills the blank cells of a storey from the left. It does so only above
// cells of a lower storey, from a cell that has such itself, and not past the
// beginning of a group in the storey above.
func carry(rows [][]string, i int, merged map[[2]int]bool) {
	below := func(col int) bool {
		for _, low := range rows[i+1:] {
			if low[col] != "" {
				return true
			}
		}
		return false
	}
	from := -1
	for col, c := range rows[i] {
		newGroup := i > 0 && col > 0 && rows[i-1][col] != rows[i-1][col-1]
		switch {
		case c != "":
			if from = -1; !merged[[2]int{i, col}] && below(col) {
				from = col
			}
		case newGroup || !below(col):
			from = -1
		case from >= 0:
			rows[i][col] = rows[i][from]
		}
	}
}

// rows sorts the lines below the headings.
func (r *reader) rows(t *Table, b block, left, right int) {
	afterTotal, afterBlank := false, false
	t.Rows = make([]Row, 0, b.to-b.body)
	for i := b.body; i < b.to; i++ {
		w := b.g.rows[i]
		n, _, _ := w.filled()
		switch {
		case n == 0:
			t.Lines.Blank++
			afterBlank = true
			continue
		case b.repeatsHeading(w):
			t.Lines.Heading++
		case b.number >= 0 && b.repeatsNumbers(w):
			t.Lines.Number++
		case b.headless && n > 1:
			t.Lines.Data++
			t.Rows = append(t.Rows, r.row(b, i, left, right, true))
		case b.isTotal(i):
			t.Lines.Total++
			t.Totals = append(t.Totals, r.row(b, i, left, right, false))
			afterTotal = true
		case w.isNote(afterTotal, afterBlank && b.most > 2 && b.lastOnes(i)):
			t.Lines.Footer++
			t.Footers = append(t.Footers, w.joined())
		default:
			t.Lines.Data++
			t.Rows = append(t.Rows, r.row(b, i, left, right, true))
		}
		afterBlank = afterBlank && n == 1
	}
}

// repeatsNumbers finds the numbers of the columns that are printed once more.
func (b *block) repeatsNumbers(w raw) bool {
	return sameCells(b.g.rows[b.number], w)
}

// lastOnes says whether no row from i on has more than one cell.
func (b *block) lastOnes(i int) bool {
	for ; i < b.to; i++ {
		if n, _, _ := b.g.rows[i].filled(); n > 1 {
			return false
		}
	}
	return true
}

// repeatsHeading finds headings that are printed once more on a new page.
func (b *block) repeatsHeading(w raw) bool {
	if b.headless {
		return false
	}
	for _, h := range b.g.rows[b.head:b.body] {
		if n, _, _ := h.filled(); n > 1 && sameCells(h, w) {
			return true
		}
	}
	return false
}

func sameCells(a, b raw) bool {
	for i := range max(len(a.cells), len(b.cells)) {
		if a.cell(i) != b.cell(i) {
			return false
		}
	}
	return true
}

// row cuts a row of the grid to the columns of the table.
func (r *reader) row(b block, i, left, right int, strict bool) Row {
	w := b.g.rows[i]
	row := Row{Line: w.line, at: origin{b.g, w.line, w.offset, left}}
	if len(w.cells) >= right {
		row.Cells = w.cells[left:right:right]
	} else {
		row.Cells = make([]string, right-left)
		copy(row.Cells, w.cells[min(left, len(w.cells)):])
	}
	if w.kinds != nil {
		row.kinds = make([]Kind, right-left)
		copy(row.kinds, w.kinds[min(left, len(w.kinds)):])
	}
	if strict && b.g.sheet == "" && b.g.split != nil {
		r.checkLength(b, w, row, right)
	}
	return row
}

// checkLength tells of a row of a text that has more or fewer cells than the
// headings. Blank ones at the end may be left out on both sides.
func (r *reader) checkLength(b block, w raw, row Row, right int) {
	want := right
	if !b.headless {
		want = len(b.g.rows[b.head].cells)
	}
	_, _, last := w.filled()
	if last >= right || len(w.cells) < min(want, right) {
		r.ps.Error(row.at.pos(-1), "row-length", "got", strconv.Itoa(len(w.cells)), "want", strconv.Itoa(want))
	}
}
