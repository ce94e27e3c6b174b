// Package themes carries the default theme inside the program, so that the one
// binary works without a themes folder beside it.
package themes

import (
	"embed"
	"io/fs"
)

// The bundle of the charting library is built, not committed. Without it the
// folder is embedded all the same and pages keep their static charts.
//
//go:embed all:default
var files embed.FS

// The same holds for the script of the page on which staff edit texts.
//
//go:embed editor
var editor embed.FS

// EditorScript gives that script; nil where the program was built without it.
func EditorScript() []byte {
	body, err := editor.ReadFile("editor/sveltia-cms.js")
	if err != nil {
		return nil
	}
	return body
}

// Default gives the files of the default theme: layouts, partials, assets, i18n.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		return files // "default" is a valid path, so this is never reached
	}
	return sub
}
