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
	files, ps, err := Memory(context.Background(), Options{Dir: dir, Date: day()})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, ps)
	}
	for page, c := range map[string]struct{ has, hasNot []string }{
		"spm/rrns.html":   {[]string{"tidak lebih dari batas 5,0", "melewati batas", "dalam batas"}, []string{"di bawah target", "sudah dilayani"}},
		"spm/kontak.html": {[]string{"145,5", "150,0"}, []string{"145,5\u00a0%", "150,0\u00a0%"}},
		"spm/usia.html":   {[]string{"35,0\u00a0%"}, []string{"di bawah target", "tercapai", "melewati"}},
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
