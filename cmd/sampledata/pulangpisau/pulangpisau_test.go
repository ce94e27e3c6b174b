package pulangpisau

import (
	"strings"
	"testing"

	"terang/cmd/sampledata/made"
)

// example makes the files, as records by path.
func example(t *testing.T) map[string][]made.Record {
	t.Helper()
	files, err := Make(nil)
	if err != nil {
		t.Fatal(err)
	}
	byPath := make(map[string][]made.Record, len(files))
	for _, f := range files {
		if byPath[f.Path], err = made.Records(f.Body); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
	}
	return byPath
}

// The counts are those of domain reference §6.2 and §6.4.
func TestAreas(t *testing.T) {
	count, below, urban := map[string]int{}, map[string]int{}, 0
	regions := example(t)["data/regions.csv"]
	for _, r := range regions {
		count[r["tingkat"]]++
		below[r["induk"]] += r.Number("penduduk")
		if r["tingkat"] == "desa" {
			if r["kode"][9] == '1' {
				urban++
			}
			if r["puskesmas"] == "" || r.Number("penduduk") < 250 {
				t.Errorf("%s: served by %q, %s people", r["nama"], r["puskesmas"], r["penduduk"])
			}
		}
	}
	if count["kabkota"] != 1 || count["kecamatan"] != 8 || count["desa"] != 99 || urban != 4 {
		t.Errorf("areas %v, %d kelurahan, want 8 kecamatan, 99 desa and kelurahan, 4 of them kelurahan", count, urban)
	}
	for _, r := range regions {
		if r["tingkat"] != "desa" && r.Number("penduduk") != below[r["kode"]] {
			t.Errorf("%s has %s people, its parts %d", r["nama"], r["penduduk"], below[r["kode"]])
		}
	}
	if regions[0].Number("penduduk") != 144663 {
		t.Errorf("%s people", regions[0]["penduduk"])
	}
}

// One puskesmas began, nine follow, one prepares, one has not begun; a pustu or
// posyandu never runs before its puskesmas.
func TestRollOut(t *testing.T) {
	since, status, first := map[string]string{}, map[string]int{}, 0
	facilities := example(t)["data/facilities.csv"]
	for _, f := range facilities {
		if f["jenis"] != "puskesmas" {
			continue
		}
		status[f["ilp_status"]]++
		since[f["kode"]] = f["ilp_mulai"]
		if f["ilp_status"] == "berjalan" && f["ilp_mulai"] < "2024" {
			first++
		}
	}
	if len(since) != 12 || first != 1 || status["berjalan"] != 10 || status["persiapan"] != 1 || status["belum"] != 1 {
		t.Errorf("%d puskesmas, %d began first, %v", len(since), first, status)
	}
	for _, f := range facilities {
		if f["jenis"] != "pustu" && f["jenis"] != "posyandu" {
			continue
		}
		if f["ilp_status"] == "" || f["ilp_status"] == "berjalan" && (f["ilp_mulai"] < since[f["puskesmas"]] || f["ilp_mulai"] > "2025-05") {
			t.Errorf("%s: %s since %s, its puskesmas since %s", f["nama"], f["ilp_status"], f["ilp_mulai"], since[f["puskesmas"]])
		}
	}
}

// Two desa have neither pustu nor posyandu, four no posyandu; each posyandu stands in a dusun or RW.
func TestNetwork(t *testing.T) {
	data := example(t)
	pustu, posyandu, unsaid := map[string]bool{}, map[string]bool{}, 0
	for _, f := range data["data/facilities.csv"] {
		switch f["jenis"] {
		case "puskesmas", "pustu":
			pustu[f["desa"]] = true
		case "posyandu":
			posyandu[f["desa"]] = true
			if !strings.HasPrefix(f["alamat"], "Dusun ") && !strings.HasPrefix(f["alamat"], "RW ") {
				t.Errorf("%s stands in %q", f["nama"], f["alamat"])
			}
			if f["jumlah_kader"] == "" {
				unsaid++
			}
		}
		if made := f["jenis"] != "puskesmas" && f["jenis"] != "rs"; made != strings.HasPrefix(f["kode"], "X-") {
			t.Errorf("%s has the code %s", f["nama"], f["kode"])
		}
	}
	var neither, none []string
	for _, r := range data["data/regions.csv"] {
		if r["tingkat"] == "desa" && !posyandu[r["kode"]] {
			none = append(none, r["nama"])
			if !pustu[r["kode"]] {
				neither = append(neither, r["nama"])
			}
		}
	}
	if got := strings.Join(none, ", "); got != "Papuyu III Sei. Pudak, Balukon, Kasali Baru, Sei Bakau" {
		t.Errorf("without posyandu: %s", got)
	}
	if got := strings.Join(neither, ", "); got != "Kasali Baru, Sei Bakau" || unsaid != 1 {
		t.Errorf("with neither: %s; %d posyandu without kader", got, unsaid)
	}
}

type pair struct{ place, indicator string }

func TestReports(t *testing.T) {
	data := example(t)
	served, need, last, places := map[pair]int{}, map[pair]int{}, map[pair]string{}, map[string]bool{}
	corrections, empty, late := 0, 0, 0
	for _, file := range []string{"2024", "2025", "puskesmas", "sekolah"} {
		for _, r := range data["data/observations/"+file+".csv"] {
			k := pair{r["wilayah"], r["indikator"]}
			last[k] = r["periode"]
			if r["pembilang"] == "" {
				empty++
			}
			if strings.HasPrefix(r["catatan"], "koreksi: ") {
				corrections++
			}
			if r["catatan"] == "terlambat dilaporkan" {
				late++
			}
			if r["periode"] >= "2025" && r["indikator"] != "upd" {
				served[k] += r.Number("pembilang")
				need[k] = r.Number("penyebut")
				if strings.Count(k.place, ".") == 3 {
					places[k.place] = true
				}
			}
		}
	}
	if len(places) != 99 || corrections != 1 || empty != 6 || late == 0 {
		t.Errorf("%d desa report 2025, %d corrections, %d empty numerators, %d late rows", len(places), corrections, empty, late)
	}
	for k, n := range served {
		if n > need[k] {
			t.Errorf("%v: %d of %d in five months", k, n, need[k])
		}
		if k.indicator == "bumil" && n > served[pair{k.place, "k1"}] {
			t.Errorf("%s: more last visits than first ones", k.place)
		}
	}
	for _, r := range data["data/regions.csv"] {
		want := "2025-05"
		if r["puskesmas"] == tangkahen {
			want = "2025-04"
		}
		if r["tingkat"] == "desa" && last[pair{r["kode"], "bumil"}] != want {
			t.Errorf("%s last reported in %s, want %s", r["nama"], last[pair{r["kode"], "bumil"}], want)
		}
	}
	for _, s := range []string{"odgj", "tb", "hiv"} {
		for k := range last {
			if k.indicator == s && strings.Contains(k.place, ".") {
				t.Errorf("%s of %s: too few people to report by desa", s, k.place)
			}
		}
	}
}

// Some desa pass 100 % in the finished year, for a reason that the story gives.
func TestMoreServedThanExpectedOnlyWhereMeant(t *testing.T) {
	data := example(t)
	served, need := map[pair]int{}, map[pair]int{}
	for _, r := range data["data/observations/2024.csv"] {
		k := pair{r["wilayah"], r["indikator"]}
		served[k] += r.Number("pembilang")
		need[k] = r.Number("penyebut")
	}
	over := 0
	for k, n := range served {
		if n <= need[k] {
			continue
		}
		over++
		if _, meant := exceptional(k.place, k.indicator, 0); !meant {
			t.Errorf("%v: %d of %d", k, n, need[k])
		}
	}
	if over != 3 {
		t.Errorf("%d desa and indicators above all, want 3", over)
	}
}
