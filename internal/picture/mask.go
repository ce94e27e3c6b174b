package picture

import (
	"image"
	"image/color"
	"math"
)

// Letters are drawn from masks, which all pictures of a studio share: a place's card
// has three hundred letters, and a country's cards the same few thousand over and over.

// begins is in how many places within a pixel a letter may begin; its foot stands on a whole one.
const begins = 4

// mask is the cover of a letter in shades, row by row; at is its corner, seen from where
// the letter stands.
type mask struct {
	at    image.Point
	width int
	cover []uint8
}

// letter names a mask.
type letter struct {
	bold bool
	r    rune
	size int // in pixels
	step uint8
}

// mask gives that of a letter in type of a size, begun so many steps into a pixel. Sizes
// of whole pixels are few and kept.
func (s *Studio) mask(bold bool, r rune, size float64, step uint8) *mask {
	key := letter{bold, r, int(size), step}
	whole := float64(key.size) == size
	if whole {
		if m, ok := s.masks.Load(key); ok {
			return m.(*mask) //nolint:errcheck // nothing else is kept there
		}
	}
	m := newMask(s.face(bold).glyph(r).lines, size, float64(step)/begins)
	if whole {
		s.masks.Store(key, m)
	}
	return m
}

// newMask fills a letter on a canvas of its own, in colours that are the shades.
func newMask(lines []line, size, begin float64) *mask {
	least, most := bounds(lines)
	if least.x > most.x {
		return &mask{}
	}
	left, top := int(math.Floor(least.x*size+begin)), int(math.Floor(least.y*size))
	m := &mask{at: image.Pt(left, top), width: int(math.Ceil(most.x*size+begin)) - left + 1}
	c := newCanvas(m.width, int(math.Ceil(most.y*size))-top+1, color.RGBA{A: 255})
	k := c.ink(color.RGBA{}, 1)
	for shade := range k.mixed[0] {
		k.mixed[0][shade] = int16(shade)
	}
	placed := make([]line, len(lines))
	for i, l := range lines {
		placed[i] = line{closed: true, points: make([]point, len(l.points))}
		for j, p := range l.points {
			placed[i].points[j] = point{p.x*size + begin - float64(left), p.y*size - float64(top)}
		}
	}
	c.fill(placed, k, false)
	m.cover = c.img.Pix
	return m
}

// print lays ink through a mask that stands at a pixel.
func (c *canvas) print(m *mask, x, y int, k *ink) {
	x, y = x+m.at.X, y+m.at.Y
	from, to := max(0, -x), min(m.width, c.img.Rect.Dx()-x)
	for row := 0; from < to && (row+1)*m.width <= len(m.cover); row++ {
		if y+row < 0 || y+row >= c.img.Rect.Dy() {
			continue
		}
		pixels := c.img.Pix[(y+row)*c.img.Stride+x+from:]
		for i, shade := range m.cover[row*m.width+from : row*m.width+to] {
			if shade > 0 {
				pixels[i] = k.over(pixels[i], int32(shade))
			}
		}
	}
}
