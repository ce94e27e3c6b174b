package site

import (
	"slices"

	"terang/internal/disclosure"
	"terang/internal/health"
)

// What is said of an indicator's year. Most are calendar years and go by the
// year's last month; a school year ends in June and has two years in its name.

// upTo names the month up to which a year counts, and that it is not the last one.
func (b *builder) upTo(year int) string {
	month := b.in.Words.Month(b.in.Release.Through(year))
	if year == 0 || b.in.Release.Complete(year) {
		return month
	}
	return b.T("provisional", "month", month)
}

// yearName names an indicator's year: "2024", or "2023/2024".
func (b *builder) yearName(indicator, year int) string {
	if b.in.Indicators[indicator].SchoolYear {
		return itoa(year-1) + "/" + itoa(year)
	}
	return itoa(year)
}

// schoolYear says of which school year an indicator's figures are; empty where it
// goes by calendar years.
func (b *builder) schoolYear(indicator, year int) string {
	if year == 0 || !b.in.Indicators[indicator].SchoolYear {
		return ""
	}
	return b.T("school.year", "years", b.yearName(indicator, year))
}

// aside says what a figure needs beside those of other indicators of the year: its
// school year, or its month where it does not count up to theirs; else nothing.
func (b *builder) aside(f disclosure.Figure, indicator, year int) string {
	switch {
	case f.State() != health.Value && f.State() != health.Banded:
		return ""
	case b.in.Indicators[indicator].SchoolYear:
		return b.schoolYear(indicator, year)
	case f.Month() != b.in.Release.Through(year):
		return b.T("until", "month", b.in.Words.Month(f.Month()))
	}
	return ""
}

// ahead says that a school year has begun whose figures stand in a year that has not.
func (b *builder) ahead(indicator int) string {
	through := b.in.Release.Ahead(indicator)
	if through == health.NoMonth {
		return ""
	}
	next := through.Year() + 1
	return b.T("school.ahead", "month", b.in.Words.Month(through), "years", b.yearName(indicator, next), "year", itoa(next))
}

// inStep keeps the indicators that count up to the year's last month.
func (b *builder) inStep(list []standing, year int) []standing {
	return slices.DeleteFunc(slices.Clone(list), func(s standing) bool {
		return b.in.Release.At(s.indicator, year) != b.in.Release.Through(year)
	})
}

// captionOf says when and from whom an indicator's numbers are.
func (b *builder) captionOf(indicator, year int) string {
	key := "caption"
	if year == 0 {
		return b.T("caption.none")
	}
	if b.in.Release.Provisional(indicator, year) {
		key = "caption.provisional"
	}
	s := b.T(key, "month", b.in.Words.Month(b.in.Release.At(indicator, year)))
	if b.in.Indicators[indicator].SchoolYear {
		s += " " + b.T("school.caption", "years", b.yearName(indicator, year))
	}
	return s
}

// dataLineOf is the muted line under an indicator's heading.
func (b *builder) dataLineOf(indicator, year int, parts ...string) string {
	if year == 0 {
		return b.dataLine(year, parts...)
	}
	key := "through"
	if b.in.Release.Provisional(indicator, year) {
		key = "through.provisional"
	}
	month := b.in.Words.Month(b.in.Release.At(indicator, year))
	return dotted(append(parts, b.schoolYear(indicator, year), b.T(key, "month", month))...)
}

// columnName heads an indicator's column of a table over many.
func (b *builder) columnName(indicator, year int) string {
	name := b.in.Indicators[indicator].ShortName
	if b.in.Indicators[indicator].SchoolYear {
		name += " " + b.yearName(indicator, year)
	}
	return name
}
