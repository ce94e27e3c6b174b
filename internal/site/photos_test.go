package site

import (
	"strings"
	"testing"

	"terang/internal/content"
	"terang/internal/photo"
)

// TestPictures: where a picture stands decides how it is written, and nothing that a
// writer says gets out of its attribute.
func TestPictures(t *testing.T) {
	t.Parallel()
	version := func(w, h int) photo.Version {
		return photo.Version{
			Size:   photo.Size{Width: w, Height: h},
			Modern: photo.Rendition{Ext: ".webp", Digest: "aaaaaaaa"}, Plain: photo.Rendition{Ext: ".jpg", Digest: "bbbbbbbb"},
		}
	}
	p := &Plan{in: Input{Photos: map[string]*photo.Photo{
		"media/berita/a.png": {Versions: []photo.Version{version(480, 360), version(960, 720)}},
		"media/berita/b.jpg": {Versions: []photo.Version{version(300, 400)}},
	}}}
	b := &builder{Plan: p, page: Page{Path: "berita/kabar.html"}, v: &View{}}
	hole := func(path, alt, caption, place string) content.Hole {
		return content.Hole{Name: content.HolePhoto, Args: []content.Arg{
			{Name: "path", Value: path}, {Name: "alt", Value: alt}, {Name: "caption", Value: caption}, {Name: "place", Value: place},
		}}
	}
	for _, c := range []struct {
		name  string
		hole  content.Hole
		first bool
		has   []string
		not   []string
	}{
		{"alone", hole("media/berita/a.png", "A", "Judul", content.PhotoAlone), true, []string{
			`<figure class="photo"><picture><source type="image/webp" srcset="../media/berita/a-480-aaaaaaaa.webp 480w, ../media/berita/a-960-aaaaaaaa.webp 960w"`,
			`src="../media/berita/a-480-bbbbbbbb.jpg"`, `width="960" height="720"`, "<figcaption>Judul</figcaption>",
		}, []string{"lazy", "a.png"}},
		{"high", hole("media/berita/b.jpg", "A", "", content.PhotoAlone), false, []string{`class="photo tall"`, `loading="lazy"`}, []string{"figcaption"}},
		{"gallery", hole("media/berita/a.png", "A", "", content.PhotoGallery), false, []string{`<a href="../media/berita/a-960-bbbbbbbb.jpg">`}, nil},
		{"gallery without a description", hole("media/berita/a.png", "", "", content.PhotoGallery), false, []string{`alt=""`}, []string{"<a "}},
		{"in a sentence", hole("media/berita/a.png", "A", "Judul", content.PhotoInText), false, []string{"<picture>"}, []string{"figure"}},
		{"hostile", hole("media/berita/a.png", `"><script>`, `</figcaption><script>`, content.PhotoAlone), false, []string{"&lt;script&gt;"}, []string{"<script", `""`}},
	} {
		got := b.holePhoto(c.hole, c.first)
		for _, want := range c.has {
			if !strings.Contains(got, want) {
				t.Errorf("%s: no %s in\n%s", c.name, want, got)
			}
		}
		for _, bad := range c.not {
			if strings.Contains(got, bad) {
				t.Errorf("%s: %s in\n%s", c.name, bad, got)
			}
		}
	}
	if got := p.media("media/berita/a.png"); got != "media/berita/a-960-bbbbbbbb.jpg" {
		t.Errorf("a link to a picture leads to %s", got)
	}
	if got := p.media("media/berita/mou.pdf"); got != "media/berita/mou.pdf" {
		t.Errorf("a link to a document leads to %s", got)
	}
}
