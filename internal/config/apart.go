package config

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"terang/internal/source"
)

// inputs are, in a site's folder, what it is made from and what is known of it.
var inputs = []string{"data", "content", "themes", ".terang", ".git", File}

// usualOut is where a site is built, unless something else is asked for.
const usualOut = "public"

// Apart says whether what is written to a path stays clear of what the site in dir is made from, and of the same of
// any other site: it neither lies in it nor holds it. Links are followed.
func Apart(dir, to string) bool {
	for _, name := range append([]string{"."}, inputs...) {
		if own := filepath.Join(dir, name); LiesIn(own, to) || name != "." && LiesIn(to, own) {
			return false
		}
	}
	for at, below := resolved(to), ""; ; at, below = filepath.Dir(at), filepath.Base(at) {
		_, err := os.Stat(filepath.Join(at, File))
		if err == nil && (below == "" || slices.Contains(inputs, strings.ToLower(below))) {
			return false
		}
		if at == filepath.Dir(at) {
			return true
		}
	}
}

// Astray tells of hosts by which the site in dir would be published into what it is made from, or over what was built.
// Lines are not shown: there may be secrets in them.
func (s Site) Astray(dir string) (ps source.Problems) {
	for _, h := range s.Hosts {
		if h.Kind != HostFolder && h.Kind != HostZip {
			continue
		}
		if to := At(dir, h.Path); !Apart(dir, to) || LiesIn(to, filepath.Join(dir, usualOut)) {
			ps = append(ps, source.Problem{
				Pos: s.Pos("publish", h.Name, "path"), Code: "bad-host-folder", Severity: source.Error, Quiet: true, Args: []string{"value", h.Path},
			})
		}
	}
	return ps
}

// resolved gives a path from the root on, without links as far as it is there.
func resolved(name string) string {
	whole, err := filepath.Abs(name)
	if err != nil {
		return name
	}
	for at, rest := whole, ""; ; at, rest = filepath.Dir(at), filepath.Join(filepath.Base(at), rest) {
		if found, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(found, rest)
		}
		if at == filepath.Dir(at) {
			return whole
		}
	}
}

// LiesIn says whether a path is a folder or lies in it. Links are followed, and letters count as one whatever their case,
// as some systems have it.
func LiesIn(name, folder string) bool {
	const slash = string(filepath.Separator)
	name, folder = strings.ToLower(resolved(name)), strings.ToLower(resolved(folder))
	return strings.HasPrefix(name+slash, strings.TrimSuffix(folder, slash)+slash)
}

// At gives a path that is told from the site's folder.
func At(dir, name string) string {
	if filepath.IsAbs(name) {
		return filepath.Clean(name)
	}
	return filepath.Join(dir, filepath.FromSlash(name))
}
