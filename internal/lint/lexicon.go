package lint

import "strings"

// The words that tell how a sentence is meant, in Indonesian and English. They are
// what writers write, not what the pages say.
//
//nolint:gochecknoglobals // lists, never changed
var (
	months = table("januari=1 februari=2 maret=3 april=4 mei=5 juni=6 juli=7 agustus=8 september=9 oktober=10 november=11 nopember=11 desember=12 " +
		"january=1 february=2 march=3 may=5 june=6 july=7 august=8 october=10 december=12")
	weekdays = table("minggu=0 ahad=0 senin=1 selasa=2 rabu=3 kamis=4 jumat=5 jum'at=5 jum’at=5 sabtu=6 " +
		"sunday=0 monday=1 tuesday=2 wednesday=3 thursday=4 friday=5 saturday=6")
	quarters = table("i=1 ii=2 iii=3 iv=4 1=1 2=2 3=3 4=4")

	shortForms = set("s.d d.d dr drg prof no kec kab kel jl tgl hal hlm dll dsb dkk st mr mrs vol bpk ibu hj")

	// One of these says that a percentage is an attainment.
	cues = set("capaian cakupan mencapai tercapai terlayani dilayani pelayanan layanan skrining diskrining sebesar realisasi persentase menyentuh spm " +
		"coverage reached served achieved attainment screening")

	// A sentence with one of these may count something else.
	otherMeasures = set("kelas posyandu anemia kek stunting gizi imunisasi kematian prevalensi kader tablet vitamin rujukan dirujuk kasus mutu risiko " +
		"komplikasi asi uhc jkn bpjs anggaran dana laporan melapor indeks perempuan laki responden survei k1 k4 k6 kn1 kn2 kn3 rata nasional saja " +
		"wanita pria obat sembuh terkendali patuh hadir kehadiran peserta ponsel jika kalau bila seandainya jaringan seharusnya " +
		"anaemia mortality prevalence deaths survey women men average national if budget only")

	// Before a number these make it no attainment: a target, a difference, a bound.
	notTheFigure = set("target naik turun meningkat menurun bertambah berkurang selisih lebih kurang hampir sekitar kira atas bawah minimal maksimal antara " +
		"sisa sisanya semula sebelumnya tersisa tinggal kenaikan penurunan batas ambang nyaris mendekati " +
		"rose fell increased decreased over under about nearly almost around least above below between")

	// After a number these say what it is a share of, or that it is a difference.
	ofSomethingElse = set("poin persen-poin desa kelurahan kecamatan puskesmas sekolah warga penduduk rumah keluarga petugas pegawai dokter bidan lebih kurang " +
		"points villages schools households higher lower more less")

	// People are counted by these, beside the indicator's own word.
	people = set("sasaran orang jiwa penderita pasien ibu anak balita bayi lansia people persons patients")

	// Words that place a paragraph in time, though no period can be read from them.
	spans, which = set("bulan tahun hari saat"), set("ini itu lalu depan berjalan") // "bulan ini"

	// A meeting, and that it was held.
	gatherings = set("lokmin lokakarya rapat pertemuan rakor rakerkesda kegiatan acara")
	heldWords  = set("dilaksanakan digelar diadakan berlangsung diselenggarakan")

	beforeDate, beforePlace = set(", ( tanggal tgl ."), set(", ( di")
	percentSigns            = set("% persen percent")

	times = set("kini sekarang triwulan kuartal semester minggu pekan kemarin lalu now today quarter week year")
)

func set(list string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(list) {
		m[w] = true
	}
	return m
}

func table(list string) map[string]int {
	m := map[string]int{}
	for _, pair := range strings.Fields(list) {
		w, n, _ := strings.Cut(pair, "=")
		for _, d := range n {
			m[w] = m[w]*10 + int(d-'0')
		}
	}
	return m
}

// dayNames lists the days of the week in the language of one of them, Sunday first.
func dayNames(like string) []string {
	if strings.HasSuffix(like, "day") {
		return strings.Fields("Sunday Monday Tuesday Wednesday Thursday Friday Saturday")
	}
	return strings.Fields("Minggu Senin Selasa Rabu Kamis Jumat Sabtu")
}
