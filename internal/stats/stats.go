// Package stats holds the statistics of public health reporting: intervals for
// proportions and rates, comparison with a benchmark, and change over time. Pure functions of plain numbers;
// whoever calls them holds only numbers that may be published.
package stats

import "math"

// The two confidence levels in use, as normal quantiles.
const (
	Z95  = 1.959963984540054
	Z998 = 3.090232306167813
)

// Wilson gives the score interval of the proportion x in n, as shares of one
// (domain reference §8.5). ok is false where there is none: n is zero, or x is
// above n, as happens where a sasaran was set too low.
func Wilson(x, n int, z float64) (low, high float64, ok bool) {
	if n <= 0 || x < 0 || x > n {
		return 0, 0, false
	}
	fx, fn := float64(x), float64(n)
	root := z * math.Sqrt(z*z+4*fx*(1-fx/fn))
	low = (2*fx + z*z - root) / (2 * (fn + z*z))
	high = (2*fx + z*z + root) / (2 * (fn + z*z))
	return min(max(low, 0), 1), min(max(high, 0), 1), true
}

// Comparison says how an area's interval lies against its benchmark.
type Comparison uint8

// The comparisons. The zero value is not compared.
const (
	NotCompared Comparison = iota
	Lower
	Similar
	Higher
)

// Compare holds the interval of x in n against a benchmark share (domain reference §8.7).
func Compare(x, n int, benchmark, z float64) Comparison {
	low, high, ok := Wilson(x, n, z)
	if !ok {
		return NotCompared
	}
	return against(low, high, benchmark)
}

// CompareRate is Compare for a rate: x events among a population, with the limits of a count.
func CompareRate(x, population int, benchmark, z float64) Comparison {
	if x < 0 || population <= 0 {
		return NotCompared
	}
	low, high := Poisson(x, z)
	return against(low/float64(population), high/float64(population), benchmark)
}

func against(low, high, benchmark float64) Comparison {
	switch {
	case high < benchmark:
		return Lower
	case low > benchmark:
		return Higher
	}
	return Similar
}

// Funnel gives the limits around a benchmark share for an area of size d, as
// shares of one, clamped to 0 and 1.
func Funnel(benchmark float64, d int, z float64) (low, high float64) {
	half := z * math.Sqrt(benchmark*(1-benchmark)/float64(d))
	return max(benchmark-half, 0), min(benchmark+half, 1)
}

// Position says where an area lies in a funnel.
type Position uint8

// The positions. Outside95 is a warning, Outside998 an alarm (domain reference §8.7).
const (
	Inside Position = iota
	Outside95
	Outside998
)

// Locate gives the position of x in d around a benchmark share, and whether it
// lies above. Where all areas are equal rounding alone puts none outside.
func Locate(benchmark float64, x, d int) (p Position, above bool) {
	share := float64(x) / float64(d)
	outside := func(z float64) bool {
		low, high := Funnel(benchmark, d, z)
		return share < low-hair || share > high+hair
	}
	switch {
	case outside(Z998):
		p = Outside998
	case outside(Z95):
		p = Outside95
	}
	return p, share > benchmark
}

// hair is more than what rounding adds to a share and less than what one person in a country does.
const hair = 1e-10
