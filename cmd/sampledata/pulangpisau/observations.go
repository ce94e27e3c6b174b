package pulangpisau

import (
	"fmt"
	"strconv"

	"terang/cmd/sampledata/made"
)

// reporter names the source of the rows.
const reporter = "Laporan puskesmas (contoh)"

// Months are counted from January of the year 0.
const (
	firstMonth = 2024 * 12
	lastMonth  = 2025*12 + 4 // May 2025
)

func monthName(m int) string { return fmt.Sprintf("%d-%02d", m/12, m%12+1) }

func heading() [][]string {
	return [][]string{{"periode", "indikator", "wilayah", "pembilang", "penyebut", "jenis_data", "sumber", "tanggal_data", "catatan"}}
}

// months gives the reported months of a year of an indicator: 0 is the finished one, 1
// the one that runs. A school year begins in July.
func (s *service) months(year int) (from, to int) {
	from = firstMonth + 12*year
	if s.year == "ajaran" {
		from -= 6
	}
	return from, min(from+11, lastMonth)
}

// villageRows makes the file of a calendar year: month by month, in it desa by desa, in it indicator by indicator.
func (p *portal) villageRows(year int) [][]string {
	return p.rows(year, func(s *service) bool { return s.level == "desa" && s.year == "kalender" })
}

// schoolRows makes the file of the screening of pupils, which is counted by school years.
func (p *portal) schoolRows() [][]string {
	school := func(s *service) bool { return s.year == "ajaran" }
	return append(p.rows(0, school), p.rows(1, school)[1:]...)
}

func (p *portal) rows(year int, wanted func(*service) bool) [][]string {
	rows := heading()
	var services []*service
	for i := range p.services {
		if wanted(&p.services[i]) {
			services = append(services, &p.services[i])
		}
	}
	from, to := services[0].months(year)
	for m := from; m <= to; m++ {
		for i := range p.desa {
			d := &p.desa[i]
			for _, s := range services {
				c := cell{d.code, s.code, monthName(m)}
				if !silent(d, c) {
					need := s.sasaran(d.code, d.population, year)
					rows = append(rows, row(c, p.served(s, d, year)[m-from], need, s.need, lateness(d.puskesmas, c)))
				}
			}
		}
	}
	return rows
}

// puskesmasRows makes the file of what the puskesmas report for all their desa together:
// there are too few people in a desa to say how many of them were served.
func (p *portal) puskesmasRows() [][]string {
	rows := heading()
	for year := range 2 {
		from, to := firstMonth+12*year, min(firstMonth+12*year+11, lastMonth)
		for m := from; m <= to; m++ {
			for _, k := range p.puskesmas {
				if k.code == tangkahen && m == lastMonth {
					continue
				}
				for i := range p.services {
					s := &p.services[i]
					if s.level != "puskesmas" {
						continue
					}
					d := &desa{code: k.code, puskesmas: k.code, population: p.people(k.code)}
					c := cell{k.code, s.code, monthName(m)}
					rows = append(rows, row(c, p.served(s, d, year)[m-from], s.sasaran(k.code, d.population, year), s.need, lateness(k.code, c)))
				}
			}
		}
	}
	return rows
}

func row(c cell, n, need int, kind, note string) []string {
	numerator, drawn := strconv.Itoa(n), drawnOn(c.period)
	switch {
	case unfilled(c):
		numerator, note = "", "belum direkap"
	case corrected(c):
		drawn, note = "2025-05-12", fmt.Sprintf("koreksi: semula %d, menjadi %d setelah verifikasi 12 Mei 2025", n+180, n)
	case note != "":
		drawn = "2025-04-10"
	}
	return []string{c.period, c.service, c.place, numerator, strconv.Itoa(need), kind, reporter, drawn, note}
}

// drawnOn is the day on which a month was closed: the tenth of the next; of 2024 the day of the yearly recap.
func drawnOn(period string) string {
	if period < "2025" {
		return "2025-01-27"
	}
	month, _ := strconv.Atoi(period[5:])
	return fmt.Sprintf("2025-%02d-10", month+1)
}

// served gives the people newly served in each reported month of a year.
func (p *portal) served(s *service, d *desa, year int) []int {
	if s.code == "k1" { // all who come for the last visit came for the first
		bumil := p.service("bumil")
		visits := p.served(bumil, d, year)
		need, all := s.sasaran(d.code, d.population, year), 0
		for _, n := range visits {
			all += n
		}
		for i, n := range p.spread(s, d, year, min(need*s.coverage[year]/1000, max(0, need-all))) {
			visits[i] += n
		}
		return visits
	}
	r := made.For("jumlah", s.code, d.code, strconv.Itoa(year))
	// Rounded by chance: with three people to serve, rounding to nearest would serve all three nearly everywhere.
	return p.spread(s, d, year, (s.sasaran(d.code, d.population, year)*p.coverage(s, d, year)+r.Below(1000))/1000)
}

func (p *portal) spread(s *service, d *desa, year, total int) []int {
	r := made.For("bulan", s.code, d.code, strconv.Itoa(year))
	from, to := s.months(year)
	weights := make([]int, to-from+1)
	for i := range weights {
		// A good or bad month of the puskesmas, and one of the desa itself.
		shared := made.For("bulan puskesmas", s.code, d.puskesmas, strconv.Itoa(from+i)).Below(361) + 820
		weights[i] = s.season[(from+i)%12] * shared * (r.Below(601) + 700)
	}
	return r.Share(total, weights)
}

// coverage gives the thousandths of the sasaran that are served in the reported part of a year.
func (p *portal) coverage(s *service, d *desa, year int) int {
	if c, ok := exceptional(d.code, s.code, year); ok {
		return c
	}
	from, to := s.months(year)
	part := to - from + 1 // a shorter year feels less of a shift
	shift := p.puskesmasOf(d.puskesmas).shift[year]*s.sensitivity/100 + made.For("capaian", s.code, d.code).Around(110) +
		made.For("capaian", s.code, d.code, strconv.Itoa(year)).Around(40)
	return min(max(s.coverage[year]+shift*part/12, 15*part), 1000)
}

// otherNeeds gives what another source says of how many may have tuberculosis.
func (p *portal) otherNeeds() [][]string {
	rows, s := heading(), p.service("tb")
	for _, k := range p.puskesmas {
		need := s.sasaran(k.code, p.people(k.code), 1) * (1060 + made.For("proyeksi pusat", k.code).Below(61)) / 1000
		rows = append(rows, []string{"2025-05", s.code, k.code, "", strconv.Itoa(need), "proyeksi", "Proyeksi pusat (contoh)", "2025-02-03", ""})
	}
	return rows
}
