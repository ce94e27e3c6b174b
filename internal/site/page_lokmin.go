package site

import (
	"cmp"
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// The Lokmin pack is two A4 pages: at most so much of each is listed.
const (
	packServices = 12
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
	place := ""
	if kab := b.in.Register.Kabkota(u); kab > 0 { // elsewhere there is a puskesmas of the same name
		place = b.name(kab)
	}
	b.v.Lead = Lead{
		Title: b.T("lokmin.title", "place", b.name(u)), Kind: b.dataLine(year, place), Sentence: b.headline(u, list, year),
	}
	services := b.servicesSection(list[:min(packServices, len(list))], year)
	services.More = b.rest(len(list)-packServices, b.unitPath(u)+"#layanan")
	problems := Section{ID: "masalah", Heading: b.T("lokmin.problems"), Intro: b.T("lokmin.problems.none")}
	if p := b.newestMeeting(u); p != nil && len(p.Meeting.Problems) > 0 {
		problems.Intro = b.T("lokmin.problems.from", "title", p.Title, "date", b.in.Words.Date(p.Date))
		for _, m := range p.Meeting.Problems[:min(packProblems, len(p.Meeting.Problems))] {
			problems.Terms = append(problems.Terms, Term{Text: m})
		}
		problems.More = b.rest(len(p.Meeting.Problems)-packProblems, b.postPath(p))
	}
	villages := Section{ID: "desa", Heading: b.T("lokmin.villages"), Intro: b.T("lokmin.villages.none")}
	served := b.neediest(b.in.Register.Served(u), year)
	if len(served) > 0 && b.unasked(served[0]) {
		villages.Intro = b.T("lokmin.villages.unasked")
	}
	if indicators := b.shownAt(served, b.spm, year); len(indicators) > 0 {
		villages.Intro = ""
		villages.Figures = []chart.Figure{b.heat("desa-tabel", served[:min(packVillages, len(served))], u, indicators, year)}
		villages.More = b.rest(len(served)-packVillages, b.unitPath(u)+"#pws")
	}
	all := b.promisesOf(u)
	open := Section{ID: "janji", Heading: b.T("promises.heading"), Promises: b.promiseRows(all[:min(packPromises, len(all))])}
	if len(all) == 0 {
		open.Intro = b.T("promises.none")
	}
	open.More = b.rest(len(all)-packPromises, b.unitPath(u)+"#janji")
	b.v.Sections = []Section{services, problems, villages, open}
}

// rest leads to what a list has no room for; nil where it has all.
func (b *builder) rest(n int, path string) *Link {
	if n <= 0 {
		return nil
	}
	l := b.link(b.T("lokmin.rest", "n", b.in.Words.Int(n)), path)
	return &l
}

// neediest orders desa by need, the greatest first: by how many of their shown
// services are below target, and of equals by how many people these lack.
func (b *builder) neediest(us []health.Unit, year int) []health.Unit {
	type need struct{ below, people int }
	of := map[health.Unit]need{}
	for _, u := range us {
		n := need{}
		for _, i := range b.spm {
			f := b.in.Release.Figure(u, i, year)
			if s := f.Status(); s == health.Behind || s == health.Near {
				gap, _ := f.GapToTarget()
				n.below, n.people = n.below+1, n.people+gap
			}
		}
		of[u] = n
	}
	sorted := slices.Clone(us)
	slices.SortStableFunc(sorted, func(a, c health.Unit) int {
		return cmp.Or(cmp.Compare(of[c].below, of[a].below), cmp.Compare(of[c].people, of[a].people))
	})
	return sorted
}
