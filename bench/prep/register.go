package main

import (
	"bufio"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// The services in the order of the tables, with their names.
var services = [...][2]string{
	{"bumil", "Ibu hamil"},
	{"bulin", "Ibu bersalin"},
	{"bbl", "Bayi baru lahir"},
	{"balita", "Balita"},
	{"upd", "Usia pendidikan dasar"},
	{"usprod", "Usia produktif"},
	{"lansia", "Usia lanjut"},
	{"ht", "Penderita hipertensi"},
	{"dm", "Penderita diabetes melitus"},
	{"odgj", "Orang dengan gangguan jiwa berat"},
	{"tb", "Orang terduga tuberkulosis"},
	{"hiv", "Orang dengan risiko terinfeksi HIV"},
}

const months = 12

// counts are those of one unit: people served in a month, and the year's sasaran.
type counts struct {
	served [len(services)][months]int32
	target [len(services)]int32
}

// unit is an area or a puskesmas: whatever has a page.
type unit struct {
	code, name, kind string
	lat, lon         string
	people           int
	parent           *unit
	below            []*unit // areas, of a puskesmas those it serves
	puskesmas        []*unit // that stand here, of a desa the one that serves it
	facilities       []facility
	counts           *counts
}

type facility struct{ name, kind string }

// register is what the tables say of places.
type register struct {
	units  []*unit
	by     map[string]*unit
	serves map[*unit]string // desa: code of its puskesmas
	year   string
	byDesa bool
}

// rows goes through a CSV file; cell gives a cell by the heading of its column.
func rows(path string, row func(cell func(heading string) string) error) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close() //nolint:errcheck // read only
	r := csv.NewReader(bufio.NewReaderSize(f, 1<<20))
	r.ReuseRecord = true
	head, err := r.Read()
	if err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	head = slices.Clone(head)
	for {
		cells, err := r.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = row(func(heading string) string { return cells[slices.Index(head, heading)] })
		}
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
}

func readRegister(site string) (*register, error) {
	r := &register{by: map[string]*unit{}, serves: map[*unit]string{}}
	err := rows(filepath.Join(site, "data/regions.csv"), func(cell func(string) string) error {
		people, err := strconv.Atoi(cell("penduduk"))
		u := &unit{code: cell("kode"), name: cell("nama"), kind: cell("tingkat"), lat: cell("lintang"), lon: cell("bujur"), people: people}
		if u.parent = r.by[cell("induk")]; u.parent != nil {
			u.parent.below = append(u.parent.below, u)
		}
		if by := cell("puskesmas"); by != "" {
			r.serves[u] = by
		}
		r.add(u)
		return err
	})
	if err != nil {
		return nil, err
	}
	err = rows(filepath.Join(site, "data/facilities.csv"), func(cell func(string) string) error {
		kind, name := cell("jenis"), cell("nama")
		at := r.by[cell("desa")]
		if kind == "puskesmas" {
			seat := r.by[cell("kecamatan")]
			u := &unit{code: cell("kode"), name: name, kind: kind, lat: cell("lintang"), lon: cell("bujur"), parent: seat}
			seat.puskesmas, seat.parent.puskesmas = append(seat.puskesmas, u), append(seat.parent.puskesmas, u)
			r.add(u)
			return nil
		}
		at.facilities = append(at.facilities, facility{name, kind})
		if by := r.by[cell("puskesmas")]; by != nil && kind != "posyandu" {
			by.facilities = append(by.facilities, facility{name, kind})
		}
		return nil
	})
	for _, u := range r.units {
		if by := r.by[r.serves[u]]; by != nil {
			u.puskesmas = append(u.puskesmas, by)
			by.below = append(by.below, u)
			by.people += u.people
		}
	}
	return r, err
}

func (r *register) add(u *unit) {
	r.units = append(r.units, u)
	r.by[u.code] = u
}

func (r *register) readReports(site string) error {
	files, err := filepath.Glob(filepath.Join(site, "data/observations/*.csv"))
	if err != nil || len(files) != 1 {
		return errors.Join(err, fmt.Errorf("%d files of reports, want one", len(files)))
	}
	r.year = strings.TrimSuffix(filepath.Base(files[0]), ".csv")
	place := map[string]int{}
	for i, s := range services {
		place[s[0]] = i
	}
	return rows(files[0], func(cell func(string) string) error {
		u, s := r.by[cell("wilayah")], place[cell("indikator")]
		_, month, _ := strings.Cut(cell("periode"), "-")
		at, err := strconv.Atoi(month)
		n, wrong := strconv.Atoi(cell("pembilang"))
		d, bad := strconv.Atoi(cell("penyebut"))
		if err := errors.Join(err, wrong, bad); err != nil {
			return err
		}
		if u.counts == nil {
			u.counts = new(counts)
			r.byDesa = r.byDesa || u.kind == "desa"
		}
		u.counts.served[s][at-1], u.counts.target[s] = int32(n), int32(d)
		return nil
	})
}

// addUp takes the reports upwards: to the puskesmas and the kecamatan of a desa, or to
// the kecamatan of a puskesmas, then to kabupaten and province.
func (r *register) addUp() {
	from := []string{"puskesmas", "kecamatan", "kabkota"}
	if r.byDesa {
		from[0] = "desa"
	}
	for _, kind := range from {
		for _, u := range r.units {
			if u.kind != kind || u.counts == nil {
				continue
			}
			u.parent.take(u.counts)
			if kind == "desa" && len(u.puskesmas) > 0 {
				u.puskesmas[0].take(u.counts)
			}
		}
	}
}

func (u *unit) take(c *counts) {
	if u == nil {
		return
	}
	if u.counts == nil {
		u.counts = new(counts)
	}
	for s := range services {
		u.counts.target[s] += c.target[s]
		for m := range months {
			u.counts.served[s][m] += c.served[s][m]
		}
	}
}
