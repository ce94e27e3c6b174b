package chart

import (
	"math"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/stats"
)

// A small bar is drawn in a box of barWidth by barHeight that the page stretches.
const (
	barWidth  = 440
	barHeight = 16
	barTrack  = `<rect class="track" x="0.5" y="3.5" width="439" height="9"/>` // what the bar runs in
)

// scale maps values to lengths; a value beyond most is drawn to the end and marked.
type scale struct{ most, length float64 }

func (s scale) at(v float64) float64 { return min(max(v, 0), s.most) / s.most * s.length }

// scaleOf chooses the end of the axis: a tenth above the target's full 100, or as
// far as the largest value needs, but never so far that one place flattens the rest.
func scaleOf(figures []disclosure.Figure, length float64) scale {
	full, largest := 0.0, 0.0
	for _, f := range figures {
		v, ok := f.Value()
		if !ok {
			continue
		}
		if f.Factor() == 100 {
			full = 100
		}
		full = max(full, f.Target())
		largest = max(largest, v)
	}
	if full == 0 {
		full = largest
	}
	if full == 0 {
		full = 100
	}
	return scale{most: min(max(full*1.1, math.Ceil(largest/10)*10), full*1.5), length: length}
}

// bar draws one row's bar with its target tick, the benchmark (NaN for none) and,
// where asked for, the interval. It is hidden from readers of text: the row says it all.
func (k *ink) bar(f disclosure.Figure, s scale, benchmark float64, interval bool) {
	k.raw(`<svg class="bar" viewBox="0 0 440 16" preserveAspectRatio="none" aria-hidden="true" focusable="false">`)
	class := classOf(f)
	switch f.State() {
	case health.NotReported, health.Suppressed:
		k.raw(barTrack)
		k.rect(class, .5, 3.5, barWidth-1, 9)
	case health.NotApplicable:
		k.raw(barTrack)
	case health.Banded:
		k.raw(barTrack)
		from, below := f.Band().Limits()
		k.rect(class, 0, 3, s.at(from), 10)
		k.rect("range", s.at(from), 3, s.at(below)-s.at(from), 10)
	case health.Value:
		k.valueBar(f, class, s)
	}
	if f.State() != health.NotApplicable && f.Target() > 0 {
		k.stroke("tick", s.at(f.Target()), 0, s.at(f.Target()), barHeight)
	}
	if !math.IsNaN(benchmark) {
		k.stroke("ref", s.at(benchmark), 0, s.at(benchmark), barHeight)
	}
	if low, high, ok := Interval(f); interval && ok {
		k.whisker(s.at(low), s.at(high))
	}
	k.raw("</svg>")
}

func (k *ink) valueBar(f disclosure.Figure, class string, s scale) {
	v, _ := f.Value()
	k.raw(barTrack)
	k.rect(class, 0, 3, s.at(v), 10)
	if v > s.most {
		k.raw(`<path class="over" d="M424 0L432 8L424 16M416 0L424 8L416 16" vector-effect="non-scaling-stroke"/>`)
	}
}

func (k *ink) whisker(low, high float64) {
	k.stroke("whisker", low, 8, high, 8)
	k.stroke("whisker", low, 4, low, 12)
	k.stroke("whisker", high, 4, high, 12)
}

// Interval gives the 95 % interval in the figure's unit: of a share by Wilson, of a
// rate per 1,000 or more by the limits of its count (domain reference §8.5, §8.6).
// ok is false where the figure is not exact, and for a share above 100 %.
func Interval(f disclosure.Figure) (low, high float64, ok bool) {
	n, d, ok := counts(f)
	if !ok {
		return 0, 0, false
	}
	if f.Factor() != 100 {
		low, high = stats.Poisson(n, stats.Z95)
		return low * float64(f.Factor()) / float64(d), high * float64(f.Factor()) / float64(d), true
	}
	low, high, ok = stats.Wilson(n, d, stats.Z95)
	return low * float64(f.Factor()), high * float64(f.Factor()), ok
}

// Compared says whether a figure's interval lies beneath, around or above a
// benchmark, usually the parent (domain reference §8.7).
func Compared(f, benchmark disclosure.Figure) stats.Comparison {
	n, d, ok := counts(f)
	bn, bd, okB := counts(benchmark)
	switch {
	case !ok || !okB:
		return stats.NotCompared
	case f.Factor() != 100:
		return stats.CompareRate(n, d, float64(bn)/float64(bd), stats.Z95)
	}
	return stats.Compare(n, d, float64(bn)/float64(bd), stats.Z95)
}
