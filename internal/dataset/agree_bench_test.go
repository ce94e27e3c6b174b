//go:build unix

package dataset

import (
	"os"
	"testing"
	"time"
)

// BenchmarkAgree looks at a whole table for what is hard to believe, after it was
// read once: %read is its share of the time of the processor that reading takes.
func BenchmarkAgree(b *testing.B) {
	r := benchReader(b, os.DirFS(benchSite(b)))
	read := measure(b, func() { r.data.Table = r.observe() })
	rows := 0
	for _, f := range r.data.Files {
		rows += f.Used
	}
	before, quickest := len(r.ps), time.Hour
	var all time.Duration
	b.ReportAllocs()
	for b.Loop() {
		r.ps = r.ps[:before]
		t := measure(b, r.agree)
		all, quickest = all+t.cpu, min(quickest, t.wall)
	}
	b.ReportMetric(all.Seconds()/float64(b.N*rows)*1e9, "cpu-ns/row")
	b.ReportMetric(quickest.Seconds()*1e3, "wall-ms")
	b.ReportMetric(100*all.Seconds()/float64(b.N)/read.cpu.Seconds(), "%read")
	b.ReportMetric(float64(len(r.ps)-before), "told")
}
