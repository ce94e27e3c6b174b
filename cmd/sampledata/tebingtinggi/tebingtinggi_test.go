package tebingtinggi

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"terang/cmd/sampledata/made"
)

const root = "../../../examples/tebing-tinggi"

// data makes the files from the committed boundaries, as records by path.
func data(t *testing.T) map[string][]made.Record {
	t.Helper()
	files, err := Make(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string][]made.Record{}
	for _, f := range files {
		if byPath[f.Path], err = made.Records(f.Body); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
	}
	return byPath
}

func TestBoundariesThatDoNotFitAreRefused(t *testing.T) {
	if _, err := Make(fstest.MapFS{}); err == nil {
		t.Error("no boundaries: no error")
	}
	for name, body := range map[string]string{"empty": `{"features":[]}`, "broken": `{"features":`} {
		if _, err := Make(fstest.MapFS{boundaryFile: {Data: []byte(body)}}); err == nil {
			t.Errorf("%s boundaries: no error", name)
		}
	}
}

// The city has 5 kecamatan, 35 kelurahan and no desa, and 9 puskesmas that serve them all.
func TestTheCity(t *testing.T) {
	d := data(t)
	count, people, served := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range d["data/regions.csv"] {
		count[r["tingkat"]]++
		people[r["tingkat"]] += r.Number("penduduk")
		if r["tingkat"] == "desa" {
			served[r["puskesmas"]]++
			if number := r["kode"][strings.LastIndexByte(r["kode"], '.')+1:]; number[0] != '1' {
				t.Errorf("%s %s is no kelurahan", r["kode"], r["nama"])
			}
		}
	}
	if count["kabkota"] != 1 || count["kecamatan"] != 5 || count["desa"] != 35 {
		t.Errorf("areas: %v", count)
	}
	for level, n := range people {
		if n != cityPeople {
			t.Errorf("%s: %d people, want %d", level, n, cityPeople)
		}
	}
	kinds := map[string]int{}
	for _, r := range d["data/facilities.csv"] {
		kinds[r["jenis"]]++
		if r["jenis"] == "puskesmas" && served[r["kode"]] == 0 {
			t.Errorf("%s serves no kelurahan", r["nama"])
		}
		if r["jenis"] != "puskesmas" && r["jenis"] != "rs" && !strings.HasPrefix(r["kode"], "X-") {
			t.Errorf("%s has a code that looks real", r["nama"])
		}
		if r["jenis"] != "rs" && r["desa"] == "" {
			t.Errorf("%s is nowhere", r["nama"])
		}
	}
	if kinds["puskesmas"] != 9 || kinds["rs"] != 6 || len(served) != 9 {
		t.Errorf("facilities: %v; %d puskesmas serve", kinds, len(served))
	}
}

// None of the 12 services reaches 100 % in the city, though some kelurahan pass it.
func TestNoneReachesAHundred(t *testing.T) {
	d := data(t)
	for _, path := range []string{"data/observations/2023.csv", "data/observations/2024.csv"} {
		n, all := map[string]int{}, map[string]int{}
		type cell struct{ service, kelurahan string }
		served, needed := map[cell]int{}, map[cell]int{}
		for _, r := range d[path] {
			if !strings.Contains(r["periode"], "-TW") {
				t.Fatalf("%s: %s is no quarter", path, r["periode"])
			}
			c := cell{r["indikator"], r["wilayah"]}
			n[c.service] += r.Number("pembilang")
			served[c] += r.Number("pembilang")
			needed[c] = r.Number("penyebut")
		}
		over := 0
		for c, d := range needed {
			all[c.service] += d
			if served[c] > d {
				over++
			}
		}
		if len(n) != 12 {
			t.Errorf("%s: %d services, want 12", path, len(n))
		}
		for service := range n {
			if n[service] >= all[service] {
				t.Errorf("%s: %s reaches %d of %d", path, service, n[service], all[service])
			}
		}
		if strings.Contains(path, "2023") && over != 4 {
			t.Errorf("%s: %d kelurahan above 100 %%, want 4", path, over)
		}
	}
}

// Two quarters of 2024, one corrected row, five kelurahan that are awaited.
func TestTheStory(t *testing.T) {
	d := data(t)
	sent, corrected, late := map[string]map[string]int{}, 0, 0
	for _, r := range d["data/observations/2024.csv"] {
		if sent[r["periode"]] == nil {
			sent[r["periode"]] = map[string]int{}
		}
		sent[r["periode"]][r["wilayah"]]++
		if strings.HasPrefix(r["catatan"], "koreksi: ") {
			corrected++
		}
		if strings.HasPrefix(r["catatan"], "terlambat") {
			late++
		}
	}
	if len(sent) != 2 || len(sent["2024-TW1"]) != 35 || len(sent["2024-TW2"]) != 33 {
		t.Errorf("quarters of 2024: %d, %d, %d kelurahan", len(sent), len(sent["2024-TW1"]), len(sent["2024-TW2"]))
	}
	for _, k := range []string{"12.76.04.1002", "12.76.04.1003", "12.76.04.1007"} {
		if sent["2024-TW2"][k] != 9 {
			t.Errorf("%s sent %d services in the second quarter, want 9", k, sent["2024-TW2"][k])
		}
	}
	if corrected != 1 || late == 0 {
		t.Errorf("%d corrected, %d late", corrected, late)
	}
	sectors := map[string]int{}
	for _, r := range d["data/commitments.csv"] {
		sectors[r["sektor"]]++
	}
	if len(sectors) != 2 || sectors["lintas program"] == 0 || sectors["lintas sektor"] == 0 {
		t.Errorf("sectors: %v", sectors)
	}
}
