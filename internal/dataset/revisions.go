package dataset

import (
	"cmp"
	"slices"

	"terang/internal/health"
)

// revisionRow is a row of data/revisions.csv: a published number that was corrected. The
// command diff adds them.
type revisionRow struct {
	Date           string `csv:"date"`
	Period         string `csv:"period"`
	Area           string `csv:"area"`
	Indicator      string `csv:"indicator"`
	OldNumerator   string `csv:"old_numerator"`
	OldDenominator string `csv:"old_denominator"`
	NewNumerator   string `csv:"new_numerator"`
	NewDenominator string `csv:"new_denominator"`
	Reason         string `csv:"reason"`
	Base           string `csv:"base"` // by which the command finds its rows again
}

func (r *reader) readRevisions() {
	s, _, ok := r.load(revisionsFile)
	if !ok {
		return
	}
	readTable(r, s, []string{"date", "period", "area", "indicator"}, r.takeRevision)
	slices.SortStableFunc(r.data.Corrections, func(a, b health.Correction) int { // newest first, then as logged
		return cmp.Or(cmp.Compare(b.Date, a.Date), cmp.Compare(b.Period, a.Period))
	})
}

// takeRevision reads a row. A place that the site no longer has is no fault: what was
// corrected once stays in the log, though areas are divided and joined. A row with a
// later date waits for its day, as a post does.
func (r *reader) takeRevision(row revisionRow, at record) outcome {
	before := len(r.ps)
	r.missingCell(at, "date", row.Date)
	c := health.Correction{Date: r.day(at, "date", row.Date), Reason: clean(row.Reason)}
	if period := clean(row.Period); !r.missingCell(at, "period", period) {
		if c.Period, _ = health.ParseMonth(period); c.Period <= 0 {
			r.ps.Error(at.at("period"), "bad-period", "value", period)
		}
	}
	c.Old = health.Amount{
		Numerator: r.people(at, "old_numerator", row.OldNumerator), Denominator: r.people(at, "old_denominator", row.OldDenominator),
	}
	c.New = health.Amount{
		Numerator: r.people(at, "new_numerator", row.NewNumerator), Denominator: r.people(at, "new_denominator", row.NewDenominator),
	}
	r.missingCell(at, "area", row.Area)
	if code := clean(row.Indicator); !r.missingCell(at, "indicator", code) {
		c.Indicator = r.indicatorCell(at, "indicator", code)
	}
	if r.ps[before:].HasErrors() {
		return refused
	}
	unit, here, known := r.places.find(clean(row.Area))
	switch {
	case !known || !here:
		return outOfSite
	case r.opt.Date > 0 && c.Date > r.opt.Date:
		return scheduled
	}
	c.Unit = unit
	r.data.Corrections = append(r.data.Corrections, c)
	return used
}
