package dataset

import (
	"bytes"
	"io/fs"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"terang/internal/sheet"
	"terang/internal/source"
)

// checkRefusals asks that whatever is refused is told.
func checkRefusals(t fataler, d *Data, ps source.Problems) {
	t.Helper()
	for _, f := range d.Files {
		told := slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Severity == source.Error && p.Pos.File == f.Name })
		if f.Refused > 0 && !told {
			t.Errorf("%s: %d rows were refused and no error says why", f.Name, f.Refused)
		}
	}
}

// linesOfATable are lines as they stand in tables of offices: titles, headings, rows
// that are good and bad, totals, footers.
var linesOfATable = []string{
	"TABEL 75;;;", "PELAYANAN HIPERTENSI MENURUT DESA;;;", "TAHUN 2023;;;", ";;;", "", "1;2;3;4",
	"14.10.02.2005;Bokor;1.234;2.000", "14.10.02.2006;Anak Setatah;96;1.807", "14.10.03.1001;Tanjung Samak;5;60", "14.10;Kabupaten;7;90",
	"14.10.02.2006;Bokor;5;90", "99.99;Entah;5;9", "14.11.01.2001;Luar;5;9", ";;;", "14.10.02.2005;;;", "14.10.02.2005;Bokor;12 orang;20", "14.10.02.2005;Bokor;-;20",
	"14.10.02.2005;Bokor;5", "14.10.02.2005;Bokor;7;0", "JUMLAH;;1.330;3.807", "JUMLAH (KAB/KOTA);;9;9", "Sumber: Bidang P2P;;;", "Keterangan: sementara;;;",
	"14.10.02.2005;Siti 0812-3456-7890;5;9", "Tabel 75 (lanjutan);;;", "KODE;DESA;DILAYANI;SASARAN",
}

// TestAccountsAddUp: whatever stands in a file, each of its lines is counted once, as
// a row that was used, refused or skipped by a rule, or as one of those around them.
func TestAccountsAddUp(t *testing.T) {
	t.Parallel()
	used, valid := 0, archive(t, "testdata/valid.txtar")
	rapid.Check(t, func(t *rapid.T) {
		lines := rapid.SliceOfN(rapid.SampledFrom(linesOfATable), 0, 6).Draw(t, "above")
		lines = append(lines, "KODE;DESA;DILAYANI;SASARAN")
		lines = append(lines, rapid.SliceOfN(rapid.SampledFrom(linesOfATable), 0, 14).Draw(t, "below")...)
		more := rapid.SampledFrom([]string{"", ", where: {DESA: [Bokor, Siti, Luar]}", ", sum: true", ", match: name, level: desa"}).Draw(t, "mapping")
		columns := "{area: KODE, name: DESA, numerator: DILAYANI, denominator: SASARAN}"
		site := siteOf(valid)
		delete(site, "data/observations/2024.csv")
		site["site.yaml"] = &fstest.MapFile{Data: []byte(theSite + "sources:\n  - {file: data/raw/a.csv, indicator: ht, period: \"2023\"" + more + ", columns: " + columns + "}\n")}
		site["data/raw/a.csv"] = &fstest.MapFile{Data: []byte(strings.Join(lines, "\n") + "\n")}
		d, ps := readSite(site)
		checkAccounts(t, d)
		checkRefusals(t, d, ps)
		for _, f := range d.Files {
			if f.Name != "data/raw/a.csv" {
				continue
			}
			used += f.Used
			a := f.Around
			if all := f.Rows + a.Titles + a.Headings + a.Totals + a.Footers + a.Blank + a.Parts; all != len(lines) {
				t.Errorf("%d lines are counted as %d: %+v\n%s", len(lines), all, f, strings.Join(lines, "\n"))
			}
		}
	})
	if used == 0 {
		t.Error("no row of any table was used")
	}
}

// TestEveryLineOfARealFileIsCounted does the same for real tables, of which it needs
// to know no meaning.
func TestEveryLineOfARealFileIsCounted(t *testing.T) {
	t.Parallel()
	files := 0
	for _, folder := range []string{"../sheet/testdata/real", "testdata/jabar", os.Getenv("TERANG_REAL")} {
		if folder == "" {
			continue
		}
		root := os.DirFS(folder)
		err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !isText(name) {
				return err
			}
			text, err := fs.ReadFile(root, name)
			if err != nil || bytes.Contains(text, []byte(`"`)) {
				return err // a cell in quotes may go on over lines
			}
			book, ps := sheet.Read(root, name, sheet.Options{})
			if ps.HasErrors() && len(book.Tables) == 0 {
				return nil
			}
			a, rows := around(book), 0
			for i := range book.Tables {
				rows += len(book.Tables[i].Rows)
			}
			lines := bytes.Count(bytes.TrimRight(text, "\r\n"), []byte("\n")) + 1
			counted := rows + a.Titles + a.Headings + a.Totals + a.Footers + a.Parts + a.Blank
			if blanks := bytes.Count(text, []byte("\n")) - lines + 1; counted < lines || counted > lines+blanks {
				t.Errorf("%s: %d lines are counted as %d: %d rows, %+v", name, lines, counted, rows, a)
			}
			files++
			return nil
		})
		if err != nil {
			t.Error(err)
		}
	}
	if files < 10 {
		t.Errorf("only %d files", files)
	}
}
