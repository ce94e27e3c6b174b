package bengkalis

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"terang/cmd/sampledata/made"
)

// insurance gives the members at the end of each quarter.
func insurance() []made.Members {
	return []made.Members{
		made.Quarter(2022, 1, 661_420, [5]int{158_900, 148_300, 196_400, 66_200, 9_100}, 421_700),
		made.Quarter(2022, 2, 661_420, [5]int{160_200, 156_900, 197_800, 65_900, 9_150}, 434_600),
		made.Quarter(2022, 3, 661_420, [5]int{161_800, 167_400, 199_100, 65_300, 9_200}, 450_900),
		made.Quarter(2022, 4, 661_420, [5]int{163_500, 181_200, 200_700, 64_700, 9_260}, 474_300),
		made.Quarter(2023, 1, 668_900, [5]int{164_100, 192_600, 202_300, 64_100, 9_310}, 495_800),
		made.Quarter(2023, 2, 668_900, [5]int{165_000, 203_900, 203_400, 63_600, 9_370}, 514_700),
		made.Quarter(2023, 3, 668_900, [5]int{165_600, 212_700, 204_800, 63_200, 9_410}, 531_400),
	}
}

// insuranceRows makes data/observations/jkn.csv.
func insuranceRows() [][]string {
	rows := [][]string{{"periode", "indikator", "wilayah", "pembilang", "penyebut", "jenis_data", "sumber", "tanggal_data", "catatan"}}
	for _, q := range insurance() {
		rows = append(rows, q.Rows(kabupaten, fmt.Sprintf("%d-%02d-05", q.Year+q.Quarter/4, q.Quarter*3%12+1))...)
	}
	return rows
}

// scoreRows makes data/pkp.csv: the review of 2022.
func (o *office) scoreRows() [][]string {
	rows := [][]string{{"tahun", "puskesmas", "variabel", "nilai"}}
	tenth := func(n int) string { return strconv.Itoa(n/10) + "." + strconv.Itoa(n%10) }
	for _, p := range o.puskesmas {
		r := made.For("pkp", p.Code)
		for _, v := range []string{"UKM esensial", "UKM pengembangan", "UKP, farmasi, dan laboratorium"} {
			rows = append(rows, []string{"2022", p.Code, v, tenth(870 + p.shift[0] + r.Around(55))})
		}
		rows = append(rows, []string{"2022", p.Code, "manajemen", tenth(82 + p.shift[0]/8 + r.Around(6))})
	}
	return rows
}

// meetingRows makes data/meetings.csv: the round of each puskesmas in 2022 and up to
// 20 October 2023. Who meets seldom leaves months out.
func (o *office) meetingRows() [][]string {
	rows := [][]string{{"tanggal", "jenis", "puskesmas", "catatan"}}
	for _, p := range o.puskesmas {
		for year, number := range years() {
			held := func(month, day int, kind string) {
				at := time.Date(number, time.Month(month), day, 0, 0, 0, 0, time.UTC)
				for at.Weekday() == time.Saturday || at.Weekday() == time.Sunday {
					at = at.AddDate(0, 0, 1)
				}
				if on := at.Format(time.DateOnly); on <= "2023-10-20" {
					rows = append(rows, []string{on, kind, p.Code, ""})
				}
			}
			r := made.For("lokmin", p.Code, strconv.Itoa(number))
			held(1, 16+r.Below(9), "perencanaan")
			for month := 1; month <= 12; month++ {
				if meets(&p, year, month, false) && !written(p.Code, number, month, false) {
					held(month, 3+r.Below(6), "lokmin_bulanan")
				}
				if month%3 == 2 && meets(&p, year, month, true) && !written(p.Code, number, month, true) {
					held(month, 17+r.Below(9), "lokmin_triwulan")
				}
				if month == 7 || month == 12 && p.meets != "jarang" {
					held(month, 20+r.Below(7), "penilaian")
				}
			}
		}
	}
	return rows
}

// meets says whether a puskesmas held its workshop of a month.
func meets(p *puskesmas, year, month int, quarterly bool) bool {
	r := made.For("rapat", p.Code, strconv.Itoa(year*100+month), strconv.FormatBool(quarterly))
	switch p.meets {
	case "penuh":
		return true
	case "sebagian":
		return r.Below(100) < 80
	}
	return r.Below(100) < 45+year*10
}

// written says which workshop has minutes in content/kegiatan instead.
func written(puskesmas string, year, month int, quarterly bool) bool {
	switch {
	case year != 2023:
		return false
	case quarterly: // that of Pematang Duku was held on 28 September
		return puskesmas == "1012598" && month == 8
	}
	return puskesmas == "1011327" && month == 9
}

// budgetRows makes data/budget.csv. What was said in a speech is a quotation, without
// the shares of the three sources, which were not said.
func budgetRows() [][]string {
	const from = "sambutan yang diberitakan dari Lokmin Puskesmas Pematang Duku, 28 September 2023; bagian setiap sumber tidak disebut"
	return [][]string{
		{"tahun", "wilayah", "indikator", "sumber", "jumlah", "dikutip_dari"},
		{"2023", kabupaten, "", "APBD kabupaten, urusan kesehatan (contoh)", "312400000000", ""},
		{"2023", kabupaten, "", "DAK nonfisik, BOK puskesmas (contoh)", "26150000000", ""},
		{"2023", kabupaten, "", "Dana kapitasi JKN puskesmas (contoh)", "38900000000", ""},
		{"2022", kabupaten, "", "APBD kabupaten, urusan kesehatan (contoh)", "298750000000", ""},
		{"2022", kabupaten, "", "DAK nonfisik, BOK puskesmas (contoh)", "24600000000", ""},
		{"2023", kabupaten, "uhc_peserta", "Jaminan kesehatan setahun, dari pusat, provinsi, dan APBD kabupaten", "84000000000", from},
	}
}

// agreementRows makes data/agreements.csv: Puskesmas Pematang Duku with the heads of
// its nine desa, and two others.
func (o *office) agreementRows() [][]string {
	rows := [][]string{{"nomor", "judul", "tanggal", "pihak_pertama", "pihak_kedua", "ruang_lingkup", "mulai", "sampai", "status", "tautan"}}
	for i := range o.desa {
		if d := &o.desa[i]; d.puskesmas == "1012598" {
			rows = append(rows, []string{
				fmt.Sprintf("CONTOH/%02d/MOU/IX/2023", len(rows)), "Kerja sama Puskesmas Pematang Duku dan Desa " + d.Name, "2023-09-28", "1012598", d.Code,
				"jadwal posyandu; pendataan sasaran; ambulans desa", "2023-09-28", "2025-09-27", "", "",
			})
		}
	}
	return append(
		rows,
		[]string{"CONTOH/03/MOU/III/2022", "Posyandu sore di pelabuhan", "2022-03-10", "1011330", "14.03.02.2005", "tempat dan penerangan", "2022-03-10", "2023-03-09", "", ""},
		[]string{"CONTOH/05/PKS/II/2023", "Skrining karyawan kebun (contoh)", "2023-02-14", "1011323", "Perusahaan perkebunan (contoh)", "skrining usia produktif", "2023-02-14", "2024-02-13", "", ""},
	)
}

// commitmentRows makes data/commitments.csv: promises that are done, underway, late and cancelled.
func commitmentRows() [][]string {
	const (
		work    = "Rapat kerja kesehatan kabupaten, Februari 2023 (contoh)"
		records = "Rapat data triwulan III, Oktober 2023 (contoh)"
		earlier = "Rapat data triwulan II, Juli 2022 (contoh)"
	)
	return [][]string{
		strings.Split("wilayah,kegiatan,indikator,penanggung_jawab,sektor,target,batas_waktu,status,bukti,tanggal_perbarui,pertemuan", ","),
		{kabupaten, "Membayar iuran PBPU Pemda tanpa tunggakan", "uhc_aktif", "Kepala Badan Pengelolaan Keuangan Daerah", "keuangan", "setiap bulan", "2023-12-31", "proses", "", "2023-10-05", work},
		{kabupaten, "Memadankan data kependudukan dengan data peserta JKN", "uhc_peserta", "Kepala Dinas Kependudukan dan Pencatatan Sipil", "kependudukan", "sekali setiap triwulan", "2023-09-30", "proses", "", "2023-09-12", work},
		{"1012604", "Mengirim laporan September", "", "Kepala Puskesmas Serai Wangi", "kesehatan", "12 layanan", "2023-10-17", "belum", "", "", records},
		{"1012602", "Merekap skrining anak sekolah sejak Januari", "upd", "Kepala Puskesmas Teluk Lecah", "kesehatan", "semua sekolah dasar", "2023-08-31", "belum", "", "2023-09-04", work},
		{"1011326", "Menyisir pasien hipertensi yang tercatat ganda", "ht", "Penanggung jawab program PTM", "kesehatan", "semua kartu pasien", "2022-08-31", "selesai", "Berita acara pembersihan data", "2022-08-29", earlier},
		{"1011328", "Menambah satu speedboat rujukan", "", "Kepala Dinas Perhubungan", "perhubungan", "1 unit", "2023-07-31", "batal", "", "2023-07-20", work},
		{"14.03.16", "Skrining pekerja di perkebunan dan bengkel", "usprod", "Camat Bathin Solapan", "kecamatan", "enam lokasi", "2023-11-30", "proses", "", "2023-10-02", work},
	}
}
