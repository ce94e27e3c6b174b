package dataset

import (
	"bytes"
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// row reads a row of an observation file into the table.
func (o *observer) row() outcome {
	if out := o.oddCells(); out != used {
		return out
	}
	var row tally.Row
	row.Origin = o.base + uint32(o.in.number())
	out := o.where(&row)
	n, okN := o.number(o.col.numerator)
	d, okD := o.number(o.col.denominator)
	row.N, row.D = n, d
	okKind := o.kind(&row)
	row.Drawn = o.provenance()
	switch {
	case out == refused || !okN || !okD || !okKind:
		return refused
	case out != used:
		return out
	case !n.Known() && !d.Known() && !o.plain(&row):
		return skipped
	}
	if out := o.sums(&row); out != used {
		return out
	}
	return o.add(row)
}

// oddCells looks for identity numbers, cells of unlikely length and rows without
// anything in them.
func (o *observer) oddCells() outcome {
	blank, out := true, used
	for i := range o.in.width() {
		cell := o.in.cell(i)
		length := len(cell)
		if length == 0 {
			continue
		}
		blank = blank && len(cleanBytes(cell)) == 0
		if length >= identityDigits && isIdentity(cleanBytes(cell)) {
			o.ids[i]++
		}
		if length > longestCell {
			o.r.ps.Error(o.in.pos(i), "cell-too-long", "limit", strconv.Itoa(longestCell))
			out = refused
		}
	}
	if blank {
		return skipped
	}
	return out
}

// where finds the month, the indicator and the unit of a row.
func (o *observer) where(row *tally.Row) outcome {
	worst := o.readPeriod()
	row.Month, row.Span = o.month, o.span
	indicator := o.readIndicator(row)
	worst = max(worst, indicator, o.readArea())
	row.Unit = o.unit
	if indicator == used && o.period.ok == used {
		worst = max(worst, o.inYear(row))
	}
	return worst
}

// inYear puts a whole year at its last month, which of a school year is June, and
// refuses what has not ended yet.
func (o *observer) inYear(row *tally.Row) outcome {
	ind := &o.r.data.Indicators[row.Indicator]
	if row.Span == tally.FullYear {
		if o.school && !ind.SchoolYear {
			return o.badPeriod()
		}
		row.Month = ind.MonthAt(row.Month.Year(), 12)
	}
	if o.r.opt.Date > 0 && row.Month > o.r.opt.Date.Month() {
		value := decodeCell(o.period.text)
		o.tell(o.col.period, "future-period", value, func() []string {
			return []string{"value", value, "date", o.r.opt.Date.String()}
		})
		return refused
	}
	return used
}

func (o *observer) badPeriod() outcome {
	value := decodeCell(o.period.text)
	o.tell(o.col.period, "bad-period", value, func() []string {
		return append([]string{"value", value}, nearQuarter(value)...)
	})
	return refused
}

// text gives a cell, or what holds for every row where the file has no such column.
func (o *observer) text(column int, constant string) []byte {
	if column < 0 {
		return []byte(constant)
	}
	return cleanBytes(o.in.cell(column))
}

func (o *observer) constant(of func() string) string {
	if o.mapping == nil {
		return ""
	}
	return of()
}

func (o *observer) at(column int) source.Pos {
	if column < 0 {
		return lineOf(o.in.pos(0))
	}
	return o.in.pos(column)
}

// tell reports a problem once for each value; further rows are counted.
func (o *observer) tell(column int, code source.Code, value string, args func() []string) {
	key := seenKey{code, value}
	if i, told := o.seen[key]; told {
		o.more[i]++
		return
	}
	o.seen[key] = len(o.r.ps)
	o.r.ps.Error(o.at(column), code, args()...)
}

func (o *observer) readPeriod() outcome {
	cell := o.text(o.col.period, o.constant(func() string { return o.mapping.Period }))
	if o.period.is(cell) && o.period.ok == used {
		return used
	}
	value := decodeCell(cell)
	m, span, ok := readPeriod(value)
	if o.school = false; !ok {
		m, o.school = readSchoolYear(value)
		span, ok = tally.FullYear, o.school
	}
	if !ok {
		o.period.keep(cell, refused)
		return o.badPeriod()
	}
	o.month, o.span = m, span
	return o.period.keep(cell, used)
}

func (o *observer) readIndicator(row *tally.Row) outcome {
	cell := o.text(o.col.indicator, o.constant(func() string { return o.mapping.Indicator }))
	i, ok := o.r.indicatorAt[string(cell)]
	if !ok {
		value := decodeCell(cell)
		o.tell(o.col.indicator, "unknown-indicator", value, func() []string {
			return []string{"code", value, "near", o.r.nearIndicator(value)}
		})
		return refused
	}
	row.Indicator = i
	return used
}

func (o *observer) readArea() outcome {
	cell := o.text(o.col.area, o.constant(func() string { return o.mapping.Area }))
	if o.area.is(cell) && o.area.ok != refused {
		return o.area.ok
	}
	if u, ok := o.r.places.units[string(cell)]; ok {
		o.unit = u
		return o.area.keep(cell, used)
	}
	value := decodeCell(cell)
	u, here, known := o.r.places.find(value)
	facility, silent := o.r.places.silent[value]
	switch {
	case here:
		o.unit = u
		return o.area.keep(cell, used)
	case isDamaged(value):
		o.tell(o.col.area, "damaged-code", value, func() []string { return []string{"code", value} })
	case silent:
		o.tell(o.col.area, "facility-without-figures", value, func() []string {
			return []string{"code", value, "type", string(facility)}
		})
	case value == "":
		o.tell(o.col.area, "missing-cell", value, func() []string { return []string{"column", bothNames("area")} })
	case known:
		return o.area.keep(cell, skipped)
	default:
		o.tell(o.col.area, "unknown-area", value, func() []string {
			return []string{"code", value, "near", o.r.places.near(value)}
		})
	}
	return o.area.keep(cell, refused)
}

func (o *observer) number(column int) (health.Count, bool) {
	if column < 0 {
		return health.Missing, true
	}
	cell := cleanBytes(o.in.cell(column))
	c := readCount(cell)
	if c.fault != "" {
		o.r.ps.Error(o.at(column), c.fault, "value", decodeCell(cell), "column", bothNames(o.heads.names[column]))
		return health.Missing, false
	}
	if c.separator != 0 {
		which := 0
		if c.separator == ',' {
			which = 1
		}
		if o.separators[which].Line == 0 {
			o.separators[which] = o.at(column)
		}
	}
	return c.value, true
}

// kind reads what a numerator counts and whether the sasaran is a projection: two
// words in either order, each of which may be left out. A figure of a whole year
// counts since the year began.
func (o *observer) kind(row *tally.Row) bool {
	row.Kind = tally.Monthly
	if o.span == tally.FullYear {
		row.Kind = tally.Cumulative
	}
	cell := o.text(o.col.kind, o.constant(func() string { return o.mapping.Kind }))
	for rest := cell; len(rest) > 0; {
		var word []byte
		word, rest, _ = bytes.Cut(rest, []byte(" "))
		if !o.kindWord(string(word), row) {
			o.unknownKind(decodeCell(cell))
			return false
		}
	}
	return true
}

func (o *observer) kindWord(word string, row *tally.Row) bool {
	switch word {
	case "", "riil":
	case "proyeksi":
		row.Projected = true
	case "monthly", "bulanan":
		if o.span != tally.FullYear { // of a whole year the two are the same
			row.Kind = tally.Monthly
		}
	case "cumulative", "kumulatif":
		row.Kind = tally.Cumulative
	case "state", "keadaan":
		row.Kind = tally.State
	case "luar_wilayah":
		row.Kind = tally.Outside
	default:
		return false
	}
	return true
}

func (o *observer) unknownKind(value string) {
	o.tell(o.col.kind, "unknown-choice", value, func() []string {
		choices := []string{"bulanan", "kumulatif", "keadaan", "luar_wilayah", "riil", "proyeksi"}
		near, _ := source.Nearest(value, append(choices, "monthly", "cumulative", "state"))
		return []string{"value", value, "column", bothNames("kind"), "near", near, "choices", strings.Join(choices, ", ")}
	})
}

// provenance says which system the row was drawn from, and when, as the table numbers them.
func (o *observer) provenance() uint16 {
	system := o.text(o.col.source, o.constant(func() string { return o.mapping.Source }))
	drawn := o.text(o.col.extracted, o.constant(func() string { return o.mapping.Extracted }))
	if o.system.is(system) && o.drawn.is(drawn) {
		return o.from
	}
	if !o.drawn.is(drawn) {
		o.drawn.keep(drawn, used)
		o.drawnOn = o.day(decodeCell(drawn))
		o.r.data.Extracted = max(o.r.data.Extracted, o.drawnOn)
	}
	o.system.keep(system, used)
	name := decodeCell(system)
	if name != "" {
		o.sources[name] = true
	}
	o.from = o.builder.Drawn(tally.Drawn{System: name, On: o.drawnOn})
	return o.from
}

// day reads the day on which rows were drawn; 0 where none is given or it is none.
func (o *observer) day(value string) health.Date {
	if value == "" {
		return 0
	}
	date, ok := health.ParseDate(value)
	if !ok {
		o.tell(o.col.extracted, "bad-date", value, func() []string { return []string{"value", value} })
	}
	return date
}

// plain says whether a row is of a plain count, which has no sasaran. An empty one
// says that its unit has not reported.
func (o *observer) plain(row *tally.Row) bool {
	return o.r.data.Indicators[row.Indicator].Measure == health.Tally
}

// sums checks numerator and denominator against each other (domain reference §2.4).
func (o *observer) sums(row *tally.Row) outcome {
	switch {
	case row.Kind != tally.Outside && o.plain(row):
		row.D, row.Projected = health.Missing, false
	case row.Kind == tally.Outside:
		row.D = health.Missing
		if !row.N.Known() {
			return skipped
		}
	case row.N.Known() && !row.D.Known():
		o.r.ps.Error(o.at(o.col.numerator), "numerator-without-denominator", "n", strconv.Itoa(int(row.N)))
		return refused
	case row.D == 0 && row.N > 0:
		o.r.ps.Error(o.at(o.col.denominator), "zero-denominator", "n", strconv.Itoa(int(row.N)))
		return refused
	}
	return used
}

// add puts the row into the table and reports how it disagrees with the rows before it.
func (o *observer) add(row tally.Row) outcome {
	year, _ := o.r.data.Indicators[row.Indicator].Place(row.Month)
	named := strconv.Itoa(year)
	changes, mixed, uneven, left := len(o.builder.Changes()), len(o.builder.Mixed()), len(o.builder.Uneven()), o.builder.Later()
	if first, twice := o.builder.Add(row); twice {
		o.r.ps.Error(o.at(o.col.area), "repeated-row", "first", o.r.placeOf(first).String(), "period", row.Month.String(),
			"indicator", o.r.data.Indicators[row.Indicator].Code, "area", o.r.data.Register.Code(row.Unit))
		return refused
	}
	if o.builder.Later() > left {
		return later
	}
	if len(o.builder.Uneven()) > uneven {
		o.r.ps.Error(o.at(o.col.period), "mixed-periods", "year", named)
		return refused
	}
	if all := o.builder.Changes(); len(all) > changes {
		change := all[len(all)-1]
		o.r.ps.Warn(o.at(o.col.denominator), "changed-denominator",
			"was", strconv.Itoa(int(change.Was)), "now", strconv.Itoa(int(change.Now)),
			"year", named)
	}
	if len(o.builder.Mixed()) > mixed {
		o.r.ps.Error(o.at(o.col.kind), "mixed-kinds", "year", named)
	}
	if year > o.r.opt.Through.Year() {
		return ahead
	}
	return used
}
