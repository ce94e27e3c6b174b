// Package tally holds the raw counts as reported, before any rule of disclosure:
// dense columns of unit × indicator × month for each year. Only dataset, spm and
// disclosure may import it, so that no raw count can reach a page by any other way.
package tally

import (
	"maps"
	"slices"

	"terang/internal/health"
)

// Kind says what a row's numerator counts.
type Kind uint8

const (
	// Monthly is people newly served in the row's period.
	Monthly Kind = iota
	// Cumulative is people served since the year began.
	Cumulative
	// Outside is people newly served who belong to no sasaran of the unit (luar wilayah): a numerator without a denominator.
	Outside
	// State is how many there are at the end of the row's period, such as members of
	// an insurance. It takes the place of earlier rows, may fall, and its denominator
	// may change from month to month.
	State
)

// Span is how many months a row's period has: it ends with the row's month.
type Span int8

// The lengths of a period. A row without one is of a single month.
const (
	OneMonth Span = 1
	Quarter  Span = 3
	FullYear Span = 12
)

// Row is one observation. N is Missing where the cell was empty, which is not a report.
type Row struct {
	Unit      health.Unit
	Indicator int          // place in the catalogue
	Month     health.Month // the last one of the period
	Span      Span         // 0 is OneMonth
	N, D      health.Count
	Kind      Kind
	Projected bool   // D is a projection, not a count of real people
	Origin    uint32 // where the row stands, as the reader numbers places
	Drawn     uint16 // where it was drawn from, see [Builder.Drawn]
}

// Cell is a numerator of one month, or one of the two marks below.
type Cell = int32

// The marks of a cell without a number.
const (
	Empty Cell = -1 // there is a row, its numerator is empty
	NoRow Cell = -2
)

// Table holds all rows of a site by year; read-only.
type Table struct {
	Indicators int
	years      []*Year
	outside    []Row
	books      []book
	drawn      []Drawn
}

// Years lists the years that have rows, oldest first.
func (t *Table) Years() []*Year { return t.years }

// Outside lists the rows that count people without a sasaran, in order of unit, indicator and month.
func (t *Table) Outside() []Row { return t.outside }

// Year holds the rows of one year: a calendar year, and for an indicator by school
// years the one that ends in it. Months are places in the indicator's year, 1 to
// 12 (health.Indicator.Place).
type Year struct {
	Year  int
	inds  int
	slots []int32 // by unit; 0 is no rows, else one more than the slot
	units []health.Unit
	// n and origin are cells: (slot*inds+indicator)*12 + place-1.
	n      []Cell
	origin []uint32
	// The columns below stand by slot*inds+indicator. dAt is the place, 1 to 12, that d was read at.
	d         []int32
	dAt       []int8
	projected []bool
	kind      []Kind
	span      []Span
	moved     []bool          // the denominator of a state changed within the year
	drawn     []uint16        // of d
	others    map[int][]Other // few have any
}

// Units lists the units that have rows in the year, in order of first row.
func (y *Year) Units() []health.Unit { return y.units }

// Cells gives the twelve cells of a unit and indicator, or nil where the year has no row of them.
func (y *Year) Cells(u health.Unit, indicator int) []Cell {
	s := y.slots[u]
	if s == 0 {
		return nil
	}
	at := (int(s-1)*y.inds + indicator) * 12
	cells := y.n[at : at+12]
	for _, c := range cells {
		if c != NoRow {
			return cells
		}
	}
	return nil
}

// Denominator gives the year's sasaran: that of the latest row which has one.
func (y *Year) Denominator(u health.Unit, indicator int) health.Count {
	s := y.slots[u]
	if s == 0 {
		return health.Missing
	}
	return health.Count(y.d[int(s-1)*y.inds+indicator])
}

// Cumulative says whether the year's numerators count since the year began, or
// are states: either way the latest one holds and nothing is added up.
func (y *Year) Cumulative(u health.Unit, indicator int) bool {
	k := y.Kind(u, indicator)
	return k == Cumulative || k == State
}

// State says whether the year's numerators are states, see [State].
func (y *Year) State(u health.Unit, indicator int) bool { return y.Kind(u, indicator) == State }

// Moved says whether the denominator of a state changed within the year, so that
// earlier months cannot be set against it.
func (y *Year) Moved(u health.Unit, indicator int) bool {
	s := y.slots[u]
	return s != 0 && y.moved[int(s-1)*y.inds+indicator]
}

// Kind gives what the year's numerators count; Monthly where there is no row.
func (y *Year) Kind(u health.Unit, indicator int) Kind {
	s := y.slots[u]
	if s == 0 || y.kind[int(s-1)*y.inds+indicator] == unsaid {
		return Monthly
	}
	return y.kind[int(s-1)*y.inds+indicator]
}

// Span gives the length of the periods that the year's rows report, 0 where there
// is no row.
func (y *Year) Span(u health.Unit, indicator int) Span {
	s := y.slots[u]
	if s == 0 {
		return 0
	}
	return y.span[int(s-1)*y.inds+indicator]
}

// Projected says whether the year's sasaran is a projection.
func (y *Year) Projected(u health.Unit, indicator int) bool {
	s := y.slots[u]
	return s != 0 && y.projected[int(s-1)*y.inds+indicator]
}

// Origin gives where the row at a place (1 to 12) stands.
func (y *Year) Origin(u health.Unit, indicator, place int) uint32 {
	s := y.slots[u]
	if s == 0 {
		return 0
	}
	return y.origin[(int(s-1)*y.inds+indicator)*12+place-1]
}

// DenominatorOrigin gives where the row stands that the year's sasaran is of, or 0.
func (y *Year) DenominatorOrigin(u health.Unit, indicator int) uint32 {
	s := y.slots[u]
	if s == 0 || y.dAt[int(s-1)*y.inds+indicator] == 0 {
		return 0
	}
	return y.Origin(u, indicator, int(y.dAt[int(s-1)*y.inds+indicator]))
}

// Builder gathers rows.
type Builder struct {
	units   int
	inds    []health.Indicator
	through health.Month
	years   map[int]*Year
	outside map[key]Row
	later   int
	changes []Change
	mixed   []uint32
	uneven  []uint32
	books   []book
	drawn   []Drawn
	drawnAt map[Drawn]uint16

	outsideSpan map[key]Span // by the year's January
}

type key struct {
	unit      health.Unit
	indicator int
	month     health.Month
}

// Change is a denominator that differs from the one read before for the same unit, indicator and year.
type Change struct {
	Origin   uint32
	Was, Now health.Count
}

// NewBuilder starts a table over the units of a register and a catalogue. Rows
// after through are counted as later and left out.
func NewBuilder(reg *health.Register, indicators []health.Indicator, through health.Month) *Builder {
	return &Builder{
		units: reg.Units(), inds: indicators, through: through,
		years: map[int]*Year{}, outside: map[key]Row{}, outsideSpan: map[key]Span{},
		drawn: make([]Drawn, 1), drawnAt: map[Drawn]uint16{{}: 0},
	}
}

// Add puts a row in. A second row of the same month, indicator and unit is not
// stored: duplicate is true and first is the Origin of the row that was. Nor is a
// row stored whose period is longer or shorter than that of earlier rows of its
// unit, indicator and year, see [Builder.Uneven].
func (b *Builder) Add(r Row) (first uint32, duplicate bool) {
	if r.Month > b.through {
		b.later++
		return 0, false
	}
	if r.Kind == Outside {
		return b.addOutside(r)
	}
	year, place := b.inds[r.Indicator].Place(r.Month)
	y := b.year(year)
	row := y.slot(r.Unit)*len(b.inds) + r.Indicator
	cell := row*12 + place - 1
	span := max(r.Span, OneMonth)
	if b.secondSource(y, row, place, r) {
		return 0, false
	}
	if y.span[row] != 0 && y.span[row] != span {
		b.uneven = append(b.uneven, r.Origin)
		return 0, false
	}
	if y.n[cell] != NoRow {
		return y.origin[cell], true
	}
	y.span[row] = span
	if y.n[cell], y.origin[cell] = Cell(r.N), r.Origin; !r.N.Known() {
		y.n[cell] = Empty
	}
	b.denominator(y, row, place, r)
	if y.kind[row] != unsaid && y.kind[row] != r.Kind {
		b.mixed = append(b.mixed, r.Origin)
	}
	y.kind[row] = r.Kind
	return 0, false
}

// addOutside is Add for people without a sasaran, who stand in no column.
func (b *Builder) addOutside(r Row) (first uint32, duplicate bool) {
	named, _ := b.inds[r.Indicator].Place(r.Month)
	k, year := key{r.Unit, r.Indicator, r.Month}, key{r.Unit, r.Indicator, health.MonthOf(named, 1)}
	span := max(r.Span, OneMonth)
	if old, ok := b.outsideSpan[year]; ok && old != span {
		b.uneven = append(b.uneven, r.Origin)
		return 0, false
	}
	if old, ok := b.outside[k]; ok {
		return old.Origin, true
	}
	b.outside[k], b.outsideSpan[year] = r, span
	return 0, false
}

// denominator keeps the sasaran of the latest month and notes a change.
func (b *Builder) denominator(y *Year, row, place int, r Row) {
	if !r.D.Known() {
		return
	}
	at := int8(place)
	if old := health.Count(y.d[row]); old.Known() && old != r.D {
		switch was, now := b.main(y, row), (Other{b.drawn[r.Drawn], r.D, r.Projected, r.Origin, at}); {
		case r.Kind == State:
			y.moved[row] = true
		case was.System == now.System || was.System == "" || now.System == "":
			b.changes = append(b.changes, Change{Origin: r.Origin, Was: old, Now: r.D})
		case at >= y.dAt[row]:
			y.note(row, was)
		default:
			y.note(row, now)
		}
	}
	if at >= y.dAt[row] {
		y.d[row], y.dAt[row], y.projected[row], y.drawn[row] = int32(r.D), at, r.Projected, r.Drawn
	}
}

// Later counts the rows that were left out for being after the last month asked for.
func (b *Builder) Later() int { return b.later }

// Changes lists the denominators that changed within a year, in order of reading.
func (b *Builder) Changes() []Change { return b.changes }

// Mixed lists the origins of rows whose kind differs from an earlier row of the same unit, indicator and year.
func (b *Builder) Mixed() []uint32 { return b.mixed }

// Uneven lists the origins of rows whose period has another length than that of
// an earlier row of the same unit, indicator and year.
func (b *Builder) Uneven() []uint32 { return b.uneven }

// Table gives the finished table.
func (b *Builder) Table() *Table {
	t := &Table{Indicators: len(b.inds), books: b.books, drawn: b.drawn}
	for _, y := range slices.Sorted(maps.Keys(b.years)) {
		b.settleOthers(b.years[y])
		t.years = append(t.years, b.years[y])
	}
	for _, r := range b.outside {
		t.outside = append(t.outside, r)
	}
	slices.SortFunc(t.outside, func(a, b Row) int {
		if a.Unit != b.Unit {
			return int(a.Unit - b.Unit)
		}
		if a.Indicator != b.Indicator {
			return a.Indicator - b.Indicator
		}
		return int(a.Month - b.Month)
	})
	return t
}

// unsaid marks a row of the kind column before its first observation.
const unsaid Kind = 255

func (b *Builder) year(year int) *Year {
	y := b.years[year]
	if y == nil {
		y = &Year{Year: year, inds: len(b.inds), slots: make([]int32, b.units)}
		b.years[year] = y
	}
	return y
}

// slot gives the unit's place in the columns, which grow when it is new.
func (y *Year) slot(u health.Unit) int {
	if s := y.slots[u]; s != 0 {
		return int(s - 1)
	}
	y.units = append(y.units, u)
	y.slots[u] = int32(len(y.units))
	y.n = fill(y.n, y.inds*12, NoRow)
	y.origin = fill(y.origin, y.inds*12, 0)
	y.d = fill(y.d, y.inds, int32(health.Missing))
	y.dAt = fill(y.dAt, y.inds, 0)
	y.projected = fill(y.projected, y.inds, false)
	y.kind = fill(y.kind, y.inds, unsaid)
	y.span = fill(y.span, y.inds, 0)
	y.moved = fill(y.moved, y.inds, false)
	y.drawn = fill(y.drawn, y.inds, 0)
	return len(y.units) - 1
}

func fill[T any](column []T, n int, v T) []T {
	for range n {
		column = append(column, v)
	}
	return column
}
