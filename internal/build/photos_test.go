package build

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"terang/internal/health"
	"terang/internal/source"
)

// phonePicture is a picture as a phone writes it: lying on its side, with the name of
// the camera and a comment.
func phonePicture(t *testing.T, blue uint8) []byte {
	t.Helper()
	m := image.NewRGBA(image.Rect(0, 0, 1200, 900))
	for y := range 900 {
		for x := range 1200 {
			m.SetRGBA(x, y, color.RGBA{uint8(x / 5), uint8(y / 4), blue, 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, m, &jpeg.Options{Quality: 90}); err != nil {
		t.Fatal(err)
	}
	exif := "Exif\x00\x00MM\x00*\x00\x00\x00\x08\x00\x01" + "\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00" + "\x00\x00\x00\x00KAMERA-RAHASIA"
	head := "\xff\xd8\xff\xe1\x00" + string(rune(len(exif)+2)) + exif + "\xff\xfe\x00\x12KOMENTAR-RAHASIA"
	return slices.Concat([]byte(head), b.Bytes()[2:])
}

// photoSite is the small site with a post that has three pictures, and a draft with one.
func photoSite(t *testing.T) string {
	t.Helper()
	dir := input(t, smallDir)
	post := `---
judul: Kabar bergambar
tanggal: 2024-09-20
gambar: {berkas: kepala.jpg, alt: Gedung, orang: false}
---
![Pintu](satu.jpg "Pintu depan [tanpa orang]")
![Jendela](dua.jpg "[izin: rahasia-kantor]")

[Gambar utuh](satu.jpg)
`
	for name, body := range map[string][]byte{
		"kabar.md": []byte(post), "kepala.jpg": phonePicture(t, 10), "satu.jpg": phonePicture(t, 20), "dua.jpg": phonePicture(t, 30),
		"draf.md": []byte("---\njudul: Draf\ntanggal: 2024-09-20\ndraf: true\n---\n![Belum](belum.jpg)\n"), "belum.jpg": phonePicture(t, 40),
	} {
		if err := os.WriteFile(filepath.Join(dir, "content/berita", name), body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func builtFiles(t *testing.T, dir string) map[string]string {
	t.Helper()
	o := Options{Dir: dir, Out: "public", AsOf: health.NoMonth, Date: health.DateOf(2024, 10, 20), unpainted: true, Plain: true}
	if _, ps, err := Site(context.Background(), o); err != nil || ps.HasErrors() {
		t.Fatal(err, ps)
	}
	return tree(t, filepath.Join(dir, "public"))
}

// TestPhotos builds a site with pictures of a phone: what is published is upright, in
// widths, without what the phone wrote beside; and what is kept is used and mended.
func TestPhotos(t *testing.T) {
	t.Parallel()
	dir := photoSite(t)
	files := builtFiles(t, dir)
	var media []string
	for name, body := range files {
		if strings.Contains(body, "RAHASIA") || strings.Contains(body, "rahasia-kantor") || strings.Contains(body, "Exif") {
			t.Errorf("%s tells what only the office should know", name)
		}
		if strings.HasPrefix(name, "media/berita/") && !strings.Contains(name, "titik") {
			media = append(media, name)
		}
	}
	if len(media) != 12 { // three pictures in two widths and two forms
		t.Errorf("%d files of pictures: %v", len(media), media)
	}
	for _, name := range media {
		if !regexp.MustCompile(`^media/berita/(kepala|satu|dua)-(480|900)-[0-9a-f]{8}\.(webp|jpg)$`).MatchString(name) {
			t.Errorf("published is %s", name)
		}
	}
	page := files["berita/kabar.html"]
	if n := strings.Count(page, "<picture>"); n != 3 {
		t.Errorf("%d pictures on the page", n)
	}
	for _, want := range []string{`<div class="gallery">`, "<figcaption>Pintu depan</figcaption>", `width="900" height="1200"`, `>Gambar utuh</a>`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page has no %s", want)
		}
	}
	first, _, _ := strings.Cut(page[strings.Index(page, "<picture>"):], "</picture>")
	if strings.Contains(first, "lazy") || strings.Count(page, `loading="lazy"`) != 2 {
		t.Error("all pictures but the first wait until they are near")
	}
	if !strings.Contains(files["berita/index.html"], "media/berita/kepala-480-") {
		t.Error("the list of news shows no picture")
	}
	damaged, err := filepath.Glob(filepath.Join(dir, stateDir, photosDir, "*"))
	if err != nil || len(damaged) != 4 {
		t.Fatal(err, damaged)
	}
	for _, name := range damaged[:2] {
		if err := os.WriteFile(name, []byte("lain"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	again := builtFiles(t, dir)
	for name, body := range files {
		if again[name] != body {
			t.Errorf("%s is another one the second time", name)
		}
	}
}

// TestBrokenPhoto: what cannot be opened is told where the post names it, in a check too.
func TestBrokenPhoto(t *testing.T) {
	t.Parallel()
	dir := photoSite(t)
	name := filepath.Join(dir, "content/berita/dua.jpg")
	if err := os.Truncate(name, 9000); err != nil {
		t.Fatal(err)
	}
	_, ps, err := Check(context.Background(), Options{Dir: dir, AsOf: health.NoMonth, Date: health.DateOf(2024, 10, 20), Plain: true})
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(ps, func(p source.Problem) bool { return p.Code == "broken-image" })
	if i < 0 || ps[i].Pos.File != "content/berita/kabar.md" || ps[i].Pos.Line != 7 {
		t.Errorf("told is %v", ps)
	}
}
