package source

import (
	"unicode"
	"unicode/utf8"

	"terang/internal/personal"
)

// longestArg is how many characters of a cell a message shows.
const longestArg = 80

// shown makes a cell fit to stand within a message: one line, no control
// characters that a terminal would obey, not too long, no data of a person.
func shown(value string) string {
	rs := cover([]rune(decoded(value)))
	if len(rs) > longestArg {
		rs = append(rs[:longestArg-1:longestArg-1], '…')
	}
	return string(rs)
}

// decoded gives text as UTF-8. A byte that is none stands for itself, as in the
// old Western code pages, so that each stays one character.
func decoded(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	rs := make([]rune, len(s))
	for i := range len(s) {
		rs[i] = rune(s[i])
	}
	return string(rs)
}

// cover hides control characters and what looks like data of a person, one character
// for one, so that a caret below stays where it was.
func cover(rs []rune) []rune {
	out := personal.Cover(rs)
	for i, r := range rs {
		switch {
		case out[i] != r:
		case r == '\t' || unicode.IsSpace(r):
			out[i] = ' '
		case unicode.IsControl(r) || isReordering(r):
			out[i] = '·'
		}
	}
	return out
}

// isReordering says whether a character turns the direction of the text around,
// which could make a message read as something else.
func isReordering(r rune) bool {
	return r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// cells is how many columns of a terminal a character takes.
func cells(r rune) int {
	switch {
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf):
		return 0
	case r < 0x1100:
		return 1
	case r <= 0x115F, r >= 0x2E80 && r <= 0xA4CF, r >= 0xAC00 && r <= 0xD7A3,
		r >= 0xF900 && r <= 0xFAFF, r >= 0xFE30 && r <= 0xFE6F, r >= 0xFF00 && r <= 0xFF60,
		r >= 0xFFE0 && r <= 0xFFE6, r >= 0x1F300 && r <= 0x1FAFF, r >= 0x20000 && r <= 0x3FFFD:
		return 2
	}
	return 1
}
