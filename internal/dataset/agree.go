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
			r.ps.Warn(r.placeOf(y.Origin(u, indicator, m+1)), "over-hundred",
				"n", strconv.FormatInt(total, 10), "d", strconv.Itoa(int(d)), "year", strconv.Itoa(y.Year),
				"indicator", r.data.Indicators[indicator].Code, "area", r.data.Register.Name(u))
			return
		}
	}
}
