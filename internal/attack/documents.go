package attack

import (
	"encoding/json"
	"math"

	"terang/internal/bounds"
)

// document is any of the documents of the interface for programs: a unit with
// all indicators or an indicator with many units. What is not there stays empty.
type document struct {
	Unit *struct {
		Level     string `json:"jenis_unit"`
		Code      string `json:"kode_unit"`
		Name      string `json:"nama_unit"`
		Parent    string `json:"kode_induk"`
		Puskesmas string `json:"kode_puskesmas"`
	} `json:"unit"`
	Indicator *struct {
		Code   string  `json:"kode"`
		Name   string  `json:"nama"`
		Group  string  `json:"kelompok"`
		Kind   string  `json:"jenis"`
		Factor float64 `json:"per"`
		Way    string  `json:"arah"`
		Year   string  `json:"jenis_tahun"`
		Count  string  `json:"sifat"`
		Class  string  `json:"kelas"`
		Lowest string  `json:"tingkat_terendah"`
		Least  int     `json:"ambang"`
		Round  int     `json:"bulatkan"`
	} `json:"indikator"`
	Years []struct {
		Year    int    `json:"tahun"`
		Period  string `json:"periode"`
		Index   *entry `json:"indeks"`
		Figures []struct {
			Indicator string `json:"indikator"`
			Unit      string `json:"kode_unit"`
			entry
		} `json:"capaian"`
	} `json:"tahun"`
}

// entry is one figure, or one index.
type entry struct {
	Period      string   `json:"periode"` // where it differs from that of the year
	Numerator   *float64 `json:"pembilang"`
	Denominator *float64 `json:"penyebut"`
	Percent     *float64 `json:"persen"`
	Target      float64  `json:"target"`
	Status      string   `json:"status"`
	Suppressed  bool     `json:"disensor"`
	Band        string   `json:"rentang"`
	Reporters   int      `json:"unit_melapor"`
	Expected    int      `json:"unit_terharap"`
	Outside     int      `json:"luar_wilayah"`
	Projected   bool     `json:"sasaran_proyeksi"`
	LastPeriod  string   `json:"terakhir_periode"` // of the last figure of the year that was shown
	LastN       *float64 `json:"terakhir_pembilang"`
	LastD       *float64 `json:"terakhir_penyebut"`
	Value       *float64 `json:"nilai"` // of an index
	Category    string   `json:"kategori"`
}

// readDocument reads a document of a unit or of an indicator; ok is false where it is neither.
func (e *edition) readDocument(file string, body []byte) (ok bool) {
	var doc document
	if err := json.Unmarshal(body, &doc); err != nil || doc.Years == nil || (doc.Unit == nil && doc.Indicator == nil) {
		return false
	}
	u, ind := none, none
	if d := doc.Unit; d != nil {
		u = e.portal.addUnit(unit{code: d.Code, name: d.Name, level: d.Level, parent: d.Parent, puskesmas: d.Puskesmas})
	}
	if d := doc.Indicator; d != nil && d.Code != "" {
		ind = e.portal.addIndicator(d.Code)
		i := &e.portal.indicators[ind]
		i.name, i.spm, i.plain = d.Name, d.Group == "spm_kab", d.Kind == "hitung"
		i.factor, i.low, i.school, i.state = max(1, d.Factor), d.Way == "turun", d.Year == "ajaran", d.Count == "keadaan"
		if d.Least > 0 {
			i.class, i.lowest, i.least, e.portal.rounding = d.Class, d.Lowest, d.Least, d.Round
		}
	}
	for _, y := range doc.Years {
		if m := monthOf(y.Period); m != none {
			e.through[y.Year] = max(e.through[y.Year], m)
		}
		if y.Index != nil && u != none {
			e.readIndex(file, u, y.Year, *y.Index)
		}
		for _, f := range y.Figures {
			of, in := u, ind
			if of == none {
				of = e.portal.addUnit(unit{code: f.Unit})
			}
			if in == none {
				in = e.portal.addIndicator(f.Indicator)
				e.portal.rank(in)
			}
			period := y.Period
			if f.Period != "" {
				period = f.Period
			}
			e.readEntry(file, of, in, y.Year, period, f.entry)
		}
	}
	return true
}

// readEntry takes in what a row of data says of a cell.
func (e *edition) readEntry(file string, u, ind, year int, period string, row entry) {
	s := e.sheet(ind, year, monthOf(period))
	f := s.fact(u)
	if row.Suppressed {
		f.state = hidden
	}
	switch {
	case f.state == hidden:
	case row.Status == "belum_lapor":
		f.state = silent
	case row.Status == "tidak_ada_sasaran":
		f.state = nobody
	case row.Numerator != nil || row.Denominator != nil || row.Percent != nil:
		f.state = told
	}
	f.projected = f.projected || row.Projected
	f.reached = f.reached || row.Status == "tercapai"
	f.target = max(f.target, row.Target)
	f.expected, f.reporters = max(f.expected, row.Expected), max(f.reporters, row.Reporters)
	f.outside = max(f.outside, float64(row.Outside))
	if row.Band != "" {
		f.band = row.Band
		f.share = narrow(f.share, bandOf(row.Band))
		e.count["band"]++
	}
	c := claim{unit: u, ind: ind, year: year, month: none, file: file, how: "data"}
	e.claimNumber(c, served, row.Numerator, 0)
	e.claimNumber(c, people, row.Denominator, 0)
	e.claimNumber(c, share, row.Percent, 0.00005)
	if c.month = monthOf(row.LastPeriod); c.month != none {
		c.how = "last"
		if row.LastN != nil && row.LastD != nil {
			f.last = [2]float64{*row.LastN, *row.LastD}
		}
		e.claimNumber(c, served, row.LastN, 0)
		e.claimNumber(c, people, row.LastD, 0)
	}
}

func (e *edition) claimNumber(c claim, what quantity, v *float64, slip float64) {
	if v == nil {
		return
	}
	c.what, c.Interval = what, bounds.Interval{Lo: *v - slip, Hi: *v + slip}
	e.claims = append(e.claims, c)
}

// bandOf gives the range of a band, as the data write it: "<50", "50-79", ">=100".
func bandOf(code string) bounds.Interval {
	iv := anything
	switch {
	case code == "":
	case code[0] == '<':
		iv.Hi = number(code[1:])
	case len(code) > 2 && code[:2] == ">=":
		iv.Lo = number(code[2:])
	default:
		for i := range len(code) {
			if code[i] == '-' && i > 0 {
				iv.Lo, iv.Hi = number(code[:i]), number(code[i+1:])+1
			}
		}
	}
	return iv
}

func number(text string) float64 {
	if n := wholeNumber(text); n != none {
		return float64(n)
	}
	return math.NaN()
}

// indexFact is what is said of the index of a unit and year.
type indexFact struct {
	file         string
	hidden, told bool
	category     bool
}

func (e *edition) readIndex(file string, u, year int, row entry) {
	key := [2]int{u, year}
	have := e.indices[key]
	have.hidden = have.hidden || row.Suppressed
	if row.Value != nil || row.Category != "" {
		have.told, have.file, have.category = true, file, row.Category != ""
		e.count["index"]++
	}
	e.indices[key] = have
}
