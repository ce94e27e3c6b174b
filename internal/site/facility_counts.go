package site

import (
	"terang/internal/chart"
	"terang/internal/health"
)

// facilityCounts counts open facilities by type in the areas right below an area.
func (b *builder) facilityCounts(u health.Unit) Section {
	w, children := b.in.Words, b.in.Register.Children(u)
	counts := map[health.Unit]map[health.FacilityType]int{u: {}}
	for _, c := range children {
		counts[c] = map[health.FacilityType]int{}
		for _, i := range b.openInside(c) {
			t := b.in.Register.Facilities[i].Type
			counts[c][t]++
			counts[u][t]++
		}
	}
	t := &chart.Table{
		Caption: b.T("facilities.counts.caption", "place", b.name(u)),
		Head:    []chart.Cell{{Text: b.T("facilities.counts.area", "place", b.childWord(u)), Header: true}},
	}
	var types []health.FacilityType
	for _, k := range health.FacilityTypes() {
		if counts[u][k] > 0 {
			types = append(types, k)
			t.Head = append(t.Head, chart.Cell{Text: b.T("facility." + string(k)), Header: true, Class: "num"})
		}
	}
	row := func(first chart.Cell, u health.Unit) []chart.Cell {
		cells := []chart.Cell{first}
		for _, k := range types {
			cells = append(cells, chart.Cell{Text: w.Int(counts[u][k]), Class: "num"})
		}
		return cells
	}
	for _, c := range children {
		href := b.to(b.unitPath(c)) + "#fasilitas"
		if b.in.Register.LevelOf(c) <= health.Kabkota {
			href = b.to(b.facilitiesPath(c))
		}
		t.Rows = append(t.Rows, row(chart.Cell{Text: b.shortName(c), Href: href, Header: true, Code: b.in.Register.Code(c)}, c))
	}
	t.Total = row(b.wholeCell(u), u)
	s := Section{ID: "jumlah", Heading: b.T("facilities.counts"), Intro: b.T("facilities.counts.intro"), Table: t}
	if !b.hasFinder(u) {
		s.Intro = b.T("facilities.counts.choose", "place", b.childWord(u))
	}
	return s
}

// openInside lists the open facilities of an area.
func (b *builder) openInside(u health.Unit) []int {
	list := b.facilitiesIn(u)
	if b.in.Register.LevelOf(u) == health.Desa { // which has no directory of its own
		list = b.find.desa.at(u)
	}
	var open []int
	for _, i := range list {
		if !b.in.Register.Facilities[i].Closed {
			open = append(open, i)
		}
	}
	return open
}
