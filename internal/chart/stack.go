package chart

import (
	"terang/internal/disclosure"
	"terang/internal/words"
)

// StackPart is one part of a whole; all parts of a stack share their denominator.
type StackPart struct {
	Name   string
	Href   string
	Figure disclosure.Figure
}

// StackHead names the columns of a stack's table and what no part holds.
type StackHead struct{ Part, Count, Share, Rest string }

// stackHeight is the height of the bar, as wide as any other.
const stackHeight = 28

// stackClasses are fills of which neighbours stay apart in grey as well, and none
// is as pale as the track.
var stackClasses = [...]string{"q5", "q2", "q4", "calm", "q3"}

// Stack draws the parts of a whole as one bar, in the order given, with a key that
// holds every number. What the parts leave over is drawn as the empty track. Parts
// without a number are named in the table only.
func Stack(w *words.Catalogue, f Frame, h StackHead, parts []StackPart) Figure {
	fig := newFigure(w, f, "stack")
	fig.Table.Head = []Cell{
		{Text: h.Part, Header: true},
		{Text: h.Count, Header: true, Class: "num"},
		{Text: h.Share, Header: true, Class: "num"},
	}
	total, whole := 0, 0
	for _, p := range parts {
		if n, d, ok := counts(p.Figure); ok {
			total, whole = total+n, max(whole, d)
		}
	}
	k := newInk()
	k.raw(`<svg class="bar stack" viewBox="0 0 440 28" preserveAspectRatio="none" aria-hidden="true" focusable="false">`)
	k.rect("track", .5, .5, barWidth-1, stackHeight-1)
	key := ink{b: make([]byte, 0, 1024)}
	at, drawn := 0.0, 0
	for _, p := range parts {
		n, _, ok := counts(p.Figure)
		row := []Cell{{Text: p.Name, Href: p.Href, Header: true, Period: Period(p.Figure)}, {Text: Value(w, p.Figure), Class: "num " + classOf(p.Figure)}, {Class: "num"}}
		if ok {
			class, width := stackClasses[drawn%len(stackClasses)], barWidth*float64(n)/float64(max(total, whole))
			k.rect(class, at, 0, width, stackHeight)
			at, drawn = at+width, drawn+1
			key.stackKey(w, class, p.Name, Value(w, p.Figure))
			row[1], row[2] = Cell{Text: w.Int(n), Class: "num"}, Cell{Text: Value(w, p.Figure), Class: "num"}
		}
		fig.Table.Rows = append(fig.Table.Rows, row)
	}
	if rest := whole - total; rest > 0 && drawn == len(parts) {
		share := w.Percent(100 * float64(rest) / float64(whole))
		key.stackKey(w, "track", h.Rest, share)
		fig.Table.Rows = append(fig.Table.Rows, []Cell{{Text: h.Rest, Header: true}, {Text: w.Int(rest), Class: "num"}, {Text: share, Class: "num"}})
	}
	k.raw(`</svg><ul class="key">`, string(key.b), "</ul>")
	fig.SVG = k.markup()
	return fig
}

func (k *ink) stackKey(w *words.Catalogue, class, name, value string) {
	k.raw(`<li><svg class="swatch" viewBox="0 0 16 12" width="16" height="12" aria-hidden="true" focusable="false">`)
	k.rect(class, .5, .5, 15, 11)
	k.raw("</svg>")
	k.text(w.T("chart.named", "name", name, "value", value))
	k.raw("</li>")
}
