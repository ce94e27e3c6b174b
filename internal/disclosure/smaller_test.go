package disclosure

import (
	"maps"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"terang/internal/health"
	"terang/internal/tally"
)

// lesser are the ways in which a count of people behind a figure can get smaller
// and still be people: those served, the sasaran, those not served. Each gives the
// count and makes it so many.
var lesser = map[string]struct {
	count func(r tally.Row) health.Count
	to    func(r *tally.Row, n health.Count)
}{
	"served":     {func(r tally.Row) health.Count { return r.N }, func(r *tally.Row, n health.Count) { r.N = n }},
	"sasaran":    {func(r tally.Row) health.Count { return r.D }, func(r *tally.Row, n health.Count) { r.D = n }},
	"not served": {func(r tally.Row) health.Count { return r.D - r.N }, func(r *tally.Row, n health.Count) { r.N = r.D - n }},
}

// TestASmallerCountIsNotShown takes what is hidden for a small count, makes that count
// smaller, and looks whether it is shown for it.
//
// It is true of the count that a figure is hidden for, not of others: of 48 in 50
// patients the 2 who were not served are too few to be told, of 40 in 50 they are
// not. Nor is it true of a figure that is hidden for the sake of another one, which
// may find its protection elsewhere when sums have changed; those tests belong to the
// attacker.
func TestASmallerCountIsNotShown(t *testing.T) {
	t.Parallel()
	tried := map[string]int{}
	rapid.Check(t, func(t *rapid.T) {
		w := offices().Draw(t, "office")
		before := disclosed(w, w.rows)
		for i, r := range w.rows {
			if r.Kind == tally.Outside || before == nil || !kept(before, r.Unit) {
				continue
			}
			if before.sums.Of(2024).Sum(r.Unit, 0).Outside > 0 {
				continue // what is shown is not the count of the row
			}
			for _, name := range slices.Sorted(maps.Keys(lesser)) {
				way := lesser[name]
				few := way.count(r)
				if few < 2 || int(few) >= leastOf(w.ind) || name == "not served" && !w.countsRest(r) {
					continue
				}
				rows := slices.Clone(w.rows)
				way.to(&rows[i], health.Count(rapid.IntRange(1, int(few)-1).Draw(t, name)))
				tried[name]++
				if !kept(disclosed(w, rows), r.Unit) {
					t.Fatalf("%d of %d are hidden, %d of %d are shown", r.N, r.D, rows[i].N, rows[i].D)
				}
			}
		}
	})
	for name := range lesser {
		if tried[name] == 0 {
			t.Errorf("never were fewer %s", name)
		}
	}
}

func disclosed(w *office, rows []tally.Row) *Release {
	s := w.summary(rows)
	if s.Of(2024) == nil {
		return nil
	}
	return Disclose(s, policy)
}

// kept says whether a figure is hidden, but not because it is never published.
func kept(r *Release, u health.Unit) bool {
	f := r.Figure(u, 0, 2024)
	return f.Hidden() && !f.Withheld()
}

func leastOf(ind health.Indicator) int {
	if ind.Sensitivity == health.Sensitive {
		return policy.MinCountSensitive
	}
	return policy.MinCount
}

// countsRest says whether those who were not served are real people who are protected.
func (w *office) countsRest(r tally.Row) bool {
	desa := int(r.Unit) < len(w.areas) && w.areas[r.Unit].Level == health.Desa
	return w.ind.Sensitivity != health.Routine || desa && !r.Projected
}
