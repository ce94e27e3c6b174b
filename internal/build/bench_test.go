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

// BenchmarkSave is what `terang serve` does from a save to the page: a text, and a
// row of figures, of the repository's own portal. Each save differs from the one before.
func BenchmarkSave(b *testing.B) {
	for name, change := range map[string]struct {
		file, page string
		edit       func(text string, i int) string
	}{
		"text": {
			"content/berita/pekan-skrining-hipertensi.md", "berita/pekan-skrining-hipertensi.html",
			func(text string, i int) string { return text + strings.Repeat("Kata. ", i%2+1) },
		},
		"row": {
			"data/observations/2024.csv", "wilayah/rangsang/index.html",
			func(text string, i int) string {
				rows := strings.SplitAfterN(text, "\n", 3)
				cells := strings.Split(rows[1], ",")
				cells[3] = strconv.Itoa(7 + i%2)
				return rows[0] + strings.Join(cells, ",") + rows[2]
			},
		},
	} {
		b.Run(name, func(b *testing.B) {
			f, err := copyOf(sampleDir, func(_ string, body []byte) []byte { return body })
			if err != nil {
				b.Fatal(err)
			}
			defer f.remove()
			o := Options{Dir: f.path, AsOf: health.NoMonth, Date: day(), Kept: new(Kept)}
			saved := func() {
				live, ps, err := Open(context.Background(), o)
				if err != nil || ps.HasErrors() {
					b.Fatal(err, ps)
				}
				if body, _, err := live.File(change.page); err != nil || len(body) == 0 {
					b.Fatal(change.page, err)
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
