package build

import (
	"strings"
	"testing"
)

// officesSite is the site of a province whose puskesmas report without their kecamatan.
func officesSite(t *testing.T) string {
	t.Helper()
	dir := provinceSite(t, "")
	rows := "periode,indikator,wilayah,pembilang,penyebut\n"
	for _, s := range strings.Fields("bumil bulin bbl balita upd usprod lansia ht dm odgj tb hiv") {
		rows += "2023," + s + ",P1,300,600\n2023," + s + ",P2,100,400\n2023," + s + ",P3,800,1000\n"
	}
	putFiles(t, dir, map[string]string{
		"site.yaml": "title: Portal Provinsi\nbase_url: https://example.go.id/\narea: \"99\"\nsample: true\npictures: none\n" +
			"pillars: {1: {owner: Bidang Kesehatan Masyarakat}, 2: rujukan kita}\n",
		"data/facilities.csv": "kode,nama,jenis,kabkota,terpencil,telemedisin\nP1,Puskesmas Sama,puskesmas,99.01,ya,ya\n" +
			"P2,Puskesmas Lain,puskesmas,99.01,ya,tidak\nP3,Puskesmas Sama,puskesmas,99.02,tidak,ya\n",
		"data/observations/2023.csv": rows,
		"data/indicators.csv":        "kode,pilar\nbumil,1\nbulin,2\n",
		"content/kegiatan/rapat.md": `---
judul: Rapat kerja
tanggal: 2024-05-29
jenis: rakerkesda
unit: "99"
peserta: [{unsur: Puskesmas}]
peserta_jumlah: 1700
kesepakatan:
  - {judul: Bersama, pihak_pertama: "99", pihak_kedua: ["99.01", "99.02"], mulai: 2024-05-29, sampai: 2029-05-28}
rtl:
  - {kegiatan: Satu, wilayah: "99.01", penanggung_jawab: Kepala, batas_waktu: 2024-06-01, status: selesai}
  - {kegiatan: Dua, wilayah: "99.01", penanggung_jawab: Kepala, batas_waktu: 2024-06-01, status: proses}
  - {kegiatan: Tiga, wilayah: "99.02", penanggung_jawab: Kepala, batas_waktu: 2029-06-01, status: proses}
  - {kegiatan: Empat, penanggung_jawab: Kepala, batas_waktu: 2029-06-01, status: proses}
---
Teks.
`,
	})
	return dir
}

// A province sets its offices beside one another, with a table before each drawing.
func TestOfficesBesideOneAnother(t *testing.T) {
	t.Parallel()
	page := plainPages(t, officesSite(t))
	reads(t, "index.html", page("index.html"), []string{
		"Indeks SPM tiap kabupaten/kota", "Kabupaten Dua|80,00|", "Kabupaten Satu|40,00|", "Provinsi Uji|60,00|",
	})
	if home := page("index.html"); strings.Index(home, "Kabupaten Dua|80,00|") > strings.Index(home, "Kabupaten Satu|40,00|") {
		t.Error("index.html: the higher index does not come first")
	}
	service := page("spm/bumil.html")
	reads(t, "spm/bumil.html", service, []string{"Perbandingan kabupaten/kota", "Kabupaten Satu|2|40,0|400|1.000|37,0–43,1|lebih buruk|"})
	if table, drawing := strings.Index(service, "Perbandingan kabupaten/kota"), strings.Index(service, "Capaian tiap kabupaten/kota"); table < 0 || drawing < table {
		t.Errorf("spm/bumil.html: the table is at %d and the drawing at %d", table, drawing)
	}
	reads(t, "spm/bumil.html", service, []string{"Sama (Kabupaten Dua)", "Sama (Kabupaten Satu)"}, "Lain (")
	reads(t, "pilar/1.html", page("pilar/1.html"), []string{"Penanggung jawab: Bidang Kesehatan Masyarakat.", "Pilar 2: rujukan kita"})
	reads(t, "pilar/2.html", page("pilar/2.html"), nil, "Penanggung jawab")
	reads(t, "telemedisin.html", page("telemedisin.html"), []string{"aktif di 2 dari 3 puskesmas. Di puskesmas terpencil: 1 dari 2 (50,0 %)."})
}

// Where puskesmas report without their kecamatan, a kabupaten is compared by its
// puskesmas, and the page of a kecamatan leads there and is no list of what is missing.
func TestKecamatanThatNobodyReportsOf(t *testing.T) {
	t.Parallel()
	page := plainPages(t, officesSite(t))
	reads(t, "wilayah/kabupaten-satu/index.html", page("wilayah/kabupaten-satu/index.html"), []string{"Perbandingan puskesmas", "Lain|25,0|"}, "Perbandingan kecamatan")
	reads(t, "wilayah/kabupaten-satu/hulu/index.html", page("wilayah/kabupaten-satu/hulu/index.html"),
		[]string{"Angka Kecamatan Hulu tidak dapat dijumlahkan", "Puskesmas di Kabupaten Satu", "Lain"}, "belum lapor", "Puskesmas di Kabupaten Dua")
	reads(t, "puskesmas/kabupaten-satu/sama/index.html", page("puskesmas/kabupaten-satu/sama/index.html"), []string{"Kabupaten Satu"})
}

// What several places promised at one meeting is told for each of them.
func TestPromisesOfEachOffice(t *testing.T) {
	t.Parallel()
	page := plainPages(t, officesSite(t))
	reads(t, "kegiatan/rapat.html", page("kegiatan/rapat.html"), []string{
		"Jumlah peserta", "1.700 orang", "Janji tiap kabupaten/kota", "Kabupaten Satu|1|0|1|", "Kabupaten Dua|0|1|0|",
	})
	reads(t, "kesepakatan/index.html", page("kesepakatan/index.html"), []string{
		"Kesepakatan berlaku|", "Kabupaten Satu|1|1|0|1|", "Kabupaten Dua|1|0|1|0|", "Provinsi Uji|1|1|2|1|",
	}, "Desa bersepakat")
	reads(t, "wilayah/kabupaten-dua/index.html", page("wilayah/kabupaten-dua/index.html"), []string{"Tiga", "Bersama"}, "Dua\n", "Empat")
}
