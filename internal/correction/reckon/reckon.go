// Package reckon works out what somebody can who has a list of corrections before them, for tests of what may
// stand in such a list.
package reckon

// Sum is the sum of some of n unknown amounts.
func Sum(n int, of ...int) []int {
	r := make([]int, n)
	for _, i := range of {
		r[i] = 1
	}
	return r
}

// Follows says whether a sum can be worked out from others: whether it is a sum of multiples of them, reckoned in
// the field of a prime.
func Follows(sum []int, known [][]int) bool {
	const p = 1_000_003
	inverse := func(a int) int {
		b := 1
		for e := p - 2; e > 0; e >>= 1 {
			if e&1 == 1 {
				b = b * a % p
			}
			a = a * a % p
		}
		return b
	}
	reduced := func(r []int, basis map[int][]int) (left []int, lead int) {
		left, lead = append([]int{}, r...), -1
		for i := range left {
			b, ok := basis[i]
			if left[i] == 0 {
				continue
			}
			if !ok {
				if lead < 0 {
					lead = i
				}
				continue
			}
			by := left[i]
			for k := range left {
				left[k] = ((left[k]-by*b[k])%p + p) % p
			}
		}
		return left, lead
	}
	basis := map[int][]int{}
	for _, of := range known {
		left, lead := reduced(of, basis)
		if lead < 0 {
			continue
		}
		by := inverse(left[lead])
		for k := range left {
			left[k] = left[k] * by % p
		}
		basis[lead] = left
	}
	_, lead := reduced(sum, basis)
	return lead < 0
}
