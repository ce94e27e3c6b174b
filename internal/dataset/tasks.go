package dataset

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/source"
)

// task is a file of observations to read, and the mapping of it where site.yaml has one.
type task struct {
	file    string
	mapping *config.Source
	pos     source.Pos // of the mapping
}

// tableEndings are the endings of files that may hold a table.
var tableEndings = []string{".csv", ".tsv", ".txt", ".xlsx", ".xls", ".ods", ".json"}

// observationFiles lists the files: those of the folder by name, without those
// whose name begins with "_", then answers of databases, then those that site.yaml maps, in its order. Of two
// rows that say the same of one month the first counts.
func (r *reader) observationFiles() []task {
	mapped := map[string]bool{}
	for _, s := range r.cfg.Sources {
		mapped[path.Clean(s.File)] = true
		if s.Join != nil {
			mapped[path.Clean(s.Join.File)] = true
		}
	}
	var files []string
	entries, err := fs.ReadDir(r.root, observationsPath)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		r.ps.Error(source.Pos{File: observationsPath}, "unreadable-file", "reason", err.Error())
	}
	for _, e := range entries {
		file := path.Join(observationsPath, e.Name())
		if e.IsDir() || strings.ContainsAny(e.Name()[:1], "_.~") || mapped[file] {
			continue
		}
		if !slices.Contains(tableEndings, strings.ToLower(path.Ext(file))) {
			r.ps.Warn(source.Pos{File: file}, "not-read")
			continue
		}
		files = append(files, file)
	}
	slices.Sort(files)
	var tasks []task
	for _, f := range files {
		tasks = append(tasks, task{file: f})
	}
	for _, q := range r.cfg.Queries {
		if q.IsTable() {
			tasks = append(tasks, task{file: q.Answer()})
		}
	}
	for i := range r.cfg.Sources {
		s := &r.cfg.Sources[i]
		tasks = append(tasks, task{path.Clean(s.File), s, r.cfg.SourcePos(i)})
	}
	return tasks
}

// IsObserved says whether a file holds observations and nothing else: what comes of it
// reaches pages as figures, and as the names of the systems that they were drawn from.
func IsObserved(cfg config.Site, file string) bool {
	if strings.HasPrefix(file, observationsPath+"/") {
		return true
	}
	for _, q := range cfg.Queries {
		if q.Answer() == file {
			return q.IsObserved()
		}
	}
	r := reader{cfg: cfg}
	if slices.Contains(r.readFiles(), file) || strings.HasPrefix(file, boundariesPath+"/") {
		return false
	}
	for _, s := range cfg.Sources {
		if path.Clean(s.File) == file || s.Join != nil && path.Clean(s.Join.File) == file {
			return true
		}
	}
	return false
}
