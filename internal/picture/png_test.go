package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"testing"
)

// Whatever is drawn is read back by the library as it was: plain, striped, noise, and
// letters that occur so unevenly that a code would be too long.
func TestPNGIsReadBack(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	fibonacci := func(int, int) uint8 {
		a, b, n := 1, 1, uint8(0)
		for at := chance.IntN(1 << 22); at > a && n < 30; n++ {
			a, b = b, a+b
		}
		return 30 - n
	}
	for name, at := range map[string]func(x, y int) uint8{
		"plain": func(int, int) uint8 { return 3 }, "rows": func(_, y int) uint8 { return uint8(y) }, "columns": func(x, _ int) uint8 { return uint8(x) },
		"noise": func(int, int) uint8 { return uint8(chance.IntN(256)) }, "few": func(int, int) uint8 { return uint8(chance.IntN(50) / 49) },
		"uneven": fibonacci, "corner": func(x, y int) uint8 { return uint8(min(x*y/100, 255)) },
	} {
		for _, size := range []image.Point{{1, 1}, {2, 1}, {1, 700}, {3, 5}, {258, 2}, {640, 361}, {40_000, 2}} {
			img := image.NewPaletted(image.Rectangle{Max: size}, nil)
			for i := range 256 {
				img.Palette = append(img.Palette, color.RGBA{uint8(i), uint8(i * 7), 9, 255})
			}
			for i := range img.Pix {
				img.Pix[i] = at(i%size.X, i/size.X)
			}
			body := encodePNG(img)
			back, err := png.Decode(bytes.NewReader(body))
			if err != nil {
				t.Fatalf("%s %v: %v", name, size, err)
			}
			if got, ok := back.(*image.Paletted); !ok || !bytes.Equal(got.Pix, img.Pix) || len(got.Palette) != 256 || got.Palette[9] != img.Palette[9] {
				t.Errorf("%s %v is read back as something else", name, size)
			}
		}
	}
}

// A picture is no larger than the library packs it in haste.
func TestPNGIsSmall(t *testing.T) {
	s := New(nil, nil)
	ours, theirs := 0, 0
	for _, p := range []*Painting{s.Card(cards()["place"]), s.Card(cards()["service"]), s.Sheet(figure(t, "map")).Painting(), s.Sheet(figure(t, "ranking")).Painting()} {
		body := p.PNG()
		img, err := png.Decode(bytes.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		if err := (&png.Encoder{CompressionLevel: png.BestSpeed}).Encode(&out, img); err != nil {
			t.Fatal(err)
		}
		ours, theirs = ours+len(body), theirs+out.Len()
	}
	t.Logf("%d bytes, the library %d", ours, theirs)
	if ours > theirs {
		t.Errorf("%d bytes, the library %d", ours, theirs)
	}
}
