package disclosure

import (
	"os"
	"slices"
	"testing"

	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/health"
	"terang/internal/spm"
)

// The attacker finds nothing in the sample portal either, in no service and no year.
func TestNothingCanBeWorkedOutOfTheSample(t *testing.T) {
	s := sample(t, "../..")
	p := Policy{MinCount: 5, MinCountSensitive: 10}
	r := Disclose(s, p)
	hidden := 0
	for _, y := range s.Years {
		for i, ind := range s.Indicators {
			for _, f := range attack(s, r, p, i, y.Year).findings() {
				t.Errorf("%d %s %v", y.Year, ind.Code, f)
			}
		}
	}
	for rule := Primary; rule <= Floor; rule++ {
		hidden += r.Hidden(rule)
		t.Logf("rule %d hides %d", rule, r.Hidden(rule))
	}
	if hidden == 0 {
		t.Error("the sample has nothing to hide, so that this proves nothing")
	}
}

// sample reads and adds up a site's input.
func sample(t testing.TB, dir string) *spm.Summary {
	t.Helper()
	root := os.DirFS(dir)
	cfg, ps := config.Read(root)
	data, found := dataset.Read(root, cfg, dataset.Options{Date: health.DateOf(2024, 10, 20)})
	if ps = append(ps, found...); ps.HasErrors() {
		t.Fatal(ps)
	}
	return spm.Summarise(spm.Input{
		Register: data.Register, Indicators: data.Indicators, Table: data.Table, AsOf: health.NoMonth,
	})
}

// TestMonthlyAgreesWithSeries asks of every unit and service whether a month was reported, in both ways.
func TestMonthlyAgreesWithSeries(t *testing.T) {
	s := sample(t, "../..")
	r := Disclose(s, Policy{MinCount: 5, MinCountSensitive: 10})
	told := map[bool]int{}
	for _, year := range r.Years() {
		for i, ind := range s.Indicators {
			for u := range health.Unit(s.Register.Units()) {
				want := slices.ContainsFunc(r.Series(u, i, year), func(f Figure) bool { return f.State() != health.NotReported })
				if got := r.Monthly(u, i, year); got != want {
					t.Errorf("unit %d, %s, %d: %v, the series says %v", u, ind.Code, year, got, want)
				}
				told[want]++
			}
		}
	}
	if told[true] < 100 || told[false] < 100 {
		t.Errorf("%d with months and %d without were looked at", told[true], told[false])
	}
}
