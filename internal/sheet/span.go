package sheet

import (
	"regexp"
	"strconv"
	"strings"
)

var rangeText = regexp.MustCompile(`^\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?$`)

// parseRange reads "B4:M20" as rows and columns from 0. An empty text is good and
// gives all there can be.
func parseRange(s string) (span, bool) {
	if s == "" {
		return span{0, 0, 1<<31 - 1, 1<<31 - 1}, true
	}
	m := rangeText.FindStringSubmatch(strings.ToUpper(strings.TrimSpace(s)))
	if m == nil {
		return span{}, false
	}
	if m[3] == "" {
		m[3], m[4] = m[1], m[2]
	}
	top, err1 := strconv.Atoi(m[2])
	bottom, err2 := strconv.Atoi(m[4])
	a := span{top - 1, columnNumber(m[1]), bottom - 1, columnNumber(m[3])}
	return a, err1 == nil && err2 == nil && a.top >= 0 && a.top <= a.bottom && a.left <= a.right
}

// columnOf gives the number of the column, from 1, in the name of a cell: 2 for
// B7. It is 0 for what is no cell.
func columnOf(cell string) int {
	n := 0
	for n < len(cell) && n < 3 && (cell[n]|0x20) >= 'a' && (cell[n]|0x20) <= 'z' {
		n++
	}
	return columnNumber(strings.ToUpper(cell[:n])) + 1
}

// columnNumber turns A, B … AA into 0, 1 … 26.
func columnNumber(letters string) int {
	n := 0
	for _, c := range letters {
		n = n*26 + int(c-'A') + 1
	}
	return n - 1
}
