package build

import (
	"bytes"
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"terang/internal/site"
	"terang/internal/source"
)

// A page that people wrote too long stops the build, is named with its heaviest parts, and leaves the site as it was.
func TestHeavyPageStopsTheBuild(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	options := Options{Dir: dir, Out: "public", Date: day(), Plain: true}
	if _, ps, err := Site(context.Background(), options); err != nil || ps.HasErrors() {
		t.Fatal(err, ps)
	}
	before := tree(t, filepath.Join(dir, "public"))
	write := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	post := "---\njudul: Laporan lengkap\ntanggal: 2024-03-12\n---\n\n## Ringkas\n\nSatu kalimat.\n\n## Semua angka\n\n" + noise(45_000) + "\n"
	write("content/berita/panjang.md", post)

	for name, run := range map[string]func() source.Problems{
		"build": func() source.Problems { _, ps, _ := Site(context.Background(), options); return ps },
		"check": func() source.Problems { _, ps, _ := Check(context.Background(), options); return ps },
		"serve": func() source.Problems { _, ps, _ := Memory(context.Background(), options); return ps },
	} {
		said := ""
		for _, p := range heavyOnly(run()) {
			said += p.Pos.File + " " + p.Text("en") + " " + p.Hint("en")
		}
		for _, want := range []string{"berita/panjang.html", "more than the 30 kB", "heaviest part: Semua angka (", "page_kb"} {
			if !strings.Contains(said, want) {
				t.Errorf("%s does not say %q: %s", name, want, said)
			}
		}
	}
	for name, body := range tree(t, filepath.Join(dir, "public")) {
		if before[name] != body {
			t.Errorf("%s changed", name)
		}
	}

	settings, err := os.ReadFile(filepath.Join(dir, "site.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write("site.yaml", string(settings)+"\npage_kb: 60\n")
	if _, ps, err := Site(context.Background(), options); err != nil || ps.HasErrors() {
		t.Errorf("with more room: %v %v", err, ps)
	}
}

// heavyOnly leaves the problems of weight.
func heavyOnly(all source.Problems) (heavy source.Problems) {
	for _, p := range all {
		if p.Code == "page-too-heavy" {
			heavy = append(heavy, p)
		}
	}
	return heavy
}

// noise is text that hardly shrinks.
func noise(n int) string {
	r := rand.New(rand.NewPCG(uint64(n), 2))
	var b strings.Builder
	for b.Len() < n {
		b.WriteString(strconv.FormatUint(r.Uint64(), 36) + " ")
	}
	return b.String()
}

func TestScale(t *testing.T) {
	t.Parallel()
	words := []byte("<head></head><h1>Satu</h1>" + noise(20_000) + "<h2 id=\"dua\">Dua &amp; <b>tiga</b></h2>" + noise(25_000) + "<h3>Lagi</h3>")
	for _, c := range []struct {
		kind site.Kind
		page []byte
		want int
	}{
		{site.News, words, 1},
		{site.News, bytes.Repeat([]byte("<td>12,5 %</td>"), 8_000), 0}, // 120 kB that shrink to nothing
		{site.Service, words, 0}, // generated pages shrink more than this
		{site.Service, append(bytes.Clone(words), noise(60_000)...), 1},
	} {
		s := newScale(20, nil)
		s.weigh(c.kind, "halaman.html", c.page)
		if got := s.problems(); len(got) != c.want {
			t.Errorf("%v of %d bytes: %v", c.kind, len(c.page), got)
		}
	}
	s := newScale(20, nil)
	s.weigh(site.News, "b.html", words)
	s.weigh(site.News, "a.html", words)
	got := s.problems()
	if len(got) != 2 || got[0].Pos.File != "a.html" || got[0].Arg("first") != "Dua & tiga ("+kilobytes(usual.packed([]byte(words[bytes.Index(words, []byte("<h2")):])))+" kB)" {
		t.Errorf("%v", got)
	}
}

// What is passed unpacked is light indeed: no generated page of any site here shrinks less than supposed, of those
// with more than half of the bytes that are passed. Small pages shrink less, and are small.
func TestFigurePagesShrink(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		for _, p := range b.pages {
			if n := len(p.body); n > pageBudget*shrinks/2 && usual.packed(p.body)*shrinks > n {
				t.Errorf("%s: %s shrinks from %d to %d bytes only", name, p.path, n, usual.packed(p.body))
			}
		}
	}
}

// TestVeryManyDesa makes the page of a puskesmas that serves as many desa as the largest one does, twelve services of each:
// it stays within the weight that a page has by default, and leads to every desa.
func TestVeryManyDesa(t *testing.T) {
	t.Parallel()
	dir, chance := t.TempDir(), rand.New(rand.NewPCG(1, 2))
	put("site.yaml", "title: Portal Karangan\nbase_url: https://karangan.example/\narea: \"99.01\"\nlanguage: id\nsample: true\n"+
		"notice: Data contoh.\npictures: none\n")(t, dir)
	regions := "kode,induk,tingkat,nama,lintang,bujur,penduduk,puskesmas\n99.01,,kabkota,Kabupaten Karangan,,,,\n99.01.01,99.01,kecamatan,Hulu,,,,\n"
	facilities := "kode,nama,jenis,kecamatan,desa,puskesmas,lintang,bujur,status\n9901001,Puskesmas Hulu,puskesmas,99.01.01,99.01.01.2001,9901001,,,aktif\n"
	rows := "periode,indikator,wilayah,pembilang,penyebut,jenis_data,sumber,tanggal_data,catatan\n"
	syllables := strings.Fields("wa lam bal fak di ma dom bo su mi na hu lik se bi ulu kol ai wang gi ta ba ga jing rua yah at hom")
	const many = 108
	for n := range many {
		desa := "99.01.01." + strconv.Itoa(2001+n)
		name := ""
		for range 3 + chance.IntN(2) {
			name += syllables[chance.IntN(len(syllables))]
		}
		regions += desa + ",99.01.01,desa," + strings.ToUpper(name[:1]) + name[1:] + ",,,900,9901001\n"
		for p := range 3 {
			code := "P" + strconv.Itoa(10*n+p)
			facilities += code + ",Posyandu " + syllables[chance.IntN(len(syllables))] + " " + strconv.Itoa(p+1) + ",posyandu,99.01.01," + desa + ",9901001,,,aktif\n"
		}
		for _, indicator := range strings.Fields("bumil bulin bbl balita upd usprod lansia ht dm odgj tb hiv") {
			people := 60 + chance.IntN(500)
			for month := 1; month <= 9; month++ {
				rows += "2024-0" + strconv.Itoa(month) + "," + indicator + "," + desa + "," + strconv.Itoa(chance.IntN(people/10)) + "," + strconv.Itoa(people) +
					",proyeksi,Laporan (contoh),2024-10-08,\n"
			}
		}
	}
	put("data/regions.csv", regions)(t, dir)
	put("data/facilities.csv", facilities)(t, dir)
	put("data/observations/2024.csv", rows)(t, dir)
	o := Options{Dir: dir, Out: "public", Date: day(), Program: "this one"}
	if _, ps, err := Site(context.Background(), o); err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	page := tree(t, filepath.Join(dir, "public"))["puskesmas/hulu/index.html"]
	if strings.Contains(page, `class="columns"`) || strings.Count(page, `href="../../wilayah/hulu/`) < 2*many {
		t.Errorf("the desa are drawn, or some are not led to: %d links", strings.Count(page, `href="../../wilayah/hulu/`))
	}
}
