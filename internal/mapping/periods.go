package mapping

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
)

// monthNames are the ways in which months are written, by their first letters
// (domain reference §9.1); some are old spellings.
var monthNames = map[string]int{
	"januari": 1, "jan": 1, "january": 1,
	"februari": 2, "pebruari": 2, "feb": 2, "peb": 2, "february": 2,
	"maret": 3, "mar": 3, "mrt": 3, "march": 3,
	"april": 4, "apr": 4,
	"mei": 5, "may": 5,
	"juni": 6, "jun": 6, "june": 6,
	"juli": 7, "jul": 7, "july": 7,
	"agustus": 8, "agu": 8, "agt": 8, "ags": 8, "agst": 8, "aug": 8, "august": 8,
	"september": 9, "sep": 9, "sept": 9,
	"oktober": 10, "okt": 10, "oct": 10, "october": 10,
	"november": 11, "nopember": 11, "nov": 11, "nop": 11,
	"desember": 12, "des": 12, "dec": 12, "december": 12,
}

var roman = map[string]int{"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

var (
	pointZero  = regexp.MustCompile(`^\d+[.,]0{1,2}$`)
	isoMonth   = regexp.MustCompile(`^(\d{4})[-/. ]?(\d{2})$`)
	monthYear  = regexp.MustCompile(`^(\d{1,2})[-/ ](\d{4})$`)
	yearOnly   = regexp.MustCompile(`^(?:tahun |th\.? |ta\.? )?((?:19|20)\d{2})$`)
	namedMonth = regexp.MustCompile(`^(?:bulan )?([a-z]+)\.?(?: |-|/|'|_)*((?:19|20)?\d{2})$`)
	yearMonth  = regexp.MustCompile(`^((?:19|20)\d{2})(?: |-|/|_)*([a-z]+)\.?$`)
	quarterOf  = regexp.MustCompile(`^(?:triwulan|tw|tri wulan|q|kuartal|kwartal)[-. ]*(i{1,3}|iv|[1-4])(?: |-|/|,|tahun|th\.?)*(\d{4})$`)
	ofQuarter  = regexp.MustCompile(`^(\d{4})[- /]*(?:triwulan|tw|q|kuartal)[-. ]*(i{1,3}|iv|[1-4])$`)
	bareOf     = regexp.MustCompile(`^(?:triwulan|tw|tri wulan|q|kuartal)[-. ]*(i{1,3}|iv|[1-4])$`)
)

// ReadPeriod gives a month, a quarter or a year in the one way in which
// observations have it, 2024-09, 2024-Q3, 2024, from any spelling of domain
// reference §9.1. What it does not know it gives back as it is, with ok false; so
// are a school year and days, which are not guessed.
func ReadPeriod(text string) (period string, ok bool) {
	s := strings.ToLower(strings.Join(strings.Fields(text), " "))
	if pointZero.MatchString(s) {
		s = s[:strings.IndexAny(s, ".,")]
	}
	if p := yearOnly.FindStringSubmatch(s); p != nil {
		return p[1], true
	}
	if p := isoMonth.FindStringSubmatch(s); p != nil {
		return month(text, p[1], atoi(p[2]))
	}
	if p := monthYear.FindStringSubmatch(s); p != nil {
		return month(text, p[2], atoi(p[1]))
	}
	if p := quarterOf.FindStringSubmatch(s); p != nil {
		return fmt.Sprintf("%s-Q%d", p[2], roman[p[1]]), true
	}
	if p := ofQuarter.FindStringSubmatch(s); p != nil {
		return fmt.Sprintf("%s-Q%d", p[1], roman[p[2]]), true
	}
	if p := namedMonth.FindStringSubmatch(s); p != nil {
		year := p[2]
		if len(year) == 2 {
			year = "20" + year
		}
		return month(text, year, monthNames[p[1]])
	}
	if p := yearMonth.FindStringSubmatch(s); p != nil {
		return month(text, p[1], monthNames[p[2]])
	}
	return text, false
}

func month(text, year string, of int) (string, bool) {
	if of < 1 || of > 12 {
		return text, false
	}
	return fmt.Sprintf("%s-%02d", year, of), true
}

func atoi(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return 0
	}
	return n
}

// ofYear joins a year with a month or quarter that is written without one.
func ofYear(year, part string) (period string, ok bool) {
	s := strings.ToLower(strings.Trim(strings.Join(strings.Fields(part), " "), ". "))
	s = strings.TrimPrefix(s, "bulan ")
	if pointZero.MatchString(s) {
		s = s[:strings.IndexAny(s, ".,")]
	}
	y, isYear := ReadPeriod(year)
	if !isYear || len(y) != len("2024") {
		return part, false
	}
	if p := bareOf.FindStringSubmatch(s); p != nil {
		return fmt.Sprintf("%s-Q%d", y, roman[p[1]]), true
	}
	if of, known := monthNames[s]; known {
		return month(part, y, of)
	}
	if of := atoi(s); of > 0 {
		return month(part, y, of)
	}
	return part, false
}
