package banten

import (
	"strings"
	"testing"

	"terang/cmd/sampledata/made"
)

// files gives the records of each file by its path.
func files(t *testing.T) map[string][]made.Record {
	t.Helper()
	list, err := Make(nil)
	if err != nil {
		t.Fatal(err)
	}
	byPath := make(map[string][]made.Record, len(list))
	size := 0
	for _, f := range list {
		size += len(f.Body)
		if byPath[f.Path], err = made.Records(f.Body); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
	}
	if size > 5_000_000 {
		t.Errorf("the files have %d bytes, want 5,000,000 at most", size)
	}
	return byPath
}

// The domain reference §6.2 and §6.4: areas, people and puskesmas.
func TestAreasAndPuskesmas(t *testing.T) {
	data := files(t)
	levels, below, kecamatan := map[string]int{}, map[string]int{}, map[string]int{}
	for _, r := range data["data/regions.csv"] {
		levels[r["tingkat"]]++
		below[r["induk"]] += r.Number("penduduk")
		if r["tingkat"] == "kecamatan" {
			kecamatan[r["induk"]]++
		}
	}
	if levels["provinsi"] != 1 || levels["kabkota"] != 8 || levels["kecamatan"] != 155 || len(levels) != 3 {
		t.Errorf("areas: %v, want 1 province, 8 kab/kota, 155 kecamatan", levels)
	}
	for _, r := range data["data/regions.csv"] {
		if r["tingkat"] != "kecamatan" && r.Number("penduduk") != below[r["kode"]] {
			t.Errorf("%s has %s people, its parts %d", r["nama"], r["penduduk"], below[r["kode"]])
		}
	}
	if below[""] != 12_881_374 {
		t.Errorf("the province has %d people, want 12,881,374", below[""])
	}
	puskesmas, far, helped := map[string]int{}, 0, 0
	for _, f := range data["data/facilities.csv"] {
		puskesmas[f["kabkota"]]++
		if f["terpencil"] == "ya" {
			far++
			if f["telemedisin"] == "ya" {
				helped++
			}
		}
	}
	for code, want := range map[string][2]int{
		"36.01": {35, 36}, "36.02": {28, 42}, "36.03": {29, 44}, "36.04": {29, 31}, "36.71": {13, 38}, "36.72": {8, 9}, "36.73": {6, 16}, "36.74": {7, 29},
	} {
		if kecamatan[code] != want[0] || puskesmas[code] != want[1] {
			t.Errorf("%s: %d kecamatan and %d puskesmas, want %v", code, kecamatan[code], puskesmas[code], want)
		}
	}
	if len(data["data/facilities.csv"]) != 245 || far != 24 || helped != 17 {
		t.Errorf("%d puskesmas, %d hard to reach, %d of these with telemedicine; want 245, 24, 17", len(data["data/facilities.csv"]), far, helped)
	}
}

// What the pages tell: who is late, what was corrected, and that each of the
// province's two services has a year without an event.
func TestStory(t *testing.T) {
	data := files(t)
	rows := data["data/observations/spm-2024.csv"]
	came, corrections, office := map[string]bool{}, 0, 0
	for _, r := range rows {
		if r["periode"] == "2024-05" {
			came[r["wilayah"]] = true
		}
		if strings.HasPrefix(r["catatan"], "koreksi: ") {
			corrections++
		}
		if r["indikator"] == "hiv" && r["wilayah"] == "36.74" {
			office++
		}
	}
	if missing := 245 + 1 - len(came); missing != 8 || corrections != 1 || office != 5 {
		t.Errorf("%d puskesmas without May, %d corrected rows, %d rows of an office; want 8, 1, 5", missing, corrections, office)
	}
	empty := map[string]int{}
	for _, r := range data["data/observations/spm-provinsi.csv"] {
		if r["pembilang"] == "0" && r["penyebut"] == "0" {
			empty[r["indikator"]]++
		}
	}
	if empty["prov_krisis"] != 1 || empty["prov_klb"] != 1 {
		t.Errorf("years without an event: %v, want one of each", empty)
	}
	for _, path := range []string{"data/observations/spm-2023.csv", "data/observations/spm-2024.csv"} {
		over := map[string]int{}
		served := map[[2]string]int{}
		for _, r := range data[path] {
			key := [2]string{r["indikator"], r["wilayah"]}
			if served[key] += r.Number("pembilang"); served[key] > r.Number("penyebut") {
				over[r["indikator"]]++
			}
		}
		if over["bumil"]+over["ht"]+over["usprod"] > 0 {
			t.Errorf("%s: above 100 %%: %v", path, over)
		}
	}
}

// Whoever was asked from afar answered no more than that, and no more ended there.
func TestConsultations(t *testing.T) {
	all := map[string]map[string]int{}
	for _, r := range files(t)["data/observations/telemedisin.csv"] {
		key := r["periode"] + " " + r["wilayah"]
		if all[key] == nil {
			all[key] = map[string]int{}
		}
		all[key][r["indikator"]] = r.Number("pembilang")
	}
	for key, n := range all {
		if n["tele_konsultasi"] < n["tele_terjawab"] || n["tele_terjawab"] < n["tele_tuntas"] || n["tele_tuntas"] == 0 {
			t.Errorf("%s: %v", key, n)
		}
	}
}
