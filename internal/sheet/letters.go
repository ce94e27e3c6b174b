package sheet

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"terang/internal/source"
)

var utf8BOM = []byte("\xef\xbb\xbf")

// windows1252 holds the characters 0x80 to 0x9f of the code page of older
// spreadsheets; the others are those of Latin-1.
const windows1252 = "€\ufffd‚ƒ„…†‡ˆ‰Š‹Œ\ufffdŽ\ufffd\ufffd‘’“”•–—˜™š›œ\ufffdžŸ"

// decode gives a text as UTF-8 without its mark, and notes how it was written.
func (r *reader) decode(data []byte) (text string, ok bool) {
	switch enc := r.o.Encoding; {
	case enc == "utf-16le", enc == "" && bytes.HasPrefix(data, []byte("\xff\xfe")):
		r.note(r.file(), "encoding-utf16", "order", "LE")
		text = fromUTF16(data, binary.LittleEndian)
	case enc == "utf-16be", enc == "" && bytes.HasPrefix(data, []byte("\xfe\xff")):
		r.note(r.file(), "encoding-utf16", "order", "BE")
		text = fromUTF16(data, binary.BigEndian)
	case enc == "cp1252":
		r.note(r.file(), "encoding-told", "encoding", enc)
		text = fromWindows(data)
	case enc == "utf-8":
		r.note(r.file(), "encoding-told", "encoding", enc)
		text = string(bytes.ToValidUTF8(bytes.TrimPrefix(data, utf8BOM), []byte("\ufffd")))
	default:
		text = r.sniffed(data)
	}
	if i := strings.IndexByte(text, 0); i >= 0 {
		r.ps.Error(source.Pos{File: r.book.File, Line: 1 + strings.Count(text[:i], "\n")}, "zero-bytes")
		return "", false
	}
	if i := strings.IndexRune(text, '\ufffd'); i >= 0 {
		r.ps.Warn(source.Pos{File: r.book.File, Line: 1 + strings.Count(text[:i], "\n")}, "lost-letters", "count", strconv.Itoa(strings.Count(text, "\ufffd")))
	}
	return text, true
}

// sniffed decodes what carries no mark of two bytes a letter: UTF-8 where it is
// valid, else line by line, since files are pasted together from several.
func (r *reader) sniffed(data []byte) string {
	if order := wideWithoutMark(data); order != nil {
		name := map[bool]string{true: "LE", false: "BE"}[order == binary.ByteOrder(binary.LittleEndian)]
		r.note(r.file(), "encoding-utf16-unmarked", "order", name)
		return fromUTF16(data, order)
	}
	text, marked := bytes.CutPrefix(data, utf8BOM)
	if utf8.Valid(text) {
		switch {
		case marked:
			r.note(r.file(), "encoding-mark")
		case isASCII(text):
			r.note(r.file(), "encoding-ascii")
		default:
			r.note(r.file(), "encoding-utf8")
		}
		return string(text)
	}
	old, both := 0, false
	var b strings.Builder
	b.Grow(len(text) + len(text)/8)
	for line := range bytes.Lines(text) {
		if utf8.Valid(line) {
			both = both || !isASCII(line)
			b.Write(line)
			continue
		}
		old++
		b.WriteString(fromWindows(line))
	}
	if both {
		r.note(r.file(), "encoding-mixed", "lines", strconv.Itoa(old))
	} else {
		r.note(r.file(), "encoding-cp1252", "lines", strconv.Itoa(old))
	}
	return b.String()
}

func isASCII[T string | []byte](s T) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// wideWithoutMark finds text of two bytes a letter by its zeros: every second
// byte of nearly all letters. It is nil where the file is no such text.
func wideWithoutMark(data []byte) binary.ByteOrder {
	start := data[:min(len(data), 1<<12)&^1]
	zeros := [2]int{}
	for i, b := range start {
		if b == 0 {
			zeros[i%2]++
		}
	}
	half := len(start) / 2
	switch {
	case half < 4 || len(data)%2 != 0:
		return nil
	case zeros[1] > half*3/4 && zeros[0] == 0:
		return binary.LittleEndian
	case zeros[0] > half*3/4 && zeros[1] == 0:
		return binary.BigEndian
	}
	return nil
}

func fromUTF16(data []byte, order binary.ByteOrder) string {
	var b strings.Builder
	b.Grow(len(data)/2 + len(data)/16)
	for i := 0; i+1 < len(data); i += 2 {
		c := rune(order.Uint16(data[i:]))
		if utf16.IsSurrogate(c) && i+3 < len(data) {
			if both := utf16.DecodeRune(c, rune(order.Uint16(data[i+2:]))); both != utf8.RuneError {
				c, i = both, i+2
			}
		}
		if c != '\ufeff' || i > 0 {
			b.WriteRune(c)
		}
	}
	if len(data)%2 != 0 {
		b.WriteRune(utf8.RuneError)
	}
	return b.String()
}

func fromWindows(data []byte) string {
	high := []rune(windows1252)
	var b strings.Builder
	b.Grow(len(data) + 16)
	for _, c := range data {
		if c >= 0x80 && c < 0xa0 {
			b.WriteRune(high[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.String()
}

// tidy takes off what cannot be seen: blanks at both ends, blanks that do not
// break (they come with cells copied from a web page), marks of no width.
func tidy(s string) string {
	if isASCII(s) {
		return strings.TrimSpace(s)
	}
	return strings.TrimSpace(strings.Map(func(c rune) rune {
		switch {
		case c == '\u00a0' || c == '\u2007' || c == '\u202f':
			return ' '
		case c == '\u200b' || c == '\ufeff' || c == '\u2060' || c == '\u00ad' || unicode.Is(unicode.Bidi_Control, c):
			return -1
		}
		return c
	}, s))
}
