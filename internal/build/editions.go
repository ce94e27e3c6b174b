package build

import (
	"cmp"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"terang/internal/disclosure"
	"terang/internal/edition"
	"terang/internal/health"
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

// subtraction is what a reader can work out of people who are few, from an edition and from what is shown now.
type subtraction struct {
	few    []string // figures that differ by few people: by how many is told by no log of revisions
	hidden []string // figures of the same month that are hidden now; with what is shown of others, they may follow
}

// revealed holds an edition against the release.
func (s *made) revealed(root fs.FS, e edition.Edition) (sub subtraction, err error) {
	reg, r := s.data.Register, s.release
	at := map[string]int{}
	for i, ind := range s.data.Indicators {
		at[ind.Code] = i
	}
	err = e.Numbers(root, func(n edition.Number) {
		u, known := reg.UnitOf(n.Unit)
		i, measured := at[n.Indicator]
		if !known || !measured || reg.LevelOf(u) <= health.Kabkota { // whose numbers are always told
			return
		}
		figure := r.In(u, i, n.Month)
		name := n.Indicator + " " + reg.Name(u) + " " + n.Month.String()
		if !figure.Exact() {
			year, _ := s.data.Indicators[i].Place(n.Month)
			if figure.State() == health.Suppressed && !n.Last && n.Month == r.At(i, year) {
				sub.hidden = append(sub.hidden, name)
			}
			return
		}
		c := health.Correction{Period: n.Month, Unit: u, Indicator: i, Old: n.Amount, New: shownNow(figure)}
		if n.Last || !c.Old.Denominator.Known() || !c.New.Denominator.Known() { // beside the last one stands the sasaran of then
			c.Old.Denominator, c.New.Denominator = 0, 0
		}
		if c.Old != c.New && !r.Corrected(c) {
			sub.few = append(sub.few, name)
		}
	})
	return sub, err
}

func shownNow(f disclosure.Figure) (a health.Amount) {
	if n, ok := f.Numerator(); ok {
		a.Numerator = health.Count(n)
	}
	a.Denominator = health.Missing
	if d, ok := f.Denominator(); ok {
		a.Denominator = health.Count(d)
	}
	return a
}

// against warns of what the editions tell that the site would not tell any more.
func (s *made) against(root fs.FS) (ps source.Problems) {
	for _, e := range s.editions {
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
		of := opendata.Edition{Name: e.Name, Through: e.Through}
		for _, f := range e.Files {
			of.Files = append(of.Files, opendata.EditionFile{Path: e.Address(f), Bytes: f.Size, SHA256: f.Sum})
		}
		told = append(told, of)
	}
	slices.SortFunc(told, func(a, b opendata.Edition) int { return cmp.Compare(a.Name, b.Name) })
	return told
}
