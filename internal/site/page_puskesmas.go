package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/content"
	"terang/internal/health"
)

func (b *builder) puskesmasList() {
	reg, year := b.in.Register, b.in.Release.Latest()
	all := reg.Puskesmas()
	b.v.Lead = Lead{
		Title: b.title(b.page), Kind: b.dataLine(year, b.name(0)),
		Sentence: emphasis(b.T("puskesmas.sentence", "n", b.in.Words.Int(len(all)), "place", star(b.name(0)))),
	}
	if indicators := b.shownAt(all, b.spm, year); len(indicators) > 0 && len(all) <= maxRanked {
		b.v.Sections = append(b.v.Sections, Section{
			ID: "perbandingan", Heading: b.T("heat.heading", "place", b.T("level.puskesmas")), Intro: b.T("heat.intro"),
			Figures: []chart.Figure{b.heat("tabel-puskesmas", all, 0, indicators, year)},
		})
	}
	s := Section{ID: "daftar", Heading: b.T("puskesmas.list")}
	if len(all) > maxListed {
		s.Intro = b.T("puskesmas.byarea")
		s.Links = []LinkGroup{b.areaLinks(health.Kabkota)}
		b.v.Sections = append(b.v.Sections, s)
		return
	}
	for _, u := range all {
		f := reg.Facility(u)
		t := Term{Name: b.name(u), Href: b.to(b.unitPath(u)), Text: f.Address}
		if f.Kecamatan != health.NoUnit {
			t.Text = b.name(f.Kecamatan)
		}
		if served := reg.Served(u); len(served) > 0 {
			t.Text += " · " + b.T("puskesmas.serves", "n", b.in.Words.Int(len(served)), "place", b.levelWord(served))
		}
		s.Terms = append(s.Terms, t)
	}
	b.v.Sections = append(b.v.Sections, s)
	b.v.Sections = append(b.v.Sections, b.scoresList()...)
}

// areaLinks leads to every area of a level.
func (b *builder) areaLinks(l health.Level) LinkGroup {
	g := LinkGroup{}
	for u := range b.in.Register.Areas {
		if b.in.Register.Areas[u].Level == l {
			g.Links = append(g.Links, b.unitLink(health.Unit(u)))
		}
	}
	return g
}

func (b *builder) puskesmas() {
	u, year := b.page.unit, b.in.Release.Latest()
	list := b.standings(u, b.spm, year)
	promises := b.promisesOf(u)
	b.puskesmasCrumbs(u)
	b.v.Lead = Lead{
		Title: b.name(u), Kind: b.dataLine(year, b.puskesmasKind(u)), Sentence: b.headline(u, list, year),
		Facts: b.puskesmasFacts(u, promises),
	}
	b.v.Lead.Actions = []Link{b.link(b.T("puskesmas.print"), b.lokminPath(u)), b.shareAction()}
	add := func(s ...Section) { b.v.Sections = append(b.v.Sections, s...) }
	add(b.servicesSection(list, year))
	add(b.servicePanels(u, list, year)...)
	add(b.stageSummary(u, year))
	add(b.otherIndicators(u, year)...)
	add(b.puskesmasVillages(u, list, year)...)
	add(b.network(u), b.lastMeeting(u), b.promiseSection(u, promises))
	add(b.cycleSections(u)...)
	add(b.downToVillages(u)...)
	add(b.ownSilence(u, year)...)
	add(b.profile(u))
	add(b.scoreSection(u)...)
	add(b.budgetSection(u)...)
	full := b.withOthers(u, list, year)
	add(b.numbersSection(u, full, year), b.yearsTable(u))
	add(b.workings(u, full, year, b.earlierYears()...)...)
	add(b.related(u)...)
	add(b.otherPuskesmas(u)...)
}

// otherPuskesmas leads to the puskesmas beside one, within its kab/kota.
func (b *builder) otherPuskesmas(u health.Unit) []Section {
	kab := b.in.Register.Kabkota(u)
	if kab == health.NoUnit {
		kab = 0
	}
	g := LinkGroup{}
	for _, p := range b.find.serving[kab] {
		l := b.link(b.shortName(p), b.unitPath(p))
		l.Current = p == u
		g.Links = append(g.Links, l)
	}
	if len(g.Links) < 2 {
		return nil
	}
	return []Section{{ID: "sekitar", Heading: b.T("puskesmas.others", "place", b.name(kab)), Links: []LinkGroup{g}}}
}

// shareAction sends the page on as the footer's link does.
func (b *builder) shareAction() Link {
	b.v.Summary = plain(b.v.Lead.Sentence)
	return b.share()
}

func (b *builder) puskesmasCrumbs(u health.Unit) {
	b.crumb(b.link(b.T("nav.puskesmas"), "puskesmas/index.html"))
	if kab := b.in.Register.Kabkota(u); kab > 0 {
		b.crumb(b.link(b.shortName(kab), b.unitPath(kab)))
	}
	if k := b.in.Register.Facility(u).Kecamatan; k > 0 {
		b.crumb(b.link(b.shortName(k), b.unitPath(k)))
	}
}

// puskesmasKind is one line: where it is, whether it has beds, its accreditation.
func (b *builder) puskesmasKind(u health.Unit) string {
	f := b.in.Register.Facility(u)
	var place, beds, accreditation string
	if f.Kecamatan != health.NoUnit {
		place = b.name(f.Kecamatan)
	}
	if kab := b.in.Register.Kabkota(u); kab > 0 { // elsewhere there is a puskesmas of the same name
		place = dotted(place, b.name(kab))
	}
	switch f.Inpatient {
	case health.Yes:
		beds = b.T("puskesmas.inpatient")
	case health.No:
		beds = b.T("puskesmas.outpatient")
	case health.NotSaid:
	}
	if f.Accreditation != "" {
		accreditation = b.T("puskesmas.accredited", "level", f.Accreditation)
	}
	return dotted(place, beds, accreditation)
}

func (b *builder) puskesmasFacts(u health.Unit, promises []promise) []Fact {
	w, reg := b.in.Words, b.in.Register
	var facts []Fact
	served := reg.Served(u)
	people := health.Count(0)
	for _, d := range served {
		if n := reg.Areas[d].Population; n.Known() && people.Known() {
			people += n
		} else {
			people = health.Missing
		}
	}
	if len(served) > 0 && people.Known() {
		facts = append(facts, Fact{Name: b.T("fact.served.population"), Value: w.Count(people), Unit: b.T("unit.people")})
	}
	if len(served) > 0 {
		facts = append(facts, Fact{Name: b.T("fact.children", "place", b.levelWord(served)), Value: w.Int(len(served))})
	}
	if n := len(b.partners(u, false)); n > 0 {
		facts = append(facts, Fact{Name: b.T("fact.network"), Value: w.Int(n), Unit: b.T("unit.network")})
	}
	if len(promises) > 0 {
		late := 0
		for _, p := range promises {
			if p.action.Late(b.in.Date) {
				late++
			}
		}
		facts = append(facts, Fact{Name: b.T("fact.late"), Value: w.Int(late), Unit: b.T("unit.of", "n", w.Int(len(promises)))})
	}
	return facts
}

// partners lists the open facilities of a puskesmas: its own network (jaringan) or the others in its area (jejaring).
func (b *builder) partners(u health.Unit, own bool) []int {
	var list []int
	for _, i := range b.find.partners.at(u) {
		if f := &b.in.Register.Facilities[i]; !f.Closed && f.Type.Own() == own {
			list = append(list, i)
		}
	}
	return list
}

// stageSummary tells the services by life stage in one line each.
func (b *builder) stageSummary(u health.Unit, year int) Section {
	s := Section{ID: "siklus-hidup", Heading: b.T("stages.heading"), Narrow: true}
	for _, stage := range b.stages {
		var values []string
		for _, i := range b.all {
			ind := b.in.Indicators[i]
			if !slices.Contains(ind.Stages, stage) {
				continue
			}
			values = append(values, ind.ShortName+" "+chart.Value(b.in.Words, b.in.Release.Figure(u, i, year)))
		}
		s.Terms = append(s.Terms, Term{Name: b.T("stage." + stage), Href: b.to("siklus-hidup/" + stage + ".html"), Text: dotted(values...)})
	}
	return s
}

// network shows who works with the puskesmas: jejaring by name, its own network by number.
func (b *builder) network(u health.Unit) Section {
	s := Section{ID: "jejaring", Heading: b.T("network.heading"), Narrow: true}
	others := map[health.FacilityType]*LinkGroup{}
	for _, i := range b.partners(u, false) {
		f := &b.in.Register.Facilities[i]
		if others[f.Type] == nil {
			others[f.Type] = &LinkGroup{}
		}
		others[f.Type].Links = append(others[f.Type].Links, Link{Text: f.Name, Href: b.facilityHref(i)})
	}
	for _, t := range health.FacilityTypes() {
		if g := others[t]; g != nil {
			g.Heading = b.T("facility.group", "kind", b.T("facility."+string(t)), "n", b.in.Words.Int(len(g.Links)))
			s.Links = append(s.Links, *g)
		}
	}
	counts := map[health.FacilityType]int{}
	for _, i := range b.partners(u, true) {
		counts[b.in.Register.Facilities[i].Type]++
	}
	for _, t := range health.FacilityTypes() {
		if counts[t] > 0 {
			s.Terms = append(s.Terms, Term{Name: b.T("facility." + string(t)), Text: b.in.Words.Int(counts[t])})
		}
	}
	if len(s.Links) == 0 && len(s.Terms) == 0 {
		s.Intro = b.T("network.none")
	}
	return s
}

// lastMeeting announces the newest meeting of the puskesmas.
func (b *builder) lastMeeting(u health.Unit) Section {
	s := Section{ID: "lokmin", Heading: b.T("lokmin.last"), Narrow: true}
	if p := b.newestMeeting(u); p != nil {
		s.Cards, s.Intro = []Card{b.card(p)}, b.meetingsText(u)
	} else {
		s.Intro = b.T("lokmin.none")
	}
	return s
}

func (b *builder) newestMeeting(u health.Unit) *content.Post {
	for _, i := range b.find.posts[u] {
		if p := &b.in.Content.Posts[i]; p.Meeting != nil && p.Meeting.Unit == u {
			return p
		}
	}
	return nil
}

func (b *builder) promiseSection(u health.Unit, list []promise) Section {
	s := Section{ID: "janji", Heading: b.T("promises.heading"), Narrow: true, Intro: b.bondsSentence(u), Promises: b.promiseRows(list)}
	if s.Intro == "" {
		s.Intro = b.T("promises.none")
		return s
	}
	l := b.link(b.T("promises.more"), "kesepakatan/index.html")
	s.More = &l
	return s
}

func (b *builder) profile(u health.Unit) Section {
	f := b.in.Register.Facility(u)
	s := Section{ID: "profil", Heading: b.T("profile.heading"), Narrow: true}
	add := func(key, text string) {
		if text != "" {
			s.Terms = append(s.Terms, Term{Name: b.T("profile." + key), Text: text})
		}
	}
	e := b.entry(b.in.Register.FacilityAt(u))
	add("code", f.Code)
	add("address", f.Address)
	add("hours", f.Hours)
	add("phone", f.Phone)
	add("services", b.in.Words.List(f.Services))
	add("accreditation", f.Accreditation)
	add("ilp", b.ilpText(u))
	if f.Telemedicine != health.NotSaid {
		add("telemedicine", b.T("tele."+[...]string{"notsaid", "yes", "no"}[f.Telemedicine]))
	}
	switch f.Remote {
	case health.Yes:
		add("remote", b.T("profile.remote.yes"))
	case health.No:
		add("remote", b.T("profile.remote.no"))
	case health.NotSaid:
	}
	if e.Map != "" {
		s.Terms = append(s.Terms, Term{Name: b.T("profile.place"), Text: e.Map[len("geo:"):]})
	}
	g := LinkGroup{Heading: b.T("profile.served")}
	for _, d := range b.in.Register.Served(u) {
		g.Links = append(g.Links, b.unitLink(d))
	}
	if len(g.Links) > 0 && len(g.Links) <= mostDrawn { // more stand in a table of the page
		s.Links = []LinkGroup{g}
	}
	return s
}
