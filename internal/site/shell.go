package site

import (
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/content"
)

// shell is what a page has around its own content. It is the same on all pages of one
// folder below the root that lie equally deep, so that it is made once for them.
type shell struct {
	root            string
	site            Identity
	nav             []Link
	home            Link
	urgent, notices []Notice
	lines           []string // of the footer
	links           []Link
	assets          Assets
	glossary        Link
}

// whereabouts is where pages lie of which everything outside their folder below the root is
// seen alike.
type whereabouts struct {
	top   string
	depth int
}

func whereaboutsOf(path string) whereabouts {
	top, _, found := strings.Cut(path, "/")
	if !found {
		return whereabouts{}
	}
	return whereabouts{top, strings.Count(path, "/")}
}

// makeShells makes the shell of each place that a page of the plan lies in.
func (p *Plan) makeShells() {
	shells := map[whereabouts]*shell{}
	for _, pg := range p.pages {
		if at := whereaboutsOf(pg.Path); shells[at] == nil && pg.Kind != NotFound {
			shells[at] = (&builder{Plan: p, page: pg}).newShell()
		}
	}
	p.shells = shells
}

// shellOf gives the shell of the builder's page; what is read elsewhere has its own.
func (b *builder) shellOf() *shell {
	if b.page.Kind != NotFound && !b.away {
		if s := b.shells[whereaboutsOf(b.page.Path)]; s != nil {
			return s
		}
	}
	return b.newShell()
}

func (b *builder) newShell() *shell {
	cfg := &b.in.Config
	s := &shell{root: up(b.folder + b.page.Path), nav: b.nav(), home: b.link(b.shortName(0), "index.html")}
	if b.page.Kind == NotFound {
		s.root = cfg.BaseURL
	}
	office := cfg.Office.Name
	if office == "" {
		office = cfg.Title
	}
	s.site = Identity{
		Title: cfg.Title, Office: office, Sample: cfg.Sample,
		Home: b.to("index.html"), Search: b.to("cari.html"), Village: b.called, Logo: b.in.Logo,
	}
	for _, at := range []*string{&s.site.Logo.Light, &s.site.Logo.Dark} {
		if *at != "" {
			*at = b.to(*at)
		}
	}
	s.urgent, s.notices = b.notices()
	s.lines, s.links = b.footerLines(office), b.footerLinks()
	s.glossary = b.link(b.T("define.more"), glossaryPath)
	s.assets = Assets{
		CSS: b.asset("portal.css"), Sheet: b.asset("lembar.css"), Search: b.asset("cari.js"), Facilities: b.asset("fasilitas.js"),
		ECharts: b.asset("echarts.js"), Interactive: b.asset("interactive.js"), Share: b.asset("bagikan.js"),
		Offline: b.asset("luring.js"), Worker: b.to(WorkerFile),
	}
	return s
}

// notices gives the banners of the day: those that stand before everything, and the others.
func (p *Plan) notices() (urgent, others []Notice) {
	if text := p.in.Config.Notice; text != "" {
		others = append(others, Notice{Text: text, Level: "info"})
	}
	for _, n := range p.in.Config.Notices {
		notice := Notice{Text: n.Text, Level: string(n.Level)}
		switch {
		case n.Until != 0 && n.Until < p.in.Date:
		case n.Level == config.Emergency:
			urgent = append(urgent, notice)
		default:
			others = append(others, notice)
		}
	}
	slices.SortStableFunc(others, func(x, y Notice) int { return loudness(y) - loudness(x) })
	return urgent, others
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
		{"news", "berita/index.html", b.has.news},
		{"meetings", "kegiatan/index.html", b.has.meetings || len(b.in.Held) > 0},
		{"promises", "kesepakatan/index.html", b.has.promises},
		{"programmes", programmesPath, b.has.programmes},
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

// footerLines say whose the numbers are, up to when, and from whom.
func (b *builder) footerLines(office string) []string {
	line := b.T("through.none")
	if b.in.Release.Latest() != 0 {
		line = b.T("footer.data", "month", b.in.Words.Month(b.in.Release.AsOf()))
	}
	if b.in.Config.License != "" {
		line += " · " + b.in.Config.License
	}
	return append([]string{office, line}, b.sourceLine()...)
}

// footerLinks lead to what explains the site, and to its plain pages.
func (b *builder) footerLinks() []Link {
	links := []Link{
		b.link(b.T("footer.method"), "data/metode.html"),
		b.link(b.T("footer.glossary"), glossaryPath),
		b.link(b.T("footer.data.link"), "data/index.html"),
		b.link(b.T("footer.releases"), releasesPath),
	}
	for _, s := range b.statements {
		links = append(links, b.link(b.T("statement."+string(s.name)+".footer"), s.slug+".html"))
	}
	posts := b.in.Content.Posts
	for i := range posts {
		if posts[i].Kind == content.Halaman {
			links = append(links, b.link(posts[i].Title, b.postPath(&posts[i])))
		}
	}
	return links
}
