package main

import (
	"bytes"
	"compress/gzip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// The lists in the program are those that the sources give, by their content: how
// well they are packed may change with the compiler.
func TestListsAreMadeOfTheSources(t *testing.T) {
	areas, puskesmas, err := lists(os.DirFS("sources"))
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string][]byte{"areas.csv.gz": areas, "puskesmas.csv.gz": puskesmas} {
		packed, err := os.ReadFile(filepath.Join("../..", listsDir, name))
		if err != nil {
			t.Fatal(err)
		}
		r, err := gzip.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(r)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s is not what the sources give; run make lists (%v)", name, err)
		}
	}
	for list, want := range map[string]int{string(areas): 1 + 38 + 514 + 7285 + 83762, string(puskesmas): 1 + 10292} {
		if got := strings.Count(list, "\n"); got != want {
			t.Errorf("%d lines, want %d: %.60q", got, want, list)
		}
	}
}

func TestPackingIsTheSameEachTime(t *testing.T) {
	a, errA := pack([]byte("code,name\n11,Aceh\n"))
	b, errB := pack([]byte("code,name\n11,Aceh\n"))
	if errA != nil || errB != nil || !bytes.Equal(a, b) {
		t.Errorf("%x and %x (%v, %v)", a, b, errA, errB)
	}
}

func TestNamesInCapitals(t *testing.T) {
	for in, want := range map[string]string{
		"PUSKESMAS MALIKU":            "Puskesmas Maliku",
		"PUSKESMAS  BAWANG-II":        "Puskesmas Bawang-II",
		"PUSKESMAS SA'DAN":            "Puskesmas Sa'dan",
		"PUSKESMAS BENGKALIS (DAMON)": "Puskesmas Bengkalis (Damon)",
		"PUSKESMAS DR. SOETOMO":       "Puskesmas dr. Soetomo",
		"PUSKESMAS H.A.H. HASAN":      "Puskesmas H.A.H. Hasan",
		"PUSKESMAS JAMPEA/PASI":       "Puskesmas Jampea/Pasi",
		"PUSKESMAS KEC. SENEN":        "Puskesmas Kec. Senen",
		"PUSKESMAS SP3 DTP":           "Puskesmas SP3 DTP",
	} {
		if got := proper(in); got != want {
			t.Errorf("%q became %q, want %q", in, got, want)
		}
	}
}

// What the sources do not say must not be made up.
func TestSourcesThatDoNotFit(t *testing.T) {
	whole := map[string]string{
		"idn-area-data-4.0.1/provinces.csv":   "code,name\n91,Papua\n",
		"idn-area-data-4.0.1/regencies.csv":   "code,province_code,name\n93.01,93,Kabupaten Merauke\n",
		"idn-area-data-4.0.1/districts.csv":   "code,regency_code,name\n",
		"idn-area-data-4.0.1/villages.csv":    "code,district_code,name\n",
		"satu-data/wilayah_administratif.csv": "kode_prov,kode_kab,kode_kec,nama_wilayah\n91,9101,NULL,KABUPATEN MERAUKE\n",
		"satu-data/puskesmas.csv":             "kode_kab,kode_instansi,unit_kerja\n9101,1000001,PUSKESMAS KUPRIK\n",
	}
	read := func(file, text string) (string, error) {
		files := fstest.MapFS{}
		for name, body := range whole {
			files[name] = &fstest.MapFile{Data: []byte(body)}
		}
		if file != "" {
			files[file] = &fstest.MapFile{Data: []byte(text)}
		}
		_, puskesmas, err := lists(files)
		return string(puskesmas), err
	}
	if got, err := read("", ""); err != nil || got != "area,code,name\n93.01,1000001,Puskesmas Kuprik\n" {
		t.Errorf("%q (%v)", got, err)
	}
	for file, text := range map[string]string{
		"satu-data/puskesmas.csv":             "kode_kab,kode_instansi,unit_kerja\n9199,1000001,PUSKESMAS KUPRIK\n",
		"satu-data/wilayah_administratif.csv": "kode_prov,kode_kab,kode_kec,nama_wilayah\n91,9101,NULL,KABUPATEN LAIN\n",
		"idn-area-data-4.0.1/villages.csv":    "kode,nama\n",
		"idn-area-data-4.0.1/provinces.csv":   "",
	} {
		if got, err := read(file, text); err == nil {
			t.Errorf("%s with %q gave %q", file, text, got)
		}
	}
}
