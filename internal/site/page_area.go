package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// areaCrumbs adds the steps from the root down to an area, itself included.
func (b *builder) areaCrumbs(u health.Unit) {
	if u <= 0 {
		return
	}
	b.areaCrumbs(b.in.Register.Areas[u].Parent)
	b.crumb(b.link(b.shortName(u), b.unitPath(u)))
}

func (b *builder) area() {
	u, year := b.page.unit, b.in.Release.Latest()
	if b.unplaced(u) {
		b.unplacedArea()
		return
	}
	list := b.standings(u, b.spm, year)
	b.areaCrumbs(b.in.Register.Areas[u].Parent)
	b.v.Lead = Lead{
		Title: b.name(u), Kind: b.dataLine(year, b.name(b.in.Register.Areas[u].Parent)),
		Sentence: b.headline(u, list, year), Facts: b.areaFacts(u),
	}
	b.v.Sections = append(b.v.Sections, b.servicesSection(list, year))
	b.v.Sections = append(b.v.Sections, b.mapSection(u, list, year)...)
	b.v.Sections = append(b.v.Sections, b.heatSection(u, year)...)
	b.v.Sections = append(b.v.Sections, b.areaTrend(u, list, year)...)
	b.v.Sections = append(b.v.Sections, b.otherIndicators(u, year)...)
	b.v.Sections = append(b.v.Sections, b.programmeSections(u, year)...)
	b.v.Sections = append(b.v.Sections, b.areaPuskesmas(u))
	b.v.Sections = append(b.v.Sections, b.reportsSection(u, year)...)
	full := b.withOthers(u, list, year)
	b.v.Sections = append(b.v.Sections, b.numbersSection(u, full, year), b.yearsTable(u))
	b.v.Sections = append(b.v.Sections, b.workings(u, full, year)...)
	b.v.Sections = append(b.v.Sections, b.recapLinks(u, "recap.heading")...)
	b.v.Sections = append(b.v.Sections, b.directorySections(u)...)
	b.v.Sections = append(b.v.Sections, b.otherYears(u, year)...)
	b.v.Sections = append(b.v.Sections, b.pledges(u)...)
	b.v.Sections = append(b.v.Sections, b.related(u)...)
	b.v.Sections = append(b.v.Sections, b.siblings(u))
}

// areaTrend draws the service furthest behind where months may be shown.
func (b *builder) areaTrend(u health.Unit, list []standing, year int) []Section {
	t := count(list)
	if t.worst == nil {
		return nil
	}
	fig, ok := b.trend(u, t.worst.indicator, year)
	if !ok {
		return nil
	}
	return []Section{{ID: "tren", Heading: b.T("trend.heading"), Figures: []chart.Figure{fig}}}
}

func (b *builder) areaFacts(u health.Unit) []Fact {
	w, reg := b.in.Words, b.in.Register
	var facts []Fact
	if n := reg.Areas[u].Population; n.Known() {
		facts = append(facts, Fact{Name: b.T("fact.population"), Value: w.Count(n), Unit: b.T("unit.people")})
	}
	if children := reg.Children(u); len(children) > 0 {
		facts = append(facts, Fact{Name: b.T("fact.children", "place", b.childWord(u)), Value: w.Int(len(children))})
	}
	if inside := b.find.openIn(reg, u); inside > 0 {
		facts = append(facts, Fact{Name: b.T("fact.facilities"), Value: w.Int(inside)})
	}
	return facts
}

func (b *builder) inside(u, area health.Unit) bool {
	return u != health.NoUnit && u >= area && u < b.in.Register.Areas[area].End
}

// areaPuskesmas lists who serves an area; where their sum is not the area's it says so.
func (b *builder) areaPuskesmas(u health.Unit) Section {
	reg := b.in.Register
	s := Section{ID: "puskesmas", Heading: b.T("area.puskesmas"), Narrow: true}
	if reg.LevelOf(u) < health.Kabkota && len(b.find.serving[u]) > maxRows {
		s.Terms = b.puskesmasByArea(u)
		return s
	}
	for _, p := range b.find.serving[u] {
		served := reg.Served(p)
		here := 0
		for _, d := range served {
			if b.inside(d, u) {
				here++
			}
		}
		t := Term{Name: b.name(p), Href: b.to(b.unitPath(p))}
		if len(served) > 0 {
			t.Text = b.T("area.puskesmas.serves", "n", b.in.Words.Int(here), "total", b.in.Words.Int(len(served)), "place", b.levelWord(served))
		}
		s.Terms = append(s.Terms, t)
	}
	if len(s.Terms) == 0 {
		s.Intro = b.T("area.puskesmas.none")
	}
	return s
}

// puskesmasByArea counts the puskesmas of a province by the areas below, whose pages list them.
func (b *builder) puskesmasByArea(u health.Unit) []Term {
	var terms []Term
	for _, below := range b.in.Register.Children(u) {
		if n := len(b.find.serving[below]); n > 0 {
			terms = append(terms, Term{Name: b.shortName(below), Href: b.to(b.unitPath(below)), Text: b.in.Words.Int(n) + " " + b.T("level.puskesmas")})
		}
	}
	return terms
}

// yearsTable shows every service of a unit at the end of each year.
func (b *builder) yearsTable(u health.Unit) Section {
	years := b.in.Release.Years()
	slices.Reverse(years) // the newest first: on a phone the rest is a swipe away
	t := &chart.Table{Caption: b.T("years.caption", "place", b.name(u)), Head: []chart.Cell{{Text: b.T("numbers.service"), Header: true}}}
	for _, y := range years {
		t.Head = append(t.Head, chart.Cell{Text: b.upTo(y), Header: true, Class: "num"})
	}
	for _, i := range append(b.spm[:len(b.spm):len(b.spm)], b.shownAt([]health.Unit{u}, b.others, b.in.Release.Latest())...) {
		ind := b.in.Indicators[i]
		if !ind.Concerns(b.in.Register.LevelOf(u)) {
			continue
		}
		row := append(make([]chart.Cell, 0, len(years)+1), chart.Cell{Text: ind.ShortName, Href: b.to(b.servicePath(i)), Header: true})
		for _, y := range years {
			row = append(row, b.yearCell(u, i, y))
		}
		t.Rows = append(t.Rows, row)
	}
	return Section{ID: "per-tahun", Heading: b.T("years.table"), Intro: b.T("years.intro"), Table: t, Rows: b.ownRows()}
}

// yearCell holds a percentage with its n and d.
func (b *builder) yearCell(u health.Unit, indicator, year int) chart.Cell {
	w, f := b.in.Words, b.in.Release.Figure(u, indicator, year)
	c := chart.Cell{Text: chart.Value(w, f), Class: "num"}
	if f.State() != health.Value {
		c.Class, c.Title = numClass(f), b.status(f)
		if last := chart.LastText(w, f); last != "" {
			c.Text, c.Title = c.Text+"; "+last, ""
			shown, _ := f.Last()
			c = b.explained(c, b.workingIn(u, indicator, year, shown))
		}
		return c
	}
	n, _ := f.Numerator()
	if d, ok := f.Denominator(); ok {
		c.Text += " (" + b.T("of", "n", w.Int(n), "d", w.Int(d)) + ")"
	}
	c.Text = dotted(c.Text, b.aside(f, indicator, year))
	return b.explained(c, b.workingIn(u, indicator, year, f))
}

// siblings leads to the places beside a unit.
func (b *builder) siblings(u health.Unit) Section {
	parent := b.in.Register.Areas[u].Parent
	children := b.in.Register.Children(parent)
	g := LinkGroup{Links: make([]Link, 0, len(children))}
	for _, c := range children {
		l := b.link(b.shortName(c), b.unitPath(c))
		l.Current = c == u
		g.Links = append(g.Links, l)
	}
	return Section{
		ID: "sekitar", Links: []LinkGroup{g},
		Heading: b.T("siblings.heading", "place", b.childWord(parent), "parent", b.name(parent)),
	}
}

// areas lists every area of the site, or of the level that a page can hold.
func (b *builder) areas() {
	reg := b.in.Register
	b.v.Lead = Lead{
		Title: b.title(b.page), Kind: b.name(0),
		Sentence: emphasis(b.T("areas.sentence", "place", star(b.name(0)), "n", b.in.Words.Int(len(reg.Children(0))), "child", b.childWord(0))),
	}
	year := b.in.Release.Latest()
	b.v.Sections = append(b.v.Sections, b.mapSection(0, b.standings(0, b.spm, year), year)...)
	s := Section{ID: "daftar", Heading: b.T("areas.list")}
	for _, c := range reg.Children(0) {
		g := LinkGroup{}
		own := b.unitLink(c)
		own.Note = b.T("areas.all")
		g.Heading, g.Links = b.name(c), []Link{own}
		if len(reg.Areas) <= maxListed {
			for _, d := range reg.Children(c) {
				g.Links = append(g.Links, b.link(b.shortName(d), b.unitPath(d)))
			}
		}
		s.Links = append(s.Links, g)
	}
	b.v.Sections = append(b.v.Sections, s)
}

// village is the PWS page of a desa or kelurahan.
func (b *builder) village() {
	u, year := b.page.unit, b.in.Release.Latest()
	a := b.in.Register.Areas[u]
	list := b.standings(u, b.spm, year)
	b.areaCrumbs(a.Parent)
	facts := []Fact{}
	if a.Population.Known() {
		facts = append(facts, Fact{Name: b.T("fact.population"), Value: b.in.Words.Count(a.Population), Unit: b.T("unit.people")})
	}
	b.v.Lead = Lead{
		Title: b.name(u), Kind: b.dataLine(year, b.name(a.Parent)), Sentence: b.headline(u, list, year), Facts: facts,
	}
	if a.Puskesmas != health.NoUnit {
		b.v.Lead.Actions = []Link{b.link(b.name(a.Puskesmas), b.unitPath(a.Puskesmas))}
	}
	if !b.unasked(u) {
		b.villageFigures(u, list, year)
	}
	b.v.Sections = append(b.v.Sections, b.villageFacilities(u))
	b.v.Sections = append(b.v.Sections, b.pledges(u)...)
	b.v.Sections = append(b.v.Sections, b.related(u)...)
	b.v.Sections = append(b.v.Sections, b.siblings(u))
}

// villageFigures are the services of a desa, its PWS table, and its years.
func (b *builder) villageFigures(u health.Unit, list []standing, year int) {
	s := b.servicesSection(list, year)
	s.Heading = b.T("village.heading")
	b.v.Sections = append(b.v.Sections, s)
	b.v.Sections = append(b.v.Sections, b.otherIndicators(u, year)...)
	b.v.Sections = append(b.v.Sections, b.villageStatus(b.watched(u, list, year), year), b.yearsTable(u))
	b.v.Sections = append(b.v.Sections, b.workings(u, b.withOthers(u, list, year), year, b.earlierYears()...)...)
}

// watched adds to a desa's services what else is watched there month by month: the
// indicators whose target grows through the year, such as those of PWS-KIA.
func (b *builder) watched(u health.Unit, list []standing, year int) []standing {
	more := slices.DeleteFunc(b.inOrder(u, b.others, year), func(s standing) bool { return !b.in.Indicators[s.indicator].Cumulative })
	return append(list[:len(list):len(list)], more...)
}

// villageStatus is the PWS table. What it is read for stands first, so that a phone
// shows it: cumulative value, rank, direction and status word of each service.
func (b *builder) villageStatus(list []standing, year int) Section {
	w := b.in.Words
	t := &chart.Table{Caption: b.T("pws.caption", "place", b.name(b.page.unit), "month", b.upTo(year))}
	for _, key := range []string{"service", "percent", "rank", "move", "word", "target", "parent", "served", "people"} {
		class := "num"
		if key == "service" || key == "move" || key == "word" {
			class = ""
		}
		t.Head = append(t.Head, chart.Cell{Text: b.T("pws." + key), Header: true, Class: class})
	}
	parent := b.in.Register.Areas[b.page.unit].Parent
	for _, s := range list {
		ind, f := b.in.Indicators[s.indicator], s.figure
		cells := b.numberCells(s)
		above := b.in.Release.Figure(parent, s.indicator, year)
		move, word := chart.Cell{Text: chart.MovementText(w, f)}, chart.Cell{Text: dotted(chart.PWSText(w, f), b.aside(f, s.indicator, year))}
		if f.State() != health.Value {
			move.Text, word.Text = "", b.status(f)
		}
		t.Rows = append(t.Rows, []chart.Cell{
			{Text: ind.ShortName, Href: b.to(b.servicePath(s.indicator)), Header: true},
			cells[2],
			{Text: b.villageRank(s.indicator, year), Class: "num"},
			move, word, cells[3],
			b.explained(chart.Cell{Text: chart.Value(w, above), Class: numClass(above)}, b.workingElsewhere(b.unitPath(parent), s.indicator, above)),
			cells[0], cells[1],
		})
	}
	peers, of := b.villagePeers(b.page.unit)
	return Section{
		ID: "pws", Heading: b.T("pws.heading"), Table: t,
		Intro: b.T("pws.intro") + " " + b.T("pws.rank.intro", "place", b.levelWord(peers), "of", b.name(of)),
	}
}

// villageFacilities leads to the village's entries in its kecamatan's directory.
func (b *builder) villageFacilities(u health.Unit) Section {
	s := Section{ID: "fasilitas", Heading: b.T("village.facilities"), Narrow: true}
	for _, t := range health.FacilityTypes() {
		g := LinkGroup{Heading: b.T("facility." + string(t))}
		for _, i := range b.find.desa.at(u) {
			if f := &b.in.Register.Facilities[i]; f.Type == t && !f.Closed {
				g.Links = append(g.Links, Link{Text: f.Name, Href: b.facilityHref(i)})
			}
		}
		if len(g.Links) > 0 {
			s.Links = append(s.Links, g)
		}
	}
	s.Intro = b.lackText(u)
	if len(s.Links) == 0 && s.Intro == "" {
		s.Intro = b.T("village.facilities.none")
	}
	return s
}

// mostRelated is how many posts the page of a place announces.
const mostRelated = 12

// related announces the posts that name a unit; of many the newest, and leads to all.
func (b *builder) related(u health.Unit) []Section {
	s := Section{ID: "terkait", Heading: b.T("related.heading"), Narrow: true}
	posts := b.find.posts[u]
	if n := len(posts); n > mostRelated {
		l := b.link(b.T("related.more", "n", b.in.Words.Int(n)), b.placeNewsPath(u))
		posts, s.More = b.postsOf(Page{Kind: PlaceNews, unit: u})[:mostRelated], &l
	}
	for _, i := range posts {
		s.Cards = append(s.Cards, b.card(&b.in.Content.Posts[i]))
	}
	if len(s.Cards) == 0 {
		return nil
	}
	return []Section{s}
}
