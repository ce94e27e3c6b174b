package chart

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// endLabel is the name and last value of a line, to the right of the plot.
type endLabel struct {
	rows  []string
	class string // of the last row
	x, y  float64
	at    float64 // where it stands in the end, clear of the others
	line  int     // the line it belongs to, -1 for the target
	month int
}

type endLabels []endLabel

// labels gathers what is to be said at the lines' ends.
func (t trend) labels() endLabels {
	var ls endLabels
	for n, l := range t.Lines[:min(len(t.Lines), labelled)] {
		_, last := l.ends(len(t.Months))
		if last < 0 {
			continue
		}
		class := "lbl"
		if n > 0 {
			class = "lbl other"
		}
		rows := append(wrap(l.Name, labelWidth, 2), Value(t.w, l.at(last)))
		ls = append(ls, endLabel{rows: rows, class: class, line: n, month: last})
	}
	for i := len(t.Months) - 1; i >= 0; i-- {
		if !math.IsNaN(t.targetAt(i)) {
			ls = append(ls, endLabel{rows: []string{t.w.T("chart.target.short")}, line: -1, month: i})
			break
		}
	}
	return ls
}

func (ls endLabels) width() float64 {
	most := 0
	for _, l := range ls {
		for _, row := range l.rows {
			most = max(most, utf8.RuneCountInString(row))
		}
	}
	return float64(most) * phoneBold
}

func (l endLabel) height() float64 { return float64(len(l.rows))*phoneType*1.1 + 4 }

// place puts each label level with its line's end and then moves labels apart, so
// that none covers another in the larger type either. Labels stand in the order of
// the lines' ends, or in that of the last month which all lines have, whichever
// leads fewer leaders across lines: a line that stops in September may end below
// one that goes on to December and yet lie above it.
func (ls endLabels) place(t trend, p plot) {
	common := len(t.Months)
	for i := range ls {
		l := &ls[i]
		l.x, l.y = p.x(l.month), p.y(t.valueOf(l.line, l.month))
		common = min(common, l.month)
	}
	course := slices.Clone(ls)
	slices.SortStableFunc(ls, func(a, b endLabel) int { return cmp.Compare(a.y, b.y) })
	slices.SortStableFunc(course, func(a, b endLabel) int {
		return cmp.Compare(p.y(t.valueOf(a.line, common)), p.y(t.valueOf(b.line, common)))
	})
	ls.spread(p)
	course.spread(p)
	if course.crossings(t, p) < ls.crossings(t, p) {
		copy(ls, course)
	}
}

// valueOf is a line's value in a month, or the target's for line -1; NaN where there is none.
func (t trend) valueOf(line, month int) float64 {
	if line < 0 {
		return t.targetAt(month)
	}
	return t.Lines[line].values()(month)
}

// spread moves labels apart, from top to bottom in their order; a label whose line
// stops early makes way for the next one, for it needs a leader anyway.
func (ls endLabels) spread(p plot) {
	for i := len(ls) - 1; i >= 0; i-- {
		ls[i].at = ls[i].y
		if i+1 < len(ls) && ls[i].early(p) {
			ls[i].at = min(ls[i].at, ls[i+1].at-(ls[i].height()+ls[i+1].height())/2)
		}
	}
	low := 0.0
	for i := range ls {
		ls[i].at = max(ls[i].at, low+ls[i].height()/2)
		low = ls[i].at + ls[i].height()/2
	}
	floor := float64(trendHeight)
	for i := len(ls) - 1; i >= 0; i-- {
		ls[i].at = min(ls[i].at, floor-ls[i].height()/2)
		floor = ls[i].at - ls[i].height()/2
	}
}

// early says that a label's line stops before the plot's end.
func (l endLabel) early(p plot) bool { return l.x < p.right-1 }

// leader gives the line from a line's end to its label, and whether one is needed.
func (l endLabel) leader(p plot) (from, to point, needed bool) {
	return point{l.x + 10, l.y}, point{p.right + labelGap - 4, l.at}, l.early(p) || math.Abs(l.y-l.at) > phoneType/2
}

// crossings counts where leaders cross lines, the target and each other.
func (ls endLabels) crossings(t trend, p plot) int {
	n := 0
	for i, l := range ls {
		from, to, needed := l.leader(p)
		if !needed {
			continue
		}
		for j, other := range ls {
			if oFrom, oTo, oNeeded := other.leader(p); j > i && oNeeded && cross(from, to, oFrom, oTo) {
				n++
			}
			for m := 1; m < p.months && j != i; m++ {
				a := point{p.x(m - 1), p.y(t.valueOf(other.line, m-1))}
				b := point{p.x(m), p.y(t.valueOf(other.line, m))}
				if cross(from, to, a, b) {
					n++
				}
			}
		}
	}
	return n
}

type point struct{ x, y float64 }

// cross says whether the stretches a–b and c–d cross; never where a coordinate is NaN.
func cross(a, b, c, d point) bool {
	side := func(p, q, r point) float64 { return (q.x-p.x)*(r.y-p.y) - (q.y-p.y)*(r.x-p.x) }
	return side(a, b, c)*side(a, b, d) < 0 && side(c, d, a)*side(c, d, b) < 0
}

func (ls endLabels) draw(k *ink, p plot) {
	for _, l := range ls {
		x := p.right + labelGap
		if from, to, needed := l.leader(p); needed {
			k.stroke("leader", from.x, from.y, to.x, to.y)
		}
		k.raw("<text")
		if l.class != "" {
			k.attr("class", l.class)
		}
		k.measure("y", l.at)
		k.raw(">")
		for i, row := range l.rows {
			k.raw("<tspan")
			k.measure("x", x)
			k.raw(` dy="`)
			if i == 0 {
				k.em(.35 - float64(len(l.rows)-1)*.55)
			} else {
				k.em(1.1)
			}
			k.raw(`">`)
			k.text(row)
			k.raw("</tspan>")
		}
		k.raw("</text>")
	}
}

// em writes a distance that grows with the type.
func (k *ink) em(v float64) {
	k.num(math.Floor(v*10+.5) / 10)
	k.raw("em")
}

// wrap breaks a name between words into at most lines of a width in characters;
// what does not fit is cut with an ellipsis, and stands in full in the table.
func wrap(name string, width, lines int) []string {
	var rows []string
	for _, word := range strings.Fields(name) {
		if n := len(rows); n > 0 && utf8.RuneCountInString(rows[n-1])+1+utf8.RuneCountInString(word) <= width {
			rows[n-1] += " " + word
			continue
		}
		rows = append(rows, word)
	}
	if len(rows) > lines {
		rows = rows[:lines]
		rows[lines-1] += "…"
	}
	for i, row := range rows {
		if r := []rune(row); len(r) > width+1 {
			rows[i] = string(r[:width-1]) + "…"
		}
	}
	return rows
}
