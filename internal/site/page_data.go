package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/content"
	"terang/internal/health"
	"terang/internal/search"
)

// catalogue is the data page: downloads, completeness, metadata.
func (b *builder) catalogue() {
	year := b.in.Release.Latest()
	b.v.Lead = Lead{
		Title: b.title(b.page), Kind: b.dataLine(year),
		Sentence: emphasis(b.T(b.mixed("data.sentence"), "place", star(b.name(0)), "n", b.in.Words.Int(len(b.all)))),
		Actions:  []Link{b.link(b.T("data.method"), "data/metode.html"), b.link(b.T("releases.title"), releasesPath)},
	}
	if len(b.in.Corrections) > 0 {
		b.v.Lead.Actions = append(b.v.Lead.Actions, b.link(b.T("revisions.title"), revisionsPath))
	}
	s := Section{ID: "unduhan", Heading: b.T("data.downloads"), Intro: b.T("data.downloads.intro")}
	for _, d := range b.in.downloads() {
		d.Href = b.to(d.Href)
		if d.Also.Href != "" {
			d.Also.Href = b.to(d.Also.Href)
		}
		s.Downloads = append(s.Downloads, d)
	}
	if len(b.in.Editions) > 0 {
		more := b.link(b.T("editions.link", "n", b.in.Words.Int(len(b.in.Editions))), editionsPath)
		s.More = &more
	}
	b.v.Sections = append(b.v.Sections, s)
	b.v.Sections = append(b.v.Sections, b.forPrograms())
	b.v.Sections = append(b.v.Sections, b.recapLinks(0, "recap.heading")...)
	b.v.Sections = append(b.v.Sections, b.completeness(year))
	b.v.Sections = append(b.v.Sections, b.attendance(year)...)
	b.v.Sections = append(b.v.Sections, b.metadata())
}

// forPrograms leads those who write programs, or hold a copy against the site, to what is made for them.
func (b *builder) forPrograms() Section {
	pages := b.T("data.programs." + string(b.workbooks))
	if slices.ContainsFunc(b.in.Register.Areas, func(a health.Area) bool { return a.Level == health.Desa }) {
		pages += " " + b.T("data.programs.villages", "desa", b.desaWord(0))
	}
	s := Section{ID: "program", Heading: b.T("data.programs"), Intro: b.T("data.programs.intro", "pages", pages), Narrow: true}
	if len(b.in.downloads()) > 0 {
		s.Links = []LinkGroup{{Links: []Link{
			b.link(b.T("data.programs.api"), "api/v1/openapi.json"), b.link(b.T("data.programs.catalogue"), "data/katalog.jsonld"),
			b.link(b.T("data.programs.csvw"), "data/unduhan/csv-metadata.json"),
		}}}
	}
	return s
}

// completeness says for each area and service how many of the expected reporters have reported.
func (b *builder) completeness(year int) Section {
	w := b.in.Words
	children := b.in.Register.Children(0)
	caption := "completeness.caption"
	if year == 0 {
		caption += ".none"
	}
	t := &chart.Table{
		Caption: b.T(caption, "month", w.Month(b.in.Release.Through(year))),
		Period:  b.in.Release.Through(year).String(),
		Head:    []chart.Cell{{Text: b.T("completeness.area"), Header: true}},
	}
	columns := slices.DeleteFunc(slices.Clone(b.all), b.provincial) // of which nobody below the root reports
	for _, i := range columns {
		t.Head = append(t.Head, chart.Cell{Text: b.in.Indicators[i].ShortName, Href: b.to(b.servicePath(i)), Header: true, Class: "num"})
	}
	row := func(u health.Unit, first chart.Cell) []chart.Cell {
		cells := []chart.Cell{first}
		for _, i := range columns {
			c := chart.Cell{Text: "–", Class: "num"}
			if _, m := b.in.Release.Reports(u, i, year); m > 0 {
				c = b.reportsCell(b.in.Release.Current(u, i, year), m)
			}
			cells = append(cells, c)
		}
		return cells
	}
	for _, u := range children {
		t.Rows = append(t.Rows, row(u, b.placeCell(u)))
	}
	t.Total = row(0, b.wholeCell(0))
	return Section{ID: "kelengkapan", Heading: b.T("completeness.heading"), Intro: b.T("completeness.intro"), Table: t}
}

// reportsCell says that k of m reports have come, and is shaded while some are missing.
func (b *builder) reportsCell(k, m int) chart.Cell {
	c := chart.Cell{Text: b.T("completeness.cell", "k", b.in.Words.Int(k), "m", b.in.Words.Int(m)), Class: "num"}
	if k < m {
		c.Class = "num q2"
	}
	return c
}

// attendance says for each puskesmas, or area where there is none, which months lack reports.
func (b *builder) attendance(year int) []Section {
	w := b.in.Words
	units := b.in.Register.Puskesmas()
	if len(units) == 0 || len(units) > maxListed {
		units = b.in.Register.Children(0)
	}
	if year == 0 || len(units) == 0 || len(units) > maxListed {
		return nil
	}
	months := b.in.Release.Through(year).Of()
	t := &chart.Table{
		Caption: b.T("attendance.caption", "year", itoa(year)),
		Head:    []chart.Cell{{Text: b.T("completeness.area"), Header: true}},
	}
	for m := 1; m <= months; m++ {
		t.Head = append(t.Head, chart.Cell{Text: w.MonthShort(m), Header: true, Class: "num", Period: health.MonthOf(year, m).String()})
	}
	row := func(u health.Unit, first chart.Cell) []chart.Cell {
		cells := []chart.Cell{first}
		due, came := b.in.Release.Attendance(u, year)
		for m := range months {
			cells = append(cells, b.reportsCell(came[m], due[m]))
		}
		return cells
	}
	for _, u := range units {
		t.Rows = append(t.Rows, row(u, b.placeCell(u)))
	}
	t.Total = row(0, b.wholeCell(0))
	return []Section{b.silentSection(units, year), {ID: "belum-lapor", Heading: b.T("attendance.heading"), Intro: b.T("attendance.intro"), Table: t}}
}

func (b *builder) metadata() Section {
	s := Section{ID: "indikator", Heading: b.T("metadata.heading"), Intro: b.T("metadata.intro")}
	for _, i := range b.all {
		ind := b.in.Indicators[i]
		s.Terms = append(s.Terms, Term{ID: slug(ind.Code), Name: ind.Name, Href: b.to(b.servicePath(i)), Text: ind.Definition})
	}
	return s
}

// methodParts are the paragraphs of the method page, each a heading and a text among the words.
var methodParts = [...]string{
	"numbers", "sums", "completeness", "years", "targets", "status", "index", "category", "pws", "intervals", "rates", "alike", "funnel",
	"control", "yearly", "pace", "reports", "denominators", "over",
	"others", "uhc", "pkp", "promises",
}

// method explains every number, the rules of privacy, and what of a sample is made up.
func (b *builder) method() {
	w, cfg := b.in.Words, b.in.Config
	b.crumb(b.link(b.T("nav.data"), "data/index.html"))
	b.v.Lead = Lead{Title: b.title(b.page), Sentence: emphasis(b.T("method.sentence"))}
	numbers := Section{ID: "angka", Heading: b.T("method.numbers")}
	for _, key := range methodParts {
		numbers.Terms = append(numbers.Terms, Term{ID: "m-" + key, Name: b.T("method." + key + ".name"), Text: b.T("method." + key + ".text")})
	}
	privacy := Section{ID: "privasi", Heading: b.T("method.privacy"), Intro: b.T("method.privacy.intro")}
	args := []string{"t", w.Int(cfg.Disclosure.MinCount), "ts", w.Int(cfg.Disclosure.MinCountSensitive)}
	for _, key := range []string{"primary", "complement", "secondary", "time", "floor", "totals", "derived"} {
		privacy.Terms = append(privacy.Terms, Term{Name: b.T("method." + key + ".name"), Text: b.T("method."+key+".text", args...)})
	}
	if cfg.Disclosure.RoundTo > 0 {
		privacy.Terms = append(privacy.Terms, Term{
			Name: b.T("method.rounding.name"), Text: b.T("method.rounding.text", "base", w.Int(cfg.Disclosure.RoundTo)),
		})
	}
	if cfg.Disclosure.Reason != "" {
		privacy.Terms = append(privacy.Terms, Term{Name: b.T("method.reason.name"), Text: cfg.Disclosure.Reason})
	}
	b.v.Sections = append(b.v.Sections, numbers, b.categories(), privacy)
	b.v.Sections = append(b.v.Sections, b.methodOfSources()...)
	b.v.Sections = append(b.v.Sections, b.regulations())
	b.v.Sections = append(b.v.Sections, b.methodOfOffice()...)
}

func (b *builder) categories() Section {
	w := b.in.Words
	t := &chart.Table{Caption: b.T("method.categories"), Head: []chart.Cell{
		{Text: b.T("index.category"), Header: true}, {Text: b.T("method.category.from"), Header: true, Class: "num"},
	}}
	for _, c := range b.in.Config.Categories {
		t.Rows = append(t.Rows, []chart.Cell{{Text: c.Name, Header: true}, {Text: w.Decimal(c.From, 0), Class: "num"}})
	}
	return Section{ID: "kategori", Heading: b.T("method.categories"), Narrow: true, Table: t}
}

func (b *builder) regulations() Section {
	s := Section{ID: "dasar-hukum", Heading: b.T("method.law"), Narrow: true}
	g := LinkGroup{}
	for _, r := range b.in.Config.Regulations {
		g.Links = append(g.Links, Link{Text: r.Title, Href: r.URL})
	}
	if len(g.Links) > 0 {
		s.Links = []LinkGroup{g}
		return s
	}
	var laws []string
	for _, i := range b.all {
		if l := b.in.Indicators[i].LegalBasis; l != "" && !slices.Contains(laws, l) {
			laws = append(laws, l)
		}
	}
	for _, l := range laws {
		s.Terms = append(s.Terms, Term{Text: l})
	}
	return s
}

// methodOfOffice adds what the office itself says of its portal and data: content/halaman/tentang.md.
// A sample portal says there what of it is real and what is made up.
func (b *builder) methodOfOffice() []Section {
	posts := b.in.Content.Of(content.Halaman)
	for i := range posts {
		if posts[i].Slug == "tentang" {
			s := b.prose(&posts[i])
			s.ID, s.Heading, s.Intro = "tentang-data", b.T("method.office"), posts[i].Summary
			return []Section{s}
		}
	}
	return nil
}

// search is the form and a plain list, for readers without scripts: of every page,
// or on a large site of those from which one goes on.
func (b *builder) search() {
	reg := b.in.Register
	b.v.NoIndex = true
	b.v.Lead = Lead{Title: b.title(b.page), Sentence: emphasis(b.T("search.sentence"))}
	services := LinkGroup{Heading: b.T("nav.services")}
	for _, i := range b.all {
		services.Links = append(services.Links, b.link(b.in.Indicators[i].ShortName, b.servicePath(i)))
	}
	puskesmas := LinkGroup{Heading: b.T("nav.puskesmas")}
	switch all := reg.Puskesmas(); {
	case len(all) > maxListed:
		puskesmas.Links = append(puskesmas.Links, b.link(b.T("nav.puskesmas"), "puskesmas/index.html"))
	default:
		for _, u := range all {
			puskesmas.Links = append(puskesmas.Links, b.unitLink(u))
		}
	}
	areas := LinkGroup{Heading: b.T("nav.areas")}
	for u := range reg.Areas {
		if u > 0 && (len(reg.Areas) <= maxListed || reg.Areas[u].Parent == 0) {
			l := b.unitLink(health.Unit(u))
			l.Note = b.shortName(reg.Areas[u].Parent)
			areas.Links = append(areas.Links, l)
		}
	}
	posts := LinkGroup{Heading: b.T("search.posts")}
	for i := range b.in.Content.Posts[:min(mostPosts, len(b.in.Content.Posts))] {
		p := &b.in.Content.Posts[i]
		posts.Links = append(posts.Links, b.link(p.Title, b.postPath(p)))
	}
	list := Section{ID: "daftar", Heading: b.T("search.list")}
	if len(reg.Areas) > maxListed {
		list.Intro = b.T("search.list.large")
	}
	for _, g := range []LinkGroup{services, puskesmas, areas, posts} {
		if len(g.Links) > 0 {
			list.Links = append(list.Links, g)
		}
	}
	b.v.Sections = append(b.v.Sections, Section{ID: "hasil", Finder: &Finder{
		Label: b.T("search.label"), Hint: b.T("search.hint"), Index: b.to(b.indexFolder()), Lists: b.to(search.FacilityFolder), Root: up(b.page.Path),
		Village: b.called,
	}}, list)
}

// mostPosts is how many posts the list of pages names.
const mostPosts = 100

// maxListed is how long a list on one page may be; a longer one is divided by area.
const maxListed = 300

func (b *builder) notFound() {
	b.v.Lead = Lead{
		Title: b.title(b.page), Sentence: emphasis(b.T("missing.sentence")),
		Actions: []Link{b.link(b.T("missing.home"), "index.html"), b.link(b.T("search.title"), "cari.html")},
	}
}
