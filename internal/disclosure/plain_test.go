package disclosure

import (
	"fmt"
	"strings"
	"testing"

	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// counted publishes plain counts of the kecamatan of one kabupaten.
func counted(ind health.Indicator, counts ...int) *Release {
	areas := []health.Area{{Code: "99.01", Level: health.Kabkota, Parent: health.NoUnit, End: health.Unit(len(counts) + 1)}}
	for i := range counts {
		u := health.Unit(i + 1)
		areas = append(areas, health.Area{Code: fmt.Sprintf("99.01.%02d", i+1), Level: health.Kecamatan, Parent: 0, End: u + 1})
	}
	reg := health.NewRegister(areas, nil, nil)
	ind.Measure, ind.Factor, ind.Lowest = health.Tally, 1, health.Desa
	b := tally.NewBuilder(reg, []health.Indicator{ind}, health.MonthOf(2030, 1))
	for i, n := range counts {
		b.Add(tally.Row{Unit: health.Unit(i + 1), Month: health.MonthOf(2024, 6), N: health.Count(n), D: health.Missing})
	}
	return Disclose(spm.Summarise(spm.Input{
		Register: reg, Indicators: []health.Indicator{ind}, Table: b.Table(), AsOf: health.NoMonth,
	}), Policy{MinCount: 5, MinCountSensitive: 10})
}

// Golden test 6 on counts alone: 3 is hidden, the total 77 would give it away, so 18
// is hidden too. A zero stays where the sum of the hidden is wide enough.
func TestPlainCountsAreProtected(t *testing.T) {
	routine := health.Indicator{Sensitivity: health.Routine, Polarity: health.HighIsGood}
	for _, c := range []struct {
		name   string
		ind    health.Indicator
		counts []int
		hidden string
	}{
		{"golden 6", routine, []int{3, 25, 18, 31}, "1 3"},
		{"nothing small", routine, []int{30, 25, 0, 31}, ""},
		{"sensitive", health.Indicator{Sensitivity: health.Sensitive}, []int{8, 25, 18, 31}, "1 3"},
		{"patients", health.Indicator{Sensitivity: health.Condition}, []int{30, 25, 18, 31}, ""},
	} {
		r := counted(c.ind, c.counts...)
		hidden := ""
		for u := health.Unit(1); int(u) <= len(c.counts); u++ {
			f := r.Figure(u, 0, 2024)
			n, ok := f.Numerator()
			v, _ := f.Value()
			_, hasD := f.Denominator()
			switch {
			case f.State() == health.Suppressed:
				hidden += fmt.Sprintf(" %d", u)
			case !ok || hasD || n != c.counts[u-1] || v != float64(n) || f.Status() != health.NoStatus:
				t.Errorf("%s: kecamatan %d shows %d, %v", c.name, u, n, v)
			}
		}
		hidden = strings.TrimPrefix(hidden, " ")
		if hidden != c.hidden {
			t.Errorf("%s: hidden are %q, want %q", c.name, hidden, c.hidden)
		}
		if f := r.Figure(0, 0, 2024); f.State() != health.Value || !f.Plain() {
			t.Errorf("%s: the kabupaten is in state %d", c.name, f.State())
		}
	}
}

// A target of a count is that of the whole site.
func TestTargetOfAPlainCount(t *testing.T) {
	r := counted(health.Indicator{Sensitivity: health.Routine, Polarity: health.HighIsGood, Target: 100}, 30, 45)
	f := r.Figure(0, 0, 2024)
	if gap, ok := f.GapToTarget(); f.Target() != 100 || f.Status() != health.Behind || !ok || gap != 25 {
		t.Errorf("75 of 100: status %q, %d short", f.Status(), gap)
	}
	if _, ok := f.Gap(); ok {
		t.Error("a count has a sasaran")
	}
	if k := r.Figure(1, 0, 2024); k.Target() != 0 || k.Status() != health.NoStatus {
		t.Errorf("a kecamatan has the target %v", k.Target())
	}
}
