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
type holding struct{ title, body []int }

// texts cuts the stems of all texts into pieces, and the texts themselves.
func (in *Input) texts(spelling words) (index, docs []piece) {
	called, stems := in.called(), stemmer{}
	held := map[string]*holding{}
	for i := range in.Texts {
		t := &in.Texts[i]
		title := called.with(Tokens(t.Title))
		for _, w := range title {
			spelling.add(w)
		}
		inTitle := stems.of(title)
		for s := range inTitle {
			hold(held, s).title = append(hold(held, s).title, i)
		}
		// A figure within a text is no word to find it by.
		body := slices.DeleteFunc(Tokens(t.Words), func(w string) bool { return strings.Trim(w, "0123456789") == "" })
		for s := range stems.of(called.with(body)) {
			if h := hold(held, s); !inTitle[s] && len(h.body) < mostHeld {
				h.body = append(h.body, i)
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
	for _, s := range slices.Sorted(maps.Keys(held)) {
		list = append(list, keyed{s, line(s, numbers(held[s].title), numbers(held[s].body))})
	}
	return divide(list), docs
}

func hold(held map[string]*holding, stem string) *holding {
	h := held[stem]
	if h == nil {
		h = &holding{}
		held[stem] = h
	}
	return h
}

// stemmer keeps the stems of words that it has met.
type stemmer map[string]string

// of gives the stems of words worth finding.
func (s stemmer) of(list []string) map[string]bool {
	set := map[string]bool{}
	for _, w := range list {
		n := utf8.RuneCountInString(w)
		if n < 2 || n > 29 || isStop(w) {
			continue
		}
		stem, met := s[w]
		if !met {
			stem = Stem(w)
			s[w] = stem
		}
		set[stem] = true
	}
	return set
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
	all := slices.Clone(text)
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
