package stats

import (
	"math"
	"testing"
)

func close4(t *testing.T, what string, got, want float64) {
	t.Helper()
	if math.Abs(100*got-want) > 0.00005 {
		t.Errorf("%s is %.6f, want %.4f", what, 100*got, want)
	}
}

func TestWilson(t *testing.T) {
	for _, c := range []struct {
		x, n                       int
		low, high, low998, high998 float64
	}{
		{0, 10, 0, 27.7533, 0, 48.8479},
		{10, 10, 72.2467, 100, 51.1521, 100},
		{8, 10, 49.0162, 94.3318, 33.7811, 96.9101},
		{45, 50, 78.6398, 95.6524, 69.9667, 97.2043},
		{450, 500, 87.0578, 92.3322, 85.0756, 93.4252},
		{732, 774, 92.7464, 95.9607, 91.4712, 96.5896},
		{1240, 1500, 80.6682, 84.4982, 79.4422, 85.4778},
		{4212, 4680, 89.1074, 90.8270, 88.5623, 91.2748},
	} {
		low, high, ok := Wilson(c.x, c.n, Z95)
		if !ok {
			t.Fatalf("%d/%d: no interval", c.x, c.n)
		}
		close4(t, "95 % low", low, c.low)
		close4(t, "95 % high", high, c.high)
		low, high, _ = Wilson(c.x, c.n, Z998)
		close4(t, "99.8 % low", low, c.low998)
		close4(t, "99.8 % high", high, c.high998)
	}
	for _, c := range [][2]int{{11, 10}, {0, 0}, {-1, 10}} {
		if _, _, ok := Wilson(c[0], c[1], Z95); ok {
			t.Errorf("%d of %d has an interval", c[0], c[1])
		}
	}
}

// Golden test 9: K6 2024 per puskesmas, intervals, comparison and funnel.
func TestGolden9(t *testing.T) {
	benchmark := 1554.0 / 2254
	for _, c := range []struct {
		name         string
		x, n         int
		low, high    float64
		want         Comparison
		fLow, fHigh  float64
		outside      bool
		outsideAt998 bool
	}{
		{"Manggar", 455, 693, 62.0435, 69.0970, Similar, 65.4990, 72.3892, false, false},
		{"Mengkubang", 165, 234, 64.3770, 75.9860, Similar, 63.0154, 74.8728, false, false},
		{"Kelapa Kampit", 186, 336, 50.0109, 60.5823, Lower, 63.9964, 73.8918, true, true},
		{"Gantung", 408, 522, 74.4179, 81.4925, Higher, 64.9746, 72.9136, true, true},
		{"Renggiang", 80, 132, 52.0838, 68.5284, Lower, 61.0504, 76.8378, true, false},
		{"Simpang Pesak", 114, 150, 68.5709, 82.1307, Similar, 61.5391, 76.3491, false, false},
		{"Dendang", 146, 187, 71.6126, 83.4069, Higher, 62.3120, 75.5762, true, false},
	} {
		low, high, _ := Wilson(c.x, c.n, Z95)
		close4(t, c.name+" low", low, c.low)
		close4(t, c.name+" high", high, c.high)
		if got := Compare(c.x, c.n, benchmark, Z95); got != c.want {
			t.Errorf("%s compares as %d, want %d", c.name, got, c.want)
		}
		fl, fh := Funnel(benchmark, c.n, Z95)
		close4(t, c.name+" funnel low", fl, c.fLow)
		close4(t, c.name+" funnel high", fh, c.fHigh)
		share := float64(c.x) / float64(c.n)
		if out := share < fl || share > fh; out != c.outside {
			t.Errorf("%s outside the funnel: %v", c.name, out)
		}
		fl, fh = Funnel(benchmark, c.n, Z998)
		if out := share < fl || share > fh; out != c.outsideAt998 {
			t.Errorf("%s outside the 99.8 %% funnel: %v", c.name, out)
		}
	}
}
