package disclosure

import "slices"

// program is a set of linear equations over counts of at least zero, solved in
// whole numbers: every sum that a portal shows runs over one of two nested
// families of units, the areas and the puskesmas, and with such equations each
// pivot of the simplex method is 1 or -1. So its bounds are exact, and are
// reached by people who can be counted.
type program struct {
	rows  [][]int // coefficients, then the right side
	basis []int   // by row: the variable that the row gives
	size  int     // variables
}

// endless stands where a reader finds no upper bound.
const endless = 1 << 40

// solve finds a first solution; it must exist.
func solve(rows [][]int, size int) *program {
	p := &program{size: size}
	for r, row := range rows {
		wide := make([]int, size+len(rows)+1)
		sign := 1
		if row[size] < 0 {
			sign = -1
		}
		for c, v := range row[:size] {
			wide[c] = sign * v
		}
		wide[size+r], wide[len(wide)-1] = 1, sign*row[size]
		p.rows, p.basis = append(p.rows, wide), append(p.basis, size+r)
	}
	price := make([]int, size+len(rows)+1) // of what the added variables still hold
	for _, row := range p.rows {
		for c, v := range row {
			if c < size || c == len(row)-1 {
				price[c] += v
			}
		}
	}
	p.improve(price)
	if price[len(price)-1] != 0 {
		panic("the equations contradict each other")
	}
	p.dropAdded()
	return p
}

// dropAdded takes out the variables that were added to begin with, and the equations that say nothing new.
func (p *program) dropAdded() {
	for r := 0; r < len(p.rows); r++ {
		if p.basis[r] < p.size {
			continue
		}
		c := slices.IndexFunc(p.rows[r][:p.size], func(v int) bool { return v != 0 })
		if c >= 0 {
			p.pivot(r, c, nil)
			continue
		}
		p.rows, p.basis = slices.Delete(p.rows, r, r+1), slices.Delete(p.basis, r, r+1)
		r--
	}
	for r, row := range p.rows {
		p.rows[r] = append(row[:p.size:p.size], row[len(row)-1])
	}
}

// improve pivots until no variable raises the price, or one does without end.
// Taking the first that does, and the first row that bounds it, never goes in circles.
func (p *program) improve(price []int) (bounded bool) {
	for {
		c := slices.IndexFunc(price[:len(price)-1], func(v int) bool { return v > 0 })
		if c < 0 {
			return true
		}
		leave := -1
		for r, row := range p.rows {
			if row[c] <= 0 {
				continue
			}
			right, best := row[len(row)-1], 0
			if leave >= 0 {
				best = p.rows[leave][len(row)-1]
			}
			if leave < 0 || right < best || (right == best && p.basis[r] < p.basis[leave]) {
				leave = r
			}
		}
		if leave < 0 {
			return false
		}
		p.pivot(leave, c, price)
	}
}

func (p *program) pivot(r, c int, price []int) {
	row := p.rows[r]
	switch row[c] {
	case 1:
	case -1:
		for i := range row {
			row[i] = -row[i]
		}
	default:
		panic("a pivot that is not 1")
	}
	clear := func(other []int) {
		if by := other[c]; by != 0 {
			for i, v := range row {
				other[i] -= by * v
			}
		}
	}
	for i, other := range p.rows {
		if i != r {
			clear(other)
		}
	}
	if price != nil {
		clear(price)
	}
	p.basis[r] = c
}

// most gives the largest sum of weight times variable that the equations allow.
func (p *program) most(weight []int) int {
	q := &program{size: p.size, basis: slices.Clone(p.basis)}
	price := append(slices.Clone(weight), 0)
	for r, row := range p.rows {
		q.rows = append(q.rows, slices.Clone(row))
		if by := price[q.basis[r]]; by != 0 {
			for i, v := range row {
				price[i] -= by * v
			}
		}
	}
	if !q.improve(price) {
		return endless
	}
	return -price[len(price)-1]
}
