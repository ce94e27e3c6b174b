// Package tally holds the raw counts as reported, before any rule of disclosure:
// dense columns of unit × indicator × month for each year. Only dataset, spm and
// disclosure may import it, so that no raw count can reach a page by any other way.
package tally

import (
	"math/bits"

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
	Year    int
	columns *columns // of the table
	slots   []int32  // by unit; 0 is no rows, else one more than the slot
	units   []health.Unit
	blocks  []block         // by slot/blockSlots
	others  map[key][]Other // few have any
	courses map[key]*Course // by month as rows name it, not carried on; few have any
}

// find gives the line of a unit and indicator; ok is false where it has no column.
func (y *Year) find(u health.Unit, indicator int) (l line, ok bool) {
	s := y.slots[u]
	if s == 0 {
		return line{}, false
	}
	return y.line(int(s-1), indicator)
}

// Units lists the units that have rows in the year, in order of first row.
func (y *Year) Units() []health.Unit { return y.units }

// Cells gives the twelve cells of a unit and indicator, or nil where the year has no row of them.
func (y *Year) Cells(u health.Unit, indicator int) []Cell {
	var cells [12]Cell // on the caller's stack: this is inlined
	if !y.copyCells(u, indicator, &cells) {
		return nil
	}
	return cells[:]
}

// copyCells copies the cells of a unit and indicator; false where there is no row.
func (y *Year) copyCells(u health.Unit, indicator int, to *[12]Cell) bool {
	l, ok := y.find(u, indicator)
	if !ok || l.span == 0 {
		return false
	}
	for m := range to {
		to[m] = *l.cell(m + 1)
	}
	return true
}

// Denominator gives the year's sasaran: that of the latest row which has one.
func (y *Year) Denominator(u health.Unit, indicator int) health.Count {
	l, ok := y.find(u, indicator)
	if !ok {
		return health.Missing
	}
	return l.d
}

// Course is a sasaran from month to month, by place in the year: that of the latest row up to it, Missing before the
// first that names one. A bit of Projected, bit 0 the first place, says whether it was a projection.
type Course struct {
	D         [12]health.Count
	Projected uint16
}

// Course gives how the sasaran went. Where it was one and the same in all months from the first report on varies is
// false, and [Year.Denominator] and [Year.Projected] say what it is.
func (y *Year) Course(u health.Unit, indicator int) (c Course, varies bool) {
	l, ok := y.find(u, indicator)
	if !ok || !l.varies && !l.late() {
		return Course{}, false
	}
	named := l.constant()
	if l.varies {
		named = *y.courses[l.key]
	}
	last, projected := health.Missing, uint16(0)
	for m, d := range named.D {
		if d.Known() {
			last, projected = d, named.Projected>>m&1
		}
		c.D[m] = last
		c.Projected |= projected << m
	}
	return c, true
}

// late says whether a numerator was reported before any sasaran.
func (l line) late() bool {
	if l.given == 0 {
		return false
	}
	for m := range bits.TrailingZeros16(l.given) {
		if *l.cell(m + 1) >= 0 {
			return true
		}
	}
	return false
}

// constant gives the one sasaran that all rows name, in the months of those which name it.
func (l line) constant() (c Course) {
	for m := range c.D {
		c.D[m] = health.Missing
		if l.given>>m&1 != 0 {
			c.D[m] = l.d
		}
	}
	if l.projected {
		c.Projected = l.given
	}
	return c
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
	l, ok := y.find(u, indicator)
	return ok && l.moved
}

// Kind gives what the year's numerators count; Monthly where there is no row.
func (y *Year) Kind(u health.Unit, indicator int) Kind {
	l, ok := y.find(u, indicator)
	if !ok || l.kind == unsaid {
		return Monthly
	}
	return l.kind
}

// Span gives the length of the periods that the year's rows report, 0 where there
// is no row.
func (y *Year) Span(u health.Unit, indicator int) Span {
	l, ok := y.find(u, indicator)
	if !ok {
		return 0
	}
	return l.span
}

// Projected says whether the year's sasaran is a projection.
func (y *Year) Projected(u health.Unit, indicator int) bool {
	l, ok := y.find(u, indicator)
	return ok && l.projected
}

// Origin gives where the row at a place (1 to 12) stands.
func (y *Year) Origin(u health.Unit, indicator, place int) uint32 {
	l, ok := y.find(u, indicator)
	if !ok {
		return 0
	}
	return *l.origin(place)
}

// Origins gives where the rows of all places stand.
func (y *Year) Origins(u health.Unit, indicator int) (at [12]uint32) {
	l, ok := y.find(u, indicator)
	if !ok {
		return at
	}
	for m := range at {
		at[m] = *l.origin(m + 1)
	}
	return at
}

// DenominatorOrigin gives where the row stands that the year's sasaran is of, or 0.
func (y *Year) DenominatorOrigin(u health.Unit, indicator int) uint32 {
	l, ok := y.find(u, indicator)
	if !ok || l.dAt == 0 {
		return 0
	}
	return *l.origin(int(l.dAt))
}
