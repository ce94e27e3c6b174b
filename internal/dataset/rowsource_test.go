package dataset

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/config"
	"terang/internal/source"
	"terang/internal/tally"
)

// aReader has read all of a site that observations need.
func aReader(t testing.TB, site fstest.MapFS) *reader {
	t.Helper()
	cfg, ps := config.Read(site)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	r := newReader(site, cfg, Options{Date: testDay})
	r.readCatalogue()
	r.readRegions()
	r.readFacilities()
	r.makeRegister()
	r.data.Files = nil
	return r
}

// rowsOf makes mapped rows of a plain CSV.
func rowsOf(text string) *mappedRows {
	lines := strings.Split(strings.TrimSpace(text), "\n")
	place := func(line, cell, width int) source.Pos {
		return source.Pos{File: "f", Line: line, Column: cell, Width: max(1, width)}
	}
	m := &mappedRows{columns: strings.Split(lines[0], ",")}
	at := 1
	for _, name := range m.columns {
		m.headed = append(m.headed, place(1, at, len(name)))
		at += len(name) + 1
	}
	for i, line := range lines[1:] {
		row := mappedRow{line: i + 2, cells: strings.Split(line, ",")}
		at := 1
		for _, cell := range row.cells {
			row.places = append(row.places, place(row.line, at, len(cell)))
			at += len(cell) + 1
		}
		m.rows = append(m.rows, row)
	}
	return m
}

// Rows from a table of another form are judged as those of a CSV are.
func TestMappedRowsAreJudgedAlike(t *testing.T) {
	t.Parallel()
	const text = `period,indicator,area,numerator,denominator,kind,source,extracted
2024-07,bumil,14.10.02.2005,6,84,,ePuskesmas,2024-09-01
2024-07,bumil,14.10.02.2005,7,84,,ePuskesmas,2024-09-01
2024-08,bumill,14.10.02.2005,6,84,,ePuskesmas,2024-13-01
2024-08,bumil,14.10.02.2005,6.5,85,,ePuskesmas,2024-09-02
2024-08,bumil,14.10.02.2006,,,,,
2024-09,bumil,14.10.02.2005,6,86,kumulatif,,
`
	site := siteOf(archive(t, "testdata/valid.txtar"))
	site["f"] = &fstest.MapFile{Data: []byte(text)}
	judged := func(take func(o *observer) uint32) (*tally.Table, []FileAccount, source.Problems, uint32) {
		r := aReader(t, site)
		b := tally.NewBuilder(r.data.Register, r.data.Indicators, r.opt.Through)
		o := &observer{r: r, file: "f", builder: b, sources: map[string]bool{}}
		r.origins = []origin{{"f", 0}}
		b.File("f", 0)
		n := take(o)
		return b.Table(), r.data.Files, r.ps, n
	}
	table, files, ps, n := judged(func(o *observer) uint32 { return o.read() })
	table2, files2, ps2, n2 := judged(func(o *observer) uint32 { return o.readMapped(rowsOf(text)) })
	if n != n2+1 || !slices.Equal(files, files2) || !reflect.DeepEqual(ps, ps2) || !reflect.DeepEqual(table, table2) {
		t.Errorf("from bytes\n%v %v\nfrom cells\n%v %v", files, ps, files2, ps2)
	}
	if len(ps) < 4 {
		t.Errorf("too few problems to compare: %v", ps)
	}
}
