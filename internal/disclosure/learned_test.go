package disclosure

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"terang/internal/health"
)

// What is kept of one release never shows in the next: after any change the same is
// decided as by one that has learned nothing.
func TestLearnedDecidesAsAnew(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := years().Draw(t, "office")
		l, p := new(Learned), policy
		for range 4 {
			s := w.summary(w.rows)
			kept, anew := l.Disclose(s, p), Disclose(s, p)
			if !reflect.DeepEqual(kept.years, anew.years) || !reflect.DeepEqual(kept.counts, anew.counts) {
				t.Fatalf("with what was learned before, other figures are shown: %#v", w)
			}
			w.change(t, &p)
			if again := new(Learned); rapid.Bool().Draw(t, "another process") {
				if !again.Recall(l.Text()) {
					t.Fatalf("decisions are not read back: %#v", w)
				}
				l = again
			}
		}
	})
}

// change makes a change that an office makes, of a row mostly.
func (w *office) change(t *rapid.T, p *Policy) {
	if len(w.rows) == 0 {
		return
	}
	w.rows = slices.Clone(w.rows)
	at := rapid.IntRange(0, len(w.rows)-1).Draw(t, "row")
	row := &w.rows[at]
	switch rapid.IntRange(0, 7).Draw(t, "change") {
	case 0, 1:
		row.N = health.Count(rapid.IntRange(0, 20).Draw(t, "n"))
	case 2:
		row.D = health.Count(rapid.IntRange(0, 40).Draw(t, "d"))
	case 3:
		row.Projected = !row.Projected
	case 4:
		w.rows = slices.Delete(w.rows, at, at+1)
	case 5:
		p.MinCount = 15 - p.MinCount
	case 6:
		w.ind.Sensitivity = map[bool]health.Sensitivity{true: health.Sensitive, false: ""}[w.ind.Sensitivity != health.Sensitive]
	case 7: // nothing
	}
}

// Of a sample with one count changed, one indicator and year is decided anew.
func TestLearnedDecidesOnlyWhatDiffers(t *testing.T) {
	s := sample(t, "../..")
	p := Policy{MinCount: 5, MinCountSensitive: 10}
	l := new(Learned)
	l.Disclose(s, p)
	all, first := len(l.now), l.now
	l.Disclose(s, p)
	kept := 0
	for key := range l.now {
		if _, ok := first[key]; ok {
			kept++
		}
	}
	if all == 0 || kept != all || len(l.now) != all {
		t.Errorf("of the same sums %d of %d decisions are kept", kept, all)
	}
	p.MinCountSensitive++
	l.Disclose(s, p)
	for key := range l.now {
		if _, ok := first[key]; ok {
			t.Fatal("a decision outlives its rule")
		}
	}
}
