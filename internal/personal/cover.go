package personal

import (
	"bytes"
	"regexp"
)

// covered stands for each sign that is hidden.
const covered = '•'

// What is hidden wherever it stands: the forms of a cell without its ends. Group 1 is
// the thing itself.
var hidden = []*regexp.Regexp{
	regexp.MustCompile(`(\d{13,})`),
	regexp.MustCompile(`(\d(?:[.,]\d+)?[eE]\+?15)(?:\D|$)`),
	regexp.MustCompile(`(?:^|[^\d.+])(` + mobile + `|` + abroad + `)`),
	regexp.MustCompile(`(` + email.String() + `)`),
	regexp.MustCompile(`(?:^|\D)(\d{6}[ .-]\d{6}[ .-]\d{4}|\d{4}[ .-]\d{4}[ .-]\d{4}[ .-]\d{4}|\d{4}[ .-]\d{4}[ .-]\d{5}|` +
		`\d{2}[ .-]\d{2}[ .-]\d{2}[ .-]\d{6}[ .-]\d{4}|\d(?:\.\d{3}){5}|\d(?:,\d{3}){5}|\d(?: \d{3}){5})(?:\D|$)`),
}

// Cover hides what looks like data of a person in a text, one sign for one, so that
// what stands behind it stays where it was.
func Cover(rs []rune) []rune {
	out := append([]rune(nil), rs...)
	text := make([]byte, len(rs)) // a byte for each sign
	for i, r := range rs {
		text[i] = 'x'
		switch {
		case r < 0x80:
			text[i] = byte(r)
		case r == '\u00a0':
			text[i] = ' '
		}
	}
	for _, form := range hidden {
		for _, m := range form.FindAllSubmatchIndex(text, -1) {
			from, to := m[2], m[3]
			if years.Match(bytes.TrimSpace(text[from:to])) {
				continue
			}
			for i := from; i < to; i++ {
				out[i] = covered
			}
		}
	}
	return out
}
