package build

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// An office adds indicators by its catalogue alone: one of which low is good, a
// rate per 1,000, one that is neither good nor bad. No page may praise what is
// over a limit, nor call a rate a percentage.
func TestIndicatorsFromTheCatalogueAlone(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	put := func(name, text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	put("data/indicators.csv", `kode,nama,nama_panjang,kelompok,jenis,satuan,faktor,arah,target,target_kumulatif,kelas,tingkat_terendah
rrns,Rujukan non-spesialistik,Rasio rujukan non-spesialistik,kbk,proporsi,rujukan,100,turun,5,tidak,rutin,desa
kontak,Angka kontak,Angka kontak peserta,kbk,rasio,peserta,1000,naik,150,tidak,rutin,desa
usia,Usia muda,Bagian usia muda,lain,proporsi,orang,100,netral,0,tidak,rutin,desa
`)
	put("data/observations/lain.csv", `periode,indikator,wilayah,pembilang,penyebut
2024-09,rrns,9901001,12,100
2024-09,rrns,9901002,40,1000
2024-09,kontak,9901001,900,5000
2024-09,kontak,9901002,700,6000
2024-09,usia,9901001,400,1000
2024-09,usia,9901002,300,1000
`)
	files, ps, err := Memory(context.Background(), Options{unpainted: true, Dir: dir, Date: day()})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, ps)
	}
	for page, c := range map[string]struct{ has, hasNot []string }{
		"indikator/rrns.html":   {[]string{"tidak lebih dari batas 5,0", "melewati batas", "dalam batas"}, []string{"di bawah target", "sudah dilayani"}},
		"indikator/kontak.html": {[]string{"145,5", "150,0"}, []string{"145,5\u00a0%", "150,0\u00a0%"}},
		"indikator/usia.html":   {[]string{"35,0\u00a0%"}, []string{"di bawah target", "tercapai", "melewati"}},
	} {
		body := string(files[page])
		for _, s := range c.has {
			if !strings.Contains(body, s) {
				t.Errorf("%s does not say %q", page, s)
			}
		}
		for _, s := range c.hasNot {
			if strings.Contains(body, s) {
				t.Errorf("%s says %q", page, s)
			}
		}
	}
	table := string(files["data/unduhan/capaian.csv"])
	for _, row := range []string{
		",rrns,52,1100,4.7273,5.0000,tercapai,", ",rrns,12,100,12.0000,5.0000,di_bawah,",
		",kontak,1600,11000,145.4545,150.0000,mendekati,", ",usia,700,2000,35.0000,0.0000,,",
	} {
		if !strings.Contains(table, row) {
			t.Errorf("capaian.csv has no %q", row)
		}
	}
}

// A plain count has no sasaran: maternal deaths, which are few and sensitive, and
// agreements, of which the office is to have ten. By hand: 12 deaths in the
// kabupaten, 9 and 3 at its puskesmas, both hidden; 7 agreements of 10, and 7 at one puskesmas.
func TestPlainCounts(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	putFiles(t, dir, map[string]string{
		"data/indicators.csv": `kode,nama,nama_panjang,kelompok,jenis,satuan,arah,target,target_kumulatif,kelas,tingkat_terendah
mati,Kematian ibu,Jumlah kematian ibu,lain,hitung,kematian,turun,,tidak,sensitif,kecamatan
mou,Kesepakatan,Jumlah kesepakatan,ilp,hitung,kesepakatan,naik,10,tidak,rutin,kecamatan
rapat,Pertemuan,Jumlah pertemuan,lain,hitung,pertemuan,netral,,tidak,rutin,kecamatan
`,
		"data/observations/jumlah.csv": `periode,indikator,wilayah,pembilang,penyebut
2024-03,mati,9901001,4,
2024-08,mati,9901001,5,
2024-09,mati,9901002,3,
2024-09,mou,9901001,7,
2024-09,mou,9901002,,
2024-02,rapat,9901001,0,
2024-09,rapat,9901002,120,100
`,
	})
	files := inMemory(t, dir)
	table := string(files["data/unduhan/capaian.csv"])
	for _, row := range []string{
		"2024-09,kabkota,99.01,Kabupaten Karangan (data contoh),mati,12,,,0.0000,,0,",
		"2024-09,puskesmas,9901001,Hulu (data contoh),mati,,,,0.0000,,1,",
		"2024-09,puskesmas,9901002,Hilir (data contoh),mati,,,,0.0000,,1,",
		"2024-09,kabkota,99.01,Kabupaten Karangan (data contoh),mou,7,,,10.0000,di_bawah,0,",
		"2024-09,puskesmas,9901001,Hulu (data contoh),mou,7,,,0.0000,,0,",
		"2024-09,puskesmas,9901002,Hilir (data contoh),mou,,,,0.0000,belum_lapor,0,",
		"2024-09,kabkota,99.01,Kabupaten Karangan (data contoh),rapat,120,,,0.0000,,0,",
		"2024-09,puskesmas,9901001,Hulu (data contoh),rapat,0,,,0.0000,,0,",
	} {
		if !strings.Contains(table, row) {
			t.Errorf("capaian.csv has no %q", row)
		}
	}
	says(t, files, "indikator/mati.html", []string{"12 kematian", "kematian sampai September 2024"}, []string{"%\u00a0", "12,0", "1.200", "target 0", "sasaran"})
	says(t, files, "indikator/mou.html", []string{"7 kesepakatan", "Targetnya 10, kurang 3"}, []string{"7,0", "70,0", "70\u00a0%", "dari 1 "})
	says(t, files, "indikator/rapat.html", []string{"120 pertemuan"}, []string{"melewati", "tercapai", "di bawah target"})
	says(t, files, "api/v1/indikator/mou.json", []string{`"jenis":"hitung"`, `"pembilang":7,"target":10.0000`}, []string{`"penyebut":1`, `"persen"`})
	says(t, files, "puskesmas/hulu/index.html", []string{"Kesepakatan"}, nil)
}

// Golden: two maternal deaths of 1,672 live births are 119.62 per 100,000, and chance
// alone leaves 14.5 to 432.1 (domain reference §8.4).
func TestARatePer100000(t *testing.T) {
	t.Parallel()
	dir := input(t, smallDir)
	putFiles(t, dir, map[string]string{
		"data/indicators.csv": `kode,nama,kelompok,jenis,satuan,faktor,arah,target,target_kumulatif,kelas,tingkat_terendah
aki,Angka kematian ibu,lain,rasio,kematian,100000,turun,183,tidak,sensitif,kecamatan
`,
		"data/observations/aki.csv": "periode,indikator,wilayah,pembilang,penyebut\n2023,aki,9901001,2,1000\n2023,aki,9901002,0,672\n2024-09,aki,9901001,1,1000\n",
	})
	files := inMemory(t, dir)
	if row := ",aki,2,1672,119.6172,183.0000,tercapai,0,"; !strings.Contains(string(files["data/unduhan/capaian.csv"]), row) {
		t.Errorf("capaian.csv has no %q", row)
	}
	says(t, files, "arsip/2023/index.html", nil, nil)
	says(t, files, "indikator/aki.html", []string{"per 100.000", "dalam batas"}, []string{"%)"})
}
