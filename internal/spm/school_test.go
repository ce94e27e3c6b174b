package spm

import (
	"math/rand/v2"
	"slices"
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// twoYears is a kabupaten of two desa with a calendar indicator (0) and one by
// school years (1).
func twoYears() (*site, []health.Indicator) {
	s := newSite(2)
	indicators := []health.Indicator{
		{Code: "balita", Group: health.GroupSPM, Factor: 100, Target: 100, Cumulative: true},
		{Code: "upd", Group: health.GroupSPM, Factor: 100, Target: 100, Cumulative: true, SchoolYear: true},
	}
	s.b = tally.NewBuilder(s.reg, indicators, health.MonthOf(2030, 1))
	return s, indicators
}

func (s *site) put(u health.Unit, indicator int, m health.Month, n, d int, k tally.Kind) {
	s.b.Add(tally.Row{Unit: u, Indicator: indicator, Month: m, N: health.Count(n), D: health.Count(d), Kind: k})
}

func (s *site) upTo(indicators []health.Indicator, m health.Month) *Summary {
	return Summarise(Input{Register: s.reg, Table: s.b.Table(), Indicators: indicators, AsOf: m})
}

// From July 2023 a desa screens 10 children a month of 240, from July 2024 5 of
// 120. By hand: the school year of 2024 is 120 of 240 from June on; in March 2024 it
// was 90, of nine twelfths; what July to September 2024 brought is the next one's.
func TestASchoolYearIsReadFromJulyToJune(t *testing.T) {
	s, indicators := twoYears()
	for m := health.MonthOf(2023, 7); m <= health.MonthOf(2024, 6); m++ {
		s.put(s.desa(0), 1, m, 10, 240, tally.Monthly)
	}
	for m := health.MonthOf(2024, 7); m <= health.MonthOf(2025, 2); m++ {
		s.put(s.desa(0), 1, m, 5, 120, tally.Monthly)
	}
	for m := health.MonthOf(2023, 1); m <= health.MonthOf(2025, 2); m++ {
		s.put(s.desa(0), 0, m, 1, 30, tally.Monthly)
	}
	for _, c := range []struct {
		asOf, at          health.Month
		year, n, d        int
		this, last, reach int
		ahead             health.Month
	}{
		{health.MonthOf(2023, 12), health.MonthOf(2023, 12), 2023, -1, -1, -1, -1, 12, health.MonthOf(2023, 12)},
		{health.MonthOf(2024, 3), health.MonthOf(2024, 3), 2024, 90, 240, 10, 10, 9, health.NoMonth},
		{health.MonthOf(2024, 6), health.MonthOf(2024, 6), 2024, 120, 240, 10, 10, 12, health.NoMonth},
		{health.MonthOf(2024, 9), health.MonthOf(2024, 6), 2024, 120, 240, 10, 10, 12, health.MonthOf(2024, 9)},
		{health.MonthOf(2025, 1), health.MonthOf(2025, 1), 2025, 35, 120, 5, 5, 7, health.NoMonth},
		{health.MonthOf(2025, 1), health.MonthOf(2024, 6), 2024, 120, 240, 10, 10, 12, health.NoMonth},
	} {
		sums := s.upTo(indicators, c.asOf)
		y := sums.Of(c.year)
		sum := y.Sum(0, 1)
		if int(sum.N) != c.n || int(sum.D) != c.d || int(sum.This) != c.this || int(sum.Last) != c.last {
			t.Errorf("%v of %d: %+v", c.asOf, c.year, sum)
		}
		if c.n >= 0 && (sum.At != c.at || y.Reach(1) != c.reach || y.At(1) != c.at || sum.Current != 1) {
			t.Errorf("%v of %d: counts up to %v, place %d, %d current", c.asOf, c.year, sum.At, y.Reach(1), sum.Current)
		}
		if got := sums.Ahead(1); got != c.ahead || sums.Ahead(0) != health.NoMonth {
			t.Errorf("%v: ahead up to %v, want %v", c.asOf, got, c.ahead)
		}
		if c.asOf.Year() == c.year && y.Through != c.asOf {
			t.Errorf("%v: the year is read up to %v", c.asOf, y.Through)
		}
	}
}

// Cumulative rows start anew in July, and the first of them is compared with June.
func TestASchoolYearOfCumulativeRows(t *testing.T) {
	s, indicators := twoYears()
	for i, n := range []int{20, 50, 50, 80} { // July, August, October 2023, January 2024
		s.put(s.desa(0), 1, health.MonthOf(2023, []int{7, 8, 10, 13}[i]), n, 100, tally.Cumulative)
	}
	s.put(s.desa(1), 1, health.MonthOf(2023, 6), 70, 90, tally.Cumulative)
	s.put(s.desa(1), 1, health.MonthOf(2023, 5), 66, 90, tally.Cumulative)
	s.put(s.desa(1), 1, health.MonthOf(2023, 7), 9, 95, tally.Cumulative)
	sums := s.upTo(indicators, health.NoMonth)
	if sum := sums.Of(2024).Sum(s.desa(0), 1); sum.N != 80 || !slices.Equal(sum.Series, []int32{20, 50, 50, 50, 50, 50, 80, -1, -1, -1, -1, -1}) {
		t.Errorf("%+v", sum)
	}
	if sum := sums.Of(2023).Sum(s.desa(1), 1); sum.N != 70 || sum.D != 90 || sum.At != health.MonthOf(2023, 6) {
		t.Errorf("%+v", sum)
	}
	july := s.upTo(indicators, health.MonthOf(2023, 7))
	if sum := july.ahead.Sum(s.desa(1), 1); sum.N != 9 || sum.D != 95 || sum.This != 9 || sum.Last != 4 {
		t.Errorf("July after June: %+v", sum)
	}
}

// The list of months without a report is by calendar month: June is the last of one
// school year, July the first of the next, also before that one has its own figures.
func TestMonthsOfASchoolYearStandInTheCalendar(t *testing.T) {
	s, indicators := twoYears()
	for _, m := range []int{1, 2, 4, 5, 6, 7, 9} { // 2024 without March and August
		s.put(s.desa(0), 1, health.MonthOf(2024, m), 3, 50, tally.Monthly)
	}
	s.put(s.desa(0), 0, health.MonthOf(2024, 9), 3, 50, tally.Monthly)
	y := s.upTo(indicators, health.NoMonth).Of(2024)
	for m, got := range y.ByMonth(s.desa(0), 1) {
		if due, came := m < 9, m < 9 && m != 2 && m != 7; (got.Due == 1) != due || (got.Came == 1) != came {
			t.Errorf("month %d: %+v", m+1, got)
		}
	}
	if got := y.Silent(s.desa(0)); !slices.Contains(got, Silence{s.desa(0), 1, 1<<2 | 1<<7}) {
		t.Errorf("silent: %+v", got)
	}
}

// An independent count: rows of both kinds of year, drawn by chance, are grouped by
// the written rule (July and later belong to the year after) and added up.
func TestSchoolYearsAgreeWithASecondCount(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 11))
		s, indicators := twoYears()
		type cell struct {
			unit health.Unit
			at   int
			year int
		}
		n := map[cell]int{}
		asOf := 12*2023 + r.IntN(30)
		for range 60 {
			u, i, m := s.desa(r.IntN(2)), r.IntN(2), 12*2023+r.IntN(30)
			row := tally.Row{Unit: u, Indicator: i, Month: health.Month(m), N: health.Count(r.IntN(20)), D: health.Count(100 + r.IntN(5))}
			if _, twice := s.b.Add(row); twice || m > asOf {
				continue
			}
			c := cell{u, i, m / 12}
			if i == 1 && m%12 >= 6 {
				c.year++
			}
			n[c] += int(row.N)
		}
		sums := s.upTo(indicators, health.Month(asOf))
		for c := range n {
			y := sums.Of(c.year)
			if y == nil {
				continue // no month of its own calendar year has a report yet
			}
			if sum := y.Sum(c.unit, c.at); int(sum.N) != n[c] {
				t.Fatalf("seed %d, %+v: %d, counted %d", seed, c, sum.N, n[c])
			}
		}
	}
}
