// Package banten makes the data of the example of a province: Provinsi Banten with
// its eight kabupaten and kota, whose 245 puskesmas report every month.
// examples/banten/content/halaman/tentang.md says what is real in it.
package banten

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"

	"terang/cmd/sampledata/made"
	"terang/internal/national"
)

const province = "36"

//go:embed tables/*.csv
var tables embed.FS

// portal is everything the files are written from.
type portal struct {
	areas     []national.Area // the province and all in it down to kecamatan, by code
	kabkota   []kabkota
	puskesmas []puskesmas
	services  []service
}

// kabkota is one of the eight. Code, name and people are real; the place is about
// where its offices stand, for the map of tiles. All else is made up.
type kabkota struct {
	code, lat, lon string
	people         int
	shift          [2]int // moves the coverage of a year (2023, 2024), in thousandths
	// In thousandths of the people, and of the members.
	members, active int
	// In hundredths: alerts answered within a day, puskesmas with all kinds of staff,
	// puskesmas with connected records.
	answered, staffed, connected int
}

// puskesmas is one of the 245. Code, name and kab/kota are real; the people it serves are made up.
type puskesmas struct {
	national.Puskesmas
	people int
}

// service is one of the 12 SPM services with the made-up figures behind its rows.
type service struct {
	code        string
	per10000    int     // yearly sasaran per 10,000 people
	need        string  // kind of the sasaran: riil or proyeksi
	coverage    [2]int  // thousandths: of 2023, and of 2024 up to May
	sensitivity int     // percent of a kab/kota's shift that this service feels
	season      [12]int // weight of each month
}

// Make makes all data files from the national lists and the embedded tables; it needs
// nothing of the portal's folder.
func Make(fs.FS) ([]made.File, error) {
	p, err := read()
	if err != nil {
		return nil, err
	}
	return made.Files([]made.Rows{
		{Path: "data/regions.csv", Rows: p.regionRows()},
		{Path: "data/facilities.csv", Rows: p.facilityRows()},
		{Path: "data/observations/spm-2023.csv", Rows: p.observationRows(0)},
		{Path: "data/observations/spm-2024.csv", Rows: p.observationRows(1)},
		{Path: "data/observations/spm-provinsi.csv", Rows: provinceRows()},
		{Path: "data/observations/pilar.csv", Rows: p.pillarRows()},
		{Path: "data/observations/rujukan.csv", Rows: p.referralRows()},
		{Path: "data/observations/telemedisin.csv", Rows: p.telemedicineRows()},
	})
}

// read takes the areas and puskesmas from the national lists, and the rest from the tables.
func read() (*portal, error) {
	lists, err := national.Open()
	if err != nil {
		return nil, err
	}
	p := &portal{}
	for _, a := range lists.Within(province) {
		if a.Level() != "desa" {
			p.areas = append(p.areas, a)
		}
	}
	records, err := made.Table(tables, "tables/kabkota.csv")
	if err != nil {
		return nil, err
	}
	for _, r := range records {
		k := kabkota{
			code: r["kode"], lat: r["lintang"], lon: r["bujur"], people: r.Number("penduduk"),
			shift:   [2]int{r.Number("geser_2023"), r.Number("geser_2024")},
			members: r.Number("peserta"), active: r.Number("aktif"),
			answered: r.Number("direspons"), staffed: r.Number("nakes"), connected: r.Number("rme"),
		}
		p.kabkota = append(p.kabkota, k)
		if err := p.addPuskesmas(lists.PuskesmasIn(k.code), k); err != nil {
			return nil, err
		}
	}
	if records, err = made.Table(tables, "tables/layanan.csv"); err != nil {
		return nil, err
	}
	for _, r := range records {
		s := service{
			code: r["kode"], per10000: r.Number("per_10000"), need: r["sasaran"],
			coverage:    [2]int{r.Number("capaian_2023"), r.Number("capaian_2024")},
			sensitivity: r.Number("kepekaan"),
		}
		for i, month := range strings.Fields("jan feb mar apr mei jun jul agu sep okt nov des") {
			s.season[i] = r.Number(month)
		}
		p.services = append(p.services, s)
	}
	return p, nil
}

// addPuskesmas shares the people of a kab/kota out over its puskesmas; those that are
// hard to reach serve fewer.
func (p *portal) addPuskesmas(list []national.Puskesmas, k kabkota) error {
	if len(list) == 0 {
		return fmt.Errorf("no puskesmas in %s", k.code)
	}
	weights := make([]int, len(list))
	for i, one := range list {
		weights[i] = 600 + made.For("penduduk", one.Code).Below(800)
		if remote(one.Code) {
			weights[i] = weights[i] * 35 / 100
		}
	}
	for i, n := range made.Apportion(k.people, weights) {
		p.puskesmas = append(p.puskesmas, puskesmas{list[i], n})
	}
	return nil
}

// of lists the puskesmas of a kab/kota.
func (p *portal) of(code string) []puskesmas {
	var list []puskesmas
	for _, k := range p.puskesmas {
		if k.Area == code {
			list = append(list, k)
		}
	}
	return list
}

// shiftOf gives the shift of a kab/kota in a year.
func (p *portal) shiftOf(code string, year int) int {
	for _, k := range p.kabkota {
		if k.code == code {
			return k.shift[year]
		}
	}
	return 0
}
