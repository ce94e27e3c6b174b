package plausible

import (
	"math"
	"slices"
	"strconv"
)

// A month is unlike the others of its unit where it lies more than so many usual
// deviations from their middle, and by more people than a busy day brings.
const (
	unlikeTimes = 6.0
	unlikeLeast = 10.0
	unlikeFrom  = 8 // other periods that must be known
	unlikeOften = 2 // more periods half as far away are the unit's way of working
)

// scaleOfMAD makes the median of deviations comparable with a standard deviation.
const scaleOfMAD = 1.4826

// unlike notes the months of the year in which far more or far fewer people were
// newly served than in the unit's other months of this year and the last.
//
// Counts of people spread as their square root, so twice the square roots are
// compared: on that scale chance alone gives a deviation of about one, however large
// the count. The middle is the median, the usual deviation that of the median of
// deviations and never below one. Neither moves when one month is wrong.
func (a about) unlike(before, s *series) {
	var roots [24]float64
	all := roots[:0]
	low, high := int32(math.MaxInt32), int32(-1)
	take := func(of *series) {
		for _, n := range of.increments {
			if n >= 0 {
				all, low, high = append(all, float64(n)), min(low, n), max(high, n)
			}
		}
	}
	take(s)
	if before != nil && before.span == s.span {
		take(before)
	}
	if len(all) <= unlikeFrom || high-low < unlikeLeast || root(high)-root(low) <= unlikeTimes {
		return
	}
	for i := range all {
		all[i] = root(int32(all[i]))
	}
	middle := median(all)
	for i := range all {
		all[i] = math.Abs(all[i] - middle)
	}
	usual := max(1, scaleOfMAD*median(all))
	far := 0
	for _, by := range all {
		if by > unlikeTimes/2*usual {
			far++
		}
	}
	if far > unlikeOften {
		return
	}
	typical := middle * middle / 4
	for m, n := range s.increments {
		if n < 0 || math.Abs(root(n)-middle) <= unlikeTimes*usual || math.Abs(float64(n)-typical) < unlikeLeast {
			continue
		}
		a.note("outlier", m+1, []string{"period", a.month(m + 1)},
			[]string{"n", strconv.Itoa(int(n)), "typical", strconv.Itoa(int(math.Round(typical)))})
	}
}

func root(n int32) float64 { return 2 * math.Sqrt(float64(n)) }

// median sorts and gives the middle one.
func median(of []float64) float64 {
	slices.Sort(of)
	half := len(of) / 2
	if len(of)%2 == 1 {
		return of[half]
	}
	return (of[half-1] + of[half]) / 2
}

// How unlikely the same count again and again must be, where chance alone is at work.
const repeatedChance = 1e-5

// repeated notes a number of newly served that is the same period after period: more
// often in turn than chance would give once in a hundred thousand. That two counts
// around n are equal has a chance of one in 2·√(π·n). The larger the count, the
// fewer are needed: six of 10, five of 50, four of 1,000.
func (a about) repeated(s *series) {
	step := int(s.span)
	run, from := 1, -1
	for m := step - 1; m < 12; m += step {
		n := s.increments[m]
		if n > 0 && m >= step && s.increments[m-step] == n {
			run++
		} else {
			run = 1
		}
		if run > 2 && math.Pow(2*math.Sqrt(math.Pi*float64(n)), float64(run-1)) > 1/repeatedChance {
			from = m
		} else if run == 1 && from >= 0 {
			break
		}
	}
	if from < 0 {
		return
	}
	n := s.increments[from]
	first := from
	for first >= step && s.increments[first-step] == n {
		first -= step
	}
	a.note("same-again", from+1, []string{"from", a.month(first + 1), "to", a.month(from + 1)}, []string{"n", strconv.Itoa(int(n))})
}
