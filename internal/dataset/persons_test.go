package dataset

import (
	"io/fs"
	"os"
	"path"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/config"
	"terang/internal/sheet"
	"terang/internal/source"
)

// TestRealTablesHoldNoPersons looks through real tables, and through those of a
// folder named by TERANG_REAL: none of them holds persons.
func TestRealTablesHoldNoPersons(t *testing.T) {
	t.Parallel()
	for _, folder := range []string{"../sheet/testdata/real", "testdata/jabar", os.Getenv("TERANG_REAL")} {
		if folder == "" {
			continue
		}
		root, tables := os.DirFS(folder), 0
		err := fs.WalkDir(root, ".", func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !slices.Contains(tableEndings, path.Ext(name)) {
				return err
			}
			book, _ := sheet.Read(root, name, sheet.Options{})
			r := newReader(root, config.Site{}, Options{})
			r.guardBook(book)
			for _, p := range r.ps {
				t.Errorf("%s: %s %s", name, p.Code, p.Text(source.English))
			}
			tables += len(book.Tables)
			return nil
		})
		if err != nil || tables == 0 {
			t.Errorf("%s: %d tables, %v", folder, tables, err)
		}
	}
}

// TestPersonsAreRefusedEverywhere puts data of persons into every kind of file, in
// columns that are read and in others: the column and the number of rows are told,
// the cell in no message.
func TestPersonsAreRefusedEverywhere(t *testing.T) {
	t.Parallel()
	secrets := map[source.Code]string{
		"personal-numbers": "1410014507900001", "personal-cards": "0001234567890",
		"personal-phones": "0812-3456-7890", "personal-emails": "siti.aminah@example.com",
	}
	const mapped = theSite + "sources:\n  - {file: data/raw/a.csv, indicator: ht, period: \"2023\", columns: {area: Kode, numerator: n, denominator: d}}\n"
	for name, files := range map[string]map[string]string{
		"observations, a note":       {"data/observations/2024.csv": "period,indicator,area,numerator,denominator,note\n2024-08,bumil,14.10.02.2005,6,84,@\n"},
		"observations, the source":   {"data/observations/2024.csv": "period,indicator,area,numerator,denominator,source\n2024-08,bumil,14.10.02.2005,6,84,@\n2024-09,bumil,14.10.02.2005,6,84,@\n"},
		"observations, the area":     {"data/observations/2024.csv": "period,indicator,area,numerator,denominator\n2024-08,bumil,@,6,84\n"},
		"observations, a count":      {"data/observations/2024.csv": "period,indicator,area,numerator,denominator\n2024-08,bumil,14.10.02.2005,@,84\n"},
		"observations, a period":     {"data/observations/2024.csv": "period,indicator,area,numerator,denominator\n@,bumil,14.10.02.2005,6,84\n"},
		"mapped, a column unnamed":   {"site.yaml": mapped, "data/raw/a.csv": "Kode;n;d;Keterangan\n14.10.02.2005;6;84;@\n"},
		"mapped, the area":           {"site.yaml": mapped, "data/raw/a.csv": "Kode;n;d\n@;6;84\n"},
		"mapped, a count":            {"site.yaml": mapped, "data/raw/a.csv": "Kode;n;d\n14.10.02.2005;@;84\n"},
		"facilities, another column": {"data/facilities.csv": "code,name,type,kecamatan,status,hours\n1011352,Anak Setatah,puskesmas,14.10.02,aktif,@\n1011351,Tanjung Samak,puskesmas,14.10.03,aktif,\n"},
		"agreements":                 {"data/agreements.csv": "number,title,first_party,second_party,date\n1,Kerja sama,Dinas Kesehatan,@,2024-01-02\n"},
		"regions":                    {"data/regions.csv": "code,parent,level,name,catatan\n14.10,14,kabkota,Kabupaten Kepulauan Meranti,@\n14.10.02,14.10,kecamatan,Rangsang Barat,\n"},
		"the catalogue":              {"data/indicators.csv": "code,name,class,definition\nx,X,rutin,@\n"},
		"JSON":                       {"data/observations/a.json": `[{"periode": "2024-08", "indikator": "bumil", "wilayah": "14.10.02.2005", "pembilang": 6, "sasaran": 84, "ket": "@"}]`},
	} {
		for code, secret := range secrets {
			site := siteOf(archive(t, "testdata/valid.txtar"))
			for file, text := range files {
				site[file] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, "@", secret))}
			}
			d, ps := readSite(site)
			if !slices.ContainsFunc(ps, func(p source.Problem) bool { return p.Code == code && p.Pos.Line > 0 }) {
				t.Errorf("%s, %s: not told among\n%s", name, code, printed(t, ps, site))
			}
			said := printed(t, ps, site)
			for _, dec := range d.Decisions {
				said += dec.Text(source.English)
			}
			for _, lang := range []string{source.English, source.Indonesian} {
				for _, p := range ps {
					said += p.Text(lang) + p.Hint(lang)
				}
			}
			if strings.Contains(said, secret) || strings.Contains(said, strings.Trim(secret, "0")) {
				t.Errorf("%s, %s: the cell is shown\n%s", name, code, said)
			}
		}
	}
}

// The telephones and addresses of facilities are no persons', and a sum of money is
// no number of a card.
func TestContactsOfFacilitiesAreRead(t *testing.T) {
	t.Parallel()
	d := read(t, map[string]string{
		"data/facilities.csv": "code,name,type,kecamatan,address,phone\n1011351,Tanjung Samak,puskesmas,14.10.03,\"Jl. Imam Bonjol, No. 5\",0812-3456-7890\n1011352,Anak Setatah,puskesmas,14.10.02,Jl. Merdeka,+62 763 31234\n",
		"data/budget.csv":     "year,area,source,amount\n2023,14.10,APBD,1250000000000\n",
	})
	if d.Register.Facilities[0].Phone == "" || len(d.Budget) != 1 {
		t.Errorf("%+v %+v", d.Register.Facilities, d.Budget)
	}
}
