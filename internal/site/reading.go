package site

import (
	"slices"
	"strings"

	"terang/internal/content"
)

// contentsFrom is from how many headings on a text has a list of them.
const contentsFrom = 4

// reading is a post's text: its contents where it is long, the text itself, and what
// may be fetched with it.
func (b *builder) reading(p *content.Post) []Section {
	var list []Section
	if headings := p.Text().Headings; len(headings) >= contentsFrom {
		g := LinkGroup{}
		for _, h := range headings {
			if h.Level <= 3 {
				g.Links = append(g.Links, Link{Text: strings.Repeat("– ", h.Level-2) + h.Text, Href: "#" + h.ID})
			}
		}
		list = append(list, Section{ID: "daftar-isi", Lang: b.foreign(p), Heading: b.T("post.contents"), Links: []LinkGroup{g}})
	}
	list = append(list, b.prose(p))
	if len(p.Attachments) == 0 {
		return list
	}
	s := Section{ID: "lampiran", Heading: b.T("post.attachments")}
	for _, a := range p.Attachments {
		s.Downloads = append(s.Downloads, Download{Name: a.Name, Href: b.to(a.Path), Format: a.Kind, Size: b.bytes(a.Size)})
	}
	return append(list, s)
}

// bytes prints a size as people read it.
func (b *builder) bytes(n int) string {
	switch w := b.in.Words; {
	case n < 1000:
		return w.Int(n) + " B"
	case n < 1_000_000:
		return w.Int((n+500)/1000) + " kB"
	default:
		return w.Decimal(float64(n)/1e6, 1) + " MB"
	}
}

// mostAbout is how many posts a service's page announces.
const mostAbout = 6

// postsAbout announces the posts that name one of some indicators, so many at most.
func (b *builder) postsAbout(heading string, most int, indicators ...int) []Section {
	s := Section{ID: "terkait", Heading: heading, Narrow: true}
	var seen []int
	for _, i := range indicators {
		for _, p := range b.find.about[i] {
			if len(seen) < most && !slices.Contains(seen, p) {
				seen = append(seen, p)
				s.Cards = append(s.Cards, b.card(&b.in.Content.Posts[p]))
			}
		}
	}
	if len(s.Cards) == 0 {
		return nil
	}
	return []Section{s}
}
