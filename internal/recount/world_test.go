package recount

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

// world is a made-up office: places, and what they reported with all the habits
// that offices have. Equal seeds give equal worlds.
type world struct {
	*rand.Rand
	site       string
	regions    []string
	facilities []string
	quality    []string
	indicators string // the office's own catalogue, or ""
	sheets     map[string]*sheet
	last       map[int]int // by year, the last month that anybody reports
	schools    string      // an indicator by school years, or ""
	sent       map[cell]bool
	visited    map[cell]bool
}

func newWorld(seed uint64, root string) *world {
	return &world{
		Rand: rand.New(rand.NewPCG(seed, 1)), sheets: map[string]*sheet{}, last: map[int]int{}, sent: map[cell]bool{}, visited: map[cell]bool{},
		site: fmt.Sprintf("title: Portal uji\nbase_url: https://contoh.go.id/\narea: %q\nsample: true\n", root),
	}
}

// chance is true so many times in a hundred.
func (w *world) chance(percent int) bool { return w.IntN(100) < percent }

func (w *world) area(code, parent, level, name, puskesmas string) {
	w.regions = append(w.regions, strings.Join([]string{code, parent, level, quoted(name), puskesmas}, ","))
}

func (w *world) post(code, name, kecamatan, kabkota string) {
	w.facilities = append(w.facilities, strings.Join([]string{code, quoted(name), "puskesmas", kecamatan, kabkota}, ","))
}

func quoted(s string) string {
	if strings.ContainsAny(s, `",`) {
		return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
	}
	return s
}

// sheet is a file of observations in the manner of one who keeps it.
type sheet struct {
	delimiter, end, blank, group string
	head                         string
	mark                         bool // of UTF-8
	tight                        bool // months as 202409, codes without dots
	rows                         []string
}

// The manners.
func sheets() []sheet {
	return []sheet{
		{delimiter: ",", end: "\n", head: "periode,indikator,wilayah,pembilang,penyebut,jenis_data"},
		{delimiter: ";", end: "\r\n", blank: "-", group: ".", mark: true, head: "Wilayah;Periode;Indikator;Sasaran;Pembilang;Jenis_data"},
		{delimiter: "\t", end: "\n", blank: "NULL", tight: true, head: "period\tindicator\tarea\tnumerator\tdenominator\tkind"},
		{delimiter: ",", end: "\r\n", blank: "n/a", group: ",", head: "periode,indikator,wilayah,pembilang,penyebut,jenis_data"},
	}
}

// write puts a number as the sheet does.
func (s *sheet) number(n int) string {
	text := strconv.Itoa(n)
	switch {
	case n < 0:
		return s.blank
	case s.group == "" || n < 1000 || n > 999_999:
		return text
	}
	return text[:len(text)-3] + s.group + text[len(text)-3:]
}

func (s *sheet) period(w *world, ob observation) string {
	switch {
	case ob.indicator != w.schools:
	case ob.span == 12 && w.chance(50):
		return fmt.Sprintf("%d/%d", ob.year-1, ob.year)
	case ob.span < 12:
		if ob.month -= 6; ob.month <= 0 {
			ob.year, ob.month = ob.year-1, ob.month+12
		}
	}
	quarter := ob.month / 3
	switch {
	case ob.span == 12:
		return strconv.Itoa(ob.year)
	case ob.span == 3 && w.chance(30):
		return fmt.Sprintf("TW %s %d", []string{"I", "II", "III", "IV"}[quarter-1], ob.year)
	case ob.span == 3:
		return fmt.Sprintf("%d-%s%d", ob.year, []string{"Q", "TW"}[w.IntN(2)], quarter)
	case s.tight:
		return fmt.Sprintf("%d%02d", ob.year, ob.month)
	}
	return fmt.Sprintf("%d-%02d", ob.year, ob.month)
}

// put writes an observation into one of the year's files.
func (w *world) put(ob observation, kind string) {
	manners := sheets()
	i := w.IntN(len(manners))
	name := fmt.Sprintf("%d-%d.csv", ob.year, i)
	if w.sheets[name] == nil {
		w.sheets[name] = &manners[i]
	}
	s := w.sheets[name]
	unit := ob.unit
	if s.tight {
		unit = strings.ReplaceAll(unit, ".", "")
	}
	cells := map[string]string{
		"periode": s.period(w, ob), "indikator": ob.indicator, "wilayah": unit,
		"pembilang": quoted(s.number(ob.n)), "penyebut": quoted(s.number(ob.d)), "jenis_data": kind,
	}
	var row []string
	for _, column := range strings.Split(strings.ToLower(s.head), s.delimiter) {
		if ours, ok := english[column]; ok {
			column = ours
		}
		row = append(row, cells[column])
	}
	s.rows = append(s.rows, strings.Join(row, s.delimiter))
}

// write makes the folder of the site.
func (w *world) write(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	files := map[string][]byte{
		"site.yaml":           []byte(w.site),
		"data/regions.csv":    []byte("kode,induk,tingkat,nama,puskesmas\n" + strings.Join(w.regions, "\n") + "\n"),
		"data/facilities.csv": []byte("kode,nama,jenis,kecamatan,kabkota\n" + strings.Join(w.facilities, "\n") + "\n"),
	}
	if len(w.quality) > 0 {
		files["data/quality.csv"] = []byte("tahun;wilayah;indikator;mutu_persen;item;kebutuhan;tersedia\n" + strings.Join(w.quality, "\n") + "\n")
	}
	if w.indicators != "" {
		files["data/indicators.csv"] = []byte(w.indicators)
	}
	for name, s := range w.sheets {
		var body bytes.Buffer
		if s.mark {
			body.WriteString("\xef\xbb\xbf")
		}
		body.WriteString(s.head + s.end)
		for _, row := range s.rows {
			body.WriteString(row + s.end)
		}
		files["data/observations/"+name] = body.Bytes()
	}
	for name, body := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, body, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}
