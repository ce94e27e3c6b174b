package attack

import (
	"testing"
	"testing/fstest"
)

// A drawing is passed over only while all its numbers stand on its page.
func TestEchoesTellNothingNew(t *testing.T) {
	page := `<link rel="canonical" href="https://x.id/spm/a.html"><p>Alai 68,2 % dari 1.234 orang</p><a href="../gambar/a.svg">x</a>`
	alone := `<link rel="canonical" href="https://x.id/spm/a.html"><h1>Layanan: Alai 68,2&nbsp;%</h1>`
	files := fstest.MapFS{"spm/a.html": {Data: []byte(page)}, "sematan/b.html": {Data: []byte(alone)}}
	e := newEdition("x", &portal{})
	e.subjects, e.aliases = map[string]*subject{}, newNames(e.portal, nil)
	for name, file := range files {
		e.glance(name, file.Data)
	}
	for _, test := range []struct {
		name, body string
		want       bool
	}{
		{"gambar/a.svg", `<svg><text>Alai</text><text>68,2 %</text><text>1.234…</text><text>https://x.id/7</text></svg>`, true},
		{"gambar/a.svg", `<svg><text>68,3 %</text></svg>`, false},
		{"gambar/a.svg", `<svg><text>23</text></svg>`, false},
		{"gambar/other.svg", `<svg><text>68,2 %</text></svg>`, false},
	} {
		if got, err := e.isEcho(files, test.name, []byte(test.body)); got != test.want || err != nil {
			t.Errorf("%s %s: %t, %v", test.name, test.body, got, err)
		}
	}
	e.subjects["spm/a.html"].ind = 3
	e.follow()
	if e.subjects["sematan/b.html"].ind != 3 {
		t.Error("a figure alone is not about what the page is about that it names")
	}
}
