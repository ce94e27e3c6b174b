package search

import (
	"maps"
	"slices"
	"strings"
	"unicode/utf8"
)

// mostHeld is how many texts a stem leads to that is not in their titles.
const mostHeld = 100

// holding is which texts have a stem in their title or their alias, and which elsewhere.
// named and seen are the last text that did, counted from 1.
type holding struct {
	title, body []int
	named, seen int
}

// texts cuts the stems of all texts into pieces, and the texts themselves.
func (in *Input) texts(spelling words) (index, docs []piece) {
	called, stems := in.called(), stemmer{words: map[string]*holding{}, held: map[string]*holding{}}
	var body []string
	for i := range in.Texts {
		t := &in.Texts[i]
		title := called.with(Tokens(t.Title))
		for _, w := range title {
			spelling.add(w)
		}
		for _, w := range title {
			if h := stems.of(w); h != nil && h.named <= i {
				h.title, h.named = append(h.title, i), i+1
			}
		}
		// A figure within a text is no word to find it by.
		body = slices.DeleteFunc(appendTokens(body[:0], t.Words), func(w string) bool { return strings.Trim(w, "0123456789") == "" })
		for _, w := range called.with(body) {
			if h := stems.of(w); h != nil && h.named <= i && h.seen <= i && len(h.body) < mostHeld {
				h.body, h.seen = append(h.body, i), i+1
			}
		}
		if i%docsPerPiece == 0 {
			docs = append(docs, piece{})
		}
		last := &docs[len(docs)-1]
		aka := ""
		if t.Note == "" { // a dated text is called by its title
			aka = strings.Join(called.typed(Tokens(t.Title)), ";")
		}
		last.lines = append(last.lines, line(t.Title, t.Kind, t.Note, t.Path, aka))
	}
	var list []keyed
	for _, s := range slices.Sorted(maps.Keys(stems.held)) {
		h := stems.held[s]
		list = append(list, keyed{s, line(s, numbers(h.title), numbers(h.body))})
	}
	return divide(list), docs
}

// stemmer keeps what stems are held, and by which words each was met.
type stemmer struct {
	words map[string]*holding
	held  map[string]*holding
}

// of gives what holds the stem of a word, nil where the word is not worth finding.
func (s stemmer) of(word string) *holding {
	h, met := s.words[word]
	if met {
		return h
	}
	if n := utf8.RuneCountInString(word); n >= 2 && n <= 29 && !isStop(word) {
		stem := Stem(word)
		if h = s.held[stem]; h == nil {
			h = &holding{}
			s.held[stem] = h
		}
	}
	s.words[word] = h
	return h
}

// numbers writes each text as its distance from the one before: neighbours repeat, which packs well.
func numbers(list []int) string {
	var b strings.Builder
	before := 0
	for i, n := range list {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(number(n - before))
		before = n
	}
	return b.String()
}

// aliases are the words that are typed for a phrase, by the first word of the phrase.
type aliases map[string][]alias

type alias struct{ phrase, typed []string }

func (in *Input) called() aliases {
	a := aliases{}
	for _, typed := range slices.Sorted(maps.Keys(in.Aliases)) {
		for meant := range strings.SplitSeq(in.Aliases[typed], ";") {
			if phrase := Tokens(meant); len(phrase) > 0 {
				a[phrase[0]] = append(a[phrase[0]], alias{phrase, Tokens(typed)})
			}
		}
	}
	return a
}

// with adds to the words of a text those that are typed for phrases in it. An
// alias of an alias is not followed.
func (a aliases) with(text []string) []string {
	all := text[:len(text):len(text)]
	for _, typed := range a.in(text) {
		all = append(all, typed...)
	}
	return all
}

// typed lists what is typed for phrases of a text, each in full and once.
func (a aliases) typed(text []string) []string {
	var list []string
	for _, typed := range a.in(text) {
		if phrase := strings.Join(typed, " "); !slices.Contains(list, phrase) {
			list = append(list, phrase)
		}
	}
	return list
}

func (a aliases) in(text []string) [][]string {
	var list [][]string
	for i, w := range text {
		for _, alias := range a[w] {
			if rest := text[i:]; len(rest) >= len(alias.phrase) && slices.Equal(rest[:len(alias.phrase)], alias.phrase) {
				list = append(list, alias.typed)
			}
		}
	}
	return list
}
