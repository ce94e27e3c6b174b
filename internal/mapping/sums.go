package mapping

import (
	"slices"
	"strconv"
	"strings"

	"terang/internal/sheet"
	"terang/internal/source"
)

// Doubt is something that does not fit within a table. Counts are kept apart, since
// of a sensitive indicator they are not told.
type Doubt struct {
	Pos       source.Pos
	Code      source.Code
	Indicator string // code; empty where the rows are of several
	Column    string // the heading
	Words     []string
	Counts    []string
}

// compare holds the numbers of a table against what it says of itself: totals, and
// columns of men and women beside one of both.
func (b *binding) compare() {
	seen := map[int]bool{}
	for _, s := range b.series {
		for _, col := range slices.Concat(s.numerator, s.denominator) {
			if seen[col] || b.factored() {
				continue
			}
			seen[col] = true
			values, ok := b.values(col)
			if ok {
				b.totals(s.indicator, col, values)
			}
			b.sexes(s.indicator, col, values)
		}
	}
}

// factored says whether numbers are in thousands: their sums are rounded.
func (b *binding) factored() bool {
	return b.unit >= 0 || factorOf(b.m.src.Units.Numerator) != 1 || factorOf(b.m.src.Units.Denominator) != 1
}

// unknown stands for a cell without a number.
const unknown = -1

// values reads the numbers of a column; ok is false where one cannot be read. That
// is told where the row is read.
func (b *binding) values(col int) (values []int64, ok bool) {
	ok = true
	for i := range b.t.Rows {
		v, what, _ := b.parse(&b.t.Rows[i], col, 1)
		if what != known {
			v, ok = unknown, ok && what == missing
		}
		values = append(values, v)
	}
	return values, ok
}

// totals holds each total against the rows between it and the one before, all rows
// above it, all totals above it, and the rows below one that stands on top.
func (b *binding) totals(indicator string, col int, values []int64) {
	all := func(from, to int) (sum int64) {
		for i, v := range values {
			if line := b.t.Rows[i].Line; line > from && line < to && v > 0 {
				sum += v
			}
		}
		return sum
	}
	last, before := 0, int64(0)
	for i, t := range b.t.Totals {
		says, what, _ := b.parse(&b.t.Totals[i], col, 1)
		if what != known || says%million != 0 {
			last = t.Line
			continue
		}
		next := endless
		if i+1 < len(b.t.Totals) {
			next = b.t.Totals[i+1].Line
		}
		since, above, below := all(last, t.Line), all(0, t.Line), all(t.Line, next)
		sum := since
		if since == 0 {
			sum = max(above, below)
		}
		if fits := []int64{since, above, before, below, all(0, endless)}; !slices.Contains(fits, says) && sum > 0 {
			b.doubt(b.t.Pos(t, col), "total-apart", indicator, col, []string{"label", label(t)},
				[]string{"total", written(says), "sum", written(sum)})
		}
		last, before = t.Line, before+says
	}
}

// endless is a line below all others.
const endless = 1 << 30

// label is what names a total.
func label(r sheet.Row) string {
	for _, c := range r.Cells {
		if c != "" && !onlyDigits.MatchString(c) {
			return c
		}
	}
	return ""
}

// The headings of columns of men, of women, and of both.
var (
	menHeads   = []string{"l", "laki-laki", "laki - laki", "laki laki", "pria"}
	womenHeads = []string{"p", "perempuan", "wanita"}
	bothHeads  = []string{"l+p", "l + p", "l+ p", "l +p", "laki-laki + perempuan", "laki-laki+perempuan"}
)

// sexes holds a column of both against those of men and women that stand beside it
// under one heading.
func (b *binding) sexes(indicator string, col int, values []int64) {
	upper, last := storeys(b.t.Heads[col])
	if !slices.Contains(bothHeads, last) {
		return
	}
	men, women := b.sibling(upper, menHeads), b.sibling(upper, womenHeads)
	if men < 0 || women < 0 {
		return
	}
	for i := range b.t.Rows {
		r := &b.t.Rows[i]
		m, whatM, _ := b.parse(r, men, 1)
		w, whatW, _ := b.parse(r, women, 1)
		if whatM == known && whatW == known && values[i] >= 0 && m+w != values[i] {
			b.doubt(b.t.Pos(*r, col), "sexes-apart", indicator, col, []string{"column", b.t.Heads[col].Text},
				[]string{"men", written(m), "women", written(w), "total", written(values[i])})
		}
	}
}

// storeys parts the heading of a column into its lowest storey and all above.
func storeys(h sheet.Head) (upper, last string) {
	parts := h.Parts
	if len(parts) == 0 {
		parts = []string{h.Text}
	}
	return plain(strings.Join(parts[:len(parts)-1], " / ")), plain(parts[len(parts)-1])
}

// sibling finds the one column below the same upper storeys with one of some headings.
func (b *binding) sibling(upper string, heads []string) int {
	found := -1
	for col, h := range b.t.Heads {
		if u, last := storeys(h); u == upper && slices.Contains(heads, last) {
			if found >= 0 {
				return -1
			}
			found = col
		}
	}
	return found
}

func (b *binding) doubt(at source.Pos, code source.Code, indicator string, col int, words, counts []string) {
	b.m.res.Doubts = append(b.m.res.Doubts, Doubt{at, code, indicator, b.t.Heads[col].Text, words, counts})
}

// written writes millionths as a number.
func written(v int64) string { return strconv.FormatFloat(float64(v)/million, 'f', -1, 64) }
