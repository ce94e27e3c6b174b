package source

import (
	"strings"
	"unicode/utf8"
)

// Nearest finds the known word that somebody may have meant: the one that the
// fewest slips away (a letter wrong, missing, too many, or two swapped), letter
// case aside, and of equals the first in alphabetical order. ok is false where
// none is near: more than a third of the letters differ, or more than three.
func Nearest(word string, known []string) (near string, ok bool) {
	w := []rune(strings.ToLower(word))
	best := min(max(1, len(w)/3), 3)
	for _, k := range known {
		if gap := utf8.RuneCountInString(k) - len(w); gap > best || -gap > best {
			continue
		}
		d := slips(w, []rune(strings.ToLower(k)))
		if d < best || d == best && (!ok || k < near) {
			best, near, ok = d, k, true
		}
	}
	return near, ok
}

// slips is the optimal string alignment distance of two words.
func slips(a, b []rune) int {
	two := make([]int, len(b)+1)
	one := make([]int, len(b)+1)
	row := make([]int, len(b)+1)
	for j := range one {
		one[j] = j
	}
	for i := 1; i <= len(a); i++ {
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			row[j] = min(one[j]+1, row[j-1]+1, one[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				row[j] = min(row[j], two[j-2]+1)
			}
		}
		two, one, row = one, row, two
	}
	return one[len(b)]
}
