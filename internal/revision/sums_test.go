package revision

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"terang/internal/correction/reckon"
)

// country is a small one: provinces of two kab/kota of two kecamatan of three desa, and a puskesmas a
// kecamatan. Each unit is told of as the desa in it.
func country() (units []Unit, desa [][]int) {
	add := func(level, code string, of ...int) {
		units, desa = append(units, Unit{level, code, code}), append(desa, of)
	}
	var all []int
	for p := range 2 {
		prov := fmt.Sprint(98 + p)
		var inProv []int
		for k := range 2 {
			kab := fmt.Sprintf("%s.0%d", prov, k+1)
			var inKab []int
			for c := range 2 {
				kec := fmt.Sprintf("%s.0%d", kab, c+1)
				var inKec []int
				for d := range 3 {
					n := len(all) + len(inProv) + len(inKab) + len(inKec)
					add("desa", fmt.Sprintf("%s.200%d", kec, d+1), n)
					inKec = append(inKec, n)
				}
				add("kecamatan", kec, inKec...)
				add("puskesmas", fmt.Sprintf("P%d%d%d", p, k, c), inKec...)
				inKab = append(inKab, inKec...)
			}
			add("kabkota", kab, inKab...)
			inProv = append(inProv, inKab...)
		}
		add("provinsi", prov, inProv...)
		all = append(all, inProv...)
	}
	add("nasional", "id", all...)
	return units, desa
}

// TestNoSumTellsOfFewPeople corrects desa at random and reckons, as a reader would who takes every listed
// amount and every place that is not listed for an equation: no correction of few people below kab/kota
// has one solution only.
func TestNoSumTellsOfFewPeople(t *testing.T) {
	t.Parallel()
	units, desa := country()
	rapid.Check(t, func(t *rapid.T) {
		by := make([]int, 24)
		for range rapid.IntRange(1, 6).Draw(t, "corrected") {
			at := rapid.IntRange(0, len(by)-1).Draw(t, "desa")
			by[at] = rapid.OneOf(rapid.IntRange(-4, 4), rapid.IntRange(-30, 30)).Draw(t, "by")
		}
		veiled := map[int]bool{} // desa whose numbers are hidden, by twos
		for range rapid.IntRange(0, 2).Draw(t, "hidden") {
			at := rapid.IntRange(0, len(by)-1).Draw(t, "hidden desa")
			veiled[at], veiled[at/3*3+(at+1)%3] = true, true
		}
		hidden := func(u int) bool { return units[u].Level == "desa" && veiled[desa[u][0]] }
		var was, is strings.Builder
		for u, unit := range units {
			n := 0
			for _, i := range desa[u] {
				n += by[i]
			}
			const row = "2024-09,%s,%s,A,bumil,%d,%d,1.0000,75.0000,tercapai,0,,,,\n"
			if hidden(u) {
				fmt.Fprintf(&was, "2024-09,desa,%s,A,bumil,,,,75.0000,,1,,,,\n", unit.Code)
				fmt.Fprintf(&is, "2024-09,desa,%s,A,bumil,,,,75.0000,,1,,,,\n", unit.Code)
				continue
			}
			fmt.Fprintf(&was, row, unit.Level, unit.Code, 5000, 90000)
			fmt.Fprintf(&is, row, unit.Level, unit.Code, 5000+n, 90000)
		}
		old, _ := Open("lama", portal("2024-09", was.String()))
		now, _ := Open("baru", portal("2024-09", is.String()))
		c, err := Compare(old, now)
		if err != nil {
			t.Fatal(err)
		}
		listed := map[string]*Change{}
		for i := range c.Revised {
			listed[c.Revised[i].Code] = &c.Revised[i]
		}
		var known [][]int
		for u, unit := range units {
			if x := listed[unit.Code]; (x == nil || x.Old != nil) && !hidden(u) {
				known = append(known, reckon.Sum(len(by), desa[u]...))
			}
		}
		for kec := range len(by) / 3 { // what is hidden in a kecamatan, together
			var of []int
			n := 0
			for i := kec * 3; i < kec*3+3; i++ {
				if veiled[i] {
					of, n = append(of, i), n+by[i]
				}
			}
			if n != 0 && n > -5 && n < 5 && reckon.Follows(reckon.Sum(len(by), of...), known) {
				t.Fatalf("hidden desa %v were corrected by %d, which %v tell", of, n, told(c))
			}
		}
		for u, unit := range units {
			n := 0
			for _, i := range desa[u] {
				n += by[i]
			}
			if strings.Contains("kecamatan desa puskesmas", unit.Level) && n != 0 && n > -5 && n < 5 && reckon.Follows(reckon.Sum(len(by), desa[u]...), known) {
				t.Fatalf("%s %s was corrected by %d, which %v tell", unit.Level, unit.Code, n, told(c))
			}
		}
	})
}

func told(c *Changes) (list []string) {
	for _, x := range c.Revised {
		if x.Old == nil {
			list = append(list, x.Code+" –")
		} else {
			list = append(list, fmt.Sprintf("%s %+d", x.Code, x.New.Numerator-x.Old.Numerator))
		}
	}
	return list
}
