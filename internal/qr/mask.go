package qr

import "math/bits"

// patterned says whether a mask turns a module round.
func patterned(mask, x, y int) bool {
	switch mask {
	case 0:
		return (x+y)%2 == 0
	case 1:
		return y%2 == 0
	case 2:
		return x%3 == 0
	case 3:
		return (x+y)%3 == 0
	case 4:
		return (y/2+x/3)%2 == 0
	case 5:
		return x*y%2+x*y%3 == 0
	case 6:
		return (x*y%2+x*y%3)%2 == 0
	}
	return ((x+y)%2+x*y%3)%2 == 0
}

// masks come again after so many rows.
const period = 12

// masked lays the mask over the data that gives a reader least trouble, of equals the first.
func (c *code) masked() *code {
	var best *code
	least := 0
	for mask := range 8 {
		var pattern [period]uint64
		for y := range pattern {
			for x := range c.size {
				if patterned(mask, x, y) {
					pattern[y] |= 1 << x
				}
			}
		}
		try := *c
		for y := range c.size {
			try.rows[y] ^= pattern[y%period] &^ c.used[y]
		}
		try.format(mask)
		if p := try.penalty(); best == nil || p < least {
			best, least = &try, p
		}
	}
	return best
}

// penalty counts what gives readers trouble: long runs, blocks, what looks like an eye,
// and more of one shade than of the other.
func (c *code) penalty() int {
	columns := c.turned()
	p, dark := 0, 0
	for y := range c.size {
		for _, line := range [...]uint64{c.rows[y], columns[y]} {
			p += c.runs(line) + c.eyes(line)
		}
		dark += bits.OnesCount64(c.rows[y])
		if y > 0 {
			above, row := c.rows[y-1], c.rows[y]
			same := ^(above ^ row)
			p += 3 * bits.OnesCount64(^(row^row>>1)&same&(same>>1)&(1<<(c.size-1)-1))
		}
	}
	all := c.size * c.size
	off := max(all/2-dark, dark-all/2)
	return p + 10*(off/(all/20))
}

// turned gives the columns as rows.
func (c *code) turned() (columns [64]uint64) {
	for y := range c.size {
		for row := c.rows[y]; row != 0; row &= row - 1 {
			columns[bits.TrailingZeros64(row)] |= 1 << y
		}
	}
	return columns
}

// runs counts 4 for each run of six modules of a shade, and 1 for each beyond.
func (c *code) runs(line uint64) int {
	same := ^(line ^ line>>1) & (1<<(c.size-1) - 1)
	long := same & (same >> 1) & (same >> 2) & (same >> 3) & (same >> 4)
	return bits.OnesCount64(long) + 3*bits.OnesCount64(long&^(long<<1))
}

// eyes counts 40 for each place that looks like the middle of an eye with a light margin.
func (c *code) eyes(line uint64) int {
	if line&^(line>>1)&(line>>2)&(line>>3)&(line>>4)&^(line>>5)&(line>>6) == 0 {
		return 0
	}
	p, seen := 0, 0
	for x := range c.size {
		seen = seen<<1 | int(line>>x&1)
		last := seen & 0x7ff
		if last == 0x05d || last == 0x5d0 || x == c.size-1 && seen&0x7f == 0x5d {
			p, seen = p+40, 0xff
		}
	}
	return p
}
