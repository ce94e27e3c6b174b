package opendata

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"terang/internal/config"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
	"terang/internal/words"
)

var update = flag.Bool("update", false, "write the golden files anew")

// catalogue reads one of the word files: a key and a quoted text on each line.
func catalogue(t *testing.T, lang string) *words.Catalogue {
	t.Helper()
	data, err := os.ReadFile("testdata/words." + lang + ".yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{
		"months":   "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember",
		"list.two": "{a} dan {b}", "list.last": "{head}, dan {last}",
	}
	for line := range strings.Lines(string(data)) {
		key, quoted, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		text, err := strconv.Unquote(quoted)
		if err != nil {
			t.Fatalf("%s: %v", key, err)
		}
		texts[key] = text
	}
	return words.New(lang, texts)
}

func indicator(code string, class health.Sensitivity, lowest health.Level) health.Indicator {
	return health.Indicator{
		Code: code, Name: "Layanan " + code, ShortName: code, Group: health.GroupSPM, Measure: health.Proportion, Unit: "orang",
		Factor: 100, Polarity: health.HighIsGood, Target: 100, Cumulative: true,
		Sensitivity: class, Lowest: lowest, Source: "Laporan puskesmas",
	}
}

// The units of the small site: a kabupaten, two kecamatan with two desa each, two puskesmas.
const (
	kabupaten health.Unit = iota
	utara
	desaA
	desaB
	selatan
	desaC
	desaD
	puskesmas1
	puskesmas2
)

func register() *health.Register {
	areas := []health.Area{
		{Code: "99.01", Name: "Kabupaten Uji", Level: health.Kabkota, Parent: health.NoUnit, End: 7},
		{Code: "99.01.01", Name: "Utara", Level: health.Kecamatan, Parent: kabupaten, End: 4},
		{Code: "99.01.01.2001", Name: `=HYPERLINK("A")`, Level: health.Desa, Parent: utara, End: 3},
		{Code: "99.01.01.2002", Name: `Desa "B", Barat`, Level: health.Desa, Parent: utara, End: 4},
		{Code: "99.01.02", Name: "Selatan", Level: health.Kecamatan, Parent: kabupaten, End: 7},
		{Code: "99.01.02.2001", Name: "Desa C", Level: health.Desa, Parent: selatan, End: 6},
		{Code: "99.01.02.2002", Name: "Desa D", Level: health.Desa, Parent: selatan, End: 7},
	}
	facilities := []health.Facility{
		{Code: "P2", Name: "Puskesmas Selatan", Type: health.TypePuskesmas, Kabkota: kabupaten, Kecamatan: selatan, Desa: health.NoUnit},
		{Code: "P1", Name: "@Utara", Type: health.TypePuskesmas, Kabkota: kabupaten, Kecamatan: utara, Desa: health.NoUnit},
	}
	return health.NewRegister(areas, facilities, map[string]string{
		"99.01.01.2001": "P1", "99.01.01.2002": "P1", "99.01.02.2001": "P2", "99.01.02.2002": "P2",
	})
}

type report struct {
	unit      health.Unit
	indicator int
	month     health.Month
	n, d      health.Count
}

func release(reg *health.Register, inds []health.Indicator, reports []report) *disclosure.Release {
	b := tally.NewBuilder(reg, inds, health.MonthOf(2030, 1))
	b.File("data/observations/uji.csv", 0)
	drawn := b.Drawn(tally.Drawn{System: "Laporan uji", On: health.DateOf(2024, 10, 10)})
	for i, r := range reports {
		b.Add(tally.Row{
			Unit: r.unit, Indicator: r.indicator, Month: r.month, N: r.n, D: r.d, Origin: uint32(i + 2), Drawn: drawn,
		})
	}
	s := spm.Summarise(spm.Input{
		Register: reg, Indicators: inds, Table: b.Table(), AsOf: health.NoMonth,
		Categories: []spm.Category{{Name: "Tuntas", From: 60}, {Name: "Belum", From: 0}},
	})
	return disclosure.Disclose(s, disclosure.Policy{MinCount: 5, MinCountSensitive: 10})
}

// small is a site with every state: shown, hidden, not reported, nobody to
// serve, above 100 %, an indicator that desa never show and one without data.
func small(t *testing.T) Input {
	t.Helper()
	inds := []health.Indicator{
		indicator("bumil", health.Routine, health.Desa), indicator("tb", health.Sensitive, health.Kecamatan),
		indicator("kosong", health.Routine, health.Desa),
	}
	dec, sep := health.MonthOf(2023, 12), health.MonthOf(2024, 9)
	reg := register()
	cfg := config.Default()
	cfg.Title, cfg.BaseURL, cfg.License, cfg.Area = "Portal Uji", "https://example.go.id/uji/", "CC BY 4.0", "99.01"
	cfg.Office = config.Office{Name: "Dinas Kesehatan Uji", Email: "data@example.go.id"}
	return Input{
		Config: cfg, Register: reg, Indicators: inds, Words: catalogue(t, "id"),
		Release: release(reg, inds, []report{
			{desaA, 0, dec, 41, 40},
			{desaB, 0, dec, 30, 70},
			{desaC, 0, dec, 50, 80},
			{desaD, 0, dec, 0, 0},
			{desaA, 0, sep, 3, 40},
			{desaB, 0, sep, 60, 70},
			{desaC, 0, sep, 58, 80},
			{desaA, 1, sep, 11, 31},
			{desaB, 1, sep, 12, 34},
			{desaC, 1, sep, 4, 37},
			{desaD, 1, sep, 13, 38},
		}),
	}
}

// finished is a file as it is written.
type finished struct {
	Path  string
	Title Title
	Body  []byte
}

func finish(in Input) []finished {
	s := New(in)
	var list []finished
	for i := range s.Len() {
		f := s.At(i)
		body := f.Append(nil)
		list = append(list, finished{f.Path, f.Title, body})
	}
	return list
}

func file(t *testing.T, files []finished, path string) finished {
	t.Helper()
	for _, f := range files {
		if f.Path == path {
			return f
		}
	}
	t.Fatalf("there is no file %s", path)
	return finished{}
}

func TestGoldenFiles(t *testing.T) {
	files := finish(small(t))
	for _, path := range []string{
		"data/unduhan/capaian.csv", "data/unduhan/indeks.csv", "data/unduhan/indikator.csv", "data/unduhan/datapackage.json", "data/unduhan/BACA-SAYA.txt",
		"api/v1/unit/99.01.01.json", "api/v1/unit/99.01.02.2002.json", "api/v1/unit/P1.json",
		"api/v1/indikator/tb.json", "api/v1/skema/unit.json", "api/v1/skema/indikator.json",
	} {
		got := file(t, files, path).Body
		golden := filepath.Join("testdata/golden", filepath.FromSlash(path))
		if *update {
			if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, got, 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is\n%s\nwant\n%s", path, got, want)
		}
	}
}

func TestFilesAreTheSameTwice(t *testing.T) {
	first, second := finish(small(t)), finish(small(t))
	seen := map[string]bool{}
	for i, f := range first {
		if f.Path != second[i].Path || !bytes.Equal(f.Body, second[i].Body) {
			t.Errorf("%s differs", f.Path)
		}
		if seen[strings.ToLower(f.Path)] || len(f.Body) == 0 {
			t.Errorf("%s stands twice or is empty", f.Path)
		}
		seen[strings.ToLower(f.Path)] = true
	}
	if len(first) != 6+9+2+4 {
		t.Errorf("%d files", len(first))
	}
}

func TestHeaders(t *testing.T) {
	files := finish(small(t))
	for path, want := range map[string]string{
		"data/unduhan/capaian.csv":   "periode,jenis_unit,kode_unit,nama_unit,indikator,pembilang,penyebut,persen,target,status,disensor,rentang,terakhir_periode,terakhir_pembilang,terakhir_penyebut",
		"data/unduhan/indeks.csv":    "periode,jenis_unit,kode_unit,nama_unit,indeks,kategori,komponen_mutu,disensor,indeks_dikutip,kategori_dikutip,sumber_dikutip",
		"data/unduhan/indikator.csv": "indikator,nama,kelompok,jenis,satuan,per,arah,target_setahun,jenis_tahun,sifat,definisi,definisi_pembilang,definisi_penyebut,dasar_hukum,sumber,kelas,tingkat_terendah,ambang,bulatkan",
	} {
		if got, _, _ := strings.Cut(string(file(t, files, path).Body), "\n"); got != want {
			t.Errorf("%s begins %q", path, got)
		}
	}
}

// records reads a table back, without its header.
func records(t *testing.T, f finished) [][]string {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(f.Body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows[1:]
}

func TestHiddenCellsAreEmptyInEveryTable(t *testing.T) {
	in := small(t)
	hidden := 0
	for _, r := range records(t, file(t, finish(in), "data/unduhan/capaian.csv")) {
		numbers := strings.Join(append(r[5:8:8], r[9]), "")
		switch {
		case r[10] == "1" && numbers != "":
			t.Errorf("hidden row shows numbers: %v", r)
		case r[10] == "1":
			hidden++
		case r[9] == "":
			t.Errorf("shown row has no status: %v", r)
		}
	}
	// Desa A (3 of 40), B with it, in both their names; TB at four desa, and at
	// kecamatan none: 23 of 65 and 17 of 75 are above ten.
	if hidden != 2+4 {
		t.Errorf("%d rows are hidden", hidden)
	}
}

func TestNoHiddenNumberInAnyDocument(t *testing.T) {
	in := small(t)
	for _, f := range finish(in) {
		if f.Path != "api/v1/unit/99.01.01.2001.json" {
			continue
		}
		for _, raw := range []string{`"pembilang":3`, `"penyebut":40,"persen":7.5`, `"pembilang":11`} {
			if strings.Contains(string(f.Body), raw) {
				t.Errorf("%s holds %s", f.Path, raw)
			}
		}
		if !strings.Contains(string(f.Body), `"pembilang":41,"penyebut":40,"persen":102.5000`) {
			t.Errorf("%s lacks the year that may be shown: %s", f.Path, f.Body)
		}
	}
}

func TestFormulasAreGuarded(t *testing.T) {
	for text, want := range map[string]string{
		"=1+1": "'=1+1", "+62": "'+62", "-5": "'-5", "@A": "'@A", "\tx": "'\tx", "\rx": "'\rx", "Desa": "Desa", "": "", "A=1": "A=1",
	} {
		if got := guard(text); got != want {
			t.Errorf("guard(%q) is %q, want %q", text, got, want)
		}
	}
	for _, f := range finish(small(t)) {
		if strings.HasSuffix(f.Path, ".csv") {
			for _, r := range records(t, f) {
				for i, cell := range r {
					if cell != "" && strings.ContainsRune("=+-@\t\r", rune(cell[0])) {
						t.Errorf("%s column %d: %q", f.Path, i, cell)
					}
				}
			}
		}
	}
}

func TestSampleIsMarkedInEveryFile(t *testing.T) {
	in := small(t)
	in.Config.Sample = true
	for _, f := range finish(in) {
		switch {
		case strings.Contains(f.Path, "/skema/"):
		case strings.HasSuffix(f.Path, "csv-metadata.json"):
			if !strings.Contains(string(f.Body), `"dc:description":"Data contoh: `) {
				t.Errorf("%s is not marked", f.Path)
			}
		case f.Path == openAPIFile:
			if !strings.Contains(string(f.Body), `"x-sample":true`) || !strings.Contains(string(f.Body), `"description":"Data contoh: `) {
				t.Errorf("%s is not marked", f.Path)
			}
		case strings.HasSuffix(f.Path, ".csv"):
			name := 3
			if strings.HasSuffix(f.Path, "/indikator.csv") {
				name = 1
			}
			for _, r := range records(t, f) {
				if !strings.HasSuffix(r[name], " (data contoh)") {
					t.Errorf("%s: %q", f.Path, r[name])
				}
			}
		case strings.HasSuffix(f.Path, ".parquet"): // held against the CSV elsewhere
		case strings.HasSuffix(f.Path, ".json"):
			if !strings.Contains(string(f.Body), `"sample":true,"notice":"Data contoh: `) {
				t.Errorf("%s is not marked", f.Path)
			}
		default:
			if !strings.HasPrefix(string(f.Body), "Data contoh: ") {
				t.Errorf("%s is not marked", f.Path)
			}
		}
	}
	for _, f := range finish(small(t)) {
		if strings.Contains(string(f.Body), "ata contoh)") {
			t.Errorf("%s of a real site is marked as a sample", f.Path)
		}
	}
}

// A site of twelve services has an index; kecamatan with a hidden service have a hidden one.
func TestIndex(t *testing.T) {
	in := small(t)
	in.Indicators = nil
	var reports []report
	for i := range spm.Services {
		in.Indicators = append(in.Indicators, indicator(fmt.Sprintf("l%d", i+1), health.Routine, health.Desa))
		at := health.MonthOf(2023, 12)
		reports = append(reports, report{desaB, i, at, 30, 60}, report{desaC, i, at, 90, 120}, report{desaD, i, at, 200, 120})
	}
	reports = append(reports, report{desaA, 0, health.MonthOf(2023, 12), 3, 50})
	in.Release = release(in.Register, in.Indicators, reports)
	got := string(file(t, finish(in), "data/unduhan/indeks.csv").Body)
	want := strings.Join([]string{
		"periode,jenis_unit,kode_unit,nama_unit,indeks,kategori,komponen_mutu,disensor,indeks_dikutip,kategori_dikutip,sumber_dikutip",
		"2023-12,kabkota,99.01,Kabupaten Uji,99.3571,Tuntas,0,0,,,", // one service 323 of 350, eleven above 100
		"2023-12,kecamatan,99.01.01,Utara,48.3333,Belum,0,0,,,",     // one 33 of 110, eleven 30 of 60
		`2023-12,desa,99.01.01.2002,"Desa ""B"", Barat",,,,1,,,`,    // hidden with desa A
		"2023-12,kecamatan,99.01.02,Selatan,100.0000,Tuntas,0,0,,,",
		"2023-12,desa,99.01.02.2001,Desa C,75.0000,Tuntas,0,0,,,",
		"2023-12,desa,99.01.02.2002,Desa D,100.0000,Tuntas,0,0,,,",
		"2023-12,puskesmas,P1,'@Utara,48.3333,Belum,0,0,,,",
		"2023-12,puskesmas,P2,Puskesmas Selatan,100.0000,Tuntas,0,0,,,",
	}, "\n") + "\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if strings.Contains(got, "99.01.01.2001") {
		t.Error("desa A reported one service only and has an index")
	}
	doc := string(file(t, finish(in), "api/v1/unit/99.01.01.2002.json").Body)
	if !strings.Contains(doc, `"indeks":{"disensor":true}`) {
		t.Errorf("the hidden index of desa B: %s", doc)
	}
}

// A province has a table for each kab/kota, and one for kab/kota and above.
func TestProvinceIsSplit(t *testing.T) {
	areas := []health.Area{
		{Code: "99", Name: "Provinsi Uji", Level: health.Provinsi, Parent: health.NoUnit, End: 5},
		{Code: "99.01", Name: "Satu", Level: health.Kabkota, Parent: 0, End: 3},
		{Code: "99.01.01", Name: "Kecamatan", Level: health.Kecamatan, Parent: 1, End: 3},
		{Code: "99.02", Name: "Dua", Level: health.Kabkota, Parent: 0, End: 5},
		{Code: "99.02.01", Name: "Kecamatan", Level: health.Kecamatan, Parent: 3, End: 5},
	}
	facilities := []health.Facility{
		{Code: "P1", Name: "Puskesmas", Type: health.TypePuskesmas, Kabkota: 3, Kecamatan: health.NoUnit, Desa: health.NoUnit},
	}
	in := small(t)
	in.Register = health.NewRegister(areas, facilities, nil)
	in.Indicators = in.Indicators[:1]
	in.Release = release(in.Register, in.Indicators, []report{
		{2, 0, health.MonthOf(2024, 9), 60, 80}, {4, 0, health.MonthOf(2024, 9), 70, 90},
	})
	files := finish(in)
	for path, want := range map[string]string{
		"data/unduhan/capaian.csv":       "99 99.01 99.02",
		"data/unduhan/capaian-99.01.csv": "99.01 99.01.01",
		"data/unduhan/capaian-99.02.csv": "99.02 99.02.01 P1",
	} {
		var codes []string
		for _, r := range records(t, file(t, files, path)) {
			codes = append(codes, r[2])
		}
		if got := strings.Join(codes, " "); got != want {
			t.Errorf("%s holds %s, want %s", path, got, want)
		}
	}
	if d := string(file(t, files, "data/unduhan/datapackage.json").Body); strings.Count(d, `"path":`) != 5+3 {
		t.Errorf("not every table is described: %s", d)
	}
}

func TestFileNamesNeverMeet(t *testing.T) {
	for code, want := range map[string]string{
		"14.10.02.2005": "14.10.02.2005", "P 1/2": "P_201_2f2", "..": "_2e.", "a_b": "a_5fb", "é": "_c3_a9",
	} {
		if got := fileName(code); got != want {
			t.Errorf("fileName(%q) is %q, want %q", code, got, want)
		}
	}
}

func TestBothLanguagesHaveTheSameKeys(t *testing.T) {
	id, en := catalogue(t, "id"), catalogue(t, "en")
	if a, b := strings.Join(id.Keys(), " "), strings.Join(en.Keys(), " "); a != b {
		t.Errorf("id: %s\nen: %s", a, b)
	}
	in := small(t)
	in.Config.Sample = true
	for _, c := range []*words.Catalogue{id, en} {
		in.Words = c
		for _, f := range finish(in) {
			if strings.Contains(string(f.Body), "⟦") {
				t.Errorf("%s: %s lacks a word: %s", c.Lang(), f.Path, f.Body)
			}
		}
	}
}
