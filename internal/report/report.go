// Package report writes what a check found as one page that staff can open, print
// and send: how many faults stand in which files and what that means for the site,
// of each file what became of its rows, each problem with its place and what to
// do, and below them the pages that explain them in full.
//
// The page asks nothing of any other file or host, and runs nothing. It shows of
// the office's files the cells that a message names, as the other forms of a report
// do, and no line as a whole: it is sent to more people than a screen is.
package report

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strconv"
	"strings"
	"sync"

	"terang/internal/source"
)

// placesShown is how many places of one code are shown of a file before "and n more".
const placesShown = 20

// Input is what the page tells.
type Input struct {
	Lang     string // "id" or "en"
	Title    string // of the site; may be empty
	Date     string // the day that the site was checked for, as people write it
	Problems source.Problems
	Files    []File // in order of reading
}

// File is what became of the rows of a file.
type File struct {
	Name    string
	Account string   // rows read, used, refused …
	Rules   []string // by what rows were left out
}

var (
	//go:embed page.html
	pageHTML string
	//go:embed page.css
	pageCSS string
	//go:embed words.yaml
	wordsYAML []byte
)

// page is the template, read once; a test reads it, so a fault in it cannot reach a user.
var page = sync.OnceValues(func() (*template.Template, error) { return template.New("report").Parse(pageHTML) })

// Write writes the page. The error is that of w.
func Write(w io.Writer, in Input) error {
	t, err := page()
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := t.Execute(&b, viewOf(in)); err != nil {
		return fmt.Errorf("report: %w", err)
	}
	_, err = w.Write(b.Bytes())
	return err
}

// view is what the template shows.
type view struct {
	Words        map[string]string
	Lang, Title  string
	Style        template.CSS
	Policy       string // which style the browser may use: this one alone
	State        string // "error", "warning" or "good"
	Headline     string
	Lead         []string
	Date         string
	Files        []fileView // with problems
	Fine         []fileView
	Waived       []string
	Explanations []explanation
}

type fileView struct {
	ID, Name string
	Counts   string
	Account  []string
	Rules    []string
	Groups   []groupView
}

// groupView is what is told of one code in one file.
type groupView struct {
	Severity string // "error", "warning" or "note"
	Kind     string
	Code     string
	Items    []itemView
	Hints    []string // what all items say
	More     string   // how many more are not shown
	rest     int      // how many more were found of which no place is kept
}

type itemView struct {
	Place string
	Text  string
	Hints []string
}

func viewOf(in Input) view {
	say := wordsIn(in.Lang)
	sum := sha256.Sum256([]byte(pageCSS))
	v := view{
		Words: say, Lang: in.Lang, Title: in.Title, Date: in.Date, Style: template.CSS(pageCSS), //nolint:gosec // our own file
		Policy: "default-src 'none'; style-src 'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'; base-uri 'none'; form-action 'none'",
	}
	sorted := in.Problems.Standing()
	sorted.Sort()
	var names []string
	byFile := map[string]source.Problems{}
	for _, p := range sorted {
		if byFile[p.Pos.File] == nil {
			names = append(names, p.Pos.File)
		}
		byFile[p.Pos.File] = append(byFile[p.Pos.File], p)
	}
	slices.SortStableFunc(names, func(a, b string) int { return cmp.Compare(heaviest(byFile[a]), heaviest(byFile[b])) })
	for i, name := range names {
		f := say.file(in, name, byFile[name])
		f.ID = "f" + strconv.Itoa(i+1)
		v.Files = append(v.Files, f)
	}
	for _, f := range in.Files {
		if byFile[f.Name] == nil && !slices.ContainsFunc(v.Fine, func(known fileView) bool { return known.Name == shown(f.Name) }) {
			v.Fine = append(v.Fine, say.file(in, f.Name, nil))
		}
	}
	say.headline(&v, sorted)
	for _, p := range in.Problems.Waived() {
		v.Waived = append(v.Waived, fmt.Sprintf("%s: %s (%s)", p.Pos, p.Text(in.Lang), p.Reason))
	}
	v.Explanations = explanations(v.Files, in.Lang)
	return v
}

// file makes the part about one file; the account of a file that is read for two
// reasons has two lines.
func (say wording) file(in Input, name string, ps source.Problems) fileView {
	f := fileView{Name: shown(name), Counts: say.counts(ps)}
	for _, a := range in.Files {
		if a.Name == name {
			f.Account = append(f.Account, a.Account)
			f.Rules = append(f.Rules, a.Rules...)
		}
	}
	at := map[source.Code]int{}
	for _, p := range ps {
		i, known := at[p.Code]
		if !known {
			i = len(f.Groups)
			at[p.Code] = i
			f.Groups = append(f.Groups, groupView{Code: string(p.Code)})
		}
		g := &f.Groups[i]
		if g.Severity == "" || weight(p.Severity) < weightOf(g.Severity) {
			g.Severity, g.Kind = p.Severity.String(), say[p.Severity.String()]
		}
		g.rest += p.Rest
		g.Items = append(g.Items, itemView{say.place(p.Pos), p.Text(in.Lang), lines(p.Hint(in.Lang))})
	}
	slices.SortStableFunc(f.Groups, func(a, b groupView) int { return cmp.Compare(weightOf(a.Severity), weightOf(b.Severity)) })
	for i := range f.Groups {
		f.Groups[i].shorten(say)
	}
	return f
}

// shorten keeps the first places, and says once what all of them say.
func (g *groupView) shorten(say wording) {
	shown := g.Items[:min(len(g.Items), placesShown)]
	if n := len(g.Items) - len(shown) + g.rest; n > 0 {
		g.More = fmt.Sprintf(say["more"], n)
	}
	g.Items = shown
	for _, hint := range g.Items[0].Hints {
		if !slices.ContainsFunc(g.Items, func(i itemView) bool { return !slices.Contains(i.Hints, hint) }) {
			g.Hints = append(g.Hints, hint)
		}
	}
	for i := range g.Items {
		g.Items[i].Hints = slices.DeleteFunc(g.Items[i].Hints, func(hint string) bool { return slices.Contains(g.Hints, hint) })
	}
}

// severities are the kinds of problems that are told, the heaviest first.
func severities() []source.Severity {
	return []source.Severity{source.Error, source.Warning, source.Note}
}

func weight(s source.Severity) int { return slices.Index(severities(), s) }

func weightOf(name string) int {
	return slices.IndexFunc(severities(), func(s source.Severity) bool { return s.String() == name })
}

// heaviest gives the weight of what is worst among problems; less is worse.
func heaviest(ps source.Problems) int {
	least := len(severities())
	for _, p := range ps {
		least = min(least, weight(p.Severity))
	}
	return least
}

// counted tells how many problems there are, by severity.
func counted(ps source.Problems) map[source.Severity]int {
	n := map[source.Severity]int{}
	for _, p := range ps {
		n[p.Severity] += 1 + p.Rest
	}
	return n
}

// counts says how many problems there are: "2 errors, 1 warning".
func (say wording) counts(ps source.Problems) string {
	n := counted(ps)
	var parts []string
	for _, s := range severities() {
		if n[s] > 0 {
			parts = append(parts, say.number(s.String()+"s", n[s]))
		}
	}
	return strings.Join(parts, ", ")
}

// headline says how it is, and what that means for publishing.
func (say wording) headline(v *view, ps source.Problems) {
	n, files := counted(ps), map[string]bool{}
	for _, p := range ps {
		if p.Severity == source.Error {
			files[p.Pos.File] = true
		}
	}
	also := slices.DeleteFunc(slices.Clone(ps), func(p source.Problem) bool { return p.Severity == source.Error })
	switch {
	case n[source.Error] > 0:
		v.State = "error"
		v.Headline = fmt.Sprintf(say["stopped"], say.number("errors", n[source.Error]), say.number("files", len(files)))
		v.Lead = append(v.Lead, say["stopped-lead"])
		if len(also) > 0 {
			v.Lead = append(v.Lead, fmt.Sprintf(say["also"], say.counts(also)))
		}
	case n[source.Warning] > 0:
		v.State = "warning"
		v.Headline = fmt.Sprintf(say["warned"], say.counts(ps))
		v.Lead = append(v.Lead, say["warned-lead"])
	case n[source.Note] > 0:
		v.State = "note"
		v.Headline = fmt.Sprintf(say["warned"], say.counts(ps))
		v.Lead = append(v.Lead, say["noted-lead"])
	default:
		v.State = "good"
		v.Headline = say["good"]
		v.Lead = append(v.Lead, say["good-lead"])
	}
}

// place says where in its file a problem stands, as people look for it.
func (say wording) place(p source.Pos) string {
	switch {
	case p.Line == 0 && p.Sheet == "":
		return say["whole-file"]
	case p.Sheet != "":
		sheet, cell, _ := strings.Cut(strings.TrimPrefix(source.Pos{Sheet: p.Sheet, Line: p.Line, Column: p.Column}.String(), "!"), "!")
		if cell == "" {
			return fmt.Sprintf(say["sheet"], sheet)
		}
		return fmt.Sprintf(say["cell"], sheet, cell)
	case p.Column == 0:
		return fmt.Sprintf(say["line"], p.Line)
	}
	return fmt.Sprintf(say["character"], p.Line, p.Column)
}

// shown makes the name of a file fit to be shown, as it is in the other forms.
func shown(file string) string { return source.Pos{File: file}.String() }

func lines(text string) []string {
	if text == "" {
		return nil
	}
	return strings.Split(text, "\n")
}
