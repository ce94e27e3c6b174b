package words

import (
	"math"
	"strconv"
	"strings"

	"terang/internal/health"
)

// nbsp keeps a number and its unit on one line.
const nbsp = "\u00a0"

// Int writes a whole number with grouped digits: 1.234.
func (c *Catalogue) Int(n int) string {
	if n < 0 {
		return "−" + c.Int(-n)
	}
	s := strconv.Itoa(n)
	var b strings.Builder
	for i := range len(s) {
		if i > 0 && (len(s)-i)%3 == 0 {
			b.WriteString(c.group)
		}
		b.WriteByte(s[i])
	}
	return b.String()
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
	// A hair is added first: 97.35*10 is 973.499… in binary and must become 974.
	return c.scaled(int(math.Round(v*math.Pow10(places)+math.Copysign(1e-9, v))), places)
}

// DecimalDown writes a number rounded toward zero, so that a value just under a
// threshold never prints as having reached it (domain reference §2.3).
func (c *Catalogue) DecimalDown(v float64, places int) string {
	// A hair is added first: 0.29*100 is 28.999… in binary and must stay 29.
	return c.scaled(int(v*math.Pow10(places)+1e-9), places)
}

func (c *Catalogue) scaled(n, places int) string {
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	if places == 0 {
		return sign + c.Int(n)
	}
	unit := int(math.Pow10(places))
	frac := strconv.Itoa(n % unit)
	return sign + c.Int(n/unit) + c.decimal + strings.Repeat("0", places-len(frac)) + frac
}

// Percent writes a percentage with one decimal: 78,2 %.
func (c *Catalogue) Percent(v float64) string { return c.Decimal(v, 1) + nbsp + "%" }

// PercentAgainst writes a percentage that will be read beside a target: a value
// below the target never prints as the target.
func (c *Catalogue) PercentAgainst(v, target float64) string {
	if v < target && c.Decimal(v, 1) == c.Decimal(target, 1) {
		return c.DecimalDown(v, 1) + nbsp + "%"
	}
	return c.Percent(v)
}

// PercentWithin is PercentAgainst where low is good: a value above the limit never
// prints as the limit.
func (c *Catalogue) PercentWithin(v, limit float64) string {
	if v > limit && c.Decimal(v, 1) == c.Decimal(limit, 1) {
		return c.scaled(int(math.Ceil(v*10-1e-9)), 1) + nbsp + "%"
	}
	return c.Percent(v)
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
