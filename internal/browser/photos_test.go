//go:build browser

package browser

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/chromedp/chromedp"
	"github.com/rogpeppe/go-internal/txtar"
)

// photo is a picture of 1600 × 1200 pixels.
func photo(t *testing.T, blue uint8) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 1600, 1200))
	for y := range 1200 {
		for x := range 1600 {
			m.SetRGBA(x, y, color.RGBA{uint8(x / 7), uint8(y / 5), blue, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// shownPhoto is a picture as the browser shows it.
type shownPhoto struct {
	Address  string  `json:"address"` // the file that it chose
	Alt      string  `json:"alt"`
	Natural  int     `json:"natural"` // pixels from left to right
	Width    float64 `json:"width"`   // as laid out
	Lazy     bool    `json:"lazy"`
	Measured bool    `json:"measured"` // it has its room before it has come
}

const lookPhotos = `(async () => {
	const list = Array.from(document.querySelectorAll('main img'));
	for (const i of list) { i.scrollIntoView({behavior: 'instant'}); await i.decode(); }
	return list.map(i => ({ address: i.currentSrc, alt: i.alt, natural: i.naturalWidth, width: i.getBoundingClientRect().width,
		lazy: i.loading === 'lazy', measured: i.hasAttribute('width') && i.hasAttribute('height') }));
})()`

// Pictures of a post come in a modern format, no wider than a screen needs, with their
// room kept, below the fold when they are reached only, and with words for who does not see them.
func TestPhotosOfAPost(t *testing.T) {
	post := `---
judul: Posyandu di tepi sungai
tanggal: 2024-03-10
gambar: {berkas: dermaga.jpg, alt: Dermaga dengan dua perahu, orang: false}
---
Jadwal bulan ini ada di balai desa.

` + strings.Repeat("Satu alinea yang panjang tentang jadwal posyandu bulan ini, agar gambar di bawah berada jauh di luar layar.\n\n", 40) + `
![Balai desa dengan meja timbang](balai.jpg "Balai desa [tanpa orang]")
`
	files := fstest.MapFS{}
	for name, body := range smallSite(
		t, "pictures: none\n",
		txtar.File{Name: "content/berita/jadwal-sungai.md", Data: []byte(post)},
		txtar.File{Name: "content/berita/dermaga.jpg", Data: photo(t, 10)},
		txtar.File{Name: "content/berita/balai.jpg", Data: photo(t, 200)},
	) {
		files[name] = &fstest.MapFile{Data: body}
	}
	shown := serve(t, files)
	for _, how := range []view{{360, "light"}, {1280, "dark"}} {
		t.Run(fmt.Sprint(how), func(t *testing.T) {
			v := visit(t, shown, "berita/jadwal-sungai.html", how)
			got, err := chromedp.Run(v.tab, chromedp.Evaluate[[]shownPhoto](lookPhotos, chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			if len(got) != 2 || got[0].Alt != "Dermaga dengan dua perahu" || got[1].Alt != "Balai desa dengan meja timbang" {
				t.Fatalf("pictures: %+v", got)
			}
			for _, p := range got {
				if !strings.HasSuffix(p.Address, ".webp") || !p.Measured || p.Width > float64(how.width) || p.Natural > 1600 || how.width == 360 && p.Natural > 480 {
					t.Errorf("%+v", p)
				}
			}
			if got[0].Lazy || !got[1].Lazy {
				t.Errorf("the first picture waits: %t, the one far below: %t", got[0].Lazy, got[1].Lazy)
			}
			if found := slices.Concat(v.findings(t), v.barriers(t)); len(found) > 0 {
				t.Error(strings.Join(found, "\n"))
			}
		})
	}
}
