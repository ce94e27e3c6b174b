package sheet

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"terang/internal/source"
)

// limits bound what one file may take of memory. They are far above what an
// office's tables need, and below what a small computer has.
type limits struct {
	file    int64 // bytes of a file
	line    int   // bytes of a text without a line break
	cell    int   // bytes of a cell: as many as a cell of a spreadsheet has characters
	columns int
	cells   int   // of one file
	unzip   int64 // bytes of a workbook, unpacked
	inBook  int   // cells of a sheet of a workbook, which takes more memory for each
	merges  int   // merged areas of a sheet
	depth   int   // nesting of JSON
}

func standard() limits {
	return limits{
		file: 256 << 20, line: 4 << 20, cell: 32767, columns: 1000, cells: 20_000_000,
		unzip: 256 << 20, inBook: 1_500_000, merges: 20_000, depth: 16,
	}
}

// megabytes writes a number of bytes for people.
func megabytes(n int64) string { return strconv.FormatInt(max(1, n>>20), 10) }

// load reads the bytes of the file, unless there are too many or they change meanwhile.
func (r *reader) load(root fs.FS) (data []byte, ok bool) {
	f, err := root.Open(r.book.File)
	if err != nil {
		r.ps.Error(r.file(), "unreadable-file", "reason", err.Error())
		return nil, false
	}
	defer f.Close() //nolint:errcheck // read only: nothing can be lost
	before, err := f.Stat()
	if err == nil && !before.Mode().IsRegular() {
		err = fmt.Errorf("%s", before.Mode().Type())
	}
	if err != nil {
		r.ps.Error(r.file(), "unreadable-file", "reason", err.Error())
		return nil, false
	}
	if before.Size() > r.limits.file {
		r.tooLarge(before.Size())
		return nil, false
	}
	if data, ok = r.readAll(f, before.Size()); !ok {
		return nil, false
	}
	after, err := fs.Stat(root, r.book.File)
	if err != nil || after.Size() != before.Size() || !after.ModTime().Equal(before.ModTime()) || int64(len(data)) != before.Size() {
		r.ps.Error(r.file(), "file-changed")
		return nil, false
	}
	return data, true
}

func (r *reader) tooLarge(size int64) {
	r.ps.Error(r.file(), "file-too-large", "size", megabytes(size), "limit", megabytes(r.limits.file))
}

// readAll reads to the end, and stops early at what would never end: more bytes
// than the file is said to have, or a line of text without an end.
func (r *reader) readAll(f io.Reader, size int64) (data []byte, ok bool) {
	data = make([]byte, 0, size+1)
	lineFrom, binary := 0, false
	for {
		n, err := f.Read(data[len(data):min(cap(data), len(data)+1<<20)])
		part := data[len(data) : len(data)+n]
		if len(data) == 0 {
			binary = notText(part)
		}
		if i := bytes.LastIndexAny(part, "\n\r"); i >= 0 {
			lineFrom = len(data) + i
		}
		data = data[:len(data)+n]
		switch {
		case int64(len(data)) > size:
			r.ps.Error(r.file(), "file-changed")
			return nil, false
		case !binary && len(data)-lineFrom > r.limits.line:
			r.ps.Error(source.Pos{File: r.book.File, Line: 1 + bytes.Count(data[:lineFrom+1], []byte("\n"))}, "line-too-long",
				"limit", megabytes(int64(r.limits.line)))
			return nil, false
		case err == io.EOF:
			return data, true
		case err != nil:
			r.ps.Error(r.file(), "unreadable-file", "reason", err.Error())
			return nil, false
		}
	}
}

// notText says whether a file begins as one in which lines mean nothing: a
// packed one, a picture, or JSON.
func notText(start []byte) bool {
	start = bytes.TrimLeft(bytes.TrimPrefix(start, utf8BOM), " \t\r\n")
	return len(start) == 0 || bytes.IndexByte([]byte("P\xd0{[<%\x89\xff\x1f"), start[0]) >= 0
}

// The first bytes of files that are no table, and what to call them.
var strangers = []struct{ start, what string }{
	{"%PDF", "PDF"},
	{"\x89PNG", "PNG"},
	{"\xff\xd8\xff", "JPEG"},
	{"GIF8", "GIF"},
	{"\x1f\x8b", "gzip"},
	{"Rar!", "RAR"},
	{"7z\xbc\xaf", "7-Zip"},
	{"SQLite format 3", "SQLite"},
	{"{\\rtf", "RTF"},
}

// read finds out what the bytes are and hands them to who can read them.
func (r *reader) read(data []byte) {
	start := bytes.TrimLeft(bytes.TrimPrefix(data, utf8BOM), " \t\r\n")
	for _, s := range strangers {
		if bytes.HasPrefix(data, []byte(s.start)) {
			r.ps.Error(r.file(), "not-a-table", "what", s.what)
			return
		}
	}
	switch {
	case len(bytes.TrimLeft(start, ",;|\x00")) == 0 && !bytes.ContainsRune(data, 0):
		r.ps.Error(r.file(), "empty-file")
	case bytes.HasPrefix(data, []byte("\xd0\xcf\x11\xe0")):
		r.refuseOld(data)
	case bytes.HasPrefix(data, []byte("PK\x03\x04")), bytes.HasPrefix(data, []byte("PK\x05\x06")):
		r.unzip(data)
	case bytes.HasPrefix(start, []byte("<")):
		r.ps.Error(r.file(), "web-page")
	case r.o.Sheet != "" || r.o.Range != "":
		r.refuseSheet()
	case r.isJSON(start):
		r.readJSON(data)
	default:
		r.readText(data)
	}
	r.check()
}

// refuseSheet tells that a file without sheets was asked for one.
func (r *reader) refuseSheet() {
	if r.o.Sheet != "" {
		r.ps.Error(r.file(), "unknown-sheet", "sheet", r.o.Sheet)
		return
	}
	r.ps.Error(r.file(), "bad-range", "value", r.o.Range)
}

// isJSON says whether a text is JSON rather than cells; in a file with another
// ending a bracket may also be the beginning of a cell.
func (r *reader) isJSON(start []byte) bool {
	if len(start) == 0 || start[0] != '{' && start[0] != '[' {
		return false
	}
	rest := bytes.TrimLeft(start[1:], " \t\r\n")
	return strings.EqualFold(path.Ext(r.book.File), ".json") || len(rest) > 0 && bytes.IndexByte([]byte(`{"[]}`), rest[0]) >= 0
}

// refuseOld tells the workbook of before 2007 from a newer one with a password:
// both are kept in the same kind of box.
func (r *reader) refuseOld(data []byte) {
	if bytes.Contains(data, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")) {
		r.ps.Error(r.file(), "locked-workbook")
		return
	}
	r.ps.Error(r.file(), "old-workbook")
}

// checkOptions refuses settings that mean nothing.
func (r *reader) checkOptions() bool {
	ok := true
	choose := func(name, value string, choices ...string) {
		if value != "" && !slices.Contains(choices, value) {
			near, _ := source.Nearest(value, choices)
			r.ps.Error(r.file(), "unknown-choice", "column", name, "value", value, "near", near, "choices", strings.Join(choices, " "))
			ok = false
		}
	}
	choose("delimiter", r.o.Delimiter, ",", ";", "|", "tab")
	choose("encoding", r.o.Encoding, "utf-8", "utf-16le", "utf-16be", "cp1252")
	if _, _, good := headingLines(r.o.Headings); !good && r.o.Headings != "none" {
		choose("headings", r.o.Headings, "none", "5", "5-7")
	}
	if _, good := parseRange(r.o.Range); !good {
		r.ps.Error(r.file(), "bad-range", "value", r.o.Range)
		ok = false
	}
	return ok
}

// headingLines reads "5" or "5-7". An empty text gives 0 and 0, and is good.
func headingLines(s string) (first, last int, ok bool) {
	if s == "" || s == "none" {
		return 0, 0, s == ""
	}
	a, b, isRange := strings.Cut(s, "-")
	first, err := strconv.Atoi(strings.TrimSpace(a))
	if last = first; err == nil && isRange {
		last, err = strconv.Atoi(strings.TrimSpace(b))
	}
	return first, last, err == nil && first >= 1 && last >= first && last-first < 10
}

// check looks at what is left when a file was read: its tables.
func (r *reader) check() {
	if r.o.Table != "" {
		r.pick()
	}
	if len(r.book.Tables) == 0 && !r.ps.HasErrors() {
		r.ps.Error(r.file(), "no-table")
	}
}

// pick keeps the tables whose title holds the words that were asked for.
func (r *reader) pick() {
	var kept []Table
	var known []string
	for _, t := range r.book.Tables {
		if strings.Contains(plain(t.Title), plain(r.o.Table)) {
			kept = append(kept, t)
		}
		known = append(known, fmt.Sprintf("%q", clip(t.Title)))
	}
	if len(kept) == 0 && len(known) > 0 {
		r.ps.Error(r.file(), "unknown-table", "title", r.o.Table, "known", strings.Join(known[:min(len(known), 5)], ", "))
	}
	r.book.Tables = kept
}

// clip shortens a title for a message.
func clip(s string) string {
	if utf8.RuneCountInString(s) <= 60 {
		return s
	}
	return string([]rune(s)[:59]) + "…"
}
