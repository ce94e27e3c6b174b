// Package country makes the data of a whole country or of a part of it, to measure
// with: real codes and names of areas and puskesmas, and for the rest numbers, places
// and texts drawn as for the samples. It is too large to be kept, and says nothing
// about any place.
package country

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
	"terang/internal/national"
)

// year is the one of the reports, month by month.
const year = 2025

// Nothing is drawn as a picture to send on: what else a portal has is to be measured.
const settings = `# date: 2026-01-20  as-of: 2025-12
title: Portal uji %s
base_url: https://example.go.id/
area: "%s"
language: id
pictures: none
workbooks: none
notice: Data karangan untuk mengukur, bukan angka resmi.
sample: true
`

// Whole is the area of the whole country, as site.yaml calls it.
const Whole = "id"

// Part says what to make.
type Part struct {
	Area string // code of a province, a kabupaten or a kota, or Whole
	Desa bool   // desa report, else their puskesmas
}

// district is a kabupaten or kota with what lies in it.
type district struct {
	area      national.Area
	within    []national.Area // kecamatan and desa, by code
	desa      []national.Area
	puskesmas []national.Puskesmas
	served    []int // by desa: its puskesmas, -1 for none
	people    map[string]int
	centre    place
}

// Write makes a site in a folder: settings, areas, facilities (of the country about
// 350,000), reports (1.5 million by puskesmas, 12 million by desa) and posts.
func Write(dir string, part Part) error {
	lists, err := national.Open()
	if err != nil {
		return err
	}
	var districts []*district
	var provinces []national.Area
	for _, top := range lists.Tops() {
		switch {
		case part.Area != Whole && top.Code != part.Area && top.Parent() != part.Area:
		case top.Level() == "provinsi":
			provinces = append(provinces, top)
		default:
			districts = append(districts, newDistrict(lists, top))
		}
	}
	if len(districts) == 0 {
		return fmt.Errorf("%q is no province, kabupaten or kota, and not %q", part.Area, Whole)
	}
	report := byPuskesmas
	if part.Desa {
		report = byDesa
	}
	return errors.Join(
		table(dir, "data/regions.csv", func(row func(...string)) { regions(row, provinces, districts) }),
		table(dir, "data/facilities.csv", func(row func(...string)) { facilities(row, districts) }),
		table(dir, "data/observations/"+strconv.Itoa(year)+".csv", func(row func(...string)) { observations(row, districts, report) }),
		posts(dir, part, districts),
		os.WriteFile(filepath.Join(dir, "site.yaml"), fmt.Appendf(nil, settings, part.Area, part.Area), 0o644),
	)
}

// table makes a CSV file, row by row.
func table(dir, name string, fill func(row func(cells ...string))) error {
	path := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := csv.NewWriter(f)
	fill(func(cells ...string) { _ = w.Write(cells) }) // told by Error
	w.Flush()
	return errors.Join(w.Error(), f.Close())
}

// newDistrict deals the desa of a kabupaten or kota out over its puskesmas, in order of
// their codes, and draws people for each.
func newDistrict(lists *national.Lists, area national.Area) *district {
	d := &district{area: area, puskesmas: lists.PuskesmasIn(area.Code), people: map[string]int{}, centre: somewhere(area.Code)}
	d.within = lists.Within(area.Code)[1:]
	for _, a := range d.within {
		if a.Level() == "desa" {
			d.desa = append(d.desa, a)
		}
	}
	for i, a := range d.desa {
		by := -1
		if len(d.puskesmas) > 0 {
			by = i * len(d.puskesmas) / len(d.desa)
		}
		d.served = append(d.served, by)
		n := 600 + made.For("penduduk", a.Code).Below(5000)
		for code := a.Code; strings.Contains(code, "."); code = code[:strings.LastIndexByte(code, '.')] {
			d.people[code] += n
		}
	}
	return d
}

// place is a point, in hundred-thousandths of a degree.
type place struct{ lat, lon int }

// somewhere draws a point for a kabupaten or kota; it is not where the area lies.
func somewhere(code string) place {
	r := made.For("tempat", code)
	return place{r.Below(1_200_000) - 800_000, 9_600_000 + r.Below(4_300_000)}
}

// near draws a point in the neighbourhood of another.
func (p place) near(code string, within int) place {
	r := made.For("tempat", code)
	return place{p.lat + r.Around(within), p.lon + r.Around(within)}
}

// seat is the point of an area in a kabupaten or kota.
func (d *district) seat(a national.Area) place {
	switch a.Level() {
	case "kabkota":
		return d.centre
	case "kecamatan":
		return d.centre.near(a.Code, 40_000)
	}
	return d.centre.near(a.Parent(), 40_000).near(a.Code, 6_000)
}

func degrees(hundredThousandths int) string {
	return strconv.FormatFloat(float64(hundredThousandths)/1e5, 'f', 5, 64)
}

func regions(write func(...string), provinces []national.Area, districts []*district) {
	write("kode", "induk", "tingkat", "nama", "lintang", "bujur", "penduduk", "puskesmas")
	row := func(a national.Area, at place, people int, by string) {
		write(a.Code, a.Parent(), a.Level(), a.Name, degrees(at.lat), degrees(at.lon), strconv.Itoa(people), by)
	}
	for _, p := range provinces {
		sum := 0
		for _, d := range districts {
			if d.area.Parent() == p.Code {
				sum += d.people[d.area.Code]
			}
		}
		row(p, somewhere(p.Code), sum, "")
	}
	for _, d := range districts {
		row(d.area, d.centre, d.people[d.area.Code], "")
		at := 0
		for _, a := range d.within {
			by := ""
			if a.Level() == "desa" {
				if d.served[at] >= 0 {
					by = d.puskesmas[d.served[at]].Code
				}
				at++
			}
			row(a, d.seat(a), d.people[a.Code], by)
		}
	}
}

func facilities(write func(...string), districts []*district) {
	write("kode", "nama", "jenis", "kabkota", "kecamatan", "desa", "puskesmas", "lintang", "bujur", "status", "rawat_inap")
	flowers := strings.Fields("Melati Mawar Anggrek Kenanga Teratai Dahlia")
	for _, d := range districts {
		seated := make([]bool, len(d.puskesmas))
		for i, a := range d.desa {
			row := func(code, name, kind, by, inpatient string) {
				at := d.seat(a).near(code, 1_000)
				write(code, name, kind, d.area.Code, a.Parent(), a.Code, by, degrees(at.lat), degrees(at.lon), "aktif", inpatient)
			}
			by := ""
			if at := d.served[i]; at >= 0 {
				if by = d.puskesmas[at].Code; !seated[at] {
					seated[at] = true
					row(by, d.puskesmas[at].Name, "puskesmas", by, "tidak")
				}
			}
			r := made.For("fasilitas", a.Code)
			if r.Below(100) < 60 {
				row("X-PT-"+a.Code, "Pustu "+a.Name, "pustu", by, "")
			}
			for n := range 2 + r.Below(4) {
				row(fmt.Sprintf("X-PY-%s-%d", a.Code, n+1), "Posyandu "+flowers[n%len(flowers)]+" "+a.Name, "posyandu", by, "")
			}
		}
	}
}

// reporter is who reports, and of how many people.
type reporter struct {
	code   string
	people int
}

// byPuskesmas leaves out those without a seat, where there are more puskesmas than desa.
func byPuskesmas(d *district) []reporter {
	all := make([]reporter, len(d.puskesmas))
	for i, p := range d.puskesmas {
		all[i].code = p.Code
	}
	for i, a := range d.desa {
		if by := d.served[i]; by >= 0 {
			all[by].people += d.people[a.Code]
		}
	}
	return slices.DeleteFunc(all, func(r reporter) bool { return r.people == 0 })
}

func byDesa(d *district) []reporter {
	all := make([]reporter, len(d.desa))
	for i, a := range d.desa {
		all[i] = reporter{a.Code, d.people[a.Code]}
	}
	return all
}

func observations(write func(...string), districts []*district, report func(*district) []reporter) {
	write("periode", "indikator", "wilayah", "pembilang", "penyebut", "jenis_data")
	services := strings.Fields("bumil bulin bbl balita upd usprod lansia ht dm odgj tb hiv")
	perMille := []int{19, 18, 17, 75, 170, 620, 80, 180, 18, 2, 16, 22}
	for month := 1; month <= 12; month++ {
		period := fmt.Sprintf("%d-%02d", year, month)
		for _, d := range districts {
			for _, r := range report(d) {
				for s, service := range services {
					need := r.people * perMille[s] / 1000
					n := need * (40 + made.For(service, r.code, strconv.Itoa(month)).Below(50)) / 1000
					write(period, service, r.code, strconv.Itoa(n), strconv.Itoa(need), "proyeksi")
				}
			}
		}
	}
}
