// Package country makes the data of a whole country, to measure with: real codes and
// names of areas and puskesmas, and for the rest numbers drawn as for the samples. It
// is too large to be kept, and says nothing about any place.
package country

import (
	"encoding/csv"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
	"terang/internal/national"
)

// year is the one of the reports, month by month by puskesmas.
const year = 2025

const settings = `# date: 2026-01-20  as-of: 2025-12
title: Portal uji sebuah negara
base_url: https://example.go.id/
area: id
language: id
notice: Data karangan untuk mengukur, bukan angka resmi.
sample: true
`

// district is a kabupaten or kota with what lies in it.
type district struct {
	area      national.Area
	within    []national.Area // kecamatan and desa, by code
	desa      []national.Area
	puskesmas []national.Puskesmas
	served    []int // by desa: its puskesmas, -1 for none
	people    map[string]int
}

// Write makes a site in a folder: settings, areas, facilities (about 350,000) and
// reports (about 1.5 million).
func Write(dir string) error {
	lists, err := national.Open()
	if err != nil {
		return err
	}
	var districts []*district
	var provinces []national.Area
	for _, top := range lists.Tops() {
		if top.Level() == "provinsi" {
			provinces = append(provinces, top)
			continue
		}
		districts = append(districts, newDistrict(lists, top))
	}
	return errors.Join(
		table(dir, "data/regions.csv", func(row func(...string)) { regions(row, provinces, districts) }),
		table(dir, "data/facilities.csv", func(row func(...string)) { facilities(row, districts) }),
		table(dir, "data/observations/"+strconv.Itoa(year)+".csv", func(row func(...string)) { observations(row, districts) }),
		os.WriteFile(filepath.Join(dir, "site.yaml"), []byte(settings), 0o644),
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
	d := &district{area: area, puskesmas: lists.PuskesmasIn(area.Code), people: map[string]int{}}
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

func regions(write func(...string), provinces []national.Area, districts []*district) {
	write("kode", "induk", "tingkat", "nama", "penduduk", "puskesmas")
	row := func(a national.Area, people int, by string) {
		write(a.Code, a.Parent(), a.Level(), a.Name, strconv.Itoa(people), by)
	}
	for _, p := range provinces {
		sum := 0
		for _, d := range districts {
			if d.area.Parent() == p.Code {
				sum += d.people[d.area.Code]
			}
		}
		row(p, sum, "")
		for _, d := range districts {
			if d.area.Parent() != p.Code {
				continue
			}
			row(d.area, d.people[d.area.Code], "")
			at := 0
			for _, a := range d.within {
				by := ""
				if a.Level() == "desa" {
					if d.served[at] >= 0 {
						by = d.puskesmas[d.served[at]].Code
					}
					at++
				}
				row(a, d.people[a.Code], by)
			}
		}
	}
}

func facilities(write func(...string), districts []*district) {
	write("kode", "nama", "jenis", "kabkota", "kecamatan", "desa", "puskesmas", "status", "rawat_inap")
	flowers := strings.Fields("Melati Mawar Anggrek Kenanga Teratai Dahlia")
	for _, d := range districts {
		seated := make([]bool, len(d.puskesmas))
		for i, a := range d.desa {
			row := func(code, name, kind, by, inpatient string) {
				write(code, name, kind, d.area.Code, a.Parent(), a.Code, by, "aktif", inpatient)
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

func observations(write func(...string), districts []*district) {
	write("periode", "indikator", "wilayah", "pembilang", "penyebut", "jenis_data", "sumber")
	services := strings.Fields("bumil bulin bbl balita upd usprod lansia ht dm odgj tb hiv")
	perMille := []int{19, 18, 17, 75, 170, 620, 80, 180, 18, 2, 16, 22}
	for month := 1; month <= 12; month++ {
		period := fmt.Sprintf("%d-%02d", year, month)
		for _, d := range districts {
			people := make([]int, len(d.puskesmas))
			for i, a := range d.desa {
				if by := d.served[i]; by >= 0 {
					people[by] += d.people[a.Code]
				}
			}
			for i, p := range d.puskesmas {
				if people[i] == 0 {
					continue // more puskesmas than desa: it has no seat
				}
				for s, service := range services {
					need := people[i] * perMille[s] / 1000
					n := need * (40 + made.For(service, p.Code, strconv.Itoa(month)).Below(50)) / 1000
					write(period, service, p.Code, strconv.Itoa(n), strconv.Itoa(need), "proyeksi", "Laporan karangan")
				}
			}
		}
	}
}
