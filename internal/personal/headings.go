package personal

import (
	"slices"
	"strings"
	"unicode"
)

// headings of columns that hold persons, as normal writes them (domain reference §9.3).
var headings = []string{
	"nik", "nik_ibu", "nik_anak", "nik_balita", "nik_pasien", "nik_kepala_keluarga", "nik_kk", "no_nik", "nomor_nik", "nomor_induk_kependudukan",
	"no_kk", "nomor_kk", "nomor_kartu_keluarga", "no_ktp", "nomor_ktp",
	"no_bpjs", "nomor_bpjs", "no_jkn", "no_kartu_bpjs", "no_kartu_jkn", "nomor_kartu_bpjs", "nomor_kartu_jkn", "no_kartu_peserta", "no_peserta", "noka",
	"nama_ibu", "nama_ayah", "nama_suami", "nama_istri", "nama_anak", "nama_bayi", "nama_balita", "nama_ortu", "nama_orang_tua",
	"nama_pasien", "nama_penderita", "nama_lengkap", "nama_penduduk", "nama_siswa", "nama_lansia", "nama_warga", "nama_peserta", "nama_kk",
	"nama_kepala_keluarga", "nama_bumil", "nama_ibu_hamil",
	"tgl_lahir", "tanggal_lahir", "tgl_lahir_anak", "tgl_lahir_balita", "tempat_lahir", "tempat_tanggal_lahir", "ttl",
	"no_rm", "nomor_rm", "no_rekam_medis", "nomor_rekam_medis", "rekam_medis",
}

// contacts may stand in the register of facilities, which are no persons.
var contacts = []string{
	"alamat", "alamat_rumah", "alamat_lengkap", "alamat_domisili", "alamat_ktp", "address",
	"no_hp", "nomor_hp", "hp", "no_telp", "no_telepon", "nomor_telepon", "telp", "telepon", "no_wa", "nomor_wa", "whatsapp", "email", "surel",
}

// Heading says whether a column with this heading holds persons. In the register of
// facilities their addresses and telephones are none.
func Heading(text string, ofFacilities bool) bool {
	h := normal(text)
	return slices.Contains(headings, h) || !ofFacilities && slices.Contains(contacts, h)
}

// normal writes a heading in small letters with one "_" for whatever parts its words,
// and the words for number and date as they are mostly cut: "No. HP" is no_hp,
// "Tgl.Lahir" tgl_lahir, "E-mail" email.
func normal(text string) string {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	switch h := strings.Join(words, "_"); h {
	case "e_mail", "alamat_email", "alamat_e_mail":
		return "email"
	case "nohp":
		return "no_hp"
	case "nokk":
		return "no_kk"
	default:
		return h
	}
}
