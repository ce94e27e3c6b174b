package mapping

import (
	"maps"
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/sheet"
	"terang/internal/source"
)

// binding says which column of a table is which; -1 where there is none.
type binding struct {
	m      *mapper
	t      *sheet.Table
	number int // of the table
	start  int // its first row among the fates

	period, year, month, indicator, areaCol, name, unit, element, value, kind, source, extracted int
	noted                                                                                        bool // that codes had become numbers

	parents []int
	where   []filter
	count   []filter
	series  []series
	missing []lack
}

// series is one of the things that a row says: texts hold for all rows. Of several
// columns the numbers are added up; percent is -1 where there is none.
type series struct {
	indicator, period, kind string
	numerator, denominator  []int
	percent                 int
}

// filter asks for some cells of a column.
type filter struct {
	col   int
	cells []string
}

// lack is a column that the mapping names and the table does not have.
type lack struct {
	heading string
	twice   bool
}

// find looks for all columns that the mapping names.
func (b *binding) find() {
	c := b.m.src.Columns
	for _, f := range []struct {
		col     *int
		heading string
	}{
		{&b.period, c.Period},
		{&b.year, c.Year},
		{&b.month, c.Month},
		{&b.indicator, c.Indicator},
		{&b.areaCol, c.Area},
		{&b.name, c.Name},
		{&b.unit, c.Unit},
		{&b.element, c.Element},
		{&b.value, c.Value},
		{&b.kind, c.Kind},
		{&b.source, c.Source},
		{&b.extracted, c.Extracted},
	} {
		*f.col = b.column(f.heading)
	}
	for _, p := range c.Parents {
		b.parents = append(b.parents, b.column(p))
	}
	b.where, b.count = b.filters(b.m.src.Where), b.filters(b.m.src.Count)
	b.findSeries()
}

func (b *binding) filters(of map[string][]string) []filter {
	var fs []filter
	for _, heading := range slices.Sorted(maps.Keys(of)) {
		f := filter{col: b.column(heading)}
		for _, cell := range of[heading] {
			f.cells = append(f.cells, plain(cell))
		}
		fs = append(fs, f)
	}
	return fs
}

// plain is a text for comparing: small letters, single blanks.
func plain(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// takes says whether all filters take a row.
func takes(fs []filter, r *sheet.Row) bool {
	for _, f := range fs {
		if f.col >= 0 && !slices.Contains(f.cells, plain(r.Cells[f.col])) {
			return false
		}
	}
	return true
}

// column finds a heading; nothing is looked for where none is named.
func (b *binding) column(heading string) int {
	if heading == "" {
		return -1
	}
	if col, ok := b.t.Find(heading); ok {
		return col
	}
	var cols []int
	for i, h := range b.t.Heads {
		if loose(h.Text) == loose(heading) {
			cols = append(cols, i)
		}
	}
	if len(cols) == 1 {
		return cols[0]
	}
	b.missing = append(b.missing, lack{heading, len(cols) > 1})
	return -1
}

// all finds the columns of a sum.
func (b *binding) all(heads config.Heads) []int {
	var cols []int
	for _, h := range heads {
		cols = append(cols, b.column(h))
	}
	return cols
}

// loose is a heading for comparing: small letters, and blanks for _, - and dots.
func loose(s string) string {
	return plain(strings.NewReplacer("_", " ", "-", " ", ".", " ").Replace(s))
}

// findSeries says what a row says: one thing, several by site.yaml, or one for
// each column of a month, quarter or year.
func (b *binding) findSeries() {
	src := b.m.src
	all := src.Series
	if len(all) == 0 {
		all = []config.Series{{}}
	}
	for _, s := range all {
		one := series{indicator: first(s.Indicator, src.Indicator), kind: first(s.Kind, src.Kind), period: first(s.Period, src.Period)}
		n, d := either(s.Numerator, src.Columns.Numerator), either(s.Denominator, src.Columns.Denominator)
		if src.Wide != "" {
			b.spread(one, n, d)
			continue
		}
		one.numerator, one.denominator, one.percent = b.all(n), b.all(d), b.column(first(s.Percent, src.Columns.Percent))
		b.series = append(b.series, one)
	}
}

// numeric lists the columns in which numbers stand, and those of percentages.
func (b *binding) numeric() []int {
	var cols []int
	for _, s := range b.series {
		cols = append(append(cols, s.numerator...), s.denominator...)
	}
	cols = append(cols, b.value)
	for i, h := range b.t.Heads {
		if strings.ContainsRune(h.Text, '%') || strings.Contains(plain(h.Text), "persen") {
			cols = append(cols, i)
		}
	}
	slices.Sort(cols)
	return slices.DeleteFunc(slices.Compact(cols), func(c int) bool { return c < 0 })
}

// tell reports columns that are missing; ok is false where there are some.
func (b *binding) tell() (ok bool) {
	headings := make([]string, len(b.t.Heads))
	for i, h := range b.t.Heads {
		headings[i] = h.Text
	}
	at := source.Pos{File: b.m.pos.File}
	if len(headings) > 0 {
		at = lineOf(b.t.Heads[0].Pos)
	}
	for _, l := range b.missing {
		if l.twice {
			b.m.res.Problems.Error(at, "ambiguous-heading", "heading", l.heading)
			continue
		}
		near, _ := source.Nearest(l.heading, headings)
		b.m.res.Problems.Error(at, "missing-heading", "heading", l.heading, "near", near, "known", strings.Join(headings, ", "))
	}
	if len(b.missing) > 0 {
		b.pass(false)
	}
	return len(b.missing) == 0
}

// pass leaves out all rows of a table: another has the columns, or none has.
func (b *binding) pass(noted bool) {
	rule := Refused
	if noted {
		rule = Passed
		at := source.Pos{File: b.m.pos.File}
		if len(b.t.Heads) > 0 {
			at = lineOf(b.t.Heads[0].Pos)
		}
		b.m.note(at, "table-passed", "title", b.t.Title, "heading", b.missing[0].heading)
	}
	for i := range b.t.Rows {
		(*b.m.fates)[b.start+i] = rule
	}
}

func either(a, b config.Heads) config.Heads {
	if len(a) > 0 {
		return a
	}
	return b
}

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
