package attack

import (
	"bytes"
	"io/fs"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A figure of a page may stand a second time, alone: as a page for other sites, or as
// a drawing. It has not the words around it that say what its numbers are, and read by
// itself it would be taken for a figure of some place that has the same name. Its
// address says which page it was taken from; it is read as what stands there.

// The folders of figures that stand alone; below them the addresses of their pages follow.
const foldersAlone = "gambar sematan"

// echoes is which page offers a drawing, which address a page names as the one to
// keep, and the page looked at last for what stands around a figure.
type echoes struct {
	drawn map[string]string // page by drawing
	named map[string]string // address by page
	owner string
	root  *html.Node
	top   scope
}

// hears notes what a page offers as a drawing, and which page it repeats.
func (h *echoes) hears(file, tag string, attrs map[string]string) {
	switch {
	case tag == "a" && strings.HasSuffix(attrs["href"], ".svg"):
		h.drawn[resolved(file, attrs["href"])] = file
	case tag == "link" && attrs["rel"] == "canonical":
		h.named[file] = attrs["href"]
	}
}

// follow makes a page about what the page is about whose figure it shows, or that it
// names as the one to keep.
func (e *edition) follow() {
	for file, s := range e.subjects {
		owner, _ := e.taken(file)
		if owner == "" {
			owner = e.kept(file)
		}
		if owner != "" && owner != file {
			*s = *e.subjects[owner]
		}
	}
}

// taken gives the page that a figure alone was taken from, and how the figure is
// called there; no page for what is none.
func (e *edition) taken(file string) (page, figure string) {
	figure = strings.TrimSuffix(path.Base(file), path.Ext(file))
	folders := strings.Split(path.Dir(file), "/")
	if at := slices.IndexFunc(folders, func(f string) bool { return isAny(f, foldersAlone) }); at >= 0 {
		stem := path.Join(slices.Concat(folders[:at], folders[at+1:])...)
		for _, page := range []string{stem + ".html", path.Join(stem, "index.html")} {
			if e.subjects[page] != nil {
				return page, figure
			}
		}
	}
	return e.echoes.drawn[file], figure
}

// kept gives the page of this portal that a page names as the one to keep.
func (e *edition) kept(name string) string {
	address := e.echoes.named[name]
	if address == "" {
		return ""
	}
	if strings.HasSuffix(address, "/") {
		address += "index.html"
	}
	for {
		if e.subjects[address] != nil {
			return address
		}
		_, rest, found := strings.Cut(address, "/")
		if !found {
			return ""
		}
		address = rest
	}
}

// around gives what a figure of a page is about, by its place there, and the figure
// itself, nil where the page has none of that name.
func (e *edition) around(files fs.FS, owner, figure string) (scope, *html.Node, error) {
	p := &page{e: e, file: owner}
	if e.echoes.owner != owner {
		body, err := fs.ReadFile(files, owner)
		if err != nil {
			return scope{}, nil, err
		}
		root, top, err := p.open(body)
		if err != nil {
			return scope{}, nil, err
		}
		e.echoes.owner, e.echoes.root, e.echoes.top = owner, root, top
	}
	s := e.echoes.top
	node := find(e.echoes.root, func(n *html.Node) bool { return attr(n, "id") == figure })
	var within []*html.Node
	for n := node; n != nil; n = n.Parent {
		within = append(within, n)
	}
	for _, n := range slices.Backward(within) {
		if isPart(n.Data) {
			s = p.headed(n, s)
		}
	}
	return s, node, nil
}

// readAlone reads a figure that stands alone, as a page or as a drawing.
func (e *edition) readAlone(files fs.FS, name, owner, figure string, body []byte) error {
	s, at, err := e.around(files, owner, figure)
	if err != nil {
		return err
	}
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return nil //nolint:nilerr // no browser shows it either
	}
	p := &page{e: e, file: name}
	if path.Ext(name) == ".svg" {
		if root = find(root, func(n *html.Node) bool { return n.Data == "svg" }); root == nil {
			return nil
		}
		root = newMould(owner, at).fill(root)
	} else {
		withoutCutTitle(root)
		s.names = newNames(e.portal, s.names)
		p.gather(root, s.names)
	}
	p.walk(root, s)
	return nil
}

// withoutCutTitle takes the title of a page away that only repeats the beginning of its
// headings: cut off in the middle of "3 of 9 services" it says something else.
func withoutCutTitle(root *html.Node) {
	said := func(is func(*html.Node) bool) string {
		if n := find(root, is); n != nil {
			return plainText(content(n))
		}
		return ""
	}
	title := find(root, func(n *html.Node) bool { return n.Data == "title" && n.Parent.Data == "head" })
	if title == nil {
		return
	}
	begun, cut := strings.CutSuffix(plainText(content(title)), "…")
	over := said(func(n *html.Node) bool { return n.Data == "h1" }) + ": "
	heading := over + said(func(n *html.Node) bool { return n.Data == "h2" || n.Data == "h3" })
	if cut && (strings.HasPrefix(heading, begun) || strings.HasPrefix(over+said(func(n *html.Node) bool { return hasClass(n, "desc") }), begun)) {
		title.Parent.RemoveChild(title)
	}
}
