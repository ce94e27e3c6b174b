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

// Default gives the files of the default theme: layouts, partials, assets, i18n.
func Default() fs.FS {
	sub, err := fs.Sub(files, "default")
	if err != nil {
		return files // "default" is a valid path, so this is never reached
	}
	return sub
}
