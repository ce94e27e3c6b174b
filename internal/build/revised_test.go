package build

import (
	"context"
	"fmt"
	"strings"
	"testing"
)

// The log of revisions is public: newest first, numbers only where they may be told of.
func TestRevisedNumbersAreListed(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	files := inMemory(t, dir)
	for _, path := range []string{"data/revisi/index.html", "data/unduhan/revisi.csv"} {
		if _, ok := files[path]; ok {
			t.Fatalf("a site without revisions has %s", path)
		}
	}
	hidden, shown := hiddenAndShown(t, files)
	putFiles(t, dir, map[string]string{
		"data/revisions.csv": "tanggal,periode,wilayah,indikator,pembilang_lama,penyebut_lama,pembilang_baru,penyebut_baru,alasan\n" +
			fmt.Sprintf("2024-09-20,%s,99.01,%s,7011,9511,7012,9511,salah ketik\n", shown.period, shown.indicator) +
			fmt.Sprintf("2024-10-01,%s,%s,%s,7101,9601,7121,9621,laporan susulan\n", shown.period, shown.code, shown.indicator) +
			fmt.Sprintf("2024-10-02,%s,%s,%s,7201,9701,7202,9701,laporan susulan\n", shown.period, shown.code, shown.indicator) +
			fmt.Sprintf("2024-10-02,%s,%s,%s,7301,9801,7351,9851,laporan susulan\n", hidden.period, hidden.code, hidden.indicator),
	})
	files = inMemory(t, dir)
	says(t, files, "data/revisi/index.html", []string{
		"4 angka", "7.011 dari 9.511", "7.012 dari 9.511", "Alasan: salah ketik", "jumlahnya tidak disebut",
	}, []string{"7.101", "7.121", "7.201", "7.202", "7.301", "7.351"})
	page := string(files["data/revisi/index.html"])
	if strings.Index(page, "laporan susulan") > strings.Index(page, "salah ketik") {
		t.Error("the older day comes first")
	}
	says(t, files, "data/revisi/index.html", []string{`href="../unduhan/revisi.csv"`}, []string{"lebih lama"})
	table := strings.Split(string(files["data/unduhan/revisi.csv"]), "\n")
	if len(table) != 6 || !strings.Contains(table[4], "7011,9511,7012,9511,0,salah ketik") || !strings.HasSuffix(table[1], ",,,,,1,laporan susulan") || !strings.HasSuffix(table[3], ",,,,,1,laporan susulan") || !strings.HasSuffix(table[2], ",,,,,1,laporan susulan") {
		t.Errorf("revisi.csv is %q", table)
	}
	says(t, files, "data/index.html", []string{`href="revisi/index.html"`, `href="unduhan/revisi.csv"`}, nil)
	says(t, files, "rilis.html", []string{`href="data/revisi/index.html"`}, nil)
	for path, body := range files {
		for _, secret := range []string{"7101", "7.101", "7301", "7.301", "7351", "7.351", "7201", "7.201"} {
			if strings.HasPrefix(path, "data/") && strings.Contains(string(body), secret) {
				t.Errorf("%s tells %s", path, secret)
			}
		}
	}
}

// People may edit the log, and it may be silent of places that hide their number: by what a kab/kota was corrected beyond
// those that show theirs is told of many people only. The other kecamatan of an indicator that all show were not corrected.
func TestTheLogTellsNothingOfHiddenPlaces(t *testing.T) {
	t.Parallel()
	o := Options{Dir: input(t, sampleDir), Date: day(), Plain: true}
	const row = "2024-10-20,2024-09,14.10,%s,%d,1351,%d,1351,tulisan tangan,aaaaaaaaaaaa\n"
	putFiles(t, o.Dir, map[string]string{
		"data/revisions.csv": "tanggal,periode,wilayah,indikator,pembilang_lama,penyebut_lama,pembilang_baru,penyebut_baru,alasan,dasar\n" +
			fmt.Sprintf(row, "kbk_prolanis", 699, 702) + fmt.Sprintf(row, "lansia", 499, 502) + fmt.Sprintf(row, "kbk_rrns", 299, 339),
	})
	s, ps, err := read(context.Background(), o)
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	defer s.close()
	file, _ := s.tables().Find("data/unduhan/revisi.csv")
	table := string(file.Append(nil))
	for amounts, told := range map[string]bool{"699": false, "499,1351,502,1351,0": true, "299,1351,339,1351,0": true} {
		if strings.Contains(table, amounts) != told {
			t.Errorf("%s told is meant to be %t:\n%s", amounts, told, table)
		}
	}
}

// A page lists the newest; what it leaves out is in the download that it leads to.
func TestOlderRevisionsAreInTheDownload(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	log := "tanggal,periode,wilayah,indikator,pembilang_lama,penyebut_lama,pembilang_baru,penyebut_baru,alasan\n"
	for i := range 103 {
		log += fmt.Sprintf("2024-09-20,2024-06,99.01,bumil,%d,9511,%d,9511,koreksi %d\n", 1000+i, 2000+i, i)
	}
	putFiles(t, dir, map[string]string{"data/revisions.csv": log})
	files := inMemory(t, dir)
	says(t, files, "data/revisi/index.html", []string{"3 revisi yang lebih lama", `href="../unduhan/revisi.csv"`, "koreksi 99"}, []string{"koreksi 100"})
	says(t, files, "data/unduhan/revisi.csv", []string{"koreksi 0\n", "koreksi 102\n"}, nil)
}

// published is a row of the published numbers.
type published struct{ period, code, indicator string }

// hiddenAndShown finds a hidden and an exact figure of a desa.
func hiddenAndShown(t *testing.T, files map[string][]byte) (hidden, shown published) {
	t.Helper()
	for _, line := range strings.Split(string(files["data/unduhan/capaian.csv"]), "\n") {
		c := strings.Split(line, ",")
		if len(c) < 15 || c[1] != "desa" {
			continue
		}
		row := published{c[0], c[2], c[4]}
		switch {
		case c[10] == "1" && c[12] == "":
			hidden = row
		case c[10] == "0" && c[5] != "" && c[7] != "":
			shown = row
		}
	}
	if hidden.code == "" || shown.code == "" {
		t.Fatal("the small site has no hidden or no exact figure of a desa")
	}
	return hidden, shown
}
