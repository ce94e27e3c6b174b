package site

import (
	"math"

	"terang/internal/chart"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/stats"
)

// trendYears is how many finished years the annual trend needs.
const trendYears = 5

// standardErrors is the width of a 95 % interval in standard errors (domain reference §8.8).
const standardErrors = 3.92

// yearlySection says whether the finished years rise or fall by more than chance,
// for kab/kota and above, or why that cannot be said.
func (b *builder) yearlySection(u health.Unit, indicator, year int) []Section {
	if year == 0 || !b.alwaysExact(u) || b.in.Indicators[indicator].Measure == health.Tally {
		return nil
	}
	s := Section{ID: "tahunan", Heading: b.T("yearly.heading"), Narrow: true}
	years := b.lastYears(indicator)
	if len(years) < trendYears {
		s.Intro = b.T("yearly.few", "n", b.in.Words.Int(len(years)), "least", b.in.Words.Int(trendYears))
		return []Section{s}
	}
	figures := make([]disclosure.Figure, 0, trendYears)
	for _, y := range years {
		figures = append(figures, b.in.Release.Figure(u, indicator, y))
	}
	s.Intro = b.yearlySentence(indicator, figures, years)
	s.Table = b.yearlyTable(u, indicator, figures, years)
	return []Section{s}
}

// lastYears gives the last years in sequence, oldest first, that are finished: at most as many as the trend needs.
func (b *builder) lastYears(indicator int) []int {
	var years []int
	all := b.in.Release.Years()
	for i := len(all) - 1; i >= 0 && len(years) < trendYears; i-- {
		if b.in.Release.Provisional(indicator, all[i]) {
			if len(years) > 0 {
				break
			}
			continue
		}
		if len(years) > 0 && years[0] != all[i]+1 {
			break
		}
		years = append([]int{all[i]}, years...)
	}
	return years
}

// yearlySentence tests the years' values, weighted by how sure each is.
func (b *builder) yearlySentence(indicator int, figures []disclosure.Figure, years []int) string {
	w := b.in.Words
	var points []stats.Point
	for i, f := range figures {
		v, known := f.Value()
		low, high, ok := chart.Interval(f)
		if !ok {
			key := "yearly.gap"
			if known {
				key = "yearly.over"
			}
			return b.T(key, "year", b.yearName(indicator, years[i]))
		}
		points = append(points, stats.Point{Value: v, SE: (high - low) / standardErrors})
	}
	t := stats.AnnualTrend(points)
	key := "yearly.flat"
	switch t.Direction {
	case stats.Increasing:
		key = "yearly.up"
	case stats.Decreasing:
		key = "yearly.down"
	case stats.NoChange, stats.CannotTell:
	}
	if key != "yearly.flat" {
		key += way(figures[0].Polarity(), t.Direction == stats.Increasing)
	}
	slope := b.T("yearly.points", "n", w.Decimal(math.Abs(t.Slope), 1))
	if factor := figures[0].Factor(); factor != 100 {
		slope = b.T("yearly.rate", "n", w.Decimal(math.Abs(t.Slope), 1), "factor", w.Int(factor))
	}
	return b.T(key, "from", b.yearName(indicator, years[0]), "to", b.yearName(indicator, years[len(years)-1]), "slope", slope)
}

// way is the ending of a key for a change that is good or bad; empty where it is neither.
func way(p health.Polarity, up bool) string {
	switch p {
	case health.Neutral:
		return ""
	case health.LowIsGood:
		up = !up
	case health.HighIsGood:
	}
	if up {
		return ".better"
	}
	return ".worse"
}

func (b *builder) yearlyTable(u health.Unit, indicator int, figures []disclosure.Figure, years []int) *chart.Table {
	w := b.in.Words
	t := &chart.Table{Caption: b.T("yearly.caption", "place", b.name(u)), Head: []chart.Cell{{Text: b.T("index.year"), Header: true}}}
	for _, key := range []string{"numbers.percent", "numbers.served", "numbers.people", "yearly.interval"} {
		t.Head = append(t.Head, chart.Cell{Text: b.T(key), Header: true, Class: "num"})
	}
	for i, f := range figures {
		cells := b.numberCells(standing{indicator, f})
		t.Rows = append(t.Rows, []chart.Cell{
			{Text: b.yearName(indicator, years[i]), Header: true, Period: chart.Period(f)},
			b.explained(chart.Cell{Text: chart.Value(w, f), Class: numClass(f)}, b.workingIn(u, indicator, years[i], f)),
			cells[0], cells[1],
			{Text: b.interval(f), Class: "num"},
		})
	}
	return t
}

// interval writes the 95 % interval, a dash where there is none.
func (b *builder) interval(f disclosure.Figure) string {
	low, high, ok := chart.Interval(f)
	if !ok {
		return "–"
	}
	return b.in.Words.Decimal(low, 1) + "–" + b.in.Words.Decimal(high, 1)
}
