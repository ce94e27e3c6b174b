package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"terang/internal/chart"
	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/health"
)

// builder makes the view of one page.
type builder struct {
	*Plan
	page Page
	v    *View
	away bool // the page is read outside the portal
}

// View makes the view of a page.
func (p *Plan) View(pg Page) *View {
	b := &builder{Plan: p, page: pg, v: &View{Layout: "page", Kind: pg.Kind.String()}}
	b.shell()
	b.fill()
	b.finish()
	return b.v
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
	case NewsList, NewsTag, NewsAuthor:
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
	case Releases:
		b.releases()
	case Statement:
		b.statement()
	case NotFound:
		b.notFound()
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
	cfg := b.in.Config
	b.v.Lang = b.in.Words.Lang()
	b.v.Root = up(b.folder + b.page.Path)
	if b.page.Kind == NotFound {
		b.v.Root = cfg.BaseURL
		b.v.NoIndex = true
	}
	b.v.Absolute = b.absolute()
	office := cfg.Office.Name
	if office == "" {
		office = cfg.Title
	}
	b.v.Site = Identity{
		Title: cfg.Title, Office: office, Sample: cfg.Sample,
		Home: b.to("index.html"), Search: b.to("cari.html"), Village: b.called, Logo: b.in.Logo,
	}
	for _, at := range []*string{&b.v.Site.Logo.Light, &b.v.Site.Logo.Dark} {
		if *at != "" {
			*at = b.to(*at)
		}
	}
	b.v.Nav = b.nav()
	b.v.Languages = b.languages()
	if cfg.Notice != "" {
		b.v.Notices = append(b.v.Notices, Notice{Text: cfg.Notice, Level: "info"})
	}
	for _, n := range cfg.Notices {
		notice := Notice{Text: n.Text, Level: string(n.Level)}
		switch {
		case n.Until != 0 && n.Until < b.in.Date:
		case n.Level == config.Emergency:
			b.v.Urgent = append(b.v.Urgent, notice)
		default:
			b.v.Notices = append(b.v.Notices, notice)
		}
	}
	slices.SortStableFunc(b.v.Notices, func(x, y Notice) int { return loudness(y) - loudness(x) })
	b.v.Crumbs = []Link{b.link(b.shortName(0), "index.html")}
}

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

func loudness(n Notice) int { return slices.Index([]string{"info", "penting"}, n.Level) }

func (b *builder) nav() []Link {
	sections := []struct {
		key, path string
		show      bool
	}{
		{"services", "spm/index.html", true},
		{"areas", "wilayah/index.html", true},
		{"puskesmas", "puskesmas/index.html", len(b.in.Register.Puskesmas()) > 0},
		{"facilities", "fasilitas/index.html", len(b.in.Register.Facilities) > 0},
		{"news", "berita/index.html", b.hasNews()},
		{"meetings", "kegiatan/index.html", b.hasMeetings() || len(b.in.Held) > 0},
		{"promises", "kesepakatan/index.html", b.hasPromises()},
		{"programmes", programmesPath, b.hasProgrammes()},
		{"data", "data/index.html", true},
	}
	var nav []Link
	for _, s := range sections {
		if !s.show {
			continue
		}
		l := b.link(b.T("nav."+s.key), s.path)
		folder := strings.TrimSuffix(s.path, "index.html")
		l.Current = strings.HasPrefix(b.page.Path, folder)
		nav = append(nav, l)
	}
	return nav
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
	if v.Summary == "" {
		v.Summary = plain(v.Lead.Sentence)
	}
	b.define()
	v.Assets.CSS = b.asset("portal.css")
	if v.Layout != "page" {
		v.Assets.Sheet = b.asset("lembar.css")
	}
	switch {
	case b.page.Kind == Search:
		v.Assets.Search = b.asset("cari.js")
	case b.page.Kind == Facilities && b.hasFinder(b.page.unit):
		v.Assets.Facilities = b.asset("fasilitas.js")
	}
	if echarts := b.asset("echarts.js"); echarts != "" && hasOption(v.Sections) {
		v.Assets.ECharts, v.Assets.Interactive = echarts, b.asset("interactive.js")
	} else {
		dropOptions(v.Sections)
	}
	if b.page.Kind != NotFound {
		v.Assets.Share = b.asset("bagikan.js")
		if b.in.Config.Offline {
			v.Assets.Offline, v.Assets.Worker = b.asset("luring.js"), b.to(WorkerFile)
		}
	}
	b.sendAway()
	v.Picture = b.preview()
	b.footer()
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

func (b *builder) footer() {
	cfg, w := b.in.Config, b.in.Words
	f := &b.v.Footer
	line := b.T("through.none")
	if b.in.Release.Latest() != 0 {
		line = b.T("footer.data", "month", w.Month(b.in.Release.AsOf()))
	}
	if cfg.License != "" {
		line += " · " + cfg.License
	}
	f.Lines = []string{b.v.Site.Office, line}
	if len(b.in.Sources) > 0 {
		f.Lines = append(f.Lines, b.T("footer.source", "sources", strings.Join(b.in.Sources, "; ")))
	}
	if cfg.Sample {
		f.Lines = append(f.Lines, b.T("footer.sample"))
	}
	f.Links = []Link{
		b.link(b.T("footer.method"), "data/metode.html"),
		b.link(b.T("footer.glossary"), glossaryPath),
		b.link(b.T("footer.data.link"), "data/index.html"),
		b.link(b.T("footer.releases"), releasesPath),
	}
	for _, s := range b.statements {
		f.Links = append(f.Links, b.link(b.T("statement."+string(s.name)+".footer"), s.slug+".html"))
	}
	posts := b.in.Content.Posts
	for i := range posts {
		if posts[i].Kind == content.Halaman {
			f.Links = append(f.Links, b.link(posts[i].Title, b.postPath(&posts[i])))
		}
	}
	f.Report = b.report()
	f.Copy = b.takeAlong()
	f.Share = b.share()
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
