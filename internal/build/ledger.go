package build

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"
	"slices"
	"sync/atomic"

	"terang/internal/disclosure"
	"terang/internal/publish"
)

// ledger holds, for each part of a site, what it follows from and which files were made
// of it, so that the next build passes over a part that follows from the same. A part is a
// page with all that is made of it, a file of data, a list of facilities or the search
// index of a language; parts are numbered.
type ledger struct {
	keep   func(names ...string) (bool, error)
	marks  *disclosure.Marks
	common [sha256.Size]byte // what all parts follow from
	summed bool              // parts have a sum
	last   []piece           // of the last build; none where that followed from something else in common
	next   []piece
	same   atomic.Int64 // parts that were passed over
}

// piece is what is noted of a part: its first file has the name that the plan gives it,
// if it gives one.
type piece struct {
	of      [sha256.Size / 2]byte
	others  []string // further files
	sum     fileSum  // of all its files, where pages are kept on devices
	drawing drawing
}

// drawing counts the outlines that were drawn for a page.
type drawing struct{ maps, largest int }

func (d *drawing) add(o drawing) {
	d.maps += o.maps
	d.largest = max(d.largest, o.largest)
}

// newLedger begins the ledger of a build: common is of what all parts follow from
// beside what is planned.
func newLedger(run *publish.Run, s *made, common [sha256.Size]byte, afresh bool) *ledger {
	l := &ledger{keep: run.Keep, marks: s.marks(), summed: s.offline}
	h := sha256.New()
	fmt.Fprintf(h, "%x %x %x\n", common, l.marks.Common, s.tables().Mark())
	fmt.Fprintf(h, "%+v %q %d\n", s.data.Indicators, s.data.Sources, s.data.Extracted)
	size := s.parts()
	for _, plan := range s.plans {
		mark := plan.Mark()
		h.Write(mark[:])
	}
	h.Sum(l.common[:0])
	l.next = make([]piece, size)
	if _, _, text := noted(run.Noted()); !afresh {
		last, _ := base64.StdEncoding.DecodeString(text) // of what is no such text nothing is read
		l.last = l.read(last, size)
	}
	if len(l.last) > 0 { // by the same look and the same budget
		s.scale.passed = run.Wrote
	}
	return l
}

// parts counts those of a site.
func (s *made) parts() int {
	return s.tables().Len() + s.pages() + len(s.others())
}

// of gives what a part follows from that reads some figures.
func (l *ledger) of(number int, reads []disclosure.Scope) (of [sha256.Size / 2]byte) {
	b := binary.LittleEndian.AppendUint32(slices.Clone(l.common[:]), uint32(number))
	for _, scope := range reads {
		mark := l.marks.Of(scope)
		b = binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint64(b, mark[0]), mark[1])
	}
	digest := sha256.Sum256(b)
	copy(of[:], digest[:])
	return of
}

// passes takes a part over from the last build, if it follows from the same and its files stand.
func (l *ledger) passes(number int, of [sha256.Size / 2]byte, name string) (bool, error) {
	if number >= len(l.last) || l.last[number].of != of {
		return false, nil
	}
	names := l.last[number].others
	if name != "" {
		names = append([]string{name}, names...)
	}
	kept, err := l.keep(names...)
	if kept {
		l.next[number] = l.last[number]
		l.same.Add(1)
	}
	return kept, err
}

// passed counts the parts that were passed over.
func (l *ledger) passed() int {
	if l == nil {
		return 0
	}
	return int(l.same.Load())
}

// text writes the ledger for the next build.
func (l *ledger) text() []byte {
	if l == nil {
		return nil
	}
	b := slices.Clone(l.common[:])
	for i := range l.next {
		p := &l.next[i]
		b = append(b, p.of[:]...)
		b = binary.AppendUvarint(b, uint64(p.drawing.maps))
		b = binary.AppendUvarint(b, uint64(p.drawing.largest))
		if l.summed {
			b = append(b, p.sum[:]...)
		}
		b = binary.AppendUvarint(b, uint64(len(p.others)))
		for _, name := range p.others {
			b = append(binary.AppendUvarint(b, uint64(len(name))), name...)
		}
	}
	return b
}

// read gives the parts of a written ledger; nil where they follow from something else in common.
func (l *ledger) read(text []byte, size int) []piece {
	if len(text) < len(l.common) || [sha256.Size]byte(text) != l.common {
		return nil
	}
	t := ledgerText{text[len(l.common):]}
	parts := make([]piece, size)
	for i := range parts {
		p := &parts[i]
		copy(p.of[:], t.bytes(len(p.of)))
		p.drawing = drawing{t.number(), t.number()}
		if l.summed {
			copy(p.sum[:], t.bytes(len(p.sum)))
		}
		for range t.number() {
			p.others = append(p.others, string(t.bytes(t.number())))
		}
	}
	return parts
}

// ledgerText is what is left to read of a ledger. What is missing reads as nothing, of which no part is made.
type ledgerText struct{ left []byte }

func (t *ledgerText) bytes(n int) []byte {
	n = min(n, len(t.left))
	b := t.left[:n]
	t.left = t.left[n:]
	return b
}

func (t *ledgerText) number() int {
	n, size := binary.Uvarint(t.left)
	if size <= 0 || n > 1<<30 {
		t.left = nil
		return 0
	}
	t.left = t.left[size:]
	return int(n)
}
