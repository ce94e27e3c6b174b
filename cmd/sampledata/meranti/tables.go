package meranti

import (
	"embed"
	"fmt"
	"strings"

	"terang/cmd/sampledata/made"
)

//go:embed tables/*.csv
var tables embed.FS

// portal is everything the files are written from.
type portal struct {
	kabupaten area
	kecamatan []area
	desa      []desa
	puskesmas []puskesmas
	network   []practice
	services  []service
}

type area struct{ code, name string }

// desa is a desa or kelurahan. Puskesmas and weight (a share of the kabupaten's people) are made up.
type desa struct {
	area
	kecamatan, puskesmas string
	weight, population   int
	outline              made.Outline
	centre               made.Point
}

// puskesmas is one of the ten. Code and name are real; seat, shifts and answers
// are made up. A shift moves the coverage of a year (2023, 2024), in thousandths.
type puskesmas struct {
	area
	desa                             string
	shift                            [2]int
	inpatient, accreditation, remote string
}

// practice is a klinik pratama or TPMD, made up.
type practice struct {
	area
	kind, desa string
}

// service is one of the 12 SPM services with the made-up figures behind its rows.
type service struct {
	code        string
	per10000    int     // yearly sasaran per 10,000 people
	need        string  // kind of the sasaran: riil or proyeksi
	coverage    [2]int  // thousandths: of 2023, and of 2024 up to September
	sensitivity int     // percent of a puskesmas' shift that this service feels
	season      [12]int // weight of each month
	items       int     // items of the quality list
	ready       [2]int  // items met in 2023 and 2024
}

// readTables reads the embedded tables.
func readTables() (*portal, error) {
	p := &portal{}
	for _, t := range []struct {
		name string
		add  func(made.Record)
	}{
		{"wilayah", p.addArea},
		{"puskesmas", p.addPuskesmas},
		{"jejaring", p.addPractice},
		{"layanan", p.addService},
	} {
		records, err := made.Table(tables, "tables/"+t.name+".csv")
		if err != nil {
			return nil, err
		}
		for _, r := range records {
			t.add(r)
		}
	}
	return p, nil
}

// addArea files an area by the length of its code: 14.10, 14.10.01, 14.10.01.1001.
func (p *portal) addArea(r made.Record) {
	a := area{r["kode"], r["nama"]}
	switch strings.Count(a.code, ".") {
	case 1:
		p.kabupaten = a
	case 2:
		p.kecamatan = append(p.kecamatan, a)
	default:
		p.desa = append(p.desa, desa{
			area: a, kecamatan: kecamatanOf(a.code), puskesmas: r["puskesmas"], weight: r.Number("bobot"),
		})
	}
}

// kecamatanOf gives the kecamatan code that a desa code begins with.
func kecamatanOf(code string) string { return code[:strings.LastIndexByte(code, '.')] }

func (p *portal) addPuskesmas(r made.Record) {
	p.puskesmas = append(p.puskesmas, puskesmas{
		area: area{r["kode"], r["nama"]}, desa: r["desa"],
		shift:     [2]int{r.Number("geser_2023"), r.Number("geser_2024")},
		inpatient: r["rawat_inap"], accreditation: r["akreditasi"], remote: r["terpencil"],
	})
}

func (p *portal) addPractice(r made.Record) {
	p.network = append(p.network, practice{area{r["kode"], r["nama"]}, r["jenis"], r["desa"]})
}

func (p *portal) addService(r made.Record) {
	s := service{
		code: r["kode"], per10000: r.Number("per_10000"), need: r["sasaran"],
		coverage:    [2]int{r.Number("capaian_2023"), r.Number("capaian_2024")},
		sensitivity: r.Number("kepekaan"), items: r.Number("butir"),
		ready: [2]int{r.Number("siap_2023"), r.Number("siap_2024")},
	}
	for i, month := range strings.Fields("jan feb mar apr mei jun jul agu sep okt nov des") {
		s.season[i] = r.Number(month)
	}
	p.services = append(p.services, s)
}

// desaOf finds a desa by code; nil where there is none.
func (p *portal) desaOf(code string) *desa {
	for i := range p.desa {
		if p.desa[i].code == code {
			return &p.desa[i]
		}
	}
	return nil
}

// placeDesa gives each desa its outline and a point well inside it.
func (p *portal) placeDesa(boundaries []byte) error {
	outlines, err := made.Outlines(boundaries)
	if err != nil {
		return err
	}
	names := make(map[string]string, len(p.kecamatan))
	for _, k := range p.kecamatan {
		names[k.code] = k.name
	}
	for i := range p.desa {
		d := &p.desa[i]
		d.outline = outlines[made.Key(names[d.kecamatan], d.name)]
		if len(d.outline) == 0 {
			return fmt.Errorf("no boundary for %s %s", d.code, d.name)
		}
		d.centre = d.outline.Deepest()
	}
	return nil
}
