package attack

import (
	"math"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/net/html"
)

// form is a shape of a drawing on a page, with the link that it stands under.
type form struct {
	n    *html.Node
	href string
}

// formsOf lists the shapes of a drawing.
func formsOf(n *html.Node, href string) []form {
	var list []form
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type != html.ElementNode:
		case isShape(c):
			list = append(list, form{c, href})
		case c.Data == "a":
			list = append(list, formsOf(c, attr(c, "href"))...)
		case c.Data != "defs":
			list = append(list, formsOf(c, href)...)
		}
	}
	return list
}

func isShape(n *html.Node) bool { return isAny(n.Data, "rect path circle") }

// cast is a drawing of a page to which one alone is held, and by how much that one is stretched.
type cast struct {
	svg    *html.Node
	forms  []form
	by     map[string]int // places of the forms by what they measure
	sx, sy float64
}

// castFor finds the drawing of the page, or of the same line of its list, that has the
// most shapes in common with one alone.
func (m *mould) castFor(g *html.Node) *cast {
	var best *cast
	most := 0
	shapes := formsOf(g, "")
	svgs := m.svgs
	if m.at != m.whole {
		svgs = all(m.line, "svg")
	}
	for _, svg := range svgs {
		if hasClass(svg, "defs") {
			continue
		}
		c := &cast{svg: svg, forms: formsOf(svg, ""), by: map[string]int{}, sx: 1, sy: 1}
		if hasClass(svg, "bar") {
			c.stretch(shapes)
		}
		for i, f := range c.forms {
			key := measures(f.n, 1, 1)
			if at, ok := c.by[key]; !ok || c.forms[at].patterned() { // what lies under a pattern is drawn, which itself is strokes
				c.by[key] = i
			}
		}
		same := 0
		for _, f := range shapes {
			if _, ok := c.by[measures(f.n, c.sx, c.sy)]; ok {
				same++
			}
		}
		if same > most {
			best, most = c, same
		}
	}
	return best
}

// stretch finds how much wider and higher a bar is than on the page, by its longest parts.
func (c *cast) stretch(shapes []form) {
	longest := func(list []form) (n *html.Node) {
		for _, f := range list {
			if f.n.Data == "rect" && (n == nil || measure(f.n, "width") > measure(n, "width")) {
				n = f.n
			}
		}
		return n
	}
	here, there := longest(shapes), longest(c.forms)
	if here == nil || there == nil || measure(there, "width") == 0 || measure(there, "height") == 0 {
		return
	}
	if sx := measure(here, "width") / measure(there, "width"); sx > 0 {
		c.sx, c.sy = sx, measure(here, "height")/measure(there, "height")
	}
}

// measures writes what a shape measures, as if it were not stretched.
func measures(n *html.Node, sx, sy float64) string {
	var b strings.Builder
	b.WriteString(n.Data)
	one := func(v, by float64) {
		b.WriteString(" " + strconv.FormatFloat(math.Round(zeroIfNone(v)/by*10)/10, 'f', 1, 64))
	}
	switch n.Data {
	case "rect":
		one(measure(n, "x"), sx)
		one(measure(n, "y"), sy)
		one(measure(n, "width"), sx)
		one(measure(n, "height"), sy)
	case "circle":
		one(measure(n, "cx"), sx)
		one(measure(n, "cy"), sy)
		one(measure(n, "r"), 1)
	default:
		for i, v := range figuresOf(attr(n, "d")) {
			one(v, [2]float64{sx, sy}[i%2])
		}
	}
	return b.String()
}

var figure = regexp.MustCompile(`-?(\d+\.?\d*|\.\d+)`)

// figuresOf lists the numbers of a path.
func figuresOf(d string) []float64 {
	var list []float64
	for _, s := range figure.FindAllString(d, -1) {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			v = math.NaN()
		}
		list = append(list, v)
	}
	return list
}

// drawing gives a smaller drawing what it has lost.
func (m *mould) drawing(g *html.Node) *html.Node {
	svg := element("svg")
	c := m.castFor(g)
	switch {
	case c != nil:
		set(svg, "class", attr(c.svg, "class"))
		set(svg, "viewBox", attr(c.svg, "viewBox"))
	case m.at != m.whole:
		set(svg, "class", "bar")
	}
	if c == nil {
		c = &cast{svg: svg, sx: 1, sy: 1}
	}
	var before *form
	for _, s := range formsOf(g, "") {
		if before = m.shape(svg, c, s.n, before); before != nil && !before.patterned() {
			before = nil
		}
	}
	for _, t := range all(g, "text") {
		m.letters(svg, c, t)
	}
	return svg
}

// shape adds a shape, as the page has it where it is the same. The strokes of a
// pattern follow the shape that they fill, or stand in its place.
func (m *mould) shape(svg *html.Node, c *cast, n *html.Node, before *form) *form {
	if i, ok := c.by[measures(n, c.sx, c.sy)]; ok {
		f := &c.forms[i]
		made := shapeLike(f.n)
		m.paint.add(made, attr(f.n, "class"), attr(n, "fill"))
		m.into(svg, made, f.href)
		return f
	}
	if strokes := points(attr(n, "d")); n.Data == "path" && attr(n, "fill") == "none" && isPattern(strokes) {
		if before != nil {
			return nil
		}
		for i := range c.forms {
			if f := &c.forms[i]; f.patterned() && c.covers(f.n, strokes) {
				svg.AppendChild(shapeLike(f.n))
				return nil
			}
		}
	}
	made := c.unstretched(n)
	m.paint.add(made, "", attr(n, "fill"))
	svg.AppendChild(made)
	return nil
}

// into puts a shape under the link that it has on the page.
func (m *mould) into(svg, made *html.Node, href string) {
	if href != "" {
		made = element("a", made)
		set(made, "href", "/"+resolved(m.owner, href))
	}
	svg.AppendChild(made)
}

// shapeLike copies a shape without what it is painted with.
func shapeLike(n *html.Node) *html.Node {
	made := element(n.Data)
	for _, a := range n.Attr {
		if isAny(a.Key, "x y width height cx cy r d class") {
			set(made, a.Key, a.Val)
		}
	}
	return made
}

// unstretched copies a shape in the measures of the page.
func (c *cast) unstretched(n *html.Node) *html.Node {
	made := shapeLike(n)
	if c.sx == 1 && c.sy == 1 {
		return made
	}
	for i, a := range made.Attr {
		by := c.sy
		if isAny(a.Key, "x width cx") {
			by = c.sx
		}
		if v, err := strconv.ParseFloat(a.Val, 64); err == nil {
			made.Attr[i].Val = strconv.FormatFloat(v/by, 'f', 2, 64)
		}
	}
	at := 0
	set(made, "d", figure.ReplaceAllStringFunc(attr(made, "d"), func(s string) string {
		v, by := figuresOf(s)[0], [2]float64{c.sx, c.sy}[at%2]
		at++
		return strconv.FormatFloat(v/by, 'f', 2, 64)
	}))
	return made
}

// patterned says whether a shape is filled with a pattern, which tells no value.
func (f *form) patterned() bool { return strings.HasPrefix(attr(f.n, "fill"), "url(") }

// isPattern says whether lines are the strokes of one: slanted, or lying.
func isPattern(ends [][2]float64) bool {
	for i := 0; i+1 < len(ends); i += 2 {
		right, down := ends[i+1][0]-ends[i][0], ends[i+1][1]-ends[i][1]
		if down != 0 && math.Abs(right+down) > 0.3 {
			return false
		}
	}
	return len(ends) > 0 && len(ends)%2 == 0
}

// covers says whether strokes fill a shape of the page, and do not end before it does.
func (c *cast) covers(n *html.Node, strokes [][2]float64) bool {
	const gap = 9
	if n.Data != "rect" {
		return false
	}
	least, most := strokes[0], strokes[0]
	for _, at := range strokes {
		for k := range at {
			least[k], most[k] = min(least[k], at[k]), max(most[k], at[k])
		}
	}
	x, y := zeroIfNone(measure(n, "x"))*c.sx, zeroIfNone(measure(n, "y"))*c.sy
	wide, high := measure(n, "width")*c.sx, measure(n, "height")*c.sy
	return math.Abs(least[0]-x) < gap && math.Abs(most[0]-x-wide) < gap && math.Abs(least[1]-y) < gap && math.Abs(most[1]-y-high) < gap
}

// letters adds a text of a drawing. One that stands there on the page too has its place
// by it; any other is read as a sentence of its own.
func (m *mould) letters(svg *html.Node, c *cast, t *html.Node) {
	said := plainText(content(t))
	if next := t.NextSibling; next != nil && attr(t, "aria-hidden") != "" && plainText(content(next)) == said {
		return // what shines around the letters
	}
	made := element("text", words(said))
	for _, a := range t.Attr {
		if isAny(a.Key, "x y text-anchor") {
			set(made, a.Key, a.Val)
		}
	}
	for _, there := range all(c.svg, "text") {
		if class, ok := sameText(there, t, said); ok {
			for _, key := range []string{"y", "text-anchor"} {
				set(made, key, attr(there, key))
			}
			set(made, "class", class)
			svg.AppendChild(made)
			return
		}
	}
	svg.AppendChild(made)
	if !hasClass(svg, "columns") { // where it belongs to what stands above its place
		m.at.AppendChild(element("p", words(said)))
	}
}

// sameText says whether a text of the page, or a row of it, stands in a drawing, and what class it has.
func sameText(there, here *html.Node, said string) (class string, ok bool) {
	near := func(n *html.Node) bool {
		return plainText(content(n)) == said && math.Abs(measure(n, "x")-measure(here, "x")) < 0.6
	}
	class = attr(there, "class")
	if near(there) && math.Abs(measure(there, "y")-measure(here, "y")) < 60 {
		return class, true
	}
	for _, row := range all(there, "tspan") {
		if near(row) {
			return class + " " + attr(row, "class"), true
		}
	}
	return "", false
}
