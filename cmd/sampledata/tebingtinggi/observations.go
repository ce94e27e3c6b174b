package tebingtinggi

import (
	"fmt"
	"strconv"

	"terang/cmd/sampledata/made"
)

// reporter names the source of every row.
const reporter = "Laporan triwulan kelurahan (contoh)"

// quartersOf gives how many quarters of a year are reported: all of 2023, two of 2024.
func quartersOf(year int) int { return 4 - 2*year }

func heading() []string {
	return []string{"periode", "indikator", "wilayah", "pembilang", "penyebut", "jenis_data", "sumber", "tanggal_data", "catatan"}
}

// observationRows makes the file of a year (0 is 2023, 1 is 2024): quarter by quarter, in it kelurahan by kelurahan.
func (c *city) observationRows(year int) [][]string {
	rows := [][]string{heading()}
	for q := range quartersOf(year) {
		for i := range c.kelurahan {
			for j := range c.services {
				if row := c.observation(&c.kelurahan[i], &c.services[j], year, q); row != nil {
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}

// observation makes one row, or nil where the kelurahan never sent one.
func (c *city) observation(k *kelurahan, s *service, year, quarter int) []string {
	period := fmt.Sprintf("%d-TW%d", 2023+year, quarter+1)
	if silent(k, s.code, period) {
		return nil
	}
	n := c.served(k, s, year)[quarter]
	numerator, note := strconv.Itoa(n), ""
	drawn := []string{"2023-04-17", "2023-07-17", "2023-10-16", "2024-01-22", "2024-04-22", "2024-07-18"}[4*year+quarter]
	switch {
	case unfilled(k.Code, s.code, period):
		numerator, note = "", "belum direkap"
	case corrected(k.Code, s.code, period):
		drawn = "2024-06-05"
		note = fmt.Sprintf("koreksi: semula %d, menjadi %d setelah pencocokan register posyandu 5 Juni 2024", n+64, n)
	case late(k, period):
		drawn, note = "2024-05-20", "terlambat dilaporkan"
	}
	return []string{period, s.code, k.Code, numerator, strconv.Itoa(sasaran(k, s, year)), s.need, reporter, drawn, note}
}

// sasaran gives how many people of a kelurahan a service should reach in a year.
func sasaran(k *kelurahan, s *service, year int) int {
	if nobody(k.Code, s.code) {
		return 0
	}
	group := s.code
	if group == "bulin" || group == "bbl" {
		group = "bumil" // births follow pregnancies
	}
	people := k.people * (985 + 15*year) / 1000
	odds := 1000 + made.For("sasaran", group, k.Code).Around(70)
	if s.need == "riil" {
		odds += made.For("pendataan", s.code, k.Code, strconv.Itoa(year)).Around(20)
	}
	return (people*s.per10000*odds + 5_000_000) / 10_000_000
}

// served gives the people newly served in each reported quarter of a year.
func (c *city) served(k *kelurahan, s *service, year int) []int {
	r := made.For("triwulan", s.code, k.Code, strconv.Itoa(year))
	total := (sasaran(k, s, year)*c.coverage(k, s, year) + r.Below(1000)) / 1000
	weights := make([]int, quartersOf(year))
	for q := range weights {
		shared := 880 + made.For("triwulan puskesmas", s.code, k.puskesmas, strconv.Itoa(4*year+q)).Below(241)
		weights[q] = s.quarters[q] * shared * (850 + r.Below(301))
	}
	return r.Share(total, weights)
}

// coverage gives the thousandths of the sasaran that are served in the reported part of a year.
func (c *city) coverage(k *kelurahan, s *service, year int) int {
	if v, ok := exceptional(k.Code, s.code, year); ok {
		return v
	}
	v := s.coverage[year]
	for _, p := range c.centres {
		if p.Code == k.puskesmas {
			v += p.shift[year]
		}
	}
	spread := v * 11 / 100
	v += made.For("capaian", s.code, k.Code).Around(spread) + made.For("capaian", s.code, k.Code, strconv.Itoa(year)).Around(spread/3)
	return min(max(v, 60), 1000)
}

// qualityRows makes data/quality.csv: of the finished year only, to two decimals.
func (c *city) qualityRows() [][]string {
	rows := [][]string{{"tahun", "wilayah", "indikator", "mutu_persen"}}
	for _, s := range c.services {
		h := (s.ready*10_000 + s.items/2) / s.items
		rows = append(rows, []string{"2023", code, s.code, fmt.Sprintf("%d.%02d", h/100, h%100)})
	}
	return rows
}

// indicatorRows makes data/indicators.csv: schools are screened when the school year has
// begun, in July, so that the target of children does not grow by twelfths.
func (c *city) indicatorRows() [][]string {
	return [][]string{
		{"kode", "nama", "kelas", "jadwal"},
		{"upd", "Usia pendidikan dasar", "rutin", "3 8 13 16 20 25 40 60 78 88 95 100"},
	}
}

// printedRows makes data/index.csv: an index as an (invented) report prints it, a little off the computed one.
func (c *city) printedRows() [][]string {
	return [][]string{
		{"tahun", "wilayah", "nilai", "kategori", "sumber"},
		{"2023", code, "81.20", "TUNTAS MADYA", "Laporan SPM 2023 (contoh)"},
	}
}
