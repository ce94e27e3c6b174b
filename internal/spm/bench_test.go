package spm

import (
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// bigSite has so many desa, each with twelve months.
func bigSite(desa int) *site {
	s := newSite(desa)
	for i := range desa {
		for m := 1; m <= 12; m++ {
			s.report(s.desa(i), m, (i+m)%7, 84)
		}
	}
	return s
}

// BenchmarkSummarise adds up 24,000 rows of one indicator.
func BenchmarkSummarise(b *testing.B) {
	const desa = 2000
	s := bigSite(desa)
	in := Input{
		Register: s.reg, Table: s.b.Table(), AsOf: health.NoMonth,
		Indicators: []health.Indicator{{Code: "bumil", Group: health.GroupSPM, Factor: 100, Target: 100, Cumulative: true}},
	}
	b.ReportAllocs()
	for b.Loop() {
		if y := Summarise(in).Of(2024); y.Sum(0, 0).Reported != desa {
			b.Fatal(y.Sum(0, 0))
		}
	}
	b.ReportMetric(float64(b.N)*desa*12/b.Elapsed().Seconds(), "rows/s")
}

// BenchmarkMissing asks every puskesmas of the same site for what it owes.
func BenchmarkMissing(b *testing.B) {
	const desa = 2000
	s := bigSite(desa)
	s.b.Add(tally.Row{Unit: s.desa(0), Month: health.MonthOf(2025, 1), N: 1, D: 84})
	y := s.summarise().Of(2025)
	b.ReportAllocs()
	for b.Loop() {
		missing := int32(0)
		for i := range desa {
			missing += y.Missing(s.puskesmas(i))[0]
		}
		if missing != desa-1 {
			b.Fatal(missing)
		}
	}
}
