package dataset

import (
	"bytes"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"terang/internal/source"
)

var utf8BOM = []byte("\xef\xbb\xbf")

// sniffLength is how many bytes of a file are looked at to see what it is.
const sniffLength = 1 << 13

// refuseForeign reports a file that is no text in a byte code; start holds its
// first bytes. It says whether it is one.
func (r *reader) refuseForeign(file string, start []byte) bool {
	what := ""
	switch {
	case bytes.HasPrefix(start, []byte("\xff\xfe")), bytes.HasPrefix(start, []byte("\xfe\xff")):
		r.ps.Error(source.Pos{File: file}, "wide-encoding")
		return true
	case bytes.HasPrefix(start, []byte("PK\x03\x04")), bytes.HasPrefix(start, []byte("\xd0\xcf\x11\xe0")):
		what = "Excel (.xlsx, .xls)"
	case bytes.HasPrefix(start, []byte("%PDF")):
		what = "PDF"
	case bytes.HasPrefix(bytes.TrimLeft(bytes.TrimPrefix(start, utf8BOM), " \t\r\n"), []byte("<")):
		what = "HTML/XML"
	case bytes.IndexByte(start, 0) >= 0:
		what = "?"
	}
	if what != "" {
		r.ps.Error(source.Pos{File: file}, "not-a-csv", "what", what)
	}
	return what != ""
}

// decode gives a text as UTF-8 without its mark: what is not valid UTF-8 is
// taken for Windows-1252, the code page of older spreadsheets.
func decode(data []byte) []byte {
	data = bytes.TrimPrefix(data, utf8BOM)
	if utf8.Valid(data) {
		return data
	}
	text, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return bytes.ToValidUTF8(data, []byte("?"))
	}
	return text
}

// decodeCell is decode for one cell.
func decodeCell(cell []byte) string {
	return string(decode(cell))
}

// sniffDelimiter gives the sign between the cells of the heading row: a comma, a
// semicolon (as Excel writes it where the comma is the decimal mark) or a tab.
func sniffDelimiter(text []byte) byte {
	counts, quoted := map[byte]int{}, false
	text = bytes.TrimLeft(bytes.TrimPrefix(text, utf8BOM), "\r\n")
	for _, b := range text {
		if b == '\n' && !quoted {
			break
		}
		if b == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[b]++
		}
	}
	best := byte(',')
	for _, b := range []byte{';', '\t'} {
		if counts[b] > counts[best] {
			best = b
		}
	}
	return best
}

// chars counts the characters of a piece of a line as an editor shows them: a
// line that is not valid UTF-8 is in an old code page, a byte a character.
func chars(piece, line []byte) int {
	if utf8.Valid(line) {
		return utf8.RuneCount(piece)
	}
	return len(piece)
}
