package attack

import (
	"context"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// read reads every file of an edition: first the data, which say what is hidden,
// then whatever people see.
func (w *world) read(ctx context.Context, e *edition, files fs.FS) error {
	var names []string
	err := fs.WalkDir(files, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		names = append(names, name)
		return ctx.Err()
	})
	if err != nil {
		return err
	}
	slices.Sort(names)
	var rest []string
	for _, kind := range []string{".json", ".csv", ".xlsx"} { // documents say who is who; tables rest on it
		for _, name := range names {
			if path.Ext(name) != kind {
				continue
			}
			body, err := fs.ReadFile(files, name)
			if err != nil {
				return err
			}
			switch {
			case kind == ".csv":
				e.readCSV(name, body)
			case kind == ".xlsx":
				e.readWorkbook(name, body)
			case e.readDocument(name, body):
				w.note(name)
			default:
				rest = append(rest, name)
			}
		}
	}
	e.settle()
	return w.readSeen(ctx, e, files, names, rest)
}

// note remembers which document is about which unit.
func (w *world) note(name string) {
	code := strings.TrimSuffix(path.Base(name), ".json")
	if w.portal.unit(code) != none {
		w.documents[code] = name
	}
}
