package tally

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"terang/internal/health"
)

// Rows that are put in together make the table that they make one by one, of
// whatever kind they are and in whatever order indicators come.
func TestPlainRowsAreAddedAlike(t *testing.T) {
	t.Parallel()
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 7))
		counts := []health.Count{health.Missing, 0, 3, 5, 60, 60, 60, 61}
		one, all := builder(), builder()
		one.Drawn(Drawn{System: "a"})
		all.Drawn(Drawn{System: "a"})
		for range 15 {
			like := Row{
				Month: health.MonthOf(2024, 1+r.IntN(10)), Origin: r.Uint32N(1000),
				Projected: r.IntN(9) == 0, Drawn: uint16(r.IntN(12) / 9),
			}
			if r.IntN(12) == 0 {
				like.Kind, like.Span = Kind(r.IntN(4)), []Span{OneMonth, Quarter, FullYear}[r.IntN(3)]
			}
			figures := make([]Figure, r.IntN(6))
			for i := range figures {
				figures[i] = Figure{health.Unit(r.IntN(2)), r.Int32N(2), counts[r.IntN(len(counts))], counts[r.IntN(len(counts))]}
				one.Add(like.With(i, figures[i]))
			}
			for done := 0; done < len(figures); {
				if done += all.AddPlain(like.With(done, Figure{}), figures[done:]); done < len(figures) {
					all.Add(like.With(done, figures[done]))
					done++
				}
			}
		}
		same := reflect.DeepEqual(one.Changes(), all.Changes()) && reflect.DeepEqual(one.Mixed(), all.Mixed()) &&
			reflect.DeepEqual(one.Uneven(), all.Uneven()) && one.Later() == all.Later()
		if !same || !reflect.DeepEqual(one.Table(), all.Table()) {
			t.Fatalf("seed %d", seed)
		}
	}
}

// Indicators without rows take no memory, and those that come late take their
// place in what is there.
func TestColumnsComeWithTheirRows(t *testing.T) {
	t.Parallel()
	const units, indicators = 3 * blockSlots, 9
	areas := make([]health.Area, units)
	for u := range areas {
		areas[u].Parent = health.NoUnit
	}
	b := NewBuilder(health.NewRegister(areas, nil, nil), make([]health.Indicator, indicators), health.MonthOf(2024, 12))
	january := health.MonthOf(2024, 1)
	has := func(u, i int) bool { return i%2 == 1 && (u+i)%5 > 0 }
	for i := range indicators {
		for u := range units {
			if has(u, i) {
				b.Add(Row{Unit: health.Unit(u), Indicator: i, Month: january, N: health.Count(u), D: health.Count(1000 + i), Origin: uint32(u*indicators + i)})
			}
		}
	}
	b.Keep([]int{1, 2, 3, 5, 7})
	table := b.Table()
	y := table.Years()[0]
	for now, was := range []int{1, 2, 3, 5, 7} {
		for u := range units {
			cells := y.Cells(health.Unit(u), now)
			if (cells != nil) != has(u, was) {
				t.Fatalf("unit %d, indicator %d: cells %v", u, was, cells)
			}
			if cells != nil && (cells[0] != Cell(u) || cells[1] != NoRow || y.Denominator(health.Unit(u), now) != health.Count(1000+was) ||
				y.Origin(health.Unit(u), now, 1) != uint32(u*indicators+was)) {
				t.Fatalf("unit %d, indicator %d: %v", u, was, cells)
			}
		}
	}
	for _, b := range y.blocks {
		if b.columns > 4 {
			t.Errorf("%d columns for 4 indicators", b.columns)
		}
	}
	if table.Indicators != 5 {
		t.Errorf("%d indicators", table.Indicators)
	}
}
