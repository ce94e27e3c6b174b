package theme

import (
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"terang/internal/source"
)

// A file is one file of a theme with the place it is reported at.
type file struct {
	shown string // "themes/default/partials/lead.html"
	body  []byte
}

// longest is how many bytes a file of a theme may have.
const longest = 32 << 20

// layer reads all files of a folder by their path within it. Hidden files are
// left out. shown is the folder's name in messages.
func layer(fsys fs.FS, dir, shown string, ps *source.Problems) map[string]file {
	files := map[string]file{}
	err := fs.WalkDir(fsys, dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		hidden := strings.HasPrefix(d.Name(), ".") && name != dir
		switch {
		case hidden && d.IsDir():
			return fs.SkipDir
		case hidden || d.IsDir():
			return nil
		}
		body, err := source.ReadFile(fsys, name, longest, ps)
		if err != nil {
			return nil // told
		}
		within := strings.TrimPrefix(strings.TrimPrefix(name, dir), "/")
		if dir == "." {
			within = name
		}
		files[within] = file{shown: path.Join(shown, within), body: body}
		return nil
	})
	if err != nil {
		ps.Error(source.Pos{File: shown}, "unreadable-file", "reason", err.Error())
	}
	return files
}

// ownLayer reads the site's own theme. A site without one uses the default.
func ownLayer(root fs.FS, name string, ps *source.Problems) map[string]file {
	dir := "themes/" + name
	if !fs.ValidPath(dir) || strings.Contains(name, "/") {
		ps.Error(source.Pos{File: "site.yaml"}, "unknown-theme", "name", name, "known", knownThemes(root))
		return nil
	}
	if info, err := fs.Stat(root, dir); err != nil || !info.IsDir() {
		if name != DefaultName {
			ps.Error(source.Pos{File: "site.yaml"}, "unknown-theme", "name", name, "known", knownThemes(root))
		}
		return nil
	}
	return layer(root, dir, dir, ps)
}

func knownThemes(root fs.FS) string {
	known := []string{DefaultName}
	entries, err := fs.ReadDir(root, "themes")
	if err != nil {
		return DefaultName // a site need not have the folder
	}
	for _, e := range entries {
		if e.IsDir() && e.Name() != DefaultName {
			known = append(known, e.Name())
		}
	}
	slices.Sort(known)
	return strings.Join(known, ", ")
}

// overlay puts the files of own over those of base.
func overlay(base, own map[string]file) map[string]file {
	all := maps.Clone(base)
	maps.Copy(all, own)
	return all
}

// sortedPaths lists the paths of files below a folder, in order.
func sortedPaths(files map[string]file, folder string) []string {
	var paths []string
	for p := range files {
		if strings.HasPrefix(p, folder) {
			paths = append(paths, p)
		}
	}
	slices.Sort(paths)
	return paths
}
