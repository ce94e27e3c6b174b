package picture

import (
	"cmp"
	"math/bits"
	"slices"
)

// What a packer has found is written as deflate has it (RFC 1951): in blocks, each with
// codes of its own, in which what is frequent is short.

const (
	endOfBlock   = 256
	longestCode  = 15 // bits of a letter
	longestShort = 7  // bits of a letter that tells a length
)

// word is a letter's code: so many bits, the first one lowest. No bits are for a letter
// that does not occur.
type word struct{ code, width int }

// newCode makes the code of letters that occur so often, none longer than so many bits.
func newCode(often []int, longest int) []word {
	often = slices.Clone(often)
	words := make([]word, len(often))
	for !measure(words, often, longest) {
		for i, n := range often { // a flatter code is shorter where it is longest
			often[i] = (n + 1) / 2
		}
	}
	var of [longestCode + 2]int // how many have each width, then the next code of it
	for _, w := range words {
		of[w.width+1]++
	}
	of[1] = 0
	for width := 2; width < len(of); width++ {
		of[width] = (of[width-1] + of[width]) << 1
	}
	for i := range words {
		if w := &words[i]; w.width > 0 {
			w.code = int(bits.Reverse16(uint16(of[w.width])) >> (16 - w.width))
			of[w.width]++
		}
	}
	return words
}

// measure finds how many bits each letter's word has, as Huffman does; false where one
// would be too long.
func measure(words []word, often []int, longest int) bool {
	type tree struct {
		often   int
		letters []int
	}
	var list []tree
	for i, n := range often {
		words[i] = word{}
		if n > 0 {
			list = append(list, tree{n, []int{i}})
		}
	}
	if len(list) == 1 {
		words[list[0].letters[0]].width = 1
	}
	slices.SortStableFunc(list, func(a, b tree) int { return cmp.Compare(b.often, a.often) })
	for len(list) > 1 {
		a, b := list[len(list)-1], list[len(list)-2]
		list = list[:len(list)-2]
		both := tree{a.often + b.often, slices.Concat(a.letters, b.letters)}
		for _, i := range both.letters {
			if words[i].width++; words[i].width > longest {
				return false
			}
		}
		at, _ := slices.BinarySearchFunc(list, both, func(a, b tree) int { return cmp.Compare(b.often, a.often) })
		list = slices.Insert(list, at, both)
	}
	return true
}

// bits writes a number, its lowest bit first.
func (z *packer) bits(n, width int) {
	z.held |= uint64(n) << z.count
	for z.count += width; z.count >= 8; z.count -= 8 {
		z.out = append(z.out, byte(z.held))
		z.held >>= 8
	}
}

func (z *packer) word(w word) { z.bits(w.code, w.width) }

// lengthCode gives the letter of a length, and what is told beside it.
func lengthCode(n int) (letter int, rest word) {
	if n == mostMatch {
		return 285, word{}
	}
	letter, rest = stepCode(n-3, 2)
	return 257 + letter, rest
}

// stepCode gives the letter of a number where each power of two is cut into 1<<cut steps.
func stepCode(n, cut int) (letter int, rest word) {
	width := bits.Len(uint(n)) - 1 - cut
	if width <= 0 {
		return n, word{}
	}
	return (width+1)<<cut + n>>width - 1<<cut, word{n & (1<<width - 1), width}
}

// block writes the tokens with codes of their own.
func (z *packer) block(last bool) {
	letters, distances := make([]int, 286), make([]int, 30)
	for _, t := range z.tokens {
		if t < endOfBlock {
			letters[t]++
			continue
		}
		letter, _ := lengthCode(int(t >> 16))
		letters[letter]++
		letter, _ = stepCode(int(t&0xffff), 1)
		distances[letter]++
	}
	letters[endOfBlock]++
	byLetter, byDistance := newCode(letters, longestCode), newCode(distances, longestCode)
	final := 0
	if last {
		final = 1
	}
	z.bits(final|2<<1, 3) // codes of their own
	z.codes(byLetter, byDistance)
	for _, t := range z.tokens {
		if t < endOfBlock {
			z.word(byLetter[t])
			continue
		}
		letter, rest := lengthCode(int(t >> 16))
		z.word(byLetter[letter])
		z.word(rest)
		letter, rest = stepCode(int(t&0xffff), 1)
		z.word(byDistance[letter])
		z.word(rest)
	}
	z.word(byLetter[endOfBlock])
	z.tokens = z.tokens[:0]
}

// tellOrder is the order in which the code of lengths is told.
func tellOrder() []int {
	return []int{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
}

// told is a length, or a run of zeros with how long it is.
type told struct {
	letter int
	rest   word
}

// codes tells the codes by the lengths of their words, which is enough to make them.
func (z *packer) codes(byLetter, byDistance []word) {
	list := lengths(append(slices.Clone(byLetter), byDistance...))
	often := make([]int, 19)
	for _, t := range list {
		often[t.letter]++
	}
	code, order := newCode(often, longestShort), tellOrder()
	n := len(order)
	for n > 4 && code[order[n-1]].width == 0 {
		n--
	}
	z.bits(len(byLetter)-257, 5)
	z.bits(len(byDistance)-1, 5)
	z.bits(n-4, 4)
	for _, letter := range order[:n] {
		z.bits(code[letter].width, 3)
	}
	for _, t := range list {
		z.word(code[t.letter])
		z.word(t.rest)
	}
}

func lengths(words []word) []told {
	var list []told
	for i := 0; i < len(words); {
		n := 0
		for n < 138 && i+n < len(words) && words[i+n].width == 0 {
			n++
		}
		switch {
		case n >= 11:
			list = append(list, told{18, word{n - 11, 7}})
		case n >= 3:
			list = append(list, told{17, word{n - 3, 3}})
		default:
			n = 1
			list = append(list, told{words[i].width, word{}})
		}
		i += n
	}
	return list
}
