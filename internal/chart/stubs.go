package chart

import (
	"terang/internal/atlas"
	"terang/internal/disclosure"
	"terang/internal/words"
)

// Defs gives the pattern definitions that a page with drawings needs once.
func Defs() Markup { return "" }

// Services draws the bullet list of a unit's services, in the order given.
func Services(w *words.Catalogue, rows []ServiceRow) Markup { return "" }

// Trend draws cumulative lines with the target's line.
func Trend(w *words.Catalogue, f Frame, t TrendSpec) Figure { return Figure{ID: f.ID, Kind: "trend"} }

// Ranking draws places from highest to lowest, with intervals, against a benchmark.
func Ranking(w *words.Catalogue, f Frame, rows []RankRow, benchmark disclosure.Figure, benchmarkName string) Figure {
	return Figure{ID: f.ID, Kind: "ranking"}
}

// PWS draws the PWS graph: columns against the month's cumulative target in percent.
func PWS(w *words.Catalogue, f Frame, rows []PWSRow, target float64) Figure {
	return Figure{ID: f.ID, Kind: "pws"}
}

// Heat makes the heat table of places and services.
func Heat(w *words.Catalogue, f Frame, columns []HeatColumn, rows []HeatRow) Figure {
	return Figure{ID: f.ID, Kind: "heat"}
}

// Choropleth draws a map in classes; m may be nil: then only the list and the legend stand.
func Choropleth(w *words.Catalogue, f Frame, m *atlas.Map, cells []MapCell) Figure {
	return Figure{ID: f.ID, Kind: "map"}
}

// Spark draws a tiny line of a unit's values.
func Spark(figures []disclosure.Figure) Markup { return "" }

// Status gives a figure's status as a word with its shape, in a span.
func Status(w *words.Catalogue, f disclosure.Figure) Markup { return "" }

// Value gives a figure's value as plain text: 78,2 %, a range, ✱, ○ or –.
func Value(w *words.Catalogue, f disclosure.Figure) string { return "" }

// Markup writes the table in its own scroll box.
func (t Table) Markup() Markup { return "" }
