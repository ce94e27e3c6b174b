package sheet

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
)

// drawn is a table as a fixture draws it: cells with bars between them, and the
// areas that are merged.
type drawn struct {
	rows   [][]string
	merges []string
}

func draw(grid, merges string) drawn {
	d := drawn{merges: strings.Fields(merges)}
	for line := range strings.Lines(grid) {
		var row []string
		for _, c := range strings.Split(strings.TrimSuffix(line, "\n"), "|") {
			row = append(row, strings.TrimSpace(c))
		}
		d.rows = append(d.rows, row)
	}
	width := 0
	for _, r := range d.rows {
		width = max(width, len(r))
	}
	for i, r := range d.rows {
		d.rows[i] = append(r, make([]string, width-len(r))...)
	}
	return d
}

// text writes the table with a sign between the cells, as a spreadsheet does.
func (d drawn) text(delim, end string) string {
	var b strings.Builder
	for _, r := range d.rows {
		for i, c := range r {
			if i > 0 {
				b.WriteString(delim)
			}
			if strings.ContainsAny(c, delim+"\"\n") {
				c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
			}
			b.WriteString(c)
		}
		b.WriteString(end)
	}
	return b.String()
}

func inWindows1252(s string) string {
	high := []rune(windows1252)
	var b []byte
next:
	for _, r := range s {
		for i, h := range high {
			if r == h {
				b = append(b, byte(0x80+i))
				continue next
			}
		}
		b = append(b, byte(r))
	}
	return string(b)
}

func inUTF16(s string, order binary.AppendByteOrder, mark bool) string {
	var b []byte
	if mark {
		b = order.AppendUint16(b, 0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		b = order.AppendUint16(b, u)
	}
	return string(b)
}

// number says whether a spreadsheet would keep a cell as a number and show it so.
func number(c string) (float64, bool) {
	f, err := strconv.ParseFloat(c, 64)
	return f, err == nil && strconv.FormatFloat(f, 'f', -1, 64) == c
}

func (d drawn) xlsx(t testing.TB) string {
	t.Helper()
	f := excelize.NewFile()
	for i, r := range d.rows {
		for j, c := range r {
			if c == "" {
				continue
			}
			at, _ := excelize.CoordinatesToCellName(j+1, i+1)
			var err error
			if n, ok := number(c); ok {
				err = f.SetCellValue("Sheet1", at, n)
			} else {
				err = f.SetCellStr("Sheet1", at, c)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, m := range d.merges {
		a, b, _ := strings.Cut(m, ":")
		if err := f.MergeCell("Sheet1", a, b); err != nil {
			t.Fatal(err)
		}
	}
	return saved(t, f)
}

func saved(t testing.TB, f *excelize.File) string {
	t.Helper()
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// ods writes the table as LibreOffice does: blank rows and cells are said once
// with how often they stand there, to the end of the sheet.
func (d drawn) ods(t testing.TB) string {
	t.Helper()
	spans := map[[2]int]span{}
	for _, m := range d.merges {
		s, _ := parseRange(m)
		spans[[2]int{s.top, s.left}] = s
	}
	var b strings.Builder
	b.WriteString(`<table:table table:name="Lembar1"><table:table-column table:number-columns-repeated="1024"/>`)
	for i, r := range d.rows {
		b.WriteString("<table:table-row>")
		for j, c := range r {
			attrs := ""
			if s, ok := spans[[2]int{i, j}]; ok {
				attrs = fmt.Sprintf(` table:number-columns-spanned="%d" table:number-rows-spanned="%d"`, s.right-s.left+1, s.bottom-s.top+1)
			}
			if _, ok := number(c); ok {
				fmt.Fprintf(&b, `<table:table-cell%s office:value-type="float" office:value="%s"><text:p>%s</text:p></table:table-cell>`, attrs, c, c)
			} else if c == "" {
				fmt.Fprintf(&b, `<table:table-cell%s/>`, attrs)
			} else {
				var text bytes.Buffer
				_ = xml.EscapeText(&text, []byte(c))
				fmt.Fprintf(&b, `<table:table-cell%s office:value-type="string"><text:p>%s</text:p></table:table-cell>`, attrs, text.String())
			}
		}
		b.WriteString(`<table:table-cell table:number-columns-repeated="1000"/></table:table-row>`)
	}
	b.WriteString(`<table:table-row table:number-rows-repeated="1048500"><table:table-cell table:number-columns-repeated="1024"/></table:table-row></table:table>`)
	return odsOf(t, b.String())
}

// odsOf packs the tables of an OpenDocument spreadsheet.
func odsOf(t testing.TB, tables string) string {
	t.Helper()
	return packed(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml",
		`<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x" xmlns:calcext="c"><office:body><office:spreadsheet>`+
			tables+`</office:spreadsheet></office:body></office:document-content>`)
}

// packed makes a zip of names and contents.
func packed(t testing.TB, parts ...string) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		if err == nil {
			_, err = w.Write([]byte(parts[i+1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
