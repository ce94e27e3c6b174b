package build

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"terang/internal/dataset"
	"terang/internal/health"
)

// rowsOf counts the observations that were used.
func rowsOf(data *dataset.Data) (rows int) {
	for _, f := range data.Files {
		rows += f.Used
	}
	return rows
}

func perSecond(b *testing.B, rows int) {
	b.ReportMetric(float64(rows*b.N)/b.Elapsed().Seconds()/1e6, "Mrows/s")
}

// BenchmarkSample builds the repository's own portal in memory, everything but the writing.
func BenchmarkSample(b *testing.B) {
	o := Options{Dir: "../..", AsOf: health.NoMonth, Date: health.DateOf(2024, 10, 20)}
	b.ReportAllocs()
	for b.Loop() {
		o.unpainted = true
		files, ps, err := Memory(context.Background(), o)
		if err != nil || ps.HasErrors() {
			b.Fatal(err, ps)
		}
		b.ReportMetric(float64(len(files)), "files")
	}
}

// BenchmarkPages renders the pages of the repository's own portal, once read and planned.
func BenchmarkPages(b *testing.B) {
	s, ps, err := read(context.Background(), Options{Dir: "../..", unpainted: true, AsOf: health.NoMonth, Date: health.DateOf(2024, 10, 20)})
	if err != nil || ps.HasErrors() {
		b.Fatal(err, ps)
	}
	defer s.close()
	b.ReportAllocs()
	for b.Loop() {
		if err := s.write(context.Background(), 1, outlet{write: func(string, []byte) error { return nil }}); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(s.plans[0].Pages())), "µs/page")
}

// save is a change of one file, and a page or document that it shows in. Each change differs from the one before.
type save struct {
	file, shows string
	edit        func(text string, i int) string
}

// BenchmarkSave is what `terang serve` does from a save to the page: a text, and a
// row of figures, of the repository's own portal.
func BenchmarkSave(b *testing.B) {
	benchmarkSaves(b, sampleDir, day(), map[string]save{
		"text": {"content/berita/pekan-skrining-hipertensi.md", "berita/pekan-skrining-hipertensi.html", longer},
		"row":  {"data/observations/2024.csv", "wilayah/rangsang/index.html", another},
	})
}

// BenchmarkSaveAt is the same of a site that TERANG_BENCH names: the row is the first of its last file of figures.
func BenchmarkSaveAt(b *testing.B) {
	dir := os.Getenv("TERANG_BENCH")
	if dir == "" {
		b.Skip("TERANG_BENCH names no site")
	}
	figures, _ := filepath.Glob(filepath.Join(dir, "data/observations/*.csv"))
	texts, _ := filepath.Glob(filepath.Join(dir, "content/berita/*.md"))
	if len(figures) == 0 || len(texts) == 0 {
		b.Fatal(dir, "has no figures or no texts")
	}
	last := figures[len(figures)-1]
	body, err := os.ReadFile(last)
	if err != nil {
		b.Fatal(err)
	}
	row := strings.Split(strings.SplitN(string(body), "\n", 3)[1], ",")
	text := filepath.Base(texts[0])
	benchmarkSaves(b, dir, health.DateOf(2026, 1, 20), map[string]save{
		"text": {"content/berita/" + text, "berita/" + strings.TrimSuffix(text, ".md") + ".html", longer},
		"row":  {"data/observations/" + filepath.Base(last), "api/v1/unit/" + row[2] + ".json", another},
	})
}

func longer(text string, i int) string { return text + strings.Repeat("Kata. ", i%2+1) }

// another gives the first row another numerator.
func another(text string, i int) string {
	rows := strings.SplitAfterN(text, "\n", 3)
	cells := strings.Split(rows[1], ",")
	cells[3] = strconv.Itoa(7 + i%2)
	return rows[0] + strings.Join(cells, ",") + rows[2]
}

func benchmarkSaves(b *testing.B, dir string, date health.Date, changes map[string]save) {
	for name, change := range changes {
		b.Run(name, func(b *testing.B) {
			f, err := copyOf(dir, func(_ string, body []byte) []byte { return body })
			if err != nil {
				b.Fatal(err)
			}
			defer f.remove()
			o := Options{Dir: f.path, AsOf: health.NoMonth, Date: date, Kept: new(Kept)}
			saved := func() {
				live, ps, err := Open(context.Background(), o)
				if err != nil || ps.HasErrors() {
					b.Fatal(err, ps)
				}
				if body, _, err := live.File(change.shows); err != nil || len(body) == 0 {
					b.Fatal(change.shows, err)
				}
			}
			saved()
			at := filepath.Join(f.path, change.file)
			text, err := os.ReadFile(at)
			if err != nil {
				b.Fatal(err)
			}
			for i := 0; b.Loop(); i++ {
				if err := os.WriteFile(at, []byte(change.edit(string(text), i)), 0o644); err != nil {
					b.Fatal(err)
				}
				saved()
			}
		})
	}
}
