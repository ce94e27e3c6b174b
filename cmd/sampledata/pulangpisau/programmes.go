package pulangpisau

// indicatorRows makes data/indicators.csv: three indicators beside the SPM, the school
// year of the pupils, and the first visit that every later one follows.
func indicatorRows() [][]string {
	return [][]string{
		{"kode", "nomor", "nama", "nama_panjang", "kelompok", "jenis", "satuan", "faktor", "arah", "target", "target_kumulatif", "tahun", "siklus", "klaster", "pilar", "kelas", "tingkat_terendah", "pembilang", "penyebut", "definisi", "dasar_hukum", "sumber", "bagian_dari"},
		{"bumil", "", "", "", "", "", "", "", "", "", "", "", "", "", "1", "", "", "", "", "", "", "", "k1"},
		{"upd", "", "", "", "", "", "", "", "", "", "", "ajaran", "", "", "1", "", "", "", "", "Anak dihitung terlayani bila menjalani skrining kesehatan sekali dalam satu tahun ajaran, di sekolah maupun di luar sekolah. Tahun ajaran dimulai pada Juli; sebelum Juni angkanya sementara.", "", "", ""},
		{
			"k1", "1", "K1 ibu hamil", "Kunjungan pertama ibu hamil (K1)", "lain", "proporsi", "ibu hamil", "100", "naik", "100", "ya", "kalender", "ibu", "2", "1", "rutin", "desa",
			"Ibu hamil yang diperiksa pertama kali", "Semua ibu hamil dalam satu tahun", "Dihitung sekali, pada pemeriksaan kehamilan yang pertama.", "KMK Nomor HK.01.07/MENKES/2015/2023", "Laporan puskesmas", "",
		},
		{
			"idl", "2", "Imunisasi dasar lengkap", "Imunisasi dasar lengkap (IDL)", "lain", "proporsi", "bayi", "100", "naik", "90", "ya", "kalender", "bayi-balita", "2", "1", "rutin", "desa",
			"Bayi yang imunisasi dasarnya lengkap", "Semua bayi dalam satu tahun", "Bayi dihitung setelah semua imunisasi dasar diterimanya.", "KMK Nomor HK.01.07/MENKES/2015/2023", "Laporan puskesmas", "",
		},
		{
			"kunjungan_rumah", "3", "Kunjungan rumah", "Keluarga yang dikunjungi kader", "ilp", "proporsi", "keluarga", "100", "naik", "80", "ya", "kalender", "ibu bayi-balita sekolah-remaja dewasa lansia", "lintas", "1", "rutin", "desa",
			"Keluarga yang dikunjungi kader sekali atau lebih dalam setahun", "Semua keluarga", "Kader mencari pelayanan yang terlewat, ketidakpatuhan minum obat, dan tanda bahaya. Yang dihitung keluarga, bukan kunjungan.", "KMK Nomor HK.01.07/MENKES/2015/2023", "Laporan kader (contoh)", "",
		},
	}
}

// agreementRows makes data/agreements.csv: Puskesmas Pulang Pisau, the first, with every
// desa and kelurahan that it serves, and two that have ended or end soon.
func (p *portal) agreementRows() [][]string {
	rows := [][]string{{"nomor", "judul", "tanggal", "pihak_pertama", "pihak_kedua", "ruang_lingkup", "mulai", "sampai", "status", "tautan"}}
	villages := ""
	for _, d := range p.desa {
		if d.puskesmas == "1060378" {
			if villages != "" {
				villages += "; "
			}
			villages += d.code
		}
	}
	return append(
		rows,
		[]string{"CONTOH/01/KB/IX/2023", "Posyandu untuk semua siklus hidup", "2023-09-11", "1060378", villages, "jadwal posyandu; tempat; kader; kunjungan rumah", "2023-09-11", "2026-09-10", "", ""},
		[]string{"CONTOH/02/KB/III/2024", "Pustu bersama di muara", "2024-03-18", "1060380", "62.11.07.2007; 62.11.07.2008", "tenaga bergilir dua kali seminggu", "2024-03-18", "2026-03-17", "", ""},
		[]string{"CONTOH/03/KB/V/2024", "Klotok rujukan Kahayan Kuala", "2024-05-06", "1060373", "62.11.02.2002; 62.11.02.2005; 62.11.02.2014", "angkutan ibu bersalin dan gawat darurat", "2024-05-06", "2025-05-05", "", ""},
		[]string{"CONTOH/04/KB/I/2025", "Skrining bersama sekolah dasar Maliku", "2025-01-20", "1060377", "Kelompok kerja kepala sekolah Maliku (contoh)", "jadwal skrining; ruang; pemberitahuan orang tua", "2025-01-20", "2026-06-30", "", ""},
	)
}

// commitmentRows makes data/commitments.csv: promises that are done, underway, late and cancelled.
func (p *portal) commitmentRows() [][]string {
	const meeting = "Rapat persiapan ILP kabupaten, Februari 2025 (contoh)"
	rows := [][]string{{"wilayah", "kegiatan", "indikator", "penanggung_jawab", "sektor", "target", "batas_waktu", "status", "bukti", "tanggal_perbarui", "pertemuan"}}
	add := func(unit, what, indicator, owner, sector, target, due, status, proof, updated string) {
		rows = append(rows, []string{unit, what, indicator, owner, sector, target, due, status, proof, updated, meeting})
	}
	add(kabupaten, "Melatih kader dalam 25 keterampilan dasar", "kunjungan_rumah", "Kepala Bidang Kesehatan Masyarakat", "kesehatan", "400 kader", "2025-06-30", "proses", "", "2025-06-02")
	add(kabupaten, "Menyiapkan rumah pustu di desa yang belum terjangkau", "", "Kepala Dinas Pemberdayaan Masyarakat dan Desa", "desa", "2 desa", "2025-12-15", "proses", "", "2025-05-26")
	add("1060383", "Menetapkan penanggung jawab tiap klaster", "", "Kepala Puskesmas Tangkahen", "kesehatan", "4 klaster", "2025-04-30", "selesai", "Surat keputusan kepala puskesmas", "2025-04-28")
	add("1060383", "Mengirim laporan Mei", "", "Kepala Puskesmas Tangkahen", "kesehatan", "8 desa", "2025-06-10", "belum", "", "")
	add("1060375", "Menyusun peta dusun dan keluarga", "kunjungan_rumah", "Kepala Puskesmas Sebangau", "kesehatan", "8 desa", "2025-05-31", "proses", "", "2025-05-20")
	add("62.11.04.2015", "Membuka posyandu di Kasali Baru", "balita", "Kepala Desa Kasali Baru", "desa", "1 posyandu", "2025-08-31", "proses", "", "2025-05-26")
	add("62.11.08.2008", "Membuka posyandu di Sei Bakau", "balita", "Kepala Desa Sei Bakau", "desa", "1 posyandu", "2025-05-31", "belum", "", "2025-03-04")
	add("1060382", "Menambah jadwal posyandu sore pada musim panen", "usprod", "Penanggung jawab Klaster 3", "kesehatan", "6 desa", "2025-04-30", "batal", "", "2025-04-14")
	return rows
}
