package skeleton

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"

	"terang/internal/health"
	"terang/internal/national"
)

// Site says what site to begin.
type Site struct {
	Lang    string // id or en
	Area    national.Area
	Title   string
	Office  string
	BaseURL string
	Date    health.Date
	Down    string // the lowest level that is listed: kabkota, kecamatan or desa
}

// start is what the templates of a site take.
type start struct {
	Site
	Year            int
	LastMonth       health.Month
	Due             health.Date
	Counts          string
	PuskesmasCount  int
	FirstDesa       string
	FirstPuskesmas  national.Puskesmas
	AreaSource      national.Source
	PuskesmasSource national.Source
	NoProgram       string
}

// Levels are the levels that a site may be listed down to, the highest first.
func Levels() []string { return []string{"kabkota", "kecamatan", "desa"} }

// NewSite makes the files of a site about an area of the national lists: areas
// and puskesmas filled in, tables with their headings, examples, and what a forge
// needs to build it.
func NewSite(lists *national.Lists, s Site) ([]File, error) {
	areas, puskesmas := s.areas(lists), lists.PuskesmasIn(s.Area.Code)
	w := start{
		Site: s, Year: s.Date.Year(), LastMonth: s.Date.Month() - 1, Due: after(s.Date, daysToKeep),
		PuskesmasCount: len(puskesmas), FirstDesa: areas[len(areas)-1].Code,
		NoProgram: "isi TERANG_URL dan TERANG_SHA256; lihat keterangan di awal berkas ini",
	}
	if s.Lang == "en" {
		w.NoProgram = "set TERANG_URL and TERANG_SHA256; see the head of this file"
	}
	if len(puskesmas) > 0 {
		w.FirstPuskesmas = puskesmas[0]
	}
	for _, from := range national.Sources() {
		if from.Of == "areas" {
			w.AreaSource = from
		} else {
			w.PuskesmasSource = from
		}
	}
	w.Counts = counts(areas)
	files, err := tables(areas, puskesmas, w.Year)
	if err != nil {
		return nil, err
	}
	for _, t := range []struct{ to, from string }{
		{"site.yaml", s.Lang + "/site/site.yaml"},
		{"README.md", s.Lang + "/site/README.md"},
		{"data/SUMBER.md", s.Lang + "/site/sumber.md"},
		{"content/halaman/tentang.md", s.Lang + "/site/tentang.md"},
		{"content/berita/contoh-berita-pertama.md", s.Lang + "/site/berita.md"},
		{"content/kegiatan/contoh-lokmin.md", s.Lang + "/site/lokmin.md"},
		{".gitignore", "gitignore"},
		{".gitattributes", "gitattributes"},
		{".github/workflows/portal.yml", "ci-github.yml"},
		{".gitlab-ci.yml", "ci-gitlab.yml"},
	} {
		f, err := fill(t.to, t.from, w)
		if err != nil {
			return nil, err
		}
		files = append(files, f)
	}
	return files, nil
}

// areas gives the area of the site and those in it, down to the level asked for.
func (s Site) areas(lists *national.Lists) []national.Area {
	deepest := 3
	for i, level := range Levels() {
		if level == s.Down {
			deepest = i + 1
		}
	}
	var all []national.Area
	for _, a := range lists.Within(s.Area.Code) {
		if strings.Count(a.Code, ".") <= deepest {
			all = append(all, a)
		}
	}
	return all
}

// counts says how many areas of each level below the first there are.
func counts(areas []national.Area) string {
	n := map[string]int{}
	for _, a := range areas[1:] {
		n[a.Level()]++
	}
	var parts []string
	for _, level := range []struct{ is, name string }{{"kabkota", "kabupaten/kota"}, {"kecamatan", "kecamatan"}, {"desa", "desa/kelurahan"}} {
		if n[level.is] > 0 {
			parts = append(parts, fmt.Sprintf("%d %s", n[level.is], level.name))
		}
	}
	return strings.Join(parts, ", ")
}

// The headings of the tables of a site (README.md, What goes in).
const (
	regionsHead     = "kode,induk,tingkat,nama,lintang,bujur,penduduk,puskesmas"
	facilitiesHead  = "kode,nama,jenis,kabkota,kecamatan,desa,puskesmas,alamat,telepon,jam_buka,layanan,rawat_inap,terpencil,telemedisin,akreditasi,jumlah_kader,status_ilp,ilp_mulai,lintang,bujur,status"
	figuresHead     = "periode,indikator,wilayah,pembilang,penyebut,jenis_data,sumber,tanggal_data,catatan"
	qualityHead     = "tahun,wilayah,indikator,mutu_persen"
	agreementsHead  = "nomor,judul,tanggal,pihak_pertama,pihak_kedua,ruang_lingkup,mulai,sampai,status,tautan"
	commitmentsHead = "wilayah,kegiatan,indikator,penanggung_jawab,sektor,target,batas_waktu,status,bukti,tanggal_perbarui,pertemuan"
	pkpHead         = "tahun,puskesmas,variabel,nilai"
	budgetHead      = "tahun,wilayah,indikator,sumber,jumlah,dikutip_dari"
	indexHead       = "tahun,wilayah,nilai,kategori,sumber"
)

// tables makes the CSV files: two filled in, the others with their headings only.
func tables(areas []national.Area, puskesmas []national.Puskesmas, year int) ([]File, error) {
	var regions, facilities [][]string
	for i, a := range areas {
		parent := a.Parent()
		if i == 0 {
			parent = ""
		}
		regions = append(regions, []string{a.Code, parent, a.Level(), a.Name})
	}
	for _, p := range puskesmas {
		facilities = append(facilities, []string{p.Code, p.Name, "puskesmas", p.Area})
	}
	var files []File
	for _, t := range []struct {
		name, head string
		rows       [][]string
	}{
		{"regions", regionsHead, regions},
		{"facilities", facilitiesHead, facilities},
		{fmt.Sprintf("observations/%d", year), figuresHead, nil},
		{"quality", qualityHead, nil},
		{"agreements", agreementsHead, nil},
		{"commitments", commitmentsHead, nil},
		{"pkp", pkpHead, nil},
		{"budget", budgetHead, nil},
		{"index", indexHead, nil},
	} {
		text, err := table(t.head, t.rows)
		if err != nil {
			return nil, err
		}
		files = append(files, File{"data/" + t.name + ".csv", text})
	}
	return files, nil
}

// table writes rows below their headings, each filled up with empty cells.
func table(head string, rows [][]string) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	columns := strings.Split(head, ",")
	if err := w.Write(columns); err != nil {
		return nil, err
	}
	for _, row := range rows {
		if err := w.Write(append(row, make([]string, len(columns)-len(row))...)); err != nil {
			return nil, err
		}
	}
	w.Flush()
	return b.Bytes(), w.Error()
}
