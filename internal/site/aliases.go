package site

import (
	"maps"
	"slices"
	"strings"

	"terang/internal/source"
)

// Redirect is an old address and the page that took its place; both are files from
// the root of the output folder.
type Redirect struct{ From, To string }

// Redirects lists where old addresses lead, for hosts that can send a redirect of their
// own: those that lead to one page, by address. The pages that [Plan.Files] has for them
// do the same everywhere else.
func (p *Plan) Redirects() []Redirect {
	var list []Redirect
	for _, from := range slices.Sorted(maps.Keys(p.in.Config.Aliases)) {
		if ends := p.ends(from); len(ends) == 1 {
			list = append(list, Redirect{p.folder + asPage(from), p.folder + ends[0]})
		}
	}
	return list
}

// aliasAt finds an alias by the file of its old address.
func (p *Plan) aliasAt(page string) (from string, is bool) {
	if _, is := p.in.Config.Aliases[page]; is {
		return page, true
	}
	for from := range p.in.Config.Aliases {
		if asPage(from) == page {
			return from, true
		}
	}
	return "", false
}

// ends gives the pages that an alias leads to in the end, each once, over further aliases;
// none of those that go round in a circle.
func (p *Plan) ends(from string) []string {
	var pages []string
	seen := map[string]bool{}
	var follow func(from string)
	follow = func(from string) {
		if seen[from] {
			return
		}
		seen[from] = true
		for _, to := range p.in.Config.Aliases[from] {
			page := asPage(to)
			if next, is := p.aliasAt(page); is {
				follow(next)
			} else if !slices.Contains(pages, page) {
				pages = append(pages, page)
			}
		}
	}
	follow(from)
	return pages
}

// misled reports aliases that hide a page, lead to none, or lead to each other.
func (p *Plan) misled() source.Problems {
	var ps source.Problems
	aliases := map[string]bool{} // before them, folded
	taken := func(key string) bool {
		_, page := p.at[key]
		return page || aliases[key]
	}
	for _, from := range slices.Sorted(maps.Keys(p.in.Config.Aliases)) {
		at := p.in.Config.Pos("aliases", from)
		key := fold(asPage(from))
		if taken(key) {
			ps.Error(at, "alias-taken", "address", "/"+from)
		}
		aliases[key] = true
	}
	for _, from := range slices.Sorted(maps.Keys(p.in.Config.Aliases)) {
		at := p.in.Config.Pos("aliases", from)
		for _, to := range p.in.Config.Aliases[from] {
			page := asPage(to)
			next, chained := p.aliasAt(page)
			switch ends := p.ends(from); {
			case chained && len(ends) == 0:
				ps.Error(at, "alias-loop", "address", "/"+from, "to", "/"+to)
			case chained:
				ps.Warn(at, "alias-chain", "address", "/"+from, "to", "/"+to, "end", "/"+strings.Join(p.ends(next), ", /"))
			case !taken(fold(page)) && !p.in.offers(page):
				ps.Warn(at, "no-such-page", "address", "/"+to)
			}
		}
	}
	return ps
}

// redirects makes a page for each alias of site.yaml. It needs no script: a host
// that can send a redirect of its own may be told the same list.
func (p *Plan) redirects() []File {
	var files []File
	for _, from := range slices.Sorted(maps.Keys(p.in.Config.Aliases)) {
		if ends := p.ends(from); len(ends) > 0 {
			page := asPage(from)
			files = append(files, File{page, []byte(p.redirect(page, ends))})
		}
	}
	return files
}

// redirect is the page at an old address: it sends readers on where there is one way,
// and shows the ways where a place was split.
func (p *Plan) redirect(from string, ends []string) string {
	text, onward := p.in.Words.T("site.moved"), ""
	if len(ends) > 1 {
		text = p.in.Words.T("site.split")
	} else {
		onward = `<meta http-equiv="refresh" content="0; url=` + escapeText(relative(from, ends[0])) + `">`
	}
	text = escapeText(text)
	var b strings.Builder
	b.WriteString(`<!doctype html><html lang="` + p.in.Words.Lang() + `"><head><meta charset="utf-8">` +
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'"><meta name="viewport" content="width=device-width">` +
		`<title>` + text + `</title>` + onward + `<meta name="robots" content="noindex">`)
	if len(ends) == 1 {
		b.WriteString(`<link rel="canonical" href="` + escapeText(p.address(ends[0])) + `">`)
	}
	b.WriteString(`</head><body><h1>` + text + `</h1>`)
	for _, to := range ends {
		b.WriteString(`<p><a href="` + escapeText(relative(from, to)) + `">` + escapeText(p.address(to)) + `</a></p>`)
	}
	b.WriteString("</body></html>\n")
	return b.String()
}
