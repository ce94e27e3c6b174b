package correction

import (
	"testing"

	"terang/internal/health"
)

func few(n, d int64) bool { return Few(n, d, 10) }

// TestASumOfFewIsHushed has a kab/kota with a hidden kecamatan B, beside what is told of A: what is left is B's.
func TestASumOfFewIsHushed(t *testing.T) {
	const july, august health.Month = 7, 8
	kab := func(m health.Month, n int64) Correction {
		return Correction{Level: health.Kabkota, Code: "99.01", Period: m, N: n, Told: true}
	}
	a := func(m health.Month, n int64) Correction {
		return Correction{Level: health.Kecamatan, Code: "99.01.01", Period: m, N: n, Told: true}
	}
	desa := Correction{Level: health.Desa, Code: "99.01.01.2001", Period: august, N: 20, Told: true}
	hidden := func(code string) Correction {
		return Correction{Level: health.Kecamatan, Code: code, Hidden: true}
	}
	b := hidden("99.01.02")
	for _, c := range []struct {
		name string
		list []Correction
		told bool // of the first
	}{
		{"the rest is of many", []Correction{kab(august, 43), a(august, 20), b}, true},
		{"the rest is of few", []Correction{kab(august, 23), a(august, 20), b}, false},
		{"one part twice", []Correction{kab(august, 23), a(august, 20), a(august, 20), b}, false},
		{"one part twice and otherwise", []Correction{kab(august, 3), a(august, 20), a(august, 10), b}, false},
		{"the sum twice", []Correction{kab(august, 8), kab(august, 8), b}, false},
		{"the sum twice and otherwise", []Correction{kab(august, 43), kab(august, 44)}, false},
		{"the sum of two months", []Correction{kab(july, 8), kab(august, 8), b}, false},
		{"a part of an earlier month, which holds for this one", []Correction{kab(august, 23), a(july, 20), b}, false},
		{"a part of an earlier month, which may hold for that alone", []Correction{kab(august, 3), a(july, 20), b}, false},
		{"a part that is hidden in another month", []Correction{kab(august, 23), a(august, 20), desa, hidden("99.01.01"), b}, false},
		{"nothing is hidden", []Correction{kab(august, 3)}, true},
	} {
		if Hush(c.list, few); c.list[0].Told != c.told {
			t.Errorf("%s: told is %t", c.name, c.list[0].Told)
		}
	}
}
