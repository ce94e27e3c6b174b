package disclosure

import "terang/internal/health"

// Corrected says whether a number that was corrected may be told of with what it was and
// what it became. Both were published once; they are told where this release still has an
// exact figure of that unit and month, and where, below kab/kota, as many people are
// corrected as a figure must count to be shown: in the numerator, in the denominator and
// in what remains of it, or none (domain reference §8.3 rules 1, 2 and 9).
func (r *Release) Corrected(c health.Correction) bool {
	if !r.In(c.Unit, c.Indicator, c.Period).Exact() {
		return false
	}
	if r.sums.Register.LevelOf(c.Unit) <= health.Kabkota {
		return true
	}
	least := r.policy.Threshold(r.sums.Indicators[c.Indicator])
	n, d := int(c.New.Numerator-c.Old.Numerator), int(c.New.Denominator-c.Old.Denominator)
	for _, people := range []int{n, d, d - n} {
		if people != 0 && people < least && people > -least {
			return false
		}
	}
	return true
}
