package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"terang/internal/source"
)

// form is what the format of a number makes of it.
type form uint8

const (
	plainForm form = iota
	percentForm
	dayForm
	monthForm
	timeForm
)

func (f form) kind() Kind {
	switch f {
	case percentForm:
		return Percent
	case dayForm:
		return Date
	case monthForm:
		return dateOfMonth
	case timeForm:
		return dateAndTime
	}
	return Number
}

// formOf reads a number format: one that every spreadsheet knows by its number,
// or the code of one that was made for this file.
func formOf(id, code string) form {
	n, err := strconv.Atoi(id)
	switch {
	case err != nil:
		return plainForm
	case n == 9 || n == 10:
		return percentForm
	case n == 17:
		return monthForm
	case n == 22:
		return timeForm
	case n >= 14 && n <= 16, n >= 27 && n <= 31, n == 36, n >= 50 && n <= 58:
		return dayForm
	}
	return formOfCode(code)
}

// formOfCode looks for the letters of a date, outside of quotation marks and brackets.
func formOfCode(code string) form {
	code, _, _ = strings.Cut(strings.ToLower(code), ";")
	var letters strings.Builder
	quoted, bracket := false, false
	for i := 0; i < len(code); i++ {
		switch c := code[i]; {
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '[':
			bracket = true
		case c == ']':
			bracket = false
		case !bracket:
			letters.WriteByte(c)
		}
	}
	has := func(s string) bool { return strings.Contains(letters.String(), s) }
	switch {
	case strings.HasPrefix(letters.String(), "general"):
		return plainForm
	case has("d") && (has("m") || has("y")):
		if has("h") {
			return timeForm
		}
		return dayForm
	case has("m") && has("y"):
		return monthForm
	case has("%"):
		return percentForm
	}
	return plainForm
}

// value gives the text of a cell by how it is kept.
func (b *book) value(v string, k Kind, at source.Pos) (string, Kind) {
	flag := k & byFormula
	switch kind := k &^ byFormula; kind {
	case unsaved:
		if v == "" {
			b.r.ps.Error(at, "formula-without-value")
		}
		return v, Text
	case Number:
		return fullDigits(v), Number | flag
	case Percent:
		return asPercent(v), Percent | flag
	case Date, dateOfMonth, dateAndTime:
		if text, ok := b.date(v, kind); ok {
			return text, Date | flag
		}
		return fullDigits(v), Number | flag
	case Truth:
		return map[string]string{"1": "TRUE", "0": "FALSE"}[v], Truth | flag
	default:
		return v, k
	}
}

// date writes a day as year-month-day. ok is false for a number that is no day.
func (b *book) date(v string, k Kind) (text string, ok bool) {
	if isoDate.MatchString(v) {
		return v[:10], true
	}
	days, err := strconv.ParseFloat(v, 64)
	if err != nil || days < 1 || days > 2958465 {
		return "", false
	}
	t, err := excelize.ExcelDateToTime(days, b.since)
	if err != nil {
		return "", false
	}
	switch whole := days == math.Floor(days); {
	case k == dateOfMonth:
		return t.Format("2006-01"), true
	case k == dateAndTime && !whole:
		return t.Round(time.Second).Format("2006-01-02T15:04:05"), true
	}
	return t.Format("2006-01-02"), true
}

// significant is how many digits of a number a spreadsheet keeps.
const significant = 15

// fullDigits writes a stored number with all its digits and without an exponent:
// 1.06038E6 is 1060380, and 65.656565660000004 is 65.65656566 as it is shown.
func fullDigits(v string) string {
	if len(v) <= significant && !strings.ContainsAny(v, "eE") {
		return v
	}
	return digitsOf(v, 0, v)
}

// asPercent writes a share as a spreadsheet shows it: 0.875 is 87.5%.
func asPercent(v string) string {
	if text := digitsOf(v, 2, ""); text != "" {
		return text + "%"
	}
	return v
}

// digitsOf writes a number times a power of ten.
func digitsOf(v string, power int, otherwise string) string {
	f, err := strconv.ParseFloat(v, 64)
	if err != nil || math.IsInf(f, 0) || math.IsNaN(f) || math.Abs(f) > 1e30 {
		return otherwise
	}
	text := strconv.FormatFloat(f, 'e', significant-1, 64)
	mantissa, exponent, _ := strings.Cut(text, "e")
	e, err := strconv.Atoi(exponent)
	if err != nil {
		return otherwise
	}
	f, err = strconv.ParseFloat(mantissa+"e"+strconv.Itoa(e+power), 64)
	if err != nil {
		return otherwise
	}
	return strconv.FormatFloat(f, 'f', -1, 64)
}
