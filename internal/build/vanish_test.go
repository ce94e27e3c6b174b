package build

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"terang/internal/health"
	"terang/internal/source"
)

// A page that the last build had and that would vanish is told before and while it does, with
// the line that keeps its address alive; with that line there is nothing to tell, and the old
// address leads on.
func TestAddressesThatWouldVanish(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	o := Options{Plain: true, Dir: dir, Out: "public", Date: day(), AsOf: health.NoMonth, Program: "one"}
	told := func(ps source.Problems, err error) []string {
		t.Helper()
		if err != nil || ps.HasErrors() {
			t.Fatal(err, refused{ps})
		}
		var lines []string
		for _, p := range ps {
			if p.Code == "address-gone" {
				lines = append(lines, p.Pos.File+": "+p.Arg("address")+" -> "+p.Arg("alias"))
			}
		}
		return lines
	}
	build := func() []string { t.Helper(); _, ps, err := Site(context.Background(), o); return told(ps, err) }
	check := func() []string { t.Helper(); _, ps, err := Check(context.Background(), o); return told(ps, err) }
	if lines := slices.Concat(check(), build(), build(), check()); len(lines) > 0 {
		t.Fatalf("nothing has changed, and told is %q", lines)
	}
	edit{"content/berita/kelas-ibu.md", "", "---\njudul: Kelas ibu\ntanggal: 2024-09-12\nslug: kelas-ibu-hamil\n---\n\nIsi.\n"}.do(t, dir)
	edit{"data/regions.csv", "Soka\"\"an", "Soka Baru"}.do(t, dir)
	want := []string{
		"site.yaml: /berita/kelas-ibu.html -> berita/kelas-ibu.html: berita/kelas-ibu-hamil.html",
		"site.yaml: /berita/penulis/puskesmas-hulu.html -> berita/penulis/puskesmas-hulu.html: berita/index.html",
		"site.yaml: /berita/tag/ibu-hamil.html -> berita/tag/ibu-hamil.html: berita/index.html",
		"site.yaml: /berita/tag/marang.html -> berita/tag/marang.html: berita/index.html",
		"site.yaml: /wilayah/hulu/sokaan.html -> wilayah/hulu/sokaan.html: wilayah/hulu/soka-baru.html",
	}
	if lines := check(); !slices.Equal(lines, want) {
		t.Errorf("check tells %q, want %q", lines, want)
	}
	if lines := build(); !slices.Equal(lines, want) {
		t.Errorf("build tells %q, want %q", lines, want)
	}
	if lines := build(); len(lines) > 0 {
		t.Errorf("it is told again: %q", lines)
	}

	// A place is split: its address leads to all that it became.
	edit{"site.yaml", "aliases:\n", "aliases:\n  berita/kelas-ibu.html: berita/kelas-ibu-hamil.html\n  berita/tag: berita/\n  wilayah/hulu/sokaan.html: [wilayah/hulu/soka-baru.html, wilayah/hulu/index.html]\n"}.do(t, dir)
	if lines := slices.Concat(check(), build()); len(lines) > 0 {
		t.Errorf("told is %q", lines)
	}
	for name, want := range map[string][]string{
		"berita/kelas-ibu.html":    {`content="0; url=kelas-ibu-hamil.html"`, `rel="canonical" href="`, `<h1>Halaman ini sudah pindah</h1>`, `content="noindex"`},
		"wilayah/hulu/sokaan.html": {`<h1>Halaman ini kini terbagi</h1>`, `href="soka-baru.html"`, `href="index.html"`, `content="noindex"`},
	} {
		body, err := os.ReadFile(filepath.Join(dir, "public", filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		for _, piece := range want {
			if !strings.Contains(string(body), piece) {
				t.Errorf("%s: no %s in %s", name, piece, body)
			}
		}
		if strings.Contains(string(body), "refresh") == strings.Contains(name, "soka") {
			t.Errorf("%s sends readers on to one of two pages, or not to the one", name)
		}
	}
}
