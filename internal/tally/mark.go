package tally

import (
	"encoding/binary"

	"terang/internal/health"
)

// AppendUnit adds to a text all that a year holds of a unit and an indicator, each row with
// the file and line that it stands in: the same bytes for the same rows, whatever order and
// machine they were read in and by. What is of no unit is in AppendBooks.
func (t *Table) AppendUnit(to []byte, y *Year, u health.Unit, indicator int) []byte {
	l, ok := y.find(u, indicator)
	if !ok || l.span == 0 {
		return to
	}
	flags := uint32(l.span)<<16 | uint32(l.kind)<<8 | uint32(l.dAt)<<24
	for at, set := range []bool{l.projected, l.moved} {
		if set {
			flags |= 1 << at
		}
	}
	to = binary.LittleEndian.AppendUint32(to, flags)
	to = binary.LittleEndian.AppendUint32(to, uint32(l.d))
	to = appendDrawn(to, t.drawn[l.drawn])
	for place := 1; place <= 12; place++ {
		to = binary.LittleEndian.AppendUint32(to, uint32(*l.cell(place)))
		to = t.AppendPlace(to, *l.origin(place))
	}
	for _, o := range y.others[l.key] {
		to = appendDrawn(append(to, 'o'), o.Drawn)
		to = t.AppendPlace(binary.LittleEndian.AppendUint32(to, uint32(o.D)), o.Origin)
		if o.Projected {
			to = append(to, 'p')
		}
	}
	return to
}

func appendDrawn(to []byte, d Drawn) []byte {
	to = append(binary.LittleEndian.AppendUint32(to, uint32(len(d.System))), d.System...)
	return binary.LittleEndian.AppendUint32(to, uint32(d.On))
}

// AppendPlace adds the file and line that an Origin means.
func (t *Table) AppendPlace(to []byte, origin uint32) []byte {
	i := t.bookOf(origin)
	if i < 0 {
		return binary.LittleEndian.AppendUint64(to, uint64(origin))
	}
	return binary.LittleEndian.AppendUint64(to, uint64(i)<<32|uint64(origin-t.books[i].base))
}

// AppendBooks adds the names of the files, which rows name by their number.
func (t *Table) AppendBooks(to []byte) []byte {
	for _, b := range t.books {
		to = append(append(to, b.name...), 0)
	}
	return to
}
