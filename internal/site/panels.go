package site

import (
	"math"
	"slices"

	"terang/internal/chart"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// Small drawings of fewer months or places say nothing; of more places nobody compares them.
const (
	fewestPanels = 2
	mostPanels   = 30
)

// servicePanels shows the year of each service of a unit, side by side on one scale.
func (b *builder) servicePanels(u health.Unit, list []standing, year int) []Section {
	var panels []chart.Panel
	rows := ""
	for _, s := range list {
		ind := b.in.Indicators[s.indicator]
		if ind.Factor != 100 || !isSPM(ind) {
			continue
		}
		p := b.panel(u, s.indicator, year)
		p.Name, p.Href = ind.ShortName, b.to(b.servicePath(s.indicator))
		if b.reportedMonthly(u, s.indicator, year) {
			rows = b.rowsByMonth(u, s.indicator, year)
		}
		panels = append(panels, p)
	}
	t := count(list)
	title := b.T("panels.services.title", "n", b.in.Words.Int(t.reached), "shown", b.in.Words.Int(t.shown))
	if t.shown == 0 {
		title = b.T("panels.services.none")
	}
	return b.panelSection("layanan-setahun", b.T("panels.services.heading"), title, b.T("panels.service"), panels, year, rows)
}

// placePanels shows the year of one service in each place below the root.
func (b *builder) placePanels(year int) []Section {
	places := b.in.Register.Children(0)
	ind := b.in.Indicators[b.page.at]
	if ind.Factor != 100 || ind.Measure == health.Tally || len(places) < fewestPanels || len(places) > mostPanels {
		return nil
	}
	var panels []chart.Panel
	rows := ""
	for _, u := range places {
		p := b.panel(u, b.page.at, year)
		p.Name, p.Href = b.shortName(u), b.to(b.unitPath(u))
		if b.reportedMonthly(u, b.page.at, year) {
			rows = b.rowsByMonth(u, b.page.at, year)
		}
		panels = append(panels, p)
	}
	word := b.levelWord(places)
	return b.panelSection("setahun", b.T("panels.places.heading", "place", word), b.movesTitle(panels, places, year), word, panels, year, rows)
}

// movesTitle says in how many places the last month went better or worse than the one
// before, and where no month can be compared how many are below the target.
func (b *builder) movesTitle(panels []chart.Panel, places []health.Unit, year int) string {
	counts := map[health.Movement]int{}
	for _, p := range panels {
		counts[p.Figure.Movement()]++
	}
	var said []string
	for _, way := range []struct {
		key string
		of  health.Movement
	}{{"panels.up", health.Rising}, {"panels.down", health.Falling}, {"panels.same", health.Steady}} {
		if n := counts[way.of]; n > 0 {
			said = append(said, b.T(way.key, "n", b.in.Words.Int(n)))
		}
	}
	if len(said) == 0 {
		return b.placesTitle(places, b.page.at, year)
	}
	key := "panels.places.title"
	if slices.ContainsFunc(panels, func(p chart.Panel) bool { return p.Figure.Span() == 3 }) {
		key += ".quarter"
	}
	return b.T(key, "list", b.in.Words.List(said), "place", b.levelWord(places))
}

func (b *builder) panelSection(id, heading, title, place string, panels []chart.Panel, year int, rows string) []Section {
	lines := 0
	for _, p := range panels {
		if drawn(p.Points) > 1 {
			lines++
		}
	}
	if lines < fewestPanels {
		return nil
	}
	fig := chart.Panels(b.in.Words, chart.Frame{
		ID: "panel-" + id, Title: title, Place: place, Caption: b.caption(year), Download: rows,
	}, panels)
	return []Section{{ID: id, Heading: heading, Figures: []chart.Figure{fig}}}
}

// panel is one indicator of a unit over its year, with its target.
func (b *builder) panel(u health.Unit, indicator, year int) chart.Panel {
	ind := b.in.Indicators[indicator]
	p := chart.Panel{Figure: b.in.Release.Figure(u, indicator, year), Points: b.in.Release.Series(u, indicator, year)}
	p.Months, p.Target = make([]health.Month, 0, 12), make([]float64, 0, 12)
	for place := 1; place <= 12; place++ {
		m := ind.MonthAt(year, place)
		target := math.NaN()
		if ind.Target > 0 {
			target = b.in.Release.Target(u, indicator, m)
		}
		p.Months, p.Target = append(p.Months, m), append(p.Target, target)
	}
	return p
}

// glance is the year of a service of the page's own unit as a tiny line, on the pages
// that have no small drawings of it; a desa has too few months to draw.
func (b *builder) glance(indicator, year int) []disclosure.Figure {
	switch b.page.Kind {
	case Home, Services, Area, FinishedYear:
		return b.in.Release.Series(b.page.unit, indicator, year)
	default:
		return nil
	}
}

// drawn counts the months with a number.
func drawn(points []disclosure.Figure) int {
	n := 0
	for _, f := range points {
		if _, ok := f.Value(); ok {
			n++
		}
	}
	return n
}
