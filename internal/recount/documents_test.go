package recount

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// document is a JSON document of a unit or of an indicator, its numbers as they are written.
type document struct {
	Unit      unitEntry                   `json:"unit"`
	Indicator struct{ Kode, Nama string } `json:"indikator"`
	Years     []struct {
		Year     int           `json:"tahun"`
		Period   string        `json:"periode"`
		Complete bool          `json:"lengkap"`
		Index    *indexEntry   `json:"indeks"`
		Figures  []figureEntry `json:"capaian"`
	} `json:"tahun"`
}

type unitEntry struct {
	Level     string `json:"jenis_unit"`
	Code      string `json:"kode_unit"`
	Name      string `json:"nama_unit"`
	Parent    string `json:"kode_induk"`
	Puskesmas string `json:"kode_puskesmas"`
}

type indexEntry struct {
	Value    json.Number `json:"nilai"`
	Category string      `json:"kategori"`
	Quality  bool        `json:"komponen_mutu"`
	Hidden   bool        `json:"disensor"`
}

type figureEntry struct {
	unitEntry
	Indicator string      `json:"indikator"`
	Period    string      `json:"periode"` // where it is not the year's
	N         json.Number `json:"pembilang"`
	D         json.Number `json:"penyebut"`
	Percent   json.Number `json:"persen"`
	Target    json.Number `json:"target"`
	Status    string      `json:"status"`
	Hidden    bool        `json:"disensor"`
	Band      string      `json:"rentang"`
	Last      string      `json:"terakhir_periode"`
	LastN     json.Number `json:"terakhir_pembilang"`
	LastD     json.Number `json:"terakhir_penyebut"`
	Reported  int         `json:"unit_melapor"`
	Expected  int         `json:"unit_terharap"`
}

// row writes an entry as a row of capaian.csv.
func (e figureEntry) row(c cell, period string, unit unitEntry) line {
	hidden := "0"
	if e.Hidden {
		hidden = "1"
	}
	return line{
		"kode_unit": c.unit, "indikator": c.indicator, "periode": period, "jenis_unit": unit.Level, "nama_unit": unit.Name,
		"pembilang": e.N.String(), "penyebut": e.D.String(), "persen": e.Percent.String(), "target": e.Target.String(),
		"status": e.Status, "disensor": hidden, "rentang": e.Band,
		"terakhir_periode": e.Last, "terakhir_pembilang": e.LastN.String(), "terakhir_penyebut": e.LastD.String(),
	}
}

// documents compares the JSON documents of all units and indicators.
func (p *published) documents(t *testing.T) {
	t.Helper()
	for _, u := range p.units {
		doc := p.read(t, "unit", u)
		p.sameUnit(t, doc.Unit, u)
		var want []string
		for _, year := range p.years {
			for _, sv := range p.services {
				if p.hasRows(sv, year) {
					want = append(want, fmt.Sprint(u, sv.code, year))
				}
			}
		}
		var got []string
		for _, y := range doc.Years {
			if y.Complete != (p.through[y.Year] == 12) {
				t.Errorf("%s: %d is complete: %t", u, y.Year, y.Complete)
			}
			p.sameIndex(t, u, y.Year, y.Index)
			for _, e := range y.Figures {
				c := cell{u, e.Indicator, y.Year}
				got = append(got, fmt.Sprint(u, e.Indicator, y.Year))
				p.sameFigure(t, c, e, cmp.Or(e.Period, y.Period), doc.Unit)
			}
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("the document of %s has the figures %v, want %v", u, got, want)
		}
	}
	for _, sv := range p.services {
		p.indicatorDocument(t, sv)
	}
}

func (p *published) read(t *testing.T, kind, code string) document {
	t.Helper()
	var doc document
	name := strings.ReplaceAll(code, "_", "_5f")
	if err := json.Unmarshal(p.files["api/v1/"+kind+"/"+name+".json"], &doc); err != nil {
		t.Fatalf("%s %s: %v", kind, code, err)
	}
	return doc
}

// indicatorDocument compares one indicator of all units but desa.
func (p *published) indicatorDocument(t *testing.T, sv service) {
	t.Helper()
	var want, got []string
	for _, year := range p.years {
		for _, u := range p.units {
			if p.hasRows(sv, year) && p.level[u] != "desa" {
				want = append(want, fmt.Sprint(u, year))
			}
		}
	}
	if len(want) == 0 {
		return
	}
	doc := p.read(t, "indikator", sv.code)
	for _, y := range doc.Years {
		for _, e := range y.Figures {
			got = append(got, fmt.Sprint(e.Code, y.Year))
			p.sameUnit(t, e.unitEntry, e.Code)
			p.sameFigure(t, cell{e.Code, doc.Indicator.Kode, y.Year}, e, y.Period, e.unitEntry)
		}
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("the document of %s has the figures %v, want %v", sv.code, got, want)
	}
}

// sameUnit compares what is said of a unit: its level, name, and what it belongs to.
func (p *published) sameUnit(t *testing.T, got unitEntry, code string) {
	t.Helper()
	want := unitEntry{Level: p.level[code], Code: code, Name: p.name(code)}
	if a, ok := p.areas[code]; ok {
		want.Puskesmas = a["puskesmas"]
		if code != p.root {
			want.Parent = a["induk"]
		}
	} else if want.Parent = p.stands[code]; want.Parent == "" {
		want.Parent = p.kabkot[code]
	}
	if got != want {
		t.Errorf("the unit is said to be %+v, want %+v", got, want)
	}
}

// sameFigure compares a figure, and how many have reported.
func (p *published) sameFigure(t *testing.T, c cell, e figureEntry, period string, unit unitEntry) {
	t.Helper()
	for _, sv := range p.services {
		if sv.code != c.indicator {
			continue
		}
		if fault := p.judge(c, sv, e.row(c, period, unit)); fault != "" {
			t.Errorf("document: %v: %s; it says %+v", c, fault, e)
		}
	}
	if f := p.of(c); !e.Hidden && (e.Reported != f.k || e.Expected != f.m) {
		t.Errorf("document: %v: %d of %d reported, counted %d of %d", c, e.Reported, e.Expected, f.k, f.m)
	}
}

func (p *published) sameIndex(t *testing.T, u string, year int, got *indexEntry) {
	t.Helper()
	value, quality := p.index(u, year)
	if value == nil || got == nil {
		if (value == nil) != (got == nil) {
			t.Errorf("%s in %d: the index is %+v, counted %v", u, year, got, value)
		}
		return
	}
	want := indexEntry{Value: json.Number(printed(value, 4)), Quality: quality}
	if p.through[year] == 12 {
		want.Category = classOf(value)
	}
	if got.Hidden && !p.alwaysExact(u) {
		want = indexEntry{Hidden: true}
	}
	if *got != want {
		t.Errorf("%s in %d: the index is %+v, counted %+v", u, year, *got, want)
	}
}
