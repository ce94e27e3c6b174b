package spm

import (
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// span puts a row in whose period has more than a month.
func (s *site) span(u health.Unit, year, month int, span tally.Span, n int, k tally.Kind) {
	s.b.Add(tally.Row{Unit: u, Month: health.MonthOf(year, month), Span: span, N: health.Count(n), D: 100, Kind: k})
}

// Two desa report quarters of 2024, one as newly served and one as cumulative:
// 10, 20, 15 make 45; 12, 30, 52 are 52. Newly served in the third quarter are
// 15 and 22, in the second 20 and 18.
func TestQuartersAreComparedWithTheQuarterBefore(t *testing.T) {
	s := newSite(2)
	for q, n := range []int{10, 20, 15} {
		s.span(s.desa(0), 2024, 3*q+3, tally.Quarter, n, tally.Monthly)
	}
	for q, n := range []int{12, 30, 52} {
		s.span(s.desa(1), 2024, 3*q+3, tally.Quarter, n, tally.Cumulative)
	}
	sum := s.summarise().Of(2024).Sum(0, 0)
	if sum.N != 97 || sum.D != 200 || sum.This != 37 || sum.Last != 38 || sum.Span != 3 || sum.At != health.MonthOf(2024, 9) {
		t.Errorf("%+v", sum)
	}
	if sum.Reported != 2 || sum.Current != 2 || MovementOf(sum.This, sum.Last) != health.Falling {
		t.Errorf("%+v", sum)
	}
	for m, want := range []int32{-1, -1, 22, 22, 22, 60, 60, 60, 97, -1} {
		if sum.Series[m] != want {
			t.Errorf("month %d: %d, want %d", m+1, sum.Series[m], want)
		}
	}
}

// The first quarter looks back to the last of the year before; a year to the year before.
func TestFirstPeriodLooksBackAcrossTheYear(t *testing.T) {
	s := newSite(2)
	s.span(s.desa(0), 2023, 9, tally.Quarter, 30, tally.Cumulative)
	s.span(s.desa(0), 2023, 12, tally.Quarter, 37, tally.Cumulative)
	s.span(s.desa(0), 2024, 3, tally.Quarter, 9, tally.Cumulative)
	if sum := s.summarise().Of(2024).Sum(s.desa(0), 0); sum.This != 9 || sum.Last != 7 {
		t.Errorf("quarters: %+v", sum)
	}
	s = newSite(1)
	s.span(s.desa(0), 2023, 12, tally.FullYear, 80, tally.Cumulative)
	s.span(s.desa(0), 2024, 12, tally.FullYear, 70, tally.Cumulative)
	y := s.summarise().Of(2024)
	if sum := y.Sum(0, 0); sum.N != 70 || sum.This != 70 || sum.Last != 80 || sum.Span != 12 || !y.Complete() {
		t.Errorf("years: %+v", sum)
	}
	// A year of months before it is no year to compare with.
	s = newSite(1)
	s.add(s.desa(0), 2023, 12, 8, 100, tally.Monthly)
	s.span(s.desa(0), 2024, 12, tally.FullYear, 70, tally.Cumulative)
	if sum := s.summarise().Of(2024).Sum(0, 0); sum.This.Known() || sum.Last.Known() {
		t.Errorf("a year was compared with a month: %+v", sum)
	}
}

// One desa reports months and one quarters: their people add up, a month and a
// quarter are not compared.
func TestMonthsAndQuartersAddUpAndAreNotCompared(t *testing.T) {
	s := newSite(2)
	for m := 1; m <= 6; m++ {
		s.report(s.desa(0), m, 5, 100)
	}
	s.span(s.desa(1), 2024, 3, tally.Quarter, 10, tally.Monthly)
	s.span(s.desa(1), 2024, 6, tally.Quarter, 12, tally.Monthly)
	y := s.summarise().Of(2024)
	if sum := y.Sum(0, 0); sum.N != 52 || sum.This.Known() || sum.Span != 0 || sum.At != y.Through || sum.Current != 2 {
		t.Errorf("%+v", sum)
	}
	if sum := y.Sum(s.kecamatan(1), 0); sum.This != 12 || sum.Last != 10 {
		t.Errorf("the quarters alone: %+v", sum)
	}
	if sum := y.Sum(s.kecamatan(0), 0); sum.This != 5 || sum.Last != 5 || sum.Span != 1 {
		t.Errorf("the months alone: %+v", sum)
	}
}

// In August a desa that reports quarters owes nothing after June.
func TestAQuarterNotYetOverIsNotMissing(t *testing.T) {
	s := newSite(2)
	for m := 1; m <= 8; m++ {
		s.report(s.desa(0), m, 5, 100)
	}
	s.span(s.desa(1), 2024, 6, tally.Quarter, 22, tally.Cumulative)
	sum := s.summarise().Of(2024).Sum(s.desa(1), 0)
	if sum.N != 22 || sum.Current != 1 || sum.At != health.MonthOf(2024, 6) || sum.This.Known() {
		t.Errorf("%+v", sum)
	}
}

// A state holds until the next one: nothing is added up, a fall is a fall, and
// where the sasaran changed no earlier month can be set against it.
func TestStatesAreReplaced(t *testing.T) {
	s := newSite(2)
	s.add(s.desa(0), 2024, 7, 90, 100, tally.State)
	s.add(s.desa(0), 2024, 8, 80, 100, tally.State)
	s.add(s.desa(1), 2024, 7, 50, 60, tally.State)
	s.add(s.desa(1), 2024, 8, 52, 70, tally.State)
	y := s.summarise().Of(2024)
	sum := y.Sum(0, 0)
	if sum.N != 132 || sum.D != 170 || !sum.Moved || MovementOf(sum.This, sum.Last) != health.Falling {
		t.Errorf("%+v", sum)
	}
	if y.Sum(s.desa(0), 0).Moved || !y.Sum(s.desa(1), 0).Moved {
		t.Error("the sasaran that changed is told of the wrong desa")
	}
}

// Members of the insurance are known by month, the SPM by quarter: the year counts
// up to the SPM's month, and each group of indicators up to its own where that is later.
func TestOtherGroupsMayBeAhead(t *testing.T) {
	s := newSite(1)
	indicators := []health.Indicator{
		{Code: "bumil", Group: health.GroupSPM, Factor: 100, Target: 100, Cumulative: true},
		{Code: "uhc", Group: health.GroupUHC, Factor: 100, Target: 98},
		{Code: "kbk", Group: health.GroupKBK, Factor: 100, Target: 50},
	}
	s.b = tally.NewBuilder(s.reg, indicators, health.MonthOf(2030, 1))
	for m := health.MonthOf(2024, 1); m <= health.MonthOf(2024, 11); m++ {
		if m <= health.MonthOf(2024, 9) {
			s.put(s.desa(0), 0, m, 5, 100, tally.Monthly)
		}
		s.put(s.desa(0), 1, m, 90, 100, tally.State)
		if m <= health.MonthOf(2024, 6) {
			s.put(s.desa(0), 2, m, 4, 100, tally.Monthly)
		}
	}
	for _, c := range []struct{ asOf, through, uhc, kbk health.Month }{
		{health.NoMonth, health.MonthOf(2024, 9), health.MonthOf(2024, 11), health.MonthOf(2024, 9)},
		{health.MonthOf(2024, 10), health.MonthOf(2024, 9), health.MonthOf(2024, 10), health.MonthOf(2024, 9)},
		{health.MonthOf(2024, 4), health.MonthOf(2024, 4), health.MonthOf(2024, 4), health.MonthOf(2024, 4)},
	} {
		y := Summarise(Input{Register: s.reg, Indicators: indicators, Table: s.b.Table(), AsOf: c.asOf}).Of(2024)
		if y.Through != c.through || y.At(0) != c.through || y.At(1) != c.uhc || y.At(2) != c.kbk {
			t.Errorf("as of %v: through %v, at %v, %v and %v", c.asOf, y.Through, y.At(0), y.At(1), y.At(2))
		}
	}
}
