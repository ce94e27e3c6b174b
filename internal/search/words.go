package search

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Tokens takes a text apart into words: letters and digits, in lower case and
// without accents. An apostrophe within a word is no gap (Ma'rang).
func Tokens(text string) []string {
	if plain, ok := lowered(text); ok {
		return strings.FieldsFunc(plain, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	}
	plain := strings.ToLower(strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36f || r == '\'' || r == '’' {
			return -1
		}
		return r
	}, norm.NFD.String(text)))
	return strings.FieldsFunc(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) })
}

// lowered is Tokens' plain text of what has English letters alone, as nearly all names do.
func lowered(text string) (string, bool) {
	plain := make([]byte, 0, max(64, len(text)))
	for i := range len(text) {
		c := text[i]
		switch {
		case c >= utf8.RuneSelf:
			return "", false
		case c == '\'':
			continue
		case c >= 'A' && c <= 'Z':
			c += 'a' - 'A'
		}
		plain = append(plain, c)
	}
	return string(plain), true
}

// slug is what a name usually becomes in an address; where it is another, it is
// written out.
func slug(name string) string { return strings.Join(Tokens(name), "-") }
