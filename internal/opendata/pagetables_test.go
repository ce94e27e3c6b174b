package opendata

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go"
	"github.com/xuri/excelize/v2"

	"terang/internal/health"
)

func cellsOf(t *testing.T, body []byte) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

// sheetOf reads a sheet of a workbook as a spreadsheet shows it before it reckons, and the formulas of a column.
func sheetOf(t *testing.T, body []byte, name string, width, formulas int) (rows [][]string, worked []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	rows, err = f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	for i := range rows {
		for len(rows[i]) < width {
			rows[i] = append(rows[i], "")
		}
		at, _ := excelize.CoordinatesToCellName(formulas+1, i+1)
		formula, _ := f.GetCellFormula(name, at)
		worked = append(worked, formula)
	}
	return rows, worked
}

// alike says whether two cells say the same: a number may be written in two ways.
func alike(a, b string) bool {
	x, errX := strconv.ParseFloat(a, 64)
	y, errY := strconv.ParseFloat(b, 64)
	return a == b || errX == nil && errY == nil && x == y
}

// TestWorkbookSaysWhatTheTablesSay holds each cell of the workbooks against the CSV files beside them,
// and each formula against the numbers that it names.
func TestWorkbookSaysWhatTheTablesSay(t *testing.T) {
	s := New(small(t))
	hidden, formulas := 0, 0
	for name, tables := range map[string]PageTables{
		"kabupaten": s.Place(kabupaten, "Kabupaten Uji", "https://x/"), "kecamatan": s.Place(utara, "Utara", "https://x/"),
		"puskesmas": s.Place(puskesmas1, "@Utara", "https://x/"), "bumil": s.Service(0, "Bumil", "https://x/"), "tb": s.Service(1, "TB", "https://x/"),
	} {
		tables = tables.With(Shown{ByMonth: true})
		body, err := tables.Workbook()
		if err != nil {
			t.Fatal(err)
		}
		for _, of := range []struct {
			sheet   string
			csv     []byte
			percent int
		}{{"Capaian", tables.Years(nil), yearPercent}, {"Bulanan", tables.Months(nil), monthPercent}} {
			want := cellsOf(t, of.csv)
			got, worked := sheetOf(t, body, of.sheet, len(want[0]), of.percent)
			if len(got) != len(want) || len(want) < 2 {
				t.Fatalf("%s, %s: %d rows, want %d", name, of.sheet, len(got), len(want))
			}
			for i, row := range want {
				if !slices.EqualFunc(got[i], row, alike) {
					t.Errorf("%s, %s: row %d is %q, want %q", name, of.sheet, i+1, got[i], row)
				}
				n, d, v := row[of.percent-2], row[of.percent-1], row[of.percent]
				at := strconv.Itoa(i + 1)
				formula := "ROUND(100*" + string(rune('A'+of.percent-2)) + at + "/" + string(rune('A'+of.percent-1)) + at + ",4)"
				if told := i > 0 && v != ""; told != (worked[i] == formula) || !told && worked[i] != "" {
					t.Errorf("%s, %s: row %d has the formula %q", name, of.sheet, i+1, worked[i])
				} else if told {
					formulas++
				}
				if row[of.percent+3] == "1" {
					if hidden++; n+d+v != "" {
						t.Errorf("%s: a hidden row tells %v", name, row)
					}
				}
			}
		}
	}
	if hidden < 10 || formulas < 20 {
		t.Errorf("%d hidden rows and %d formulas were looked at", hidden, formulas)
	}
}

// TestWorkbookTellsWhatItIs reads the sheet for who finds the file alone.
func TestWorkbookTellsWhatItIs(t *testing.T) {
	in := small(t)
	in.Config.Sample = true
	body, err := New(in).Place(utara, "Utara", "https://example.go.id/uji/wilayah/utara/").With(Shown{ByMonth: true}).Workbook()
	if err != nil {
		t.Fatal(err)
	}
	rows, _ := sheetOf(t, body, "Baca saya", 2, 0)
	var text strings.Builder
	for _, r := range rows {
		text.WriteString(strings.Join(r, ": ") + "\n")
	}
	for _, want := range []string{
		"(data contoh)", "perhatian: Data contoh", "lisensi: Lisensi: CC BY 4.0", "sumber: Laporan puskesmas", "disensor: Angka kecil",
		"https://example.go.id/uji/wilayah/utara/", "rumus: ", "bulan: Bulan (TTTT-BB)", "data sampai: September 2024",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("the sheet does not say %q:\n%s", want, text.String())
		}
	}
}

// TestPlacesHaveWhatIsBeneath names the units of each page's table, in order.
func TestPlacesHaveWhatIsBeneath(t *testing.T) {
	s := New(small(t))
	for u, want := range map[health.Unit]string{
		kabupaten: "99.01 99.01.01 99.01.02 P1 P2", utara: "99.01.01 99.01.01.2001 99.01.01.2002 P1",
		puskesmas1: "P1 99.01.01.2001 99.01.01.2002",
	} {
		var codes []string
		for _, r := range cellsOf(t, s.Place(u, "", "").Years(nil))[1:] {
			codes = append(codes, r[2])
		}
		if got := strings.Join(slices.Compact(codes), " "); got != want {
			t.Errorf("%d holds %s, want %s", u, got, want)
		}
	}
}

// TestParquetSaysWhatTheTableSays holds each row of the Parquet against the CSV: a missing cell is missing.
func TestParquetSaysWhatTheTableSays(t *testing.T) {
	files := finish(small(t))
	want := cellsOf(t, file(t, files, "data/unduhan/capaian.csv").Body)
	body := file(t, files, "data/unduhan/capaian.parquet").Body
	got, err := parquet.Read[parquetRow](bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	if len(got) != len(want)-1 || len(got) < 20 {
		t.Fatalf("%d rows, want %d", len(got), len(want)-1)
	}
	f, err := parquet.OpenFile(bytes.NewReader(body), int64(len(body)))
	if err != nil {
		t.Fatal(err)
	}
	for i, c := range f.Schema().Columns() {
		if c[0] != want[0][i] {
			t.Errorf("column %d is %s, want %s", i, c[0], want[0][i])
		}
	}
	if license, _ := f.Lookup("license"); license != "CC BY 4.0" {
		t.Errorf("the licence is %q", license)
	}
	whole := func(n *int64) string {
		if n == nil {
			return ""
		}
		return strconv.FormatInt(*n, 10)
	}
	text := func(s *string) string {
		if s == nil {
			return ""
		}
		return *s
	}
	for i, r := range got {
		percent := ""
		if r.Percent != nil {
			percent = rounded(*r.Percent).String()
		}
		row := []string{
			r.Period, r.Level, r.Code, r.Name, r.Indicator, whole(r.N), whole(r.D), percent, rounded(r.Target).String(), text(r.Status),
			oneIf(r.Hidden), text(r.Band), text(r.LastOf), whole(r.LastN), whole(r.LastD),
		}
		row[2], row[3], row[4] = guard(row[2]), guard(row[3]), guard(row[4])
		if !slices.Equal(row, want[i+1]) {
			t.Errorf("row %d is %q, want %q", i, row, want[i+1])
		}
	}
}
