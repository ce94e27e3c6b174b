//go:build unix

package dataset

import (
	"bufio"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"github.com/gocarina/gocsv"

	"terang/internal/health"
)

// benchSite is the site that TERANG_BENCH names, or a made one of a country:
// 1,497,600 observations of 10,400 desa, as an office's system writes them.
func benchSite(b *testing.B) string {
	b.Helper()
	if dir := os.Getenv("TERANG_BENCH"); dir != "" {
		return dir
	}
	dir := b.TempDir()
	file := func(name string) *bufio.Writer {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			b.Fatal(err)
		}
		f, err := os.Create(path)
		if err != nil {
			b.Fatal(err)
		}
		w := bufio.NewWriter(f)
		b.Cleanup(func() { f.Close() }) //nolint:errcheck // flushed before it is read
		return w
	}
	site, areas, facilities := file("site.yaml"), file("data/regions.csv"), file("data/facilities.csv")
	fmt.Fprint(site, "title: x\nbase_url: https://a.id\narea: id\n")
	fmt.Fprint(facilities, "code,name,type,kecamatan\n1011351,A,puskesmas,11.01.01\n")
	fmt.Fprint(areas, "code,parent,level,name\n")
	var desa []string
	for p := 11; p < 21; p++ {
		fmt.Fprintf(areas, "%d,,provinsi,P%d\n", p, p)
		for k := 1; k <= 8; k++ {
			fmt.Fprintf(areas, "%d.%02d,%d,kabkota,K%d\n", p, k, p, k)
			for c := 1; c <= 10; c++ {
				fmt.Fprintf(areas, "%d.%02d.%02d,%d.%02d,kecamatan,C%d\n", p, k, c, p, k, c)
				for d := 2001; d <= 2013; d++ {
					desa = append(desa, fmt.Sprintf("%d.%02d.%02d.%d", p, k, c, d))
					fmt.Fprintf(areas, "%s,%d.%02d.%02d,desa,D%d\n", desa[len(desa)-1], p, k, c, d)
				}
			}
		}
	}
	rows := file("data/observations/2025.csv")
	writeObservations(rows, desa)
	for _, w := range []*bufio.Writer{site, areas, facilities, rows} {
		if err := w.Flush(); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

func writeObservations(w *bufio.Writer, desa []string) {
	services := []string{"bumil", "bulin", "bbl", "balita", "upd", "usprod", "lansia", "ht", "dm", "odgj", "tb", "hiv"}
	fmt.Fprint(w, "period,indicator,area,numerator,denominator\n")
	seed := uint32(1)
	for month := 1; month <= 12; month++ {
		for i, code := range desa {
			for s, service := range services {
				seed = seed*1664525 + 1013904223
				d := 20 + (i*7+s*131)%(40+s*90)
				fmt.Fprintf(w, "2025-%02d,%s,%s,%d,%d\n", month, service, code, int(seed>>8)%(d/8+1), d)
			}
		}
	}
}

// benchReader has read the registers of a site.
func benchReader(b *testing.B, root fs.FS) *reader {
	b.Helper()
	r := aReader(b, root)
	r.opt = Options{}.settled()
	return r
}

// observationsOf lists the files of observations with their size.
func observationsOf(b *testing.B, dir string) (files []string, size int64) {
	b.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "data/observations/*.csv"))
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range files {
		info, err := os.Stat(name)
		if err != nil {
			b.Fatal(err)
		}
		size += info.Size()
	}
	return files, size
}

// scanFile counts the lines and commas of a file with as many workers as cores:
// what reading it costs at the least.
func scanFile(b *testing.B, name string) {
	b.Helper()
	f, err := os.Open(name)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	const piece = 4 << 20
	var from, found atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			buf := make([]byte, piece)
			for {
				n, err := f.ReadAt(buf, from.Add(piece)-piece)
				found.Add(int64(bytes.Count(buf[:n], []byte{'\n'}) + bytes.Count(buf[:n], []byte{','})))
				if err != nil {
					return
				}
			}
		})
	}
	all.Wait()
	if found.Load() == 0 {
		b.Fatal("no lines")
	}
}

// spent is time on the clock and of the processor.
type spent struct{ wall, cpu time.Duration }

func (s *spent) add(t spent) { s.wall, s.cpu = s.wall+t.wall, s.cpu+t.cpu }

func measure(b *testing.B, work func()) spent {
	b.Helper()
	cpu := func() time.Duration {
		var u syscall.Rusage
		if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
			b.Fatal(err)
		}
		return time.Duration(u.Utime.Nano() + u.Stime.Nano())
	}
	start, before := time.Now(), cpu()
	work()
	return spent{time.Since(start), cpu() - before}
}

// BenchmarkObservations takes observations from bytes in files to cells of the
// table. Each round scans the same files too: %scan is how much of the speed of a
// scan is reached, by the time of the processor in all rounds; %scan-wall is by the
// clock, in the quickest round of each, since others may use the machine.
func BenchmarkObservations(b *testing.B) {
	dir := benchSite(b)
	files, size := observationsOf(b, dir)
	base := benchReader(b, os.DirFS(dir))
	b.SetBytes(size)
	b.ReportAllocs()
	quickScan, quickRead, rows := time.Hour, time.Hour, 0
	var scan, read time.Duration
	for b.Loop() {
		s := measure(b, func() {
			for _, name := range files {
				scanFile(b, name)
			}
		})
		r, data := *base, *base.data
		r.data = &data
		t := measure(b, func() { r.observe() })
		scan, read = scan+s.cpu, read+t.cpu
		quickScan, quickRead = min(quickScan, s.wall), min(quickRead, t.wall)
		rows = 0
		for _, f := range data.Files {
			rows += f.Used
		}
	}
	if rows == 0 {
		b.Fatal("no row was read")
	}
	b.ReportMetric(100*scan.Seconds()/read.Seconds(), "%scan")
	b.ReportMetric(100*quickScan.Seconds()/quickRead.Seconds(), "%scan-wall")
	b.ReportMetric(float64(rows)/quickRead.Seconds()/1e6, "Mrows/s")
	b.ReportMetric(read.Seconds()/float64(b.N*rows)*1e9, "cpu-ns/row")
}

// BenchmarkScan is the scan alone.
func BenchmarkScan(b *testing.B) {
	files, size := observationsOf(b, benchSite(b))
	b.SetBytes(size)
	for b.Loop() {
		for _, name := range files {
			scanFile(b, name)
		}
	}
}

// gocsvRow is a row as gocsv reads it: numbers only, no code is looked up and no
// table is made.
type gocsvRow struct {
	Period      string       `csv:"period"`
	Indicator   string       `csv:"indicator"`
	Area        string       `csv:"area"`
	Numerator   health.Count `csv:"numerator"`
	Denominator health.Count `csv:"denominator"`
}

// BenchmarkGocsv reads the first megabytes of the same files into structs.
func BenchmarkGocsv(b *testing.B) {
	files, _ := observationsOf(b, benchSite(b))
	text, err := os.ReadFile(files[0])
	if err != nil {
		b.Fatal(err)
	}
	if len(text) > 4<<20 {
		text = text[:bytes.LastIndexByte(text[:4<<20], '\n')+1]
	}
	b.SetBytes(int64(len(text)))
	best, rows := time.Hour, 0
	for b.Loop() {
		var all []gocsvRow
		start := time.Now()
		if err := gocsv.UnmarshalBytes(text, &all); err != nil {
			b.Fatal(err)
		}
		best, rows = min(best, time.Since(start)), len(all)
	}
	b.ReportMetric(float64(rows)/best.Seconds()/1e6, "Mrows/s")
}
