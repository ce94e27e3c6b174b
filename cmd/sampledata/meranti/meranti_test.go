package meranti

import (
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"terang/cmd/sampledata/made"
)

const root = "../../.."

// sample generates the files once a test, from the committed boundaries, as records by path.
func sample(t *testing.T) (map[string][]made.Record, []made.File) {
	t.Helper()
	files, err := Make(os.DirFS(root))
	if err != nil {
		t.Fatal(err)
	}
	byPath := make(map[string][]made.Record, len(files))
	for _, f := range files {
		if byPath[f.Path], err = made.Records(f.Body); err != nil {
			t.Fatalf("%s: %v", f.Path, err)
		}
	}
	return byPath, files
}

func boundaries(t *testing.T) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(root, boundaryFile))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestBoundariesThatDoNotFitAreRefused(t *testing.T) {
	for name, data := range map[string]string{"empty": `{"features":[]}`, "broken": `{"features":`} {
		if _, err := Make(fstest.MapFS{boundaryFile: {Data: []byte(data)}}); err == nil {
			t.Errorf("%s boundaries: no error", name)
		}
	}
}

func TestRegionsAddUp(t *testing.T) {
	data, _ := sample(t)
	regions := data["data/regions.csv"]
	count, below := map[string]int{}, map[string]int{}
	for _, r := range regions {
		count[r["tingkat"]]++
		below[r["induk"]] += r.Number("penduduk")
	}
	if count["kabkota"] != 1 || count["kecamatan"] != 9 || count["desa"] != 101 {
		t.Errorf("areas: %v, want 1 kabupaten, 9 kecamatan, 101 desa", count)
	}
	for _, r := range regions {
		if r["tingkat"] != "desa" && r.Number("penduduk") != below[r["kode"]] {
			t.Errorf("%s has %s people, its parts %d", r["nama"], r["penduduk"], below[r["kode"]])
		}
		if r["tingkat"] == "desa" && r.Number("penduduk") < 300 {
			t.Errorf("%s has %s people", r["nama"], r["penduduk"])
		}
	}
	if regions[0].Number("penduduk") != 211997 {
		t.Errorf("the kabupaten has %s people, want 211997", regions[0]["penduduk"])
	}
}

func TestEveryDesaIsServedByAPuskesmas(t *testing.T) {
	data, _ := sample(t)
	seat := map[string]string{}
	for _, f := range data["data/facilities.csv"] {
		if f["jenis"] == "puskesmas" {
			seat[f["kode"]] = f["kecamatan"]
		}
	}
	if len(seat) != 10 {
		t.Fatalf("%d puskesmas, want 10", len(seat))
	}
	serves, abroad := map[string]int{}, 0
	for _, r := range data["data/regions.csv"] {
		if r["tingkat"] != "desa" {
			continue
		}
		home, known := seat[r["puskesmas"]]
		if !known {
			t.Errorf("%s is served by %q", r["nama"], r["puskesmas"])
		}
		serves[r["puskesmas"]]++
		if home != r["induk"] {
			abroad++
		}
	}
	if len(serves) != 10 {
		t.Errorf("%d puskesmas serve a desa, want 10", len(serves))
	}
	if abroad != 2 {
		t.Errorf("%d desa are served from another kecamatan, want 2", abroad)
	}
}

func TestFacilities(t *testing.T) {
	data, _ := sample(t)
	kinds, codes := map[string]int{}, map[string]bool{}
	p := placed(t)
	for _, f := range data["data/facilities.csv"] {
		kinds[f["jenis"]]++
		if codes[f["kode"]] {
			t.Errorf("code %s twice", f["kode"])
		}
		codes[f["kode"]] = true
		if f["jenis"] != "puskesmas" && !strings.HasPrefix(f["kode"], "X-") {
			t.Errorf("made-up facility %s has a code that looks real", f["kode"])
		}
		d := p.desaOf(f["desa"])
		if d == nil {
			t.Fatalf("%s lies in unknown desa %q", f["kode"], f["desa"])
		}
		if at := (made.Point{X: units(t, f["bujur"]), Y: units(t, f["lintang"])}); !d.outline.Contains(at) {
			t.Errorf("%s at %s, %s lies outside %s", f["kode"], f["lintang"], f["bujur"], d.name)
		}
		if strings.Contains(f["layanan"], ",") {
			t.Errorf("%s: services are parted by semicolons, not %q", f["kode"], f["layanan"])
		}
		if (f["status_ilp"] != "") != (f["jenis"] == "puskesmas") {
			t.Errorf("%s, %s: ILP status %q", f["kode"], f["jenis"], f["status_ilp"])
		}
	}
	if kinds["puskesmas"] != 10 || kinds["klinik_pratama"] != 5 || kinds["tpmd"] != 28 {
		t.Errorf("facilities: %v, want 10 puskesmas, 5 klinik_pratama, 28 tpmd", kinds)
	}
	if kinds["posyandu"] < 101 || kinds["pustu"] < 30 {
		t.Errorf("facilities: %v, want a posyandu in every desa and pustu in many", kinds)
	}
}

func placed(t *testing.T) *portal {
	t.Helper()
	p, err := readTables()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.placeDesa(boundaries(t)); err != nil {
		t.Fatal(err)
	}
	return p
}

func units(t *testing.T, degrees string) int64 {
	t.Helper()
	f, err := strconv.ParseFloat(degrees, 64)
	if err != nil {
		t.Fatal(err)
	}
	return int64(math.Round(f * made.PerDegree))
}

func TestAgreementsNameEveryPractice(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "content/kegiatan/rakor-kemitraan-layanan-primer.md"))
	if err != nil {
		t.Fatal(err)
	}
	p := placed(t)
	for _, n := range p.network {
		if got := strings.Count(string(text), n.code+","); got != 1 {
			if got += strings.Count(string(text), n.code+"]"); got != 1 {
				t.Errorf("%s stands in %d agreements, want 1", n.code, got)
			}
		}
	}
}
