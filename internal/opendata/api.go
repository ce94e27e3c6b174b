package opendata

import (
	"bytes"
	"encoding/hex"
	"encoding/json"

	"terang/internal/health"
)

// head begins every document.
type head struct {
	Schema  string `json:"$schema"`
	Sample  bool   `json:"sample"`
	Notice  string `json:"notice,omitempty"`
	License string `json:"license,omitempty"`
}

// unitDocument holds all indicators of one unit.
type unitDocument struct {
	head
	Unit  unitEntry  `json:"unit"`
	Years []unitYear `json:"tahun"`
}

type unitEntry struct {
	Level     string `json:"jenis_unit"`
	Code      string `json:"kode_unit"`
	Name      string `json:"nama_unit"`
	Parent    string `json:"kode_induk,omitempty"`
	Puskesmas string `json:"kode_puskesmas,omitempty"` // which one serves a desa
}

type unitYear struct {
	year
	Index   *indexEntry       `json:"indeks,omitempty"`
	Quoted  *quotedEntry      `json:"indeks_dikutip,omitempty"`
	Figures []indicatorFigure `json:"capaian"`
}

type year struct {
	Year     int    `json:"tahun"`
	Period   string `json:"periode"`
	Complete bool   `json:"lengkap"`
}

type indexEntry struct {
	Value      *decimal `json:"nilai,omitempty"`
	Category   string   `json:"kategori,omitempty"`
	Quality    *bool    `json:"komponen_mutu,omitempty"`
	Suppressed bool     `json:"disensor"`
}

// quotedEntry is an index as the office printed it.
type quotedEntry struct {
	Value    decimal `json:"nilai"`
	Category string  `json:"kategori,omitempty"`
	Source   string  `json:"sumber"`
}

type indicatorFigure struct {
	Indicator string `json:"indikator"`
	Period    string `json:"periode,omitempty"` // where it is not the year's: a school year ends in June
	measure
	Working *working `json:"cara_hitung,omitempty"`
}

// indicatorDocument holds one indicator of all units but desa.
type indicatorDocument struct {
	head
	Indicator indicatorEntry  `json:"indikator"`
	Years     []indicatorYear `json:"tahun"`
}

type indicatorEntry struct {
	Code        string  `json:"kode"`
	Name        string  `json:"nama"`
	Group       string  `json:"kelompok"`
	Measure     string  `json:"jenis"` // proporsi, rasio, or hitung: a plain count without penyebut and persen
	Unit        string  `json:"satuan,omitempty"`
	Factor      int     `json:"per"`
	Polarity    string  `json:"arah"`
	Target      decimal `json:"target_setahun"`
	YearKind    string  `json:"jenis_tahun"` // kalender, or ajaran: July to June, named for its end
	Counting    string  `json:"sifat"`       // kumulatif, or keadaan: see counting
	Definition  string  `json:"definisi,omitempty"`
	Numerator   string  `json:"pembilang,omitempty"`
	Denominator string  `json:"penyebut,omitempty"`
	LegalBasis  string  `json:"dasar_hukum,omitempty"`
	Source      string  `json:"sumber,omitempty"`
	Class       string  `json:"kelas"`
	Lowest      string  `json:"tingkat_terendah"`
	Least       int     `json:"ambang"`
	RoundTo     int     `json:"bulatkan,omitempty"`
}

type indicatorYear struct {
	year
	Figures []unitFigure `json:"capaian"`
}

type unitFigure struct {
	unitEntry
	measure
}

func (b *book) head(schema string) head {
	return head{Schema: "../skema/" + schema, Sample: b.Config.Sample, Notice: b.notice(), License: b.Config.License}
}

func (b *book) unitDocument(u health.Unit) unitDocument {
	doc := unitDocument{head: b.head("unit.json"), Unit: b.entry(u), Years: make([]unitYear, 0, len(b.years))}
	for y, year := range b.years {
		of := unitYear{year: b.year(year), Index: b.indexEntry(u, year), Quoted: b.quotedEntry(u, year)}
		of.Figures = make([]indicatorFigure, 0, len(b.Indicators))
		for i, ind := range b.Indicators {
			if b.live[y][i] {
				of.Figures = append(of.Figures, indicatorFigure{ind.Code, b.ownPeriod(i, y), b.measure(u, i, year), b.working(u, i, year)})
			}
		}
		doc.Years = append(doc.Years, of)
	}
	return doc
}

func (b *book) indicatorDocument(i int) indicatorDocument {
	doc := indicatorDocument{head: b.head("indikator.json"), Indicator: b.describe(i), Years: []indicatorYear{}}
	for y, year := range b.years {
		if !b.live[y][i] {
			continue
		}
		of := indicatorYear{year: b.yearOf(i, year), Figures: make([]unitFigure, 0, b.listed)}
		for u := range health.Unit(b.Register.Units()) {
			if b.Register.LevelOf(u) != health.Desa {
				of.Figures = append(of.Figures, unitFigure{b.entry(u), b.measure(u, i, year)})
			}
		}
		doc.Years = append(doc.Years, of)
	}
	return doc
}

func (b *book) year(y int) year {
	return year{Year: y, Period: b.Release.Through(y).String(), Complete: b.Release.Complete(y)}
}

// yearOf is year for one indicator, whose year may end elsewhere.
func (b *book) yearOf(indicator, y int) year {
	return year{Year: y, Period: b.Release.At(indicator, y).String(), Complete: !b.Release.Provisional(indicator, y)}
}

// ownPeriod gives an indicator's period where it is not the year's; y is its place in years.
func (b *book) ownPeriod(indicator, y int) string {
	if at := b.periods[y][indicator]; at != b.through[y] {
		return at
	}
	return ""
}

func (b *book) entry(u health.Unit) unitEntry {
	reg := b.Register
	e := unitEntry{Level: reg.LevelOf(u).String(), Code: reg.Code(u), Name: reg.Name(u)}
	parent := health.NoUnit
	if reg.LevelOf(u) == health.Puskesmas {
		f := reg.Facility(u)
		parent = reg.Ancestor(f.Area(), health.Kecamatan)
		if parent == health.NoUnit {
			parent = f.Kabkota
		}
	} else {
		parent = reg.Areas[u].Parent
		if p := reg.Areas[u].Puskesmas; p != health.NoUnit {
			e.Puskesmas = reg.Code(p)
		}
	}
	if parent != health.NoUnit {
		e.Parent = reg.Code(parent)
	}
	return e
}

func (b *book) indexEntry(u health.Unit, year int) *indexEntry {
	ix, ok := b.indexed(u, year)
	switch {
	case !ok:
		return nil
	case ix.Suppressed:
		return &indexEntry{Suppressed: true}
	}
	value := rounded(ix.Value)
	return &indexEntry{Value: &value, Category: ix.Category, Quality: &ix.Quality}
}

func (b *book) quotedEntry(u health.Unit, year int) *quotedEntry {
	q, ok := b.Release.Quoted(u, year)
	if !ok {
		return nil
	}
	return &quotedEntry{Value: rounded(q.Value), Category: q.Category, Source: q.Source}
}

// describe says what an indicator is, and how its small counts are protected.
func (b *book) describe(i int) indicatorEntry {
	ind := b.Indicators[i]
	return indicatorEntry{
		Code: ind.Code, Name: ind.Name, Group: string(ind.Group), Measure: string(ind.Measure), Unit: ind.Unit, Factor: ind.Factor,
		Polarity: string(ind.Polarity), Target: rounded(ind.Target), YearKind: yearKind(ind), Counting: b.counting(i), Definition: ind.Definition,
		Numerator: ind.Numerator, Denominator: ind.Denominator, LegalBasis: ind.LegalBasis, Source: ind.Source,
		Class: string(ind.Sensitivity), Lowest: ind.Lowest.String(),
		Least:   b.policy().Threshold(ind),
		RoundTo: b.Config.Disclosure.RoundTo,
	}
}

// counting says whether months add up to a figure, so that one less another is a month, or the latest of them is the figure.
func (b *book) counting(i int) string {
	if b.Release.State(i) {
		return "keadaan"
	}
	return "kumulatif"
}

func countings() []string { return []string{"kumulatif", "keadaan"} }

func yearKind(ind health.Indicator) string {
	if ind.SchoolYear {
		return "ajaran"
	}
	return "kalender"
}

// fileName makes a file's name of a code. Codes are opaque: whatever is not a
// letter, a digit, a dot or a hyphen is written as its bytes, so that two codes
// never share a name.
func fileName(code string) string {
	var name []byte
	for i := range len(code) {
		switch c := code[i]; {
		case c >= '0' && c <= '9', c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '-', c == '.' && i > 0:
			name = append(name, c)
		default:
			name = append(name, '_')
			name = hex.AppendEncode(name, []byte{c})
		}
	}
	return string(name)
}

// codeOf gives the code that a file's name was made of; of a name that was made of none,
// something else.
func codeOf(name string) string {
	var code []byte
	for i := 0; i < len(name); i++ {
		c := name[i]
		if c == '_' && i+2 < len(name) {
			var b [1]byte
			if _, err := hex.Decode(b[:], []byte(name[i+1:i+3])); err == nil {
				c, i = b[0], i+2
			}
		}
		code = append(code, c)
	}
	return string(code)
}

// encode writes a document on one line. The documents hold texts and numbers
// that are finite, so that encoding cannot fail; if it did, the file would be
// empty and its test would say so.
func encode[T any](doc T) []byte {
	var body bytes.Buffer
	enc := json.NewEncoder(&body)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(doc); err != nil {
		return nil
	}
	return body.Bytes()
}
