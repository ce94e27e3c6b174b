package health

import "testing"

// By hand: 95 a year is 47.5 in June by twelfths; of 90, half by August is 45.
func TestTargetIn(t *testing.T) {
	twelfths := Indicator{Target: 95, Cumulative: true}
	schools := Indicator{Target: 90, Cumulative: true, Schedule: []float64{0, 0, 0, 0, 0, 0, 20, 50, 80, 90, 95, 100}}
	flat := Indicator{Target: 80}
	school := Indicator{Target: 96, Cumulative: true, SchoolYear: true}
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
		{school, 7, 8},
		{school, 12, 48},
		{school, 1, 56},
		{school, 6, 96},
	} {
		if got := c.ind.TargetIn(MonthOf(2024, c.month)); got != c.want {
			t.Errorf("target %v in month %d is %v, want %v", c.ind.Target, c.month, got, c.want)
		}
	}
}

// July 2023 opens the school year that ends, and is named, in 2024.
func TestSchoolYearsEndInTheYearTheyAreNamedFor(t *testing.T) {
	school, calendar := Indicator{SchoolYear: true}, Indicator{}
	for _, c := range []struct {
		ind         Indicator
		month       Month
		year, place int
	}{
		{calendar, MonthOf(2024, 1), 2024, 1},
		{calendar, MonthOf(2024, 12), 2024, 12},
		{school, MonthOf(2023, 6), 2023, 12},
		{school, MonthOf(2023, 7), 2024, 1},
		{school, MonthOf(2023, 12), 2024, 6},
		{school, MonthOf(2024, 1), 2024, 7},
		{school, MonthOf(2024, 6), 2024, 12},
		{school, MonthOf(2024, 7), 2025, 1},
	} {
		if year, place := c.ind.Place(c.month); year != c.year || place != c.place {
			t.Errorf("%v is place %d of %d, want %d of %d", c.month, place, year, c.place, c.year)
		}
		if got := c.ind.MonthAt(c.year, c.place); got != c.month {
			t.Errorf("place %d of %d is %v, want %v", c.place, c.year, got, c.month)
		}
	}
	for _, c := range []struct {
		month Month
		want  int
	}{{MonthOf(2023, 6), 0}, {MonthOf(2023, 7), 1}, {MonthOf(2024, 3), 9}, {MonthOf(2024, 6), 12}, {MonthOf(2024, 11), 12}} {
		if got := school.Reach(2024, c.month); got != c.want {
			t.Errorf("by %v the school year has come to %d, want %d", c.month, got, c.want)
		}
	}
}
