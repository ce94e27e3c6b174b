package recount

import (
	"fmt"
	"strings"
)

var spm = []string{"bumil", "bulin", "bbl", "balita", "upd", "usprod", "lansia", "ht", "dm", "odgj", "tb", "hiv"}

// habits are how one unit reports one indicator in one year.
type habits struct {
	cell
	d, span    int
	from, to   int // first and last month of which a number is sent
	cumulative bool
	plain      bool // a count without a sasaran
	overfull   bool // more are served than there are
	kind       []string
}

// habits draws how a unit reports; people is about how many a sasaran has.
func (w *world) habits(c cell, people int) habits {
	h := habits{cell: c, span: 1, from: 1, to: w.months(c), d: 1 + w.IntN(2*people), overfull: w.chance(8)}
	if w.chance(3) {
		h.d = 0
	}
	switch {
	case w.chance(25):
		h.cumulative, h.kind = true, append(h.kind, "kumulatif")
	case w.chance(10):
		h.kind = append(h.kind, "bulanan")
	}
	switch {
	case w.chance(10):
		h.span = 3
	case w.chance(3) && h.to == 12:
		h.span, h.from, h.cumulative, h.kind = 12, 12, true, nil
	}
	switch {
	case w.chance(10): // late
		h.to = max(0, h.to-1-w.IntN(4))
	case w.chance(4): // an empty form
		h.to = 0
	case w.chance(10): // began later
		h.from = 1 + w.IntN(h.to)
	}
	if w.chance(50) {
		h.kind = append(h.kind, "proyeksi")
	} else if w.chance(20) {
		h.kind = append(h.kind, "riil")
	}
	w.Shuffle(len(h.kind), func(i, j int) { h.kind[i], h.kind[j] = h.kind[j], h.kind[i] })
	if c.indicator == "rapat" {
		h.d, h.plain = 1+h.d/4, true
	}
	return h
}

// months gives how many months of a year have passed: of a school year half a year more.
func (w *world) months(c cell) int {
	if c.indicator == w.schools {
		return min(12, w.last[c.year]+6)
	}
	return w.last[c.year]
}

// report writes a year of a unit as its habits are, once.
func (w *world) report(h habits) {
	if w.sent[h.cell] {
		return
	}
	w.sent[h.cell] = true
	months := w.months(h.cell)
	pace := 1 + 2*h.d/months*h.span
	if h.overfull {
		pace *= 2
	}
	total := 0
	for m := h.span; m <= months; m += h.span {
		if m < h.from && w.chance(50) {
			continue // no row at all
		}
		ob := observation{cell: h.cell, month: m, span: h.span, n: -1, d: h.d}
		if m >= h.from && m <= h.to && !w.chance(4) {
			ob.n = 0
			if h.d > 0 {
				ob.n = w.IntN(pace)
			}
			total += ob.n
			if h.cumulative {
				ob.n = total
			}
		}
		if ob.n > 5 && h.cumulative && w.chance(2) {
			ob.n -= 3 // corrected downward
		}
		if h.d > 0 && w.chance(3) {
			h.d += 1 + w.IntN(9) // counted anew; the latest holds
			ob.d = h.d
		}
		if h.plain {
			ob.d = -1
		}
		w.put(ob, strings.Join(h.kind, " "))
	}
}

// visitors writes people of outside for a unit.
func (w *world) visitors(c cell) {
	if w.visited[c] {
		return
	}
	w.visited[c] = true
	ob := observation{cell: c, month: 1 + w.IntN(w.months(c)), span: 1, n: 1 + w.IntN(40), d: -1}
	w.put(ob, "luar_wilayah")
}

// qualityOf writes the quality of a unit's services: percentages or items, of all services or of some.
func (w *world) qualityOf(unit string, year int, services []string) {
	for _, s := range services {
		if w.chance(70) {
			w.quality = append(w.quality, fmt.Sprintf("%d;%s;%s;%d,%02d;;;", year, unit, s, w.IntN(100), w.IntN(100)))
			continue
		}
		for item := range 1 + w.IntN(7) {
			needed := w.IntN(9)
			if item == 0 {
				needed = 3
			}
			w.quality = append(w.quality, fmt.Sprintf("%d;%s;%s;;butir %d;%d;%d", year, unit, s, item+1, needed, w.IntN(10)))
		}
	}
}
