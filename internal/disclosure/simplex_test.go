package disclosure

import (
	"math"
	"slices"
)

// program is a set of linear equations over counts of at least zero, solved by the
// simplex method. Its coefficients are small whole numbers, so that rounding does
// no harm.
type program struct {
	rows  [][]float64 // coefficients, then the right side
	basis []int       // by row: the variable that the row gives
	size  int         // variables
}

// endless stands where a reader finds no upper bound.
const endless = 1 << 40

// hair is what rounding may add up to.
const hair = 1e-6

// solve finds a first solution; it must exist.
func solve(rows [][]int, size int) *program {
	p := &program{size: size}
	for r, row := range rows {
		wide := make([]float64, size+len(rows)+1)
		sign := 1.0
		if row[size] < 0 {
			sign = -1
		}
		for c, v := range row[:size] {
			wide[c] = sign * float64(v)
		}
		wide[size+r], wide[len(wide)-1] = 1, sign*float64(row[size])
		p.rows, p.basis = append(p.rows, wide), append(p.basis, size+r)
	}
	price := make([]float64, size+len(rows)+1) // of what the added variables still hold
	for _, row := range p.rows {
		for c, v := range row {
			if c < size || c == len(row)-1 {
				price[c] += v
			}
		}
	}
	p.improve(price)
	if math.Abs(price[len(price)-1]) > hair {
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
		c := slices.IndexFunc(p.rows[r][:p.size], func(v float64) bool { return math.Abs(v) > hair })
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
func (p *program) improve(price []float64) (bounded bool) {
	for {
		c := slices.IndexFunc(price[:len(price)-1], func(v float64) bool { return v > hair })
		if c < 0 {
			return true
		}
		leave, best := -1, 0.0
		for r, row := range p.rows {
			if row[c] <= hair {
				continue
			}
			bound := row[len(row)-1] / row[c]
			if leave < 0 || bound < best-hair || (bound < best+hair && p.basis[r] < p.basis[leave]) {
				leave, best = r, bound
			}
		}
		if leave < 0 {
			return false
		}
		p.pivot(leave, c, price)
	}
}

func (p *program) pivot(r, c int, price []float64) {
	row := p.rows[r]
	by := row[c]
	for i := range row {
		row[i] /= by
	}
	clear := func(other []float64) {
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

// most gives the largest whole sum of weight times variable that the equations allow.
func (p *program) most(weight []int) int {
	q := &program{size: p.size, basis: slices.Clone(p.basis)}
	price := make([]float64, len(weight)+1)
	for i, v := range weight {
		price[i] = float64(v)
	}
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
	return int(math.Floor(-price[len(price)-1] + hair))
}
