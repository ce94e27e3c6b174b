package dataset

import (
	"bytes"
	"flag"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/source"
)

var update = flag.Bool("update", false, "rewrite what the cases in testdata/problems print")

// testDay is the day on which every case is read.
var testDay = health.DateOf(2024, 10, 8)

// siteOf lays the files of archives over each other. A file that holds only the
// word "remove" is taken away; in the others § stands for the byte 0xE9, ¶ for a
// carriage return, ␀ for a zero byte, ⁂ for the mark of UTF-16 and ∞ for a megabyte.
func siteOf(archives ...*txtar.Archive) fstest.MapFS {
	site := fstest.MapFS{}
	for _, a := range archives {
		for _, f := range a.Files {
			data := bytes.ReplaceAll(f.Data, []byte("¶\n"), []byte("\r\n"))
			data = bytes.ReplaceAll(data, []byte("§"), []byte("\xe9"))
			data = bytes.ReplaceAll(data, []byte("␀"), []byte("\x00"))
			data = bytes.ReplaceAll(data, []byte("⁂"), []byte("\xff\xfe"))
			data = bytes.ReplaceAll(data, []byte("∞"), bytes.Repeat([]byte("x"), 1<<20))
			switch {
			case f.Name == "golden":
			case strings.TrimSpace(string(data)) == "remove":
				delete(site, f.Name)
			default:
				site[f.Name] = &fstest.MapFile{Data: data}
			}
		}
	}
	return site
}

func archive(t testing.TB, path string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// readSite reads a whole site, as the program does.
func readSite(site fs.FS) (*Data, source.Problems) {
	cfg, ps := config.Read(site)
	d, more := Read(site, cfg, Options{Date: testDay})
	return d, append(ps, more...)
}

func TestValidSiteHasNoProblems(t *testing.T) {
	t.Parallel()
	site := siteOf(archive(t, "testdata/valid.txtar"))
	if _, ps := readSite(site); len(ps) > 0 {
		t.Error(printed(t, ps, site))
	}
}

// TestProblems runs the cases of testdata/problems: each is named for a code,
// changes files of the valid site and holds what is printed then.
func TestProblems(t *testing.T) {
	t.Parallel()
	valid := archive(t, "testdata/valid.txtar")
	paths, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		code := source.Code(strings.TrimSuffix(filepath.Base(path), ".txtar"))
		t.Run(string(code), func(t *testing.T) {
			t.Parallel()
			a := archive(t, path)
			site := siteOf(valid, a)
			d, ps := readSite(site)
			if !slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == code }) {
				t.Errorf("the code is not among the problems")
			}
			checkAccounts(t, d)
			checkGolden(t, path, a, printed(t, ps, site))
		})
	}
}

func printed(t testing.TB, ps source.Problems, site fs.FS) string {
	t.Helper()
	var b bytes.Buffer
	if err := ps.Print(&b, site, source.English); err != nil {
		t.Fatal(err)
	}
	for _, p := range ps {
		for _, lang := range []string{source.English, source.Indonesian} {
			if text := p.Text(lang) + p.Hint(lang); strings.Contains(text, "{") || text == string(p.Code) {
				t.Errorf("%s: %s", p.Code, text)
			}
		}
	}
	return b.String()
}

// checkGolden compares with the part "golden", or rewrites it. Rewriting must
// not change how many problems there are, so that none is lost unseen.
func checkGolden(t *testing.T, path string, a *txtar.Archive, got string) {
	t.Helper()
	i := slices.IndexFunc(a.Files, func(f txtar.File) bool { return f.Name == "golden" })
	if i < 0 {
		if !*update {
			t.Fatal("there is no golden part")
		}
		a.Files = append(a.Files, txtar.File{Name: "golden"})
		i = len(a.Files) - 1
	}
	want := string(a.Files[i].Data)
	if got == want {
		return
	}
	if !*update {
		t.Fatalf("got\n%s\nwant\n%s", got, want)
	}
	if want != "" && countCodes(got) != countCodes(want) {
		t.Fatalf("-update would change how many problems there are:\n%s", got)
	}
	a.Files[i].Data = []byte(got)
	if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
		t.Fatal(err)
	}
}

// fataler is a test, of this package's or of many drawn inputs.
type fataler interface {
	Helper()
	Errorf(format string, args ...any)
}

func countCodes(text string) int { return strings.Count(text, "]\n") }

func checkAccounts(t fataler, d *Data) {
	t.Helper()
	skipped := map[string]int{}
	for _, f := range d.Files {
		if f.Rows != f.Used+f.Refused+f.Skipped+f.Later+f.Ahead || min(f.Used, f.Refused, f.Skipped, f.Later, f.Ahead) < 0 {
			t.Errorf("the account does not add up: %+v", f)
		}
		skipped[f.Name] += f.Skipped
	}
	for _, l := range d.LeftOut {
		if l.Rule != "refused" {
			skipped[l.File] -= l.Rows
		}
	}
	for name, n := range skipped {
		if n != 0 {
			t.Errorf("%s: %d rows were skipped by no rule, or twice: %v", name, n, d.LeftOut)
		}
	}
}

// TestEveryCodeHasACase finds the codes that this room, mapping and plausible report in their source,
// and those that source reports of persons:
// each has a case in testdata/problems, and each case is a code of this room.
func TestEveryCodeHasACase(t *testing.T) {
	t.Parallel()
	used := map[source.Code]bool{}
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	mapped, err := filepath.Glob("../mapping/*.go")
	if err != nil {
		t.Fatal(err)
	}
	doubted, err := filepath.Glob("../plausible/*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range slices.Concat(sources, mapped, doubted, []string{"../source/persons.go"}) {
		if strings.HasSuffix(path, "_test.go") {
			continue
		}
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, code := range source.Codes() {
			if bytes.Contains(text, []byte(`"`+string(code)+`"`)) {
				used[code] = true
			}
		}
	}
	for _, code := range slices.Sorted(maps.Keys(used)) {
		if _, err := os.Stat(filepath.Join("testdata/problems", string(code)+".txtar")); err != nil {
			t.Errorf("no case for %s", code)
		}
	}
	cases, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range cases {
		if !used[source.Code(strings.TrimSuffix(filepath.Base(path), ".txtar"))] {
			t.Errorf("%s: this room does not report that", path)
		}
	}
}
