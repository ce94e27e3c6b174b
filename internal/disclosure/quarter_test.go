package disclosure

import (
	"testing"

	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// A quarter's figure is that of its last month in the year's series; the last
// quarter's is the year's own, and so is its index.
func TestQuartersOfTheSample(t *testing.T) {
	s := sample(t, "../..")
	r := Disclose(s, Policy{MinCount: 5, MinCountSensitive: 10})
	compared := 0
	for _, year := range r.Years() {
		last := (r.Through(year).Of() + 2) / 3
		for i, ind := range s.Indicators {
			if ind.Group != health.GroupSPM || ind.SchoolYear {
				continue
			}
			for u := range health.Unit(s.Register.Units()) {
				series := r.Series(u, i, year)
				for q := 1; q <= last; q++ {
					if f := r.Quarter(u, i, year, q); series != nil && f.State() == health.Value && f != series[f.month.Of()-1] {
						t.Fatalf("unit %d, %s, quarter %d of %d: %v is not in the series", u, ind.Code, q, year, f)
					}
				}
			}
			f, whole := r.Quarter(0, i, year, last), r.Figure(0, i, year)
			if f.n != whole.n || f.d != whole.d || f.month != whole.month {
				t.Errorf("%s, quarter %d of %d: %d of %d at %v, the year has %d of %d at %v", ind.Code, last, year, f.n, f.d, f.month, whole.n, whole.d, whole.month)
			}
			first := r.Quarter(0, i, year, 1)
			if first.month != health.MonthOf(year, 3) || first.n >= f.n {
				t.Errorf("%s: the first quarter of %d has %d at %v", ind.Code, year, first.n, first.month)
			}
			compared++
		}
		ix, whole := r.QuarterIndex(0, year, last), r.Index(0, year)
		if !ix.Known || ix.Value != whole.Value || ix.Category != whole.Category || ix.Quality != whole.Quality {
			t.Errorf("index of quarter %d of %d: %+v, the year has %+v", last, year, ix, whole)
		}
		if early := r.QuarterIndex(0, year, 1); !early.Known || early.Value >= ix.Value || early.Category != "" {
			t.Errorf("index of the first quarter of %d: %+v", year, early)
		}
		if below := r.QuarterIndex(1, year, last); below.Known || !below.Suppressed {
			t.Errorf("a kecamatan has an index by quarter: %+v", below)
		}
	}
	if compared < 12 {
		t.Errorf("%d services compared", compared)
	}
}

// A school year ends in June and stands as it ended in the quarters after; a quarter
// that has begun counts up to its last month with reports, and one without has none.
func TestQuartersOfAwkwardYears(t *testing.T) {
	school, calendar := routine, routine
	school.SchoolYear, school.Group, calendar.Group = true, health.GroupSPM, health.GroupSPM
	reg := health.NewRegister([]health.Area{{Code: "14.10", Level: health.Kabkota, Parent: health.NoUnit, End: 1}}, nil, nil)
	indicators := []health.Indicator{school, calendar}
	b := tally.NewBuilder(reg, indicators, health.MonthOf(2030, 1))
	for m := 1; m <= 8; m++ {
		b.Add(tally.Row{Unit: 0, Indicator: 0, Month: health.MonthOf(2024, m), N: 10, D: 200})
		b.Add(tally.Row{Unit: 0, Indicator: 1, Month: health.MonthOf(2024, m), N: 10, D: 200})
	}
	r := Disclose(spm.Summarise(spm.Input{
		Register: reg, Indicators: indicators, Table: b.Table(), AsOf: health.NoMonth,
	}), policy)
	for _, c := range []struct {
		indicator, quarter, n, month int
	}{{0, 1, 30, 3}, {0, 2, 60, 6}, {0, 3, 60, 6}, {1, 1, 30, 3}, {1, 2, 60, 6}, {1, 3, 80, 8}} {
		f := r.Quarter(0, c.indicator, 2024, c.quarter)
		if n, _ := f.Numerator(); n != c.n || f.Month() != health.MonthOf(2024, c.month) {
			t.Errorf("indicator %d, quarter %d: %d at %v, want %d at month %d", c.indicator, c.quarter, n, f.Month(), c.n, c.month)
		}
	}
	if f := r.Quarter(0, 1, 2024, 4); f.State() != health.NotReported {
		t.Errorf("a quarter without reports: %v", f)
	}
	if f := r.Quarter(0, 1, 2023, 4); f.State() != health.NotReported {
		t.Errorf("a year without reports: %v", f)
	}
}
