package chart

import (
	"slices"

	"terang/internal/atlas"
	"terang/internal/health"
	"terang/internal/words"
)

// Point is a facility on a map of points.
type Point struct {
	Name, Href string
	Kind       string // as words: "puskesmas pembantu"
	Group      int    // its place in the groups
	Place      health.Place
}

// PointGroup is an entry of the legend: what the mark stands for. Named groups have
// their names written beside their marks where there is room.
type PointGroup struct {
	Name  string
	Named bool
}

// pins are the marks of the groups in their order, as paths from the point on: each
// with a shape of its own, the first the heaviest.
var pins = [...]string{
	"m-8 -8h16v16h-16z",                     // square
	"m-3 -9h6v6h6v6h-6v6h-6v-6h-6v-6h6z",    // cross
	"m0 -9l9 9l-9 9l-9 -9z",                 // diamond
	"m-5 0a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z", // ring
	"m0 -7l7 12h-14z",                       // triangle
	"m-6 -4h12v8h-12z",                      // bar
}

// Points draws facilities on the outlines of areas. The page's own list is its twin:
// it names the same facilities with the same links, so the drawing is hidden from
// readers of text. Points without a place, or outside of the map, are counted in the
// words. ok is false where there is nothing to draw.
func Points(w *words.Catalogue, f Frame, m *atlas.Map, areas []MapCell, groups []PointGroup, points []Point) (fig Figure, ok bool) {
	if m == nil || m.Tile > 0 {
		return Figure{}, false
	}
	fig = newFigure(w, f, "points")
	at := make([]pin, 0, len(points))
	unplaced := 0
	for _, p := range points {
		x, y, ok := m.At(p.Place)
		if !ok {
			unplaced++
			continue
		}
		at = append(at, pin{x, y, p})
	}
	if len(at) == 0 {
		return Figure{}, false
	}
	slices.SortStableFunc(at, func(a, b pin) int { return b.Group - a.Group }) // the heaviest on top
	k := newInk()
	pinKey(w, k, groups, at)
	k.openMap(m)
	k.ground(m, areas)
	var taken boxes
	for _, p := range at {
		k.pin(w, p)
		if p.Group < len(groups) && groups[p.Group].Named {
			taken = append(taken, box{p.x - 9, p.y - 9, p.x + 9, p.y + 9})
		}
	}
	within := box{0, 0, m.ViewBox.W, m.ViewBox.H}
	for _, p := range at {
		if p.Group < len(groups) && groups[p.Group].Named {
			k.beside(&taken, within, p.x, p.y, p.Name)
		}
	}
	k.raw("</svg>")
	fig.SVG = k.markup()
	if fig.Desc == "" {
		fig.Desc = pointWords(w, len(at), unplaced)
	}
	pointTable(w, &fig.Table, groups, points, at)
	return fig, true
}

// pointTable counts each group: what is on the map, and what is not.
func pointTable(w *words.Catalogue, t *Table, groups []PointGroup, points []Point, at []pin) {
	t.Head = []Cell{{Text: w.T("chart.points.kind")}, {Text: w.T("chart.points.on"), Class: "num"}, {Text: w.T("chart.points.off"), Class: "num"}}
	for g, group := range groups {
		all, on := 0, 0
		for _, p := range points {
			if p.Group == g {
				all++
			}
		}
		for _, p := range at {
			if p.Group == g {
				on++
			}
		}
		if all > 0 {
			t.Rows = append(t.Rows, []Cell{{Text: group.Name}, {Text: w.Int(on), Class: "num"}, {Text: w.Int(all - on), Class: "num"}})
		}
	}
}

// pin is a point on paper.
type pin struct {
	x, y float64
	Point
}

func pointWords(w *words.Catalogue, placed, unplaced int) string {
	said := []string{w.T("chart.desc.points", "n", w.Int(placed))}
	if unplaced > 0 {
		said = append(said, w.T("chart.desc.points.without", "n", w.Int(unplaced)))
	}
	return join(said)
}

// openMap begins a map that readers of text do not meet.
func (k *ink) openMap(m *atlas.Map) {
	k.raw(`<svg class="chart map" viewBox="0 0 `)
	k.num(m.ViewBox.W)
	k.raw(" ")
	k.num(m.ViewBox.H)
	k.raw(`"`)
	k.measure("width", m.ViewBox.W)
	k.measure("height", m.ViewBox.H)
	k.raw(` fill-rule="evenodd" aria-hidden="true" focusable="false">`)
}

// ground draws the areas that points stand on.
func (k *ink) ground(m *atlas.Map, areas []MapCell) {
	names := make(map[health.Unit]string, len(areas))
	for _, a := range areas {
		names[a.Unit] = a.Name
	}
	for _, s := range m.Shapes {
		k.raw(`<path class="land"`)
		k.attr("d", s.Path)
		if names[s.Unit] == "" {
			k.raw("/>")
			continue
		}
		k.raw("><title>")
		k.text(names[s.Unit])
		k.raw("</title></path>")
	}
}

func (k *ink) pin(w *words.Catalogue, p pin) {
	if p.Href != "" {
		k.raw("<a")
		k.attr("href", p.Href)
		k.raw(` tabindex="-1">`)
	}
	k.raw(`<path class="pin p`, string('1'+rune(p.Group%len(pins))), `" d="M`)
	k.num(p.x)
	k.raw(" ")
	k.num(p.y)
	k.raw(pins[p.Group%len(pins)], `"><title>`)
	if p.Kind == "" {
		k.text(p.Name)
	} else {
		k.text(w.T("chart.named", "name", p.Name, "value", p.Kind))
	}
	k.raw("</title></path>")
	if p.Href != "" {
		k.raw("</a>")
	}
}

// pinKey names the marks that occur, with how often.
func pinKey(w *words.Catalogue, k *ink, groups []PointGroup, at []pin) {
	k.raw(`<ul class="key">`)
	for g, group := range groups {
		n := 0
		for _, p := range at {
			if p.Group == g {
				n++
			}
		}
		if n == 0 {
			continue
		}
		k.raw(`<li><svg class="swatch pins" viewBox="-10 -10 20 20" width="16" height="16" aria-hidden="true" focusable="false"><path class="pin p`,
			string('1'+rune(g%len(pins))), `" d="M0 0`, pins[g%len(pins)], `"/></svg>`)
		k.text(w.T("chart.key.counted", "word", group.Name, "n", w.Int(n)))
		k.raw("</li>")
	}
	k.raw("</ul>")
}
