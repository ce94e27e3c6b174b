//go:build unix

package main

import (
	"fmt"
	"io"
)

// goal is a bound that a scale is held to, and one that is aimed at. A ratio of Hugo to
// ours is to be above them, everything else below.
type goal struct {
	what      string
	hold, aim float64
	above     bool
	of        func(m measured) float64
}

// measured is what the goals look at.
type measured struct {
	wall, memory float64 // Hugo / ours
	aboveEmpty   float64 // MiB
	floor        float64 // first build / write floor
	unchanged    float64 // build again / (stat of all + hash of all)
	row          float64 // the same after one changed row
	unchangedMS  float64 // build again, milliseconds more than an empty run
	rowMS        float64
}

func goals(scale string) []goal {
	hugo := func(what string, hold, aim float64, of func(measured) float64) goal {
		return goal{"Hugo / terang, " + what, hold, aim, true, of}
	}
	byWall := func(m measured) float64 { return m.wall }
	byMemory := func(m measured) float64 { return m.memory }
	small := func(wall, wallAim, mib float64) []goal {
		return []goal{
			hugo("by the clock", wall, wallAim, byWall),
			{"MiB above an empty run", mib, mib, false, func(m measured) float64 { return m.aboveEmpty }},
			{"nothing changed, ms above an empty run", 60, 60, false, func(m measured) float64 { return m.unchangedMS }},
			{"one row changed, ms above an empty run", 60, 60, false, func(m measured) float64 { return m.rowMS }},
		}
	}
	switch scale {
	case "district":
		return small(4, 7, 16)
	case "province":
		return small(5, 8, 24)
	case "country":
		return []goal{
			hugo("by the clock", 12, 15, byWall),
			hugo("memory", 12, 18, byMemory),
			{"first build / write floor", 2, 1.5, false, func(m measured) float64 { return m.floor }},
			{"nothing changed / (stat + hash)", 3, 3, false, func(m measured) float64 { return m.unchanged }},
			{"one row changed / (stat + hash)", 5, 5, false, func(m measured) float64 { return m.row }},
		}
	case "country-desa":
		return []goal{hugo("by the clock", 20, 25, byWall), hugo("memory", 20, 25, byMemory)}
	}
	return nil
}

// verdicts prints each goal of the scale and whether it is met.
func (b *bench) verdicts(unchanged, edited runs, to io.Writer) {
	write, know := b.floorSeconds()
	ours := b.ours[:max(1, len(b.theirs))]
	m := measured{
		wall: ratio(b.theirs, ours, wall), memory: ratio(b.theirs, ours, memory),
		aboveEmpty:  b.ours.median(memory) - b.raw.median(memory),
		floor:       b.ours.median(wall) / write,
		unchanged:   unchanged.median(wall) / know,
		row:         edited.median(wall) / know,
		unchangedMS: 1000 * (unchanged.median(wall) - b.raw.median(wall)),
		rowMS:       1000 * (edited.median(wall) - b.raw.median(wall)),
	}
	fmt.Fprintf(to, "\n  %-40s %9s %6s %6s\n", "goal", "measured", "hold", "aim")
	for _, g := range goals(b.scale) {
		value := g.of(m)
		if g.above && len(b.theirs) == 0 {
			continue
		}
		fmt.Fprintf(to, "  %-40s %9.2f %6.4g %6.4g  %s\n", g.what, value, g.hold, g.aim, g.verdict(value))
	}
}

func (g goal) verdict(value float64) string {
	reached := func(bound float64) bool {
		if g.above {
			return value >= bound
		}
		return value <= bound
	}
	switch {
	case reached(g.aim):
		return "met, aim and all"
	case reached(g.hold):
		return "met"
	}
	return "NOT MET"
}
