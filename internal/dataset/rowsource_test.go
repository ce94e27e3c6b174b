package dataset

import (
	"io/fs"
	"reflect"
	"slices"
	"testing"
	"testing/fstest"

	"terang/internal/config"
	"terang/internal/source"
	"terang/internal/tally"
)

// aReader has read all of a site that observations need.
func aReader(t testing.TB, site fs.FS) *reader {
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
	r.mentioned = make([]bool, len(r.data.Indicators))
	r.data.Files = nil
	return r
}

// Rows from a table of another form are judged as those of a CSV are.
func TestMappedRowsAreJudgedAlike(t *testing.T) {
	t.Parallel()
	const text = `period,indicator,area,numerator,denominator,kind,source,extracted
2024-07,bumil,14.10.02.2005,6,84,,ePuskesmas,2024-09-01
2024-07,bumil,14.10.02.2005,7,84,,ePuskesmas,2024-09-01
2024-08,bumill,14.10.02.2005,6,84,,ePuskesmas,2024-13-01
2024-08,bumil,14.10.02.2005,six,85,,ePuskesmas,2024-09-02
2024-08,bumil,14.10.02.2006,,,,,
2024-09,bumil,14.10.02.2005,6,86,kumulatif,,
`
	judged := func(take task) ([]tally.Cell, []FileAccount, source.Problems) {
		site := siteOf(archive(t, "testdata/valid.txtar"))
		site["f.csv"] = &fstest.MapFile{Data: []byte(text)}
		r := aReader(t, site)
		b := tally.NewBuilder(r.data.Register, r.data.Indicators, r.opt.Through)
		o := &observer{r: r, file: "f.csv", builder: b, sources: map[string]bool{}}
		r.origins = []origin{{file: "f.csv"}}
		b.File("f.csv", 0)
		o.read(take)
		r.ps = append(r.ps, r.doubts.list...)
		r.ps.Sort()
		return b.Table().Years()[0].Cells(2, 0), r.data.Files, r.ps
	}
	mapped := config.Source{File: "f.csv", Columns: config.Columns{
		Period: "period", Indicator: "indicator", Area: "area", Numerator: config.Heads{"numerator"}, Denominator: config.Heads{"denominator"},
		Kind: "kind", Source: "source", Extracted: "extracted",
	}}
	cells, files, ps := judged(task{file: "f.csv"})
	cells2, files2, ps2 := judged(task{file: "f.csv", mapping: &mapped})
	for i := range ps2 { // a mapping names columns as the file does
		if ps2[i].Code == "not-a-number" {
			ps2[i].Args[3] = "numerator (pembilang)"
		}
	}
	if !slices.Equal(files, files2) || !reflect.DeepEqual(ps, ps2) || !slices.Equal(cells, cells2) {
		t.Errorf("from bytes\n%v %v %v\nfrom cells\n%v %v %v", cells, files, ps, cells2, files2, ps2)
	}
	if len(ps) < 4 {
		t.Errorf("too few problems to compare: %v", ps)
	}
}
