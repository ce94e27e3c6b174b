package dataset

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/xuri/excelize/v2"

	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// figures lists what a table holds: period, indicator, unit, numerator of denominator.
func figures(d *Data) []string {
	var list []string
	for _, y := range d.Table.Years() {
		for u := range health.Unit(d.Register.Units()) {
			for i := range d.Indicators {
				for m, c := range y.Cells(u, i) {
					if c == tally.NoRow || c == tally.Empty {
						continue
					}
					list = append(list, fmt.Sprintf("%d-%02d %s %s %d/%d", y.Year, m+1, d.Indicators[i].Code, d.Register.Code(u), c, y.Denominator(u, i)))
				}
			}
		}
	}
	return list
}

const (
	theSite = "title: Portal\nbase_url: https://example.go.id/\narea: \"14.10\"\n"
	jabar   = "title: Portal\nbase_url: https://example.go.id/\narea: \"32\"\n"

	jabarRegions = `code,parent,level,name
32,,provinsi,Jawa Barat
32.04,32,kabkota,Kabupaten Bandung
32.07,32,kabkota,Kabupaten Ciamis
32.77,32,kabkota,Kota Cimahi
32.78,32,kabkota,Kota Tasikmalaya
32.79,32,kabkota,Kota Banjar
`
)

// mappedSite is the valid site with a mapped file in place of its observations.
func mappedSite(t *testing.T, files map[string]string) fstest.MapFS {
	t.Helper()
	site := siteOf(archive(t, "testdata/valid.txtar"))
	delete(site, "data/observations/2024.csv")
	for name, text := range files {
		site[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

func testFile(t *testing.T, name string) string {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestMappedFiles reads files as offices have them, by what site.yaml says of them.
func TestMappedFiles(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sources string
		file    string
		want    string
		account FileAccount
	}{
		"columns by heading, constants, semicolons, decimal comma beside": {
			sources: `{file: data/raw/a.csv, indicator: ht, period: "2023", columns: {area: Kode, numerator: Dilayani, denominator: Sasaran}}`,
			file:    "Laporan Hipertensi\n\nKode;Dilayani;Sasaran;Persen\n14.10.02.2005;1.234;2.000;61,7\n14.10.02.2006;96;1.807;5,3\n",
			want:    "2023-12 ht 14.10.02.2005 1234/2000, 2023-12 ht 14.10.02.2006 96/1807",
			account: FileAccount{Rows: 2, Used: 2},
		},
		"months in columns, the year said once": {
			sources: `{file: data/raw/a.csv, indicator: ht, period: "2024", wide: months, columns: {area: kode, denominator: sasaran}}`,
			file:    "kode,sasaran,Jan,Pebruari,Mrt,Agt,Nop,Des\n14.10.02.2005,100,1,2,3,8,,\n14.10.02.2006,50,,,,,,\n",
			want:    "2024-01 ht 14.10.02.2005 1/100, 2024-02 ht 14.10.02.2005 2/100, 2024-03 ht 14.10.02.2005 3/100, 2024-08 ht 14.10.02.2005 8/100",
			account: FileAccount{Rows: 2, Used: 2},
		},
		"a month and a year in two columns": {
			sources: `{file: data/raw/a.csv, indicator: ht, columns: {area: kode, month: bulan, year: tahun, numerator: n, denominator: d}}`,
			file:    "kode,bulan,tahun,n,d\n14.10.02.2005,Agustus,2024.0,8,100\n14.10.02.2005,9,2024,9,100\n",
			want:    "2024-08 ht 14.10.02.2005 8/100, 2024-09 ht 14.10.02.2005 9/100",
			account: FileAccount{Rows: 2, Used: 2},
		},
		"indicators in columns": {
			sources: `{file: data/raw/a.csv, columns: {area: kode, period: tahun}, series: [{indicator: ht, numerator: HT, denominator: HT sasaran}, {indicator: dm, numerator: DM, denominator: DM sasaran}]}`,
			file:    "kode,tahun,HT,HT sasaran,DM,DM sasaran\n14.10.02.2005,Tahun 2023,1,10,2,20\n",
			want:    "2023-12 ht 14.10.02.2005 1/10, 2023-12 dm 14.10.02.2005 2/20",
			account: FileAccount{Rows: 1, Used: 1},
		},
		"names within the parent": {
			sources: `{file: data/raw/a.csv, indicator: ht, match: name, level: desa, areas: {Tj. Samak: 14.10.03.1001}, period: TW II 2024, columns: {name: DESA, parents: [KECAMATAN], numerator: n, denominator: d}}`,
			file:    "KECAMATAN,DESA,n,d\nKec. RANGSANG BARAT,Desa Anaksetatah,4,40\nRANGSANG,Tj. Samak,5,50\n",
			want:    "2024-06 ht 14.10.02.2006 4/40, 2024-06 ht 14.10.03.1001 5/50",
			account: FileAccount{Rows: 2, Used: 2},
		},
		"a table of the health profile": {
			sources: `{file: data/raw/a.csv, recipe: profil, indicator: ht, columns: {numerator: MENDAPAT PELAYANAN / JUMLAH, denominator: SASARAN}}`,
			file:    "TABEL 75;;;;;\nPELAYANAN KESEHATAN PENDERITA HIPERTENSI MENURUT KECAMATAN DAN PUSKESMAS;;;;;\nTAHUN 2023;;;;;\n;;;;;\nNO;KECAMATAN;PUSKESMAS;SASARAN;MENDAPAT PELAYANAN;\n;;;;JUMLAH;%\n1;2;3;4;5;6\n1;RANGSANG;UPT PUSKESMAS TANJUNGSAMAK;1.200;600;50,0\n2;RANGSANG BARAT;PKM ANAK SETATAH;500;98;19,6\nJUMLAH (KAB/KOTA);;;1.700;698;41,1\n",
			want:    "2023-12 ht 1011351 600/1200, 2023-12 ht 1011352 98/500",
			account: FileAccount{Rows: 2, Used: 2},
		},
		"an export of DHIS2": {
			sources: `{file: data/raw/a.csv, elements: {aaaaaaaaaa1: {indicator: ht, is: numerator}, aaaaaaaaaa2: {indicator: ht, is: denominator}}, areas: {ouAAAAAAAA1: "14.10.02.2005"}, columns: {area: orgunit, period: period, element: dataelement, value: value}}`,
			file:    "dataelement,period,orgunit,categoryoptioncombo,attributeoptioncombo,value\naaaaaaaaaa1,202408,ouAAAAAAAA1,c1,x,3\naaaaaaaaaa1,202408,ouAAAAAAAA1,c2,x,4\naaaaaaaaaa2,2024,ouAAAAAAAA1,c1,x,100\nbbbbbbbbbb1,202408,ouAAAAAAAA1,c1,x,9\n",
			want:    "2024-08 ht 14.10.02.2005 7/100",
			account: FileAccount{Rows: 4, Used: 3, Skipped: 1},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := mappedSite(t, map[string]string{"site.yaml": theSite + "sources:\n  - " + c.sources + "\n", "data/raw/a.csv": c.file})
			d, ps := readSite(site)
			if ps.HasErrors() {
				t.Fatal(printed(t, ps, site))
			}
			checkAccounts(t, d)
			got := figures(d)
			slices.Sort(got)
			want := strings.Split(c.want, ", ")
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got  %v\nwant %v", got, want)
			}
			c.account.Name = "data/raw/a.csv"
			account := d.Files[len(d.Files)-1]
			account.Around = Around{}
			if account != c.account {
				t.Errorf("account %+v", account)
			}
		})
	}
}

// Real tables of a province: a numerator by counting, codes of BPS that became
// decimals, thousands of people, and two files joined.
func TestMappedRealFiles(t *testing.T) {
	t.Parallel()
	t.Run("counting", func(t *testing.T) {
		t.Parallel()
		site := mappedSite(t, map[string]string{
			"data/regions.csv":    jabarRegions,
			"data/facilities.csv": "code,name,type\n",
			"data/raw/air.csv":    testFile(t, "jabar/pencemaran_air.csv"),
			"site.yaml": jabar + `sources:
  - file: data/raw/air.csv
    indicator: ht
    codes: bps
    columns: {area: bps_kode_kabupaten_kota, name: bps_nama_kabupaten_kota, period: tahun}
    count: {status_pencemaran_air: [ADA]}
`,
		})
		d, ps := readSite(site)
		if ps.HasErrors() {
			t.Fatal(printed(t, ps, site))
		}
		checkAccounts(t, d)
		for _, want := range []string{"2019-12 ht 32.79 2/16", "2020-12 ht 32.79 3/16", "2021-12 ht 32.79 1/16"} {
			if !slices.Contains(figures(d), want) {
				t.Errorf("%s is not in %v", want, figures(d))
			}
		}
	})
	t.Run("joining", func(t *testing.T) {
		t.Parallel()
		site := mappedSite(t, map[string]string{
			"data/regions.csv":    jabarRegions,
			"data/facilities.csv": "code,name,type\n",
			"data/raw/miskin.csv": testFile(t, "jabar/penduduk_miskin.csv"),
			"data/jiwa.csv":       testFile(t, "jabar/penduduk.csv"),
			"site.yaml": jabar + `sources:
  - file: data/raw/miskin.csv
    indicator: ht
    columns: {area: kode_kabupaten_kota, period: tahun, numerator: jumlah_penduduk_miskin, unit: satuan}
    join:
      file: data/jiwa.csv
      sum: true
      columns: {area: kode_kabupaten_kota, period: tahun, denominator: jumlah_penduduk, unit: satuan}
`,
		})
		d, ps := readSite(site)
		if ps.HasErrors() {
			t.Fatal(printed(t, ps, site))
		}
		checkAccounts(t, d)
		got := figures(d)
		for _, want := range []string{
			"2013-12 ht 32.04 271700/3476420", "2014-12 ht 32.78 104500/678414", "2019-12 ht 32.79 10070/205626", "2020-12 ht 32.78 86130/725561",
		} {
			if !slices.Contains(got, want) {
				t.Errorf("%s is not in %v", want, got)
			}
		}
		if slices.ContainsFunc(got, func(s string) bool { return strings.HasPrefix(s, "2013-12 ht 32.78") }) {
			t.Error("a numerator without a denominator was taken")
		}
		alone := 0
		for _, p := range ps {
			if p.Code == "join-alone" {
				alone++
			}
		}
		if slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == "unused-file" }) {
			t.Error("the joined file is told as unused")
		}
		if alone != 1 || !slices.Contains(d.LeftOut, LeftOut{"data/raw/miskin.csv", "alone", 1}) {
			t.Errorf("%d rows told as alone, left out %v", alone, d.LeftOut)
		}
	})
}

// A file of the folder of observations may have any form as long as its headings are ours.
func TestObservationsInAnyForm(t *testing.T) {
	t.Parallel()
	const text = "Laporan bulanan\nDinas Kesehatan\n\nperiode|indikator|wilayah|pembilang|sasaran\nAgustus 2024|bumil|14.10.02.2005|6|84\n"
	wide := []byte("\xff\xfe")
	for _, r := range strings.ReplaceAll(text, "|", "\t") {
		wide = append(wide, byte(r), 0)
	}
	for name, data := range map[string][]byte{
		"titles.csv": []byte(text),
		"wide.txt":   wide,
		"flat.json":  []byte(`[{"periode": "2024-08", "indikator": "bumil", "wilayah": "14.10.02.2005", "pembilang": 6, "sasaran": 84}]`),
		"cr.csv":     []byte(strings.ReplaceAll(strings.ReplaceAll(text, "|", ";"), "\n", "\r")),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			site := mappedSite(t, map[string]string{"data/observations/" + name: string(data)})
			d, ps := readSite(site)
			if len(ps) > 0 {
				t.Fatal(printed(t, ps, site))
			}
			if got := figures(d); !slices.Equal(got, []string{"2024-08 bumil 14.10.02.2005 6/84"}) {
				t.Errorf("got %v", got)
			}
		})
	}
}

// A workbook keeps numbers as such: a code that became one is refused with its
// cell, and 1.234 in it is no thousand.
func TestMappedWorkbook(t *testing.T) {
	t.Parallel()
	book := func(rows ...[]any) string {
		f := excelize.NewFile()
		for i, row := range rows {
			if err := f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", i+1), &row); err != nil {
				t.Fatal(err)
			}
		}
		b, err := f.WriteToBuffer()
		if err != nil {
			t.Fatal(err)
		}
		return b.String()
	}
	heads := []any{"Periode", "Indikator", "Wilayah", "Pembilang", "Sasaran"}
	site := mappedSite(t, map[string]string{"data/observations/a.xlsx": book(heads, []any{"Agustus 2024", "bumil", "14.10.02.2005", 1034, 1200.0})})
	d, ps := readSite(site)
	if len(ps) > 0 {
		t.Fatal(printed(t, ps, site))
	}
	if got := figures(d); !slices.Equal(got, []string{"2024-08 bumil 14.10.02.2005 1034/1200"}) {
		t.Errorf("got %v", got)
	}
	site = mappedSite(t, map[string]string{"data/observations/a.xlsx": book(heads,
		[]any{"Agustus 2024", "bumil", 14.1, 1, 2}, []any{"Agustus 2024", "bumil", "14.10.02.2005", 1.234, 2000})})
	d, ps = readSite(site)
	var got []string
	for _, p := range ps {
		got = append(got, string(p.Code)+" "+p.Pos.String())
	}
	want := []string{"damaged-code data/observations/a.xlsx!Sheet1!C2", "decimal-count data/observations/a.xlsx!Sheet1!D3"}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	checkAccounts(t, d)
}
