package tally

import (
	"math/rand/v2"
	"reflect"
	"testing"

	"terang/internal/health"
)

// Rows that are put in together make the table that they make one by one, of
// whatever kind they are.
func TestPlainRowsAreAddedAlike(t *testing.T) {
	t.Parallel()
	for seed := range uint64(500) {
		r := rand.New(rand.NewPCG(seed, 7))
		counts := []health.Count{health.Missing, 0, 3, 5, 60, 60, 60, 61}
		rows := make([]Row, 40)
		for i := range rows {
			rows[i] = Row{
				Unit: health.Unit(r.IntN(2)), Indicator: r.IntN(2), Month: health.MonthOf(2024, 1+r.IntN(10)), Origin: uint32(i + 1),
				N: counts[r.IntN(len(counts))], D: counts[r.IntN(len(counts))], Projected: r.IntN(9) == 0, Drawn: uint16(r.IntN(12) / 9),
			}
			if r.IntN(12) == 0 {
				rows[i].Kind, rows[i].Span = Kind(r.IntN(4)), []Span{OneMonth, Quarter, FullYear}[r.IntN(3)]
			}
		}
		one, all := builder(), builder()
		one.Drawn(Drawn{System: "a"})
		all.Drawn(Drawn{System: "a"})
		for _, row := range rows {
			one.Add(row)
		}
		for rest := rows; len(rest) > 0; {
			if rest = rest[all.AddPlain(rest):]; len(rest) > 0 {
				all.Add(rest[0])
				rest = rest[1:]
			}
		}
		same := reflect.DeepEqual(one.Changes(), all.Changes()) && reflect.DeepEqual(one.Mixed(), all.Mixed()) &&
			reflect.DeepEqual(one.Uneven(), all.Uneven()) && one.Later() == all.Later()
		if !same || !reflect.DeepEqual(one.Table(), all.Table()) {
			t.Fatalf("seed %d: %v", seed, rows)
		}
	}
}
