package build

import (
	"fmt"
	"strings"
	"testing"
)

// Belitung Timur 2023 (domain reference §2.2): the twelve services have the mean
// 89.5375, the office printed 89.60. Both are shown, the printed one as quoted.
func TestAQuotedIndexStandsBesideTheComputedOne(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	rows := "periode,indikator,wilayah,pembilang,penyebut\n"
	percents := []int{8526, 9003, 9415, 9824, 9874, 8859, 8696, 7837, 9535, 10000, 6495, 9381}
	for i, s := range strings.Fields("bumil bulin bbl balita upd usprod lansia ht dm odgj tb hiv") {
		rows += fmt.Sprintf("2023,%s,99.01,%d,10000\n", s, percents[i])
	}
	putFiles(t, dir, map[string]string{
		"data/quality.csv": "tahun,wilayah,indikator,mutu_persen\n", "data/observations/2023.csv": rows,
		"data/observations/2024.csv": "periode,indikator,wilayah,pembilang,penyebut\n2024-01,bumil,99.01,10,100\n",
		"data/index.csv": "tahun,wilayah,nilai,kategori,sumber\n2023,99.01,\"89,60\",TUNTAS MADYA,Profil Kesehatan 2023\n" +
			"2023,9901001,\"91,5\",,Laporan Puskesmas\n",
	})
	files := inMemory(t, dir)
	table := string(files["data/unduhan/indeks.csv"])
	if row := "2023-12,kabkota,99.01,Kabupaten Karangan (data contoh),89.5375,Tuntas Madya,0,0,89.6000,TUNTAS MADYA,Profil Kesehatan 2023"; !strings.Contains(table, row) {
		t.Errorf("indeks.csv is\n%s", table)
	}
	if strings.Contains(table, "9901001") {
		t.Error("an index is quoted whose computed one is not shown")
	}
	says(t, files, "index.html", []string{
		"89,53", "tanpa komponen mutu", "dikutip 89,60, Profil Kesehatan 2023", "89,60 · TUNTAS MADYA · Profil Kesehatan 2023",
	}, nil)
	says(t, files, "api/v1/unit/99.01.json", []string{
		`"indeks_dikutip":{"nilai":89.6000,"kategori":"TUNTAS MADYA","sumber":"Profil Kesehatan 2023"}`,
	}, nil)
	for path, body := range files {
		if strings.Contains(string(body), "Laporan Puskesmas") {
			t.Errorf("%s quotes what is hidden", path)
		}
	}
}
