package dataset

import (
	"archive/zip"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// spreadsheet packs rows as a sheet of an OpenDocument workbook: cells of digits
// are numbers.
func spreadsheet(t *testing.T, text string) string {
	t.Helper()
	var rows strings.Builder
	for line := range strings.Lines(text) {
		rows.WriteString("<table:table-row>")
		for cell := range strings.SplitSeq(strings.TrimSpace(line), ";") {
			kind := `office:value-type="string"`
			if cell != "" && strings.Trim(cell, "0123456789") == "" {
				kind = fmt.Sprintf(`office:value-type="float" office:value=%q`, cell)
			}
			fmt.Fprintf(&rows, `<table:table-cell %s><text:p>%s</text:p></table:table-cell>`, kind, cell)
		}
		rows.WriteString("</table:table-row>")
	}
	var b strings.Builder
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{
		{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
		{"content.xml", `<?xml version="1.0"?><office:document-content xmlns:office="o" xmlns:table="t" xmlns:text="x"><office:body><office:spreadsheet>` +
			`<table:table table:name="Lembar1">` + rows.String() + `</table:table></office:spreadsheet></office:body></office:document-content>`},
	} {
		w, err := z.Create(part[0])
		if err == nil {
			_, err = w.Write([]byte(part[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestMappedForms reads forms of tables that a mapping must take, each with what
// makes it hard.
func TestMappedForms(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		sources string
		files   map[string]string
		want    string
		leftOut string
	}{
		"a sheet of OpenDocument": {
			sources: `{file: data/raw/a.ods, sheet: Lembar1, indicator: ht, period: "2023", columns: {area: Kode, numerator: Dilayani, denominator: Sasaran}}`,
			files:   map[string]string{"data/raw/a.ods": spreadsheet(t, "LAPORAN\nKode;Sasaran;Dilayani\n14.10.02.2005;2000;1234\n14.10.02.2006;300;96\nJUMLAH;2300;1330\n")},
			want:    "2023-12 ht 14.10.02.2005 1234/2000, 2023-12 ht 14.10.02.2006 96/300",
		},
		"quarters in columns": {
			sources: `{file: data/raw/a.csv, indicator: ht, wide: quarters, kind: kumulatif, columns: {area: kode, denominator: sasaran}}`,
			files:   map[string]string{"data/raw/a.csv": "kode;sasaran;TW I 2023;Triwulan II Tahun 2023;Q3 2023\n14.10.02.2005;100;10;25;40\n"},
			want:    "2023-03 ht 14.10.02.2005 10/100, 2023-06 ht 14.10.02.2005 25/100, 2023-09 ht 14.10.02.2005 40/100",
		},
		"months over sasaran and realisasi": {
			sources: `{file: data/raw/a.csv, indicator: ht, period: "2023", wide: months, columns: {area: kode, numerator: Realisasi, denominator: Sasaran}}`,
			files:   map[string]string{"data/raw/a.csv": "kode;Januari;;;Februari;;\n;Sasaran;Realisasi;%;Sasaran;Realisasi;%\n14.10.02.2005;100;10;10,0;100;8;8,0\n"},
			want:    "2023-01 ht 14.10.02.2005 10/100, 2023-02 ht 14.10.02.2005 8/100",
		},
		"years over months": {
			sources: `{file: data/raw/a.csv, indicator: ht, wide: months, columns: {area: kode, denominator: sasaran}}`,
			files:   map[string]string{"data/raw/a.csv": "kode;sasaran;2023;;2024\n;;Nov;Des;Jan\n14.10.02.2005;100;7;8;9\n"},
			want:    "2023-11 ht 14.10.02.2005 7/100, 2023-12 ht 14.10.02.2005 8/100, 2024-01 ht 14.10.02.2005 9/100",
		},
		"some rows, men and women added": {
			sources: `{file: data/raw/a.csv, indicator: ht, period: "2023", sum: true, where: {Umur: [15-59, 60+], jk: [L, P]}, columns: {area: kode, numerator: n, denominator: d}}`,
			files:   map[string]string{"data/raw/a.csv": "kode;jk;umur;n;d\n14.10.02.2005;L;15-59;1;10\n14.10.02.2005;P;15-59;2;20\n14.10.02.2005;L+P;semua;3;30\n14.10.02.2005;P;60+;4;40\n"},
			want:    "2023-12 ht 14.10.02.2005 7/70",
			leftOut: "where 1",
		},
		"rows counted, of the places that are asked for": {
			sources: `{file: data/raw/a.csv, indicator: ht, period: "2023", count: {Hasil: [terkontrol, membaik]}, where: {jenis: [kunjungan]}, columns: {area: kode}}`,
			files:   map[string]string{"data/raw/a.csv": "kode;jenis;hasil\n14.10.02.2005;kunjungan;Terkontrol\n14.10.02.2005;kunjungan;tidak\n14.10.02.2005;kunjungan;MEMBAIK\n14.10.02.2005;telepon;terkontrol\n"},
			want:    "2023-12 ht 14.10.02.2005 2/3",
			leftOut: "where 1",
		},
		"thousands by one side and by the row": {
			sources: `{file: data/raw/a.csv, indicator: ht, period: "2023", decimal: ",", units: {numerator: orang}, columns: {area: kode, numerator: n, denominator: d, unit: satuan}}`,
			files:   map[string]string{"data/raw/a.csv": "kode;n;d;satuan\n14.10.02.2005;120;2,5;ribu jiwa\n14.10.02.2006;96;300;jiwa\n"},
			want:    "2023-12 ht 14.10.02.2005 120/2500, 2023-12 ht 14.10.02.2006 96/300",
		},
		"two files, one with dots in its codes and one without, the sasaran of the year for each month": {
			sources: `{file: data/raw/a.csv, indicator: ht, columns: {area: kode, period: bulan, numerator: n}, join: {file: data/raw/d.csv, columns: {area: id, period: tahun, denominator: jumlah}}}`,
			files: map[string]string{
				"data/raw/a.csv": "kode,bulan,n\n14.10.02.2005,2023-01,5\n14.10.02.2005,2023-02,6\n14.10.02.2006,2023-01,7\n",
				"data/raw/d.csv": "id,tahun,jumlah\n1410022005,2023,100\n1410031001,2023,50\n",
			},
			want:    "2023-01 ht 14.10.02.2005 5/100, 2023-02 ht 14.10.02.2005 6/100",
			leftOut: "alone 1",
		},
		"a file of BPS codes and one of ours": {
			sources: `{file: data/raw/a.csv, indicator: ht, period: "2023", codes: bps, columns: {area: bps, name: desa, parents: [kecamatan], numerator: n}, join: {file: data/raw/d.csv, codes: kemendagri, columns: {area: kode, denominator: d}}}`,
			files: map[string]string{
				"data/raw/a.csv": "bps,kecamatan,desa,n\n1410010005,RANGSANG BARAT,BOKOR,5\n1410010006,RANGSANG BARAT,ANAK SETATAH,6\n",
				"data/raw/d.csv": "kode,d\n14.10.02.2005,100\n14.10.02.2006,90\n",
			},
			want: "2023-12 ht 14.10.02.2005 5/100, 2023-12 ht 14.10.02.2006 6/90",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			files := map[string]string{"site.yaml": theSite + "sources:\n  - " + c.sources + "\n"}
			for name, text := range c.files {
				files[name] = text
			}
			site := mappedSite(t, files)
			d, ps := readSite(site)
			if ps.HasErrors() {
				t.Fatal(printed(t, ps, site))
			}
			checkAccounts(t, d)
			got, want := figures(d), strings.Split(c.want, ", ")
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("got  %v\nwant %v", got, want)
			}
			var left []string
			for _, l := range d.LeftOut {
				if strings.HasPrefix(l.File, "data/raw/a.") {
					left = append(left, fmt.Sprintf("%s %d", l.Rule, l.Rows))
				}
			}
			if s := strings.Join(left, ", "); s != c.leftOut {
				t.Errorf("left out %s, want %s", s, c.leftOut)
			}
		})
	}
}

// Digits that both systems have for two places: what is declared decides, and the
// name of a place that stands twice is looked for below its parent only.
func TestMappedCodeSystems(t *testing.T) {
	t.Parallel()
	regions := `code,parent,level,name
14,,provinsi,Riau
14.03,14,kabkota,Kabupaten Bengkalis
14.08,14,kabkota,Kabupaten Siak
14.03.01,14.03,kecamatan,Bantan
14.08.01,14.08,kecamatan,Bantan
`
	read := func(source string) []string {
		site := mappedSite(t, map[string]string{
			"data/regions.csv": regions, "data/facilities.csv": "code,name,type\n",
			"data/raw/a.csv": "kode;kab;nama;n;d\n1408;;KABUPATEN BENGKALIS;10;100\n",
			"data/raw/b.csv": "kode;kab;nama;n;d\n1408010;KABUPATEN BENGKALIS;BANTAN;20;200\n1405010;KABUPATEN SIAK;BANTAN;30;300\n",
			"site.yaml":      strings.Replace(theSite, "14.10", "14", 1) + "sources:\n  - " + source + "\n",
		})
		d, ps := readSite(site)
		if ps.HasErrors() {
			return []string{string(ps[0].Code)}
		}
		return figures(d)
	}
	for source, want := range map[string]string{
		`{file: data/raw/a.csv, indicator: ht, period: "2023", codes: bps, columns: {area: kode, name: nama, numerator: n, denominator: d}}`:                 "2023-12 ht 14.03 10/100",
		`{file: data/raw/a.csv, indicator: ht, period: "2023", codes: kemendagri, columns: {area: kode, numerator: n, denominator: d}}`:                      "2023-12 ht 14.08 10/100",
		`{file: data/raw/b.csv, indicator: ht, period: "2023", codes: bps, columns: {area: kode, name: nama, numerator: n, denominator: d}}`:                 "ambiguous-name",
		`{file: data/raw/b.csv, indicator: ht, period: "2023", codes: bps, columns: {area: kode, name: nama, parents: [kab], numerator: n, denominator: d}}`: "2023-12 ht 14.03.01 20/200, 2023-12 ht 14.08.01 30/300",
	} {
		if got := strings.Join(read(source), ", "); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", source, got, want)
		}
	}
}
