package site

import (
	"terang/internal/health"
)

// promiseFilter is a page of the promises of one status, or of one sector. They are
// pages, so that a list is filtered without a script.
type promiseFilter struct {
	path   string
	status string // "late", or a health.ActionStatus; empty where Sector is set
	sector string
	of     []int // promises
}

// promiseFilters lists the filters that leave something and not all.
func (p *Plan) promiseFilters() []promiseFilter {
	var sectors []string
	for _, pr := range p.promises {
		sectors = append(sectors, pr.action.Sector)
	}
	list := []promiseFilter{
		{path: "kesepakatan/terlambat.html", status: "late"},
	}
	for _, s := range []health.ActionStatus{health.ActionOpen, health.ActionUnderway, health.ActionDone, health.ActionCancelled} {
		list = append(list, promiseFilter{path: "kesepakatan/" + string(s) + ".html", status: string(s)})
	}
	for _, s := range distinct(sectors) {
		list = append(list, promiseFilter{path: "kesepakatan/sektor-" + slug(s) + ".html", sector: s})
	}
	var some []promiseFilter
	for _, f := range list {
		for i := range p.promises {
			if p.passes(f, p.promises[i].action) {
				f.of = append(f.of, i)
			}
		}
		if len(f.of) > 0 && len(f.of) < len(p.promises) {
			some = append(some, f)
		}
	}
	return some
}

// passes says whether a filter leaves a promise; a late one is late and nothing else.
func (p *Plan) passes(f promiseFilter, a *health.Action) bool {
	if f.sector != "" {
		return slug(f.sector) == slug(a.Sector)
	}
	if a.Late(p.in.Date) {
		return f.status == "late"
	}
	return f.status == string(a.Status)
}

func (b *builder) filterName(f promiseFilter) string {
	if f.sector != "" {
		return b.T("promises.filter.sector.name", "sector", f.sector)
	}
	return b.T("promises.filter." + f.status)
}

// filterActions leads to the lists by status, each with its count.
func (b *builder) filterActions() []Link {
	var list []Link
	add := func(name, path string, n int) {
		if path != b.page.Path {
			list = append(list, b.link(b.T("promises.filter.count", "filter", name, "n", b.in.Words.Int(n)), path))
		}
	}
	if len(b.filters) > 0 {
		add(b.T("promises.filter.all"), "kesepakatan/index.html", len(b.promises))
	}
	for _, f := range b.filters {
		if f.sector == "" {
			add(b.filterName(f), f.path, len(f.of))
		}
	}
	return list
}

// sectorSection leads to the lists by sector.
func (b *builder) sectorSection() []Section {
	g := LinkGroup{}
	for _, f := range b.filters {
		if f.sector == "" {
			continue
		}
		l := b.link(f.sector, f.path)
		l.Note, l.Current = b.in.Words.Int(len(f.of)), f.path == b.page.Path
		g.Links = append(g.Links, l)
	}
	if len(g.Links) == 0 {
		return nil
	}
	return []Section{{ID: "sektor", Heading: b.T("promises.filter.sector"), Links: []LinkGroup{g}}}
}

// promiseList is the page of a filter.
func (b *builder) promiseList() {
	w, f := b.in.Words, b.filters[b.page.at]
	name := b.filterName(f)
	b.crumb(b.link(b.T("agreements.title"), "kesepakatan/index.html"))
	b.v.Lead = Lead{
		Title: b.T("promises.filter.title", "filter", lowerFirst(name)), Kind: b.T("agreements.kind", "date", w.Date(b.in.Date)),
		Sentence: emphasis(b.T("promises.filter.sentence", "n", w.Int(len(f.of)), "all", w.Int(len(b.promises)), "filter", star(lowerFirst(name)))),
		Actions:  b.filterActions(),
	}
	var list []promise
	for _, i := range f.of {
		list = append(list, b.promises[i])
	}
	b.v.Sections = append(b.v.Sections, Section{ID: "janji", Heading: b.T("promises.heading"), Promises: b.promiseRows(list)})
	b.v.Sections = append(b.v.Sections, b.sectorSection()...)
}

// pledges lists what was promised for an area, and leads to the agreements that it is a
// party to; a puskesmas has a section of its own.
func (b *builder) pledges(u health.Unit) []Section {
	s := Section{ID: "janji", Heading: b.T("promises.heading"), Narrow: true, Promises: b.promiseRows(b.promisesOf(u))}
	bonds := LinkGroup{Heading: b.T("agreements.heading")}
	for _, i := range b.find.bonds[u] {
		a := b.bonds[i]
		l := b.link(a.Title, "kesepakatan/index.html")
		l.Href += "#" + b.bondID[i]
		l.Note = b.T("agreement." + string(a.Status))
		bonds.Links = append(bonds.Links, l)
	}
	if len(bonds.Links) > 0 {
		s.Links = []LinkGroup{bonds}
	}
	if len(s.Promises) == 0 && len(s.Links) == 0 {
		return nil
	}
	return []Section{s}
}
