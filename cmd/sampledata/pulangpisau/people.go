package pulangpisau

import (
	"fmt"
	"strconv"

	"terang/cmd/sampledata/made"
)

// kabupatenPeople is the one real number of people: the 2025 register, as published with the area codes.
const kabupatenPeople = 144_663

// settle shares the kabupaten's people out over the desa by weight; the parts add up exactly.
func (p *portal) settle() {
	weights := make([]int, len(p.desa))
	for i, d := range p.desa {
		weights[i] = d.weight * (950 + made.For("penduduk", d.code).Below(101))
	}
	for i, n := range made.Apportion(kabupatenPeople, weights) {
		p.desa[i].population = n
	}
}

// people counts the people of the kabupaten, a kecamatan, a desa or the desa of a puskesmas.
func (p *portal) people(code string) int {
	sum := 0
	for _, d := range p.desa {
		if d.code == code || d.kecamatan == code || d.puskesmas == code || code == kabupaten {
			sum += d.population
		}
	}
	return sum
}

// regionRows makes data/regions.csv. There are no places: none are known.
func (p *portal) regionRows() [][]string {
	rows := [][]string{{"kode", "induk", "tingkat", "nama", "penduduk", "puskesmas"}}
	served := make(map[string]string, len(p.desa))
	for _, d := range p.desa {
		served[d.code] = d.puskesmas
	}
	for _, a := range p.areas {
		parent := a.Parent()
		if a.Code == kabupaten {
			parent = ""
		}
		rows = append(rows, []string{a.Code, parent, a.Level(), a.Name, strconv.Itoa(p.people(a.Code)), served[a.Code]})
	}
	return rows
}

// sasaran gives how many of some people an indicator should reach in a year (0 is the
// first, 1 the second); who is the code of the desa or puskesmas that they belong to.
func (s *service) sasaran(who string, people, year int) int {
	group := s.code
	switch s.code {
	case "bulin", "bbl", "k1":
		group = "bumil" // births follow pregnancies, and the first visit is of the same women
	}
	if year == 0 {
		people = people * 986 / 1000
	}
	odds := 1000 + made.For("sasaran", group, who).Around(80)
	if s.need == "riil" {
		odds += made.For("pendataan", s.code, who, strconv.Itoa(year)).Around(15)
	}
	return (people*s.per10000*odds + 5_000_000) / 10_000_000
}

// qualityRows makes data/quality.csv. The services for mothers list their items, the
// others give a percentage.
func (p *portal) qualityRows() [][]string {
	rows := [][]string{{"tahun", "wilayah", "indikator", "mutu_persen", "item", "kebutuhan", "tersedia"}}
	for _, item := range [][3]string{
		{"Vaksin Td (dosis)", "2600", "2600"},
		{"Tablet tambah darah (strip)", "24500", "21800"},
		{"Tes hepatitis B, sifilis, HIV (paket)", "2700", "2160"},
		{"Gel USG (botol)", "120", "96"},
		{"Bidan terlatih (orang)", "118", "109"},
		{"Buku KIA (eksemplar)", "2700", "2700"},
	} {
		rows = append(rows, []string{"2024", kabupaten, "bumil", "", item[0], item[1], item[2]})
	}
	for _, s := range p.services {
		if hundredths, err := strconv.Atoi(s.quality); err == nil && s.code != "bumil" {
			rows = append(rows, []string{"2024", kabupaten, s.code, fmt.Sprintf("%d.%02d", hundredths/100, hundredths%100), "", "", ""})
		}
	}
	return rows
}
