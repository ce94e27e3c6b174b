package site

import (
	"cmp"
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// The Lokmin pack is two A4 pages: at most so many desa and promises are listed.
const (
	packVillages = 15
	packPromises = 12
	packProblems = 6
)

// lokmin is the pack for the Lokmin. Its layout takes the sections in this order:
// services, problems, desa, promises.
func (b *builder) lokmin() {
	u, year := b.page.unit, b.in.Release.Latest()
	list := b.standings(u, b.spm, year)
	b.v.Layout = "lokmin"
	b.puskesmasCrumbs(u)
	b.crumb(b.unitLink(u))
	b.v.Lead = Lead{
		Title: b.T("lokmin.title", "place", b.name(u)), Kind: b.dataLine(year), Sentence: b.headline(u, list, year),
	}
	services := b.servicesSection(list, year)
	problems := Section{ID: "masalah", Heading: b.T("lokmin.problems"), Intro: b.T("lokmin.problems.none")}
	if p := b.newestMeeting(u); p != nil && len(p.Meeting.Problems) > 0 {
		problems.Intro = b.T("lokmin.problems.from", "title", p.Title, "date", b.in.Words.Date(p.Date))
		for _, m := range p.Meeting.Problems[:min(packProblems, len(p.Meeting.Problems))] {
			problems.Terms = append(problems.Terms, Term{Text: m})
		}
	}
	villages := Section{ID: "desa", Heading: b.T("lokmin.villages"), Intro: b.T("lokmin.villages.none")}
	served := b.neediest(b.in.Register.Served(u), year)
	if indicators := b.shownAt(served, b.spm, year); len(indicators) > 0 {
		rest := len(served) - min(packVillages, len(served))
		villages.Intro = ""
		villages.Figures = []chart.Figure{b.heat("desa-tabel", served[:len(served)-rest], u, indicators, year)}
		if rest > 0 {
			l := b.link(b.T("lokmin.rest", "n", b.in.Words.Int(rest)), b.puskesmasPath(u)+"#pws")
			villages.More = &l
		}
	}
	all := b.promisesOf(u)
	open := Section{ID: "janji", Heading: b.T("promises.heading"), Promises: b.promiseRows(all[:min(packPromises, len(all))])}
	if len(all) == 0 {
		open.Intro = b.T("promises.none")
	} else if rest := len(all) - packPromises; rest > 0 {
		l := b.link(b.T("lokmin.rest", "n", b.in.Words.Int(rest)), b.puskesmasPath(u)+"#janji")
		open.More = &l
	}
	b.v.Sections = []Section{services, problems, villages, open}
}

// neediest orders desa by how many of their shown services are below target, most first.
func (b *builder) neediest(us []health.Unit, year int) []health.Unit {
	below := map[health.Unit]int{}
	for _, u := range us {
		for _, i := range b.spm {
			if s := b.in.Release.Figure(u, i, year).Status(); s == health.Behind || s == health.Near {
				below[u]++
			}
		}
	}
	sorted := slices.Clone(us)
	slices.SortStableFunc(sorted, func(a, c health.Unit) int { return cmp.Compare(below[c], below[a]) })
	return sorted
}
