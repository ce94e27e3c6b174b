package disclosure

import (
	"terang/internal/correction"
	"terang/internal/health"
)

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
	return !r.few(c.Indicator)(added(c))
}

// Few says whether so many people of an indicator, in a numerator and in a denominator, are fewer than may be told of
// below kab/kota.
func (r *Release) Few(indicator int, n, d int64) bool { return r.few(indicator)(n, d) }

// Told says of each correction of a log whether its amounts may be told: where Corrected says so, and no
// other correction of the same day, indicator and year that may not be told could be worked out with it.
func (r *Release) Told(log []health.Correction) []bool {
	type edition struct {
		day             health.Date
		indicator, year int
	}
	told, together := make([]bool, len(log)), map[edition][]int{}
	for i, c := range log {
		of := edition{c.Date, c.Indicator, c.Period.Year()}
		together[of] = append(together[of], i)
	}
	for of, places := range together {
		list := make([]correction.Correction, len(places))
		for k, i := range places {
			c := log[i]
			n, d := added(c)
			reg := r.sums.Register
			list[k] = correction.Correction{Level: reg.LevelOf(c.Unit), Code: reg.Code(c.Unit), N: n, D: d, Told: c.Told() && r.Corrected(c)}
		}
		correction.Hush(list, r.few(of.indicator))
		for k, i := range places {
			told[i] = list[k].Told
		}
	}
	return told
}

// few says whether a correction of an indicator is of fewer people than a figure must count to be shown.
func (r *Release) few(indicator int) func(n, d int64) bool {
	least := int64(r.policy.Threshold(r.sums.Indicators[indicator]))
	return func(n, d int64) bool { return correction.Few(n, d, least) }
}

func added(c health.Correction) (n, d int64) {
	return int64(c.New.Numerator - c.Old.Numerator), int64(c.New.Denominator - c.Old.Denominator)
}
