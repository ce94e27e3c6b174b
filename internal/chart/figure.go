package chart

import (
	"encoding/json"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/words"
)

// Markup is HTML or SVG whose text is escaped already.
type Markup string

// Cell is one cell of a table; its text is plain.
type Cell struct {
	Text   string
	Href   string // "" for none
	Label  string // what a link from a number to its working is called; "" for other links
	Header bool
	Class  string // "num", "q1" to "q5", "hid", "none", "na", "band"
	Title  string // what a mark such as ✱ means, "" where the text says it
	Code   string // of the place that the cell names, for who reads the table as data
	Period string // of a cell that heads a row or a column: YYYY or YYYY-MM that it is of, "" where it is the table's
}

// Table holds a figure's numbers. The first cell of each row is its header.
type Table struct {
	Caption string
	Period  string // YYYY or YYYY-MM that all of it is of, for who reads it as data; "" where its heads say, or nobody knows
	Head    []Cell
	Rows    [][]Cell
	Total   []Cell // nil where there is none
}

// Empty says that there is no table apart from the drawing (heat tables are their own).
func (t *Table) Empty() bool { return len(t.Rows) == 0 }

// Figure is a chart in all its faces.
type Figure struct {
	ID       string
	Kind     string // "trend", "control", "ranking", "funnel", "pws", "heat", "map", "points", "panels", "stack"
	Title    string // the finding
	Desc     string // generated words, one or two sentences; to be shown or read out beside the drawing
	Caption  string
	SVG      Markup          // the drawing; HTML rows or an HTML table for ranking and heat
	Option   json.RawMessage // ECharts option for the interactive view, nil where there is none
	Table    Table
	Download string // address of the rows, "" where there is none
	Away     Away   // filled in by the page
}

// Away is where a figure can be had outside its page; each is empty where it cannot.
type Away struct {
	Label string // what the link to the figure itself is called
	SVG   string // address of the drawing
	PNG   string // address of the same as a picture
	Share string // address that sends the finding on
	Embed string // address of the figure alone, for other sites
	Code  string // HTML that shows it there
}

// Frame is what the page says about a figure.
type Frame struct {
	ID          string // unique in the page; letters, digits, hyphens
	Title       string // the finding
	Desc        string // "" lets the chart write it
	Caption     string
	Download    string
	Unit        string // whom the figure counts, "anak"; "" says people
	Place       string // what the rows are, "desa"; "" says place
	Programmes  bool   // the columns are indicators beside the SPM, no services
	Interactive bool   // also build Option
}

// ServiceRow is one service in the bullet list.
type ServiceRow struct {
	Name, Href string
	Figure     disclosure.Figure
	Note       string              // said instead of the status word, e.g. at which level it is published
	Working    string              // where the value leads to: how it was worked out; "" for nowhere
	Points     []disclosure.Figure // by month of its year, for a tiny line; nil for none
}

// TrendSpec holds lines over months.
type TrendSpec struct {
	Lines  []Line         // the first is the subject, the others are compared with it
	Target []float64      // by month of the axis; NaN where there is none; nil for no target
	Partly []bool         // by month of the axis: reports of the subject are missing; shorter is fine
	Months []health.Month // the axis
}

// Line is one line of a trend.
type Line struct {
	Name        string
	Points      []disclosure.Figure // by month of the axis; shorter is fine; a line breaks where there is no value
	Provisional bool
}

// RankRow is one place in a ranking.
type RankRow struct {
	Name, Href, Code string
	Figure           disclosure.Figure
}

// PWSRow is one column of the PWS graph.
type PWSRow struct {
	Name, Href, Code string
	Figure           disclosure.Figure
	Own              bool // the puskesmas or kecamatan itself, marked among its desa
}

// HeatColumn heads a column of a heat table.
type HeatColumn struct{ Name, Href string }

// HeatRow is one place of a heat table, with a figure for each column.
type HeatRow struct {
	Name, Href string
	Figures    []disclosure.Figure
	Total      bool // the parent's row: last and marked
}

// MapCell is one area of a choropleth.
type MapCell struct {
	Unit       health.Unit
	Name, Href string
	Figure     disclosure.Figure
}

var _ = words.New
