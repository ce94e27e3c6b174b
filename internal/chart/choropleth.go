package chart

import (
	"slices"

	"terang/internal/atlas"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/words"
)

// namedAreas is up to how many areas a map writes their names into the drawing.
const namedAreas = 16

// Choropleth draws a map in classes by share of the month's target. Its areas are
// links for the mouse; the table names the same areas with the same links, so the
// drawing itself is hidden from readers of text. m may be a tile map, or nil: then the legend and
// the table stand alone. Areas of m without a cell are left blank. The words compare
// with a benchmark, usually the parent.
func Choropleth(w *words.Catalogue, f Frame, m *atlas.Map, cells []MapCell, benchmark disclosure.Figure, benchmarkName string) Figure {
	fig := newFigure(w, f, "map")
	entries := make([]entry, len(cells))
	byUnit := make(map[health.Unit]MapCell, len(cells))
	occurs := map[string]int{}
	for i, c := range cells {
		entries[i] = entry{name: c.Name, href: c.Href, figure: c.Figure}
		byUnit[c.Unit] = c
		occurs[stepOf(c.Figure)]++
	}
	if fig.Desc == "" {
		fig.Desc = mapWords(w, f, entries, benchmark, benchmarkName)
	}
	k := newInk()
	if m != nil {
		k.areas(w, m, byUnit)
	}
	k.legend(w, occurs, true)
	fig.SVG = k.markup()
	figures := figuresOf(entries)
	fig.Table.Head = append([]Cell{{Text: upper(orElse(w, f.Place, "chart.place"))}}, valueHeads(w, figures)...)
	fig.Table.Head = append(fig.Table.Head, Cell{Text: w.T("chart.head.status")})
	for _, e := range entries {
		row := append([]Cell{{Text: e.name, Href: e.href}}, valueCells(w, e.figure, factorOf(figures))...)
		fig.Table.Rows = append(fig.Table.Rows, append(row, Cell{Text: StatusText(w, e.figure), Class: classOf(e.figure)}))
	}
	return fig
}

// mapWords is the standing of the areas; order is taken on a copy, for the table keeps its own.
func mapWords(w *words.Catalogue, f Frame, entries []entry, benchmark disclosure.Figure, name string) string {
	ordered := append([]entry(nil), entries...)
	order(ordered)
	return standing(w, f, ordered, benchmark, name)
}

func (k *ink) areas(w *words.Catalogue, m *atlas.Map, byUnit map[health.Unit]MapCell) {
	k.openMap(m)
	for _, s := range m.Shapes {
		c, known := byUnit[s.Unit]
		if known && c.Href != "" {
			k.raw("<a")
			k.attr("href", c.Href)
			k.raw(` tabindex="-1">`)
			k.shape(w, s, c, known)
			k.raw("</a>")
			continue
		}
		k.shape(w, s, c, known)
	}
	switch {
	case m.Tile > 0:
		k.tileNames(w, m, byUnit)
	case len(m.Shapes) <= namedAreas:
		k.areaNames(m, byUnit)
	}
	k.raw("</svg>")
}

func (k *ink) shape(w *words.Catalogue, s atlas.Shape, c MapCell, known bool) {
	class := "track"
	if known {
		class = stepOf(c.Figure)
	}
	k.raw("<path")
	k.attr("class", class)
	k.fill(class)
	k.attr("d", s.Path)
	if !known {
		k.raw("/>")
		return
	}
	k.raw("><title>")
	k.text(areaTitle(w, c.Name, c.Figure))
	k.raw("</title></path>")
}

// areaTitle is what the mouse reads: name and value, or name and why there is none.
func areaTitle(w *words.Catalogue, name string, f disclosure.Figure) string {
	value := Value(w, f)
	if _, ok := f.Value(); !ok && f.State() != health.Banded {
		value = statusWord(w, f)
	}
	return w.T("chart.named", "name", name, "value", value)
}

// areaNames writes the names that find room without touching another, and marks
// as even those that do so only in the smaller type of a wide screen.
func (k *ink) areaNames(m *atlas.Map, byUnit map[health.Unit]MapCell) {
	var wide, phone boxes
	for _, s := range m.Shapes {
		c, known := byUnit[s.Unit]
		if !known {
			continue
		}
		em := textWidth(c.Name, true)
		if !wide.take(m.ViewBox, s, em*wideType, wideType) {
			continue
		}
		class := "lbl halo even"
		if phone.take(m.ViewBox, s, em*phoneType, phoneType) {
			class = "lbl halo"
		}
		k.label(class, s.LabelX, s.LabelY, "middle", c.Name)
	}
}

// tileNames writes in each tile its name and value, as much as finds room: more on a
// wide screen, where the type is half as large. The tile's title says it in full.
func (k *ink) tileNames(w *words.Catalogue, m *atlas.Map, byUnit map[health.Unit]MapCell) {
	const pad = 8
	for _, s := range m.Shapes {
		c, known := byUnit[s.Unit]
		if !known {
			continue
		}
		class := "on " + stepOf(c.Figure)
		write := func(class string, size float64) {
			width, lines, value := (m.Tile-pad)/size, int((m.Tile-pad)/size/lineStep), Value(w, c.Figure)
			if lines < 2 || textWidth(value, false) > width {
				value = ""
			} else {
				lines--
			}
			k.stacked(class, s.LabelX, s.LabelY, "middle", wrap(c.Name, true, width, max(1, lines)), value)
		}
		write(class+" even", wideType)
		write(class+" odd", phoneType)
	}
}

// box is the room that a name or a mark takes.
type box struct{ left, top, right, bottom float64 }

// boxes is the room that is taken.
type boxes []box

// free says whether nothing stands in a box yet.
func (t boxes) free(b box) bool {
	return !slices.ContainsFunc(t, func(o box) bool {
		return b.right >= o.left && b.left <= o.right && b.bottom >= o.top && b.top <= o.bottom
	})
}

// take reserves the room of a name of a width in type of a height, where it is free and within the map.
func (t *boxes) take(view atlas.Box, s atlas.Shape, width, height float64) bool {
	b := box{s.LabelX - width/2, s.LabelY - height, s.LabelX + width/2, s.LabelY + height/2}
	if b.left < 0 || b.right > view.W || b.top < 0 || b.bottom > view.H || !t.free(b) {
		return false
	}
	*t = append(*t, b)
	return true
}
