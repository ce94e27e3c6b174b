package dataset

import (
	"io/fs"
	"path"
	"strings"

	"terang/internal/source"
)

// dataFolder is where all of the office's tables lie.
const dataFolder = "data"

// readFiles are the tables that lie in the folder itself.
func (r *reader) readFiles() []string {
	files := []string{
		regionsFile, facilitiesFile, indicatorsFile, qualityFile, agreementsFile, commitmentsFile, meetingsFile, scoresFile, budgetFile, quotedFile, revisionsFile,
	}
	for _, lang := range r.cfg.Others {
		files = append(files, wordsFile(lang))
	}
	return files
}

// tellUnused warns of tables in data/ that nothing reads, so that nobody waits
// for figures that will not come. A name that begins with "_" says that it is
// meant so.
func (r *reader) tellUnused() {
	entries, err := fs.ReadDir(r.root, dataFolder)
	if err != nil {
		return // what is needed of the folder is told where it is missed
	}
	known := r.readFiles()
	for _, e := range entries {
		file := path.Join(dataFolder, e.Name())
		isTable := strings.EqualFold(path.Ext(file), ".csv") && !strings.ContainsAny(e.Name()[:1], "_.~")
		if e.IsDir() || !isTable || r.reads(file) {
			continue
		}
		near, _ := source.Nearest(file, known)
		r.ps.Warn(source.Pos{File: file}, "unused-file", "near", near, "known", strings.Join(known, ", "))
	}
}

// reads says whether a table of data/ is read under that name, or under one that
// the machine does not tell from it, as Regions.csv from regions.csv on Windows.
func (r *reader) reads(file string) bool {
	for _, known := range r.readFiles() {
		if file == known {
			return true
		}
		if strings.EqualFold(file, known) {
			_, err := fs.Stat(r.root, known)
			return err == nil
		}
	}
	for _, s := range r.cfg.Sources {
		if strings.EqualFold(path.Clean(s.File), file) || s.Join != nil && strings.EqualFold(path.Clean(s.Join.File), file) {
			return true
		}
	}
	return false
}
