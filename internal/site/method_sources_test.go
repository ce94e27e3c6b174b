package site

import (
	"strings"
	"testing"

	"terang/internal/config"
)

// What a mapping does is said, each step once, in either language.
func TestStepsOfASource(t *testing.T) {
	t.Parallel()
	full := config.Source{
		File: "data/raw/a.xlsx", Source: "Komdat", Extracted: "2024-09-03", Recipe: "profil", Wide: "months", Sum: true, Match: "name",
		Where: map[string][]string{"jenis": {"riil", "final"}}, Count: map[string][]string{"hasil": {"ADA"}},
		Columns: config.Columns{Numerator: config.Heads{"L", "P"}, Denominator: config.Heads{"SASARAN"}},
		Units:   config.Units{Numerator: "ribu jiwa", Denominator: "ribu jiwa"}, Areas: map[string]string{"a": "99.01", "b": "99.02"},
		Join: &config.Source{File: "data/raw/b.csv", Source: "BPS"},
	}
	for lang, want := range map[string]string{
		"id": "Dari Komdat, diambil 3 September 2024. Tabel Profil Kesehatan: kolom angkanya dikenali dari judul kolom. Hanya baris dengan jenis berisi riil, final. " +
			"Yang dilayani dihitung dari baris dengan hasil berisi ADA; sasarannya semua baris. Setiap kolom bulan, triwulan, atau tahun menjadi baris sendiri. " +
			"Baris tentang tempat, waktu, dan layanan yang sama dijumlahkan. Kolom L + P dijumlahkan. Angka dalam ribu jiwa dijadikan orang. Tempat dicocokkan menurut nama di dalam wilayah induknya. " +
			"Untuk 2 tempat, kode di berkas diganti dengan kode di portal ini. Sasarannya dari b.csv (BPS), dicocokkan baris demi baris.",
		"en": "From Komdat, drawn on 3 September 2024. A table of the health profile: its columns of figures are known by their headings. Only rows whose jenis is riil, final. " +
			"People served are the number of rows whose hasil is ADA; the sasaran is that of all rows. Each column of a month, quarter or year becomes a row. " +
			"Rows about the same place, time and service are added up. The columns L + P are added up. Figures in ribu jiwa are turned into people. Places are matched by name within the area above them. " +
			"For 2 places, the file's code is replaced with that of this portal. The sasaran is from b.csv (BPS), matched row by row.",
	} {
		b := &builder{Plan: &Plan{in: Input{Words: catalogue(t, lang)}, said: catalogue(t, lang).Block("site.", "", "")}}
		if got := strings.Join(b.sourceSteps(&full), " "); got != want {
			t.Errorf("%s:\n%s\nwant\n%s", lang, got, want)
		}
		for _, c := range []config.Source{{Source: "Komdat"}, {Extracted: "2024-09-03"}, {}} {
			if got := b.sourceSteps(&c); len(got) != 1 || strings.Contains(got[0], "{") {
				t.Errorf("%s: %+v says %q", lang, c, got)
			}
		}
		b.in.Config.Sources = []config.Source{full, {File: "data/raw/c.xlsx", Sheet: "Lembar 2"}}
		if s := b.methodOfSources(); len(s) != 1 || s[0].Terms[0].Name != "a.xlsx" || s[0].Terms[1].Name != "c.xlsx, Lembar 2" {
			t.Errorf("%+v", s)
		}
	}
	if s := (&builder{Plan: &Plan{}}).methodOfSources(); s != nil {
		t.Errorf("a site without mapped files says %+v", s)
	}
}
