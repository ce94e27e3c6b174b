package dataset

import (
	"strconv"

	"terang/internal/health"
	"terang/internal/tally"
)

// agree looks at the whole table: where more people were served than there
// should be, which real data have, the percentage is shown as it is and the
// office is told (domain reference §2.4).
func (r *reader) agree() {
	for _, y := range r.data.Table.Years() {
		for _, u := range y.Units() {
			for i := range r.data.Indicators {
				r.overHundred(y, u, i)
			}
		}
	}
}

// tellOverHundred names both counts, but of a sensitive indicator neither they nor
// the row that holds them: what a build prints may be read by more people than
// the file (domain reference §8.3).
func (r *reader) tellOverHundred(y *tally.Year, u health.Unit, indicator, month int, total int64) {
	ind, at := r.data.Indicators[indicator], r.placeOf(y.Origin(u, indicator, month))
	year, area := strconv.Itoa(y.Year), r.data.Register.Name(u)
	if ind.Sensitivity == health.Sensitive {
		r.ps.WarnQuietly(at, "over-hundred", "indicator", ind.Code, "area", area, "year", year)
		return
	}
	r.ps.Warn(at, "over-hundred", "n", strconv.FormatInt(total, 10), "d", strconv.Itoa(int(y.Denominator(u, indicator))),
		"indicator", ind.Code, "area", area, "year", year)
}

// overHundred warns at the row with which a year's numerator passes its
// denominator.
func (r *reader) overHundred(y *tally.Year, u health.Unit, indicator int) {
	d := y.Denominator(u, indicator)
	if !d.Known() {
		return
	}
	total := int64(0)
	for m, n := range y.Cells(u, indicator) {
		switch {
		case n < 0:
			continue
		case y.Cumulative(u, indicator):
			total = int64(n)
		default:
			total += int64(n)
		}
		if total > int64(d) {
			r.tellOverHundred(y, u, indicator, m+1, total)
			return
		}
	}
}
