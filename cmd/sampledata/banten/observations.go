package banten

import (
	"fmt"
	"strconv"

	"terang/cmd/sampledata/made"
)

const reporter = "Laporan SPM puskesmas (contoh)"

func heading() []string {
	return []string{"periode", "indikator", "wilayah", "pembilang", "penyebut", "jenis_data", "sumber", "tanggal_data", "catatan"}
}

// years are the years of observations; a year's index is used throughout.
func years() [2]int { return [2]int{2023, 2024} }

// monthsOf gives how many months of a year are reported: all of 2023, five of 2024.
func monthsOf(year int) int {
	if year == 0 {
		return 12
	}
	return 5
}

// observationRows makes the file of one year: month by month, in it puskesmas by
// puskesmas, in it service by service.
func (p *portal) observationRows(year int) [][]string {
	rows := [][]string{heading()}
	served := make([][][]int, len(p.puskesmas))
	for i, k := range p.puskesmas {
		for _, s := range p.services {
			served[i] = append(served[i], p.served(k, s, year))
		}
	}
	for m := range monthsOf(year) {
		office := map[string][2]int{} // by kab/kota and service
		for i, k := range p.puskesmas {
			for j, s := range p.services {
				n, d := served[i][j][m], p.sasaran(k, s, year)
				if byOffice(k.Area, s.code) {
					key := k.Area + " " + s.code
					office[key] = [2]int{office[key][0] + n, office[key][1] + d}
					continue
				}
				if row := observation(k, s, year, m, n, d); row != nil {
					rows = append(rows, row)
				}
			}
		}
		for _, k := range p.kabkota {
			for _, s := range p.services {
				if o, ok := office[k.code+" "+s.code]; ok {
					rows = append(rows, []string{
						month(year, m), s.code, k.code, strconv.Itoa(o[0]), strconv.Itoa(o[1]), s.need, "Laporan dinas kesehatan kota (contoh)", sent(year, m), "",
					})
				}
			}
		}
	}
	return rows
}

func month(year, m int) string { return fmt.Sprintf("%d-%02d", years()[year], m+1) }

// sent is the day on which a month was drawn.
func sent(year, m int) string {
	if year == 0 {
		return "2024-02-05"
	}
	return fmt.Sprintf("2024-%02d-12", m+2)
}

// observation makes one row, or nil where the puskesmas never sent one.
func observation(k puskesmas, s service, year, m, n, d int) []string {
	period := month(year, m)
	if silent(k.Code, s.code, period) {
		return nil
	}
	numerator, extracted, note := strconv.Itoa(n), sent(year, m), ""
	switch {
	case unfilled(k.Code, s.code, period):
		numerator, note = "", "belum direkap"
	case corrected(k.Code, s.code, period):
		extracted = "2024-05-20"
		note = fmt.Sprintf("koreksi: semula %d, menjadi %d setelah verifikasi 20 Mei 2024", 2*n, n)
	case late(k.Area, period):
		extracted, note = "2024-04-12", "terlambat dilaporkan"
	}
	return []string{period, s.code, k.Code, numerator, strconv.Itoa(d), s.need, reporter, extracted, note}
}

// sasaran gives how many people a puskesmas should reach with a service in a year.
func (p *portal) sasaran(k puskesmas, s service, year int) int {
	group := s.code
	if s.code == "bulin" || s.code == "bbl" {
		group = "bumil" // births follow pregnancies
	}
	people := k.people
	if year == 0 {
		people = people * 987 / 1000
	}
	odds := 1000 + made.For("sasaran", group, k.Code).Around(70)
	return (people*s.per10000*odds + 5_000_000) / 10_000_000
}

// served gives the people newly served in each reported month of a year.
func (p *portal) served(k puskesmas, s service, year int) []int {
	r := made.For("bulan", s.code, k.Code, strconv.Itoa(year))
	total := (p.sasaran(k, s, year)*p.coverage(k, s, year) + r.Below(1000)) / 1000
	weights := make([]int, monthsOf(year))
	for m := range weights {
		// A good or bad month of the kab/kota, and one of the puskesmas itself.
		shared := made.For("bulan kabkota", s.code, k.Area, strconv.Itoa(year*12+m)).Below(161) + 920
		weights[m] = s.season[m] * shared * (r.Below(501) + 750)
	}
	return made.Apportion(total, weights)
}

// coverage gives the thousandths of the sasaran that are served in the reported part of a year.
func (p *portal) coverage(k puskesmas, s service, year int) int {
	if c, ok := exceptional(k.Code, s.code, year); ok {
		return c
	}
	part := 100
	if year == 1 {
		part = 46 // five months move less than twelve
	}
	own := p.shiftOf(k.Area, year)*s.sensitivity/100 + made.For("capaian", s.code, k.Area).Around(28)
	own += made.For("capaian", s.code, k.Code).Around(75) + made.For("capaian", s.code, k.Code, strconv.Itoa(year)).Around(30)
	if remote(k.Code) {
		own -= 45
	}
	return min(max(s.coverage[year]+own*part/100, 60), 1000)
}
