package site

import (
	"maps"

	"terang/internal/chart"
	"terang/internal/health"
)

// facilityCounts counts open facilities by type in the areas right below an area, and those that
// name none of these. Where there are such, an area without any is left out: it may have them.
func (b *builder) facilityCounts(u health.Unit) []Section {
	whole := b.openByType(u)
	t := &chart.Table{
		Caption: b.T("facilities.counts.caption", "place", b.name(u)),
		Head:    []chart.Cell{{Text: b.T("facilities.counts.area", "place", b.childWord(u)), Header: true}},
	}
	var types []health.FacilityType
	for _, k := range health.FacilityTypes() {
		if whole[k] > 0 {
			types = append(types, k)
			t.Head = append(t.Head, chart.Cell{Text: b.T("facility." + string(k)), Header: true, Class: "num"})
		}
	}
	if len(types) == 0 {
		return nil
	}
	row := func(first chart.Cell, counts map[health.FacilityType]int) []chart.Cell {
		cells := []chart.Cell{first}
		for _, k := range types {
			cells = append(cells, chart.Cell{Text: b.in.Words.Int(counts[k]), Class: "num"})
		}
		return cells
	}
	children, rest := b.in.Register.Children(u), maps.Clone(whole)
	counts := make([]map[health.FacilityType]int, len(children))
	for i, c := range children {
		counts[i] = b.openByType(c)
		for k, n := range counts[i] {
			if rest[k] -= n; rest[k] == 0 {
				delete(rest, k)
			}
		}
	}
	for i, c := range children {
		if len(counts[i]) > 0 || len(rest) == 0 {
			t.Rows = append(t.Rows, row(chart.Cell{Text: b.shortName(c), Href: b.facilitiesOf(c), Header: true, Code: b.in.Register.Code(c)}, counts[i]))
		}
	}
	if len(rest) > 0 {
		unnamed := chart.Cell{Text: b.T("facilities.counts.unnamed", "place", b.childWord(u)), Href: "#umum", Header: true}
		if u > 0 {
			unnamed.Href = b.facilityList(u)
		}
		t.Rows = append(t.Rows, row(unnamed, rest))
	}
	t.Total = row(b.wholeCell(u), whole)
	s := Section{ID: countsID, Heading: b.T("facilities.counts"), Intro: b.T("facilities.counts.intro"), Table: t}
	if !b.hasFinder(u) {
		s.Intro = b.T("facilities.counts.choose", "place", b.childWord(u))
	}
	return []Section{s}
}

const countsID = "jumlah"

// facilitiesOf leads to the facilities of an area: to the page of a large one, else to the list on its own page.
func (b *builder) facilitiesOf(u health.Unit) string {
	if b.in.Register.LevelOf(u) <= health.Kabkota {
		return b.to(b.facilitiesPath(u))
	}
	return b.facilityList(u)
}

// facilityList leads to the list on an area's own page, or to that page where it has none.
func (b *builder) facilityList(u health.Unit) string {
	if b.in.Register.LevelOf(u) < health.Desa && len(b.find.directory.at(u)) == 0 {
		return b.to(b.unitPath(u))
	}
	return b.to(b.unitPath(u)) + "#fasilitas"
}

// openByType counts the open facilities of an area.
func (b *builder) openByType(u health.Unit) map[health.FacilityType]int {
	counts := map[health.FacilityType]int{}
	for _, i := range b.openInside(u) {
		counts[b.in.Register.Facilities[i].Type]++
	}
	return counts
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
