package disclosure

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"terang/internal/health"
	"terang/internal/tally"
)

// Whatever an office sends, nothing that is hidden can be worked out.
func TestNothingCanBeWorkedOut(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := offices().Draw(t, "office")
		s := w.summary(w.rows)
		if s.Of(2024) == nil {
			return
		}
		r := Disclose(s, policy)
		for _, f := range attack(s, r, policy, 0, 2024).findings() {
			t.Error(f)
		}
		for u := range health.Unit(s.Register.Units()) {
			checkHidden(t, s.Register.Code(u), r.Figure(u, 0, 2024))
		}
	})
}

// checkHidden looks for a number in a hidden figure, field by field: those who
// reported, the month, the target, the factor and what the sasaran is made of tell
// nothing of people.
func checkHidden(t *rapid.T, name string, f Figure) {
	if f.Exact() {
		return
	}
	harmless := []string{"state", "withheld", "projected", "reported", "expected", "month", "provisional", "plain", "event", "target", "factor", "last"}
	v := reflect.ValueOf(f)
	for i := range v.NumField() {
		if field := v.Type().Field(i).Name; !slices.Contains(harmless, field) && !v.Field(i).IsZero() {
			t.Errorf("%s is hidden and has %s", name, field)
		}
	}
}

// A sum that counts people of outside can hold fewer not served than its parts:
// then those not served can still be moved out of it, and that is made use of.
func TestSumsWithPeopleOfOutside(t *testing.T) {
	w := &office{served: map[string]string{}, ind: routine}
	kab := w.area(health.NoUnit, "14.10", health.Kabkota)
	one := w.area(kab, "14.10.03", health.Kecamatan)
	x := w.area(one, "14.10.03.2003", health.Desa)
	other := w.area(kab, "14.10.04", health.Kecamatan)
	y := w.area(other, "14.10.04.2003", health.Desa)
	z := w.area(other, "14.10.04.2004", health.Desa)
	w.close()
	w.facilities = []health.Facility{{Code: "P1", Type: health.TypePuskesmas, Kabkota: kab, Kecamatan: one, Desa: health.NoUnit}}
	for _, u := range []health.Unit{x, y, z} {
		w.served[w.areas[u].Code] = "P1"
	}
	w.rows = []tally.Row{
		{Unit: x, Month: thisJune, N: 199, D: 200},
		{Unit: y, Month: thisJune, N: 1, D: 1},
		{Unit: z, Month: thisJune, N: 0, D: 6},
		{Unit: other, Month: thisJune, N: 6, D: health.Missing, Kind: tally.Outside},
	}
	s := w.summary(w.rows)
	for _, f := range attack(s, Disclose(s, policy), policy, 0, 2024).findings() {
		t.Error(f)
	}
}

// Protecting what is protected hides nothing more.
func TestProtectIsDone(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := offices().Draw(t, "office")
		s := w.summary(w.rows)
		if s.Of(2024) == nil {
			return
		}
		once := Disclose(s, policy)
		twice := disclose(s, policy, nil, func(tb *table) { tb.protect(); tb.protect() })
		for rule := Primary; rule <= Floor; rule++ {
			if once.Hidden(rule) != twice.Hidden(rule) {
				t.Errorf("rule %d hides %d, then %d", rule, once.Hidden(rule), twice.Hidden(rule))
			}
		}
	})
}

// The order of an office's rows does not matter.
func TestOrderOfRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := offices().Draw(t, "office")
		mixed := rapid.Permutation(w.rows).Draw(t, "rows")
		s := w.summary(w.rows)
		if s.Of(2024) == nil {
			return
		}
		one, other := Disclose(s, policy), Disclose(w.summary(mixed), policy)
		for u := range health.Unit(s.Register.Units()) {
			if one.Figure(u, 0, 2024) != other.Figure(u, 0, 2024) {
				t.Errorf("%s differs with the order of rows", s.Register.Code(u))
			}
		}
	})
}

// The attacker is one that finds what is left open: each weakness below must be found in some office.
func TestTheAttackerAttacks(t *testing.T) {
	careless := Policy{MinCount: 1, MinCountSensitive: 1}
	for name, c := range map[string]struct {
		policy  Policy
		protect func(*table)
	}{
		"small counts are not hidden":     {careless, (*table).protect},
		"nothing is hidden besides":       {policy, func(*table) {}},
		"puskesmas are not protected":     {policy, withoutPuskesmas},
		"one more is hidden in each case": {policy, oneMore},
		"half as wide":                    {policy, func(tb *table) { tb.t /= 2; tb.protect() }},
	} {
		t.Run(name, func(t *testing.T) {
			found := false
			for seed := 0; seed < 400 && !found; seed++ {
				w := offices().Example(seed)
				s := w.summary(w.rows)
				found = s.Of(2024) != nil &&
					len(attack(s, disclose(s, c.policy, nil, c.protect), policy, 0, 2024).findings()) > 0
			}
			if !found {
				t.Error("is not noticed")
			}
		})
	}
}

// withoutPuskesmas protects as if nobody added the desa of a puskesmas up.
func withoutPuskesmas(tb *table) {
	for i := range tb.cells {
		c := &tb.cells[i]
		switch {
		case tb.reg.LevelOf(c.unit) == health.Puskesmas:
			c.from, c.to = none, none
		case c.own:
			c.to = tb.back(c.unit)
		}
	}
	tb.link()
	tb.protect()
}

// oneMore hides with each hidden cell the next smallest beside it, and no more.
func oneMore(tb *table) {
	for i := range tb.cells {
		if c := &tb.cells[i]; c.rule != Shown && c.from != none {
			if _, way := tb.width(int32(i), &served, 1); len(way.hide) > 0 {
				tb.hide(way.hide[0], Secondary)
			}
		}
	}
}
