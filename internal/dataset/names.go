package dataset

import (
	"strings"
	"unicode"
)

// prefixes are words before the name of an area that tell its level; kabupaten
// and kota are kept, since they tell two areas of one name apart (domain
// reference §9.4).
var prefixes = []string{"KECAMATAN", "KEC", "KELURAHAN", "KEL", "DESA", "DS", "GAMPONG", "NAGARI"}

// nameKey gives a name as names are compared within one parent: capitals,
// without a prefix, punctuation and blanks.
func nameKey(name string) string {
	words := strings.FieldsFunc(strings.ToUpper(name), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	for len(words) > 1 {
		if !hasWord(prefixes, words[0]) {
			break
		}
		words = words[1:]
	}
	key := strings.Join(words, "")
	if strings.HasPrefix(key, "KABUPATEN") {
		key = "KAB" + strings.TrimPrefix(key, "KABUPATEN")
	}
	return key
}

func hasWord(words []string, word string) bool {
	for _, w := range words {
		if w == word {
			return true
		}
	}
	return false
}
