package site

import (
	"cmp"
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// posts counts the posyandu of some areas: all that the register lists, those of them
// that are open, and the kader of these.
type posts struct {
	all, active, kader int
	people             int            // of the areas, 0 where one is not known
	offer              map[string]int // active ones by service
}

func (p *Plan) hasPosyandu() bool { return len(p.posyandu) > 0 }

// posyanduOf counts those that lie in an area or in one below it.
func (p *Plan) posyanduOf(area health.Unit) posts {
	reg := p.in.Register
	c := posts{offer: map[string]int{}}
	if n := reg.Areas[area].Population; n.Known() {
		c.people = int(n)
	}
	at := func(i int) health.Unit { return max(reg.Facilities[i].Area(), 0) }
	from, _ := slices.BinarySearchFunc(p.posyandu, area, func(i int, u health.Unit) int { return cmp.Compare(at(i), u) })
	for _, i := range p.posyandu[from:] {
		if at(i) >= reg.Areas[area].End {
			break
		}
		f := &reg.Facilities[i]
		c.all++
		if f.Closed {
			continue
		}
		c.active++
		if f.Kader.Known() {
			c.kader += int(f.Kader)
		}
		for _, s := range f.Services {
			c.offer[s]++
		}
	}
	return c
}

// posyanduSentence says how many posyandu of an area are active.
func (b *builder) posyanduSentence(u health.Unit) string {
	c := b.posyanduOf(u)
	if c.all == 0 {
		return ""
	}
	w := b.in.Words
	s := b.T("posyandu.sentence", "n", w.Int(c.active), "all", w.Int(c.all), "value", b.portion(c.active, c.all))
	if c.kader > 0 {
		s += " " + b.T("posyandu.kader", "n", w.Int(c.kader))
	}
	if c.people > 0 && c.active > 0 {
		s += " " + b.T("posyandu.people", "n", w.Int(c.people/c.active))
	}
	return s
}

// portion writes a part of a whole; nothing where there is no whole. A part never reads as all.
func (b *builder) portion(n, of int) string {
	if of == 0 {
		return "–"
	}
	return b.in.Words.PercentAgainst(100*float64(n)/float64(of), 100)
}

// posyanduPage compares the areas below the root, and then the desa, by the share of
// their posyandu that is active. A posyandu is a body of the desa (domain reference §3.2), so that desa matter.
func (b *builder) posyanduPage() {
	reg := b.in.Register
	b.crumb(b.link(b.T("nav.programmes"), programmesPath))
	b.v.Lead = Lead{Title: b.title(b.page), Kind: b.name(0), Sentence: emphasis(b.posyanduSentence(0))}
	children, desa := reg.Children(0), allDesa(reg)
	if n := len(children); n > 0 && n <= maxListed && n < len(desa) {
		b.v.Sections = append(b.v.Sections, b.posyanduTable("wilayah", children, false))
	}
	if n := len(desa); n > 0 && n <= maxListed {
		b.v.Sections = append(b.v.Sections, b.posyanduTable("desa", desa, true))
	}
	b.v.Sections = append(b.v.Sections, b.posyanduOffer()...)
}

// posyanduTable compares places; in ascending order of the active share where ranked, those without any posyandu first.
func (b *builder) posyanduTable(id string, places []health.Unit, ranked bool) Section {
	w := b.in.Words
	word := b.levelWord(places)
	t := &chart.Table{Caption: b.T("posyandu.by", "place", word), Head: []chart.Cell{{Text: b.T("completeness.area"), Header: true}}}
	for _, key := range []string{"share", "active", "all", "kader", "people"} {
		t.Head = append(t.Head, chart.Cell{Text: b.T("posyandu.head." + key), Header: true, Class: "num"})
	}
	row := func(first chart.Cell, c posts) []chart.Cell {
		people := "–"
		if c.people > 0 && c.active > 0 {
			people = w.Int(c.people / c.active)
		}
		cells := []chart.Cell{first}
		for _, text := range []string{b.portion(c.active, c.all), w.Int(c.active), w.Int(c.all), w.Int(c.kader), people} {
			cells = append(cells, chart.Cell{Text: text, Class: "num"})
		}
		return cells
	}
	type counted struct {
		unit health.Unit
		posts
	}
	list := make([]counted, 0, len(places))
	for _, u := range places {
		list = append(list, counted{u, b.posyanduOf(u)})
	}
	if ranked {
		slices.SortStableFunc(list, func(x, y counted) int { return cmp.Compare(x.active*max(y.all, 1), y.active*max(x.all, 1)) })
	}
	for _, c := range list {
		t.Rows = append(t.Rows, row(b.placeCell(c.unit), c.posts))
	}
	t.Total = row(b.wholeCell(0), b.posyanduOf(0))
	s := Section{ID: id, Heading: b.T("posyandu.by", "place", word), Table: t}
	if ranked {
		s.Intro = b.T("posyandu.ranked")
	}
	return s
}

// posyanduOffer counts what the register says that active posyandu do or are.
func (b *builder) posyanduOffer() []Section {
	c := b.posyanduOf(0)
	if len(c.offer) == 0 {
		return nil
	}
	offers := make([]string, 0, len(c.offer))
	for s := range c.offer {
		offers = append(offers, s)
	}
	slices.SortFunc(offers, func(x, y string) int { return cmp.Or(cmp.Compare(c.offer[y], c.offer[x]), cmp.Compare(x, y)) })
	t := &chart.Table{Caption: b.T("posyandu.offer"), Head: []chart.Cell{
		{Text: b.T("posyandu.offer.head"), Header: true},
		{Text: b.T("posyandu.head.active"), Header: true, Class: "num"},
		{Text: b.T("posyandu.offer.share"), Header: true, Class: "num"},
	}}
	for _, s := range offers[:min(len(offers), maxOffers)] {
		t.Rows = append(t.Rows, []chart.Cell{
			{Text: s, Header: true}, {Text: b.in.Words.Int(c.offer[s]), Class: "num"}, {Text: b.portion(c.offer[s], c.active), Class: "num"},
		})
	}
	return []Section{{ID: "layanan", Heading: b.T("posyandu.offer"), Intro: b.T("posyandu.offer.intro"), Table: t}}
}

// maxOffers is how many services a table names: beyond it they are hardly written alike.
const maxOffers = 20
