package qr

import "math/bits"

// Addresses of pages are drawn here: a library that holds for all that a code can
// hold takes as long for one as a page takes otherwise. A test holds the two together.

// form is how a code of error correction M holds its bytes, for each version.
type form struct {
	check        int // bytes of error correction in each block
	blocks, data int // blocks, and bytes of data in each
	longer       int // blocks after these with a byte more
	spare        int // modules without data
	marks        []int
}

// forms are those of version 1 onward. The size of a version is 17 and four times its number.
var forms = [...]form{
	{10, 1, 16, 0, 0, nil},
	{16, 1, 28, 0, 7, []int{6, 18}},
	{26, 1, 44, 0, 7, []int{6, 22}},
	{18, 2, 32, 0, 7, []int{6, 26}},
	{24, 2, 43, 0, 7, []int{6, 30}},
	{16, 4, 27, 0, 7, []int{6, 34}},
	{18, 4, 31, 0, 0, []int{6, 22, 38}},
	{22, 2, 38, 2, 0, []int{6, 24, 42}},
	{22, 3, 36, 2, 0, []int{6, 26, 46}},
}

func (f *form) bytes() int { return f.blocks*f.data + f.longer*(f.data+1) }

// code is a code as rows, in each of which bit x is the module at x, set where it is dark.
type code struct {
	size int
	rows [64]uint64
	used [64]uint64 // modules that hold no data
}

// short says whether an address is one of those that are drawn here: letters that stand
// for themselves, since few of its signs are of those that a code can hold in fewer bits.
func short(address string) bool {
	figures, signs := 0, 0 // in sequence
	for i := range len(address) {
		switch c := address[i]; {
		case c >= '0' && c <= '9':
			figures, signs = figures+1, signs+1
		case c >= 'A' && c <= 'Z', c == ' ', c == '$', c == '%', c == '*', c == '+', c == '-', c == '.', c == '/', c == ':':
			figures, signs = 0, signs+1
		default:
			figures, signs = 0, 0
		}
		if figures > 5 || signs > 10 || signs > 0 && (i == 0 || i == len(address)-1) {
			return false
		}
	}
	return address != "" && len(address)+2 <= forms[len(forms)-1].bytes()
}

// encode draws a short address.
func encode(address string) *code {
	version := 1
	for len(address)+2 > forms[version-1].bytes() { // what it holds, its length, and the four bits that end it
		version++
	}
	f := &forms[version-1]
	c := &code{size: 17 + 4*version}
	c.patterns(version, f)
	c.fill(f.interleave(f.hold(address)))
	return c.masked()
}

// hold gives the bytes of data: that bytes follow, how many, these, and filling.
func (f *form) hold(address string) []byte {
	data := make([]byte, 0, f.bytes())
	data = append(data, 0x40|byte(len(address)>>4), byte(len(address)<<4))
	for i := range len(address) {
		data[len(data)-1] |= address[i] >> 4
		data = append(data, address[i]<<4)
	}
	for filling := byte(0xec); len(data) < f.bytes(); filling ^= 0xec ^ 0x11 {
		data = append(data, filling)
	}
	return data
}

// interleave gives the bytes in the order in which they are drawn: the first of each
// block, then the second, and after all data likewise what corrects errors.
func (f *form) interleave(data []byte) []byte {
	blocks := f.blocks + f.longer
	checks := make([][]byte, blocks)
	starts := make([]int, blocks+1)
	for b := range blocks {
		n := f.data
		if b >= f.blocks {
			n++
		}
		starts[b+1] = starts[b] + n
		checks[b] = correction(data[starts[b]:starts[b+1]], f.check)
	}
	out := make([]byte, 0, len(data)+blocks*f.check+1)
	for i := range f.data + 1 {
		for b := range blocks {
			if starts[b]+i < starts[b+1] {
				out = append(out, data[starts[b]+i])
			}
		}
	}
	for i := range f.check {
		for b := range blocks {
			out = append(out, checks[b][i])
		}
	}
	return append(out, 0)[:len(out)+(f.spare+7)/8]
}

// set draws a module that holds no data.
func (c *code) set(x, y int, dark bool) {
	c.used[y] |= 1 << x
	c.rows[y] &^= 1 << x
	if dark {
		c.rows[y] |= 1 << x
	}
}

// patterns draws what is the same in all codes of a version, and leaves room for the
// format.
func (c *code) patterns(version int, f *form) {
	last := c.size - 1
	for _, eye := range [][2]int{{3, 3}, {last - 3, 3}, {3, last - 3}} {
		c.rings(eye[0], eye[1], 4, 0b01011)
	}
	for _, x := range f.marks {
		for _, y := range f.marks {
			if c.used[y]>>x&1 == 0 {
				c.rings(x, y, 2, 0b101)
			}
		}
	}
	for i := 8; i < c.size-8; i++ {
		c.set(i, 6, i%2 == 0)
		c.set(6, i, i%2 == 0)
	}
	c.format(0)
	if version >= 7 {
		info := version<<12 | remainder(version<<12, 0x1f25, 12)
		for i := range 18 {
			c.set(i/3, last-10+i%3, info>>i&1 == 1)
			c.set(last-10+i%3, i/3, info>>i&1 == 1)
		}
	}
}

// rings draws squares around a module; bit i of dark is that at a distance of i.
func (c *code) rings(x, y, most, dark int) {
	for dy := -most; dy <= most; dy++ {
		for dx := -most; dx <= most; dx++ {
			if at := max(dx, -dx, dy, -dy); min(x+dx, y+dy) >= 0 && max(x+dx, y+dy) < c.size {
				c.set(x+dx, y+dy, dark>>at&1 == 1)
			}
		}
	}
}

// format draws, twice, how errors are corrected and which mask is laid over the data.
func (c *code) format(mask int) {
	info := (mask<<10 | remainder(mask<<10, 0x537, 10)) ^ 0x5412
	bit := func(i int) bool { return info>>i&1 == 1 }
	last := c.size - 1
	for i := range 8 {
		c.set(last-i, 8, bit(i))
		c.set(8, []int{0, 1, 2, 3, 4, 5, 7, 8}[i], bit(i))
	}
	c.set(7, 8, bit(8))
	for i := 9; i < 15; i++ {
		c.set(14-i, 8, bit(i))
	}
	for i := 8; i < 15; i++ {
		c.set(8, last-14+i, bit(i))
	}
	c.set(8, last-7, true)
}

// remainder divides polynomials over two elements, up to a degree.
func remainder(v, by, degree int) int {
	for n := bits.Len(uint(v)); n > degree; n = bits.Len(uint(v)) {
		v ^= by << (n - degree - 1)
	}
	return v
}

// fill lays bytes into the modules that are left, two columns at a time, up and down.
func (c *code) fill(data []byte) {
	i := 0
	for x := c.size - 1; x > 0; x -= 2 {
		if x == 6 { // all of it is used
			x--
		}
		for step := range c.size {
			y := step
			if (x+1)&2 == 0 {
				y = c.size - 1 - step
			}
			for _, at := range [...]int{x, x - 1} {
				if c.used[y]>>at&1 == 0 && i < 8*len(data) {
					c.rows[y] |= uint64(data[i/8]>>(7-i%8)&1) << at
					i++
				}
			}
		}
	}
}
