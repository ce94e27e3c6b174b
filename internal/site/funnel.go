package site

import (
	"terang/internal/chart"
	"terang/internal/health"
)

// A funnel of fewer places says no more than a list; one of more, such as all
// puskesmas of a province, is no comparison of like with like, and a heavy page.
const (
	fewestInFunnel = 3
	mostInFunnel   = 100
)

// funnelSection asks whether places differ by more than chance. Kab/kota are never
// compared so: with so many people almost each of them falls outside (domain
// reference §8.7).
func (b *builder) funnelSection(indicator, year int) []Section {
	places := b.comparable(indicator, year)
	if places == nil || b.in.Indicators[indicator].Measure == health.Tally {
		return nil
	}
	rows := make([]chart.RankRow, 0, len(places))
	for _, u := range places {
		rows = append(rows, chart.RankRow{
			Name: b.shortName(u), Href: b.to(b.unitPath(u)), Code: b.in.Register.Code(u),
			Figure: b.in.Release.Figure(u, indicator, year),
		})
	}
	word := b.levelWord(places)
	s := Section{ID: "corong", Heading: b.T("funnel.heading", "place", word)}
	fig, ok := chart.Funnel(b.in.Words, chart.Frame{
		ID: "corong-" + b.codes[indicator], Place: word, Unit: b.in.Indicators[indicator].Unit,
		Caption: b.captionOf(indicator, year), Interactive: true,
	}, rows, b.in.Release.Figure(0, indicator, year), b.name(0))
	if !ok {
		s.Intro = b.T("funnel.none", "place", b.name(0))
		return []Section{s}
	}
	fig.Table.Total[0].Code = b.in.Register.Code(0)
	s.Intro, s.Figures = b.T("funnel.intro"), []chart.Figure{fig}
	return []Section{s}
}

// comparable gives the places of comparable work: the puskesmas, or where they have
// too few figures the desa of one kab/kota; nil where neither have enough.
func (b *builder) comparable(indicator, year int) []health.Unit {
	enough := func(places []health.Unit) bool {
		exact := 0
		for _, u := range places {
			if b.in.Release.Figure(u, indicator, year).State() == health.Value {
				exact++
			}
		}
		return exact >= fewestInFunnel && len(places) <= mostInFunnel
	}
	reg := b.in.Register
	if all := reg.Puskesmas(); enough(all) {
		return all
	}
	if reg.Areas[0].Level != health.Kabkota {
		return nil
	}
	desa := allDesa(reg)
	if enough(desa) {
		return desa
	}
	return nil
}
