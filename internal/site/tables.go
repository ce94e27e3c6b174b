package site

import (
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/health"
)

// tablesFolder holds the figures of a page as files of data; the pages' own addresses stand below it.
const tablesFolder = "data/tabel/"

// homeName is what files that are made of the home page are called.
const homeName = "beranda"

// What the files of data of a page end in: its figures by year, those by month, its other tables, the workbook.
const (
	YearsEnd    = ".csv"
	MonthsEnd   = "-bulan.csv"
	OthersEnd   = "-lain.csv"
	WorkbookEnd = ".xlsx"
)

// Tables are the figures of a page as files of data: Path with YearsEnd where it has figures of services, with MonthsEnd
// where a month of any was reported, with OthersEnd where it has tables of anything else, and with WorkbookEnd where there is a workbook.
type Tables struct {
	Path      string
	Title     string // what they are about
	Address   string // of the page
	Whole     bool   // they hold all of a place or of an indicator, whatever of it is shown
	Unit      health.Unit
	Indicator int // AllIndicators for those of a place
	Months    bool
	Workbook  bool
	Shown     Shown // what the page shows
}

// AllIndicators stands in Tables for those of a place.
const AllIndicators = -1

// tabled says whether a page's figures are files of data whatever it shows: of the home page, of areas above
// desa, of puskesmas and of indicators.
func (p *Plan) tabled(pg Page) bool {
	switch pg.Kind {
	case Home, PuskesmasPage, Service:
		return true
	case Area:
		return !p.unplaced(pg.unit)
	default:
		return false
	}
}

// written says whether a page is a text, which may be another in each language.
func written(k Kind) bool { return k == News || k == MeetingPage || k == PlainPage }

// TablesPath gives what the addresses of a page's files of data begin with, whether it has any or not; empty for one
// that can have none. A finished year of an area and the pack of a puskesmas show what is in the files of its own
// page, and so does the page of a desa of the one above it.
func (p *Plan) TablesPath(pg Page) string {
	switch pg.Kind {
	case Home:
		return tablesFolder + homeName
	case FinishedYear, LokminPack:
		if pg.unit != 0 {
			return p.tablesAt(p.unitPath(pg.unit))
		}
	case Area:
		if p.unplaced(pg.unit) {
			return ""
		}
	case News, MeetingPage, PlainPage:
		return p.folder + p.tablesAt(pg.Path)
	case Village, Recap, Method, Releases, Revisions, Statement, Search, Glossary, NotFound: // Revisions lead to the log itself
		return ""
	default:
	}
	return p.tablesAt(pg.Path)
}

// tablesAt keeps a page that is called what files of the home page are, or whose name ends as a file of another
// does, from their addresses.
func (p *Plan) tablesAt(path string) string {
	name := strings.TrimSuffix(stem(path), "/")
	bare := strings.TrimRight(name, "_") // so that "beranda_" is not called as "beranda" is then
	if bare == homeName || strings.HasSuffix(bare+YearsEnd, MonthsEnd) || strings.HasSuffix(bare+YearsEnd, OthersEnd) {
		name += "_"
	}
	return tablesFolder + name
}

// workbook says whether a page's figures are a workbook too. Those of a text are not.
func (p *Plan) workbook(pg Page) bool {
	return !written(pg.Kind) && (p.workbooks == config.PicturesAll || p.workbooks == config.PicturesFew && !p.small(pg))
}

// Tables says which files of data a page has whose view is v; ok is false for a page without, and for one that
// leads to those of another. They are in the first language alone, as their columns are the same in all; those of a
// text stand in its own. Without a view it says only what is settled for all that a page may show.
func (p *Plan) Tables(pg Page, v *View) (t Tables, ok bool) {
	path := p.TablesPath(pg)
	if path == "" || pg.Kind == LokminPack || pg.Kind == FinishedYear && pg.unit != 0 || p.folder != "" && !written(pg.Kind) {
		return Tables{}, false
	}
	t = Tables{Path: path, Address: p.address(pg.Path), Whole: p.tabled(pg), Unit: pg.unit, Indicator: AllIndicators}
	if v != nil {
		t.Shown, t.Title = v.Shown, v.Lead.Title
	}
	switch {
	case pg.Kind == Service:
		t.Title, t.Indicator = p.in.Indicators[pg.at].Name+", "+p.names[0], pg.at
	case t.Whole:
		t.Title = p.names[pg.unit]
	}
	t.Months = p.monthly(pg, &t.Shown)
	t.Workbook = p.workbook(pg) && (t.Whole || t.Shown.figures())
	return t, t.Whole || t.Shown.any()
}

// monthly says whether a month of what is in a page's files was reported: of its place, or of its indicator at the
// root or one step below it, or of what it shows.
func (p *Plan) monthly(pg Page, shown *Shown) bool {
	if len(shown.Months) > 0 || !p.tabled(pg) {
		return len(shown.Months) > 0
	}
	units, from, to := []health.Unit{pg.unit}, 0, len(p.in.Indicators)
	if pg.Kind == Service {
		units, from, to = append([]health.Unit{0}, p.in.Register.Children(0)...), pg.at, pg.at+1
	}
	for _, u := range units {
		if pg.Kind == Service && p.in.Register.LevelOf(u) == health.Desa {
			continue
		}
		for i := from; i < to; i++ {
			if p.reportedMonthly(u, i, p.in.Release.Years()...) {
				return true
			}
		}
	}
	return false
}

// reportedMonthly says whether any month of some years was reported.
func (p *Plan) reportedMonthly(u health.Unit, indicator int, years ...int) bool {
	return slices.ContainsFunc(years, func(y int) bool { return p.in.Release.Monthly(u, indicator, y) })
}

// dataLinks lead to the page as data.
func (b *builder) dataLinks() []Link {
	var list []Link
	path, whole, shown := b.TablesPath(b.page), b.tabled(b.page), &b.v.Shown
	others := "tables.others"
	if !whole && !shown.figures() {
		others = "tables.alone"
	}
	for _, file := range []struct {
		is   bool
		says string
		end  string
	}{
		{whole || len(shown.Years) > 0, "tables.csv", YearsEnd},
		{b.monthly(b.page, shown), "tables.months", MonthsEnd},
		{len(shown.Cells) > 0, others, OthersEnd},
		{b.workbook(b.page) && (whole || shown.figures()), "tables.xlsx", WorkbookEnd},
	} {
		if file.is && path != "" {
			list = append(list, b.link(b.T(file.says), path+file.end))
		}
	}
	if document := b.document(); document != "" {
		list = append(list, b.link(b.T("tables.json"), document))
	}
	return list
}

func (b *builder) document() string {
	of := &b.in.Documents
	switch b.page.Kind {
	case Home, Area, Village, PuskesmasPage:
		if of.Unit != nil {
			return of.Unit(b.page.unit)
		}
	case Service:
		if of.Indicator != nil {
			return of.Indicator(b.page.at)
		}
	default:
	}
	return ""
}
