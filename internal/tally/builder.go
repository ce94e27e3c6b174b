package tally

import (
	"maps"
	"slices"

	"terang/internal/health"
)

// Builder gathers rows.
type Builder struct {
	units   int
	inds    []health.Indicator
	through health.Month
	columns *columns
	years   map[int]*Year
	outside map[outsideKey]Row
	later   int
	changes []Change
	mixed   []uint32
	uneven  []uint32
	books   []book
	drawn   []Drawn
	drawnAt map[Drawn]uint16

	outsideSpan map[outsideKey]Span // by the year's January
}

type outsideKey struct {
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
		columns: newColumns(indicators),
		years:   map[int]*Year{}, outside: map[outsideKey]Row{}, outsideSpan: map[outsideKey]Span{},
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
	l := y.need(r.Unit, r.Indicator)
	span := max(r.Span, OneMonth)
	if b.secondSource(y, l, place, r) {
		return 0, false
	}
	if l.span != 0 && l.span != span {
		b.uneven = append(b.uneven, r.Origin)
		return 0, false
	}
	if *l.cell(place) != NoRow {
		return *l.origin(place), true
	}
	l.span = span
	l.put(place, r)
	b.denominator(y, l, place, r)
	if l.kind != unsaid && l.kind != r.Kind {
		b.mixed = append(b.mixed, r.Origin)
	}
	l.kind = r.Kind
	return 0, false
}

// Figure is what tells one row from the next in a run of rows which have all else
// in common.
type Figure struct {
	Unit      health.Unit
	Indicator int32
	N, D      health.Count
}

// With gives the row of a figure, by its place in the run that begins with r.
func (r Row) With(place int, f Figure) Row {
	r.Unit, r.Indicator, r.N, r.D = f.Unit, int(f.Indicator), f.N, f.D
	r.Origin += uint32(place)
	return r
}

// AddPlain is Add for a run of rows that stand on lines one after the other and of
// which there is nothing to tell, as nearly all are: they count people of a
// sasaran, in a year that has begun, and agree with what is there. It puts rows in
// from the first one on and gives how many; the one after them, if any, is for Add.
func (b *Builder) AddPlain(like Row, figures []Figure) int {
	if like.Kind == Outside {
		return 0
	}
	like.Span = max(like.Span, OneMonth)
	var at calendar
	var of rowsOf
	for i := range figures {
		f := &figures[i]
		column := b.columns.of[f.Indicator]
		if at.y == nil || at.school != column.school {
			if at = b.open(like.Month, int(f.Indicator)); at.y == nil {
				return i
			}
			of.unit = health.NoUnit
		}
		if f.Unit != of.unit {
			of = at.rowsOf(f.Unit)
		}
		c := int(column.at)
		if uint(c) >= uint(len(of.n)) {
			return i
		}
		s := &of.series[c]
		if of.n[c] != NoRow || !s.takes(&like, f.D) {
			return i
		}
		of.n[c], of.origin[c] = cellOf(f.N), like.Origin+uint32(i)
		s.span, s.kind = like.Span, like.Kind
		if f.D.Known() {
			s.given |= 1 << (at.place - 1)
			if int8(at.place) >= s.dAt {
				s.d, s.dAt, s.projected, s.drawn = f.D, int8(at.place), like.Projected, like.Drawn
			}
		}
	}
	return len(figures)
}

// rowsOf are the columns of a unit in one month.
type rowsOf struct {
	unit   health.Unit
	n      []Cell
	origin []uint32
	series []series
}

func (at *calendar) rowsOf(u health.Unit) rowsOf {
	slot := at.y.slot(u)
	b := &at.y.blocks[slot/blockSlots]
	from := slot % blockSlots * b.columns
	cells := (at.place-1)*len(b.series) + from
	return rowsOf{u, b.n[cells:][:b.columns], b.origin[cells:][:b.columns], b.series[from:][:b.columns]}
}

// takes says whether a row agrees with all rows of its series but for its own month.
func (s *series) takes(like *Row, d health.Count) bool {
	return s.span == 0 || s.span == like.Span && s.kind == like.Kind &&
		(!d.Known() || s.drawn == like.Drawn && !s.varies && (!s.d.Known() || s.d == d && s.projected == like.Projected))
}

func cellOf(n health.Count) Cell {
	if !n.Known() {
		return Empty
	}
	return Cell(n)
}

// calendar is where the rows of a month stand: it is looked up once for all rows in turn that have it.
type calendar struct {
	month  health.Month
	school bool
	y      *Year // nil for a month that is no plain one
	place  int
}

func (b *Builder) open(m health.Month, indicator int) calendar {
	year, place := b.inds[indicator].Place(m)
	if m > b.through || year > b.through.Year() {
		return calendar{}
	}
	return calendar{m, b.columns.of[indicator].school, b.year(year), place}
}

// addOutside is Add for people without a sasaran, who stand in no column.
func (b *Builder) addOutside(r Row) (first uint32, duplicate bool) {
	named, _ := b.inds[r.Indicator].Place(r.Month)
	k, year := outsideKey{r.Unit, r.Indicator, r.Month}, outsideKey{r.Unit, r.Indicator, health.MonthOf(named, 1)}
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
func (b *Builder) denominator(y *Year, l line, place int, r Row) {
	if !r.D.Known() {
		return
	}
	at := int8(place)
	y.course(l, place, r)
	if old := l.d; old.Known() && old != r.D {
		switch was, now := b.main(l), (Other{b.drawn[r.Drawn], r.D, r.Projected, r.Origin, at}); {
		case r.Kind == State:
			l.moved = true
		case was.System == now.System || was.System == "" || now.System == "":
			b.changes = append(b.changes, Change{Origin: r.Origin, Was: old, Now: r.D})
		case at >= l.dAt:
			y.note(l.key, was)
		default:
			y.note(l.key, now)
		}
	}
	if at >= l.dAt {
		l.d, l.dAt, l.projected, l.drawn = r.D, at, r.Projected, r.Drawn
	}
}

// course notes the sasaran that a row names, once rows differ in it.
func (y *Year) course(l line, place int, r Row) {
	if l.d.Known() && !l.varies && (l.d != r.D || l.projected != r.Projected) {
		if y.courses == nil {
			y.courses = map[key]*Course{}
		}
		c := l.constant()
		y.courses[l.key], l.varies = &c, true
	}
	month := uint16(1) << (place - 1)
	l.given |= month
	if l.varies {
		c := y.courses[l.key]
		c.D[place-1] = r.D
		if c.Projected &^= month; r.Projected {
			c.Projected |= month
		}
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

// Keep leaves out indicators that no row names: kept lists the others, which are
// numbered anew in that order. Nothing can be put in afterwards.
func (b *Builder) Keep(kept []int) {
	inds, of, now := make([]health.Indicator, len(kept)), make([]column, len(kept)), make([]int, len(b.inds))
	for i, was := range kept {
		inds[i], of[i], now[was] = b.inds[was], b.columns.of[was], i
	}
	for k, r := range b.outside {
		r.Indicator = now[r.Indicator]
		b.outside[k] = r
	}
	b.inds, b.columns.of = inds, of
}

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

func (b *Builder) year(year int) *Year {
	y := b.years[year]
	if y == nil {
		y = &Year{Year: year, columns: b.columns, slots: make([]int32, b.units)}
		b.years[year] = y
	}
	return y
}
