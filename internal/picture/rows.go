package picture

import "strings"

func fields(s string) []string { return strings.Fields(s) }

// key lays out the entries of a legend, each with its swatch, in as many rows as needed.
func (l *layout) key(list *node) {
	const size, gap, swatch = 13, 20, 16
	x := float64(margin)
	row := 0.0
	for _, li := range list.kids {
		if li.name == "" {
			continue
		}
		words := li.said()
		wide := swatch + 8 + l.regular.width(words)*size
		if x > margin && x+wide > margin+l.width {
			x, l.y = margin, l.y+22
		}
		for _, svg := range li.find("svg") {
			_, high := viewBox(svg)
			l.swatch(svg, x, l.y+9-high/2)
		}
		l.letters(x+swatch+8, l.y+14, size, false, "muted", "", words)
		x += wide + gap
		row = 22
	}
	l.y += row + 8
}

// list lays out a ranking or a list of services: name, bar, value and status in columns.
func (l *layout) list(list *node) {
	const size, step = 14, 20
	l.rule(l.y)
	for _, li := range list.kids {
		if li.name != "li" {
			continue
		}
		name, note := cell(li, "name"), cell(li, "note")
		const rankEnd, nameStart, barStart = 26, 38, 214
		statusStart := l.width - 196
		rows := l.bold.wrap(name, (barStart-nameStart-12)/float64(size), 2)
		status := l.bold.wrap(cell(li, "status"), 196/float64(13), 2)
		high := float64(max(len(rows), len(status), 1))*step + 10
		base := l.y + 20
		for i, row := range rows {
			l.letters(margin+nameStart, base+float64(i)*step, size, true, "text", "", row)
		}
		if rank := cell(li, "rank"); rank != "" {
			l.letters(margin+rankEnd, base, 13, false, "muted", "end", rank)
		}
		for _, svg := range li.find("svg") {
			l.stretched(svg, margin+barStart, l.y+7, statusStart-barStart-84, 16, list.get("class"))
		}
		l.letters(margin+statusStart-14, base, size, true, "text", "end", cell(li, "value"))
		for i, row := range status {
			l.letters(margin+statusStart, base+float64(i)*step, 13, true, statusColour(li), "", row)
		}
		l.y += high
		if note != "" {
			l.letters(margin+barStart, l.y+8, 12, false, "muted", "", note)
			l.y += 18
		}
		l.rule(l.y)
	}
	l.y += 12
}

// How small drawings stand side by side.
const (
	panelsAcross = 4
	panelStep    = 176
	panelGap     = 24
)

// panels lays out small drawings of one scale side by side, each with its name above, its value and its status below.
func (l *layout) panels(list *node) {
	const size, line = 13, 17
	top, deepest := l.y, l.y
	for i, li := range list.find("li") {
		if i%panelsAcross == 0 {
			top = deepest
		}
		x, y := margin+float64(i%panelsAcross)*panelStep, top
		for _, row := range l.bold.wrap(cell(li, "name"), (panelStep-panelGap)/float64(size), 2) {
			l.letters(x, y+size, size, true, "text", "", row)
			y += line
		}
		y = max(y, top+line) + 5
		for _, svg := range li.find("svg") {
			l.swatch(svg, x, y)
			_, high := viewBox(svg)
			y += high + 4
		}
		for _, class := range []string{"value", "status"} {
			for _, row := range l.bold.wrap(cell(li, class), (panelStep-panelGap)/float64(size), 2) {
				colour := "text"
				if class == "status" {
					colour = statusColour(li)
				}
				l.letters(x, y+size, size, true, colour, "", row)
				y += line
			}
		}
		deepest = max(deepest, y+18)
	}
	l.y = deepest
}

// rule draws a thin line over the whole width.
func (l *layout) rule(y float64) {
	l.out = append(l.out, &node{name: "path", attrs: []attr{
		{"d", "M" + number(margin) + " " + number(y+.5) + "H" + number(margin+l.width)}, {"fill", "none"}, {"stroke", l.colours.of("line")},
	}})
}

// cell gives the text of a row's part by its class.
func cell(li *node, class string) string {
	for _, k := range li.kids {
		if k.has(class) {
			return k.said()
		}
	}
	return ""
}

func statusColour(li *node) string {
	for _, k := range li.kids {
		if !k.has("status") {
			continue
		}
		for _, c := range []string{"good", "near", "bad"} {
			if k.has(c) {
				return c
			}
		}
	}
	return "muted"
}
