//go:build browser

package browser

import (
	"bytes"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/report"
	"terang/internal/source"
)

// reports are pages of `terang check --format html`: with all that may stand in one,
// and with nothing to tell.
func reports(t *testing.T) fstest.MapFS {
	t.Helper()
	long := "data/observations/" + strings.Repeat("laporan_puskesmas_", 8) + "2024.csv"
	var ps source.Problems
	for line := range 25 {
		ps.Warn(source.Pos{File: long, Line: line + 2, Column: 4, Width: 3}, "over-hundred",
			"indicator", "dm", "area", "Bokor", "year", "2024", "served", "36", "denominator", "34")
	}
	for _, code := range source.Codes() {
		ps.Error(source.Pos{File: "data/raw/tabel.xlsx", Sheet: "Tabel 24 KIA", Line: 7, Column: 2}, code, "value", strings.Repeat("0123456789", 5))
	}
	ps = append(ps, source.Problem{Pos: source.Pos{File: "a.csv"}, Code: "empty-file", Severity: source.Note, Rest: 3})
	ps = append(ps, source.Problem{Pos: source.Pos{File: "b.csv"}, Code: "empty-file", Severity: source.Waived, Reason: "memang kosong"})
	files := fstest.MapFS{}
	for name, in := range map[string]report.Input{
		"index.html": {Lang: "id", Title: "Portal Kesehatan Kabupaten Contoh", Date: "20 Oktober 2024", Problems: ps, Files: []report.File{
			{Name: long, Account: "1.234 baris dibaca: 1.230 dipakai, 4 dilewati", Rules: []string{"4 baris kosong"}},
			{Name: "data/regions.csv", Account: "111 baris dibaca: 111 dipakai"},
		}},
		"good.html": {Lang: "en", Date: "20 October 2024"},
	} {
		var b bytes.Buffer
		if err := report.Write(&b, in); err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b.Bytes()}
	}
	return files
}

// The page of a check is one that everybody can read, as the portal's own are.
func TestReportOfACheck(t *testing.T) {
	files := reports(t)
	shown := serve(t, files)
	for _, how := range views {
		t.Run(how.String(), func(t *testing.T) {
			t.Parallel()
			v := visit(t, shown, "index.html", how)
			demand(t, append(v.findings(t), v.barriers(t)...), "")
			demand(t, v.reflow(t, 320), "")
		})
	}
	for _, finding := range nonConforming(t, files, []string{"index.html", "good.html"}) {
		t.Error(finding)
	}
	if pdf := printed(t, shown, "index.html"); !bytes.HasPrefix(pdf, []byte("%PDF")) {
		t.Error("it does not print")
	}
}
