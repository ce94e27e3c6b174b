package words

import (
	"math"
	"strconv"
	"strings"

	"terang/internal/health"
)

const (
	minus   = "−"
	percent = "\u00a0%" // on one line with its number
)

// room is enough for the digits of any number as it is printed.
const room = 48

// Int writes a whole number with grouped digits: 1.234.
func (c *Catalogue) Int(n int) string {
	if n >= 0 && n < 1000 {
		return strconv.Itoa(n)
	}
	var b [room]byte
	return string(c.appendInt(b[:0], n))
}

func (c *Catalogue) appendInt(b []byte, n int) []byte {
	if n < 0 {
		b, n = append(b, minus...), -n
	}
	var digits [20]byte
	s := strconv.AppendInt(digits[:0], int64(n), 10)
	for i := range s {
		if i > 0 && (len(s)-i)%3 == 0 {
			b = append(b, c.group...)
		}
		b = append(b, s[i])
	}
	return b
}

// Count writes a count, or a dash where it is missing.
func (c *Catalogue) Count(n health.Count) string {
	if !n.Known() {
		return "–"
	}
	return c.Int(int(n))
}

// Decimal writes a number with a fixed count of decimals, rounded half away from zero.
func (c *Catalogue) Decimal(v float64, places int) string {
	return c.scaled(rounded(v, places), places, "")
}

// rounded gives a number in units of its last decimal.
func rounded(v float64, places int) int {
	// A hair is added first: 97.35*10 is 973.499… in binary and must become 974.
	return int(math.Round(v*math.Pow10(places) + math.Copysign(1e-9, v)))
}

// DecimalDown writes a number rounded toward zero, so that a value just under a
// threshold never prints as having reached it (domain reference §2.3).
func (c *Catalogue) DecimalDown(v float64, places int) string {
	return c.scaled(roundedDown(v, places), places, "")
}

func roundedDown(v float64, places int) int {
	// A hair is added first: 0.29*100 is 28.999… in binary and must stay 29.
	return int(v*math.Pow10(places) + 1e-9)
}

// scaled writes a number given in units of its last decimal, and what follows it.
func (c *Catalogue) scaled(n, places int, after string) string {
	var b [room]byte
	out := b[:0]
	if n < 0 {
		out, n = append(out, minus...), -n
	}
	if places == 0 {
		return string(append(c.appendInt(out, n), after...))
	}
	unit := int(math.Pow10(places))
	out = append(c.appendInt(out, n/unit), c.decimal...)
	for part := n % unit; unit > 1; part %= unit {
		unit /= 10
		out = append(out, byte('0'+part/unit))
	}
	return string(append(out, after...))
}

// Percent writes a percentage with one decimal: 78,2 %.
func (c *Catalogue) Percent(v float64) string {
	if n := rounded(v, 1); n >= 0 && n <= whole { // nearly all that pages show are written once
		return c.percents[n]
	}
	return c.scaled(rounded(v, 1), 1, percent)
}

// whole is a hundred percent in tenths.
const whole = 1000

// PercentAgainst writes a percentage that will be read beside a target: a value
// below the target never prints as the target.
func (c *Catalogue) PercentAgainst(v, target float64) string {
	if v < target && rounded(v, 1) == rounded(target, 1) {
		return c.scaled(roundedDown(v, 1), 1, percent)
	}
	return c.Percent(v)
}

// PercentWithin is PercentAgainst where low is good: a value above the limit never
// prints as the limit.
func (c *Catalogue) PercentWithin(v, limit float64) string {
	if v > limit && rounded(v, 1) == rounded(limit, 1) {
		return c.scaled(int(math.Ceil(v*10-1e-9)), 1, percent)
	}
	return c.Percent(v)
}

// Number reads a number that Int, Decimal or Percent wrote, and writes it with a decimal point and no groups; share says
// that it is a percentage. ok is false for any other text.
func (c *Catalogue) Number(text string) (value string, share, ok bool) {
	text, share = strings.CutSuffix(text, percent)
	text, negative := strings.CutPrefix(text, minus)
	whole, part, decimals := strings.Cut(text, c.decimal)
	groups := strings.Split(whole, c.group)
	for i, g := range groups {
		if !digits(g) || len(groups) > 1 && (len(g) > 3 || i > 0 && len(g) != 3) {
			return "", false, false
		}
	}
	if decimals && !digits(part) {
		return "", false, false
	}
	if value = strings.Join(groups, ""); decimals {
		value += "." + part
	}
	if negative {
		value = "-" + value
	}
	return value, share, true
}

func digits(s string) bool {
	return s != "" && strings.TrimLeft(s, "0123456789") == ""
}

// Month writes a month with its year: September 2024; of no month it says so.
func (c *Catalogue) Month(m health.Month) string {
	if m == health.NoMonth {
		return c.T("months.none")
	}
	return c.MonthName(m.Of()) + " " + strconv.Itoa(m.Year())
}

// MonthName writes the name of a month, 1 to 12.
func (c *Catalogue) MonthName(month int) string { return pick(c.months, month-1) }

// MonthShort writes the short name of a month, 1 to 12: Sep.
func (c *Catalogue) MonthShort(month int) string { return pick(c.shortens, month-1) }

// Date writes a day: 8 Oktober 2024.
func (c *Catalogue) Date(d health.Date) string {
	return strconv.Itoa(d.Day()) + " " + c.Month(d.Month())
}

func pick(names []string, i int) string {
	if i < 0 || i >= len(names) {
		return strconv.Itoa(i + 1)
	}
	return names[i]
}
