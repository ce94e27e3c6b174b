package chart

import "terang/internal/disclosure"

// The box of a tiny line.
const (
	sparkWidth  = 64
	sparkHeight = 20
)

// Spark draws a tiny line of a unit's values, broken where there is none, with a dot
// at the last; empty where no two values stand side by side. It carries no text: the
// row it stands in says the number. Shares are drawn against the whole, so that the
// lines of a list can be compared.
func Spark(figures []disclosure.Figure) Markup {
	p := plot{left: 3, right: sparkWidth - 4, top: 4, bottom: sparkHeight - 3, most: 1, months: len(figures)}
	for _, f := range figures {
		if v, ok := f.Value(); ok {
			p.most = max(p.most, v, f.Target())
			if f.Factor() == 100 {
				p.most = max(p.most, 100)
			}
		}
	}
	var k ink
	l := Line{Points: figures}
	value := l.values()
	k.runs("series", p, value, func(int) {})
	if len(k.b) == 0 {
		return ""
	}
	_, last := l.ends(p.months)
	k.spot(p.x(last), p.y(value(last)), 2.5)
	return `<svg class="spark" viewBox="0 0 64 20" width="64" height="20" aria-hidden="true" focusable="false">` + k.markup() + `</svg>`
}
