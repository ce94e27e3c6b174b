package build

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/csv"
	"encoding/json"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// TestSameInputSameBytes builds again, alone and with many workers.
func TestSameInputSameBytes(t *testing.T) {
	t.Parallel()
	want := sampleSite(t).files
	for _, jobs := range []int{1, 8} {
		got, ps, err := Memory(context.Background(), Options{unpainted: true, Dir: sampleDir, Date: day(), Jobs: jobs})
		if err != nil || ps.HasErrors() {
			t.Fatal(err, refused{ps})
		}
		for _, fault := range different(want, got) {
			t.Errorf("%d jobs: %s", jobs, fault)
		}
	}
}

// TestSiteWritesWhatMemoryHolds writes the small site twice: the first time all of it, the second time nothing.
func TestSiteWritesWhatMemoryHolds(t *testing.T) {
	t.Parallel()
	want := smallSite(t).files
	dir := input(t, smallDir)
	out := filepath.Join(dir, "public")
	for run, written := range []int{len(want), 0} {
		result, ps, err := Site(context.Background(), Options{unpainted: true, Dir: dir, Out: "public", Date: day()})
		if err != nil || ps.HasErrors() {
			t.Fatal(err, refused{ps})
		}
		if written > 0 {
			written += digestFiles
		}
		if result.Files != len(want)+digestFiles || result.Pages != len(smallSite(t).pages) || result.Publish.Written != written {
			t.Errorf("run %d: %+v, want %d files, %d of them written", run, result, len(want), written)
		}
		got := map[string][]byte{}
		for name, body := range unsealed(t, out, false) {
			got[name] = []byte(body)
		}
		for _, fault := range different(want, got) {
			t.Errorf("run %d: %s", run, fault)
		}
	}
}

// TestCheckWritesNothing does all but writing.
func TestCheckWritesNothing(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	before := tree(t, dir)
	_, ps, err := Check(context.Background(), Options{Dir: dir, Out: "public", Date: day()})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	if ps = ps.WithoutNotes(); len(ps) != 2 || ps[0].Code != "over-hundred" || ps[1].Code != "denominator-jump" {
		t.Errorf("problems %v, want those of Soka\"an and Con", ps)
	}
	after := tree(t, dir)
	if len(after) != len(before) {
		t.Errorf("%d files became %d", len(before), len(after))
	}
}

// TestCancelledBuildWritesNothing stops before the first page.
func TestCancelledBuildWritesNothing(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, _, err := Site(ctx, Options{Dir: dir, Out: "public", Date: day()}); err == nil {
		t.Fatal("a cancelled build says that all is well")
	}
	for name := range tree(t, dir) {
		if strings.HasPrefix(name, "public/") {
			t.Errorf("%s was written", name)
		}
	}
}

// The most that a page may weigh on the way to a reader, compressed: HTML and
// style together, and the scripts that it can do without.
const (
	pageBudget   = 30_000
	scriptBudget = 8_000
)

// TestPagesAreLight weighs what a first visit to each page fetches.
func TestPagesAreLight(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		weight := map[string]int{}
		weigh := func(file string) int {
			if weight[file] == 0 {
				weight[file] = compressed(t, b.files[file])
			}
			return weight[file]
		}
		for _, p := range b.pages {
			page, script := weigh(p.path), 0
			for _, a := range addresses(p.doc) {
				file := b.pathOf(b.base + path.Join(path.Dir(p.path), strings.TrimPrefix(a.value, b.base)))
				switch {
				case strings.HasPrefix(path.Base(file), "echarts-"): // fetched when a reader asks for it
				case path.Ext(file) == ".css":
					page += weigh(file)
				case path.Ext(file) == ".js":
					script += weigh(file)
				}
			}
			if page > pageBudget || script > scriptBudget {
				t.Errorf("%s: %s weighs %d bytes, its scripts %d", name, p.path, page, script)
			}
			if page == weigh(p.path) {
				t.Errorf("%s: %s has no style", name, p.path)
			}
		}
	}
}

func compressed(t *testing.T, body []byte) int {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := io.Copy(w, bytes.NewReader(body)); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Len()
}

// TestSampleIsMarkedEverywhere looks for the words that say that the data are made up.
func TestSampleIsMarkedEverywhere(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		mark := "data contoh"
		if name == "English" {
			mark = "sample data"
		}
		for file, body := range b.files {
			mark := mark
			if strings.HasPrefix(file, "data/edisi/") && b.named[file] == nil {
				mark = "data contoh" // an edition is as it was kept, in whatever language the site is now
			}
			switch {
			case strings.HasSuffix(file, "sums.sha256"):
			case b.named[file] != nil:
				if strings.HasPrefix(file, "en/") {
					mark = "sample data"
				}
				main := strings.ToLower(text(all(b.named[file].doc, "body")[0]))
				if !strings.Contains(main, mark) {
					t.Errorf("%s: %s does not say that its data are a sample", name, file)
				}
			case !strings.HasPrefix(file, "data/") && !strings.HasPrefix(file, "api/") || strings.Contains(file, "/skema/"):
			case file == "api/v1/openapi.json", strings.HasSuffix(file, "csv-metadata.json"):
				if !strings.Contains(strings.ToLower(string(body)), mark) {
					t.Errorf("%s: %s does not say that its data are a sample", name, file)
				}
			case path.Ext(file) == ".csv":
				markedRows(t, name+": "+file, body, mark)
			case path.Ext(file) == ".parquet", path.Ext(file) == ".html": // its rows are those of the CSV
			case path.Ext(file) == ".xlsx":
				if said := workbookText(t, body); !strings.Contains(said, mark) {
					t.Errorf("%s: %s does not say that its data are a sample", name, file)
				}
			case path.Ext(file) == ".json":
				var about struct {
					Sample bool   `json:"sample"`
					Notice string `json:"notice"`
				}
				if err := json.Unmarshal(body, &about); err != nil || !about.Sample || about.Notice == "" {
					t.Errorf("%s: %s: sample is %t, notice %q, %v", name, file, about.Sample, about.Notice, err)
				}
			default:
				if !strings.Contains(strings.ToLower(string(body)), mark) {
					t.Errorf("%s: %s does not say that its data are a sample", name, file)
				}
			}
		}
	}
}

// workbookText gives what the last sheet of a workbook says, which is to be read first.
func workbookText(t *testing.T, body []byte) string {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	sheets := f.GetSheetList()
	rows, err := f.GetRows(sheets[len(sheets)-1])
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	for _, r := range rows {
		said.WriteString(strings.ToLower(strings.Join(r, ": ")) + "\n")
	}
	return said.String()
}

func markedRows(t *testing.T, file string, body []byte, mark string) {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	name := max(slices.Index(records[0], "nama_unit"), slices.Index(records[0], "nama"))
	if strings.HasSuffix(file, "-lain.csv") { // whose rows are of tables
		name = slices.Index(records[0], "judul")
	}
	for _, row := range records[1:] {
		if !strings.HasSuffix(strings.ToLower(row[name]), "("+mark+")") {
			t.Errorf("%s: %v is not marked", file, row)
			return
		}
	}
}
