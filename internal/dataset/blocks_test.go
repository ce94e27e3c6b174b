package dataset

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/config"
)

// Every column of the rows that take their cells from gocsv themselves comes where
// its tag says.
func TestRowsTakeTheirCells(t *testing.T) {
	t.Parallel()
	takesItsCells(t, func(row *facilityRow) func(string, string) error { return row.UnmarshalCSVWithFields })
	takesItsCells(t, func(row *regionRow) func(string, string) error { return row.UnmarshalCSVWithFields })
}

func takesItsCells[T any](t *testing.T, hook func(*T) func(column, cell string) error) {
	t.Helper()
	var zero T
	for i, column := range columnsOf(zero) {
		var row T
		if err := hook(&row)(column, "x"); err != nil {
			t.Fatal(err)
		}
		for k := range reflect.TypeOf(row).NumField() {
			if got := reflect.ValueOf(row).Field(k).String(); (got == "x") != (k == i) {
				t.Errorf("column %s: field %d is %q", column, k, got)
			}
		}
	}
}

// Rows stand where they stand also beyond the end of a block, broken ones among them.
func TestBlocksKeepPlaces(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	b.WriteString("code,name,type,kecamatan\n")
	var want []string
	for i := range 3*blockRows + 7 {
		switch i % 100 {
		case 98:
			fmt.Fprintf(&b, "K%d,Klinik\n", i)
			want = append(want, fmt.Sprintf("data/facilities.csv:%d row-length", i+2))
		case 99:
			fmt.Fprintf(&b, "K%d,Klinik,toko,14.10.02\n", i)
			want = append(want, fmt.Sprintf("data/facilities.csv:%d:%d unknown-choice", i+2, len(fmt.Sprint(i))+10))
		default:
			fmt.Fprintf(&b, "K%d,Klinik,klinik_pratama,14.10.02\n", i)
		}
	}
	site := siteOf(archive(t, "testdata/valid.txtar"))
	site["data/facilities.csv"] = &fstest.MapFile{Data: []byte(b.String())}
	d, ps := readSite(site)
	var got []string
	for _, p := range ps {
		if p.Pos.File == facilitiesFile {
			got = append(got, p.Pos.String()+" "+string(p.Code))
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	if n := len(d.Register.Facilities); n != 3*blockRows+7-len(want) {
		t.Errorf("%d facilities", n)
	}
}

// What a further row costs is bounded: neither one of observations nor one of
// facilities asks for a piece of memory of its own.
func TestRowsAreCheap(t *testing.T) {
	allocs := func(observations, facilities int) float64 {
		site := bigSite(observations)
		var b strings.Builder
		b.WriteString("code,name,type,kecamatan,desa,lat,lon,status\n")
		for i := range facilities {
			fmt.Fprintf(&b, "K%d,Posyandu,posyandu,14.10.01,14.10.01.2001,0.9,102.6,aktif\n", i)
		}
		site["data/facilities.csv"] = &fstest.MapFile{Data: []byte(b.String())}
		cfg, _ := config.Read(site)
		return testing.AllocsPerRun(2, func() {
			if d, _ := Read(site, cfg, Options{}); len(d.Register.Facilities) != facilities {
				t.Fatalf("%d facilities", len(d.Register.Facilities))
			}
		})
	}
	few := allocs(2400, 500)
	if a := (allocs(12_000, 500) - few) / 9600; a > 0.05 { // what each month of a file needs is in it
		t.Errorf("%.3f allocations for a row of observations", a)
	}
	if a := (allocs(2400, 4500) - few) / 4000; a > 0.1 {
		t.Errorf("%.2f allocations for a facility", a)
	}
}
