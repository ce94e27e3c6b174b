package attack

import (
	"bytes"
	"io/fs"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// A chart may stand a second time as a file of its own, without what says what it is
// about. A page that names another as the one to keep is about the same as that one.
// A drawing that a page offers repeats the page where every text with a digit in it
// stands there as well: then the page has told all of it, with its surroundings, and
// alone its numbers would only be taken for those of others. Any other drawing is read.

// echoes is which page offers a drawing, which address a page names as the one to
// keep, and the text of the page looked at last.
type echoes struct {
	drawn map[string]string // page by drawing
	named map[string]string // address by page
	owner string
	text  string
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

// follow makes a page about what the page is about that it names as the one to keep.
func (e *edition) follow() {
	for file, s := range e.subjects {
		if owner := e.kept(file); owner != "" && owner != file {
			*s = *e.subjects[owner]
		}
	}
}

// isEcho says whether a drawing only repeats what the page tells that offers it.
func (e *edition) isEcho(files fs.FS, name string, body []byte) (bool, error) {
	owner := e.echoes.drawn[name]
	if owner == "" {
		return false, nil
	}
	if e.echoes.owner != owner {
		page, err := fs.ReadFile(files, owner)
		if err != nil {
			return false, err
		}
		root, err := html.Parse(bytes.NewReader(page))
		if err != nil {
			return false, nil //nolint:nilerr // what cannot be compared is read
		}
		e.echoes.owner, e.echoes.text = owner, pageText(root)
	}
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return false, nil //nolint:nilerr // see above
	}
	return e.echoes.tells(root), nil
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

// tells says whether the page looked at last has every text with a digit.
func (h *echoes) tells(root *html.Node) bool {
	all := true
	each(root, func(n *html.Node) {
		if n.Type != html.TextNode || !all {
			return
		}
		for _, part := range strings.FieldsFunc(n.Data, func(r rune) bool { return strings.ContainsRune(":;·", r) }) {
			part = plainText(strings.TrimSuffix(strings.TrimSpace(part), "…"))
			if strings.ContainsFunc(part, unicode.IsDigit) && !strings.Contains(part, "//") {
				all = all && h.has(part)
			}
		}
	})
	return all
}

// has finds a text where no letter and no digit stands directly beside it.
func (h *echoes) has(part string) bool {
	for at := 0; ; {
		i := strings.Index(h.text[at:], part)
		if i < 0 {
			return false
		}
		at += i
		before, after := h.text[at-1], h.text[at+len(part):]
		if !wordByte(before) && (after == "" || !wordByte(after[0])) {
			return true
		}
		at++
	}
}

func wordByte(c byte) bool {
	return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// pageText is all text of a page, each piece apart from the next.
func pageText(root *html.Node) string {
	var b strings.Builder
	each(root, func(n *html.Node) {
		if n.Type == html.TextNode {
			b.WriteString(" " + plainText(n.Data))
		}
	})
	return b.String() + " "
}

// plainText writes blanks of every kind as single spaces.
func plainText(s string) string { return strings.Join(strings.Fields(s), " ") }
