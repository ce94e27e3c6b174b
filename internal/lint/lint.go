// Package lint reads what people wrote as an editor would, once the figures are known:
// a number that the data contradict, a weekday that its date does not have, a word
// that the office would rather not use. All it tells are warnings and notes.
//
// # Numbers
//
// A number is compared only where its sentence names one indicator, by its name or by
// what readers type for it, one place and one period, and says by a word such as
// "capaian" that the number is the attainment; or where it stands in the title of a
// shortcode, which names all three. Bounds, targets, differences and shares of
// something else are left alone, and so is whatever can be read in two ways: a lint
// that is often wrong is not read. What the data may not publish is compared with
// nothing, so that no warning gives it away.
package lint

import (
	"terang/internal/content"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/words"
)

// Input is what the posts of one language are held against.
type Input struct {
	Posts      []content.Post
	Register   *health.Register
	Indicators []health.Indicator
	Release    *disclosure.Release
	Words      *words.Catalogue
	Aliases    map[string]string // what readers type, and the words of a page they mean: phrases with semicolons between
	Avoid      map[string]string // a word, and a better one

	// Quiet is told of each post of which nothing is told, whatever the figures and the
	// catalogues say; nil for nobody.
	Quiet func(post *content.Post)
}

// Posts tells what an editor would mark, by file and place.
func Posts(in Input) source.Problems {
	l := linter{Input: in, avoid: phrasesOf(in.Avoid)}
	for i := range in.Posts {
		before := len(l.ps)
		l.asked = false
		if l.post(&in.Posts[i]); in.Quiet != nil && !l.asked && len(l.ps) == before {
			in.Quiet(&in.Posts[i])
		}
	}
	l.ps.Sort()
	return l.ps
}

type linter struct {
	Input
	avoid  []avoided
	known  *names  // nil until a number asks for it
	asked  bool    // names or indicators, for the post at hand
	tokens []token // of the passage that is read
	ps     source.Problems
}

func (l *linter) names() *names {
	l.asked = true
	if l.known == nil {
		l.known = newNames(l.Register, l.Indicators, l.Aliases)
	}
	return l.known
}

func (l *linter) post(p *content.Post) {
	dated := hasTime(scan(p.Title)) || hasTime(scan(p.Summary))
	passages := p.Text().Passages
	for i := range passages {
		g := &passages[i]
		l.tokens = appendTokens(l.tokens[:0], g.Text)
		tokens := l.tokens
		l.words(g, tokens)
		dated = dated || hasTime(tokens)
		undated := token{}
		for _, s := range sentences(g.Text, tokens) {
			l.dates(p, g, s)
			if g.Quoted || !hasNumber(s) {
				continue
			}
			l.number(p, g, s)
			if at, ok := l.bare(s); ok && undated.end == 0 {
				undated = at
			}
		}
		if !dated && undated.end > 0 {
			l.ps.Note(g.Pos(undated.start, undated.end), "percent-without-period", "value", undated.text)
		}
	}
	for _, h := range p.Holes {
		l.title(h)
	}
}

// bare finds a percentage that is an attainment.
func (l *linter) bare(s []token) (token, bool) {
	if !hasAny(s, cues) {
		return token{}, false
	}
	list := percents(s)
	if len(list) == 0 || hasAny(l.aside(s), otherMeasures) {
		return token{}, false
	}
	return list[0].token, true
}

// words tells which words stand in a passage that the office would avoid.
func (l *linter) words(g *content.Passage, tokens []token) {
	if g.Quoted || len(l.avoid) == 0 {
		return
	}
	for i := 0; i < len(tokens); i++ {
		for _, a := range l.avoid {
			if n, ok := a.phrase.at(tokens, i); ok {
				last := tokens[i+n-1]
				l.ps.Note(g.Pos(tokens[i].start, last.end), "word-to-avoid", "value", g.Text[tokens[i].start:last.end], "better", a.better)
				i += n - 1
				break
			}
		}
	}
}
