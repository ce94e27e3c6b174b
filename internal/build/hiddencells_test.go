package build

import (
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"terang/internal/chart"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// TestHiddenFiguresHaveNoDigits looks at every list and table of services on the
// pages of every unit, and at every table of places by services: where a figure is
// hidden, no cell that would hold its numbers has a digit, and where it is shown one has.
func TestHiddenFiguresHaveNoDigits(t *testing.T) {
	t.Parallel()
	for name, site := range sites(t) {
		b, r := site()
		units := b.units(t, r)
		hidden, shown := 0, 0
		for _, p := range b.pages {
			for _, s := range append(r.services(p, units), r.places(p, units)...) {
				f := r.figureOf(s)
				said := s.text
				if f.State() != health.Value {
					said = strings.Replace(said, r.lastShown(f), "", 1)
				}
				digits := strings.ContainsAny(said, "0123456789")
				switch {
				case f.State() == health.Suppressed && digits:
					t.Errorf("%s: %s: %s of %s in %d is hidden, yet it says %q", name, p.path,
						r.data.Indicators[s.indicator].Code, r.data.Register.Name(s.unit), s.year, s.text)
				case f.State() == health.Suppressed:
					hidden++
				case f.State() == health.Value && digits:
					shown++
				}
			}
		}
		if least := r.data.Register.Units() * 12; hidden < least || shown < least {
			t.Errorf("%s: %d hidden and %d shown cells were looked at, want at least %d of both", name, hidden, shown, least)
		}
	}
}

// lastShown is what a page may say of a hidden figure: the year's last that was shown.
func (r *raw) lastShown(f disclosure.Figure) string {
	last, ok := f.Last()
	if !ok {
		return ""
	}
	n, _ := last.Numerator()
	d, _ := last.Denominator()
	s := r.words.T("chart.last", "month", r.words.Month(last.Month()), "value", chart.Value(r.words, last), "n", r.words.Int(n), "d", r.words.Int(d))
	return strings.ReplaceAll(s, "\u00a0", " ")
}

// figureOf gives the figure that a cell is about: that of a month where it says one.
func (r *raw) figureOf(s said) disclosure.Figure {
	if s.month == health.NoMonth {
		return r.release.Figure(s.unit, s.indicator, s.year)
	}
	year, place := r.data.Indicators[s.indicator].Place(s.month)
	if series := r.release.Series(s.unit, s.indicator, year); series != nil {
		return series[place-1]
	}
	return disclosure.NotPublished()
}

// said is what a page says of one figure in one place; month is none for that of the year.
type said struct {
	cell
	text  string
	month health.Month
}

// monthOf reads the head of a column that holds a single month, "Agu 2024".
func (r *raw) monthOf(head string) health.Month {
	for m := 1; m <= 12; m++ {
		if year, ok := strings.CutPrefix(head, r.words.MonthShort(m)+" "); ok && len(year) == 4 {
			if y, err := strconv.Atoi(year); err == nil {
				return health.MonthOf(y, m)
			}
		}
	}
	return health.NoMonth
}

// about is what a page is about.
type about struct {
	unit health.Unit
	year int
}

// units finds which pages are about which unit and year: by heading and
// breadcrumb those of their own, by address finished years and the Lokmin pack.
func (b *built) units(t *testing.T, r *raw) map[string]about {
	t.Helper()
	reg, latest := r.data.Register, r.release.Latest()
	titles := map[string]health.Unit{}
	for u := range reg.Areas {
		if u > 0 {
			a := reg.Areas[u]
			for _, kind := range []string{"kecamatan", "desa", "kelurahan"} {
				titles[r.words.T("site.place."+kind, "name", a.Name)+"|"+reg.Name(a.Parent)] = health.Unit(u)
			}
		}
	}
	for _, u := range reg.Puskesmas() {
		titles[r.words.T("site.place.puskesmas", "name", strings.TrimPrefix(reg.Name(u), "Puskesmas "))+"|puskesmas"] = u
	}
	found := map[string]about{"index.html": {0, latest}, "spm/index.html": {0, latest}}
	for _, y := range r.release.Years() {
		found["spm/"+strconv.Itoa(y)+".html"] = about{0, y}
	}
	for _, p := range b.pages {
		key := text(all(p.doc, "h1")[0]) + "|" + p.parent()
		if strings.HasPrefix(p.path, "puskesmas/") {
			key = text(all(p.doc, "h1")[0]) + "|puskesmas"
		}
		u, ok := titles[key]
		if !ok {
			continue
		}
		found[p.path] = about{u, latest}
		folder := strings.TrimSuffix(p.path, "/index.html")
		found[folder+"/lokmin.html"] = about{u, latest}
		for _, y := range r.release.Years() {
			found[folder+"-"+strconv.Itoa(y)+".html"] = about{u, y}
		}
	}
	for u := range reg.Units() {
		if !slices.ContainsFunc(b.pages, func(p *page) bool { return found[p.path].unit == health.Unit(u) }) {
			t.Errorf("no page of %s was found", reg.Name(health.Unit(u)))
		}
	}
	return found
}

// parent is the breadcrumb before the last.
func (p *page) parent() string {
	for _, n := range all(p.doc, "nav") {
		if items := all(n, "li"); len(items) > 1 && strings.Contains(classOf(n), "crumbs") {
			return text(items[len(items)-2])
		}
	}
	return ""
}

func classOf(n *html.Node) string {
	class, _ := attribute(n, "class")
	return class
}

// service gives the indicator that a cell's link leads to; ok is false where it leads elsewhere.
func (r *raw) service(n *html.Node) (indicator int, ok bool) {
	for _, a := range slices.Concat([]*html.Node{n}, all(n, "a")) {
		if href, found := attribute(a, "href"); found {
			code := strings.TrimSuffix(path.Base(href), ".html")
			i := slices.IndexFunc(r.data.Indicators, func(ind health.Indicator) bool { return ind.Code == code })
			return i, i >= 0 && path.Base(path.Dir(href)) == "spm"
		}
	}
	return 0, false
}

// services gives what a unit's page says of its services, in lists and tables.
func (r *raw) services(p *page, units map[string]about) []said {
	of, ok := units[p.path]
	if !ok {
		return nil
	}
	var list []said
	for _, ol := range all(p.doc, "ol") {
		if classOf(ol) != "services" {
			continue
		}
		for _, li := range all(ol, "li") {
			if i, ok := r.service(li); ok {
				name := all(li, "a")[0]
				list = append(list, said{cell{of.unit, i, of.year}, strings.TrimPrefix(text(li), text(name)), health.NoMonth})
			}
		}
	}
	// The target, who has reported, and the place above are no numbers of the unit's own.
	others := []string{
		r.words.T("site.numbers.target"), r.words.T("site.numbers.reports"), r.words.T("site.pws.target"), r.words.T("site.pws.parent"),
		r.words.T("site.meeting.quoted"),
	}
	for _, tr := range all(p.doc, "tr") {
		cells := slices.Collect(children(tr))
		i, ok := r.service(cells[0])
		if !ok || len(all(tr, "td")) == 0 {
			continue
		}
		heads := columns(tr)
		for k := 1; k < len(cells); k++ {
			at := cell{of.unit, i, of.year}
			for _, y := range r.release.Years() {
				if strings.HasPrefix(heads[k], r.words.Month(r.release.Through(y))) {
					at.year = y
				}
			}
			if !slices.Contains(others, heads[k]) {
				list = append(list, said{at, text(cells[k]), r.monthOf(heads[k])})
			}
		}
	}
	return list
}

// places gives what the tables of places by services on a page say.
func (r *raw) places(p *page, units map[string]about) []said {
	year := r.release.Latest()
	if of, ok := units[p.path]; ok {
		year = of.year
	}
	var list []said
	for _, table := range all(p.doc, "table") {
		if classOf(table) != "heat" {
			continue
		}
		heads := slices.Collect(children(all(table, "tr")[0]))
		for _, tr := range all(table, "tr")[1:] {
			cells := slices.Collect(children(tr))
			links := all(cells[0], "a")
			if len(links) == 0 {
				continue
			}
			href, _ := attribute(links[0], "href")
			of, ok := units[path.Join(path.Dir(p.path), href)]
			for k := 1; ok && k < len(cells); k++ {
				if i, ok := r.service(heads[k]); ok {
					list = append(list, said{cell{of.unit, i, year}, text(cells[k]), health.NoMonth})
				}
			}
		}
	}
	return list
}

// columns gives the texts of the head of a row's table.
func columns(tr *html.Node) []string {
	table := tr.Parent
	for table.Data != "table" {
		table = table.Parent
	}
	var heads []string
	for n := range children(all(table, "tr")[0]) {
		heads = append(heads, text(n))
	}
	return heads
}

// children gives the elements right below a node.
func children(n *html.Node) func(yield func(*html.Node) bool) {
	return func(yield func(*html.Node) bool) {
		for c := range n.ChildNodes() {
			if c.Type == html.ElementNode && !yield(c) {
				return
			}
		}
	}
}
