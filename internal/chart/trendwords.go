package chart

import (
	"math"
	"slices"
	"strings"

	"terang/internal/health"
)

// describe says how the subject went, how it stands against the target, which
// months are missing, and where the other lines were in the same month.
func (t trend) describe() string {
	if len(t.lines) == 0 {
		return t.w.T("chart.desc.trend.none")
	}
	subject := &t.lines[0]
	first, last := subject.first, subject.last
	if first < 0 {
		return t.w.T("chart.desc.trend.none")
	}
	said := []string{t.course(subject, first, last), t.against(subject, last), t.gaps(subject, first, last)}
	if subject.Provisional && first < last {
		said = append(said, t.w.T("chart.desc.trend.provisional", "name", subject.Name))
	}
	said = append(said, t.partial())
	for _, other := range t.Lines[1:] {
		if _, ok := other.at(last).Value(); ok {
			said = append(said, t.w.T("chart.desc.trend.other", "name", other.Name, "value", Value(t.w, other.at(last))))
		}
	}
	return join(said)
}

func (t trend) course(l *traced, first, last int) string {
	key := "chart.desc.trend.flat"
	from, _ := shown(l.at(first))
	to, _ := shown(l.at(last))
	switch {
	case first == last:
		key = "chart.desc.trend.point"
	case to > from:
		key = "chart.desc.trend.up"
	case to < from:
		key = "chart.desc.trend.down"
	}
	return t.w.T(key, "name", l.Name, "from", Value(t.w, l.at(first)), "to", Value(t.w, l.at(last)),
		"start", t.w.MonthName(t.Months[first].Of()), "end", t.w.Month(t.Months[last]))
}

func (t trend) against(l *traced, last int) string {
	target, f := t.targetAt(last), l.at(last)
	if math.IsNaN(target) || f.Target() <= 0 {
		return ""
	}
	text := TargetText(t.w, target, t.factor())
	if classOf(f) == classGood {
		return t.w.T("chart.desc.trend.reached", "target", text)
	}
	return t.w.T("chart.desc.trend.short", "target", text, "gap", gapText(t.w, t.frame, f))
}

// partial names the months of which reports are missing.
func (t trend) partial() string {
	var names []string
	for i, m := range t.Months {
		if t.partly(i) {
			names = append(names, t.w.MonthName(m.Of()))
		}
	}
	switch {
	case len(names) == 0:
		return ""
	case len(names) > maxNamed:
		return t.w.T("chart.desc.trend.partly", "n", t.w.Int(len(names)))
	}
	return t.w.T("chart.desc.trend.partial", "months", t.w.List(names))
}

// gaps names the months between first and last that have no value.
func (t trend) gaps(l *traced, first, last int) string {
	var names []string
	for i := first; i <= last; i++ {
		if _, ok := l.at(i).Value(); !ok && l.due(i) {
			names = append(names, t.w.MonthName(t.Months[i].Of()))
		}
	}
	if len(names) == 0 {
		return ""
	}
	return t.w.T("chart.desc.trend.gaps", "months", t.w.List(names))
}

func (t trend) table(table *Table) {
	table.Head = []Cell{{Text: t.w.T("chart.head.month")}}
	for _, l := range t.Lines {
		name := t.lineName(l)
		for _, key := range lineHeads(t.factor()) {
			table.Head = append(table.Head, Cell{Text: t.w.T(key, "name", name, "factor", t.w.Int(t.factor())), Class: "num"})
		}
	}
	if len(t.Target) > 0 {
		table.Head = append(table.Head, Cell{Text: t.w.T("chart.target"), Class: "num"})
	}
	for i, m := range t.Months {
		if len(t.lines) > 0 && !slices.ContainsFunc(t.lines, func(l traced) bool { return l.due(i) }) {
			continue
		}
		row := append(make([]Cell, 0, 2+3*len(t.lines)), Cell{Text: t.w.Month(m)})
		for at := range t.lines {
			row = append(row, t.monthCells(&t.lines[at], i)...)
		}
		if len(t.Target) > 0 {
			row = append(row, t.targetCell(i))
		}
		table.Rows = append(table.Rows, row)
	}
}

// lineHeads lists the heads of a line's cells.
func lineHeads(factor int) []string {
	switch factor {
	case 1:
		return []string{"chart.head.line.count"}
	case 100:
		return []string{"chart.head.line.percent", "chart.head.line.served", "chart.head.line.people"}
	}
	return []string{"chart.head.line.rate", "chart.head.line.numerator", "chart.head.line.denominator"}
}

// monthCells are a line's cells in a month; after its last value the months are
// still to come, which is not the same as not reported.
func (t trend) monthCells(l *traced, i int) []Cell {
	if i > l.last && l.at(i).State() == health.NotReported {
		dash := Cell{Text: "–", Class: "num"}
		return []Cell{dash, dash, dash}[:len(lineHeads(t.factor()))]
	}
	return valueCells(t.w, l.at(i), t.factor())
}

func (t trend) targetCell(i int) Cell {
	if v := t.targetAt(i); !math.IsNaN(v) {
		return Cell{Text: strings.TrimSuffix(TargetText(t.w, v, t.factor()), nbspPercent), Class: "num"}
	}
	return Cell{Text: "–", Class: "num"}
}
