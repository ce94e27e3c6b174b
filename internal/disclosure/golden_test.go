package disclosure

import (
	"fmt"
	"testing"

	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

var (
	routine   = health.Indicator{Code: "bumil", Factor: 100, Target: 100, Sensitivity: health.Routine, Lowest: health.Desa}
	condition = health.Indicator{Code: "ht", Factor: 100, Target: 100, Sensitivity: health.Condition, Lowest: health.Desa}
	sensitive = health.Indicator{Code: "tb", Factor: 100, Target: 100, Sensitivity: health.Sensitive, Lowest: health.Kecamatan}
	hiv       = health.Indicator{Code: "hiv", Factor: 100, Target: 100, Sensitivity: health.Sensitive, Lowest: health.Kabkota}
	policy    = Policy{MinCount: 5, MinCountSensitive: 10}
)

// tree is a kabupaten whose kecamatan hold desa with n of d each, and optionally
// puskesmas that serve desa by name.
type tree struct {
	ind       health.Indicator
	kecamatan [][]desa
	policy    Policy
}

type desa struct {
	name      string
	n, d      int
	puskesmas string
}

func (tr tree) release(t *testing.T) (*Release, *health.Register) {
	t.Helper()
	areas := []health.Area{{Code: "14.10", Level: health.Kabkota, Parent: health.NoUnit}}
	served, seat := map[string]string{}, map[string]health.Unit{}
	var seats []string
	for k, list := range tr.kecamatan {
		at := health.Unit(len(areas))
		areas = append(areas, health.Area{
			Code: fmt.Sprintf("14.10.%02d", k+1), Name: fmt.Sprintf("K%d", k+1),
			Level: health.Kecamatan, Parent: 0, End: at + health.Unit(len(list)) + 1,
		})
		for i, d := range list {
			code := fmt.Sprintf("14.10.%02d.%d", k+1, 2001+i)
			areas = append(areas, health.Area{Code: code, Name: d.name, Level: health.Desa, Parent: at, End: health.Unit(len(areas)) + 1})
			if d.puskesmas == "" {
				continue
			}
			served[code] = d.puskesmas
			if _, ok := seat[d.puskesmas]; !ok {
				seat[d.puskesmas] = at
				seats = append(seats, d.puskesmas)
			}
		}
	}
	areas[0].End = health.Unit(len(areas))
	var facilities []health.Facility
	for _, p := range seats {
		facilities = append(facilities, health.Facility{Code: p, Type: health.TypePuskesmas, Kabkota: 0, Kecamatan: seat[p], Desa: health.NoUnit})
	}
	reg := health.NewRegister(areas, facilities, served)
	b := tally.NewBuilder(reg, make([]health.Indicator, 1), health.MonthOf(2030, 1))
	for u, a := range reg.Areas {
		if a.Level != health.Desa {
			continue
		}
		d := tr.kecamatan[int(a.Code[7]-'1')][int(a.Code[12]-'1')]
		b.Add(tally.Row{Unit: health.Unit(u), Month: health.MonthOf(2024, 6), N: health.Count(d.n), D: health.Count(d.d)})
	}
	p := tr.policy
	if p == (Policy{}) {
		p = policy
	}
	return Disclose(spm.Summarise(spm.Input{
		Register: reg, Indicators: []health.Indicator{tr.ind}, Table: b.Table(), AsOf: health.NoMonth,
	}), p), reg
}

// shown tells, by name, which figures are exact.
func (tr tree) shown(t *testing.T) map[string]bool {
	t.Helper()
	r, reg := tr.release(t)
	shown := map[string]bool{}
	for u := range health.Unit(reg.Units()) {
		name := reg.Name(u)
		if reg.LevelOf(u) == health.Puskesmas {
			name = reg.Code(u)
		}
		shown[name] = r.Figure(u, 0, 2024).Exact()
	}
	return shown
}

func (tr tree) expect(t *testing.T, hidden ...string) {
	t.Helper()
	shown := tr.shown(t)
	for _, name := range hidden {
		if exact, ok := shown[name]; !ok || exact {
			t.Errorf("%s should be hidden (known %v)", name, ok)
		}
		delete(shown, name)
	}
	for name, exact := range shown {
		if !exact {
			t.Errorf("%s should be shown", name)
		}
	}
}

// other is a kecamatan with nothing to hide, so that a kabupaten is more than one of them.
var other = []desa{{"X1", 60, 100, ""}, {"X2", 70, 100, ""}}

// Golden test 6: A is small; alone the total reveals it; C, the next smallest, is hidden with it.
func TestGolden6Secondary(t *testing.T) {
	tr := tree{ind: routine, kecamatan: [][]desa{
		{{"A", 3, 12, ""}, {"B", 25, 40, ""}, {"C", 18, 30, ""}, {"D", 31, 45, ""}}, other,
	}}
	tr.expect(t, "A", "C")
	r, _ := tr.release(t)
	if f := r.Figure(1, 0, 2024); !f.Exact() || f.n != 77 || f.d != 127 {
		t.Errorf("the total is %d of %d, want 77 of 127", f.n, f.d)
	}
	// What a reader who knows the sasaran can work out: A in 0…12, C in 9…21.
	hidden, dA, dC := 77-25-31, 12, 30
	if lo, hi := max(0, hidden-dC), min(dA, hidden); lo != 0 || hi != 12 {
		t.Errorf("A lies in %d…%d", lo, hi)
	}
	if lo, hi := max(0, hidden-dA), min(dC, hidden); lo != 9 || hi != 21 {
		t.Errorf("C lies in %d…%d", lo, hi)
	}
}

// Golden test 7: rounding to 5, half up; small counts hidden; percentages from rounded numbers.
func TestGolden7Rounding(t *testing.T) {
	p := Policy{MinCount: 5, MinCountSensitive: 10, RoundTo: 5}
	for n, want := range map[health.Count]health.Count{0: 0, 8: 10, 12: 10, 13: 15, 38: 40, 52: 50} {
		if got := p.round(n); got != want {
			t.Errorf("%d rounds to %d, want %d", n, got, want)
		}
	}
	for n := int32(1); n <= 7; n++ {
		if rule := p.primary(routine, health.Desa, false, n, 100); rule != Primary {
			t.Errorf("%d of 100 is shown", n)
		}
	}
	tr := tree{ind: routine, policy: p, kecamatan: [][]desa{{{"A", 38, 52, ""}, {"B", 60, 90, ""}}, other}}
	r, _ := tr.release(t)
	if v, ok := r.Figure(2, 0, 2024).Value(); !ok || v != 80 {
		t.Errorf("38 of 52 prints as %v, want 80", v)
	}
	if v, _ := r.Figure(0, 0, 2024).Value(); v != 100*228.0/342 {
		t.Errorf("the kabupaten prints as %v, want its exact value", v)
	}
}

// Golden test 8: a small complement is hidden, a complement of zero and a count of zero are not.
func TestGolden8Complement(t *testing.T) {
	for _, c := range []struct {
		n, d int32
		want Rule
	}{{48, 50, Complement}, {50, 50, Shown}, {0, 50, Shown}} {
		if got := policy.primary(condition, health.Kecamatan, false, c.n, c.d); got != c.want {
			t.Errorf("%d of %d: rule %d, want %d", c.n, c.d, got, c.want)
		}
	}
	real, projected := spm.Sum{N: 48, D: 50}, spm.Sum{N: 48, D: 50, Projected: true}
	for _, c := range []struct {
		level health.Level
		sum   spm.Sum
		want  Rule
	}{
		{health.Desa, real, Complement},
		{health.Desa, projected, Shown},
		{health.Kecamatan, real, Shown},
		{health.Kabkota, spm.Sum{N: 1, D: 2}, Shown},
	} {
		if got := policy.primary(routine, c.level, c.sum.Projected, int32(c.sum.N), int32(c.sum.D)); got != c.want {
			t.Errorf("routine, %v, projected %v: rule %d, want %d", c.level, c.sum.Projected, got, c.want)
		}
	}
}

func TestFloors(t *testing.T) {
	for _, c := range []struct {
		n, d int32
		want Rule
	}{{9, 40, Floor}, {0, 40, Floor}, {10, 40, Shown}, {8, 8, Floor}, {191, 198, Floor}, {30, 40, Shown}, {40, 40, Shown}, {45, 40, Shown}} {
		if got := policy.primary(sensitive, health.Kecamatan, false, c.n, c.d); got != c.want {
			t.Errorf("TB, %d of %d in a kecamatan: rule %d, want %d", c.n, c.d, got, c.want)
		}
	}
	kec := [][]desa{{{"A", 40, 90, ""}, {"B", 50, 90, ""}}, {{"C", 4, 8, ""}, {"D", 40, 90, ""}}, {{"E", 95, 99, ""}, {"F", 96, 99, ""}}}
	// TB: desa never; a kecamatan unless its complement is 1 to 9 (K3: 191 of 198), and then another one with it.
	shown := tree{ind: sensitive, kecamatan: kec}.shown(t)
	for _, name := range []string{"A", "B", "C", "D", "E", "F", "K3"} {
		if shown[name] {
			t.Errorf("TB of %s is shown", name)
		}
	}
	if shown["K1"] && shown["K2"] {
		t.Error("K3 follows from the kabupaten and the other two")
	}
	shown = tree{ind: hiv, kecamatan: kec}.shown(t)
	for name, exact := range shown {
		if exact != (name == "") {
			t.Errorf("HIV of %q shown: %v", name, exact)
		}
	}
}

func TestGroups(t *testing.T) {
	for name, c := range map[string]struct {
		kecamatan [][]desa
		hidden    []string
	}{
		"a kecamatan with one desa is hidden with it, and one more kecamatan": {
			[][]desa{{{"A", 3, 60, ""}}, {{"B", 30, 60, ""}, {"C", 40, 60, ""}}, {{"D", 50, 70, ""}, {"E", 51, 70, ""}}},
			[]string{"A", "K1", "K2", "B"},
		},
		"an only child of the kabupaten equals a public figure": {
			[][]desa{{{"A", 3, 60, ""}}}, nil,
		},
		"a puskesmas with one desa is hidden with it": {
			[][]desa{{{"A", 3, 60, "P1"}, {"B", 30, 60, "P2"}, {"C", 40, 60, "P2"}}, {{"D", 50, 70, "P3"}, {"E", 51, 70, "P3"}}},
			[]string{"A", "P1", "B", "P2"},
		},
		// P1 serves all of K1 and X besides, so that X is the one less the other whatever A and B are.
		"a puskesmas and a kecamatan do not give away the desa in which they differ": {
			[][]desa{{{"A", 20, 60, "P1"}, {"B", 30, 60, "P1"}}, {{"X", 3, 60, "P1"}, {"D", 40, 60, "P2"}, {"E", 50, 60, "P2"}}, other},
			[]string{"X", "A", "K1", "K2"},
		},
		"two small siblings do not protect each other": {
			[][]desa{{{"A", 1, 60, ""}, {"B", 1, 60, ""}, {"C", 20, 60, ""}, {"D", 40, 60, ""}}, other},
			[]string{"A", "B", "C"},
		},
		"zero is shown": {
			[][]desa{{{"A", 0, 60, ""}, {"B", 30, 60, ""}}, other}, nil,
		},
		"a small kecamatan is hidden with its small desa; its zero is shown": {
			[][]desa{{{"A", 3, 60, ""}, {"B", 0, 60, ""}}, {{"C", 30, 60, ""}, {"D", 31, 60, ""}}, {{"E", 50, 60, ""}, {"F", 51, 60, ""}}},
			[]string{"A", "K1", "K2", "C"},
		},
	} {
		t.Run(name, func(t *testing.T) { tree{ind: routineProjected, kecamatan: c.kecamatan}.expect(t, c.hidden...) })
	}
}

// routineProjected has no complement to protect at kecamatan and puskesmas; at desa the trees above keep it large.
var routineProjected = routine

// A zero protects another's complement only when there is nothing else to hide.
func TestZeroIsHiddenLast(t *testing.T) {
	tree{ind: condition, kecamatan: [][]desa{
		{{"A", 58, 60, ""}, {"B", 0, 60, ""}}, {{"C", 30, 60, ""}, {"D", 31, 60, ""}},
	}}.expect(t, "A", "B")
	tree{ind: condition, kecamatan: [][]desa{
		{{"A", 58, 60, ""}, {"B", 0, 60, ""}, {"G", 20, 60, ""}}, {{"C", 30, 60, ""}, {"D", 31, 60, ""}},
	}}.expect(t, "A", "G")
}

// Which way is good decides what a status, a gap and a standing mean.
func TestPolarity(t *testing.T) {
	for _, c := range []struct {
		polarity health.Polarity
		n        int
		status   health.Status
		gap      int
		standing float64
	}{
		{health.HighIsGood, 3, health.Behind, 2, 0.6},
		{health.HighIsGood, 5, health.Reached, 0, 1},
		{health.LowIsGood, 5, health.Reached, 0, 1},
		{health.LowIsGood, 4, health.Reached, 0, 1.25},
		{health.LowIsGood, 8, health.Behind, 3, 0.625},
		{health.Neutral, 8, health.NoStatus, 0, 0},
	} {
		f := Figure{state: health.Value, n: health.Count(c.n), d: 100, factor: 100, target: 5, polarity: c.polarity}
		gap, _ := f.GapToTarget()
		standing, _ := f.Standing()
		if f.Status() != c.status || gap != c.gap || standing != c.standing {
			t.Errorf("%s, %d %%: %q, gap %d, standing %v; want %q, %d, %v", c.polarity, c.n, f.Status(), gap, standing, c.status, c.gap, c.standing)
		}
	}
	// Rates: 5.25 per 1,000 allowed of 2,000 are ten.
	f := Figure{state: health.Value, n: 12, d: 2000, factor: 1000, target: 5.25, polarity: health.LowIsGood}
	if gap, _ := f.GapToTarget(); gap != 2 || f.Status() != health.Near && f.Status() != health.Behind {
		t.Errorf("gap %d, %s", gap, f.Status())
	}
}

func TestFigureOfNothing(t *testing.T) {
	var f Figure
	if f.State() != health.NotReported || f.Exact() || f.Status() != health.Unreported {
		t.Error("the zero figure is not 'not reported'")
	}
	if _, ok := f.Value(); ok {
		t.Error("the zero figure has a value")
	}
	if n, ok := f.Numerator(); ok || n != 0 {
		t.Error("the zero figure has a numerator")
	}
}
