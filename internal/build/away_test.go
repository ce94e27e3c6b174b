package build

import (
	"bytes"
	"context"
	"encoding/xml"
	"errors"
	"image"
	"image/color"
	"image/png"
	"io"
	"path"
	"slices"
	"strings"
	"testing"

	"terang/internal/picture"
)

// paintedSmall builds the small site with its pictures.
func paintedSmall(t *testing.T, jobs int) map[string][]byte {
	t.Helper()
	files, ps, err := Memory(context.Background(), Options{Dir: smallDir, Date: day(), Jobs: jobs})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	return files
}

// TestPicturesAreTheSameHoweverMade builds with one worker and with many.
func TestPicturesAreTheSameHoweverMade(t *testing.T) {
	t.Parallel()
	one := paintedSmall(t, 1)
	for _, fault := range different(one, paintedSmall(t, 8)) {
		t.Error(fault)
	}
	cards, figures := 0, 0
	for name, body := range one {
		if path.Ext(name) != ".png" || !strings.HasPrefix(name, "gambar/") {
			continue
		}
		img, err := png.Decode(bytes.NewReader(body))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if blank(img) {
			t.Errorf("%s is blank", name)
		}
		if path.Base(name) != "kartu.png" {
			figures++
			continue
		}
		cards++
		if size := img.Bounds().Size(); size != image.Pt(picture.CardWidth, picture.CardHeight) {
			t.Errorf("%s measures %v", name, size)
		}
		if len(body) > 60_000 {
			t.Errorf("%s has %d bytes, more than messengers take", name, len(body))
		}
	}
	if cards < 15 || figures < 20 {
		t.Errorf("%d cards and %d figures: nothing was tested", cards, figures)
	}
}

// blank says whether there is one colour beneath the band at the top.
func blank(img image.Image) bool {
	box := img.Bounds()
	first := img.At(box.Min.X, box.Max.Y-1)
	for y := box.Min.Y + 20; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x += 3 {
			if color.RGBAModel.Convert(img.At(x, y)) != color.RGBAModel.Convert(first) {
				return false
			}
		}
	}
	return true
}

// TestEveryPageHasAPicture reads what a page tells those who show a link to it.
func TestEveryPageHasAPicture(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		for _, p := range b.pages {
			var at, alt string
			for _, n := range all(p.doc, "meta") {
				content, _ := attribute(n, "content")
				switch property, _ := attribute(n, "property"); property {
				case "og:image":
					at = content
				case "og:image:alt":
					alt = content
				}
			}
			if p.path == "404.html" {
				continue
			}
			if path.Base(at) != "kartu.png" || len(alt) < 8 {
				t.Errorf("%s: %s shows %q, told as %q", name, p.path, at, alt)
			}
		}
	}
	b := smallSite(t)
	for from, to := range map[string]string{
		"wilayah/hulu/sokaan.html":   "gambar/wilayah/hulu/kartu.png",
		"wilayah/hulu-2023.html":     "gambar/wilayah/hulu/kartu.png",
		"puskesmas/hulu/lokmin.html": "gambar/puskesmas/hulu/kartu.png",
		"data/index.html":            "gambar/kartu.png",
		"spm/bumil.html":             "gambar/spm/bumil/kartu.png",
	} {
		if !bytes.Contains(b.named[from].body, []byte(`og:image" content="`+b.base+to+`"`)) {
			t.Errorf("%s does not show %s", from, to)
		}
	}
}

// TestFiguresAloneAreSound holds each figure for other sites against what pages have in common.
func TestFiguresAloneAreSound(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		if len(b.alone) < 5 && name != "without a report" {
			t.Errorf("%s: %d figures alone", name, len(b.alone))
		}
		for _, p := range b.alone {
			for _, check := range []func(*page) []string{nesting, identities, headings, pictures, leftovers} {
				for _, fault := range check(p) {
					t.Errorf("%s: %s: %s", name, p.path, fault)
				}
			}
			for _, fault := range policy(p) {
				if fault != "a base" {
					t.Errorf("%s: %s: %s", name, p.path, fault)
				}
			}
			for _, base := range all(p.doc, "base") {
				if _, ok := attribute(base, "href"); ok {
					t.Errorf("%s: %s: its base moves every address", name, p.path)
				}
			}
			if !bytes.Contains(p.body, []byte(`name="robots" content="noindex"`)) || bytes.Contains(p.body, []byte("<script")) {
				t.Errorf("%s: %s is for search machines, or runs something", name, p.path)
			}
			if len(all(p.doc, "figure")) != 1 || len(all(p.doc, "table")) != 1 {
				t.Errorf("%s: %s has %d figures", name, p.path, len(all(p.doc, "figure")))
			}
		}
	}
}

// TestDrawingsStandAlone reads each drawing as XML: it has a title and words, no class, no link and no style.
func TestDrawingsStandAlone(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		for file, body := range b.files {
			if path.Ext(file) != ".svg" || !strings.HasPrefix(file, "gambar/") {
				continue
			}
			d := xml.NewDecoder(bytes.NewReader(body))
			names := map[string]int{}
			for {
				token, err := d.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatalf("%s: %s: %v", name, file, err)
				}
				start, ok := token.(xml.StartElement)
				if !ok {
					continue
				}
				names[start.Name.Local]++
				for _, a := range start.Attr {
					if slices.Contains([]string{"class", "style", "href"}, a.Name.Local) || strings.Contains(a.Value, "url(") || strings.Contains(a.Value, "var(") {
						t.Errorf("%s: %s: %s=%q", name, file, a.Name.Local, a.Value)
					}
				}
			}
			if names["title"] != 1 || names["desc"] != 1 || names["text"] < 5 {
				t.Errorf("%s: %s holds %v", name, file, names)
			}
			if b.base != "" && !bytes.Contains(body, []byte(b.base)) {
				t.Errorf("%s: %s does not say where it is from", name, file)
			}
		}
	}
}

// TestEveryClassOfAChartHasALook fails where a chart uses a class that its pictures would lose.
func TestEveryClassOfAChartHasALook(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for _, p := range sampleSite(t).pages {
		for _, part := range bytes.Split(p.body, []byte(`<div class="figure-chart">`))[1:] {
			markup, _, _ := bytes.Cut(part, []byte(`<div class="figure-tools">`))
			for _, unknown := range picture.Unknown(string(markup)) {
				if !seen[unknown] {
					t.Errorf("%s: %s", p.path, unknown)
				}
				seen[unknown] = true
			}
		}
	}
}

// TestPicturesCanBeLeftOut builds with fewer, and with none.
func TestPicturesCanBeLeftOut(t *testing.T) {
	t.Parallel()
	for choice, want := range map[string]struct{ some, none string }{
		"few":  {"gambar/spm/bumil/kartu.png", "gambar/puskesmas/hulu/kartu.png"},
		"none": {"index.html", "gambar/kartu.png"},
	} {
		dir, err := copyOf(smallDir, func(name string, body []byte) []byte {
			if name == "site.yaml" {
				return append(body, []byte("\npictures: "+choice+"\n")...)
			}
			return body
		})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(dir.remove)
		b, err := construct(Options{Dir: dir.path, Date: day()})
		if err != nil {
			t.Fatal(err)
		}
		if b.files[want.some] == nil && !slices.Contains(away(b), want.some) || slices.Contains(away(b), want.none) {
			t.Errorf("%s: %v", choice, away(b))
		}
		for _, p := range b.pages {
			for _, a := range addresses(p.doc) {
				if fault := b.fault(p, a); fault != "" {
					t.Errorf("%s: %s: %s %q: %s", choice, p.path, a.where, a.value, fault)
				}
			}
		}
	}
}
