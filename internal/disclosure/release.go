// Package disclosure decides what may be published (domain reference §8.3). It
// takes the sums of room spm, applies the rules once on the whole data set, and
// hands on a Release: figures whose numbers are either safe or absent. No room
// after this one imports tally or spm, so no page, chart, download or search
// index can show what was hidden here.
package disclosure

import "terang/internal/health"

// Release is everything that may be published, for every unit, indicator and year.
type Release struct {
	asOf health.Month
}

// AsOf gives the month up to which the whole release counts.
func (r *Release) AsOf() health.Month { return r.asOf }

// Years lists the years that have data, oldest first.
func (r *Release) Years() []int { return nil }

// Latest gives the last year.
func (r *Release) Latest() int { return 0 }

// Through gives the last month of a year, up to the as-of month, with any report.
func (r *Release) Through(year int) health.Month { return health.NoMonth }

// Complete says whether a year is finished: its December has reports.
func (r *Release) Complete(year int) bool { return false }

// Figure gives the figure of a unit, an indicator (its place in the catalogue) and a year.
func (r *Release) Figure(u health.Unit, indicator, year int) Figure { return Figure{} }

// Series gives the cumulative figures of a year's twelve months, for kab/kota and
// above, where every month is exact; nil below. Months after Through are not reported.
func (r *Release) Series(u health.Unit, indicator, year int) []Figure { return nil }

// Index gives the SPM index of a unit and year.
func (r *Release) Index(u health.Unit, year int) Index { return Index{} }

// Quality gives the quality component of a service in percent.
func (r *Release) Quality(u health.Unit, indicator, year int) (float64, bool) { return 0, false }
