package dataset

import (
	"slices"
	"testing"

	"terang/internal/tally"
)

// A quarter stands at its last month, a whole year at December and counts since
// the year began.
func TestReadQuartersAndYears(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{"data/observations/2024.csv": `periode,indikator,wilayah,pembilang,penyebut,jenis_data
2024-Q1,bumil,14.10.02.2005,6,84,
TW II 2024,bumil,14.10.02.2005,9,84,bulanan
2024-TW3,bumil,14.10.02.2005,,84,
2024-Q2,bulin,14.10.02.2005,20,84,kumulatif
2024-06,bumil,14.10.02.2006,3,40,
2023,bumil,14.10.02.2006,31,40,proyeksi
2023,bumil,14.10.02.2005,50,84,bulanan
2024-Q3,bumil,14.10.02,2,,luar_wilayah
`})
	const none = tally.NoRow
	if got := cells(t, d, 2024, "14.10.02.2005", "bumil"); !slices.Equal(got, []tally.Cell{none, none, 6, none, none, 9, none, none, tally.Empty, none, none, none}) {
		t.Errorf("quarters stand at %v", got)
	}
	if got := cells(t, d, 2023, "14.10.02.2006", "bumil"); got[11] != 31 || got[10] != none {
		t.Errorf("the year stands at %v", got)
	}
	a, b := unit(t, d, "14.10.02.2005"), unit(t, d, "14.10.02.2006")
	before, y := d.Table.Years()[0], d.Table.Years()[1]
	if y.Span(a, 0) != tally.Quarter || y.Cumulative(a, 0) || y.Span(a, 1) != tally.Quarter || !y.Cumulative(a, 1) {
		t.Errorf("quarters are taken for %d and %d months", y.Span(a, 0), y.Span(a, 1))
	}
	if y.Span(b, 0) != tally.OneMonth || before.Span(b, 0) != tally.FullYear || !before.Cumulative(b, 0) || !before.Projected(b, 0) {
		t.Errorf("a month is taken for %d, a year for %d months", y.Span(b, 0), before.Span(b, 0))
	}
	if !before.Cumulative(a, 0) {
		t.Error("newly served in a whole year is served since it began")
	}
	if out := d.Table.Outside(); len(out) != 1 || out[0].Month.String() != "2024-09" {
		t.Errorf("outside = %v", out)
	}
}

// A quarter that is not over on the day of the run is in the future; the test day lies in October.
func TestAQuarterIsReportedWhenItIsOver(t *testing.T) {
	t.Parallel()
	site := siteOf(archive(t, "testdata/valid.txtar"))
	site["data/observations/2024.csv"].Data = []byte("period,indicator,area,numerator,denominator\n2024-Q4,bumil,14.10.02.2005,6,84\n2024,bumil,14.10.02.2006,6,40\n")
	_, ps := readSite(site)
	if len(ps) != 2 || ps[0].Code != "future-period" || ps[1].Code != "future-period" {
		t.Errorf("problems = %v", ps)
	}
}

// A school year stands at its June and in the year of it; July and later are read
// and counted apart until that year begins.
func TestReadSchoolYears(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{
		"data/indicators.csv": "kode,tahun\nupd,ajaran\n",
		"data/observations/2024.csv": `periode,indikator,wilayah,pembilang,penyebut,jenis_data
2022/2023,upd,14.10.02.2005,60,84,
2024,upd,14.10.02.2005,70,84,
2023-07,upd,14.10.02.2006,3,40,
2024-06,upd,14.10.02.2006,4,40,
2024-08,upd,14.10.02.2006,5,40,
`,
	})
	const none = tally.NoRow
	last := []tally.Cell{none, none, none, none, none, none, none, none, none, none, none}
	if got := cells(t, d, 2023, "14.10.02.2005", "upd"); !slices.Equal(got, append(slices.Clone(last), 60)) {
		t.Errorf("2022/2023 stands at %v", got)
	}
	if got := cells(t, d, 2024, "14.10.02.2005", "upd"); !slices.Equal(got, append(slices.Clone(last), 70)) {
		t.Errorf("2024 stands at %v", got)
	}
	if got := cells(t, d, 2024, "14.10.02.2006", "upd"); got[0] != 3 || got[11] != 4 {
		t.Errorf("July and June stand at %v", got)
	}
	if got := cells(t, d, 2025, "14.10.02.2006", "upd"); got[1] != 5 {
		t.Errorf("August stands at %v", got)
	}
	i := slices.IndexFunc(d.Files, func(f FileAccount) bool { return f.Name == "data/observations/2024.csv" })
	if f := d.Files[i]; f.Rows != 5 || f.Used != 4 || f.Ahead != 1 {
		t.Errorf("account = %+v", f)
	}
}

// A calendar year has no such name.
func TestASchoolYearOfACalendarIndicator(t *testing.T) {
	t.Parallel()
	site := siteOf(archive(t, "testdata/valid.txtar"))
	site["data/observations/2024.csv"].Data = []byte("period,indicator,area,numerator,denominator\n2022/2023,bumil,14.10.02.2005,6,84\n2022/2024,bumil,14.10.02.2005,6,84\n")
	_, ps := readSite(site)
	if len(ps) != 2 || ps[0].Code != "bad-period" || ps[1].Code != "bad-period" {
		t.Errorf("problems = %v", ps)
	}
}
