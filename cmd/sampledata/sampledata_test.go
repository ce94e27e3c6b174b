package main

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const root = "../.."

// sample generates the files once a test, from the committed boundaries, as records by path.
func sample(t *testing.T) (map[string][]record, []file) {
	t.Helper()
	files, err := generate(boundaries(t))
	if err != nil {
		t.Fatal(err)
	}
	byPath := make(map[string][]record, len(files))
	for _, f := range files {
		byPath[f.path] = parse(t, f)
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

func parse(t *testing.T, f file) []record {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(f.body)).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", f.path, err)
	}
	var out []record
	for _, row := range rows[1:] {
		r := record{}
		for i, cell := range row {
			r[rows[0][i]] = cell
		}
		out = append(out, r)
	}
	return out
}

func TestTwoRunsGiveTheSameBytes(t *testing.T) {
	_, first := sample(t)
	_, second := sample(t)
	for i, f := range first {
		if f.path != second[i].path || !bytes.Equal(f.body, second[i].body) {
			t.Errorf("%s differs between two runs", f.path)
		}
	}
}

func TestCommittedDataIsWhatIsGenerated(t *testing.T) {
	_, files := sample(t)
	for _, f := range files {
		committed, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(f.path)))
		if err != nil {
			t.Error(err)
			continue
		}
		if !bytes.Equal(committed, f.body) {
			t.Errorf("%s is not what the generator writes: run go run ./cmd/sampledata", f.path)
		}
	}
}

func TestRunWritesWhatGenerateGives(t *testing.T) {
	dir := t.TempDir()
	if err := run(dir); err == nil {
		t.Fatal("no error without boundaries")
	}
	path := filepath.Join(dir, filepath.FromSlash(boundaryFile))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, boundaries(t), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := run(dir); err != nil {
		t.Fatal(err)
	}
	_, files := sample(t)
	for _, f := range files {
		written, err := os.ReadFile(filepath.Join(dir, filepath.FromSlash(f.path)))
		if err != nil || !bytes.Equal(written, f.body) {
			t.Errorf("%s: not written as generated (%v)", f.path, err)
		}
	}
}

func TestBoundariesThatDoNotFitAreRefused(t *testing.T) {
	for name, data := range map[string]string{"empty": `{"features":[]}`, "broken": `{"features":`} {
		if _, err := generate([]byte(data)); err == nil {
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
		below[r["induk"]] += r.number("penduduk")
	}
	if count["kabkota"] != 1 || count["kecamatan"] != 9 || count["desa"] != 101 {
		t.Errorf("areas: %v, want 1 kabupaten, 9 kecamatan, 101 desa", count)
	}
	for _, r := range regions {
		if r["tingkat"] != "desa" && r.number("penduduk") != below[r["kode"]] {
			t.Errorf("%s has %s people, its parts %d", r["nama"], r["penduduk"], below[r["kode"]])
		}
		if r["tingkat"] == "desa" && r.number("penduduk") < 300 {
			t.Errorf("%s has %s people", r["nama"], r["penduduk"])
		}
	}
	if regions[0].number("penduduk") != 211997 {
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
		if at := (point{units(t, f["bujur"]), units(t, f["lintang"])}); !d.outline.contains(at) {
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
	return int64(math.Round(f * perDegree))
}

func TestContains(t *testing.T) {
	square := []point{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}}
	hole := []point{{4, 4}, {6, 4}, {6, 6}, {4, 6}, {4, 4}}
	o := outline{square, hole}
	for p, want := range map[point]bool{{1, 1}: true, {5, 5}: false, {9, 2}: true, {11, 5}: false, {-1, 5}: false} {
		if o.contains(p) != want {
			t.Errorf("contains(%v) = %v, want %v", p, !want, want)
		}
	}
}

func TestShareDealsAll(t *testing.T) {
	got := drawFor("test").share(1000, []int{1, 0, 3})
	if got[0]+got[1]+got[2] != 1000 || got[1] != 0 || got[2] < 2*got[0] {
		t.Errorf("share gave %v", got)
	}
	if none := drawFor("test").share(5, []int{0, 0}); none[0] != 0 || none[1] != 0 {
		t.Errorf("share over nothing gave %v", none)
	}
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
