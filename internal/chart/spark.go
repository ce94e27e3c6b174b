package chart

import (
	"math"

	"terang/internal/disclosure"
)

// Spark draws a tiny line of a unit's values, broken where there is none; empty
// where no two values stand side by side. It carries no text: the row it stands in
// says the number.
func Spark(figures []disclosure.Figure) Markup {
	p := plot{left: 2, right: 58, top: 2, bottom: 14, most: 1, months: len(figures)}
	for _, f := range figures {
		if v, ok := f.Value(); ok {
			p.most = max(p.most, v, f.Target())
		}
	}
	var k ink
	k.runs("series", p, func(i int) float64 {
		if v, ok := figures[i].Value(); ok {
			return v
		}
		return math.NaN()
	}, func(int) {})
	if len(k.b) == 0 {
		return ""
	}
	return `<svg class="spark" viewBox="0 0 60 16" width="60" height="16" aria-hidden="true" focusable="false">` + k.markup() + `</svg>`
}
