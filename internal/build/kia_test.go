package build

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// kia are the thirteen indicators of the PWS-KIA (domain reference §4) as an office
// writes them into its catalogue: code, name, target.
var kia = [][3]string{
	{"k1", "K1", "100"},
	{"k4", "K4", "95"},
	{"pn", "Persalinan oleh tenaga kesehatan", "95"},
	{"kf", "Kunjungan nifas", "90"},
	{"risiko", "Deteksi risiko oleh masyarakat", "80"},
	{"pk", "Komplikasi kebidanan ditangani", "80"},
	{"kn1", "KN1", "95"},
	{"knl", "KN lengkap", "90"},
	{"nk", "Komplikasi neonatus ditangani", "80"},
	{"kby", "Kunjungan bayi", "90"},
	{"kbal", "Kunjungan balita", "90"},
	{"bs", "Balita sakit dilayani", "90"},
	{"cpr", "Peserta KB aktif", "70"},
}

// kiaCount is what a desa reports: d a year, n a month from January to September.
func kiaCount(indicator, desa int) (n, d int) { return 10 + (3*indicator+5*desa)%9, 190 + 10*desa }

// Thirteen indicators by the catalogue alone: each has a page with the PWS graph of
// the puskesmas, its rows in the tables and a document, and the figures are right.
func TestThirteenIndicatorsOfThePWS(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	desa := []string{"99.01.01.1001", "99.01.01.2002", "99.01.02.2001", "99.01.02.2002", "99.01.02.2003"}
	catalogue := "kode,nama,kelompok,jenis,satuan,target,target_kumulatif,siklus,klaster,kelas\n"
	rows := "periode,indikator,wilayah,pembilang,penyebut,jenis_data\n"
	for i, k := range kia {
		catalogue += fmt.Sprintf("%s,%s,lain,proporsi,orang,%s,ya,ibu,2,rutin\n", k[0], k[1], k[2])
		for u, code := range desa {
			n, d := kiaCount(i, u)
			for m := 1; m <= 9; m++ {
				rows += fmt.Sprintf("2024-%02d,%s,%s,%d,%d,proyeksi\n", m, k[0], code, n, d)
			}
		}
	}
	putFiles(t, dir, map[string]string{"data/indicators.csv": catalogue, "data/observations/kia.csv": rows})
	files := inMemory(t, dir)
	table := map[[2]string]map[string]string{}
	for _, row := range tableRows(t, files["data/unduhan/capaian.csv"]) {
		if strings.HasPrefix(row["periode"], "2024") {
			table[[2]string{row["kode_unit"], row["indikator"]}] = row
		}
	}
	for i, k := range kia {
		target, _ := strconv.Atoi(k[2])
		for unit, members := range map[string][]int{"99.01": {0, 1, 2, 3, 4}, "9901001": {0, 1, 4}, "9901002": {2, 3}, desa[3]: {3}} {
			n, d := 0, 0
			for _, u := range members {
				perMonth, people := kiaCount(i, u)
				n, d = n+9*perMonth, d+people
			}
			status := "di_bawah"
			switch due := float64(target) * 9 / 12 * float64(d); {
			case 100*float64(n) >= due:
				status = "tercapai"
			case 100*float64(n) >= 0.9*due:
				status = "mendekati"
			}
			row := table[[2]string{unit, k[0]}]
			if row["pembilang"] != strconv.Itoa(n) || row["penyebut"] != strconv.Itoa(d) || row["status"] != status ||
				row["persen"] != fmt.Sprintf("%.4f", 100*float64(n)/float64(d)) || row["target"] != fmt.Sprintf("%.4f", float64(target)*9/12) {
				t.Errorf("%s of %s: %v; want %d of %d, %s", k[0], unit, row, n, d, status)
			}
		}
		says(t, files, "indikator/"+k[0]+".html", []string{`id="pws-` + k[0] + `"`, `class="columns"`, k[1], "Unduh CSV"}, nil)
		says(t, files, "api/v1/indikator/"+k[0]+".json", []string{`"kode":"` + k[0] + `"`, `"pembilang"`}, nil)
	}
	says(t, files, "puskesmas/hilir/index.html", []string{`id="tabel-desa-lain"`, `id="pws-`}, nil)
	says(t, files, "siklus-hidup/ibu.html", []string{"KN lengkap"}, nil)
}
