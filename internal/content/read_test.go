package content

import (
	"bytes"
	"flag"
	"image"
	"image/png"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"terang/internal/health"
	"terang/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden texts in testdata")

// today is the date of every test.
const today = health.Date(2024_10_17)

// someNames is a small register: a kabupaten, a kecamatan, a desa, a puskesmas,
// a clinic and two indicators.
func someNames() Names {
	units := []string{"14.10", "14.10.03", "14.10.03.2001", "1011351"}
	indicators := []string{"bumil", "ht"}
	return Names{
		Unit: func(code string) (health.Unit, bool) {
			i := slices.Index(units, code)
			return health.Unit(i), i >= 0
		},
		Units: units,
		Facility: func(code string) (string, bool) {
			if code == "X-KP-01" {
				return "Klinik Contoh", true
			}
			return "", false
		},
		Indicator: func(slug string) (int, bool) {
			i := slices.Index(indicators, slug)
			return i, i >= 0
		},
		Indicators: indicators,
	}
}

// filesOf makes a file system of a txtar archive. A picture is written there as
// its size, "PNG 3x2", bytes without letters as GO "\xFF", and "latin1" bytes as \xE9.
func filesOf(t testing.TB, a *txtar.Archive) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	for _, f := range a.Files {
		data := f.Data
		if bytes.HasPrefix(data, []byte("PNG 3x2")) {
			var b bytes.Buffer
			if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
				t.Fatal(err)
			}
			data = b.Bytes()
		}
		if quoted, ok := strings.CutPrefix(string(data), "GO "); ok {
			text, err := strconv.Unquote(strings.TrimSpace(quoted))
			if err != nil {
				t.Fatal(err)
			}
			data = []byte(text)
		}
		data = bytes.ReplaceAll(data, []byte(`\xE9`), []byte{0xE9})
		files[f.Name] = &fstest.MapFile{Data: data}
	}
	return files
}

func readText(t testing.TB, text string, opt Options) (*Content, source.Problems) {
	t.Helper()
	if opt.Date == 0 {
		opt.Date = today
	}
	return Read(filesOf(t, txtar.Parse([]byte(text))), someNames(), opt)
}

// report is what the user sees, with the count at the end.
func report(t testing.TB, ps source.Problems, root fs.FS) string {
	t.Helper()
	var b bytes.Buffer
	if err := ps.Print(&b, root, "en"); err != nil {
		t.Fatal(err)
	}
	return b.String() + ps.Summary("en") + "\n"
}

// TestProblems runs one file a code: what is wrong, the files, what is told.
// -update rewrites the text but not how many problems there are.
func TestProblems(t *testing.T) {
	t.Parallel()
	names, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		code := strings.TrimSuffix(filepath.Base(name), ".txtar")
		t.Run(code, func(t *testing.T) {
			t.Parallel()
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			if len(bytes.TrimSpace(a.Comment)) == 0 || len(a.Files) < 2 || a.Files[len(a.Files)-1].Name != "golden" {
				t.Fatal("want a description, files, and golden last")
			}
			golden := &a.Files[len(a.Files)-1]
			root := filesOf(t, &txtar.Archive{Files: a.Files[:len(a.Files)-1]})
			_, ps := Read(root, someNames(), Options{Date: today, Languages: []string{"id", "en"}})
			got := report(t, ps, root)
			if !strings.Contains(got, "["+code+"]") {
				t.Errorf("nothing told as %s:\n%s", code, got)
			}
			if got == string(golden.Data) {
				return
			}
			if !*update {
				t.Fatalf("got:\n%s\nwant:\n%s", got, golden.Data)
			}
			if !strings.HasSuffix(string(golden.Data), ps.Summary("en")+"\n") {
				t.Fatalf("the count changed, so golden is not rewritten; got:\n%s", got)
			}
			golden.Data = []byte(got)
			if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// TestEveryCodeHasAProblemFile finds the codes in the source of this package.
func TestEveryCodeHasAProblemFile(t *testing.T) {
	t.Parallel()
	sources, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	word := regexp.MustCompile(`"[a-z0-9-]+"`)
	n := 0
	for _, name := range sources {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, quoted := range word.FindAllString(string(data), -1) {
			code := strings.Trim(quoted, `"`)
			// An unreadable file needs a broken disk: TestUnreadableFile.
			if !slices.Contains(source.Codes(), source.Code(code)) || code == "unreadable-file" {
				continue
			}
			n++
			if _, err := os.Stat("testdata/problems/" + code + ".txtar"); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
	}
	if n < 30 {
		t.Errorf("found only %d places that tell a problem", n)
	}
}
