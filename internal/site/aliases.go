package site

import (
	"maps"
	"path"
	"regexp"
	"slices"
	"strings"

	"terang/internal/source"
)

// Redirect is an old address and the page that took its place; both are files from
// the root of the output folder.
type Redirect struct{ From, To string }

// OldPage gives the file of an alias's old address, and where the alias stands.
func (p *Plan) OldPage(alias string) (file string, at source.Pos) {
	return p.folder + asPage(alias), p.aliasPos(alias)
}

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

// aliasesByPage finds aliases by the files of their old addresses: of two for one file, of which a problem tells, the
// one that is written as the file is, or else the first.
func aliasesByPage(aliases map[string][]string) map[string]string {
	at := make(map[string]string, len(aliases))
	for _, from := range slices.Sorted(maps.Keys(aliases)) {
		page := asPage(from)
		if _, taken := at[page]; !taken || from == page {
			at[page] = from
		}
	}
	return at
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
			if next, is := p.aliasAt[page]; is {
				follow(next)
			} else if !slices.Contains(pages, page) {
				pages = append(pages, page)
			}
		}
	}
	follow(from)
	return pages
}

// misled reports aliases that stand in the way of what the site has, lead to no page, or lead to each other.
func (p *Plan) misled() source.Problems {
	var ps source.Problems
	aliases := map[string]int{} // how many stand for a file
	for from := range p.in.Config.Aliases {
		aliases[fold(asPage(from))]++
	}
	for _, from := range slices.Sorted(maps.Keys(p.in.Config.Aliases)) {
		if p.taken(fold(asPage(from)), aliases) {
			ps.Error(p.aliasPos(from), "alias-taken", "address", "/"+from)
		}
	}
	for _, from := range slices.Sorted(maps.Keys(p.in.Config.Aliases)) {
		for _, to := range p.in.Config.Aliases[from] {
			page := asPage(to)
			next, chained := p.aliasAt[page]
			_, there := p.at[fold(page)]
			switch {
			case chained && len(p.ends(from)) == 0:
				ps.Error(p.aliasPos(from), "alias-loop", "address", "/"+from, "to", "/"+to)
			case chained:
				ps.Warn(p.aliasPos(from), "alias-chain", "address", "/"+from, "to", "/"+to, "end", "/"+strings.Join(p.ends(next), ", /"))
			case !there && !p.in.offers(page):
				ps.Warn(p.aliasPos(from), "no-such-page", "address", "/"+to)
			}
		}
	}
	return ps
}

// aliasPos is where an alias stands in site.yaml, with or without the slash that an address may begin with.
func (p *Plan) aliasPos(from string) source.Pos {
	if at := p.in.Config.Pos("aliases", from); at != p.in.Config.Pos("aliases") {
		return at
	}
	return p.in.Config.Pos("aliases", "/"+from)
}

// What the site has beside its pages, from the root or from the folder of a language: these files, and in these folders
// all that does not end as a page does. A test holds every file of whole sites against it.
var (
	ownFiles = regexp.MustCompile(`^((admin|salinan|sematan)/.+|_headers|sw\.js|\.(htaccess|gitignore|terang-publish)|(build|shard)\.json|` +
		`(feed|sitemap(-\d+)?)\.xml|robots\.txt|rilis\.ics|build(-.+)?\.sha256|data/katalog\.jsonld)$`)
	ownFolders = regexp.MustCompile(`^(api|assets|cari|data/(edisi|tabel|unduhan)|gambar|media)/.+\.[^./]+$`)
	smaller    = regexp.MustCompile(`\.(gz|br|zst)$`)
)

// stands says whether the site has a page or may have another file at an address in small letters.
func (p *Plan) stands(file string) bool {
	for _, folder := range p.folders() {
		name, within := strings.CutPrefix(file, fold(folder))
		if _, page := p.at[name]; within && (page || ownFiles.MatchString(name) || ownFolders.MatchString(name) && !strings.HasSuffix(name, ".html")) {
			return true
		}
	}
	return false
}

// taken says whether the file of an alias cannot stand beside the others, folded as they are: it is one of them, or the
// smaller one of it, or one would have to be a file and a folder.
func (p *Plan) taken(file string, aliases map[string]int) bool {
	plain := smaller.ReplaceAllString(file, "")
	if aliases[file] > 1 || p.stands(file) || plain != file && (aliases[plain] > 0 || p.stands(plain)) {
		return true
	}
	for above := path.Dir(file); above != "."; above = path.Dir(above) {
		if aliases[above] > 0 || p.stands(above) {
			return true
		}
	}
	return false
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
