package chart

import (
	"strings"

	"terang/internal/health"
	"terang/internal/stats"
)

// finding is the title: how many places differ by more than chance.
func (fn *funnel) finding() string {
	out := len(fn.spots) - len(fn.at(stats.Inside))
	key := "chart.funnel.title.some"
	switch {
	case len(fn.spots) == 0:
		key = "chart.funnel.title.none"
	case out == 0:
		key = "chart.funnel.title.alike"
	}
	return fn.w.T(key, "n", fn.w.Int(out), "total", fn.w.Int(len(fn.spots)), "place", fn.place(), "name", fn.against)
}

// describe says how many lie inside and cannot be told apart, names those outside,
// and says who is left out.
func (fn *funnel) describe() string {
	w := fn.w
	args := []string{"name", fn.against, "value", Value(w, fn.benchmark), "place", fn.place(), "total", w.Int(len(fn.spots))}
	inside := fn.at(stats.Inside)
	var said []string
	switch {
	case len(fn.spots) == 0:
		said = append(said, w.T("chart.desc.none", args...))
	case len(inside) == len(fn.spots):
		said = append(said, w.T("chart.desc.funnel.all", args...))
	case len(inside) > 0:
		said = append(said, w.T("chart.desc.funnel.inside", append(args, "n", w.Int(len(inside)))...))
	}
	for _, out := range []struct {
		key string
		at  stats.Position
	}{{"chart.desc.funnel.998", stats.Outside998}, {"chart.desc.funnel.95", stats.Outside95}} {
		if list := fn.at(out.at); len(list) > 0 {
			said = append(said, w.T(out.key, append(args, "list", fn.names(list))...))
		}
	}
	// Where most lie outside, sizes or ways of counting differ, and chance is not the question.
	if len(fn.spots) > 3 && len(inside)*2 < len(fn.spots) {
		said = append(said, w.T("chart.desc.funnel.many", args...))
	}
	return join(append(said, fn.left()))
}

// maxOutside is how many places beyond each limit the words name.
const maxOutside = 5

func (fn *funnel) names(list []spot) string {
	var names []string
	for _, s := range list[:min(maxOutside, len(list))] {
		way := "chart.funnel.lower"
		if s.above {
			way = "chart.funnel.higher"
		}
		names = append(names, fn.w.T("chart.desc.funnel.item", "name", s.name, "value", Value(fn.w, s.figure), "way", fn.w.T(way)))
	}
	if rest := len(list) - len(names); rest > 0 {
		names = append(names, fn.w.T("chart.desc.more", "n", fn.w.Int(rest)))
	}
	return strings.Join(names, "; ")
}

// left says how many places take no part, and why; those above 100 % by name.
func (fn *funnel) left() string {
	banded, hidden, missing, older, nothing := 0, 0, 0, 0, 0
	var over []string
	for _, e := range fn.entries {
		n, d, exact := counts(e.figure)
		switch {
		case exact && n > d:
			over = append(over, e.name+" "+Value(fn.w, e.figure))
		case exact && e.figure.Month() != fn.benchmark.Month():
			older++
		case e.figure.State() == health.Banded:
			banded++
		case e.figure.State() == health.Suppressed:
			hidden++
		case e.figure.State() == health.NotReported:
			missing++
		case e.figure.State() == health.NotApplicable:
			nothing++
		}
	}
	var said []string
	if len(over) > 0 {
		said = append(said, fn.w.T("chart.desc.funnel.over", "list", strings.Join(over, "; ")))
	}
	var parts []string
	for _, part := range []struct {
		key string
		n   int
	}{
		{"chart.desc.banded", banded},
		{"chart.desc.hidden", hidden},
		{"chart.desc.missing", missing},
		{"chart.desc.older", older},
		{"chart.desc.nothing", nothing},
	} {
		if part.n > 0 {
			parts = append(parts, fn.w.T(part.key, "n", fn.w.Int(part.n), "place", fn.place()))
		}
	}
	if len(parts) > 0 {
		said = append(said, fn.w.T("chart.desc.funnel.left", "list", fn.w.List(parts)))
	}
	return join(said)
}
