package edition

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/health"
	"terang/internal/source"
)

const table = "periode,kode_unit,indikator,pembilang,penyebut,disensor,terakhir_periode,terakhir_pembilang,terakhir_penyebut\n" +
	"2024-09,99.01,bumil,70,100,0,,,\n2024-09,99.01.01,mati,3,,0,,,\n2024-09,'-9,bumil,,,1,2024-06,12,40\n2024-09,99.01.02,bumil,,,0,,,\n"

func list() []Kept {
	return []Kept{
		{"datapackage.json", []byte(`{"version":"2024-09"}`)},
		{"capaian.csv", []byte(table)},
		{"indikator.csv", []byte("indikator,ambang,bulatkan\nbumil,5,\nmati,11,5\n")},
	}
}

func folder(t *testing.T) (*os.Root, string) {
	t.Helper()
	dir := t.TempDir()
	root, err := os.OpenRoot(dir)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = root.Close() })
	return root, dir
}

// TestKeepAndRead keeps two editions and reads them: whole, newest first, and not twice under one name.
func TestKeepAndRead(t *testing.T) {
	t.Parallel()
	root, dir := folder(t)
	if err := root.Mkdir("data", 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"2024-09", "2024-10"} {
		if _, err := Keep(root, name, list()); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Keep(root, "2024-09", list()[:1]); !errors.Is(err, ErrExists) {
		t.Errorf("an edition was kept twice: %v", err)
	}
	if _, err := Keep(root, "../x", list()); !errors.Is(err, ErrName) {
		t.Errorf("a name: %v", err)
	}
	if _, err := Keep(root, "baru", []Kept{{"index.html", nil}}); err == nil || Has(root, "baru") {
		t.Errorf("a page was kept: %v", err)
	}
	editions, ps := Read(root.FS())
	if len(ps) > 0 || len(editions) != 2 || editions[0].Name != "2024-10" || editions[0].Through != health.MonthOf(2024, 9) {
		t.Fatalf("%+v %v", editions, ps)
	}
	e := editions[1]
	var names []string
	for _, f := range e.All() {
		body, err := e.Body(root.FS(), f)
		if err != nil || int64(len(body)) != f.Size {
			t.Error(f, err)
		}
		names = append(names, e.Address(f))
	}
	if got := strings.Join(names, " "); got != "data/edisi/2024-09/capaian.csv data/edisi/2024-09/datapackage.json data/edisi/2024-09/indikator.csv data/edisi/2024-09/sums.sha256" {
		t.Error(got)
	}
	left, err := os.ReadDir(filepath.Join(dir, "data"))
	if err != nil || len(left) != 1 {
		t.Errorf("in data/ are %v %v", left, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "data/editions/2024-09/capaian.csv"), []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := e.Body(root.FS(), e.Files[0]); !errors.Is(err, ErrChanged) {
		t.Errorf("a file that changed meanwhile: %v", err)
	}
}

// TestKeepIsWholeOrNothing has a run that was cut off, and one that cannot be finished.
func TestKeepIsWholeOrNothing(t *testing.T) {
	t.Parallel()
	root, dir := folder(t)
	if err := os.MkdirAll(filepath.Join(dir, unfinished("a"), "halfway"), 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Keep(root, "a", append(list(), list()[0], Kept{"BACA?.txt", nil})); err == nil || Has(root, "a") {
		t.Errorf("a file of no name was kept: %v", err)
	}
	if _, err := Keep(root, "a", list()); err != nil || !Has(root, "a") {
		t.Errorf("after a run that was cut off: %v", err)
	}
}

// TestNumbers reads what an edition shows and how it protected it.
func TestNumbers(t *testing.T) {
	t.Parallel()
	root, _ := folder(t)
	e, err := Keep(root, "a", list())
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	err = e.Numbers(root.FS(), func(n Number) {
		got = append(got, fmt.Sprint(n.Unit, n.Indicator, n.Month, n.Numerator, n.Denominator, n.Hidden))
	})
	want := []string{
		"99.01 bumil 2024-09 70 100 false", "99.01.01 mati 2024-09 3 -1 false", "-9 bumil 2024-09 -1 -1 true",
		"-9 bumil 2024-06 12 40 false", "99.01.02 bumil 2024-09 -1 -1 false",
	}
	for i := range want {
		want[i] = strings.Replace(want[i], " ", "", 1)
	}
	if err != nil || len(got) != len(want) {
		t.Errorf("%v\n%v %v", want, got, err)
	}
	rules, err := e.Rules(root.FS())
	if err != nil || rules["bumil"] != (Rule{5, 0}) || rules["mati"] != (Rule{11, 5}) {
		t.Error(rules, err)
	}
}

func TestNames(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]bool{
		"2026-08": true, "2026": true, "v1.2": true, "a": true, "": false, "2026-08-": false, ".x": false, "a..b": false, "a/b": false,
		"Agustus": false, "index.html": false, "2026.csv": false, "data.json": false, "con": false, "nul.1": false, "com1": false, "console": true, "2026.1": true, "a b": false, strings.Repeat("a", 61): false,
	} {
		if ValidName(name) != want {
			t.Errorf("%q: want %t", name, want)
		}
	}
	for name, want := range map[string]bool{
		"capaian.csv": true, "capaian-99.01.csv": true, "BACA-SAYA.txt": true, "sums.sha256": false, "index.html": false, "a.csv.gz": false,
		".csv": false, "a/b.csv": false, "x.svg": false,
	} {
		if Takes(name) != want {
			t.Errorf("file %q: want %t", name, want)
		}
	}
}

// TestWhatIsNoEditionIsTold breaks editions in every way; all is told in one run.
func TestWhatIsNoEditionIsTold(t *testing.T) {
	t.Parallel()
	root, _ := folder(t)
	if _, err := Keep(root, "a", list()); err != nil {
		t.Fatal(err)
	}
	sound := fstest.MapFS{}
	_ = fs.WalkDir(root.FS(), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			body, _ := fs.ReadFile(root.FS(), name)
			sound[name] = &fstest.MapFile{Data: body}
		}
		return err
	})
	const in = "data/editions/a/"
	sums := string(sound[in+SumsFile].Data)
	put := func(name, body string) func(fstest.MapFS) {
		return func(f fstest.MapFS) { f[name] = &fstest.MapFile{Data: []byte(body)} }
	}
	for want, change := range map[string][]func(fstest.MapFS){
		"":                          {},
		"edition-altered capaian":   {put(in+"capaian.csv", table+"x")},
		"edition-missing a/sums":    {func(f fstest.MapFS) { delete(f, in+SumsFile) }},
		"edition-missing a/sums 2":  {func(f fstest.MapFS) { delete(f, in+"datapackage.json") }},
		"edition-foreign a/lain":    {put(in+"lain.csv", "x")},
		"edition-foreign a/sub":     {put(in+"sub/lain.csv", "x")},
		"edition-foreign catatan":   {put("data/editions/catatan.txt", "x")},
		"edition-foreign editions":  {func(f fstest.MapFS) { clear(f) }, put("data/editions", "x")},
		"edition-foreign a/capaian": {func(f fstest.MapFS) { f[in+"capaian.csv"] = &fstest.MapFile{Data: []byte(table), Mode: fs.ModeSymlink} }},
		"edition-name B":            {put("data/editions/B/x.csv", "x")},
		"edition-sums 4":            {put(in+SumsFile, sums+"kosong\n")},
		"edition-sums twice":        {put(in+SumsFile, sums+strings.SplitAfter(sums, "\n")[0])},
		"edition-sums large":        {put(in+SumsFile, strings.ToUpper(sums[:64])+sums[64:])},
		" passed over": {
			put(in+".DS_Store", "x"), put(in+"Thumbs.db", "x"), put(in+"desktop.ini", "x"), put("data/editions/.DS_Store", "x"), put("data/editions/.x/y", "x"),
		},
		"edition-line-ends alone": {put(in+SumsFile, strings.ReplaceAll(sums, "\n", "\r\n")), put(in+"capaian.csv", strings.ReplaceAll(table, "\n", "\r\n"))},
		"edition-line-ends file":  {put(in+"capaian.csv", strings.ReplaceAll(table, "\n", "\r\n"))},
		"edition-sums alone":      {put(in+SumsFile, "x\n")},
		"edition-sums page":       {put(in+SumsFile, sums+strings.Repeat("0", 64)+"  index.html\n")},
	} {
		files := fstest.MapFS{}
		for name, f := range sound {
			files[name] = f
		}
		for _, do := range change {
			do(files)
		}
		_, ps := Read(files)
		code, rest, _ := strings.Cut(want, " ")
		told := slices.ContainsFunc(ps, func(p source.Problem) bool { return string(p.Code) == code })
		if told != (code != "") || code == "" && len(ps) > 0 || (strings.HasPrefix(code, "edition-line-ends") || rest == "alone") && len(ps) != 1 {
			t.Errorf("%s (%s): %v", code, rest, ps)
		}
	}
}
