package opendata

import (
	"cmp"
	"slices"
	"strconv"

	"terang/internal/health"
	"terang/internal/sheet"
)

// Shown is what a page shows beside the tables of its place or indicator.
type Shown struct {
	Years, Months []Told
	ByMonth       bool // any month of these, or of the page's place or indicator, was reported
	Cells         []Cell
}

// Told is a figure of a unit in a year.
type Told struct {
	Unit            health.Unit
	Indicator, Year int
}

// Cell is a cell of a table of the page, as site.Cell says.
type Cell struct {
	Period      string
	Table       string
	Title       string
	Row         int
	Code        string
	Head        string
	Column      string
	Value       string
	Unit        string
	Part, Whole string
	Low, High   string
	Status      string
	Hidden      bool
	Text        string
}

// Page gives the tables of a page that is of no one place or indicator: what it shows and nothing else.
func (s *Set) Page(title, address string) PageTables {
	return PageTables{book: s.book, title: title, address: address, only: none}
}

// With gives the tables with what the page shows beside them. Of a page of a place or an indicator whatever they do
// not hold is told of all years, as they tell theirs.
func (t PageTables) With(shown Shown) PageTables {
	t.cells, t.yearly, t.byMonth = shown.Cells, len(shown.Years) > 0, shown.ByMonth
	t.extraYears = t.beside(shown.Years, t.units)
	t.extraMonths = t.beside(shown.Months, t.monthly)
	return t
}

// Figures says whether the page tells any by year, reported or not, and whether any by month.
func (t PageTables) Figures() (years, months bool) {
	return t.yearly || len(t.units) > 0, t.byMonth
}

// Others says whether the page has other tables.
func (t PageTables) Others() bool { return len(t.cells) > 0 }

// beside keeps the figures that the tables of some units do not hold: each once, in order, of years with any data.
func (t PageTables) beside(told []Told, units []health.Unit) []extra {
	var list []extra
	last, held := health.NoUnit, false
	for _, f := range told {
		if f.Unit != last {
			last, held = f.Unit, slices.Contains(units, f.Unit)
		}
		if held && (t.only == all || t.only == f.Indicator) {
			continue
		}
		for y, year := range t.years {
			if t.live[y][f.Indicator] && (year == f.Year || t.only != none) {
				list = append(list, extra{f.Unit, f.Indicator, y})
			}
		}
	}
	slices.SortFunc(list, func(a, b extra) int {
		return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.indicator, b.indicator), cmp.Compare(a.year, b.year))
	})
	return slices.Compact(list)
}

// extra is a figure by its place in the register, the catalogue and the years.
type extra struct {
	unit            health.Unit
	indicator, year int
}

// each goes through the figures of some units, then through the extra ones; begin is called before those of a unit.
func (t PageTables) each(units []health.Unit, extras []extra, begin func(health.Unit), figure func(u health.Unit, indicator, year int)) {
	for _, u := range units {
		begin(u)
		t.figures(t.only, func(i, y int) { figure(u, i, y) })
	}
	for n, e := range extras {
		if n == 0 || e.unit != extras[n-1].unit {
			begin(e.unit)
		}
		figure(e.unit, e.indicator, e.year)
	}
}

// has says whether any figure of an indicator may be told.
func (t PageTables) has(indicator int) bool {
	if t.only == all || t.only == indicator {
		return true
	}
	of := func(e extra) bool { return e.indicator == indicator }
	return slices.ContainsFunc(t.extraYears, of) || slices.ContainsFunc(t.extraMonths, of)
}

func shownFields(b *book) []field {
	must := constraints{Required: true}
	return []field{
		text("waktu", b.Words.T("download.field.waktu"), constraints{}),
		text("tabel", b.Words.T("download.field.tabel"), must),
		text("judul", b.Words.T("download.field.judul"), must),
		number("nomor", "integer", b.Words.T("download.field.nomor"), must),
		text("kode_unit", b.Words.T("download.field.kode_unit"), constraints{}),
		text("baris", b.Words.T("download.field.baris"), must),
		text("kolom", b.Words.T("download.field.kolom"), must),
		number("nilai", "number", b.Words.T("download.field.nilai"), constraints{}),
		text("satuan", b.Words.T("download.field.satuan"), constraints{Enum: []string{"%"}}),
		number("bagian", "integer", b.Words.T("download.field.bagian"), constraints{}),
		number("dari", "integer", b.Words.T("download.field.dari"), constraints{}),
		number("bawah", "number", b.Words.T("download.field.bawah"), constraints{}),
		number("atas", "number", b.Words.T("download.field.atas"), constraints{}),
		text("status", b.Words.T("download.field.status"), constraints{Enum: []string{string(health.Unreported), string(health.NothingToDo)}}),
		boolean("disensor", b.Words.T("download.field.disensor"), true),
		text("teks", b.Words.T("download.field.teks"), must),
	}
}

// Cells adds the cells of the page's other tables, a row each.
func (t PageTables) Cells(to []byte) []byte {
	to = append(to, headRow(shownFields(t.book))...)
	for i := range t.cells {
		c := &t.cells[i]
		to = appendCell(appendCell(appendCell(to, c.Period), guard(c.Table)), guard(t.marked(c.Title)))
		to = append(strconv.AppendInt(to, int64(c.Row), 10), ',')
		to = appendCell(appendCell(appendCell(to, guard(c.Code)), guard(c.Head)), guard(c.Column))
		to = appendCell(appendCell(to, c.Value), c.Unit)
		to = appendCell(appendCell(appendCell(appendCell(to, c.Part), c.Whole), c.Low), c.High)
		to = appendCell(appendCell(to, c.Status), oneIf(c.Hidden))
		to = endRow(appendCell(to, guard(c.Text)))
	}
	return to
}

// cellRows are those of Cells.
func (t PageTables) cellRows() [][]sheet.Value {
	rows := [][]sheet.Value{heading(shownFields(t.book))}
	for i := range t.cells {
		c := &t.cells[i]
		hidden := 0
		if c.Hidden {
			hidden = 1
		}
		rows = append(rows, []sheet.Value{
			said(c.Period), said(guard(c.Table)), said(guard(t.marked(c.Title))), sheet.Counted(c.Row), said(guard(c.Code)), said(guard(c.Head)),
			said(guard(c.Column)), asNumber(c.Value), said(c.Unit), asNumber(c.Part), asNumber(c.Whole), asNumber(c.Low), asNumber(c.High), said(c.Status), sheet.Counted(hidden), said(guard(c.Text)),
		})
	}
	return rows
}

// asNumber is a number that is written with a decimal point.
func asNumber(text string) sheet.Value {
	if n, err := strconv.Atoi(text); err == nil {
		return sheet.Counted(n)
	}
	if v, err := strconv.ParseFloat(text, 64); err == nil {
		return sheet.Measured(v)
	}
	return sheet.Value{}
}
