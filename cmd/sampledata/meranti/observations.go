package meranti

import (
	"fmt"
	"strconv"

	"terang/cmd/sampledata/made"
)

// reporter names the source of every row.
const reporter = "Laporan puskesmas (contoh)"

// monthsOf gives how many months of a year are reported: all of 2023, nine of 2024.
func monthsOf(year int) int {
	if year == 0 {
		return 12
	}
	return 9
}

// observationRows makes the file of one year (0 is 2023, 1 is 2024): month by month, in it desa by desa, in it service by service.
func (p *portal) observationRows(year int) [][]string {
	rows := [][]string{{"periode", "indikator", "wilayah", "pembilang", "penyebut", "jenis_data", "sumber", "tanggal_data", "catatan"}}
	served := make([][][]int, len(p.desa))
	for i := range p.desa {
		served[i] = make([][]int, len(p.services))
		for j := range p.services {
			served[i][j] = p.served(&p.desa[i], &p.services[j], year)
		}
	}
	for m := range monthsOf(year) {
		for i := range p.desa {
			for j := range p.services {
				row := p.observation(&p.desa[i], &p.services[j], year, m, served[i][j][m])
				if row != nil {
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}

// observation makes one row, or nil where the desa never sent one.
func (p *portal) observation(d *desa, s *service, year, month, n int) []string {
	period := fmt.Sprintf("%d-%02d", years()[year], month+1)
	if silent(d, s.code, period) {
		return nil
	}
	numerator, note := strconv.Itoa(n), ""
	extracted := "2024-01-25"
	if year == 1 {
		extracted = fmt.Sprintf("2024-%02d-10", month+2)
	}
	switch {
	case unfilled(d.code, s.code, period):
		numerator, note = "", "belum direkap"
	case corrected(d.code, s.code, period):
		extracted = "2024-08-12"
		note = fmt.Sprintf("koreksi: semula %d, menjadi %d setelah verifikasi 12 Agustus 2024", n+sokopTwice, n)
	case late(d, period):
		extracted, note = "2024-08-12", "terlambat dilaporkan"
	}
	return []string{
		period, s.code, d.code, numerator, strconv.Itoa(p.sasaran(d, s, year)), s.need, reporter, extracted, note,
	}
}

// served gives the people newly served in each reported month of a year.
func (p *portal) served(d *desa, s *service, year int) []int {
	r := made.For("bulan", s.code, d.code, strconv.Itoa(year))
	// Rounded by chance: with three people to serve, rounding to nearest would serve all three nearly everywhere.
	total := (p.sasaran(d, s, year)*p.coverage(d, s, year) + r.Below(1000)) / 1000
	weights := make([]int, monthsOf(year))
	for m := range weights {
		// A good or bad month of the puskesmas, and one of the desa itself.
		shared := made.For("bulan puskesmas", s.code, d.puskesmas, strconv.Itoa(year*12+m)).Below(361) + 820
		weights[m] = s.season[m] * shared * (r.Below(601) + 700)
	}
	return r.Share(total, weights)
}

// coverage gives the thousandths of the sasaran that are served in the reported part of a year.
func (p *portal) coverage(d *desa, s *service, year int) int {
	if c, ok := exceptional(d.code, s.code, year); ok {
		return c
	}
	c := s.coverage[year] + p.shift(d.puskesmas, year)*s.sensitivity/100
	c += made.For("capaian", s.code, d.code).Around(110)
	c += made.For("capaian", s.code, d.code, strconv.Itoa(year)).Around(40)
	if s.code == "tb" && inTown(d.puskesmas) {
		// Everyone examined in town is counted there, wherever they live.
		return min(c+[2]int{260, 370}[year], 1350)
	}
	return min(max(c, 180), 1000)
}

func (p *portal) shift(code string, year int) int {
	for _, k := range p.puskesmas {
		if k.code == code {
			return k.shift[year]
		}
	}
	return 0
}
