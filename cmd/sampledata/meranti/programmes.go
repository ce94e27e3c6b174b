package meranti

import (
	"fmt"
	"strconv"

	"terang/cmd/sampledata/made"
)

// What stands beside the SPM: the health insurance, contact and referral, the
// review of puskesmas, money, agreements and promises. All of it is made up.

// insurance gives every quarter reported. The last has 208,500 members of 211,997
// people, 171,900 of them active.
func insurance() []made.Members {
	return []made.Members{
		made.Quarter(2023, 2, 209453, [5]int{74_100, 66_850, 33_900, 17_350, 3050}, 146_200),
		made.Quarter(2023, 4, 209453, [5]int{75_300, 69_400, 35_100, 17_700, 3100}, 155_900),
		made.Quarter(2024, 1, 211997, [5]int{76_200, 70_100, 35_600, 18_000, 3120}, 160_300),
		made.Quarter(2024, 2, 211997, [5]int{77_500, 70_800, 36_300, 18_400, 3160}, 166_800),
		made.Quarter(2024, 3, 211997, [5]int{78_400, 71_300, 36_900, 18_700, 3200}, 171_900),
	}
}

// programmeRows makes data/observations/program.csv.
func (p *portal) programmeRows() [][]string {
	rows := [][]string{{"periode", "indikator", "wilayah", "pembilang", "penyebut", "jenis_data", "sumber", "tanggal_data", "catatan"}}
	for _, m := range insurance() {
		rows = append(rows, m.Rows(p.kabupaten.code, "")...)
	}
	for quarter := 1; quarter <= 3; quarter++ {
		for i := range p.puskesmas {
			rows = append(rows, p.referrals(&p.puskesmas[i], quarter)...)
		}
	}
	return rows
}

// referrals gives the contacts, referrals and Prolanis visits of a puskesmas in the
// last month of a quarter of 2024.
func (p *portal) referrals(k *puskesmas, quarter int) [][]string {
	if k.code == "1011356" && quarter == 3 {
		return nil // Bandul: not sent yet
	}
	people := 0
	for i := range p.desa {
		if p.desa[i].puskesmas == k.code {
			people += p.desa[i].population
		}
	}
	registered := people * 86 / 100
	r := made.For("kbk", k.code, strconv.Itoa(quarter))
	referred := registered/90 + r.Below(30)
	chronic := registered/150 + made.For("prolanis", k.code).Below(25)
	row := func(code string, n, d int) []string {
		return []string{fmt.Sprintf("2024-TW%d", quarter), code, k.code, strconv.Itoa(n), strconv.Itoa(d), "keadaan", made.Insurer, "", ""}
	}
	return [][]string{
		row("kbk_kontak", registered*(150+k.shift[1]/2+r.Around(25))/1000, registered),
		row("kbk_rrns", referred*(52-k.shift[1]/2+r.Around(20))/1000, referred),
		row("kbk_prolanis", chronic*(520+k.shift[1]+r.Around(120))/1000, chronic),
	}
}

// scoreRows makes data/pkp.csv.
func (p *portal) scoreRows() [][]string {
	rows := [][]string{{"tahun", "puskesmas", "variabel", "nilai"}}
	for y, year := range []int{2022, 2023} {
		for _, k := range p.puskesmas {
			r := made.For("pkp", k.code, strconv.Itoa(year))
			tenth := func(n int) string { return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) }
			for _, v := range []string{"UKM esensial", "UKM pengembangan", "UKP, farmasi, dan laboratorium"} {
				rows = append(rows, []string{strconv.Itoa(year), k.code, v, tenth(865 + 10*y + k.shift[0] + r.Around(70))})
			}
			rows = append(rows, []string{strconv.Itoa(year), k.code, "manajemen", tenth(78 + k.shift[0]/6 + r.Around(9))})
		}
	}
	return rows
}

// budgetRows makes data/budget.csv; the last row is a quotation.
func (p *portal) budgetRows() [][]string {
	code := p.kabupaten.code
	return [][]string{
		{"tahun", "wilayah", "indikator", "sumber", "jumlah", "dikutip_dari"},
		{"2024", code, "", "APBD kabupaten (contoh)", "61500000000", ""},
		{"2024", code, "", "DAK nonfisik, BOK puskesmas (contoh)", "14250000000", ""},
		{"2024", code, "", "Dana kapitasi JKN (contoh)", "11900000000", ""},
		{"2024", code, "", "APBD provinsi (contoh)", "3100000000", ""},
		{"2024", code, "", "Pusat, provinsi, dan daerah bersama", "90000000000", "sambutan karangan pada rapat koordinasi contoh, 8 Oktober 2024"},
	}
}

// agreementRows makes data/agreements.csv: Puskesmas Sungai Tohor with every desa
// that it serves, one that has ended, and one with a school.
func (p *portal) agreementRows() [][]string {
	rows := [][]string{{"nomor", "judul", "tanggal", "pihak_pertama", "pihak_kedua", "ruang_lingkup", "mulai", "sampai", "status", "tautan"}}
	n := 0
	for i := range p.desa {
		d := &p.desa[i]
		if d.puskesmas != "1012597" {
			continue
		}
		n++
		rows = append(rows, []string{
			fmt.Sprintf("CONTOH/%02d/MOU/III/2024", n), "Desa " + d.name + " siaga kesehatan", "2024-03-14", d.puskesmas, d.code,
			"perahu rujukan; kader; jadwal posyandu", "2024-03-14", "2026-03-13", "", "",
		})
	}
	return append(
		rows,
		[]string{"CONTOH/21/MOU/I/2023", "Pelayanan bersama di pasar Sungai Tohor", "2023-01-10", "1012597", "Pengelola pasar (contoh)", "skrining sekali sebulan", "2023-01-10", "2024-01-09", "", ""},
		[]string{"CONTOH/22/MOU/VII/2024", "Skrining anak sekolah Rangsang", "2024-07-22", "1011351", "Sekolah dasar se-Rangsang (contoh)", "skrining di sekolah", "2024-07-22", "2025-07-21", "", ""},
	)
}

// commitmentRows makes data/commitments.csv: promises that are done, underway, late and cancelled.
func (p *portal) commitmentRows() [][]string {
	const meeting = "Rapat kerja kesehatan kabupaten, Februari 2024 (contoh)"
	rows := [][]string{{
		"wilayah", "kegiatan", "indikator", "penanggung_jawab", "sektor", "target", "batas_waktu", "status", "bukti", "tanggal_perbarui", "pertemuan",
	}}
	add := func(unit, what, indicator, owner, sector, target, due, status, updated string) {
		rows = append(rows, []string{unit, what, indicator, owner, sector, target, due, status, "", updated, meeting})
	}
	add(p.kabupaten.code, "Menambah dua perahu puskesmas keliling", "", "Kepala Dinas Kesehatan", "kesehatan", "2 perahu", "2024-08-31", "proses", "2024-09-20")
	add(p.kabupaten.code, "Mendaftarkan penduduk yang belum menjadi peserta JKN", "", "Kepala Dinas Sosial", "sosial", "2.000 orang", "2024-12-15", "proses", "2024-10-01")
	add("14.10.03", "Mengantar balita desa pesisir ke posyandu", "balita", "Camat Rangsang", "kecamatan", "14 desa", "2024-06-30", "selesai", "2024-07-03")
	add("1011356", "Mengirim laporan September", "", "Kepala Puskesmas Bandul", "kesehatan", "10 desa", "2024-10-10", "belum", "")
	add("1011352", "Melatih kader untuk skrining usia lanjut", "lansia", "Penanggung jawab Klaster 3", "kesehatan", "30 kader", "2024-11-30", "belum", "")
	add("1012597", "Menyediakan alat ukur gula darah di lima pustu", "dm", "Kepala Tata Usaha puskesmas", "kesehatan", "5 pustu", "2024-05-31", "selesai", "2024-05-28")
	add("1011353", "Membuka pos skrining di pelabuhan", "ht", "Kepala Puskesmas Kedabu Rapat", "perhubungan", "1 pos", "2024-07-31", "batal", "2024-07-15")
	return rows
}

// rollOut says how far a puskesmas is with integrated primary care, since when, and
// whether it has telemedicine.
func rollOut(code string) (ilp, since, telemedicine string) {
	switch code {
	case "1011349": // Selat Panjang, the first
		return "berjalan", "2023-11", "ya"
	case "1011348", "1011350", "1011355":
		return "berjalan", "2024-03", "ya"
	case "1011351", "1011354":
		return "berjalan", "2024-07", "ya"
	case "1011352":
		return "berjalan", "2024-08", "tidak"
	case "1011353":
		return "persiapan", "2024-09", "ya"
	case "1012597":
		return "persiapan", "", "ya"
	}
	return "belum", "", "tidak"
}
