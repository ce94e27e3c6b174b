package chart

import (
	"math"
	"strings"

	"terang/internal/disclosure"
	"terang/internal/words"
)

// Services draws the bullet list of a unit's services in the order given: name,
// bar with the target's tick, value, n of d, trend, status. A Note stands in place
// of the status word of a figure without numbers, else after it.
func Services(w *words.Catalogue, rows []ServiceRow) Markup {
	var figures []disclosure.Figure
	for _, r := range rows {
		if r.Figure.Factor() == 100 {
			figures = append(figures, r.Figure)
		}
	}
	k := newInk()
	s := scaleOf(figures, barWidth)
	k.raw(`<ol class="services">`)
	for _, r := range rows {
		k.raw("<li>")
		k.service(w, r, s)
		k.raw("</li>")
	}
	k.raw("</ol>")
	return k.markup()
}

func (k *ink) service(w *words.Catalogue, r ServiceRow, s scale) {
	if _, ok := r.Figure.Value(); ok && r.Figure.Factor() != 100 {
		s = scaleOf([]disclosure.Figure{r.Figure}, barWidth)
	}
	k.link("name", r.Href, r.Name)
	k.spark(r.Points)
	k.bar(r.Figure, s, math.NaN(), false)
	if value := Value(w, r.Figure); r.Working != "" {
		k.calc("value", r.Working, w.T("chart.working", "value", value), value)
	} else {
		k.element("span", "value", value)
	}
	if count := countText(w, r.Figure); count != "" {
		k.element("span", "count", count)
	}
	trend, note := MovementText(w, r.Figure), r.Note
	if trend != "" && r.Figure.Span() > 1 { // it names the period, too long for its place beside the name
		trend, note = "", strings.TrimSuffix(trend+" · "+note, " · ")
	}
	if trend != "" {
		k.element("span", "trend", trend)
	}
	class, status := classOf(r.Figure), StatusText(w, r.Figure)
	if r.Note != "" && !r.Figure.Exact() {
		status = glyph(class) + " " + r.Note
	}
	if status != "" {
		k.element("span", "status "+class, status)
	}
	if note != "" && r.Figure.Exact() {
		k.element("span", "note", note)
	}
}
