package sheet

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// hostileTexts would be run by a spreadsheet, were they formulas.
var hostileTexts = []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", `=HYPERLINK("http://x","y")`, "<b>&", "a\nb"}

func pagesToWrite() []Page {
	rows := [][]Value{{Said("nama"), Said("n"), Said("d"), Said("persen")}}
	for i, s := range hostileTexts {
		rows = append(rows, []Value{Said(s), Counted(i), Counted(10), Worked("ROUND(100*B2/C2,4)", float64(10*i))})
	}
	rows = append(rows, []Value{Said("tidak ada"), {}, {}, Measured(0.125)})
	return []Page{
		{Name: "capaian", Columns: []Column{{Width: 30}, {}, {}, {Decimals: 2}}, Head: true, Rows: rows},
		{Name: "Baca saya", Columns: []Column{{Width: 20}, {Width: 80, Wrap: true}}, Rows: [][]Value{{Said("Lisensi"), Said("CC BY 4.0")}}},
	}
}

// TestWrittenWorkbookReadsBack opens what was written: texts stay texts, numbers numbers, and
// a formula has its value beside it.
func TestWrittenWorkbookReadsBack(t *testing.T) {
	t.Parallel()
	body, err := Write("Uji", pagesToWrite())
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close() //nolint:errcheck // read only
	if got := f.GetSheetList(); strings.Join(got, ",") != "capaian,Baca saya" {
		t.Fatal(got)
	}
	for i, want := range hostileTexts {
		at, _ := excelize.CoordinatesToCellName(1, i+2)
		got, err := f.GetCellValue("capaian", at)
		if formula, _ := f.GetCellFormula("capaian", at); err != nil || formula != "" || got != want {
			t.Errorf("%s: %q with formula %q, want the text %q (%v)", at, got, formula, want, err)
		}
		if kind, _ := f.GetCellType("capaian", at); kind != excelize.CellTypeInlineString && kind != excelize.CellTypeSharedString {
			t.Errorf("%s is of type %v", at, kind)
		}
	}
	raw := excelize.Options{RawCellValue: true}
	if v, _ := f.GetCellValue("capaian", "D4", raw); v != "20" {
		t.Errorf("a formula's value is %q", v)
	}
	if s, _ := f.GetCellFormula("capaian", "D4"); s != "ROUND(100*B2/C2,4)" {
		t.Errorf("the formula is %q", s)
	}
	last, _ := excelize.CoordinatesToCellName(4, len(hostileTexts)+2)
	if v, _ := f.GetCellValue("capaian", last, raw); v != "0.125" {
		t.Errorf("a number is %q", v)
	}
}

// TestWrittenWorkbookIsTheSame writes one workbook many times: nothing of the clock, and one order.
func TestWrittenWorkbookIsTheSame(t *testing.T) {
	t.Parallel()
	first, err := Write("Uji", pagesToWrite())
	if err != nil {
		t.Fatal(err)
	}
	for range 30 {
		if again, _ := Write("Uji", pagesToWrite()); !bytes.Equal(first, again) {
			t.Fatal("the same pages gave other bytes")
		}
	}
	z, err := zip.NewReader(bytes.NewReader(first), int64(len(first)))
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range z.File {
		if year := part.Modified.Year(); year > 1980 {
			t.Errorf("%s is of %d", part.Name, year)
		}
		r, err := part.Open()
		if err != nil {
			t.Fatal(err)
		}
		if text, _ := io.ReadAll(r); part.Name == "docProps/core.xml" && !bytes.Contains(text, []byte("2006-09-16T00:00:00Z")) {
			t.Errorf("the workbook says when it was made: %s", text)
		}
	}
}

func BenchmarkWrite(b *testing.B) {
	rows := [][]Value{}
	for i := range 300 {
		row := []Value{Said("99.01.01.2001"), Said("Desa"), Said("tercapai")}
		for k := range 9 {
			row = append(row, Counted(i*k))
		}
		rows = append(rows, append(row, Worked("ROUND(100*D2/E2,4)", 12.5)))
	}
	page := Page{Name: "capaian", Columns: make([]Column, 13), Head: true, Rows: rows}
	for b.Loop() {
		if _, err := Write("", []Page{page}); err != nil {
			b.Fatal(err)
		}
	}
}
