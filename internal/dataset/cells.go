package dataset

import (
	"bytes"
	"math"
	"regexp"
	"strconv"
	"strings"
	"unicode"

	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// longestCell is how many bytes a cell may have; a longer one is a mistake.
const longestCell = 10_000

// clean takes blanks of every kind, also those that cannot be seen, from both
// ends of a cell.
func clean(cell string) string {
	if n := len(cell); n == 0 {
		return "" // not a piece of the text of a whole row
	} else if cell[0] > ' ' && cell[0] < 0x7f && cell[n-1] > ' ' && cell[n-1] < 0x7f {
		return cell
	}
	return strings.TrimFunc(cell, isBlank)
}

func isBlank(r rune) bool {
	return unicode.IsSpace(r) || r == '\u200b' || r == '\u200c' || r == '\u200d' || r == '\ufeff' || r == '\u2060'
}

// cleanBytes is clean without an allocation.
func cleanBytes(cell []byte) []byte {
	if n := len(cell); n == 0 || cell[0] > ' ' && cell[0] < 0x7f && cell[n-1] > ' ' && cell[n-1] < 0x7f {
		return cell
	}
	cell = bytes.TrimFunc(cell, isBlank)
	return bytes.Trim(cell, "\xa0") // the hard blank of the old code page
}

// isMissing says whether a cell says that there is no number: only 0 is zero
// (domain reference §9.1).
func isMissing(cell []byte) bool {
	switch len(cell) {
	case 0:
		return true
	case 1:
		return cell[0] == '-'
	case 2:
		return strings.EqualFold(string(cell), "na")
	case 3:
		return strings.EqualFold(string(cell), "n/a") || string(cell) == "–"
	case 4:
		return strings.EqualFold(string(cell), "null")
	}
	return false
}

// count is a count cell that was read: which sign stood between its thousands.
type count struct {
	value     health.Count
	separator byte // '.', ',' or 0
	fault     source.Code
}

// readCount reads a number of people or things. A dot or comma before exactly
// three digits parts the thousands; other decimals are no count.
func readCount(cell []byte) count {
	if isMissing(cell) {
		return count{value: health.Missing}
	}
	n, digits := 0, len(cell) <= 9
	for _, b := range cell {
		if b < '0' || b > '9' {
			digits = false
			break
		}
		n = n*10 + int(b-'0')
	}
	if digits {
		return count{value: health.Count(n)}
	}
	return readOddCount(string(cell))
}

var (
	grouped  = regexp.MustCompile(`^[1-9]\d{0,2}(?:(?:\.\d{3})+|(?:,\d{3})+)$`)
	fraction = regexp.MustCompile(`^\d[\d.,]*[.,]\d*$`)
	negative = regexp.MustCompile(`^[-−]\s*\d[\d.,]*$`)
	onlyNum  = regexp.MustCompile(`^\d+$`)
)

func readOddCount(cell string) count {
	c := count{value: health.Missing}
	switch {
	case strings.HasPrefix(cell, "#"):
		c.fault = "error-cell"
	case grouped.MatchString(cell):
		c.separator = cell[strings.IndexAny(cell, ".,")]
		c.value, c.fault = wholeNumber(strings.NewReplacer(".", "", ",", "").Replace(cell))
	case onlyNum.MatchString(cell):
		c.value, c.fault = wholeNumber(cell)
	case negative.MatchString(cell):
		c.fault = "negative-number"
	case fraction.MatchString(cell):
		c.fault = "decimal-count"
	default:
		c.fault = "not-a-number"
	}
	return c
}

// wholeNumber reads digits that may be too many. Ten with a zero in front are the
// number of something, and count nothing.
func wholeNumber(digits string) (health.Count, source.Code) {
	if len(digits) >= 10 && digits[0] == '0' {
		return health.Missing, "not-a-number"
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || n > math.MaxInt32 {
		return health.Missing, "number-too-large"
	}
	return health.Count(n), ""
}

// isDecimal says whether a cell is digits, with a sign before them or a part behind.
func isDecimal(cell string) bool {
	whole := strings.TrimPrefix(cell, "-")
	if i := strings.IndexAny(whole, ".,"); i >= 0 {
		if !areDigits(whole[i+1:]) {
			return false
		}
		whole = whole[:i]
	}
	return areDigits(whole)
}

func areDigits(cell string) bool {
	for i := range len(cell) {
		if cell[i] < '0' || cell[i] > '9' {
			return false
		}
	}
	return cell != ""
}

// readDecimal reads a number with a decimal point or comma, of a kind that never
// reaches a thousand, so that neither sign can part thousands. A percent sign
// may follow it.
func readDecimal(cell string) (float64, bool) {
	cell = strings.TrimSpace(strings.TrimSuffix(cell, "%"))
	if !isDecimal(cell) {
		return 0, false
	}
	f, err := strconv.ParseFloat(strings.Replace(cell, ",", ".", 1), 64)
	return f, err == nil
}

var (
	exponent  = regexp.MustCompile(`^\d+(?:[.,]\d+)?[eE][+-]?\d+$`)
	pointZero = regexp.MustCompile(`^\d+[.,]0$`)
)

// isDamaged says whether a code has become a number in a spreadsheet:
// 1.06038E+06 or 1060378.0 (domain reference §6.4).
func isDamaged(code string) bool {
	n := len(code)
	return (strings.IndexByte(code, 'E') >= 0 || strings.IndexByte(code, 'e') >= 0) && exponent.MatchString(code) ||
		n > 2 && code[n-1] == '0' && (code[n-2] == '.' || code[n-2] == ',') && pointZero.MatchString(code)
}

// The ways of writing a quarter (triwulan): 2024-Q3, 2024-TW3, TW III 2024.
var (
	yearQuarter = regexp.MustCompile(`(?i)^(\d{4})[- ]?(?:Q|TW|triwulan)[- ]?([1-4]|I{1,3}|IV)$`)
	quarterYear = regexp.MustCompile(`(?i)^(?:Q|TW|triwulan)[-. ]?([1-4]|I{1,3}|IV)[-/ ](\d{4})$`)
)

// readPeriod reads a month, 2024-09 or 202409, a quarter or a whole year, 2024.
// A period is known by its last month and how many months it has.
func readPeriod(cell string) (m health.Month, span tally.Span, ok bool) {
	if m, ok = health.ParseMonth(cell); ok {
		return m, tally.OneMonth, true
	}
	if !onlyNum.MatchString(cell) {
		return readQuarter(cell)
	}
	switch len(cell) {
	case len("202409"):
		m, ok = health.ParseMonth(cell[:4] + "-" + cell[4:])
		return m, tally.OneMonth, ok
	case len("2024"):
		m, ok = health.ParseMonth(cell + "-12")
		return m, tally.FullYear, ok
	}
	return health.NoMonth, 0, false
}

func readQuarter(cell string) (m health.Month, span tally.Span, ok bool) {
	year, quarter := "", ""
	if parts := yearQuarter.FindStringSubmatch(cell); parts != nil {
		year, quarter = parts[1], parts[2]
	} else if parts := quarterYear.FindStringSubmatch(cell); parts != nil {
		year, quarter = parts[2], parts[1]
	}
	last := map[string]string{
		"1": "-03", "2": "-06", "3": "-09", "4": "-12",
		"I": "-03", "II": "-06", "III": "-09", "IV": "-12",
	}[strings.ToUpper(quarter)]
	m, ok = health.ParseMonth(year + last)
	return m, tally.Quarter, ok
}

// readSchoolYear reads a whole school year, 2023/2024, as the year in which it ends.
func readSchoolYear(cell string) (health.Month, bool) {
	from, to, ok := strings.Cut(cell, "/")
	first, ok1 := readYear(strings.TrimSpace(from))
	last, ok2 := readYear(strings.TrimSpace(to))
	return health.MonthOf(last, 12), ok && ok1 && ok2 && last == first+1
}

// readKind reads what a numerator counts and whether the sasaran is a projection:
// two words in either order, each of which may be left out. A figure of a whole
// year counts since the year began, so that monthly says the same of it.
func readKind(cell []byte, span tally.Span) (kind tally.Kind, projected, ok bool) {
	kind = tally.Monthly
	if span == tally.FullYear {
		kind = tally.Cumulative
	}
	for len(cell) > 0 {
		var word []byte
		word, cell, _ = bytes.Cut(cell, []byte(" "))
		switch string(word) {
		case "", "riil":
		case "proyeksi":
			projected = true
		case "monthly", "bulanan":
			if span != tally.FullYear {
				kind = tally.Monthly
			}
		case "cumulative", "kumulatif":
			kind = tally.Cumulative
		case "state", "keadaan":
			kind = tally.State
		case "luar_wilayah":
			kind = tally.Outside
		default:
			return kind, projected, false
		}
	}
	return kind, projected, true
}

// nearQuarter tells how to write a quarter where a cell may be meant as one.
func nearQuarter(cell string) []string {
	if strings.ContainsAny(cell, "qQwW") {
		return []string{"quarter", "2024-Q3, 2024-TW3"}
	}
	return nil
}

// readYear reads a year of four digits.
func readYear(cell string) (int, bool) {
	year, err := strconv.Atoi(cell)
	return year, err == nil && len(cell) == 4 && year >= 1900
}
