package bengkalis

import (
	"fmt"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
)

// reporter names the source of every row.
const reporter = "Laporan bulanan puskesmas (contoh)"

// service is one of the 12 SPM services with the made-up figures behind its rows.
type service struct {
	code        string
	per10000    int
	need        string // kind of the sasaran: riil or proyeksi
	coverage    [2]int // thousandths: of 2022, and of 2023 up to September
	sensitivity int    // percent of a puskesmas' shift that this service feels
	season      [12]int
	quality     string // of 2022
}

func (o *office) readServices() error {
	records, err := made.Table(tables, "tables/layanan.csv")
	if err != nil {
		return err
	}
	for _, r := range records {
		s := service{
			code: r["kode"], per10000: r.Number("per_10000"), need: r["sasaran"], sensitivity: r.Number("kepekaan"),
			coverage: [2]int{r.Number("capaian_2022"), r.Number("capaian_2023")}, quality: r["mutu_2022"],
		}
		for m, w := range strings.Fields(r["musim"]) {
			if s.season[m], err = strconv.Atoi(w); err != nil {
				return fmt.Errorf("season of %s: %w", s.code, err)
			}
		}
		o.services = append(o.services, s)
	}
	return nil
}

// The years, by the index that is used throughout, and how many months of them are in.
func years() [2]int  { return [2]int{2022, 2023} }
func months() [2]int { return [2]int{12, 9} }

// observationRows makes the file of a year: month by month, in it puskesmas by
// puskesmas, in it service by service, each the number served since January.
func (o *office) observationRows(year int) [][]string {
	rows := [][]string{{"periode", "indikator", "wilayah", "pembilang", "penyebut", "jenis_data", "sumber", "tanggal_data", "catatan"}}
	total := map[string]int{}
	newly := map[string][]int{}
	for i := range o.puskesmas {
		for j := range o.services {
			newly[o.puskesmas[i].Code+o.services[j].code] = o.served(&o.puskesmas[i], &o.services[j], year)
		}
	}
	for m := range months()[year] {
		for i := range o.puskesmas {
			p := &o.puskesmas[i]
			for j := range o.services {
				s := &o.services[j]
				key := p.Code + s.code
				total[key] += newly[key][m]
				if row := o.observation(p, s, year, m, total[key]); row != nil {
					rows = append(rows, row)
				}
			}
		}
	}
	return rows
}

// observation makes one row, or nil where the puskesmas sent none.
func (o *office) observation(p *puskesmas, s *service, year, month, n int) []string {
	period := fmt.Sprintf("%d-%02d", years()[year], month+1)
	if silent(p.Code, s.code, period) {
		return nil
	}
	sent, note := fmt.Sprintf("%d-%02d-08", years()[year]+(month+1)/12, (month+1)%12+1), ""
	if on, ok := late(p.Code, period); ok {
		sent, note = on, "terlambat dilaporkan"
	}
	extra, said := recount(p.Code, s.code, period)
	if said != "" {
		note = said
	}
	numerator := strconv.Itoa(n + extra)
	if unfilled(p.Code, s.code, period) {
		numerator, note = "", "belum direkap"
	}
	return []string{
		period, s.code, p.Code, numerator, strconv.Itoa(o.sasaran(p, s, year)), "kumulatif " + s.need, reporter, sent, note,
	}
}

// served gives the people newly served in each reported month of a year.
func (o *office) served(p *puskesmas, s *service, year int) []int {
	need := o.sasaran(p, s, year)
	c := s.coverage[year] + p.shift[year]*s.sensitivity/100 + made.For("capaian", s.code, p.Code).Around(60) +
		made.For("capaian", s.code, p.Code, strconv.Itoa(year)).Around(25)
	c = min(max(c, 120), 990)
	if exact, ok := above(p.Code, s.code, year); ok {
		c = exact
	}
	weights := make([]int, months()[year])
	for m := range weights {
		weights[m] = s.season[m] * (850 + made.For("bulan", s.code, p.Code, strconv.Itoa(year*12+m)).Below(301))
	}
	return made.For("orang", s.code, p.Code, strconv.Itoa(year)).Share((need*c+500)/1000, weights)
}

// sasaran gives how many of those whom a puskesmas serves a service should reach.
func (o *office) sasaran(p *puskesmas, s *service, year int) int {
	people := o.people(p.Code) * [2]int{970, 981}[year] / 1000
	group := s.code
	if group == "bulin" || group == "bbl" {
		group = "bumil" // births follow pregnancies
	}
	odds := 1000 + made.For("sasaran", group, p.Code).Around(50)
	if s.need == "riil" {
		odds += made.For("pendataan", s.code, p.Code, strconv.Itoa(year)).Around(12)
	}
	return (people*s.per10000*odds + 5_000_000) / 10_000_000
}

// qualityRows makes data/quality.csv: 2022 only, that of 2023 is not known before the year ends.
func (o *office) qualityRows() [][]string {
	rows := [][]string{{"tahun", "wilayah", "indikator", "mutu_persen"}}
	for _, s := range o.services {
		rows = append(rows, []string{"2022", kabupaten, s.code, s.quality})
	}
	return rows
}
