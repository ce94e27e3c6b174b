package country

import (
	"os"
	"testing"

	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/health"
)

// The country is what a site of it needs: every area, every puskesmas, and reports that
// are read without an error.
func TestTheCountryIsRead(t *testing.T) {
	if testing.Short() {
		t.Skip("writes and reads 120 MB")
	}
	dir := t.TempDir()
	if err := Write(dir); err != nil {
		t.Fatal(err)
	}
	root := os.DirFS(dir)
	cfg, ps := config.Read(root)
	data, found := dataset.Read(root, cfg, dataset.Options{Date: health.DateOf(2026, 1, 20)})
	if ps = append(ps, found...); ps.HasErrors() {
		t.Fatal(ps)
	}
	count := map[health.Level]int{}
	for _, a := range data.Register.Areas {
		count[a.Level]++
	}
	if count[health.Provinsi] != 38 || count[health.Kabkota] != 514 || count[health.Kecamatan] != 7285 || count[health.Desa] != 83762 {
		t.Errorf("areas: %v", count)
	}
	rows := 0
	for _, f := range data.Files {
		if f.Used != f.Rows {
			t.Errorf("%s: %d of %d rows are used", f.Name, f.Used, f.Rows)
		}
		rows += f.Rows
	}
	if n := len(data.Register.Puskesmas()); n < 10_000 || rows < 1_900_000 {
		t.Errorf("%d puskesmas, %d rows", n, rows)
	}
}
