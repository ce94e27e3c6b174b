//go:build unix

package dataset

import (
	"os"
	"testing"

	"terang/internal/config"
)

// BenchmarkRegisters reads areas and facilities and links them.
func BenchmarkRegisters(b *testing.B) {
	root := os.DirFS(benchSite(b))
	cfg, _ := config.Read(root)
	var areas, facilities, links spent
	rows := 0
	b.ReportAllocs()
	for b.Loop() {
		r := newReader(root, cfg, Options{})
		r.readCatalogue()
		areas.add(measure(b, r.readRegions))
		facilities.add(measure(b, r.readFacilities))
		links.add(measure(b, r.makeRegister))
		rows = len(r.facilities)
	}
	if rows == 0 {
		b.Fatal("no facility was read")
	}
	for name, s := range map[string]spent{"areas": areas, "facilities": facilities, "links": links} {
		b.ReportMetric(float64(s.wall.Milliseconds())/float64(b.N), name+"-ms")
		b.ReportMetric(float64(s.cpu.Milliseconds())/float64(b.N), name+"-cpu-ms")
	}
}
