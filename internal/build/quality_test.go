package build

import (
	"fmt"
	"strings"
	"testing"
)

// belitung is the table of Kabupaten Belitung Timur 2024 (golden test 1): service,
// served, sasaran, quality as printed.
var belitung = []struct {
	code    string
	n, d    int
	quality string
}{
	{"bumil", 1485, 2102, "97.02"},
	{"bulin", 1680, 2102, "100"},
	{"bbl", 1642, 2138, "100"},
	{"balita", 7742, 8409, "80.95"},
	{"upd", 19118, 19825, "72.22"},
	{"usprod", 83086, 86746, "63.16"},
	{"lansia", 11620, 14277, "100"},
	{"ht", 23035, 24264, "83.33"},
	{"dm", 2151, 2419, "91.67"},
	{"odgj", 328, 328, "66.67"},
	{"tb", 2322, 2262, "80"},
	{"hiv", 2518, 3101, "90"},
}

// qualitySite writes the small site with that table as its finished year and a file of quality.
func qualitySite(t *testing.T, quality string) string {
	t.Helper()
	dir := input(t, smallDir)
	rows := "periode,indikator,wilayah,pembilang,penyebut\n"
	for _, s := range belitung {
		rows += fmt.Sprintf("2023,%s,99.01,%d,%d\n", s.code, s.n, s.d)
	}
	putFiles(t, dir, map[string]string{
		"data/observations/2023.csv": rows, "data/quality.csv": quality,
		"data/observations/2024.csv": "periode,indikator,wilayah,pembilang,penyebut\n2024-01,bumil,99.01,10,100\n",
	})
	return dir
}

// Quality comes as a percentage, or as items of a service: then it is the mean of
// the items' percentages, each of at most 100. With quality for some services only
// there is no index; without any it is that of the people served alone.
func TestQualityByPercentAndByItems(t *testing.T) {
	t.Parallel()
	percent, partial := "tahun,wilayah,indikator,mutu_persen\n", "tahun,wilayah,indikator,mutu_persen\n"
	items := "tahun,wilayah,indikator,mutu_persen,item,kebutuhan,tersedia\n"
	bare, mixed := 0.0, 0.0
	for i, s := range belitung {
		row := fmt.Sprintf("2023,99.01,%s,%s\n", s.code, s.quality)
		percent += row
		if i != 7 {
			partial += row
		}
		served := min(100, 100*float64(s.n)/float64(s.d))
		quality := 0.0
		switch s.code {
		case "balita": // 17 of 21 items are there
			for k := range 21 {
				items += fmt.Sprintf("2023,99.01,balita,,barang %d,1,%d\n", k, min(1, k/4))
			}
			quality = 100 * 17 / 21.0
		case "upd": // 5 of 10, twice as many as needed, and one that nobody needs: 50 and 100
			items += "2023,99.01,upd,,alat,10,5\n2023,99.01,upd,,buku,8,16\n2023,99.01,upd,,kursi,0,3\n"
			quality = 75
		default:
			items += strings.TrimSuffix(row, "\n") + ",,,\n"
			if _, err := fmt.Sscanf(s.quality, "%g", &quality); err != nil {
				t.Fatal(err)
			}
		}
		bare += served / 12
		mixed += (0.8*served + 0.2*quality) / 12
	}
	for _, c := range []struct {
		name, quality, row string
	}{
		{"golden test 1", percent, "87.6236,Tuntas Madya,1,0,"},
		{"items", items, fmt.Sprintf("%.4f,Tuntas Madya,1,0,", mixed)},
		{"one service without", partial, ""},
		{"none", "tahun,wilayah,indikator,mutu_persen\n", fmt.Sprintf("%.4f,Tuntas Madya,0,0,", bare)},
	} {
		files := inMemory(t, qualitySite(t, c.quality))
		table := string(files["data/unduhan/indeks.csv"])
		has := strings.Contains(table, "2023-12,kabkota,99.01,")
		if has != (c.row != "") || !strings.Contains(table, c.row) {
			t.Errorf("%s: want %q in\n%s", c.name, c.row, table)
		}
		home := string(files["index.html"])
		if bare := strings.Contains(home, "tanpa komponen mutu"); bare != (c.name == "none") {
			t.Errorf("%s: the home page says it is without quality: %t", c.name, bare)
		}
		if c.row == "" && !strings.Contains(home, "mutunya baru sebagian") {
			t.Errorf("%s: nothing says why there is no index", c.name)
		}
	}
}
