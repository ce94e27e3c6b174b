package sheet

import (
	"strconv"
	"strings"

	"terang/internal/source"
)

// How much of a file is looked at to find its delimiter.
const (
	sampleRows  = 200
	sampleBytes = 1 << 16
)

// delimiter finds the sign between the cells: the one that cuts most rows into
// the same number of cells. It is found without regard to decimal marks, which
// other columns may use for the same sign.
func (r *reader) delimiter(text string) byte {
	if d, ok := saidFirst(text); ok && r.o.Delimiter == "" {
		r.note(source.Pos{File: r.book.File, Line: 1}, "delimiter-line", "sign", signName(d))
		return d
	}
	if d := r.o.Delimiter; d != "" {
		r.note(r.file(), "delimiter-told", "sign", d)
		if d == "tab" {
			return '\t'
		}
		return d[0]
	}
	best, found := byte(','), score{}
	for _, d := range []byte(";\t|,") {
		if s := scoreOf(text, d); s.better(found) {
			best, found = d, s
		}
	}
	if found.agree == 0 {
		r.note(r.file(), "delimiter-none")
		return best
	}
	r.note(r.file(), "delimiter-found", "sign", signName(best), "rows", strconv.Itoa(found.agree), "of", strconv.Itoa(found.rows),
		"cells", strconv.Itoa(found.cells))
	return best
}

// saidFirst reads the line "sep=;" with which a text can tell a spreadsheet its
// delimiter.
func saidFirst(text string) (delim byte, ok bool) {
	first, _, _ := strings.Cut(text[:min(len(text), 16)], "\n")
	first = strings.TrimRight(first, "\r")
	if len(first) != 5 || !strings.EqualFold(first[:4], "sep=") {
		return 0, false
	}
	return first[4], true
}

func signName(d byte) string {
	if d == '\t' {
		return "tab"
	}
	return string(rune(d))
}

// score tells how well a sign cuts a text: so many of the rows agree on a number
// of cells, which is more than one.
type score struct{ agree, rows, cells int }

func (s score) better(than score) bool {
	if s.agree != than.agree {
		return s.agree > than.agree
	}
	return s.cells > than.cells
}

func scoreOf(text string, delim byte) score {
	if len(text) > sampleBytes {
		if i := strings.LastIndexAny(text[:sampleBytes], "\n\r"); i > 0 {
			text = text[:i]
		}
	}
	s := newSplitter(text, delim)
	var buffer []string
	counts, rows := map[int]int{}, 0
	for rows < sampleRows {
		row, ok := s.next(buffer[:0])
		if !ok {
			break
		}
		buffer = row
		if strings.TrimSpace(strings.Join(row, "")) == "" {
			continue
		}
		rows++
		counts[len(row)]++
	}
	best := score{rows: rows}
	for cells, n := range counts {
		if this := (score{n, rows, cells}); cells > 1 && this.better(best) {
			best = this
		}
	}
	return best
}
