package attack

import (
	"bytes"
	"io/fs"
	"math"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// A portal may be handed over without its data, or be looked at by somebody who has
// nothing but a browser. Then its pages tell who is who, what is shown and what is
// hidden: they are gone through once to learn that, and once more like any other.

// explore learns from pages alone.
func (w *world) explore(e *edition, files fs.FS, pages []string) error {
	e.bare = true
	bodies := map[string][]byte{}
	for _, name := range pages {
		body, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		bodies[name] = body
		e.glance(name, body)
	}
	pages = slices.DeleteFunc(slices.Clone(pages), func(name string) bool { // what stands a second time tells what its page tells
		owner, _ := e.taken(name)
		return owner != "" || isWhole(name)
	})
	e.places(pages)
	e.services(pages)
	for _, name := range pages {
		e.serves(name, bodies[name])
		if e.portal.unit(name) != none {
			w.documents[name] = name
		}
	}
	e.aliases = e.callServices()
	for _, name := range pages { // now it is known which links lead to services
		e.glance(name, bodies[name])
	}
	e.assign()
	e.learning = true
	for _, name := range pages {
		e.readPage(name, bodies[name])
	}
	e.learning = false
	e.suppose()
	e.settle()
	e.compare()
	e.known, e.lost, e.pages, e.count = nil, nil, 0, map[string]int{}
	return nil
}

// places finds the units: pages about a place, by their headings and the pages above them.
func (e *edition) places(pages []string) {
	for _, name := range pages {
		s := e.subjects[name]
		u := unit{code: name}
		switch kind, bare, _ := strings.Cut(s.title, " "); s.kind {
		case "village", "area", puskesmas:
			u.level, u.name = levelWord(kind), bare
		case "home":
			u.name = e.rootName()
			u.level = levelOfTitle(u.name)
		}
		if u.level == "" {
			continue
		}
		for _, above := range s.above {
			if at := e.subjects[above]; at != nil && above != name && (at.kind == "area" || at.kind == "home") {
				u.parent = above
			}
		}
		e.portal.addUnit(u)
	}
}

// rootName gives what the pages below call the first one.
func (e *edition) rootName() string {
	for _, s := range e.subjects {
		if len(s.above) > 0 && s.above[0] == "index.html" && levelOfTitle(s.crumbs[0]) != "" {
			return s.crumbs[0]
		}
	}
	return ""
}

// services finds the services of the SPM. What class they are of is in the rules that
// everybody may read (domain reference §8.3); of other indicators it is not.
func (e *edition) services(pages []string) {
	for _, name := range pages {
		s := e.subjects[name]
		if y := wholeNumber(lastYear(s.title)); s.kind == "year" && y != none {
			e.through[y] = y*12 + 11
		}
		spm := slices.ContainsFunc(s.above, func(up string) bool { return e.subjects[up] != nil && e.subjects[up].kind == "services" })
		if s.kind != "service" || !spm {
			continue
		}
		of := &e.portal.indicators[e.portal.addIndicator(service(name))]
		of.name, of.spm, of.class, of.lowest, of.least = s.title, true, routine, desa, 5
		switch {
		case isAny(of.code, "ht dm"):
			of.class = "kondisi"
		case isAny(of.code, "odgj tb"):
			of.class, of.lowest, of.least = sensitive, "kecamatan", 10
		case of.code == "hiv":
			of.class, of.lowest, of.least = sensitive, "kabkota", 10
		}
	}
	if s := e.subjects["index.html"]; s != nil && s.month != none {
		e.through[s.month/12] = s.month
	}
}

// serves finds the puskesmas of a desa: the first that its page leads to.
func (e *edition) serves(name string, body []byte) {
	if u := e.portal.unit(name); u == none || e.portal.units[u].level != desa {
		return
	}
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		return
	}
	find(root, func(n *html.Node) bool {
		to := resolved(name, attr(n, "href"))
		if n.Data != "a" || e.subjects[to] == nil || e.subjects[to].kind != puskesmas {
			return false
		}
		e.portal.units[e.portal.unit(name)].puskesmas = to
		return true
	})
}

// learn takes in what a table says of the people of a cell.
func (e *edition) learn(c claim) {
	if c.vague || c.how != "table" || (c.what != served && c.what != people) || !exactly(c.Interval) || !e.closes(c.month, c.year) {
		return
	}
	if f := e.sheet(c.ind, c.year, e.through[c.year]).fact(c.unit); f.state == untold {
		f.state = told
	}
	c.month, c.how = none, "page"
	e.claims = append(e.claims, c)
}

// closes says whether a month is the last that the portal counts up to. What pages
// tell of years before is too little to judge them.
func (e *edition) closes(month, year int) bool {
	return year == e.latest() && (month == none || month == e.through[year])
}

// mark learns from a cell of a table what it does not say in numbers of people: that
// a figure is hidden, its band, that nobody has reported or was to be served, and who reported.
func (p *page) mark(text string, s scope, h head) {
	if key := [2]int{s.unit, s.year}; s.complete() && text == "✱" && s.year != p.e.latest() {
		have := p.e.indices[key] // an index of that year would rest on it
		have.hidden = true
		p.e.indices[key] = have
	}
	if !s.complete() || s.single || !p.e.closes(s.month, s.year) {
		return
	}
	sheet := p.e.sheet(s.ind, s.year, p.e.through[s.year])
	list := tokens(text, s.lang)
	switch f := sheet.fact(s.unit); {
	case text == "✱":
		f.state = hidden
	case h.typed && (h.what == served || h.what == people) && strings.HasSuffix(text, "%"):
		f.state = hidden
		for _, code := range []string{"<50", "50-79", "80-89", "90-99", ">=100"} {
			if slices.Equal(numbersOf(list), numbersOf(tokens(code, s.lang))) {
				f.band = code
				f.share = narrow(f.share, bandOf(code))
			}
		}
	case h.skip && h.month && len(numbersOf(list)) == 1:
		f.target = p.e.wholeTarget(numbersOf(list)[0], s.year)
	case h.typed && h.what == standing:
		if f.state == untold && isAny(first(text), "tidak none") {
			f.state = nobody
		}
	case h.skip && len(list) == 3 && list[0].number && list[2].number && isAny(list[1].text, wordsOf):
		f.reporters, f.expected = int(list[0].value), int(list[2].value)
	}
}

// wholeTarget gives the target behind a printed one: so many twelfths of a whole
// number for the year, where that prints the same.
func (e *edition) wholeTarget(printed float64, year int) float64 {
	part := float64(e.through[year]%12+1) / 12
	if exact := math.Round(printed/part) * part; math.Abs(exact-printed) < 0.051 {
		return exact
	}
	return printed
}

func numbersOf(list []token) []float64 {
	var numbers []float64
	for _, t := range list {
		if t.number {
			numbers = append(numbers, t.value)
		}
	}
	return numbers
}

// projected learns from the account of a figure that its sasaran is a projection.
func (p *page) projected(n *html.Node, s scope) {
	if !s.complete() || !p.e.closes(s.month, s.year) {
		return
	}
	for _, li := range all(n, "li") {
		if w := wordsOfText(content(li)); len(w) > 2 && isAny(w[0], "sasaran denominator target") && isAny(w[2], "proyeksi projected projection") {
			p.e.sheet(s.ind, s.year, p.e.through[s.year]).fact(s.unit).projected = true
		}
	}
}

// suppose takes the sasaran of hidden figures for projections where any that is told is one.
func (e *edition) suppose() {
	for _, s := range e.sheets {
		if slices.ContainsFunc(s.facts, func(f fact) bool { return f.projected }) {
			for u := range s.facts {
				s.facts[u].projected = s.facts[u].projected || s.facts[u].state == hidden
			}
		}
	}
}

// compare holds what is told against its target.
func (e *edition) compare() {
	for _, s := range e.sheets {
		for u := range s.facts {
			f := &s.facts[u]
			f.reached = f.state == told && f.target > 0 && f.d.Lo > 0 && 100*f.n.Lo/f.d.Lo >= f.target-0.05
		}
	}
}

// htmlOf lists the pages of an edition.
func htmlOf(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), func(name string) bool { return path.Ext(name) != ".html" })
}
