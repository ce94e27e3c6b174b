package disclosure

import "terang/internal/health"

// A world is another way in which everything could have been that readers have
// been shown so far, in this month and all before it in the year. In it a hidden
// cell, its owner, has some more people, or fewer, and cells beside it make up for
// that.
//
// A world is the proof that its owner is protected: no reader can tell it from the
// real one. So it has to last, even when its owner is shown again: what differs then
// has moved on to other hidden cells, or has come back to the real world. The
// latter takes time, for a count of people served never falls: whoever is too many in
// a world must be counted in the real one first.
type world struct {
	size, was int32 // by how many people the owner differs, now and a month ago
	// by lists the other cells that differ.
	by []difference
}

// difference is by how much a cell's n differs in a world, now and a month ago.
type difference struct {
	cell     int32
	now, was int32
}

// A cell owns a world with fewer people and one with more.
const (
	fewer = iota
	more
)

// signed gives by how much an owner's n differs.
func signed(size int32, way int) int32 {
	if way == fewer {
		return -size
	}
	return size
}

// age takes the worlds into a new month.
func (tb *table) age() {
	age := func(w *world) {
		w.was = w.size
		left := w.by[:0]
		for _, d := range w.by {
			if d.now != 0 {
				left = append(left, difference{d.cell, d.now, d.now})
			}
		}
		w.by = left
	}
	for i := range tb.worlds {
		age(&tb.worlds[i][fewer])
		age(&tb.worlds[i][more])
	}
	left := tb.echoes[:0]
	for _, w := range tb.echoes {
		if age(&w); len(w.by) > 0 {
			left = append(left, w)
		}
	}
	tb.echoes = left
}

// hold settles every world with what is to be shown this month, and keeps those
// cells hidden of which that cannot be done: with them figures of earlier months
// could be worked out.
func (tb *table) hold() {
	for k := range tb.echoes {
		w := &tb.echoes[k]
		tb.enter(w)
		tb.settle(w, none)
		tb.leave(w)
	}
	for i := range tb.worlds {
		for way := range tb.worlds[i] {
			if w := &tb.worlds[i][way]; w.size > 0 {
				tb.enter(w)
				w.size -= tb.settleOwner(int32(i), way, w.size)
				tb.leave(w)
				if w.size == 0 {
					tb.echoes = append(tb.echoes, *w)
					*w = world{}
				}
			}
		}
	}
}

// settleOwner settles a world and gives by how much less its owner differs afterwards.
func (tb *table) settleOwner(i int32, way int, size int32) (less int32) {
	c := &tb.cells[i]
	if c.rule != Shown {
		tb.settle(&tb.worlds[i][way], i)
		return 0
	}
	tb.moved[i], c.prior = signed(size, way), signed(size, way)
	if less = tb.bring(i); less < size {
		tb.hide(i, Differencing)
	}
	tb.settle(&tb.worlds[i][way], i)
	tb.moved[i], c.prior = 0, 0
	return less
}

// settle brings the cells of a world that are to be shown to what they are; its owner stays as it is.
func (tb *table) settle(w *world, owner int32) {
	tb.fixed = owner
	for _, d := range w.by {
		if tb.cells[d.cell].rule == Shown && tb.moved[d.cell] != 0 {
			if tb.bring(d.cell); tb.moved[d.cell] != 0 {
				tb.hide(d.cell, Differencing)
			}
		}
	}
	tb.fixed = none
}

// bring lets a cell of a world come to what it is, as far as it can, and gives by how much it did.
func (tb *table) bring(i int32) (got int32) {
	c := &tb.cells[i]
	rises := tb.moved[i] < 0
	want := homeward(c, tb.moved[i], rises)
	got = tb.run(i, &home, rises, want)
	got += tb.run(i, &settling, rises, want-got)
	if rises {
		tb.moved[i] += got
	} else {
		tb.moved[i] -= got
	}
	return got
}

// enter lays a world out for a search, leave takes down what has become of it.
func (tb *table) enter(w *world) {
	for _, d := range w.by {
		tb.note(d.cell)
		tb.moved[d.cell], tb.cells[d.cell].prior = d.now, d.was
	}
}

func (tb *table) leave(w *world) {
	w.by = w.by[:0]
	for _, j := range tb.shifted {
		if d := (difference{j, tb.moved[j], tb.cells[j].prior}); d.now != 0 || d.was != 0 {
			w.by = append(w.by, d)
		}
		tb.cells[j].prior = 0
	}
	tb.forget()
}

// cover makes sure that a hidden cell is protected against readers who compare
// months, and lists what it hid for that.
func (tb *table) cover(i int32) (hid []int32) {
	if c := &tb.cells[i]; c.n == 0 && c.rule != Floor {
		return nil // that nobody was served is no count of people
	}
	down, up := &tb.worlds[i][fewer], &tb.worlds[i][more]
	if tb.cells[i].step > 0 {
		tb.retire(i) // its growth in this month is a count too: worlds that begin with it are wanted
	}
	for {
		half := (tb.t + 1) / 2
		way := tb.grow(i, fewer, min(half, tb.t-up.size))
		way = cheaper(way, tb.grow(i, more, tb.t-down.size))
		if down.size+up.size < tb.t {
			way = cheaper(way, tb.grow(i, fewer, tb.t-up.size))
		}
		if down.size+up.size >= tb.t || len(way.hide) == 0 {
			return hid
		}
		hid = append(hid, tb.clear(way)...)
	}
}

// retire lets the worlds of a cell go on without it as their owner.
func (tb *table) retire(i int32) {
	for way := range tb.worlds[i] {
		if w := &tb.worlds[i][way]; w.size > 0 && w.was > 0 {
			tb.disown(i, way)
		}
	}
}

// disown lets a world go on without its owner.
func (tb *table) disown(i int32, way int) {
	w := &tb.worlds[i][way]
	w.by = append(w.by, difference{i, signed(w.size, way), signed(w.was, way)})
	tb.echoes = append(tb.echoes, *w)
	*w = world{}
}

// outgrow takes the worlds from their owners in which a cell has more people than its new sasaran allows: to a reader
// who knows that one they prove nothing any more, while to all others they have to last.
func (tb *table) outgrow(i int32) {
	room := tb.cells[i].room()
	for k := range tb.worlds {
		for way := range tb.worlds[k] {
			w := &tb.worlds[k][way]
			beyond := int32(k) == i && way == more && w.size > room
			for _, d := range w.by {
				beyond = beyond || d.cell == i && d.now > room
			}
			if w.size > 0 && beyond {
				tb.disown(int32(k), way)
			}
		}
	}
}

func cheaper(a, b route) route {
	if a.hide == nil || (b.hide != nil && b.price < a.price) {
		return b
	}
	return a
}

// grow makes a world's owner differ by want, or by as much as can be; then it
// gives the cheapest way to one more. Many cells that differ by little come back
// sooner than one that differs by much.
func (tb *table) grow(i int32, way int, want int32) (next route) {
	w := &tb.worlds[i][way]
	if c := &tb.cells[i]; way == fewer && c.own {
		want = min(want, w.was+c.step)
	}
	if w.size >= want {
		return route{}
	}
	tb.enter(w)
	for crowd := int32(1); crowd <= tb.t && w.size < want; crowd++ {
		r := patient(crowd)
		w.size += tb.run(i, &r, way == more, want-w.size)
	}
	if w.size < want {
		r := patient(tb.t)
		next = tb.cheapest(i, &r, way == more)
	}
	tb.leave(w)
	return next
}

// bands gives the band of each hidden cell of which readers may be told it: a cell
// of no sensitive class, with so many people that the band is no narrower than t, whose
// sasaran they have been shown before, which is held apart by t in worlds of its own,
// and which has the same band in every world.
func (tb *table) bands() []Band {
	bands := make([]Band, len(tb.cells))
	if tb.ind.Factor != 100 || tb.ind.Sensitivity == health.Sensitive || tb.policy.Except == Differencing {
		return bands
	}
	for i := range tb.cells {
		c, held := &tb.cells[i], tb.worlds[i][fewer].size+tb.worlds[i][more].size
		if c.rule != Shown && c.rule != Floor && c.exact > 0 && c.d >= 10*tb.t && held >= tb.t {
			bands[i] = bandOf(c.n, c.d)
		}
	}
	check := func(i, by int32) {
		if c := &tb.cells[i]; bandOf(c.n+by, c.d) != bandOf(c.n, c.d) {
			bands[i] = NoBand
		}
	}
	checkAll := func(w *world) {
		for _, d := range w.by {
			check(d.cell, d.now)
		}
	}
	for i := range tb.worlds {
		for way := range tb.worlds[i] {
			w := &tb.worlds[i][way]
			check(int32(i), signed(w.size, way))
			checkAll(w)
		}
	}
	for k := range tb.echoes {
		checkAll(&tb.echoes[k])
	}
	return bands
}
