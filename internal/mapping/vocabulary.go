package mapping

import (
	"strings"
	"unicode"
)

// The words by which headings are known, Indonesian and English, each as a run of
// whole words of the heading; what stands first weighs most. Seen in domain
// reference §9.2 and §9.3.
var (
	periodWords = []string{"periode", "period", "bulan tahun", "waktu"}
	yearWords   = []string{"tahun", "year", "thn", "th"}
	monthWords  = []string{"bulan", "month", "bln", "triwulan", "tw", "quarter", "kuartal"}
	indicWords  = []string{
		"indikator", "indicator", "kode indikator", "jenis layanan", "jenis pelayanan", "uraian",
		"layanan", "pelayanan", "nama indikator", "program", "kegiatan",
	}
	codeWords    = []string{"kode", "code", "kemendagri", "bps", "id wilayah", "orgunit"}
	nameWords    = []string{"nama", "name", "wilayah", "area", "daerah", "puskesmas", "pkm", "kecamatan", "kec", "desa", "kelurahan", "kabupaten", "kota", "kab", "provinsi", "faskes"}
	percentWords = []string{"%", "persen", "persentase", "presentase", "prosentase", "percent", "percentage", "proporsi"}
	restWords    = []string{
		"belum", "tidak", "sisa", "kesenjangan", "kekurangan", "gap", "selisih", "sangat kurang",
	}
	numberWords = []string{"no", "nomor", "id", "urut", "nomer"}
	unitWords   = []string{"satuan", "unit"}
	sourceWords = []string{"sumber", "sumber data", "source"}
	drawnWords  = []string{"tanggal data", "tanggal tarik", "extracted", "lastupdated"}

	numeratorWords = [][]string{
		{
			"realisasi", "pembilang", "numerator", "dilayani", "terlayani", "diskrining", "mendapat pelayanan", "mendapatkan pelayanan",
			"dapat pelayanan", "yang mendapat", "mendapat", "mendapatkan", "sesuai standar", "served",
		},
		{"capaian", "hasil", "jumlah kasus", "pelayanan", "cakupan"},
		{"jumlah", "jml", "nilai", "value", "total", "banyaknya", "σ"},
	}
	denominatorWords = [][]string{
		{"sasaran", "penyebut", "denominator", "harus dilayani", "estimasi", "proyeksi", "wajib dilayani"},
		{"target", "penduduk", "populasi", "population", "seluruh"},
		{"jumlah", "jml", "total"},
	}

	girls, boys, both = []string{"p", "perempuan", "pr"}, []string{"l", "laki laki", "lk"}, []string{"l p", "laki laki perempuan", "l dan p"}
)

// wordsOf gives the words of a text in small letters between single blanks, with
// one before and after, so that whole words can be looked for in it.
func wordsOf(text string) string {
	var b strings.Builder
	last := ' '
	for _, r := range strings.ToLower(text) {
		switch {
		case r == '%':
			b.WriteString(" % ")
			r = ' '
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if last == ' ' {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
		default:
			r = ' '
		}
		last = r
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// says tells whether one of some phrases stands in the words of a text.
func says(words string, phrases []string) bool {
	for _, p := range phrases {
		if strings.Contains(" "+words+" ", " "+p+" ") {
			return true
		}
	}
	return false
}

// rank tells by which row of words a text is known: 3 by the first, 0 by none.
func rank(words string, tiers [][]string) int {
	for i, tier := range tiers {
		if says(words, tier) {
			return len(tiers) - i
		}
	}
	return 0
}

// sex tells whose numbers a column holds: "l", "p", "both", or empty.
func sex(parts []string) string {
	for _, part := range parts {
		w := wordsOf(part)
		w = strings.TrimSpace(strings.NewReplacer("jumlah", "", "jml", "").Replace(w))
		switch {
		case says(w, both), strings.Contains(w, "laki laki") && strings.Contains(w, "perempuan"):
			return "both"
		case w == girls[0] || w == girls[1] || w == girls[2]:
			return "p"
		case w == boys[0] || w == boys[1] || w == boys[2]:
			return "l"
		}
	}
	return ""
}
