package site

import (
	"strings"

	"terang/internal/chart"
	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/picture"
)

// What leaves the portal's own pages: the picture that others show for a link, each
// figure as a drawing and as a picture, each figure alone for other sites, and the
// words that are sent on. All of it is made of what the pages show.

// Folders of pictures and of figures for other sites; the pages' own addresses stand below them.
const (
	picturesFolder = "gambar/"
	EmbedsFolder   = "sematan/"
)

// fewPlaces is up to how many kecamatan and puskesmas a site has pictures of each,
// unless site.yaml says otherwise: more take longer than all pages together.
const fewPlaces = 150

// picturesOf settles how many pictures a site has.
func picturesOf(given config.Pictures, reg *health.Register) config.Pictures {
	if given != config.PicturesAuto {
		return given
	}
	places := len(reg.Puskesmas())
	for i := range reg.Areas {
		if reg.Areas[i].Level == health.Kecamatan {
			places++
		}
	}
	if places > fewPlaces {
		return config.PicturesFew
	}
	return config.PicturesAll
}

// small says whether a page is about a kecamatan or a puskesmas, of which there are thousands.
func (p *Plan) small(pg Page) bool {
	return pg.Kind == PuskesmasPage || pg.Kind == Area && pg.unit != 0 && p.in.Register.LevelOf(pg.unit) == health.Kecamatan
}

// pictured says whether a page's figures are made as files. Pages that only put
// together what others show have none.
func (p *Plan) pictured(pg Page) bool {
	switch pg.Kind {
	case Home, Services, Service, Area, PuskesmasPage, UHC, ILP, Posyandu, Telemedicine, Referral, Pillar, News, MeetingPage, PlainPage:
	default:
		return false
	}
	return p.pictures == config.PicturesAll || p.pictures == config.PicturesFew && !p.small(pg)
}

// stem gives what the addresses of a page's pictures begin with: "spm/bumil/" of
// spm/bumil.html, "wilayah/hulu/" of the page in that folder.
func stem(path string) string {
	if folder, ok := strings.CutSuffix(path, "index.html"); ok {
		return folder
	}
	return strings.TrimSuffix(path, ".html") + "/"
}

// picturePath gives what the paths of a page's pictures begin with. They have words
// in them, so that each language has its own.
func (p *Plan) picturePath(pg Page) string { return p.folder + picturesFolder + stem(pg.Path) }

// about says what the page is about, with the place where its title does not name it.
func (b *builder) about() string {
	title := b.v.Lead.Title
	switch b.page.Kind {
	case News, NewsList, NewsTag, NewsAuthor, PlaceNews, Archive, MeetingPage, MeetingList, PlainPage, NotFound, Search, Glossary, Releases, Revisions, Editions, Statement, Method, Catalogue:
		return title
	default:
	}
	if strings.Contains(title, b.in.Register.Name(0)) {
		return title
	}
	return title + ", " + b.name(0)
}

// sendAway fills in where each figure can be had outside the page.
func (b *builder) sendAway() {
	for _, f := range figures(b.v.Sections) {
		if f.ID == "" || b.page.Kind == LokminPack || b.page.Kind == NotFound {
			continue
		}
		name := f.Title
		if name == "" {
			name = f.Desc
		}
		f.Away.Label = b.T("away.label", "title", name)
		f.Away.Share = whatsApp(asSentences(b.about()+": "+name, f.Caption) + " " + b.v.Absolute + "#" + f.ID)
		if !b.pictured(b.page) {
			continue
		}
		drawing := b.picturePath(b.page) + f.ID
		f.Away.SVG, f.Away.PNG = b.to(drawing+".svg"), b.to(drawing+".png")
		embed := EmbedsFolder + stem(b.page.Path) + f.ID + ".html"
		f.Away.Embed = b.to(embed)
		f.Away.Code = `<iframe src="` + b.address(embed) + `" title="` + titleEscaper.Replace(b.about()+": "+name) +
			`" width="100%" height="` + itoa(embedHeight(f)) + `" loading="lazy"></iframe>`
	}
}

// titleEscaper keeps a title readable, whoever pastes it, where markup has signs of its own.
var titleEscaper = strings.NewReplacer("<", "‹", ">", "›", `"`, "”", "&", "+")

// embedHeight is how much room a figure takes in a column of usual width.
func embedHeight(f *chart.Figure) int {
	const words, most = 330, 900
	switch f.Kind {
	case "ranking":
		return min(words+66*len(f.Table.Rows), most)
	case "heat":
		return min(words+40*strings.Count(string(f.SVG), "<tr>"), most)
	case "stack":
		return words + 120
	}
	return words + 400
}

func whatsApp(text string) string { return "https://wa.me/?text=" + escape(text) }

// Drawing is a figure that is made as files: Path with .svg and with .png.
type Drawing struct {
	Path   string
	Figure picture.Figure
}

// Drawings gives what a page's figures are made of as files.
func (p *Plan) Drawings(pg Page, v *View) []Drawing {
	if !p.pictured(pg) {
		return nil
	}
	b := &builder{Plan: p, page: pg, v: v}
	var list []Drawing
	for _, f := range figures(v.Sections) {
		if f.Away.SVG == "" {
			continue
		}
		d := Drawing{Path: p.picturePath(pg) + f.ID, Figure: picture.Figure{
			Over: b.about(), Title: f.Title, Desc: f.Desc, Markup: string(f.SVG), Lang: v.Lang,
		}}
		d.Figure.Notes = append([]string{f.Caption}, b.sourceLine()...)
		d.Figure.Notes = append(d.Figure.Notes, v.Site.Title+" · "+v.Absolute+"#"+f.ID)
		if b.in.Config.Sample {
			d.Figure.Mark = b.T("away.sample")
		}
		list = append(list, d)
	}
	return list
}

// Embed is a figure alone, for other sites.
type Embed struct {
	Path string
	View *View
}

// Embeds makes a page's figures for other sites. The page is made once more, so that
// every link is right from where they stand.
func (p *Plan) Embeds(pg Page) []Embed {
	if !p.pictured(pg) {
		return nil
	}
	at := pg
	at.Path = EmbedsFolder + stem(pg.Path) + "x.html"
	b := &builder{Plan: p, page: at, v: &View{Kind: pg.Kind.String()}}
	b.shell()
	b.fill()
	var list []Embed
	for _, f := range figures(b.v.Sections) {
		if f.ID == "" {
			continue
		}
		f.Option = nil
		back := b.link(b.v.Site.Title, pg.Path)
		back.Href += "#" + f.ID
		name := f.Title
		if name == "" {
			name = f.Desc
		}
		list = append(list, Embed{Path: p.folder + EmbedsFolder + stem(pg.Path) + f.ID + ".html", View: &View{
			Layout: "embed", Kind: "embed", Lang: b.v.Lang, Title: shortened(b.about()+": "+name, longestTitle), NoIndex: true,
			Root: b.v.Root, Absolute: p.address(pg.Path), Site: b.v.Site, Urgent: b.v.Urgent, Notices: b.v.Notices, Assets: Assets{CSS: b.asset("portal.css")},
			Lead: Lead{Title: b.about()}, Crumbs: []Link{back}, Sections: []Section{{Figures: []chart.Figure{*f}}},
			Footer: Footer{Lines: b.sourceLine()},
		}})
	}
	return list
}

// sourceLine says where the numbers come from, and of made-up ones that they are.
func (b *builder) sourceLine() []string {
	var lines []string
	if len(b.in.Sources) > 0 {
		lines = append(lines, b.T("footer.source", "sources", strings.Join(b.in.Sources, "; ")))
	}
	if b.in.Config.Sample {
		lines = append(lines, b.T("footer.sample"))
	}
	return lines
}
