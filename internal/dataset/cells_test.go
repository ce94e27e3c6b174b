package dataset

import (
	"testing"

	"terang/internal/health"
	"terang/internal/source"
)

func TestReadCount(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cell  string
		want  health.Count
		fault source.Code
	}{
		{"0", 0, ""},
		{"84", 84, ""},
		{"007", 7, ""},
		{"1.234", 1234, ""},
		{"1.234.567", 1234567, ""},
		{"1,234", 1234, ""},
		{"2147483647", 2147483647, ""},
		{"", health.Missing, ""},
		{"-", health.Missing, ""},
		{"–", health.Missing, ""},
		{"NULL", health.Missing, ""},
		{"n/a", health.Missing, ""},
		{"NA", health.Missing, ""},
		{"2147483648", health.Missing, "number-too-large"},
		{"9.999.999.999", health.Missing, "number-too-large"},
		{"1.23", health.Missing, "decimal-count"},
		{"1.2345", health.Missing, "decimal-count"},
		{"0.234", health.Missing, "decimal-count"},
		{"1,234.567", health.Missing, "decimal-count"},
		{"12.0", health.Missing, "decimal-count"},
		{"12,", health.Missing, "decimal-count"},
		{"-3", health.Missing, "negative-number"},
		{"#DIV/0!", health.Missing, "error-cell"},
		{"#N/A", health.Missing, "error-cell"},
		{"12 orang", health.Missing, "not-a-number"},
		{"87%", health.Missing, "not-a-number"},
		{"1.06038E+06", health.Missing, "not-a-number"},
		{"nol", health.Missing, "not-a-number"},
	} {
		if got := readCount([]byte(c.cell)); got.value != c.want || got.fault != c.fault {
			t.Errorf("readCount(%q) = %d, %q, want %d, %q", c.cell, got.value, got.fault, c.want, c.fault)
		}
	}
}

func TestReadPeriod(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cell      string
		want      health.Month
		wholeYear bool
	}{
		{"2024-09", health.MonthOf(2024, 9), false},
		{"202409", health.MonthOf(2024, 9), false},
		{"2024", health.MonthOf(2024, 12), true},
		{"2024-13", health.NoMonth, false},
		{"202400", health.NoMonth, false},
		{"24-09", health.NoMonth, false},
		{"2024-9", health.NoMonth, false},
		{"", health.NoMonth, false},
	} {
		m, wholeYear, ok := readPeriod(c.cell)
		if m != c.want || wholeYear != c.wholeYear || ok != (c.want != health.NoMonth) {
			t.Errorf("readPeriod(%q) = %v, %v, %v", c.cell, m, wholeYear, ok)
		}
	}
}

func FuzzReadPeriod(f *testing.F) {
	for _, cell := range []string{"2024-09", "202409", "2024-13", "-", "0000-01", "9999-12"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		m, wholeYear, ok := readPeriod(cell)
		if ok && !wholeYear {
			if again, _, ok := readPeriod(m.String()); !ok || again != m {
				t.Errorf("%q reads as %v, which reads as %v", cell, m, again)
			}
		}
	})
}

func TestReadDecimal(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		cell string
		want float64
		ok   bool
	}{
		{"97.02", 97.02, true},
		{"97,02", 97.02, true},
		{"97,02 %", 97.02, true},
		{"-0.9012", -0.9012, true},
		{"97", 97, true},
		{"1.234,5", 0, false},
		{"", 0, false},
		{"NaN", 0, false},
		{"1e3", 0, false},
	} {
		if got, ok := readDecimal(c.cell); ok != c.ok || got != c.want {
			t.Errorf("readDecimal(%q) = %v, %v", c.cell, got, ok)
		}
	}
}

func TestNameKey(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ a, b string }{
		{"Pulaumerbau", "Kec. Pulau Merbau"},
		{"Tanjung Samak", "DESA TANJUNG-SAMAK"},
		{"Selat Panjang Kota", "Kel. Selatpanjang  Kota"},
		{"Kabupaten Serang", "Kab. Serang"},
	} {
		if nameKey(c.a) != nameKey(c.b) {
			t.Errorf("%q and %q: %q, %q", c.a, c.b, nameKey(c.a), nameKey(c.b))
		}
	}
	if nameKey("Kota Serang") == nameKey("Kabupaten Serang") {
		t.Error("a city and a kabupaten of one name are the same")
	}
	if nameKey("Desa") == "" {
		t.Error("a desa called Desa has no name left")
	}
}

func TestIsDamaged(t *testing.T) {
	t.Parallel()
	for code, want := range map[string]bool{
		"1.06038E+06": true, "1,06038e+06": true, "1060378.0": true,
		"1060378": false, "14.10": false, "14.10.02": false, "P3207100101": false, "14.0": true,
	} {
		if isDamaged(code) != want {
			t.Errorf("isDamaged(%q) = %v", code, !want)
		}
	}
}
