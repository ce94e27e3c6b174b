package upload

import (
	"net/url"
	"slices"
	"strings"
)

// Idle lists the files that do nothing where the site will stand: those that are looked for at
// the root of an address only, and those that no server of the kind reads.
func Idle(files []File, address string, byObjects bool) []string {
	u, err := url.Parse(address)
	if err != nil {
		return nil
	}
	below := strings.Trim(u.Path, "/") != ""
	pages := strings.HasSuffix(u.Hostname(), ".github.io") || strings.HasSuffix(u.Hostname(), ".gitlab.io")
	var idle []string
	for _, f := range files {
		root := f.Path == "robots.txt" || f.Path == "_headers" || f.Path == "_redirects" || strings.HasPrefix(f.Path, ".well-known/")
		rules := slices.Contains([]string{"_headers", "_redirects", ".htaccess"}, f.Path)
		if below && root || (pages || byObjects) && rules {
			idle = append(idle, f.Path)
		}
	}
	return idle
}
