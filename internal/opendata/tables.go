package opendata

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"

	"terang/internal/health"
)

// table is a download with what its description says of it.
type table struct {
	File
	name   string
	fields []field
	key    []string
}

// capaian makes the tables of figures: one for a site about a kab/kota or less;
// above that one for kab/kota and above, then one for each kab/kota.
func (b *book) capaian() []table {
	if b.Register.Areas[0].Level >= health.Kabkota {
		all := func(health.Unit) bool { return true }
		return []table{b.capaianOf("capaian", Title{key: "capaian"}, all)}
	}
	tables := []table{b.capaianOf("capaian", Title{key: "capaian.above"}, func(u health.Unit) bool {
		return b.Register.LevelOf(u) <= health.Kabkota || b.Register.Kabkota(u) == health.NoUnit
	})}
	for k, a := range b.Register.Areas {
		if a.Level != health.Kabkota {
			continue
		}
		tables = append(tables, b.capaianOf("capaian-"+a.Code, Title{"capaian.part", a.Name}, func(u health.Unit) bool {
			return b.Register.Kabkota(u) == health.Unit(k)
		}))
	}
	return tables
}

// capaianOf writes one row for each unit, indicator and year: areas depth first,
// then puskesmas by code; within a unit by catalogue, then by year.
func (b *book) capaianOf(name string, title Title, holds func(health.Unit) bool) table {
	t := table{name: name, fields: capaianFields(b), key: []string{"periode", "kode_unit", "indikator"}}
	w := newWriter(t.fields)
	for u := range health.Unit(b.Register.Units()) {
		if !holds(u) {
			continue
		}
		for i, ind := range b.Indicators {
			for y, year := range b.years {
				if b.live[y][i] {
					m := b.measure(u, i, year)
					w.row(append(b.unitCells(u, b.Release.At(i, year)), guard(ind.Code),
						count(m.Numerator), count(m.Denominator), share(m.Percent), m.Target.String(),
						m.Status, oneIf(m.Suppressed), m.Band, m.LastPeriod, count(m.LastNumerator), count(m.LastDenominator)))
				}
			}
		}
	}
	t.File = w.file(downloads+name+".csv", title)
	return t
}

// indeks writes the SPM index of every unit and year where it can be computed, or
// is quoted.
func (b *book) indeks() table {
	t := table{name: "indeks", fields: indeksFields(b), key: []string{"periode", "kode_unit"}}
	w := newWriter(t.fields)
	for u := range health.Unit(b.Register.Units()) {
		for _, year := range b.years {
			ix, ok := b.indexed(u, year)
			q, quoted := b.Release.Quoted(u, year)
			cells := []string{"", "", "", oneIf(ix.Suppressed)}
			if ix.Known {
				cells = []string{rounded(ix.Value).String(), guard(ix.Category), oneIf(ix.Quality), oneIf(false)}
			}
			if ok || quoted {
				w.row(slices.Concat(b.unitCells(u, b.Release.Through(year)), cells, quotedCells(q, quoted)))
			}
		}
	}
	t.File = w.file(downloads+"indeks.csv", Title{key: "indeks"})
	return t
}

// quotedCells gives the columns of an index as the office printed it.
func quotedCells(q health.QuotedIndex, ok bool) []string {
	if !ok {
		return []string{"", "", ""}
	}
	return []string{rounded(q.Value).String(), guard(q.Category), guard(q.Source)}
}

// unitCells gives the first columns of every table.
func (b *book) unitCells(u health.Unit, month health.Month) []string {
	name := b.Register.Name(u)
	if b.Config.Sample {
		name = b.Words.T("download.sample", "name", name)
	}
	return []string{
		month.String(), b.Register.LevelOf(u).String(), guard(b.Register.Code(u)), guard(name),
	}
}

// guard keeps a spreadsheet from running a text as a formula.
func guard(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func count(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func share(v *decimal) string {
	if v == nil {
		return ""
	}
	return v.String()
}

func oneIf(yes bool) string {
	if yes {
		return "1"
	}
	return "0"
}

// writer writes a CSV in memory, where nothing can fail.
type writer struct {
	body bytes.Buffer
	csv  *csv.Writer
	rows int
}

func newWriter(fields []field) *writer {
	w := &writer{}
	w.csv = csv.NewWriter(&w.body)
	header := make([]string, len(fields))
	for i, f := range fields {
		header[i] = f.Name
	}
	_ = w.csv.Write(header)
	return w
}

func (w *writer) row(cells []string) {
	_ = w.csv.Write(cells)
	w.rows++
}

func (w *writer) file(path string, title Title) File {
	w.csv.Flush()
	return File{Path: path, Title: title, Body: w.body.Bytes(), Rows: w.rows}
}
