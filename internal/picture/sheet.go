package picture

import (
	"math"
	"strings"
)

// Figure is a chart that shall stand alone.
type Figure struct {
	Over   string // what and where it is about
	Title  string // the finding
	Desc   string // what the drawing shows, in words
	Markup string // the drawing as the page has it
	Notes  []string
	Mark   string // a warning before everything, such as that the data are made up; empty for none
	Lang   string
}

// Sheet is a chart laid out with its words: an SVG drawing without classes.
type Sheet struct {
	studio        *Studio
	root          *node
	width, height float64
}

// Measures of a sheet, in pixels of the drawing.
const (
	margin    = 24
	leastWide = 640 // of what stands between the margins
)

// Sheet lays out a chart: title, words, key and drawing, then where it comes from.
func (s *Studio) Sheet(f Figure) *Sheet {
	l := &layout{Studio: s, width: leastWide, y: margin}
	drawing := parse(f.Markup)
	l.width = max(l.width, l.widest(drawing))
	if f.Mark != "" {
		l.pill(f.Mark)
	}
	l.paragraph(f.Over, 14, true, "muted")
	l.y += 2
	l.paragraph(f.Title, 20, true, "text")
	l.y += 4
	l.paragraph(f.Desc, 14, false, "muted")
	l.y += 14
	l.blocks(drawing.kids, "")
	l.y += 10
	for _, note := range f.Notes {
		l.paragraph(note, 12, false, "muted")
	}
	sh := &Sheet{studio: s, width: math.Ceil(l.width + 2*margin), height: math.Ceil(l.y + margin - 8)}
	sh.root = &node{name: "svg", attrs: []attr{
		{"xmlns", "http://www.w3.org/2000/svg"},
		{"width", number(sh.width)},
		{"height", number(sh.height)},
		{"viewBox", "0 0 " + number(sh.width) + " " + number(sh.height)},
		{"role", "img"},
		{"lang", f.Lang},
		{"aria-labelledby", "t d"},
		{"font-family", "Arial, Helvetica, 'Liberation Sans', sans-serif"},
	}}
	sh.root.add(
		&node{name: "title", attrs: []attr{{"id", "t"}}, kids: []*node{{text: strings.TrimSuffix(f.Over+": "+f.Title, ": ")}}},
		&node{name: "desc", attrs: []attr{{"id", "d"}}, kids: []*node{{text: f.Desc}}},
		&node{name: "rect", attrs: []attr{{"width", number(sh.width)}, {"height", number(sh.height)}, {"fill", s.colours.of("ground")}}},
	)
	sh.root.add(l.out...)
	return sh
}

// SVG gives the drawing as a file.
func (sh *Sheet) SVG() []byte {
	return append(appendNode(make([]byte, 0, 16<<10), sh.root), '\n')
}

// mostPixels is how large a picture may be at twice its size; a larger one is made as it is.
const mostPixels = 6e6

// Painting gives the drawing as a picture, at twice its size where it is not huge.
func (sh *Sheet) Painting() *Painting {
	scale := 2.0
	if sh.width*sh.height*4 > mostPixels {
		scale = 1
	}
	return &Painting{sh.studio, sh.root, sh.width, sh.height, scale}
}

// layout writes what it is given from above to below.
type layout struct {
	*Studio
	width float64 // between the margins
	y     float64 // where the next thing begins
	out   []*node
}

// put places drawn things.
func (l *layout) put(x, y float64, nodes []*node) {
	g := &node{name: "g", kids: nodes}
	if x != 0 || y != 0 {
		g.set("transform", "translate("+number(x)+" "+number(y)+")")
	}
	l.out = append(l.out, g)
}

// letters writes a text at a place.
func (l *layout) letters(x, y, size float64, bold bool, colour, anchor, s string) {
	n := &node{name: "text", kids: []*node{{text: s}}}
	n.set("x", number(x))
	n.set("y", number(y))
	n.set("font-size", number(size))
	if bold {
		n.set("font-weight", "700")
	}
	if anchor != "" {
		n.set("text-anchor", anchor)
	}
	n.set("fill", l.colours.of(colour))
	l.out = append(l.out, n)
}

// lineHeight is the distance of lines in heights of the type.
const lineHeight = 1.4

// paragraph writes a text over the whole width.
func (l *layout) paragraph(s string, size float64, bold bool, colour string) {
	for _, row := range l.face(bold).wrap(s, min(l.width, 900)/size, 40) {
		l.letters(margin, l.y+size, size, bold, colour, "", row)
		l.y += size * lineHeight
	}
}

// pill writes a warning in a frame.
func (l *layout) pill(s string) {
	const size, pad = 13, 8
	wide := l.bold.width(s)*size + 2*pad
	frame := &node{name: "rect", attrs: []attr{
		{"x", number(margin + .5)},
		{"y", number(l.y + .5)},
		{"width", number(wide)},
		{"height", "22"},
		{"rx", "4"},
		{"fill", "none"},
		{"stroke", l.colours.of("near")},
	}}
	l.out = append(l.out, frame)
	l.letters(margin+pad, l.y+16, size, true, "near", "", s)
	l.y += 34
}

// blocks lays out a chart's markup; in is the list that it stands in.
func (l *layout) blocks(kids []*node, in string) {
	for _, n := range kids {
		switch {
		case n.name == "" || n.has("defs"):
		case n.name == "svg" && n.has("bar"):
			_, height := viewBox(n)
			l.stretched(n, margin, l.y, l.width, max(height, 24), in)
			l.y += max(height, 24) + 10
		case n.name == "svg":
			width, height := viewBox(n)
			l.put(margin, l.y, l.resolve(n, 1, 1, in))
			l.y += height + 4
			l.width = max(l.width, width)
		case n.name == "table":
			l.table(n)
		case n.has("key"):
			l.key(n)
		case n.has("panels"):
			l.panels(n)
		case n.name == "ol" || n.has("ranking") || n.has("services"):
			l.list(n)
		case len(n.find("svg"))+len(n.find("table")) > 0:
			l.blocks(n.kids, n.get("class"))
		case n.said() != "":
			l.paragraph(n.said(), 14, n.name == "h4", "text")
			l.y += 4
		}
	}
}

// viewBox gives a drawing's size, and where its own corner lies.
func viewBox(n *node) (width, height float64) {
	width, height = n.num("width"), n.num("height")
	if box := corner(n); width == 0 || height == 0 {
		width, height = box[2], box[3]
	}
	return width, height
}

// corner gives a drawing's box in its own units: left, top, width, height.
func corner(n *node) (box [4]float64) {
	for i, v := range fields(n.get("viewBox")) {
		if i < len(box) {
			box[i] = toFloat(v)
		}
	}
	return box
}

// swatch draws a small drawing at a place, whatever units it is in.
func (l *layout) swatch(n *node, x, y float64) {
	width, height := viewBox(n)
	box, sx, sy := corner(n), 1.0, 1.0
	if box[2] > 0 && box[3] > 0 {
		sx, sy = width/box[2], height/box[3]
	}
	l.put(x-box[0]*sx, y-box[1]*sy, l.resolve(n, sx, sy, ""))
}

func (l *layout) resolve(n *node, sx, sy float64, in string) []*node {
	r := resolver{colours: l.colours, within: n.get("class") + " " + in, sx: sx, sy: sy, evenOdd: n.get("fill-rule") == "evenodd"}
	return r.all(n.kids)
}

// stretched draws a small bar in a box.
func (l *layout) stretched(n *node, x, y, width, height float64, in string) {
	if w, h := viewBox(n); w > 0 && h > 0 {
		l.put(x, y, l.resolve(n, width/w, height/h, in))
	}
}

// widest is how much room the widest drawing or table needs.
func (l *layout) widest(n *node) float64 {
	most := 0.0
	for _, k := range n.kids {
		switch {
		case k.has("panels"):
			most = max(most, panelsAcross*panelStep-panelGap)
		case k.name == "svg" && !k.has("bar"):
			w, _ := viewBox(k)
			most = max(most, w)
		case k.name == "table":
			most = max(most, l.grid(k).width())
		default:
			most = max(most, l.widest(k))
		}
	}
	return most
}
