package photo

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"image"
	"image/color"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/source"
)

// develop makes one picture in a lab and gives its files, modern and plain by turns.
func develop(t testing.TB, l *Lab, data []byte, s Settings) (*Photo, [][]byte) {
	t.Helper()
	root := fstest.MapFS{"a": {Data: data}}
	made, ps, err := l.Develop(context.Background(), root, 1, []Want{{File: "a"}}, s, false)
	if err != nil || len(ps) > 0 {
		t.Fatal(err, ps)
	}
	return made["a"], files(t, made["a"])
}

func files(t testing.TB, p *Photo) [][]byte {
	t.Helper()
	var list [][]byte
	for _, v := range p.Versions {
		for _, r := range []Rendition{v.Modern, v.Plain} {
			body, err := r.Bytes()
			if err != nil {
				t.Fatal(err)
			}
			if len(body) != r.Length || digest(body) != r.Digest {
				t.Errorf("%s: %d bytes of digest %s, told %d and %s", r.Ext, len(body), digest(body), r.Length, r.Digest)
			}
			list = append(list, body)
		}
	}
	return list
}

func open(t testing.TB, dir string) *Lab {
	t.Helper()
	l := Open(dir, Keep)
	t.Cleanup(func() {
		if err := l.Close(); err != nil {
			t.Error(err)
		}
	})
	return l
}

// corners names the colours of a picture's corners: top left, top right, bottom left,
// bottom right.
func corners(t testing.TB, body []byte) string {
	t.Helper()
	h, fault := lookAt(body)
	if fault != NoFault || h.Turn > upright {
		t.Fatalf("fault %d, turn %d", fault, h.Turn)
	}
	m, err := unpack(h.Kind, body)
	if err != nil {
		t.Fatal(err)
	}
	b := m.Bounds()
	x, y := b.Dx()/12, b.Dy()/12
	name := ""
	for _, at := range []image.Point{{x, y}, {b.Dx() - x, y}, {x, b.Dy() - y}, {b.Dx() - x, b.Dy() - y}} {
		c := color.NRGBAModel.Convert(m.At(at.X, at.Y)).(color.NRGBA)
		switch {
		case c.A < 40:
			name += "-"
		case c.R > 150 && c.G > 150 && c.B > 150:
			name += "w"
		case c.R > 2*c.G && c.R > 2*c.B:
			name += "r"
		case c.G > 2*c.R && c.G > 2*c.B:
			name += "g"
		case c.B > 2*c.R && c.B > 2*c.G:
			name += "b"
		default:
			name += "?"
		}
	}
	return name
}

func readTest(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestTurn: where the corners of a file go to, by what EXIF says the first row and
// column of the file are.
func TestTurn(t *testing.T) {
	t.Parallel()
	l := open(t, "")
	for turn, want := range map[uint16]string{
		0: "rgbw", 1: "rgbw", 2: "grwb", 3: "wbgr", 4: "bwrg", 5: "rbgw", 6: "brwg", 7: "wgbr", 8: "gwrb", 9: "rgbw",
	} {
		data := asJPEG(t, scene(120, 80), exif(turn), 90)
		p, files := develop(t, l, data, Settings{Widths: []int{60}})
		size := Size{60, 40}
		if turn >= 5 && turn <= 8 {
			size = Size{60, 90}
		}
		if got := p.Largest().Size; got != size {
			t.Errorf("turn %d: %v, want %v", turn, got, size)
		}
		for _, f := range files {
			if got := corners(t, f); got != want {
				t.Errorf("turn %d: corners %s, want %s", turn, got, want)
			}
		}
	}
}

// TestKinds: every kind that is read gives the same scene, and its EXIF block counts.
func TestKinds(t *testing.T) {
	t.Parallel()
	l := open(t, "")
	for name, want := range map[string]string{
		"progressive.jpg": "rgbw", "cmyk.jpg": "rgbw", "still.gif": "rgbw", "moving.gif": "rgbw",
		"turned.png": "brwg", "turned.webp": "brwg",
	} {
		data := readTest(t, name)
		h, fault := lookAt(data)
		if fault != NoFault || h.Moves != (name == "moving.gif") {
			t.Errorf("%s: fault %d, moves %v", name, fault, h.Moves)
		}
		_, files := develop(t, l, data, usual)
		for _, f := range files {
			if got := corners(t, f); got != want {
				t.Errorf("%s: corners %s, want %s", name, got, want)
			}
			if bytes.Contains(f, []byte("RAHASIA")) {
				t.Errorf("%s: the maker of the camera is passed on", name)
			}
		}
	}
	if _, files := develop(t, l, readTest(t, "grey.jpg"), usual); len(files) != 2 {
		t.Errorf("grey: %d files", len(files))
	}
}

// TestNothingElseIsPassedOn looks for what the file holds beside its colours.
func TestNothingElseIsPassedOn(t *testing.T) {
	t.Parallel()
	data := asJPEG(t, scene(300, 200), exif(6), 90)
	for _, secret := range []string{"KAMERA", "LINTANG", "XMP", "PROFIL", "KOMENTAR", "BUNTUT"} {
		if !bytes.Contains(data, []byte(secret+"-RAHASIA")) {
			t.Fatalf("the test's own file has no %s", secret)
		}
	}
	_, files := develop(t, open(t, ""), data, Settings{Widths: []int{100, 200}})
	if len(files) != 4 {
		t.Fatalf("%d files", len(files))
	}
	for _, f := range files {
		for _, mark := range []string{"RAHASIA", "Exif", "EXIF", "xmp", "XMP", "http:", "ICC", "II*\x00", "MM\x00*", "\x00\x00\x10\x92"} {
			if bytes.Contains(f, []byte(mark)) {
				t.Errorf("%q is in a file of %d bytes", mark, len(f))
			}
		}
		for _, part := range parts(t, f) {
			if !slices.Contains([]string{"VP8 ", "DB", "C0", "C4", "DA", "D9"}, part) {
				t.Errorf("a file has a part %q", part)
			}
		}
	}
}

// parts names the chunks of a WebP, or the segments of a JPEG up to its scan.
func parts(t *testing.T, f []byte) []string {
	t.Helper()
	var names []string
	if isRIFF(f) {
		for at := 12; at+8 <= len(f); {
			n := int(f[at+4]) | int(f[at+5])<<8 | int(f[at+6])<<16
			names = append(names, string(f[at:at+4]))
			at += 8 + n + n&1
		}
		return names
	}
	for at := 2; at+4 <= len(f); {
		names = append(names, fmt.Sprintf("%X", f[at+1]))
		if f[at+1] == 0xDA {
			if !bytes.HasSuffix(f, []byte{0xFF, 0xD9}) {
				t.Error("something stands behind the end of a JPEG")
			}
			return names
		}
		at += 2 + int(f[at+2])<<8 + int(f[at+3])
	}
	return names
}

func TestSizes(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		from Size
		want []Size
	}{
		{Size{4000, 3000}, []Size{{480, 360}, {960, 720}, {1440, 1080}}},
		{Size{3000, 4000}, []Size{{480, 640}, {960, 1280}, {1440, 1920}}},
		{Size{1440, 1080}, []Size{{480, 360}, {960, 720}, {1440, 1080}}},
		{Size{1000, 500}, []Size{{480, 240}, {1000, 500}}}, // 960 is as good as 1000
		{Size{300, 200}, []Size{{300, 200}}},               // never enlarged
		{Size{1, 1}, []Size{{1, 1}}},
		{Size{4000, 1}, []Size{{480, 1}, {960, 1}, {1440, 1}}},
		{Size{500, 40000}, []Size{{100, 8000}}}, // no higher than a page may be
	} {
		if got := usual.sizes(c.from); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.from, got, c.want)
		}
	}
}

// TestReduce compares a small picture with means that are counted by hand.
func TestReduce(t *testing.T) {
	t.Parallel()
	m := image.NewNRGBA(image.Rect(0, 0, 3, 2))
	for i, v := range []uint8{0, 30, 60, 90, 120, 150} {
		m.SetNRGBA(i%3, i/3, color.NRGBA{v, v, v, 255})
	}
	got := reduce(m, Size{3, 2}, []Size{{2, 1}, {3, 2}, {1, 1}})
	// Each half takes in a pixel and a half: (0 + 15 + 90 + 60) / 3, (15 + 60 + 60 + 150) / 3.
	if a, b := got[0].NRGBAAt(0, 0).R, got[0].NRGBAAt(1, 0).R; a != 55 || b != 95 {
		t.Errorf("halves %d and %d", a, b)
	}
	if !bytes.Equal(got[1].Pix, m.Pix) {
		t.Error("a picture of its own size is another")
	}
	if c := got[2].NRGBAAt(0, 0); c != (color.NRGBA{75, 75, 75, 255}) {
		t.Errorf("mean %v", c)
	}
	m.SetNRGBA(0, 0, color.NRGBA{255, 0, 0, 0}) // what is not seen has no colour
	if c := reduce(m, Size{3, 2}, []Size{{1, 1}})[0].NRGBAAt(0, 0); c.R != c.G || c.A != 213 {
		t.Errorf("with a hole %v", c)
	}
}

// TestHoles: what shines through stays so, and goes into a form that can say it.
func TestHoles(t *testing.T) {
	t.Parallel()
	m := scene(200, 100)
	for i := range m.Pix {
		if i%4 == 3 && i/4%200 > 100 && i/4/200 < 50 {
			m.Pix[i] = 0
		}
	}
	p, files := develop(t, open(t, ""), asPNG(t, m), Settings{Widths: []int{100}})
	if ext := p.Largest().Plain.Ext; ext != ".png" {
		t.Errorf("a picture with a hole as %s", ext)
	}
	for _, f := range files {
		if got := corners(t, f); got != "r-bw" {
			t.Errorf("corners %s", got)
		}
	}
}

// TestSmallerKind: a photograph in a PNG becomes a JPEG, a drawing stays one.
func TestSmallerKind(t *testing.T) {
	t.Parallel()
	l := open(t, "")
	if p, _ := develop(t, l, asPNG(t, scene(600, 400)), Settings{Widths: []int{480}}); p.Largest().Plain.Ext != ".jpg" {
		t.Error("a photograph stays PNG")
	}
	drawing := image.NewNRGBA(image.Rect(0, 0, 600, 400))
	for i := range drawing.Pix {
		drawing.Pix[i] = 255
		if i/4%600 < 200 && i%4 == 1 {
			drawing.Pix[i] = 0
		}
	}
	p, files := develop(t, l, asPNG(t, drawing), Settings{Widths: []int{480}})
	if p.Largest().Plain.Ext != ".png" || len(files[0]) > 500 {
		t.Errorf("a drawing as %s and %d bytes of WebP", p.Largest().Plain.Ext, len(files[0]))
	}
}

// TestSameBytes: on one core or many, kept or made again.
func TestSameBytes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	root := fstest.MapFS{}
	var wants []Want
	for _, name := range []string{"a", "b", "c", "d", "e"} {
		root[name] = &fstest.MapFile{Data: append(asJPEG(t, scene(200+len(wants), 90), exif(3), 90), name...)}
		wants = append(wants, Want{File: name})
	}
	root["again"] = root["c"]
	wants = append(wants, Want{File: "again"})
	var first string
	for i, l := range []*Lab{open(t, ""), open(t, dir), open(t, dir)} {
		made, ps, err := l.Develop(context.Background(), root, 1+3*i, wants, Settings{Widths: []int{80, 160}}, i == 2)
		if err != nil || len(ps) > 0 || len(made) != len(wants) {
			t.Fatal(err, ps)
		}
		h := sha256.New()
		for _, w := range wants {
			for _, f := range files(t, made[w.File]) {
				h.Write(f)
			}
		}
		sum := hex.EncodeToString(h.Sum(nil))
		if i > 0 && sum != first {
			t.Errorf("lab %d makes other bytes", i)
		}
		first = sum
		if i == 2 && l.encoder.module != nil {
			t.Error("what is kept was encoded again")
		}
	}
}

// TestEncoder holds the encoder's file to the digest that webp/build.sh gives.
func TestEncoder(t *testing.T) {
	t.Parallel()
	if sum := sha256.Sum256(webpWasm); hex.EncodeToString(sum[:]) != "1997bf6f1df28b8d4b86c2f76885dbc139f12cfb2a56ca1e00ea88c9b27a7d8c" {
		t.Errorf("webp.wasm is %x", sum)
	}
}

func TestBroken(t *testing.T) {
	t.Parallel()
	whole := asJPEG(t, scene(300, 200), "", 90)
	at := source.Pos{File: "content/berita/a.md", Line: 7, Column: 3, Width: 5}
	for name, data := range map[string][]byte{
		"cut": whole[:len(whole)/2], "a head alone": whole[:300], "text": []byte("halo"), "nothing": nil,
		"a GIF without a picture": []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"),
	} {
		root := fstest.MapFS{"a": {Data: data}, "b": {Data: whole}}
		made, ps, err := open(t, "").Develop(context.Background(), root, 2, []Want{{"a", at}, {"b", at}}, usual, false)
		if err != nil || len(ps) != 1 || ps[0].Code != "broken-image" || ps[0].Pos != at || made["a"] != nil || made["b"] == nil {
			t.Errorf("%s: %v, %v", name, err, ps)
		}
	}
	_, ps, err := open(t, "").Develop(context.Background(), fstest.MapFS{}, 2, []Want{{"a", at}}, usual, false)
	if err != nil || len(ps) != 1 || ps[0].Code != "unreadable-file" {
		t.Errorf("gone: %v, %v", err, ps)
	}
	ctx, stop := context.WithCancel(context.Background())
	stop()
	if _, _, err := open(t, "").Develop(ctx, fstest.MapFS{"a": {Data: whole}}, 2, []Want{{"a", at}}, usual, false); err == nil {
		t.Error("a run that was ended gives no error")
	}
}

// TestBombs: a few bytes that claim much are refused by their head.
func TestBombs(t *testing.T) {
	t.Parallel()
	large := asPNG(t, image.NewGray(image.Rect(0, 0, 9000, 9000)))
	jpegOf := func(marker byte, side uint16) []byte {
		hi, lo := byte(side>>8), byte(side)
		return []byte{0xFF, 0xD8, 0xFF, marker, 0, 17, 8, hi, lo, hi, lo, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0}
	}
	for name, c := range map[string]struct {
		data []byte
		want Fault
	}{
		"GIF":                         {[]byte("GIF89a\xff\xff\xff\xff\x00\x00\x00"), TooLarge},
		"PNG":                         {large, TooLarge},
		"JPEG":                        {jpegOf(0xC0, 60000), TooLarge},
		"a JPEG of 49 megapixels":     {jpegOf(0xC0, 7000), NoFault},
		"the same, progressive":       {jpegOf(0xC2, 7000), NoFault},
		"64 megapixels, progressive":  {jpegOf(0xC2, 8190), NoFault},
		"a JPEG without a size":       {jpegOf(0xC0, 0), Broken},
		"HEIC":                        {[]byte("\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"), OtherKind},
		"AVIF":                        {[]byte("\x00\x00\x00\x18ftypavif\x00\x00\x00\x00mif1avif"), OtherKind},
		"WebP that moves":             {readTest(t, "moving.webp"), OtherKind},
		"TIFF":                        {[]byte("II*\x00\x08\x00\x00\x00"), OtherKind},
		"SVG":                         {[]byte("<svg onload=alert(1)>"), OtherKind},
		"a page":                      {[]byte("<!doctype html>"), NoPicture},
		"a program":                   {[]byte("MZ\x90\x00"), NoPicture},
		"a JPEG of 255 fill bytes":    {append([]byte{0xFF, 0xD8}, bytes.Repeat([]byte{0xFF}, 255)...), Broken},
		"a JPEG with a short segment": {[]byte{0xFF, 0xD8, 0xFF, 0xE1, 0, 1}, Broken},
	} {
		if _, got := lookAt(c.data); got != c.want {
			t.Errorf("%s: fault %d, want %d", name, got, c.want)
		}
	}
	if len(large) > 300_000 {
		t.Errorf("the bomb itself has %d bytes", len(large))
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	v := Version{Size: Size{480, 360}, Modern: Rendition{Ext: ".webp", Digest: "1a2b3c4d"}}
	if got := v.Name("media/berita/foto", v.Modern); got != "media/berita/foto-480-1a2b3c4d.webp" {
		t.Error(got)
	}
	if strings.Contains(otherKind([]byte("\x00\x00\x00\x18ftypisom")), "HEIC") {
		t.Error("a film is taken for a picture")
	}
}

// FuzzLook: whatever a file holds, looking at it and opening it ends without a panic,
// and nothing is opened whose head does not tell how large it is.
func FuzzLook(f *testing.F) {
	for _, name := range []string{"progressive.jpg", "cmyk.jpg", "turned.png", "turned.webp", "moving.gif", "moving.webp"} {
		f.Add(readTest(f, name))
	}
	f.Add(asJPEG(f, scene(20, 10), exif(6), 80))
	f.Fuzz(func(t *testing.T, data []byte) {
		h, fault := lookAt(data)
		if fault != NoFault || h.Width*h.Height > 1<<16 {
			return
		}
		m, err := unpack(h.Kind, data)
		if err != nil {
			return
		}
		canvas := h.Size
		if h.Turn.sideways() {
			canvas = Size{h.Height, h.Width}
		}
		h.Turn.upright(reduce(m, canvas, []Size{canvas.at(max(1, canvas.Width/3))})[0])
	})
}
