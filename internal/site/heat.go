package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// heat makes the table of places and services, with the parent's row at its end.
func (b *builder) heat(id string, places []health.Unit, parent health.Unit, indicators []int, year int) chart.Figure {
	var columns []chart.HeatColumn
	for _, i := range indicators {
		columns = append(columns, chart.HeatColumn{Name: b.columnName(i, year), Href: b.to(b.servicePath(i))})
	}
	through := health.NoMonth // the last month that a figure is of
	row := func(u health.Unit) chart.HeatRow {
		r := chart.HeatRow{Name: b.shortName(u), Href: b.to(b.unitPath(u))}
		for _, i := range indicators {
			f := b.in.Release.Figure(u, i, year)
			if f.State() == health.Value {
				through = max(through, f.Month())
			}
			r.Figures = append(r.Figures, f)
		}
		return r
	}
	var rows []chart.HeatRow
	for _, u := range places {
		rows = append(rows, row(u))
	}
	if parent != health.NoUnit {
		total := row(parent)
		total.Name, total.Href, total.Total = b.name(parent), "", true
		rows = append(rows, total)
	}
	if through == health.NoMonth {
		through = b.in.Release.Through(year)
	}
	word := b.levelWord(places)
	return chart.Heat(b.in.Words, chart.Frame{
		ID: id, Place: word, Title: b.T("heat.title", "place", word, "month", b.in.Words.Month(through)),
		Caption: b.captionAt(year, through), Download: b.rows(year, parent, places, indicators...), Programmes: !b.someServices(indicators),
	}, columns, rows)
}

// someServices says whether any of some indicators is a service of the SPM.
func (b *builder) someServices(indicators []int) bool {
	return slices.ContainsFunc(indicators, func(i int) bool { return isSPM(b.in.Indicators[i]) })
}

// shownAt keeps the indicators that may be published at the level of some places, and
// that these are asked for.
func (b *builder) shownAt(places []health.Unit, indicators []int, year int) []int {
	return slices.DeleteFunc(slices.Clone(indicators), func(i int) bool {
		return !slices.ContainsFunc(places, func(u health.Unit) bool { return !b.unasked(u) && !b.in.Release.Figure(u, i, year).Withheld() })
	})
}
