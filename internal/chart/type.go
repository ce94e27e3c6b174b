package chart

import (
	"strings"
	"unicode"
)

// The sizes of type in a drawing's units: on a phone a drawing is shown at half its
// size, so its type is twice as large (see .chart in the style sheet).
const (
	phoneType = 26
	wideType  = 13
	lineStep  = 1.1 // of a text of several rows, in em
	ascent    = .76 // of capitals and digits above the base line, in em
	descent   = .24
)

// letters are widths in em, regular and bold, of the widest face that system-ui
// stands for on the phones and desks in use (measured: DejaVu Sans; Roboto, Segoe UI
// and San Francisco are narrower), so that what fits by this table fits everywhere.
var letters = []struct {
	of            string
	regular, bold float64
}{
	{" .,:;|'`/\\ijl·\u00a0", .35, .40},
	{"IJftr()[]-!\"", .46, .53},
	{"*_?zsc", .56, .61},
	{"mM", .98, 1.05},
	{"w", .82, .93},
	{"W@%©®", 1.01, 1.11},
	{"GDOQHNUC", .79, .86},
	{"&+<=>~^#−±×", .84, .89},
	{"●◐▼▲■○✱…", 1, 1},
	{"–", .5, .5},
}

// glyphWidth gives the width of a character in em; wide where it is not known.
func glyphWidth(r rune, bold bool) float64 {
	pick := func(regular, heavy float64) float64 {
		if bold {
			return heavy
		}
		return regular
	}
	for _, l := range letters {
		if strings.ContainsRune(l.of, r) {
			return pick(l.regular, l.bold)
		}
	}
	switch {
	case joins(r):
		return 0
	case r >= '0' && r <= '9', r >= 'a' && r <= 'z':
		return pick(.64, .73)
	case r >= 'A' && r <= 'Z':
		return pick(.70, .78)
	case r < 0x250:
		return pick(.80, .88) // Latin with marks
	case r < 0x590:
		return pick(1.1, 1.2) // Greek, Cyrillic, Armenian
	}
	return 1.4
}

// joins says whether a character belongs to the one before it: marks, joiners,
// variation selectors and the invisible signs of direction.
func joins(r rune) bool {
	return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) || r >= 0x1F3FB && r <= 0x1F3FF
}

// textWidth gives the width of a text in em, rather too wide than too narrow.
func textWidth(s string, bold bool) float64 {
	width := 0.0
	for _, r := range s {
		width += glyphWidth(r, bold)
	}
	return width
}

// cutTo shortens a text to a width in em, with an ellipsis where something is left
// out. A character is never parted from its marks.
func cutTo(s string, bold bool, width float64) string {
	if textWidth(s, bold) <= width {
		return s
	}
	room := width - glyphWidth('…', bold)
	kept, at := 0, 0.0
	for i, r := range s {
		if at += glyphWidth(r, bold); at > room && !joins(r) {
			break
		}
		kept = i + len(string(r))
	}
	return strings.TrimRight(s[:kept], " ,.-\u200d") + "…"
}

// wrap breaks a name between words into at most lines of a width in em; what does
// not fit is cut with an ellipsis, and stands in full in the table.
func wrap(name string, bold bool, width float64, lines int) []string {
	var rows []string
	for _, word := range strings.Fields(name) {
		if n := len(rows); n > 0 && textWidth(rows[n-1]+" "+word, bold) <= width {
			rows[n-1] += " " + word
			continue
		}
		rows = append(rows, word)
	}
	if len(rows) > lines {
		rows = rows[:lines]
		rows[lines-1] = cutTo(rows[lines-1], bold, width-glyphWidth('…', bold))
		rows[lines-1] = strings.TrimSuffix(rows[lines-1], "…") + "…"
	}
	for i, row := range rows {
		rows[i] = cutTo(row, bold, width)
	}
	return rows
}

// fits says whether a name stands whole in lines of a width in em.
func fits(name string, bold bool, width float64, lines int) bool {
	for word := range strings.FieldsSeq(name) {
		if textWidth(word, bold) > width {
			return false
		}
	}
	return len(wrap(name, bold, width, lines+1)) <= lines
}
