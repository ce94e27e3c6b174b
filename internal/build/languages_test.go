package build

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"terang/internal/health"
)

// inBoth builds the small site in Indonesian with English beside it; one post is translated, the meeting is not.
func inBoth() (*built, error) {
	dir, err := copyOf(smallDir, func(name string, body []byte) []byte {
		if name == "site.yaml" {
			return append(body, []byte("languages: [id, en]\n"+
				"translations:\n  en:\n    title: Health portal of Karangan\n    notice: Sample data, no official figures.\n")...)
		}
		return body
	})
	if err != nil {
		return nil, err
	}
	defer dir.remove()
	for name, body := range map[string]string{
		"content/berita/kelas-ibu.en.md": "---\ntitle: Classes for mothers\nsummary: Twice a month.\n---\n" +
			"See [the meeting](../kegiatan/lokmin-hulu.md) and [the services](/spm/). {{< nilai indikator=\"bumil\" >}}\n",
		"data/indicators.en.csv": "code,name\nht,High blood pressure\n",
	} {
		if err := os.WriteFile(filepath.Join(dir.path, filepath.FromSlash(name)), []byte(body), 0o600); err != nil {
			return nil, err
		}
	}
	return construct(Options{Dir: dir.path, Date: day()})
}

// TestBothLanguages looks at a site that speaks two languages.
func TestBothLanguages(t *testing.T) {
	t.Parallel()
	b := mustBe(t, bothOnce)
	for _, p := range b.pages {
		if strings.HasPrefix(p.path, "en/") || p.path == "404.html" {
			continue
		}
		other := b.named["en/"+p.path]
		if other == nil {
			t.Errorf("%s has no page in English", p.path)
			continue
		}
		for _, side := range []struct {
			p    *page
			lang string
		}{{p, "id"}, {other, "en"}} {
			root := all(side.p.doc, "html")[0]
			if lang, _ := attribute(root, "lang"); lang != side.lang {
				t.Errorf("%s is said to be in %q", side.p.path, lang)
			}
			for _, want := range []string{
				`hreflang="id" href="` + b.base + strings.TrimSuffix(p.path, "index.html") + `"`,
				`hreflang="en" href="` + b.base + strings.TrimSuffix(other.path, "index.html") + `"`,
			} {
				if !bytes.Contains(side.p.body, []byte(want)) {
					t.Errorf("%s does not tell of %s", side.p.path, want)
				}
			}
		}
	}
	for path, want := range map[string][]string{
		"en/index.html":                {"Health portal of Karangan", "no official figures", "High blood pressure", ">Bahasa Indonesia</a>"},
		"en/berita/kelas-ibu.html":     {"<h1>Classes for mothers</h1>", "62.5"},
		"en/kegiatan/lokmin-hulu.html": {`<h1 lang="id">`, `class="prose" lang="id"`},
		"en/berita/index.html":         {">Classes for mothers</a>"},
		"en/cari.html":                 {`data-index="../cari/en/" data-lists="../cari/fas/" data-root=""`},
		"cari/en/d0.json":              {"High blood pressure"},
		"cari/en/d1.json":              {"Classes for mothers"},
		"cari/d0.json":                 {"Hipertensi"},
		"berita/kelas-ibu.html":        {"62,5", "Yang dibawa"},
		"sitemap-1.xml":                {b.base + "en/spm/bumil.html", b.base + "spm/bumil.html"},
	} {
		for _, w := range want {
			if !bytes.Contains(b.files[path], []byte(w)) {
				t.Errorf("%s has no %q", path, w)
			}
		}
	}
	for path := range b.files {
		if strings.HasPrefix(path, "en/") && !strings.HasSuffix(path, ".html") && !isAway(path) && !strings.HasPrefix(path, "en/data/tabel/") { // the tables of a text are in its language
			t.Errorf("%s: what holds no words is made once", path)
		}
	}
	// What one language shows the other shows: the same figures, written its own way.
	id, en := cellsOf(b.named["spm/bumil.html"]), cellsOf(b.named["en/spm/bumil.html"])
	if len(id) < 5 || !slices.Equal(id, en) {
		t.Errorf("figures differ:\n%v\n%v", id, en)
	}
}

// cellsOf lists the percentages of a page's first table, without their marks.
func cellsOf(p *page) []string {
	var list []string
	for _, cell := range all(p.doc, "td") {
		if class, _ := attribute(cell, "class"); strings.Contains(class, "num") {
			list = append(list, strings.NewReplacer(".", "", ",", "", "dari", "of").Replace(text(cell)))
		}
	}
	return list
}

// TestLanguageOfTheRoot turns the languages round: English at the root, Indonesian beside it.
func TestLanguageOfTheRoot(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	name := filepath.Join(dir, "site.yaml")
	body, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	body = bytes.Replace(body, []byte("language: id"), []byte("languages: [en, id]"), 1)
	if err := os.WriteFile(name, body, 0o600); err != nil {
		t.Fatal(err)
	}
	files, ps, err := Memory(context.Background(), Options{unpainted: true, Dir: dir, Date: health.DateOf(2024, 10, 20)})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	for path, want := range map[string]string{"spm/ht.html": "Hypertension", "id/spm/ht.html": "Hipertensi"} {
		if !bytes.Contains(files[path], []byte(want)) {
			t.Errorf("%s has no %q", path, want)
		}
	}
}
