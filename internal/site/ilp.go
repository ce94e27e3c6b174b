package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// The words of ilp_status, as the register writes them.
const (
	ilpRunning  = "berjalan"
	ilpPrepared = "persiapan"
	ilpNotYet   = "belum"
)

// rollOut counts the open puskesmas of an area by a state; silent ones did not say.
type rollOut struct{ all, running, prepared, notYet int }

func (p *Plan) open(us []health.Unit) []health.Unit {
	return slices.DeleteFunc(slices.Clone(us), func(u health.Unit) bool { return p.in.Register.Facility(u).Closed })
}

// seated lists the open puskesmas that lie in an area; at the root all of them.
func (p *Plan) seated(u health.Unit) []health.Unit {
	reg := p.in.Register
	if reg.LevelOf(u) == health.Puskesmas {
		return []health.Unit{u}
	}
	if u == 0 {
		return p.open(reg.Puskesmas())
	}
	return slices.DeleteFunc(p.open(p.find.serving[u]), func(k health.Unit) bool {
		at := reg.Facility(k).Area()
		return at == health.NoUnit || at < u || at >= reg.Areas[u].End
	})
}

func (p *Plan) rollOut(us []health.Unit) rollOut {
	r := rollOut{all: len(us)}
	for _, u := range us {
		switch p.in.Register.Facility(u).ILPStatus {
		case ilpRunning:
			r.running++
		case ilpPrepared:
			r.prepared++
		case ilpNotYet:
			r.notYet++
		}
	}
	return r
}

func (r rollOut) silent() int { return r.all - r.running - r.prepared - r.notYet }

// ilpSentence says how many puskesmas of an area run integrated primary care.
func (b *builder) ilpSentence(u health.Unit) string {
	r := b.rollOut(b.seated(u))
	if !b.has.ilp || r.all == r.silent() {
		return ""
	}
	w := b.in.Words
	s := b.T("ilp.sentence", "n", w.Int(r.running), "all", w.Int(r.all))
	for _, part := range []struct {
		key string
		n   int
	}{{"ilp.prepared", r.prepared}, {"ilp.notyet", r.notYet}, {"ilp.silent", r.silent()}} {
		if part.n > 0 {
			s += b.T(part.key, "n", w.Int(part.n))
		}
	}
	return s + "."
}

// ilpText is a puskesmas' own state, with its month.
func (b *builder) ilpText(u health.Unit) string {
	return b.ilpState(b.in.Register.Facility(u))
}

// ilpState is how far a facility is, with its month; empty where it does not say.
func (b *builder) ilpState(f *health.Facility) string {
	switch {
	case f.ILPStatus == "":
		return ""
	case f.ILPSince == health.NoMonth:
		return b.T("ilp.status." + f.ILPStatus)
	}
	return b.T("ilp.since", "status", b.T("ilp.status."+f.ILPStatus), "month", b.in.Words.Month(f.ILPSince))
}

// ilpPage shows the roll-out by area, every puskesmas, and the network down to the desa.
func (b *builder) ilpPage() {
	b.crumb(b.link(b.T("nav.programmes"), programmesPath))
	b.v.Lead = Lead{Title: b.title(b.page), Kind: b.name(0), Sentence: emphasis(b.ilpSentence(0))}
	b.v.Sections = append(b.v.Sections, b.byArea("ilp.areas", "ilp.areas.intro",
		[]string{"ilp.status.berjalan", "ilp.status.persiapan", "ilp.status.belum", "ilp.unsaid"}, func(us []health.Unit) []int {
			r := b.rollOut(us)
			return []int{r.running, r.prepared, r.notYet, r.silent()}
		})...)
	b.v.Sections = append(b.v.Sections, b.ilpSteps())
	b.v.Sections = append(b.v.Sections, b.networkCounts()...)
	if list := b.inOrder(0, b.inGroup(health.GroupILP), b.in.Release.Latest()); len(list) > 0 {
		b.v.Sections = append(b.v.Sections, Section{
			ID: "indikator", Heading: b.T("others.list"), Services: b.serviceList(list, b.in.Release.Latest()),
		})
	}
	if len(b.stages) > 0 {
		life := b.stageSummary(0, b.in.Release.Latest())
		clusters := b.clusterLinks(-1)
		clusters.Heading = b.T("clusters.heading")
		life.Narrow, life.Links = false, []LinkGroup{clusters}
		b.v.Sections = append(b.v.Sections, life)
	}
}

// byArea is a table of the areas below the root with counts of their puskesmas.
func (b *builder) byArea(heading, intro string, columns []string, counts func([]health.Unit) []int) []Section {
	children := b.in.Register.Children(0)
	if len(children) == 0 || len(children) > maxListed {
		return nil
	}
	w := b.in.Words
	t := &chart.Table{Caption: b.T(heading, "place", b.childWord(0)), Head: []chart.Cell{
		{Text: b.T("completeness.area"), Header: true}, {Text: b.T("nav.puskesmas"), Header: true, Class: "num"},
	}}
	for _, c := range columns {
		t.Head = append(t.Head, chart.Cell{Text: b.T(c), Header: true, Class: "num"})
	}
	row := func(first chart.Cell, us []health.Unit) []chart.Cell {
		cells := []chart.Cell{first, {Text: w.Int(len(us)), Class: "num"}}
		for _, n := range counts(us) {
			cells = append(cells, chart.Cell{Text: w.Int(n), Class: "num"})
		}
		return cells
	}
	for _, u := range children {
		t.Rows = append(t.Rows, row(b.placeCell(u), b.seated(u)))
	}
	t.Total = row(b.wholeCell(0), b.seated(0))
	return []Section{{ID: "wilayah", Heading: b.T(heading, "place", b.childWord(0)), Intro: b.T(intro), Table: t}}
}

// eachPuskesmas lists the open puskesmas with a word about each.
func (b *builder) eachPuskesmas(heading string, say func(health.Unit) string) Section {
	s := Section{ID: "puskesmas", Heading: b.T(heading)}
	all := b.seated(0)
	if len(all) > maxListed {
		s.Intro = b.T("puskesmas.byarea")
		s.Links = []LinkGroup{b.areaLinks(health.Kabkota)}
		return s
	}
	for _, u := range all {
		s.Terms = append(s.Terms, Term{Name: b.name(u), Href: b.to(b.unitPath(u)), Text: say(u)})
	}
	return s
}

// reach counts the desa of an area, and those in which a pustu or a posyandu is open.
type reach struct {
	desa, pustu, posyandu int
	without               []health.Unit // with neither
	noPustu, noPosyandu   []health.Unit
}

func (b *builder) reachOf(area health.Unit) reach {
	reg := b.in.Register
	var r reach
	for u := area; u < reg.Areas[area].End; u++ {
		if reg.Areas[u].Level != health.Desa {
			continue
		}
		r.desa++
		pustu, posyandu := b.anyAt(u, nearby), b.anyAt(u, isPosyandu)
		if pustu {
			r.pustu++
		} else {
			r.noPustu = append(r.noPustu, u)
		}
		if posyandu {
			r.posyandu++
		} else {
			r.noPosyandu = append(r.noPosyandu, u)
		}
		if !pustu && !posyandu {
			r.without = append(r.without, u)
		}
	}
	return r
}

// networkCounts says how far the network reaches down (domain reference §3.2). A
// site whose register lists no posyandu says nothing about it.
func (b *builder) networkCounts() []Section {
	reg := b.in.Register
	children := reg.Children(0)
	all := b.reachOf(0)
	if all.desa == 0 || all.posyandu == 0 || len(children) > maxListed {
		return nil
	}
	w := b.in.Words
	t := &chart.Table{Caption: b.T("ilp.network", "place", b.name(0)), Head: []chart.Cell{{Text: b.T("completeness.area"), Header: true}}}
	for _, key := range []string{"ilp.desa", "ilp.pustu", "ilp.posyandu", "ilp.neither"} {
		t.Head = append(t.Head, chart.Cell{Text: b.T(key, "place", b.desaWord(0)), Header: true, Class: "num"})
	}
	row := func(first chart.Cell, r reach) []chart.Cell {
		cells := []chart.Cell{first}
		for _, n := range []int{r.desa, r.pustu, r.posyandu, len(r.without)} {
			cells = append(cells, chart.Cell{Text: w.Int(n), Class: "num"})
		}
		return cells
	}
	for _, u := range children {
		t.Rows = append(t.Rows, row(b.placeCell(u), b.reachOf(u)))
	}
	t.Total = row(b.wholeCell(0), all)
	s := Section{
		ID: "jaringan", Heading: b.T("ilp.network.heading"), Table: t,
		Intro: b.T("ilp.network.intro", "pustu", w.Int(all.pustu), "posyandu", w.Int(all.posyandu), "all", w.Int(all.desa), "place", b.desaWord(0)),
	}
	for _, l := range []struct {
		key  string
		desa []health.Unit
	}{{"ilp.without", all.without}, {"ilp.without.posyandu", all.noPosyandu}, {"ilp.without.pustu", all.noPustu}} {
		if n := len(l.desa); n > 0 && n <= maxListed {
			g := LinkGroup{Heading: b.T(l.key, "n", w.Int(n))}
			for _, u := range l.desa {
				g.Links = append(g.Links, b.unitLink(u))
			}
			s.Links = append(s.Links, g)
		}
	}
	return []Section{s}
}
