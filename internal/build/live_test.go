package build

import (
	"bytes"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"terang/internal/source"
)

// step is one thing that a person does to a site's folder.
type step struct {
	name string
	do   func(t *testing.T, dir string)
}

func put(name, text string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		at := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func swap(name, old, new string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		body, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(body), old) {
			t.Fatalf("%s holds no %q: %v", name, old, err)
		}
		put(name, strings.Replace(string(body), old, new, 1))(t, dir)
	}
}

func carry(from, to string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		if err := os.Rename(filepath.Join(dir, from), filepath.Join(dir, to)); err != nil {
			t.Fatal(err)
		}
	}
}

func gone(name string) func(*testing.T, string) {
	return func(t *testing.T, dir string) {
		t.Helper()
		if err := os.RemoveAll(filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
}

const newPost = "---\njudul: Posyandu ramai\ntanggal: 2024-05-06\n---\n\n![Titik](titik.png)\n\nSelasa: {{< nilai indikator=\"bumil\" >}}.\n"

// everyChange is every kind of change to every kind of input, one after the other.
func everyChange() []step {
	square := `{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"99.01.01"},` +
		`"geometry":{"type":"Polygon","coordinates":[[[102,0],[103,0],[103,1],[102,1],[102,0]]]}}]}`
	return []step{
		{"nothing", func(*testing.T, string) {}},
		{"a post added", put("content/berita/ramai.md", newPost)},
		{"a post changed", swap("content/berita/ramai.md", "Selasa", "Rabu")},
		{"a row changed", swap(observations, firstRow, strings.Replace(firstRow, ",8,", ",9,", 1))},
		{"another row changed", swap(observations, "\n"+soka, "\n2024-01,bumil,99.01.01.2002,3,30")},
		{"a table added", put("data/commitments.csv", "wilayah,kegiatan,penanggung_jawab,batas_waktu\n99.01,Kelas ibu,Kepala dinas,2024-12-01\n")},
		{"a table gone", gone("data/commitments.csv")},
		{"site.yaml", swap("site.yaml", "title: ", "title: Baru ")},
		{"a template", put("themes/default/partials/mark.html", "<b>Tanda</b>")},
		{"a style sheet", put("themes/default/assets/css/portal.css", "body{color:#123456}")},
		{"a word", put("themes/default/i18n/id.yaml", "site.missing.home: Pulang\n")},
		{"an outline", put("data/boundaries/batas.geojson", square)},
		{"a picture", carry("content/berita/titik.png", "content/berita/titik-lama.png")},
		{"a picture again", carry("content/berita/titik-lama.png", "content/berita/titik.png")},
		{"a post renamed", carry("content/berita/ramai.md", "content/berita/sepi.md")},
		{"a broken row", swap(observations, firstRow[:13], "2024-01,bumiil")},
		{"the row mended", swap(observations, "bumiil", "bumil")},
		{"a folder swapped", func(t *testing.T, dir string) {
			t.Helper()
			put("content/lain/titik.png", "")(t, dir)
			carry("content/berita", "content/dulu")(t, dir)
			put("content/berita/satu.md", "---\njudul: Satu\ntanggal: 2024-01-02\n---\n\nSatu saja.\n")(t, dir)
			gone("content/dulu")(t, dir)
			gone("content/lain")(t, dir)
		}},
		{"the theme gone", gone("themes")},
		{"a post deleted", gone("content/berita/satu.md")},
	}
}

func told(ps source.Problems) string {
	var b strings.Builder
	for _, p := range ps {
		b.WriteString(p.Pos.File + ": " + p.Text("en") + "\n")
	}
	return b.String()
}

func sameFiles(a, b map[string][]byte) bool {
	return maps.EqualFunc(a, b, bytes.Equal)
}

// TestLiveIsNeverStale changes a site in every way, one after the other, and holds what a preview shows, which keeps what it
// made before, against a build from nothing.
func TestLiveIsNeverStale(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	fresh := Options{Dir: dir, Date: day(), Plain: true}
	kept := fresh
	kept.Kept = new(Kept)
	marks := map[string]map[string][]byte{}
	for _, s := range everyChange() {
		s.do(t, dir)
		want, wantPs, err := Memory(context.Background(), fresh)
		if err != nil {
			t.Fatal(err)
		}
		live, ps, err := Open(context.Background(), kept)
		if err != nil {
			t.Fatal(err)
		}
		if got, want := told(ps.WithoutNotes()), told(wantPs.WithoutNotes()); got != want {
			t.Errorf("after %s: told\n%s\nwant\n%s", s.name, got, want)
		}
		if (live == nil) != (want == nil) {
			t.Errorf("after %s: the preview shows a site: %v, a build makes one: %v", s.name, live != nil, want != nil)
			continue
		}
		if live == nil {
			continue
		}
		if before, ok := marks[live.Mark]; ok && !sameFiles(before, want) {
			t.Errorf("after %s another site has the same mark", s.name)
		}
		marks[live.Mark] = want
		for name, body := range want {
			got, _, err := live.File(name)
			if err != nil || !live.Has(name) || !bytes.Equal(got, body) {
				t.Errorf("after %s: %s is not what a build makes (%v)", s.name, name, err)
			}
		}
		if live.Has("tidak/ada.html") {
			t.Errorf("after %s: there is a page that is not", s.name)
		}
	}
}
