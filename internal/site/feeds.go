package site

import (
	"encoding/xml"
	"fmt"
	"slices"
	"strings"

	"terang/internal/content"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// File is a file of the site that is not a page.
type File struct {
	Path string
	Body []byte
}

// maxPerSitemap keeps each part below the 50,000 addresses that the protocol allows.
const maxPerSitemap = 45000

// Files gives sitemap, calendar and robots.txt, and a page at each old address that leads to
// the new one. They belong to the whole site: ask the plan of its first language. None shows a figure.
func (p *Plan) Files() []File {
	files := append(p.sitemaps(), p.redirects()...)
	files = append(files, File{"robots.txt", []byte("User-agent: *\nAllow: /\nSitemap: " + p.in.Config.BaseURL + "sitemap.xml\n")})
	return append(files, p.calendar()...)
}

// Feed gives the feed of the whole site. It is there before the first text, so that people who subscribe, and every page
// that names it, find it.
func (p *Plan) Feed() []File { return []File{{"feed.xml", p.feed()}} }

// FeedReads lists whose figures the feed shows, as Reads does of a page.
func (p *Plan) FeedReads() []disclosure.Scope {
	if slices.ContainsFunc(p.newestPosts(feedEntries), func(post *content.Post) bool { return !asksNothing(post) }) {
		return []disclosure.Scope{disclosure.Beneath(disclosure.Whole)}
	}
	return nil
}

// asPage gives the file of an address: that of a folder, or of a name without an
// ending, is the index.html in it.
func asPage(address string) string {
	switch last := address[strings.LastIndexByte(address, '/')+1:]; {
	case last == "":
		return address + "index.html"
	case !strings.Contains(last, "."):
		return address + "/index.html"
	}
	return address
}

func (p *Plan) address(path string) string {
	return p.in.Config.BaseURL + p.folder + strings.TrimSuffix(path, "index.html")
}

// sitemaps lists every page in every language.
func (p *Plan) sitemaps() []File {
	var parts []File
	var b strings.Builder
	n := 0
	flush := func() {
		if n == 0 {
			return
		}
		name := fmt.Sprintf("sitemap-%d.xml", len(parts)+1)
		body := xml.Header + `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n" + b.String() + "</urlset>\n"
		parts = append(parts, File{name, []byte(body)})
		b.Reset()
		n = 0
	}
	for _, folder := range p.folders() {
		for _, pg := range p.pages {
			if pg.Kind == NotFound || pg.Kind == Search {
				continue
			}
			at := p.in.Config.BaseURL + folder + strings.TrimSuffix(pg.Path, "index.html")
			b.WriteString("<url><loc>" + escapeText(at) + "</loc></url>\n")
			if n++; n == maxPerSitemap {
				flush()
			}
		}
	}
	flush()
	index := xml.Header + `<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">` + "\n"
	for _, f := range parts {
		index += "<sitemap><loc>" + escapeText(p.in.Config.BaseURL+f.Path) + "</loc></sitemap>\n"
	}
	return append([]File{{"sitemap.xml", []byte(index + "</sitemapindex>\n")}}, parts...)
}

// folders lists where the pages of each language stand.
func (p *Plan) folders() []string {
	folders := []string{""}
	for i, lang := range p.in.Languages {
		if i > 0 {
			folders = append(folders, p.in.folder(lang))
		}
	}
	return folders
}

// feedEntries is how many posts the feed holds.
const feedEntries = 20

// Atom, with the few elements that readers need.
type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Links   []atomLink  `xml:"link"`
	Author  atomAuthor  `xml:"author"`
	Entries []atomEntry `xml:"entry"`
}

type atomLink struct {
	Rel  string `xml:"rel,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomAuthor struct {
	Name string `xml:"name"`
}

type atomEntry struct {
	Title     string   `xml:"title"`
	ID        string   `xml:"id"`
	Link      atomLink `xml:"link"`
	Published string   `xml:"published"`
	Updated   string   `xml:"updated"`
	Summary   string   `xml:"summary"`
	Content   atomText `xml:"content"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

// unwritten dates a feed without a post, which must have a date, before any other.
var unwritten = health.DateOf(1970, 1, 1)

// feed announces the newest posts. It is dated by them, never by a clock.
func (p *Plan) feed() []byte {
	cfg := p.in.Config
	f := atomFeed{
		Lang: p.in.Words.Lang(), Title: cfg.Title, ID: cfg.BaseURL,
		Links:  []atomLink{{Href: cfg.BaseURL}, {Rel: "self", Href: cfg.BaseURL + "feed.xml"}},
		Author: atomAuthor{cfg.Title},
	}
	if cfg.Office.Name != "" {
		f.Author.Name = cfg.Office.Name
	}
	newest := unwritten
	for _, post := range p.newestPosts(feedEntries) {
		at := p.address(p.postPath(post))
		updated := max(post.Date, post.Updated)
		newest = max(newest, updated)
		f.Entries = append(f.Entries, atomEntry{
			Title: post.Title, ID: at, Link: atomLink{Href: at}, Published: stamp(post.Date), Updated: stamp(updated),
			Summary: post.Description(), Content: atomText{Type: "html", Text: p.absoluteBody(post)},
		})
	}
	f.Updated = stamp(newest)
	body, err := xml.MarshalIndent(f, "", " ")
	if err != nil {
		// A struct of strings cannot fail to be written.
		panic(err)
	}
	return append([]byte(xml.Header), append(body, '\n')...)
}

// newestPosts merges news and meetings, the newest first; both lists are sorted already.
func (p *Plan) newestPosts(most int) []*content.Post {
	news, meetings := p.in.Content.Of(content.Berita), p.in.Content.Of(content.Kegiatan)
	var list []*content.Post
	for len(list) < most && len(news)+len(meetings) > 0 {
		if len(meetings) == 0 || (len(news) > 0 && news[0].Date >= meetings[0].Date) {
			list, news = append(list, &news[0]), news[1:]
		} else {
			list, meetings = append(list, &meetings[0]), meetings[1:]
		}
	}
	return list
}

// absoluteBody is a post's text with absolute addresses, for readers elsewhere.
func (p *Plan) absoluteBody(post *content.Post) string {
	b := &builder{Plan: p, page: Page{Kind: NotFound, Path: p.postPath(post)}, v: &View{}}
	text := post.Text().Body.Fill(func(h content.Hole) string {
		if h.Name == content.HolePhoto {
			return b.feedPhoto(h)
		}
		switch h.Spot {
		case content.InAttribute:
			return escapeText(b.holeAddress(post, h))
		case content.InText:
			return escapeText(b.holeText(h))
		case content.InBlock: // a figure needs the site's own style
		}
		return ""
	})
	// A footnote's own "#" would lead to a place in the feed.
	return strings.ReplaceAll(text, ` href="#`, ` href="`+escapeText(p.address(b.page.Path))+"#")
}

// stamp is midnight in western Indonesia.
func stamp(d health.Date) string { return d.String() + "T00:00:00+07:00" }
