package search

import (
	"maps"
	"slices"
	"unicode"
)

// words are the words of names and titles, against which a word is held that
// nothing was found by.
type words map[string]bool

// leastWord is how long a word is at least that may be taken for another.
const leastWord = 4

func (w words) add(word string) {
	letters := []rune(word)
	if len(letters) >= leastWord && !slices.ContainsFunc(letters, unicode.IsNumber) {
		w[word] = true
	}
}

// pieces gives the words by their beginning, and by their end. A single mistake
// leaves one of the two as it was.
func (w words) pieces() (forward, backward []piece) {
	var ahead, back []keyed
	for _, word := range slices.Sorted(maps.Keys(w)) {
		ahead = append(ahead, keyed{word, word})
		letters := []rune(word)
		slices.Reverse(letters)
		back = append(back, keyed{string(letters), word})
	}
	return divide(ahead), divide(back)
}
