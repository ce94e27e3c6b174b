package pulangpisau

import (
	"embed"
	"fmt"
	"strings"

	"terang/cmd/sampledata/made"
	"terang/internal/national"
)

//go:embed tables/*.csv
var tables embed.FS

// kabupaten is the code of the area that everything is about.
const kabupaten = "62.11"

// portal is everything the files are written from.
type portal struct {
	areas     []national.Area
	desa      []desa
	puskesmas []puskesmas
	services  []service
}

// desa is a desa or kelurahan. Who serves it and its weight are made up.
type desa struct {
	code, name, kecamatan, puskesmas string
	weight, population               int
}

// urban says whether it is a kelurahan, whose parts are RW and not dusun.
func (d *desa) urban() bool { return d.code[len(d.kecamatan)+1] == '1' }

// puskesmas is one of the twelve. Code and name are real, the rest is made up. A shift
// moves the coverage of a year, in thousandths.
type puskesmas struct {
	code, name, desa                 string
	shift                            [2]int
	inpatient, accreditation, remote string
	ilp, since                       string
}

// service is an indicator with the made-up figures behind its rows.
type service struct {
	code        string
	level       string // who reports it: desa or puskesmas
	year        string // kalender or ajaran
	per10000    int    // yearly sasaran per 10,000 people
	need        string // kind of the sasaran
	coverage    [2]int // thousandths: of the first year, and of the reported part of the second
	sensitivity int    // percent of a puskesmas' shift that this service feels
	season      [12]int
	quality     string // hundredths of a percent in 2024; empty beside the SPM
}

func readTables() (*portal, error) {
	lists, err := national.Open()
	if err != nil {
		return nil, err
	}
	p := &portal{areas: lists.Within(kabupaten)}
	if err := p.readPuskesmas(lists); err != nil {
		return nil, err
	}
	if err := p.readDesa(); err != nil {
		return nil, err
	}
	return p, p.readServices()
}

func (p *portal) readPuskesmas(lists *national.Lists) error {
	records, err := byCode("puskesmas")
	if err != nil {
		return err
	}
	for _, l := range lists.PuskesmasIn(kabupaten) {
		r, ok := records[l.Code]
		if !ok {
			return fmt.Errorf("puskesmas %s is not in the table", l.Code)
		}
		p.puskesmas = append(p.puskesmas, puskesmas{
			code: l.Code, name: l.Name, desa: r["desa"], shift: [2]int{r.Number("geser_2024"), r.Number("geser_2025")},
			inpatient: r["rawat_inap"], accreditation: r["akreditasi"], remote: r["terpencil"], ilp: r["ilp"], since: r["sejak"],
		})
	}
	return nil
}

func (p *portal) readDesa() error {
	records, err := byCode("desa")
	if err != nil {
		return err
	}
	for _, a := range p.areas {
		if a.Level() != "desa" {
			continue
		}
		r, ok := records[a.Code]
		if !ok || p.puskesmasOf(r["puskesmas"]) == nil {
			return fmt.Errorf("desa %s is not in the table, or nobody serves it", a.Code)
		}
		p.desa = append(p.desa, desa{code: a.Code, name: a.Name, kecamatan: a.Parent(), puskesmas: r["puskesmas"], weight: r.Number("bobot")})
	}
	return nil
}

func (p *portal) readServices() error {
	records, err := made.Table(tables, "tables/layanan.csv")
	for _, r := range records {
		s := service{
			code: r["kode"], level: r["tingkat"], year: r["tahun"], per10000: r.Number("per_10000"), need: r["sasaran"],
			coverage: [2]int{r.Number("capaian_2024"), r.Number("capaian_2025")}, sensitivity: r.Number("kepekaan"), quality: r["mutu_2024"],
		}
		for i, month := range strings.Fields("jan feb mar apr mei jun jul agu sep okt nov des") {
			s.season[i] = r.Number(month)
		}
		p.services = append(p.services, s)
	}
	return err
}

func byCode(table string) (map[string]made.Record, error) {
	records, err := made.Table(tables, "tables/"+table+".csv")
	found := make(map[string]made.Record, len(records))
	for _, r := range records {
		found[r["kode"]] = r
	}
	return found, err
}

// puskesmasOf finds a puskesmas by code; nil where there is none.
func (p *portal) puskesmasOf(code string) *puskesmas {
	for i := range p.puskesmas {
		if p.puskesmas[i].code == code {
			return &p.puskesmas[i]
		}
	}
	return nil
}

// service finds an indicator by code; nil where there is none.
func (p *portal) service(code string) *service {
	for i := range p.services {
		if p.services[i].code == code {
			return &p.services[i]
		}
	}
	return nil
}
