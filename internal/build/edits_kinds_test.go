package build

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"terang/internal/health"
)

// edits are what people do to a site and its folder.
var edits = []struct {
	name string
	do   func(*bureau)
}{
	{"a count", func(b *bureau) { b.count() }},
	{"another count", func(b *bureau) { b.count() }},
	{"a third count", func(b *bureau) { b.count() }},
	{"a sasaran", func(b *bureau) {
		b.row(b.pick("data/observations/", ".csv"), func(c []string) string { c[4] = fmt.Sprint(20 + b.IntN(900)); return strings.Join(c, ",") })
	}},
	{"a row gone", func(b *bureau) { b.row(b.pick("data/observations/", ".csv"), func([]string) string { return "" }) }},
	{"a row twice", func(b *bureau) {
		b.row(b.pick("data/observations/", ".csv"), func(c []string) string { r := strings.Join(c, ","); return r + "\n" + r })
	}},
	{"a row of another month", func(b *bureau) {
		b.row(b.pick("data/observations/", ".csv"), func(c []string) string {
			row := strings.Join(c, ",")
			c[0] = fmt.Sprintf("2024-%02d", 1+b.IntN(10))
			return row + "\n" + strings.Join(c, ",")
		})
	}},
	{"a count taken back", func(b *bureau) {
		b.row(b.pick("data/observations/", ".csv"), func(c []string) string { c[3] = ""; return strings.Join(c, ",") })
	}},
	{"another system", func(b *bureau) {
		b.row(b.pick("data/observations/", ".csv"), func(c []string) string { c[6] = fmt.Sprint("Sistem ", b.IntN(3)); return strings.Join(c, ",") })
	}},
	{"a row broken", func(b *bureau) {
		b.row(b.pick("data/observations/", ".csv"), func(c []string) string { c[1] = "bumiil"; return strings.Join(c, ",") })
	}},
	{"observations renamed", func(b *bureau) {
		if name := b.pick("data/observations/", ".csv"); name != "" {
			carry(name, fmt.Sprintf("data/observations/%d.csv", b.IntN(3000)))(b.T, b.o.Dir)
		}
	}},
	{"a name", func(b *bureau) {
		b.row("data/regions.csv", func(c []string) string { c[3] = fmt.Sprint("Tempat ", b.IntN(9)); return strings.Join(c, ",") })
	}},
	{"how many live there", func(b *bureau) {
		b.row("data/regions.csv", func(c []string) string {
			if len(c) == 8 {
				c[6] = fmt.Sprint(b.IntN(9000))
			}
			return strings.Join(c, ",")
		})
	}},
	{"an area gone", func(b *bureau) { b.row("data/regions.csv", func([]string) string { return "" }) }},
	{"a facility", func(b *bureau) {
		b.row("data/facilities.csv", func(c []string) string { c[1] = fmt.Sprint("Sehat ", b.IntN(9)); return strings.Join(c, ",") })
	}},
	{"a facility closed", func(b *bureau) {
		b.row("data/facilities.csv", func(c []string) string { c[8] = []string{"aktif", "tutup"}[b.IntN(2)]; return strings.Join(c, ",") })
	}},
	{"a facility gone", func(b *bureau) { b.row("data/facilities.csv", func([]string) string { return "" }) }},
	{"quality", func(b *bureau) {
		put("data/quality.csv", fmt.Sprintf("tahun,wilayah,indikator,mutu_persen\n2023,99.01,bumil,%d\n", b.IntN(100)))(b.T, b.o.Dir)
	}},
	{"no quality", func(b *bureau) { gone("data/quality.csv")(b.T, b.o.Dir) }},
	{"promises", func(b *bureau) {
		put("data/commitments.csv", fmt.Sprintf("wilayah,kegiatan,penanggung_jawab,batas_waktu\n99.01,Kelas ibu,Kepala dinas,2024-%02d-01\n", 1+b.IntN(12)))(b.T, b.o.Dir)
	}},
	{"no promises", func(b *bureau) { gone("data/commitments.csv")(b.T, b.o.Dir) }},
	{"the name of an indicator", func(b *bureau) {
		put("data/indicators.csv", fmt.Sprintf("kode,nama,nama_pendek\nbumil,Ibu %d,Ibu\n", b.IntN(9)))(b.T, b.o.Dir)
	}},
	{"no names of indicators", func(b *bureau) { gone("data/indicators.csv")(b.T, b.o.Dir) }},
	{"a table that nobody reads", func(b *bureau) { put(fmt.Sprintf("data/lain-%d.csv", b.IntN(3)), "a,b\n1,2\n")(b.T, b.o.Dir) }},
	{"an outline", func(b *bureau) {
		put("data/boundaries/batas.geojson", fmt.Sprintf(`{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"99.01.0%d"},`+
			`"geometry":{"type":"Polygon","coordinates":[[[102,0],[103,0],[103,1],[102,1],[102,0]]]}}]}`, 1+b.IntN(2)))(b.T, b.o.Dir)
	}},
	{"no outlines", func(b *bureau) { gone("data/boundaries")(b.T, b.o.Dir) }},
	{"a post", func(b *bureau) {
		put(fmt.Sprintf("content/berita/kabar-%d.md", b.IntN(4)), fmt.Sprintf("---\njudul: Kabar %d\ntanggal: 2024-0%d-06\nterkait: {wilayah: [\"99.01.01\"]}\n---\n\n"+
			"Kini {{< nilai indikator=\"bumil\" >}}, di Hulu {{< nilai indikator=\"ht\" wilayah=\"99.01.01\" >}}.\n\n{{< grafik indikator=\"bumil\" >}}\n", b.IntN(9), 1+b.IntN(9)))(b.T, b.o.Dir)
	}},
	{"a post's words", func(b *bureau) {
		b.change(b.pick("content/", ".md"), func(s string) string { return s + fmt.Sprintf("\nBaris %d.\n", b.IntN(99)) })
	}},
	{"a post renamed", func(b *bureau) {
		if name := b.pick("content/berita/", ".md"); name != "" {
			carry(name, fmt.Sprintf("content/berita/nama-%d.md", b.IntN(9)))(b.T, b.o.Dir)
		}
	}},
	{"a post gone", func(b *bureau) {
		if name := b.pick("content/", ".md"); name != "" {
			gone(name)(b.T, b.o.Dir)
		}
	}},
	{"a template", func(b *bureau) {
		put("themes/default/partials/mark.html", fmt.Sprintf("<b>Tanda %d</b>", b.IntN(9)))(b.T, b.o.Dir)
	}},
	{"a style sheet", func(b *bureau) {
		put("themes/default/assets/css/portal.css", fmt.Sprintf("body{color:#12345%d}", b.IntN(9)))(b.T, b.o.Dir)
	}},
	{"a word", func(b *bureau) {
		put("themes/default/i18n/id.yaml", fmt.Sprintf("site.missing.home: Pulang %d\n", b.IntN(9)))(b.T, b.o.Dir)
	}},
	{"a word that is none", func(b *bureau) { put("themes/default/i18n/id.yaml", "site.mising.home: Pulang\n")(b.T, b.o.Dir) }},
	{"no theme", func(b *bureau) { gone("themes")(b.T, b.o.Dir) }},
	{"the title", func(b *bureau) { b.setting("title", fmt.Sprint("Portal ", b.IntN(9))) }},
	{"the notice", func(b *bureau) { b.setting("notice", fmt.Sprint("Data contoh, edisi ", b.IntN(9))) }},
	{"the smallest count", func(b *bureau) { b.setting("disclosure", fmt.Sprintf("{min_count: %d}", 3+b.IntN(6))) }},
	{"rounding", func(b *bureau) { b.setting("disclosure", "{round_to: 5}") }},
	{"another language", func(b *bureau) { b.setting("languages", []string{"", "[id, en]"}[b.IntN(2)]) }},
	{"offline", func(b *bureau) { b.setting("offline", []string{"", "true", "false"}[b.IntN(3)]) }},
	{"copies", func(b *bureau) { b.setting("copies", []string{"false", "false", "true"}[b.IntN(3)]) }},
	{"pictures", func(b *bureau) { b.setting("pictures", []string{"none", "none", "few"}[b.IntN(3)]) }},
	{"a key that is none", func(b *bureau) { b.setting("tittle", []string{"", "x"}[b.IntN(2)]) }},
	{"the day", func(b *bureau) { b.o.Date = day() + health.Date(b.IntN(3)) }},
	{"the month", func(b *bureau) {
		b.o.AsOf = []health.Month{health.NoMonth, health.MonthOf(2024, 6), health.MonthOf(2024, 9)}[b.IntN(3)]
	}},
	{"the address", func(b *bureau) { b.o.BaseURL = []string{"", "https://lain.example/"}[b.IntN(2)] }},
	{"drafts", func(b *bureau) { b.o.Drafts = !b.o.Drafts }},
	{"workers", func(b *bureau) { b.o.Jobs = []int{1, 2, 7}[b.IntN(3)] }},
	{"the program", func(b *bureau) { b.o.Program = fmt.Sprint("program ", b.IntN(2)) }},
	{"remembering", func(b *bureau) {
		if b.build(); !b.broken {
			b.kept = b.input()
		}
	}},
	{"as it was", func(b *bureau) { b.restore(b.kept) }},
	{"as it was once more", func(b *bureau) { b.restore(b.kept) }},
	{"stopped", func(b *bureau) { b.cancelled() }},
	{"a page lost", func(b *bureau) { b.spoil(func(name string) error { return os.Remove(name) }) }},
	{"a page cut off", func(b *bureau) { b.spoil(func(name string) error { return os.Truncate(name, 1) }) }},
	{"a file of others", func(b *bureau) { put(fmt.Sprintf("public/asing/%d.txt", b.IntN(5)), "x")(b.T, b.o.Dir) }},
	{"the state damaged", func(b *bureau) { b.damage() }},
}

// count edits one number of people.
func (b *bureau) count() {
	b.Helper()
	b.row(b.pick("data/observations/", ".csv"), func(c []string) string { c[3] = fmt.Sprint(b.IntN(20)); return strings.Join(c, ",") })
}

// spoil does something to one file of the output.
func (b *bureau) spoil(how func(name string) error) {
	b.Helper()
	var names []string
	for name := range b.stands {
		names = append(names, name)
	}
	if len(names) == 0 {
		return
	}
	slices.Sort(names)
	name := names[b.IntN(len(names))]
	if err := how(b.in("public/" + name)); err != nil && !os.IsNotExist(err) {
		b.Fatal(err)
	}
	delete(b.stands, name) // where no build follows without errors it stays as it is
	if body, err := os.ReadFile(b.in("public/" + name)); err == nil {
		b.stands[name] = string(body)
	}
}

// damage cuts off, changes or takes away what builds keep. What stands is then no longer known to be the program's own, so
// it is done only where the next build will find the same.
func (b *bureau) damage() {
	b.Helper()
	b.restore(b.kept)
	b.build()
	if b.broken { // an earlier site stands, which the next build would not find the same
		return
	}
	found, _ := filepath.Glob(b.in(".terang/*/*"))
	for _, name := range append(found, b.in(".terang/decisions")) {
		body, err := os.ReadFile(name)
		if err != nil || len(body) == 0 {
			continue
		}
		switch b.IntN(3) {
		case 0:
			body = body[:b.IntN(len(body))]
		case 1:
			body[b.IntN(len(body))] ^= byte(1 + b.IntN(255))
		default:
			body = nil
		}
		if err := os.WriteFile(name, body, 0o644); err != nil {
			b.Fatal(err)
		}
	}
	b.build()
}

// smallProvince makes a province of two kabupaten, one of which reports by desa and the other by puskesmas.
func smallProvince(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	put("site.yaml", "title: Portal Kesehatan Karangan\nbase_url: https://karangan.example/\narea: \"99\"\nlanguage: id\nsample: true\nnotice: Data contoh.\n")(t, dir)
	regions := "kode,induk,tingkat,nama,lintang,bujur,penduduk,puskesmas\n99,,provinsi,Provinsi Karangan,,,,\n"
	facilities := "kode,nama,jenis,kecamatan,desa,puskesmas,lintang,bujur,status,kabkota\n"
	rows := "periode,indikator,wilayah,pembilang,penyebut,jenis_data,sumber,tanggal_data,catatan\n"
	row := func(month int, indicator, at string, n, d int) {
		rows += fmt.Sprintf("2024-%02d,%s,%s,%d,%d,proyeksi,Laporan (contoh),2024-09-10,\n", month, indicator, at, n, d)
	}
	for k := 1; k <= 2; k++ {
		kab := fmt.Sprintf("99.%02d", k)
		regions += fmt.Sprintf("%s,99,kabkota,Kabupaten Karangan %d,,,,\n", kab, k)
		for c := 1; c <= 2; c++ {
			kec := fmt.Sprintf("%s.%02d", kab, c)
			pusk := fmt.Sprintf("99%02d%03d", k, c)
			regions += fmt.Sprintf("%s,%s,kecamatan,Kecamatan %d%d,,,,\n", kec, kab, k, c)
			facilities += fmt.Sprintf("%s,Puskesmas %d%d,puskesmas,%s,%s.2001,%s,,,aktif,%s\n", pusk, k, c, kec, kec, pusk, kab)
			for d := 1; d <= 2; d++ {
				desa := fmt.Sprintf("%s.200%d", kec, d)
				regions += fmt.Sprintf("%s,%s,desa,Desa %d%d%d,,,900,%s\n", desa, kec, k, c, d, pusk)
				for m := 1; m <= 9 && k == 1; m++ {
					row(m, "bumil", desa, 2*m%7, 60+10*d)
					row(m, "ht", desa, 3*m%11, 200+10*c)
				}
			}
			for m := 1; m <= 9 && k == 2; m++ {
				row(m, "bumil", pusk, 5+m, 140)
				row(m, "ht", pusk, 9+m, 420)
			}
		}
	}
	put("data/regions.csv", regions)(t, dir)
	put("data/facilities.csv", facilities)(t, dir)
	put("data/observations/2024.csv", rows)(t, dir)
	put("data/observations/2023.csv", strings.ReplaceAll(rows, "2024-", "2023-"))(t, dir)
	put("content/berita/satu.md", "---\njudul: Satu\ntanggal: 2024-01-02\n---\n\nKini {{< nilai indikator=\"bumil\" wilayah=\"99.01\" >}}.\n")(t, dir)
	return dir
}
