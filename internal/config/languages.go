package config

import (
	"maps"
	"slices"
	"strconv"
)

// spoken are the languages that the program has words for.
var spoken = []string{"id", "en"}

// languages gives the language of the root and the further ones. A site says
// "language: id", or "languages: [id, en]" with the one of the root first.
func (c *checker) languages(r raw) (root string, others []string) {
	root = c.choice(r.Language, Default().Language, spoken, "language")
	for i, lang := range r.Languages {
		known := c.choice(lang, "", spoken, "languages", strconv.Itoa(i))
		switch {
		case known == "":
		case i == 0 && (r.Language == "" || r.Language == known):
			root = known
		case known == root || slices.Contains(others, known):
			c.ps.Error(c.y.Pos("languages", strconv.Itoa(i)), "repeated-language", "value", lang)
		default:
			others = append(others, known)
		}
	}
	return root, others
}

func (c *checker) translations(given map[string]Translation, others []string) map[string]Translation {
	for _, lang := range slices.Sorted(maps.Keys(given)) {
		if !slices.Contains(others, lang) {
			c.ps.Warn(c.y.Pos("translations", lang), "unspoken-language", "value", lang)
		}
	}
	return given
}
