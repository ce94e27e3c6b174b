package tebingtinggi

import (
	"embed"
	"fmt"
	"strconv"
	"strings"

	"terang/cmd/sampledata/made"
	"terang/internal/national"
)

// code is the city's, of Kemendagri; the statistics office calls it 1274.
const code = "12.76"

// cityPeople is the one real number of people: the 2025 register, as published with the area codes.
const cityPeople = 184_064

//go:embed tables/*.csv
var tables embed.FS

// city is everything the files are written from.
type city struct {
	name      string
	kecamatan []national.Area
	kelurahan []kelurahan
	centres   []centre
	services  []service
	practices []made.Record
	hospitals []made.Record
}

// kelurahan has its real code, name and outline; who serves it and its people are made up.
type kelurahan struct {
	national.Area
	puskesmas string
	people    int
	outline   made.Outline
	middle    made.Point
}

// centre is a puskesmas: code and name are real. A shift moves its coverage of 2023 and 2024, in thousandths.
type centre struct {
	national.Puskesmas
	seat  string
	shift [2]int
	row   made.Record
}

// service is one of the 12 of the SPM, with what its rows are made from.
type service struct {
	code     string
	per10000 int    // sasaran of a year among 10,000 people
	need     string // riil or proyeksi
	coverage [2]int // thousandths: of 2023, and of the first half of 2024
	quarters [4]int // weight of each quarter
	items    int    // of the quality list
	ready    int    // of them met in 2023
}

// read puts the tables, the national lists and the boundaries together.
func read(boundaries []byte) (*city, error) {
	lists, err := national.Open()
	if err != nil {
		return nil, err
	}
	outlines, err := made.Outlines(boundaries)
	if err != nil {
		return nil, err
	}
	t := map[string][]made.Record{}
	for _, name := range []string{"kelurahan", "puskesmas", "layanan", "jejaring", "rumahsakit"} {
		if t[name], err = made.Table(tables, "tables/"+name+".csv"); err != nil {
			return nil, err
		}
	}
	c := &city{practices: t["jejaring"], hospitals: t["rumahsakit"]}
	if err := c.addAreas(lists, t["kelurahan"], outlines); err != nil {
		return nil, err
	}
	if err := c.addCentres(lists, t["puskesmas"]); err != nil {
		return nil, err
	}
	for _, r := range t["layanan"] {
		c.services = append(c.services, service{
			code: r["kode"], per10000: r.Number("per_10000"), need: r["sasaran"],
			coverage: [2]int{r.Number("capaian_2023"), r.Number("capaian_2024")},
			quarters: [4]int{r.Number("tw1"), r.Number("tw2"), r.Number("tw3"), r.Number("tw4")},
			items:    r.Number("butir"), ready: r.Number("siap_2023"),
		})
	}
	return c, nil
}

// addAreas takes the city's areas from the national list and shares its people out over the kelurahan.
func (c *city) addAreas(lists *national.Lists, table []made.Record, outlines map[string]made.Outline) error {
	by := map[string]made.Record{}
	for _, r := range table {
		by[r["kode"]] = r
	}
	names := map[string]string{}
	var weights []int
	for _, a := range lists.Within(code) {
		names[a.Code] = a.Name
		switch a.Level() {
		case "kabkota":
			c.name = a.Name
		case "kecamatan":
			c.kecamatan = append(c.kecamatan, a)
		default:
			outline := outlines[made.Key(names[a.Parent()], a.Name)]
			if len(outline) == 0 || by[a.Code] == nil {
				return fmt.Errorf("%s %s is not in the table, or has no boundary", a.Code, a.Name)
			}
			c.kelurahan = append(c.kelurahan, kelurahan{Area: a, puskesmas: by[a.Code]["puskesmas"], outline: outline, middle: outline.Deepest()})
			weights = append(weights, by[a.Code].Number("bobot")*(960+made.For("penduduk", a.Code).Below(81)))
		}
	}
	for i, n := range made.Apportion(cityPeople, weights) {
		c.kelurahan[i].people = n
	}
	return nil
}

func (c *city) addCentres(lists *national.Lists, table []made.Record) error {
	by := map[string]made.Record{}
	for _, r := range table {
		by[r["kode"]] = r
	}
	for _, k := range lists.PuskesmasIn(code) {
		r := by[k.Code]
		if r == nil {
			return fmt.Errorf("%s %s is not in the table", k.Code, k.Name)
		}
		c.centres = append(c.centres, centre{k, r["kelurahan"], [2]int{r.Number("geser_2023"), r.Number("geser_2024")}, r})
	}
	return nil
}

// in finds a kelurahan by code; the tables name only those there are, which a test holds.
func (c *city) in(code string) *kelurahan {
	for i := range c.kelurahan {
		if c.kelurahan[i].Code == code {
			return &c.kelurahan[i]
		}
	}
	return &kelurahan{}
}

// people counts the people below a code.
func (c *city) people(code string) int {
	sum := 0
	for _, k := range c.kelurahan {
		if strings.HasPrefix(k.Code, code) {
			sum += k.people
		}
	}
	return sum
}

// regionRows makes data/regions.csv, depth first. A kecamatan stands where its first kelurahan is.
func (c *city) regionRows() [][]string {
	rows := [][]string{{"kode", "induk", "tingkat", "nama", "lintang", "bujur", "penduduk", "puskesmas"}}
	add := func(code, parent, level, name string, at made.Point, puskesmas string) {
		rows = append(rows, []string{code, parent, level, name, at.Lat(), at.Lon(), strconv.Itoa(c.people(code)), puskesmas})
	}
	add(code, "", "kabkota", c.name, c.in("12.76.05.1003").middle, "")
	for _, k := range c.kecamatan {
		for i, d := range c.within(k.Code) {
			if i == 0 {
				add(k.Code, code, "kecamatan", k.Name, d.middle, "")
			}
			add(d.Code, k.Code, "desa", d.Name, d.middle, d.puskesmas)
		}
	}
	return rows
}

func (c *city) within(kecamatan string) []kelurahan {
	var list []kelurahan
	for _, k := range c.kelurahan {
		if k.Parent() == kecamatan {
			list = append(list, k)
		}
	}
	return list
}
