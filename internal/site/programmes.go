package site

import (
	"math"
	"slices"

	"terang/internal/health"
)

// The addresses of the pages beside the SPM, each of which exists where there is data.
const (
	programmesPath   = "indikator/index.html"
	uhcPath          = "uhc.html"
	ilpPath          = "ilp.html"
	posyanduPath     = "posyandu.html"
	telemedicinePath = "telemedisin.html"
	referralPath     = "rujukan.html"
)

func pillarPath(number string) string { return "pilar/" + number + ".html" }

func (p *Plan) planProgrammes() {
	root := health.Unit(0)
	if p.has.programmes {
		p.add(Programmes, programmesPath, root, 0, 0)
	}
	for _, g := range []struct {
		kind Kind
		path string
		show bool
	}{
		{UHC, uhcPath, p.hasUHC()},
		{ILP, ilpPath, p.has.ilp},
		{Posyandu, posyanduPath, p.hasPosyandu()},
		{Telemedicine, telemedicinePath, p.has.telemedicine},
		{Referral, referralPath, len(p.inGroup(health.GroupKBK)) > 0},
	} {
		if g.show {
			p.add(g.kind, g.path, root, 0, 0)
		}
	}
	for i, n := range p.pillars {
		p.add(Pillar, pillarPath(n), root, i, 0)
	}
}

// inGroup lists the reported indicators of a group.
func (p *Plan) inGroup(g health.Group) []int {
	return slices.DeleteFunc(slices.Clone(p.others), func(i int) bool { return p.in.Indicators[i].Group != g })
}

// mixed picks the wording for services and other indicators together.
func (b *builder) mixed(key string) string {
	if len(b.others) > 0 {
		return key + ".mixed"
	}
	return key
}

// inOrder gives figures in the order of the catalogue: of different things none is
// further behind than another.
func (b *builder) inOrder(u health.Unit, indicators []int, year int) []standing {
	list := make([]standing, 0, len(indicators))
	for _, i := range b.shownAt([]health.Unit{u}, indicators, year) {
		list = append(list, standing{i, b.in.Release.Figure(u, i, year)})
	}
	return list
}

// withOthers adds the other indicators of a unit to its services.
func (b *builder) withOthers(u health.Unit, list []standing, year int) []standing {
	return append(list[:len(list):len(list)], b.inOrder(u, b.others, year)...)
}

// isSegment says whether an indicator is one of the parts of the national
// insurance, which the page of UHC shows together.
func (p *Plan) isSegment(i int) bool { return slices.Contains(segments[:], p.in.Indicators[i].Code) }

// otherIndicators is the list of what a unit reports beside the SPM.
func (b *builder) otherIndicators(u health.Unit, year int) []Section {
	list := slices.DeleteFunc(b.inOrder(u, b.others, year), func(s standing) bool { return b.isSegment(s.indicator) })
	if len(list) == 0 {
		return nil
	}
	s := Section{ID: "indikator-lain", Heading: b.T("others.heading"), Intro: b.T("others.intro"), Services: b.serviceList(list, year)}
	s.More = b.moreLink("others.more", programmesPath)
	return []Section{s}
}

func (b *builder) moreLink(key, path string) *Link {
	if path == b.page.Path {
		return nil
	}
	l := b.link(b.T(key), path)
	return &l
}

// programmes is the page of everything beside the SPM: what the programmes come
// to, and all other indicators.
func (b *builder) programmes() {
	year := b.in.Release.Latest()
	b.v.Lead = Lead{
		Title: b.title(b.page), Kind: b.dataLine(year, b.name(0)),
		Sentence: emphasis(b.T("programmes.sentence", "place", star(b.name(0)))),
	}
	b.v.Sections = append(b.v.Sections, b.programmeSections(0, year)...)
	b.v.Sections = append(b.v.Sections, b.otherIndicators(0, year)...)
	if list := b.inOrder(0, b.others, year); len(list) > 0 {
		b.v.Sections = append(b.v.Sections, b.numbersSection(0, list, year))
	}
	if len(b.pillars) > 0 {
		b.v.Sections = append(b.v.Sections, Section{ID: "pilar", Heading: b.T("pillars.heading"), Links: []LinkGroup{b.pillarLinks(-1)}})
	}
}

// programmeSections tells in a sentence each how the programmes of an area stand;
// the pages of the programmes say more.
func (b *builder) programmeSections(u health.Unit, year int) []Section {
	var list []Section
	add := func(id, path, sentence string) {
		if sentence == "" {
			return
		}
		s := Section{ID: id, Heading: b.T("programme." + id), Intro: plain(emphasis(sentence)), Narrow: true}
		if path != "" {
			s.More = b.moreLink("programme."+id+".more", path)
		}
		list = append(list, s)
	}
	if b.hasUHC() {
		add("uhc", uhcPath, b.uhcSentence(u, year))
	}
	add("ilp", ilpPath, b.ilpSentence(u))
	add("posyandu", posyanduPath, b.posyanduSentence(u))
	add("telemedisin", telemedicinePath, b.telemedicineSentence(u))
	if members := b.inGroup(health.GroupKBK); u == 0 && len(members) > 0 {
		add("rujukan", referralPath, b.countSentence(b.inOrder(u, members, year), year))
	}
	add("pkp", "puskesmas/index.html", b.scoresSentence(u))
	add("kesepakatan", "kesepakatan/index.html", b.bondsSentence(u))
	return append(list, b.budgetSection(u)...)
}

// referralPage compares the puskesmas by the indicators of referral and contact
// (KBK, domain reference §7.3).
func (b *builder) referralPage() {
	b.indicatorGroup(b.T("referral.about"), b.inGroup(health.GroupKBK))
}

// pillar is a page of one of the six pillars of the transformation (domain
// reference §7.2), with the indicators that the catalogue puts under it.
func (b *builder) pillar() {
	n := b.pillars[b.page.at]
	members := b.members(func(i health.Indicator) bool { return i.Pillar == n })
	b.indicatorGroup(b.T("pillar.about"), members)
	if owner := b.in.Config.Pillars[n].Owner; owner != "" {
		b.v.Lead.Sentence += " " + emphasis(b.T("pillar.owner", "owner", star(owner)))
	}
	b.v.Sections = append(b.v.Sections, Section{ID: "lainnya", Heading: b.T("pillars.heading"), Links: []LinkGroup{b.pillarLinks(b.page.at)}})
}

func (p *Plan) pillarName(n string) string {
	name := p.in.Config.Pillars[n].Name
	if name == "" {
		name = p.T("pillar." + n)
	}
	return p.T("pillar.name", "n", n, "name", name)
}

func (b *builder) pillarLinks(current int) LinkGroup {
	g := LinkGroup{}
	for i, n := range b.pillars {
		l := b.link(b.pillarName(n), pillarPath(n))
		l.Current, l.Note = i == current, b.in.Config.Pillars[n].Owner
		g.Links = append(g.Links, l)
	}
	return g
}

// indicatorGroup is a page of some indicators: the whole site's figures, and the
// places beside one another.
func (b *builder) indicatorGroup(about string, members []int) {
	year := b.in.Release.Latest()
	list := b.inOrder(0, members, year)
	b.crumb(b.link(b.T("nav.programmes"), programmesPath))
	b.v.Lead = Lead{Title: b.title(b.page), Kind: b.dataLine(year, b.name(0)), Sentence: emphasis(b.countSentence(list, year))}
	b.v.Sections = append(b.v.Sections,
		Section{ID: "indikator", Heading: b.T("others.list"), Intro: about, Services: b.serviceList(list, year)},
		b.numbersSection(0, list, year))
	b.v.Sections = append(b.v.Sections, b.placesHeat(members, year)...)
}

// countSentence says how many of some indicators are where they should be; those
// without a target are not counted.
func (b *builder) countSentence(list []standing, year int) string {
	judged := slices.DeleteFunc(slices.Clone(list), func(s standing) bool {
		return b.in.Indicators[s.indicator].GoodWay() == health.Neutral
	})
	t := count(judged)
	month := b.in.Words.Month(b.in.Release.Through(year))
	if t.shown == 0 {
		return b.T("others.none", "place", star(b.name(0)), "month", month)
	}
	return b.T("others.sentence", "place", star(b.name(0)), "month", month, "n", b.in.Words.Int(t.reached), "shown", b.in.Words.Int(t.shown))
}

// placesHeat compares the areas below the root, and the puskesmas, by some indicators.
func (b *builder) placesHeat(members []int, year int) []Section {
	var sections []Section
	for _, g := range b.peerGroups() {
		shown := slices.DeleteFunc(b.shownAt(g.places, members, year), func(i int) bool {
			return !slices.ContainsFunc(g.places, func(u health.Unit) bool {
				_, m := b.in.Release.Figure(u, i, year).Reports()
				return m > 0
			})
		})
		if len(shown) > 0 {
			if g.id == "puskesmas" && b.in.Register.LevelOf(b.in.Register.Children(0)[0]) == health.Kecamatan {
				sections = nil // where puskesmas report, a kecamatan may have none of its own to add up
			}
			sections = append(sections, b.heatOf(g, shown, year))
		}
	}
	return sections
}

// exactly writes a number with as many decimals as it takes, two at least, that it
// never seems to stand on the other side of a bound.
func (b *builder) exactly(v float64, bounds ...float64) string {
	for places := 2; places < 6; places++ {
		scale := math.Pow10(places)
		printed := math.Round(v*scale) / scale
		if !slices.ContainsFunc(bounds, func(bound float64) bool { return (v > bound) != (printed > bound) || (v < bound) != (printed < bound) }) {
			return b.in.Words.Decimal(v, places)
		}
	}
	return b.in.Words.Decimal(v, 6)
}
