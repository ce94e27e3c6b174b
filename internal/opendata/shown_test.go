package opendata

import (
	"slices"
	"strings"
	"testing"
)

// TestPageTellsWhatItShows makes the files of a page of no place: its figures and no others, each once, and
// its other tables, whose texts no spreadsheet runs.
func TestPageTellsWhatItShows(t *testing.T) {
	s := New(small(t))
	year := s.years[len(s.years)-1]
	shown := Shown{
		Years:  []Told{{utara, 0, year}, {kabupaten, 0, year}, {utara, 0, year}, {utara, 0, 1999}},
		Months: []Told{{kabupaten, 0, year}},
		Cells: []Cell{
			{Period: "2024", Table: "indeks", Title: "=Indeks", Row: 1, Head: "@2024", Column: "Nilai", Value: "72.05", Text: "72,05"},
			{Period: "2024-09", Table: "indeks", Title: "Indeks", Row: 2, Code: "99.01", Head: "Uji", Column: "Lapor", Part: "3", Whole: "5", Text: "3/5"},
			{Period: "2024-09", Table: "indeks", Title: "Indeks", Row: 3, Head: "Uji", Column: "Nilai", Hidden: true, Text: "✱"},
		},
	}
	page := s.Page("Klaster", "https://x/klaster/2.html").With(shown)
	var units []string
	for _, r := range cellsOf(t, page.Years(nil))[1:] {
		units = append(units, r[2]+" "+r[4]+" "+r[0][:4])
	}
	if got := strings.Join(units, ", "); got != "99.01 bumil 2024, 99.01.01 bumil 2024" {
		t.Errorf("the page tells %s", got)
	}
	want := cellsOf(t, page.Cells(nil))
	if got := strings.Join(want[1], "|"); got != "2024|indeks|'=Indeks|1||'@2024|Nilai|72.05|||||||0|72,05" {
		t.Errorf("the first cell is %s", got)
	}
	body, err := page.Workbook()
	if err != nil {
		t.Fatal(err)
	}
	got, _ := sheetOf(t, body, "Tabel lain", len(want[0]), 0)
	if !slices.EqualFunc(got, want, func(a, b []string) bool { return slices.EqualFunc(a, b, alike) }) {
		t.Errorf("the sheet says %q, the table %q", got, want)
	}
	if other := s.Page("Klaster", "https://x/klaster/2.html").With(Shown{Cells: shown.Cells[:2]}); other.Mark() == page.Mark() {
		t.Error("other tables, the same mark")
	}
	if place := s.Place(utara, "Utara", "").With(Shown{Years: []Told{{utara, 0, year}}}); string(place.Years(nil)) != string(s.Place(utara, "Utara", "").Years(nil)) {
		t.Error("what the tables of a place hold is told twice")
	}
}
