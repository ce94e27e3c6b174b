package dataset

import (
	"encoding/binary"
	"math/bits"

	"terang/internal/health"
	"terang/internal/personal"
)

// Eight bytes at a time: a digit is what differs from '0' by at most nine, and of
// any other byte the top bit is set by adding what is missing from ten to 128.
const (
	zeros    = 0x3030303030303030
	overNine = 0x7676767676767676
	eachTop  = 0x8080808080808080
)

// leadingDigits gives how many of eight bytes are digits, from the first on, and
// what countOf makes a number of.
func leadingDigits(eight uint64) (digits uint64, n int) {
	digits = eight ^ zeros
	other := (digits + overNine | digits) & eachTop
	return digits, bits.TrailingZeros64(other) / 8
}

// shortCount reads up to seven digits, or none for a cell that is empty, and gives
// how many; -1 where there are more. The text has at least eight bytes.
func shortCount(b []byte) (health.Count, int) {
	digits, n := leadingDigits(binary.LittleEndian.Uint64(b))
	if n == 8 {
		return health.Missing, -1
	}
	return countOf(digits, n), n
}

// countOf gives the number that the first so many bytes stand for, each a digit;
// without any there is none.
func countOf(digits uint64, n int) health.Count {
	if n == 0 {
		return health.Missing
	}
	digits <<= (64 - 8*n) & 63 // zeros in front
	digits = (digits*10 + digits>>8) & 0x00ff00ff00ff00ff
	digits = (digits*100 + digits>>16) & 0x0000ffff0000ffff
	return health.Count(uint32(digits*10000 + digits>>32))
}

// twoCounts is countOf for two numbers at once, of up to four digits each.
func twoCounts(one uint64, n int, other uint64, m int) (health.Count, health.Count) {
	if uint(n-1) >= 4 || uint(m-1) >= 4 {
		return countOf(one, n), countOf(other, m)
	}
	digits := one<<((32-8*n)&63)&0xffffffff | other<<((64-8*m)&63)
	digits = (digits*10 + digits>>8) & 0x00ff00ff00ff00ff
	digits = digits*100 + digits>>16
	return health.Count(uint16(digits)), health.Count(uint16(digits >> 32))
}

// longestQuick is how many bytes a cell may have that is read here.
const longestQuick = 256

// cellLength gives the length of a cell without quotes, or -1.
func cellLength(b []byte, delim byte) int {
	for n, c := range b[:min(len(b), longestQuick)] {
		switch c {
		case delim:
			return n
		case '\n':
			if n > 0 && b[n-1] == '\r' {
				n--
			}
			return n
		case '"':
			return -1
		}
	}
	return -1
}

// otherCell passes over a cell that is not read.
func otherCell(b []byte, delim byte) int {
	n := cellLength(b, delim)
	if n > 0 && personal.Look(b[:n]) != personal.None {
		return -1
	}
	return n
}
