package dataset

import (
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// read reads the valid site with some files changed and asks that nothing is wrong.
func read(t *testing.T, change map[string]string) *Data {
	t.Helper()
	site := siteOf(archive(t, "testdata/valid.txtar"))
	for name, text := range change {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	d, ps := readSite(site)
	if ps = ps.WithoutNotes(); len(ps) > 0 {
		t.Fatal(printed(t, ps, site))
	}
	checkAccounts(t, d)
	return d
}

func unit(t *testing.T, d *Data, code string) health.Unit {
	t.Helper()
	u, ok := d.Register.UnitOf(code)
	if !ok {
		t.Fatalf("%s is not in the register", code)
	}
	return u
}

func cells(t *testing.T, d *Data, year int, code, indicator string) []tally.Cell {
	t.Helper()
	i := slices.IndexFunc(d.Indicators, func(i health.Indicator) bool { return i.Code == indicator })
	for _, y := range d.Table.Years() {
		if y.Year == year {
			return y.Cells(unit(t, d, code), i)
		}
	}
	return nil
}

func TestReadValid(t *testing.T) {
	t.Parallel()
	d := read(t, nil)
	var codes []string
	for u := range d.Register.Areas {
		codes = append(codes, d.Register.Areas[u].Code)
	}
	want := []string{"14.10", "14.10.02", "14.10.02.2005", "14.10.02.2006", "14.10.03", "14.10.03.1001"}
	if !slices.Equal(codes, want) {
		t.Errorf("areas = %v", codes)
	}
	root := d.Register.Areas[0]
	if root.Parent != health.NoUnit || root.End != 6 || root.Population != 211997 || d.Register.Areas[1].End != 4 {
		t.Errorf("root = %+v", root)
	}
	if desa := d.Register.Areas[3]; desa.Population != 1100 || d.Register.Code(desa.Puskesmas) != "1011352" {
		t.Errorf("desa = %+v", desa)
	}
	clinic := d.Register.Facilities[2]
	if clinic.Kecamatan != 1 || clinic.Kabkota != 0 || clinic.Desa != 2 || d.Register.Name(clinic.Puskesmas) != "Anak Setatah" {
		t.Errorf("clinic = %+v", clinic)
	}
	bumil := cells(t, d, 2024, "14.10.02.2006", "bumil")
	if bumil[7] != 3 || bumil[8] != tally.Empty || bumil[6] != tally.NoRow {
		t.Errorf("bumil = %v", bumil)
	}
	if got := d.Files[len(d.Files)-1]; got != (FileAccount{Name: "data/observations/2024.csv", Rows: 5, Used: 5, Around: Around{Headings: 1}}) {
		t.Errorf("account = %+v", got)
	}
}

// TestReadDoesNotCareForTheFormOfAFile reads the same rows as spreadsheets of
// several kinds save them.
func TestReadDoesNotCareForTheFormOfAFile(t *testing.T) {
	t.Parallel()
	plain := "period,indicator,area,numerator,denominator\n2024-08,bumil,14.10.02.2005,6,1234\n2024-09,bumil,14.10.02.2005,,1234\n"
	want := read(t, map[string]string{"data/observations/2024.csv": plain}).Table
	for name, text := range map[string]string{
		"semicolons, CRLF and BOM": "\ufeff" + strings.ReplaceAll(strings.ReplaceAll(plain, ",", ";"), "\n", "\r\n"),
		"tabs":                     strings.ReplaceAll(plain, ",", "\t"),
		"Indonesian headings":      strings.Replace(plain, "period,indicator,area,numerator,denominator", "Periode,INDIKATOR, Wilayah ,pembilang,sasaran", 1),
		"thousands with a dot":     strings.ReplaceAll(plain, "1234", "1.234"),
		"quotes and blanks":        strings.ReplaceAll(plain, "bumil", "\" bumil\u00a0\""),
		"undotted codes":           strings.ReplaceAll(plain, "14.10.02.2005", "1410022005"),
		"no line break at the end": strings.TrimSuffix(plain, "\n"),
		"blank lines and rows":     strings.ReplaceAll(plain, "2024-09", "\n,,,,\n2024-09"),
		"old code page":            strings.ReplaceAll(strings.ReplaceAll(plain, "denominator\n", "denominator,_caf\xe9\n"), "1234\n", "1234,\xe9\n"),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := read(t, map[string]string{"data/observations/2024.csv": text}).Table
			g, w := got.Years()[0], want.Years()[0]
			if !slices.Equal(g.Cells(2, 0), w.Cells(2, 0)) || g.Denominator(2, 0) != w.Denominator(2, 0) {
				t.Errorf("got %v of %d", g.Cells(2, 0), g.Denominator(2, 0))
			}
		})
	}
}

func TestReadKinds(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{"data/observations/2024.csv": `period,indicator,area,numerator,denominator,kind,source,extracted
2024-08,bumil,14.10.02.2005,6,84,kumulatif proyeksi,ePuskesmas,2024-09-05
2024-08,bulin,14.10.02.2005,6,84,bulanan,Komdat,2024-09-03
2024-08,bumil,14.10.02,3,,luar_wilayah,,
`})
	y := d.Table.Years()[0]
	if !y.Cumulative(2, 0) || !y.Projected(2, 0) || y.Cumulative(2, 1) || y.Projected(2, 1) {
		t.Error("kinds are mixed up")
	}
	if out := d.Table.Outside(); len(out) != 1 || out[0].N != 3 || out[0].Unit != 1 {
		t.Errorf("outside = %v", out)
	}
	if !slices.Equal(d.Sources, []string{"Komdat", "ePuskesmas"}) || d.Extracted != health.DateOf(2024, 9, 5) {
		t.Errorf("sources %v, extracted %v", d.Sources, d.Extracted)
	}
}

// A state may fall, and its denominator may change, without a word of warning.
func TestReadStates(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{"data/observations/2024.csv": `period,indicator,area,numerator,denominator,kind
2024-07,bumil,14.10.02.2005,60,84,keadaan
2024-08,bumil,14.10.02.2005,55,80,state
`})
	y := d.Table.Years()[0]
	if !y.Cumulative(2, 0) || !y.State(2, 0) || !y.Moved(2, 0) || y.Denominator(2, 0) != 80 {
		t.Errorf("state %v, moved %v, denominator %d", y.State(2, 0), y.Moved(2, 0), y.Denominator(2, 0))
	}
}

func TestReadThrough(t *testing.T) {
	t.Parallel()
	site := siteOf(archive(t, "testdata/valid.txtar"))
	cfg, _ := config.Read(site)
	d, ps := Read(site, cfg, Options{Date: testDay, Through: health.MonthOf(2024, 8)})
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	if got := d.Files[len(d.Files)-1]; got.Used != 2 || got.Later != 3 {
		t.Errorf("account = %+v", got)
	}
	if c := cells(t, d, 2024, "14.10.02.2005", "bumil"); c[7] != 6 || c[8] != tally.NoRow {
		t.Errorf("cells = %v", c)
	}
}

// TestReadLeavesOutOtherAreas reads registers of more than the site is about.
func TestReadLeavesOutOtherAreas(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{
		"site.yaml": "title: x\nbase_url: https://a.id\narea: \"14.10.02\"\n",
	})
	if d.Register.Units() != 4 || len(d.Register.Facilities) != 2 {
		t.Errorf("%d units, %d facilities", d.Register.Units(), len(d.Register.Facilities))
	}
	for _, f := range d.Files {
		switch f.Name {
		case regionsFile:
			if f.Used != 3 || f.Skipped != 3 {
				t.Errorf("%+v", f)
			}
		case "data/observations/2024.csv":
			if f.Used != 4 || f.Skipped != 1 {
				t.Errorf("%+v", f)
			}
		}
	}
}

func TestReadWholeCountry(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{
		"site.yaml": "title: x\nbase_url: https://a.id\narea: id\n",
		"data/regions.csv": `code,parent,level,name,puskesmas
36.71,36,kabkota,Kota Tangerang,
14,,provinsi,Riau,
14.10,14,kabkota,Kepulauan Meranti,
14.10.02,14.10,kecamatan,Rangsang Barat,
14.10.02.2006,14.10.02,desa,Anak Setatah,
14.10.02.2005,14.10.02,desa,Bokor,1011352
14.10.03,14.10,kecamatan,Rangsang,
36,,provinsi,Banten,
`,
	})
	if r := d.Register.Areas[0]; r.Level != health.Country || r.Code != "id" || r.End != 9-0 || len(d.Register.Areas) != 9 {
		t.Errorf("root = %+v", r)
	}
	if got := d.Register.Name(2); got != "Kepulauan Meranti" || !d.Register.Areas[8].IsKota() {
		t.Errorf("order is wrong: %s", got)
	}
}

func TestReadQuality(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{"data/quality.csv": `tahun,wilayah,indikator,mutu_persen,item,kebutuhan,tersedia
2023,14.10,bulin,,tensimeter,10,5
2023,14.10,bulin,,bidan,4,8
2023,14.10,bulin,,USG,0,0
2023,14.10,bumil,"97,02",,,
2022,14.10,ht,80,,,
`})
	want := []QualityRow{{2022, 0, 7, 80}, {2023, 0, 0, 97.02}, {2023, 0, 1, 75}}
	if !slices.Equal(d.Quality, want) {
		t.Errorf("got %v, want %v", d.Quality, want)
	}
}

func TestReadMappedFile(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{
		"site.yaml": "title: x\nbase_url: https://a.id\narea: 14.10\nsources:\n" +
			"  - file: data/raw/ht.csv\n    indicator: ht\n    kind: proyeksi\n    columns: {area: Kode Desa, period: tahun, numerator: jumlah_dilayani, denominator: jumlah_sasaran}\n",
		"data/raw/ht.csv": "id;kode_desa;nama;jumlah_dilayani;jumlah_sasaran;tahun\n1;1410022005;BOKOR;61;84;2023\n",
	})
	y := d.Table.Years()[0]
	if y.Year != 2023 || y.Cells(2, 7)[11] != 61 || !y.Cumulative(2, 7) || !y.Projected(2, 7) || y.Denominator(2, 7) != 84 {
		t.Errorf("got %v", y.Cells(2, 7))
	}
}

func TestReadBoundaries(t *testing.T) {
	t.Parallel()
	const shape = `"geometry":{"type":"MultiPolygon","coordinates":[[[[102,0],[103,0],[103,1]]],[[[102,2,7],[103,2,7],[103,3,7],[102,2,7]]]]}}`
	d := read(t, map[string]string{
		"data/boundaries/a.geojson": `{"name":"x","features":[` +
			`{"properties":{"village":"BOKOR","district":"Kec. Rangsang Barat"},` + shape + `,` +
			`{"properties":{"KODE":"14.10.02.2006"},` + shape + `,` +
			`{"properties":{"kode_kemendagri":"1410031001","desa":"x"},` + shape + `,` +
			`{"properties":{"kode":"14.11.01.2001"},` + shape + `]}`,
		"data/regions.csv": "code,parent,level,name,puskesmas\n14.10,,kabkota,Meranti,\n14.10.02,14.10,kecamatan,Rangsang Barat,\n" +
			"14.10.02.2005,14.10.02,desa,Bokor,\n14.10.02.2006,14.10.02,desa,Anak Setatah,\n14.10.03,14.10,kecamatan,Rangsang,\n" +
			"14.10.03.1001,14.10.03,desa,Tanjung Samak,\n14.11,,kabkota,Lain,\n14.11.01,14.11,kecamatan,Lain,\n14.11.01.2001,14.11.01,desa,Lain,\n",
	})
	if len(d.Register.Outlines) != 3 {
		t.Errorf("%d outlines", len(d.Register.Outlines))
	}
	o := d.Register.Outlines[2]
	if len(o) != 2 || len(o[0][0]) != 4 || o[0][0][3] != o[0][0][0] || o[1][0][0] != [2]float64{102, 2} {
		t.Errorf("outline = %v", o)
	}
}

func TestReadCatalogue(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{"data/indicators.csv": `kode,nama,kelompok,jenis,kelas,faktor,arah,target,target_kumulatif,siklus
uhc_aktif,Peserta JKN aktif,uhc,proporsi,rutin,100,naik,80,tidak,
bumil,,,,,,,95,,
gizi,Gizi buruk,lain,proporsi,sensitif,100,turun,0,tidak,bayi-balita
`})
	if len(d.Indicators) != 16 {
		t.Fatalf("%d indicators", len(d.Indicators))
	}
	for i := range 12 {
		ind := d.Indicators[i]
		if ind.Number != i+1 || ind.Group != health.GroupSPM || ind.Target != 100 && i > 0 || !ind.Cumulative ||
			ind.Name == "" || ind.ShortName == "" || ind.Unit == "" || ind.Definition == "" || ind.Numerator == "" ||
			ind.Denominator == "" || len(ind.Stages) == 0 || ind.Cluster == "" || ind.LegalBasis == "" {
			t.Errorf("%d: %+v", i, ind)
		}
	}
	if b := d.Indicators[0]; b.Code != "bumil" || b.Target != 95 || b.Name != "Pelayanan kesehatan ibu hamil" {
		t.Errorf("bumil = %+v", b)
	}
	lowest := map[string]health.Level{"bumil": health.Desa, "odgj": health.Kecamatan, "tb": health.Kecamatan, "hiv": health.Kabkota, "prov_klb": health.Provinsi, "gizi": health.Kecamatan}
	for _, ind := range d.Indicators {
		if want, ok := lowest[ind.Code]; ok && ind.Lowest != want {
			t.Errorf("%s may be shown down to %v", ind.Code, ind.Lowest)
		}
	}
	if u := d.Indicators[14]; u.Code != "uhc_aktif" || u.Cumulative || u.Target != 80 || u.ShortName != "Peserta JKN aktif" || u.Lowest != health.Kabkota {
		t.Errorf("uhc_aktif = %+v", u)
	}
}

// A schedule makes a target cumulative; the other cells of a row keep what the catalogue says.
func TestReadSchedule(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{"data/indicators.csv": `kode,nama,kelas,target,jadwal
upd,,,90,"0 0 0;0 0 0;20 50,0 80% 90 95.5 100"
gizi,Gizi,rutin,50,0 0 0 0 0 0 0 0 0 0 0 100
`})
	upd, gizi := d.Indicators[4], d.Indicators[14]
	if upd.Code != "upd" || !slices.Equal(upd.Schedule, []float64{0, 0, 0, 0, 0, 0, 20, 50, 80, 90, 95.5, 100}) || upd.TargetIn(health.MonthOf(2024, 8)) != 45 {
		t.Errorf("upd = %+v", upd)
	}
	if gizi.Code != "gizi" || !gizi.Cumulative || gizi.TargetIn(health.MonthOf(2024, 11)) != 0 || gizi.TargetIn(health.MonthOf(2024, 12)) != 50 {
		t.Errorf("gizi = %+v", gizi)
	}
	if bumil := d.Indicators[0]; bumil.Schedule != nil || bumil.TargetIn(health.MonthOf(2024, 3)) != 25 {
		t.Errorf("bumil = %+v", bumil)
	}
}

// TestReadGivesTheSameEveryTime guards against the order of maps.
func TestReadGivesTheSameEveryTime(t *testing.T) {
	t.Parallel()
	paths, _ := filepath.Glob("testdata/problems/*.txtar")
	for _, path := range paths {
		site := siteOf(archive(t, "testdata/valid.txtar"), archive(t, path))
		_, first := readSite(site)
		for range 3 {
			if _, again := readSite(site); !reflect.DeepEqual(first, again) {
				t.Errorf("%s: another run tells other problems", path)
			}
		}
	}
}

// TestReadOfNothing reads what is hardly there.
func TestReadOfNothing(t *testing.T) {
	t.Parallel()
	for _, site := range []fstest.MapFS{{}, {"site.yaml": {Data: []byte("area: id")}}} {
		d, ps := readSite(site)
		if d.Register == nil || d.Table == nil || len(d.Indicators) != 14 || !ps.HasErrors() {
			t.Errorf("got %+v", d)
		}
	}
}

func FuzzDatasetRead(f *testing.F) {
	paths, err := filepath.Glob("testdata/problems/*.txtar")
	if err != nil {
		f.Fatal(err)
	}
	valid := archive(f, "testdata/valid.txtar")
	for _, path := range append(paths, "testdata/valid.txtar") {
		for name, file := range siteOf(archive(f, path)) {
			f.Add(name, string(file.Data))
		}
	}
	f.Fuzz(func(t *testing.T, name, text string) {
		site := siteOf(valid)
		if !fs.ValidPath(name) || name == "." {
			return
		}
		site[name] = &fstest.MapFile{Data: []byte(text)}
		d, ps := readSite(site)
		checkAccounts(t, d)
		for _, p := range ps {
			checkPlace(t, site, p)
		}
		for _, q := range d.Quality {
			if !(q.Percent >= 0 && q.Percent <= 100) {
				t.Errorf("quality %v", q)
			}
		}
	})
}

// checkPlace asks that a problem lies within its file.
func checkPlace(t *testing.T, site fstest.MapFS, p source.Problem) {
	t.Helper()
	f, ok := site[p.Pos.File]
	if !ok || p.Pos.Line == 0 {
		return
	}
	lines := strings.Split(strings.TrimPrefix(string(f.Data), "\ufeff"), "\n")
	if p.Pos.Line > len(lines) || p.Pos.Column > chars([]byte(lines[p.Pos.Line-1]), []byte(lines[p.Pos.Line-1]))+1 {
		t.Errorf("%s %v is outside its file", p.Code, p.Pos)
	}
}

// bigSite has so many rows: desa by month by service, as the sample has.
func bigSite(rows int) fstest.MapFS {
	var regions, obs strings.Builder
	regions.WriteString("code,parent,level,name\n14.10,,kabkota,Meranti\n14.10.01,14.10,kecamatan,A\n")
	obs.WriteString("period,indicator,area,numerator,denominator\n")
	for d := range 100 {
		fmt.Fprintf(&regions, "14.10.01.2%03d,14.10.01,desa,Desa %d\n", d, d)
	}
	services := []string{"bumil", "bulin", "bbl", "balita", "upd", "usprod", "lansia", "ht", "dm", "odgj", "tb", "hiv"}
	for i := range rows {
		month := i / 1200
		fmt.Fprintf(&obs, "%04d-%02d,%s,14.10.01.2%03d,%d,84\n", 1990+month/12, month%12+1, services[i%12], i/12%100, i%7)
	}
	return fstest.MapFS{
		"site.yaml":                {Data: []byte("title: x\nbase_url: https://a.id\narea: 14.10\n")},
		"data/regions.csv":         {Data: []byte(regions.String())},
		"data/facilities.csv":      {Data: []byte("code,name,type\nX,X,pustu\n")},
		"data/observations/a.csv":  {Data: []byte(obs.String())},
		"data/observations/_b.csv": {Data: []byte("not read")},
	}
}

// BenchmarkRead: the sample of 25,000 rows should take about 10 ms on one core.
func BenchmarkRead(b *testing.B) {
	site := bigSite(25_000)
	b.SetBytes(int64(len(site["data/observations/a.csv"].Data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, ps := readSite(site); ps.HasErrors() {
			b.Fatal(ps[0])
		}
	}
}
