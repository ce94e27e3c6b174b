package site

import (
	"strings"

	"terang/internal/content"
	"terang/internal/source"
)

// Anchor is a place within a page that a post leads to.
type Anchor struct {
	Page Page
	ID   string // as it is written in the address
	Pos  source.Pos
}

// Anchors lists the places within pages that posts lead to. Which of them are there is known
// once the pages are made; pages that are not there are told elsewhere.
func (p *Plan) Anchors() []Anchor {
	var list []Anchor
	var pages map[string]Page
	add := func(path, fragment string, at source.Pos) {
		if fragment = strings.TrimPrefix(fragment, "#"); fragment == "" {
			return
		}
		if pages == nil {
			pages = make(map[string]Page, len(p.pages))
			for _, page := range p.pages {
				pages[page.Path] = page
			}
		}
		if page, ok := pages[path]; ok {
			list = append(list, Anchor{page, fragment, at})
		}
	}
	for i := range p.in.Content.Posts {
		post := &p.in.Content.Posts[i]
		own := p.postPath(post)
		for _, inner := range post.Inner {
			add(own, inner.URL, inner.Pos)
		}
		for _, h := range post.Holes {
			switch h.Name {
			case content.HoleRef:
				add(p.postPath(&content.Post{Kind: content.Kind(h.Get("kind")), Slug: h.Get("slug")}), h.Get("fragment"), h.Pos)
			case content.HolePage:
				_, fragment, _ := strings.Cut(h.Get("address"), "#")
				add(pagePath(own, h.Get("address")), fragment, h.Pos)
			}
		}
	}
	return list
}
