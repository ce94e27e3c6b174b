package bengkalis

import (
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"terang/cmd/sampledata/made"
)

const folder = "../../../examples/bengkalis"

// files are made once for all tests, from the committed boundaries.
var files = sync.OnceValues(func() ([]made.File, error) { return Make(os.DirFS(folder)) })

// example gives the files as records by path.
func example(t *testing.T) map[string][]made.Record {
	t.Helper()
	list, err := files()
	if err != nil {
		t.Fatal(err)
	}
	byPath := map[string][]made.Record{}
	for _, f := range list {
		if byPath[f.Path], err = made.Records(f.Body); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
	}
	return byPath
}

func TestOtherBoundariesAreRefused(t *testing.T) {
	for name, data := range map[string]string{"empty": `{"features":[]}`, "broken": `{"features":`} {
		if _, err := Make(fstest.MapFS{boundaryFile: {Data: []byte(data)}}); err == nil {
			t.Errorf("%s boundaries: no error", name)
		}
	}
}

// The counts of the domain reference §6.2 and §6.4.
func TestPlaces(t *testing.T) {
	data := example(t)
	count, below, serves := map[string]int{}, map[string]int{}, map[string]int{}
	var unplaced []string
	for _, r := range data["data/regions.csv"] {
		count[r["tingkat"]]++
		below[r["induk"]] += r.Number("penduduk")
		if r["tingkat"] != "desa" {
			continue
		}
		serves[r["puskesmas"]]++
		if r["kode"][9] == '1' {
			count["kelurahan"]++
		}
		if r["lintang"] == "" {
			unplaced = append(unplaced, r["nama"])
		}
	}
	if count["kecamatan"] != 11 || count["desa"] != 155 || count["kelurahan"] != 19 {
		t.Errorf("areas: %v, want 11 kecamatan and 155 desa, 19 of them kelurahan", count)
	}
	if below[kabupaten] != 681_884 || below[""] != 681_884 {
		t.Errorf("people: %d and %d", below[kabupaten], below[""])
	}
	if strings.Join(unplaced, ", ") != "Sungai Cingam, Puteri Sembilan, Kualo Penaso" {
		t.Errorf("without a boundary: %v", unplaced)
	}
	if len(serves) != 18 || serves[""] != 0 || serves["1012598"] != 9 {
		t.Errorf("desa by puskesmas: %v, want 18 puskesmas, nine desa of Pematang Duku", serves)
	}
	codes := map[string]bool{}
	for _, f := range data["data/facilities.csv"] {
		if codes[f["kode"]] || f["jenis"] != "puskesmas" && !strings.HasPrefix(f["kode"], "X-") {
			t.Errorf("code %s", f["kode"])
		}
		codes[f["kode"]] = true
	}
}

func TestAgreementsWithNineDesa(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range example(t)["data/agreements.csv"] {
		if r["tanggal"] == "2023-09-28" && r["pihak_pertama"] == "1012598" && r["mulai"] == "2023-09-28" && r["sampai"] > r["mulai"] {
			seen[r["pihak_kedua"]] = true
		}
	}
	if len(seen) != 9 || !seen["14.03.01.2016"] || !seen["14.03.01.2031"] {
		t.Errorf("agreements with %v", seen)
	}
}

// Rows are cumulative: they fall in the one month that was corrected.
func TestCumulativeReports(t *testing.T) {
	data, falls, corrections, above := example(t), 0, 0, map[string]bool{}
	for _, year := range []string{"2022", "2023"} {
		last, reporters := map[string]int{}, map[string]bool{}
		for _, r := range data["data/observations/"+year+".csv"] {
			key := r["indikator"] + " " + r["wilayah"]
			reporters[r["periode"]+" "+r["wilayah"]] = true
			if !strings.HasPrefix(r["jenis_data"], "kumulatif ") {
				t.Fatalf("%v is not cumulative", r)
			}
			if strings.HasPrefix(r["catatan"], "koreksi: ") {
				corrections++
			}
			if r["pembilang"] == "" {
				continue
			}
			if r.Number("pembilang") < last[key] {
				falls++
			}
			last[key] = r.Number("pembilang")
			if last[key] > r.Number("penyebut") {
				above[key] = true
			}
		}
		if want := map[string]int{"2022": 18*12 - 2, "2023": 18*9 - 1}[year]; len(reporters) != want {
			t.Errorf("%s: %d reports, want %d", year, len(reporters), want)
		}
	}
	if falls != 1 || corrections != 1 {
		t.Errorf("%d falls and %d corrections, want one of each", falls, corrections)
	}
	if len(above) != 2 || !above["tb 1011320"] || !above["bbl 1011325"] {
		t.Errorf("above the sasaran: %v", above)
	}
}

// What was said in a speech is a quotation, and nothing else speaks of that money.
func TestQuotedMoney(t *testing.T) {
	quoted := 0
	for _, r := range example(t)["data/budget.csv"] {
		if (r["dikutip_dari"] != "") != (r["indikator"] == "uhc_peserta") {
			t.Errorf("%v", r)
		}
		if r["dikutip_dari"] != "" && r["jumlah"] == "84000000000" && strings.Contains(r["dikutip_dari"], "28 September 2023") {
			quoted++
		}
	}
	if quoted != 1 {
		t.Errorf("%d quotations", quoted)
	}
}

// The insurance passes the bar of 2023 in its third quarter, its segments adding up.
func TestInsurance(t *testing.T) {
	sums, quarters := map[string]int{}, map[string]bool{}
	members, people, active := 0, 0, 0
	for _, r := range example(t)["data/observations/jkn.csv"] {
		quarters[r["periode"]] = true
		switch r["indikator"] {
		case "uhc_peserta":
			members, people = r.Number("pembilang"), r.Number("penyebut")
			sums[r["periode"]] -= members
		case "uhc_aktif":
			if active = r.Number("pembilang"); r.Number("penyebut") != members || active > members {
				t.Errorf("%v", r)
			}
		default:
			sums[r["periode"]] += r.Number("pembilang")
		}
	}
	for period, rest := range sums {
		if rest != 0 {
			t.Errorf("%s: the segments differ by %d", period, rest)
		}
	}
	if len(quarters) != 7 || 100*members <= 95*people || 100*active <= 80*members {
		t.Errorf("%d quarters; %d of %d, %d active", len(quarters), members, people, active)
	}
}

// Every puskesmas plans and reviews; two in three hold all of their workshops.
func TestRoundOfThePuskesmas(t *testing.T) {
	count := map[string]map[string]int{}
	for _, r := range example(t)["data/meetings.csv"] {
		if r["tanggal"] > "2023-10-20" {
			t.Errorf("%v is yet to come", r)
		}
		key := r["tanggal"][:4] + " " + r["puskesmas"]
		if count[key] == nil {
			count[key] = map[string]int{}
		}
		count[key][r["jenis"]]++
	}
	full := 0
	for key, c := range count {
		if c["perencanaan"] != 1 || c["penilaian"] == 0 {
			t.Errorf("%s: %v", key, c)
		}
		if strings.HasPrefix(key, "2022") && c["lokmin_bulanan"] == 12 && c["lokmin_triwulan"] == 4 {
			full++
		}
	}
	if len(count) != 36 || full != 12 {
		t.Errorf("%d years of puskesmas, %d complete; want 36 and 12", len(count), full)
	}
}
