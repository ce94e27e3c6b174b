package build

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// provinceSite writes the site of a province with two kabupaten that report the
// twelve services by year, and its own two services.
func provinceSite(t *testing.T, rows string) string {
	t.Helper()
	dir := t.TempDir()
	for _, folder := range []string{"data/observations", "content/kegiatan"} {
		if err := os.MkdirAll(filepath.Join(dir, folder), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	all := "periode,indikator,wilayah,pembilang,penyebut\n"
	for _, s := range strings.Fields("bumil bulin bbl balita upd usprod lansia ht dm odgj tb hiv") {
		all += "2023," + s + ",99.01,400,1000\n2023," + s + ",99.02,800,1000\n"
	}
	putFiles(t, dir, map[string]string{
		"site.yaml": "title: Portal Provinsi\nbase_url: https://example.go.id/\narea: \"99\"\nsample: true\n",
		"data/regions.csv": "kode,induk,tingkat,nama\n99,,provinsi,Provinsi Uji\n99.01,99,kabkota,Kabupaten Satu\n99.02,99,kabkota,Kabupaten Dua\n" +
			"99.01.01,99.01,kecamatan,Hulu\n99.02.01,99.02,kecamatan,Hilir\n",
		"data/observations/2023.csv": all + rows,
	})
	return dir
}

// The two services of a province stand apart from the twelve that its kabupaten
// answer for; without an event there is no percentage, and neither is in the index.
func TestServicesOfAProvince(t *testing.T) {
	t.Parallel()
	files := inMemory(t, provinceSite(t, "2023,prov_klb,99,0,0\n2023,prov_krisis,99,300,400\n"))
	table := string(files["data/unduhan/capaian.csv"])
	for _, row := range []string{
		"2023-12,provinsi,99,Provinsi Uji (data contoh),bumil,1200,2000,60.0000,100.0000,di_bawah,0,",
		"2023-12,provinsi,99,Provinsi Uji (data contoh),prov_krisis,300,400,75.0000,100.0000,di_bawah,0,",
		"2023-12,provinsi,99,Provinsi Uji (data contoh),prov_klb,0,0,,100.0000,tidak_ada_sasaran,0,",
	} {
		if !strings.Contains(table, row) {
			t.Errorf("capaian.csv has no %q", row)
		}
	}
	if index := string(files["data/unduhan/indeks.csv"]); !strings.Contains(index, "2023-12,provinsi,99,Provinsi Uji (data contoh),60.0000,Tuntas Muda,0,0") {
		t.Errorf("indeks.csv is\n%s", index)
	}
	says(t, files, "index.html", []string{
		"2 layanan SPM provinsi", "tidak ada kejadian", "Tanggung jawab pemerintah provinsi", "12 layanan SPM",
		"Tanggung jawab kabupaten/kota; angka di sini adalah jumlah semua kabupaten/kota.", "0\u00a0dari\u00a012 layanan",
	}, []string{"tidak ada sasaran"})
	says(t, files, "spm/prov-klb.html", []string{"tidak ada kejadian", "tanggung jawab provinsi"}, []string{"<strong>0,0", "<strong>100,0", "tanggung jawab kabupaten/kota"})
	says(t, files, "spm/bumil.html", []string{"tanggung jawab kabupaten/kota"}, []string{"tanggung jawab provinsi"})
	says(t, files, "wilayah/kabupaten-satu/index.html", []string{"Ibu hamil"}, []string{"Kejadian luar biasa", "Krisis kesehatan akibat bencana"})
}

// One that a province has not reported is not an event that did not happen.
func TestAProvinceThatHasNotReported(t *testing.T) {
	t.Parallel()
	files := inMemory(t, provinceSite(t, ""))
	says(t, files, "index.html", []string{"2 layanan SPM provinsi", "belum lapor"}, []string{"– tidak ada kejadian"})
	if strings.Contains(string(files["data/unduhan/capaian.csv"]), "prov_klb") {
		t.Error("what nobody reported has rows")
	}
}

// The map of a province is drawn from whatever boundaries there are, those of kab/kota or those of the kecamatan in them.
func TestMapOfAProvince(t *testing.T) {
	t.Parallel()
	square := func(code string, west int) string {
		return fmt.Sprintf(`{"type":"Feature","properties":{"code":"%s"},"geometry":{"type":"Polygon","coordinates":[[[%d,0],[%d,0],[%d,1],[%d,1],[%d,0]]]}}`,
			code, 102+west, 103+west, 103+west, 102+west, 102+west)
	}
	for name, squares := range map[string][]string{
		"kabkota":   {square("99.01", 0), square("99.02", 1)},
		"kecamatan": {square("99.01.01", 0), square("99.02.01", 1)},
	} {
		dir := provinceSite(t, "")
		if err := os.MkdirAll(filepath.Join(dir, "data/boundaries"), 0o755); err != nil {
			t.Fatal(err)
		}
		putFiles(t, dir, map[string]string{
			"data/boundaries/batas.geojson": `{"type":"FeatureCollection","features":[` + strings.Join(squares, ",") + `]}`,
		})
		files := inMemory(t, dir)
		for file, links := range map[string][]string{
			"index.html":     {`href="wilayah/kabupaten-satu/index.html"`, `href="wilayah/kabupaten-dua/index.html"`},
			"spm/bumil.html": {`href="../wilayah/kabupaten-satu/index.html"`, `href="../wilayah/kabupaten-dua/index.html"`},
		} {
			page := string(files[file])
			start := strings.Index(page, `class="figure figure-map`)
			if start < 0 {
				t.Errorf("%s: %s has no map", name, file)
				continue
			}
			drawing := page[start:]
			drawing = drawing[:strings.Index(drawing, "</svg>")]
			for _, link := range links {
				if !strings.Contains(drawing, link) {
					t.Errorf("%s: the map of %s does not lead to %s:\n%s", name, file, link, drawing)
				}
			}
			if strings.Contains(drawing, "<rect class=\"tile") {
				t.Errorf("%s: the map of %s is of tiles, though there are boundaries", name, file)
			}
		}
	}
}
