package dataset

import (
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"pgregory.net/rapid"

	"terang/internal/config"
	"terang/internal/source"
)

// someCells are what random files hold: mostly what is right, in every spelling,
// and some of each thing that is wrong.
var someCells = map[string][]string{
	"period": {
		"2024-06", "2024-07", "2024-08", "2024-08", " 2024-07", "202409", "2024-Q1", "2023", "2022/2023", "2024-10", "2024-11",
		"2024-13", "", "\"2024-08\"",
	},
	"indicator": {
		"bumil", "bulin", "upd", "ht", "jiwa", "odgj", "kader", "bumill", "", " bulin", "\"ht\"", "ht ",
	},
	"area": {
		"14.10.02.2005", "14.10.02.2005", "14.10.02.2006", "14.10.02", "1410022005", "1011352", "14.10.03.1001", "K1", "14.11", "99.99",
		"1.06038E+06", "", "\"14.10.02.2005\"", "14.10.02.2006\u00a0",
	},
	"numerator":   {"0", "1", "6", "17", "1.234", "1,5", "", "-", "n/a", "-3", "12 orang", "2147483648", "007", "\"5\""},
	"denominator": {"84", "84", "84", "84", "85", "0", "1.234", "", "-", "87%", "123456789", "1234567890", "\"84\""},
	"kind":        {"", "", "", "bulanan", "kumulatif", "keadaan", "luar_wilayah", "kumulatif proyeksi", "proyeksi", "x", "\"proyeksi\""},
	"source":      {"", "ePuskesmas", "ePuskesmas", "Komdat", "\"A,B\"", "A\"B", "3201010101010001", "é", "\xe9"},
	"percent":     {"", "", "7,1", "0.5", "100%", "x"},
	"name":        {"", "", "Bokor", "Desa Bokor", "Anak Setatah", "UPT Puskesmas Tanjungsamak", "\xe9"},
	"extracted":   {"", "2024-09-05", "2024-09-05", "2024-09-06", "2024-13-05", "x"},
	"note": {
		"", "a", "\"two\nlines\"", "\"two\r\nlines\"", "\"open", "3201010101010001", "'3201010101010001", "hub. 0812-3456-7890", "siti@example.com", "a longer note than others",
		strings.Repeat("x", 300), strings.Repeat("x", longestCell+1),
	},
}

// someFile draws a file of observations. Cells that stand in the row before are
// more likely than others, as in real files; some files are damaged in places.
func someFile(t *rapid.T) string {
	columns := rapid.Permutation(observationColumns.known).Draw(t, "columns")
	if rapid.Bool().Draw(t, "few") {
		columns = observationColumns.required
	}
	if rapid.Bool().Draw(t, "canonical") {
		columns = observationColumns.known
	}
	dirt := rapid.SampledFrom([]int{0, 0, 1, 20, 100}).Draw(t, "dirt")
	end := rapid.SampledFrom([]string{"\n", "\n", "\r\n"}).Draw(t, "end")
	delim := rapid.SampledFrom([]string{",", ",", ";"}).Draw(t, "delimiter")
	var b strings.Builder
	b.WriteString(strings.Join(columns, delim) + end)
	percent := rapid.IntRange(0, 99)
	cells := make([]string, len(columns))
	for range rapid.IntRange(0, 60).Draw(t, "rows") {
		for i, column := range columns {
			all := someCells[column]
			switch p := percent.Draw(t, "p"); {
			case p < dirt:
				cells[i] = rapid.SampledFrom(all).Draw(t, column)
			case p < 60 || cells[i] == "":
				cells[i] = rapid.SampledFrom(all[:3]).Draw(t, column)
			}
		}
		b.WriteString(strings.Join(cells, delim))
		if percent.Draw(t, "odd") < dirt/2 {
			b.WriteString(rapid.SampledFrom([]string{delim, end, "\r", "\"", end + end, end + " " + end, end + delim + delim}).Draw(t, "oddity"))
		}
		b.WriteString(end)
	}
	text := []byte(b.String())
	for range rapid.SampledFrom([]int{0, 0, 0, 1, 8}).Draw(t, "damages") {
		at := rapid.IntRange(0, len(text)-1).Draw(t, "at")
		text[at] = rapid.SampledFrom([]byte("\n\r\t \",;-.0189bk\x00\xe9")).Draw(t, "sign")
	}
	return string(text)
}

// Whoever reads it, and in whatever pieces, a file says the same: the same table,
// problems and accounts, in the same order.
func TestPiecesAndWorkersDoNotMatter(t *testing.T) {
	t.Parallel()
	valid := archive(t, "testdata/valid.txtar")
	taken := 0
	rapid.Check(t, func(t *rapid.T) {
		site := siteOf(valid)
		site["data/indicators.csv"] = &fstest.MapFile{Data: []byte("kode,tahun,jenis\nupd,ajaran,\nkader,,jumlah\n")}
		for _, name := range []string{"data/observations/a.csv", "data/observations/b.csv"} {
			site[name] = &fstest.MapFile{Data: []byte(someFile(t))}
		}
		want, wantProblems := readWith(site, func(r *reader) { r.workers, r.slow = 1, true })
		checkAccounts(t, want)
		checkRefusals(t, want, wantProblems)
		for _, f := range want.Files {
			taken += f.Used
		}
		for name, with := range map[string]func(*reader){
			"quick":              func(*reader) {},
			"pieces":             func(r *reader) { r.workers, r.chunkSize = 1, rapid.IntRange(1, 300).Draw(t, "size") },
			"workers":            func(r *reader) { r.workers, r.chunkSize = 3, rapid.IntRange(1, 300).Draw(t, "size") },
			"workers, not quick": func(r *reader) { r.workers, r.chunkSize, r.slow = 2, 60, true },
		} {
			got, ps := readWith(site, with)
			if !reflect.DeepEqual(ps, wantProblems) {
				t.Fatalf("%s: problems\n%v\nwant\n%v", name, ps, wantProblems)
			}
			got.Place, want.Place = nil, nil
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("%s:\n%+v\nwant\n%+v", name, got, want)
			}
		}
	})
	if taken < 100 {
		t.Errorf("only %d rows were compared", taken)
	}
}

// A heading has its place in the file, however many pieces without a row lie above it.
func TestHeadingBehindBlankPieces(t *testing.T) {
	t.Parallel()
	site := siteOf(archive(t, "testdata/valid.txtar"))
	site["data/observations/a.csv"] = &fstest.MapFile{Data: []byte("\n\n\nperiod,indicator,rea,numerator,denominator\n")}
	for _, size := range []int{1, 2, chunkSize} {
		_, ps := readWith(site, func(r *reader) { r.chunkSize = size })
		for _, want := range []string{"data/observations/a.csv:4 missing-column", "data/observations/a.csv:4:18 unknown-column"} {
			if !slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Pos.String()+" "+string(p.Code) == want }) {
				t.Errorf("pieces of %d: %v, want %s", size, ps, want)
			}
		}
	}
}

// readWith reads a site with a reader that was changed.
func readWith(site fstest.MapFS, change func(*reader)) (*Data, source.Problems) {
	cfg, _ := config.Read(site)
	r := newReader(site, cfg, Options{Date: testDay})
	change(r)
	r.read()
	return r.data, r.ps
}
