package attack

import "slices"

// ref is what a name stands for: a unit or an indicator.
type ref struct{ unit, ind int }

var nothing = ref{none, none}

// names leads from phrases to what they stand for. Those of the inner ones, such
// as a figure's, go before those of the page around it.
type names struct {
	p     *portal
	by    map[string][]phrase // by first word
	outer *names
	units []int // of the links among them, one name or not
	inds  []int
}

type phrase struct {
	words []string
	ref
}

func newNames(p *portal, outer *names) *names {
	return &names{p: p, by: map[string][]phrase{}, outer: outer}
}

func wordsOfText(text string) []string {
	return textsOf(tokens(text, "id"))
}

func textsOf(tokens []token) []string {
	list := make([]string, len(tokens))
	for i, t := range tokens {
		list[i] = t.text
	}
	return list
}

// add lets a phrase stand for something. One that stands for two things tells neither.
func (n *names) add(text string, r ref) {
	list := tokens(text, "id")
	if len(list) == 0 || r == nothing || list[0].number {
		return // a year's page is no place's name, a figure that leads on no name of its service
	}
	w := textsOf(list)
	if monthWord(w[0]) >= 0 {
		return
	}
	for i, p := range n.by[w[0]] {
		if slices.Equal(p.words, w) {
			if p.ref != r {
				n.by[w[0]][i].ref = nothing
			}
			return
		}
	}
	n.by[w[0]] = append(n.by[w[0]], phrase{w, r})
}

// at finds the longest name that begins at a place of a text, and how many tokens
// it has. One that is part of the name of a place of another kind does not count:
// "Puskesmas Alai" is not the desa Alai.
func (n *names) at(list []token, i int) (r ref, length int) {
	before := ""
	if i > 0 {
		before = levelWord(list[i-1].text)
	}
	for in := n; in != nil; in = in.outer {
		for _, p := range in.by[list[i].text] {
			fits := p.unit == none || before == "" || before == n.p.units[p.unit].level
			if len(p.words) > length && fits && begins(list[i:], p.words) {
				r, length = p.ref, len(p.words)
			}
		}
	}
	return r, length
}

// link notes that something leads to a unit or a service, each once.
func (n *names) link(r ref) {
	if r.unit != none && !slices.Contains(n.units, r.unit) {
		n.units = append(n.units, r.unit)
	}
	if r.ind != none && !slices.Contains(n.inds, r.ind) {
		n.inds = append(n.inds, r.ind)
	}
}

func begins(list []token, words []string) bool {
	if len(list) < len(words) {
		return false
	}
	for i, w := range words {
		if list[i].text != w {
			return false
		}
	}
	return true
}

// only gives what a text names, where that is one thing and nothing else.
func (n *names) only(text string) ref {
	list := tokens(text, "id")
	found := nothing
	for i := 0; i < len(list); i++ {
		r, length := n.at(list, i)
		if length == 0 {
			continue
		}
		i += length - 1
		if r == nothing || (found != nothing && found != r) {
			return nothing
		}
		found = r
	}
	return found
}
