package chart

import (
	"slices"
	"strings"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/words"
)

// Panel is one small drawing of a set: a service of a unit, or a place of a service.
type Panel struct {
	Name, Href string
	Figure     disclosure.Figure   // how it stands
	Points     []disclosure.Figure // by month of its year; nil where no months are published
	Target     []float64           // by month of its year; NaN where there is none
	Months     []health.Month
}

// The box of a small drawing, in units that the page scales; it holds no text.
const (
	panelWidth  = 120
	panelHeight = 52
	panelMark   = 6 // height of the mark of a month without a number
	panelMost   = 150
)

// Panels draws many small trends side by side on one scale, each with its target, so
// that they can be compared at a glance. A month without a number breaks the line and
// is marked on the base line. Only shares of 100 belong here.
func Panels(w *words.Catalogue, f Frame, panels []Panel) Figure {
	fig := newFigure(w, f, "panels")
	k := newInk()
	most := panelScale(panels)
	lines := make([]traced, len(panels))
	for i := range panels {
		lines[i] = Line{Points: panels[i].Points}.trace(max(len(panels[i].Months), 1))
	}
	panelKey(w, k, panels, lines)
	k.raw(`<ol class="panels">`)
	for i := range panels {
		p := &panels[i]
		k.raw("<li>")
		k.link("name", p.Href, p.Name)
		if state := p.Figure.State(); state == health.Value || state == health.Banded {
			k.element("span", "value", Value(w, p.Figure))
		}
		k.panel(p, &lines[i], most)
		if class := classOf(p.Figure); class != classCalm {
			k.element("span", "status "+class, strings.TrimSpace(glyph(class)+" "+statusWord(w, p.Figure)))
		}
		k.raw("</li>")
	}
	k.raw("</ol>")
	fig.SVG = k.markup()
	if fig.Desc == "" {
		fig.Desc = panelWords(w, f, panels, most)
	}
	panelTable(w, f, &fig.Table, panels, lines)
	return fig
}

// panelScale is the end of the axis that all panels share.
func panelScale(panels []Panel) float64 {
	most := 100.0
	for at := range panels {
		p := &panels[at]
		for i := range p.Points {
			if v, ok := p.Points[i].Value(); ok {
				most = max(most, v)
			}
			if i < len(p.Target) && p.Target[i] > most {
				most = p.Target[i]
			}
		}
	}
	end, _ := niceAxis(min(most, panelMost))
	return end
}

func (k *ink) panel(p *Panel, l *traced, most float64) {
	at := plot{left: 2, right: panelWidth - 5, top: 5, bottom: panelHeight - 2, most: most, months: len(l.values)}
	k.raw(`<svg class="panel" viewBox="0 0 120 52" width="120" height="52" aria-hidden="true" focusable="false">`)
	if len(p.Points) == 0 {
		class := classOf(p.Figure)
		k.rect("track", at.left, at.bottom-panelMark, at.right-at.left, panelMark)
		k.rect(class, at.left, at.bottom-panelMark, at.right-at.left, panelMark)
		k.raw("</svg>")
		return
	}
	k.line("axis", at.left, at.bottom, at.right)
	k.line("grid", at.left, at.y(100), at.right)
	k.area(at, l.values)
	k.runs("target", at, p.Target, nil)
	k.runs("series", at, l.values, func(i int) { k.spot(at.x(i), at.y(l.values[i]), 2) })
	for i := range at.months {
		if class := l.gap(i); class != "" {
			left, right := at.month(i)
			k.rect("track", left, at.bottom-panelMark, right-left, panelMark)
			k.rect(class, left, at.bottom-panelMark, right-left, panelMark)
		}
	}
	if l.last >= 0 {
		last := l.values[l.last]
		k.spot(at.x(l.last), at.y(last), 4)
		if last > most {
			k.raw(`<path class="over" d="M`)
			k.num(at.x(l.last) - 4)
			k.raw(` 4l4 -3l4 3"/>`)
		}
	}
	k.raw("</svg>")
}

// line draws a level line of a small drawing.
func (k *ink) line(class string, x1, y, x2 float64) {
	k.raw(`<path class="`, class, `" d="M`)
	k.point(x1, y)
	k.raw("H")
	k.num(x2)
	k.raw(`"/>`)
}

// spot is a dot of a small drawing.
func (k *ink) spot(x, y, r float64) {
	k.raw(`<circle class="dot"`)
	k.measure("cx", x)
	k.measure("cy", y)
	k.measure("r", r)
	k.raw("/>")
}

func panelKey(w *words.Catalogue, k *ink, panels []Panel, lines []traced) {
	none, hidden, target := false, false, false
	note := func(class string) { none, hidden = none || class == classNone, hidden || class == classHidden }
	for at := range panels {
		p := &panels[at]
		target = target || p.Figure.Target() > 0
		if len(p.Points) == 0 {
			note(classOf(p.Figure))
		}
		for i := range p.Months {
			note(lines[at].gap(i))
		}
	}
	k.raw(`<ul class="key">`)
	if target {
		k.keyLine("target", w.T("chart.target.short"))
	}
	if none {
		k.swatch(classNone, glyph(classNone)+" "+w.T("chart.status."+classNone))
	}
	if hidden {
		k.swatch(classHidden, glyph(classHidden)+" "+w.T("chart.status."+classHidden))
	}
	k.raw("</ul>")
}

// panelWords says how many stand at the target, and what the drawings share.
func panelWords(w *words.Catalogue, f Frame, panels []Panel, most float64) string {
	total, shown, reached := len(panels), 0, 0
	for _, p := range panels {
		if _, ok := p.Figure.Value(); ok {
			shown++
			if classOf(p.Figure) == classGood {
				reached++
			}
		}
	}
	args := []string{
		"n", w.Int(reached), "shown", w.Int(shown), "total", w.Int(total),
		"place", orElse(w, f.Place, "chart.place"), "most", w.Int(int(most)),
	}
	scale := w.T("chart.desc.panels.scale", args...)
	switch {
	case shown == 0:
		return join([]string{w.T("chart.desc.none", args...), scale})
	case f.Title != "":
		return scale
	}
	return join([]string{w.T("chart.desc.panels", args...), scale})
}

// panelTable has a row for each panel and a column for each month that any of them has.
func panelTable(w *words.Catalogue, f Frame, t *Table, panels []Panel, lines []traced) {
	var months []health.Month
	for at := range panels {
		for i, m := range panels[at].Months {
			if lines[at].due(i) && !slices.Contains(months, m) {
				months = append(months, m)
			}
		}
	}
	slices.Sort(months)
	t.Head = append(make([]Cell, 0, len(months)+1), Cell{Text: upper(orElse(w, f.Place, "chart.place"))})
	for _, m := range months {
		t.Head = append(t.Head, Cell{Text: w.MonthShort(m.Of()) + " " + m.String()[:4], Class: "num"})
	}
	t.Rows = make([][]Cell, 0, len(panels))
	for at := range panels {
		p := &panels[at]
		row := append(make([]Cell, 0, len(months)+1), Cell{Text: p.Name, Href: p.Href})
		for _, m := range months {
			row = append(row, p.cell(w, &lines[at], m))
		}
		t.Rows = append(t.Rows, row)
	}
}

// cell is what a panel has in a month; a dash where the month is still to come.
func (p *Panel) cell(w *words.Catalogue, l *traced, m health.Month) Cell {
	i := slices.Index(p.Months, m)
	if i < 0 || i >= len(p.Points) {
		return Cell{Text: "–", Class: "num"}
	}
	if _, ok := l.at(i).Value(); ok {
		return Cell{Text: number(w, l.at(i)), Class: "num"}
	}
	if l.gap(i) == "" {
		return Cell{Text: "–", Class: "num"}
	}
	return markCell(w, l.at(i))
}
