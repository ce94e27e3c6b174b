package site

import (
	"path"
	"slices"
	"strings"

	"terang/internal/chart"
	"terang/internal/content"
	"terang/internal/photo"
)

// How wide a picture stands on a page, for the browser to choose the file by: the
// words of the attribute sizes. They follow the style sheet.
const (
	wideAlone   = "(min-width:48rem) 44rem,calc(100vw - 32px)"
	wideTall    = "(min-width:30rem) 28rem,calc(100vw - 32px)"
	wideGallery = "(min-width:40rem) 15rem,50vw"
	wideCard    = "(min-width:40rem) 22rem,calc(100vw - 32px)"
)

// PhotoFile gives the address of a file of a picture, from the site's root; asset is
// that of the picture itself, which is never published.
func PhotoFile(asset string, v photo.Version, r photo.Rendition) string {
	return v.Name(strings.TrimSuffix(asset, path.Ext(asset)), r)
}

// media gives the address of a file of content/ from the site's root: of a picture
// the largest file that every program can read.
func (p *Plan) media(asset string) string {
	if made := p.in.Photos[asset]; made != nil {
		v := made.Largest()
		return PhotoFile(asset, v, v.Plain)
	}
	return asset
}

// shot is a picture on a page.
type shot struct {
	asset, alt, caption string
	sizes               string
	first               bool // it may be seen before anybody scrolls
}

// image writes a picture element: the modern files, and the plain ones for others.
func (b *builder) image(s shot) string {
	loading := ` loading="lazy" decoding="async"`
	if s.first {
		loading = ""
	}
	alt := ` alt="` + escapeText(s.alt) + `"`
	made := b.in.Photos[s.asset]
	if made == nil { // of a plan without pictures
		return `<img src="` + escapeText(b.to(s.asset)) + `"` + alt + loading + `>`
	}
	var modern, plain []string
	for _, v := range made.Versions {
		width := " " + itoa(v.Width) + "w"
		modern = append(modern, b.to(PhotoFile(s.asset, v, v.Modern))+width)
		plain = append(plain, b.to(PhotoFile(s.asset, v, v.Plain))+width)
	}
	sizes := ` sizes="` + s.sizes + `"`
	set := func(list []string) string {
		return ` srcset="` + escapeText(strings.Join(list, ", ")) + `"` + sizes
	}
	usual := made.Versions[(len(made.Versions)-1)/2]
	largest := made.Largest()
	return `<picture><source type="image/webp"` + set(modern) + `>` +
		`<img src="` + escapeText(b.to(PhotoFile(s.asset, usual, usual.Plain))) + `"` + set(plain) + alt +
		` width="` + itoa(largest.Width) + `" height="` + itoa(largest.Height) + `"` + loading + `></picture>`
}

// figure writes a picture with its caption. One that is higher than wide stands
// narrower, so that it can be seen as a whole.
func (b *builder) figure(s shot) string {
	caption, class := "", "photo"
	if made := b.in.Photos[s.asset]; made != nil && made.Largest().Height > made.Largest().Width {
		class, s.sizes = "photo tall", wideTall
	}
	if s.caption != "" {
		caption = "<figcaption>" + escapeText(s.caption) + "</figcaption>"
	}
	return `<figure class="` + class + `">` + b.image(s) + caption + "</figure>"
}

// galleryFigure writes one of several pictures. It leads to its whole self, because a
// gallery shows its middle only.
func (b *builder) galleryFigure(s shot) string {
	image := b.image(s)
	if s.alt != "" { // a link without a name would be none
		image = `<a href="` + escapeText(b.to(b.media(s.asset))) + `">` + image + "</a>"
	}
	if s.caption != "" {
		image += "<figcaption>" + escapeText(s.caption) + "</figcaption>"
	}
	return `<figure class="photo">` + image + "</figure>"
}

// holePhoto writes a picture of a post's text.
func (b *builder) holePhoto(h content.Hole, first bool) string {
	s := shot{asset: h.Get("path"), alt: h.Get("alt"), caption: h.Get("caption"), sizes: wideAlone, first: first}
	switch h.Get("place") {
	case content.PhotoAlone:
		return b.figure(s)
	case content.PhotoGallery:
		s.sizes = wideGallery
		return b.galleryFigure(s)
	}
	return b.image(s)
}

// feedPhoto writes a picture for readers elsewhere, who know no style sheet.
func (b *builder) feedPhoto(h content.Hole) string {
	made := b.in.Photos[h.Get("path")]
	if made == nil {
		return ""
	}
	v := made.Versions[(len(made.Versions)-1)/2]
	return `<img src="` + escapeText(b.to(PhotoFile(h.Get("path"), v, v.Plain))) + `" alt="` + escapeText(h.Get("alt")) +
		`" width="` + itoa(v.Width) + `" height="` + itoa(v.Height) + `">`
}

// picture is the image at the head of a post.
func (b *builder) picture(p *content.Post) string {
	if p.Image.Path == "" {
		return ""
	}
	return b.figure(shot{asset: p.Image.Path, alt: p.Image.Alt, sizes: wideAlone, first: true})
}

// cardPicture is the image of a post in a list.
func (b *builder) cardPicture(p *content.Post) chart.Markup {
	if p.Image.Path == "" {
		return ""
	}
	return chart.Markup(b.image(shot{asset: p.Image.Path, alt: p.Image.Alt, sizes: wideCard}))
}

// hasPhoto says whether a piece of a post's text is a picture.
func hasPhoto(part content.Part) bool { return part.Hole != nil && part.Hole.Name == content.HolePhoto }

// firstPhoto gives the part of a post's text that may be seen before anybody scrolls:
// its first picture, where none stands at its head; -1 for none.
func firstPhoto(p *content.Post) int {
	if p.Image.Path != "" {
		return -1
	}
	return slices.IndexFunc(p.Text().Body, hasPhoto)
}
