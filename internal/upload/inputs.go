package upload

import (
	"path"
	"slices"
	"strings"
)

// Inputs names what a site is made from among what stands on a host, but for what terang has put there. It may lie
// at any depth: a repository can hold a site's folder below others.
func Inputs(there []Standing, noted State) []string {
	var found []string
	for _, s := range there {
		if _, ours := noted[s.Path]; !ours && isInput(s.Path) {
			found = append(found, s.Path)
		}
	}
	slices.Sort(found)
	return found
}

// isInput knows the settings, the reported counts, and the answers of databases. What is looked at may itself be data/.
func isInput(name string) bool {
	name = "/" + strings.ToLower(strings.TrimSuffix(name, "/")) + "/"
	return path.Base(name) == "site.yaml" || strings.Contains(name, "/data/observations/") || strings.HasPrefix(name, "/observations/") || strings.Contains(name, "/.terang/")
}
