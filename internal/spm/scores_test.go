package spm

import (
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"terang/internal/health"
	"terang/internal/tally"
)

// equal says whether two years hold the same sums, months and silences for every unit.
func (w world) equal(a, b *Year) bool {
	for u := range health.Unit(w.reg.Units()) {
		for i := range 2 {
			x, y := a.Sum(u, i), b.Sum(u, i)
			if !same(x, y) || x.Expected != y.Expected || x.Current != y.Current || x.At != y.At || x.Projected != y.Projected {
				return false
			}
		}
		if a.AllByMonth(u) != b.AllByMonth(u) || !slices.Equal(a.Silent(u), b.Silent(u)) {
			return false
		}
	}
	return a.Through == b.Through
}

// The order of rows never matters.
func TestRowOrderNeverMatters(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w world, y *Year) {
		shuffled := slices.Clone(w.rows)
		r.Shuffle(len(shuffled), func(a, b int) { shuffled[a], shuffled[b] = shuffled[b], shuffled[a] })
		if !w.equal(y, w.sums(shuffled)) {
			t.Error("the same rows in another order have other sums")
		}
	})
}

// Scores and indices lie within 0 and 100, whatever is served and however much more
// than the sasaran; more people served or better quality never lower them.
func TestScoresLieWithinZeroAndAHundred(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		count := rapid.IntRange(0, 1<<30)
		percent := rapid.Float64Range(0, 100)
		withQuality := rapid.Bool().Draw(t, "with quality")
		var shares, more, qualities []float64
		for range Services {
			n, d := health.Count(count.Draw(t, "n")), health.Count(1+count.Draw(t, "d"))
			shares = append(shares, recipients(n, d))
			more = append(more, recipients(min(n, 1<<30-1)+1, d))
			if withQuality {
				qualities = append(qualities, percent.Draw(t, "quality"))
			}
		}
		ix, above := index(shares, qualities), index(more, qualities)
		if !ix.Known || ix.Quality != withQuality || ix.Value < 0 || ix.Value > 100+1e-9 || above.Value < ix.Value-1e-9 {
			t.Errorf("index %+v, with more people served %+v", ix, above)
		}
		for i, l := range shares {
			if l < 0 || l > 100 {
				t.Errorf("%f %% of people served", l)
			}
			if withQuality {
				if s := score(l, qualities[i]); s < 0 || s > 100+1e-9 || s < min(l, qualities[i])-1e-9 || s > max(l, qualities[i])+1e-9 {
					t.Errorf("score %f of %f and %f", s, l, qualities[i])
				}
			}
		}
		if withQuality && index(shares, qualities[1:]).Known {
			t.Error("an index was made of quality for eleven services")
		}
	})
}

// A report that comes in late lowers no total: what was missing was never a zero
// among those counted.
func TestALateReportLowersNoTotal(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w world, y *Year) {
		waiting := slices.IndexFunc(w.rows, func(row tally.Row) bool { return !row.N.Known() && row.Kind == tally.Monthly })
		if waiting < 0 {
			return
		}
		u, i := w.rows[waiting].Unit, w.rows[waiting].Indicator
		if y.Sum(u, i).N == health.Missing {
			return // its first report may take the place of a total above it
		}
		rows := slices.Clone(w.rows)
		rows[waiting].N = health.Count(r.IntN(9))
		after := w.sums(rows)
		for v := range health.Unit(w.reg.Units()) {
			if was, is := y.Sum(v, i), after.Sum(v, i); is.N < was.N || is.Reported < was.Reported {
				t.Errorf("a report of %d lowers unit %d from %+v to %+v", u, v, was, is)
			}
		}
	})
}
