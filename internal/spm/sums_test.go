package spm

import (
	"math/rand/v2"
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// add puts a row in with all its particulars.
func (s *site) add(u health.Unit, year, month, n, d int, k tally.Kind) {
	s.b.Add(tally.Row{Unit: u, Month: health.MonthOf(year, month), N: health.Count(n), D: health.Count(d), Kind: k})
}

func TestCumulativeInputsAreNeverAddedUp(t *testing.T) {
	s := newSite(2)
	for m, n := range []int{10, 25, 40} {
		s.add(s.desa(0), 2024, m+1, n, 100, tally.Cumulative)
	}
	s.add(s.desa(1), 2024, 1, 5, 50, tally.Monthly)
	s.add(s.desa(1), 2024, 2, 6, 50, tally.Monthly)
	s.add(s.desa(1), 2024, 3, 7, 50, tally.Monthly)
	sum := s.summarise().Of(2024).Sum(0, 0)
	if sum.N != 58 || sum.D != 150 || sum.This != 22 || sum.Last != 21 {
		t.Errorf("%+v", sum)
	}
	for m, want := range []int32{15, 36, 58} {
		if sum.Series[m] != want {
			t.Errorf("month %d: %d, want %d", m+1, sum.Series[m], want)
		}
	}
}

// A gap is carried over in the cumulative count, and the months around it are not compared.
func TestAGapIsCarriedOver(t *testing.T) {
	s := newSite(2)
	s.report(s.desa(0), 1, 10, 100)
	s.report(s.desa(0), 3, 10, 100)
	for m := 1; m <= 3; m++ {
		s.report(s.desa(1), m, 5, 100)
	}
	sum := s.summarise().Of(2024).Sum(0, 0)
	if sum.Series[1] != 20 || sum.N != 35 {
		t.Errorf("February %d, March %d", sum.Series[1], sum.N)
	}
	if sum.This.Known() || MovementOf(sum.This, sum.Last) != health.MovementUnknown {
		t.Error("two months with different reporters were compared")
	}
	if sum.Reported != 2 || sum.Current != 2 {
		t.Errorf("%+v", sum)
	}
}

func TestJanuaryLooksBackToDecember(t *testing.T) {
	s := newSite(1)
	s.add(s.desa(0), 2023, 12, 4, 100, tally.Monthly)
	s.add(s.desa(0), 2024, 1, 6, 100, tally.Monthly)
	sum := s.summarise().Of(2024).Sum(s.desa(0), 0)
	if sum.N != 6 || sum.This != 6 || sum.Last != 4 {
		t.Errorf("%+v", sum)
	}
	if y := s.summarise().Of(2023); !y.Complete() {
		t.Error("a year with December is complete")
	}
}

func TestPeopleFromOutsideCountAbove(t *testing.T) {
	s := newSite(2)
	s.report(s.desa(0), 6, 30, 100)
	s.report(s.desa(1), 6, 40, 100)
	s.add(s.desa(0), 2024, 6, 7, -1, tally.Outside)
	y := s.summarise().Of(2024)
	if sum := y.Sum(s.desa(0), 0); sum.N != 30 || sum.Outside != 0 {
		t.Errorf("the desa: %+v", sum)
	}
	if sum := y.Sum(0, 0); sum.N != 77 || sum.D != 200 || sum.Outside != 7 {
		t.Errorf("the kabupaten: %+v", sum)
	}
}

// A kecamatan shows the sum of its puskesmas only if they serve it alone and nobody else serves it.
func TestPuskesmasAcrossKecamatan(t *testing.T) {
	s := acrossKecamatan()
	s.report(7, 6, 30, 100)
	s.report(8, 6, 40, 100)
	y := s.summarise().Of(2024)
	for u, want := range map[health.Unit]health.Count{0: 70, 1: health.Missing, 3: health.Missing, 5: 40, 7: 30, 8: 40} {
		if sum := y.Sum(u, 0); sum.N != want {
			t.Errorf("unit %d has %d, want %d", u, sum.N, want)
		}
	}
}

// The order of rows never matters, and a silent unit never lowers a total.
func TestOrderOfRowsNeverMatters(t *testing.T) {
	type input struct {
		u           health.Unit
		month, n, d int
	}
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		blank := newSite(4)
		var rows []input
		for i := range 4 {
			for m := 1; m <= 6; m++ {
				if r.IntN(4) > 0 {
					rows = append(rows, input{blank.desa(i), m, r.IntN(20) - 1, 100})
				}
			}
		}
		sum := func() Sum {
			s := newSite(4)
			for _, row := range rows {
				s.report(row.u, row.month, row.n, row.d)
			}
			if y := s.summarise().Of(2024); y != nil {
				got := y.Sum(0, 0)
				got.Series = nil
				return got
			}
			return Sum{}
		}
		want := sum()
		r.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		if got := sum(); got.N != want.N || got.D != want.D || got.Reported != want.Reported || got.This != want.This || got.Expected != want.Expected {
			t.Fatalf("%+v, shuffled %+v", want, got)
		}
	}
}

// A form with rows for each desa that nobody filled in does not take the place of
// what the puskesmas and the kabupaten reported.
func TestAnEmptyFormTakesNobodysPlace(t *testing.T) {
	s := newSite(2)
	s.report(s.puskesmas(0), 6, 30, 100)
	s.report(s.desa(0), 6, int(health.Missing), 90)
	s.report(s.kecamatan(1), 6, int(health.Missing), 200)
	s.report(s.desa(1), 6, int(health.Missing), 80)
	y := s.summarise().Of(2024)
	if sum := y.Sum(0, 0); sum.N != 30 || sum.D != 100 || sum.Reported != 1 || sum.Expected != 2 {
		t.Errorf("the kabupaten: %+v", sum)
	}
	if sum := y.Sum(s.puskesmas(0), 0); sum.N != 30 || !sum.Own {
		t.Errorf("the puskesmas: %+v", sum)
	}
	if len(y.Stated) != 1 || y.Stated[0].Unit != s.kecamatan(1) {
		t.Errorf("stated totals: %+v", y.Stated)
	}
}

// Where nobody has a row at all, the desa are still expected.
func TestWhereNobodyHasARow(t *testing.T) {
	s := newSite(3)
	s.report(s.desa(0), 6, 30, 100)
	y := s.summarise().Of(2024)
	if k, p := y.Sum(s.kecamatan(2), 0), y.Sum(s.puskesmas(2), 0); k.Expected != 1 || p.Expected != 1 || k.Reported != 0 || k.N.Known() {
		t.Errorf("kecamatan %+v, puskesmas %+v", k, p)
	}
}
