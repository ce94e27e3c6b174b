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

// TestFunnelEdges: one area, all equal, nobody and everybody served.
func TestFunnelEdges(t *testing.T) {
	for _, c := range []struct {
		name      string
		benchmark float64
		x, d      int
		want      Position
		above     bool
	}{
		{"the only area", 7.0 / 9, 7, 9, Inside, false},
		{"equal thirds", 1.0 / 3, 100, 300, Inside, false},
		{"nobody anywhere", 0, 0, 10, Inside, false},
		{"everybody everywhere", 1, 10, 10, Inside, false},
		{"the far limit is cut at everybody", 0.9, 50, 50, Outside95, true},
		{"nobody in a large area", 0.9, 0, 500, Outside998, false},
		{"Renggiang", 1554.0 / 2254, 80, 132, Outside95, false},
		{"Gantung", 1554.0 / 2254, 408, 522, Outside998, true},
	} {
		if p, above := Locate(c.benchmark, c.x, c.d); p != c.want || above != c.above {
			t.Errorf("%s: position %d, above %v", c.name, p, above)
		}
	}
}

func TestCompareRate(t *testing.T) {
	for _, c := range []struct {
		x, population int
		benchmark     float64
		want          Comparison
	}{
		{2, 1672, 0.001890, Similar}, // 14.5 to 432.1 per 100,000 against 189
		{20, 1672, 0.001890, Higher},
		{0, 100000, 0.001890, Lower},
		{0, 100, 0.001890, Similar},
		{3, 0, 0.001890, NotCompared},
	} {
		if got := CompareRate(c.x, c.population, c.benchmark, Z95); got != c.want {
			t.Errorf("%d of %d compares as %d, want %d", c.x, c.population, got, c.want)
		}
	}
}

// TestXmROfALevelSeries: what never changes gives no signal, whatever rounding does to its mean.
func TestXmROfALevelSeries(t *testing.T) {
	for _, v := range []float64{0, 8.1, 70.1, 100.0 / 3, 259.03} {
		y := make([]float64, 24)
		for i := range y {
			y[i] = v
		}
		if c, _ := NewXmR(y); len(c.Signals) > 0 {
			t.Errorf("%v without change: %+v", v, c)
		}
	}
}

func within(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s is %.7f, want %.7f", what, got, want)
	}
}

func TestPoisson(t *testing.T) {
	for _, c := range []struct {
		x         int
		low, high float64
	}{
		{10, 4.78745, 18.391459},
		{20, 12.211429, 30.889880},
		{100, 81.362105, 121.627938},
		{0, 0, 3.688879},
		{2, 0.242209, 7.224688},
		{5, 1.623486, 11.668332},
	} {
		low, high := Poisson(c.x, Z95)
		within(t, "low", low, c.low, 0.0000006)
		within(t, "high", high, c.high, 0.0000006)
	}
	// Two maternal deaths per 1,672 live births: 14.5 to 432.1 per 100,000 (§8.4).
	low, high := Poisson(2, Z95)
	within(t, "AKI low", low/1672*100000, 14.5, 0.05)
	within(t, "AKI high", high/1672*100000, 432.1, 0.05)
}

// Golden test 10: an XmR chart without a signal that will not reach 80.
func TestGolden10XmR(t *testing.T) {
	c, ok := NewXmR([]float64{61, 64, 60, 66, 63, 65, 62, 67, 64, 66, 63, 65})
	if !ok || c.Trial {
		t.Fatal("twelve points are enough")
	}
	within(t, "mean", c.Mean, 63.8333, 0.00005)
	within(t, "moving range", c.MovingRange, 36.0/11, 0.0000005)
	within(t, "low", c.Low, 55.127879, 0.0000005)
	within(t, "high", c.High, 72.538788, 0.0000005)
	within(t, "near low", c.NearLow, 58.029697, 0.0000005)
	within(t, "near high", c.NearHigh, 69.636970, 0.0000005)
	if len(c.Signals) != 0 {
		t.Errorf("signals: %v", c.Signals)
	}
	if c.Against(80, true) != ConsistentlyFailing || c.Against(50, true) != ConsistentlyPassing || c.Against(65, true) != HitAndMiss {
		t.Error("wrong assurance")
	}
	if c.Against(80, false) != ConsistentlyPassing {
		t.Error("low is good: 80 is always undercut")
	}
}

func TestXmRSignals(t *testing.T) {
	steady := []float64{50, 51, 50, 51, 50, 51, 50, 51, 50, 51, 50, 51}
	for name, c := range map[string]struct {
		y    []float64
		rule Rule
		at   int
		up   bool
	}{
		"a point outside":    {append([]float64{90}, steady...), OutsideLimits, 0, true},
		"seven on one side":  {[]float64{50, 51, 50, 51, 50, 51, 50, 51, 52, 53, 52, 53, 52, 53, 52}, OneSide, 14, true},
		"seven rising":       {[]float64{50, 49, 50, 51, 52, 53, 54, 55, 50, 49, 50, 51}, Run, 7, true},
		"two of three below": {append([]float64{47.5, 50, 47.5}, steady...), TwoOfThree, 2, false},
	} {
		chart, _ := NewXmR(c.y)
		found := false
		for _, s := range chart.Signals {
			found = found || s == Signal{c.rule, c.at, c.up}
		}
		if !found {
			t.Errorf("%s: %+v in %+v", name, chart.Signals, chart)
		}
	}
	if _, ok := NewXmR([]float64{1}); ok {
		t.Error("one point has no chart")
	}
}

// Golden test 11: five yearly points, of 1000 and of 100 each.
func TestGolden11AnnualTrend(t *testing.T) {
	series := func(n int, xs ...int) []Point {
		var ps []Point
		for _, x := range xs {
			low, high, _ := Wilson(x, n, Z95)
			ps = append(ps, Point{Value: 100 * float64(x) / float64(n), SE: 100 * (high - low) / 3.92})
		}
		return ps
	}
	big := AnnualTrend(series(1000, 600, 640, 700, 720, 780))
	within(t, "slope", big.Slope, 4.4079, 0.00005)
	within(t, "chi squared", big.ChiSquared, 94.773, 0.0005)
	small := AnnualTrend(series(100, 60, 64, 70, 72, 78))
	within(t, "slope", small.Slope, 4.4075, 0.00005)
	within(t, "chi squared", small.ChiSquared, 9.7283, 0.00005)
	if big.Direction != Increasing || small.Direction != Increasing {
		t.Errorf("%+v %+v", big, small)
	}
	if AnnualTrend(series(100, 60, 64, 70, 72)).Direction != CannotTell {
		t.Error("four points are too few")
	}
	if AnnualTrend(series(100, 70, 69, 71, 70, 70)).Direction != NoChange {
		t.Error("a level series has no trend")
	}
}
