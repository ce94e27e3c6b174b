package mapping

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"terang/internal/config"
	"terang/internal/sheet"
)

// trait is what is seen of a column.
type trait struct {
	col    int
	head   sheet.Head
	words  string // of the heading
	filled int
	number int // how many cells are numbers
	period int // how many are a month, quarter or year
	month  int // how many are a month without its year
	seen   map[string]int
	order  []string // the keys of seen as they come
	when   map[string]when
	signed bool   // some have %
	parts  bool   // some have a fraction
	used   bool   // by a setting that is not a number
	with   *trait // of men and women without a column of both: the other, whose numbers are added
}

// when says what a cell tells of a time.
type when uint8

const (
	noTime when = iota
	isPeriod
	isMonth
)

// mostSeen is how many different cells of a column are kept.
const mostSeen = 5000

// look looks at every column.
func (g *guess) look() {
	g.cols = nil
	for col, h := range g.t.Heads[:min(len(g.t.Heads), mostColumns)] {
		c := trait{col: col, head: h, words: wordsOf(h.Text), seen: map[string]int{}, when: map[string]when{}}
		for _, row := range g.rows {
			c.see(&g.t.Rows[row], col)
		}
		g.cols = append(g.cols, c)
	}
	g.readMarks()
	for i := range g.cols {
		c := &g.cols[i]
		for _, row := range g.rows {
			if v, ok := g.value(row, c.col); ok {
				c.number++
				c.parts = c.parts || v != float64(int64(v))
			}
		}
	}
	c := g.src.Columns
	for _, heading := range slices.Concat([]string{
		c.Period, c.Year, c.Month, c.Indicator, c.Area, c.Name, c.Unit, c.Element, c.Kind, c.Source, c.Extracted, c.Note,
	}, c.Parents) {
		g.use(heading)
	}
}

func (c *trait) see(r *sheet.Row, col int) {
	cell := strings.TrimSpace(strings.TrimPrefix(r.Cells[col], "'"))
	if isMissing(cell) {
		return
	}
	c.filled++
	if len(c.seen) < mostSeen || c.seen[cell] > 0 {
		if c.seen[cell] == 0 {
			c.order = append(c.order, cell)
		}
		c.seen[cell]++
	}
	when, known := c.when[cell]
	if !known {
		if _, ok := ReadPeriod(cell); ok {
			when = isPeriod
		} else if p, ok := ofYear("2000", cell); ok && len(p) > len("2000") {
			when = isMonth
		}
		if len(c.when) < mostSeen {
			c.when[cell] = when
		}
	}
	switch when {
	case isPeriod:
		c.period++
	case isMonth:
		c.month++
	}
	c.signed = c.signed || strings.HasSuffix(cell, "%") || r.Kind(col) == sheet.Percent
}

// use marks a column as one that is no number.
func (g *guess) use(heading string) {
	for i := range g.cols {
		if heading != "" && loose(g.cols[i].head.Text) == loose(heading) {
			g.cols[i].used = true
		}
	}
}

// readMarks finds how the numbers are written, by all columns that may hold them.
func (g *guess) readMarks() {
	m := &mapper{res: &Result{tables: []*sheet.Table{g.t}}, src: *g.src}
	b := &binding{m: m, t: g.t}
	var s seen
	for i := range g.cols {
		c := &g.cols[i]
		if c.period*2 > c.filled && c.filled > 0 || says(c.words, codeWords) {
			continue
		}
		for _, row := range g.rows {
			if r := &g.t.Rows[row]; r.Kind(c.col) == sheet.Text {
				s.look(number(r.Cells[c.col]), ref{0, row, c.col})
			}
		}
	}
	g.marks = b.decide(s)
}

var number1 = regexp.MustCompile(`^[-−]?[\d.,\s\x{a0}\x{202f}]*\d$`)

func looksNumber(text string) bool { return number1.MatchString(text) }

// value reads a cell as a number, roughly: it is looked at, not counted.
func (g *guess) value(row, col int) (float64, bool) {
	r := &g.t.Rows[row]
	text := number(strings.TrimSpace(r.Cells[col]))
	if k := r.Kind(col); k == sheet.Date || k == sheet.Truth || k == sheet.Fault || !looksNumber(text) {
		return 0, false
	}
	if r.Kind(col) == sheet.Text && !pointZero.MatchString(text) {
		var ok bool
		if text, ok = g.marks.plain(text, 1); !ok {
			return 0, false
		}
	} else {
		text = strings.Replace(text, ",", ".", 1)
	}
	v, err := strconv.ParseFloat(text, 64)
	return v, err == nil
}

// isNumeric says whether a column holds numbers that no setting uses yet.
func (c *trait) isNumeric() bool {
	return !c.used && c.number > 0 && c.number*10 >= c.filled*9 && !says(c.words, codeWords) && !c.counter()
}

// counter says whether a column numbers the rows.
func (c *trait) counter() bool {
	return slices.Contains(numberWords, c.words) || c.words == "no urut"
}

// isPercent says whether a column shows shares, by its heading or its cells.
func (c *trait) isPercent() bool { return c.signed || says(c.words, percentWords) }

// text says whether a column holds words.
func (c *trait) text() bool { return !c.used && c.filled > 0 && c.number*2 < c.filled }

// heading gives what the mapping calls a column. Two columns with one heading
// cannot be told apart.
func (c *trait) heading() string { return c.head.Text }

// heads gives what the mapping calls a column of numbers, or two that are added up.
func (c *trait) heads() config.Heads {
	if c.with != nil {
		return config.Heads{c.head.Text, c.with.head.Text}
	}
	return config.Heads{c.head.Text}
}

// number reads the number of a row.
func (g *guess) number(row int, c *trait) (float64, bool) {
	v, ok := g.value(row, c.col)
	if c.with != nil && ok {
		var w float64
		w, ok = g.value(row, c.with.col)
		v += w
	}
	return v, ok
}
