package chart

import (
	"math"
	"slices"

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
	pwsRight   = 64 // for the word target at its line's end
	pwsNarrow  = 68
	pwsWide    = 112
	pwsStep    = 4
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
		own := p.own()
		fig.Desc = standing(w, f, p.entries, own.figure, own.name)
	}
	fig.SVG = p.draw(fig.Desc)
	p.table(&fig.Table)
	if f.Interactive {
		fig.Option = p.option()
	}
	return fig
}

// own is the parent among its desa, which they are compared with.
func (p *pws) own() entry {
	if i := slices.IndexFunc(p.entries, func(e entry) bool { return e.own }); i >= 0 {
		return p.entries[i]
	}
	return entry{}
}

// lay chooses the narrowest columns in which every name and value finds room, so
// that a puskesmas' desa are seen at a glance on a wide screen.
func (p *pws) lay() {
	most := max(p.target, 100)
	for _, e := range p.entries {
		if v, ok := e.figure.Value(); ok {
			most = max(most, v)
		}
	}
	for p.column = pwsNarrow; p.column < pwsWide && !p.roomy(); {
		p.column += pwsStep
	}
	p.plot = plot{left: pwsLeft, top: pwsTop, bottom: pwsBottom}
	p.plot.most, p.plot.step = niceAxis(min(most, 150))
	p.plot.right = pwsLeft + p.column*float64(len(p.entries))
}

func (p *pws) roomy() bool {
	for _, e := range p.entries {
		switch {
		case textWidth(Value(p.w, e.figure), true)*wideType > p.column,
			textWidth(PWSText(p.w, e.figure), false)*wideType > p.column,
			!fits(e.name, e.own, p.nameWidth(), nameRows):
			return false
		}
	}
	return true
}

// nameWidth is the width of a line of a name in its column, in em.
func (p *pws) nameWidth() float64 {
	const gap = 4
	return (p.column - gap) / wideType
}

func (p *pws) draw(desc string) Markup {
	p.lay()
	k := newInk()
	if p.target > 0 {
		k.raw(`<ul class="key">`)
		k.keyLine("target", p.w.T("chart.key.target", "value", TargetText(p.w, p.target, 100)))
		k.raw("</ul>")
	}
	k.raw(`<div class="scroll" tabindex="0" role="region"`)
	k.attr("aria-label", p.w.T("chart.region", "title", p.frame.Title))
	k.raw(">")
	k.open("columns", p.frame.ID, p.plot.right+pwsRight, pwsHeight, p.frame.Title, desc)
	for i := 0; float64(i)*p.plot.step <= p.plot.most*1.0001; i++ {
		v := float64(i) * p.plot.step
		class := "grid"
		if i == 0 {
			class = "axis"
		}
		k.stroke(class, p.plot.left, p.plot.y(v), p.plot.right, p.plot.y(v))
		k.middle("", p.plot.left-8, p.plot.y(v), "end", p.w.Decimal(v, p.plot.places()))
	}
	p.drawColumns(k)
	k.raw("</svg></div>")
	return k.markup()
}

// drawColumns draws bars, then the target's line over them, then all text on top.
func (p *pws) drawColumns(k *ink) {
	marks := make([]float64, len(p.entries))
	for i, e := range p.entries {
		marks[i] = p.clear(p.drawBar(k, e, p.left(i)))
	}
	if p.target > 0 {
		y := p.plot.y(p.target)
		k.stroke("target", p.plot.left, y, p.plot.right, y)
		k.middle("", p.plot.right+6, y, "start", p.w.T("chart.target.short"))
	}
	for i, e := range p.entries {
		p.drawText(k, e, p.left(i)+p.column/2, marks[i])
	}
}

// clear lifts a value's text above the target's line where it would stand across it.
func (p *pws) clear(mark float64) float64 {
	const ascent, descent = 12, 4
	if line := p.plot.y(p.target); p.target > 0 && line > mark-ascent && line < mark+descent {
		return line - descent
	}
	return mark
}

func (p *pws) left(i int) float64 { return p.plot.left + float64(i)*p.column }

// drawBar draws a column's bar and gives the height at which its value stands.
func (p *pws) drawBar(k *ink, e entry, x float64) (mark float64) {
	class := pwsClass(e.figure)
	pad := math.Round(p.column * .16)
	left, width := x+pad, p.column-2*pad
	y, top, bottom := p.plot.y, p.plot.top, p.plot.bottom
	if e.own {
		k.rect("track own", x+2, 2, p.column-4, pwsHeight-4)
	}
	switch e.figure.State() {
	case health.Value:
		v, _ := e.figure.Value()
		k.rect(class, left, y(v), width, bottom-y(v))
		if v > p.plot.most {
			k.beyond(left, y(v)+12, width)
		}
		return y(v) - 7
	case health.Banded:
		from, below := e.figure.Band().Limits()
		k.rect(class, left, y(from), width, bottom-y(from))
		k.rect("range", left, y(below), width, y(from)-y(below))
		return y(below) - 7
	case health.NotReported, health.Suppressed:
		k.rect(class, left, top+40, width, bottom-top-40)
		return top + 33
	case health.NotApplicable:
	}
	return bottom - 8
}

// beyond marks a column that goes on above the scale.
func (k *ink) beyond(left, y, width float64) {
	k.raw(`<path class="over" d="M`)
	k.num(left)
	k.raw(" ")
	k.num(y)
	k.raw("l")
	k.num(width / 2)
	k.raw(" -8l")
	k.num(width / 2)
	k.raw(` 8"/>`)
}

func (p *pws) drawText(k *ink, e entry, middle, mark float64) {
	k.label("lbl halo", middle, mark, "middle", Value(p.w, e.figure))
	if word := PWSText(p.w, e.figure); word != "" {
		k.label("status "+pwsClass(e.figure), middle, p.plot.bottom+20, "middle", word)
	}
	name := "name"
	if e.own {
		name = "name lbl"
	}
	for i, row := range wrap(e.name, e.own, p.nameWidth(), nameRows) {
		k.label(name, middle, p.plot.bottom+40+float64(i)*rowSpacing, "middle", row)
	}
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

// PWSText says the PWS word with the arrow of the month's movement as its shape.
func PWSText(w *words.Catalogue, f disclosure.Figure) string {
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
	}
	figures := figuresOf(p.entries)
	t.Head = append(t.Head, valueHeads(w, figures)...)
	t.Head = append(t.Head, Cell{Text: w.T("chart.head.move")}, Cell{Text: w.T("chart.head.pws")}, Cell{Text: w.T("chart.head.status")})
	for _, e := range p.entries {
		row := append([]Cell{{Text: e.name, Href: e.href}, {Text: rankText(w, &e), Class: "num"}}, valueCells(w, e.figure, factorOf(figures))...)
		row = append(row, Cell{Text: dash(MovementText(w, e.figure))}, Cell{Text: dash(pwsWord(w, e.figure))},
			Cell{Text: StatusText(w, e.figure), Class: classOf(e.figure)})
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
