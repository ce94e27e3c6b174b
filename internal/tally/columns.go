package tally

import (
	"slices"

	"terang/internal/health"
)

// columns gives each indicator its column when a row first names it, the same in
// all years: an indicator without rows takes no memory.
type columns struct {
	of   []column // by indicator
	used int
}

// column is where the cells of an indicator stand.
type column struct {
	at     int32 // none where no row names it
	school bool  // it goes by school years
}

// none stands where an indicator has no column.
const none = -1

func newColumns(indicators []health.Indicator) *columns {
	c := &columns{}
	for i := range indicators {
		c.of = append(c.of, column{none, indicators[i].SchoolYear})
	}
	return c
}

// need gives the column of an indicator, a new one where it has none yet.
func (c *columns) need(indicator int) int {
	if c.of[indicator].at == none {
		c.of[indicator].at = int32(c.used)
		c.used++
	}
	return int(c.of[indicator].at)
}

// blockSlots is how many units a block has room for.
const blockSlots = 32

// block holds the columns of some units: so the table grows and nothing moves. A
// month's cells stand together, so that rows of a month, and likewise all rows of
// a unit, touch little memory.
type block struct {
	columns int // those that it has; of a later one it holds no row
	// n and origin are cells: (place-1)*width + (slot%blockSlots)*columns + column.
	n      []Cell
	origin []uint32
	series []series // (slot%blockSlots)*columns + column; there are width of them
}

// series is what holds for all months of a unit and indicator. d is the year's
// sasaran, drawn where from; dAt is the place, 1 to 12, that it was read at.
type series struct {
	d         health.Count
	drawn     uint16
	dAt       int8
	span      Span // 0 where there is no row yet
	kind      Kind
	projected bool
	moved     bool   // the denominator of a state changed within the year
	varies    bool   // rows differ in the sasaran that they name: see Year.courses
	given     uint16 // the months whose row names a sasaran: bit 0 is the first
}

// empty is a series without a row.
var empty = series{d: health.Missing, kind: unsaid}

// unsaid marks the kind of a series without a row.
const unsaid Kind = 255

func newBlock(columns int) block {
	width := blockSlots * columns
	return block{columns, slices.Repeat([]Cell{NoRow}, 12*width), make([]uint32, 12*width), slices.Repeat([]series{empty}, width)}
}

// widen makes room for further columns.
func (b *block) widen(columns int) {
	wide := newBlock(columns)
	spread(wide.n, b.n, columns, b.columns)
	spread(wide.origin, b.origin, columns, b.columns)
	spread(wide.series, b.series, columns, b.columns)
	*b = wide
}

// spread copies pieces of one length to the beginnings of pieces of another.
func spread[T any](to, from []T, wide, narrow int) {
	for i := range len(to) / wide {
		copy(to[i*wide:], from[i*narrow:][:narrow])
	}
}

// line is where the rows of a unit and indicator stand.
type line struct {
	*series
	key key
	b   *block
	at  int // in the block's series
}

// key names a line of a year.
type key struct{ slot, column int }

// line gives the line of a slot and indicator; ok is false where there is none yet.
func (y *Year) line(slot, indicator int) (l line, ok bool) {
	b, column := &y.blocks[slot/blockSlots], int(y.columns.of[indicator].at)
	if column == none || column >= b.columns {
		return line{}, false
	}
	return b.line(key{slot, column}), true
}

func (b *block) line(k key) line {
	at := k.slot%blockSlots*b.columns + k.column
	return line{&b.series[at], k, b, at}
}

// need gives the line of a unit and indicator, a new one where there is none yet.
func (y *Year) need(u health.Unit, indicator int) line {
	slot, column := y.slot(u), y.columns.need(indicator)
	b := &y.blocks[slot/blockSlots]
	if column >= b.columns {
		b.widen(y.columns.used)
	}
	return b.line(key{slot, column})
}

// cell gives the cell of a place, 1 to 12.
func (l line) cell(place int) *Cell { return &l.b.n[(place-1)*len(l.b.series)+l.at] }

// origin gives where the row of a place stands.
func (l line) origin(place int) *uint32 { return &l.b.origin[(place-1)*len(l.b.series)+l.at] }

// put stores what the row says of its month.
func (l line) put(place int, r Row) {
	*l.cell(place), *l.origin(place) = cellOf(r.N), r.Origin
}

// slot gives the unit's place in the columns; a new one has no row.
func (y *Year) slot(u health.Unit) int {
	if s := y.slots[u]; s != 0 {
		return int(s - 1)
	}
	slot := len(y.units)
	y.units = append(y.units, u)
	y.slots[u] = int32(slot + 1)
	if slot%blockSlots == 0 {
		y.blocks = append(y.blocks, newBlock(y.columns.used))
	}
	return slot
}
