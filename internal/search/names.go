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
	kinds, kindWords := map[string]Kind{}, map[string][]string{}
	for _, k := range in.Kinds {
		kinds[k.Code], kindWords[k.Code] = k, k.tokens()
	}
	var list []keyed
	for i := range in.Names {
		n := &in.Names[i]
		own := telling(Tokens(n.Name), kindWords[n.Kind])
		line := in.line(n, kinds[n.Kind])
		for at, w := range own {
			spelling.add(w)
			if at > 0 && (at >= mostWords || utf8.RuneCountInString(w) < 2 || w[0] >= '0' && w[0] <= '9') {
				continue
			}
			list = append(list, keyed{strings.Join(append(slices.Clone(own[at:]), own[:at]...), " "), line})
		}
	}
	return divide(list)
}

// tokens are the words that stand for the kind itself.
func (k Kind) tokens() []string { return Tokens(k.Label + " " + k.Words) }

// telling drops the words for its kind from a name, unless nothing else is in it.
func telling(name, kind []string) []string {
	rest := slices.DeleteFunc(slices.Clone(name), func(w string) bool { return slices.Contains(kind, w) })
	if len(rest) == 0 {
		return name
	}
	return rest
}

// line tells the address only where the script cannot make it.
func (in *Input) line(n *Name, k Kind) string {
	path := n.Path
	if path == in.usual(n, k) {
		path = ""
	}
	return line(n.Name, n.Kind, number(n.Place), n.Mid, path)
}

// usual makes the address that a name has where no other name stood in its way; the script does the same.
func (in *Input) usual(n *Name, k Kind) string {
	mid, kab := slug(n.Mid), ""
	if mid != "" {
		mid += "/"
	}
	for at := n.Place; at >= 0 && kab == ""; at = in.Places[at].Parent {
		if in.kind(in.Places[at].Kind).Kabkota {
			kab = in.Places[at].Slug + "/"
		}
	}
	return strings.NewReplacer("{name}", slug(n.Name), "{place}", in.folder(n.Place), "{mid}", mid, "{kab}", kab).Replace(k.Address)
}

func (in *Input) folder(place int) string {
	if place < 0 {
		return AreaFolder
	}
	return in.folder(in.Places[place].Parent) + in.Places[place].Slug + "/"
}

func (in *Input) kind(code string) Kind {
	i := slices.IndexFunc(in.Kinds, func(k Kind) bool { return k.Code == code })
	if i < 0 {
		return Kind{Code: code}
	}
	return in.Kinds[i]
}
