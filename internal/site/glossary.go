package site

import (
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
	b.v.Lead = Lead{Title: b.T("glossary.title"), Sentence: emphasis(b.T("glossary.sentence"))}
	s := Section{ID: "istilah"}
	for _, key := range glossaryTerms {
		t := b.term(key)
		t.ID = key
		if source := "glossary." + key + ".source"; b.in.Words.Has("site." + source) {
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

// define puts the meaning of terms below the words in which the page first has them:
// lead, headings and what stands under these.
func (b *builder) define() {
	left := mostDefined
	switch b.page.Kind {
	case Village:
		left = mostDefinedVillage
	case LokminPack, Recap, Glossary, Method, Search, NotFound, News, NewsList, NewsTag, NewsAuthor, PlainPage, Statement, Releases:
		return
	default:
	}
	var waiting []string
	for _, key := range glossaryTerms {
		if b.in.Words.Has("site.glossary." + key + ".seen") {
			waiting = append(waiting, key)
		}
	}
	find := func(texts ...string) *Definitions {
		var d Definitions
		var names []string
		text := strings.ToLower(strings.Join(texts, "\n"))
		rest := waiting[:0:0]
		for _, key := range waiting {
			if left == 0 || !mentions(text, b.T("glossary."+key+".seen")) {
				rest = append(rest, key)
				continue
			}
			left--
			t := b.term(key)
			name, _, _ := strings.Cut(t.Name, " (")
			d.Terms, names = append(d.Terms, t), append(names, name)
		}
		waiting = rest
		if len(d.Terms) == 0 {
			return nil
		}
		d.Label = b.T("define", "terms", b.in.Words.List(names))
		d.More = b.link(b.T("define.more"), glossaryPath)
		return &d
	}
	lead := &b.v.Lead
	texts := []string{plain(lead.Sentence), lead.Kind}
	for _, f := range lead.Facts {
		texts = append(texts, f.Name)
	}
	lead.Define = find(texts...)
	for i := range b.v.Sections {
		s := &b.v.Sections[i]
		texts := []string{s.Heading, s.Intro}
		for j := range s.Figures {
			texts = append(texts, s.Figures[j].Title)
		}
		s.Define = find(texts...)
	}
}

// mentions says whether a text in small letters has one of some phrases, parted by
// semicolons, as whole words.
func mentions(text, phrases string) bool {
	for phrase := range strings.SplitSeq(phrases, ";") {
		small := strings.ToLower(phrase)
		for at := 0; ; {
			i := strings.Index(text[at:], small)
			if i < 0 {
				break
			}
			before, _ := utf8.DecodeLastRuneInString(text[:at+i])
			at += i + len(small)
			after, _ := utf8.DecodeRuneInString(text[at:])
			if !isWord(before) && !isWord(after) {
				return true
			}
		}
	}
	return false
}

func isWord(r rune) bool {
	return r != utf8.RuneError && (unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-')
}
