package health

import "testing"

// By hand: 95 a year is 47.5 in June by twelfths; of 90, half by August is 45.
func TestTargetIn(t *testing.T) {
	twelfths := Indicator{Target: 95, Cumulative: true}
	schools := Indicator{Target: 90, Cumulative: true, Schedule: []float64{0, 0, 0, 0, 0, 0, 20, 50, 80, 90, 95, 100}}
	flat := Indicator{Target: 80}
	for _, c := range []struct {
		ind   Indicator
		month int
		want  float64
	}{
		{twelfths, 6, 47.5},
		{twelfths, 12, 95},
		{schools, 1, 0},
		{schools, 7, 18},
		{schools, 8, 45},
		{schools, 12, 90},
		{flat, 1, 80},
		{flat, 12, 80},
	} {
		if got := c.ind.TargetIn(c.month); got != c.want {
			t.Errorf("target %v in month %d is %v, want %v", c.ind.Target, c.month, got, c.want)
		}
	}
}
