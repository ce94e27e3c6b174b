package build

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"terang/internal/reach"
	"terang/internal/source"
)

// Links to others are told at the place where they are written, in texts, front matter and
// site.yaml; those within the site at each check, with the places that they name.
func TestLinksOfTextsAreAsked(t *testing.T) {
	t.Parallel()
	web := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(web.Close)
	dir := input(t, smallDir)
	edit{"site.yaml", "sample: true", "sample: true\nregulations:\n  - {title: Aturan, url: '" + web.URL + "/aturan'}"}.do(t, dir)
	edit{"content/berita/kelas-ibu.md", "https://lain.example/jadwal?a=1&b=2", "/index.html"}.do(t, dir)
	edit{"content/berita/lain.md", "", `---
judul: Lain
tanggal: 2024-09-12
ringkasan: ` + web.URL + `/ringkas
---

## Jadwal

Lihat [surat](` + web.URL + `/surat.pdf "Surat") dan <` + web.URL + `/lagi>,
juga [jadwal](#bagian-jadwal), [yang lama](#jadwal), [data](/spm/bumil.html#definisi), [tabel](/spm/bumil.html#tabel-lama),
[kelas](kelas-ibu.md#tidak-ada) dan [kelas](kelas-ibu.md).
`}.do(t, dir)
	o := Options{Plain: true, Dir: dir, Date: day()}
	told := func() []string {
		t.Helper()
		_, ps, err := Check(context.Background(), o)
		if err != nil || ps.HasErrors() {
			t.Fatal(err, refused{ps})
		}
		var lines []string
		for _, p := range ps {
			if strings.HasPrefix(string(p.Code), "link-") || p.Code == "no-such-anchor" {
				lines = append(lines, p.Pos.String()+" "+string(p.Code)+" "+strings.TrimPrefix(p.Arg("address"), web.URL)+p.Arg("anchor"))
			}
		}
		slices.Sort(lines)
		return lines
	}
	within := []string{
		"content/berita/lain.md:10:44 no-such-anchor /berita/lain.html#jadwal", "content/berita/lain.md:10:96 no-such-anchor /spm/bumil.html#tabel-lama",
		"content/berita/lain.md:11:9 no-such-anchor /berita/kelas-ibu.html#tidak-ada",
	}
	if got := told(); !slices.Equal(got, within) {
		t.Errorf("got %q, want %q", got, within)
	}
	o.Links = &reach.Options{Private: true, Pause: 1}
	want := append([]string{
		"content/berita/lain.md:4:12 link-gone /ringkas", "content/berita/lain.md:9:15 link-gone /surat.pdf", "content/berita/lain.md:9:62 link-gone /lagi", "site.yaml:8:26 link-gone /aturan",
	}, within...)
	slices.Sort(want)
	if got := told(); len(got) != len(want) {
		t.Errorf("got %q, want %q", got, want)
	} else {
		for i := range got { // columns follow from the port of the server
			if code := strings.Fields(got[i])[1:]; !slices.Equal(code, strings.Fields(want[i])[1:]) || lineOf(got[i]) != lineOf(want[i]) {
				t.Errorf("got %q, want %q", got[i], want[i])
			}
		}
	}
	edit{"site.yaml", "sample: true", "sample: true\nwaivers:\n  - {code: link-gone, file: site.yaml, reason: diganti bulan depan, until: 2024-12-31}"}.do(t, dir)
	_, ps, err := Check(context.Background(), o)
	if err != nil || !slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == "link-gone" && p.Severity == source.Waived }) {
		t.Errorf("the waiver excepts nothing: %v, %v", err, ps)
	}
	o.Links = nil
	if _, ps, _ := Check(context.Background(), o); slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == "waiver-unused" }) {
		t.Error("a waiver of what was not asked for is told to be unused")
	}
}

func lineOf(at string) string { return strings.Join(strings.Split(at, ":")[:2], ":") }
