package build

import (
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// siteWith puts files into the small site and gives its pages as plain text, by path.
func siteWith(t *testing.T, edits map[string]string) func(page string) string {
	t.Helper()
	dir := input(t, smallDir)
	for name, text := range edits {
		path := filepath.Join(dir, name)
		if add, ok := strings.CutPrefix(text, "+"); ok {
			old, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			text = string(old) + add
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return plainPages(t, dir)
}

// plainPages builds a site and gives its pages as plain text, by path; a cell of a table ends with a bar.
func plainPages(t *testing.T, dir string) func(page string) string {
	t.Helper()
	files := inMemory(t, dir)
	return func(page string) string {
		body, ok := files[page]
		if !ok {
			t.Errorf("there is no %s", page)
		}
		text := regexp.MustCompile(`<svg.*?</svg>|<script.*?</script>`).ReplaceAllString(string(body), "")
		text = regexp.MustCompile(`</t[dh]>`).ReplaceAllString(text, "|")
		text = html.UnescapeString(regexp.MustCompile(`<[^>]+>`).ReplaceAllString(text, ""))
		return strings.ReplaceAll(text, "\u00a0", " ")
	}
}

func reads(t *testing.T, page, text string, has []string, hasNot ...string) {
	t.Helper()
	for _, s := range has {
		if !strings.Contains(text, s) {
			t.Errorf("%s does not say %q", page, s)
		}
	}
	for _, s := range hasNot {
		if strings.Contains(text, s) {
			t.Errorf("%s says %q", page, s)
		}
	}
}

const uhcRows = `periode,indikator,wilayah,pembilang,penyebut,jenis_data
2024-09,uhc_peserta,99.01,208500,211997,keadaan proyeksi
2024-09,uhc_aktif,99.01,171900,208500,keadaan
2024-06,uhc_aktif,99.01,171000,209000,keadaan
`

// The domain reference §7.1, golden test 5, from the outside: both shares with
// their numbers and thresholds, and never the active ones in the population.
func TestUHC(t *testing.T) {
	t.Parallel()
	rule := "+uhc:\n  - from: 2024\n    coverage: 98\n    active: 80\n    grades:\n      - {name: Utama, coverage: 99, active: 95, pbpu: 18}\n      - {name: Pratama, coverage: 98, active: 80}\n"
	for name, c := range map[string]struct {
		edits       map[string]string
		has, hasNot []string
	}{
		"reached": {
			map[string]string{"data/observations/uhc.csv": uhcRows, "site.yaml": rule},
			[]string{
				"208.500 dari 211.997 penduduk (98,35 %)", "Yang aktif 171.900 dari 208.500 peserta (82,45 %)",
				"cakupan di atas 98 % penduduk dan keaktifan di atas 80 % peserta", "Kabupaten Karangan sudah UHC, tingkat Pratama.", "● UHC Pratama",
			},
			[]string{"81,09", "81,1 %", "belum UHC", "Utama."},
		},
		"the rule until 2024": {
			map[string]string{"data/observations/uhc.csv": uhcRows},
			[]string{"Ambang tahun 2024: cakupan di atas 95 %.", "sudah UHC."},
			nil,
		},
		"segments, below 98": {
			map[string]string{"site.yaml": rule, "data/observations/uhc.csv": `periode,indikator,wilayah,pembilang,penyebut,jenis_data
2024-09,uhc_pbi_apbn,99.01,33404,133386,keadaan
2024-09,uhc_pbi_apbd,99.01,50218,133386,keadaan
2024-09,uhc_ppu,99.01,33447,133386,keadaan
2024-09,uhc_pbpu,99.01,10855,133386,keadaan
2024-09,uhc_bp,99.01,1852,133386,keadaan
`},
			[]string{"129.776 dari 133.386 penduduk (97,29 %)", "belum UHC: cakupan belum di atas 98 %", "PBI APBN|33.404|25,0 %|", "Belum menjadi peserta|3.610|2,7 %|"},
			[]string{"sudah UHC"},
		},
		"exactly the threshold is not above it": {
			map[string]string{"site.yaml": rule, "data/observations/uhc.csv": "periode,indikator,wilayah,pembilang,penyebut,jenis_data\n2024-09,uhc_peserta,99.01,98,100,keadaan\n2024-09,uhc_aktif,99.01,80,98,keadaan\n"},
			[]string{"(98,00 %)", "belum UHC: cakupan belum di atas 98 %"},
			[]string{"sudah UHC"},
		},
		"too few active, by a hair": {
			map[string]string{"site.yaml": rule, "data/observations/uhc.csv": "periode,indikator,wilayah,pembilang,penyebut,jenis_data\n2024-09,uhc_peserta,99.01,99990,100000,keadaan\n2024-09,uhc_aktif,99.01,79991,99990,keadaan\n"},
			[]string{"(79,999 %)", "belum UHC: keaktifan belum di atas 80 %"},
			[]string{"sudah UHC", "80,00 %"},
		},
		"nobody said how many are active": {
			map[string]string{"site.yaml": rule, "data/observations/uhc.csv": "periode,indikator,wilayah,pembilang,penyebut,jenis_data\n2024-09,uhc_peserta,99.01,99,100,keadaan\n"},
			[]string{"belum dapat ditentukan: keaktifan peserta belum dilaporkan"},
			[]string{"sudah UHC", "belum UHC"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			page := siteWith(t, c.edits)
			reads(t, "uhc.html", page("uhc.html"), c.has, c.hasNot...)
			if name == "reached" {
				reads(t, "index.html", page("index.html"), []string{"sudah UHC", "Program"}, "81,09")
				// Its sasaran changed within the year: earlier months cannot be set against it.
				reads(t, "indikator/uhc-aktif.html", page("indikator/uhc-aktif.html"), []string{"82,4 %"}, "Perjalanan tahun ini", "82,0 %")
				reads(t, "wilayah/hulu/index.html", page("wilayah/hulu/index.html"), nil, "JKN")
			}
		})
	}
}

func TestContactAndReferral(t *testing.T) {
	t.Parallel()
	page := siteWith(t, map[string]string{
		"data/observations/kbk.csv": `periode,indikator,wilayah,pembilang,penyebut,jenis_data
2024-09,kbk_kontak,9901001,900,5000,keadaan
2024-09,kbk_kontak,9901002,700,6000,keadaan
2024-09,kbk_rrns,9901001,9,100,keadaan
2024-09,kbk_rrns,9901002,40,1000,keadaan
`,
		"data/indicators.csv": "kode,pilar\nkbk_rrns,2\nbumil,1\n",
		"site.yaml":           "+pillars: {2: rujukan kita}\n",
	})
	reads(t, "rujukan.html", page("rujukan.html"), []string{"1 dari 2 indikator", "145,5", "◐ mendekati", "● dalam batas"}, "di bawah target", "145,5 %")
	reads(t, "pilar/2.html", page("pilar/2.html"), []string{"Pilar 2: rujukan kita", "Rujukan non-spesialistik"})
	reads(t, "pilar/1.html", page("pilar/1.html"), []string{"Pilar 1: layanan primer", "Ibu hamil"})
	reads(t, "puskesmas/hulu/index.html", page("puskesmas/hulu/index.html"), []string{"Indikator lain", "180,0", "▼ melewati batas"})
}

func TestRollOutScoresAndMoney(t *testing.T) {
	t.Parallel()
	page := siteWith(t, map[string]string{
		"data/facilities.csv": `kode,nama,jenis,kecamatan,desa,puskesmas,status,terpencil,status_ilp,ilp_mulai,telemedisin
9901001,Hulu,puskesmas,99.01.01,99.01.01.1001,9901001,aktif,tidak,berjalan,2024-03,tidak
9901002,Hilir,puskesmas,99.01.02,99.01.02.2001,9901002,aktif,ya,persiapan,,ya
X-KP-1,Klinik Contoh Sehat,klinik_pratama,99.01.01,99.01.01.1001,9901001,aktif,,,,
X-PY-1,Mawar,posyandu,99.01.02,99.01.02.2002,9901002,aktif,,,,
X-PT-1,Pustu Con,pustu,99.01.02,99.01.02.2002,9901002,tutup,,,,
`,
		"data/pkp.csv": `tahun,puskesmas,variabel,nilai
2023,9901001,UKM,"171,9"
2023,9901001,UKP,82
2023,9901001,manajemen,"8,5"
2023,9901002,UKM,"90,999"
2022,9901001,UKM,80
`,
		"data/budget.csv": `tahun,wilayah,indikator,sumber,jumlah,dikutip_dari
2024,99.01,bumil,APBD kabupaten,Rp 1.500.000.000,
2023,99.01,,Pusat dan daerah,84000000000,"sambutan Bupati, 28 September 2023"
`,
	})
	reads(t, "ilp.html", page("ilp.html"), []string{
		"ILP berjalan di 1 dari 2 puskesmas, 1 dalam persiapan.", "berjalan, sejak Maret 2024",
		"ada di 2 dari 5 desa/kelurahan; posyandu di 1.", "Tanpa pustu dan posyandu (2)",
	})
	reads(t, "telemedisin.html", page("telemedisin.html"), []string{"aktif di 1 dari 2 puskesmas. Di puskesmas terpencil: 1 dari 1 (100,0 %)."})
	reads(t, "puskesmas/hulu/index.html", page("puskesmas/hulu/index.html"), []string{
		"berjalan, sejak Maret 2024", "2023|91,00|● baik|8,50|● baik|", "2022|80,00|▼ kurang|–|–|", "171,9 %, dihitung 100 %",
	})
	reads(t, "puskesmas/index.html", page("puskesmas/index.html"), []string{"Hilir|90,999|◐ cukup|–|–|", "1 baik, 1 cukup, 0 kurang"})
	reads(t, "index.html", page("index.html"), []string{
		"APBD kabupaten|1.500.000.000|2024|Ibu hamil|", "Kutipan: Pusat dan daerah, 2023, Rp 84.000.000.000", "Dikutip dari sambutan Bupati, 28 September 2023",
	}, "|84.000.000.000|", "85.500.000.000")
	reads(t, "wilayah/hulu/index.html", page("wilayah/hulu/index.html"), []string{"ILP berjalan di 1 dari 1 puskesmas."}, "Anggaran")
}

func TestAgreementsAndPromisesOfTables(t *testing.T) {
	t.Parallel()
	page := siteWith(t, map[string]string{
		"data/agreements.csv": `nomor,judul,pihak_pertama,pihak_kedua,mulai,sampai,tautan
1,Desa siaga,9901002,99.01.02.2001; 99.01.02.2002; 99.01.02.2003,2024-01-01,2025-12-31,https://contoh.example/mou.pdf
2,Lama,9901001,99.01.01.1001,2023-01-01,2023-12-31,
`,
		"data/commitments.csv": `wilayah,kegiatan,penanggung_jawab,batas_waktu,status,pertemuan
9901002,Perahu baru,Camat Hilir,2024-09-30,proses,Rapat Februari
9901002,Kader baru,Kepala puskesmas,2024-12-31,proses,
99.01.02,Jembatan,Dinas PU,2024-10-20,belum,
99.01,Anggaran,Sekretaris daerah,2024-01-31,selesai,
`,
	})
	reads(t, "kesepakatan/index.html", page("kesepakatan/index.html"), []string{
		"6 janji tindak lanjut tercatat: 2 selesai, 2 terlambat. Dari 3 nota kesepahaman, 2 masih berlaku.",
		"Hilir|0/12|0/4|2/2|0/1|0|1|1|", "Kabupaten Karangan|||3/5|1/2|2|2|2|", "terlambat 20 hari", "Rapat Februari", "Buka naskah", "sudah berakhir",
	})
	hilir := page("puskesmas/hilir/index.html")
	reads(t, "puskesmas/hilir/index.html", hilir, []string{"2 desa dari 2 punya kesepakatan yang berlaku. RTL: 1 proses dan 1 terlambat.", "Perahu baru"}, "Jembatan")
	reads(t, "puskesmas/hulu/index.html", page("puskesmas/hulu/index.html"), nil, "Perahu baru", "desa dari 2 punya")
	reads(t, "index.html", page("index.html"), []string{"3 desa/kelurahan dari 5 punya kesepakatan", "RTL: 2 selesai, 1 proses, 1 belum mulai, dan 2 terlambat."})
}
