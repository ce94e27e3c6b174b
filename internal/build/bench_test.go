package build

import (
	"context"
	"testing"

	"terang/internal/health"
)

// BenchmarkSample builds the repository's own portal in memory, everything but the writing.
func BenchmarkSample(b *testing.B) {
	o := Options{Dir: "../..", AsOf: health.NoMonth, Date: health.DateOf(2024, 10, 20)}
	b.ReportAllocs()
	for b.Loop() {
		files, ps, err := Memory(context.Background(), o)
		if err != nil || ps.HasErrors() {
			b.Fatal(err, ps)
		}
		b.ReportMetric(float64(len(files)), "files")
	}
}

// BenchmarkPages renders the pages of the repository's own portal, once read and planned.
func BenchmarkPages(b *testing.B) {
	s, ps, err := read(Options{Dir: "../..", AsOf: health.NoMonth, Date: health.DateOf(2024, 10, 20)})
	if err != nil || ps.HasErrors() {
		b.Fatal(err, ps)
	}
	defer s.close()
	b.ReportAllocs()
	for b.Loop() {
		if err := s.write(context.Background(), 1, func(string, []byte) error { return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Microseconds())/float64(b.N*len(s.plan.Pages())), "µs/page")
}
