package opendata

import "testing"

// A change may be downward, other numbers never are.
func TestDecimalsBelowZero(t *testing.T) {
	t.Parallel()
	for v, want := range map[float64]string{-21: "-21.0000", -0.25: "-0.2500", 0: "0.0000", 12.3456789: "12.3457"} {
		if got := rounded(v).String(); got != want {
			t.Errorf("%v is written %s, want %s", v, got, want)
		}
	}
}
