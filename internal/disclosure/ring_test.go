package disclosure

import (
	"slices"
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// Every unit of kab/kota and below stands in one ring, with those it shares sums with.
func TestRings(t *testing.T) {
	s := province(3, 4, 5)
	list := rings(s)
	if len(list) != 3 {
		t.Fatalf("%d rings of 3 kab/kota", len(list))
	}
	seen := map[health.Unit]int{}
	for k, r := range list {
		if !slices.IsSorted(r.units) || len(r.starts) != 1 {
			t.Errorf("ring %d: units in disorder, or %d starts", k, len(r.starts))
		}
		for _, u := range r.units {
			if _, twice := seen[u]; twice {
				t.Errorf("unit %d stands twice", u)
			}
			seen[u] = k
		}
	}
	for u := range health.Unit(s.Register.Units()) {
		k, there := seen[u]
		if there != (s.Register.LevelOf(u) >= health.Kabkota) {
			t.Errorf("unit %d: in a ring %v", u, there)
		}
		if there && s.Register.LevelOf(u) < health.Puskesmas {
			if at := s.Register.Ancestor(u, health.Kabkota); seen[at] != k {
				t.Errorf("unit %d is apart from its kab/kota", u)
			}
		}
	}
}

// A report of one kab/kota changes nothing that is shown of another, and has only its own
// indicator and kab/kota decided anew.
func TestRingsAreApart(t *testing.T) {
	before := province(3, 4, 5)
	changed := health.NoUnit
	after := province(3, 4, 5, func(r *tally.Row) {
		if changed == health.NoUnit && r.Indicator == 2 {
			changed, r.N, r.D = r.Unit, 1, 300
		}
	})
	l := new(Learned)
	l.Disclose(before, policy)
	first := l.now
	l.Disclose(after, policy)
	anew := 0
	for key := range l.now {
		if _, known := first[key]; !known {
			anew++
		}
	}
	if anew != 1 || len(l.now) != 3*len(before.Indicators) {
		t.Errorf("%d of %d decisions are made anew, want 1 of %d", anew, len(l.now), 3*len(before.Indicators))
	}
	was, is := Disclose(before, policy).years, Disclose(after, policy).years
	differ := false
	for year, o := range is {
		for u := range health.Unit(before.Register.Units()) {
			for i := range before.Indicators {
				k := int(u)*len(before.Indicators) + i
				if o.rules[k] == was[year].rules[k] && o.months[k] == was[year].months[k] {
					continue
				}
				differ = true
				if before.Register.Ancestor(u, health.Kabkota) != before.Register.Ancestor(changed, health.Kabkota) {
					t.Errorf("unit %d: indicator %d is shown otherwise", u, i)
				}
			}
		}
	}
	if !differ {
		t.Error("the change has no effect, so the test shows nothing")
	}
}
