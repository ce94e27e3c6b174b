package site

import (
	"cmp"
	"strings"

	"terang/internal/chart"
	"terang/internal/health"
)

// Shown is what a page shows, as data: which figures its charts are made of, and of its other tables each cell.
type Shown struct {
	Years  []Told // as they stand at the end of a year
	Months []Told // every month of a year
	Cells  []Cell
}

// Told is a figure of a unit in a year.
type Told struct {
	Unit            health.Unit
	Indicator, Year int
}

// Cell is a cell of a table that holds anything but figures of services, read off the page: what is not printed
// there is not here. Numbers are written with a decimal point and are as rounded as those that are printed.
type Cell struct {
	Period      string // YYYY or YYYY-MM that it is of; empty where nobody knows
	Table       string // anchor in the page
	Title       string // what the page heads the table with
	Row         int    // from 1
	Code        string // of the place that the row is of; empty where it is of none
	Head        string // of the row
	Column      string
	Value       string // empty where the cell is no number
	Unit        string // "%" or empty; of Value, Low and High
	Part, Whole string // "3 of 5", alone or beside a value
	Low, High   string // of a range, alone or beside a value
	Status      string // word of capaian.csv for a number that is not there
	Hidden      bool
	Text        string // as it is printed
}

func (s *Shown) figures() bool { return len(s.Years)+len(s.Months) > 0 }
func (s *Shown) any() bool     { return s.figures() || len(s.Cells) > 0 }

// rows leads to the numbers of a figure of the page that compares places, and of what they are within, NoUnit for
// nothing; they are put into the page's file.
func (b *builder) rows(year int, within health.Unit, places []health.Unit, indicators ...int) string {
	path := b.TablesPath(b.page)
	if path == "" {
		return ""
	}
	of := &b.v.Shown
	for _, i := range indicators {
		if within != health.NoUnit {
			of.Years = append(of.Years, Told{within, i, year})
		}
		for _, u := range places {
			of.Years = append(of.Years, Told{u, i, year})
		}
	}
	return b.to(path + YearsEnd)
}

// rowsByMonth leads to the numbers of a figure that goes through the months of some years; where no month was reported,
// to the row of the first of them, which says so.
func (b *builder) rowsByMonth(u health.Unit, indicator int, years ...int) string {
	path := b.TablesPath(b.page)
	if path == "" {
		return ""
	}
	if !b.reportedMonthly(u, indicator, years...) {
		return b.rows(years[0], health.NoUnit, []health.Unit{u}, indicator)
	}
	for _, y := range years {
		b.v.Shown.Months = append(b.v.Shown.Months, Told{u, indicator, y})
	}
	return b.to(path + MonthsEnd)
}

// ownRows leads to the numbers of a table of the services of the place that the page is about, which are
// in its files; empty on other pages, whose tables are read off.
func (b *builder) ownRows() string {
	switch {
	case b.page.Kind == PuskesmasPage, b.page.Kind == Area, b.page.Kind == FinishedYear && b.page.unit != 0:
		if path := b.TablesPath(b.page); path != "" {
			return b.to(path + YearsEnd)
		}
	default:
	}
	return ""
}

// placeCell heads the row of a place.
func (b *builder) placeCell(u health.Unit) chart.Cell {
	return chart.Cell{Text: b.shortName(u), Href: b.to(b.unitPath(u)), Header: true, Code: b.in.Register.Code(u)}
}

// wholeCell heads the row of all places of a table together.
func (b *builder) wholeCell(u health.Unit) chart.Cell {
	return chart.Cell{Text: b.name(u), Header: true, Code: b.in.Register.Code(u)}
}

// readOff leads from each table that nothing else holds to the file of the page's other tables, and puts it there.
func (b *builder) readOff() {
	path := b.TablesPath(b.page)
	if path == "" || b.page.Kind == FinishedYear && b.page.unit != 0 || b.page.Kind == LokminPack {
		return
	}
	href := ""
	var r reader
	read := func(id, title string, t *chart.Table) string {
		if href == "" {
			href, r = b.to(path+OthersEnd), b.newReader()
		}
		before := len(b.v.Shown.Cells)
		if b.v.Shown.Cells = r.table(b.v.Shown.Cells, id, title, t); len(b.v.Shown.Cells) == before {
			return "" // a table of heads alone
		}
		return href
	}
	for i := range b.v.Sections {
		s := &b.v.Sections[i]
		for j := range s.Figures {
			if f := &s.Figures[j]; f.Download == "" && !f.Table.Empty() {
				f.Download = read(f.ID, cmp.Or(s.Heading, f.Title, f.Table.Caption), &f.Table)
			}
		}
		if s.Table != nil && s.Rows == "" && !s.Table.Empty() {
			s.Rows = read(s.ID, cmp.Or(s.Heading, s.Table.Caption), s.Table)
		}
		for j := range s.Prose {
			if p := &s.Prose[j]; p.Table != nil && !p.Table.Empty() {
				p.Rows = read(s.ID, cmp.Or(s.Heading, p.Table.Caption), p.Table)
			}
		}
	}
}

// reader reads tables as they are printed.
type reader struct {
	*builder
	pairs [][3]string // what stands before, between and after the numbers of "3 of 5"
}

func (b *builder) newReader() reader {
	const n, d = "\x01", "\x02"
	r := reader{builder: b}
	for _, text := range []string{b.T("of", "n", n, "d", d), b.T("reports", "k", n, "m", d), b.T("completeness.cell", "k", n, "m", d)} {
		before, rest, _ := strings.Cut(text, n)
		between, after, _ := strings.Cut(rest, d)
		r.pairs = append(r.pairs, [3]string{before, between, after})
	}
	return r
}

// table adds the cells of a table that say anything, row by row.
func (r reader) table(to []Cell, id, title string, t *chart.Table) []Cell {
	rows, columns := t.Rows, columnNames(t.Head)
	if len(t.Total) > 0 {
		rows = append(rows[:len(rows):len(rows)], t.Total)
	}
	for n, row := range rows {
		head := row[0]
		for i, c := range row {
			if i == 0 || c.Text == "" || i >= len(t.Head) {
				continue
			}
			cell := Cell{
				Period: cmp.Or(t.Head[i].Period, head.Period, t.Period), Table: id, Title: plainSpaces(title), Row: n + 1,
				Code: head.Code, Head: plainSpaces(head.Text), Column: columns[i], Text: plainSpaces(c.Text),
			}
			r.number(&cell, c)
			if (cell.Value != "" || cell.High != "") && strings.HasSuffix(cell.Column, percentHead) {
				cell.Unit = "%"
			}
			if cell.Text != "–" || cell.Hidden || cell.Status != "" {
				to = append(to, cell)
			}
		}
	}
	return to
}

// percentHead ends the head of a column of percentages.
const percentHead = "(%)"

// columnNames are the heads of a table. One that stands there twice is named after the one before it as well.
func columnNames(head []chart.Cell) []string {
	names, times := make([]string, len(head)), map[string]int{}
	for _, h := range head {
		times[h.Text]++
	}
	for i, h := range head {
		if names[i] = plainSpaces(h.Text); i > 0 && times[h.Text] > 1 {
			names[i] = plainSpaces(head[i-1].Text) + ": " + names[i]
		}
	}
	return names
}

// number takes in what a cell says as a number: one alone, or before an aside in brackets; "3 of 5"; or why there is none.
func (r reader) number(to *Cell, c chart.Cell) {
	classes := strings.Fields(c.Class)
	for _, class := range classes {
		switch class {
		case "hid", "band":
			to.Hidden = true
			return
		case "na":
			to.Status = string(health.NothingToDo)
			return
		}
	}
	if c.Text == "○" {
		to.Status = string(health.Unreported)
		return
	}
	if to.Part, to.Whole = r.pair(c.Text); to.Whole != "" {
		return
	}
	if to.Low, to.High = r.span(c.Text); to.High != "" {
		return
	}
	first, aside, _ := strings.Cut(c.Text, " (")
	aside = strings.TrimSuffix(aside, ")")
	value, percent, ok := r.in.Words.Number(first)
	if !ok {
		return
	}
	if share, of, ok := r.in.Words.Number(aside); ok && of && !percent { // a count with the share that it is
		to.Part, value, percent = value, share, true
	} else {
		to.Part, to.Whole = r.pair(aside)
		to.Low, to.High = r.span(aside)
	}
	if to.Value = value; percent {
		to.Unit = "%"
	}
}

// pair reads "3 of 5"; both are empty where a text says no such thing.
func (r reader) pair(text string) (part, whole string) {
	for _, p := range r.pairs {
		rest, ok := strings.CutPrefix(text, p[0])
		n, d, between := strings.Cut(rest, p[1])
		if !ok || !between {
			continue
		}
		part, share, okN := r.in.Words.Number(n)
		whole, of, okD := r.in.Words.Number(strings.TrimSuffix(d, p[2]))
		if okN && okD && !share && !of {
			return part, whole
		}
	}
	return "", ""
}

// span reads "43.1–55.9"; both are empty where a text says no such thing.
func (r reader) span(text string) (low, high string) {
	from, to, ok := strings.Cut(text, "–")
	low, _, okLow := r.in.Words.Number(from)
	high, _, okHigh := r.in.Words.Number(to)
	if !ok || !okLow || !okHigh {
		return "", ""
	}
	return low, high
}

// plainSpaces writes a text without the spaces that keep words on one line.
func plainSpaces(s string) string { return strings.ReplaceAll(s, "\u00a0", " ") }
