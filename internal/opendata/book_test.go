package opendata

import (
	"math/big"
	"testing"

	"pgregory.net/rapid"
)

// TestPortionIsExact compares with exact fractions, halves away from zero.
func TestPortionIsExact(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n, d := rapid.IntRange(0, 1<<31-1).Draw(t, "n"), rapid.IntRange(1, 1<<31-1).Draw(t, "d")
		if rapid.Bool().Draw(t, "half") { // 128, 640, 3200 and the like have halves
			n, d = n%1000, rapid.SampledFrom([]int{128, 640, 800, 3200, 20_000, 160_000}).Draw(t, "d of halves")
		}
		per := rapid.SampledFrom([]int{100, 1000, 100_000}).Draw(t, "per")
		want := new(big.Rat).Mul(big.NewRat(int64(n), int64(d)), big.NewRat(int64(per), 1)).FloatString(4)
		if got := portion(n, d, per).String(); got != want {
			t.Fatalf("%d times %d in %d is %s, want %s", per, n, d, got, want)
		}
	})
}

func TestRoundedTakesHalvesUpward(t *testing.T) {
	for v, want := range map[float64]string{
		0: "0.0000", 100: "100.0000", 100.0 / 12: "8.3333", 50.0 / 3: "16.6667", 87.62364999: "87.6236", 87.62365: "87.6237", 1.00005: "1.0001", 1.00015: "1.0002",
	} {
		if got := rounded(v).String(); got != want {
			t.Errorf("%v is %s, want %s", v, got, want)
		}
	}
}
