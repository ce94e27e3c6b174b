package search

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Tokens takes a text apart into words: letters and digits, in lower case and
// without accents. An apostrophe within a word is no gap (Ma'rang).
func Tokens(text string) []string {
	plain := strings.ToLower(strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36f || r == '\'' || r == '’' {
			return -1
		}
		return r
	}, norm.NFD.String(text)))
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// slug is what a name usually becomes in an address; where it is another, it is
// written out.
func slug(name string) string { return strings.Join(Tokens(name), "-") }
