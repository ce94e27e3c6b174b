package spm

import (
	"encoding/binary"
	"fmt"

	"terang/internal/health"
	"terang/internal/tally"
)

// Mark gives, as bytes, all that a summary says of a unit and an indicator, so that whoever made
// something of it can tell whether it would come out the same. It holds raw counts
// and is for making digests only.
type Mark struct {
	s     *Summary
	years []*Year    // with the one that school years have begun
	due   [][]uint32 // by year, then unit*indicators+indicator: one more than due and got
	rest  map[seriesOf][]byte
}

// seriesOf names one indicator of a unit.
type seriesOf struct {
	unit      health.Unit
	indicator int
}

// Mark prepares the bytes of all units.
func (s *Summary) Mark() *Mark {
	m := &Mark{s: s, years: s.Years, rest: map[seriesOf][]byte{}}
	if s.ahead != nil {
		m.years = append(m.years[:len(m.years):len(m.years)], s.ahead)
	}
	inds := len(s.Indicators)
	for n, y := range m.years {
		due := make([]uint32, s.Register.Units()*inds)
		for i, r := range y.rolls {
			for _, list := range [][]attendance{r.areas, r.posts} {
				for _, a := range list {
					due[int(a.unit)*inds+i] = 1 + uint32(a.due)<<16 | uint32(a.got)
				}
			}
		}
		m.due = append(m.due, due)
		m.gather(n, y)
	}
	return m
}

// gather notes what stands in lists, not in columns.
func (m *Mark) gather(n int, y *Year) {
	for i, list := range y.evidence.stated {
		for _, s := range list {
			of := seriesOf{s.unit, i}
			m.rest[of] = fmt.Appendf(m.rest[of], "stated %d\n", n)
		}
	}
	for i, list := range y.evidence.outside {
		for _, r := range list {
			of := seriesOf{r.unit, i}
			b := fmt.Appendf(m.rest[of], "outside %d %d ", n, r.place)
			m.rest[of] = y.evidence.table.AppendPlace(b, r.origin)
		}
	}
}

// Append adds what is said of a unit alone and an indicator, nothing where nothing is. What
// is said of an area follows from the areas in it and the puskesmas that count for them as
// well, and what is said of a puskesmas from the desa that it serves.
func (m *Mark) Append(to []byte, u health.Unit, indicator int) []byte {
	inds := len(m.s.Indicators)
	for n, y := range m.years {
		due := m.due[n][int(u)*inds+indicator]
		if due == 0 && y.slots[u] == 0 {
			continue
		}
		to = binary.LittleEndian.AppendUint32(append(to, byte(n), 0, 0, 0, 0), due)
		begin := len(to)
		if y.slots[u] > 0 {
			to = y.append(to, int(y.slots[u]-1)*inds+indicator)
			if e := &y.evidence; e.rows != nil {
				to = e.table.AppendUnit(to, e.rows, u, indicator)
			}
		}
		binary.LittleEndian.PutUint32(to[begin-8:], uint32(len(to)-begin))
	}
	return append(to, m.rest[seriesOf{u, indicator}]...)
}

// append adds the columns of a row.
func (y *Year) append(to []byte, at int) []byte {
	flags := uint32(0)
	for bit, set := range []bool{y.odd[at], y.own[at], y.proj[at], y.moved[at]} {
		if set {
			flags |= 1 << bit
		}
	}
	flags |= uint32(uint8(y.span[at])) << 8
	to = binary.LittleEndian.AppendUint32(to, flags)
	for _, n := range [...]int32{y.d[at], y.this[at], y.last[at], y.reported[at], y.current[at], y.expected[at], y.outside[at]} {
		to = binary.LittleEndian.AppendUint32(to, uint32(n))
	}
	for _, n := range y.cum[at*12:][:12] {
		to = binary.LittleEndian.AppendUint32(to, uint32(n))
	}
	if course, varies := y.courses[at%y.inds][at]; varies {
		to = fmt.Appendf(to, "%v", course)
	}
	return to
}

// AppendCommon adds what is said of no unit: how far the years go, and which files the rows stand in.
func (m *Mark) AppendCommon(to []byte) []byte {
	to = fmt.Appendf(to, "%d %d %v\n", m.s.AsOf, len(m.s.Years), m.s.aheadTo)
	books := (*tally.Table)(nil)
	for _, y := range m.years {
		to = fmt.Appendf(to, "%d %d %v %v %v %v\n", y.Year, y.Through, y.reach, y.months, y.states, y.next == nil)
		books = y.evidence.table
	}
	if books != nil {
		to = books.AppendBooks(to)
	}
	return to
}
