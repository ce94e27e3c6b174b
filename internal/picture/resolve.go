package picture

import "strings"

// resolver turns a drawing that the theme's style sheet colours into one that
// colours itself: presentation attributes in place of classes, links and titles
// gone, distances in units of the type made absolute.
type resolver struct {
	colours Colours
	within  string  // classes of the drawing and of the list that it stands in
	sx, sy  float64 // a small bar is stretched to its box
	evenOdd bool
}

// typeSize is the size of the letters in a drawing.
const typeSize = 13

func (r resolver) all(kids []*node) []*node {
	var out []*node
	for _, k := range kids {
		switch k.name {
		case "a", "g":
			out = append(out, r.all(k.kids)...)
		case "text":
			if !k.has("odd") { // for phones
				out = append(out, r.text(k)...)
			}
		case "path", "rect", "circle":
			out = append(out, r.shape(k)...)
		}
	}
	return out
}

// shape gives an element without its class, and the strokes of its pattern.
func (r resolver) shape(n *node) []*node {
	l := shape(n.get("class"), r.within)
	made := &node{name: n.name, attrs: r.geometry(n)}
	if n.get("class") == "" && n.get("fill") == "none" {
		l.fill = ""
	}
	var out []*node
	if l.pattern == 0 || l.stroke != "" {
		r.dress(made, l)
		out = append(out, made)
	}
	if l.pattern != 0 {
		out = append(out, r.pattern(made, l))
	}
	return out
}

// geometry copies where a shape is, stretched.
func (r resolver) geometry(n *node) []attr {
	var out []attr
	for _, a := range n.attrs {
		switch a.name {
		case "x", "width", "cx", "rx":
			out = append(out, attr{a.name, number(toFloat(a.value) * r.sx)})
		case "y", "height", "cy", "ry", "r":
			out = append(out, attr{a.name, number(toFloat(a.value) * r.sy)})
		case "d":
			if r.sx == 1 && r.sy == 1 {
				out = append(out, a)
				continue
			}
			lines := flatten(a.value)
			for _, l := range lines {
				for i := range l.points {
					l.points[i].x *= r.sx
					l.points[i].y *= r.sy
				}
			}
			out = append(out, attr{"d", data(lines)})
		}
	}
	return out
}

// dress says fill and stroke as attributes; what SVG does by itself is left out.
func (r resolver) dress(n *node, l look) {
	if l.fill == "" {
		n.set("fill", "none")
	} else {
		n.set("fill", r.colours.of(l.fill))
	}
	if l.opacity < 1 {
		n.set("opacity", number(l.opacity))
	}
	if r.evenOdd && n.name == "path" && l.fill != "" {
		n.set("fill-rule", "evenodd")
	}
	if l.stroke == "" {
		return
	}
	n.set("stroke", r.colours.of(l.stroke))
	if l.width != 1 {
		n.set("stroke-width", number(l.width))
	}
	if l.dash != "" {
		n.set("stroke-dasharray", l.dash)
	}
	if l.round {
		n.set("stroke-linecap", "round")
	}
	if l.round || l.bevel {
		n.set("stroke-linejoin", "round")
	}
}

// pattern draws hatching or dots as strokes, which every program can read.
func (r resolver) pattern(shape *node, l look) *node {
	const hatchGap, dotGap = 8, 6
	lines := linesOf(shape)
	n := &node{name: "path"}
	if l.pattern == 'h' {
		n.attrs = []attr{{"d", data(hatched(lines, hatchGap))}, {"fill", "none"}, {"stroke", r.colours.of("muted")}}
		if l.opacity < 1 {
			n.set("opacity", number(l.opacity))
		}
		return n
	}
	n.attrs = []attr{
		{"d", data(dotted(lines, dotGap))},
		{"fill", "none"},
		{"stroke", r.colours.of("muted")},
		{"stroke-width", "2"},
		{"stroke-dasharray", "0.01 6"},
		{"stroke-linecap", "round"},
	}
	return n
}

// linesOf gives the outline of a shape.
func linesOf(n *node) []line {
	switch n.name {
	case "rect":
		return []line{rectangle(n.num("x"), n.num("y"), n.num("width"), n.num("height"))}
	case "circle":
		return []line{circle(point{n.num("cx"), n.num("cy")}, n.num("r"))}
	case "path":
		return flatten(n.get("d"))
	}
	return nil
}

// text gives the rows of a text, each with its own place.
func (r resolver) text(n *node) []*node {
	l := lettering(n.get("class"))
	rows := n.find("tspan")
	if len(rows) == 0 {
		return r.letters(l, n.num("x"), n.num("y")+ems(n.get("dy")), n.get("text-anchor"), n.said())
	}
	var out []*node
	y := n.num("y")
	for _, row := range rows {
		y += ems(row.get("dy"))
		of := l
		if class := row.get("class"); class != "" {
			of = lettering(n.get("class") + " " + class)
		}
		out = append(out, r.letters(of, row.num("x"), y, n.get("text-anchor"), row.said())...)
	}
	return out
}

// ems reads a distance in heights of the type.
func ems(s string) float64 {
	if em, ok := strings.CutSuffix(s, "em"); ok {
		return toFloat(em) * typeSize
	}
	return toFloat(s)
}

// letters gives a text, and beneath it the ground's colour around its letters where it has a halo.
func (r resolver) letters(l look, x, y float64, anchor, s string) []*node {
	made := &node{name: "text", kids: []*node{{text: s}}}
	made.set("x", number(x))
	made.set("y", number(y))
	made.set("font-size", number(typeSize))
	if l.bold {
		made.set("font-weight", "700")
	}
	if anchor != "" && anchor != "start" {
		made.set("text-anchor", anchor)
	}
	made.set("fill", r.colours.of(l.fill))
	if !l.halo {
		return []*node{made}
	}
	halo := &node{name: "text", kids: made.kids, attrs: append([]attr(nil), made.attrs...)}
	ground := r.colours.of("ground")
	halo.set("fill", ground)
	for _, a := range []attr{{"stroke", ground}, {"stroke-width", "4"}, {"stroke-linejoin", "round"}, {"aria-hidden", "true"}} {
		halo.set(a.name, a.value)
	}
	return []*node{halo, made}
}
