package chart

import (
	"cmp"
	"math"
	"slices"
)

// endLabel is the name and last value of a line, to the right of the plot.
type endLabel struct {
	rows  []string
	note  string // a last row in ordinary type, "" for none
	class string // of the rows
	x, y  float64
	at    float64 // where it stands in the end, clear of the others
	line  int     // the line it belongs to, -1 for the target
	month int
}

type endLabels []endLabel

// labels gathers what is to be said at the lines' ends: as many labels as find room
// under each other. What is left out stands in the table.
func (t trend) labels() endLabels {
	var ls endLabels
	for i := len(t.Months) - 1; i >= 0; i-- {
		if !math.IsNaN(t.targetAt(i)) {
			ls = append(ls, endLabel{rows: []string{t.w.T("chart.target.short")}, line: -1, month: i})
			break
		}
	}
	room := labelFloor - ls.height()
	for n, l := range t.lines[:min(len(t.lines), labelled)] {
		last := l.last
		if last < 0 {
			continue
		}
		one := endLabel{class: "lbl", line: n, month: last}
		if n > 0 {
			one.class = "lbl other"
		}
		one.rows = append(wrap(l.Name, true, labelWidth, 2), cutTo(Value(t.w, l.at(last)), true, labelWidth))
		if n == 0 && l.Provisional {
			one.note = cutTo(t.w.T("chart.provisional"), false, labelWidth)
		}
		if room -= one.height(); room < 0 {
			break
		}
		ls = append(ls, one)
	}
	return ls
}

// labelFloor is how far down labels stand in a drawing of trendHeight, above the months.
const labelFloor = trendHeight - trendFoot + 8

func (ls endLabels) height() float64 {
	sum := 0.0
	for _, l := range ls {
		sum += l.height()
	}
	return sum
}

func (ls endLabels) width() float64 {
	most := 0.0
	for _, l := range ls {
		for _, row := range l.rows {
			most = max(most, textWidth(row, l.class != ""))
		}
		most = max(most, textWidth(l.note, false))
	}
	return most * phoneType
}

// lines is how many rows a label has, its note included.
func (l endLabel) lines() int {
	if l.note != "" {
		return len(l.rows) + 1
	}
	return len(l.rows)
}

func (l endLabel) height() float64 { return float64(l.lines())*phoneType*lineStep + 4 }

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
	ls.spread(labelFloor)
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
		k.stacked(l.class, x, l.at, "", l.rows, l.note)
	}
}

// stacked writes rows of text around a height, in any type size; note is a last row
// in ordinary type, "" for none.
func (k *ink) stacked(class string, x, y float64, anchor string, rows []string, note string) {
	count := len(rows)
	if note != "" {
		count++
	}
	k.raw("<text")
	if class != "" {
		k.attr("class", class)
	}
	k.measure("y", y)
	if anchor != "" {
		k.attr("text-anchor", anchor)
	}
	k.raw(">")
	for i := range count {
		k.raw("<tspan")
		row := note
		if i < len(rows) {
			row = rows[i]
		} else {
			k.attr("class", "sub")
		}
		k.measure("x", x)
		k.raw(` dy="`)
		if i == 0 {
			k.em(.35 - float64(count-1)*lineStep/2)
		} else {
			k.em(lineStep)
		}
		k.raw(`">`)
		k.text(row)
		k.raw("</tspan>")
	}
	k.raw("</text>")
}

// em writes a distance that grows with the type.
func (k *ink) em(v float64) {
	k.num(math.Floor(v*10+.5) / 10)
	k.raw("em")
}
