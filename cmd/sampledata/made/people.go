package made

import (
	"cmp"
	"slices"
)

// Apportion shares a total out by weight, the largest remainders first: the parts add up exactly.
func Apportion(total int, weights []int) []int {
	type part struct{ at, rest int }
	sum := 0
	for _, w := range weights {
		sum += w
	}
	shares, parts := make([]int, len(weights)), make([]part, len(weights))
	if sum == 0 {
		return shares
	}
	left := total
	for i, w := range weights {
		shares[i] = w * total / sum
		parts[i] = part{i, w * total % sum}
		left -= shares[i]
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.rest, a.rest) })
	for _, x := range parts[:left] {
		shares[x.at]++
	}
	return shares
}
