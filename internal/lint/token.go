package lint

import (
	"cmp"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// token is a word, a number or a sign of a text.
type token struct {
	text       string
	low        string // in lower case
	start, end int
	kind       kind
}

type kind uint8

const (
	sign kind = iota
	word
	digits // with points and commas between
)

// scan cuts a text into tokens. A number keeps its points and commas, a word its
// apostrophes and points within, as in "s.d".
func scan(text string) []token { return appendTokens(nil, text) }

func appendTokens(list []token, text string) []token {
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		end, k := i+n, sign
		switch {
		case unicode.IsSpace(r):
			i = end
			continue
		case r >= '0' && r <= '9':
			k, end = digits, run(text, i, func(r rune) bool { return r >= '0' && r <= '9' }, ".,")
		case unicode.IsLetter(r):
			k, end = word, run(text, i, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }, ".'’")
		}
		list = append(list, token{text[i:end], strings.ToLower(text[i:end]), i, end, k})
		i = end
	}
	return list
}

// run gives the end of a stretch of letters that takes signs only between two of them.
func run(text string, from int, in func(rune) bool, between string) int {
	end := from
	for i := from; i < len(text); {
		r, n := utf8.DecodeRuneInString(text[i:])
		if in(r) {
			i += n
			end = i
			continue
		}
		if !strings.ContainsRune(between, r) || i != end {
			break
		}
		i += n
	}
	return end
}

// sentences cuts tokens where a sentence ends: at a stop before a capital letter that
// no short form ends with.
func sentences(text string, tokens []token) [][]token {
	var list [][]token
	from := 0
	for i, t := range tokens {
		if t.kind != sign || !strings.ContainsAny(t.text, ".!?…;") || i+1 == len(tokens) {
			continue
		}
		next := tokens[i+1]
		r, _ := utf8.DecodeRuneInString(next.text)
		if next.start == t.end || t.text != ";" && !unicode.IsUpper(r) && next.kind != digits {
			continue
		}
		if t.text == "." && i > 0 && (shortForms[tokens[i-1].low] || utf8.RuneCountInString(tokens[i-1].text) == 1 && tokens[i-1].kind == word) {
			continue
		}
		list, from = append(list, tokens[from:i+1]), i+1
	}
	return append(list, tokens[from:])
}

// phrase is words in their order, in lower case; upper says that the text must write
// them in capitals, as short forms are.
type phrase struct {
	words []string
	upper bool
}

func phraseOf(s string) phrase {
	p := phrase{upper: s == strings.ToUpper(s) && utf8.RuneCountInString(s) <= 5}
	for _, t := range scan(s) {
		if t.kind != sign {
			p.words = append(p.words, t.low)
		}
	}
	return p
}

// at says whether the phrase begins at a token, and how many it takes.
func (p phrase) at(tokens []token, i int) (int, bool) {
	if len(p.words) == 0 || i+len(p.words) > len(tokens) {
		return 0, false
	}
	for k, w := range p.words {
		t := tokens[i+k]
		if t.low != w || p.upper && t.text != strings.ToUpper(t.text) {
			return 0, false
		}
	}
	return len(p.words), true
}

type avoided struct {
	phrase phrase
	better string
}

// phrasesOf lists the words to avoid, the longer ones first.
func phrasesOf(avoid map[string]string) []avoided {
	var list []avoided
	for _, w := range slices.Sorted(maps.Keys(avoid)) {
		p := phraseOf(w)
		p.upper = false
		list = append(list, avoided{p, avoid[w]})
	}
	slices.SortStableFunc(list, func(a, b avoided) int { return cmp.Compare(len(b.phrase.words), len(a.phrase.words)) })
	return list
}

func hasNumber(s []token) bool {
	return slices.ContainsFunc(s, func(t token) bool { return t.kind == digits })
}

func hasAny(s []token, set map[string]bool) bool {
	return slices.ContainsFunc(s, func(t token) bool { return set[t.low] })
}
