package chart

import (
	"slices"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/stats"
	"terang/internal/words"
)

// steps are the sequential classes from low to high, with the share of the month's
// target at which the next one begins. The last two are the statuses near and reached.
var steps = [...]struct {
	class string
	below float64
}{{"q1", .5}, {"q2", .8}, {"q3", .9}, {"q4", 1}, {"q5", 0}}

// stepOf gives the class of a figure in heat tables and maps: a q class, or the
// state's class. A range that spans more than one q class is its own class.
func stepOf(f disclosure.Figure) string {
	goal := f.Target()
	if goal <= 0 {
		goal = float64(f.Factor())
	}
	switch f.State() {
	case health.Value:
		if f.Target() > 0 && f.Status() == health.Reached {
			return "q5"
		}
		if f.Target() > 0 && f.Status() == health.Near {
			return "q4"
		}
		if share, ok := f.Standing(); ok {
			return stepAt(share)
		}
		if f.Polarity() == health.Neutral || f.Factor() != 100 {
			return classOf(f) // without a target there is no whole to be a part of
		}
		v, _ := f.Value()
		return stepAt(v / goal)
	case health.Banded:
		from, below := f.Band().Limits()
		if goal > 0 && stepAt(from/goal) == stepAt((below-1e-6)/goal) {
			return stepAt(from / goal)
		}
	case health.NotReported, health.Suppressed, health.NotApplicable:
	}
	return classOf(f)
}

func stepAt(share float64) string {
	for _, s := range steps[:len(steps)-1] {
		if share < s.below {
			return s.class
		}
	}
	return "q5"
}

// legendOrder is the order in which a legend names its classes.
func legendOrder() []string {
	return []string{"q5", "q4", "q3", "q2", "q1", classBand, classNone, classHidden, classNothing}
}

// Heat makes the heat table of places and services: five classes by share of the
// month's target, marks where there is no number. The table is the drawing, so
// Figure.Table stays empty. A row shorter than the columns counts as not reported.
func Heat(w *words.Catalogue, f Frame, columns []HeatColumn, rows []HeatRow) Figure {
	fig := newFigure(w, f, "heat")
	t := fig.Table
	fig.Table = Table{}
	t.Head = append(t.Head, Cell{Text: upper(orElse(w, f.Place, "chart.place"))})
	for _, c := range columns {
		t.Head = append(t.Head, Cell{Text: c.Name, Href: c.Href, Class: "num"})
	}
	seenClasses := map[string]int{}
	for _, r := range rows {
		cells := []Cell{{Text: r.Name, Href: r.Href}}
		for i := range columns {
			cells = append(cells, heatCell(w, r, i))
			seenClasses[stepOf(r.at(i))]++
		}
		if r.Total {
			t.Total = cells
		} else {
			t.Rows = append(t.Rows, cells)
		}
	}
	if fig.Desc == "" {
		fig.Desc = heatWords(w, f, len(columns), rows)
	}
	k := newInk()
	t.draw(k, "heat")
	k.legend(w, seenClasses, false)
	fig.SVG = k.markup()
	return fig
}

func (r HeatRow) at(i int) disclosure.Figure {
	if i < len(r.Figures) {
		return r.Figures[i]
	}
	return disclosure.Figure{}
}

func heatCell(w *words.Catalogue, r HeatRow, i int) Cell {
	f := r.at(i)
	c := Cell{Text: number(w, f), Class: stepOf(f)}
	switch f.State() {
	case health.Value, health.Banded:
		c.Class = "num " + c.Class
	case health.NotReported, health.Suppressed, health.NotApplicable:
		c = markCell(w, f)
	}
	return c
}

func heatWords(w *words.Catalogue, f Frame, columns int, rows []HeatRow) string {
	places, reached, shownOnes, hidden, missing := 0, 0, 0, 0, 0
	for _, r := range rows {
		if r.Total {
			continue
		}
		places++
		for i := range columns {
			switch r.at(i).State() {
			case health.Value:
				shownOnes++
				if classOf(r.at(i)) == classGood {
					reached++
				}
			case health.Suppressed:
				hidden++
			case health.NotReported:
				missing++
			case health.Banded, health.NotApplicable:
			}
		}
	}
	place := orElse(w, f.Place, "chart.place")
	key := "chart.desc.heat"
	switch {
	case f.Programmes && shownOnes == 0:
		key = "chart.desc.heat.other.none"
	case f.Programmes:
		key = "chart.desc.heat.other"
	case shownOnes == 0:
		key = "chart.desc.heat.none"
	}
	return join([]string{
		w.T(key, "places", w.Int(places), "place", place, "columns", w.Int(columns),
			"n", w.Int(reached), "total", w.Int(shownOnes)),
		heatAlike(w, columns, rows),
		absences(w, w.T("chart.figures"), 0, hidden, missing),
	})
}

// heatAlike says of how many figures chance alone may make the difference from the
// parent's, which stands in the last row (domain reference §8.7); empty without one.
func heatAlike(w *words.Catalogue, columns int, rows []HeatRow) string {
	last := slices.IndexFunc(rows, func(r HeatRow) bool { return r.Total })
	if last < 0 {
		return ""
	}
	alike, compared := 0, 0
	for _, r := range rows {
		for i := range columns {
			if r.Total {
				break
			}
			switch Compared(r.at(i), rows[last].at(i)) {
			case stats.Similar:
				alike, compared = alike+1, compared+1
			case stats.Higher, stats.Lower:
				compared++
			case stats.NotCompared:
			}
		}
	}
	if alike == 0 {
		return ""
	}
	key := "chart.desc.heat.alike"
	if alike == compared {
		key = "chart.desc.heat.alike.all"
	}
	return w.T(key, "n", w.Int(alike), "total", w.Int(compared), "name", rows[last].Name)
}

// legend names the classes that occur, with how often where counted.
func (k *ink) legend(w *words.Catalogue, occurs map[string]int, counted bool) {
	k.raw(`<ul class="key">`)
	for _, class := range legendOrder() {
		n := occurs[class]
		if n == 0 {
			continue
		}
		word := w.T("chart.step." + class)
		if mark := glyph(class); mark != "" {
			word = mark + " " + word
		}
		if counted {
			word = w.T("chart.key.counted", "word", word, "n", w.Int(n))
		}
		k.swatch(class, word)
	}
	k.raw("</ul>")
}

// swatch is a legend entry of a fill.
func (k *ink) swatch(class, word string) {
	k.raw(`<li><svg class="swatch" viewBox="0 0 16 12" width="16" height="12" aria-hidden="true" focusable="false">`)
	k.rect(class, 0, 0, 16, 12)
	k.raw("</svg>")
	k.text(word)
	k.raw("</li>")
}
