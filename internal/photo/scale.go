package photo

import (
	"image"
	"image/draw"
)

// reducer makes a picture smaller while its rows come by: every pixel of the small
// picture is the mean of the area that it covers, counted in whole numbers, so
// that it is the same on every machine. Colours are weighted with how much they
// cover, so that what shines through a hole leaves no edge.
type reducer struct {
	from, to Size
	row      []uint32 // sums along the present row, by pixel and colour
	sums     []uint64 // sums of the rows of the present line
	out      *image.NRGBA
}

func newReducer(from, to Size) *reducer {
	return &reducer{
		from: from, to: to, out: image.NewNRGBA(image.Rect(0, 0, to.Width, to.Height)),
		row: make([]uint32, 4*to.Width), sums: make([]uint64, 4*to.Width),
	}
}

// take takes in row y, which is Width × RGBA with colours multiplied by their cover.
func (r *reducer) take(y int, row []byte) {
	r.along(row)
	// The row covers [y, y+1) × to.Height of a height in which a line of the small
	// picture covers from.Height.
	at, end := y*r.to.Height, (y+1)*r.to.Height
	for at < end {
		line := at / r.from.Height
		stop := min(end, (line+1)*r.from.Height)
		part := uint64(stop - at)
		for i, s := range r.row {
			r.sums[i] += uint64(s) * part
		}
		if at = stop; stop == (line+1)*r.from.Height {
			r.write(line)
		}
	}
}

// along adds up a row in the same way.
func (r *reducer) along(row []byte) {
	clear(r.row)
	to, from := uint32(r.to.Width), uint32(r.from.Width)
	left := from // of the present pixel of the small picture
	o := 0
	for i := 0; i < 4*r.from.Width; i += 4 {
		p := row[i : i+4 : i+4]
		for rest := to; rest > 0; {
			part := min(rest, left)
			s := r.row[o : o+4 : o+4]
			s[0] += uint32(p[0]) * part
			s[1] += uint32(p[1]) * part
			s[2] += uint32(p[2]) * part
			s[3] += uint32(p[3]) * part
			rest -= part
			if left -= part; left == 0 {
				o, left = min(o+4, len(r.row)-4), from
			}
		}
	}
}

// write ends a line of the small picture.
func (r *reducer) write(line int) {
	area := uint64(r.from.Width) * uint64(r.from.Height)
	out := r.out.Pix[line*r.out.Stride:]
	for i := 0; i < len(r.sums); i += 4 {
		cover := r.sums[i+3]
		for c := range 3 {
			if cover > 0 {
				out[i+c] = uint8(min(255, (r.sums[i+c]*255+cover/2)/cover))
			}
		}
		out[i+3] = uint8((cover + area/2) / area)
	}
	clear(r.sums)
}

// reduce gives a picture in several sizes, as it lies; canvas is the size that the
// file tells, which a GIF's first picture may not fill.
func reduce(m image.Image, canvas Size, to []Size) []*image.NRGBA {
	var reducers []*reducer
	for _, s := range to {
		reducers = append(reducers, newReducer(canvas, s))
	}
	row := image.NewRGBA(image.Rect(0, 0, canvas.Width, 1))
	for y := range canvas.Height {
		clear(row.Pix)
		draw.Draw(row, row.Rect, m, image.Pt(0, y), draw.Src)
		for _, r := range reducers {
			r.take(y, row.Pix)
		}
	}
	var out []*image.NRGBA
	for _, r := range reducers {
		out = append(out, r.out)
	}
	return out
}
