package dataset

import (
	"bytes"
	"encoding/binary"
	"slices"

	"terang/internal/health"
	"terang/internal/tally"
)

// usualColumns is how many columns begin a row in the usual order: period,
// indicator, area, numerator, denominator.
const usualColumns = 5

// window is a piece of text that a row begins. Places in it are taken modulo 256,
// so that none can lie outside, whatever stands there, and no bound is asked for.
type window [512]byte

// lastPlace is the last place in a window at which a cell may begin. It is more
// than the first five cells take where run knows them.
const lastPlace = 255

func (v *window) sign(at int) byte { return v[at&lastPlace] }

// eight gives the eight bytes at a place.
func (v *window) eight(at int) uint64 {
	at &= lastPlace
	return binary.LittleEndian.Uint64(v[at : at+8])
}

func (v *window) has(m *mark, at int) bool { return m.is(v.eight(at), v.eight(at+8)) }

// hasRest says whether the bytes of a word are there that its mark does not hold.
func (v *window) hasRest(w *word, at int) bool {
	return bytes.HasPrefix(v[(at+markBytes)&lastPlace:], w.rest)
}

// run takes rows as long as they differ from the one before in the usual places
// only: another indicator, the same unit or one of the next two, other counts. What
// stands before and behind these is compared as a whole.
func (q *quick) run(out *batch, s *scanner) {
	l := &q.like
	if !q.hasTail || l.period < 0 || !l.simple {
		return
	}
	leads, words, tail, delim := q.leads, q.indicators.words, q.tail, q.delim
	indicator := q.indicators.last
	unit := max(q.unit, 0)
	code := q.r.codes[unit]
	rows, from := out.rows, s.from
	for len(s.text)-from >= len(window{}) {
		v := (*window)(s.text[from:])
		guess := words[indicator].after
		w := &leads[guess]
		if !v.has(&w.mark, 0) || w.rest != nil && !v.hasRest(w, 0) {
			break
		}
		at := w.length + 1
		if !v.has(&code.mark, at) || v.sign(at+code.length) != delim {
			next := q.nextUnit(unit, v[at&lastPlace:])
			if next == unit {
				break
			}
			unit, code = next, q.r.codes[next]
		}
		at += code.length + 1
		above, digits := leadingDigits(v.eight(at))
		if at += digits; v.sign(at) != delim {
			break
		}
		below, more := leadingDigits(v.eight(at + 1))
		if at += 1 + more; !v.has(&tail.mark, at) || tail.rest != nil && !v.hasRest(&tail, at) {
			break
		}
		n, d := twoCounts(above, digits, below, more)
		if q.plain[guess] {
			d = health.Missing
		} else if d <= 0 && (d < 0 || n > 0) {
			break
		}
		indicator = guess
		rows = append(rows, tally.Figure{Unit: unit, Indicator: int32(indicator), N: n, D: d})
		from += at + tail.length + 1
	}
	if taken := len(rows) - len(out.rows); taken > 0 {
		like := l.row
		like.Origin = uint32(s.nextLine)
		out.follow(like)
		out.rows, q.unit, q.indicators.last = rows, rows[len(rows)-1].Unit, indicator
		s.from, s.nextLine = from, s.nextLine+taken
	}
}

// nextUnit gives which of the two units after one has the code that a text begins
// with, and the one itself where neither has.
func (q *quick) nextUnit(unit health.Unit, text []byte) health.Unit {
	codes := q.r.codes
	for u := unit + 1; u <= unit+2 && int(u) < len(codes); u++ {
		if codes[u].begins(text, q.delim) {
			return u
		}
	}
	return unit
}

// note keeps how a row begins and ends when the end comes a second time.
func (q *quick) note(row []byte) {
	tail := row[q.tailAt : len(row)-1] // without the line break
	switch {
	case !q.usual || q.hasTail && bytes.Equal(tail, q.behind):
	case bytes.Equal(tail, q.behind):
		q.tail, q.hasTail = newWord(tail, '\n'), true
		q.lead(row)
	default:
		q.behind, q.hasTail = append(q.behind[:0], tail...), false
	}
}

// lead makes words of the row's period together with each indicator.
func (q *quick) lead(row []byte) {
	at := q.like.period
	if len(q.leads) > 0 && q.leadsOf == at {
		return
	}
	text := slices.Clone(row[:q.periods.words[at].length+1])
	period := len(text)
	q.leads, q.leadsOf = q.leads[:0], at
	for i := range q.r.data.Indicators {
		text = append(text[:period], q.r.data.Indicators[i].Code...)
		q.leads = append(q.leads, newWord(text, q.delim))
	}
}
