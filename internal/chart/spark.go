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
	k := newInk()
	k.spark(figures)
	return k.markup()
}

func (k *ink) spark(figures []disclosure.Figure) {
	p := plot{left: 3, right: sparkWidth - 4, top: 4, bottom: sparkHeight - 3, most: 1, months: len(figures)}
	for i := range figures {
		f := &figures[i]
		if v, ok := f.Value(); ok {
			p.most = max(p.most, v, f.Target())
			if f.Factor() == 100 {
				p.most = max(p.most, 100)
			}
		}
	}
	l := Line{Points: figures}.trace(len(figures))
	before := len(k.b)
	k.raw(`<svg class="spark" viewBox="0 0 64 20" width="64" height="20" aria-hidden="true" focusable="false">`)
	empty := len(k.b)
	if k.runs("series", p, l.values, nil); len(k.b) == empty {
		k.b = k.b[:before]
		return
	}
	k.spot(p.x(l.last), p.y(l.values[l.last]), 2.5)
	k.raw("</svg>")
}
