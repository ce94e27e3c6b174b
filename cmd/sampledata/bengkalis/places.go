package bengkalis

import (
	"embed"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
	"terang/internal/national"
)

//go:embed tables/*.csv
var tables embed.FS

// kabupaten is the code of Kementerian Dalam Negeri; its people are the one real number.
const (
	kabupaten       = "14.03"
	kabupatenPeople = 681_884
)

// office is everything the files are written from.
type office struct {
	kabupaten national.Area
	kecamatan []national.Area
	desa      []desa
	puskesmas []puskesmas
	services  []service
	weight    map[string]int // of the kecamatan's people
}

// desa is a desa or kelurahan. Who serves it and how many live there is made up.
type desa struct {
	national.Area
	puskesmas string
	people    int
	outline   made.Outline // none where the boundaries write the name in another way
	centre    made.Point
}

func (d *desa) kelurahan() bool { return d.Code[len("14.03.01.")] == '1' }

// puskesmas is one of the eighteen. Code and name are real. A shift moves the coverage
// of a year, in thousandths; meets says how often it holds its workshops.
type puskesmas struct {
	national.Puskesmas
	seat, serves                     string
	shift                            [2]int
	inpatient, accreditation, remote string
	meets                            string
}

// open takes areas and puskesmas from the national lists, and the rest from the tables.
func open() (*office, error) {
	lists, err := national.Open()
	if err != nil {
		return nil, err
	}
	o := &office{weight: map[string]int{}}
	for _, a := range lists.Within(kabupaten) {
		switch strings.Count(a.Code, ".") {
		case 1:
			o.kabupaten = a
		case 2:
			o.kecamatan = append(o.kecamatan, a)
		default:
			o.desa = append(o.desa, desa{Area: a})
		}
	}
	shares, err := made.Table(tables, "tables/kecamatan.csv")
	if err != nil {
		return nil, err
	}
	for _, r := range shares {
		o.weight[r["kode"]] = r.Number("bobot")
	}
	if err := o.readPuskesmas(lists); err != nil {
		return nil, err
	}
	o.assign()
	return o, o.readServices()
}

func (o *office) readPuskesmas(lists *national.Lists) error {
	records, err := made.Table(tables, "tables/puskesmas.csv")
	if err != nil {
		return err
	}
	for _, p := range lists.PuskesmasIn(kabupaten) {
		i := slices.IndexFunc(records, func(r made.Record) bool { return r["kode"] == p.Code })
		if i < 0 {
			return fmt.Errorf("puskesmas %s %s is not in the table", p.Code, p.Name)
		}
		r := records[i]
		o.puskesmas = append(o.puskesmas, puskesmas{
			Puskesmas: p, seat: r["desa"], serves: r["melayani"],
			shift:     [2]int{r.Number("geser_2022"), r.Number("geser_2023")},
			inpatient: r["rawat_inap"], accreditation: r["akreditasi"], remote: r["terpencil"], meets: r["rapat"],
		})
	}
	if len(o.puskesmas) != len(records) {
		return errors.New("the table has a puskesmas that is not in the national list")
	}
	return nil
}

// kecamatanOf gives the kecamatan that a code of a desa begins with.
func kecamatanOf(code string) string { return code[:len("14.03.01")] }

// assign gives each desa its puskesmas: one that names it, else the one of the
// kecamatan that names none.
func (o *office) assign() {
	for i := range o.desa {
		d := &o.desa[i]
		for _, p := range o.puskesmas {
			if kecamatanOf(p.seat) != kecamatanOf(d.Code) {
				continue
			}
			if named := strings.Contains(p.serves, d.Code[len("14.03.01."):]); named || p.serves == "" && d.puskesmas == "" {
				d.puskesmas = p.Code
			}
		}
	}
}

// place gives each desa its outline and a point well inside it.
func (o *office) place(boundaries []byte) error {
	outlines, err := made.Outlines(boundaries)
	if err != nil {
		return err
	}
	names, missing := map[string]string{}, 0
	for _, k := range o.kecamatan {
		names[k.Code] = k.Name
	}
	for i := range o.desa {
		d := &o.desa[i]
		if d.outline = outlines[made.Key(names[kecamatanOf(d.Code)], d.Name)]; len(d.outline) == 0 {
			missing++
			continue
		}
		d.centre = d.outline.Deepest()
	}
	if missing != 3 {
		return fmt.Errorf("%d desa without a boundary, want 3", missing)
	}
	return nil
}

// settle shares the people out; the parts add up exactly.
func (o *office) settle() {
	var weights []int
	for _, k := range o.kecamatan {
		weights = append(weights, o.weight[k.Code])
	}
	for i, people := range made.Apportion(kabupatenPeople, weights) {
		var at, parts []int
		for j := range o.desa {
			d := &o.desa[j]
			if kecamatanOf(d.Code) != o.kecamatan[i].Code {
				continue
			}
			w := 100 + made.For("penduduk", d.Code).Below(120)
			if d.kelurahan() {
				w = w * 5 / 2
			}
			at, parts = append(at, j), append(parts, w)
		}
		for j, n := range made.Apportion(people, parts) {
			o.desa[at[j]].people = n
		}
	}
}

// people counts those below a code, or those whom a puskesmas serves.
func (o *office) people(code string) int {
	sum := 0
	for _, d := range o.desa {
		if strings.HasPrefix(d.Code, code) || d.puskesmas == code {
			sum += d.people
		}
	}
	return sum
}

func (o *office) desaOf(code string) *desa {
	for i := range o.desa {
		if o.desa[i].Code == code {
			return &o.desa[i]
		}
	}
	return nil
}

// regionRows makes data/regions.csv, depth first.
func (o *office) regionRows() [][]string {
	rows := [][]string{{"kode", "induk", "tingkat", "nama", "lintang", "bujur", "penduduk", "puskesmas"}}
	add := func(a national.Area, parent, level string, at made.Point, puskesmas string) {
		lat, lon := at.Lat(), at.Lon()
		if at == (made.Point{}) {
			lat, lon = "", ""
		}
		rows = append(rows, []string{a.Code, parent, level, a.Name, lat, lon, strconv.Itoa(o.people(a.Code)), puskesmas})
	}
	add(o.kabupaten, "", "kabkota", o.desaOf("14.03.01.1001").centre, "")
	for _, k := range o.kecamatan {
		i := slices.IndexFunc(o.puskesmas, func(p puskesmas) bool { return kecamatanOf(p.seat) == k.Code })
		add(k, kabupaten, "kecamatan", o.desaOf(o.puskesmas[i].seat).centre, "")
		for _, d := range o.desa {
			if kecamatanOf(d.Code) == k.Code {
				add(d.Area, k.Code, "desa", d.centre, d.puskesmas)
			}
		}
	}
	return rows
}
