package attack

import (
	"math"
	"strings"

	"golang.org/x/net/html"
)

// A drawing that stands alone has lost what its page says in links and classes: which
// shape is whose, which is a value and which a line to hold it against. All that is put
// back from the figure that it was taken from, where a shape or a word is the same
// there; it is then read like that figure. A shape that is not the same is read as a
// value, and a colour by what it stands for elsewhere in the drawing.

// mould is a figure of a page, into which a drawing of it is put.
type mould struct {
	owner string // the page
	name  string
	svgs  []*html.Node
	lines namesakes         // lines of its list
	list  *html.Node        // and the list
	links map[string]string // addresses by text
	trs   namesakes         // and rows of its table
	paint palette

	whole *html.Node // what is made,
	at    *html.Node // the part of it that is filled,
	line  *html.Node // the same line or row on the page,
	rows  *html.Node // and the part of a table where the next row goes
	size  float64    // of the letters of the names of lines or rows
	left  float64    // where lines of text begin
	under *html.Node // the coloured ground of the next cell
}

// namesakes are parts of a figure by their names. Those of one name stand in the
// drawing in the order in which they stand on the page.
type namesakes map[string][]*html.Node

func (n namesakes) add(name, part *html.Node) {
	text := plainText(content(name))
	n[text] = append(n[text], part)
}

// next takes the first of a name; the last of them stays. There may be none.
func (n namesakes) next(name string) *html.Node {
	list := n[name]
	if len(list) == 0 {
		return nil
	}
	if len(list) > 1 {
		n[name] = list[1:]
	}
	return list[0]
}

func newMould(owner string, figure *html.Node) *mould {
	m := &mould{owner: owner, lines: namesakes{}, trs: namesakes{}, links: map[string]string{}}
	if figure == nil {
		return m
	}
	m.name = attr(figure, "id")
	for _, a := range all(figure, "a") {
		m.links[plainText(content(a))] = "/" + resolved(owner, attr(a, "href"))
	}
	chart := find(figure, func(n *html.Node) bool { return hasClass(n, "figure-chart") })
	if chart == nil {
		return m
	}
	m.svgs = all(chart, "svg")
	for _, li := range all(chart, "li") {
		if name := find(li, func(n *html.Node) bool { return hasClass(n, "name") }); name != nil {
			m.lines.add(name, li)
			m.list = li.Parent
		}
	}
	for _, tr := range all(chart, "tr") {
		if cells := cellsOf(tr); len(cells) > 0 {
			m.trs.add(cells[0], tr)
		}
	}
	return m
}

// fill puts a drawing into the mould, from above to below.
func (m *mould) fill(svg *html.Node) *html.Node {
	m.whole = element("div")
	m.at = m.whole
	pieces := piecesOf(svg)
	m.left = leftOf(pieces)
	for _, p := range pieces {
		switch p.n.Data {
		case "title", "desc":
			m.whole.AppendChild(element("p", words(p.text)))
		case "g":
			m.rows = nil
			m.small(p.n)
		case "text":
			m.text(p)
		default:
			m.loose(p, attr(svg, "width"))
		}
	}
	m.paint.settle()
	return m.whole
}

// piece is a part of a drawing as it stands alone: a shape, a smaller drawing, or a
// text with the rows that it is broken into.
type piece struct {
	n    *html.Node
	x, y float64
	size float64
	text string
	how  string
}

func piecesOf(svg *html.Node) []piece {
	var list []piece
	for c := svg.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		p := piece{n: c, x: zeroIfNone(measure(c, "x")), y: zeroIfNone(measure(c, "y")), size: measure(c, "font-size"), text: plainText(content(c))}
		p.how = attr(c, "text-anchor") + attr(c, "font-weight")
		if last := len(list) - 1; c.Data == "text" && last >= 0 && list[last].n.Data == "text" && p.continues(list[last]) {
			list[last].text += " " + p.text
			list[last].y = p.y
			continue
		}
		list = append(list, p)
	}
	return list
}

// leftOf finds where lines of text begin: farthest left of the places where several do.
func leftOf(pieces []piece) float64 {
	const several = 3
	left, begin := math.Inf(1), map[float64]int{}
	for _, p := range pieces {
		if p.n.Data != "text" {
			continue
		}
		if begin[p.x]++; begin[p.x] >= several {
			left = min(left, p.x)
		}
	}
	return left
}

// continues says whether a text is the next row of the one before it.
func (p piece) continues(o piece) bool {
	return p.x == o.x && p.size == o.size && p.how == o.how && p.y > o.y && p.y-o.y < 1.6*p.size
}

// text puts a text where it belongs: into a row of the table or a line of the list,
// which its name begins, or between them.
func (m *mould) text(p piece) {
	first := p.x == m.left
	switch {
	case first && m.trs[p.text] != nil || first && m.rows != nil && p.size == m.size:
		m.row(p)
	case m.rows != nil && !first:
		m.cell(p)
	case m.lines[p.text] != nil:
		m.begin(p, m.lines.next(p.text))
	case m.at != m.whole && (!first || p.size >= m.size):
		m.at.AppendChild(element("span", words(p.text)))
	case first:
		m.rows, m.at = nil, m.whole
		m.whole.AppendChild(element("p", words(m.ownAddress(p.text))))
	default:
		m.whole.AppendChild(element("li", words(p.text)))
	}
}

// ownAddress leaves out of a text the address of the figure.
func (m *mould) ownAddress(text string) string {
	kept := strings.Fields(text)
	for i, w := range kept {
		if strings.Contains(w, "://") && strings.HasSuffix(w, "#"+m.name) {
			kept[i] = "·"
		}
	}
	return strings.Join(kept, " ")
}

// begin begins a line of the list.
func (m *mould) begin(p piece, li *html.Node) {
	list := m.whole.LastChild
	if list == nil || list.Data != m.list.Data {
		list = element(m.list.Data)
		m.whole.AppendChild(list)
	}
	m.at, m.line, m.size = element("li", m.linked(li, p.text)), li, p.size
	set(m.at, "class", attr(li, "class"))
	list.AppendChild(m.at)
}

// linked gives a text with the link that a part of the page has, else with that of the
// same text anywhere in the figure.
func (m *mould) linked(part *html.Node, text string) *html.Node {
	to := m.links[text]
	if part != nil {
		if a := find(part, func(n *html.Node) bool { return n.Data == "a" }); a != nil {
			to = "/" + resolved(m.owner, attr(a, "href"))
		}
	}
	if to == "" {
		return words(text)
	}
	a := element("a", words(text))
	set(a, "href", to)
	return a
}

// row begins a row of the table; the first is its heading.
func (m *mould) row(p piece) {
	m.line = m.trs.next(p.text)
	if m.rows == nil {
		m.rows, m.size = element("tbody"), p.size
		m.whole.AppendChild(element("table", element("thead", element("tr", element("th", words(p.text)))), m.rows))
		return
	}
	m.rows.AppendChild(element("tr", element("th", m.linked(m.line, p.text))))
}

// cell adds a cell to the row that was begun last.
func (m *mould) cell(p piece) {
	tr := m.rows.LastChild
	if tr == nil { // still in the heading
		m.rows.PrevSibling.FirstChild.AppendChild(element("th", m.linked(nil, p.text)))
		return
	}
	td := element("td", words(p.text))
	tr.AppendChild(td)
	class, at := "", len(cellsOf(tr))-1
	if m.line != nil {
		if there := cellsOf(m.line); at < len(there) {
			class = attr(there[at], "class")
		}
	}
	colour := ""
	if m.under != nil && p.x > measure(m.under, "x") && p.x <= measure(m.under, "x")+measure(m.under, "width") {
		colour = attr(m.under, "fill")
	}
	m.under = nil
	m.paint.add(td, class, colour)
}

// small adds a drawing of its own, or the sign of a key.
func (m *mould) small(g *html.Node) {
	svg := m.drawing(g)
	if hasClass(svg, "swatch") {
		m.at = m.whole
	}
	m.at.AppendChild(svg)
}

// loose takes a shape that stands in no smaller drawing: the ground of a cell, a rule
// between lines, or something that no page has.
func (m *mould) loose(p piece, width string) {
	switch {
	case p.n.Data == "rect" && (attr(p.n, "width") == width || attr(p.n, "fill") == "none"):
	case p.n.Data == "rect" && m.rows != nil:
		m.under = p.n
	case p.n.Data == "path" && attr(p.n, "fill") == "none" && strings.Count(attr(p.n, "d"), "H") == 1 && len(figuresOf(attr(p.n, "d"))) == 3:
	default:
		made := shapeLike(p.n)
		svg := element("svg", made)
		set(svg, "class", "bar")
		m.paint.add(made, "", attr(p.n, "fill"))
		m.at.AppendChild(svg)
	}
}

func element(tag string, kids ...*html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: tag}
	for _, k := range kids {
		n.AppendChild(k)
	}
	return n
}

func words(text string) *html.Node { return &html.Node{Type: html.TextNode, Data: text} }

func set(n *html.Node, key, value string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

// plainText writes blanks of every kind as single spaces.
func plainText(s string) string { return strings.Join(strings.Fields(s), " ") }
