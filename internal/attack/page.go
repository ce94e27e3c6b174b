package attack

import (
	"bytes"
	"math"
	"strings"

	"golang.org/x/net/html"

	"terang/internal/bounds"
)

// page is a page while it is read.
type page struct {
	e    *edition
	file string
}

// readPage reads a whole page: its sentences, tables, lists, drawings and the data behind its charts.
func (e *edition) readPage(name string, body []byte) {
	p := &page{e: e, file: name}
	root, top, err := p.open(body)
	if err != nil {
		return
	}
	e.pages++
	p.walk(root, top)
}

// open takes a page apart and finds what all of it is about.
func (p *page) open(body []byte) (*html.Node, scope, error) {
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return nil, scope{}, err
	}
	s := p.e.subjects[p.file]
	top := scope{unit: s.unit, ind: s.ind, year: p.e.latest(), month: none, lang: "id", names: newNames(p.e.portal, p.e.aliases)}
	if h := find(root, func(n *html.Node) bool { return n.Data == "html" }); h != nil && strings.HasPrefix(attr(h, "lang"), "en") {
		top.lang = "en"
	}
	if top.ind != none && top.unit == none {
		top.unit = p.e.portal.root()
	}
	p.gather(root, top.names)
	p.dated(root, &top, s.title)
	return root, top, nil
}

// root gives the unit that the whole portal is about.
func (p *portal) root() int {
	for u := range p.units {
		if p.parent(u) == none && p.units[u].level != puskesmas {
			return u
		}
	}
	return none
}

// dated finds of which year a page tells, where that is not the latest.
func (p *page) dated(root *html.Node, s *scope, title string) {
	if y := wholeNumber(lastYear(title)); y != none && p.e.through[y] != 0 {
		s.year = y
		return
	}
	lead := find(root, func(n *html.Node) bool { return hasClass(n, "lead") })
	if lead == nil {
		return
	}
	list := tokens(content(lead), s.lang)
	for i := range list {
		m := -1
		if !list[i].number {
			m = monthWord(list[i].text)
		}
		if m >= 0 && i+1 < len(list) && list[i+1].year() != none {
			if year, at := p.e.periodOf(list[i+1].year()*12+m, *s); at == none {
				s.year = year
			}
			return
		}
	}
}

// gather notes what the links of a part of a page call the places that they lead to.
func (p *page) gather(n *html.Node, into *names) {
	each(n, func(n *html.Node) {
		if n.Type == html.ElementNode && n.Data == "a" {
			if r := p.linked(n); r != nothing {
				into.add(content(n), r)
				into.link(r)
			}
		}
	})
}

// linked gives what a link leads to.
func (p *page) linked(a *html.Node) ref {
	if s := p.e.subjects[resolved(p.file, attr(a, "href"))]; s != nil {
		return s.ref
	}
	return nothing
}

// walk reads an element and all in it. What a part is about it says in its
// heading, its id, or the link of a line.
func (p *page) walk(n *html.Node, s scope) {
	if n.Type == html.ElementNode {
		p.attributes(n, s)
		if isPart(n.Data) {
			s = p.headed(n, s)
			if n.Data == "details" && p.e.learning {
				p.projected(n, s)
			}
		}
		switch n.Data {
		case "script":
			if strings.Contains(attr(n, "type"), "json") {
				p.option(content(n), s)
			}
			return
		case "style":
			return
		case "table":
			p.table(n, s)
			return
		case "li", "dt", "dd":
			s = p.line(n, s)
		case "dl":
			p.index(n, s)
		case "ol":
			p.order(p.lines(n, s), s)
		case "svg":
			p.drawing(n, s)
			return
		case "title", "h1", "h2", "h3", "h4", "p", "caption", "figcaption", "summary", "blockquote", "span", "abbr", "td":
			if textual(n) {
				each(n, func(c *html.Node) {
					if c != n && c.Type == html.ElementNode {
						p.attributes(c, s)
					}
				})
				p.text(s, content(n), place(n.Data))
				if n.Data != "span" && n.Data != "td" {
					p.counts(s, content(n))
				}
				return
			}
		}
	}
	if n.Type == html.TextNode && n.Parent != nil && (n.Parent.Data == "li" || n.Parent.Data == "dd" || n.Parent.Data == "div") {
		p.text(s, n.Data, "text")
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c, s)
	}
}

// isPart says whether an element is a part of a page with a heading of its own.
func isPart(tag string) bool { return isAny(tag, "section figure article details") }

// place names the kind of place that an element is.
func place(tag string) string {
	switch tag {
	case "title", "h1", "h2", "h3", "h4":
		return "title"
	}
	return "text"
}

// textual says whether an element holds nothing but text and marks in it.
func textual(n *html.Node) bool {
	return find(n, func(c *html.Node) bool {
		return c != n && c.Type == html.ElementNode && (c.Data == "svg" || c.Data == "table" || c.Data == "ul" || c.Data == "ol" || c.Data == "script" || c.Data == "p")
	}) == nil
}

// attributes reads what an element says without showing it.
func (p *page) attributes(n *html.Node, s scope) {
	for _, a := range n.Attr {
		switch {
		case n.Data == "meta" && a.Key == "content" && !isAny(attr(n, "name"), "viewport theme-color color-scheme"):
			p.text(s, a.Val, "meta")
			p.counts(s, a.Val)
		case a.Key == "aria-label" || a.Key == "alt" || a.Key == "title" || a.Key == "aria-description":
			p.text(s, a.Val, "label")
		case strings.HasPrefix(a.Key, "data-"):
			p.text(s, a.Val, "attribute")
		}
	}
}

// headed narrows a scope by the heading and the id of a part of a page.
func (p *page) headed(n *html.Node, s scope) scope {
	s.names = newNames(p.e.portal, s.names)
	if n.Data == "figure" {
		p.gather(n, s.names)
		s.single = s.single || find(n, func(c *html.Node) bool { return c.Data == "th" && ofOneMonth(content(c)) }) != nil
	}
	for _, part := range strings.Split(attr(n, "id"), "-") {
		if ind := p.e.portal.indicator(part); ind != none {
			s.ind = ind
		}
	}
	head := find(n, func(c *html.Node) bool { return c.Data == "h2" || c.Data == "h3" || c.Data == "summary" })
	if head == nil {
		return s
	}
	said := content(head)
	s.aside = s.aside || ofReports(said)
	if r := s.names.only(said); r.ind != none {
		s.ind = r.ind
	}
	return p.monthIn(said, s)
}

// ofOneMonth says whether a heading is about those newly served in a month.
func ofOneMonth(text string) bool { return isAny(first(text), "baru newly new") }

// monthIn takes over the month that a heading names with its year.
func (p *page) monthIn(text string, s scope) scope {
	list := tokens(text, s.lang)
	for i := range list {
		if list[i].number || i+1 >= len(list) {
			continue
		}
		if m, y := monthWord(list[i].text), list[i+1].year(); m >= 0 && y != none {
			s.month = y*12 + m
			s.year, _ = p.e.periodOf(s.month, s)
			return s
		}
	}
	return s
}

// line narrows a scope by the link at the head of a line of a list.
func (p *page) line(n *html.Node, s scope) scope {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && c.Data == "a" {
			s = s.with(p.linked(c))
			break
		}
	}
	if n.Data == "dd" { // it is about what stands before it
		for b := n.PrevSibling; b != nil; b = b.PrevSibling {
			if b.Type == html.ElementNode && b.Data == "dt" {
				h := p.head(b, s)
				s.aside = s.aside || h.skip
				return s.with(h.ref)
			}
		}
	}
	if n.Data == "li" {
		p.standing(n, s)
	}
	return s
}

// standing looks in a line about a hidden cell for signs and colours of how it stands.
func (p *page) standing(n *html.Node, s scope) {
	f := p.hiddenCell(s)
	if f == nil {
		return
	}
	each(n, func(c *html.Node) {
		if c.Type == html.ElementNode && tellsStanding(c) {
			p.e.hear(s.claim(standing, standingRange(c, f.target), p.file, "colour"))
		}
	})
}

func (p *page) hiddenCell(s scope) *fact {
	if !s.complete() {
		return nil
	}
	if f := p.e.cell(s.unit, s.ind, s.year); f != nil && f.state == hidden && p.current(s) {
		return f
	}
	return nil
}

// current says whether a scope is about the month up to which its year's figures count.
func (p *page) current(s scope) bool { return s.month == none || s.month == p.e.through[s.year] }

// tellsStanding says whether an element's colour or sign says how a figure stands.
func tellsStanding(n *html.Node) bool {
	for _, class := range strings.Fields(attr(n, "class")) {
		if isAny(class, standingClasses) {
			return true
		}
	}
	return n.FirstChild != nil && n.FirstChild.Type == html.TextNode && strings.ContainsAny(n.FirstChild.Data, standingSigns)
}

// standingRange gives the shares that an element's colour stands for.
func standingRange(n *html.Node, target float64) bounds.Interval {
	for _, c := range []struct {
		class    string
		from, to float64
	}{
		{"good", 1, math.Inf(1)},
		{"near", 0.9, 1},
		{"bad", 0, 0.9},
		{"q5", 1, math.Inf(1)},
		{"q4", 0.9, 1},
		{"q3", 0.8, 0.9},
		{"q2", 0.5, 0.8},
		{"q1", 0, 0.5},
	} {
		if hasClass(n, c.class) && target > 0 {
			return bounds.Interval{Lo: c.from * target, Hi: c.to * target}
		}
	}
	return anything
}

func find(n *html.Node, is func(*html.Node) bool) *html.Node {
	if n.Type == html.ElementNode && is(n) {
		return n
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if found := find(c, is); found != nil {
			return found
		}
	}
	return nil
}

func each(n *html.Node, do func(*html.Node)) {
	do(n)
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, do)
	}
}

// all lists the elements with a tag beneath a node.
func all(n *html.Node, tag string) []*html.Node {
	var list []*html.Node
	each(n, func(c *html.Node) {
		if c.Type == html.ElementNode && c.Data == tag {
			list = append(list, c)
		}
	})
	return list
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func hasClass(n *html.Node, class string) bool {
	return isAny(class, attr(n, "class"))
}

// content gives the text of an element and of all in it.
func content(n *html.Node) string {
	var b strings.Builder
	each(n, func(c *html.Node) {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
		}
	})
	return strings.TrimSpace(b.String())
}
