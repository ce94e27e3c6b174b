// Package source names a place in an input file and a problem found there.
//
// Every door on the read side (config, dataset, content, theme) returns
// [Problems]: all faults of all files in one run, each with its place, a code for
// machines and arguments for the words. The words themselves stand in
// messages.yaml, in English and Indonesian, so that one problem can be printed
// in either language; explain/ holds a page for every code.
//
// # Adding a code
//
//  1. Call Error or Warn on a Problems with the code written out as a string. A
//     function that passes a code on takes a parameter of type [Code], and is
//     called with the code written out: a test finds the codes that way.
//  2. Add the code to messages.yaml: its severity, and the text and the hint in
//     both languages. A placeholder {name} is filled from the arguments. A line
//     of the hint is left out when a placeholder in it has no argument or an
//     empty one, so 'did you mean "{near}"?' shows only when near is given (see
//     [Nearest]). A code that is sometimes told and sometimes stops the build has
//     the severity "either". Where a code is also told with WarnQuietly, "quiet"
//     holds the text without what must not be passed on.
//  3. Add explain/CODE.md with the parts "## English" and "## Bahasa Indonesia":
//     what it means, an example that goes wrong, how to mend it.
//
// # The voice
//
// A text says what is wrong, in plain words, without blame, without a capital
// first letter and without a full stop. A hint says what to do. Nothing that a
// person's own data may hold is echoed: long cells are cut, and what looks like
// data of a person is covered up wherever a line or a cell is shown.
package source

import (
	"cmp"
	"slices"
)

// Pos is a place in an input file. Line and Column are 1-based, Column counts
// characters of the line as an editor shows them; Line 0 means the whole file.
// Width is how many characters the caret underlines, at least one. In a workbook
// Sheet is the name of the sheet, and Line and Column are its row and column.
type Pos struct {
	File   string
	Sheet  string
	Line   int
	Column int
	Width  int
}

// Code names a kind of problem, in kebab case: "unknown-area".
type Code string

// Severity tells whether a problem stops the build.
type Severity uint8

// A Warning is told and does not stop the build; an Error does. A Note is a figure
// that may well be right and that the office may want to look at again: it is told
// where problems are asked for, and only counted elsewhere. What is Waived was a
// warning or a note and is excepted in site.yaml: it is counted, and listed on request.
const (
	Warning Severity = iota
	Error
	Note
	Waived
)

// Problem is one fault in the user's files. Args are name, value, name, value …
// and fill the placeholders of the message and the hint of Code. Of a Quiet one
// the line is never shown, and where messages.yaml has a "quiet" wording it stands
// in place of the text: the line holds figures that must not be passed on.
type Problem struct {
	Pos      Pos
	Code     Code
	Severity Severity
	Args     []string
	Quiet    bool
	About    About
	Rest     int    // how many more like it were found, of which no place is kept
	Reason   string // why it is waived, and until when
}

// About says of which figures a problem is; empty where it is of no one indicator,
// place or time.
type About struct {
	Indicator string // code of the catalogue
	Area      string // code of an area or a puskesmas
	Period    string // a year or a month: 2024, 2024-09
}

// Problems is a list of faults. The zero value is an empty list ready to use.
type Problems []Problem

// Error adds a fault that stops the build. args are name, value, name, value …
func (ps *Problems) Error(pos Pos, code Code, args ...string) {
	*ps = append(*ps, Problem{Pos: pos, Code: code, Severity: Error, Args: args})
}

// Warn adds a fault that is told but does not stop the build.
func (ps *Problems) Warn(pos Pos, code Code, args ...string) {
	*ps = append(*ps, Problem{Pos: pos, Code: code, Severity: Warning, Args: args})
}

// Note adds a figure or a word that may well be right and is worth another look.
func (ps *Problems) Note(pos Pos, code Code, args ...string) {
	*ps = append(*ps, Problem{Pos: pos, Code: code, Severity: Note, Args: args})
}

// WarnQuietly adds a fault that is told without its line; args must hold nothing
// that the line is kept back for.
func (ps *Problems) WarnQuietly(pos Pos, code Code, args ...string) {
	*ps = append(*ps, Problem{Pos: pos, Code: code, Severity: Warning, Args: args, Quiet: true})
}

// WithoutNotes gives the problems that have to be dealt with.
func (ps Problems) WithoutNotes() Problems {
	return slices.DeleteFunc(slices.Clone(ps), func(p Problem) bool { return p.Severity == Note })
}

// HasErrors says whether any problem stops the build.
func (ps Problems) HasErrors() bool {
	return slices.ContainsFunc(ps, func(p Problem) bool { return p.Severity == Error })
}

// Sort orders problems by file, sheet, line, column and code, so that every run prints
// the same list however the files were read.
func (ps Problems) Sort() {
	slices.SortStableFunc(ps, func(a, b Problem) int {
		return cmp.Or(
			cmp.Compare(a.Pos.File, b.Pos.File),
			cmp.Compare(a.Pos.Sheet, b.Pos.Sheet),
			cmp.Compare(a.Pos.Line, b.Pos.Line),
			cmp.Compare(a.Pos.Column, b.Pos.Column),
			cmp.Compare(a.Code, b.Code),
			slices.Compare(a.Args, b.Args),
		)
	})
}
