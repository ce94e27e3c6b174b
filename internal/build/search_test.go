package build

import (
	"fmt"
	"strings"
	"testing"
)

// On a province's site each kab/kota has its page and its list of facilities; where
// they are many the list is divided, and no page lists more than it can carry.
func TestFacilitiesOfAProvince(t *testing.T) {
	t.Parallel()
	dir := provinceSite(t, "")
	rows := "kode,nama,jenis,kecamatan,kabkota,lintang,bujur,layanan\n"
	for i := range 700 {
		rows += fmt.Sprintf("9901%06d,Klinik Nomor %d,klinik_pratama,99.01.01,,1.0,102.%04d,\n", i, i, i)
	}
	rows += "9902000001,Posyandu Melati,posyandu,99.02.01,,,,gizi\n9902000002,Klinik Hilir,klinik_pratama,99.02.01,,1.5,102.5,gigi; gizi\n" +
		"9902000003,Klinik Kota,klinik_pratama,,99.02,,,\n"
	putFiles(t, dir, map[string]string{"data/facilities.csv": rows})
	files := inMemory(t, dir)
	says(t, files, "fasilitas/index.html", []string{`href="kabupaten-satu.html"`, `href="kabupaten-dua.html"`}, []string{"<form class=\"finder", "Klinik Hilir"})
	says(t, files, "fasilitas/kabupaten-dua.html", []string{
		`data-files="../cari/fas/kabupaten-dua.json"`, `data-root="../"`, "Klinik Hilir", `<option value="gigi">gigi</option>`, `class="near"`,
		`href="../wilayah/kabupaten-dua/hilir/index.html#fasilitas"`, `href="../wilayah/kabupaten-dua/index.html#fasilitas">Tanpa catatan kecamatan<`,
	}, []string{"Posyandu Melati", "Klinik Nomor"})
	says(t, files, "fasilitas/kabupaten-satu.html", []string{`data-files="../cari/fas/kabupaten-satu/hulu.json"`}, []string{"Klinik Nomor"})
	says(t, files, "cari/fas/kabupaten-dua.json", []string{
		`"Posyandu Melati\tposyandu\t`, `"Klinik Kota\tklinik_pratama\t`, "wilayah/kabupaten-dua/index.html", "1.5000,102.5000",
	}, nil)
	says(t, files, "cari/n0.json", []string{`"Klinik Kota\tklinik_pratama\t2`}, []string{"Posyandu Melati"})
	head := string(files["cari/indeks.json"])
	for _, want := range []string{`"Kabupaten Satu\tkabupaten\t\t\ts"`, `"Hulu\tkecamatan\t0\t\tf"`, `"Kabupaten Dua\tkabupaten\t\t\tf"`, `"Hilir\tkecamatan\t2"`} {
		if !strings.Contains(head, want) {
			t.Errorf("the head of the index has no %s: %s", want, head)
		}
	}
}

// Facilities of which the office wrote down no kecamatan count as well, in a row of their own; a kecamatan without any is then
// left out, as nobody knows that it has none. Without any facility there is no table, and nothing leads to one.
func TestFacilitiesWithoutTheirKecamatanCount(t *testing.T) {
	t.Parallel()
	dir := provinceSite(t, "")
	putFiles(t, dir, map[string]string{"data/facilities.csv": "kode,nama,jenis,kecamatan,kabkota,status\n9902000001,Klinik Kota,klinik_pratama,,99.02,aktif\n" +
		"9902000002,Klinik Lain,klinik_pratama,,99.02,aktif\n9901000001,Klinik Dulu,klinik_pratama,,99.01,tutup\n"})
	files := inMemory(t, dir)
	says(t, files, "fasilitas/kabupaten-dua.html", []string{"<strong>2 fasilitas</strong>", "Tanpa catatan kecamatan", `<td class="num">2</td>`, `href="#jumlah"`}, []string{">Hilir<", `<td class="num">0</td>`})
	says(t, files, "fasilitas/kabupaten-satu.html", []string{"Klinik Dulu"}, []string{"<table", "#jumlah", "Hulu"})
	says(t, files, "fasilitas/index.html", []string{">Kabupaten Satu<", `<td class="num">0</td>`}, []string{"Tanpa catatan"})
}

// What a site adds to the words that people type is in its index.
func TestOwnSearchWords(t *testing.T) {
	t.Parallel()
	dir := provinceSite(t, "")
	putFiles(t, dir, map[string]string{
		"site.yaml": "title: Portal\nbase_url: https://example.go.id/\narea: \"99\"\nsample: true\nsearch: {aliases: {mamak hamil: ibu hamil}}\n",
	})
	files := inMemory(t, dir)
	says(t, files, "cari/t0.json", []string{`"mamak\t`, `"bumil\t`}, nil)
	says(t, files, "cari/d0.json", []string{"mamak hamil"}, nil)
}
