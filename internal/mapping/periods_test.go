package mapping

import "testing"

func TestReadPeriod(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"2024": "2024", "2019.0": "2019", "Tahun 2024": "2024", "TH. 2024": "2024",
		"202401": "2024-01", "2024-09": "2024-09", "2024/09": "2024-09", "09/2024": "2024-09", "9-2024": "2024-09",
		"Januari 2024": "2024-01", "PEBRUARI 2024": "2024-02", "Mrt 2024": "2024-03", "Agt-24": "2024-08", "Ags 2024": "2024-08",
		"Sept. 2024": "2024-09", "Nop'24": "2024-11", "2024 Desember": "2024-12", "Bulan Mei 2024": "2024-05",
		"TW II 2024": "2024-Q2", "Triwulan IV Tahun 2024": "2024-Q4", "tw3 2024": "2024-Q3", "2024 TW 1": "2024-Q1", "Q3-2024": "2024-Q3",
	} {
		if got, ok := ReadPeriod(text); !ok || got != want {
			t.Errorf("ReadPeriod(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "2024-13", "2024-00", "13/2024", "8/10/2024", "10/08/24", "2024-10-08", "2020/21", "TW V 2024", "Semester I 2024", "Janurai 2024", "24"} {
		if got, ok := ReadPeriod(text); ok {
			t.Errorf("ReadPeriod(%q) = %q", text, got)
		}
	}
}

func TestMarks(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		marks  marks
		text   string
		factor int64
		want   int64 // in millionths
		ok     bool
	}{
		{marks{}, "1.234", 1, 1234e6, true},
		{marks{}, "1,234,567", 1, 1234567e6, true},
		{marks{}, "1.234", 1000, 0, false},
		{marks{'.', ','}, "1.234", 1000, 1234e6, true},
		{marks{',', '.'}, "1.234", 1000, 1234000e6, true},
		{marks{',', '.'}, "3.920,23", 1000, 3920230e6, true},
		{marks{'.', ','}, "3,920.23", 1000, 3920230e6, true},
		{marks{'.', ','}, "451.3", 1000, 451300e6, true},
		{marks{}, "1 234", 1, 1234e6, true},
		{marks{'.', ','}, "0.00000049", 1, 0, true},
	} {
		plain, ok := c.marks.plain(c.text, c.factor)
		if ok != c.ok {
			t.Errorf("%q of %v: %v", c.text, c.marks, ok)
			continue
		}
		if got, fits := millionths(plain, c.factor); ok && (!fits || got != c.want) {
			t.Errorf("%q of %v = %d, want %d", c.text, c.marks, got, c.want)
		}
	}
	if _, ok := millionths("99999999999", 1); ok {
		t.Error("a number that no count holds was read")
	}
}

func FuzzReadPeriod(f *testing.F) {
	for _, s := range []string{"Januari 2024", "TW II 2024", "202401", "2019.0", "8/10/2024"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		p, ok := ReadPeriod(s)
		if again, still := ReadPeriod(p); ok && (!still || again != p) {
			t.Errorf("%q is %q, and that is %q", s, p, again)
		}
	})
}
