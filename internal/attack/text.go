package attack

import (
	"math"
	"strings"

	"terang/internal/bounds"
)

// scope is what a place of a page is about, as far as that is known.
type scope struct {
	unit, ind   int
	year, month int // month is none for that of the year's figures
	lang        string
	names       *names
	single      bool // each month alone, not all since January
	aside       bool // targets, counts of reports and the like: no numbers of people
}

func (s scope) complete() bool { return s.unit != none && s.ind != none && s.year != none }

// with takes over what a name stands for.
func (s scope) with(r ref) scope {
	if r.unit != none {
		s.unit = r.unit
	}
	if r.ind != none {
		s.ind = r.ind
	}
	return s
}

func (s scope) claim(what quantity, iv bounds.Interval, file, how string) claim {
	return claim{unit: s.unit, ind: s.ind, year: s.year, month: s.month, what: what, Interval: iv, file: file, how: how}
}

// text reads what people read as sentences: numbers belong to the unit and the
// service that were named last, or to those that the place is about.
func (p *page) text(s scope, text, how string) {
	if s.aside {
		return
	}
	t := &teller{p: p, base: s, scope: s, list: tokens(text, s.lang), how: how}
	for t.i = 0; t.i < len(t.list); t.i++ {
		t.next()
	}
}

// teller goes through a text token by token.
type teller struct {
	p      *page
	base   scope
	scope  scope
	list   []token
	i      int
	how    string
	target bool // a number of a target was read in this sentence
	vague  bool // a bare year was named: which month the numbers are of is not plain
}

func (t *teller) word(at int) string {
	if at < 0 || at >= len(t.list) || t.list[at].number {
		return ""
	}
	return t.list[at].text
}

func (t *teller) next() {
	tok := t.list[t.i]
	switch {
	case tok.number:
		t.number(tok)
		return
	case tok.text == "." || tok.text == "·" || tok.text == "|":
		t.scope, t.vague, t.target = t.base, false, false
		return
	}
	if m := monthWord(tok.text); m >= 0 {
		t.date(m)
		return
	}
	if r, length := t.scope.names.at(t.list, t.i); length > 0 {
		t.scope = t.scope.with(r)
		t.i += length - 1
	}
}

// date reads a month's name and the year after it. With a day before it, it says when something
// was written, and not of which month the numbers are.
func (t *teller) date(month int) {
	if t.i > 0 && t.list[t.i-1].number && t.list[t.i-1].year() == none {
		t.vague = true
		return
	}
	year := t.scope.year
	if t.i+1 < len(t.list) {
		if y := t.list[t.i+1].year(); y != none {
			year = y
			t.i++
		}
	}
	if year != none {
		t.scope.month = year*12 + month
		t.scope.year, _ = t.p.e.periodOf(t.scope.month, t.base)
	}
}

// number reads a number by the words around it.
func (t *teller) number(n token) {
	at := t.i
	before, after := t.word(at-1), t.word(at+1)
	to := token{} // the end of a range that it begins
	if after == "–" && at+2 < len(t.list) {
		to = t.list[at+2]
	}
	switch {
	case isAny(before, wordsRows) || isAny(after, wordsRows):
		if to.number {
			t.i += 2
		}
	case isAny(before, wordsWhole) && countsThings(after): // "semua 3 desa", which counts reads
	case n.year() != none && after == ":" && t.p.e.through[n.year()] != 0:
		t.scope.year, t.scope.month = n.year(), none
	case n.year() != none && after != "%":
		t.vague = true
	case monthWord(after) >= 0: // a day
	case before == "×" || before == "÷":
	case t.aside(at):
		t.target = true
	case before == "=":
		if !t.target {
			t.hear(share, t.p.e.portal.printed(n, t.scope.ind), false)
		}
	case isAny(after, wordsOf) && at+2 < len(t.list) && t.list[at+2].number:
		t.pair(n, t.list[at+2])
	case to.number:
		t.between(n, to)
	case after == "%" && t.word(at+2) == "×": // a weight
		t.target = true
	case after == "%" && isAny(t.word(at+2), wordsOf) && isAny(t.word(at+3), wordsTarget): // of the target, not of the sasaran
	case after == "%":
		t.percent(n, at+2)
	case isAny(before, wordsLess) || (isAny(after, wordsMore) && t.how == "table"):
		t.percent(n, at+1)
	case isAny(before, wordsShort):
		t.hear(short, n.around(0), false)
	default:
		t.hear(unnamed, n.around(0), true)
	}
}

// between reads "50–79 %".
func (t *teller) between(n, to token) {
	t.i += 2
	percent := t.word(t.i+1) == "%"
	if percent && isAny(t.word(t.i+3), wordsTarget) {
		return // of the target
	}
	if percent || t.how == "table" {
		t.hear(share, bounds.Interval{Lo: n.value - n.slip, Hi: to.value + max(to.slip, 1)}, true)
	}
}

// aside says whether a number is that of a target, of a confidence level or of reports.
func (t *teller) aside(at int) bool {
	if isAny(t.word(at-1), "dari than") && isAny(t.word(at-2), "lebih kurang more less") {
		return true // not a figure but a mark that one is held against
	}
	for back := 1; back <= 5 && at-back >= 0 && !t.list[at-back].number; back++ {
		w := t.word(at - back)
		if isAny(w, wordsTarget) || isAny(w, wordsInterval) || isAny(w, wordsReports) {
			return true
		}
		if w == "." || w == ";" || (w == ":" && back > 1) {
			return false
		}
	}
	return false
}

// percent reads "46,1 %", "di bawah 50 %", and the month that is named after it.
func (t *teller) percent(n token, next int) {
	s := t.scope
	if isAny(t.word(next), wordsIn) {
		if m := monthWord(t.word(next + 1)); m >= 0 {
			year := s.year
			if next+2 < len(t.list) && t.list[next+2].year() != none {
				year = t.list[next+2].year()
			}
			if year != none {
				t.scope.month = year*12 + m
				t.scope.year, _ = t.p.e.periodOf(t.scope.month, t.base)
			}
		}
	}
	iv := t.p.e.portal.printed(n, s.ind)
	switch {
	case isAny(t.word(t.i-1), wordsLess):
		iv = bounds.Interval{Lo: 0, Hi: n.value}
	case isAny(t.word(next), wordsMore) || isAny(t.word(t.i-1), wordsOver):
		iv = bounds.Interval{Lo: n.value, Hi: math.Inf(1)}
	}
	t.hear(share, iv, isAny(t.word(t.i-1), wordsOver)) // "di atas 100 %: Alai" names its place only then
	t.scope.year, t.scope.month = s.year, s.month
}

// pair reads "4 dari 9": people of a sasaran, or things counted.
func (t *teller) pair(a, b token) {
	t.i += 2
	if countsThings(t.word(t.i + 1)) {
		return
	}
	t.hear(served, a.around(0), false)
	t.hear(people, b.around(0), false)
}

// countsThings says whether a number before a word is one of places, services or times, and not of people.
func countsThings(word string) bool { return isAny(word, wordsGroup) && word != "orang" }

func (t *teller) hear(what quantity, iv bounds.Interval, vague bool) {
	if !t.scope.complete() {
		return
	}
	c := t.scope.claim(what, bounds.Interval{Lo: math.Max(0, iv.Lo), Hi: iv.Hi}, t.p.file, t.how)
	c.vague = vague || t.vague || t.scope.single
	t.p.e.hear(c)
}

// levelWord gives the level that a word for a kind of place means.
func levelWord(word string) string {
	switch strings.ToLower(word) {
	case "desa", "kelurahan", "village", "villages":
		return desa
	case "kecamatan", "district", "districts":
		return "kecamatan"
	case "kabupaten", "kota", "regency", "city":
		return "kabkota"
	case "provinsi", "province":
		return "provinsi"
	case puskesmas:
		return puskesmas
	}
	return ""
}
