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

// place puts each label level with its line's end.
func (ls endLabels) place(t trend, p plot) {
	for i := range ls {
		l := &ls[i]
		v := t.targetAt(l.month)
		if l.line >= 0 {
			v, _ = t.Lines[l.line].at(l.month).Value()
		}
		l.x, l.y = p.x(l.month), p.y(v)
	}
	ls.spread(trendHeight)
}

// spread moves labels apart, so that none covers another in the larger type either,
// and none leaves a drawing of that height.
func (ls endLabels) spread(height float64) {
	for i := range ls {
		ls[i].at = ls[i].y
	}
	slices.SortStableFunc(ls, func(a, b endLabel) int { return cmp.Compare(a.y, b.y) })
	low := 0.0
	for i := range ls {
		ls[i].at = max(ls[i].at, low+ls[i].height()/2)
		low = ls[i].at + ls[i].height()/2
	}
	floor := height
	for i := len(ls) - 1; i >= 0; i-- {
		ls[i].at = min(ls[i].at, floor-ls[i].height()/2)
		floor = ls[i].at - ls[i].height()/2
	}
}

// leader leads from a line's end to its label. It stays level within the plot: a
// slope there would be taken for a forecast.
func (k *ink) leader(l endLabel, p plot) {
	k.raw(`<path class="leader" d="M`)
	k.num(l.x + 10)
	k.raw(" ")
	k.num(l.y)
	moved := math.Abs(l.y-l.at) > phoneType/2
	switch end := p.right + labelGap - 4; {
	case moved && l.x < p.right-1:
		k.raw("H")
		k.num(p.right + 4)
		fallthrough
	case moved:
		k.raw("L")
		k.num(end)
		k.raw(" ")
		k.num(l.at)
	default:
		k.raw("H")
		k.num(end)
	}
	k.raw(`" vector-effect="non-scaling-stroke"/>`)
}

func (ls endLabels) draw(k *ink, p plot) {
	for _, l := range ls {
		x := p.right + labelGap
		if l.x < p.right-1 || math.Abs(l.y-l.at) > phoneType/2 {
			k.leader(l, p)
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
