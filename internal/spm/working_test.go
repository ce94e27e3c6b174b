package spm

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// Where each row counts one person, as many rows are named as people are counted,
// and as many sasaran as reporters.
func TestAWorkingNamesTheRowsOfItsSum(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w world, _ *Year) {
		for i := range w.rows {
			row := &w.rows[i]
			row.Origin = uint32(i + 2)
			if row.N.Known() {
				row.N = 1
			}
			if row.D = max(row.D, 1); r.IntN(6) == 0 {
				row.Kind, row.D = tally.Outside, health.Missing
			}
		}
		y := w.sums(w.rows)
		if y == nil {
			return
		}
		for u := range health.Unit(w.reg.Units()) {
			for i := range 2 {
				sum, work := y.Sum(u, i), y.Working(u, i, y.Through)
				rows, units := 0, 0
				for _, l := range work.Lines {
					rows += l.Rows
				}
				for _, s := range work.Sasaran {
					units += s.Units
				}
				if rows != int(max(sum.N, 0)) || units != sum.Reported {
					t.Errorf("unit %d, indicator %d: %d rows of %d, %d sasaran of %d", u, i, rows, sum.N, units, sum.Reported)
				}
			}
		}
	})
}

func TestAWorkingSaysWhatWasLeftOut(t *testing.T) {
	s := newSite(3)
	s.b.File("data/observations/2024.csv", 0)
	drawn := []uint16{
		s.b.Drawn(tally.Drawn{System: "SPM", On: health.DateOf(2024, 9, 1)}),
		s.b.Drawn(tally.Drawn{System: "SPM", On: health.DateOf(2024, 8, 1)}),
		s.b.Drawn(tally.Drawn{System: "Profil", On: health.DateOf(2025, 2, 1)}),
	}
	add := func(line uint32, u health.Unit, month, n, d int, from int, k tally.Kind) {
		s.b.Add(tally.Row{
			Unit: u, Month: health.MonthOf(2024, month), N: health.Count(n), D: health.Count(d), Kind: k,
			Origin: line, Drawn: drawn[from], Projected: from == 2,
		})
	}
	add(2, s.desa(0), 5, 20, 100, 0, tally.Cumulative)
	add(3, s.desa(0), 6, 30, 100, 0, tally.Cumulative)
	add(4, s.desa(1), 5, 40, 100, 1, tally.Monthly)
	add(5, s.desa(1), 6, -1, 100, 1, tally.Monthly)
	add(6, s.desa(2), 6, -1, 100, 0, tally.Monthly)
	add(7, 0, 6, 75, 200, 0, tally.Monthly)
	add(8, s.desa(0), 6, -1, 110, 2, tally.Monthly)
	add(9, s.desa(1), 6, -1, 90, 2, tally.Monthly)
	add(10, s.desa(0), 6, 3, -1, 0, tally.Outside)
	y := s.summarise().Of(2024)
	for u, want := range map[health.Unit]string{
		0: "{[{data/observations/2024.csv 3 10 3}] [{false SPM 2024-08-01 2024-09-01 2}] [{Profil 200 true 2025-02-01}] 2 1}",
		// The row of people of outside is not the desa's own.
		s.desa(0):      "{[{data/observations/2024.csv 3 3 1}] [{false SPM 2024-09-01 2024-09-01 1}] [{Profil 110 true 2025-02-01}] 0 0}",
		s.puskesmas(1): "{[{data/observations/2024.csv 4 4 1}] [{false SPM 2024-08-01 2024-08-01 1}] [{Profil 90 true 2025-02-01}] 1 0}",
		s.desa(2):      "{[] [] [] 1 0}",
	} {
		if got := fmt.Sprint(y.Working(u, 0, y.Through)); got != want {
			t.Errorf("unit %d\ngot  %s\nwant %s", u, got, want)
		}
	}
	if got := y.Working(s.desa(0), 0, health.MonthOf(2024, 5)).Lines[0]; got.First != 2 || got.Last != 2 {
		t.Errorf("up to May: %+v", got)
	}
}
