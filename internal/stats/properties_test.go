package stats

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// Intervals of proportions lie within 0 and 1 and hold the proportion; the wider
// level holds the narrower.
func TestWilsonHoldsTheProportion(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 1<<30).Draw(t, "n")
		x := rapid.IntRange(0, n).Draw(t, "x")
		p := float64(x) / float64(n)
		low, high, ok := Wilson(x, n, Z95)
		wideLow, wideHigh, _ := Wilson(x, n, Z998)
		const hair = 1e-9
		if !ok || low < 0 || high > 1 || low > p+hair || high < p-hair || wideLow > low+hair || wideHigh < high-hair {
			t.Errorf("%d of %d: %v to %v, wide %v to %v", x, n, low, high, wideLow, wideHigh)
		}
		if low, high, ok := Wilson(n+1, n, Z95); ok {
			t.Errorf("more served than there are has an interval, %v to %v", low, high)
		}
	})
}

// The limits of a count hold it and grow with it.
func TestPoissonHoldsTheCount(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		x := rapid.IntRange(0, 100000).Draw(t, "x")
		low, high := Poisson(x, Z95)
		nextLow, nextHigh := Poisson(x+1, Z95)
		if low < 0 || low > float64(x) || high < float64(x) || nextLow < low || nextHigh < high {
			t.Errorf("%d: %v to %v, then %v to %v", x, low, high, nextLow, nextHigh)
		}
	})
}

// Funnel limits lie within 0 and 1 around the benchmark, close in on it with more
// people, and the place on the benchmark is never outside.
func TestFunnelHoldsItsCentre(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.Float64Range(0, 1).Draw(t, "benchmark")
		d := rapid.IntRange(1, 1<<20).Draw(t, "d")
		low, high := Funnel(p, d, Z95)
		nearLow, nearHigh := Funnel(p, 4*d, Z95)
		if low < 0 || high > 1 || low > p || high < p || nearLow < low || nearHigh > high {
			t.Errorf("benchmark %v, %d people: %v to %v, of four times as many %v to %v", p, d, low, high, nearLow, nearHigh)
		}
		at := int(math.Round(p * float64(d)))
		if position, _ := Locate(float64(at)/float64(d), at, d); position != Inside {
			t.Errorf("%d of %d lies outside a funnel around itself", at, d)
		}
	})
}
