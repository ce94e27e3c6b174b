package content

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// excerptLength is how many letters of the text may stand in for a summary.
const excerptLength = 200

// slugOf makes a text fit for an address: small letters, digits and single
// hyphens. Other letters are left out; the result may be empty.
func slugOf(s string) string {
	var b strings.Builder
	gap := false
	for _, r := range strings.ToLower(s) {
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
			continue
		}
		gap = true
	}
	return b.String()
}

// Slug makes the address of a post of its title; ok is false where none can be
// made of it.
func Slug(title string) (slug string, ok bool) {
	slug = slugOf(title)
	return slug, slug != "" && !reservedSlug(slug)
}

// reservedSlug says whether a slug is taken by the site itself, or by Windows,
// where no file may be named like a device.
func reservedSlug(slug string) bool {
	taken := []string{"index", "404", "data", "con", "prn", "aux", "nul"}
	if len(slug) == 4 && slug[3] >= '1' && slug[3] <= '9' && (slug[:3] == "com" || slug[:3] == "lpt") {
		return true
	}
	return slices.Contains(taken, slug)
}

// oneLine joins the words of a text with single blanks.
func oneLine(s string) string { return firstWords(s, len(s)) }

// firstWords joins the words of a text with single blanks until they take so many bytes.
func firstWords(s string, most int) string {
	var b strings.Builder
	b.Grow(most)
	for word := range strings.FieldsSeq(s) {
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(word)
		if b.Len() > most {
			break
		}
	}
	return b.String()
}

// cutWords cuts a text of one line after a word so that it has at most n
// letters, and marks the cut.
func cutWords(s string, n int) string {
	if utf8.RuneCountInString(s) <= n {
		return s
	}
	end := 0 // of one letter less, as the mark is one
	for range n - 1 {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	cut := s[:end]
	if s[end] != ' ' {
		if i := strings.LastIndexByte(cut, ' '); i > 0 {
			cut = cut[:i]
		}
	}
	return strings.TrimRight(cut, " ,;:–-(") + "…"
}
