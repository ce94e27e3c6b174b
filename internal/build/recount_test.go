package build

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// The tables once more, worked out apart from the program: the CSVs are read with
// the standard library and grouped as a spreadsheet would, without one of our rooms.

// recount holds the sums by unit, indicator and year.
type recount struct {
	parents map[string][]string // of a desa: its kecamatan, kabupaten, puskesmas and itself
	n, d    map[[3]string]int
	quality map[[2]string]float64 // indicator, year
}

func table(t *testing.T, path string) []map[string]string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return rowsOf(t, data)
}

func rowsOf(t *testing.T, data []byte) []map[string]string {
	t.Helper()
	all, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, r := range all[1:] {
		row := map[string]string{}
		for i, head := range all[0] {
			row[head] = r[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func newRecount(t *testing.T, data string) recount {
	t.Helper()
	r := recount{parents: map[string][]string{}, n: map[[3]string]int{}, d: map[[3]string]int{}, quality: map[[2]string]float64{}}
	for _, a := range table(t, filepath.Join(data, "regions.csv")) {
		if code := a["kode"]; a["tingkat"] == "desa" {
			r.parents[code] = []string{code, a["induk"], strings.Join(strings.Split(code, ".")[:2], "."), a["puskesmas"]}
		}
	}
	for _, q := range table(t, filepath.Join(data, "quality.csv")) {
		r.quality[[2]string{q["indikator"], q["tahun"]}] = number(t, q["mutu_persen"])
	}
	files, err := filepath.Glob(filepath.Join(data, "observations", "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal("no observations", err)
	}
	for _, f := range files {
		r.add(t, table(t, f))
	}
	return r
}

// add groups rows by desa first, for a sasaran counts once a year and only of those who reported.
func (r recount) add(t *testing.T, rows []map[string]string) {
	t.Helper()
	n, d, latest := map[[3]string]int{}, map[[3]string]int{}, map[[3]string]string{}
	for _, row := range rows {
		key := [3]string{row["wilayah"], row["indikator"], row["periode"][:4]}
		if row["penyebut"] != "" && row["periode"] >= latest[key] {
			d[key], latest[key] = int(number(t, row["penyebut"])), row["periode"]
		}
		if row["pembilang"] != "" {
			n[key] += int(number(t, row["pembilang"]))
		}
	}
	for _, row := range rows {
		key := [3]string{row["wilayah"], row["indikator"], row["periode"][:4]}
		served, reported := n[key]
		if !reported && row["pembilang"] == "" {
			continue
		}
		delete(n, key) // each desa and year once
		if _, again := r.n[key]; again {
			continue
		}
		for _, unit := range r.parents[row["wilayah"]] {
			r.n[[3]string{unit, key[1], key[2]}] += served
			r.d[[3]string{unit, key[1], key[2]}] += d[key]
		}
	}
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTablesAgreeWithASecondCount(t *testing.T) {
	t.Parallel()
	files := sampleSite(t).files
	r := newRecount(t, filepath.Join(sampleDir, "data"))
	shown := 0
	for _, row := range rowsOf(t, files["data/unduhan/capaian.csv"]) {
		key := [3]string{row["kode_unit"], row["indikator"], row["periode"][:4]}
		n, reported := r.n[key]
		switch {
		case row["disensor"] == "1":
			continue
		case !reported:
			if row["status"] != "belum_lapor" || row["pembilang"] != "" {
				t.Errorf("%v has no report, yet the row says %v", key, row)
			}
			continue
		}
		shown++
		percent := ""
		if r.d[key] > 0 {
			percent = fmt.Sprintf("%.4f", 100*float64(n)/float64(r.d[key]))
		}
		if row["pembilang"] != strconv.Itoa(n) || row["penyebut"] != strconv.Itoa(r.d[key]) || row["persen"] != percent {
			t.Errorf("%v: %s of %s, %s; counted %d of %d, %s", key, row["pembilang"], row["penyebut"], row["persen"], n, r.d[key], percent)
		}
	}
	if shown < 2000 {
		t.Errorf("only %d rows were compared", shown)
	}
}

func TestIndexAgreesWithASecondCount(t *testing.T) {
	t.Parallel()
	r := newRecount(t, filepath.Join(sampleDir, "data"))
	services := []string{"bumil", "bulin", "bbl", "balita", "upd", "usprod", "lansia", "ht", "dm", "odgj", "tb", "hiv"}
	compared := 0
	for _, row := range rowsOf(t, sampleSite(t).files["data/unduhan/indeks.csv"]) {
		if row["disensor"] == "1" {
			continue
		}
		compared++
		year, sum := row["periode"][:4], 0.0
		for _, s := range services {
			key := [3]string{row["kode_unit"], s, year}
			sum += 0.8*min(100, 100*float64(r.n[key])/float64(r.d[key])) + 0.2*r.quality[[2]string{s, year}]
		}
		if want := fmt.Sprintf("%.4f", sum/12); row["indeks"] != want {
			t.Errorf("%s %s: index %s, counted %s", row["kode_unit"], year, row["indeks"], want)
		}
		if complete := strings.HasSuffix(row["periode"], "-12"); complete != (row["kategori"] != "") {
			t.Errorf("%s: category %q", row["periode"], row["kategori"])
		}
	}
	if compared != 2 {
		t.Errorf("%d indices were compared, want two years of the kabupaten", compared)
	}
}
