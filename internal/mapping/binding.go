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

// series is one of the things that a row says: texts hold for all rows, columns
// are -1 where there is none.
type series struct {
	indicator, period, kind string
	numerator, denominator  int
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
		n, d := first(s.Numerator, src.Columns.Numerator), first(s.Denominator, src.Columns.Denominator)
		if src.Wide != "" {
			b.spread(one, n, d)
			continue
		}
		one.numerator, one.denominator, one.percent = b.column(n), b.column(d), b.column(first(s.Percent, src.Columns.Percent))
		b.series = append(b.series, one)
	}
}

// spread makes a series of each column whose heading, or one storey of it, is a
// period. Of a heading of two storeys the other says whether it is the numerator
// or the denominator.
func (b *binding) spread(one series, numerator, denominator string) {
	found := map[string]int{}
	common := -1
	if denominator != "" {
		if col, ok := b.t.Find(denominator); ok {
			common = col
		}
	}
	for col, h := range b.t.Heads {
		period, rest, ok := b.periodIn(h, one.period)
		if !ok {
			continue
		}
		i, known := found[period]
		if !known {
			i = len(b.series)
			found[period] = i
			s := one
			s.period, s.numerator, s.denominator, s.percent = period, -1, common, -1
			b.series = append(b.series, s)
		}
		switch {
		case rest != "" && rest == plain(denominator):
			b.series[i].denominator = col
		case rest == plain(numerator) || rest == "" && b.series[i].numerator < 0:
			b.series[i].numerator = col
		}
	}
	if len(found) == 0 {
		b.missing = append(b.missing, lack{heading: map[string]string{"months": "Januari", "quarters": "TW I", "years": "2024"}[b.m.src.Wide]})
	}
	if numerator != "" && len(found) > 0 && !slices.ContainsFunc(b.series, func(s series) bool { return s.numerator >= 0 }) {
		b.missing = append(b.missing, lack{heading: numerator})
	}
	if denominator != "" && len(found) > 0 && !slices.ContainsFunc(b.series, func(s series) bool { return s.denominator >= 0 }) {
		b.missing = append(b.missing, lack{heading: denominator})
	}
}

// periodIn finds the period that a heading names, and what else it says.
func (b *binding) periodIn(h sheet.Head, year string) (period, rest string, ok bool) {
	parts := h.Parts
	if len(parts) == 0 {
		parts = []string{h.Text}
	}
	own := -1 // the storey that is the year of a month below it
	for i, part := range parts {
		if p, is := ReadPeriod(part); is && len(p) == len("2024") {
			year, own = p, i
		}
	}
	for i, part := range parts {
		p, is := ReadPeriod(part)
		ofOwn := !is && own >= 0
		if !is && year != "" {
			p, is = ofYear(year, part)
		}
		if is && b.fitsWide(p) {
			others := slices.Clone(parts)
			others[i] = ""
			if ofOwn {
				others[own] = ""
			}
			others = slices.DeleteFunc(others, func(s string) bool { return s == "" })
			return p, plain(strings.Join(others, " / ")), true
		}
	}
	return "", "", false
}

func (b *binding) fitsWide(period string) bool {
	switch {
	case len(period) == len("2024"):
		return b.m.src.Wide == "years"
	case strings.Contains(period, "Q"):
		return b.m.src.Wide == "quarters"
	}
	return b.m.src.Wide == "months"
}

// numeric lists the columns in which numbers stand, and those of percentages.
func (b *binding) numeric() []int {
	var cols []int
	for _, s := range b.series {
		cols = append(cols, s.numerator, s.denominator)
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

func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}
