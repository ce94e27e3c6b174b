package dataset

import (
	"encoding/binary"
	"strconv"
	"testing"

	"terang/internal/health"
	"terang/internal/mapping"
	"terang/internal/source"
	"terang/internal/tally"
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
		cell string
		want health.Month
		span tally.Span
	}{
		{"2024-09", health.MonthOf(2024, 9), tally.OneMonth},
		{"202409", health.MonthOf(2024, 9), tally.OneMonth},
		{"2024", health.MonthOf(2024, 12), tally.FullYear},
		{"2024-Q1", health.MonthOf(2024, 3), tally.Quarter},
		{"2024-q4", health.MonthOf(2024, 12), tally.Quarter},
		{"2024Q2", health.MonthOf(2024, 6), tally.Quarter},
		{"2024-TW3", health.MonthOf(2024, 9), tally.Quarter},
		{"2024 TW II", health.MonthOf(2024, 6), tally.Quarter},
		{"TW III 2024", health.MonthOf(2024, 9), tally.Quarter},
		{"TW.IV/2024", health.MonthOf(2024, 12), tally.Quarter},
		{"tw1-2024", health.MonthOf(2024, 3), tally.Quarter},
		{"Triwulan II 2024", health.MonthOf(2024, 6), tally.Quarter},
		{"2024-13", health.NoMonth, 0},
		{"202400", health.NoMonth, 0},
		{"24-09", health.NoMonth, 0},
		{"2024-9", health.NoMonth, 0},
		{"2024-Q5", health.NoMonth, 0},
		{"2024-Q0", health.NoMonth, 0},
		{"TW IIII 2024", health.NoMonth, 0},
		{"TW 12024", health.NoMonth, 0},
		{"TW III", health.NoMonth, 0},
		{"Q3", health.NoMonth, 0},
		{"", health.NoMonth, 0},
	} {
		m, span, ok := readPeriod(c.cell)
		if m != c.want || ok && span != c.span || ok != (c.want != health.NoMonth) {
			t.Errorf("readPeriod(%q) = %v, %v, %v", c.cell, m, span, ok)
		}
	}
}

func FuzzReadPeriod(f *testing.F) {
	for _, cell := range []string{"2024-09", "202409", "2024-13", "-", "0000-01", "9999-12", "2024-Q3", "TW III 2024"} {
		f.Add(cell)
	}
	f.Fuzz(func(t *testing.T, cell string) {
		m, span, ok := readPeriod(cell)
		if !ok {
			return
		}
		if again, _, ok := readPeriod(m.String()); !ok || again != m {
			t.Errorf("%q reads as %v, which reads as %v", cell, m, again)
		}
		if m.Of()%int(span) != 0 {
			t.Errorf("%q ends with %v, within a period of %d months", cell, m, span)
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
		if mapping.NameKey(c.a) != mapping.NameKey(c.b) {
			t.Errorf("%q and %q: %q, %q", c.a, c.b, mapping.NameKey(c.a), mapping.NameKey(c.b))
		}
	}
	if mapping.NameKey("Kota Serang") == mapping.NameKey("Kabupaten Serang") {
		t.Error("a city and a kabupaten of one name are the same")
	}
	if mapping.NameKey("Desa") == "" {
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

// Two counts read at once are what each is by itself.
func TestTwoCounts(t *testing.T) {
	t.Parallel()
	for _, one := range []string{"", "0", "7", "42", "305", "9999", "10000", "1234567"} {
		for _, other := range []string{"", "0", "9", "10", "999", "1000", "65536", "9999999"} {
			digits, n := leadingDigits(binary.LittleEndian.Uint64([]byte(one + ",99999999")))
			more, m := leadingDigits(binary.LittleEndian.Uint64([]byte(other + "\n2025-01")))
			got, next := twoCounts(digits, n, more, m)
			if got != countOf(digits, n) || next != countOf(more, m) {
				t.Errorf("%q, %q: %d, %d", one, other, got, next)
			}
			if want, err := strconv.Atoi(one); err == nil && int(got) != want {
				t.Errorf("%q: %d", one, got)
			}
		}
	}
}
