package sheet

import (
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"terang/internal/source"
)

// seeds gives the drawn tables and the real files to start from.
func seeds(f *testing.F, each func(d drawn), whole func(text string)) {
	f.Helper()
	paths, _ := filepath.Glob("testdata/tables/*.txtar")
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		for _, part := range a.Files {
			if part.Name == "grid" {
				each(draw(string(part.Data), ""))
			}
		}
	}
	paths, _ = filepath.Glob("testdata/real/*/*.csv")
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			f.Fatal(err)
		}
		whole(string(data))
	}
}

// holds reads a file and checks what is true of every book: cells as many as
// headings, places that can be told, words for every decision and problem.
func holds(t *testing.T, name, text string, o Options) {
	t.Helper()
	b, ps := read(t, name, text, o)
	for _, tb := range b.Tables {
		if tb.Lines.Data != len(tb.Rows) {
			t.Fatalf("%+v, but %d rows", tb.Lines, len(tb.Rows))
		}
		for i, r := range append(append([]Row(nil), tb.Rows...), tb.Totals...) {
			if len(r.Cells) != len(tb.Heads) {
				t.Fatalf("%d cells below %d headings", len(r.Cells), len(tb.Heads))
			}
			if i > 50 {
				break
			}
			for col := -1; col <= min(len(r.Cells), 20); col++ {
				if p := tb.Pos(r, col); p.File == "" || p.Line < 1 {
					t.Fatalf("cell %d of line %d stands at %v", col, r.Line, p)
				}
				_ = r.Kind(col)
			}
		}
		for _, h := range tb.Heads {
			if h.Text == "" {
				t.Fatal("a heading says nothing")
			}
		}
	}
	for _, d := range b.Decisions {
		if d.Text(source.English) == string(d.Choice) {
			t.Fatalf("no words for %q", d.Choice)
		}
	}
	if len(b.Tables) == 0 && len(ps) == 0 {
		t.Fatal("neither a table nor a problem")
	}
}

func FuzzSheetText(f *testing.F) {
	seeds(f, func(d drawn) {
		f.Add([]byte(d.text(";", "\r\n")), "")
		f.Add([]byte(inUTF16(d.text("\t", "\n"), binary.LittleEndian, true)), "none")
	}, func(text string) { f.Add([]byte(text), "2") })
	f.Fuzz(func(t *testing.T, data []byte, headings string) {
		holds(t, "a.csv", string(data), Options{Headings: headings})
	})
}

func FuzzSheetWorkbook(f *testing.F) {
	f.Add(sheetHead+`<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" s="1"><f>1</f><v>2.5E3</v></c></row><row r="4"><c r="B4" t="b"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:A2"/></mergeCells></worksheet>`, "A1:B9")
	f.Add(sheetHead+`<sheetData><row><c t="s"><v>7</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2024-01-02</v></c></row></sheetData></worksheet>`, "")
	f.Fuzz(func(t *testing.T, part, cells string) { holds(t, "a.xlsx", xlsxOf(t, part), Options{Range: cells}) })
}

func FuzzSheetODS(f *testing.F) {
	seeds(f, func(d drawn) { f.Add(d.ods(f)) }, func(string) {})
	f.Add(`<table:table table:name="a"><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-spanned="2" office:value-type="date" office:date-value="2024-01-02"><text:p>x<text:s text:c="3"/></text:p></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, tables string) { holds(t, "a.ods", odsOf(t, tables), Options{}) })
}

func FuzzSheetZip(f *testing.F) {
	seeds(f, func(d drawn) { f.Add([]byte(d.xlsx(f))) }, func(string) {})
	f.Fuzz(func(t *testing.T, data []byte) {
		holds(t, "a.xlsx", "PK\x03\x04"+string(data[min(4, len(data)):]), Options{})
	})
}

func FuzzSheetJSON(f *testing.F) {
	f.Add(`[{"desa":"A","n":12},{"n":1e9,"ket":null}]`)
	f.Add(`{"period":"202401","orgUnit":"a","dataValues":[{"dataElement":"x","value":"1"}],"meta":{"a":[]}}`)
	f.Fuzz(func(t *testing.T, text string) {
		holds(t, "a.json", "["+text, Options{})
		holds(t, "a.json", "{"+text, Options{})
	})
}
