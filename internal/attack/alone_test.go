package attack

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"
)

func TestFiguresAloneBelongToTheirPage(t *testing.T) {
	t.Parallel()
	files := fstest.MapFS{
		"spm/a.html":           {Data: []byte(`<link rel="canonical" href="https://x.id/spm/a.html"><a href="../x/own.svg">x</a>`)},
		"wilayah/b/index.html": {Data: []byte(`<h1>B</h1>`)},
		"index.html":           {Data: []byte(`<h1>C</h1>`)},
		"salinan/a.html":       {Data: []byte(`<link rel="canonical" href="https://x.id/spm/a.html"><h1>A</h1>`)},
		"sematan/spm/a/z.html": {Data: []byte(`<h1>A</h1>`)},
	}
	e := newEdition("x", &portal{})
	e.subjects, e.aliases = map[string]*subject{}, newNames(e.portal, nil)
	for name, file := range files {
		e.glance(name, file.Data)
	}
	for file, want := range map[string]string{
		"gambar/spm/a/z.svg": "spm/a.html", "sematan/spm/a/z.html": "spm/a.html", "gambar/wilayah/b/z.svg": "wilayah/b/index.html",
		"gambar/z.svg": "index.html", "x/own.svg": "spm/a.html", "gambar/nobody/z.svg": "", "spm/a.html": "",
	} {
		if got, _ := e.taken(file); got != want {
			t.Errorf("%s was taken from %q, want %q", file, got, want)
		}
	}
	e.subjects["spm/a.html"].ind = 3
	e.follow()
	for _, name := range []string{"sematan/spm/a/z.html", "salinan/a.html"} {
		if e.subjects[name].ind != 3 {
			t.Errorf("%s is not about what its page is about", name)
		}
	}
}

// ranked is a figure of the page about A, and drawnRanked the same drawing alone:
// twice as wide, without links and classes.
const (
	ranked = `<section><h2>Hipertensi</h2><figure id="u"><div class="figure-chart"><ol class="ranking">` +
		`<li><a class="name" href="beringin.html">Beringin</a><svg class="bar" viewBox="0 0 440 16"><rect class="track" x="0.5" y="3.5" width="439" height="9"/>` +
		`<rect class="bad" y="3" width="100" height="10"/><path class="tick" d="M300 0L300 16"/></svg><span class="value">25,0 %</span></li>` +
		`<li><a class="name" href="cemara.html">Cemara</a><svg class="bar" viewBox="0 0 440 16"><rect class="track" x="0.5" y="3.5" width="439" height="9"/>` +
		`<rect class="hid" fill="url(#dots)" x="0.5" y="3.5" width="439" height="9"/><path class="tick" d="M300 0L300 16"/></svg><span class="value">✱</span></li>` +
		`</ol></div></figure></section>`
	drawnRanked = `<svg width="1000" height="200"><title>Hipertensi</title><text x="24" y="20" font-size="14">Desa Ara</text><text x="24" y="50" font-size="20">Hipertensi</text>` +
		`<text x="62" y="100" font-size="14">Beringin</text><g transform="translate(90 90)"><rect x="1" y="3.5" width="878" height="9" fill="#eee" stroke="#ccc"/>` +
		`<rect y="3" width="200" height="10" fill="#900"/><path d="M600 0L600 16" fill="none" stroke="#000"/></g><text x="980" y="100" font-size="14" text-anchor="end">25,0 %</text>` +
		`<text x="62" y="130" font-size="14">Cemara</text><g transform="translate(90 120)"><rect x="1" y="3.5" width="878" height="9" fill="#eee" stroke="#ccc"/>` +
		`<path d="M3 9L879 9" fill="none" stroke="#555" stroke-dasharray="0.01 6"/><path d="M600 0L600 16" fill="none" stroke="#000"/></g>` +
		`<text x="980" y="130" font-size="14" text-anchor="end">✱</text><text x="24" y="180" font-size="12">s.d. September 2024</text></svg>`
)

// TestADrawingAloneIsReadLikeItsPage shows that a drawing without classes is read as
// its page is, and that whatever differs from the page is read as a value.
func TestADrawingAloneIsReadLikeItsPage(t *testing.T) {
	t.Parallel()
	const hid = `<path d="M3 9L879 9" fill="none" stroke="#555" stroke-dasharray="0.01 6"/>`
	for _, c := range []struct {
		name, old, new string
		leaks, odd     int
	}{
		{"as it is", "", "", 0, 0},
		{"wrong length of a shown bar", `width="200"`, `width="300"`, 0, 1},
		{"a bar for the hidden one", hid, `<rect y="3" width="160" height="10" fill="#900"/>`, 1, 0},
		{"dots that end early", hid, `<path d="M3 9L160 9" fill="none" stroke="#555"/>`, 1, 0},
		{"a line over the dots", hid, hid + `<path d="M0 8L160 8" fill="none" stroke="#000"/>`, 1, 0},
		{"a shape beside the drawing", `<text x="62" y="130"`, `<rect x="90" y="93" width="200" height="3" fill="#900"/><text x="62" y="130"`, 0, 0},
		{"a shape in the hidden line", `<text x="980" y="130"`, `<rect x="90" y="93" width="200" height="3" fill="#900"/><text x="980" y="130"`, 1, 0},
		{"a value", `text-anchor="end">✱`, `text-anchor="end">20,0 %`, 1, 0},
		{"words", "</svg>", `<text x="5">Cemara: 3 dari 12 orang</text></svg>`, 1, 0},
		{"words in halves", "</svg>", `<text x="5" y="10" font-size="9">Cemara: 3 dari</text><text x="5" y="20" font-size="9">12 orang</text></svg>`, 1, 0},
	} {
		files := village(ranked)
		body := drawnRanked
		if c.old != "" {
			body = strings.Replace(body, c.old, c.new, 1)
		}
		files["gambar/wilayah/hulu/ara/u.svg"] = &fstest.MapFile{Data: []byte(body)}
		r, ps, err := Run(context.Background(), []Edition{{"v", files}})
		if err != nil {
			t.Fatal(err)
		}
		if leaks := leaksOf(ps); leaks != c.leaks || len(r.Odd) != c.odd || (c.old != "" && body == drawnRanked) {
			t.Errorf("%s: %d leaks, odd %v", c.name, leaks, r.Odd)
		}
		if c.old == "" && r.Statements["bar"] != 2 {
			t.Errorf("%d bars were read, one of the page and one of the drawing", r.Statements["bar"])
		}
	}
}

// TestAnEmbedIsReadWithTheNamesOfItsPage shows that a name which alone would be
// somebody else's is whose it is on the page, and that a title cut short tells nothing.
func TestAnEmbedIsReadWithTheNamesOfItsPage(t *testing.T) {
	t.Parallel()
	files := village(`<section><h2>Hipertensi</h2><figure id="u"><h3>1 dari 2 desa</h3></figure></section>`)
	files["sematan/wilayah/hulu/ara/u.html"] = &fstest.MapFile{Data: []byte(
		`<html lang="id"><head><title>Desa Ara, Kabupaten Uji: 1 dari 2…</title></head><h1>Desa Ara, Kabupaten Uji</h1>` +
			`<figure id="u"><h2>1 dari 2 desa</h2><p>Beringin 25,0 %; Cemara 20,0 %</p></figure>`)}
	r, ps, err := Run(context.Background(), []Edition{{"v", files}})
	if err != nil || len(r.Odd) > 0 || leaksOf(ps) != 1 || r.Statements["text"] < 2 {
		t.Errorf("%v, odd %v, %v", ps, r.Odd, err)
	}
}

// TestNamesakesStandInTheOrderOfThePage shows that of two places of one name each is
// taken for itself: the first is shown, the second hidden.
func TestNamesakesStandInTheOrderOfThePage(t *testing.T) {
	t.Parallel()
	files := village(strings.ReplaceAll(ranked, ">Cemara<", ">Beringin<"))
	files["gambar/wilayah/hulu/ara/u.svg"] = &fstest.MapFile{Data: []byte(strings.Replace(drawnRanked, ">Cemara<", ">Beringin<", 1))}
	r, ps, err := Run(context.Background(), []Edition{{"v", files}})
	if err != nil || len(r.Odd) > 0 || leaksOf(ps) > 0 || r.Statements["bar"] != 2 {
		t.Errorf("%v, odd %v, %v, %v", ps, r.Odd, r.Statements, err)
	}
}

func TestColoursStandForWhatMostAre(t *testing.T) {
	t.Parallel()
	var p palette
	var made []*html.Node
	for _, of := range [][2]string{{"q1", "#1"}, {"q1", "#1"}, {"q2", "#2"}, {"band", "#9"}, {"band", "#9"}, {"band", "#1"}, {"band", "#7"}, {"", "#2"}, {"hid", "none"}} {
		n := element("rect")
		made = append(made, n)
		p.add(n, of[0], of[1])
	}
	p.settle()
	var got []string
	for _, n := range made {
		got = append(got, attr(n, "class"))
	}
	if want := "q1 q1 q2 band band q1 calm q2 hid"; strings.Join(got, " ") != want {
		t.Errorf("%v, want %s", got, want)
	}
}
