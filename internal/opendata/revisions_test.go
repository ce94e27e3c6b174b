package opendata

import (
	"encoding/json"
	"strings"
	"testing"

	"terang/internal/health"
)

func revised(t *testing.T) Input {
	t.Helper()
	in := small(t)
	day := func(n int) health.Date { return health.DateOf(2024, 10, n) }
	dec, sep := health.MonthOf(2023, 12), health.MonthOf(2024, 9)
	amount := func(n, d int) health.Amount {
		return health.Amount{Numerator: health.Count(n), Denominator: health.Count(d)}
	}
	untold := health.Amount{Numerator: health.Missing, Denominator: health.Missing}
	in.Corrections = []health.Correction{
		{Date: day(20), Period: sep, Unit: kabupaten, Indicator: 0, Old: amount(7119, 190), New: amount(7121, 190), Reason: "=HYPERLINK(\"x\")"},
		{Date: day(19), Period: dec, Unit: desaB, Indicator: 0, Old: amount(7240, 70), New: amount(7260, 70), Reason: "laporan, susulan"},
		{Date: day(18), Period: dec, Unit: desaB, Indicator: 0, Old: amount(7341, 70), New: amount(7343, 70)},       // few people
		{Date: day(18), Period: dec, Unit: kabupaten, Indicator: 0, Old: amount(7641, 190), New: amount(7643, 190)}, // the same few
		{Date: day(17), Period: sep, Unit: desaA, Indicator: 0, Old: amount(7420, 40), New: amount(7450, 40)},       // hidden now
		{Date: day(16), Period: sep, Unit: desaC, Indicator: 1, Old: amount(7520, 40), New: amount(7550, 40)},       // never shown there
		{Date: day(15), Period: dec, Unit: desaB, Indicator: 0, Old: untold, New: untold, Reason: "@SUM"},
	}
	return in
}

// The log tells numbers only where the release has them and enough people were corrected, of them and of those in
// them that are corrected with them,
// and no cell of it is a formula.
func TestRevisions(t *testing.T) {
	files := finish(revised(t))
	got := string(file(t, files, "data/unduhan/revisi.csv").Body)
	want := `tanggal,bulan,jenis_unit,kode_unit,nama_unit,indikator,pembilang_lama,penyebut_lama,pembilang_baru,penyebut_baru,disensor,alasan
2024-10-20,2024-09,kabkota,99.01,Kabupaten Uji,bumil,7119,190,7121,190,0,"'=HYPERLINK(""x"")"
2024-10-19,2023-12,desa,99.01.01.2002,"Desa ""B"", Barat",bumil,,,,,1,"laporan, susulan"
2024-10-18,2023-12,desa,99.01.01.2002,"Desa ""B"", Barat",bumil,,,,,1,
2024-10-18,2023-12,kabkota,99.01,Kabupaten Uji,bumil,,,,,1,
2024-10-17,2024-09,desa,99.01.01.2001,"'=HYPERLINK(""A"")",bumil,,,,,1,
2024-10-16,2024-09,desa,99.01.02.2001,Desa C,tb,,,,,1,
2024-10-15,2023-12,desa,99.01.01.2002,"Desa ""B"", Barat",bumil,,,,,1,'@SUM
`
	if got != want {
		t.Errorf("revisi.csv is\n%s\nwant\n%s", got, want)
	}
	for _, f := range files {
		for _, secret := range []string{"7240", "7260", "7341", "7343", "7641", "7643", "7420", "7450", "7520", "7550"} {
			if strings.Contains(string(f.Body), secret) {
				t.Errorf("%s tells %s", f.Path, secret)
			}
		}
	}
}

// A site without corrections has no log; one with some describes it wherever it describes its tables.
func TestRevisionsAreDescribed(t *testing.T) {
	for _, f := range finish(small(t)) {
		if strings.Contains(string(f.Body), "revisi.csv") || strings.HasSuffix(f.Path, "revisi.csv") {
			t.Errorf("%s of a site without revisions names them", f.Path)
		}
	}
	in := revised(t)
	files := finish(in)
	for _, path := range []string{"data/unduhan/datapackage.json", "data/unduhan/BACA-SAYA.txt", "data/unduhan/csv-metadata.json"} {
		if body := string(file(t, files, path).Body); !strings.Contains(body, "revisi.csv") || !strings.Contains(body, "pembilang_lama") {
			t.Errorf("%s does not describe revisi.csv:\n%s", path, body)
		}
	}
	if c := string(New(in).Catalogue(nil, nil, health.DateOf(2024, 10, 20)).Append(nil)); !strings.Contains(c, "data/unduhan/revisi.csv") {
		t.Errorf("the catalogue does not name revisi.csv:\n%s", c)
	}
	var p datapackage
	if err := json.Unmarshal(file(t, files, "data/unduhan/datapackage.json").Body, &p); err != nil {
		t.Fatal(err)
	}
	var columns []string
	for _, r := range p.Resources {
		if r.Name == "revisi" {
			for _, f := range r.Schema.Fields {
				columns = append(columns, f.Name)
			}
		}
	}
	if head, _, _ := strings.Cut(string(file(t, files, "data/unduhan/revisi.csv").Body), "\n"); head != strings.Join(columns, ",") {
		t.Errorf("described are %v, the table has %s", columns, head)
	}
}
