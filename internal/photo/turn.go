package photo

import (
	"encoding/binary"
	"image"
)

// Turn is how a camera was held, as EXIF numbers it: 1 is upright, 0 not said.
type Turn uint8

// The numbers of EXIF (tag 0x0112).
const (
	upright     Turn = 1
	mirrored    Turn = 2
	upsideDown  Turn = 3
	flipped     Turn = 4
	transposed  Turn = 5
	rightTurned Turn = 6
	transversed Turn = 7
	leftTurned  Turn = 8
)

const (
	orientationTag = 0x0112
	shortType      = 3
	mostTags       = 1000
)

// sideways says whether width and height change places.
func (t Turn) sideways() bool { return t >= transposed && t <= leftTurned }

// turnOf finds the orientation in a block of EXIF, which is a TIFF file; 0 where it
// has none or makes no sense.
func turnOf(exif []byte) Turn {
	if len(exif) < 8 {
		return 0
	}
	var order binary.ByteOrder = binary.BigEndian
	switch string(exif[:4]) {
	case "II*\x00":
		order = binary.LittleEndian
	case "MM\x00*":
	default:
		return 0
	}
	at := int64(order.Uint32(exif[4:]))
	if at+2 > int64(len(exif)) {
		return 0
	}
	tags := int(order.Uint16(exif[at:]))
	for i := range min(tags, mostTags) {
		tag := at + 2 + int64(i)*12
		if tag+12 > int64(len(exif)) {
			return 0
		}
		if order.Uint16(exif[tag:]) == orientationTag && order.Uint16(exif[tag+2:]) == shortType {
			if t := order.Uint16(exif[tag+8:]); t >= uint16(upright) && t <= uint16(leftTurned) {
				return Turn(t)
			}
			return 0
		}
	}
	return 0
}

// upright turns a picture so that it is seen as it was taken.
func (t Turn) upright(m *image.NRGBA) *image.NRGBA {
	if t <= upright || t > leftTurned {
		return m
	}
	w, h := m.Rect.Dx(), m.Rect.Dy()
	ow, oh := w, h
	if t.sideways() {
		ow, oh = h, w
	}
	out := image.NewNRGBA(image.Rect(0, 0, ow, oh))
	for y := range h {
		for x := range w {
			copy(out.Pix[t.place(x, y, w, h)*4:][:4], m.Pix[(y*w+x)*4:])
		}
	}
	return out
}

// place gives where a pixel goes to, counted along the rows of the upright picture.
func (t Turn) place(x, y, w, h int) int {
	switch t {
	case mirrored:
		return y*w + w - 1 - x
	case upsideDown:
		return (h-1-y)*w + w - 1 - x
	case flipped:
		return (h-1-y)*w + x
	case transposed:
		return x*h + y
	case rightTurned:
		return x*h + h - 1 - y
	case transversed:
		return (w-1-x)*h + h - 1 - y
	case leftTurned:
		return (w-1-x)*h + y
	}
	return y*w + x
}
