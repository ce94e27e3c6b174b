package mapping

import (
	"strconv"
	"strings"

	"terang/internal/sheet"
)

// read makes observations of the rows of a table.
func (b *binding) read() {
	for row := range b.t.Rows {
		(*b.m.fates)[b.start+row] = b.readRow(row)
	}
	b.compare()
}

// readRow makes the observations of a row, and says by which rule it was left out.
func (b *binding) readRow(row int) Rule {
	r := &b.t.Rows[row]
	switch {
	case b.isBlank(r):
		return Blank
	case !takes(b.where, r):
		return Filtered
	}
	say := b.series
	if b.element >= 0 {
		one, ok := b.elementOf(row)
		if !ok {
			return Unlisted
		}
		say = []series{one}
	}
	code, at, ok := b.area(row)
	if !ok {
		return Refused
	}
	fate, before := Taken, len(b.m.rows)
	about := func(s series) (Row, Rule) {
		o := Row{from: []int{b.start + row}}
		o.Cells[Area], o.at[Area] = code, at
		rule := b.fill(&o, row, s)
		return o, rule
	}
	for _, s := range say {
		o, rule := about(s)
		if rule != Taken {
			fate = rule
			continue
		}
		if !b.m.gathers() && (b.m.src.Wide == "" || o.Cells[Numerator] != "") {
			b.m.rows = append(b.m.rows, o)
		}
	}
	if fate == Taken && b.m.src.Wide != "" && len(b.m.rows) == before && !b.m.gathers() {
		o, _ := about(say[0]) // the sasaran of a unit that has not reported yet
		b.m.rows = append(b.m.rows, o)
	}
	return fate
}

// isBlank says whether nothing stands in the cells that the mapping names.
func (b *binding) isBlank(r *sheet.Row) bool {
	cols := []int{b.areaCol, b.name, b.value}
	for _, s := range b.series {
		cols = append(append(cols, s.numerator...), s.denominator...)
	}
	for _, f := range b.count {
		cols = append(cols, f.col)
	}
	for _, c := range cols {
		if c >= 0 && r.Cells[c] != "" {
			return false
		}
	}
	return true
}

// elementOf says what the number of a row of an export of DHIS2 is.
func (b *binding) elementOf(row int) (series, bool) {
	e, ok := b.m.src.Elements[b.cell(row, b.element)]
	one := series{indicator: e.Indicator, kind: b.m.src.Kind, period: b.m.src.Period, numerator: []int{b.value}, percent: -1}
	if e.Is == "denominator" {
		one.numerator, one.denominator = nil, one.numerator
	}
	return one, ok
}

// fill puts what a row says into an observation.
func (b *binding) fill(o *Row, row int, s series) Rule {
	whole := ref{b.number, row, -1}
	for c := range o.at {
		if Column(c) != Area {
			o.at[c] = whole
		}
	}
	put := func(c Column, constant string, col int) {
		o.Cells[c] = constant
		if col >= 0 {
			o.Cells[c], o.at[c] = b.cell(row, col), ref{b.number, row, col}
		}
	}
	put(Kind, s.kind, b.kind)
	put(Source, b.m.src.Source, b.source)
	put(Extracted, b.m.src.Extracted, b.extracted)
	if !b.m.gathers() {
		put(Percent, "", s.percent)
	}
	if b.m.src.Match != "name" && b.m.src.Codes != "bps" && b.areaCol >= 0 {
		put(Name, "", b.name)
	}
	indicatorCol := b.indicator
	if s.indicator != "" {
		indicatorCol = -1
	}
	put(Indicator, s.indicator, indicatorCol)
	if code, is := b.m.src.Indicators[o.Cells[Indicator]]; is {
		o.Cells[Indicator] = code
	} else if indicatorCol >= 0 && len(b.m.src.Indicators) > 0 {
		return Unlisted
	}
	b.fillPeriod(o, row, s)
	return b.fillNumbers(o, row, s)
}

// fillPeriod writes the period as observations have it. One that cannot be read
// stays as it is: where it is read again it is refused with its place.
func (b *binding) fillPeriod(o *Row, row int, s series) {
	text, col := s.period, -1
	year := s.period
	switch {
	case b.m.src.Wide == "" && b.period >= 0:
		col = b.period
	case b.m.src.Wide == "" && b.year >= 0 && b.month < 0:
		col = b.year
	}
	if b.year >= 0 {
		year = b.cell(row, b.year)
	}
	if col >= 0 {
		text, o.at[Period] = b.cell(row, col), ref{b.number, row, col}
		if r := b.t.Rows[row]; r.Kind(col) == sheet.Date {
			text = strings.TrimSuffix(text, "-01") // the first day, by which spreadsheets keep a month
			if len(text) == len("2024") {
				text = b.cell(row, col)
			}
		}
	}
	if text == "" && b.m.src.Recipe != "" {
		text = titleYear(b.t.Title)
	}
	o.Cells[Period], _ = ReadPeriod(text)
	if b.m.src.Wide == "" && b.month >= 0 {
		o.at[Period] = ref{b.number, row, b.month}
		o.Cells[Period], _ = ofYear(year, b.cell(row, b.month))
	} else if p, ok := ofYear(year, text); ok && year != text {
		o.Cells[Period] = p
	}
}

// fillNumbers reads numerator and denominator.
func (b *binding) fillNumbers(o *Row, row int, s series) Rule {
	var g gathered
	for _, side := range []struct {
		cols   []int
		column Column
		unit   string
		value  *int64
		has    *bool
	}{
		{s.numerator, Numerator, b.m.src.Units.Numerator, &g.n, &g.hasN},
		{s.denominator, Denominator, b.m.src.Units.Denominator, &g.d, &g.hasD},
	} {
		if len(side.cols) == 0 {
			continue
		}
		o.at[side.column] = ref{b.number, row, side.cols[0]}
		factor := factorOf(first(side.unit, b.cell(row, b.unit)))
		v, what := b.sum(row, side.cols, factor)
		if what == wrong {
			return Refused
		}
		*side.value, *side.has = v, what == known
		if what == known {
			o.Cells[side.column] = strconv.FormatInt(v/million, 10)
		}
	}
	if len(b.count) > 0 {
		g = gathered{d: million, hasN: true, hasD: true}
		if takes(b.count, &b.t.Rows[row]) {
			g.n = million
		}
	}
	if b.m.gathers() {
		return b.m.gather(o, g)
	}
	return Taken
}

// sum reads numbers that are added up. Where some are there none may be missing: a
// sum of what was filled in would say too little.
func (b *binding) sum(row int, cols []int, factor int64) (value int64, what state) {
	var gaps []int
	what = missing
	for _, col := range cols {
		v, is := b.amount(row, col, factor)
		switch {
		case is == missing:
			gaps = append(gaps, col)
		case is == wrong || what == wrong:
			what = wrong
		default:
			value, what = value+v, known
		}
	}
	if what != known || len(gaps) == 0 {
		return value, what
	}
	for _, col := range gaps {
		b.m.res.Problems.Error(b.t.Pos(b.t.Rows[row], col), "part-missing", "column", b.t.Heads[col].Text)
	}
	return 0, wrong
}
