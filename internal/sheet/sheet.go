// Package sheet reads a table out of whatever file an office has: CSV in any
// dialect, XLSX, ODS, JSON, an export of DHIS2. It gives text cells with their
// places and knows no meaning: no indicator, no area, no number.
//
// A file is read in three steps. What is it, and in which letters is it written
// (open.go, letters.go)? Which cells stand in which row (split.go, workbook.go,
// ods.go, records.go)? Which rows are title, heading, data, total, footer
// (layout.go and what follows it)? Every choice that could have gone another way
// is kept as a [source.Decision], so that a person can see why a file was read
// as it was.
package sheet

import (
	"io/fs"
	"strings"

	"terang/internal/source"
)

// Format is what a file turned out to be, whatever its name says.
type Format string

// The formats that are read. TSV is text with tabs between the cells; DHIS2 is a
// JSON dataValueSet or a CSV with its columns.
const (
	CSV   Format = "csv"
	TSV   Format = "tsv"
	XLSX  Format = "xlsx"
	ODS   Format = "ods"
	JSON  Format = "json"
	DHIS2 Format = "dhis2"
)

// Options say what cannot or should not be found out. Each is empty where the
// file shall speak for itself.
type Options struct {
	Sheet     string // the name of a sheet of a workbook; else all that are not hidden
	Range     string // the cells of the sheet to look at: "B4:M20"
	Table     string // words that stand in the title of the table to take
	Delimiter string // "," ";" "|" or "tab"
	Encoding  string // "utf-8" "utf-16le" "utf-16be" "cp1252"
	Headings  string // "none", or the lines where the headings stand: "5" or "5-7"
}

// Book is a file that was read.
type Book struct {
	File      string
	Format    Format
	Tables    []Table
	Apart     Lines // of parts in which there is no table
	Decisions []source.Decision
}

// Table is one table of a file. Every line that the file has for it is counted
// in exactly one field of Lines.
type Table struct {
	Sheet    string   // empty for a text file
	Title    string   // the lines above the headings, one after the other: "Tabel 24 …"
	Titles   []string // the same, each line by itself
	Heads    []Head
	Rows     []Row
	Totals   []Row    // rows such as JUMLAH KAB.: for checking, never areas
	Footers  []string // sources, notes, ratios below the total
	Headless bool     // no headings were found: Heads are "kolom 1", "kolom 2" …
	Lines    Lines
}

// Lines counts the lines of a table by what became of them. A line that goes on
// with a row of an earlier part (Tabel 24 lanjutan) is Joined.
type Lines struct {
	Title, Heading, Number, Data, Total, Footer, Blank, Joined int
}

// All is how many lines there are in all.
func (l Lines) All() int {
	return l.Title + l.Heading + l.Number + l.Data + l.Total + l.Footer + l.Blank + l.Joined
}

// Head is the heading of a column. Text joins the storeys of a heading over
// several rows: "K1 / %"; Parts holds them from the top.
type Head struct {
	Text  string
	Parts []string
	Pos   source.Pos
}

// Kind is how a workbook or a JSON file keeps a cell. All cells of a CSV are Text.
type Kind uint8

// The kinds. A Number is written with a decimal point and without thousands
// marks, a Percent likewise with % behind it, a Date as 2024-10-08 (2024-10
// where the cell shows no day), a Fault as the spreadsheet shows it: #REF!
const (
	Text Kind = iota
	Number
	Percent
	Date
	Truth
	Fault
)

// Row is one row of a table: as many cells as the table has heads, trimmed. An
// empty cell is empty text, be it blank or covered by a merged cell.
type Row struct {
	Cells []string
	Line  int // the line of the file, or the row of the sheet
	kinds []Kind
	at    origin
	more  []joined
}

// joined tells that from a column on the cells stand elsewhere.
type joined struct {
	from int
	at   origin
	gone int // how many columns of the other part are not there
}

// Kind tells how the cell of a column is kept.
func (r Row) Kind(col int) Kind {
	if col < 0 || col >= len(r.kinds) {
		return Text
	}
	return r.kinds[col]
}

// Pos gives the place of a row's cell. A column that the row does not have gives
// the place of the row.
func (t *Table) Pos(r Row, col int) source.Pos {
	at := r.at
	for _, j := range r.more {
		if col >= j.from {
			at, col = j.at, col-j.from+j.gone
			break
		}
	}
	return at.pos(col)
}

// Find gives the number of the column with a heading, letter case, blanks and
// storeys that say nothing aside. ok is false where there is none or more than one.
func (t *Table) Find(head string) (col int, ok bool) {
	want, col := plain(head), -1
	for i, h := range t.Heads {
		if plain(h.Text) != want {
			continue
		}
		if col >= 0 {
			return -1, false
		}
		col = i
	}
	return col, col >= 0
}

// plain is a text for comparing: small letters, single blanks.
func plain(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// Read finds out what a file is and reads it whole, within limits of size. The
// book is never nil; what could be read is in it also when there are problems.
// The problems are of shape only: a file that is no table, a quotation mark that
// is left open, a row with a cell too many, a sheet that is not there.
func Read(root fs.FS, file string, o Options) (*Book, source.Problems) {
	r := &reader{book: &Book{File: file}, o: o, limits: standard()}
	if r.checkOptions() {
		if data, ok := r.load(root); ok {
			r.read(data)
		}
	}
	return r.book, r.ps
}

// reader is the reading of one file.
type reader struct {
	book   *Book
	o      Options
	limits limits
	ps     source.Problems
}

// file is the place of a problem with the whole file.
func (r *reader) file() source.Pos { return source.Pos{File: r.book.File} }

// note keeps a choice, so that it can be shown.
func (r *reader) note(at source.Pos, choice source.Choice, args ...string) {
	r.book.Decisions = append(r.book.Decisions, source.Decision{Pos: at, Choice: choice, Args: args})
}
