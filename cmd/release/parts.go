package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/google/licensecheck"
)

// part is something of others that is in the program.
type part struct {
	kind     kind
	name     string
	version  string
	licences []string // SPDX names, sorted; all of them hold
	texts    []string // of the licences, and notices that must be passed on
}

type kind int

const (
	module    kind = iota // of Go, linked
	bundled               // from npm, in a file that the program carries
	inEditor              // from npm, in the file of the editor as its makers bundled it
	converted             // made into another form by us
)

// allowed are the licences that a part may have: each lets a program under the Apache License carry it.
var allowed = []string{"0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0", "OFL-1.1", "WTFPL"}

// gather finds all parts from the top of the repository, sorted. A part whose licence is unknown or not allowed is an error.
func gather(top string) ([]part, error) {
	goParts, err := modules(top)
	if err != nil {
		return nil, err
	}
	npmParts, err := npm(top)
	if err != nil {
		return nil, err
	}
	webp, err := ofFiles(part{kind: converted, name: "libwebp", version: "1.6.0"}, os.DirFS(filepath.Join(top, "internal/photo/webp")), ".")
	if err != nil {
		return nil, err
	}
	parts := append(slices.Concat(goParts, npmParts), webp)
	slices.SortFunc(parts, func(a, b part) int { return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.name, b.name)) })
	return parts, nil
}

// licenceFile names files that hold a licence, or a notice that goes with one.
var licenceFile = regexp.MustCompile(`(?i)^(licen[cs]e|copying|unlicense|notice|patents)([-_.][^/]*)?$`)

// notAsked are files that need not be a licence that is known.
var notAsked = regexp.MustCompile(`(?i)^(notice|patents)`)

// ofFiles adds to a part what the licence files in a folder say.
func ofFiles(p part, root fs.FS, folders ...string) (part, error) {
	for _, folder := range folders {
		entries, err := fs.ReadDir(root, folder)
		if err != nil {
			return p, err
		}
		for _, e := range entries {
			if e.IsDir() || !licenceFile.MatchString(e.Name()) {
				continue
			}
			text, err := fs.ReadFile(root, path.Join(folder, e.Name()))
			if err != nil {
				return p, err
			}
			if err := p.add(string(text), notAsked.MatchString(e.Name())); err != nil {
				return p, err
			}
		}
	}
	return p, p.judged()
}

// known is how many percent of a text must be those of licences.
const known = 60

// add takes the text of a licence, or of a notice.
func (p *part) add(text string, notice bool) error {
	text = strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))
	if !slices.Contains(p.texts, text) {
		p.texts = append(p.texts, text)
	}
	if notice {
		return nil
	}
	found := licensecheck.Scan([]byte(text))
	if found.Percent < known || len(found.Match) == 0 {
		return fmt.Errorf("%s %s: a licence that is not known (%.0f %% of its text are): read it, and if it is right, say so here:\n%s", p.name, p.version, found.Percent, text)
	}
	for _, m := range found.Match {
		if !m.IsURL {
			p.licences = append(p.licences, m.ID)
		}
	}
	return nil
}

// judged demands that a part has licences, and only such as are allowed.
func (p *part) judged() error {
	slices.Sort(p.licences)
	p.licences = slices.Compact(p.licences)
	if len(p.licences) == 0 {
		return fmt.Errorf("%s %s has no licence", p.name, p.version)
	}
	for _, l := range p.licences {
		if !slices.Contains(allowed, l) {
			return fmt.Errorf("%s %s has the licence %s, which is none of %s", p.name, p.version, l, strings.Join(allowed, ", "))
		}
	}
	return nil
}

// npm finds what comes from npm: what the bundled files are made of, and what the editor's makers put into its file.
func npm(top string) ([]part, error) {
	versions, err := direct(top)
	if err != nil {
		return nil, err
	}
	var parts []part
	for name, version := range versions {
		p, err := ofFiles(part{kind: bundled, name: name, version: version}, os.DirFS(filepath.Join(top, "node_modules", name)), ".")
		if err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	inside, err := editorParts(top)
	return append(parts, inside...), err
}

const editorPackage = "@sveltia/cms"

// direct gives what is bundled from npm with its version: what package.json depends on, and what that does. What the
// editor depends on is in its file, as far as it is.
func direct(top string) (map[string]string, error) {
	var lock struct {
		Packages map[string]struct {
			Version      string            `json:"version"`
			Dependencies map[string]string `json:"dependencies"`
		} `json:"packages"`
	}
	if err := readJSON(filepath.Join(top, "package-lock.json"), &lock); err != nil {
		return nil, err
	}
	versions := map[string]string{}
	var visit func(name string)
	visit = func(name string) {
		if _, seen := versions[name]; seen {
			return
		}
		p := lock.Packages["node_modules/"+name]
		if versions[name] = p.Version; name == editorPackage {
			return
		}
		for next := range p.Dependencies {
			visit(next)
		}
	}
	for name := range lock.Packages[""].Dependencies {
		visit(name)
	}
	return versions, nil
}

var inStore = regexp.MustCompile(`/\.pnpm/[^/]*?@([0-9][^/_(]*)[^/]*/node_modules/((?:@[^/]+/)?[^/]+)/`)

// editorParts reads from the map of the editor's file what is in it. Their licences stand in editor/, as npm had them: a new
// version of the editor needs them anew.
func editorParts(top string) ([]part, error) {
	var made struct {
		Sources []string `json:"sources"`
	}
	if err := readJSON(filepath.Join(top, "node_modules", editorPackage, "dist/sveltia-cms.js.map"), &made); err != nil {
		return nil, err
	}
	var parts []part
	seen := map[string]bool{}
	for _, s := range made.Sources {
		m := inStore.FindStringSubmatch(s)
		if m == nil || seen[m[2]] || strings.HasPrefix(m[2], "@sveltia/") { // by the editor's own makers
			continue
		}
		seen[m[2]] = true
		p := part{kind: inEditor, name: m[2], version: m[1]}
		text, err := os.ReadFile(filepath.Join(top, "cmd/release/editor", p.name+"@"+p.version+".txt"))
		if err != nil {
			return nil, fmt.Errorf("the editor holds %s %s, of which no licence is kept: %w", p.name, p.version, err)
		}
		says, rest, _ := strings.Cut(string(text), "\n")
		p.licences = []string{says}
		if rest = strings.TrimSpace(rest); rest != "" {
			_ = p.add(rest, true)
			if found := licensecheck.Scan([]byte(rest)); found.Percent >= known && !slices.ContainsFunc(found.Match, func(m licensecheck.Match) bool { return m.ID == says }) {
				return nil, fmt.Errorf("%s %s says that it has the licence %s, and its text is another one's", p.name, p.version, says)
			}
		}
		if err := p.judged(); err != nil {
			return nil, err
		}
		parts = append(parts, p)
	}
	return parts, nil
}

func readJSON(name string, to any) error {
	text, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	return json.Unmarshal(text, to)
}
