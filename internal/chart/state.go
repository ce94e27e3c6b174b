package chart

import (
	"math"
	"strings"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/words"
)

// The state classes of the package comment.
const (
	classGood    = "good"
	classNear    = "near"
	classBad     = "bad"
	classCalm    = "calm"
	classBand    = "band"
	classNone    = "none"
	classHidden  = "hid"
	classNothing = "na"
)

// nbspPercent is what words puts after a percentage; column heads say it instead.
const nbspPercent = "\u00a0%"

// classOf gives the state class of a figure; calm where it has no target.
func classOf(f disclosure.Figure) string {
	switch f.State() {
	case health.NotReported:
		return classNone
	case health.Suppressed:
		return classHidden
	case health.NotApplicable:
		return classNothing
	case health.Banded:
		return classBand
	case health.Value:
	}
	if f.Target() <= 0 {
		return classCalm
	}
	switch f.Status() {
	case health.Reached:
		return classGood
	case health.Near:
		return classNear
	case health.NoStatus:
		return classCalm
	case health.Behind, health.Unreported, health.NothingToDo:
	}
	return classBad
}

// glyph gives the shape that stands for a class beside its word.
func glyph(class string) string {
	switch class {
	case classGood:
		return "●"
	case classNear:
		return "◐"
	case classBad:
		return "▼"
	case classNone:
		return "○"
	case classHidden:
		return "✱"
	case classNothing:
		return "–"
	}
	return ""
}

// statusWord says a figure's status without its shape; empty where nothing can be said.
func statusWord(w *words.Catalogue, f disclosure.Figure) string {
	if f.Withheld() {
		return w.T("chart.status.withheld")
	}
	if f.NoEvent() {
		return w.T("chart.status.event")
	}
	class := classOf(f)
	if class == classCalm {
		return ""
	}
	if f.Polarity() == health.LowIsGood && (class == classGood || class == classNear || class == classBad) {
		return w.T("chart.status.low." + class) // the target is a ceiling, so "below" would be praise
	}
	return w.T("chart.status." + class)
}

// StatusText says a figure's status with its shape: "▼ di bawah target". Of a hidden
// one it says what was last shown as well.
func StatusText(w *words.Catalogue, f disclosure.Figure) string {
	s := strings.TrimSpace(glyph(classOf(f)) + " " + statusWord(w, f))
	if last := LastText(w, f); last != "" {
		s += "; " + last
	}
	return s
}

// LastText says the last figure of the year that was shown of one that is hidden:
// "Agustus 2024: 62,1 % (31 dari 50)"; empty where there is none.
func LastText(w *words.Catalogue, f disclosure.Figure) string {
	last, ok := f.Last()
	if !ok {
		return ""
	}
	n, d, _ := counts(last)
	return w.T("chart.last", "month", w.Month(last.Month()), "value", Value(w, last), "n", w.Int(n), "d", w.Int(d))
}

// Status gives a figure's status as a word with its shape, in a span of class
// status; empty where there is neither a target nor a gap to speak of.
func Status(w *words.Catalogue, f disclosure.Figure) Markup {
	k := newInk()
	k.status(w, f)
	return k.markup()
}

func (k *ink) status(w *words.Catalogue, f disclosure.Figure) {
	if s := StatusText(w, f); s != "" {
		k.element("span", "status "+classOf(f), s)
	}
}

// Value gives a figure's value as plain text: 78,2 %, a range, ✱, ○ or –. A rate
// per 1,000 or 100,000 and a plain count stand without a unit.
func Value(w *words.Catalogue, f disclosure.Figure) string {
	switch f.State() {
	case health.Value:
		if n, _ := f.Numerator(); f.Plain() {
			return w.Int(n)
		}
		v, _ := f.Value()
		s := w.PercentAgainst(v, f.Target())
		if f.Polarity() == health.LowIsGood {
			s = w.PercentWithin(v, f.Target())
		}
		if f.Factor() != 100 {
			s = strings.TrimSuffix(s, nbspPercent)
		}
		return s
	case health.Banded:
		return w.T(bandKey(f.Band()))
	case health.NotReported, health.Suppressed, health.NotApplicable:
	}
	return glyph(classOf(f))
}

// number is Value for a column whose head says the unit.
func number(w *words.Catalogue, f disclosure.Figure) string {
	return strings.TrimSuffix(Value(w, f), nbspPercent)
}

func bandKey(b disclosure.Band) string {
	switch b {
	case disclosure.Below50:
		return "chart.band.below50"
	case disclosure.From50:
		return "chart.band.from50"
	case disclosure.From80:
		return "chart.band.from80"
	case disclosure.From90:
		return "chart.band.from90"
	case disclosure.From100:
		return "chart.band.from100"
	case disclosure.NoBand:
	}
	return "chart.status.band"
}

// TargetText writes a target in the unit of its figures, which are per factor.
func TargetText(w *words.Catalogue, target float64, factor int) string {
	switch {
	case factor == 1 && target == math.Trunc(target):
		return w.Decimal(target, 0)
	case factor != 100:
		return w.Decimal(target, 1)
	}
	return w.Percent(target)
}

// Printed gives a figure's value as Value prints it, with one decimal; 0 where there is none.
func Printed(f disclosure.Figure) float64 {
	v, _ := shown(f)
	return v
}

// shown gives the value as the reader sees it, with one decimal, so that the
// drawing, the table and the option say the same number.
func shown(f disclosure.Figure) (float64, bool) {
	v, ok := f.Value()
	if !ok {
		return 0, false
	}
	tenths := inTenths(v)
	switch same := tenths == inTenths(f.Target()); {
	case !same:
	case v < f.Target() && f.Polarity() != health.LowIsGood:
		tenths = math.Floor(v*10 + hair)
	case v > f.Target() && f.Polarity() == health.LowIsGood:
		tenths = math.Ceil(v*10 - hair)
	}
	return tenths / 10, true
}

// hair is what a tenth may miss in binary: 97.35*10 is 973.499… and must become 974.
const hair = 1e-9

// inTenths counts tenths, halves upward.
func inTenths(v float64) float64 { return math.Floor(v*10 + 0.5 + hair) }

// countText says n and d: "367 dari 679"; empty where they may not be said.
func countText(w *words.Catalogue, f disclosure.Figure) string {
	n, d, ok := counts(f)
	if !ok {
		return ""
	}
	return w.T("chart.count", "n", w.Int(n), "d", w.Int(d))
}

func counts(f disclosure.Figure) (n, d int, ok bool) {
	n, okN := f.Numerator()
	d, okD := f.Denominator()
	return n, d, okN && okD && f.State() == health.Value
}

// MovementText says how the last month went against the one before; of longer
// reports it says that it is quarters or years that are compared.
func MovementText(w *words.Catalogue, f disclosure.Figure) string {
	text := ""
	switch f.Movement() {
	case health.Rising:
		text = "▲ " + w.T("chart.move.up")
	case health.Falling:
		text = "▼ " + w.T("chart.move.down")
	case health.Steady:
		text = "■ " + w.T("chart.move.same")
	case health.MovementUnknown:
		return ""
	}
	switch f.Span() {
	case 3:
		return w.T("chart.move.quarter", "move", text)
	case 12:
		return w.T("chart.move.year", "move", text)
	}
	return text
}

// valueHeads heads the cells of valueCells: of plain counts one, the count.
func valueHeads(w *words.Catalogue, figures []disclosure.Figure) []Cell {
	factor := factorOf(figures)
	switch factor {
	case 1:
		return []Cell{{Text: w.T("chart.head.count"), Class: "num"}}
	case 100:
		return []Cell{
			{Text: w.T("chart.head.percent"), Class: "num"},
			{Text: w.T("chart.head.served"), Class: "num"},
			{Text: w.T("chart.head.people"), Class: "num"},
		}
	}
	return []Cell{
		{Text: w.T("chart.head.rate", "factor", w.Int(factor)), Class: "num"},
		{Text: w.T("chart.head.numerator"), Class: "num"},
		{Text: w.T("chart.head.denominator"), Class: "num"},
	}
}

// factorOf gives what the figures of one indicator are per, 1 for plain counts.
func factorOf(figures []disclosure.Figure) int {
	for _, f := range figures {
		if f.Factor() > 0 {
			return f.Factor()
		}
	}
	return 100
}

// valueCells gives the cells value, served, people of a table row, of a plain count the value. A number that
// is hidden, missing or not applicable shows its mark, and says what it means once.
func valueCells(w *words.Catalogue, f disclosure.Figure, factor int) []Cell {
	cells := threeCells(w, f)
	if factor == 1 {
		return cells[:1]
	}
	return cells
}

func threeCells(w *words.Catalogue, f disclosure.Figure) []Cell {
	if f.Plain() && f.State() == health.Value {
		return []Cell{{Text: number(w, f), Class: "num"}}
	}
	class := classOf(f)
	if n, d, ok := counts(f); ok {
		return []Cell{{Text: number(w, f), Class: "num"}, {Text: w.Int(n), Class: "num"}, {Text: w.Int(d), Class: "num"}}
	}
	if class == classNothing {
		n, _ := f.Numerator()
		return []Cell{markCell(w, f), {Text: w.Int(n), Class: "num"}, {Text: w.Int(0), Class: "num"}}
	}
	mark := markCell(w, f)
	if class == classBand {
		hidden := Cell{Text: glyph(classHidden), Class: "num " + classHidden, Title: w.T("chart.status.hid")}
		return []Cell{{Text: number(w, f), Class: "num " + class}, hidden, hidden}
	}
	return []Cell{mark, mark, mark}
}

// markCell is the mark of a figure without a number, with what it means.
func markCell(w *words.Catalogue, f disclosure.Figure) Cell {
	class := classOf(f)
	return Cell{Text: glyph(class), Class: "num " + class, Title: statusWord(w, f)}
}

// orElse gives s, or the word of a key where s is empty.
func orElse(w *words.Catalogue, s, key string) string {
	if s == "" {
		return w.T(key)
	}
	return s
}
