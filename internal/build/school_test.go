package build

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// putFiles writes files into a site's folder.
func putFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// inMemory builds a site in memory; a problem that is an error fails the test.
func inMemory(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files, ps, err := Memory(context.Background(), Options{unpainted: true, Dir: dir, Date: day()})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	return files
}

// says checks what a page must say and what it must not.
func says(t *testing.T, files map[string][]byte, page string, has, hasNot []string) {
	t.Helper()
	body := string(files[page])
	for _, s := range has {
		if !strings.Contains(body, s) {
			t.Errorf("%s does not say %q", page, s)
		}
	}
	for _, s := range hasNot {
		if strings.Contains(body, s) {
			t.Errorf("%s says %q", page, s)
		}
	}
}

// A service by school years: two puskesmas report screenings by month from July
// 2022 to September 2024. The rows are grouped here as a spreadsheet would, July
// and later going to the year after, and compared with the table of the site.
func TestSchoolYearOnTheSite(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	rows := "periode,indikator,wilayah,pembilang,penyebut\n"
	n, d := map[string]int{}, map[string]int{}
	for m := 12*2022 + 6; m <= 12*2024+8; m++ {
		year := m / 12
		if m%12 >= 6 {
			year++
		}
		for k, unit := range []string{"9901001", "9901002"} {
			served, people := 11+m%7+k, 400+100*k+10*(year-2022)
			rows += fmt.Sprintf("%04d-%02d,upd,%s,%d,%d\n", m/12, m%12+1, unit, served, people)
			for _, u := range []string{unit, "99.01"} {
				n[u+strconv.Itoa(year)] += served
			}
			d[unit+strconv.Itoa(year)] = people
			d["99.01"+strconv.Itoa(year)] = d["9901001"+strconv.Itoa(year)] + d["9901002"+strconv.Itoa(year)]
		}
	}
	putFiles(t, dir, map[string]string{"data/indicators.csv": "kode,tahun\nupd,ajaran\n", "data/observations/upd.csv": rows})
	files := inMemory(t, dir)
	compared := 0
	for _, row := range tableRows(t, files["data/unduhan/capaian.csv"]) {
		key := row["kode_unit"] + row["periode"][:4]
		if row["indikator"] != "upd" || d[key] == 0 {
			continue
		}
		compared++
		want := fmt.Sprintf("%.4f", 100*float64(n[key])/float64(d[key]))
		if row["periode"][4:] != "-06" || row["pembilang"] != strconv.Itoa(n[key]) || row["penyebut"] != strconv.Itoa(d[key]) || row["persen"] != want || row["target"] != "100.0000" {
			t.Errorf("%v; counted %d of %d, %s", row, n[key], d[key], want)
		}
	}
	if compared != 6 {
		t.Errorf("%d rows were compared, want three units of two years", compared)
	}
	says(t, files, "spm/upd.html", []string{
		"tahun ajaran 2023/2024", "data s.d. Juni 2024", "2022/2023", ">Jul<", "Juli 2023",
		"Laporan sejak Juli sampai September 2024 masuk tahun ajaran 2024/2025 dan tampil di sini mulai Januari 2025.",
	}, []string{"data s.d. Juni 2024, sementara", "2023/2024 (sementara)"})
	says(t, files, "index.html", []string{"tahun ajaran 2023/2024", "data s.d. September 2024, sementara"}, nil)
	says(t, files, "api/v1/indikator/upd.json", []string{
		`"jenis_tahun":"ajaran"`, `"tahun":2024,"periode":"2024-06","lengkap":true`,
	}, []string{`"tahun":2025`})
	says(t, files, "api/v1/unit/99.01.json", []string{`"indikator":"upd","periode":"2024-06"`}, []string{`"indikator":"bumil","periode"`})
	says(t, files, "data/unduhan/datapackage.json", []string{`"provisional":["2024-09"]`}, nil)
}

// In March the school year is open: nine twelfths of its target are due.
func TestSchoolYearInSpring(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	rows := "periode,indikator,wilayah,pembilang,penyebut\n2022/2023,upd,9901001,300,400\n2023,upd,9901002,500,500\n"
	for _, m := range []string{"2023-09", "2023-12", "2024-03"} {
		rows += m + ",upd,9901001,100,400\n"
	}
	putFiles(t, dir, map[string]string{"data/indicators.csv": "kode,tahun\nupd,ajaran\n", "data/observations/upd.csv": rows})
	files, ps, err := Memory(context.Background(), Options{unpainted: true, Dir: dir, Date: day(), AsOf: 12*2024 + 2})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	table := string(files["data/unduhan/capaian.csv"])
	for _, row := range []string{
		"2024-03,puskesmas,9901001,Hulu (data contoh),upd,300,400,75.0000,75.0000,tercapai,",
		"2023-06,kabkota,99.01,Kabupaten Karangan (data contoh),upd,800,900,88.8889,100.0000,di_bawah,",
	} {
		if !strings.Contains(table, row) {
			t.Errorf("capaian.csv has no %q", row)
		}
	}
	says(t, files, "spm/upd.html", []string{"tahun ajaran 2023/2024", "data s.d. Maret 2024, sementara"}, []string{"2024/2025"})
}

// tableRows reads a download by its columns.
func tableRows(t *testing.T, body []byte) []map[string]string {
	t.Helper()
	records, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, r := range records[1:] {
		row := map[string]string{}
		for i, head := range records[0] {
			row[head] = r[i]
		}
		rows = append(rows, row)
	}
	return rows
}
