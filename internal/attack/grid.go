package attack

import (
	"slices"
	"strings"

	"golang.org/x/net/html"

	"terang/internal/bounds"
)

// head is what a column of a table is about.
type head struct {
	ref
	what  quantity
	typed bool // the heading says what the numbers are
	skip  bool // targets, counts of reports and the like: nothing of people
	month bool // the target, of the month up to which the year counts
	move  bool // says how the last month moved
	level string
	scope func(scope) scope
}

// table reads a table by its headings: each cell belongs to the unit, service and
// month that its row, its column and the page name.
func (p *page) table(n *html.Node, s scope) {
	s.names = newNames(p.e.portal, s.names)
	p.gather(n, s.names)
	if c := find(n, func(c *html.Node) bool { return c.Data == "caption" }); c != nil {
		p.text(s, content(c), "title")
		p.counts(s, content(c))
		s = p.monthIn(content(c), s)
		s.aside = s.aside || ofReports(content(c))
	}
	var heads []head
	var order []scope
	for _, tr := range all(n, "tr") {
		cells := cellsOf(tr)
		if len(cells) == 0 {
			continue
		}
		if inside(tr, "thead") {
			heads = nil
			for _, c := range cells {
				heads = append(heads, p.head(c, s))
			}
			continue
		}
		row, own := p.row(cells[0], s)
		for i, c := range cells[1:] {
			if i+1 < len(heads) {
				p.cell(c, row, heads[i+1])
			} else {
				p.cell(c, row, head{ref: nothing})
			}
		}
		if own && !inside(tr, "tfoot") {
			order = append(order, row)
		}
	}
	p.order(order, s)
}

func inside(n *html.Node, tag string) bool {
	for a := n.Parent; a != nil && a.Data != "table"; a = a.Parent {
		if a.Data == tag {
			return true
		}
	}
	return false
}

func cellsOf(tr *html.Node) []*html.Node {
	var list []*html.Node
	for c := tr.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.ElementNode && (c.Data == "td" || c.Data == "th") {
			list = append(list, c)
		}
	}
	return list
}

// head reads the heading of a column.
func (p *page) head(n *html.Node, s scope) head {
	text := content(n)
	h := head{ref: nothing}
	if a := find(n, func(c *html.Node) bool { return c.Data == "a" }); a != nil {
		h.ref = p.linked(a)
	}
	if h.ref == nothing {
		h.ref = s.names.only(text)
	}
	list := tokens(text, s.lang)
	h.scope = func(in scope) scope { return p.monthIn(text, in) }
	for i, t := range list {
		if y := t.year(); y != none && p.e.through[y] != 0 && (i == 0 || monthWord(list[i-1].text) < 0) {
			h.scope = func(in scope) scope {
				in.year = y
				if in.month != none { // the row's month, of another year
					in.month = y*12 + in.month%12
				}
				return in
			}
		}
		h.word(t.text)
	}
	h.month = len(list) > 0 && isAny(list[0].text, wordsTarget)
	if len(list) > 0 && h.ref == nothing {
		h.level = levelWord(list[0].text)
	}
	return h
}

// ofReports says whether a heading is about who has reported, not about people.
func ofReports(text string) bool {
	for _, w := range wordsOfText(text) {
		if isAny(w, wordsReports) {
			return true
		}
	}
	return false
}

// word reads a word of a heading. The first that says what the numbers are does.
func (h *head) word(w string) {
	set := func(q quantity) {
		if !h.typed {
			h.what, h.typed = q, true
		}
	}
	switch {
	case isAny(w, wordsTarget) || ofReports(w) || isAny(w, "dibanding against mutu quality"):
		h.skip = h.skip || !h.typed
	case isAny(w, wordsUnmet):
		set(rest)
	case isAny(w, "dilayani served pembilang"):
		set(served)
	case isAny(w, "sasaran penyebut") || w == "be":
		h.what, h.typed = people, true
	case isAny(w, wordsShort):
		set(short)
	case isAny(w, "urutan rank"):
		set(order)
	case isAny(w, "status"):
		set(standing)
	case isAny(w, wordsInterval):
		set(unnamed)
	case isAny(w, "capaian kumulatif attainment cumulative") || w == "%":
		set(share)
	case isAny(w, "ini this perubahan change"):
		h.move = true
		set(standing)
	}
}

// row reads the heading of a row; own says that it names what the row is about.
func (p *page) row(n *html.Node, s scope) (row scope, own bool) {
	if a := find(n, func(c *html.Node) bool { return c.Data == "a" }); a != nil {
		if r := p.linked(a); r != nothing {
			return s.with(r), true
		}
	}
	text := content(n)
	if r := s.names.only(text); r != nothing {
		return s.with(r), true
	}
	if y := wholeNumber(text); y != none && p.e.through[y] != 0 {
		s.year, s.month = y, none
		return s, false
	}
	return p.monthIn(text, s), false
}

// cell reads one cell of a table.
func (p *page) cell(n *html.Node, row scope, h head) {
	s := row.with(h.ref)
	if h.scope != nil {
		s = h.scope(s)
	}
	if h.level != "" && row.unit != none && h.ref == nothing && !h.typed {
		if above := p.e.portal.above(row.unit, h.level); above != none {
			s.unit = above
		}
	}
	for _, a := range all(n, "abbr") {
		p.attributes(a, s)
	}
	text := content(n)
	if p.e.learning {
		p.mark(text, s, h)
	}
	if h.skip || s.aside || text == "" {
		return
	}
	if f := p.hiddenCell(s); f != nil && tellsStanding(n) {
		p.e.hear(s.claim(standing, standingRange(n, f.target), p.file, "colour"))
	}
	if h.move {
		p.moved(text, s)
	}
	list := tokens(text, s.lang)
	alone := 0
	for _, t := range list {
		if t.number {
			alone++
		}
	}
	if alone == 0 || !s.complete() {
		return
	}
	if alone > 1 || (h.typed && h.what == unnamed) || rough(list) {
		p.text(s, text, "table")
		return
	}
	if slices.ContainsFunc(list, func(t token) bool { return isAny(t.text, wordsTime) }) {
		return
	}
	p.single(list, s, h)
}

// rough says whether a text tells where a number begins or ends, and not the number itself.
func rough(list []token) bool {
	return slices.ContainsFunc(list, func(t token) bool { return isAny(t.text, wordsLess) || isAny(t.text, wordsMore) })
}

// single reads a cell with one number, which the heading explains; without that it is a share.
func (p *page) single(list []token, s scope, h head) {
	for _, t := range list {
		if !t.number {
			continue
		}
		what, iv := share, p.e.portal.printed(t, s.ind)
		if h.typed && h.what != share {
			what, iv = h.what, t.around(0)
		}
		if s.single && what == served {
			what = fresh
		}
		c := s.claim(what, bounds.Interval{Lo: max(0, iv.Lo), Hi: iv.Hi}, p.file, "table")
		c.vague = s.single && what != fresh
		p.e.hear(c)
	}
}

// above gives the unit of a level that another lies in, or none.
func (p *portal) above(u int, level string) int {
	for range 8 {
		u = p.parent(u)
		if u == none || p.units[u].level == level {
			return u
		}
	}
	return none
}

// moved notes whether a shown figure's last month was above the one before it.
func (p *page) moved(text string, s scope) {
	f := p.e.cell(s.unit, s.ind, s.year)
	if f == nil || f.state != told || !p.current(s) {
		return
	}
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		for _, m := range []struct {
			words string
			by    int8
		}{{wordsRising, 1}, {wordsFalling, -1}, {wordsSteady, 0}} {
			if isAny(w, m.words) {
				f.move, f.moves = m.by, true
				p.e.count["movement"]++
			}
		}
	}
}
