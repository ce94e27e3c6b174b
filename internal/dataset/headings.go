package dataset

import (
	"slices"
	"strings"

	"terang/internal/personal"
	"terang/internal/source"
)

// aliases is the one table of column names: the name used in the program, then
// the others under which a file may give the column. A heading is compared
// without regard to letter case, and blanks, hyphens and dots count as "_".
var aliases = [][]string{
	{"accreditation", "akreditasi"},
	{"activity", "kegiatan"},
	{"address", "alamat"},
	{"amount", "jumlah"},
	{"area", "wilayah"},
	{"available", "tersedia"},
	{"category", "kategori"},
	{"class", "kelas"},
	{"cluster", "klaster"},
	{"code", "kode"},
	{"cumulative_target", "target_kumulatif"},
	{"date", "tanggal"},
	{"definition", "definisi"},
	{"denominator", "penyebut", "sasaran"},
	{"due", "batas_waktu"},
	{"end", "sampai"},
	{"evidence", "bukti"},
	{"extracted", "tanggal_data"},
	{"factor", "faktor"},
	{"first_party", "pihak_pertama"},
	{"group", "kelompok"},
	{"hours", "jam_buka"},
	{"ilp_since", "ilp_mulai"},
	{"ilp_status", "status_ilp"},
	{"indicator", "indikator"},
	{"inpatient", "rawat_inap"},
	{"item"},
	{"kader", "jumlah_kader"},
	{"kind", "jenis_data"},
	{"lat", "lintang"},
	{"legal_basis", "dasar_hukum"},
	{"level", "tingkat"},
	{"link", "tautan"},
	{"lon", "bujur"},
	{"long_name", "nama_panjang"},
	{"lowest_level", "tingkat_terendah"},
	{"meeting", "pertemuan"},
	{"name", "nama"},
	{"needed", "kebutuhan"},
	{"new_denominator", "penyebut_baru"},
	{"base", "dasar"},
	{"new_numerator", "pembilang_baru"},
	{"note", "catatan"},
	{"number", "nomor"},
	{"numerator", "pembilang"},
	{"old_denominator", "penyebut_lama"},
	{"old_numerator", "pembilang_lama"},
	{"owner", "penanggung_jawab"},
	{"parent", "induk"},
	{"part_of", "bagian_dari"},
	{"period", "periode"},
	{"percent", "persen"},
	{"phone", "telepon"},
	{"pillar", "pilar"},
	{"polarity", "arah"},
	{"population", "penduduk"},
	{"quality_percent", "mutu_persen"},
	{"quoted_from", "dikutip_dari"},
	{"reason", "alasan"},
	{"remote", "terpencil"},
	{"schedule", "jadwal"},
	{"scope", "ruang_lingkup"},
	{"second_party", "pihak_kedua"},
	{"sector", "sektor"},
	{"services", "layanan"},
	{"source", "sumber"},
	{"stages", "siklus"},
	{"start", "mulai"},
	{"telemedicine", "telemedisin"},
	{"title", "judul"},
	{"type", "jenis"},
	{"unit", "satuan"},
	{"updated", "tanggal_perbarui"},
	{"value", "nilai"},
	{"variable", "variabel"},
	{"year", "tahun"},
}

// canonical gives the program's name of a heading, or the heading as it is
// compared where no table has it.
func canonical(heading string) string {
	name := plain(heading)
	for _, names := range aliases {
		if slices.Contains(names, name) {
			return names[0]
		}
	}
	return name
}

// plain gives a heading as it is compared.
func plain(heading string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case ' ', '-', '.', '\t', '\n':
			return '_'
		}
		return r
	}, strings.ToLower(clean(heading)))
}

// bothNames gives "code (kode)", for messages.
func bothNames(column string) string {
	for _, names := range aliases {
		if names[0] == column && len(names) > 1 {
			return column + " (" + names[1] + ")"
		}
	}
	return column
}

// heads is the heading row of a file.
type heads struct {
	names  []string       // canonical, by column
	at     map[string]int // column by name
	places []source.Pos   // of the headings
	ok     bool           // the rows can be read
}

// index gives the place of a column, or -1.
func (h heads) index(column string) int {
	if i, ok := h.at[column]; ok {
		return i
	}
	return -1
}

// shape says which columns a file may have and which it must.
type shape struct {
	known    []string
	required []string
}

// checkHeads finds the columns of a file. pos gives the place of a heading.
func (r *reader) checkHeads(file string, raw []string, s shape, pos func(int) source.Pos) heads {
	h := heads{names: make([]string, len(raw)), at: map[string]int{}, ok: true}
	for i, heading := range raw {
		h.names[i] = canonical(heading)
		if r.guardHeading(file, heading, pos(i)) {
			h.ok = false
			continue
		}
		r.placeHeading(&h, s, i, heading, pos)
	}
	for _, column := range s.required {
		if _, ok := h.at[column]; !ok {
			near := nearHeading(column, raw)
			r.ps.Error(lineOf(pos(0)), "missing-column", "column", bothNames(column), "near", near)
			h.ok = false
		}
	}
	return h
}

// nearHeading finds the heading that may be a column's, misspelt.
func nearHeading(column string, raw []string) string {
	for _, names := range aliases {
		if names[0] != column {
			continue
		}
		for _, name := range names {
			if near, ok := source.Nearest(name, raw); ok {
				return near
			}
		}
	}
	return ""
}

func (r *reader) placeHeading(h *heads, s shape, i int, heading string, pos func(int) source.Pos) {
	name := h.names[i]
	if name == "" || strings.HasPrefix(name, "_") {
		return
	}
	if first, twice := h.at[name]; twice {
		r.ps.Error(pos(i), "repeated-column", "column", clean(heading), "first", pos(first).String())
		h.ok = false
		return
	}
	if !slices.Contains(s.known, name) {
		near, _ := source.Nearest(name, s.allNames())
		r.ps.Warn(pos(i), "unknown-column", "column", clean(heading), "near", near)
		return
	}
	h.at[name] = i
}

// allNames lists the columns of a shape under all their names.
func (s shape) allNames() []string {
	var all []string
	for _, names := range aliases {
		if slices.Contains(s.known, names[0]) {
			all = append(all, names...)
		}
	}
	return append(all, s.known...)
}

func (r *reader) guardHeading(file, heading string, pos source.Pos) bool {
	refused := personal.Heading(heading, r.cfg.InPlaceOf(file) == facilitiesFile)
	if refused {
		r.ps.Error(pos, "personal-data", "column", clean(heading))
	}
	return refused
}

// lineOf keeps the line of a place and drops the column.
func lineOf(p source.Pos) source.Pos {
	p.Column, p.Width = 0, 0
	return p
}
