package banten

import (
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
)

// regionRows makes data/regions.csv: the province, its kabupaten and kota, and their
// kecamatan, whose people add up.
func (p *portal) regionRows() [][]string {
	rows := [][]string{{"kode", "induk", "tingkat", "nama", "lintang", "bujur", "penduduk"}}
	people := p.people()
	for _, a := range p.areas {
		lat, lon, name, parent := "", "", a.Name, a.Parent()
		switch a.Level() {
		case "provinsi":
			name, parent = "Provinsi "+a.Name, ""
		case "kabkota":
			for _, k := range p.kabkota {
				if k.code == a.Code {
					lat, lon = k.lat, k.lon
				}
			}
		}
		rows = append(rows, []string{a.Code, parent, a.Level(), name, lat, lon, strconv.Itoa(people[a.Code])})
	}
	return rows
}

// people counts the people of each area: those of a kab/kota are shared out over its kecamatan.
func (p *portal) people() map[string]int {
	people := map[string]int{}
	for _, k := range p.kabkota {
		people[province] += k.people
		people[k.code] = k.people
		var codes []string
		var weights []int
		for _, a := range p.areas {
			if a.Parent() == k.code {
				codes = append(codes, a.Code)
				weights = append(weights, 500+made.For("penduduk kecamatan", a.Code).Below(1000))
			}
		}
		for i, n := range made.Apportion(k.people, weights) {
			people[codes[i]] = n
		}
	}
	return people
}

// facilityRows makes data/facilities.csv: the puskesmas. In which kecamatan they
// stand the list that they are from does not say.
func (p *portal) facilityRows() [][]string {
	rows := [][]string{strings.Split("kode,nama,jenis,kabkota,status,jam_buka,layanan,rawat_inap,akreditasi,terpencil,telemedisin", ",")}
	for _, k := range p.puskesmas {
		r := made.For("puskesmas", k.Code)
		inpatient, services := "tidak", "rawat jalan; KIA dan KB; imunisasi; gizi; gigi; laboratorium"
		if remote(k.Code) || r.Below(100) < 30 {
			inpatient, services = "ya", services+"; rawat inap; gawat darurat 24 jam"
		}
		grades := []string{"madya", "madya", "utama", "utama", "paripurna"}
		rows = append(rows, []string{
			k.Code, k.Name, "puskesmas", k.Area, "aktif", "Senin-Jumat 07.30-14.00", services,
			inpatient, grades[r.Below(len(grades))], yes(remote(k.Code)), yes(telemedicine(k.Code)),
		})
	}
	return rows
}

func yes(b bool) string {
	if b {
		return "ya"
	}
	return "tidak"
}
