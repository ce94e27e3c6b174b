package chart

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var gallery = flag.String("gallery", "", "folder to write a page of every kind of chart in every state to, for looking at")

// TestGallery draws every kind of chart in every state. What is drawn is compared by
// hash, so that no change goes unseen; with -gallery it is written as a page to look
// at, light, dark and in grey, and in a frame of a phone's width.
func TestGallery(t *testing.T) {
	all := states(t)
	sums := ink{}
	for _, s := range all {
		wellFormed(t, s.kind+", "+s.world, s.figure.SVG)
		drawing := sha256.Sum256([]byte(string(s.figure.SVG) + s.figure.Desc + string(s.figure.Table.Markup()) + string(s.figure.Option)))
		sums.raw(fmt.Sprintf("%x %s, %s\n", drawing[:12], s.kind, s.world))
	}
	golden(t, "gallery.sums", sums.b)
	if *gallery != "" {
		writeGallery(t, all)
	}
}

// theme is where the look of the default theme stands.
const theme = "../../themes/default/assets"

func writeGallery(t *testing.T, all []drawnState) {
	t.Helper()
	if err := os.MkdirAll(*gallery, 0o755); err != nil {
		t.Fatal(err)
	}
	interactive := ""
	for _, name := range []string{"interactive.js", "echarts.js"} {
		body, err := os.ReadFile(filepath.Join(theme, "js", name))
		if err != nil {
			t.Logf("no %s: the interactive views are left out", name)
			continue
		}
		if err := os.WriteFile(filepath.Join(*gallery, name), body, 0o644); err != nil {
			t.Fatal(err)
		}
		interactive = `<script src="interactive.js" defer data-echarts="echarts.js" data-label-interactive="Tampilan interaktif" data-label-static="Tampilan biasa" data-label-keys="Tombol panah menyebut angka satu per satu."></script>`
	}
	css, err := os.ReadFile(filepath.Join(theme, "css", "portal.css"))
	if err != nil {
		t.Fatal(err)
	}
	var k ink
	k.raw(`<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Galeri</title><style>`,
		string(css), darkRule(string(css)), viewerStyle, `</style>`, interactive, `</head><body data-page="gallery">`, string(Defs()))
	k.raw(`<div class="wrap"><header><h1>Galeri</h1><p class="looks"><label><input type="checkbox" id="gelap"> gelap</label> <label><input type="checkbox" id="kertas"> abu-abu</label>`,
		` lebar: <a href="?320">320</a> <a href="?360">360</a> <a href="?768">768</a> <a href="index.html">penuh</a></p><ul class="links">`)
	for i, s := range all {
		k.raw(fmt.Sprintf(`<li><a href="#s%d">%s, %s</a></li>`, i, s.kind, s.world))
	}
	k.raw(`</ul></header><main>`)
	for i, s := range all {
		k.state(fmt.Sprintf("s%d", i), s)
	}
	k.raw(`</main></div><script>`, viewerScript, `</script></body></html>`)
	if err := os.WriteFile(filepath.Join(*gallery, "index.html"), k.b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// state writes a figure as the theme's partial does.
func (k *ink) state(id string, s drawnState) {
	f := s.figure
	class := f.Kind
	if class == "tiles" {
		class = "map"
	}
	k.raw(`<section id="`, id, `"><div class="head"><h2>`, s.kind, ", ", s.world, `</h2></div><figure class="figure figure-`, class, `" data-kind="`, s.kind, `" data-world="`, s.world, `"><h3>`)
	k.text(f.Title)
	k.raw(`</h3><p class="desc">`)
	k.text(f.Desc)
	k.raw(`</p><div class="figure-chart">`, string(f.SVG), `</div><div class="figure-tools">`)
	if !f.Table.Empty() {
		k.raw(`<details><summary>Lihat tabel</summary>`, string(f.Table.Markup()), `</details>`)
	}
	k.raw(`</div>`)
	if f.Option != nil {
		k.raw(`<script type="application/json" class="figure-option" data-kind="`, s.kind, `" data-unit=" %" data-missing="belum lapor">`, string(f.Option), `</script>`)
	}
	k.raw(`<figcaption>`)
	k.text(f.Caption)
	k.raw(`</figcaption></figure></section>`)
}

// darkRule repeats the dark colours for when the page's own box is ticked.
func darkRule(css string) string {
	_, after, ok := strings.Cut(css, "(prefers-color-scheme: dark) {")
	if !ok {
		return ""
	}
	tokens, _, _ := strings.Cut(after, "}")
	return strings.Replace(tokens, ":root", "\n:root:has(#gelap:checked)", 1) + "}\n"
}

const viewerStyle = `
:root:has(#kertas:checked) main { filter: grayscale(1) }
.looks input { width: auto; min-height: 0 }
.frame { display: block; height: 100vh; border: 1px solid; margin: 0 auto }
`

const viewerScript = `
const wide = location.search.slice(1);
if (wide) {
  const frame = document.createElement('iframe');
  frame.className = 'frame'; frame.width = wide; frame.src = 'index.html';
  document.body.replaceChildren(frame);
}
`
