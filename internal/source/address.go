package source

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Address is an address of the web, and where somebody wrote it.
type Address struct {
	URL string
	Pos Pos
}

// IsWeb says whether a text is an address of the web.
func IsWeb(text string) bool {
	lower := strings.ToLower(text)
	return (strings.HasPrefix(lower, "http://") || strings.HasPrefix(lower, "https://")) && !strings.ContainsAny(text, " \t\n")
}

// Addresses lists the values that are addresses of the web, in order, but for those below
// some keys of the document.
func (y *YAML) Addresses(except ...string) []Address {
	var list []Address
	var walk func(n *yaml.Node, depth int)
	walk = func(n *yaml.Node, depth int) {
		if n.Kind == yaml.ScalarNode && IsWeb(n.Value) {
			list = append(list, Address{n.Value, y.at(n)})
		}
		for i, c := range n.Content {
			if n.Kind == yaml.MappingNode && (i%2 == 0 || depth == 0 && slices.Contains(except, n.Content[i-1].Value)) {
				continue
			}
			walk(c, depth+1)
		}
	}
	if y.root != nil {
		walk(y.root, 0)
	}
	return list
}
