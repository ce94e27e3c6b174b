package attack

import (
	"fmt"
	"slices"

	"terang/internal/bounds"
)

// counts reads "4 dari 9 layanan", "semua 12 desa" and the like in a sentence and
// holds them against what the data show: a count of more than the shown ones, or
// one that they do not add up to, rests on hidden ones (rule 9).
func (p *page) counts(s scope, text string) {
	if p.e.learning {
		return
	}
	list := tokens(text, s.lang)
	for i := range list {
		k, m, next, ok := countAt(list, i)
		if !ok || next >= len(list) {
			continue
		}
		noun := list[next].text
		good, bad, all := direction(list[next:])
		if good == bad {
			continue // not about the target
		}
		cells := p.counted(s, noun)
		if len(cells) == 0 {
			continue
		}
		shown, reached, hides := 0, 0, false
		for _, f := range cells {
			hides = hides || f.state == hidden
			if f.state == told {
				shown++
				if f.at(all) == good {
					reached++
				}
			}
		}
		p.e.count["count"]++
		if m == float64(shown) && (k == float64(reached) || k < 0) {
			p.e.agrees++
			continue
		}
		p.miscounted(s, hides, k, m)
	}
}

// countAt reads "k of m" or "all m" at a place of a text; next is the token after it. k is below zero where all are meant.
func countAt(list []token, i int) (k, m float64, next int, ok bool) {
	at := func(j int) token {
		if j < len(list) {
			return list[j]
		}
		return token{}
	}
	switch {
	case at(i).number && isAny(at(i+1).text, wordsOf) && at(i+2).number && at(i+3).text != "%":
		return at(i).value, at(i + 2).value, i + 3, true
	case isAny(at(i).text, "semua all") && at(i+1).number:
		return -1, at(i + 1).value, i + 2, true
	}
	return 0, 0, 0, false
}

// direction says whether a count is of those at the target or of those below it; all
// that it is of those that have reached 100 %, whatever the target of the month.
func direction(list []token) (good, bad, all bool) {
	for i, t := range list {
		switch {
		case t.text == "." || i > 12:
			return good, bad, all
		case isAny(t.text, "mencapai reached"):
			good = true
			all = i+2 < len(list) && list[i+1].number && list[i+1].value == 100 && list[i+2].text == "%"
		case isAny(t.text, "bawah below"):
			bad = true
		}
	}
	return good, bad, all
}

// at says whether a figure has reached its target, or all of its sasaran.
func (f *fact) at(all bool) bool {
	if all {
		return f.d.Lo > 0 && f.n.Lo >= f.d.Lo
	}
	return f.reached
}

// counted lists the cells that a count of services, places or figures speaks of.
func (p *page) counted(s scope, noun string) []*fact {
	var list []*fact
	add := func(u, ind int) {
		if f := p.e.cell(u, ind, s.year); f != nil {
			list = append(list, f)
		}
	}
	units, inds := s.names.here(s.unit)
	switch {
	case s.year == none || !p.current(s):
	case isAny(noun, "layanan services") && s.unit != none && s.ind == none:
		for i, ind := range p.e.portal.indicators {
			if ind.spm {
				add(s.unit, i)
			}
		}
	case isAny(noun, wordsPlace) && s.ind != none:
		for _, u := range units {
			add(u, s.ind)
		}
	case isAny(noun, "angka figures"):
		for _, u := range units {
			for _, ind := range inds {
				add(u, ind)
			}
		}
	}
	return list
}

// here lists what the innermost links lead to, a unit left out.
func (n *names) here(except int) (units, inds []int) {
	return slices.DeleteFunc(slices.Clone(n.units), func(u int) bool { return u == except }), n.inds
}

// miscounted notes a count that the shown figures do not give. Where none is
// hidden the reading is at fault, or the site; else the count tells of hidden ones.
func (p *page) miscounted(s scope, hides bool, k, m float64) {
	if !hides || s.unit == none {
		p.e.odd = append(p.e.odd, claim{
			unit: max(0, s.unit), ind: max(0, s.ind), year: s.year, month: none, what: unnamed,
			Interval: bounds.Interval{Lo: k, Hi: m}, file: p.file, how: "count",
		})
		return
	}
	p.e.leaks = append(p.e.leaks, finding{
		code: derivedCode, unit: s.unit, ind: s.ind, month: p.e.through[s.year], since: none, what: unnamed,
		Interval: bounds.Interval{Lo: k, Hi: m}, files: []string{p.e.name + "/" + p.file}, how: fmt.Sprintf("%v/%v", k, m),
	})
}
