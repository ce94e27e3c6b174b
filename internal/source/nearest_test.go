package source

import "testing"

func TestNearest(t *testing.T) {
	t.Parallel()
	known := []string{"numerator", "denominator", "area", "period", "PKM-0170", "zzz", "zza"}
	for _, c := range []struct{ word, want string }{
		{"numerater", "numerator"},
		{"Denominator", "denominator"},
		{"aera", "area"},
		{"PKM-0107", "PKM-0170"},
		{"zz", "zza"},
		{"zz1", "zza"},
		{"catatan", ""},
		{"", ""},
	} {
		if got, ok := Nearest(c.word, known); got != c.want || ok != (c.want != "") {
			t.Errorf("Nearest(%q) = %q, %v, want %q", c.word, got, ok, c.want)
		}
	}
}
