package build

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// pageChecks say what is wrong with a page taken alone.
var pageChecks = []func(*page) []string{nesting, head, identities, headings, pictures, figures, policy, leftovers}

// TestEveryPageIsSoundHTML holds every page of every site against what all pages have in common.
func TestEveryPageIsSoundHTML(t *testing.T) {
	t.Parallel()
	for name, b := range everySite(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			titles := map[string]string{}
			for _, p := range b.pages {
				title := text(all(p.doc, "title")[0])
				if titles[title] != "" {
					t.Errorf("%s and %s have one title: %s", p.path, titles[title], title)
				}
				titles[title] = p.path
				for _, check := range pageChecks {
					for _, fault := range check(p) {
						t.Errorf("%s: %s", p.path, fault)
					}
				}
			}
		})
	}
}

// TestUnfriendlyNamesStayText reads a name that tries to become markup where it is said.
func TestUnfriendlyNamesStayText(t *testing.T) {
	t.Parallel()
	b := mustBe(t, hostileOnce)
	if got := text(all(b.named["index.html"].doc, "h1")[0]); got != "Portal Kesehatan Kabupaten "+unfriendly {
		t.Errorf("h1 %q", got)
	}
	for name, body := range b.files {
		if path.Ext(name) == ".html" && bytes.Contains(body, []byte("<script>f()")) {
			t.Errorf("%s holds the name as markup", name)
		}
	}
}

// voids are elements that have no end tag.
var voids = []string{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}

// nesting compares the tags as written with the tree that a browser makes of
// them: where they differ, the page says something else than it seems to.
func nesting(p *page) []string {
	var faults, open, written []string
	z := html.NewTokenizer(bytes.NewReader(p.body))
	for {
		kind := z.Next()
		if kind == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				faults = append(faults, z.Err().Error())
			}
			break
		}
		token := z.Token()
		switch kind {
		case html.StartTagToken, html.SelfClosingTagToken:
			written = append(written, strings.Join(append(open, strings.ToLower(token.Data)), "/"))
			if kind == html.StartTagToken && !slices.Contains(voids, token.Data) {
				open = append(open, token.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != token.Data {
				return append(faults, fmt.Sprintf("</%s> ends nothing; open: %v", token.Data, open))
			}
			open = open[:len(open)-1]
		default:
		}
	}
	if len(open) > 0 {
		return append(faults, fmt.Sprintf("left open: %v", open))
	}
	i := 0
	for n := range elements(p.doc) {
		seen := strings.ToLower(ancestry(n))
		if i >= len(written) || written[i] != seen {
			return append(faults, fmt.Sprintf("a browser reads %q where %q was written", seen, slices.Concat(written, []string{"nothing"})[min(i, len(written))]))
		}
		i++
	}
	return faults
}

func ancestry(n *html.Node) string {
	names := []string{n.Data}
	for a := n.Parent; a != nil && a.Type == html.ElementNode; a = a.Parent {
		names = append(names, a.Data)
	}
	slices.Reverse(names)
	return strings.Join(names, "/")
}

// head checks what stands before the body: language, character set, policy, title, description.
func head(p *page) []string {
	var faults []string
	if !bytes.HasPrefix(p.body, []byte("<!doctype html>")) {
		faults = append(faults, "does not begin with its doctype")
	}
	if lang, _ := attribute(all(p.doc, "html")[0], "lang"); lang != "id" && lang != "en" {
		faults = append(faults, fmt.Sprintf("lang is %q", lang))
	}
	inHead := slices.Collect(elements(all(p.doc, "head")[0]))
	charset, _ := attribute(inHead[0], "charset")
	equiv, _ := attribute(inHead[1], "http-equiv")
	if charset != "utf-8" || equiv != "Content-Security-Policy" {
		faults = append(faults, "charset and policy do not come first")
	}
	if content, _ := attribute(inHead[1], "content"); !strings.HasPrefix(content, "default-src 'none';") || strings.Contains(content, "unsafe") || strings.Contains(content, "//") {
		faults = append(faults, "the policy allows too much: "+content)
	}
	titles := 0
	for _, n := range all(p.doc, "title") {
		if n.Namespace == "" {
			titles++
			if len(text(n)) < 4 {
				faults = append(faults, fmt.Sprintf("title %q", text(n)))
			}
		}
	}
	if titles != 1 {
		faults = append(faults, fmt.Sprintf("%d titles", titles))
	}
	descriptions := named(inHead, "description")
	if len(descriptions) != 1 || len(descriptions[0]) < 10 || strings.Contains(descriptions[0], "strong>") {
		faults = append(faults, fmt.Sprintf("descriptions %q", descriptions))
	}
	if viewport := named(inHead, "viewport"); len(viewport) != 1 || strings.Contains(viewport[0], "maximum-scale") {
		faults = append(faults, fmt.Sprintf("viewport %q", viewport))
	}
	return faults
}

// named gives the contents of the meta elements of a name.
func named(nodes []*html.Node, name string) []string {
	var found []string
	for _, n := range nodes {
		if v, _ := attribute(n, "name"); n.Data == "meta" && v == name {
			content, _ := attribute(n, "content")
			found = append(found, content)
		}
	}
	return found
}

// referring are attributes that name ids of the same page.
var referring = []string{"aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "for", "headers", "list", "form"}

// identities checks that each id stands once and that what is referred to is there.
func identities(p *page) []string {
	var faults []string
	for id, n := range p.ids {
		if n > 1 || id == "" || strings.ContainsAny(id, " \t\n") {
			faults = append(faults, fmt.Sprintf("id %q stands %d times", id, n))
		}
	}
	slices.Sort(faults)
	for n := range elements(p.doc) {
		for _, key := range referring {
			v, _ := attribute(n, key)
			for id := range strings.FieldsSeq(v) {
				if p.ids[id] == 0 {
					faults = append(faults, fmt.Sprintf("%s of <%s> names no id: %q", key, n.Data, id))
				}
			}
		}
		for _, a := range n.Attr {
			if id, ok := strings.CutPrefix(a.Val, "url(#"); ok && p.ids[strings.TrimSuffix(id, ")")] == 0 {
				faults = append(faults, fmt.Sprintf("%s of <%s> names no id: %q", a.Key, n.Data, id))
			}
		}
	}
	return faults
}

// headings checks that there is one h1, within the one main, and that no level is skipped below it.
func headings(p *page) []string {
	var faults []string
	if n := len(all(p.doc, "main")); n != 1 {
		return []string{fmt.Sprintf("%d main", n)}
	}
	level, ones := 0, 0
	for n := range elements(p.doc) {
		if len(n.Data) != 2 || n.Data[0] != 'h' || n.Data[1] < '1' || n.Data[1] > '6' {
			continue
		}
		at := int(n.Data[1] - '0')
		if at == 1 {
			ones++
		}
		if at > level+1 {
			faults = append(faults, fmt.Sprintf("h%d %q follows an h%d", at, text(n), level))
		}
		if text(n) == "" {
			faults = append(faults, n.Data+" is empty")
		}
		level = at
	}
	if ones != 1 || len(all(all(p.doc, "main")[0], "h1")) != 1 {
		faults = append(faults, fmt.Sprintf("%d h1", ones))
	}
	return faults
}

// pictures checks that every image and drawing is either described or kept from readers' aids.
func pictures(p *page) []string {
	var faults []string
	for _, n := range all(p.doc, "img") {
		if alt, ok := attribute(n, "alt"); !ok || alt == "" {
			faults = append(faults, "img without alt")
		}
		for _, side := range []string{"width", "height"} {
			if v, _ := attribute(n, side); v == "" || v == "0" {
				faults = append(faults, "img without "+side+", so the page jumps when it comes")
			}
		}
	}
	for _, n := range all(p.doc, "svg") {
		hidden, _ := attribute(n, "aria-hidden")
		role, _ := attribute(n, "role")
		if hidden == "true" {
			continue
		}
		if role != "img" || len(all(n, "title")) == 0 || text(all(n, "title")[0]) == "" {
			faults = append(faults, "a drawing without a title")
		}
	}
	return faults
}

// figures checks that every figure has a caption and its numbers as a table, and
// every table a caption, headers with a scope, and rows of equal length.
func figures(p *page) []string {
	var faults []string
	for _, n := range all(p.doc, "figure") {
		if strings.HasPrefix(classOf(n), "photo") && len(all(n, "img")) == 1 { // a picture has its own description
			continue
		}
		id, _ := attribute(n, "id")
		if len(all(n, "table")) == 0 {
			faults = append(faults, "figure "+id+" has no table")
		}
		if c := all(n, "figcaption"); len(c) != 1 || text(c[0]) == "" {
			faults = append(faults, "figure "+id+" has no caption")
		}
		// Within a post's text the finding stands among the words.
		if h := all(n, "h3"); !isProse(n) && (len(h) != 1 || len(text(h[0])) < 10) {
			faults = append(faults, "figure "+id+" has no title")
		}
		if first := slices.IndexFunc(all(n, "p"), func(p *html.Node) bool { return classOf(p) == "desc" && len(text(p)) > 20 }); first != 0 {
			faults = append(faults, "figure "+id+" is not told in words")
		}
	}
	for _, n := range all(p.doc, "table") {
		if isProse(n) { // written in Markdown, where a table has no caption
			continue
		}
		caption := all(n, "caption")
		if len(caption) != 1 || text(caption[0]) == "" {
			faults = append(faults, "a table has no caption")
			continue
		}
		width := -1
		for _, row := range all(n, "tr") {
			cells := len(all(row, "td")) + len(all(row, "th"))
			if width < 0 {
				width = cells
			}
			if cells != width || cells == 0 {
				faults = append(faults, fmt.Sprintf("table %q: a row of %d cells among rows of %d", text(caption[0]), cells, width))
			}
		}
		for _, th := range all(n, "th") {
			if scope, _ := attribute(th, "scope"); scope != "col" && scope != "row" {
				faults = append(faults, fmt.Sprintf("table %q: a header without scope", text(caption[0])))
			}
		}
	}
	return faults
}

func isProse(n *html.Node) bool {
	for a := n.Parent; a != nil; a = a.Parent {
		if class, _ := attribute(a, "class"); slices.Contains(strings.Fields(class), "prose") {
			return true
		}
	}
	return false
}

// policy checks that nothing stands in a page that its own policy would stop.
func policy(p *page) []string {
	var faults []string
	for n := range elements(p.doc) {
		_, sourced := attribute(n, "src")
		kind, _ := attribute(n, "type")
		switch {
		case n.Data == "style":
			faults = append(faults, "a style element")
		case n.Data == "script" && !sourced && kind != "application/json" && kind != "application/ld+json":
			faults = append(faults, "a script within the page")
		case slices.Contains([]string{"iframe", "object", "embed", "base", "applet", "frame", "foreignobject"}, strings.ToLower(n.Data)):
			faults = append(faults, "a "+n.Data)
		}
		for _, a := range n.Attr {
			if a.Key == "style" || strings.HasPrefix(a.Key, "on") || strings.HasPrefix(strings.ToLower(strings.TrimSpace(a.Val)), "javascript:") {
				faults = append(faults, fmt.Sprintf("%s=%q in <%s>", a.Key, a.Val, n.Data))
			}
		}
	}
	return faults
}

// leftover is what shows that something was filled in wrongly: a word that is
// missing, a format or a template that failed, a number that is none, a text
// that was escaped twice, a name in braces that nothing was put for.
var leftover = regexp.MustCompile(`⟦[^⟧]*|%!.?\(|ZgotmplZ|<no value>|\bNaN\b|[+-]Inf\b|&lt;nil&gt;|&amp;(?:lt|gt|quot|amp|#\d+|#x[0-9a-fA-F]+);`)

var noMonth = regexp.MustCompile(`\b0 0\b`)

var brace = regexp.MustCompile(`\{[a-z0-9_.]+\}`)

func leftovers(p *page) []string {
	var faults []string
	for _, m := range leftover.FindAll(p.body, 3) {
		faults = append(faults, fmt.Sprintf("holds %q", m))
	}
	for _, n := range []*html.Node{all(p.doc, "head")[0], all(p.doc, "body")[0]} {
		for d := range n.Descendants() {
			if d.Type == html.TextNode && d.Parent.Data != "script" {
				if m := brace.FindString(d.Data); m != "" {
					faults = append(faults, fmt.Sprintf("nothing was put for %s in %q", m, d.Data))
				}
				if noMonth.MatchString(d.Data) {
					faults = append(faults, fmt.Sprintf("names a month that is none in %q", d.Data))
				}
			}
		}
	}
	return faults
}
