package site

import (
	"terang/internal/chart"
	"terang/internal/health"
)

// facilityCounts counts open facilities by area below the root and by type.
func (b *builder) facilityCounts() Section {
	w, reg := b.in.Words, b.in.Register
	counts := map[health.Unit]map[health.FacilityType]int{}
	present := map[health.FacilityType]bool{}
	children := reg.Children(0)
	for i := range reg.Facilities {
		f := &reg.Facilities[i]
		if f.Closed {
			continue
		}
		for _, c := range children {
			if b.inside(f.Area(), c) {
				if counts[c] == nil {
					counts[c] = map[health.FacilityType]int{}
				}
				counts[c][f.Type]++
				counts[0] = addTo(counts[0], f.Type)
				present[f.Type] = true
			}
		}
	}
	t := &chart.Table{
		Caption: b.T("facilities.counts.caption", "place", b.name(0)),
		Head:    []chart.Cell{{Text: b.T("facilities.counts.area", "place", b.childWord(0)), Header: true}},
	}
	var types []health.FacilityType
	for _, k := range health.FacilityTypes() {
		if present[k] {
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
		t.Rows = append(t.Rows, row(chart.Cell{Text: b.shortName(c), Href: b.to(b.areaPath(c)) + "#fasilitas", Header: true}, c))
	}
	t.Total = row(chart.Cell{Text: b.name(0), Header: true}, 0)
	return Section{ID: "jumlah", Heading: b.T("facilities.counts"), Intro: b.T("facilities.counts.intro"), Table: t}
}

func addTo(m map[health.FacilityType]int, t health.FacilityType) map[health.FacilityType]int {
	if m == nil {
		m = map[health.FacilityType]int{}
	}
	m[t]++
	return m
}
