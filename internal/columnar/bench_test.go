package columnar

import (
	"slices"
	"testing"
)

// BenchmarkWrite writes the table of a small district and of a large province.
func BenchmarkWrite(b *testing.B) {
	for _, c := range []struct {
		name string
		n    int
	}{{"2k", 2000}, {"100k", 100_000}} {
		rows := some(c.n)
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			var size int
			for b.Loop() {
				body, err := Write(slices.Values(rows), nil)
				if err != nil {
					b.Fatal(err)
				}
				size = len(body)
			}
			b.ReportMetric(float64(size), "bytes")
		})
	}
}
