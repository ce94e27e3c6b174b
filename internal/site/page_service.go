package site

import (
	"math"
	"slices"

	"terang/internal/chart"
	"terang/internal/disclosure"
	"terang/internal/health"
)

func (b *builder) servicesPage() {
	year := b.in.Release.Latest()
	list := b.standings(0, b.spm, year)
	b.v.Lead = Lead{
		Title: b.title(b.page), Kind: b.dataLine(year), Sentence: b.headline(0, b.ofKabkota(list), year),
	}
	b.v.Sections = append(append(b.v.Sections, b.serviceSections(list, year)...), b.numbersSection(0, list, year))
	b.v.Sections = append(b.v.Sections, b.heatSection(0, year)...)
	b.v.Sections = append(b.v.Sections, b.indexSection(0)...)
	b.v.Sections = append(b.v.Sections, b.reportsSection(0, year)...)
	b.v.Sections = append(b.v.Sections, b.workings(0, list, year)...)
	b.v.Sections = append(b.v.Sections, b.recapLinks(0, "recap.heading")...)
	b.v.Sections = append(b.v.Sections, b.stagesSection(list)...)
	b.v.Sections = append(b.v.Sections, b.groupingLinks())
}

// groupingLinks leads to the same services by life stage and by ILP cluster.
func (b *builder) groupingLinks() Section {
	s := Section{ID: "kelompok", Heading: b.T("groupings.heading"), Narrow: true}
	stages, clusters := b.stageLinks(-1), b.clusterLinks(-1)
	stages.Heading, clusters.Heading = b.T("stages.heading"), b.T("clusters.heading")
	s.Links = []LinkGroup{stages, clusters}
	return s
}

func (b *builder) service() {
	year := b.in.Release.Latest()
	ind := b.in.Indicators[b.page.at]
	f := b.in.Release.Figure(0, b.page.at, year)
	if isSPM(ind) {
		b.crumb(b.link(b.T("nav.services"), "spm/index.html"))
	} else {
		b.crumb(b.link(b.T("nav.programmes"), programmesPath))
	}
	b.v.Lead = Lead{
		Title: ind.Name, Kind: b.dataLineOf(b.page.at, year, b.name(0), b.duty(b.page.at)), Sentence: b.serviceSentence(f, ind), Facts: b.serviceFacts(f, ind),
	}
	b.v.Sections = append(b.v.Sections, b.trendSection(year)...)
	b.v.Sections = append(b.v.Sections, b.controlSection(0, b.page.at, year)...)
	b.v.Sections = append(b.v.Sections, b.rankings(year)...)
	b.v.Sections = append(b.v.Sections, b.placePanels(year)...)
	b.v.Sections = append(b.v.Sections, b.funnelSection(b.page.at, year)...)
	b.v.Sections = append(b.v.Sections, b.pwsSection(year)...)
	children, ground := b.drawn(0, b.page.at, year)
	shown := func(u health.Unit) bool { return b.in.Release.Figure(u, b.page.at, year).State() == health.Value }
	if ground != nil && slices.ContainsFunc(children, shown) {
		fig := b.choropleth(0, b.page.at, year)
		if b.ranked("wilayah") && len(children) == len(b.in.Register.Children(0)) { // which says the same of the same places
			place := b.levelWord(children)
			fig.Title, fig.Desc = b.T("map.title", "service", ind.ShortName, "place", place), b.T("map.same", "place", place)
		}
		b.v.Sections = append(b.v.Sections, Section{ID: "peta", Heading: b.T("map.heading"), Figures: []chart.Figure{fig}})
	}
	b.v.Sections = append(b.v.Sections, b.yearlySection(0, b.page.at, year)...)
	b.v.Sections = append(b.v.Sections, b.postsAbout(b.T("post.about"), mostAbout, b.page.at)...)
	b.v.Sections = append(b.v.Sections, b.definition(ind), b.working(f), b.otherServices())
}

// serviceSentence says how many of whom were served and how that compares with the month's target.
func (b *builder) serviceSentence(f disclosure.Figure, ind health.Indicator) chart.Markup {
	w := b.in.Words
	if b.in.Release.Latest() == 0 {
		return emphasis(b.T("headline.empty", "place", star(b.name(0))))
	}
	if f.NoEvent() {
		return emphasis(b.T("service.sentence.noevent", "month", w.Month(f.Month()), "place", star(b.name(0))))
	}
	if _, ok := f.Value(); !ok {
		return emphasis(b.T("service.sentence.none", "service", lowerFirst(ind.ShortName), "place", star(b.name(0)), "status", b.status(f)))
	}
	n, _ := f.Numerator()
	d, _ := f.Denominator()
	key := "service.sentence.behind"
	if f.Status() == health.Reached {
		key = "service.sentence.reached"
	}
	gap, _ := f.GapToTarget()
	s := b.T(b.variant(key, ind), "month", w.Month(f.Month()), "n", w.Int(n), "d", w.Int(d), "unit", ind.Unit,
		"value", linkFrom+chart.Value(w, f)+linkTo, "target", chart.Target(w, f), "gap", w.Int(gap))
	if n > d && ind.Group == health.GroupSPM {
		s += " " + b.T("service.over")
	}
	if pace := b.paceSentence(0, b.page.at, b.in.Release.Latest()); pace != "" {
		s += " " + pace
	}
	if ind.Factor != 100 && n < fewEvents {
		s += " " + b.T("service.unsure", "n", w.Int(n), "interval", b.interval(f))
	}
	if k, m := f.Reports(); k < m {
		s += " " + b.T("service.incomplete", "k", w.Int(k), "m", w.Int(m))
	}
	if late := b.late(f); late != "" {
		s += " " + late
	}
	if ahead := b.ahead(b.page.at); ahead != "" {
		s += " " + ahead
	}
	if f.Outside() > 0 {
		s += " " + b.T("service.outside", "n", w.Int(f.Outside()))
	}
	return b.linked(emphasis(s), b.workingHref(b.page.at, f))
}

// fewEvents is below how many events a rate is not stable (domain reference §8.2, §8.4).
const fewEvents = 20

// late says that some of those who report have not sent the last month yet.
func (b *builder) late(f disclosure.Figure) string {
	only := []standing{{b.page.at, f}}
	return b.lateSentence(b.mostLate(0, only, b.in.Release.Latest()), f.Month())
}

func (b *builder) lateSentence(units int, month health.Month) string {
	if units <= 0 {
		return ""
	}
	return b.T("service.late", "n", b.in.Words.Int(units), "month", b.in.Words.Month(month))
}

func (b *builder) serviceFacts(f disclosure.Figure, ind health.Indicator) []Fact {
	w := b.in.Words
	n, ok := f.Numerator()
	if !ok || f.NoEvent() {
		return nil
	}
	k, m := f.Reports()
	facts := []Fact{{Name: b.T(b.variant("fact.served", ind)), Value: w.Int(n), Unit: ind.Unit}}
	if d, ok := f.Denominator(); ok {
		facts = append(facts, Fact{Name: b.T(b.variant("fact.people", ind)), Value: w.Int(d), Unit: ind.Unit})
	}
	if gap, ok := f.Gap(); ok && ind.Group == health.GroupSPM {
		facts = append(facts, Fact{Name: b.T("fact.unserved"), Value: w.Int(gap), Unit: ind.Unit})
	}
	if ind.Factor != 100 {
		facts = append(facts, Fact{Name: b.T("fact.interval"), Value: b.interval(f)})
	}
	return append(facts, Fact{Name: b.T("fact.reports"), Value: b.T("reports", "k", w.Int(k), "m", w.Int(m))})
}

// trendSection draws the year's months at the root beside the year before.
func (b *builder) trendSection(year int) []Section {
	fig, ok := b.trend(0, b.page.at, year)
	if !ok || b.in.Release.Figure(0, b.page.at, year).NoEvent() {
		return nil
	}
	return []Section{{ID: "tren", Heading: b.T("trend.heading"), Figures: []chart.Figure{fig}}}
}

func (b *builder) trend(u health.Unit, indicator, year int) (chart.Figure, bool) {
	return b.trendTo(u, indicator, year, b.in.Release.At(indicator, year))
}

// trendTo is the trend as it stood at a month.
func (b *builder) trendTo(u health.Unit, indicator, year int, until health.Month) (chart.Figure, bool) {
	series := b.in.Release.Series(u, indicator, year)
	if series == nil {
		return chart.Figure{}, false
	}
	ind := b.in.Indicators[indicator]
	if to := ind.Reach(year, until); until < b.in.Release.At(indicator, year) && to < len(series) {
		series = append(series[:to:to], make([]disclosure.Figure, len(series)-to)...)
	}
	spec := chart.TrendSpec{Lines: []chart.Line{
		{Name: b.yearName(indicator, year), Points: series, Provisional: b.in.Release.Provisional(indicator, year)},
	}}
	if before := b.in.Release.Series(u, indicator, year-1); before != nil {
		spec.Lines = append(spec.Lines, chart.Line{Name: b.yearName(indicator, year-1), Points: before, Provisional: b.in.Release.Provisional(indicator, year-1)})
	}
	for place := 1; place <= 12; place++ {
		m := ind.MonthAt(year, place)
		spec.Months = append(spec.Months, m)
		target := b.in.Release.Target(u, indicator, m)
		if ind.Target <= 0 || ind.Measure == health.Tally && target <= 0 {
			target = math.NaN()
		}
		spec.Target = append(spec.Target, target)
		due, came := b.reportsIn(u, indicator, m)
		spec.Partly = append(spec.Partly, came > 0 && came < due)
	}
	return chart.Trend(b.in.Words, chart.Frame{
		ID: "tren-" + b.codes[indicator], Title: b.trendTitle(b.in.Release.In(u, indicator, until), ind), Unit: ind.Unit,
		Caption: b.captionOf(indicator, year), Download: b.rowsByMonth(u, indicator, year, year-1), Interactive: true,
	}, spec), true
}

// trendTitle states how far the last month is from its target.
func (b *builder) trendTitle(f disclosure.Figure, ind health.Indicator) string {
	w := b.in.Words
	if _, ok := f.Value(); !ok {
		return b.T("trend.title.none")
	}
	// The points are those between the two numbers as printed.
	points := w.Decimal(math.Abs(chart.Printed(f)-math.Round(10*f.Target())/10), 1)
	key, even := "trend.title.below", "trend.title.close"
	if f.Status() == health.Reached {
		key, even = "trend.title.above", "trend.title.at"
	}
	judged := key
	key = b.variant(key, ind)
	if (key == judged || key == judged+".low") && points == w.Decimal(0, 1) {
		key = b.variant(even, ind)
	}
	return b.T(key, "value", chart.Value(w, f), "month", w.Month(f.Month()), "points", points, "unit", ind.Unit)
}

// rankings compares the areas below the root, and the puskesmas.
func (b *builder) rankings(year int) []Section {
	var sections []Section
	reg := b.in.Register
	groups := []struct {
		id     string
		places []health.Unit
	}{{"wilayah", reg.Children(0)}, {"puskesmas", reg.Puskesmas()}}
	for _, g := range groups {
		if len(g.places) < 2 || len(g.places) > maxRanked {
			continue
		}
		if len(b.shownAt(g.places, []int{b.page.at}, year)) == 0 {
			continue
		}
		s := Section{
			ID: g.id, Heading: b.T("ranking.heading", "place", b.levelWord(g.places)),
			Figures: []chart.Figure{b.ranking(g.id, g.places, 0, b.page.at, year)},
		}
		if len(sections) == 0 { // how to read them is said once
			s.Intro = b.T(b.variant("ranking.intro", b.in.Indicators[b.page.at]))
			if b.comparesOffices() { // the table before the drawing
				sections = append(sections, Section{
					ID: "tabel-" + g.id, Heading: b.T("ranking.table", "place", b.levelWord(g.places)), Table: &s.Figures[0].Table, Rows: s.Figures[0].Download,
				})
			}
		}
		sections = append(sections, s)
	}
	if len(sections) == 0 && len(reg.Children(0)) > 0 && !b.provincial(b.page.at) {
		sections = append(sections, Section{
			ID: "wilayah", Heading: b.T("ranking.none"), Intro: b.T("withheld."+b.in.Indicators[b.page.at].Lowest.String()) + ".",
		})
	}
	return sections
}

// ranked says whether the page has a ranking of that name.
func (b *builder) ranked(id string) bool {
	return slices.ContainsFunc(b.v.Sections, func(s Section) bool { return s.ID == id && len(s.Figures) > 0 })
}

// maxRanked is the longest ranking on one page; longer lists are divided by area.
const maxRanked = maxListed

func (b *builder) ranking(id string, places []health.Unit, parent health.Unit, indicator, year int) chart.Figure {
	ind := b.in.Indicators[indicator]
	rows := make([]chart.RankRow, 0, len(places))
	for _, u := range places {
		rows = append(rows, chart.RankRow{
			Name: b.rankedName(u), Href: b.to(b.unitPath(u)), Code: b.in.Register.Code(u),
			Figure: b.in.Release.Figure(u, indicator, year),
		})
	}
	benchmark := b.in.Release.Figure(parent, indicator, year)
	if benchmark.Plain() { // the count of all is no mean of theirs
		benchmark = disclosure.Figure{}
	}
	return chart.Ranking(b.in.Words, chart.Frame{
		ID: "urutan-" + id, Title: b.placesTitle(places, indicator, year), Place: b.levelWord(places), Unit: ind.Unit,
		Caption: b.captionOf(indicator, year), Download: b.rows(year, parent, places, indicator), Interactive: true,
	}, rows, benchmark, b.name(parent))
}

// definition gives the indicator's metadata.
func (b *builder) definition(ind health.Indicator) Section {
	s := Section{ID: "definisi", Heading: b.T("definition.heading"), Narrow: true}
	add := func(key, text string) {
		if text != "" {
			s.Terms = append(s.Terms, Term{Name: b.T("definition." + key), Text: text})
		}
	}
	add("meaning", ind.Definition)
	add("numerator", ind.Numerator)
	add("denominator", ind.Denominator)
	if ind.SchoolYear {
		add("year", b.T("definition.year.text"))
	}
	add("target", b.yearlyTarget(ind))
	add("law", ind.LegalBasis)
	add("source", ind.Source)
	add("class", b.T("class."+string(ind.Sensitivity)))
	return s
}

// yearlyTarget says the target of a year and how it grows; nothing where there is none.
func (b *builder) yearlyTarget(ind health.Indicator) string {
	if ind.Target <= 0 {
		return ""
	}
	target := chart.TargetText(b.in.Words, ind.Target, ind.Factor)
	if !ind.Cumulative || len(ind.Schedule) > 0 {
		return target
	}
	return b.T("definition.target.text", "target", target)
}

func (b *builder) otherServices() Section {
	g, list, heading := LinkGroup{}, b.spm, "services.others"
	if !isSPM(b.in.Indicators[b.page.at]) {
		list, heading = b.others, "others.heading"
	}
	for _, i := range list {
		l := b.link(b.in.Indicators[i].ShortName, b.servicePath(i))
		l.Current = i == b.page.at
		g.Links = append(g.Links, l)
	}
	return Section{ID: "lainnya", Heading: b.T(heading), Links: []LinkGroup{g}}
}

// finishedYear is a year before the latest, for the root or an area.
func (b *builder) finishedYear() {
	u, year := b.page.unit, b.page.year
	list := b.standings(u, b.spm, year)
	if u != 0 {
		b.areaCrumbs(u)
	} else {
		b.crumb(b.link(b.T("nav.services"), "spm/index.html"))
	}
	b.v.Lead = Lead{
		Title: b.T("year.title", "place", b.name(u), "year", itoa(year)), Kind: b.dataLine(year),
		Sentence: b.headline(u, b.ofKabkota(list), year),
		Actions:  []Link{b.link(b.T("year.latest", "year", itoa(b.in.Release.Latest())), b.unitPath(u))},
	}
	if ix := b.in.Release.Index(u, year); ix.Known {
		b.v.Lead.Facts = []Fact{b.indexFact(u, ix, year)}
	}
	b.v.Sections = append(b.v.Sections, b.serviceSections(list, year)...)
	b.v.Sections = append(b.v.Sections, b.otherIndicators(u, year)...)
	full := b.withOthers(u, list, year)
	b.v.Sections = append(b.v.Sections, b.numbersSection(u, full, year))
	b.v.Sections = append(b.v.Sections, b.heatSection(u, year)...)
	b.v.Sections = append(b.v.Sections, b.workings(u, full, year)...)
	b.v.Sections = append(b.v.Sections, b.otherYears(u, year)...)
}

// otherYears leads to the other years of a unit.
func (b *builder) otherYears(u health.Unit, current int) []Section {
	g := LinkGroup{}
	for _, y := range slices.Backward(b.in.Release.Years()) {
		path := b.unitPath(u)
		if y != b.in.Release.Latest() {
			path = b.yearPath(u, y)
		}
		l := b.link(itoa(y), path)
		l.Current = y == current
		g.Links = append(g.Links, l)
	}
	if len(g.Links) < 2 {
		return nil
	}
	return []Section{{ID: "tahun", Heading: b.T("years.heading"), Narrow: true, Links: []LinkGroup{g}}}
}
