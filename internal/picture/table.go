package picture

import "strings"

// grid is a table measured: rows of cells, and how wide each column is.
type grid struct {
	head, body []*node // rows
	foot       []*node
	columns    []float64
	headRows   int // lines of type in the heading
}

const (
	tableType = 13
	cellPad   = 8
	nameWide  = 190 // of the first column at most
	rowHigh   = 28
)

func (g grid) width() float64 {
	sum := 0.0
	for _, c := range g.columns {
		sum += c
	}
	return sum
}

// grid measures a table: a column is as wide as its widest number and the longest word of its heading.
func (l *layout) grid(table *node) grid {
	var g grid
	for _, part := range table.kids {
		rows := part.find("tr")
		switch part.name {
		case "thead":
			g.head = rows
		case "tbody":
			g.body = rows
		case "tfoot":
			g.foot = rows
		}
	}
	for _, rows := range [][]*node{g.body, g.foot} {
		for _, tr := range rows {
			for i, c := range tr.kids {
				g.widen(i, l.face(i == 0 || c.name == "th").width(c.said())*tableType)
			}
		}
	}
	for _, tr := range g.head {
		for i, c := range tr.kids {
			for word := range strings.FieldsSeq(c.said()) {
				g.widen(i, l.bold.width(word)*tableType)
			}
		}
	}
	for _, tr := range g.head {
		for i, c := range tr.kids {
			g.headRows = max(g.headRows, len(l.bold.wrap(c.said(), g.room(i), 4)))
		}
	}
	return g
}

func (g *grid) widen(i int, wide float64) {
	for len(g.columns) <= i {
		g.columns = append(g.columns, 0)
	}
	if i == 0 {
		wide = min(wide, nameWide)
	}
	g.columns[i] = max(g.columns[i], wide+2*cellPad+2)
}

// room is how much of a column is for letters, in sizes of the type.
func (g *grid) room(i int) float64 { return (g.columns[i] - 2*cellPad) / tableType }

// table draws the cells, those of a step with its colour as ground.
func (l *layout) table(table *node) {
	g := l.grid(table)
	const step = 17
	for _, tr := range g.head {
		high := float64(g.headRows)*step + 10
		x := float64(margin)
		for i, c := range tr.kids {
			rows := l.bold.wrap(c.said(), g.room(i), 4)
			for j, row := range rows {
				y := l.y + high - 8 - float64(len(rows)-1-j)*step
				l.inCell(c, i, x, y, g.columns[i], true, "text", row)
			}
			x += g.columns[i]
		}
		l.y += high
	}
	for _, tr := range g.body {
		l.rule(l.y)
		l.row(tr, g, false)
	}
	for _, tr := range g.foot {
		l.rule(l.y)
		l.rule(l.y + 1)
		l.y += 2
		l.row(tr, g, true)
	}
	l.y += 12
}

func (l *layout) row(tr *node, g grid, bold bool) {
	x := float64(margin)
	lines := 1
	var name []string
	if len(tr.kids) > 0 {
		name = l.bold.wrap(tr.kids[0].said(), g.room(0), 3)
		lines = max(1, len(name))
	}
	high := float64(rowHigh + (lines-1)*17)
	for i, c := range tr.kids {
		ground, colour := cellColours(c)
		if ground != "" {
			l.out = append(l.out, &node{name: "rect", attrs: []attr{
				{"x", number(x)},
				{"y", number(l.y + 1)},
				{"width", number(g.columns[i])},
				{"height", number(high - 1)},
				{"fill", l.colours.of(ground)},
			}})
		}
		rows := []string{c.said()}
		if i == 0 {
			rows = name
		}
		for j, row := range rows {
			l.inCell(c, i, x, l.y+19+float64(j)*17, g.columns[i], bold || i == 0, colour, row)
		}
		x += g.columns[i]
	}
	l.y += high
}

// inCell writes a row of a cell at its right edge, in the first column at its left.
func (l *layout) inCell(c *node, column int, x, y, wide float64, bold bool, colour, s string) {
	if column > 0 && (c.has("num") || c.name == "td") {
		l.letters(x+wide-cellPad, y, tableType, bold, colour, "end", s)
		return
	}
	if column > 0 {
		x += cellPad
	}
	l.letters(x, y, tableType, bold, colour, "", s)
}

// cellColours gives ground and letters of a cell by its class.
func cellColours(c *node) (ground, letters string) {
	for class := range strings.FieldsSeq(c.get("class")) {
		switch class {
		case "q1", "q2", "q3", "q4", "q5":
			return "s" + class[1:], "t" + class[1:]
		case "none", "hid", "na", "band":
			return "", "muted"
		}
	}
	return "", "text"
}
