package search

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Tokens takes a text apart into words: letters and digits, in lower case and
// without accents. An apostrophe within a word is no gap (Ma'rang).
func Tokens(text string) []string { return appendTokens(nil, text) }

func appendTokens(list []string, text string) []string {
	if plain, ok := lowered(text); ok {
		from := 0
		for i := range len(plain) {
			if c := plain[i]; (c < 'a' || c > 'z') && (c < '0' || c > '9') {
				if from < i {
					list = append(list, plain[from:i])
				}
				from = i + 1
			}
		}
		if from < len(plain) {
			list = append(list, plain[from:])
		}
		return list
	}
	plain := strings.ToLower(strings.Map(func(r rune) rune {
		if r >= 0x300 && r <= 0x36f || r == '\'' || r == '’' {
			return -1
		}
		return r
	}, norm.NFD.String(text)))
	return slices.AppendSeq(list, strings.FieldsFuncSeq(plain, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsNumber(r) }))
}

// lowered is Tokens' plain text of what has English letters alone, as nearly all names do.
func lowered(text string) (string, bool) {
	var plain strings.Builder
	plain.Grow(len(text))
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
		plain.WriteByte(c)
	}
	return plain.String(), true
}

// slug is what a name usually becomes in an address; where it is another, it is
// written out.
func slug(name string) string { return strings.Join(Tokens(name), "-") }
