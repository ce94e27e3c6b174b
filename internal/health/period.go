package health

import "strconv"

// Month is a calendar month, counted from January of year 0.
type Month int32

// NoMonth stands where no month is known.
const NoMonth Month = -1

// MonthOf gives the month of a year; month is 1 to 12.
func MonthOf(year, month int) Month { return Month(year*12 + month - 1) }

// Year gives the calendar year.
func (m Month) Year() int { return int(m) / 12 }

// Of gives the month of the year, 1 to 12.
func (m Month) Of() int { return int(m)%12 + 1 }

// String gives the ISO form, 2024-09; empty for NoMonth.
func (m Month) String() string {
	if m < 0 {
		return ""
	}
	return string(appendMonth(make([]byte, 0, len("2024-09")), m.Year(), m.Of()))
}

// ParseMonth reads the ISO form YYYY-MM.
func ParseMonth(s string) (Month, bool) {
	d, ok := ParseDate(s + "-01")
	if !ok || len(s) != len("2024-09") {
		return NoMonth, false
	}
	return d.Month(), true
}

// Date is a calendar day, as yyyymmdd; 0 is no date.
type Date int32

// DateOf gives the day of a year, month (1 to 12) and day.
func DateOf(year, month, day int) Date { return Date(year*10000 + month*100 + day) }

// Year gives the calendar year.
func (d Date) Year() int { return int(d) / 10000 }

// Day gives the day of the month.
func (d Date) Day() int { return int(d) % 100 }

// Month gives the month that the day lies in.
func (d Date) Month() Month { return MonthOf(d.Year(), int(d)/100%100) }

// String gives the ISO form, 2024-10-08; empty for no date.
func (d Date) String() string {
	if d == 0 {
		return ""
	}
	b := appendMonth(make([]byte, 0, len("2024-09-30")), d.Year(), int(d)/100%100)
	return string(append(b, '-', byte('0'+d.Day()/10), byte('0'+d.Day()%10)))
}

// appendMonth writes a year of four digits at least, and a month of two.
func appendMonth(b []byte, year, month int) []byte {
	for least := 1000; least > max(year, 1); least /= 10 {
		b = append(b, '0')
	}
	b = strconv.AppendInt(b, int64(year), 10)
	return append(b, '-', byte('0'+month/10), byte('0'+month%10))
}

// Days counts the days since 1 March of year 0, so that two dates can be subtracted.
func (d Date) Days() int {
	y, m := d.Year(), d.Month().Of()
	if m <= 2 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*(m-3)+2)/5 + d.Day()
}

// ParseDate reads the ISO form YYYY-MM-DD and refuses days that no month has.
func ParseDate(s string) (Date, bool) {
	if len(s) != len("2024-10-08") || s[4] != '-' || s[7] != '-' {
		return 0, false
	}
	y, ok1 := digits(s[:4])
	m, ok2 := digits(s[5:7])
	d, ok3 := digits(s[8:])
	if !ok1 || !ok2 || !ok3 || m < 1 || m > 12 || d < 1 || d > daysIn(y, m) {
		return 0, false
	}
	return DateOf(y, m, d), true
}

func digits(s string) (int, bool) {
	n := 0
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}

func daysIn(year, month int) int {
	switch month {
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	case 4, 6, 9, 11:
		return 30
	}
	return 31
}
