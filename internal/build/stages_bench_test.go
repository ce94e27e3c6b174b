package build

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"terang/cmd/sampledata/country"
	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/dataset"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/publish"
	"terang/internal/site"
	"terang/internal/spm"
	"terang/internal/theme"
)

// The made sites that stages are measured on: a kabupaten and a province.
var benchAreas = []struct{ name, code string }{{"district", "14.05"}, {"province", "36"}}

// madeSite writes a made part of the country, and says how to build it.
func madeSite(tb testing.TB, code string) Options {
	tb.Helper()
	dir := tb.TempDir()
	if err := country.Write(dir, country.Part{Area: code}); err != nil {
		tb.Fatal(err)
	}
	return Options{Dir: dir, Out: "public", AsOf: health.NoMonth, Date: health.DateOf(2026, 1, 20)}
}

// onSites measures on the made sites, or on the site that TERANG_BENCH names.
func onSites(b *testing.B, measure func(b *testing.B, o Options)) {
	b.Helper()
	if dir := os.Getenv("TERANG_BENCH"); dir != "" {
		b.Run("site", func(b *testing.B) {
			b.ReportAllocs()
			measure(b, Options{Dir: dir, Out: filepath.Join(b.TempDir(), "public"), AsOf: health.NoMonth, Date: health.DateOf(2026, 1, 20)})
		})
		return
	}
	for _, area := range benchAreas {
		b.Run(area.name, func(b *testing.B) {
			b.ReportAllocs()
			measure(b, madeSite(b, area.code))
		})
	}
}

// planned reads and plans a site.
func plannedSite(tb testing.TB, o Options) *made {
	tb.Helper()
	s, ps, err := read(context.Background(), o)
	if err != nil || ps.HasErrors() {
		tb.Fatal(err, ps)
	}
	tb.Cleanup(s.close)
	return s
}

func perPage(b *testing.B, pages int) {
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*pages), "µs/page")
}

// BenchmarkStages builds a site where nothing is, and says what each stage took.
func BenchmarkStages(b *testing.B) {
	names := [Stages]string{"look", "read", "sums", "hide", "texts", "plan", "files", "pages", "publish"}
	onSites(b, func(b *testing.B, o Options) {
		var took [Stages]time.Duration
		for b.Loop() {
			b.StopTimer()
			if err := os.RemoveAll(filepath.Join(o.Dir, stateDir)); err != nil {
				b.Fatal(err)
			}
			o.Out = filepath.Join(b.TempDir(), "public")
			b.StartTimer()
			var one sync.Mutex // stages are told by several at once
			at, since := ReadingLook, time.Now()
			o.Progress = func(s Stage, _, _ int) {
				one.Lock()
				defer one.Unlock()
				if s > at {
					took[at] += time.Since(since)
					at, since = s, time.Now()
				}
			}
			if _, ps, err := Site(context.Background(), o); err != nil || ps.HasErrors() {
				b.Fatal(err, ps)
			}
			took[at] += time.Since(since)
		}
		for s, name := range names {
			b.ReportMetric(float64(took[s].Microseconds())/1e3/float64(b.N), name+"-ms")
		}
	})
}

// BenchmarkLook reads the theme.
func BenchmarkLook(b *testing.B) {
	for b.Loop() {
		if _, ps := theme.Read(os.DirFS(b.TempDir()), theme.Choice{}, "id"); ps.HasErrors() {
			b.Fatal(ps)
		}
	}
}

// BenchmarkRead takes every file of data/ from bytes to columns.
func BenchmarkRead(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		root, rows := os.DirFS(o.Dir), 0
		cfg, _ := config.Read(root)
		for b.Loop() {
			data, _ := dataset.Read(root, cfg, dataset.Options{Date: o.Date})
			rows = rowsOf(data)
		}
		perSecond(b, rows)
	})
}

// BenchmarkSummarise adds everything up.
func BenchmarkSummarise(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		s := plannedSite(b, o)
		in := sums(config.Default(), s.data, o)
		for b.Loop() {
			spm.Summarise(in)
		}
		perSecond(b, rowsOf(s.data))
	})
}

// BenchmarkDisclose decides what may be published.
func BenchmarkDisclose(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		s := plannedSite(b, o)
		sum := spm.Summarise(sums(config.Default(), s.data, o))
		for b.Loop() {
			disclosure.Disclose(sum, disclosure.Policy{MinCount: 5, MinCountSensitive: 10})
		}
		perSecond(b, rowsOf(s.data))
	})
}

// BenchmarkTexts reads content/.
func BenchmarkTexts(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		s := plannedSite(b, o)
		for b.Loop() {
			content.Read(os.DirFS(o.Dir), names(s.data), content.Options{Date: o.Date, Languages: []string{"id"}})
		}
	})
}

// BenchmarkViews makes what each page says.
func BenchmarkViews(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		plan := plannedSite(b, o).plans[0]
		for b.Loop() {
			for _, page := range plan.Pages() {
				plan.View(page)
			}
		}
		perPage(b, len(plan.Pages()))
	})
}

// BenchmarkTemplates writes pages whose views are there.
func BenchmarkTemplates(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		s := plannedSite(b, o)
		var views []*site.View
		pages := s.plans[0].Pages()
		for i := 0; i < len(pages); i += 1 + len(pages)/500 { // some of the country's: all fill the memory
			views = append(views, s.plans[0].View(pages[i]))
		}
		var buf bytes.Buffer
		for b.Loop() {
			for _, v := range views {
				buf.Reset()
				if err := s.theme.Render(&buf, v); err != nil {
					b.Fatal(err)
				}
			}
		}
		perPage(b, len(views))
	})
}

// BenchmarkFiles makes what is no page: search, downloads, assets.
func BenchmarkFiles(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		for b.Loop() {
			b.StopTimer()
			s := plannedSite(b, o) // what was made once is kept
			runtime.GC()
			b.StartTimer()
			if err := s.writeFiles(context.Background(), 0, outlet{write: func(string, []byte) error { return nil }}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkSearch makes the pieces of the search index.
func BenchmarkSearch(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		for b.Loop() {
			b.StopTimer()
			s := plannedSite(b, o)
			runtime.GC()
			b.StartTimer()
			s.plans[0].Index()
		}
	})
}

// BenchmarkPublish puts finished files into an empty folder, and the same once more.
func BenchmarkPublish(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		s := plannedSite(b, o)
		files := map[string][]byte{}
		if err := s.write(context.Background(), 1, outlet{write: func(path string, body []byte) error {
			files[path] = bytes.Clone(body)
			return nil
		}}); err != nil {
			b.Fatal(err)
		}
		put := func(b *testing.B, dir string) {
			run, err := publish.Open(filepath.Join(dir, "public"), filepath.Join(dir, stateDir))
			if err != nil {
				b.Fatal(err)
			}
			for path, body := range files {
				if err := run.Write(path, body); err != nil {
					b.Fatal(err)
				}
			}
			if _, err := run.Commit(); err != nil {
				b.Fatal(err)
			}
		}
		b.Run("first", func(b *testing.B) {
			for b.Loop() {
				put(b, b.TempDir())
			}
		})
		b.Run("again", func(b *testing.B) {
			dir := b.TempDir()
			put(b, dir)
			for b.Loop() {
				put(b, dir)
			}
		})
	})
}

// BenchmarkAgain builds with nothing changed, and with one row changed.
func BenchmarkAgain(b *testing.B) {
	onSites(b, func(b *testing.B, o Options) {
		o.Program = "the same each time"
		again := func(b *testing.B) Result {
			result, ps, err := Site(context.Background(), o)
			if err != nil || ps.HasErrors() {
				b.Fatal(err, ps)
			}
			return result
		}
		again(b)
		b.Run("nothing", func(b *testing.B) {
			for b.Loop() {
				again(b)
			}
		})
		b.Run("row", func(b *testing.B) {
			written := 0
			for i := 0; b.Loop(); i++ {
				changeRow(b, o.Dir, i)
				written = again(b).Publish.Written
			}
			b.ReportMetric(float64(written), "written")
		})
	})
}

// changeRow sets the first numerator of a made site, to another number each time.
func changeRow(tb testing.TB, dir string, i int) {
	tb.Helper()
	name := filepath.Join(dir, "data/observations/2025.csv")
	text, err := os.ReadFile(name)
	if err != nil {
		tb.Fatal(err)
	}
	rows := strings.SplitN(string(text), "\n", 3)
	cells := strings.Split(rows[1], ",")
	cells[3] = []string{"7", "8"}[i%2]
	rows[1] = strings.Join(cells, ",")
	if err := os.WriteFile(name, []byte(strings.Join(rows, "\n")), 0o600); err != nil {
		tb.Fatal(err)
	}
}
