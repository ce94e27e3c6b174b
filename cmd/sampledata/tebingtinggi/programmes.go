package tebingtinggi

import (
	"fmt"
	"strconv"

	"terang/cmd/sampledata/made"
)

// What stands beside the SPM. All of it is made up.

// programmeRows makes data/observations/program.csv: the insurance by quarter, and the
// referrals of the two first quarters of 2024 by puskesmas.
func (c *city) programmeRows() [][]string {
	rows := [][]string{heading()}
	row := func(period, indicator, unit string, n, d int, kind string) {
		rows = append(rows, []string{period, indicator, unit, strconv.Itoa(n), strconv.Itoa(d), kind, made.Insurer, "", ""})
	}
	segments := [5]string{"uhc_pbi_apbn", "uhc_pbi_apbd", "uhc_ppu", "uhc_pbpu", "uhc_bp"}
	for _, m := range []struct {
		period  string
		active  int
		parties [5]int
	}{
		{"2023-TW4", 143_120, [5]int{52_310, 41_870, 52_640, 27_090, 5_120}},
		{"2024-TW1", 145_860, [5]int{52_480, 42_550, 53_020, 27_330, 5_140}},
		{"2024-TW2", 147_910, [5]int{52_760, 43_180, 53_390, 27_480, 5_170}},
	} {
		all := 0
		for i, n := range m.parties {
			all += n
			row(m.period, segments[i], code, n, cityPeople, "keadaan proyeksi")
		}
		row(m.period, "uhc_peserta", code, all, cityPeople, "keadaan proyeksi")
		row(m.period, "uhc_aktif", code, m.active, all, "keadaan")
	}
	for q := 1; q <= 2; q++ {
		for _, p := range c.centres {
			period := fmt.Sprintf("2024-TW%d", q)
			registered := 0
			for _, k := range c.kelurahan {
				if k.puskesmas == p.Code {
					registered += k.people * 71 / 100
				}
			}
			r := made.For("kbk", p.Code, period)
			referred := registered/80 + r.Below(40)
			chronic := registered/160 + made.For("prolanis", p.Code).Below(30)
			row(period, "kbk_kontak", p.Code, registered*(148+p.shift[1]/2+r.Around(22))/1000, registered, "keadaan")
			row(period, "kbk_rrns", p.Code, referred*(36-p.shift[1]/2+r.Around(14))/1000, referred, "keadaan")
			row(period, "kbk_prolanis", p.Code, chronic*(540+p.shift[1]+r.Around(110))/1000, chronic, "keadaan")
		}
	}
	return rows
}

// scoreRows makes data/pkp.csv, of 2023.
func (c *city) scoreRows() [][]string {
	rows := [][]string{{"tahun", "puskesmas", "variabel", "nilai"}}
	tenth := func(n int) string { return fmt.Sprintf("%d.%d", n/10, n%10) }
	for _, p := range c.centres {
		r := made.For("pkp", p.Code)
		for _, v := range []string{"UKM esensial", "UKM pengembangan", "UKP", "Mutu"} {
			rows = append(rows, []string{"2023", p.Code, v, tenth(884 + p.shift[0] + r.Around(60))})
		}
		rows = append(rows, []string{"2023", p.Code, "manajemen", tenth(81 + p.shift[0]/8 + r.Around(6))})
	}
	return rows
}

// budgetRows makes data/budget.csv: the sub-activities of five services.
func (c *city) budgetRows() [][]string {
	rows := [][]string{{"tahun", "wilayah", "indikator", "sumber", "jumlah", "dikutip_dari"}}
	for _, b := range [][3]string{
		{"bumil", "APBD kota (contoh)", "412500000"},
		{"balita", "APBD kota (contoh)", "655000000"},
		{"usprod", "APBD kota (contoh)", "538000000"},
		{"ht", "DAK nonfisik, BOK puskesmas (contoh)", "391000000"},
		{"tb", "DAK nonfisik, BOK puskesmas (contoh)", "274500000"},
	} {
		rows = append(rows, []string{"2024", code, b[0], b[1], b[2], ""})
	}
	return rows
}

// agreementRows makes data/agreements.csv: each kelurahan of Puskesmas Satria and Rambung with its puskesmas and the PKK.
func (c *city) agreementRows() [][]string {
	rows := [][]string{{"nomor", "judul", "tanggal", "pihak_pertama", "pihak_kedua", "ruang_lingkup", "mulai", "sampai", "status", "tautan"}}
	for _, k := range c.kelurahan {
		if k.puskesmas == "1010848" || k.puskesmas == "1010842" {
			rows = append(rows, []string{
				fmt.Sprintf("CONTOH/%02d/PKS/V/2024", len(rows)), "Posyandu " + k.Name + " sebagai LKD", "2024-05-16", k.puskesmas, k.Code + "; TP PKK Kelurahan " + k.Name,
				"tempat; insentif kader; jadwal semua siklus hidup", "2024-05-16", "2026-05-15", "", "",
			})
		}
	}
	return append(rows, []string{
		"CONTOH/07/PKS/II/2022", "Skrining pedagang pasar", "2022-02-10", "1010842", "Pengelola pasar (contoh)", "skrining sebulan sekali", "2022-02-10", "2024-02-09", "", "",
	})
}

// commitmentRows makes data/commitments.csv: what was promised within the health
// office's own programmes (lintas program) and by others (lintas sektor).
func (c *city) commitmentRows() [][]string {
	const meeting, within, across = "Rapat evaluasi SPM triwulan I, April 2024 (contoh)", "lintas program", "lintas sektor"
	rows := [][]string{{
		"wilayah", "kegiatan", "indikator", "penanggung_jawab", "sektor", "target", "batas_waktu", "status", "bukti", "tanggal_perbarui", "pertemuan",
	}}
	add := func(unit, what, indicator, owner, sector, target, due, status, updated string) {
		rows = append(rows, []string{unit, what, indicator, owner, sector, target, due, status, "", updated, meeting})
	}
	add(code, "Mencocokkan sasaran SPM dengan data kependudukan", "usprod", "Dinas Kependudukan dan Pencatatan Sipil", across, "35 kelurahan", "2024-06-28", "proses", "2024-07-19")
	add(code, "Menyusun satu jadwal kunjungan rumah untuk semua klaster", "", "Kepala Bidang Kesehatan Masyarakat", within, "9 puskesmas", "2024-05-31", "selesai", "2024-05-29")
	add("12.76.02", "Menghidupkan kembali posyandu yang tidak aktif", "balita", "Camat Rambutan bersama TP PKK", across, "semua posyandu buka tiap bulan", "2024-07-31", "proses", "2024-08-01")
	add("1010843", "Merekap laporan triwulan II Lalang dan Mekar Sentosa", "", "Kepala Puskesmas Rantau Laban", within, "2 kelurahan", "2024-07-26", "belum", "2024-08-02")
	add("1010846", "Merekap skrining usia produktif, hipertensi, dan diabetes", "ht", "Penanggung jawab Klaster 3", within, "3 kelurahan", "2024-08-16", "proses", "2024-08-05")
	add("1010840", "Skrining di kebun dan pabrik pada hari gajian", "usprod", "Dinas Ketenagakerjaan bersama puskesmas", across, "4 tempat kerja", "2024-09-30", "proses", "2024-07-30")
	add("12.76.05", "Menyediakan tempat posyandu di ruko kosong", "lansia", "Camat Tebing Tinggi Kota", across, "2 tempat", "2024-06-14", "batal", "2024-06-20")
	return rows
}
