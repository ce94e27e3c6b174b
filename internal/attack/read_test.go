package attack

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/source"
)

// village is a portal of a kecamatan with three desa: A has 30 of 40, B 10 of 40, of
// C nothing may be told, and what stands on the page about A is given.
func village(page string) fstest.MapFS {
	figure := func(unit string, rest string) string {
		return `{"indikator":"ht","target":75.0,` + rest + `}`
	}
	unitDoc := func(code, name, level, above, figures string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`{"unit":{"jenis_unit":"` + level + `","kode_unit":"` + code + `","nama_unit":"` + name + `","kode_induk":"` + above +
			`"},"tahun":[{"tahun":2024,"periode":"2024-09","capaian":[` + figures + `]}]}`)}
	}
	html := func(title, body string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`<!doctype html><html lang="id"><title>` + title + `</title><h1>` + title + `</h1>` + body)}
	}
	return fstest.MapFS{
		"api/v1/unit/99.json":        unitDoc("99", "Kabupaten Uji", "kabkota", "", figure("99", `"pembilang":60,"penyebut":120,"persen":50.0,"status":"di_bawah","disensor":false`)),
		"api/v1/unit/99.01.json":     unitDoc("99.01", "Hulu", "kecamatan", "99", figure("99.01", `"pembilang":60,"penyebut":120,"persen":50.0,"status":"di_bawah","disensor":false`)),
		"api/v1/unit/99.01.1.json":   unitDoc("99.01.1", "Ara", "desa", "99.01", figure("99.01.1", `"pembilang":30,"penyebut":40,"persen":75.0,"status":"tercapai","disensor":false`)),
		"api/v1/unit/99.01.2.json":   unitDoc("99.01.2", "Beringin", "desa", "99.01", figure("99.01.2", `"pembilang":10,"penyebut":40,"persen":25.0,"status":"di_bawah","disensor":false`)),
		"api/v1/unit/99.01.3.json":   unitDoc("99.01.3", "Cemara", "desa", "99.01", figure("99.01.3", `"status":"","disensor":true`)),
		"api/v1/indikator/ht.json":   {Data: []byte(`{"indikator":{"kode":"ht","nama":"Pelayanan hipertensi","kelompok":"spm_kab","per":100,"kelas":"rutin","tingkat_terendah":"desa","ambang":5},"tahun":[]}`)},
		"index.html":                 html("Kabupaten Uji", ""),
		"spm/ht.html":                html("Pelayanan hipertensi", ""),
		"wilayah/hulu/index.html":    html("Kecamatan Hulu", ""),
		"wilayah/hulu/ara.html":      html("Desa Ara", `<a href="../../spm/ht.html">Hipertensi</a><a href="beringin.html">Beringin</a><a href="cemara.html">Cemara</a>`+page),
		"wilayah/hulu/beringin.html": html("Desa Beringin", ""),
		"wilayah/hulu/cemara.html":   html("Desa Cemara", ""),
	}
}

// TestEveryPlaceIsRead shows for each kind of place that what stands there is read:
// a number that fits the data is borne out, a wrong one is seen, and one about the
// hidden desa is a leak.
func TestEveryPlaceIsRead(t *testing.T) {
	t.Parallel()
	const axis = `<text x="9" y="100" text-anchor="end">0</text><text x="9" y="0" text-anchor="end">100</text>`
	for _, c := range []struct {
		how, page  string
		right, bad string // what RIGHT in the page is, and what it may not be
		hidden     string // about the desa of which nothing may be told
	}{
		{
			"title", `<h2>Hipertensi: RIGHT dari 40 orang</h2>`, "30", "31",
			`<h2>Hipertensi di Cemara: 3 dari 12 orang</h2>`,
		},
		{
			"text", `<p>Hipertensi mencapai RIGHT pada September 2024.</p>`, "75,0 %", "76,0 %",
			`<p>Beringin 25,0 %; Cemara 20,0 % hipertensi, Cemara 20,0 %</p>`,
		},
		{
			"meta", `<meta name="description" content="Hipertensi RIGHT dari 40 orang">`, "30", "28",
			`<meta name="description" content="Hipertensi di Cemara 20 %">`,
		},
		{
			"label", `<section id="ht"><p aria-label="RIGHT">.</p></section>`, "75 %", "70 %",
			`<section id="ht"><p aria-label="Cemara 20 %">.</p></section>`,
		},
		{
			"table", `<table><thead><tr><th>Layanan</th><th>Dilayani (orang)</th><th>Sasaran (orang)</th></tr></thead><tbody><tr><th><a href="../../spm/ht.html">Hipertensi</a></th><td>RIGHT</td><td>40</td></tr></tbody></table>`,
			"30", "3",
			`<section id="ht"><table><thead><tr><th>Desa</th><th>Dilayani (orang)</th></tr></thead><tbody><tr><th><a href="cemara.html">Cemara</a></th><td>3</td></tr></tbody></table></section>`,
		},
		{
			"bar", `<ol><li><a href="../../spm/ht.html">Hipertensi</a><svg class="bar" viewBox="0 0 440 16"><rect class="good" width="RIGHT"/><path class="tick" d="M300 0L300 16"/></svg></li></ol>`,
			"300", "290",
			`<section id="ht"><ol><li><a href="cemara.html">Cemara</a><svg class="bar" viewBox="0 0 440 16"><rect class="x" width="80"/><path class="tick" d="M300 0L300 16"/></svg></li></ol></section>`,
		},
		{
			"column", `<section id="ht"><svg class="columns">` + axis + `<rect x="10" width="20" y="RIGHT" height="25"/><text class="name" x="20">Beringin</text></svg></section>`,
			"75", "70",
			`<section id="ht"><svg class="columns">` + axis + `<rect x="10" width="20" y="80" height="20"/><text class="name" x="20">Cemara</text></svg></section>`,
		},
		{
			"line", `<section id="ht"><svg>` + axis + `<text x="50">Sep</text><path class="series" d="M20 90L50 RIGHT"/></svg></section>`, "25", "35", "",
		},
		{
			"spark", `<ol><li><a href="../../spm/ht.html">Hipertensi</a><svg class="panel"><path class="axis" d="M2 50H115"/><path class="grid" d="M2 5H115"/><path class="series" d="M2 45L84.2 RIGHT"/></svg></li></ol>`,
			"16.2", "19",
			`<section id="ht"><ol><li><a href="cemara.html">Cemara</a><svg class="panel"><path class="axis" d="M2 50H115"/><path class="grid" d="M2 5H115"/><path class="series" d="M2 45L84.2 41"/></svg></li></ol></section>`,
		},
		{
			"chart", `<section id="ht"><script type="application/json">{"yAxis":[{"data":["Beringin","Cemara"]}],"series":[{"name":"Capaian (%)","data":[{"value":RIGHT},{"value":null}]}]}</script></section>`,
			"25", "24",
			`<section id="ht"><script type="application/json">{"yAxis":[{"data":["Beringin","Cemara"]}],"series":[{"name":"Capaian (%)","data":[{"value":25},{"value":20}]}]}</script></section>`,
		},
		{
			"map", `<section id="ht"><svg class="map"><a href="beringin.html"><path class="q1"/></a></svg></section>`, "", "",
			`<section id="ht"><svg class="map"><a href="cemara.html"><path class="q1"/></a></svg></section>`,
		},
		{
			"count", `<figure id="ht"><a href="ara.html">Ara</a><a href="beringin.html">Beringin</a><a href="cemara.html">Cemara</a><p>1 dari RIGHT desa yang dapat ditampilkan di bawah target.</p></figure>`,
			"1", "", "",
		},
	} {
		if got := outcome(t, strings.ReplaceAll(c.page, "RIGHT", c.right)); got.Statements[c.how] == 0 || len(got.Odd) > 0 || got.leaks > 0 {
			t.Errorf("%s: %d statements, %d leaks, odd %v", c.how, got.Statements[c.how], got.leaks, got.Odd)
		}
		if c.bad != "" {
			if got := outcome(t, strings.ReplaceAll(c.page, "RIGHT", c.bad)); len(got.Odd) == 0 {
				t.Errorf("%s: nobody notices %s", c.how, c.bad)
			}
		}
		if c.hidden != "" {
			if got := outcome(t, c.hidden); got.leaks == 0 {
				t.Errorf("%s: nobody notices the hidden one", c.how)
			}
		}
	}
}

// A count of the places of a hidden one tells nothing of its people, wherever a drawing breaks the line; a count of people does.
func TestCountsOfPlacesAreNoneOfPeople(t *testing.T) {
	t.Parallel()
	const shown = `"pembilang":60,"penyebut":120,"persen":50.0,"status":"di_bawah","disensor":false`
	for text, leaks := range map[string]int{
		"Hipertensi: semua 2 desa yang dapat ditampilkan di bawah | target bulan ini": 0, "Hipertensi: semua 2 | desa yang dapat ditampilkan di bawah target bulan ini": 0,
		"Hipertensi: tidak satu pun dari 2 desa | dapat dibedakan": 0, "Hipertensi: semua 2 orang | di bawah target": 1, "Hipertensi: 2 | desa": 1,
	} {
		first, second, _ := strings.Cut(text, " | ")
		files := village("")
		of := files["api/v1/unit/99.01.json"]
		of.Data = bytes.Replace(of.Data, []byte(shown), []byte(`"status":"","disensor":true`), 1)
		links := `<a href="../../spm/ht.html">Hipertensi</a><a href="ara.html">Ara</a><a href="beringin.html">Beringin</a><a href="cemara.html">Cemara</a>`
		page := files["wilayah/hulu/index.html"]
		page.Data = append(page.Data, links+`<section id="ht"><figure id="peta-ht"><h3>`+first+" "+second+`</h3></figure></section>`...)
		for _, name := range []string{"", "gambar/wilayah/hulu/peta-ht.svg"} {
			if name != "" {
				files[name] = &fstest.MapFile{Data: []byte(`<svg width="1000" height="99"><text x="24" y="20" font-size="20">` + first + `</text><text x="24" y="48" font-size="20">` + second + `</text></svg>`)}
			}
			if _, ps, err := Run(context.Background(), []Edition{{"v", files}}); err != nil || leaksOf(ps) != leaks {
				t.Errorf("%q, %q: %d leaks, want %d: %v, %v", text, name, leaksOf(ps), leaks, ps, err)
			}
		}
	}
}

// What misses a target just so is printed as missing it: above the target where low is good.
func TestShareBesideItsTarget(t *testing.T) {
	t.Parallel()
	for way, odd := range map[string]int{"naik": 1, "turun": 0} {
		files := village(`<p>Hipertensi mencapai 75,1 % pada September 2024.</p>`)
		doc := files["api/v1/indikator/ht.json"]
		doc.Data = []byte(strings.Replace(string(doc.Data), `"per"`, `"arah":"`+way+`","per"`, 1))
		if r, _, err := Run(context.Background(), []Edition{{"v", files}}); err != nil || len(r.Odd) != odd {
			t.Errorf("%s: %v %v", way, r.Odd, err)
		}
	}
}

// A month that is in no school year of that number is none of it: what it says is not believed.
func TestMonthsOfSchoolYears(t *testing.T) {
	t.Parallel()
	for month, others := range map[string]int{"Juli 2024": 0, "Desember 2024": 0, "Juni 2024": 1, "Januari 2024": 1} {
		files := village(`<p>Hipertensi mencapai 38,8 % pada ` + month + `.</p>`)
		doc := files["api/v1/indikator/ht.json"]
		doc.Data = []byte(strings.Replace(string(doc.Data), `"per"`, `"jenis_tahun":"ajaran","per"`, 1))
		w := &world{portal: newPortal(), tables: map[[2]int]*table{}, documents: map[string]string{}}
		e := newEdition("v", w.portal)
		if err := w.read(context.Background(), e, files); err != nil || len(e.others) != others {
			t.Errorf("%s: %v %v", month, e.others, err)
		}
	}
}

// The day on which a sasaran was told is not the month that a share beside it is of.
func TestDayIsNoMonth(t *testing.T) {
	t.Parallel()
	w := &world{portal: newPortal(), tables: map[[2]int]*table{}, documents: map[string]string{}}
	e := newEdition("v", w.portal)
	page := `<p>Hipertensi: sasaran menurut Proyeksi pusat 178 (proyeksi, 3 Februari 2024); dengan itu capaian 38,8 %</p>`
	if err := w.read(context.Background(), e, village(page)); err != nil || len(e.others)+len(e.odd) > 0 {
		t.Errorf("%v %v %v", e.others, e.odd, err)
	}
}

type read struct {
	Report
	leaks int
}

func outcome(t *testing.T, page string) read {
	t.Helper()
	r, ps, err := Run(context.Background(), []Edition{{"v", village(page)}})
	if err != nil {
		t.Fatal(err)
	}
	return read{Report: r, leaks: leaksOf(ps)}
}

func leaksOf(ps source.Problems) (leaks int) {
	for _, p := range ps {
		if p.Code == "attack-leak" {
			leaks++
		}
	}
	return leaks
}

func TestNumbersAndRangesOfText(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]float64{"1.234": 1234, "57,4": 57.4, "0,0": 0, "12": 12} {
		if got := tokens(text, "id"); len(got) != 1 || got[0].value != want {
			t.Errorf("%s is read as %+v", text, got)
		}
	}
	if got := tokens("1,234.5 %", "en"); len(got) != 2 || got[0].value != 1234.5 || got[0].slip != 0.05 {
		t.Errorf("read as %+v", got)
	}
	for code, want := range map[string][2]float64{"<50": {0, 50}, "50-79": {50, 80}, "90-99": {90, 100}} {
		if got := bandOf(code); got.Lo != want[0] || got.Hi != want[1] {
			t.Errorf("%s is %v", code, got)
		}
	}
}

func TestAFolderWithoutAPortal(t *testing.T) {
	t.Parallel()
	_, ps, err := Run(context.Background(), []Edition{{"empty", fstest.MapFS{"a.xlsx": {}}}})
	if err != nil || len(ps) != 2 || ps[0].Code != "attack-nothing" || ps[1].Code != "attack-unread" {
		t.Errorf("%v %v", ps, err)
	}
}

// What is passed over is counted and named, pictures first.
func TestWhatIsNotReadIsSaid(t *testing.T) {
	t.Parallel()
	files := village("")
	for _, name := range []string{"a.css", "b.pdf", "c.png", "d/e.png", "f.png", "g.png", "h.odt"} {
		files[name] = &fstest.MapFile{}
	}
	_, ps, err := Run(context.Background(), []Edition{{"v", files}})
	if err != nil || ps[0].Code != "attack-passed" || ps[0].Severity != source.Note || ps[len(ps)-1].Code != "attack-unread" {
		t.Fatalf("%v %v", ps, err)
	}
	if got, want := ps[0].Text("en"), "6 files of this edition were not read: 1 .pdf, 4 .png, 1 .css: b.pdf; c.png, d/e.png, f.png …"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// hamlet is a kabupaten whose data tell of A in two numbers and hide B.
func hamlet(top, a string) fstest.MapFS {
	unit := func(level, code, parent, figure string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte(`{"unit":{"jenis_unit":"` + level + `","kode_unit":"` + code + `","nama_unit":"Tempat","kode_induk":"` + parent +
			`"},"tahun":[{"tahun":2024,"periode":"2024-06","capaian":[{"indikator":"ht",` + figure + `}]}]}`)}
	}
	return fstest.MapFS{
		"K.json": unit("kabkota", "K", "", top),
		"L.json": unit("kecamatan", "L", "K", `"disensor":true`),
		"A.json": unit("desa", "A", "L", a),
		"B.json": unit("desa", "B", "L", `"disensor":true`),
	}
}

// Where the kabupaten has fewer than A alone, nobody can reason about B: that is said, and of which indicator and year.
func TestContradictionIsSaid(t *testing.T) {
	t.Parallel()
	const many = `"pembilang":50,"penyebut":90`
	r, ps, err := Run(context.Background(), []Edition{{"v", hamlet(`"pembilang":40,"penyebut":200`, many)}})
	if err != nil || len(r.Confused) != 1 || len(ps) != 2 || ps[0].Code != "attack-unbounded" || ps[1].Code != "attack-confused" {
		t.Fatalf("%+v %v %v", r, ps, err)
	}
	if ps[1].Severity != source.Warning || ps[1].Pos.File != "v/K.json" ||
		!strings.Contains(ps[1].Text("en"), "of ht in Tempat K for 2024") || !strings.Contains(ps[1].Text("id"), "ht di Tempat K untuk 2024") {
		t.Errorf("%v: %s, %s", ps[1].Pos, ps[1].Text("en"), ps[1].Text("id"))
	}
	if r, ps, err = Run(context.Background(), []Edition{{"v", hamlet(`"pembilang":140,"penyebut":200`, many)}}); len(r.Confused) > 0 || r.Bounded == 0 {
		t.Errorf("%+v %v %v", r, ps, err)
	}
}

// Where figures are hidden and nothing was reasoned about, finding nothing proves nothing.
func TestNothingReasonedIsSaid(t *testing.T) {
	t.Parallel()
	r, ps, err := Run(context.Background(), []Edition{{"v", hamlet(`"pembilang":140,"penyebut":200`, `"disensor":true`)}})
	if err != nil || r.Hidden != 3 || r.Bounded != 0 || len(ps) != 1 || ps[0].Code != "attack-unbounded" || ps[0].Severity != source.Warning {
		t.Fatalf("%+v %v %v", r, ps, err)
	}
	if text := ps[0].Text("en"); !strings.HasPrefix(text, "3 figures are hidden") {
		t.Error(text)
	}
}
