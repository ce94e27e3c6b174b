package attack

import (
	"cmp"
	"slices"

	"golang.org/x/net/html"
)

// index reads the index of a unit among the facts at the head of its page.
func (p *page) index(dl *html.Node, s scope) {
	if s.unit == none || s.year == none {
		return
	}
	about := ""
	each(dl, func(n *html.Node) {
		switch {
		case n.Type != html.ElementNode:
		case n.Data == "dt":
			about = content(n)
		case n.Data == "dd" && isAny(first(about), "indeks index") && len(numbersOf(tokens(content(n), s.lang))) > 0:
			key := [2]int{s.unit, s.year}
			if y := wholeNumber(lastYear(about)); y != none && p.e.through[y] != 0 {
				key[1] = y
			}
			have := p.e.indices[key]
			have.told, have.file = true, p.file
			p.e.indices[key] = have
			p.e.count["index"]++
			about = ""
		}
	})
}

// derived finds indices that are told though a service of the unit is hidden (rule 9).
func (e *edition) derived() []finding {
	var list []finding
	for key, ix := range e.indices {
		u, year := key[0], key[1]
		if !ix.told || !e.portal.below(u) || (!ix.hidden && !e.hidesService(u, year)) {
			continue
		}
		list = append(list, finding{
			code: derivedCode, unit: u, ind: none, month: e.through[year], since: none, what: unnamed,
			Interval: anything, files: []string{e.name + "/" + ix.file}, how: "index",
		})
	}
	slices.SortFunc(list, func(a, b finding) int { return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.month, b.month)) })
	return list
}

// hidesService says whether a service that the index is made of is hidden.
func (e *edition) hidesService(u, year int) bool {
	for i, ind := range e.portal.indicators {
		if f := e.cell(u, i, year); ind.spm && f != nil && f.state == hidden {
			return true
		}
	}
	return false
}

// corrected finds figures that another edition told otherwise for the same month,
// by fewer people than may be told of (rule 5).
func (e *edition) corrected(tables map[[2]int]*table) []finding {
	var list []finding
	for key, s := range e.sheets {
		t := tables[key]
		if t == nil {
			continue
		}
		i := slices.IndexFunc(t.columns, func(c *column) bool { return c.month == s.month })
		if i < 0 {
			continue
		}
		least := float64(e.portal.indicators[s.ind].least)
		for u := range s.facts {
			before, after := t.columns[i].fact(u), s.facts[u]
			if before.state != told || after.state != told || !exactly(before.n) || !exactly(after.n) || !e.portal.below(u) {
				continue
			}
			if by := after.n.Lo - before.n.Lo; by != 0 && by > -least && by < least {
				list = append(list, finding{
					code: differenceCode, unit: u, ind: s.ind, month: s.month, since: s.month, what: served,
					Interval: exact(by), files: []string{t.columns[i].edition, e.name},
				})
			}
		}
	}
	slices.SortFunc(list, func(a, b finding) int { return cmp.Or(cmp.Compare(a.unit, b.unit), cmp.Compare(a.ind, b.ind)) })
	return list
}
