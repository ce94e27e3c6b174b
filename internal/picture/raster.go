package picture

import (
	"cmp"
	"image"
	"image/color"
	"slices"
)

// A canvas is filled in whole numbers: places are in units of a 64th of a pixel,
// and each row of pixels is looked at along `rows` lines.
const (
	unit   = 64
	rows   = 4
	full   = unit * rows // the cover of a pixel that is wholly inside
	shades = 8           // steps from ground to ink at an edge
)

// canvas is a picture with at most 256 colours. A colour that no longer finds room
// is replaced by the nearest.
type canvas struct {
	img    *image.Paletted
	known  map[color.RGBA]uint8
	cover  []int32 // of the row at hand, as differences
	edges  []edge
	starts []int32 // first edge by line, as a chain through edge.next
	cuts   []cut
	active []edge
}

// edge goes downward from line y0 to line y1; x is in units << 16.
type edge struct {
	y0, y1  int32
	x, step int64
	wind    int32
	next    int32
}

// cut is where an edge crosses the line at hand.
type cut struct {
	x    int32
	wind int32
}

func newCanvas(width, height int, ground color.RGBA) *canvas {
	c := &canvas{known: map[color.RGBA]uint8{}, cover: make([]int32, width+2), starts: make([]int32, height*rows)}
	c.img = image.NewPaletted(image.Rect(0, 0, width, height), color.Palette{ground})
	c.known[ground] = 0
	return c
}

// stamp lays a picture over the canvas, in few colours so that all find room in the palette.
func (c *canvas) stamp(from *image.NRGBA, x, y int) {
	coarse := func(v int) uint8 { return uint8(min(255, (v+8)/17*17)) }
	for j := range from.Rect.Dy() {
		for i := range from.Rect.Dx() {
			if !(image.Point{x + i, y + j}).In(c.img.Rect) {
				continue
			}
			over := from.NRGBAAt(i, j)
			ground := c.img.Palette[c.img.ColorIndexAt(x+i, y+j)].(color.RGBA) //nolint:errcheck // the palette holds nothing else
			mix := func(a, b uint8) uint8 { return coarse((int(a)*(255-int(over.A)) + int(b)*int(over.A)) / 255) }
			if over.A > 8 {
				c.img.SetColorIndex(x+i, y+j, c.index(color.RGBA{mix(ground.R, over.R), mix(ground.G, over.G), mix(ground.B, over.B), 255}))
			}
		}
	}
}

// ink is a colour to fill with: for each colour already there and each shade, what
// becomes of it.
type ink struct {
	c       *canvas
	colour  color.RGBA
	opacity float64
	mixed   [256][shades + 1]int16 // index of a colour, -1 where it has not been needed yet
}

func (c *canvas) ink(colour color.RGBA, opacity float64) *ink {
	k := &ink{c: c, colour: colour, opacity: opacity}
	for i := range k.mixed {
		for j := range k.mixed[i] {
			k.mixed[i][j] = -1
		}
	}
	return k
}

// over gives the colour that stands where a shade of the ink lies over another colour.
func (k *ink) over(below uint8, shade int32) uint8 {
	if m := k.mixed[below][shade]; m >= 0 {
		return uint8(m)
	}
	ground := k.c.img.Palette[below].(color.RGBA) //nolint:errcheck // the palette holds nothing else
	part := int32(k.opacity*256+.5) * shade / shades
	mix := func(a, b uint8) uint8 { return uint8((int32(a)*(256-part) + int32(b)*part + 128) / 256) }
	made := color.RGBA{mix(ground.R, k.colour.R), mix(ground.G, k.colour.G), mix(ground.B, k.colour.B), 255}
	index := k.c.index(made)
	k.mixed[below][shade] = int16(index)
	return index
}

// index gives a colour its place in the palette, or the place of the nearest.
func (c *canvas) index(colour color.RGBA) uint8 {
	if i, ok := c.known[colour]; ok {
		return i
	}
	if len(c.img.Palette) == 256 {
		return uint8(c.img.Palette.Index(colour))
	}
	i := uint8(len(c.img.Palette))
	c.img.Palette = append(c.img.Palette, colour)
	c.known[colour] = i
	return i
}

// fill fills lines, each taken as closed: all that they wind around, or with
// evenOdd what lies within an odd number of them.
func (c *canvas) fill(lines []line, k *ink, evenOdd bool) {
	if len(c.img.Palette) == 1 && c.img.Palette[0] == color.Color(k.colour) && k.opacity == 1 {
		return // the ground on nothing but the ground
	}
	top, bottom := c.gather(lines)
	if top >= bottom {
		return
	}
	active := c.active[:0]
	width := int32(c.img.Rect.Dx())
	for y := top / rows * rows; y < bottom; y += rows {
		left, right := width, int32(0)
		for line := y; line < y+rows; line++ {
			if line >= top && line < bottom {
				active = c.advance(active, line)
				left, right = c.spans(evenOdd, left, right)
			}
		}
		c.paint(int(y/rows), left, right, k)
	}
	c.active = active[:0]
}

// gather makes edges of the lines, chained by the line where they begin.
func (c *canvas) gather(lines []line) (top, bottom int32) {
	c.edges = c.edges[:0]
	top, bottom = int32(len(c.starts)), 0
	for _, l := range lines {
		for i, p := range l.points {
			if e, ok := c.edge(p, l.points[(i+1)%len(l.points)]); ok {
				top, bottom = min(top, e.y0), max(bottom, e.y1)
				c.edges = append(c.edges, e)
			}
		}
	}
	if top >= bottom {
		return 0, 0
	}
	clear(c.starts[top:bottom])
	for i := range c.edges {
		e := &c.edges[i]
		e.next, c.starts[e.y0] = c.starts[e.y0], int32(i+1)
	}
	return top, bottom
}

// edge rounds two places to units and gives the edge between them, cut to the
// canvas above and below. ok is false where it crosses no line.
func (c *canvas) edge(p, q point) (e edge, ok bool) {
	x0, y0, x1, y1 := inUnits(p.x), inUnits(p.y), inUnits(q.x), inUnits(q.y)
	wind := int32(1)
	if y0 > y1 {
		x0, y0, x1, y1, wind = x1, y1, x0, y0, -1
	}
	// Line i lies at (i + ½) · 64/rows.
	const gap = unit / rows
	first, last := ceilDiv(y0-gap/2, gap), ceilDiv(y1-gap/2, gap)
	first, last = max(first, 0), min(last, int64(len(c.starts)))
	if first >= last {
		return edge{}, false
	}
	step := (x1 - x0) << 16 * gap / (y1 - y0)
	x := x0<<16 + (x1-x0)<<16*(first*gap+gap/2-y0)/(y1-y0)
	return edge{y0: int32(first), y1: int32(last), x: x, step: step, wind: wind}, true
}

func inUnits(v float64) int64 {
	const far = 1 << 20 // no drawing is so wide; beyond it whole numbers could overflow
	v = min(max(v*unit, -far), far)
	if v < 0 {
		return int64(v - .5)
	}
	return int64(v + .5)
}

func ceilDiv(a, b int64) int64 {
	if a > 0 {
		return (a + b - 1) / b
	}
	return a / b
}

// advance keeps the edges that cross a line, from left to right, and notes where.
func (c *canvas) advance(active []edge, line int32) []edge {
	kept := active[:0]
	for _, e := range active {
		if e.y1 > line {
			kept = append(kept, e)
		}
	}
	old := len(kept)
	for i := c.starts[line]; i > 0; i = c.edges[i-1].next {
		kept = append(kept, c.edges[i-1])
	}
	order(kept, len(kept)-old)
	c.cuts = c.cuts[:0]
	for i := range kept {
		c.cuts = append(c.cuts, cut{int32(kept[i].x >> 16), kept[i].wind})
		kept[i].x += kept[i].step
	}
	return kept
}

// order sorts the edges of a line, which are nearly in order from the line before but
// for the last few.
func order(edges []edge, fresh int) {
	if fresh > 8 {
		slices.SortFunc(edges, func(a, b edge) int { return cmp.Compare(a.x, b.x) })
		return
	}
	for i := 1; i < len(edges); i++ {
		for j := i; j > 0 && edges[j].x < edges[j-1].x; j-- {
			edges[j], edges[j-1] = edges[j-1], edges[j]
		}
	}
}

// spans adds to the cover of the row what lies inside along one line.
func (c *canvas) spans(evenOdd bool, left, right int32) (int32, int32) {
	wind, from := int32(0), int32(0)
	edge := int32(c.img.Rect.Dx()) * unit
	for _, at := range c.cuts {
		inside := wind != 0
		if evenOdd {
			wind ^= 1
		} else {
			wind += at.wind
		}
		switch {
		case !inside && wind != 0:
			from = at.x
		case inside && wind == 0:
			a, b := min(max(from, 0), edge), min(max(at.x, 0), edge)
			if a < b {
				c.span(a, b)
				left, right = min(left, a/unit), max(right, (b+unit-1)/unit)
			}
		}
	}
	return left, right
}

// span covers the places from a to b: differences that add up to a unit for each
// pixel inside, and to a part of it at the ends.
func (c *canvas) span(a, b int32) {
	i, j := a/unit, b/unit
	inA, inB := unit-(a-i*unit), b-j*unit
	if i == j {
		c.cover[i] += b - a
		c.cover[i+1] -= b - a
		return
	}
	c.cover[i] += inA
	c.cover[i+1] += unit - inA
	c.cover[j] -= unit - inB
	c.cover[j+1] -= inB
}

// paint lays the ink over a row of pixels and clears the cover.
func (c *canvas) paint(y int, left, right int32, k *ink) {
	if left >= right {
		return
	}
	row := c.img.Pix[y*c.img.Stride:]
	sum := int32(0)
	for x := left; x < right; {
		sum += c.cover[x]
		end := x + 1
		for end+4 <= right && c.cover[end]|c.cover[end+1]|c.cover[end+2]|c.cover[end+3] == 0 {
			end += 4
		}
		for end < right && c.cover[end] == 0 {
			end++
		}
		if shade := min((sum*shades+full/2)/full, shades); shade > 0 {
			k.lay(row[x:end], shade)
		}
		x = end
	}
	clear(c.cover[left : right+2])
}

// lay covers a run of pixels with one shade.
func (k *ink) lay(run []uint8, shade int32) {
	if shade == shades && k.opacity == 1 {
		run[0] = k.over(run[0], shade)
		for n := 1; n < len(run); n *= 2 {
			copy(run[n:], run[:n])
		}
		return
	}
	for i, below := range run {
		run[i] = k.over(below, shade)
	}
}
