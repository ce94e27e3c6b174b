package config

import (
	_ "embed"
	"maps"
	"slices"
	"strings"

	"terang/internal/source"
)

//go:embed aliases.yaml
var aliasesYAML []byte

// searchWords lays a site's own search words over the built-in ones. A word without
// a meaning takes a built-in one away.
func searchWords(own Search) Search {
	all := map[string]string{}
	y, _ := source.ParseYAML("aliases.yaml", 1, aliasesYAML)
	_ = y.Decode(&all) // a test holds that it is in order
	return Search{Aliases: overlaid(all, own.Aliases)}
}

// writing lays a site's own words to avoid over the built-in ones, likewise.
func writing(own Writing) Writing {
	return Writing{Avoid: overlaid(map[string]string{
		"orang gila":       "orang dengan gangguan jiwa",
		"penyandang cacat": "penyandang disabilitas",
		"penderita HIV":    "orang dengan HIV",
		"pengidap HIV":     "orang dengan HIV",
		"penderita AIDS":   "orang dengan HIV",
	}, own.Avoid)}
}

func overlaid(all, own map[string]string) map[string]string {
	for _, word := range slices.Sorted(maps.Keys(own)) {
		maps.DeleteFunc(all, func(known, _ string) bool { return strings.EqualFold(known, word) })
		if meant := strings.TrimSpace(own[word]); meant != "" {
			all[word] = meant
		}
	}
	return all
}
