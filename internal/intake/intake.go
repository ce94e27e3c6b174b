// Package intake takes a file from the office into a site: it finds the file,
// has a mapping proposed for it, tries the mapping on the site's own data, and
// writes it into site.yaml.
//
// What a table seems to be is found by mapping, and whether figures are right by
// dataset; here is only what lies between them and the disk. Nothing is written
// before [Look.Write], and that writes nothing unless what is written will be read.
package intake

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"terang/internal/config"
	"terang/internal/dataset"
	"terang/internal/health"
	"terang/internal/mapping"
	"terang/internal/sheet"
	"terang/internal/source"
)

// Options say which file to look at, and what is known of it.
type Options struct {
	Dir  string      // of the site
	File string      // as it was given: from here, or from the site's folder
	Set  []string    // settings of the mapping that are known, "columns.area=Kode Desa"
	Date health.Date // the day that later periods lie after
	Lang string      // of the comments in the proposal, "id" or "en"
}

// Look is a file that was looked at.
type Look struct {
	Target    string // where it lies in the site, or shall lie: "data/raw/ht.xlsx"
	Outside   bool   // it does not lie in data/ yet
	Entry     string // for site.yaml: sources with the one entry that is proposed, and its comments
	Questions []mapping.Question
	Rows      []Row               // the first observations, as they would be read
	Made      int                 // how many there are in all
	Account   dataset.FileAccount // of the rows of the file
	LeftOut   []dataset.LeftOut   // of these, by rule
	Tried     bool                // the account is of a trial with all checks; it waits for the answers
	Problems  source.Problems

	root    *os.Root
	view    fs.FS // the site with the file in its place
	from    string
	cfg     config.Site
	date    health.Date
	src     config.Source
	item    string // the entry
	already bool   // the same file lies at Target
}

// Row is an observation for people to look at.
type Row struct {
	Period, Indicator      string
	Code, Area             string // of whom it is; Area is the name, empty where the code is not known
	Numerator, Denominator string
}

// How many observations are shown, and how many answers to a question.
const (
	shownRows    = 5
	shownChoices = 30
	choicesLine  = 90
)

// Open looks at a file. The problems in Look are those of the file; err is of the
// machine or of the way in which it was asked.
func Open(o Options) (*Look, error) {
	root, err := os.OpenRoot(o.Dir)
	if err != nil {
		return nil, fmt.Errorf("site folder: %w", err)
	}
	l := &Look{root: root, date: o.Date}
	if err := l.find(o); err != nil {
		l.Close()
		return nil, err
	}
	l.look(o)
	return l, nil
}

// Close lets go of the site's folder.
func (l *Look) Close() { _ = l.root.Close() }

// find finds the file, and its place in the site.
func (l *Look) find(o Options) error {
	file, err := filepath.Abs(o.File)
	if err != nil {
		return fmt.Errorf("%s: %w", o.File, err)
	}
	dir, err := filepath.Abs(o.Dir)
	if err != nil {
		return fmt.Errorf("%s: %w", o.Dir, err)
	}
	if _, err := os.Stat(file); errors.Is(err, fs.ErrNotExist) {
		if within := filepath.Join(dir, o.File); within != file {
			if _, err := os.Stat(within); err == nil {
				file = within
			}
		}
	}
	info, err := os.Stat(file)
	switch {
	case err != nil:
		return fmt.Errorf("%s: %w", o.File, errors.Unwrap(err))
	case !info.Mode().IsRegular():
		return fmt.Errorf("%s: no file", o.File)
	}
	l.from = file
	rel, err := filepath.Rel(dir, file)
	rel = filepath.ToSlash(rel)
	if err == nil && strings.HasPrefix(rel, "data/") && fs.ValidPath(rel) {
		l.Target, l.view = rel, l.root.FS()
		return nil
	}
	l.Outside, l.Target = true, path.Join("data/raw", filepath.Base(file))
	l.view = placed{l.root.FS(), l.Target, os.DirFS(filepath.Dir(file)), filepath.Base(file)}
	l.already = same(l.root.FS(), l.Target, file)
	return nil
}

// placed is the site with one file of another folder in its place.
type placed struct {
	fs.FS
	target string
	other  fs.FS
	name   string
}

func (p placed) Open(name string) (fs.File, error) {
	if name == p.target {
		return p.other.Open(p.name)
	}
	return p.FS.Open(name)
}

// look reads the file and proposes a mapping.
func (l *Look) look(o Options) {
	l.cfg, l.Problems = config.Read(l.view)
	given, told := l.given(o.Set)
	if l.Problems.HasErrors() {
		return
	}
	book, ok := l.read(given)
	if !ok {
		return
	}
	var second *sheet.Book
	if given.Join != nil {
		if second, ok = l.read(*given.Join); !ok {
			return
		}
	}
	register, indicators, ps := dataset.Registers(l.view, l.cfg)
	if ps.HasErrors() {
		l.Problems = append(l.Problems, ps...)
		return
	}
	p := mapping.Propose(book, second, given, told, mapping.Known{Register: register, Indicators: indicators})
	if p.Table == nil {
		l.Problems.Error(source.Pos{File: l.Target}, "no-table")
		return
	}
	l.src, l.Questions = p.Source, p.Questions
	l.item = source.PrintYAML(p.Source, comments(p, o.Lang))
	l.Entry = source.ListYAML("sources", l.item)
	l.preview(mapping.Map(mapping.Input{Book: book, Source: p.Source, Pos: source.Pos{File: config.File}}, second, register), register)
	if len(l.Questions) == 0 {
		l.try()
	}
}

// given makes a mapping of the settings that are known, and lists them.
func (l *Look) given(set []string) (src config.Source, told []string) {
	for _, s := range set {
		key, value, _ := strings.Cut(s, "=")
		l.Problems = append(l.Problems, source.SetYAML(&src, key, value, source.Pos{File: "--set " + s})...)
		told = append(told, key)
	}
	src.File = l.Target
	return src, told
}

// read reads a file of the site, and stops at one that holds persons.
func (l *Look) read(s config.Source) (*sheet.Book, bool) {
	book, ps := sheet.Read(l.view, path.Clean(s.File), dataset.ReadingOf(s))
	l.Problems = append(l.Problems, ps...)
	if len(book.Tables) == 0 {
		if !ps.HasErrors() {
			l.Problems.Error(source.Pos{File: s.File}, "no-table")
		}
		return book, false
	}
	if persons := dataset.Persons(book); persons.HasErrors() {
		l.Problems = persons
		return book, false
	}
	return book, true
}

// comments puts reasons and questions beside the settings they belong to.
func comments(p *mapping.Proposal, lang string) map[string][]string {
	lines := map[string][]string{}
	for key, notes := range p.Notes {
		for _, n := range notes {
			lines[key] = append(lines[key], n.Text(lang))
		}
	}
	for _, q := range p.Questions {
		lines[q.Key] = append(lines[q.Key], "? "+q.Ask.Text(lang))
		lines[q.Key] = append(lines[q.Key], choices(q.Choices)...)
	}
	return lines
}

// choices writes the answers to a question, several on a line.
func choices(all []string) []string {
	var lines []string
	line := ""
	for i, c := range all {
		if i == shownChoices {
			line += " | … +" + strconv.Itoa(len(all)-i)
			break
		}
		if r := []rune(c); len(r) > choicesLine {
			c = string(r[:choicesLine]) + "…"
		}
		if line != "" && len(line)+len(c) > choicesLine {
			lines, line = append(lines, "    "+line), ""
		}
		if line != "" {
			line += " | "
		}
		line += c
	}
	if line != "" {
		lines = append(lines, "    "+line)
	}
	return lines
}

// preview keeps the first observations.
func (l *Look) preview(res *mapping.Result, register *health.Register) {
	l.Made = len(res.Rows)
	for i := range res.Rows[:min(len(res.Rows), shownRows)] {
		c := &res.Rows[i].Cells
		r := Row{c[mapping.Period], c[mapping.Indicator], c[mapping.Area], "", c[mapping.Numerator], c[mapping.Denominator]}
		u, known := register.UnitOf(r.Code)
		if dotted, ok := config.Dotted(r.Code); ok && !known {
			u, known = register.UnitOf(dotted)
		}
		if known {
			r.Code, r.Area = register.Code(u), register.Name(u)
		}
		l.Rows = append(l.Rows, r)
	}
	l.Account = dataset.FileAccount{Name: l.Target, Rows: len(res.Fates)}
	for _, rule := range res.Fates {
		switch rule {
		case mapping.Taken:
			l.Account.Used++
		case mapping.Refused:
			l.Account.Refused++
		default:
			l.Account.Skipped++
		}
	}
}

// try reads the whole site with the mapping and without it. The problems are those
// that come with it.
func (l *Look) try() {
	with := l.cfg
	with.Sources = append(slices.Clone(l.cfg.Sources), l.src)
	opt := dataset.Options{Date: l.date}
	data, after := dataset.Read(l.view, with, opt)
	if len(after) > 0 {
		_, before := dataset.Read(l.root.FS(), l.cfg, opt)
		after = without(after, before)
	}
	l.Problems = append(l.Problems, after...)
	l.Tried = true
	for _, a := range data.Files {
		if a.Name == l.Target {
			l.Account = a
		}
	}
	for _, left := range data.LeftOut {
		if left.File == l.Target {
			l.LeftOut = append(l.LeftOut, left)
		}
	}
}

// without leaves out the problems that were there before.
func without(after, before source.Problems) source.Problems {
	key := func(p source.Problem) string {
		return p.Pos.String() + "\x1f" + string(p.Code) + "\x1f" + strings.Join(p.Args, "\x1f")
	}
	old := map[string]bool{}
	for _, p := range before {
		old[key(p)] = true
	}
	return slices.DeleteFunc(after, func(p source.Problem) bool { return old[key(p)] })
}
