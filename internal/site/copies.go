package site

import (
	"encoding/json"
	"strings"

	"terang/internal/health"
)

// copiesFolder holds pages in one file each, to be taken along where there is no signal.
const copiesFolder = "salinan/"

// copied says whether a page is also made as one file: that of the home page, of areas
// above desa, and of puskesmas. A desa is on the page of its kecamatan.
func (p *Plan) copied(pg Page) bool {
	if pg.Kind != Home && pg.Kind != Area && pg.Kind != PuskesmasPage {
		return false
	}
	return p.has.copies
}

func (p *Plan) copyPath(pg Page) string {
	name := strings.TrimSuffix(stem(pg.Path), "/")
	if name == "" {
		name = homeName
	}
	return p.folder + copiesFolder + name + ".html"
}

// CopiesFolder is where pages of the plan stand in one file each, from the site's root; empty where none do.
func (p *Plan) CopiesFolder() string {
	if !p.has.copies {
		return ""
	}
	return p.folder + copiesFolder
}

// Copy gives a page as it stands in one file, and where; ok is false for a page without.
// It is made of the same view, so what is hidden there is hidden here. All its links
// lead to the portal, but for those within the page.
func (p *Plan) Copy(pg Page) (path string, v *View, ok bool) {
	if !p.copied(pg) {
		return "", nil, false
	}
	b := &builder{Plan: p, page: pg, v: &View{Kind: pg.Kind.String()}, away: true}
	b.shell()
	b.fill()
	b.define(plain(b.v.Lead.Sentence))
	v = b.v
	v.Layout, v.Kind, v.NoIndex, v.Languages = "copy", "copy", true, nil
	v.Title = shortened(b.about(), longestTitle)
	v.Lead.Kind = dotted(v.Lead.Kind, b.T("copy.made", "date", b.in.Words.Date(b.in.Date)))
	v.Lead.Actions = nil
	for _, f := range figures(v.Sections) {
		f.Option = nil
	}
	for i := range v.Sections {
		s := &v.Sections[i]
		for j := range s.Cards {
			s.Cards[j].Picture = "" // pictures stay behind
		}
	}
	v.Crumbs = []Link{{Text: b.T("copy.online"), Href: v.Absolute}}
	b.footer()
	return p.copyPath(pg), v, true
}

// takeAlong leads to the page in one file.
func (b *builder) takeAlong() Link {
	if !b.copied(b.page) {
		return Link{}
	}
	name := b.in.Register.Name(b.page.unit)
	if b.in.Register.LevelOf(b.page.unit) == health.Puskesmas {
		name = b.name(b.page.unit)
	}
	return Link{Text: b.T("copy.save"), Href: b.to(strings.TrimPrefix(b.copyPath(b.page), b.folder)), Note: slug(name) + ".html"}
}

// WorkerFile is where the script stands that keeps pages for readers without a
// connection. It answers for its folder and all below.
const WorkerFile = "sw.js"

// Worker fills in the script: the version of the site, and the words of the page that
// is shown where nothing is kept.
func (p *Plan) Worker(script, version string) []byte {
	said := map[string]string{"lang": p.Lang()}
	for _, key := range []string{"title", "text", "home"} {
		said[key] = escapeText(p.in.Words.T("site.offline." + key))
	}
	words, err := json.Marshal(said)
	if err != nil {
		panic(err) // a map of strings cannot fail to be written
	}
	return []byte(strings.NewReplacer("%VERSION%", version, "{/*WORDS*/}", string(words)).Replace(script))
}
