package stats

import "math"

// byarFrom is the count from which Byar's approximation serves; below it the
// Poisson limits are worked out exactly (domain reference §8.6).
const byarFrom = 10

// Poisson gives the limits of a count x of events, to be divided by the
// population for the limits of a rate.
func Poisson(x int, z float64) (low, high float64) {
	if x >= byarFrom {
		return byar(float64(x), z)
	}
	tail := math.Erfc(z/math.Sqrt2) / 2
	if x > 0 {
		low = root(func(mean float64) float64 { return 1 - cumulative(x-1, mean) - tail })
	}
	high = root(func(mean float64) float64 { return tail - cumulative(x, mean) })
	return low, high
}

func byar(x, z float64) (low, high float64) {
	limit := func(x, z float64) float64 {
		return x * math.Pow(1-1/(9*x)+z/(3*math.Sqrt(x)), 3)
	}
	return limit(x, -z), limit(x+1, z)
}

// cumulative is the chance of at most x events where so many are expected.
func cumulative(x int, mean float64) float64 {
	term, sum := math.Exp(-mean), 0.0
	for k := 0; k <= x; k++ {
		sum += term
		term *= mean / float64(k+1)
	}
	return sum
}

// root finds where a rising function of a mean crosses zero. Counts below
// byarFrom have their limits far below the end of the search.
func root(f func(mean float64) float64) float64 {
	low, high := 0.0, 200.0
	for range 200 {
		if middle := (low + high) / 2; f(middle) < 0 {
			low = middle
		} else {
			high = middle
		}
	}
	return (low + high) / 2
}
