package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// mostDrawn is how many desa of a puskesmas are drawn side by side and told one by one. Most
// have fewer than twenty; of very many, a drawing of several metres says less than a table, and
// whatever stands on the page of each desa as well would make the page too heavy.
const mostDrawn = 60

// puskesmasVillages compares the desa of a puskesmas: the PWS graph of the service
// furthest behind, and of the other indicator furthest behind, and all of them as tables.
func (b *builder) puskesmasVillages(u health.Unit, list []standing, year int) []Section {
	served := b.in.Register.Served(u)
	indicators := b.shownAt(served, b.spm, year)
	if len(served) == 0 || len(indicators) == 0 {
		return nil
	}
	s := Section{
		ID: "pws", Heading: b.T("pws.villages", "n", b.in.Words.Int(len(served)), "place", b.levelWord(served)), Intro: b.T("pws.villages.intro"),
	}
	if len(served) > mostDrawn {
		return b.manyVillages(s, u, list, year)
	}
	for _, l := range [][]standing{list, b.standings(u, b.others, year)} {
		if worst := b.mapped(served, b.monitored(l)); worst != nil {
			s.Figures = append(s.Figures, b.pwsGraph(u, served, worst.indicator, year))
		}
	}
	s.Figures = append(s.Figures, b.heat("tabel-desa", served, u, indicators, year))
	if others := b.shownAt(served, b.others, year); len(others) > 0 {
		s.Figures = append(s.Figures, b.heat("tabel-desa-lain", served, u, others, year))
	}
	return []Section{s}
}

// manyVillages compares very many desa: the table of the PWS graph, and all services.
func (b *builder) manyVillages(s Section, u health.Unit, list []standing, year int) []Section {
	served := b.in.Register.Served(u)
	place := b.levelWord(served)
	var sections []Section
	if worst := b.mapped(served, b.monitored(list)); worst != nil {
		drawn := b.pwsGraph(u, served, worst.indicator, year)
		s.Intro, s.Table, s.Rows = b.T("pws.villages.many", "place", place), &drawn.Table, drawn.Download
		sections = append(sections, s)
	}
	all := Section{ID: "capaian-desa", Heading: b.T("heat.heading", "place", place), Intro: b.T("heat.intro")}
	if all.Figures = []chart.Figure{b.heat("tabel-desa", served, u, b.shownAt(served, b.spm, year), year)}; len(sections) == 0 {
		all.ID = s.ID
	}
	if others := b.shownAt(served, b.others, year); len(others) > 0 {
		all.Figures = append(all.Figures, b.heat("tabel-desa-lain", served, u, others, year))
	}
	return append(sections, all)
}

// monitored keeps the indicators that the graph is made for: shares that should grow.
func (b *builder) monitored(list []standing) []standing {
	return slices.DeleteFunc(slices.Clone(list), func(s standing) bool {
		ind := b.in.Indicators[s.indicator]
		return ind.Factor != 100 || ind.GoodWay() != health.HighIsGood
	})
}

// maxColumns is how many places the graph on an indicator's page can hold.
const maxColumns = 30

// pwsSection compares the puskesmas of a kab/kota as each of them compares its desa.
func (b *builder) pwsSection(year int) []Section {
	places := b.in.Register.Puskesmas()
	if b.in.Register.Areas[0].Level != health.Kabkota || len(places) > maxColumns {
		return nil
	}
	only := []standing{{b.page.at, b.in.Release.Figure(0, b.page.at, year)}}
	if b.mapped(places, b.monitored(only)) == nil {
		return nil
	}
	return []Section{{
		ID: "pws", Heading: b.T("pws.villages", "n", b.in.Words.Int(len(places)), "place", b.T("level.puskesmas")), Intro: b.T("pws.villages.intro"),
		Figures: []chart.Figure{b.pwsGraph(0, places, b.page.at, year)},
	}}
}

// pwsFound counts the status words of a set of places; empty where none has one.
func (b *builder) pwsFound(places []health.Unit, indicator, year int) string {
	w := b.in.Words
	counts := map[health.PWS]int{}
	for _, u := range places {
		counts[b.in.Release.Figure(u, indicator, year).PWS()]++
	}
	var parts []string
	for _, word := range []health.PWS{health.PWSBaik, health.PWSKurang, health.PWSCukup, health.PWSJelek} {
		if n := counts[word]; n > 0 {
			parts = append(parts, b.T("pws.part", "word", w.T("chart.pws."+string(word)), "n", w.Int(n)))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return b.T("pws.found", "service", b.in.Indicators[indicator].ShortName, "list", w.List(parts), "place", b.levelWord(places))
}

func (b *builder) pwsGraph(own health.Unit, places []health.Unit, indicator, year int) chart.Figure {
	ind := b.in.Indicators[indicator]
	row := func(u health.Unit) chart.PWSRow {
		name := b.shortName(u)
		if u == own {
			name = b.name(u) // a puskesmas may bear the name of one of its desa
		}
		return chart.PWSRow{
			Name: name, Href: b.to(b.unitPath(u)), Code: b.in.Register.Code(u),
			Figure: b.in.Release.Figure(u, indicator, year), Own: u == own,
		}
	}
	rows := []chart.PWSRow{row(own)}
	for _, u := range places {
		rows = append(rows, row(u))
	}
	frame := chart.Frame{
		ID: "pws-" + b.codes[indicator], Title: b.placesTitle(places, indicator, year), Place: b.levelWord(places), Unit: ind.Unit,
		Caption: b.captionOf(indicator, year), Download: b.rows(year, own, places, indicator),
	}
	if found := b.pwsFound(places, indicator, year); found != "" && b.ranked("puskesmas") { // which says the other finding already
		frame.Title, frame.Desc = found, b.T("pws.same", "name", b.name(own), "place", b.levelWord(places))
	}
	return chart.PWS(b.in.Words, frame, rows, ind.TargetIn(b.in.Release.At(indicator, year)))
}

// villagePeers are the desa that a desa is ranked among, itself included: those of its
// puskesmas, else those of its kecamatan; and whose they are.
func (b *builder) villagePeers(desa health.Unit) (peers []health.Unit, of health.Unit) {
	a := b.in.Register.Areas[desa]
	if a.Puskesmas != health.NoUnit {
		return b.in.Register.Served(a.Puskesmas), a.Puskesmas
	}
	return b.in.Register.Children(a.Parent), a.Parent
}

// villageRank is the place of the page's desa among its peers, as their PWS graph
// numbers them: of those whose figure is shown, so that no place tells what is hidden.
func (b *builder) villageRank(indicator, year int) string {
	if b.in.Indicators[indicator].GoodWay() != health.HighIsGood {
		return ""
	}
	peers, _ := b.villagePeers(b.page.unit)
	figures := make([]disclosure.Figure, len(peers))
	for i, u := range peers {
		figures[i] = b.in.Release.Figure(u, indicator, year)
	}
	rank, of := chart.PWSRank(b.in.Release.Figure(b.page.unit, indicator, year), figures)
	if rank == 0 || of < 2 {
		return ""
	}
	return b.T("pws.rank.of", "n", b.in.Words.Int(rank), "all", b.in.Words.Int(of))
}
