package revision

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"
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
		var was, is strings.Builder
		for u, unit := range units {
			n := 0
			for _, i := range desa[u] {
				n += by[i]
			}
			const row = "2024-09,%s,%s,A,bumil,%d,%d,1.0000,75.0000,tercapai,0,,,,\n"
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
			if x := listed[unit.Code]; x == nil || x.Old != nil {
				known = append(known, row(desa[u], len(by)))
			}
		}
		for u, unit := range units {
			n := 0
			for _, i := range desa[u] {
				n += by[i]
			}
			if strings.Contains("kecamatan desa puskesmas", unit.Level) && n != 0 && n > -5 && n < 5 && follows(row(desa[u], len(by)), known) {
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

func row(of []int, n int) []int {
	r := make([]int, n)
	for _, i := range of {
		r[i] = 1
	}
	return r
}

// follows says whether a row is a sum of multiples of others, reckoned in the field of a prime.
func follows(r []int, rows [][]int) bool {
	const p = 1_000_003
	inverse := func(a int) int {
		b := 1
		for e := p - 2; e > 0; e >>= 1 {
			if e&1 == 1 {
				b = b * a % p
			}
			a = a * a % p
		}
		return b
	}
	reduced := func(r []int, basis map[int][]int) (left []int, lead int) {
		left, lead = append([]int{}, r...), -1
		for i := range left {
			b, ok := basis[i]
			if left[i] == 0 {
				continue
			}
			if !ok {
				if lead < 0 {
					lead = i
				}
				continue
			}
			by := left[i]
			for k := range left {
				left[k] = ((left[k]-by*b[k])%p + p) % p
			}
		}
		return left, lead
	}
	basis := map[int][]int{}
	for _, of := range rows {
		left, lead := reduced(of, basis)
		if lead < 0 {
			continue
		}
		by := inverse(left[lead])
		for k := range left {
			left[k] = left[k] * by % p
		}
		basis[lead] = left
	}
	_, lead := reduced(r, basis)
	return lead < 0
}
