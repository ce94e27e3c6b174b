package disclosure

import (
	"terang/internal/health"
	"terang/internal/spm"
)

// A plain count has no sasaran: what protects it are the rules on n alone. It is
// taken as n of more people than there are anywhere, so that neither d nor d − n is
// ever small and nobody can reason from them.

// plenty is the sasaran of one reporter of a plain count. That of all desa of a
// kab/kota together is still a number that a cell holds.
const plenty = health.Count(1 << 20)

// countOf gives a sum as the rules take it.
func countOf(ind health.Indicator, s spm.Sum) spm.Sum {
	if ind.Measure == health.Tally && s.N.Known() {
		s.D, s.Projected = plenty*health.Count(max(s.Reported, 1)), true
	}
	return s
}

// reported says whether a sum has all that its figure needs.
func reported(ind *health.Indicator, s spm.Sum) bool {
	return s.N.Known() && (s.D.Known() || ind.Measure == health.Tally)
}

// count makes the figure that of a plain count, where it is one.
func (f *Figure) count() {
	if f.plain {
		f.d = 1
	}
}

// Target gives the target of a unit's figure in a month, 0 where there is none: the
// target of a plain count is that of the whole site.
func (r *Release) Target(u health.Unit, indicator int, m health.Month) float64 {
	ind := &r.sums.Indicators[indicator]
	if ind.Measure == health.Tally && u != 0 {
		return 0
	}
	return ind.TargetIn(m)
}
