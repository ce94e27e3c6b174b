package country

import (
	"maps"
	"os"
	"testing"

	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/health"
)

// read reads what was made of a part, which must have no error and no row that is not used.
func read(t *testing.T, part Part) (data *dataset.Data, rows int) {
	t.Helper()
	dir := t.TempDir()
	if err := Write(dir, part); err != nil {
		t.Fatal(err)
	}
	root := os.DirFS(dir)
	cfg, ps := config.Read(root)
	data, found := dataset.Read(root, cfg, dataset.Options{Date: health.DateOf(2026, 1, 20)})
	if ps = append(ps, found...); ps.HasErrors() {
		t.Fatal(ps)
	}
	for _, f := range data.Files {
		if f.Used != f.Rows {
			t.Errorf("%s: %d of %d rows are used", f.Name, f.Used, f.Rows)
		}
		rows += f.Rows
	}
	return data, rows
}

func levels(data *dataset.Data) map[health.Level]int {
	count := map[health.Level]int{}
	for _, a := range data.Register.Areas {
		count[a.Level]++
	}
	return count
}

// The country is what a site of it needs: every area, every puskesmas, and reports that
// are read without an error.
func TestTheCountryIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads 120 MB")
	}
	data, rows := read(t, Part{Area: Whole})
	if count := levels(data); count[health.Provinsi] != 38 || count[health.Kabkota] != 514 || count[health.Kecamatan] != 7285 || count[health.Desa] != 83762 {
		t.Errorf("areas: %v", count)
	}
	if n := len(data.Register.Puskesmas()); n < 10_000 || rows < 1_900_000 {
		t.Errorf("%d puskesmas, %d rows", n, rows)
	}
}

func TestAPartOfTheCountryIsRead(t *testing.T) {
	for area, want := range map[string]map[health.Level]int{
		"36":    {health.Provinsi: 1, health.Kabkota: 8, health.Kecamatan: 155, health.Desa: 1552},
		"14.05": {health.Kabkota: 1, health.Kecamatan: 12, health.Desa: 118},
	} {
		data, _ := read(t, Part{Area: area})
		if got := levels(data); !maps.Equal(got, want) {
			t.Errorf("%s: areas %v, want %v", area, got, want)
		}
	}
}

func TestDesaMayReport(t *testing.T) {
	data, rows := read(t, Part{Area: "14.05", Desa: true})
	if want := 118 * 12 * 12; data.Files[len(data.Files)-1].Rows != want {
		t.Errorf("%d rows in all, %+v; want %d reports", rows, data.Files, want)
	}
}

func TestWhatIsNoPartIsSaid(t *testing.T) {
	if err := Write(t.TempDir(), Part{Area: "99"}); err == nil {
		t.Error("made a site of an area that is not there")
	}
}
