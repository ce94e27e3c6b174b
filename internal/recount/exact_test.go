package recount

import (
	"math/big"
	"strings"
)

// share gives per times n in d.
func share(n, d, per int) *big.Rat {
	return new(big.Rat).Mul(big.NewRat(int64(n), int64(d)), big.NewRat(int64(per), 1))
}

// capped gives the lesser of a share and 100.
func capped(r *big.Rat) *big.Rat {
	if hundred := big.NewRat(100, 1); r.Cmp(hundred) > 0 {
		return hundred
	}
	return r
}

func mean(list []*big.Rat) *big.Rat {
	sum := new(big.Rat)
	for _, r := range list {
		sum.Add(sum, r)
	}
	return sum.Quo(sum, big.NewRat(int64(len(list)), 1))
}

// printed writes a fraction that is not negative with so many decimals, halves upward as at school.
func printed(r *big.Rat, places int) string { return scaled(r, places, big.NewRat(1, 2)) }

// printedDown cuts further decimals off.
func printedDown(r *big.Rat, places int) string { return scaled(r, places, new(big.Rat)) }

func scaled(r *big.Rat, places int, more *big.Rat) string {
	ten := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(places)), nil)
	r = new(big.Rat).Add(new(big.Rat).Mul(r, new(big.Rat).SetInt(ten)), more)
	digits := new(big.Int).Quo(r.Num(), r.Denom()).String()
	digits = strings.Repeat("0", max(0, places+1-len(digits))) + digits
	return digits[:len(digits)-places] + "." + digits[len(digits)-places:]
}
