package site

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

var glossaryTerms = [...]string{
	"spm", "capaian", "sasaran", "target", "indeks", "kategori", "mutu", "pws", "lokmin", "rtl", "mou", "ilp", "klaster",
	"puskesmas", "pustu", "posyandu", "kader", "tpmd", "tpmb", "klinik", "jejaring", "uhc", "pkp", "kbk", "sementara", "disensor",
	"belum-lapor", "interval", "corong", "wajar",
}

const glossaryPath = "glosarium.html"

func (b *builder) glossary() {
	b.v.Lead = Lead{Title: b.title(b.page), Sentence: emphasis(b.T("glossary.sentence"))}
	s := Section{ID: "istilah"}
	for _, key := range glossaryTerms {
		t := b.term(key)
		t.ID = key
		if source := "glossary." + key + ".source"; b.said.Has(source) {
			t.Text = asSentences(t.Text, b.T("glossary.source", "source", b.T(source)))
		}
		s.Terms = append(s.Terms, t)
	}
	b.v.Sections = append(b.v.Sections, s)
}

func (b *builder) term(key string) Term {
	return Term{Name: b.T("glossary." + key + ".name"), Text: b.T("glossary." + key + ".text")}
}

// A page explains so many terms at most: those that a reader meets first.
const (
	mostDefined        = 5
	mostDefinedVillage = 3 // of which there are many, each read by few
)

// meaning is a term that pages explain where its words are seen.
type meaning struct {
	term Term
	name string // as the terms of a place are listed
}

// phrase is what a meaning is seen by, in small letters.
type phrase struct {
	text string
	of   int // of the meanings
}

// meanings are those of all terms, with what they are seen by, by its first byte.
type meanings struct {
	list    []meaning
	phrases [256][]phrase
}

func (b *builder) newMeanings() *meanings {
	m := &meanings{}
	for _, key := range glossaryTerms {
		seen := "glossary." + key + ".seen"
		if !b.said.Has(seen) {
			continue
		}
		t := b.term(key)
		name, _, _ := strings.Cut(t.Name, " (")
		m.learn(b.T(seen), len(m.list))
		m.list = append(m.list, meaning{t, name})
	}
	return m
}

// learn takes phrases in, parted by semicolons.
func (m *meanings) learn(phrases string, of int) {
	for text := range strings.SplitSeq(strings.ToLower(phrases), ";") {
		if text != "" {
			m.phrases[text[0]] = append(m.phrases[text[0]], phrase{text, of})
		}
	}
}

// seen gives the meanings, one a bit, of which a text in small letters has one of the
// phrases as whole words.
func (m *meanings) seen(text []byte) uint64 {
	var seen uint64
	word := false // the letter before is of a word
	for i := 0; i < len(text); {
		if !word {
			for _, p := range m.phrases[text[i]] {
				if seen&(1<<p.of) == 0 && len(text)-i >= len(p.text) && string(text[i:i+len(p.text)]) == p.text {
					if after, _ := utf8.DecodeRune(text[i+len(p.text):]); !isWord(after) {
						seen |= 1 << p.of
					}
				}
			}
		}
		if c := text[i]; c < utf8.RuneSelf {
			word = plainWord[c]
			i++
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		word = isWord(r)
		i += n
	}
	return seen
}

// plainWord says of the letters of ASCII what isWord does, as nearly all are.
var plainWord = func() (is [utf8.RuneSelf]bool) {
	for c := range is {
		is[c] = isWord(rune(c))
	}
	return is
}()

func isWord(r rune) bool {
	switch {
	case r == '-':
		return true
	case r < utf8.RuneSelf:
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z'
	}
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// appendSmall appends a text in small letters.
func appendSmall(b []byte, text string) []byte {
	from := len(b)
	b = append(b, text...)
	for i, c := range b[from:] {
		switch {
		case c >= 'A' && c <= 'Z':
			b[from+i] = c + 'a' - 'A'
		case c >= utf8.RuneSelf: // rare
			return append(append(b[:from], strings.ToLower(text)...), '\n')
		}
	}
	return append(b, '\n')
}

// define puts the meaning of terms below the words in which the page first has them:
// lead, headings and what stands under these.
func (b *builder) define(sentence string) {
	left := mostDefined
	switch b.page.Kind {
	case Village:
		left = mostDefinedVillage
	case LokminPack, Recap, Glossary, Method, Search, NotFound, News, NewsList, NewsTag, NewsAuthor, PlaceNews, Archive, PlainPage, Statement, Releases, Revisions, Editions:
		return
	default:
	}
	waiting := ^uint64(0)
	var text []byte
	find := func() (d *Definitions) {
		if left == 0 {
			return nil
		}
		d, found := b.definitions(b.meanings.seen(text)&waiting, left)
		left -= bits.OnesCount64(found)
		waiting &^= found
		return d
	}
	lead := &b.v.Lead
	text = appendSmall(appendSmall(text, sentence), lead.Kind)
	for _, f := range lead.Facts {
		text = appendSmall(text, f.Name)
	}
	lead.Define = find()
	for i := range b.v.Sections {
		s := &b.v.Sections[i]
		text = appendSmall(appendSmall(text[:0], s.Heading), s.Intro)
		for j := range s.Figures {
			text = appendSmall(text, s.Figures[j].Title)
		}
		s.Define = find()
	}
}

// definitions explain those of some meanings that come first, at most so many, and
// say which these are; nil where there are none.
func (b *builder) definitions(seen uint64, most int) (d *Definitions, found uint64) {
	var names []string
	for i, m := range b.meanings.list {
		if seen&(1<<i) == 0 || len(names) == most {
			continue
		}
		if d == nil {
			d = &Definitions{More: b.common.glossary}
		}
		found |= 1 << i
		d.Terms, names = append(d.Terms, m.term), append(names, m.name)
	}
	if d != nil {
		d.Label = b.T("define", "terms", b.in.Words.List(names))
	}
	return d, found
}
