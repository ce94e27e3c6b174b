package site

import (
	"cmp"
	"slices"

	"terang/internal/chart"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// comparesOffices says whether the site sets whole offices beside one another: that
// of a province its kabupaten and kota. Few places with much behind them are read off
// a table; it comes before the drawings.
func (p *Plan) comparesOffices() bool {
	children := p.in.Register.Children(0)
	return len(children) > 1 && p.in.Register.Areas[children[0]].Level == health.Kabkota
}

// indexOfPlaces lists the index of each area below the root, the highest first, with
// that of the finished year before it.
func (b *builder) indexOfPlaces(year int) []Section {
	w, places := b.in.Words, b.in.Register.Children(0)
	ranked := slices.DeleteFunc(slices.Clone(places), func(u health.Unit) bool { return !b.in.Release.Index(u, year).Known })
	if len(ranked) < 2 || len(places) > maxRows {
		return nil
	}
	slices.SortStableFunc(ranked, func(x, y health.Unit) int {
		return cmp.Compare(b.in.Release.Index(y, year).Value, b.in.Release.Index(x, year).Value)
	})
	before := 0
	if years := b.finished(); len(years) > 0 {
		before = years[len(years)-1]
	}
	head := b.T("fact.index", "year", itoa(year))
	if !b.in.Release.Complete(year) {
		head = b.T("fact.index.provisional", "month", w.Month(b.in.Release.Through(year)))
	}
	t := &chart.Table{Caption: b.T("index.places", "place", b.childWord(0)), Head: []chart.Cell{
		{Text: b.T("completeness.area"), Header: true}, {Text: head, Header: true, Class: "num", Period: itoa(year)},
	}}
	if before > 0 {
		t.Head = append(t.Head, chart.Cell{Text: b.T("fact.index", "year", itoa(before)), Header: true, Class: "num", Period: itoa(before)},
			chart.Cell{Text: b.T("index.category"), Header: true, Period: itoa(before)})
	}
	row := func(first chart.Cell, u health.Unit) []chart.Cell {
		cells := []chart.Cell{first, b.indexCell(u, b.in.Release.Index(u, year), year)}
		if before > 0 {
			ix := b.in.Release.Index(u, before)
			cells = append(cells, b.indexCell(u, ix, before), chart.Cell{Text: ix.Category})
		}
		return cells
	}
	for _, u := range ranked {
		t.Rows = append(t.Rows, row(b.placeCell(u), u))
	}
	t.Total = row(b.wholeCell(0), 0)
	return []Section{{
		ID: "indeks-wilayah", Heading: b.T("index.places", "place", b.childWord(0)), Intro: b.T("index.places.intro"), Table: t,
	}}
}

// indexCell is an index with the way to its working.
func (b *builder) indexCell(u health.Unit, ix disclosure.Index, year int) chart.Cell {
	if !ix.Known {
		return chart.Cell{Text: "○", Class: "num none"}
	}
	return b.explained(chart.Cell{Text: b.indexText(ix), Class: "num"}, b.indexHref(u, year))
}
