package site

import (
	"slices"

	"terang/internal/health"
)

// unplaced says whether an area has no figures because the puskesmas that report are
// listed without their kecamatan: they count from the kab/kota upward.
func (p *Plan) unplaced(u health.Unit) bool {
	reg := p.in.Register
	if reg.LevelOf(u) != health.Kecamatan || p.reported(u) {
		return false
	}
	kab := reg.Kabkota(u)
	return kab != health.NoUnit && slices.ContainsFunc(p.find.serving[kab], func(k health.Unit) bool {
		return reg.Facility(k).Kecamatan == health.NoUnit && p.reported(k)
	})
}

// reported says whether anybody has ever reported of a unit.
func (p *Plan) reported(u health.Unit) bool {
	for _, y := range p.in.Release.Years() {
		for _, i := range p.all {
			if _, m := p.in.Release.Reports(u, i, y); m > 0 {
				return true
			}
		}
	}
	return false
}

// unplacedArea leads from such an area to where its figures are counted.
func (b *builder) unplacedArea() {
	u := b.page.unit
	kab := b.in.Register.Kabkota(u)
	b.areaCrumbs(b.in.Register.Areas[u].Parent)
	b.v.Lead = Lead{
		Title: b.name(u), Kind: b.dataLine(b.in.Release.Latest(), b.name(kab)),
		Sentence: emphasis(b.T("area.unplaced", "place", star(b.name(u)), "parent", star(b.name(kab)))),
		Facts:    b.areaFacts(u), Actions: []Link{b.link(b.name(kab), b.unitPath(kab))},
	}
	g := LinkGroup{}
	for _, k := range b.find.serving[kab] {
		g.Links = append(g.Links, b.link(b.shortName(k), b.unitPath(k)))
	}
	b.v.Sections = append(b.v.Sections, Section{
		ID: "puskesmas", Heading: b.T("area.unplaced.heading", "parent", b.name(kab)), Links: []LinkGroup{g},
	})
	b.v.Sections = append(b.v.Sections, b.directorySections(u)...)
	b.v.Sections = append(b.v.Sections, b.pledges(u)...)
	b.v.Sections = append(b.v.Sections, b.related(u)...)
	b.v.Sections = append(b.v.Sections, b.siblings(u))
}

// allUnplaced says whether none of the areas below one can be compared for that reason;
// its puskesmas are compared in their place.
func (b *builder) allUnplaced(children []health.Unit) bool {
	return !slices.ContainsFunc(children, func(c health.Unit) bool { return !b.unplaced(c) })
}
