package photo

import (
	"bytes"
	"encoding/binary"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math"
	"testing"
)

var usual = Settings{Widths: []int{480, 960, 1440}}

// scene is a made-up photograph: soft shapes, edges, and the noise of a small lens. Its
// four corners are red, green, blue and white, so that turning can be seen.
func scene(w, h int) *image.NRGBA {
	m := image.NewNRGBA(image.Rect(0, 0, w, h))
	seed := uint32(1)
	for y := range h {
		for x := range w {
			seed = seed*1664525 + 1013904223
			noise := float64(seed>>24)/16 - 8
			mix := func(a, b, c float64) uint8 {
				u, v := float64(x)/float64(w), float64(y)/float64(h)
				s := 128 + 50*math.Sin(a*u+c) + 40*math.Cos(b*v+3*u) + noise
				if math.Mod(7*u+3*v, 1) < 0.3 {
					s += 25
				}
				return uint8(max(0, min(255, s)))
			}
			m.SetNRGBA(x, y, color.NRGBA{mix(9, 14, 0), mix(7, 21, 1), mix(11, 5, 2), 255})
		}
	}
	e := max(1, min(w, h)/5)
	for _, c := range []struct {
		x, y int
		c    color.NRGBA
	}{
		{0, 0, color.NRGBA{230, 20, 20, 255}},
		{w - e, 0, color.NRGBA{20, 200, 20, 255}},
		{0, h - e, color.NRGBA{20, 20, 230, 255}},
		{w - e, h - e, color.NRGBA{250, 250, 250, 255}},
	} {
		for y := range e {
			for x := range e {
				m.SetNRGBA(c.x+x, c.y+y, c.c)
			}
		}
	}
	return m
}

// exif is a block as a phone writes it, with the turn, a place in GPS tags and a name.
func exif(turn uint16) string {
	var b bytes.Buffer
	put := func(values ...any) {
		for _, v := range values {
			_ = binary.Write(&b, binary.BigEndian, v) // a bytes.Buffer does not fail
		}
	}
	b.WriteString("MM\x00*")
	put(uint32(8), uint16(3))
	put(uint16(0x010F), uint16(2), uint32(16), uint32(50))      // maker
	put(uint16(0x0112), uint16(3), uint32(1), turn, uint16(0))  // orientation
	put(uint16(0x8825), uint16(4), uint32(1), uint32(66))       // GPS
	put(uint32(0))                                              // no further list
	b.WriteString("KAMERA-RAHASIA\x00\x00")                     // 50
	put(uint16(1), uint16(2), uint16(5), uint32(3), uint32(84)) // 66: latitude
	put(uint32(0), uint32(1), uint32(1), uint32(57), uint32(1), uint32(1), uint32(4242), uint32(100))
	b.WriteString("LINTANG-RAHASIA")
	return b.String()
}

// asJPEG writes a picture with an EXIF block, XMP, a comment and a profile, if exif is not empty.
func asJPEG(t testing.TB, m image.Image, exif string, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	if exif == "" {
		return b.Bytes()
	}
	out := []byte{0xFF, 0xD8}
	for _, s := range []struct {
		marker byte
		text   string
	}{
		{0xE0, "JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"},
		{0xE1, "Exif\x00\x00" + exif},
		{0xE1, "http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>XMP-RAHASIA</x:xmpmeta>"},
		{0xE2, "ICC_PROFILE\x00\x01\x01PROFIL-RAHASIA"},
		{0xFE, "KOMENTAR-RAHASIA"},
	} {
		out = append(out, 0xFF, s.marker)
		out = binary.BigEndian.AppendUint16(out, uint16(len(s.text)+2))
		out = append(out, s.text...)
	}
	out = append(out, b.Bytes()[2:]...)
	return append(out, "BUNTUT-RAHASIA"...) // phones put whole pictures behind the end
}

func asPNG(t testing.TB, m image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, m); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}
