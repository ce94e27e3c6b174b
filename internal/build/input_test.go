package build

import (
	"context"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"terang/internal/source"
)

// broken is one way in which an office's input can be wrong.
type broken struct {
	name  string
	code  source.Code
	where string // file:line, or the file alone
	says  string // what message and hint say among other things
	warns bool   // it is told, and the site is built
	edits []edit
}

// edit changes one file: the first place of old becomes new. Without old the
// file is replaced; without both it is removed.
type edit struct{ file, old, new string }

const (
	observations = "data/observations/2024.csv"
	firstRow     = "2024-01,bumil,99.01.01.1001,8,120"
	soka         = "2024-01,bumil,99.01.01.2002,2,30"
)

func brokenInputs() []broken {
	return []broken{
		{name: "no site.yaml", code: "missing-site", where: "site.yaml", edits: []edit{{file: "site.yaml"}}},
		{name: "missing file", code: "missing-data-file", where: "data/regions.csv", edits: []edit{{file: "data/regions.csv"}}},
		{name: "missing column", code: "missing-column", where: observations + ":1", says: "pembilang", edits: []edit{{observations, "pembilang", "catatan_lain"}}},
		{name: "unknown column", code: "unknown-column", where: "data/regions.csv:1", says: "penduduk", warns: true, edits: []edit{{"data/regions.csv", "penduduk", "pendudk"}}},
		{name: "unknown area", code: "unknown-area", where: observations + ":3", says: "99.01.01.2002", edits: []edit{{observations, soka, "2024-01,bumil,99.01.01.2202,2,30"}}},
		{name: "unknown area in the register", code: "unknown-parent", where: "data/regions.csv:4", says: "99.01.01", edits: []edit{{"data/regions.csv", "99.01.01.1001,99.01.01,", "99.01.01.1001,99.01.11,"}}},
		{name: "unknown puskesmas", code: "unknown-puskesmas", where: "data/regions.csv:4", says: "9901001", edits: []edit{{"data/regions.csv", "6200,9901001", "6200,9901007"}}},
		{name: "unknown indicator", code: "unknown-indicator", where: observations + ":2", says: "bumil", edits: []edit{{observations, "2024-01,bumil,", "2024-01,bumli,"}}},
		{name: "duplicate key", code: "repeated-row", where: observations + ":3", edits: []edit{{observations, soka, firstRow}}},
		{name: "n without d", code: "numerator-without-denominator", where: observations + ":2", edits: []edit{{observations, firstRow, strings.TrimSuffix(firstRow, "120")}}},
		{name: "n above d", code: "over-hundred", where: observations, says: "121", warns: true, edits: []edit{{observations, firstRow, strings.Replace(firstRow, ",8,", ",121,", 1)}}},
		{name: "negative", code: "negative-number", where: observations + ":2", edits: []edit{{observations, firstRow, strings.Replace(firstRow, ",8,", ",-8,", 1)}}},
		{name: "letters", code: "not-a-number", where: observations + ":2", edits: []edit{{observations, firstRow, strings.Replace(firstRow, ",8,", ",8 orang,", 1)}}},
		{name: "formula error", code: "error-cell", where: observations + ":2", edits: []edit{{observations, firstRow, strings.Replace(firstRow, ",8,", ",#DIV/0!,", 1)}}},
		{name: "code damaged by a spreadsheet", code: "damaged-code", where: "data/facilities.csv:2", says: "Teks", edits: []edit{{"data/facilities.csv", "9901001,Hulu", "1.06038E+06,Hulu"}}},
		{name: "month 13", code: "bad-period", where: observations + ":2", edits: []edit{{observations, firstRow, strings.Replace(firstRow, "2024-01", "2024-13", 1)}}},
		{name: "future month", code: "future-period", where: observations + ":2", edits: []edit{{observations, firstRow, strings.Replace(firstRow, "2024-01", "2024-11", 1)}}},
		{name: "no observations", code: "no-observations", where: "data/observations", edits: []edit{{file: "data/observations/2023.csv"}, {file: observations}}},
		{name: "unknown setting", code: "unknown-key", where: "site.yaml:6", says: "sample", edits: []edit{{"site.yaml", "sample:", "smaple:"}}},
		{name: "threshold below what is safe", code: "threshold-too-low", where: "site.yaml:6", edits: []edit{{"site.yaml", "sample: true", "disclosure: {min_count: 2}\nsample: true"}}},
		{name: "alias of a page", code: "alias-taken", where: "site.yaml:12", says: "/spm/index.html", edits: []edit{{"site.yaml", "profil/hulu.html:", "spm/index.html:"}}},
		{name: "alias of the same page twice", code: "alias-taken", where: "site.yaml:14", says: "/arsip", edits: []edit{{"site.yaml", "arsip/: berita/index.html", "arsip/: berita/index.html\n  arsip/index.html: index.html"}}},
		{name: "aliases in a circle", code: "alias-loop", where: "site.yaml:13", says: "/arsip", edits: []edit{{"site.yaml", "arsip/: berita/index.html", "arsip/: lama.html\n  lama.html: arsip/index.html"}}},
		{name: "alias of an alias", code: "alias-chain", where: "site.yaml:14", says: "akhirnya: /berita/index.html", warns: true, edits: []edit{{"site.yaml", "arsip/: berita/index.html", "arsip/: berita/index.html\n  lama.html: arsip"}}},
		{name: "alias out of the site", code: "bad-alias", where: "site.yaml:13", says: "https", edits: []edit{{"site.yaml", "berita/index.html", "https://example.org/"}}},
		{name: "alias to no page", code: "no-such-page", where: "site.yaml:13", says: "/brita", warns: true, edits: []edit{{"site.yaml", "berita/index.html", "brita/index.html"}}},
		{name: "bad date", code: "bad-date", where: "content/berita/kelas-ibu.md:3", edits: []edit{{"content/berita/kelas-ibu.md", "2024-09-12", "12/9/2024"}}},
		{name: "no title", code: "post-without-title", where: "content/kegiatan/lokmin-hulu.md", edits: []edit{{"content/kegiatan/lokmin-hulu.md", "judul: Lokakarya mini bulanan Puskesmas Hulu\n", ""}}},
		{name: "missing image", code: "missing-image", where: "content/berita/kelas-ibu.md", says: "titik.png", edits: []edit{{file: "content/berita/titik.png"}}},
		{name: "two posts of one slug", code: "slug-collision", where: "content/berita/lain.md:4", says: "kelas-ibu", edits: []edit{{file: "content/berita/lain.md", new: post("slug: kelas-ibu\n")}}},
		{name: "a page in the place of the site's own", code: "address-taken", where: "content/halaman/cari.md", says: "/cari.html", edits: []edit{{file: "content/halaman/cari.md", new: post("")}}},
		{name: "a link to a page that is not there", code: "no-such-page", where: "content/berita/kelas-ibu.md", says: "/puskesmas/hulw/", warns: true, edits: []edit{{"content/berita/kelas-ibu.md", "/puskesmas/hulu/", "/puskesmas/hulw/"}}},
		{name: "markup of one's own", code: "raw-html", where: "content/berita/lain.md:6", edits: []edit{{file: "content/berita/lain.md", new: post("") + "<b onclick=alert(1)>x</b>\n"}}},
		{name: "identity numbers", code: "personal-data", where: observations + ":1", edits: []edit{{observations, "catatan", "nik"}}},
	}
}

func post(more string) string {
	return "---\njudul: Kabar\ntanggal: 2024-10-08\n" + more + "---\n\n"
}

// TestBrokenInputs builds the small site, breaks its input in one way and builds
// again: the problem is told with its code and place, and what stood in the
// output folder stands there byte for byte, a stranger's file included.
func TestBrokenInputs(t *testing.T) {
	t.Parallel()
	for _, c := range brokenInputs() {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := input(t, smallDir)
			options := Options{Dir: dir, Out: "public", Date: day()}
			if _, ps, err := Site(context.Background(), options); err != nil || ps.HasErrors() {
				t.Fatal(err, refused{ps})
			}
			if err := os.WriteFile(filepath.Join(dir, "public", "CNAME"), []byte("a stranger's\n"), 0o644); err != nil {
				t.Fatal(err)
			}
			before := tree(t, filepath.Join(dir, "public"))
			for _, e := range c.edits {
				e.do(t, dir)
			}
			_, ps, err := Site(context.Background(), options)
			if err != nil {
				t.Fatal(err)
			}
			c.expect(t, ps)
			if after := tree(t, filepath.Join(dir, "public")); !c.warns && !maps.Equal(before, after) {
				t.Error("the output folder is no longer what it was")
			} else if c.warns && after["CNAME"] == "" {
				t.Error("a stranger's file is gone")
			}
			c.leftNothing(t, dir)
		})
	}
}

func (e edit) do(t *testing.T, dir string) {
	t.Helper()
	name := filepath.Join(dir, filepath.FromSlash(e.file))
	if e.old == "" && e.new == "" {
		if err := os.Remove(name); err != nil {
			t.Fatal(err)
		}
		return
	}
	text := e.new
	if e.old != "" {
		body, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(body), e.old) {
			t.Fatalf("%s does not hold %q", e.file, e.old)
		}
		text = strings.Replace(string(body), e.old, e.new, 1)
	}
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// expect checks that the problem is among those told, with its place and words.
func (c broken) expect(t *testing.T, ps source.Problems) {
	t.Helper()
	if ps.HasErrors() == c.warns {
		t.Errorf("errors: %t, want %t: %v", ps.HasErrors(), !c.warns, ps)
	}
	i := slices.IndexFunc(ps, func(p source.Problem) bool {
		words := p.Text(source.Indonesian) + "\n" + p.Hint(source.Indonesian)
		at := p.Pos.String()
		return p.Code == c.code && (p.Severity == source.Warning) == c.warns &&
			(at == c.where || strings.HasPrefix(at, c.where+":")) && strings.Contains(words, c.says)
	})
	if i < 0 {
		t.Errorf("no [%s] at %s that says %q among: %v\n%v", c.code, c.where, c.says, refused{ps}, ps)
	}
	for _, p := range ps {
		if text := p.Text(source.English); text == string(p.Code) || strings.Contains(text, "{") {
			t.Errorf("[%s] has no words: %q", p.Code, text)
		}
	}
}

// leftNothing checks that a refused build leaves no stage behind.
func (c broken) leftNothing(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(filepath.Join(dir, stateDir), func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && strings.HasSuffix(name, ".html") {
			t.Errorf("%s was left behind", name)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// TestAllProblemsInOneRun breaks everything at once: whatever the order of the
// doors, each fault is told, sorted by file and line.
func TestAllProblemsInOneRun(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	wanted := map[source.Code]bool{
		"unknown-key": true, "unknown-puskesmas": true, "negative-number": true, "bad-date": true, "error-cell": true, "missing-image": true,
	}
	for _, c := range brokenInputs() {
		if wanted[c.code] && c.name != "formula error" {
			for _, e := range c.edits {
				e.do(t, dir)
			}
		}
	}
	edit{observations, soka, "2024-01,bumil,99.01.01.2002,#REF!,30"}.do(t, dir)
	_, ps, err := Check(context.Background(), Options{Dir: dir, Date: day()})
	if err != nil {
		t.Fatal(err)
	}
	for code := range wanted {
		if !slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == code }) {
			t.Errorf("[%s] is not told", code)
		}
	}
	told := slices.Clone(ps)
	told.Sort()
	_, again, _ := Check(context.Background(), Options{Dir: dir, Date: day()})
	again.Sort()
	if !slices.EqualFunc(told, again, func(a, b source.Problem) bool {
		return a.Pos == b.Pos && a.Code == b.Code && slices.Equal(a.Args, b.Args)
	}) {
		t.Error("two runs tell different problems")
	}
}

// TestMissingFolder tells a folder that is not there as a failure of the machine, not of the input.
func TestMissingFolder(t *testing.T) {
	t.Parallel()
	_, ps, err := Site(context.Background(), Options{Dir: filepath.Join(t.TempDir(), "nowhere"), Out: "public", Date: day()})
	if err == nil || len(ps) > 0 {
		t.Errorf("problems %v, error %v", ps, err)
	}
}
