package bounds

import "math"

// dictionary is the state of the simplex method with limits on every variable.
// Variables are a part's unknowns and, after them, its rows' sums. Some are free
// to choose and stand at one of their limits; the others follow from them, one by
// each line.
type dictionary struct {
	limits []Interval
	value  []float64
	line   [][]float64 // by followed variable, then by place in free
	follow []int       // by line: the variable that it gives
	free   []int       // by column: the variable
}

// build writes a part's rows down with every unknown free and at its lower limit.
func (s *System) build(p part) *dictionary {
	n := len(p.unknowns)
	d := &dictionary{}
	at := make(map[int]int, n)
	for i, u := range p.unknowns {
		at[u] = i
		d.limits = append(d.limits, s.limits[u])
		d.value = append(d.value, s.limits[u].Lo)
		d.free = append(d.free, i)
	}
	for _, r := range p.rows {
		line, sum := make([]float64, n), 0.0
		for _, t := range r.terms {
			line[at[t.Unknown]] = t.By
			sum += t.By * s.limits[t.Unknown].Lo
		}
		d.follow = append(d.follow, len(d.value))
		d.line = append(d.line, line)
		d.limits = append(d.limits, r.Interval)
		d.value = append(d.value, sum)
	}
	return d
}

// wrong says on which side of its limits a followed variable is: -1 below, 1 above, 0 within.
func (d *dictionary) wrong(v int) float64 {
	switch {
	case d.value[v] < d.limits[v].Lo-hair:
		return -1
	case d.value[v] > d.limits[v].Hi+hair:
		return 1
	}
	return 0
}

// patience is how many steps without gain are taken by the steepest price before
// going over to the first variable that helps, which never goes in circles.
const patience = 40

// settle moves until every variable is within its limits; it gives false where that cannot be.
func (d *dictionary) settle() bool {
	price := make([]float64, len(d.free))
	idle := 0
	for range stepsMost {
		for c := range price {
			price[c] = 0
		}
		fine := true
		for i, v := range d.follow {
			if w := d.wrong(v); w != 0 {
				fine = false
				for c, f := range d.line[i] {
					price[c] -= w * f
				}
			}
		}
		if fine {
			return true
		}
		moved, ok := d.step(price, idle > patience, true)
		if !ok {
			return false
		}
		if idle++; moved > hair {
			idle = 0
		}
	}
	return false
}

// stepsMost ends a search that rounding keeps from ending by itself.
const stepsMost = 200_000

// climb moves to where the sum of weight times variable is largest, and stops
// as soon as enough says so.
func (d *dictionary) climb(weight []float64, enough func() bool) {
	price := make([]float64, len(d.free))
	for c, v := range d.free {
		price[c] = weight[v]
	}
	for i, v := range d.follow {
		if w := weight[v]; w != 0 {
			for c, f := range d.line[i] {
				price[c] += w * f
			}
		}
	}
	idle := 0
	for range stepsMost {
		moved, ok := d.step(price, idle > patience, false)
		if enough() || !ok {
			return
		}
		if idle++; moved > hair {
			idle = 0
		}
	}
}

// step takes one free variable as far as it goes in the direction that raises
// the price. careful takes the first that helps, else the steepest. ok is false
// where none does.
func (d *dictionary) step(price []float64, careful, settling bool) (moved float64, ok bool) {
	best, column, up := tiny, -1, true
	for c, v := range d.free {
		p := price[c]
		rises := p > tiny && d.value[v] < d.limits[v].Hi-tiny
		falls := p < -tiny && d.value[v] > d.limits[v].Lo+tiny
		if !rises && !falls {
			continue
		}
		if careful {
			if column < 0 || v < d.free[column] {
				column, up = c, rises
			}
		} else if math.Abs(p) > best {
			best, column, up = math.Abs(p), c, rises
		}
	}
	if column < 0 {
		return 0, false
	}
	far, line, at := d.reach(column, up, settling)
	if math.IsInf(far, 1) { // far enough to be seen as endless, and no more to gain
		far = max(0, given-math.Abs(d.value[d.free[column]]))
		d.move(column, far, up)
		return far, false
	}
	d.move(column, far, up)
	if line >= 0 {
		d.value[d.follow[line]] = at
		d.pivot(line, column, price)
	}
	return far, true
}

// reach gives how far a free variable can go, and the line whose variable stops
// it at which of its limits; line is -1 where it is its own limit.
func (d *dictionary) reach(column int, up, settling bool) (far float64, line int, at float64) {
	v := d.free[column]
	far, line = d.limits[v].Hi-d.value[v], -1
	if !up {
		far = d.value[v] - d.limits[v].Lo
	}
	for i, w := range d.follow {
		f := d.line[i][column]
		if !up {
			f = -f
		}
		if math.Abs(f) < tiny {
			continue
		}
		stop := d.limits[w].Hi
		if f < 0 {
			stop = d.limits[w].Lo
		}
		if settling { // what is outside stops where it comes in, and not while it goes further out
			switch side := d.wrong(w); {
			case side < 0 && f > 0:
				stop = d.limits[w].Lo
			case side > 0 && f < 0:
				stop = d.limits[w].Hi
			case side != 0:
				continue
			}
		}
		if math.IsInf(stop, 0) {
			continue
		}
		room := max(0, (stop-d.value[w])/f)
		if room < far-tiny || (room < far+tiny && line >= 0 && w < d.follow[line]) {
			far, line, at = min(room, far), i, stop
		}
	}
	return far, line, at
}

func (d *dictionary) move(column int, far float64, up bool) {
	if !up {
		far = -far
	}
	d.value[d.free[column]] += far
	for i, w := range d.follow {
		if f := d.line[i][column]; f != 0 {
			d.value[w] += f * far
		}
	}
}

// pivot makes the variable of a line free and lets that of a column follow.
func (d *dictionary) pivot(line, column int, price []float64) {
	own := d.line[line]
	by := own[column]
	var open []int // columns with an entry
	for c, f := range own {
		if c == column {
			own[c] = 1 / by
		} else if f != 0 {
			own[c] = -f / by
		}
		if own[c] != 0 {
			open = append(open, c)
		}
	}
	put := func(other []float64) {
		f := other[column]
		if f == 0 {
			return
		}
		other[column] = 0
		for _, c := range open {
			v := other[c] + f*own[c]
			if math.Abs(v) < tiny {
				v = 0
			}
			other[c] = v
		}
	}
	for i, other := range d.line {
		if i != line {
			put(other)
		}
	}
	put(price)
	d.follow[line], d.free[column] = d.free[column], d.follow[line]
}
