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
	l := y.line(y.slot(r.Unit), r.Indicator)
	span := max(r.Span, OneMonth)
	if b.secondSource(y, l, place, r) {
		return 0, false
	}
	if l.span != 0 && l.span != span {
		b.uneven = append(b.uneven, r.Origin)
		return 0, false
	}
	if l.n[place-1] != NoRow {
		return l.origin[place-1], true
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

// put stores what the row says of its month.
func (l line) put(place int, r Row) {
	if l.n[place-1], l.origin[place-1] = Cell(r.N), r.Origin; !r.N.Known() {
		l.n[place-1] = Empty
	}
}

// AddPlain is Add for rows of which there is nothing to tell, as nearly all are: they
// count people of a sasaran, in a year that has begun, and agree with what is there.
// It puts rows in from the first one on and gives how many; the one after them, if
// any, is for Add.
func (b *Builder) AddPlain(rows []Row) int {
	var at calendar
	for i := range rows {
		r := &rows[i]
		if r.Month > b.through || r.Kind == Outside {
			return i
		}
		if school := b.inds[r.Indicator].SchoolYear; at.y == nil || at.month != r.Month || at.school != school {
			year, place := b.inds[r.Indicator].Place(r.Month)
			if year > b.through.Year() {
				return i
			}
			at = calendar{r.Month, school, b.year(year), place}
		}
		l := at.y.line(at.y.slot(r.Unit), r.Indicator)
		if !l.takes(at.place, r) {
			return i
		}
		l.span, l.kind = max(r.Span, OneMonth), r.Kind
		l.put(at.place, *r)
		if int8(at.place) >= l.dAt && r.D.Known() {
			l.d, l.dAt, l.projected, l.drawn = r.D, int8(at.place), r.Projected, r.Drawn
		}
	}
	return len(rows)
}

// calendar is where the rows of a month stand: it is looked up once for all rows in turn that have it.
type calendar struct {
	month  health.Month
	school bool
	y      *Year
	place  int
}

// takes says whether a row agrees with all rows of its line.
func (l line) takes(place int, r *Row) bool {
	if l.span == 0 {
		return true
	}
	return l.span == max(r.Span, OneMonth) && l.kind == r.Kind && l.n[place-1] == NoRow &&
		(!r.D.Known() || l.drawn == r.Drawn && (l.d == r.D || !l.d.Known()))
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
func (b *Builder) denominator(y *Year, l line, place int, r Row) {
	if !r.D.Known() {
		return
	}
	at := int8(place)
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

func (b *Builder) year(year int) *Year {
	y := b.years[year]
	if y == nil {
		y = &Year{Year: year, inds: len(b.inds), slots: make([]int32, b.units)}
		b.years[year] = y
	}
	return y
}
