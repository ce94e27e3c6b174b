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
	for _, typed := range slices.Sorted(maps.Keys(own.Aliases)) {
		maps.DeleteFunc(all, func(known, _ string) bool { return strings.EqualFold(known, typed) })
		if meant := strings.TrimSpace(own.Aliases[typed]); meant != "" {
			all[typed] = meant
		}
	}
	return Search{Aliases: all}
}
