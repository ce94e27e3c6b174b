package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// asking finds the kab/kota in which reports come from puskesmas or kecamatan and from
// no desa: a desa there has not failed to report, it is not asked.
func (p *Plan) asking() map[health.Unit]bool {
	year := p.in.Release.Latest()
	unasked := map[health.Unit]bool{}
	for u := range p.in.Register.Areas {
		if p.in.Register.Areas[u].Level != health.Kabkota {
			continue
		}
		k := health.Unit(u)
		asks := func(i int) bool { return p.in.Release.AsksDesa(k, i, year) }
		reports := func(i int) bool {
			reported, expected := p.in.Release.Reports(k, i, year)
			return reported > 0 || expected > 0
		}
		unasked[k] = !slices.ContainsFunc(p.all, asks) && slices.ContainsFunc(p.spm, reports)
	}
	return unasked
}

// unasked says whether a unit is a desa of which nobody expects a report.
func (p *Plan) unasked(u health.Unit) bool {
	return p.in.Register.LevelOf(u) == health.Desa && p.notAsked[p.in.Register.Kabkota(u)]
}

// unaskedSentence says where the figures for a desa are that has none of its own.
func (b *builder) unaskedSentence(u health.Unit) chart.Markup {
	if by := b.in.Register.Areas[u].Puskesmas; by != health.NoUnit {
		return emphasis(b.T("headline.unasked.by", "place", star(b.name(u)), "puskesmas", b.name(by)))
	}
	return emphasis(b.T("headline.unasked", "place", star(b.name(u))))
}

// puskesmasHeat compares the puskesmas seated in an area where its desa are not asked.
func (b *builder) puskesmasHeat(u health.Unit, year int) []Section {
	units := b.seated(u)
	indicators := b.shownAt(units, b.spm, year)
	if len(units) < 2 || len(units) > maxRanked || len(indicators) == 0 {
		return nil
	}
	return []Section{{
		ID: "perbandingan", Heading: b.T("heat.heading", "place", b.T("level.puskesmas")), Intro: b.T("heat.intro"),
		Figures: []chart.Figure{b.heat("tabel-puskesmas", units, u, indicators, year)},
	}}
}
