package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"terang/internal/atlas"
	"terang/internal/chart"
	"terang/internal/health"
)

// builder makes the view of one page.
type builder struct {
	*Plan
	page   Page
	v      *View
	common *shell       // what the page shares with those beside it
	away   bool         // the page is read outside the portal
	maps   *atlas.Atlas // see Plan.mapOf
}

// View makes the view of a page.
func (p *Plan) View(pg Page) *View { return p.Fill(new(View), pg) }

// Fill makes the view of a page in the room of one that nobody needs any more.
func (p *Plan) Fill(v *View, pg Page) *View {
	sections := v.Sections[:cap(v.Sections)]
	clear(sections)
	*v = View{Layout: "page", Kind: pg.Kind.String(), Sections: slices.Grow(sections[:0], mostSections(pg.Kind))}
	b := &builder{Plan: p, page: pg, v: v}
	b.shell()
	b.fill()
	b.readOff()
	b.finish()
	b.v.Maps, b.v.LargestMap, _ = b.maps.Drawn()
	return b.v
}

// mostSections is how many sections there is room for on most pages of a kind.
func mostSections(k Kind) int {
	switch k {
	case Home, Services, Service, Area, PuskesmasPage:
		return 28
	case Village, FinishedYear:
		return 12
	default:
		return 6
	}
}

func (b *builder) fill() {
	switch b.page.Kind {
	case Home:
		b.home()
	case Services:
		b.servicesPage()
	case Service:
		b.service()
	case FinishedYear:
		b.finishedYear()
	case Areas:
		b.areas()
	case Area:
		b.area()
	case Village:
		b.village()
	case PuskesmasList:
		b.puskesmasList()
	case PuskesmasPage:
		b.puskesmas()
	case LokminPack:
		b.lokmin()
	case Recap:
		b.recap()
	case Facilities:
		b.facilities()
	case LifeStage:
		b.lifeStage()
	case Cluster:
		b.cluster()
	case NewsList, NewsTag, NewsAuthor, PlaceNews, Archive:
		b.newsList()
	case News, PlainPage:
		b.post()
	case MeetingList:
		b.meetingList()
	case MeetingPage:
		b.meeting()
	case Agreements:
		b.agreements()
	case PromiseList:
		b.promiseList()
	case Programmes, UHC, ILP, Posyandu, Telemedicine, Referral, Pillar:
		b.programme()
	case Catalogue:
		b.catalogue()
	case Method:
		b.method()
	case Search:
		b.search()
	case Glossary:
		b.glossary()
	case Releases, Revisions, Editions:
		b.outputs()
	case Statement:
		b.statement()
	case NotFound:
		b.notFound()
	}
}

// outputs fills the pages of when numbers came out, of which were corrected since, and of those that are kept.
func (b *builder) outputs() {
	switch b.page.Kind {
	case Revisions:
		b.revisions()
	case Editions:
		b.editions()
	default:
		b.releases()
	}
}

// programme fills the pages beside the SPM.
func (b *builder) programme() {
	switch b.page.Kind {
	case UHC:
		b.uhcPage()
	case ILP:
		b.ilpPage()
	case Posyandu:
		b.posyanduPage()
	case Telemedicine:
		b.telemedicinePage()
	case Referral:
		b.referralPage()
	case Pillar:
		b.pillar()
	default:
		b.programmes()
	}
}

// to gives the address of a page or file, seen from this page. There is a page in
// every language, and any other file once.
func (b *builder) to(path string) string {
	if strings.HasSuffix(path, ".html") {
		if b.page.Kind != NotFound && !b.away {
			return relative(b.page.Path, path) // both in the folder of the language
		}
		path = b.folder + path
	}
	if b.away && path == b.folder+b.page.Path {
		return "" // what follows is a place in the page
	}
	if b.page.Kind == NotFound || b.away { // read at any address, so its links are absolute
		return b.in.Config.BaseURL + path
	}
	return relative(b.folder+b.page.Path, path)
}

func (b *builder) absolute() string { return b.address(b.page.Path) }

func (b *builder) link(text, path string) Link { return Link{Text: text, Href: b.to(path)} }

func (b *builder) unitLink(u health.Unit) Link { return b.link(b.name(u), b.unitPath(u)) }

// shell fills what every page has before its own content.
func (b *builder) shell() {
	b.common = b.shellOf()
	s := b.common
	b.v.Lang, b.v.Root, b.v.Absolute = b.in.Words.Lang(), s.root, b.absolute()
	b.v.NoIndex = b.page.Kind == NotFound
	b.v.Site, b.v.Nav, b.v.Urgent, b.v.Notices = s.site, s.nav, s.urgent, s.notices
	b.v.Languages = b.languages()
	b.v.Crumbs = append(make([]Link, 0, mostCrumbs), s.home)
}

// mostCrumbs is how many steps lead to a page, itself included.
const mostCrumbs = 6

// languages leads to this page in each language, where there is more than one.
func (b *builder) languages() []Language {
	if len(b.in.Languages) < 2 || b.page.Kind == NotFound {
		return nil
	}
	var list []Language
	for _, lang := range b.in.Languages {
		path := b.in.folder(lang) + b.page.Path
		list = append(list, Language{
			Lang: lang, Name: b.T("language." + lang), Href: relative(b.folder+b.page.Path, path),
			Absolute: b.in.Config.BaseURL + strings.TrimSuffix(path, "index.html"), Current: lang == b.v.Lang,
		})
	}
	return list
}

// crumb adds a step above the page.
func (b *builder) crumb(l Link) { b.v.Crumbs = append(b.v.Crumbs, l) }

// finish fills what depends on the page's own content.
func (b *builder) finish() {
	v := b.v
	if b.page.Kind == Home {
		v.Crumbs = nil
		v.Title = b.in.Config.Title
	} else {
		v.Crumbs = append(v.Crumbs, Link{Text: v.Lead.Title, Current: true})
		if v.Title == "" {
			v.Title = v.Lead.Title
		}
		if with := v.Title + " · " + b.in.Config.Title; utf8.RuneCountInString(with) <= longestTitle {
			v.Title = with
		}
		v.Title = shortened(v.Title, longestTitle)
	}
	sentence := plain(v.Lead.Sentence)
	if v.Summary == "" {
		v.Summary = sentence
	}
	b.define(sentence)
	b.assets()
	b.sendAway()
	v.Picture = b.preview()
	v.Linked = b.linkedData()
	b.footer()
}

// assets names the style and the scripts that the page needs.
func (b *builder) assets() {
	v, a := b.v, &b.common.assets
	v.Assets.CSS = a.CSS
	if v.Layout != "page" {
		v.Assets.Sheet = a.Sheet
	}
	switch {
	case b.page.Kind == Search:
		v.Assets.Search = a.Search
	case b.page.Kind == Facilities && b.hasFinder(b.page.unit):
		v.Assets.Facilities = a.Facilities
	}
	if a.ECharts != "" && hasOption(v.Sections) {
		v.Assets.ECharts, v.Assets.Interactive = a.ECharts, a.Interactive
	} else {
		dropOptions(v.Sections)
	}
	if b.page.Kind != NotFound {
		v.Assets.Share = a.Share
		if b.in.Config.Offline {
			v.Assets.Offline, v.Assets.Worker = a.Offline, a.Worker
		}
	}
}

// longestTitle is how much of a title search engines and tabs show.
const longestTitle = 70

// shortened cuts a text at a word where it is longer than most characters.
func shortened(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	cut := string([]rune(s)[:most-1])
	if i := strings.LastIndexByte(cut, ' '); i > 0 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,.:;") + "…"
}

func (b *builder) asset(name string) string {
	if path := b.in.AssetPath(name); path != "" {
		return b.to(path)
	}
	return ""
}

// figures lists every figure of a page.
func figures(sections []Section) []*chart.Figure {
	var list []*chart.Figure
	for i := range sections {
		for j := range sections[i].Figures {
			list = append(list, &sections[i].Figures[j])
		}
		for _, p := range sections[i].Prose {
			if p.Figure != nil {
				list = append(list, p.Figure)
			}
		}
	}
	return list
}

func hasOption(sections []Section) bool {
	return slices.ContainsFunc(figures(sections), func(f *chart.Figure) bool { return f.Option != nil })
}

// dropOptions takes out what an absent bundle could not draw.
func dropOptions(sections []Section) {
	for _, f := range figures(sections) {
		f.Option = nil
	}
}

// footer adds to what stands at the foot of every page the ways back from this one.
func (b *builder) footer() {
	b.v.Footer = Footer{
		Lines: b.common.lines, Links: b.common.links, Report: b.report(), Copy: b.takeAlong(), Share: b.share(), Data: b.dataLinks(),
	}
}

// report is the way to say that a number is wrong; it carries the page and its month.
func (b *builder) report() Link {
	o := b.in.Config.Office
	subject := b.T("report.subject", "page", b.v.Lead.Title)
	body := b.T("report.body", "page", b.v.Lead.Title, "address", b.v.Absolute,
		"month", b.in.Words.Month(b.in.Release.AsOf()))
	switch {
	case o.Email != "":
		return Link{Text: b.T("report"), Href: "mailto:" + o.Email + "?subject=" + escape(subject) + "&body=" + escape(body)}
	case o.WhatsApp != "":
		return Link{Text: b.T("report"), Href: "https://wa.me/" + digitsOnly(o.WhatsApp) + "?text=" + escape(body)}
	}
	return Link{}
}

// share sends the page on: what it is about, its sentence with the number and the month, its address.
func (b *builder) share() Link {
	return Link{Text: b.T("share"), Href: whatsApp(asSentences(b.about(), b.v.Summary) + " " + b.v.Absolute)}
}

// escape writes a text as a part of a query.
func escape(s string) string { return strings.ReplaceAll(url.QueryEscape(s), "+", "%20") }

// digitsOnly gives a phone number as wa.me wants it, with the country's 62 for a leading 0.
func digitsOnly(phone string) string {
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, phone)
	if rest, ok := strings.CutPrefix(digits, "0"); ok {
		return "62" + rest
	}
	return digits
}

func itoa(n int) string { return strconv.Itoa(n) }
