package disclosure

import (
	"terang/internal/health"
	"terang/internal/spm"
)

// Silence is what one reporter owes of one indicator: who and which months, and no
// number. Who has not reported is no secret.
type Silence = spm.Silence

// AsksDesa says whether any desa in an area reports an indicator in a year or is waited
// for: where none does, reports come from puskesmas or kecamatan, and a desa without a
// figure has not failed to send one.
func (r *Release) AsksDesa(area health.Unit, indicator, year int) bool {
	r.hear(area, indicator)
	y := r.sums.Of(year)
	return y != nil && y.AsksDesa(area, indicator)
}

// Silent lists who beneath a unit, itself included, owes a report of a year, by
// reporter and indicator; nil where nobody does.
func (r *Release) Silent(u health.Unit, year int) []Silence {
	r.hear(u, Every)
	y := r.sums.Of(year)
	if y == nil {
		return nil
	}
	return y.Silent(u)
}

// AttendanceOf is Attendance of one indicator.
func (r *Release) AttendanceOf(u health.Unit, indicator, year int) (due, came [12]int) {
	r.hear(u, indicator)
	y := r.sums.Of(year)
	if y == nil {
		return due, came
	}
	return byMonth(y.ByMonth(u, indicator))
}

// Attendance counts, by month, January first, the reports of all indicators that
// were due beneath a unit, and those of them that came.
func (r *Release) Attendance(u health.Unit, year int) (due, came [12]int) {
	r.hear(u, Every)
	y := r.sums.Of(year)
	if y == nil {
		return due, came
	}
	return byMonth(y.AllByMonth(u))
}

func byMonth(months spm.Months) (due, came [12]int) {
	for m, c := range months {
		due[m], came[m] = int(c.Due), int(c.Came)
	}
	return due, came
}
