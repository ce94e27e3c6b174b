package opendata

import (
	"bytes"
	"encoding/csv"
	"strings"
	"unicode/utf8"

	"terang/internal/disclosure"
	"terang/internal/health"
)

// table is a download with what its description says of it.
type table struct {
	File
	name   string
	fields []field
	key    []string

	packed File        // the same as Parquet, where there is
	coded  bool        // it has codes of indicators, which another table explains
	reads  health.Unit // whose figures it follows from, with all beneath
}

// newTable plans a table; rows adds its rows below the names of its columns.
func newTable(name string, title Title, fields []field, key []string, rows func(to []byte) []byte) table {
	return table{name: name, fields: fields, key: key, reads: disclosure.Whole, File: kept(downloads+name+".csv", title, func(to []byte) []byte {
		return rows(append(to, headRow(fields)...))
	})}
}

func headRow(fields []field) (row []byte) {
	for _, f := range fields {
		row = appendCell(row, f.Name)
	}
	return endRow(row)
}

// capaian plans the tables of figures: one for a site about a kab/kota or less;
// above that one for kab/kota and above, then one for each kab/kota.
func (b *book) capaian() []table {
	fields := capaianFields(b)
	of := func(name string, title Title, in []span) table {
		t := newTable(name, title, fields, []string{"periode", "kode_unit", "indikator"}, func(to []byte) []byte {
			for _, s := range in {
				for u := s.from; u < s.end; u++ {
					to = b.appendCapaian(to, u)
				}
			}
			return to
		})
		t.packed, t.coded = b.asParquet(t, in), true
		return t
	}
	if b.Register.Areas[0].Level >= health.Kabkota {
		return []table{of("capaian", Title{key: "capaian"}, []span{{0, health.Unit(b.Register.Units())}})}
	}
	above, each := b.parts()
	tables := []table{of("capaian", Title{key: "capaian.above"}, above)}
	for k, a := range b.Register.Areas {
		if a.Level == health.Kabkota {
			t := of("capaian-"+a.Code, Title{"capaian.part", a.Name}, each[health.Unit(k)])
			t.reads = health.Unit(k)
			tables = append(tables, t)
		}
	}
	return tables
}

// span is a run of units.
type span struct{ from, end health.Unit }

// parts divides the units into those of each kab/kota, and the rest with the kab/kota
// themselves: areas depth first, then puskesmas by code.
func (b *book) parts() (above []span, each map[health.Unit][]span) {
	each = map[health.Unit][]span{}
	add := func(to []span, u health.Unit) []span {
		if n := len(to); n > 0 && to[n-1].end == u {
			to[n-1].end++
			return to
		}
		return append(to, span{u, u + 1})
	}
	for u := range health.Unit(b.Register.Units()) {
		k := b.Register.Kabkota(u)
		if b.Register.LevelOf(u) <= health.Kabkota || k == health.NoUnit {
			above = add(above, u)
		}
		if k != health.NoUnit {
			each[k] = add(each[k], u)
		}
	}
	return above, each
}

// appendCapaian adds the rows of a unit, one for each indicator and year: by
// catalogue, then by year.
func (b *book) appendCapaian(to []byte, u health.Unit) []byte {
	unit := b.unitCells(u)
	b.figures(all, func(i, y int) { to = b.appendFigure(to, unit, u, i, y) })
	return to
}

// all stands for every indicator, none for those alone that a page shows.
const (
	all  = -1
	none = -2
)

// figures goes through the indicators with data and their years, or those of one.
func (b *book) figures(only int, each func(indicator, year int)) {
	for i := range b.Indicators {
		for y := range b.years {
			if b.live[y][i] && (only == all || only == i) {
				each(i, y)
			}
		}
	}
}

func (b *book) appendFigure(to, unit []byte, u health.Unit, i, y int) []byte {
	m := b.measure(u, i, b.years[y])
	to = append(appendCell(to, b.periods[y][i]), unit...)
	to = m.appendCells(appendCell(to, guard(b.Indicators[i].Code)))
	to = appendCell(appendCell(to, m.Band), m.LastPeriod)
	return endRow(m.LastDenominator.cell(m.LastNumerator.cell(to)))
}

// appendCells adds the columns that are of every figure, pembilang to disensor.
func (m *measure) appendCells(to []byte) []byte {
	to = m.Numerator.cell(to)
	to = m.Denominator.cell(to)
	if m.Percent.known {
		to = m.Percent.value.append(to)
	}
	to = append(m.Target.append(append(to, ',')), ',')
	return appendCell(appendCell(to, m.Status), oneIf(m.Suppressed))
}

// indeks plans the table of the SPM index of every unit and year where it can be
// computed, or is quoted.
func (b *book) indeks() table {
	key := []string{"periode", "kode_unit"}
	return newTable("indeks", Title{key: "indeks"}, indeksFields(b), key, func(to []byte) []byte {
		for u := range health.Unit(b.Register.Units()) {
			for y, year := range b.years {
				ix, ok := b.indexed(u, year)
				if q, quoted := b.Release.Quoted(u, year); ok || quoted {
					to = append(appendCell(to, b.through[y]), b.unitCells(u)...)
					to = appendQuotedCells(appendIndexCells(to, ix), q, quoted)
				}
			}
		}
		return to
	})
}

func appendIndexCells(to []byte, ix disclosure.Index) []byte {
	if !ix.Known {
		return appendCell(append(to, ",,,"...), oneIf(ix.Suppressed))
	}
	to = append(rounded(ix.Value).append(to), ',')
	return appendCell(appendCell(appendCell(to, guard(ix.Category)), oneIf(ix.Quality)), oneIf(false))
}

// appendQuotedCells adds the columns of an index as the office printed it.
func appendQuotedCells(to []byte, q health.QuotedIndex, ok bool) []byte {
	if !ok {
		return endRow(append(to, ",,,"...))
	}
	to = append(rounded(q.Value).append(to), ',')
	return endRow(appendCell(appendCell(to, guard(q.Category)), guard(q.Source)))
}

// unitCells gives the columns of every table that name the unit.
func (b *book) unitCells(u health.Unit) []byte {
	to := appendCell(nil, b.Register.LevelOf(u).String())
	return appendCell(appendCell(to, guard(b.Register.Code(u))), guard(b.named(u)))
}

// named gives a unit's name as a table has it.
func (b *book) named(u health.Unit) string { return b.marked(b.Register.Name(u)) }

// marked says of a name on a sample site that it is one.
func (b *book) marked(name string) string {
	if b.Config.Sample {
		return b.Words.T("download.sample", "name", name)
	}
	return name
}

// guard keeps a spreadsheet from running a text as a formula.
func guard(s string) string {
	if s != "" && strings.ContainsRune("=+-@\t\r", rune(s[0])) {
		return "'" + s
	}
	return s
}

func oneIf(yes bool) string {
	if yes {
		return "1"
	}
	return "0"
}

// appendCell adds a cell and what divides it from the next, as encoding/csv does, which
// writes all that needs more than to be copied.
func appendCell(to []byte, s string) []byte {
	if isPlain(s) {
		return append(append(to, s...), ',')
	}
	var quoted bytes.Buffer // where nothing can fail
	w := csv.NewWriter(&quoted)
	_ = w.Write([]string{s})
	w.Flush()
	return append(append(to, bytes.TrimSuffix(quoted.Bytes(), []byte("\n"))...), ',')
}

// isPlain says whether a cell stands as it is: it needs no quotes, whatever the rules
// for them are.
func isPlain(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c == ' ' && i == 0 || c == '"' || c == ',' || c == '\\' || c >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// endRow ends a row at its last cell.
func endRow(to []byte) []byte {
	to[len(to)-1] = '\n'
	return to
}
