package build

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"testing"

	"terang/internal/publish"
	"terang/internal/source"
)

// plainly are the options of a build that keeps what it has made, without pictures.
func plainly(dir string) Options {
	return Options{Dir: dir, Out: "public", Date: day(), Plain: true, Program: "this one"}
}

// stages builds and tells which stages it came to.
func stages(t *testing.T, o Options) (Result, source.Problems, map[Stage]bool) {
	t.Helper()
	var mu sync.Mutex
	seen := map[Stage]bool{}
	o.Progress = func(s Stage, _, _ int) {
		mu.Lock()
		defer mu.Unlock()
		seen[s] = true
	}
	result, ps, err := Site(context.Background(), o)
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	return result, ps, seen
}

// TestNothingChanged builds twice: the second time nothing is read but for its digest, and the same is told.
func TestNothingChanged(t *testing.T) {
	t.Parallel()
	for _, from := range []string{smallDir, sampleDir} {
		o := plainly(input(t, from))
		first, told, _ := stages(t, o)
		again, toldAgain, seen := stages(t, o)
		if seen[ReadingData] || seen[WritingPages] {
			t.Errorf("%s: read and written again: %v", from, seen)
		}
		if !reflect.DeepEqual(told, toldAgain) {
			t.Errorf("%s: told first\n%v\nthen\n%v", from, told, toldAgain)
		}
		if first.Publish.Written != first.Files || again.Publish.Unchanged != first.Files {
			t.Errorf("%s: first %+v, then %+v", from, first.Publish, again.Publish)
		}
		first.Publish, again.Publish = publish.Report{}, publish.Report{}
		if again.Passed != again.Parts {
			t.Errorf("%s: %d of %d parts are said to have been passed over", from, again.Passed, again.Parts)
		}
		again.Passed = 0
		if !reflect.DeepEqual(first, again) {
			t.Errorf("%s: first\n%+v\nthen\n%+v", from, first, again)
		}
	}
}

// TestSomethingChanged does what a build must not overlook, and looks at what stands afterwards.
func TestSomethingChanged(t *testing.T) {
	t.Parallel()
	o := plainly(input(t, smallDir))
	in := func(name string) string { return filepath.Join(o.Dir, name) }
	stages(t, o)
	want := tree(t, in("public"))
	state := func() string {
		found, err := filepath.Glob(in(".terang/public-*/manifest"))
		if err != nil || len(found) != 1 {
			t.Fatal(found, err)
		}
		return found[0]
	}
	edit := func(name string, change func([]byte) []byte) func() {
		return func() {
			body, err := os.ReadFile(name)
			if err = errors.Join(err, os.WriteFile(name, change(body), 0o644)); err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, s := range []struct {
		name string
		do   func()
	}{
		{"a page deleted", func() { gone("public/index.html")(t, o.Dir) }},
		{"a page edited", edit(in("public/index.html"), func(b []byte) []byte { return append(b, "x"...) })},
		{"a folder deleted", func() { gone("public/wilayah")(t, o.Dir) }},
		{"all pages deleted", func() { gone("public")(t, o.Dir) }},
		{"the manifest cut off", edit(state(), func(b []byte) []byte { return b[:len(b)/2] })},
		{"the manifest empty", edit(state(), func([]byte) []byte { return nil })},
		{"the note edited", edit(state(), func(b []byte) []byte { return []byte(strings.Replace(string(b), "note ", "note 0", 1)) })},
		{"the decisions cut off", edit(in(".terang/decisions"), func(b []byte) []byte {
			edit(in(observations), func(b []byte) []byte { return append(b, '\n') })()
			return b[:len(b)-1]
		})},
		{"the decisions of another program", edit(in(".terang/decisions"), func(b []byte) []byte {
			edit(in(observations), func(b []byte) []byte { return append(b, '\n') })()
			return bytes.Replace(b, []byte("this one"), []byte("that one"), 1)
		})},
		{"what is known of texts cut off", edit(in(".terang/texts"), func(b []byte) []byte {
			edit(in(observations), func(b []byte) []byte { return append(b, '\n') })()
			return b[:len(b)-1]
		})},
		{"the state deleted", func() { gone(".terang")(t, o.Dir) }},
		{"asked to", func() { o.Afresh = true }},
		{"another program", func() { o.Afresh, o.Program = false, "another one" }},
		{"a program that nothing is known of", func() { o.Program = "" }},
	} {
		s.do()
		result, _, seen := stages(t, o)
		if !seen[WritingPages] {
			t.Errorf("%s: nothing was built", s.name)
		}
		if said := strings.HasPrefix(s.name, "the manifest") || strings.Contains(s.name, "note") || strings.HasSuffix(s.name, "cut off"); result.Damaged != said {
			t.Errorf("%s: said that what was kept is damaged: %t", s.name, result.Damaged)
		}
		for name, body := range tree(t, in("public")) {
			if want[name] != body {
				t.Errorf("%s: %s is another one", s.name, name)
			}
		}
		if got := len(tree(t, in("public"))); got != len(want) {
			t.Errorf("%s: %d files, want %d", s.name, got, len(want))
		}
	}
}

// opened notes which files of a site are opened.
type opened struct {
	fs.FS
	mu    *sync.Mutex
	names map[string]bool
}

func (o opened) Open(name string) (fs.File, error) {
	o.mu.Lock()
	o.names[name] = true
	o.mu.Unlock()
	return o.FS.Open(name)
}

// TestAllThatIsReadIsTakenIn holds the files that builds open against those that are looked at for changes.
func TestAllThatIsReadIsTakenIn(t *testing.T) {
	t.Parallel()
	dirs, err := filepath.Glob("../../examples/*/site.yaml")
	if err != nil || len(dirs) < 4 {
		t.Fatal(dirs, err)
	}
	for _, site := range append(dirs, filepath.Join(sampleDir, "site.yaml")) {
		dir := filepath.Dir(site)
		root := opened{os.DirFS(dir), &sync.Mutex{}, map[string]bool{}}
		if _, _, err := readRoot(context.Background(), root, Options{Dir: dir, Date: day(), Plain: true}); err != nil {
			t.Fatal(err)
		}
		read := root.names
		root.names = map[string]bool{}
		if o := (Options{Program: "this one"}); takeIn(root, o).mark(o) == "" {
			t.Errorf("%s: the input has no mark", dir)
		}
		for name := range read {
			if _, err := fs.Stat(root.FS, name); err == nil && !root.names[name] {
				t.Errorf("%s: %s is read and not looked at", dir, name)
			}
		}
	}
}

// written builds again and lists the files that are new or differ, and how many parts were made.
func written(t *testing.T, o Options, before map[string]string) (names []string, made int) {
	t.Helper()
	result, ps, err := Site(context.Background(), o)
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	after := tree(t, filepath.Join(o.Dir, "public"))
	for name, body := range after {
		if was, stood := before[name]; !stood || was != body {
			names = append(names, name)
		}
	}
	if result.Publish.Written != len(names) || result.Publish.Unchanged != len(after)-len(names) {
		t.Errorf("told to have written %d and left %d, of %d files %d differ", result.Publish.Written, result.Publish.Unchanged, len(after), len(names))
	}
	slices.Sort(names)
	return names, result.Parts - result.Passed
}

// TestOneRow changes a row of one puskesmas of a province and lists what is written: its page, those of the areas above it and
// of those beside these, the pages of the indicator and of all of them, and data. Nothing of the other kabupaten is made.
func TestOneRow(t *testing.T) {
	t.Parallel()
	o := plainly(smallProvince(t))
	stages(t, o)
	before := tree(t, filepath.Join(o.Dir, "public"))
	swap("data/observations/2024.csv", "2024-09,bumil,9902001,14,140", "2024-09,bumil,9902001,15,140")(t, o.Dir)
	got, made := written(t, o, before)
	want := strings.Fields(`
		api/v1/indikator/bumil.json
		api/v1/unit/99.02.01.json
		api/v1/unit/99.02.json
		api/v1/unit/99.json
		api/v1/unit/9902001.json
		build.json
		build.sha256
		data/katalog.jsonld
		data/tabel/beranda-bulan.csv
		data/tabel/beranda.csv
		data/tabel/klaster/2-lain.csv
		data/tabel/klaster/2.csv
		data/tabel/puskesmas.csv
		data/tabel/puskesmas/kabupaten-karangan-2/21-bulan.csv
		data/tabel/puskesmas/kabupaten-karangan-2/21.csv
		data/tabel/siklus-hidup/ibu-lain.csv
		data/tabel/siklus-hidup/ibu.csv
		data/tabel/spm-lain.csv
		data/tabel/spm.csv
		data/tabel/spm/bumil-bulan.csv
		data/tabel/spm/bumil-lain.csv
		data/tabel/spm/bumil.csv
		data/tabel/wilayah/kabupaten-karangan-2-bulan.csv
		data/tabel/wilayah/kabupaten-karangan-2.csv
		data/tabel/wilayah/kabupaten-karangan-2/kecamatan-21-bulan.csv
		data/tabel/wilayah/kabupaten-karangan-2/kecamatan-21.csv
		data/unduhan/capaian-99.02.csv
		data/unduhan/capaian-99.02.parquet
		data/unduhan/capaian.csv
		data/unduhan/capaian.parquet
		data/unduhan/datapackage.json
		index.html
		klaster/2.html
		puskesmas/index.html
		puskesmas/kabupaten-karangan-2/21/index.html
		puskesmas/kabupaten-karangan-2/21/lokmin.html
		siklus-hidup/ibu.html
		spm/bumil.html
		spm/index.html
		wilayah/kabupaten-karangan-2/cetak/rekap-spm-2024-tw3.html
		wilayah/kabupaten-karangan-2/index.html
		wilayah/kabupaten-karangan-2/kecamatan-21/index.html`)
	if !slices.Equal(got, want) {
		t.Errorf("written:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if made > 75 { // of all: pages of the site as a whole, and those beneath the kabupaten and the kecamatan
		t.Errorf("%d parts were made to find that", made)
	}
}

// TestOneTemplate changes one template: what it does not stand in is not written.
func TestOneTemplate(t *testing.T) {
	t.Parallel()
	o := plainly(smallProvince(t))
	put("themes/default/partials/mark.html", "<b>Tanda</b>")(t, o.Dir) // pages say whether a theme is the site's own
	stages(t, o)
	before := tree(t, filepath.Join(o.Dir, "public"))
	layout, err := os.ReadFile("../../themes/default/layouts/lokmin.html")
	if err != nil {
		t.Fatal(err)
	}
	put("themes/default/layouts/lokmin.html", strings.Replace(string(layout), "</body>", "<p>Sekian.</p></body>", 1))(t, o.Dir)
	got, _ := written(t, o, before)
	if len(got) != 6 || slices.ContainsFunc(got, func(name string) bool {
		return !strings.HasSuffix(name, "/lokmin.html") && !strings.HasPrefix(name, "build.")
	}) {
		t.Errorf("written: %v, want the packs of four puskesmas, and the digests", got)
	}
}

// TestTextsOfWordsAlone builds again where some texts are known: only those that are new, or ask for a figure, are read, and
// nothing else comes of it.
func TestTextsOfWordsAlone(t *testing.T) {
	t.Parallel()
	o := plainly(smallProvince(t))
	put("content/berita/dua.md", "---\njudul: Dua\ntanggal: 2024-01-03\n---\n\n## Kata\n\nHanya kata, [tautan](https://contoh.example/).\n")(t, o.Dir)
	put("content/berita/tiga.md", "---\njudul: Tiga\ntanggal: 2024-01-04\n---\n\nPada Senin, 2 Januari 2024 kata saja.\n")(t, o.Dir)
	_, told, _ := stages(t, o)
	want := tree(t, filepath.Join(o.Dir, "public"))
	var known shelf
	if ok, damaged := stored(o.Dir, textsFile, o.Program, known.read); !ok || damaged {
		t.Fatal("what is known of texts was not kept")
	}
	if len(known.is) != 4 { // two texts of words alone, and two of which nothing was told
		t.Errorf("%d things are known of texts", len(known.is))
	}
	for of, text := range known.is { // a build that reads these texts would tell the right words
		if text != "" {
			known.is[of] = "Diingat."
		}
	}
	store(o.Dir, textsFile, o.Program, known.text())
	put("data/indicators.csv", "kode,nama\nbumil,Ibu\n")(t, o.Dir)
	_, toldAgain, _ := stages(t, o)
	if !slices.Equal(plainProblems(told), plainProblems(toldAgain)) {
		t.Errorf("told first\n%v\nthen\n%v", told, toldAgain)
	}
	list := tree(t, filepath.Join(o.Dir, "public"))["berita/index.html"]
	if strings.Count(list, "Diingat.") != 2 || !strings.Contains(want["berita/index.html"], "Hanya kata, tautan.") {
		t.Error("texts of words alone were read again")
	}
	if page := tree(t, filepath.Join(o.Dir, "public"))["berita/dua.html"]; !strings.Contains(page, "Hanya kata, <a") {
		t.Error("a page is made without its text")
	}
}
