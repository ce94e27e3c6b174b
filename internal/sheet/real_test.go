package sheet

import (
	"os"
	"strings"
	"testing"
)

// TestRealFiles reads real files that nobody made for this program. want holds
// the number of rows, the last row and the codes of the problems.
func TestRealFiles(t *testing.T) {
	t.Parallel()
	const upload = "U25680 | 2024-01-01 | 2024-12-31 | quarter | persons |  | "
	for _, c := range []struct {
		file  string
		o     Options
		heads string // the first ones
		rows  int
		last  string // how the last row begins
		codes string
	}{
		{"jabar/angka_garis_kemiskinan_per_kapita_per_bulan__provinsi.csv", Options{}, "Nama Wilayah | 2020 | 2019 | 2018", 1, "JAWA BARAT | 410988 | 386198 | 367755", ""},
		{"jabar/pencemaran-air-awal.csv", Options{}, "kode_provinsi | nama_provinsi | bps_kode", 39, "32.0 | JAWA BARAT | 3201.0 | KABUPATEN BOGOR", ""},
		{"jabar/penduduk-miskin-awal.csv", Options{}, "id | kode_provinsi", 29, "29 | 32 | JAWA BARAT", ""},
		{"jabar/bps-xls-sebenarnya-html.xls", Options{}, "", 0, "", "web-page"},
		{"bps/provinces.csv", Options{}, "kolom 1 | kolom 2", 34, "94 | PAPUA", "no-headings"},
		{"bps/provinces.csv", Options{Headings: "none"}, "kolom 1 | kolom 2", 34, "94 | PAPUA", ""},
		{"wargabantuwarga/wbw-faq-sheets.csv", Options{}, "Kategori Pertanyaan | Pertanyaan", 2, "", ""},
		{"ons/indicator_3-8-1.csv", Options{}, "Year | Value", 1, "There is no data for this indicator yet | ", ""},
		{"fingertips/DuplicateHeadersAndValidDataRows.csv", Options{}, "area_code | date_from | date_from", 9, upload, ""},
		{"fingertips/Empty.csv", Options{}, "", 0, "", "empty-file"},
		{"fingertips/ExtraHeadersAndValidDataRows.csv", Options{}, "area_code | date_from | date_to", 9, upload, ""},
		{"fingertips/InvalidHeadersAndInvalidDataRows.csv", Options{}, "Col0 | Col1 | Col2 | Col3 | Col4 | Col5", 2, "1 | 2 | 3 | 4 | 5 | 6", ""},
		{"fingertips/MostlyValidHeadersAndValidDataRows.csv", Options{}, "area_code | date_from | date_to", 9, upload, ""},
		{"fingertips/NoHeadersAndValidDataRows.csv", Options{}, "kolom 1 | kolom 2", 9, upload, "no-headings"},
		{"fingertips/SwitchedHeadersAndValidDataRows.csv", Options{}, "area_code | date_to | date_from", 9, upload, ""},
		{"fingertips/ValidHeadersAndNoDataRows.csv", Options{}, "area_code | date_from | date_to", 0, "", ""},
		{"fingertips/ValidHeadersAndValidDataRows.csv", Options{}, "area_code | date_from | date_to", 9, upload, ""},
		{"fingertips/ValidHeadersAndValidDataRows2.csv", Options{}, "area_code | date_from | date_to", 9, upload, ""},
		{"fingertips/ValidHeadersAndValidDataRowsWithEmptyLines.csv", Options{}, "area_code | date_from | date_to", 9, upload, ""},
		{"fingertips/ValidHeadersInvalidDataRows.csv", Options{}, "area_code | date_from | date_to", 9, "U25680 | ", ""},
		{"fingertips/invalid.csv", Options{}, "area_code | date_from | date_to", 0, "", ""},
		{"fingertips/valid.csv", Options{}, "area_code | date_from | date_to", 9, upload, ""},
	} {
		b, ps := Read(os.DirFS("testdata/real"), c.file, c.o)
		if got := codes(ps); got != c.codes {
			t.Errorf("%s: problems %q, want %q", c.file, got, c.codes)
		}
		if c.heads == "" {
			if len(b.Tables) > 0 {
				t.Errorf("%s: %d tables", c.file, len(b.Tables))
			}
			continue
		}
		tb := b.Tables[0]
		heads, last := "", ""
		for _, h := range tb.Heads {
			heads += h.Text + " | "
		}
		if len(tb.Rows) > 0 {
			last = strings.Join(tb.Rows[len(tb.Rows)-1].Cells, " | ")
		}
		if len(tb.Rows) != c.rows || !strings.HasPrefix(heads, c.heads) || !strings.HasPrefix(last, c.last) {
			t.Errorf("%s: %d rows, headings %s last %s", c.file, len(tb.Rows), heads, last)
		}
	}
}

// A cell with line breaks keeps them, and the row after it stands where it does.
func TestQuotedLineBreaksOfARealFile(t *testing.T) {
	t.Parallel()
	b, _ := Read(os.DirFS("testdata/real"), "wargabantuwarga/wbw-faq-sheets.csv", Options{})
	rows := b.Tables[0].Rows
	if got := strings.Count(rows[0].Cells[2], "\n"); got < 3 {
		t.Errorf("%d line breaks", got)
	}
	if at := b.Tables[0].Pos(rows[1], 0); at.Line != rows[1].Line || at.Line < 6 || at.Column != 1 {
		t.Errorf("the second row stands at %v", at)
	}
}
