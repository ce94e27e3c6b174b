package dataset

import (
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/mapping"
	"terang/internal/source"
	"terang/internal/tally"
)

// judge turns rows of text into rows of the table. What it finds it leaves in a
// batch, so that several can work at once: of the reader and the observer it only
// reads.
type judge struct {
	r     *reader
	heads heads
	col   columns

	in  rowSource
	out *batch
	rememberedCells
	quick quick
}

// rememberedCells are what some cells of the row before were, and what they mean:
// most rows repeat them.
type rememberedCells struct {
	period remembered
	month  health.Month
	span   tally.Span
	school bool // the period is a school year
	area   remembered
	unit   health.Unit
	system remembered
	drawn  remembered
	day    health.Date
	from   uint16 // both, as the batch numbers them
}

// columns are the places of the columns in the file, -1 where it has none.
type columns struct {
	period, indicator, area, numerator, denominator, kind, source, extracted int

	percent, name int // to be compared
}

// remembered is a cell that was read and how it was judged.
type remembered struct {
	text []byte
	set  bool
	ok   outcome
}

func (m *remembered) is(cell []byte) bool { return m.set && string(m.text) == string(cell) }

func (m *remembered) keep(cell []byte, ok outcome) outcome {
	m.text, m.set, m.ok = append(m.text[:0], cell...), true, ok
	return ok
}

// start begins a batch.
func (j *judge) start(out *batch) {
	j.out, j.system.set, j.quick.like.period = out, false, -1
}

// take judges the row that its source is at.
func (j *judge) take() {
	at, broken := j.in.broken()
	out := used
	switch {
	case broken:
		j.fault(at, "bad-quotes")
		out = refused
	case j.in.width() != len(j.heads.names):
		out = j.wrongWidth(len(j.heads.names))
	default:
		var row tally.Row
		if out = j.row(&row); out == used {
			j.out.put(row)
			j.quick.learn(j, &row)
			return // it is counted once it is in the table
		}
	}
	j.out.account.count(out)
}

func (j *judge) wrongWidth(width int) outcome {
	if j.isBlank() {
		return blankRow
	}
	j.fault(lineOf(j.in.pos(0)), "row-length", "got", strconv.Itoa(j.in.width()), "want", strconv.Itoa(width))
	return refused
}

func (j *judge) isBlank() bool {
	for i := range j.in.width() {
		if len(cleanBytes(j.in.cell(i))) > 0 {
			return false
		}
	}
	return true
}

// row reads a row.
func (j *judge) row(row *tally.Row) outcome {
	if out := j.oddCells(); out != used {
		return out
	}
	row.Origin = uint32(j.in.number())
	out := j.where(row)
	n, okN := j.number(j.col.numerator)
	d, okD := j.number(j.col.denominator)
	row.N, row.D = n, d
	okKind := j.kind(row)
	row.Drawn = j.provenance()
	switch {
	case out == refused || !okN || !okD || !okKind:
		return refused
	case out != used:
		return out
	case !n.Known() && !d.Known() && !j.plain(row):
		return unfilled
	}
	if out := j.sums(row); out != used {
		return out
	}
	j.statedPercent(row)
	j.statedName(row)
	return used
}

// oddCells looks for data of persons, cells of unlikely length and rows without
// anything in them.
func (j *judge) oddCells() outcome {
	empty, out := true, used
	for i := range j.in.width() {
		cell := j.in.cell(i)
		length := len(cell)
		if length == 0 {
			continue
		}
		empty = empty && len(cleanBytes(cell)) == 0
		look(j.out.persons, i, cell)
		if length > longestCell {
			j.fault(j.in.pos(i), "cell-too-long", "limit", strconv.Itoa(longestCell))
			out = refused
		}
	}
	if empty {
		return blankRow
	}
	return out
}

// where finds the month, the indicator and the unit of a row.
func (j *judge) where(row *tally.Row) outcome {
	worst := j.readPeriod()
	row.Month, row.Span = j.month, j.span
	indicator := j.readIndicator(row)
	worst = max(worst, indicator, j.readArea())
	row.Unit = j.unit
	if indicator == used && j.period.ok == used {
		worst = max(worst, j.inYear(row))
	}
	return worst
}

// inYear puts a whole year at its last month, which of a school year is June, and
// refuses what has not ended yet.
func (j *judge) inYear(row *tally.Row) outcome {
	ind := &j.r.data.Indicators[row.Indicator]
	if row.Span == tally.FullYear {
		if j.school && !ind.SchoolYear {
			return j.badPeriod()
		}
		row.Month = ind.MonthAt(row.Month.Year(), 12)
	}
	if j.r.opt.Date > 0 && row.Month > j.r.opt.Date.Month() {
		value := decodeCell(j.period.text)
		j.tell(j.col.period, "future-period", value, func() []string {
			return []string{"value", value, "date", j.r.opt.Date.String()}
		})
		return refused
	}
	return used
}

func (j *judge) badPeriod() outcome {
	value := decodeCell(j.period.text)
	j.tell(j.col.period, "bad-period", value, func() []string {
		return append([]string{"value", value}, nearQuarter(value)...)
	})
	return refused
}

// text gives a cell; it is empty where the file has no such column.
func (j *judge) text(column int) []byte {
	if column < 0 {
		return nil
	}
	return cleanBytes(j.in.cell(column))
}

func (j *judge) at(column int) source.Pos {
	if column < 0 {
		return lineOf(j.in.pos(0))
	}
	return j.in.pos(column)
}

func (j *judge) readPeriod() outcome {
	cell := j.text(j.col.period)
	if j.period.is(cell) && j.period.ok == used {
		return used
	}
	value := decodeCell(cell)
	m, span, ok := readPeriod(value)
	if !ok {
		if plainer, is := mapping.ReadPeriod(value); is {
			m, span, ok = readPeriod(plainer)
		}
	}
	if j.school = false; !ok {
		m, j.school = readSchoolYear(value)
		span, ok = tally.FullYear, j.school
	}
	if !ok {
		j.period.keep(cell, refused)
		return j.badPeriod()
	}
	j.month, j.span = m, span
	return j.period.keep(cell, used)
}

func (j *judge) readIndicator(row *tally.Row) outcome {
	cell := j.text(j.col.indicator)
	i, ok := j.r.indicatorAt[string(cell)]
	if !ok {
		value := decodeCell(cell)
		j.tell(j.col.indicator, "unknown-indicator", value, func() []string {
			return []string{"code", value, "near", j.r.nearIndicator(value)}
		})
		return refused
	}
	row.Indicator, j.out.mentioned[i] = i, true
	return used
}

func (j *judge) readArea() outcome {
	cell := j.text(j.col.area)
	if j.area.is(cell) && j.area.ok != refused {
		return j.area.ok
	}
	if u, ok := j.r.places.units[string(cell)]; ok {
		j.unit = u
		return j.area.keep(cell, used)
	}
	value := decodeCell(cell)
	u, here, known := j.r.places.find(value)
	facility, silent := j.r.silent(value)
	switch {
	case here:
		j.unit = u
		return j.area.keep(cell, used)
	case isDamaged(value):
		j.tell(j.col.area, "damaged-code", value, func() []string { return []string{"code", value} })
	case silent:
		j.tell(j.col.area, "facility-without-figures", value, func() []string {
			return []string{"code", value, "type", string(facility)}
		})
	case value == "":
		j.tell(j.col.area, "missing-cell", value, func() []string { return []string{"column", bothNames("area")} })
	case known:
		return j.area.keep(cell, outOfSite)
	default:
		j.tell(j.col.area, "unknown-area", value, func() []string {
			return []string{"code", value, "near", j.r.places.near(value)}
		})
	}
	return j.area.keep(cell, refused)
}

func (j *judge) number(column int) (health.Count, bool) {
	if column < 0 {
		return health.Missing, true
	}
	cell := cleanBytes(j.in.cell(column))
	c := readCount(cell)
	if c.fault != "" {
		j.fault(j.at(column), c.fault, "value", decodeCell(cell), "column", bothNames(j.heads.names[column]))
		return health.Missing, false
	}
	if c.separator != 0 {
		which := 0
		if c.separator == ',' {
			which = 1
		}
		if j.out.separators[which].Line == 0 {
			j.out.separators[which] = j.at(column)
		}
	}
	return c.value, true
}

func (j *judge) kind(row *tally.Row) (ok bool) {
	cell := j.text(j.col.kind)
	if row.Kind, row.Projected, ok = readKind(cell, j.span); !ok {
		j.unknownKind(decodeCell(cell))
	}
	return ok
}

func (j *judge) unknownKind(value string) {
	j.tell(j.col.kind, "unknown-choice", value, func() []string {
		choices := []string{"bulanan", "kumulatif", "keadaan", "luar_wilayah", "riil", "proyeksi"}
		near, _ := source.Nearest(value, append(choices, "monthly", "cumulative", "state"))
		return []string{"value", value, "column", bothNames("kind"), "near", near, "choices", strings.Join(choices, ", ")}
	})
}

// provenance says which system the row was drawn from, and when, as the table numbers them.
func (j *judge) provenance() uint16 {
	system := j.text(j.col.source)
	drawn := j.text(j.col.extracted)
	if j.system.is(system) && j.drawn.is(drawn) && j.drawn.ok == used {
		return j.from
	}
	if !j.drawn.is(drawn) || j.drawn.ok != used {
		j.drawn.keep(drawn, j.readDay(decodeCell(drawn)))
	}
	j.system.keep(system, used)
	j.from = j.out.drawnFrom(decodeCell(system), j.day)
	return j.from
}

// readDay reads the day on which rows were drawn; none is given or it is none: 0.
func (j *judge) readDay(value string) outcome {
	if j.day = 0; value == "" {
		return used
	}
	date, ok := health.ParseDate(value)
	if !ok {
		j.tell(j.col.extracted, "bad-date", value, func() []string { return []string{"value", value} })
		return refused
	}
	j.day = date
	return used
}

// plain says whether a row is of a plain count, which has no sasaran. An empty one
// says that its unit has not reported.
func (j *judge) plain(row *tally.Row) bool {
	return j.r.data.Indicators[row.Indicator].Measure == health.Tally
}

// sums checks numerator and denominator against each other (domain reference §2.4).
func (j *judge) sums(row *tally.Row) outcome {
	switch {
	case row.Kind != tally.Outside && j.plain(row):
		row.D, row.Projected = health.Missing, false
	case row.Kind == tally.Outside:
		row.D = health.Missing
		if !row.N.Known() {
			return unfilled
		}
	case row.N.Known() && !row.D.Known():
		j.fault(j.at(j.col.numerator), "numerator-without-denominator", "n", strconv.Itoa(int(row.N)))
		return refused
	case row.D == 0 && row.N > 0:
		j.fault(j.at(j.col.denominator), "zero-denominator", "n", strconv.Itoa(int(row.N)))
		return refused
	}
	return used
}
