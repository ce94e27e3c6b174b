package theme

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/chart"
	"terang/internal/site"
)

var gallery = flag.String("gallery", "", "folder to write an example page and a Lokmin pack to, for looking at")

// TestGallery renders a lifelike page of every part. With -gallery it is written
// out, to be looked at in a browser. The charts have a gallery of their own, in package chart.
func TestGallery(t *testing.T) {
	th, ps := Read(fstest.MapFS{}, Choice{}, "id")
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	for _, layout := range []string{"page", "lokmin", "form"} {
		v := example(layout)
		v.Assets.CSS = th.AssetPath("portal.css")
		v.Assets.Search = th.AssetPath("cari.js")
		var b bytes.Buffer
		if err := th.Render(&b, v); err != nil {
			t.Fatal(err)
		}
		checkHTML(t, layout, b.Bytes())
		if strings.Contains(b.String(), "ZgotmplZ") {
			t.Errorf("%s: a link was filtered away", layout)
		}
		if *gallery != "" {
			write(t, layout+".html", b.Bytes())
		}
	}
	if *gallery == "" {
		return
	}
	for _, a := range th.Assets() {
		write(t, a.Path, a.Body)
	}
}

func write(t *testing.T, name string, body []byte) {
	t.Helper()
	path := filepath.Join(*gallery, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, body, 0o644); err != nil {
		t.Fatal(err)
	}
}

// example is a puskesmas page with every part a page can have.
func example(layout string) *site.View {
	v := &site.View{
		Layout: layout, Kind: "puskesmas", Lang: "id",
		Title: "Puskesmas Tanjung Samak: layanan SPM September 2024", Summary: "3 dari 9 layanan mencapai target bulan ini.",
		Absolute: "https://example.go.id/puskesmas/tanjung-samak/",
		Site:     site.Identity{Title: "Portal Kesehatan Kepulauan Meranti", Office: "Dinas Kesehatan Kabupaten Kepulauan Meranti", Home: "page.html", Search: "page.html"},
		Nav: []site.Link{
			{Text: "Layanan SPM", Href: "#"},
			{Text: "Wilayah", Href: "#"},
			{Text: "Puskesmas", Href: "#", Current: true},
			{Text: "Fasilitas", Href: "#"},
			{Text: "Berita", Href: "#"},
			{Text: "Kegiatan", Href: "#"},
			{Text: "Kesepakatan", Href: "#"},
			{Text: "Data", Href: "#"},
		},
		Crumbs:  []site.Link{{Text: "Kepulauan Meranti", Href: "#"}, {Text: "Rangsang", Href: "#"}, {Text: "Puskesmas Tanjung Samak"}},
		Notices: []site.Notice{{Text: "Data contoh, bukan angka resmi.", Level: "penting"}, {Text: "Data September 2024 masih sementara.", Level: "info"}},
		Lead: site.Lead{
			Title: "Puskesmas Tanjung Samak", Kind: "Kecamatan Rangsang · non rawat inap · terakreditasi madya · data s.d. September 2024, sementara",
			Sentence: `<strong>3 dari 9 layanan</strong> yang dapat ditampilkan mencapai target bulan ini. Yang paling tertinggal <strong>layanan balita</strong>: 54,2&nbsp;% dari target 75,0&nbsp;%, kurang 141 anak.`,
			Facts: []site.Fact{
				{Name: "Penduduk di wilayah kerja", Value: "18.204", Unit: "orang"},
				{Name: "Desa dilayani", Value: "12"},
				{Name: "Indeks SPM sementara", Value: "71,4", Note: "s.d. September, belum tuntas"},
				{Name: "Janji Lokmin terlambat", Value: "1", Unit: "dari 4"},
			},
			Actions: []site.Link{{Text: "Cetak bahan Lokmin", Href: "lokmin.html"}, {Text: "Bagikan lewat WhatsApp", Href: "https://wa.me/?text=x"}},
		},
		Footer: site.Footer{
			Lines:  []string{"Dinas Kesehatan Kabupaten Kepulauan Meranti · data s.d. September 2024 · CC BY 4.0", "Sumber: laporan bulanan puskesmas, diambil 4 Oktober 2024."},
			Links:  []site.Link{{Text: "Metode", Href: "#"}, {Text: "Glosarium", Href: "#"}, {Text: "PPID", Href: "#"}, {Text: "Tentang portal", Href: "#"}, {Text: "Pernyataan aksesibilitas", Href: "#"}},
			Report: site.Link{Text: "Laporkan kesalahan data", Href: "mailto:a@example.go.id?subject=Data"},
		},
	}
	if layout == "lokmin" {
		v.Lead.Title = "Bahan Lokmin Puskesmas Tanjung Samak, Oktober 2024"
		v.Lead.Actions = nil
		v.Sections = packSections()
		return v
	}
	v.Sections = exampleSections()
	return v
}

func packSections() []site.Section {
	table := heatTable(14)
	return []site.Section{
		{ID: "layanan", Heading: "Dua belas layanan SPM", Intro: "Garis tegak: target kumulatif September, 75 %.", Services: exampleServices()},
		{ID: "masalah", Heading: "Masalah yang perlu dibahas", Prose: []site.Prose{{HTML: `<ol><li><strong>Balita</strong> kurang 141 anak dari target; terendah Penyagun (41 %), Beting (44 %).</li><li><strong>Hipertensi</strong> turun 2,0 poin sejak Agustus.</li><li><strong>Tenggayun Raya</strong> belum melapor layanan ibu bersalin.</li></ol>`}}},
		{ID: "desa", Heading: "PWS menurut desa", Figures: []chart.Figure{{ID: "pws", Kind: "heat", SVG: table}}},
		{ID: "janji", Heading: "Janji Lokmin lalu", Table: &chart.Table{
			Caption: "Rencana tindak lanjut 7 Agustus 2024",
			Head:    []chart.Cell{{Text: "Kegiatan"}, {Text: "Penanggung jawab"}, {Text: "Batas"}, {Text: "Status"}},
			Rows: [][]chart.Cell{
				{{Text: "Sweeping balita di Penyagun dan Beting"}, {Text: "Pemerintah Desa Penyagun"}, {Text: "3 September 2024"}, {Text: "▼ terlambat 18 hari"}},
				{{Text: "Perahu posyandu keliling dua kali sebulan"}, {Text: "Camat Rangsang"}, {Text: "30 September 2024"}, {Text: "◐ proses"}},
				{{Text: "Skrining hipertensi di dermaga tiap pasar"}, {Text: "Klinik Pratama Amanah"}, {Text: "21 Agustus 2024"}, {Text: "● selesai"}},
			},
		}},
	}
}

func exampleSections() []site.Section {
	return append([]site.Section{
		{ID: "layanan", Heading: "Dua belas layanan SPM", Intro: "Garis tegak: target kumulatif September, 75 %. Urut dari yang paling tertinggal.", Services: exampleServices(), More: &site.Link{Text: "Semua layanan di Kepulauan Meranti", Href: "#"}},
		{ID: "tren", Heading: "Layanan balita", Figures: []chart.Figure{{
			ID: "tren-balita", Kind: "trend", Title: "Layanan balita tertinggal 20,8 poin dan jaraknya melebar sejak Mei",
			Desc:    "Sampai September 2024 layanan balita mencapai 54,2 %; target bulan ini 75,0 %.",
			Caption: "Balita yang menerima pelayanan sesuai standar, kumulatif, % dari 679 balita. Sumber: laporan bulanan puskesmas, diambil 4 Oktober 2024.",
			SVG:     exampleTrend(), Option: json.RawMessage(`{"series":[]}`), Download: "#", Table: monthTable(),
		}}},
		{ID: "peringkat", Heading: "Antarpuskesmas", Figures: []chart.Figure{{
			ID: "peringkat-balita", Kind: "ranking", Title: "7 dari 10 puskesmas di bawah target bulan ini", Desc: "Tanjung Samak ada di urutan 8 dari 10.",
			Caption: "Garis mendatar: selang kepercayaan 95 %.", SVG: exampleRanking(), Download: "#", Table: monthTable(),
		}}},
		{ID: "janji", Heading: "Janji Lokmin lintas sektor", Intro: "7 Agustus 2024", Narrow: true, Promises: []site.Promise{
			{What: "Sweeping balita di Penyagun dan Beting", Status: "terlambat 18 hari", Class: "bad", Owner: "Pemerintah Desa Penyagun", Due: "3 September 2024", ISODue: "2024-09-03", Target: "150 anak", From: site.Link{Text: "Lokmin Agustus", Href: "#"}},
			{What: "Perahu posyandu keliling dua kali sebulan", Status: "proses", Class: "near", Owner: "Camat Rangsang", Due: "30 September 2024", ISODue: "2024-09-30"},
			{What: "Skrining hipertensi di dermaga tiap pasar", Status: "selesai", Class: "good", Owner: "Klinik Pratama Amanah", Due: "21 Agustus 2024", Evidence: "foto dan daftar hadir"},
		}},
		{ID: "berita", Heading: "Berita", Narrow: true, Cards: []site.Card{
			{Title: "Perahu posyandu mulai berlayar ke tiga desa", Href: "#", Date: "27 September 2024", ISODate: "2024-09-27", Kind: "Berita", Summary: "Dua kali sebulan kader dan bidan datang ke dermaga."},
			{Title: "Lokmin lintas sektor menyepakati empat janji", Href: "#", Date: "7 Agustus 2024", ISODate: "2024-08-07", Kind: "Lokmin"},
		}},
		{ID: "pws", Heading: "Pemantauan wilayah setempat", Intro: "Capaian kumulatif, %. ✱ disensor demi privasi · ○ belum lapor", Figures: []chart.Figure{{
			ID: "pws-desa", Kind: "heat", Title: "Tiga desa di bawah separuh target layanan balita", Caption: "September 2024, urut dari rata-rata tertinggi.", SVG: heatTable(7), Download: "#",
		}}},
		{ID: "peta", Heading: "Peta", Figures: []chart.Figure{{
			ID: "peta-balita", Kind: "map", Title: "Desa di ujung timur paling tertinggal", Desc: "Tiga desa di bawah separuh target.", Caption: "Batas desa: BIG, disederhanakan.", SVG: exampleMap(), Table: monthTable(),
		}}},
	}, exampleLists()...)
}

func exampleLists() []site.Section {
	return []site.Section{
		{ID: "cari-fasilitas", Heading: "Jejaring", Intro: "5 klinik dan praktik dokter di wilayah kerja.", Locator: &site.Locator{Kinds: []site.Choice{{Value: "klinik_pratama", Text: "Klinik pratama"}}, Near: true}, Directory: []site.DirectoryGroup{
			{ID: "klinik", Heading: "Klinik pratama", Entries: []site.DirectoryEntry{
				{ID: "f1", Name: "Klinik Pratama Amanah", Kind: "Klinik pratama", Place: "Tanjung Samak", Address: "Jalan Pelabuhan 12", Hours: "Senin–Sabtu 08.00–21.00", Phone: "0763 555 0101", Tel: "tel:+627635550101", Map: "geo:0.88,103.01"},
				{ID: "f2", Name: "Klinik Pratama Bahari", Kind: "Klinik pratama", Place: "Topang", Notes: []string{"Lokasi belum dilengkapi"}},
			}},
			{ID: "tpmd", Heading: "Praktik mandiri dokter", Entries: []site.DirectoryEntry{{ID: "f3", Name: "dr. Contoh Sehat", Href: "#", Kind: "TPMD", Place: "Citra Damai", Hours: "Senin–Jumat 17.00–20.00"}}},
		}},
		{ID: "mou", Heading: "Kesepakatan", Agreements: []site.Agreement{{
			ID: "mou-1", Title: "Layanan kesehatan bergerak untuk desa pulau", Number: "440/DINKES/2024/17", Status: "berlaku", Class: "good", First: "Dinas Kesehatan",
			Second: []site.Link{{Text: "Dinas Perhubungan"}, {Text: "Camat Rangsang", Href: "#"}}, Scope: "Perahu, bahan bakar, dan awak untuk posyandu keliling.", Period: "Januari 2024 sampai Desember 2025", From: site.Link{Text: "Rakor Januari 2024", Href: "#"}, File: site.Link{Text: "Unduh naskah (PDF)", Href: "#"},
		}}},
		{ID: "tentang", Heading: "Cara membaca", Prose: []site.Prose{{HTML: `<p>Persentase adalah jumlah orang yang dilayani sesuai standar dibagi sasaran setahun. <a href="#">Cara hitung</a>.</p><h3>Mengapa sementara</h3><p>Laporan bulan terakhir masih dapat berubah:</p><ul><li>pustu yang terlambat,</li><li>perbaikan data.</li></ul><blockquote><p>Angka kecil disembunyikan demi privasi.</p></blockquote>`}}},
		{ID: "istilah", Heading: "Istilah", Terms: []site.Term{{ID: "spm", Name: "SPM", Text: "Standar pelayanan minimal: dua belas layanan kesehatan yang wajib diberikan setiap kabupaten."}, {Name: "Sasaran", Href: "#", Text: "Jumlah orang yang seharusnya dilayani dalam setahun."}}},
		{ID: "tautan", Heading: "Desa dilayani", Links: []site.LinkGroup{{Links: links("Beting", "Citra Damai", "Penyagun", "Repan", "Tanjung Samak", "Tenggayun Raya", "Topang")}}, Narrow: true},
		{ID: "unduh", Heading: "Unduh data", Narrow: true, Downloads: []site.Download{{Name: "capaian.csv", Href: "#", Format: "CSV", Size: "48 kB", Text: "Semua layanan, desa, dan tahun."}, {Name: "indeks.csv", Href: "#", Format: "CSV", Size: "2 kB"}}},
	}
}

func links(names ...string) []site.Link {
	list := make([]site.Link, len(names))
	for i, n := range names {
		list[i] = site.Link{Text: n, Href: "#", Note: fmt.Sprintf("%d orang", 700+13*i)}
	}
	return list
}

func exampleServices() chart.Markup {
	rows := []struct {
		name, value, count, trend, class, status string
		percent                                  float64
	}{
		{"Balita", "54,2 %", "368 dari 679", "▲ naik", "bad", "▼ di bawah target", 54.2},
		{"Usia produktif", "58,9 %", "6.123 dari 10.396", "▲ naik", "bad", "▼ di bawah target", 58.9},
		{"Hipertensi", "63,0 %", "1.402 dari 2.225", "▼ turun", "bad", "▼ di bawah target", 63},
		{"Usia lanjut", "69,8 %", "1.021 dari 1.463", "▲ naik", "near", "◐ mendekati target", 69.8},
		{"Diabetes melitus", "71,3 %", "203 dari 285", "■ tetap", "near", "◐ mendekati target", 71.3},
		{"Usia pendidikan dasar", "73,9 %", "2.310 dari 3.126", "▲ naik", "near", "◐ mendekati target", 73.9},
		{"Ibu bersalin", "76,4 %", "120 dari 157", "▲ naik", "good", "● tercapai", 76.4},
		{"Ibu hamil", "81,0 %", "133 dari 164", "▼ turun", "good", "● tercapai", 81},
		{"Bayi baru lahir", "102,6 %", "157 dari 153", "▲ naik", "good", "● tercapai", 102.6},
		{"Orang dengan gangguan jiwa berat", "✱", "", "", "hid", "✱ disensor demi privasi", 0},
		{"Terduga tuberkulosis", "○", "", "", "none", "○ belum lapor", 0},
		{"Risiko terinfeksi HIV", "✱", "", "", "hid", "✱ hanya tingkat kabupaten", 0},
	}
	var b strings.Builder
	b.WriteString(`<ol class="services">`)
	for _, r := range rows {
		fmt.Fprintf(&b, `<li><a class="name" href="#">%s</a>%s<span class="value">%s</span>`, r.name, bar(r.class, r.percent), r.value)
		if r.count != "" {
			fmt.Fprintf(&b, `<span class="count">%s</span><span class="trend">%s</span>`, r.count, r.trend)
		}
		fmt.Fprintf(&b, `<span class="status %s">%s</span></li>`, r.class, r.status)
	}
	b.WriteString("</ol>")
	return chart.Markup(b.String())
}

func bar(class string, percent float64) string {
	width := percent * 4
	if percent == 0 {
		width = 439
	}
	return fmt.Sprintf(`<svg class="bar" viewBox="0 0 440 16" preserveAspectRatio="none" aria-hidden="true" focusable="false"><rect class="track" x=".5" y="3.5" width="439" height="9"/><rect class="%s" x="0" y="3" width="%.0f" height="10"/><path class="tick" d="M300 0V16"/></svg>`, class, width)
}

func exampleRanking() chart.Markup {
	names := []string{"Selatpanjang", "Alah Air", "Kedabu Rapat", "Alai", "Sungai Tohor", "Teluk Belitung", "Anak Setatah", "Tanjung Samak", "Pulau Merbau", "Tasik Putri Puyu"}
	var b strings.Builder
	b.WriteString(`<ul class="key"><li><svg class="swatch" viewBox="0 0 16 12" width="16" height="12" aria-hidden="true"><path class="tick" d="M8 0V12"/></svg>target 75,0 %</li><li><svg class="swatch" viewBox="0 0 16 12" width="16" height="12" aria-hidden="true"><path class="whisker" d="M1 6H15M1 3V9M15 3V9"/></svg>selang 95 %</li></ul><ol class="ranking">`)
	for i, name := range names {
		p := 88.0 - 4.3*float64(i)
		class, status := "bad", "▼ di bawah target"
		if p >= 75 {
			class, status = "good", "● tercapai"
		} else if p > 67.5 {
			class, status = "near", "◐ mendekati target"
		}
		whisker := fmt.Sprintf(`<path class="whisker" d="M%.0f 8H%.0f"/></svg>`, p*4-18, p*4+18)
		fmt.Fprintf(&b, `<li><span class="rank">%d</span><a class="name" href="#">%s</a>%s<span class="value">%.1f %%</span><span class="status %s">%s</span></li>`,
			i+1, name, strings.Replace(bar(class, p), "</svg>", whisker, 1), p, class, status)
	}
	b.WriteString("</ol>")
	return chart.Markup(b.String())
}

func exampleTrend() chart.Markup {
	return `<svg class="chart" viewBox="0 0 640 350" role="img" aria-labelledby="tt td"><title id="tt">Tren</title><desc id="td">Kumulatif</desc><path class="axis" d="M60 304H480"/><path class="grid" d="M60 235H480"/><path class="grid" d="M60 164H480"/><path class="grid" d="M60 93H480"/><path class="grid" d="M60 22H480"/><text x="52" y="308" text-anchor="end">0</text><text class="even" x="52" y="239" text-anchor="end">25</text><text x="52" y="168" text-anchor="end">50</text><text class="even" x="52" y="97" text-anchor="end">75</text><text x="52" y="26" text-anchor="end">100</text><text x="60" y="337" text-anchor="middle">Jan</text><text class="even" x="98" y="337" text-anchor="middle">Feb</text><text x="174" y="337" text-anchor="middle">Apr</text><text x="289" y="337" text-anchor="middle">Jul</text><text x="403" y="337" text-anchor="middle">Okt</text><path class="target" d="M60 280L365 93"/><path class="series other" d="M60 284L98 262L174 220L289 150L365 118"/><path class="series" d="M60 290L98 275L136 250L174 238L212 215L250 200L289 185L327 165"/><path class="series prov" d="M327 165L365 150"/><circle class="dot" cx="365" cy="150" r="5"/><path class="leader" d="M371 150L384 160"/><text class="lbl halo" x="388" y="166">Balita 54,2 %</text><text x="388" y="116">kabupaten</text><text x="388" y="90">target 75 %</text></svg>`
}

func exampleMap() chart.Markup {
	var b strings.Builder
	b.WriteString(`<svg class="map" viewBox="0 0 400 220" role="img" aria-label="Peta"><title>Peta</title>`)
	for i, class := range []string{"q1", "q2", "q3", "q4", "q5", "none", "hid", "q4", "q2", "q3"} {
		x, y := 10+76*(i%5), 10+100*(i/5)
		fmt.Fprintf(&b, `<a href="#" aria-label="desa %d"><path class="%s" d="M%d %dl60 -8l16 40l-10 60l-60 8l-6 -40z"/></a>`, i, class, x, y+8)
	}
	b.WriteString(`</svg><ul class="key">`)
	for _, k := range [][2]string{{"q1", "di bawah 50 % target: 1 desa"}, {"q2", "50–79 %: 2"}, {"q3", "80–89 %: 2"}, {"q4", "90–99 %: 2"}, {"q5", "tercapai: 1"}, {"none", "belum lapor: 1"}, {"hid", "disensor: 1"}} {
		fmt.Fprintf(&b, `<li><svg class="swatch" viewBox="0 0 16 12" width="16" height="12" aria-hidden="true"><rect class="%s" width="16" height="12"/></svg>%s</li>`, k[0], k[1])
	}
	b.WriteString(`</ul><ul class="areas">`)
	for _, n := range []string{"Beting", "Citra Damai", "Penyagun", "Repan", "Topang"} {
		fmt.Fprintf(&b, `<li><a href="#">%s</a> 54,2 %%</li>`, n)
	}
	b.WriteString("</ul>")
	return chart.Markup(b.String())
}

func heatTable(rows int) chart.Markup {
	var b strings.Builder
	b.WriteString(`<div class="scroll" tabindex="0" role="region" aria-label="Capaian menurut desa"><table class="heat"><caption>Capaian menurut desa</caption><thead><tr><th scope="col">Desa</th>`)
	services := []string{"Ibu hamil", "Bersalin", "Bayi baru lahir", "Balita", "Dikdas", "Produktif", "Lansia", "Hipertensi", "DM"}
	for _, s := range services {
		fmt.Fprintf(&b, `<th scope="col" class="num">%s</th>`, s)
	}
	b.WriteString("</tr></thead><tbody>")
	names := []string{"Tanjung Samak", "Topang", "Repan", "Citra Damai", "Tenggayun Raya", "Beting", "Penyagun"}
	for i := range rows {
		fmt.Fprintf(&b, `<tr><th scope="row"><a href="#">%s</a></th>`, names[i%len(names)])
		for j := range services {
			v := 96 - 5*i - 4*j
			switch {
			case (i*3+j)%11 == 9:
				b.WriteString(`<td class="hid"><abbr title="disensor demi privasi">✱</abbr></td>`)
			case (i*3+j)%13 == 12:
				b.WriteString(`<td class="none"><abbr title="belum lapor">○</abbr></td>`)
			default:
				fmt.Fprintf(&b, `<td class="q%d">%d,4</td>`, min(5, max(1, v/15-1)), max(v, 31))
			}
		}
		b.WriteString("</tr>")
	}
	b.WriteString(`</tbody><tfoot><tr class="total"><th scope="row">Puskesmas</th>`)
	for range services {
		b.WriteString(`<td class="q4">71,0</td>`)
	}
	b.WriteString("</tr></tfoot></table></div>")
	return chart.Markup(b.String())
}

func monthTable() chart.Table {
	t := chart.Table{Caption: "Capaian per bulan", Head: []chart.Cell{{Text: "Bulan"}, {Text: "Capaian, %", Class: "num"}, {Text: "Dilayani, orang", Class: "num"}, {Text: "Sasaran, orang", Class: "num"}}}
	for i, m := range []string{"Januari", "Februari", "Maret", "April"} {
		t.Rows = append(t.Rows, []chart.Cell{{Text: m}, {Text: fmt.Sprintf("%d,0", 6*(i+1)), Class: "num"}, {Text: fmt.Sprint(41 * (i + 1)), Class: "num"}, {Text: "679", Class: "num"}})
	}
	return t
}
