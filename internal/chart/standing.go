package chart

import (
	"cmp"
	"slices"
	"strings"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/stats"
	"terang/internal/words"
)

// entry is one place of an ordered figure: a row of a ranking, a column of a PWS graph.
type entry struct {
	name, href, code string
	figure           disclosure.Figure
	own              bool // the parent itself, among its children
	rank             int  // 1 for the highest; 0 where there is none
}

// order sorts exact values from high to low, then ranges from high to low, then
// everything without a number by code alone, so that no order tells what is hidden.
func order(entries []entry) {
	sorted := make([]*entry, len(entries)) // an entry is large, and moved often by a sort
	for i := range entries {
		sorted[i] = &entries[i]
	}
	slices.SortStableFunc(sorted, func(a, b *entry) int {
		if c := cmp.Compare(orderClass(a), orderClass(b)); c != 0 {
			return c
		}
		return cmp.Or(compareShown(&a.figure, &b.figure), cmp.Compare(a.code, b.code))
	})
	ordered := make([]entry, len(entries))
	for i, e := range sorted {
		ordered[i] = *e
	}
	copy(entries, ordered)
	rank, place := 0, 0
	for i := range entries {
		e := &entries[i]
		if e.own || e.figure.State() != health.Value {
			continue
		}
		place++
		if rank == 0 || compareShown(&e.figure, lastRanked(entries[:i])) != 0 {
			rank = place
		}
		e.rank = rank
	}
}

// PWSRank gives the rank of a place among some places, itself one of them, as the PWS
// graph numbers them, and how many have an exact figure. The rank is 0 where its own is
// not exact. Equal ones share a rank.
func PWSRank(own disclosure.Figure, places []disclosure.Figure) (rank, of int) {
	above := 0
	for i := range places {
		if places[i].State() != health.Value {
			continue
		}
		of++
		if own.State() == health.Value && compareShown(&places[i], &own) < 0 {
			above++
		}
	}
	if own.State() != health.Value {
		return 0, of
	}
	return above + 1, of
}

func lastRanked(entries []entry) *disclosure.Figure {
	for i := len(entries) - 1; i >= 0; i-- {
		if entries[i].rank > 0 {
			return &entries[i].figure
		}
	}
	return &disclosure.Figure{}
}

func orderClass(e *entry) int {
	switch {
	case e.figure.State() == health.Value:
		return 0
	case e.figure.State() == health.Banded:
		return 1
	}
	return 2
}

// compareShown orders two figures of one class, high first; fractions are compared crosswise, so equal ones tie exactly.
func compareShown(a, b *disclosure.Figure) int {
	if a.State() == health.Banded && b.State() == health.Banded {
		return cmp.Compare(b.Band(), a.Band())
	}
	if x, ok := a.Value(); ok && a.Plain() {
		y, _ := b.Value()
		return cmp.Compare(y, x)
	}
	an, ad, okA := counts(*a)
	bn, bd, okB := counts(*b)
	if !okA || !okB {
		return 0
	}
	return cmp.Compare(int64(bn)*int64(ad), int64(an)*int64(bd))
}

// standing says how ordered places stand: how many reach the target, which lie
// clearly above or beneath the benchmark and how many may differ by chance alone,
// and how many are hidden or have not reported. It speaks of shown places only.
func standing(w *words.Catalogue, f Frame, entries []entry, benchmark disclosure.Figure, name string) string {
	var shownOnes []entry
	reached, hidden, missing, banded := 0, 0, 0, 0
	for _, e := range entries {
		if e.own {
			continue
		}
		switch e.figure.State() {
		case health.Value:
			shownOnes = append(shownOnes, e)
			if classOf(e.figure) == classGood {
				reached++
			}
		case health.Banded:
			banded++
		case health.Suppressed:
			hidden++
		case health.NotReported:
			missing++
		case health.NotApplicable:
		}
	}
	place := orElse(w, f.Place, "chart.place")
	var said []string
	if len(shownOnes) == 0 {
		said = append(said, w.T("chart.desc.none", "place", place))
	} else {
		said = append(said, reachedSentence(w, f, reached, shownOnes), against(w, f, shownOnes, benchmark, name))
	}
	said = append(said, absences(w, place, banded, hidden, missing))
	return join(said)
}

// reachedSentence says how many reach the target; under a title, which is the finding, only what the target is.
func reachedSentence(w *words.Catalogue, f Frame, reached int, ones []entry) string {
	first := ones[0].figure
	if first.Target() <= 0 {
		return ""
	}
	target := TargetText(w, first.Target(), first.Factor())
	if f.Title != "" {
		return w.T("chart.desc.target", "target", target)
	}
	return w.T("chart.desc.reached", "n", w.Int(reached), "total", w.Int(len(ones)), "place", orElse(w, f.Place, "chart.place"),
		"target", target)
}

// maxNamed is how many places a sentence names.
const maxNamed = 3

// against names the places that differ from the benchmark by more than chance. It
// has no word for a highest or lowest among those that do not.
func against(w *words.Catalogue, f Frame, ones []entry, benchmark disclosure.Figure, name string) string {
	if len(ones) == 1 {
		one := ones[0]
		return w.T("chart.desc.only", "name", one.name, "value", Value(w, one.figure), "gap", gapText(w, f, one.figure))
	}
	if _, ok := benchmark.Value(); !ok {
		return ""
	}
	var above, below []entry
	alike := 0
	for _, e := range ones {
		switch Compared(e.figure, benchmark) {
		case stats.Higher:
			above = append(above, e)
		case stats.Lower:
			below = append(below, e)
		case stats.Similar:
			alike++
		case stats.NotCompared:
		}
	}
	slices.Reverse(below) // the lowest first
	args := []string{"name", orElse(w, name, "chart.benchmark"), "value", Value(w, benchmark), "place", orElse(w, f.Place, "chart.place"), "n", w.Int(alike)}
	if alike == len(ones) {
		return w.T("chart.desc.alike.all", args...)
	}
	var said []string
	key := "chart.desc.alike.rest"
	if len(above) > 0 {
		said = append(said, w.T("chart.desc.above", append(args, "list", named(w, f, above, false))...))
	}
	if len(below) > 0 {
		lower := "chart.desc.below"
		if len(above) > 0 {
			lower = "chart.desc.below.too"
		}
		said = append(said, w.T(lower, append(args, "list", named(w, f, below, true))...))
	}
	if len(said) == 0 {
		key = "chart.desc.alike"
	}
	if alike > 0 {
		said = append(said, w.T(key, args...))
	}
	return join(said)
}

// named lists places with their values, and where asked for what each is short of, up to maxNamed.
func named(w *words.Catalogue, f Frame, ones []entry, gaps bool) string {
	var list []string
	for _, e := range ones[:min(maxNamed, len(ones))] {
		text := e.name + " " + Value(w, e.figure)
		if gaps {
			text += gapText(w, f, e.figure)
		}
		list = append(list, text)
	}
	if rest := len(ones) - len(list); rest > 0 {
		list = append(list, w.T("chart.desc.more", "n", w.Int(rest)))
	}
	return strings.Join(list, "; ")
}

// gapText says what is missing to the month's target in people: ", kurang 141 anak" and the like.
func gapText(w *words.Catalogue, f Frame, fig disclosure.Figure) string {
	people, ok := fig.GapToTarget()
	if !ok || people == 0 || fig.Target() <= 0 {
		return ""
	}
	key := "chart.desc.gap"
	if fig.Polarity() == health.LowIsGood {
		key = "chart.desc.over"
	}
	return w.T(key, "n", w.Int(people), "unit", orElse(w, f.Unit, "chart.people"))
}

// absences says how many places show only a range, are hidden or have not reported.
func absences(w *words.Catalogue, place string, banded, hidden, missing int) string {
	var parts []string
	for _, part := range []struct {
		key string
		n   int
	}{{"chart.desc.banded", banded}, {"chart.desc.hidden", hidden}, {"chart.desc.missing", missing}} {
		if part.n > 0 {
			parts = append(parts, w.T(part.key, "n", w.Int(part.n), "place", place))
		}
	}
	if len(parts) == 0 {
		return ""
	}
	return w.T("chart.desc.absent", "list", w.List(parts))
}

// join puts sentences together, without the empty ones.
func join(sentences []string) string {
	said := slices.DeleteFunc(sentences, func(s string) bool { return s == "" })
	return strings.Join(said, " ")
}

// upper makes a plain noun a column's head: "desa" to "Desa".
func upper(s string) string {
	for i, r := range s {
		return strings.ToUpper(string(r)) + s[i+len(string(r)):]
	}
	return s
}
