package attack

import (
	"strings"

	"golang.org/x/net/html"
)

// palette finds what the colours of a drawing stand for: each is what most of the
// shapes are on the page that have it.
type palette struct{ twins []twin }

// twin is something coloured, and the class that it has on the page.
type twin struct {
	n           *html.Node
	class, fill string
}

func (p *palette) add(n *html.Node, class, fill string) {
	if fill == "none" {
		fill = ""
	}
	p.twins = append(p.twins, twin{n, class, fill})
}

// settle gives everything its class. What has a colour that means something, and is
// not what the page has there, is of the class of that colour.
func (p *palette) settle() {
	means, looks := map[string]map[string]int{}, map[string]map[string]int{}
	count := func(in map[string]map[string]int, a, b string) {
		if in[a] == nil {
			in[a] = map[string]int{}
		}
		in[a][b]++
	}
	for _, t := range p.twins {
		if t.class != "" && t.fill != "" {
			count(means, t.fill, t.class)
			count(looks, t.class, t.fill)
		}
	}
	for _, t := range p.twins {
		class := t.class
		switch most := commonest(means[t.fill]); {
		case t.fill == "" && t.n.Data == "td":
			class = ""
		case most != class && tellsStep(most):
			class = most
		case class == "" && t.fill == "" && t.n.Data == "path":
			class = "series"
		case t.fill != "" && (class == "" || !tellsStep(class) && commonest(looks[class]) != t.fill):
			class = "calm" // a colour that stands for nothing else tells something too
		}
		set(t.n, "class", class)
	}
}

// commonest gives what was counted most often, of several nothing.
func commonest(counts map[string]int) string {
	best, most := "", 0
	for what, n := range counts {
		switch {
		case n > most:
			best, most = what, n
		case n == most:
			best = ""
		}
	}
	return best
}

// tellsStep says whether a class is of a step of a scale or of a standing.
func tellsStep(class string) bool {
	for c := range strings.FieldsSeq(class) {
		if isAny(c, "good near bad q1 q2 q3 q4 q5") {
			return true
		}
	}
	return false
}
