package chart

import (
	"encoding/json"
	"math"
	"unicode/utf8"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/words"
)

// The PWS drawing is in CSS pixels; it is not scaled but scrolled.
const (
	pwsTop     = 30
	pwsBottom  = 250
	pwsHeight  = 336
	pwsLeft    = 52
	pwsGlyph   = 7.4 // width of a character in 13 px type, a generous mean
	pwsNarrow  = 68
	pwsWide    = 112
	nameRows   = 3
	rowSpacing = 16
)

// pws is a PWS graph ready to be drawn.
type pws struct {
	w       *words.Catalogue
	frame   Frame
	entries []entry
	target  float64
	column  float64 // width of a column
	plot    plot
}

// PWS draws the graph of pemantauan wilayah setempat (domain reference §4.1):
// desa from highest to lowest cumulative percentage against the month's cumulative
// target, the puskesmas or kecamatan itself marked among them, and beneath each
// its PWS word. A desa of which only a range may be shown is drawn to the range;
// those without a number come last, by code.
func PWS(w *words.Catalogue, f Frame, rows []PWSRow, target float64) Figure {
	p := pws{w: w, frame: f, target: target, entries: make([]entry, len(rows))}
	for i, row := range rows {
		p.entries[i] = entry{name: row.Name, href: row.Href, code: row.Code, figure: row.Figure, own: row.Own}
	}
	order(p.entries)
	fig := newFigure(w, f, "pws")
	if fig.Desc == "" {
		fig.Desc = standing(w, f, p.entries)
	}
	fig.SVG = p.draw(fig.Desc)
	p.table(&fig.Table)
	if f.Interactive {
		fig.Option = p.option()
	}
	return fig
}

func (p *pws) lay() {
	longest, most := 0, max(p.target, 100)
	for _, e := range p.entries {
		for _, row := range wrap(e.name, 14, nameRows) {
			longest = max(longest, utf8.RuneCountInString(row))
		}
		if v, ok := e.figure.Value(); ok {
			most = max(most, v)
		}
	}
	p.column = min(max(float64(longest)*pwsGlyph+10, pwsNarrow), pwsWide)
	p.plot = plot{left: pwsLeft, top: pwsTop, bottom: pwsBottom}
	p.plot.most, p.plot.step = niceAxis(min(most, 150))
	p.plot.right = pwsLeft + p.column*float64(len(p.entries))
}

func (p *pws) draw(desc string) Markup {
	p.lay()
	k := ink{b: make([]byte, 0, 1024+400*len(p.entries))}
	k.raw(`<div class="scroll" tabindex="0" role="region"`)
	k.attr("aria-label", p.w.T("chart.region", "title", p.frame.Title))
	k.raw(">")
	k.open("chart columns", p.frame.ID, p.plot.right+8, pwsHeight, p.frame.Title, desc)
	for i := 0; float64(i)*p.plot.step <= p.plot.most*1.0001; i++ {
		v := float64(i) * p.plot.step
		class := "grid"
		if i == 0 {
			class = "axis"
		}
		k.stroke(class, p.plot.left, p.plot.y(v), p.plot.right, p.plot.y(v))
		k.middle("", p.plot.left-8, p.plot.y(v), "end", p.w.Decimal(v, 0))
	}
	for i, e := range p.entries {
		p.drawColumn(&k, e, p.plot.left+float64(i)*p.column)
	}
	p.drawTarget(&k)
	k.raw("</svg></div>")
	return k.markup()
}

func (p *pws) drawColumn(k *ink, e entry, x float64) {
	class := pwsClass(e.figure)
	pad := math.Round(p.column * .16)
	left, width, middle := x+pad, p.column-2*pad, x+p.column/2
	y, top := p.plot.y, p.plot.top
	if e.own {
		k.rect("track own", x+2, top, p.column-4, pwsHeight-top)
	}
	mark := p.plot.bottom - 8
	switch e.figure.State() {
	case health.Value:
		v, _ := e.figure.Value()
		k.rect(class, left, y(v), width, p.plot.bottom-y(v))
		if v > p.plot.most {
			k.raw(`<path class="over" d="M`)
			k.num(left)
			k.raw(" ")
			k.num(y(v) + 12)
			k.raw("l")
			k.num(width / 2)
			k.raw(" -8l")
			k.num(width / 2)
			k.raw(` 8"/>`)
		}
		mark = y(v) - 7
	case health.Banded:
		from, below := e.figure.Band().Limits()
		k.rect(class, left, y(from), width, p.plot.bottom-y(from))
		k.rect("range", left, y(below), width, y(from)-y(below))
		mark = y(below) - 7
	case health.NotReported, health.Suppressed:
		k.rect(class, left, top+40, width, p.plot.bottom-top-40)
		mark = top + 33
	case health.NotApplicable:
	}
	k.label("lbl halo", middle, mark, "middle", Value(p.w, e.figure))
	if word := pwsText(p.w, e.figure); word != "" {
		k.label("status "+class, middle, p.plot.bottom+20, "middle", word)
	}
	name := "name"
	if e.own {
		name = "name lbl"
	}
	for i, row := range wrap(e.name, 14, nameRows) {
		k.label(name, middle, p.plot.bottom+40+float64(i)*rowSpacing, "middle", row)
	}
}

// drawTarget draws the target over the columns and names it at its left end, above
// the line, where the highest columns leave their bars below it or cross it.
func (p *pws) drawTarget(k *ink) {
	if p.target <= 0 {
		return
	}
	y := p.plot.y(p.target)
	k.stroke("target", p.plot.left, y, p.plot.right, y)
	k.label("halo", p.plot.left+2, pwsTop-14, "", p.w.T("chart.key.target", "value", targetText(p.w, p.target, 100)))
	k.stroke("leader", p.plot.left, pwsTop-10, p.plot.left, y)
}

// pwsClass colours a column by its PWS word; the words' order is not the everyday one (domain reference §4.2).
func pwsClass(f disclosure.Figure) string {
	switch f.PWS() {
	case health.PWSBaik, health.PWSAtLeast:
		return classGood
	case health.PWSKurang:
		return classNear
	case health.PWSCukup:
		return classCalm
	case health.PWSJelek, health.PWSBelow:
		return classBad
	case health.PWSNone:
	}
	return classOf(f)
}

// pwsWord says the PWS word alone; empty where there is none.
func pwsWord(w *words.Catalogue, f disclosure.Figure) string {
	switch f.PWS() {
	case health.PWSAtLeast:
		return w.T("chart.pws.atleast")
	case health.PWSBelow:
		return w.T("chart.pws.below")
	case health.PWSBaik, health.PWSKurang, health.PWSCukup, health.PWSJelek:
		return w.T("chart.pws." + string(f.PWS()))
	case health.PWSNone:
	}
	return ""
}

// pwsText says the PWS word with the arrow of the month's movement as its shape.
func pwsText(w *words.Catalogue, f disclosure.Figure) string {
	word := pwsWord(w, f)
	if word == "" {
		return ""
	}
	switch f.Movement() {
	case health.Rising:
		return "▲ " + word
	case health.Falling:
		return "▼ " + word
	case health.Steady:
		return "■ " + word
	case health.MovementUnknown:
	}
	return word
}

func (p *pws) table(t *Table) {
	w := p.w
	t.Head = []Cell{
		{Text: upper(orElse(w, p.frame.Place, "chart.place"))},
		{Text: w.T("chart.head.rank"), Class: "num"},
		{Text: w.T("chart.head.percent"), Class: "num"},
		{Text: w.T("chart.head.served"), Class: "num"},
		{Text: w.T("chart.head.people"), Class: "num"},
		{Text: w.T("chart.head.move")},
		{Text: w.T("chart.head.pws")},
		{Text: w.T("chart.head.status")},
	}
	for _, e := range p.entries {
		row := append([]Cell{{Text: e.name, Href: e.href}, {Text: rankText(w, e), Class: "num"}}, valueCells(w, e.figure)...)
		row = append(row, Cell{Text: dash(movement(w, e.figure))}, Cell{Text: dash(pwsWord(w, e.figure))},
			Cell{Text: statusText(w, e.figure), Class: classOf(e.figure)})
		if e.own {
			t.Total = row
		} else {
			t.Rows = append(t.Rows, row)
		}
	}
}

func dash(s string) string {
	if s == "" {
		return "–"
	}
	return s
}

func (p *pws) option() json.RawMessage {
	names, bars := barData(p.entries)
	for i, e := range p.entries {
		bars[i].ItemStyle = &opts.ItemStyle{Color: token(pwsClass(e.figure))}
	}
	c := charts.NewBar()
	c.SetGlobalOptions(
		charts.WithXAxisOpts(opts.XAxis{Type: "category"}),
		charts.WithYAxisOpts(opts.YAxis{Type: "value", Min: 0}),
	)
	c.SetXAxis(names)
	var series []charts.SeriesOpts
	if p.target > 0 {
		series = append(series,
			charts.WithMarkLineNameYAxisItemOpts(opts.MarkLineNameYAxisItem{Name: p.w.T("chart.target"), YAxis: tenths(p.target)}),
			lineStyle("var(--text)"))
	}
	c.AddSeries(p.w.T("chart.head.percent"), bars, series...)
	c.Validate()
	return option(&c.BaseConfiguration)
}
