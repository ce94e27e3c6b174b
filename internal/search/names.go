package search

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// mostWords is how many words of a name it is found by.
const mostWords = 6

// names cuts the names into pieces by each of their words in turn, and notes the words.
func (in *Input) names(spelling words) []piece {
	m := in.mapped()
	kindWords := map[string][]string{}
	for _, k := range in.Kinds {
		kindWords[k.Code] = k.tokens()
	}
	list := make([]keyed, 0, 3*len(in.Names))
	for i := range in.Names {
		n := &in.Names[i]
		all := Tokens(n.Name)
		own := telling(all, kindWords[n.Kind])
		line := m.line(n, strings.Join(all, "-"))
		for at, w := range own {
			spelling.add(w)
			if at > 0 && (at >= mostWords || utf8.RuneCountInString(w) < 2 || w[0] >= '0' && w[0] <= '9') {
				continue
			}
			list = append(list, keyed{turned(own, at), line})
		}
	}
	return divide(list)
}

// turned joins words, the one at a place first and those before it last.
func turned(words []string, at int) string {
	if at == 0 {
		return strings.Join(words, " ")
	}
	return strings.Join(words[at:], " ") + " " + strings.Join(words[:at], " ")
}

// tokens are the words that stand for the kind itself.
func (k Kind) tokens() []string { return Tokens(k.Label + " " + k.Words) }

// telling drops the words for its kind from a name, unless nothing else is in it.
func telling(name, kind []string) []string {
	isKind := func(w string) bool { return slices.Contains(kind, w) }
	if !slices.ContainsFunc(name, isKind) {
		return name
	}
	rest := slices.DeleteFunc(slices.Clone(name), isKind)
	if len(rest) == 0 {
		return name
	}
	return rest
}

// mapped is the input with what the addresses of names are made of.
type mapped struct {
	kinds   map[string]*Kind
	folders []string // of each place
	kabkota []string // the slug and a slash of the kabupaten or kota at or above each place
}

func (in *Input) mapped() mapped {
	m := mapped{map[string]*Kind{}, make([]string, len(in.Places)), make([]string, len(in.Places))}
	for i := range in.Kinds {
		m.kinds[in.Kinds[i].Code] = &in.Kinds[i]
	}
	for i, p := range in.Places { // those above come before
		above, kab := AreaFolder, ""
		if p.Parent >= 0 {
			above, kab = m.folders[p.Parent], m.kabkota[p.Parent]
		}
		if k := m.kinds[p.Kind]; k != nil && k.Kabkota {
			kab = p.Slug + "/"
		}
		m.folders[i], m.kabkota[i] = above+p.Slug+"/", kab
	}
	return m
}

// line tells the address only where the script cannot make it.
func (m mapped) line(n *Name, slug string) string {
	path := n.Path
	if path == m.usual(n, slug) {
		path = ""
	}
	return line(n.Name, n.Kind, number(n.Place), n.Mid, path)
}

// usual makes the address that a name has where no other name stood in its way; the script does the same.
func (m mapped) usual(n *Name, own string) string {
	k := m.kinds[n.Kind]
	if k == nil {
		return ""
	}
	mid, kab, place := slug(n.Mid), "", AreaFolder
	if mid != "" {
		mid += "/"
	}
	if n.Place >= 0 {
		kab, place = m.kabkota[n.Place], m.folders[n.Place]
	}
	var b strings.Builder
	rest := k.Address
	for rest != "" {
		before, after, _ := strings.Cut(rest, "{")
		b.WriteString(before)
		name, left, _ := strings.Cut(after, "}")
		switch name {
		case "name":
			b.WriteString(own)
		case "place":
			b.WriteString(place)
		case "mid":
			b.WriteString(mid)
		case "kab":
			b.WriteString(kab)
		}
		rest = left
	}
	return b.String()
}
