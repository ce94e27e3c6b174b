package disclosure

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"terang/internal/correction/reckon"
	"terang/internal/health"
)

// TestNoLogTellsOfFewPeople corrects desa on several days, and once more without a word, and reckons as a reader
// would of the log and of what is shown now: no correction of few people below kab/kota has one solution only.
func TestNoLogTellsOfFewPeople(t *testing.T) {
	t.Parallel()
	s := province(3, 2, 2)
	r := Disclose(s, policy)
	reg, days := s.Register, 3
	var units []health.Unit
	within := map[health.Unit][]int{} // desa, by their number
	desa := 0
	for u := range health.Unit(reg.Units()) {
		units = append(units, u)
		if reg.LevelOf(u) != health.Desa {
			continue
		}
		for at := u; at != health.NoUnit; at = reg.Areas[at].Parent {
			within[at] = append(within[at], desa)
		}
		within[reg.Areas[u].Puskesmas] = append(within[reg.Areas[u].Puskesmas], desa)
		desa++
	}
	n := desa * (days + 1) // unknown: what each day, and the time since then, added to each desa
	on := func(u health.Unit, from, to int) []int {
		var of []int
		for day := from; day < to; day++ {
			for _, i := range within[u] {
				of = append(of, day*desa+i)
			}
		}
		return reckon.Sum(n, of...)
	}
	rapid.Check(t, func(t *rapid.T) {
		by := make([]int, n)
		for range rapid.IntRange(1, 6).Draw(t, "corrected") {
			by[rapid.IntRange(0, n-1).Draw(t, "where and when")] = rapid.OneOf(rapid.IntRange(-4, 4), rapid.IntRange(-30, 30)).Draw(t, "by")
		}
		added := func(u health.Unit, from, to int) (sum int) {
			for i, is := range on(u, from, to) {
				sum += is * by[i]
			}
			return sum
		}
		var log []health.Correction
		for day := days - 1; day >= 0; day-- {
			for _, u := range units {
				if added(u, day, day+1) == 0 {
					continue
				}
				now, _ := r.In(u, 0, thisJune).Numerator()
				d, _ := r.In(u, 0, thisJune).Denominator()
				became := now - added(u, day+1, days+1)
				log = append(log, health.Correction{
					Date: health.DateOf(2024, 7, day+1), Period: thisJune, Unit: u,
					Old: health.Amount{Numerator: health.Count(became - added(u, day, day+1)), Denominator: health.Count(d)},
					New: health.Amount{Numerator: health.Count(became), Denominator: health.Count(d)},
				})
			}
		}
		if slices.ContainsFunc(log, func(c health.Correction) bool { return c.Old.Numerator < 0 || c.New.Numerator < 0 }) {
			t.Skip("no count is negative")
		}
		told := r.Told(log)
		var known [][]int
		var said []string
		for day := range days {
			for _, u := range units {
				i := slices.IndexFunc(log, func(c health.Correction) bool { return c.Unit == u && c.Date == health.DateOf(2024, 7, day+1) })
				switch {
				case i < 0:
					known = append(known, on(u, day, day+1))
				case told[i]:
					known = append(known, on(u, day, day+1), on(u, day+1, days+1))
					said = append(said, fmt.Sprintf("%s on day %d: %+d, since then %+d", reg.Code(u), day, added(u, day, day+1), added(u, day+1, days+1)))
				}
			}
		}
		for day := range days + 1 {
			for _, u := range units {
				n := added(u, day, day+1)
				if reg.LevelOf(u) > health.Kabkota && n != 0 && n > -policy.MinCount && n < policy.MinCount && reckon.Follows(on(u, day, day+1), known) {
					t.Fatalf("%s was corrected by %d on day %d, which follows from %q", reg.Code(u), n, day, said)
				}
			}
		}
	})
}
