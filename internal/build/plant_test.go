package build

import (
	"bytes"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/attack"
	workbook "terang/internal/sheet"
	"terang/internal/source"
)

// plant puts something into one file of a finished site.
type plant struct {
	name     string
	file     string
	old, new string      // of the first place where it stands; an empty old adds to the end, or makes the file
	code     source.Code // of what is found; attack-leak where none is said
	unit     string      // named in what is found
}

// The desa whose figure for ibu hamil is hidden in all of 2024, and its page.
const (
	hiddenDesa = "14.10.07.2001"
	hiddenPage = "wilayah/tebing-tinggi-timur/lukun.html"
	hiddenHead = `<tr><th scope="row"><a href="../../spm/bumil.html">Ibu hamil</a></th><td class="num">`
	hiddenTail = `<a class="calc" href="index.html#hitung-bumil" aria-label="68,0 %, cara hitung">68,0 %</a></td><td class="num hid">`
	hiddenBar  = `<li><a class="name" href="../../spm/bumil.html">Ibu hamil</a><svg class="bar" viewBox="0 0 440 16" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" x="0.5" y="3.5" width="439" height="9"/>`
	hiddenRect = `<rect class="hid" fill="url(#dots)" x="0.5" y="3.5" width="439" height="9"/>`
)

func plants() []plant {
	return []plant{
		{name: "title", file: hiddenPage, old: "<title>Desa Lukun", new: "<title>Desa Lukun, ibu hamil 3 dari 14 orang"},
		{name: "meta description", file: hiddenPage, old: `name="description" content="`, new: `name="description" content="Ibu hamil 21,4 %. `},
		{name: "label for those who cannot see", file: hiddenPage, old: hiddenBar, new: strings.Replace(hiddenBar, `aria-hidden="true"`, `aria-label="21,4 %"`, 1)},
		{name: "alt text", file: hiddenPage, old: `<section id="layanan">`, new: `<section id="layanan"><p><img src="x.png" alt="Ibu hamil: 3 dari 14 orang"></p>`},
		{name: "length of a bar", file: hiddenPage, old: hiddenBar + hiddenRect, new: hiddenBar + `<rect class="track" y="3" width="85.7" height="10"/><rect y="3" width="85.7" height="10"/>`},
		{name: "colour of a status", file: hiddenPage, old: hiddenBar, new: `<li><a class="name" href="../../spm/bumil.html">Ibu hamil</a><span class="bad"></span><svg class="bar" viewBox="0 0 440 16">`},
		{name: "table cell of a percentage", file: hiddenPage, old: hiddenHead + "✱", new: hiddenHead + "21,4 %"},
		{name: "table cell of people", file: hiddenPage, old: hiddenTail + "✱", new: hiddenTail + "3"},
		{name: "CSV", file: "data/unduhan/capaian.csv", old: "2024-09,desa,14.10.07.2001,Lukun (data contoh),bumil,,", new: "2024-09,desa,14.10.07.2001,Lukun (data contoh),bumil,3,"},
		{name: "workbook", file: "data/tabel/baru.xlsx", new: leakyWorkbook()},
		{name: "CSV by month", file: "data/tabel/baru.csv", new: "tahun,bulan,kode_unit,indikator,pembilang,penyebut\n2024,2024-09,14.10.07.2001,bumil,3,14\n"},
		{name: "JSON", file: "api/v1/unit/" + hiddenDesa + ".json", old: `"indikator":"bumil","target":75.0000`, new: `"indikator":"bumil","pembilang":3,"target":75.0000`},
		{name: "index for searching", file: "assets/cari.json", new: `[{"judul":"Desa Lukun","alamat":"` + hiddenPage + `","bumil":3}]`},
		{name: "feed", file: "feed.xml", old: "</feed>", new: "<entry><title>Desa Lukun: ibu hamil 3 dari 14 orang</title></entry></feed>"},
		{name: "text file", file: "data/unduhan/BACA-SAYA.txt", new: "\nDesa Lukun: ibu hamil 3 dari 14 orang\n"},
		{name: "data attribute", file: hiddenPage, old: `<section id="layanan">`, new: `<section id="layanan" data-search="Ibu hamil 3 dari 14">`},
	}
}

// leakyWorkbook tells the hidden figure in a cell.
func leakyWorkbook() string {
	texts := func(list ...string) (row []workbook.Value) {
		for _, s := range list {
			row = append(row, workbook.Said(s))
		}
		return row
	}
	body, err := workbook.Write("", []workbook.Page{{Name: "Capaian", Columns: make([]workbook.Column, 5), Rows: [][]workbook.Value{
		texts("periode", "kode_unit", "indikator", "pembilang", "penyebut"),
		append(texts("2024-09", hiddenDesa, "bumil"), workbook.Counted(3), workbook.Counted(14)),
	}}})
	if err != nil {
		return err.Error()
	}
	return string(body)
}

// neighbourhood keeps some pages whole, and of all others only who they are about; of
// the figures that stand alone it keeps some: so that many attacks take seconds.
func neighbourhood(files map[string][]byte, alone func(name string) bool, whole ...string) map[string][]byte {
	kept := map[string][]byte{}
	for name, body := range files {
		switch at := bytes.Index(body, []byte("</h1>")); {
		case isAway(name) && !alone(name):
			continue
		case at > 0 && !isAway(name) && !slices.Contains(whole, name):
			body = body[:at+len("</h1>")]
		}
		kept[name] = body
	}
	return kept
}

// place finds the part of a file that a pattern describes, and gives its groups.
func place(t *testing.T, site map[string][]byte, file, pattern string) []string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindSubmatch(site[file])
	if found == nil {
		t.Fatalf("%s has nothing like %s", file, pattern)
	}
	var groups []string
	for _, g := range found {
		groups = append(groups, string(g))
	}
	return groups
}

// counted lets the sentence of the page count a service more than is shown.
func counted(t *testing.T, site map[string][]byte) plant {
	t.Helper()
	g := place(t, site, hiddenPage, `<strong>(\d+)(\S+dari\S+)(\d+) layanan`)
	n, err := strconv.Atoi(g[3])
	if err != nil {
		t.Fatal(err)
	}
	return plant{
		name: "count of services", file: hiddenPage, old: g[0],
		new: "<strong>" + g[1] + g[2] + strconv.Itoa(n+1) + " layanan", code: "attack-derived",
	}
}

// moved puts the line of the hidden service between those that are shown, which go by their standing.
func moved(t *testing.T, site map[string][]byte) plant {
	t.Helper()
	g := place(t, site, hiddenPage, `(?s)(<ol class="services">)(<li>.*?</li>)(.*?)(<li><a class="name" href="../../spm/bumil.html">.*?</li>)`)
	return plant{name: "order", file: hiddenPage, old: g[0], new: g[1] + g[2] + g[4] + g[3]}
}

// drawn gives a column of which only the range may be shown the height of a value.
func drawn(t *testing.T, site map[string][]byte) plant {
	t.Helper()
	g := place(t, site, "puskesmas/bandul/index.html", `<rect class="range" x="(\d+)" y="140" width="(\d+)" height="110"/>`)
	return plant{
		name: "height of a column", file: "puskesmas/bandul/index.html", old: g[0], unit: "14.10.08.2",
		new: `<rect class="bad" x="` + g[1] + `" y="183.2" width="` + g[2] + `" height="66.8"/>`,
	}
}

// charted puts a value behind an interactive chart.
func charted(t *testing.T, site map[string][]byte) plant {
	t.Helper()
	const file = "spm/odgj.html"
	g := place(t, site, file, `(data-kind="ranking"[^>]*>.*?"data":\[\{"value":)null`)
	return plant{name: "data of a chart", file: file, old: g[0], new: g[1] + "61.5", unit: "14.10.0"}
}

// mapped colours an area of a map.
func mapped(t *testing.T, site map[string][]byte) plant {
	t.Helper()
	const file = "wilayah/tasik-putri-puyu/index.html"
	g := place(t, site, file, `(tabindex="-1"><path class=")(band)"`)
	return plant{name: "colour of a map", file: file, old: g[0], new: g[1] + `q1"`, unit: "14.10.08.2"}
}

func hasCode(ps source.Problems, code source.Code, unit string) bool {
	return slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == code && strings.Contains(p.Arg("unit"), unit) })
}

// TestPlantedNumbersAreFound puts a hidden number, or what narrows it, into one
// kind of place after the other of a finished site.
func TestPlantedNumbersAreFound(t *testing.T) {
	t.Parallel()
	site := neighbourhood(sampleSite(t).files, func(string) bool { return false },
		hiddenPage, "spm/index.html", "spm/odgj.html", "puskesmas/bandul/index.html", "wilayah/tasik-putri-puyu/index.html")
	all := append(plants(), counted(t, site), moved(t, site), drawn(t, site), mapped(t, site))
	if interactive(t) {
		all = append(all, charted(t, site))
	}
	planted(t, site, all)
}

// planted attacks a site once for each thing put into it, which is to be found.
func planted(t *testing.T, site map[string][]byte, all []plant) {
	t.Helper()
	if _, ps := attacked(t, []attack.Edition{{Name: "clean", Files: folderOf(site)}}); hasCode(ps, "attack-leak", "") || hasCode(ps, "attack-derived", "") {
		t.Fatalf("something is found before anything is planted: %v", ps)
	}
	for _, p := range all {
		body := site[p.file]
		grown := append(bytes.Clone(body), p.new...)
		if p.old != "" {
			grown = bytes.Replace(body, []byte(p.old), []byte(p.new), 1)
		}
		if bytes.Equal(grown, body) {
			t.Errorf("%s: there is no %q in %s", p.name, p.old, p.file)
			continue
		}
		files := folderOf(site)
		files[p.file] = &fstest.MapFile{Data: grown}
		_, ps := attacked(t, []attack.Edition{{Name: "planted", Files: files}})
		code, unit := source.Code("attack-leak"), hiddenDesa
		if p.code != "" {
			code = p.code
		}
		if p.unit != "" {
			unit = p.unit
		}
		if !hasCode(ps, code, unit) {
			t.Errorf("%s: nothing is found with the name %s about %s; all: %v", p.name, code, unit, ps)
		}
	}
}
