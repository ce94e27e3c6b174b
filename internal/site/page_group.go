package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// groupings lists the life stages, ILP clusters and pillars of the indicators
// shown: stages in the order of life, the others by number.
func (p *Plan) groupings() (stages, clusters, pillars []string) {
	order := []string{"ibu", "bayi-balita", "sekolah-remaja", "dewasa", "lansia"}
	for _, i := range p.all {
		ind := p.in.Indicators[i]
		for _, s := range ind.Stages {
			if slices.Contains(order, s) && !slices.Contains(stages, s) {
				stages = append(stages, s)
			}
		}
		if ind.Cluster != "" && !slices.Contains(clusters, ind.Cluster) {
			clusters = append(clusters, ind.Cluster)
		}
		if ind.Pillar != "" && !slices.Contains(pillars, ind.Pillar) {
			pillars = append(pillars, ind.Pillar)
		}
	}
	slices.SortFunc(stages, func(a, b string) int { return slices.Index(order, a) - slices.Index(order, b) })
	slices.Sort(clusters)
	slices.Sort(pillars)
	return stages, clusters, pillars
}

func (p *Plan) clusterName(c string) string { return p.T("cluster."+c, "n", c) }

// stageLinks leads to every life stage; current is the place of the page's own, or -1.
func (b *builder) stageLinks(current int) LinkGroup {
	g := LinkGroup{}
	for i, s := range b.stages {
		l := b.link(b.T("stage."+s), "siklus-hidup/"+s+".html")
		l.Current = i == current
		g.Links = append(g.Links, l)
	}
	return g
}

// clusterLinks leads to every ILP cluster; current is the place of the page's own, or -1.
func (b *builder) clusterLinks(current int) LinkGroup {
	g := LinkGroup{}
	for i, c := range b.clusters {
		l := b.link(b.clusterName(c), "klaster/"+c+".html")
		l.Current = i == current
		g.Links = append(g.Links, l)
	}
	return g
}

// stagesSection shows the same services as the programmes and as the stages of life
// have them: a row for each service, a column for each stage that it concerns.
func (b *builder) stagesSection(list []standing) []Section {
	if len(b.stages) < 2 || len(list) == 0 {
		return nil
	}
	w := b.in.Words
	t := &chart.Table{Caption: b.T("lifecycle.caption"), Period: b.in.Release.Through(b.in.Release.Latest()).String(), Head: []chart.Cell{{Text: b.T("numbers.service"), Header: true}}}
	total := []chart.Cell{{Text: b.T("lifecycle.reached"), Header: true}}
	for _, stage := range b.stages {
		t.Head = append(t.Head, chart.Cell{Text: b.T("stage." + stage), Href: b.to("siklus-hidup/" + stage + ".html"), Header: true, Class: "num"})
		c := count(slices.DeleteFunc(slices.Clone(list), func(s standing) bool { return !slices.Contains(b.in.Indicators[s.indicator].Stages, stage) }))
		total = append(total, b.ofCell(c.reached, c.shown))
	}
	ordered := slices.SortedStableFunc(slices.Values(list), func(x, y standing) int { return x.indicator - y.indicator })
	for _, s := range ordered {
		ind := b.in.Indicators[s.indicator]
		row := []chart.Cell{{Text: ind.ShortName, Href: b.to(b.servicePath(s.indicator)), Header: true, Period: chart.Period(s.figure)}}
		for _, stage := range b.stages {
			cell := chart.Cell{Class: "num"}
			if slices.Contains(ind.Stages, stage) {
				cell.Text = chart.Value(w, s.figure)
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	t.Total = total
	return []Section{{ID: "siklus", Heading: b.T("lifecycle.heading"), Intro: b.T("lifecycle.intro"), Table: t}}
}

func (b *builder) lifeStage() {
	stage := b.stages[b.page.at]
	b.group(b.T("stage.about"), func(i health.Indicator) bool { return slices.Contains(i.Stages, stage) })
	b.v.Sections = append(b.v.Sections, Section{ID: "lainnya", Heading: b.T("stages.heading"), Links: []LinkGroup{b.stageLinks(b.page.at)}})
}

func (b *builder) cluster() {
	c := b.clusters[b.page.at]
	b.group(b.T("cluster.about"), func(i health.Indicator) bool { return i.Cluster == c })
	b.v.Sections = append(b.v.Sections, Section{ID: "lainnya", Heading: b.T("clusters.heading"), Links: []LinkGroup{b.clusterLinks(b.page.at)}})
}

// group is a page of some of the services.
func (b *builder) group(about string, member func(health.Indicator) bool) {
	year := b.in.Release.Latest()
	members := b.members(member)
	list := b.standings(0, members, year)
	b.crumb(b.link(b.T("nav.services"), "spm/index.html"))
	b.v.Lead = Lead{Title: b.title(b.page), Kind: b.dataLine(year, b.name(0)), Sentence: b.headline(0, list, year)}
	s := b.servicesSection(list, year)
	s.Intro = about + " " + s.Intro
	b.v.Sections = append(b.v.Sections, s, b.numbersSection(0, list, year))
	for _, g := range b.peerGroups() {
		if shown := b.shownAt(g.places, members, year); len(shown) > 0 {
			b.v.Sections = append(b.v.Sections, b.heatOf(g, shown, year))
		}
	}
}

// members lists the indicators shown that are of a group.
func (p *Plan) members(member func(health.Indicator) bool) []int {
	return slices.DeleteFunc(slices.Clone(p.all), func(i int) bool { return !member(p.in.Indicators[i]) })
}

// peers are places of one kind that a table can hold beside one another.
type peers struct {
	id     string
	places []health.Unit
}

// peerGroups gives the areas below the root, and the puskesmas, where they are not too many.
func (p *Plan) peerGroups() []peers {
	all := []peers{{"wilayah", p.in.Register.Children(0)}, {"puskesmas", p.in.Register.Puskesmas()}}
	most := maxRanked
	if p.comparesOffices() {
		most = maxRows // the page of each kab/kota compares its own
	}
	return slices.DeleteFunc(all, func(g peers) bool { return len(g.places) == 0 || len(g.places) > most })
}

// heatOf compares peers by some indicators.
func (b *builder) heatOf(g peers, indicators []int, year int) Section {
	return Section{
		ID: g.id, Heading: b.T("heat.heading", "place", b.levelWord(g.places)), Intro: b.T("heat.intro"),
		Figures: []chart.Figure{b.heat("tabel-"+g.id, g.places, 0, indicators, year)},
	}
}
