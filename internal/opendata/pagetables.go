package opendata

import (
	"crypto/sha256"
	"slices"
	"strconv"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/sheet"
)

// PageTables are the figures of one page as tables: of a place, with all that is directly
// beneath it, or of an indicator in all places; or what a page of neither shows. Each is made anew when asked for.
type PageTables struct {
	*book
	title, address string
	units          []health.Unit // whose years are told
	monthly        []health.Unit // whose months are told
	only           int           // the indicator, or all, or none

	yearly, byMonth         bool    // the page shows figures of a year; a month of its own was reported
	extraYears, extraMonths []extra // what the page shows beside them
	cells                   []Cell  // of its other tables
}

// Place gives the tables of an area or a puskesmas. The title names it, the address is that of its page.
//
// They hold the place, the areas one step below it, and the puskesmas of a kab/kota or kecamatan or the desa of a
// puskesmas: none that do not belong to what disclosure.Marks calls beneath it.
func (s *Set) Place(u health.Unit, title, address string) PageTables {
	t := PageTables{book: s.book, title: title, address: address, units: []health.Unit{u}, monthly: []health.Unit{u}, only: all}
	if s.Register.LevelOf(u) == health.Puskesmas {
		t.units = append(t.units, slices.Sorted(slices.Values(s.Register.Served(u)))...)
		return t
	}
	t.units = append(t.units, s.Register.Children(u)...)
	t.units = append(t.units, s.within[u]...)
	return t
}

// puskesmasWithin lists the puskesmas of each kab/kota and of each area in one.
func puskesmasWithin(reg *health.Register) map[health.Unit][]health.Unit {
	within := map[health.Unit][]health.Unit{}
	for _, p := range reg.Puskesmas() {
		for a := reg.Facility(p).Area(); a != health.NoUnit && reg.Areas[a].Level >= health.Kabkota; a = reg.Areas[a].Parent {
			within[a] = append(within[a], p)
		}
	}
	return within
}

// Service gives the tables of an indicator: of all units, or of kab/kota and above on a
// site about more than one. Its months are those of the root and of the areas one step below it.
func (s *Set) Service(indicator int, title, address string) PageTables {
	t := PageTables{book: s.book, title: title, address: address, only: indicator}
	wide := s.Register.Areas[0].Level < health.Kabkota
	for u := range health.Unit(s.Register.Units()) {
		if s.Register.LevelOf(u) <= health.Kabkota || !wide {
			t.units = append(t.units, u)
		}
	}
	t.monthly = append([]health.Unit{0}, s.Register.Children(0)...)
	t.monthly = slices.DeleteFunc(t.monthly, func(u health.Unit) bool { return s.Register.LevelOf(u) == health.Desa })
	return t
}

// Years adds the rows of capaian.csv that are of the page.
func (t PageTables) Years(to []byte) []byte {
	to = append(to, t.yearHead...)
	var unit []byte
	t.each(t.units, t.extraYears, func(u health.Unit) { unit = t.unitCells(u) }, func(u health.Unit, i, y int) {
		to = t.appendFigure(to, unit, u, i, y)
	})
	return to
}

// Months adds the page's figures by month: of each month with a report what had been reached up to then.
func (t PageTables) Months(to []byte) []byte {
	to = append(to, t.monthHead...)
	var unit []byte
	t.months(func(u health.Unit) { unit = t.unitCells(u) }, func(i, year int, m measure, month health.Month) {
		to = appendCell(append(strconv.AppendInt(to, int64(year), 10), ','), month.String())
		to = append(to, unit...)
		to = endRow(m.appendCells(appendCell(to, guard(t.Indicators[i].Code))))
	})
	return to
}

// months goes through the months of each unit in which a figure was reported, shown or hidden.
func (t PageTables) months(begin func(health.Unit), each func(indicator, year int, m measure, month health.Month)) {
	t.each(t.monthly, t.extraMonths, begin, func(u health.Unit, i, y int) {
		for _, f := range t.Release.Series(u, i, t.years[y]) {
			if f.State() != health.NotReported {
				each(i, t.years[y], upTo(f), f.Month())
			}
		}
	})
}

func upTo(f disclosure.Figure) measure {
	m := measure{Target: rounded(f.Target()), Status: string(f.Status()), Suppressed: f.Hidden()}
	m.count(f)
	return m
}

// Mark digests all that the workbook is made of.
func (t PageTables) Mark() [sha256.Size]byte {
	b := t.Cells(t.Months(t.Years(nil)))
	for _, page := range [][][]sheet.Value{t.indicators(), t.readFirst()} {
		for _, row := range page {
			for _, v := range row {
				b = append(append(b, v.String()...), 0)
			}
		}
	}
	return sha256.Sum256(append(append(b, t.title...), t.address...))
}

// Workbook makes the tables as sheets, with the indicators explained and a sheet to read first.
func (t PageTables) Workbook() ([]byte, error) {
	years, months := t.Figures()
	var pages []sheet.Page
	if years {
		pages = append(pages, sheet.Page{Name: t.Words.T("download.sheet.years"), Columns: yearColumns(), Head: true, Rows: t.yearRows()})
	}
	if months {
		pages = append(pages, sheet.Page{Name: t.Words.T("download.sheet.months"), Columns: monthColumns(), Head: true, Rows: t.monthRows()})
	}
	if t.Others() {
		pages = append(pages, sheet.Page{Name: t.Words.T("download.sheet.others"), Columns: wide(9, 16, 40, 7, 15, 32, 24, 11, 7, 9, 9, 9, 9, 14, 9, 32), Head: true, Rows: t.cellRows()})
	}
	return sheet.Write(t.title, append(pages,
		sheet.Page{Name: t.Words.T("download.sheet.indicators"), Columns: wide(14, 30, 60, 40, 40, 8, 40, 40), Head: true, Rows: t.indicators()},
		sheet.Page{Name: t.Words.T("download.sheet.readme"), Columns: wide(20, 100), Rows: t.readFirst()}))
}

func wide(widths ...float64) []sheet.Column {
	var list []sheet.Column
	for _, w := range widths {
		list = append(list, sheet.Column{Width: w, Wrap: w >= 40})
	}
	return list
}

// The place of the percentage among the columns, after numerator and denominator.
const (
	yearPercent  = 7
	monthPercent = 8
)

func yearColumns() []sheet.Column {
	list := wide(9, 11, 15, 32, 16, 11, 11, 10, 10, 14, 9, 9, 12, 12, 12)
	list[yearPercent].Decimals, list[yearPercent+1].Decimals = 2, 2
	return list
}

func monthColumns() []sheet.Column {
	list := wide(7, 9, 11, 15, 32, 16, 11, 11, 10, 10, 14, 9)
	list[monthPercent].Decimals, list[monthPercent+1].Decimals = 2, 2
	return list
}

func heading(fields []field) []sheet.Value {
	row := make([]sheet.Value, len(fields))
	for i, f := range fields {
		row[i] = sheet.Said(f.Name)
	}
	return row
}

// yearRows are those of Years.
func (t PageTables) yearRows() [][]sheet.Value {
	rows := [][]sheet.Value{heading(capaianFields(t.book))}
	var unit []sheet.Value
	t.each(t.units, t.extraYears, func(u health.Unit) { unit = t.unitValues(u) }, func(u health.Unit, i, y int) {
		m := t.measure(u, i, t.years[y])
		row := append([]sheet.Value{sheet.Said(t.periods[y][i])}, unit...)
		row = append(row, sheet.Said(guard(t.Indicators[i].Code)))
		row = append(row, m.values(t.Indicators[i].Factor, len(rows)+1, yearPercent)...)
		rows = append(rows, append(row, said(m.Band), said(m.LastPeriod), counted(m.LastNumerator), counted(m.LastDenominator)))
	})
	return rows
}

// monthRows are those of Months.
func (t PageTables) monthRows() [][]sheet.Value {
	rows := [][]sheet.Value{heading(monthFields(t.book))}
	var unit []sheet.Value
	t.months(func(u health.Unit) { unit = t.unitValues(u) }, func(i, year int, m measure, month health.Month) {
		row := append([]sheet.Value{sheet.Counted(year), sheet.Said(month.String())}, unit...)
		row = append(row, sheet.Said(guard(t.Indicators[i].Code)))
		rows = append(rows, append(row, m.values(t.Indicators[i].Factor, len(rows)+1, monthPercent)...))
	})
	return rows
}

func (b *book) unitValues(u health.Unit) []sheet.Value {
	return []sheet.Value{sheet.Said(b.Register.LevelOf(u).String()), sheet.Said(guard(b.Register.Code(u))), sheet.Said(guard(b.named(u)))}
}

// values gives the columns pembilang to disensor of a row. The percentage is a formula of the two cells
// before it where both are told and somebody is to be served; it stands beside as the table writes it.
func (m *measure) values(factor, row, percent int) []sheet.Value {
	list := []sheet.Value{counted(m.Numerator), counted(m.Denominator), {}, sheet.Measured(m.Target.float()), said(m.Status), sheet.Counted(0)}
	if m.Percent.known {
		at := strconv.Itoa(row)
		n, d := string(rune('A'+percent-2))+at, string(rune('A'+percent-1))+at
		list[2] = sheet.Worked("ROUND("+strconv.Itoa(factor)+"*"+n+"/"+d+",4)", m.Percent.value.float())
	}
	if m.Suppressed {
		list[5] = sheet.Counted(1)
	}
	return list
}

func said(s string) sheet.Value {
	if s == "" {
		return sheet.Value{}
	}
	return sheet.Said(s)
}

func counted(m maybe[int]) sheet.Value {
	if !m.known {
		return sheet.Value{}
	}
	return sheet.Counted(m.value)
}

func (d decimal) float() float64 { return float64(d) / decimalUnit }

// indicators explains those of the page that have data.
func (t PageTables) indicators() [][]sheet.Value {
	head := []sheet.Value{sheet.Said("indikator")}
	for _, key := range []string{"name", "definition", "numerator", "denominator", "per", "source", "law"} {
		head = append(head, sheet.Said(t.Words.T("download.sheet."+key)))
	}
	rows := [][]sheet.Value{head}
	for i, ind := range t.Indicators {
		if t.has(i) && t.ever(i) {
			rows = append(rows, []sheet.Value{
				sheet.Said(guard(ind.Code)), said(guard(ind.Name)), said(guard(ind.Definition)), said(guard(ind.Numerator)),
				said(guard(ind.Denominator)), sheet.Counted(ind.Factor), said(guard(ind.Source)), said(guard(ind.LegalBasis)),
			})
		}
	}
	return rows
}

// readFirst says what the workbook holds, whose it is and what is hidden.
func (t PageTables) readFirst() [][]sheet.Value {
	var rows [][]sheet.Value
	add := func(key, text string) {
		if text != "" {
			rows = append(rows, []sheet.Value{sheet.Said(t.Words.T("download.sheet." + key)), sheet.Said(guard(text))})
		}
	}
	add("what", t.marked(t.title))
	add("notice", t.notice())
	if m := t.Release.AsOf(); m != health.NoMonth {
		add("through", t.Words.Month(m))
	}
	add("page", t.address)
	add("office", t.Config.Office.Name)
	add("source", t.Words.List(t.sources()))
	if l := t.Config.License; l != "" {
		add("license", t.Words.T("download.readme.license", "license", l))
	}
	if periods := t.provisional(); len(periods) > 0 {
		add("provisional", t.Words.T("download.readme.provisional", "periods", t.Words.List(periods)))
	}
	add("hidden", t.Words.T("download.readme.hidden"))
	add("missing", t.Words.T("download.readme.missing"))
	add("formula", t.Words.T("download.sheet.formula.text"))
	rows = append(rows, nil)
	seen := map[string]bool{}
	fields := slices.Concat(capaianFields(t.book), monthFields(t.book))
	if t.Others() {
		fields = append(fields, shownFields(t.book)...)
	}
	for _, f := range fields {
		if !seen[f.Name] {
			seen[f.Name] = true
			rows = append(rows, []sheet.Value{sheet.Said(f.Name), sheet.Said(f.Description)})
		}
	}
	return rows
}
