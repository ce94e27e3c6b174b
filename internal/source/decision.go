package source

import (
	_ "embed"
	"maps"
	"slices"
	"sync"

	"go.yaml.in/yaml/v3"
)

//go:embed decisions.yaml
var decisionsYAML []byte

// Choice names a kind of decision, in kebab case: "delimiter-found".
type Choice string

// Decision is something that was settled while reading and could have gone
// another way: which sign stands between the cells, which row is the heading.
// Args are name, value, name, value … as those of a [Problem].
type Decision struct {
	Pos    Pos
	Choice Choice
	Args   []string
}

// decisions reads decisions.yaml once, as messages does with its file.
var decisions = sync.OnceValue(func() map[Choice]words {
	all := map[Choice]words{}
	if err := yaml.Unmarshal(decisionsYAML, &all); err != nil {
		return map[Choice]words{}
	}
	return all
})

// Text says what was decided and why, in "id" or "en", on one line.
func (d Decision) Text(lang string) string {
	says, ok := decisions()[d.Choice]
	if !ok {
		return string(d.Choice)
	}
	text, _ := fill(says.in(lang), d.Args)
	return text
}

// Choices lists every kind of decision, sorted.
func Choices() []Choice { return slices.Sorted(maps.Keys(decisions())) }
