package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/content"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// latestPosts is how many posts the home page announces of each kind.
const latestPosts = 3

func (b *builder) home() {
	year := b.in.Release.Latest()
	list := b.standings(0, b.spm, year)
	b.v.Lead = Lead{
		Title: b.in.Config.Title, Kind: b.dataLine(year, b.T("home.kind", "place", b.name(0))),
		Sentence: b.headline(0, b.ofKabkota(list), year), Facts: b.homeFacts(year),
	}
	b.v.Sections = append(b.v.Sections, b.serviceSections(list, year)...)
	if b.comparesOffices() { // the table before the drawing
		b.v.Sections = append(b.v.Sections, b.heatSection(0, year)...)
		b.v.Sections = append(b.v.Sections, b.indexOfPlaces(year)...)
		b.v.Sections = append(b.v.Sections, b.mapSection(0, list, year)...)
	} else {
		b.v.Sections = append(b.v.Sections, b.mapSection(0, list, year)...)
		b.v.Sections = append(b.v.Sections, b.heatSection(0, year)...)
	}
	b.v.Sections = append(b.v.Sections, b.indexSection(0)...)
	b.v.Sections = append(b.v.Sections, b.programmeSections(0, year)...)
	b.v.Sections = append(b.v.Sections, b.otherIndicators(0, year)...)
	b.v.Sections = append(b.v.Sections,
		b.cardsSection("berita", b.in.Content.Of(content.Berita), "berita/index.html"),
		b.cardsSection("kegiatan", b.in.Content.Of(content.Kegiatan), "kegiatan/index.html"))
}

func (b *builder) homeFacts(year int) []Fact {
	w := b.in.Words
	var facts []Fact
	if ix := b.in.Release.Index(0, year); ix.Known {
		facts = append(facts, b.indexFact(0, ix, year))
	}
	if years := b.finished(); len(years) > 0 {
		last := years[len(years)-1]
		if ix := b.in.Release.Index(0, last); ix.Known {
			facts = append(facts, b.indexFact(0, ix, last))
		}
	}
	if n := b.in.Register.Areas[0].Population; n.Known() {
		facts = append(facts, Fact{Name: b.T("fact.population"), Value: w.Count(n), Unit: b.T("unit.people")})
	}
	if n := len(b.in.Register.Puskesmas()); n > 0 {
		facts = append(facts, Fact{Name: b.T("fact.puskesmas"), Value: w.Int(n)})
	}
	return facts
}

// indexText prints an index with enough care that it never contradicts its category: rounded down.
func (b *builder) indexText(ix disclosure.Index) string { return b.in.Words.DecimalDown(ix.Value, 2) }

func (b *builder) indexFact(u health.Unit, ix disclosure.Index, year int) Fact {
	f := Fact{Value: b.indexText(ix)}
	if ix.Complete {
		f.Name, f.Note = b.T("fact.index", "year", itoa(year)), ix.Category
	} else {
		f.Name = b.T("fact.index.provisional", "month", b.in.Words.Month(b.in.Release.Through(year)))
		f.Note = b.T("fact.index.note")
	}
	if !ix.Quality {
		f.Unit = b.T("fact.index.bare")
	}
	if q, ok := b.in.Release.Quoted(u, year); ok {
		f.Note = dotted(f.Note, b.T("fact.quoted", "value", b.in.Words.Decimal(q.Value, 2), "source", q.Source))
	}
	f.Href, f.Label = b.indexHref(b.page.unit, year), b.workingLabel(f.Value)
	return f
}

// servicesSection is the list of a unit's services with its table of numbers.
func (b *builder) servicesSection(list []standing, year int) Section {
	intro := ""
	if len(list) > 0 && year != 0 {
		month := b.in.Release.Through(year)
		intro = b.T("services.intro", "month", b.in.Words.MonthName(month.Of()),
			"target", b.in.Words.Percent(b.in.Indicators[b.spm[0]].TargetIn(month)))
		apart := func(s standing) bool {
			return b.in.Indicators[s.indicator].TargetIn(month) != b.in.Indicators[list[0].indicator].TargetIn(month)
		}
		if slices.ContainsFunc(list, apart) { // one grows by another schedule
			intro = b.T("services.intro.mixed")
		}
	}
	heading := "services.heading"
	if slices.ContainsFunc(list, func(s standing) bool { return b.in.Indicators[s.indicator].Group != health.GroupSPM }) {
		heading, intro = "services.heading.mixed", b.T("services.intro.mixed")
	}
	return Section{
		ID: "layanan", Heading: b.T(heading, "n", b.in.Words.Int(len(list))), Intro: intro,
		Services: b.serviceList(list, year),
	}
}

// numbersSection is the same in full, as a table.
func (b *builder) numbersSection(u health.Unit, list []standing, year int) Section {
	intro := "numbers.intro"
	if !slices.ContainsFunc(list, func(s standing) bool { return isSPM(b.in.Indicators[s.indicator]) }) {
		intro += ".other"
	}
	return Section{
		ID: "angka", Heading: b.T("numbers.heading"), Intro: b.T(intro), Table: b.numbers(u, list, year), Rows: b.ownRows(),
	}
}

func (b *builder) workingLink() *Link {
	l := b.link(b.T("working.more"), "data/metode.html")
	return &l
}

// mapSection shows the service furthest behind, by the areas below u.
func (b *builder) mapSection(u health.Unit, list []standing, year int) []Section {
	if !b.canMap(u) {
		return nil
	}
	shown := b.mapped(b.in.Register.Children(u), list)
	if shown == nil {
		return nil
	}
	return []Section{{ID: "peta", Heading: b.T("map.heading"), Figures: []chart.Figure{b.choropleth(u, shown.indicator, year)}}}
}

// mapped picks the service furthest behind that has a value in at least two of the places.
func (b *builder) mapped(places []health.Unit, list []standing) *standing {
	year := b.in.Release.Latest()
	for i := range list {
		exact := 0
		for _, u := range places {
			if b.in.Release.Figure(u, list[i].indicator, year).State() == health.Value {
				exact++
			}
		}
		if exact > 1 {
			return &list[i]
		}
	}
	return nil
}

func (b *builder) choropleth(u health.Unit, indicator, year int) chart.Figure {
	children, m := b.drawn(u, indicator, year)
	cells := make([]chart.MapCell, 0, len(children))
	for _, c := range children {
		cells = append(cells, chart.MapCell{
			Unit: c, Name: b.shortName(c), Href: b.to(b.unitPath(c)), Figure: b.in.Release.Figure(c, indicator, year),
		})
	}
	ind := b.in.Indicators[indicator]
	caption := b.captionOf(indicator, year)
	if m != nil && m.Tile > 0 {
		caption += " " + b.T("map.tiles")
	}
	return chart.Choropleth(b.in.Words, chart.Frame{
		ID: "peta-" + b.codes[indicator], Place: b.levelWord(children), Unit: ind.Unit, Caption: caption,
		Title: b.placesTitle(children, indicator, year), Download: b.rows(year, u, children, indicator),
	}, m, cells, b.in.Release.Figure(u, indicator, year), b.name(u))
}

// placesTitle states the finding over a set of places: how many are below the month's target.
func (b *builder) placesTitle(places []health.Unit, indicator, year int) string {
	w := b.in.Words
	below, shown := 0, 0
	for _, u := range places {
		f := b.in.Release.Figure(u, indicator, year)
		if f.State() != health.Value {
			continue
		}
		shown++
		if f.Status() != health.Reached {
			below++
		}
	}
	ind := b.in.Indicators[indicator]
	key := "places.some"
	switch {
	case shown == 0:
		key = "places.none"
	case below == 0:
		key = "places.all"
	case below == len(places):
		key = "places.every"
	case shown < len(places):
		key = "places.partial"
	}
	key = b.variant(key, ind)
	if judged := key == "places.partial" || key == "places.partial.low"; judged && below == shown {
		key = b.variant("places.each", ind)
	}
	return b.T(key, "service", ind.ShortName, "n", w.Int(below), "shown", w.Int(shown), "place", b.levelWord(places))
}

// heatSection compares the areas below u over all services.
func (b *builder) heatSection(u health.Unit, year int) []Section {
	children := b.in.Register.Children(u)
	if len(children) == 0 {
		return nil
	}
	if b.allUnplaced(children) {
		return b.puskesmasHeat(u, year)
	}
	indicators := b.shownAt(children, b.spm, year)
	if len(indicators) == 0 && b.unasked(children[0]) {
		return b.puskesmasHeat(u, year)
	}
	if len(indicators) == 0 {
		return nil
	}
	return []Section{{
		ID: "perbandingan", Heading: b.T("heat.heading", "place", b.childWord(u)), Intro: b.T("heat.intro"),
		Figures: []chart.Figure{b.heat("tabel-"+b.page.Kind.String(), children, u, indicators, year)},
	}}
}

// indexSection lists the index of every year.
func (b *builder) indexSection(u health.Unit) []Section {
	t := &chart.Table{Caption: b.T("index.caption", "place", b.name(u)), Head: []chart.Cell{
		{Text: b.T("index.year"), Header: true},
		{Text: b.T("index.value"), Header: true, Class: "num"},
		{Text: b.T("index.category"), Header: true},
		{Text: b.T("index.quality"), Header: true},
	}}
	years := b.in.Release.Years()
	quoted := slices.ContainsFunc(years, func(y int) bool {
		_, ok := b.in.Release.Quoted(u, y)
		return ok
	})
	if quoted {
		t.Head = append(t.Head, chart.Cell{Text: b.T("index.quoted"), Header: true})
	}
	for i := len(years) - 1; i >= 0; i-- {
		row := b.indexRow(u, years[i])
		if quoted {
			row = append(row, chart.Cell{Text: b.quotedText(u, years[i])})
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []Section{{ID: "indeks", Heading: b.T("index.heading"), Intro: b.T("index.intro"), Table: t}}
}

// quotedText says what the office printed as a unit's index, and where; empty where nothing is quoted.
func (b *builder) quotedText(u health.Unit, year int) string {
	q, ok := b.in.Release.Quoted(u, year)
	if !ok {
		return ""
	}
	return dotted(b.in.Words.Decimal(q.Value, 2), q.Category, q.Source)
}

func (b *builder) indexRow(u health.Unit, year int) []chart.Cell {
	ix := b.in.Release.Index(u, year)
	head := chart.Cell{Text: itoa(year), Header: true, Period: itoa(year)}
	if year != b.in.Release.Latest() {
		head.Href = b.to(b.yearPath(u, year))
	}
	value, category, quality := chart.Cell{Class: "num"}, "", ""
	switch {
	case ix.Suppressed:
		value.Text, value.Class, category = "✱", "num hid", b.T("index.hidden")
	case !ix.Known:
		value.Text, value.Class, category = "○", "num none", b.T("index.none")
	default:
		value = b.explained(chart.Cell{Text: b.indexText(ix), Class: "num"}, b.indexHref(u, year))
		category = ix.Category
		if !ix.Complete {
			category = b.T("index.provisional", "month", b.in.Words.Month(b.in.Release.Through(year)))
		}
		quality = b.T("index.quality.no")
		if ix.Quality {
			quality = b.T("index.quality.yes")
		}
	}
	return []chart.Cell{head, value, {Text: category}, {Text: quality}}
}

// cardsSection announces the latest posts of a kind.
func (b *builder) cardsSection(id string, posts []content.Post, more string) Section {
	s := Section{ID: id, Heading: b.T(id + ".heading"), Narrow: true}
	for i := range posts[:min(latestPosts, len(posts))] {
		s.Cards = append(s.Cards, b.card(&posts[i]))
	}
	if len(posts) == 0 {
		s.Intro = b.T(id + ".none")
		return s
	}
	l := b.link(b.T(id+".more"), more)
	s.More = &l
	return s
}

// foreign is the language of a post's words where it is not that of the page.
func (b *builder) foreign(p *content.Post) string {
	if p.Lang == b.in.Words.Lang() {
		return ""
	}
	return p.Lang
}

func (b *builder) card(p *content.Post) Card {
	c := b.titleCard(p)
	c.Summary, c.Picture = p.Description(), b.cardPicture(p)
	return c
}

// titleCard announces a post by its title alone.
func (b *builder) titleCard(p *content.Post) Card {
	c := Card{
		Title: p.Title, Href: b.to(b.postPath(p)), Date: b.in.Words.Date(p.Date), ISODate: p.Date.String(), Lang: b.foreign(p),
	}
	if p.Meeting != nil && p.Meeting.Type != content.NoMeetingType {
		c.Kind = b.T("meeting." + string(p.Meeting.Type))
	}
	if p.Draft {
		c.Kind = dotted(c.Kind, b.T("post.draft"))
	}
	return c
}
