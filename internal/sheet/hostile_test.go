package sheet

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"terang/internal/source"
)

// endless is a file that says it has a size, and gives a byte for ever.
type endless struct {
	start string
	size  int64
	given int64
}

func (e *endless) Open(string) (fs.File, error) { return e, nil }
func (e *endless) Close() error                 { return nil }
func (e *endless) Stat() (fs.FileInfo, error)   { return e, nil }
func (e *endless) Name() string                 { return "a.csv" }
func (e *endless) Mode() fs.FileMode            { return 0 }
func (e *endless) ModTime() time.Time           { return time.Time{} }
func (e *endless) IsDir() bool                  { return false }
func (e *endless) Sys() any                     { return nil }
func (e *endless) Size() int64                  { return e.size }
func (e *endless) Read(p []byte) (int, error) {
	if e.given == 0 && e.start != "" {
		n := copy(p, e.start)
		e.given = int64(n)
		return n, nil
	}
	for i := range p {
		p[i] = 'a'
	}
	e.given += int64(len(p))
	return len(p), nil
}

func TestLinesWithoutAnEnd(t *testing.T) {
	for _, c := range []struct {
		start string
		size  int64
		code  string
		most  int64
	}{
		{"", 2 << 30, "file-too-large", 0},
		{"a,b\n", 200 << 20, "line-too-long", 16 << 20},
		{"a,b\n", 100, "file-changed", 1000},
		{"PK\x03\x04", 100, "file-changed", 1000},
	} {
		e := &endless{start: c.start, size: c.size}
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		_, ps := Read(e, "a.csv", Options{})
		runtime.ReadMemStats(&after)
		if codes(ps) != c.code || e.given > c.most {
			t.Errorf("%q: %v after %d bytes", c.start, ps, e.given)
		}
		if grown := after.TotalAlloc - before.TotalAlloc; grown > 300<<20 {
			t.Errorf("%q: %d MB were asked for", c.start, grown>>20)
		}
	}
}

// changing is a file that has another size when it is looked at again.
type changing struct {
	files  fstest.MapFS
	opened int
}

func (c *changing) Open(name string) (fs.File, error) {
	if c.opened++; c.opened > 1 {
		c.files[name] = &fstest.MapFile{Data: []byte("desa,n\nA,1\nB,2\n"), ModTime: time.Unix(2, 0)}
	}
	return c.files.Open(name)
}

func TestFileThatChanges(t *testing.T) {
	t.Parallel()
	c := &changing{files: fstest.MapFS{"a.csv": {Data: []byte("desa,n\nA,1\n"), ModTime: time.Unix(1, 0)}}}
	if b, ps := Read(c, "a.csv", Options{}); codes(ps) != "file-changed" || len(b.Tables) > 0 {
		t.Errorf("%v", ps)
	}
	if _, ps := Read(fstest.MapFS{}, "../a.csv", Options{}); codes(ps) != "unreadable-file" {
		t.Errorf("%v", ps)
	}
	if _, ps := Read(fstest.MapFS{"d/a.csv": {}}, "d", Options{}); codes(ps) != "unreadable-file" {
		t.Errorf("%v", ps)
	}
}

// lying makes a zip whose part says that it is smaller than it is.
func lying(t *testing.T, size int) string {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range []string{"[Content_Types].xml", "xl/workbook.xml"} {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	w, err := z.CreateRaw(&zip.FileHeader{Name: "xl/worksheets/sheet1.xml", Method: zip.Store, CompressedSize64: uint64(size), UncompressedSize64: 10})
	if err == nil {
		_, err = io.CopyN(w, zeros{}, int64(size))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) { clear(p); return len(p), nil }

const sheetHead = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`

func TestHostileFiles(t *testing.T) {
	t.Parallel()
	rows := func(s string) string { return sheetHead + "<sheetData>" + s + "</sheetData></worksheet>" }
	heads := `<row r="1"><c r="A1" t="inlineStr"><is><t>a</t></is></c><c r="B1" t="inlineStr"><is><t>b</t></is></c></row>`
	entities := `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>`
	for _, c := range []struct{ name, file, text, code string }{
		{"wide text", "a.csv", strings.Repeat("a,", 10000) + "\n", "too-many-columns"},
		{"wide sheet", "a.xlsx", xlsxOf(t, rows(heads+`<row r="2"><c r="XFD2"><v>1</v></c></row>`)), "too-many-columns"},
		{"wide ODS", "a.ods", odsOf(t, `<table:table table:name="a"><table:table-row><table:table-cell table:number-columns-repeated="16000"><text:p>x</text:p></table:table-cell></table:table-row></table:table>`), "too-many-columns"},
		{"tall ODS", "a.ods", odsOf(t, `<table:table table:name="a">`+strings.Repeat(`<table:table-row table:number-rows-repeated="1000000"><table:table-cell table:number-columns-repeated="900"><text:p>x</text:p></table:table-cell></table:table-row>`, 50)+`</table:table>`), "too-many-cells"},
		{"row far below", "a.xlsx", xlsxOf(t, rows(heads+`<row r="999999999"><c r="A999999999"><v>1</v></c></row>`)), "bad-workbook"},
		{"rows that run back", "a.xlsx", xlsxOf(t, rows(heads+`<row r="9"><c r="A9"><v>1</v></c></row><row r="2"><c r="A2"><v>1</v></c></row>`)), "bad-workbook"},
		{"many merged", "a.xlsx", xlsxOf(t, sheetHead+"<sheetData>"+heads+"</sheetData><mergeCells>"+strings.Repeat(`<mergeCell ref="A1:B2"/>`, 21000)+"</mergeCells></worksheet>"), "too-many-cells"},
		{"many small tags", "a.xlsx", packed(t, "xl/workbook.xml", strings.Repeat("<a/>", 1<<20+1)), "too-many-cells"},
		{"cut off", "a.xlsx", xlsxOf(t, sheetHead+"<sheetData>"+heads), "bad-workbook"},
		{"broken tags", "a.xlsx", xlsxOf(t, sheetHead+"<sheetData><row"), "bad-workbook"},
		{"entities", "a.xlsx", xlsxOf(t, entities+rows(`<row><c t="inlineStr"><is><t>&b;</t></is></c></row>`)), "bad-workbook"},
		{"entities in ODS", "a.ods", packed(t, "content.xml", entities+"<a>&b;</a>"), "bad-workbook"},
		{"no parts", "a.xlsx", packed(t, "xl/a", ""), "bad-workbook"},
		{"zip that lies", "a.xlsx", lying(t, 3<<20), "bad-workbook"},
		{"half a zip", "a.xlsx", "PK\x03\x04" + strings.Repeat("x", 100), "bad-workbook"},
		{"other zip", "a.xlsx", packed(t, "a.txt", "x"), "not-a-table"},
		{"Word", "a.xlsx", packed(t, "word/document.xml", "x"), "not-a-table"},
		{"binary workbook", "a.xlsb", packed(t, "xl/workbook.bin", "x"), "not-a-table"},
		{"PDF", "a.csv", "%PDF-1.7", "not-a-table"},
		{"old workbook", "a.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old-workbook"},
		{"locked workbook", "a.xlsx", "\xd0\xcf\x11\xe0E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00", "locked-workbook"},
		{"locked ODS", "a.ods", packed(t, "content.xml", "", "META-INF/manifest.xml", "<m:manifest><m:encryption-data/></m:manifest>"), "locked-workbook"},
		{"deep JSON", "a.json", strings.Repeat("[", 1<<20), "nested-json"},
		{"deep JSON beside the list", "a.json", `{"a":` + strings.Repeat(`{"a":`, 1<<18), "nested-json"},
		{"zero bytes", "a.csv", "desa,n\nA,1\nB\x00,2\n", "zero-bytes"},
		{"zero bytes only", "a.csv", strings.Repeat("\x00", 100), "zero-bytes"},
		{"long cell", "a.csv", "desa,n\n" + strings.Repeat("a", 40000) + ",1\n", "cell-too-long"},
		{"lost letters", "a.csv", "desa,n\nA\x81,1\n", "lost-letters"},
		{"marks left open", "a.csv", "desa,n\n" + strings.Repeat("\"a,1\n", 3), "bad-quotes"},
		{"web page", "a.xls", "\n<html><table><tr><td>1</table>", "web-page"},
		{"only a title", "a.csv", "Tabel 24\n", "no-table"},
		{"deep ODS", "a.ods", odsOf(t, strings.Repeat("<text:p>", 1<<16)), "bad-workbook"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			_, ps := read(t, c.file, c.text, Options{})
			if len(ps) == 0 || string(ps[0].Code) != c.code {
				t.Errorf("problems %v, want %s", ps, c.code)
			}
			for _, p := range ps {
				for _, lang := range []string{source.English, source.Indonesian} {
					if text := p.Text(lang); text == "" || strings.Contains(text, "{") {
						t.Errorf("%s says %q", p.Code, text)
					}
				}
			}
		})
	}
}

func TestZipBomb(t *testing.T) {
	t.Parallel()
	text := packed(t, "xl/workbook.xml", strings.Repeat(" ", 3<<20))
	r := &reader{book: &Book{File: "a.xlsx"}, limits: standard()}
	r.limits.unzip = 2 << 20
	r.read([]byte(text))
	if codes(r.ps) != "unzips-too-large" {
		t.Errorf("%v", r.ps)
	}
	if s := fmt.Sprint(r.ps[0].Text(source.English)); !strings.Contains(s, "2 MB") {
		t.Error(s)
	}
}

func TestTooManyCells(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"a.csv":  strings.Repeat("a,b\n", 10),
		"a.json": "[" + strings.Repeat(`{"a":1,"b":2},`, 9) + `{"a":1}]`,
		"a.xlsx": xlsxOf(t, sheetHead+"<sheetData>"+strings.Repeat("<row><c/><c/></row>", 10)+"</sheetData></worksheet>"),
		"a.ods":  draw(strings.Repeat("a|b\n", 10), "").ods(t),
	} {
		r := &reader{book: &Book{File: name}, limits: standard()}
		r.limits.cells, r.limits.inBook = 10, 10
		r.read([]byte(text))
		if codes(r.ps) != "too-many-cells" {
			t.Errorf("%s: %v", name, r.ps)
		}
	}
}
