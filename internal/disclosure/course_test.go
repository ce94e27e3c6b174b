package disclosure

import (
	"fmt"
	"strings"
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// course is a year of a small kabupaten: by kecamatan, the cumulative counts of its
// desa from January on, −1 for a month without a report, and what is to be seen of them.
type course struct {
	ind       health.Indicator
	kecamatan [][]village
	sums      map[string]string // what is to be seen of kecamatan and puskesmas
}

type village struct {
	name, puskesmas string
	d               int
	counts          []int
	want            string // "3* 7": hidden in January, shown in February
}

// release reports the counts up to a month of 2024.
func (c course) release(upTo int) (*Release, *health.Register) {
	w := &office{served: map[string]string{}, ind: c.ind}
	kab := w.area(health.NoUnit, "14.10", health.Kabkota)
	seat := map[string]bool{}
	for k, list := range c.kecamatan {
		kec := w.area(kab, fmt.Sprintf("14.10.%02d", k+1), health.Kecamatan)
		w.areas[kec].Name = fmt.Sprintf("K%d", k+1)
		for i, v := range list {
			u := w.area(kec, fmt.Sprintf("%s.%d", w.areas[kec].Code, 2001+i), health.Desa)
			w.areas[u].Name = v.name
			if v.puskesmas != "" && !seat[v.puskesmas] {
				seat[v.puskesmas] = true
				w.facilities = append(w.facilities, health.Facility{
					Code: v.puskesmas, Name: v.puskesmas, Type: health.TypePuskesmas, Kabkota: kab, Kecamatan: kec, Desa: health.NoUnit,
				})
			}
			if v.puskesmas != "" {
				w.served[w.areas[u].Code] = v.puskesmas
			}
			for m, n := range v.counts {
				if n >= 0 {
					w.rows = append(w.rows, tally.Row{
						Unit: u, Month: health.MonthOf(2024, m+1), N: health.Count(n), D: health.Count(v.d), Kind: tally.Cumulative,
					})
				}
			}
		}
	}
	w.close()
	s := w.summaryAt(w.rows, health.MonthOf(2024, upTo))
	return Disclose(s, policy), s.Register
}

// seen writes down what is shown of a unit month by month.
func seen(r *Release, u health.Unit, months int) string {
	var list []string
	for _, f := range r.Series(u, 0, 2024)[:months] {
		switch n, ok := f.Numerator(); {
		case ok:
			list = append(list, fmt.Sprint(n))
		case f.State() == health.Suppressed:
			list = append(list, "*")
		default:
			list = append(list, "-")
		}
	}
	return strings.Join(list, " ")
}

func (c course) check(t *testing.T) {
	t.Helper()
	months := len(c.kecamatan[0][0].counts)
	r, reg := c.release(months)
	want := map[string]string{}
	for _, list := range c.kecamatan {
		for _, v := range list {
			if c.ind.Lowest < health.Desa {
				continue
			}
			want[v.name] = v.want
		}
	}
	for name, s := range c.sums {
		want[name] = s
	}
	for u := range health.Unit(reg.Units()) {
		if w, ok := want[reg.Name(u)]; ok {
			if got := seen(r, u, months); got != w {
				t.Errorf("%s: %s, want %s", reg.Name(u), got, w)
			}
		}
	}
}

// big is a kecamatan where nothing has to be hidden.
var big = []village{
	{"X", "PX", 900, []int{50, 100, 150, 200}, "50 100 150 200"},
	{"Y", "PX", 900, []int{60, 120, 180, 240}, "60 120 180 240"},
}

// Rule 5, by hand: t is 5, of sensitive services 10. The kabupaten is always shown.
func TestMonthsByHand(t *testing.T) {
	for name, c := range map[string]course{
		// A grows by 3, 3 and 5: in March it has grown by 6 since January. B, the smaller of the
		// two beside it, keeps A's 3 of February from being what K1 has left.
		"small growth waits until it is large": {
			kecamatan: [][]village{{
				{"A", "", 90, []int{10, 13, 16, 21}, "10 * 16 21"},
				{"B", "", 90, []int{12, 22, 33, 44}, "12 * 33 44"},
				{"C", "", 90, []int{20, 40, 60, 70}, "20 40 60 70"},
			}},
			sums: map[string]string{"K1": "42 75 109 135"},
		},
		"no growth is no count of people": {
			kecamatan: [][]village{{
				{"A", "", 90, []int{10, 10, 10, 15}, "10 10 10 15"},
				{"B", "", 90, []int{12, 22, 33, 44}, "12 22 33 44"},
			}},
		},
		"two that grow by little protect each other": {
			kecamatan: [][]village{{
				{"A", "", 90, []int{10, 13, 16, 21}, "10 * 16 21"},
				{"B", "", 90, []int{12, 15, 18, 26}, "12 * 18 26"},
			}},
			sums: map[string]string{"K1": "22 28 34 47"},
		},
		"a correction downward is a count too": {
			kecamatan: [][]village{{
				{"A", "", 90, []int{20, 17, 25, 30}, "20 * 25 30"},
				{"B", "", 90, []int{12, 22, 33, 44}, "12 * 33 44"},
			}},
		},
		// A is its kecamatan and its puskesmas, and so is B: all four go together.
		"a puskesmas with one desa": {
			kecamatan: [][]village{
				{{"A", "P1", 90, []int{20, 23, 30, 40}, "20 * 30 40"}},
				{{"B", "P2", 90, []int{12, 22, 33, 44}, "12 * 33 44"}},
			},
			sums: map[string]string{"K1": "20 * 30 40", "P1": "20 * 30 40", "K2": "12 * 33 44", "P2": "12 * 33 44"},
		},
		// A is P1, so P2 has to be hidden as well, and in it one desa: B, the smaller.
		"a kecamatan of two puskesmas": {
			kecamatan: [][]village{{
				{"A", "P1", 90, []int{20, 23, 30, 40}, "20 * 30 40"},
				{"B", "P2", 90, []int{12, 22, 33, 44}, "12 * 33 44"},
				{"C", "P2", 90, []int{20, 40, 60, 70}, "20 40 60 70"},
			}},
			sums: map[string]string{"K1": "52 85 123 154", "P1": "20 * 30 40", "P2": "32 * 93 114"},
		},
		// N begins in February with 3, too few. What K1 has grown by would tell N's
		// sasaran, so K1 waits for N, and with it another kecamatan.
		"a late desa": {
			kecamatan: [][]village{{
				{"A", "", 90, []int{20, 30, 40, 50}, "20 30 40 50"},
				{"N", "", 90, []int{-1, 3, 4, 10}, "- * * 10"},
				{"B", "", 90, []int{12, 22, 33, 44}, "12 * * 44"},
			}},
			sums: map[string]string{"K1": "32 * * 104", "K2": "110 * * 440", "X": "50 * * 200"},
		},
		// Of A's 40 patients 3 are left in March, none in April.
		"a small remainder comes and goes": {
			ind: condition,
			kecamatan: [][]village{{
				{"A", "", 40, []int{20, 30, 37, 40}, "20 30 * 40"},
				{"B", "", 90, []int{12, 22, 33, 44}, "12 22 * 44"},
			}},
			sums: map[string]string{"K1": "32 52 70 84"},
		},
		// N and M begin in March, 45 people more in the kabupaten, whatever the others have,
		// who were there before. N is not shown, and its 15 would be known with the 30 of M.
		"two that begin together": {
			kecamatan: [][]village{
				{{"A", "P1", 60, []int{0, 0, 0, 1}, "0 * * *"}, {"N", "P1", 15, []int{-1, -1, 0, 2}, "- - * *"}},
				{
					{"B", "P1", 11, []int{1, 1, 1, 7}, "* * * *"},
					{"C", "P1", 20, []int{3, 6, 8, 13}, "* * * *"},
					{"D", "P1", 200, []int{3, 4, 7, 10}, "* * * 10"},
					{"M", "P1", 30, []int{-1, -1, 2, 15}, "- - * *"},
				},
			},
			sums: map[string]string{"X": "50 * * *"},
		},
		// K2 grows by 4, 6 and 3 a month, never by 10; it and K1 are all that can be hidden beside the big one.
		"a sensitive service in kecamatan and puskesmas": {
			ind: sensitive,
			kecamatan: [][]village{
				{{"A", "P1", 90, []int{12, 18, 25, 60}, ""}, {"B", "P1", 90, []int{12, 22, 33, 44}, ""}},
				{{"C", "P2", 90, []int{12, 14, 15, 16}, ""}, {"D", "P2", 90, []int{10, 12, 17, 19}, ""}},
			},
			sums: map[string]string{"K1": "24 * * *", "P1": "24 * * *", "K2": "22 * * *", "P2": "22 * * *"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			if c.ind.Code == "" {
				c.ind = routine
			}
			c.kecamatan = append(c.kecamatan, big)
			c.check(t)
		})
	}
}

// A hidden figure has a band where the sasaran was shown, is large, and the band has room; and always the last one shown.
func TestBands(t *testing.T) {
	c := course{ind: routine, kecamatan: [][]village{{
		{"A", "", 200, []int{120, 123}, ""}, // 61.5 %
		{"B", "", 200, []int{98, 101}, ""},  // 50.5 %, and 49 % in a world where it has three fewer
		{"C", "", 49, []int{30, 33}, ""},    // a band of 30 of 49 is narrow
		{"D", "", 200, []int{3, 4}, ""},     // never shown
		{"E", "", 200, []int{10, 15}, ""},   // hidden with D
	}, big}}
	r, reg := c.release(2)
	want := map[string]Band{"A": From50, "B": NoBand, "C": NoBand, "D": NoBand}
	for u := range health.Unit(reg.Units()) {
		band, ok := want[reg.Name(u)]
		if !ok {
			continue
		}
		f := r.Figure(u, 0, 2024)
		if f.Exact() || f.Band() != band || (f.State() == health.Banded) != (band != NoBand) {
			t.Errorf("%s: state %d, band %q", reg.Name(u), f.State(), f.Band().Code())
		}
		last, ok := f.Last()
		if n, _ := last.Numerator(); ok != (reg.Name(u) != "D") || ok && (last.Month() != health.MonthOf(2024, 1) || !last.Exact() || n < 30) {
			t.Errorf("%s: last shown %v %+v", reg.Name(u), ok, last)
		}
	}
}

// A movement says which of two months had more: it is shown where both counts are.
func TestMovementNeedsBothMonths(t *testing.T) {
	c := course{ind: routine, kecamatan: [][]village{{
		{"A", "", 200, []int{20, 30, 36}, ""}, // all shown: 10, then 6
		{"B", "", 200, []int{20, 23, 36}, ""}, // 3 hidden, then 13
		{"C", "", 200, []int{20, 26, 36}, ""}, // hidden with B
	}, big}}
	r, reg := c.release(3)
	want := map[string]health.Movement{"A": health.Falling, "B": health.MovementUnknown, "K1": health.Rising}
	for u := range health.Unit(reg.Units()) {
		if m, ok := want[reg.Name(u)]; ok && (r.Figure(u, 0, 2024).Movement() != m || !r.Figure(u, 0, 2024).Exact()) {
			t.Errorf("%s: %+v", reg.Name(u), r.Figure(u, 0, 2024))
		}
	}
}

// P1 reports itself and has served all its 11, who were counted. So K2, which has grown
// by 1, has in truth up to 4 more, whom P1 has counted in the month as well, but not one
// fewer, for P1 cannot have one more: K3 is hidden too. Were P1's 11 a projection, P1 would do.
func TestWhoIsFullProtectsNobody(t *testing.T) {
	for _, projected := range []bool{false, true} {
		w := &office{served: map[string]string{}, ind: routine}
		kab := w.area(health.NoUnit, "14.10", health.Kabkota)
		k2 := w.area(kab, "14.10.02", health.Kecamatan)
		a := w.area(k2, "14.10.02.2001", health.Desa)
		k3 := w.area(kab, "14.10.03", health.Kecamatan)
		b := w.area(k3, "14.10.03.2001", health.Desa)
		w.close()
		w.facilities = []health.Facility{{Code: "P1", Type: health.TypePuskesmas, Kabkota: kab, Kecamatan: k3, Desa: health.NoUnit}}
		p1 := health.Unit(len(w.areas))
		for m, n := range [][3]int{{7, 20, 7}, {8, 30, 11}} {
			for i, u := range []health.Unit{a, b, p1} {
				w.rows = append(w.rows, tally.Row{
					Unit: u, Month: health.MonthOf(2024, m+1), Kind: tally.Cumulative,
					N: health.Count(n[i]), D: health.Count([]int{60, 60, 11}[i]), Projected: u == p1 && projected,
				})
			}
		}
		r := Disclose(w.summaryAt(w.rows, health.MonthOf(2024, 2)), policy)
		for u, want := range map[health.Unit]bool{a: false, k2: false, p1: false, b: projected, k3: projected} {
			if got := r.Figure(u, 0, 2024).Exact(); got != want {
				t.Errorf("projected %v: %s is shown: %v", projected, r.sums.Register.Code(u), got)
			}
		}
	}
}

// In A 4 of 11 are left and in B nobody, which the kabupaten tells. That A's are not
// at most 4 of these can only be had from C, whose 11 are a projection that may be
// too low: C and its kecamatan are hidden with A.
func TestAProjectionMayBeTooLow(t *testing.T) {
	for _, projected := range []bool{false, true} {
		w := &office{served: map[string]string{}, ind: routine}
		kab := w.area(health.NoUnit, "14.10", health.Kabkota)
		one := w.area(kab, "14.10.02", health.Kecamatan)
		a, b := w.area(one, "14.10.02.2001", health.Desa), w.area(one, "14.10.02.2002", health.Desa)
		other := w.area(kab, "14.10.03", health.Kecamatan)
		c := w.area(other, "14.10.03.2001", health.Desa)
		w.close()
		for i, u := range []health.Unit{a, b, c} {
			w.rows = append(w.rows, tally.Row{
				Unit: u, Month: thisJune, N: health.Count([]int{7, 11, 11}[i]), D: 11, Projected: u == c && projected,
			})
		}
		r := Disclose(w.summary(w.rows), policy)
		for u, want := range map[health.Unit]bool{a: false, b: false, c: !projected, other: !projected} {
			if got := r.Figure(u, 0, 2024).Exact(); got != want {
				t.Errorf("projected %v: %s is shown: %v", projected, r.sums.Register.Code(u), got)
			}
		}
	}
}
