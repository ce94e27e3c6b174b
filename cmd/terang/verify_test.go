package main

import "testing"

// Names come from the portal that is looked at: none conceals what is said of it.
func TestNamesOfAPortalMoveNoCursor(t *testing.T) {
	for name, want := range map[string]string{
		"data/unduhan/capaian.csv":   "data/unduhan/capaian.csv",
		"berita/désa baru.html":      "berita/désa baru.html",
		"x\x1b[2K public is fine":    `"x\x1b[2K public is fine"`,
		"a\u202elmth.b":              `"a\u202elmth.b"`,
		"two\nlines":                 `"two\nlines"`,
		"no text \xff of UTF-8.html": `"no text \xff of UTF-8.html"`,
	} {
		if got := printable(name); got != want {
			t.Errorf("%q is printed %s", name, got)
		}
	}
}
