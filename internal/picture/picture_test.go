package picture

import (
	"bytes"
	"crypto/sha256"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"io"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the sums of the pictures anew")

// charts are drawings as a page has them, one of each kind, with every state in it: in
// testdata with their words in the first line.
var charts = []string{"trend", "control", "ranking", "funnel", "pws", "heat", "map", "panels", "points"}

const longName = "Kecamatan Tanjungpinang Hulu Sungai Batang Alai Selatan"

// cards are the cards that are kept as sums, and looked at.
func cards() map[string]Card {
	nan := math.NaN()
	base := Card{
		Portal: "Portal Kesehatan Kabupaten Karangan", Office: "Dinas Kesehatan Kabupaten Karangan", Mark: "Data contoh",
		Title: "Puskesmas Hulu", Line: "Kecamatan Hulu · rawat inap · data s.d. September 2024, sementara", Number: "3\u00a0dari\u00a09",
		Note: "layanan SPM yang dapat ditampilkan mencapai target September 2024", Key: "Garis tegak: target bulan itu",
		Address: "kesehatan.karangan.example/puskesmas/hulu",
		Bars: []Bar{
			{"Hipertensi", "36,4\u00a0%", .33, .68, "bad"},
			{"Balita", "✱", nan, .68, "hid"},
			{"Ibu bersalin", "70,4\u00a0%", .63, .68, "near"},
			{"Ibu hamil", "○", nan, .68, "none"},
			{"Usia lanjut", "181,4\u00a0%", 1.4, .68, "good"},
		},
	}
	long := base
	long.Portal, long.Title, long.Office = strings.Repeat(longName+" ", 2), strings.Repeat(longName+" ", 4), strings.Repeat(longName+" ", 3)
	long.Line, long.Number = strings.Repeat(longName+" · ", 3)+"data s.d. September 2024", "1.234.567.890,1\u00a0%"
	for i := range long.Bars {
		long.Bars[i].Name = longName
	}
	long.Bars = append(long.Bars, long.Bars...)
	empty := Card{Title: "Kabupaten Karangan", Note: "Belum ada laporan.", Portal: "Portal"}
	trend := base
	trend.Bars, trend.Number, trend.Status = nil, "76,4\u00a0%", Status{"◐ mendekati", "near"}
	trend.Trend = &Trend{
		Values: []float64{.1, .2, nan, .4, .5, .6, .7, .76, nan, nan, nan, nan}, Goal: "Target", First: "Jan", Last: "Des 2024",
		Target: []float64{.08, .17, .25, .33, .42, .5, .58, .67, .75, .83, .92, 1},
	}
	post := Card{
		Portal: "Portal Kesehatan", Title: "Imunisasi kejar dimulai di sembilan kecamatan", Line: "8 Oktober 2024",
		Note: strings.Repeat("Petugas mendatangi posyandu untuk melengkapi imunisasi anak. ", 12), Address: "example.go.id/berita/kejar.html",
	}
	return map[string]Card{"place": base, "long": long, "empty": empty, "service": trend, "post": post, "nothing": {}}
}

func figure(t *testing.T, kind string) Figure {
	t.Helper()
	kept, err := os.ReadFile(filepath.Join("testdata", kind+".chart"))
	if err != nil {
		t.Fatal(err)
	}
	desc, markup, _ := strings.Cut(string(kept), "\n")
	return Figure{
		Over: longName, Title: "Angka: " + kind + " <&\"'>", Desc: desc, Markup: markup, Lang: "id",
		Mark: "Data contoh", Notes: []string{"Capaian s.d. September 2024.", "Portal · https://kesehatan.example/#" + kind},
	}
}

// TestPicturesAreAsTheyWere compares every picture with the sum of its points: what
// changes is to be looked at, with -update, before the new sums are kept. The files
// are written to the folder that TERANG_PICTURES names.
func TestPicturesAreAsTheyWere(t *testing.T) {
	s := New(nil, nil)
	var got strings.Builder
	keep := func(name string, body []byte) {
		img, err := png.Decode(bytes.NewReader(body))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		size := img.Bounds().Size()
		points := make([]byte, 0, 3*size.X*size.Y)
		for y := range size.Y {
			for x := range size.X {
				c := color.RGBAModel.Convert(img.At(x, y)).(color.RGBA) //nolint:errcheck // the model makes nothing else
				points = append(points, c.R, c.G, c.B)
			}
		}
		sum := sha256.Sum256(points)
		fmt.Fprintf(&got, "%s %dx%d %x\n", name, size.X, size.Y, sum[:12])
		if dir := os.Getenv("TERANG_PICTURES"); dir != "" {
			if err := os.WriteFile(filepath.Join(dir, name+".png"), body, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, name := range []string{"place", "long", "empty", "service", "post", "nothing"} {
		body := s.Card(cards()[name]).PNG()
		if len(body) > 60_000 {
			t.Errorf("card %s has %d bytes", name, len(body))
		}
		keep("card-"+name, body)
	}
	for _, kind := range charts {
		sheet := s.Sheet(figure(t, kind))
		keep(kind, sheet.Painting().PNG())
		sum := sha256.Sum256(sheet.SVG())
		fmt.Fprintf(&got, "%s.svg %x\n", kind, sum[:12])
	}
	const file = "testdata/sums.golden"
	if *update {
		if err := os.WriteFile(file, []byte(got.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got.String() != string(want) {
		t.Errorf("pictures differ; look at them with TERANG_PICTURES=folder, then run with -update\nwas:\n%sis:\n%s", want, got.String())
	}
}

// TestCardHoldsItsText finds ink where the title, the number and the address stand,
// and none in the margins.
func TestCardHoldsItsText(t *testing.T) {
	s := New(nil, nil)
	for name, c := range cards() {
		img, err := png.Decode(bytes.NewReader(s.Card(c).PNG()))
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Bounds().Size(); size != image.Pt(CardWidth, CardHeight) {
			t.Errorf("%s measures %v", name, size)
		}
		for _, margin := range []image.Rectangle{image.Rect(0, 14, 58, CardHeight), image.Rect(CardWidth-58, 14, CardWidth, CardHeight), image.Rect(0, 614, CardWidth, CardHeight)} {
			if inked(img, margin) > 0 {
				t.Errorf("%s: something stands in the margin %v", name, margin)
			}
		}
		for box, said := range map[image.Rectangle]string{
			image.Rect(60, 122, 1140, 190): c.Title, image.Rect(60, 588, 700, 612): c.Address, image.Rect(120, 44, 700, 92): c.Portal,
		} {
			if (inked(img, box) > 50) != (said != "") {
				t.Errorf("%s: %d points of ink in %v, where %q should stand", name, inked(img, box), box, said)
			}
		}
	}
}

// inked counts points of a box that are not the ground.
func inked(img image.Image, box image.Rectangle) int {
	n := 0
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if r, g, b, _ := img.At(x, y).RGBA(); r+g+b < 3*0xffff {
				n++
			}
		}
	}
	return n
}

// TestHiddenBarHasNoLength draws a hidden number: whatever stands beside it, the picture is the same.
func TestHiddenBarHasNoLength(t *testing.T) {
	s := New(nil, nil)
	c := cards()["place"]
	one := s.Card(c).PNG()
	c.Bars[1].Share = .99
	if !bytes.Equal(one, s.Card(c).PNG()) {
		t.Error("a hidden bar shows how long it is")
	}
}

// TestDrawingSaysWhatItShows reads the file as others do: well-formed, told in
// words, with every text of the chart and nothing that asks for a style sheet.
func TestDrawingSaysWhatItShows(t *testing.T) {
	s := New(Colours{"text": "#123", "accent": "nonsense"}, nil)
	for _, kind := range charts {
		f := figure(t, kind)
		svg := s.Sheet(f).SVG()
		said := texts(t, svg)
		for _, want := range []string{f.Title, f.Notes[1]} {
			if !strings.Contains(said, want) {
				t.Errorf("%s does not say %q", kind, want)
			}
		}
		for _, bad := range []string{"class=", "style=", "url(", "var(", "href=", "NaN", "Inf"} {
			if bytes.Contains(svg, []byte(bad)) {
				t.Errorf("%s holds %s", kind, bad)
			}
		}
		if !bytes.Contains(svg, []byte("#112233")) || bytes.Contains(svg, []byte("nonsense")) {
			t.Errorf("%s is not in the theme's colours", kind)
		}
		if unknown := Unknown(f.Markup); len(unknown) > 0 {
			t.Errorf("%s: no look for %v", kind, unknown)
		}
	}
	if got := Unknown(`<svg><path class="series newfangled"/><path class="newfangled"/><text class="odd-one">x</text></svg>`); len(got) != 2 {
		t.Errorf("unknown classes %q, want 2", got)
	}
}

func texts(t *testing.T, svg []byte) string {
	t.Helper()
	var out strings.Builder
	d := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out.String()
		}
		if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
		if text, ok := token.(xml.CharData); ok {
			out.Write(text)
			out.WriteByte('\n')
		}
	}
}

// A logo stands in place of the mark, and the portal's name moves to make room for it.
func TestCardWithLogo(t *testing.T) {
	logo := image.NewNRGBA(image.Rect(0, 0, 200, 100))
	for i := range 200 * 100 {
		logo.SetNRGBA(i%200, i/200, color.NRGBA{200, 0, 0, 255})
	}
	var file bytes.Buffer
	if err := png.Encode(&file, logo); err != nil {
		t.Fatal(err)
	}
	card := Card{Portal: "Portal", Title: "Kabupaten", Note: "Satu kalimat."}
	red := func(s *Studio) int {
		img, err := png.Decode(bytes.NewReader(s.Card(card).PNG()))
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for y := range cardMark {
			for x := range 4 * cardMark {
				if r, g, b, _ := img.At(cardEdge+x, cardTop+y).RGBA(); r > 0xb000 && g < 0x2000 && b < 0x2000 {
					n++
				}
			}
		}
		return n
	}
	if n := red(New(nil, file.Bytes())); n != 2*cardMark*cardMark {
		t.Errorf("%d points of the card are the logo's, not %d", n, 2*cardMark*cardMark)
	}
	if n := red(New(nil, []byte("nonsense"))); n != 0 {
		t.Errorf("%d points are red without a logo", n)
	}
}
