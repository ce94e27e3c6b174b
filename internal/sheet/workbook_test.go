package sheet

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"terang/internal/source"
)

// workbook makes an XLSX of cells and their number formats.
func workbook(t testing.TB, fill func(f *excelize.File, set func(cell string, v any, format string))) string {
	t.Helper()
	f := excelize.NewFile()
	fill(f, func(cell string, v any, format string) {
		t.Helper()
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
		if format != "" {
			style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &format})
			if err == nil {
				err = f.SetCellStyle("Sheet1", cell, cell, style)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	})
	return saved(t, f)
}

func TestCellsOfAWorkbook(t *testing.T) {
	t.Parallel()
	day := time.Date(2024, 10, 8, 0, 0, 0, 0, time.UTC)
	cases := []struct {
		v      any
		format string
		want   string
		kind   Kind
	}{
		{"01060378", "", "01060378", Text},
		{1060378, "", "1060378", Number},
		{1060380.0, "0.00E+00", "1060380", Number},
		{3201190006.0, "", "3201190006", Number},
		{65.656565660000004, "", "65.65656566", Number},
		{0.1 + 0.2, "", "0.3", Number},
		{1234567.5, "#,##0.00", "1234567.5", Number},
		{-3, "", "-3", Number},
		{0.875, "0.0%", "87.5%", Percent},
		{1, "0%", "100%", Percent},
		{day, "yyyy-mm-dd", "2024-10-08", Date},
		{day, "[$-421]dd mmmm yyyy;@", "2024-10-08", Date},
		{day, "mmm-yy", "2024-10", Date},
		{day.Add(10 * time.Hour), "dd/mm/yyyy hh:mm", "2024-10-08T10:00:00", Date},
		{12.0, `0 "hari"`, "12", Number},
		{true, "", "TRUE", Truth},
		{" A\u00a0B ", "", "A B", Text},
	}
	text := workbook(t, func(f *excelize.File, set func(string, any, string)) {
		set("A1", "nama", "")
		set("B1", "isi", "")
		for i, c := range cases {
			at, _ := excelize.CoordinatesToCellName(2, i+2)
			set(strings.Replace(at, "B", "A", 1), "x", "")
			set(at, c.v, c.format)
		}
	})
	b, ps := read(t, "a.xlsx", text, Options{})
	if len(ps) > 0 || len(b.Tables) != 1 || len(b.Tables[0].Rows) != len(cases) {
		t.Fatalf("%v %s", ps, show(b))
	}
	for i, c := range cases {
		r := b.Tables[0].Rows[i]
		if r.Cells[1] != c.want || r.Kind(1) != c.kind {
			t.Errorf("%v %q: %q of kind %d, want %q of kind %d", c.v, c.format, r.Cells[1], r.Kind(1), c.want, c.kind)
		}
		if at := b.Tables[0].Pos(r, 1); at.String() != "a.xlsx!Sheet1!B"+strconv.Itoa(i+2) {
			t.Errorf("place %s", at)
		}
	}
}

// Formulas are read by their saved result, faults as they are shown.
func TestFormulas(t *testing.T) {
	t.Parallel()
	sheet := `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>
<row r="1"><c r="A1" t="inlineStr"><is><t>desa</t></is></c><c r="B1" t="inlineStr"><is><r><t>jum</t></r><r><t>lah</t></r></is></c></row>
<row r="2"><c r="A2" t="str"><f>"A"&amp;1</f><v>A1</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>
<row><c t="inlineStr"><is><t>B</t></is></c><c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>
<row r="5"><c r="A5" t="inlineStr"><is><t>C</t></is></c><c r="B5"><f>SUM(B2:B3)</f></c></row>
</sheetData></worksheet>`
	b, ps := read(t, "a.xlsx", xlsxOf(t, sheet), Options{})
	if got, want := show(b), "desa | jumlah\n2: A1 | 2\n3: B | #DIV/0!\n5: C | \n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if len(ps) != 1 || ps[0].Code != "formula-without-value" || ps[0].Pos.String() != "a.xlsx!Data!B5" {
		t.Errorf("problems %v", ps)
	}
	if k := b.Tables[0].Rows[1].Kind(1); k != Fault {
		t.Errorf("kind %d of a fault", k)
	}
}

// xlsxOf packs a sheet as the least that a workbook needs.
func xlsxOf(t testing.TB, sheet string) string {
	t.Helper()
	return packed(t,
		"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
		"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml", `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml", sheet)
}

func TestSheetsAndRanges(t *testing.T) {
	t.Parallel()
	text := workbook(t, func(f *excelize.File, set func(string, any, string)) {
		set("A1", "catatan di pinggir", "")
		for cell, v := range map[string]any{"C4": "desa", "D4": "n", "C5": "A", "D5": 1, "C6": "B", "D6": 2, "F5": "lain"} {
			set(cell, v, "")
		}
		for _, name := range []string{"Rahasia", "Kedua"} {
			if _, err := f.NewSheet(name); err != nil {
				t.Fatal(err)
			}
			for cell, v := range map[string]any{"A1": "desa", "B1": "m", "A2": name, "B2": 7} {
				if err := f.SetCellValue(name, cell, v); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := f.SetSheetVisible("Rahasia", false); err != nil {
			t.Fatal(err)
		}
	})
	for _, c := range []struct {
		o           Options
		want, codes string
	}{
		{Options{Sheet: "Sheet1", Range: "C4:D6"}, "desa | n\n5: A | 1\n6: B | 2\n", ""},
		{Options{Sheet: "Sheet1", Range: "C4:D5"}, "desa | n\n5: A | 1\n", ""},
		{Options{Sheet: "kedua"}, "desa | m\n2: Kedua | 7\n", ""},
		{Options{Sheet: "Rahasia"}, "desa | m\n2: Rahasia | 7\n", ""},
		{Options{Sheet: "Kedu"}, "", "unknown-sheet"},
		{Options{Range: "C4-D6"}, "", "bad-range"},
		{Options{Sheet: "Kedua", Table: "cakupan"}, "", "unknown-table"},
	} {
		b, ps := read(t, "a.xlsx", text, c.o)
		if got := show(b); got != c.want || codes(ps) != c.codes {
			t.Errorf("%+v: got\n%s%s\nwant\n%s%s", c.o, got, codes(ps), c.want, c.codes)
		}
	}
	for _, o := range []Options{{Sheet: "Data"}, {Range: "A1:B2"}} {
		if _, ps := read(t, "a.csv", "a,b\n1,2\n", o); codes(ps) != "unknown-sheet" && codes(ps) != "bad-range" {
			t.Errorf("a text has no sheets: %v", ps)
		}
	}
	b, _ := read(t, "a.xlsx", text, Options{Range: "C4:D6", Sheet: "Sheet1"})
	if at := b.Tables[0].Pos(b.Tables[0].Rows[1], 1).String(); at != "a.xlsx!Sheet1!D6" {
		t.Errorf("place %s", at)
	}
	all, _ := read(t, "a.xlsx", text, Options{})
	if len(all.Tables) != 2 || !decided(all, "sheet-hidden") {
		t.Errorf("got\n%s", show(all))
	}
}

func decided(b *Book, choice source.Choice) bool {
	for _, d := range b.Decisions {
		if d.Choice == choice {
			return true
		}
	}
	return false
}

func TestCellsOfODS(t *testing.T) {
	t.Parallel()
	cell := func(attrs, text string) string {
		return "<table:table-cell " + attrs + "><text:p>" + text + "</text:p></table:table-cell>"
	}
	row := func(cells ...string) string {
		return "<table:table-row>" + strings.Join(cells, "") + "</table:table-row>"
	}
	text := `<table:table table:name="Isi">` + row(cell("", "nama"), cell("", "isi")) +
		row(cell("", "tanggal"), cell(`office:value-type="date" office:date-value="2024-10-08"`, "08/10/24")) +
		row(cell("", "persen"), cell(`office:value-type="percentage" office:value="0.875"`, "88%")) +
		row(cell("", "besar"), cell(`office:value-type="float" office:value="1.06038E+06"`, "1,06E+06")) +
		row(cell("", "kode"), cell(`office:value-type="string"`, "01060378")) +
		row(cell("", "rumus"), cell(`table:formula="of:=1+1" office:value-type="float" office:value="2"`, "2")) +
		row(cell("", "galat"), cell(`table:formula="of:=1/0" office:value-type="string" calcext:value-type="error"`, "#DIV/0!")) +
		row(cell("", "dua<text:s/>kata"), `<table:table-cell><office:annotation><text:p>komentar</text:p></office:annotation><text:p>a</text:p><text:p>b</text:p></table:table-cell>`) +
		`<table:table-row table:number-rows-repeated="2">` + cell("", "ulang") + cell(`office:value-type="float" office:value="5"`, "5") + `</table:table-row></table:table>`
	b, ps := read(t, "a.ods", odsOf(t, text), Options{})
	want := "nama | isi\n2: tanggal | 2024-10-08\n3: persen | 87.5%\n4: besar | 1060380\n5: kode | 01060378\n6: rumus | 2\n7: galat | #DIV/0!\n8: dua kata | a\nb\n9: ulang | 5\n10: ulang | 5\n"
	if got := show(b); got != want || len(ps) > 0 {
		t.Errorf("got\n%s%vwant\n%s", got, ps, want)
	}
}

func TestRecords(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, text, want, codes string }{
		{"a list", `[{"desa":"A","n":12},
{"desa":"B","n":1.06038E+06,"ket":null}]`, "desa | n | ket\n1: A | 12 | \n2: B | 1060380 | \n", ""},
		{"a list within", `{"ok":true,"meta":{"a":[1]},"data":[{"desa":"A","n":"012"}]}`, "desa | n\n1: A | 012\n", ""},
		{
			"DHIS2", `{"dataSet":"pBOMPrpg1QX","completeDate":"2024-02-03","period":"202401","orgUnit":"DiszpKrYNg8","dataValues":[
{"dataElement":"f7n9E0hX8qk","value":"12"},{"dataElement":"Ix2HsbDMLea","value":"14","period":"202402"}]}`,
			"dataElement | value | period | orgUnit\n2: f7n9E0hX8qk | 12 | 202401 | DiszpKrYNg8\n2: Ix2HsbDMLea | 14 | 202402 | DiszpKrYNg8\n", "",
		},
		{"nested", `[{"desa":"A","n":{"l":1}}]`, "", "nested-json"},
		{"a list of numbers", `[1,2]`, "", "nested-json"},
		{"cut off", `[{"desa":"A"`, "", "bad-json"},
		{"something behind", `[{"desa":"A"}] x`, "", "bad-json"},
		{"a key twice", `[{"desa":"A","desa":"B"}]`, "", "bad-json"},
		{"nothing", `[]`, "", "no-table"},
	} {
		b, ps := read(t, "a.json", c.text, Options{})
		if got := show(b); got != c.want || codes(ps) != c.codes {
			t.Errorf("%s: got\n%s%s\nwant\n%s%s", c.name, got, codes(ps), c.want, c.codes)
		}
		if strings.HasPrefix(c.name, "DHIS2") && b.Format != DHIS2 {
			t.Errorf("format %s", b.Format)
		}
	}
	text := "dataelement,period,orgunit,catoptcombo,attroptcombo,value,storedby,lastupdated,comment,flwup\nf7n9E0hX8qk,202401,DiszpKrYNg8,x,y,12,a,2024-02-03,,false\n"
	if b, ps := read(t, "a.csv", text, Options{}); b.Format != DHIS2 || len(ps) > 0 || len(b.Tables[0].Rows) != 1 {
		t.Errorf("%s %v", b.Format, ps)
	}
}
