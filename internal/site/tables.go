package site

import (
	"strings"

	"terang/internal/config"
	"terang/internal/health"
)

// tablesFolder holds the figures of a page as files of data; the pages' own addresses stand below it.
const tablesFolder = "data/tabel/"

// What the files of data of a page end in: its figures by year, those by month, the workbook.
const (
	YearsEnd    = ".csv"
	MonthsEnd   = "-bulan.csv"
	WorkbookEnd = ".xlsx"
)

// Tables are the figures of a page as files of data: Path with YearsEnd, with MonthsEnd where its figures
// are told by month, and with WorkbookEnd where there is a workbook.
type Tables struct {
	Path      string
	Title     string // what they are about
	Address   string // of the page
	Unit      health.Unit
	Indicator int // AllIndicators for those of a place
	Workbook  bool
}

// AllIndicators stands in Tables for those of a place.
const AllIndicators = -1

// tabled says whether a page's figures are files of data too: of the home page, of areas above
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

func tablesPath(pg Page) string {
	if pg.Kind == Home {
		return tablesFolder + "beranda"
	}
	return tablesFolder + strings.TrimSuffix(stem(pg.Path), "/")
}

// workbook says whether a page's figures are a workbook too.
func (p *Plan) workbook(pg Page) bool {
	return p.workbooks == config.PicturesAll || p.workbooks == config.PicturesFew && !p.small(pg)
}

// Tables says which files of data a page has; ok is false for a page without. They are in the first
// language alone: their columns are the same in all.
func (p *Plan) Tables(pg Page) (t Tables, ok bool) {
	if p.folder != "" || !p.tabled(pg) {
		return Tables{}, false
	}
	t = Tables{
		Path: tablesPath(pg), Address: p.address(pg.Path), Unit: pg.unit, Indicator: AllIndicators, Workbook: p.workbook(pg),
	}
	if t.Title = p.names[pg.unit]; pg.Kind == Service {
		t.Title, t.Indicator = p.in.Indicators[pg.at].Name+", "+p.names[0], pg.at
	}
	return t, true
}

// rows leads to the numbers of a figure of the page: its own table, or that of the whole site.
func (b *builder) rows() string {
	if b.tabled(b.page) && b.page.Kind != Home {
		return b.to(tablesPath(b.page) + YearsEnd)
	}
	return b.download("capaian.csv")
}

// rowsByMonth leads to the numbers of a figure that goes through the months.
func (b *builder) rowsByMonth() string {
	if b.tabled(b.page) {
		return b.to(tablesPath(b.page) + MonthsEnd)
	}
	return b.download("capaian.csv")
}

// dataLinks lead to the page as data.
func (b *builder) dataLinks() []Link {
	var list []Link
	if b.tabled(b.page) {
		path := tablesPath(b.page)
		list = append(list, b.link(b.T("tables.csv"), path+YearsEnd), b.link(b.T("tables.months"), path+MonthsEnd))
		if b.workbook(b.page) {
			list = append(list, b.link(b.T("tables.xlsx"), path+WorkbookEnd))
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
