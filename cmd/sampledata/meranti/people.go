package meranti

import (
	"strconv"

	"terang/cmd/sampledata/made"
)

// kabupatenPeople is the one real number of people: the 2025 register, as published with the area codes.
const kabupatenPeople = 211_997

// years are the years of observations; a year's index is used throughout.
func years() [2]int { return [2]int{2023, 2024} }

// settle shares the kabupaten's people out over the desa by weight; the parts add up exactly.
func (p *portal) settle() {
	weights := make([]int, len(p.desa))
	for i, d := range p.desa {
		weights[i] = d.weight * (940 + made.For("penduduk", d.code).Below(121))
	}
	for i, n := range made.Apportion(kabupatenPeople, weights) {
		p.desa[i].population = n
	}
}

// people counts the people below a code: the kabupaten, a kecamatan or a desa.
func (p *portal) people(code string) int {
	sum := 0
	for _, d := range p.desa {
		if d.code == code || d.kecamatan == code || code == p.kabupaten.code {
			sum += d.population
		}
	}
	return sum
}

// regionRows makes data/regions.csv, depth first.
func (p *portal) regionRows() [][]string {
	rows := [][]string{{"kode", "induk", "tingkat", "nama", "lintang", "bujur", "penduduk", "puskesmas"}}
	add := func(a area, parent, level string, at made.Point, puskesmas string) {
		rows = append(rows, []string{a.code, parent, level, a.name, at.Lat(), at.Lon(), strconv.Itoa(p.people(a.code)), puskesmas})
	}
	add(p.kabupaten, "", "kabkota", p.seat(p.kecamatan[0].code), "")
	for _, k := range p.kecamatan {
		add(k, p.kabupaten.code, "kecamatan", p.seat(k.code), "")
		for _, d := range p.desa {
			if d.kecamatan == k.code {
				add(d.area, k.code, "desa", d.centre, d.puskesmas)
			}
		}
	}
	return rows
}

// seat gives the place of a kecamatan's first puskesmas.
func (p *portal) seat(kecamatan string) made.Point {
	for _, k := range p.puskesmas {
		if d := p.desaOf(k.desa); d != nil && d.kecamatan == kecamatan {
			return d.centre
		}
	}
	return made.Point{}
}

// sasaran gives how many people of a desa a service should reach in a year (0 is 2023, 1 is 2024).
func (p *portal) sasaran(d *desa, s *service, year int) int {
	if nobodyToServe(d.code, s.code) {
		return 0
	}
	group := s.code
	if s.code == "bulin" || s.code == "bbl" {
		group = "bumil" // births follow pregnancies
	}
	people := d.population
	if year == 0 {
		people = people * 988 / 1000
	}
	odds := 1000 + made.For("sasaran", group, d.code).Around(80)
	if s.need == "riil" {
		odds += made.For("pendataan", s.code, d.code, strconv.Itoa(year)).Around(15)
	}
	return (people*s.per10000*odds + 5_000_000) / 10_000_000
}

// qualityRows makes data/quality.csv: items met in a hundred of each service's list, to two decimals.
func (p *portal) qualityRows() [][]string {
	rows := [][]string{{"tahun", "wilayah", "indikator", "mutu_persen"}}
	for y, year := range years() {
		for _, s := range p.services {
			hundredths := (s.ready[y]*10_000 + s.items/2) / s.items
			rows = append(rows, []string{
				strconv.Itoa(year), p.kabupaten.code, s.code,
				strconv.Itoa(hundredths/100) + "." + strconv.Itoa(hundredths%100/10) + strconv.Itoa(hundredths%10),
			})
		}
	}
	return rows
}
