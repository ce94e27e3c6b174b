package spm

import (
	"slices"
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// Of three desa the first reports January to April without March, the second
// January alone, the third nothing; the kabupaten's April is the last month.
func TestMonthsWithoutAReport(t *testing.T) {
	s := newSite(3)
	for _, m := range []int{1, 2, 4} {
		s.report(s.desa(0), m, 5, 100)
	}
	s.report(s.desa(0), 3, int(health.Missing), 100)
	s.report(s.desa(1), 1, 0, 100)
	y := s.summarise().Of(2024)
	months := y.ByMonth(0, 0)
	for m, want := range [12][2]int32{{3, 2}, {3, 1}, {3, 0}, {3, 1}} {
		if got := months[m]; got.Due != want[0] || got.Came != want[1] {
			t.Errorf("month %d: %+v, want %v", m+1, got, want)
		}
	}
	if got := y.Missing(0); got != [12]int32{1, 2, 3, 2} {
		t.Errorf("missing beneath the kabupaten: %v", got)
	}
	if got := y.Missing(s.puskesmas(1)); got != [12]int32{0, 1, 1, 1} {
		t.Errorf("missing beneath a puskesmas: %v", got)
	}
	want := []Silence{{s.desa(0), 0, 0b0100}, {s.desa(1), 0, 0b1110}, {s.desa(2), 0, 0b1111}}
	if got := y.Silent(0); !slices.Equal(got, want) {
		t.Errorf("silent: %v, want %v", got, want)
	}
	if got := y.Silent(s.kecamatan(1)); !slices.Equal(got, want[1:2]) || got[0].In(1) || !got[0].In(2) || got[0].In(5) {
		t.Errorf("silent beneath a kecamatan: %v", got)
	}
	if got := y.Silent(s.desa(2)); !slices.Equal(got, want[2:]) {
		t.Errorf("a desa's own silence: %v", got)
	}
}

// A quarter is due when it is over, and its report is of all its months.
func TestAQuarterIsDueWhenItIsOver(t *testing.T) {
	s := newSite(3)
	for m := 1; m <= 8; m++ {
		s.report(s.desa(0), m, 5, 100)
	}
	s.span(s.desa(1), 2024, 6, tally.Quarter, 22, tally.Cumulative)
	y := s.summarise().Of(2024)
	if got := y.Silent(0); !slices.Equal(got, []Silence{{s.desa(1), 0, 0b111}, {s.desa(2), 0, 0b1111_1111}}) {
		t.Errorf("silent: %v", got)
	}
	months := y.ByMonth(s.kecamatan(1), 0)
	if months[2].Due != 1 || months[2].Came != 0 || months[3].Came != 1 || months[6].Due != 0 {
		t.Errorf("a quarter by month: %v", months)
	}
	// Where all report quarters, so should the silent.
	s = newSite(2)
	s.span(s.desa(0), 2024, 6, tally.Quarter, 22, tally.Cumulative)
	if got := s.summarise().Of(2024).Missing(s.desa(1)); got != [12]int32{1, 1, 1, 1, 1, 1} {
		t.Errorf("the silent one: %v", got)
	}
}

// A puskesmas that serves two kecamatan owes its reports to the kabupaten, to
// neither kecamatan; a kecamatan whose puskesmas serves it alone sees them.
func TestPuskesmasOweReportsWhereTheyCount(t *testing.T) {
	s := acrossKecamatan()
	s.report(7, 2, 30, 100)
	s.report(8, 1, 40, 100)
	y := s.summarise().Of(2024)
	for u, want := range map[health.Unit][2]int32{0: {1, 1}, 1: {}, 3: {}, 5: {0, 1}, 6: {}, 7: {1, 0}, 8: {0, 1}} {
		if got := y.Missing(u); got[0] != want[0] || got[1] != want[1] || got[2] != 0 {
			t.Errorf("unit %d: %v, want %v", u, got, want)
		}
	}
}
