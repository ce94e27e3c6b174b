package content

import (
	"bytes"
	"net/url"
	"path"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"terang/internal/source"
)

// AnchorPrefix begins the anchor of a heading in a text, so that none is that of a part of
// the page around it.
const AnchorPrefix = "bagian-"

func (d *document) judgeLink(n *ast.Link) {
	at := d.addressPos(n, n.Destination, n.Reference == nil)
	if to, ok := d.resolve(resolved(n.Destination), at); ok {
		d.links[n] = to
	}
}

func (d *document) judgeAutoLink(n *ast.AutoLink) {
	address, label := string(n.URL(d.src)), n.Label(d.src)
	if n.AutoLinkType == ast.AutoLinkEmail && !strings.HasPrefix(strings.ToLower(address), "mailto:") {
		address = "mailto:" + address
	}
	if to, ok := d.resolve(address, d.addressPos(n, label, true)); ok && d.link == 0 {
		d.links[n] = to
	}
}

// addressPos gives the place of an address within its link: where it is written
// behind the link's beginning, or else the beginning, since the library keeps
// no place for it. A reference's address stands elsewhere.
func (d *document) addressPos(n ast.Node, address []byte, here bool) source.Pos {
	start := max(n.Pos(), 0)
	behind := start
	_ = ast.Walk(n, func(c ast.Node, _ bool) (ast.WalkStatus, error) {
		if t, ok := c.(*ast.Text); ok {
			behind = max(behind, t.Segment.Stop)
		}
		return ast.WalkContinue, nil
	})
	if here && len(address) > 0 && behind <= len(d.src) {
		if i := bytes.Index(d.src[behind:], address); i >= 0 {
			return d.pos(behind+i, behind+i+len(address))
		}
	}
	return d.pos(start, start+1)
}

// resolved gives an address as a browser would read it from the page.
func resolved(address []byte) string {
	return string(util.ResolveEntityNames(util.ResolveNumericReferences(util.UnescapePunctuations(address))))
}

// resolve judges the address of a link; ok is false where it may not stand.
func (d *document) resolve(address string, at source.Pos) (to target, ok bool) {
	switch scheme := schemeOf(address); scheme {
	case "":
	case "http", "https":
		if u, err := url.Parse(address); err != nil || u.Host == "" {
			d.problems.Error(at, "odd-link", "value", address)
			return target{}, false
		}
		d.away = append(d.away, source.Address{URL: address, Pos: at})
		return target{address: address}, true
	case "mailto", "tel":
		return target{address: address}, true
	default:
		d.problems.Error(at, "odd-link", "value", address)
		return target{}, false
	}
	if strings.HasPrefix(address, "#") && len(address) > 1 {
		d.inner = append(d.inner, source.Address{URL: address, Pos: at})
		return target{address: address}, true
	}
	if isOdd(address) {
		d.problems.Error(at, "odd-link", "value", address)
		return target{}, false
	}
	hole := d.folder.link(d.file, address, at, d.problems)
	return target{hole: hole}, hole != nil
}

// isOdd says whether a relative address is none, names another host, or is
// written with the wrong stroke.
func isOdd(address string) bool {
	return strings.TrimSpace(address) == "" || strings.HasPrefix(address, "//") ||
		strings.HasPrefix(address, "#") || strings.ContainsAny(address, "\\\x00\t\n\r") ||
		address != strings.TrimSpace(address)
}

// schemeOf gives what stands before the first colon, if that comes before any
// path, in lower case and without the characters that browsers leave out.
func schemeOf(address string) string {
	before, _, found := strings.Cut(address, ":")
	if !found || strings.ContainsAny(before, "/?#") {
		return ""
	}
	bare := strings.Map(func(r rune) rune {
		if r <= ' ' || r == 0x7F {
			return -1
		}
		return r
	}, before)
	if bare != before || bare == "" {
		return "?" + bare // whatever it is, it is not one that may stand
	}
	return strings.ToLower(bare)
}

// link finds what a relative address leads to, nil where it leads nowhere: the
// page of a post, a file to be published, or another page of the site.
func (f *folder) link(from, address string, at source.Pos, ps *source.Problems) *Hole {
	place, fragment := cutFragment(address)
	file, inside := f.find(from, place)
	ext := strings.ToLower(path.Ext(file))
	switch {
	case ext == ".md":
		return f.ref(file, inside, fragment, at, ps)
	case inside && f.has(file), assetKind(ext) != noAsset:
		asset, ok := f.asset(file, inside, at, ps)
		if !ok {
			return nil
		}
		return &Hole{Name: HoleAsset, Pos: at, Args: []Arg{
			{Name: "path", Value: asset.Path, Pos: at}, {Name: "fragment", Value: fragment, Pos: at},
		}}
	}
	return &Hole{Name: HolePage, Pos: at, Args: []Arg{{Name: "address", Value: address, Pos: at}}}
}

// ref leads to the page of another post.
func (f *folder) ref(file string, inside bool, fragment string, at source.Pos, ps *source.Problems) *Hole {
	p, ok := f.posts[file]
	switch {
	case !ok || !inside:
		ps.Error(at, "missing-post", "value", file, "near", f.near(file))
		return nil
	case p.hidden:
		ps.Warn(at, "link-to-unpublished", "value", file)
		return nil
	}
	return &Hole{Name: HoleRef, Pos: at, Args: []Arg{
		{Name: "kind", Value: string(p.kind), Pos: at},
		{Name: "slug", Value: p.slug, Pos: at},
		{Name: "fragment", Value: fragment, Pos: at},
	}}
}

// cutFragment parts an address into its path and "#…"; a query is dropped, as
// no file here has one.
func cutFragment(address string) (place, fragment string) {
	place, after, found := strings.Cut(address, "#")
	if found && after != "" {
		fragment = "#" + after
	}
	place, _, _ = strings.Cut(place, "?")
	return place, fragment
}
