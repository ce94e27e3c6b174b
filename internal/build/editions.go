package build

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"terang/internal/edition"
	"terang/internal/opendata"
	"terang/internal/site"
	"terang/internal/source"
)

// writeEditions copies the editions as they are. Each file is held against its digest once more.
func (s *made) writeEditions(write writeFunc) error {
	for _, e := range s.editions {
		for _, f := range e.All() {
			body, err := e.Body(s.root.FS(), f)
			if err == nil {
				err = write(e.Address(f), body)
			}
			if err != nil {
				return fmt.Errorf("edition %s: %w", e.Name, err)
			}
		}
	}
	return nil
}

// against warns of what the editions tell that the site would not tell any more.
func (s *made) against(root fs.FS) (ps source.Problems) {
	for i := range s.editions {
		e := &s.editions[i]
		folder := source.Pos{File: path.Join(edition.Folder, e.Name)}
		sub, err := s.revealed(root, e)
		var rules map[string]edition.Rule
		if err == nil {
			rules, err = e.Rules(root)
		}
		if err != nil { // the digests hold, so that somebody has made others
			ps.Error(folder, "edition-altered")
			continue
		}
		if len(sub.few) > 0 {
			ps.Warn(folder, "edition-few", "name", e.Name, "n", fmt.Sprint(len(sub.few)), "of", some(sub.few))
		}
		if len(sub.hidden) > 0 {
			ps.Warn(folder, "edition-hidden", "name", e.Name, "n", fmt.Sprint(len(sub.hidden)), "of", some(sub.hidden))
		}
		if len(sub.shown) > 0 {
			ps.Warn(folder, "edition-shown", "name", e.Name, "n", fmt.Sprint(len(sub.shown)), "of", some(sub.shown))
		}
		var laxer []string
		for i, ind := range s.data.Indicators {
			rule, said := rules[ind.Code]
			if now := s.tables().Least(i); said && (rule.Least < now || rule.RoundTo < s.cfg.Disclosure.RoundTo) {
				laxer = append(laxer, ind.Code)
			}
		}
		if len(laxer) > 0 {
			ps.Warn(folder, "edition-threshold", "name", e.Name, "of", some(laxer))
		}
	}
	return ps
}

// some names the first few of a list.
func some(names []string) string {
	const most = 5
	if len(names) <= most {
		return strings.Join(names, ", ")
	}
	return strings.Join(names[:most], ", ") + ", …"
}

// shownEditions tells pages of the editions.
func shownEditions(list []edition.Edition) (told []site.Edition) {
	for _, e := range list {
		file := func(f edition.File) site.EditionFile {
			return site.EditionFile{Name: f.Name, Href: e.Address(f), Size: size(int(f.Size)), Sum: f.Sum}
		}
		of := site.Edition{Name: e.Name, Through: e.Through, Size: size(int(e.Bytes())), Sums: file(e.Sums)}
		for _, f := range e.Files {
			of.Files = append(of.Files, file(f))
		}
		told = append(told, of)
	}
	return told
}

// cataloguedEditions tells the catalogue of the editions, the oldest name first.
func cataloguedEditions(list []edition.Edition) (told []opendata.Edition) {
	for _, e := range list {
		of := opendata.Edition{Name: e.Name, From: e.From, Through: e.Through}
		for _, f := range e.Files {
			of.Files = append(of.Files, opendata.EditionFile{Path: e.Address(f), Bytes: f.Size, SHA256: f.Sum})
		}
		told = append(told, of)
	}
	slices.SortFunc(told, func(a, b opendata.Edition) int { return cmp.Compare(a.Name, b.Name) })
	return told
}
