package mapping

import (
	"math"
	"path/filepath"
	"testing"
	"testing/fstest"

	"github.com/rogpeppe/go-internal/txtar"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/sheet"
	"terang/internal/source"
)

// FuzzNumbers: whatever a cell holds and however a file writes numbers, a number
// that is read is one that a count can hold, and reads again as itself.
func FuzzNumbers(f *testing.F) {
	for _, s := range []string{"1.234", "1,234,567", "3.920,23", "451.3", "1 234", "0.00000049", "-5", "12%", "'7", "1e9", "−1", "٣", "1\u00a0000", "99999999999", "..", ",5", "2019.0"} {
		f.Add(s, byte(0), byte(0), true)
		f.Add(s, byte(','), byte('.'), false)
	}
	f.Fuzz(func(t *testing.T, text string, decimal, group byte, alone bool) {
		mark := func(b byte) byte { return [...]byte{0, ',', '.'}[b%3] }
		m := marks{mark(decimal), mark(group)}
		if m.decimal == m.group {
			m.group = 0
		}
		factor := int64(1000)
		if alone {
			factor = 1
		}
		plain, ok := m.plain(number(text), factor)
		if !ok || !plainNumber.MatchString(plain) {
			return
		}
		v, ok := millionths(plain, factor)
		if !ok {
			return
		}
		if v < 0 || v > math.MaxInt32*million {
			t.Fatalf("%q is %d millionths", text, v)
		}
		if again, ok := (marks{'.', 0}).plain(plain, 1); !ok || again != plain {
			t.Fatalf("%q is %q, and that is %q", text, plain, again)
		}
	})
}

// places are the areas that the seeds speak of.
func places() *health.Register {
	root := health.Area{Code: "14.10", Name: "Kepulauan Meranti", Level: health.Kabkota, Parent: health.NoUnit, End: 4}
	return health.NewRegister([]health.Area{
		root,
		{Code: "14.10.02", Name: "Rangsang Barat", Level: health.Kecamatan, Parent: 0, End: 4},
		{Code: "14.10.02.2005", Name: "Bokor", Level: health.Desa, Parent: 1, End: 3},
		{Code: "14.10.02.2006", Name: "Anak Setatah", Level: health.Desa, Parent: 1, End: 4},
	}, nil, nil)
}

// FuzzMap: whatever stands in a table and in its mapping, each row has a fate, each
// observation comes from rows that are there, and what is told lies in a file.
func FuzzMap(f *testing.F) {
	paths, err := filepath.Glob("../dataset/testdata/problems/*.txtar")
	if err != nil || len(paths) == 0 {
		f.Fatal("no seeds", err)
	}
	for _, p := range paths {
		a, err := txtar.ParseFile(p)
		if err != nil {
			f.Fatal(err)
		}
		site, _ := config.Read(txtarFS(a))
		for _, s := range site.Sources {
			f.Add(textOf(a, config.File), textOf(a, s.File))
		}
	}
	for _, s := range [][2]string{
		{"wide: months\n  indicator: bumil\n  period: 2024\n  columns: {name: desa}\n  match: name", "desa;Jan;Feb;Mar\nBokor;1;2.345;3,5\nAnak Setata;;-;1e3\n"},
		{"wide: years\n  indicator: x\n  columns: {area: kode}\n  units: {numerator: ribu jiwa}", "kode,2019,2020.0\n1410022005,1.2,3\n14.10.02,4,5\n"},
		{"recipe: profil\n  indicator: bumil\n  period: 2023", "No,Kecamatan,Puskesmas,Jumlah,%\n1,2,3,4,5\n1,Rangsang Barat,Anak Setatah,12,50\n,JUMLAH,,12,\n"},
		{"columns: {element: de, value: v, area: ou, period: pe}\n  elements: {x: {indicator: bumil, is: numerator}, y: {indicator: bumil, is: denominator}}\n  areas: {u: 14.10.02.2005}", "de,pe,ou,v\nx,202401,u,5\ny,202401,u,9\n"},
		{"indicator: bumil\n  period: 2024-09\n  columns: {area: desa}\n  count: {hasil: [ya]}\n  where: {jk: [P]}", "desa,hasil,jk\n14.10.02.2005,ya,P\n14.10.02.2005,tidak,P\n14.10.02,ya,L\n"},
		{"columns: {area: a, numerator: n, year: t, month: b}\n  sum: true\n  join: {file: data/a.csv, columns: {area: a, denominator: d}}\n  indicator: i", "a,t,b,n,d\n14.10.02.2005,2024,Mei,1.5,3\n14.10.02.2005,2024,5,2.5,3\n"},
	} {
		f.Add("title: a\nbase_url: https://a.id\narea: \"14.10\"\nsources:\n- file: data/a.csv\n  "+s[0]+"\n", s[1])
	}
	reg := places()
	f.Fuzz(func(t *testing.T, settings, table string) {
		site, _ := config.Read(fstest.MapFS{config.File: {Data: []byte(settings)}})
		book, _ := sheet.Read(fstest.MapFS{"a.csv": {Data: []byte(table)}}, "a.csv", sheet.Options{})
		for _, s := range site.Sources {
			res := Map(Input{Book: book, Source: s, Pos: source.Pos{File: config.File, Line: 1}}, book, reg)
			checkMapped(t, book, res)
		}
	})
}

func checkMapped(t *testing.T, book *sheet.Book, res *Result) {
	t.Helper()
	rows, refused := 0, 0
	for i := range book.Tables {
		rows += len(book.Tables[i].Rows)
	}
	if len(res.Fates) != rows {
		t.Fatalf("%d fates of %d rows", len(res.Fates), rows)
	}
	for i := range res.Rows {
		r := &res.Rows[i]
		for _, from := range r.From() {
			if from < 0 || from >= rows || res.Fates[from] != Taken && res.Fates[from] != Refused {
				t.Fatalf("observation %d is from row %d of %d", i, from, rows)
			}
		}
		for c := range columns {
			if p := res.Pos(r, c); p.File == "" {
				t.Fatalf("observation %d has no place for column %d", i, c)
			}
		}
	}
	for _, fate := range res.Fates {
		if fate == Refused {
			refused++
		}
	}
	if refused > 0 && !res.Problems.HasErrors() {
		t.Fatalf("%d rows refused, and no problem says why", refused)
	}
	for _, p := range res.Problems {
		if p.Pos.File == "" {
			t.Fatalf("%s has no place", p.Code)
		}
	}
	for _, d := range res.Decisions {
		if d.Text(source.English) == string(d.Choice) {
			t.Fatalf("no words for %q", d.Choice)
		}
	}
}

func textOf(a *txtar.Archive, name string) string {
	for _, f := range a.Files {
		if f.Name == name {
			return string(f.Data)
		}
	}
	return ""
}

func txtarFS(a *txtar.Archive) fstest.MapFS {
	files := fstest.MapFS{}
	for _, f := range a.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}
