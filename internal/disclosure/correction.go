package disclosure

import (
	"terang/internal/correction"
	"terang/internal/health"
)

// Corrected says whether a number that was corrected may be told of with what it was and
// what it became. Both were published once; they are told where this release still has an
// exact figure of that unit and month, and where, below kab/kota, as many people are
// corrected as a figure must count to be shown: in the numerator, in the denominator and
// in what remains of it, or none (domain reference §8.3 rules 1, 2 and 9).
func (r *Release) Corrected(c health.Correction) bool {
	if !r.In(c.Unit, c.Indicator, c.Period).Exact() {
		return false
	}
	if r.sums.Register.LevelOf(c.Unit) <= health.Kabkota {
		return true
	}
	return !r.few(c.Indicator)(added(c))
}

// Few says whether so many people of an indicator, in a numerator and in a denominator, are fewer than may be told of
// below kab/kota.
func (r *Release) Few(indicator int, n, d int64) bool { return r.few(indicator)(n, d) }

// Told says of each correction of a log whether its amounts may be told. Below kab/kota none are: what is
// told of some, what the site shows of all now and what is not listed would tell of others. Of areas from
// kab/kota up they are, unless a correction that is not told could be worked out with them; and where one
// correction of an area, indicator and year is not told none is, since they follow on each other.
func (r *Release) Told(log []health.Correction) []bool {
	told := make([]bool, len(log))
	for i, c := range log {
		told[i] = c.Told() && r.sums.Register.LevelOf(c.Unit) <= health.Kabkota && r.Corrected(c)
	}
	days := r.byDay(log, told)
	for left := -1; left != untold(told); {
		left = untold(told)
		for _, d := range days {
			d.hush(told, r.few(d.indicator))
		}
		wholly(log, told)
	}
	return told
}

func untold(told []bool) (n int) {
	for _, is := range told {
		if !is {
			n++
		}
	}
	return n
}

// day is the corrections of an indicator and year that one edition made.
type day struct {
	indicator int
	at        []int // in the log
	list      []correction.Correction
}

// byDay takes the corrections of a day for those of one edition, with the places beside them that hide their number now:
// people may have edited the log, and whether those were corrected nobody is told.
func (r *Release) byDay(log []health.Correction, told []bool) (days []*day) {
	type edition struct {
		day             health.Date
		indicator, year int
	}
	of, reg := map[edition]*day{}, r.sums.Register
	for i, c := range log {
		e := edition{c.Date, c.Indicator, c.Period.Year()}
		d := of[e]
		if d == nil {
			d = &day{indicator: c.Indicator}
			of[e], days = d, append(days, d)
		}
		n, denominator := added(c)
		d.at = append(d.at, i)
		d.list = append(d.list, correction.Correction{Level: reg.LevelOf(c.Unit), Code: reg.Code(c.Unit), Period: c.Period, N: n, D: denominator, Told: told[i]})
	}
	for _, d := range days {
		var hidden []correction.Correction
		for _, i := range d.at {
			if told[i] && reg.LevelOf(log[i].Unit) == health.Kabkota {
				hidden = append(hidden, r.hiddenIn(log[i])...)
			}
		}
		d.list = append(d.list, correction.Beside(d.list, hidden)...)
	}
	return days
}

// hiddenIn lists the kecamatan of a kab/kota that hide their number of the year, or of the month that was corrected. With
// the kab/kota alone nothing follows of what lies in those that show theirs, nor where none is ever published.
func (r *Release) hiddenIn(c health.Correction) (hidden []correction.Correction) {
	reg := r.sums.Register
	year, _ := r.sums.Indicators[c.Indicator].Place(c.Period)
	for _, u := range reg.Children(c.Unit) {
		if f := r.Figure(u, c.Indicator, year); !f.Withheld() && (f.Hidden() || r.In(u, c.Indicator, c.Period).Hidden()) {
			hidden = append(hidden, correction.Correction{Level: reg.LevelOf(u), Code: reg.Code(u)})
		}
	}
	return hidden
}

// hush clears what may not be told of a day.
func (d *day) hush(told []bool, few func(n, d int64) bool) {
	for k, i := range d.at {
		d.list[k].Told = told[i]
	}
	correction.Hush(d.list, few)
	for k, i := range d.at {
		told[i] = d.list[k].Told
	}
}

// wholly leaves out all corrections of an area, indicator and year of which one is left out.
func wholly(log []health.Correction, told []bool) {
	type series struct {
		unit            health.Unit
		indicator, year int
	}
	partly := map[series]bool{}
	of := func(i int) series { return series{log[i].Unit, log[i].Indicator, log[i].Period.Year()} }
	for i := range log {
		partly[of(i)] = partly[of(i)] || !told[i]
	}
	for i := range log {
		told[i] = !partly[of(i)]
	}
}

// few says whether a correction of an indicator is of fewer people than a figure must count to be shown.
func (r *Release) few(indicator int) func(n, d int64) bool {
	least := int64(r.policy.Threshold(r.sums.Indicators[indicator]))
	return func(n, d int64) bool { return correction.Few(n, d, least) }
}

func added(c health.Correction) (n, d int64) {
	return int64(c.New.Numerator - c.Old.Numerator), int64(c.New.Denominator - c.Old.Denominator)
}
