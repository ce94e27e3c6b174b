package spm

import (
	"cmp"
	"slices"

	"terang/internal/health"
	"terang/internal/tally"
)

// roll lists, for one indicator, everybody who is expected to report, so that
// those beneath any unit are found without a column for it.
type roll struct {
	areas []attendance // by unit
	posts []attendance // puskesmas, by the area that they count for, then by unit
}

// attendance is one reporter's year. A bit is a place in the indicator's year, bit 0 is the first.
type attendance struct {
	unit     health.Unit
	at       health.Unit // the area that it counts for
	due, got uint16      // got is part of due
}

// Months counts, for each month of a calendar year, January first: how many reports
// were due and how many of these came. A month after Year.Through is not due, nor
// one of a quarter that ends after it.
type Months [12]struct{ Due, Came int32 }

// Silence is what one reporter owes of one indicator. Months are those without a
// report, bit 0 is January; it is never 0.
type Silence struct {
	Reporter  health.Unit // a desa, a puskesmas, or whatever reports the indicator in its kab/kota
	Indicator int         // place in the catalogue
	Months    uint16
}

// In says whether a month, 1 to 12, is without a report.
func (s Silence) In(month int) bool { return s.Months&(1<<(month-1)) != 0 }

// attend turns the months of numerators into those that were due and those that
// came. A report is of all months of its period.
func attend(u health.Unit, span tally.Span, got uint16, reach int) attendance {
	a := attendance{unit: u, at: u}
	step := max(int(span), 1)
	for last := step; last <= reach; last += step {
		months := uint16(1<<last - 1<<(last-step))
		a.due |= months
		if got&(1<<(last-1)) != 0 {
			a.got |= months
		}
	}
	return a
}

// roll notes who reported and who was silent. A silent one owes periods as long
// as those of the others, and single months where these differ.
func (s *sums) roll(indicator int, reported []report, reporters, silent []health.Unit) {
	reach, span := s.y.reach[indicator], tally.Span(0)
	for i, r := range reported {
		if i > 0 && r.span != span {
			span = tally.OneMonth
			break
		}
		span = r.span
	}
	r := &s.y.rolls[indicator]
	put := func(a attendance) {
		if s.in.Register.LevelOf(a.unit) == health.Puskesmas {
			a.at = s.seats.of(a.unit)
			r.posts = append(r.posts, a)
			return
		}
		r.areas = append(r.areas, a)
	}
	for i, u := range reporters {
		put(attend(u, reported[i].span, reported[i].got, reach))
	}
	for _, u := range silent {
		put(attend(u, span, 0, reach))
	}
	for _, list := range [][]attendance{r.areas, r.posts} {
		slices.SortFunc(list, func(a, b attendance) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.unit, b.unit)) })
	}
}

// each calls f with everybody beneath u, and with u itself where it reports, by unit.
func (r *roll) each(s *seats, u health.Unit, f func(attendance)) {
	if s.reg.LevelOf(u) != health.Puskesmas {
		end := s.reg.Areas[u].End
		within(r.areas, u, end, f)
		within(r.posts, u, end, f)
		return
	}
	if len(r.areas) > 0 {
		for _, desa := range s.reg.Served(u) {
			within(r.areas, desa, desa+1, f)
		}
	}
	seat := s.of(u)
	for i := first(r.posts, seat); i < len(r.posts) && r.posts[i].at == seat; i++ {
		if r.posts[i].unit == u {
			f(r.posts[i])
		}
	}
}

// within calls f with those that count for an area at least from and less than to.
func within(list []attendance, from, to health.Unit, f func(attendance)) {
	for i := first(list, from); i < len(list) && list[i].at < to; i++ {
		f(list[i])
	}
}

// first finds the first that counts for an area at least from.
func first(list []attendance, from health.Unit) int {
	low, high := 0, len(list)
	for low < high {
		if middle := (low + high) / 2; list[middle].at < from {
			low = middle + 1
		} else {
			high = middle
		}
	}
	return low
}

// inCalendar calls f with everybody beneath u by the months of the calendar year,
// bit 0 is January. A school year is in its second half then, and the next one in
// its first.
func (y *Year) inCalendar(indicator int, u health.Unit, f func(attendance)) {
	const half, all = 6, 1<<12 - 1
	if !y.school[indicator] {
		y.rolls[indicator].each(y.seats, u, f)
		return
	}
	y.rolls[indicator].each(y.seats, u, func(a attendance) {
		f(attendance{a.unit, a.at, a.due >> half, a.got >> half})
	})
	if y.next != nil {
		y.next.rolls[indicator].each(y.seats, u, func(a attendance) {
			f(attendance{a.unit, a.at, a.due << half & all, a.got << half & all})
		})
	}
}

// ByMonth counts the reports of one indicator beneath a unit, its own included. A
// report of a quarter counts in each of its months.
func (y *Year) ByMonth(u health.Unit, indicator int) Months {
	var m Months
	y.inCalendar(indicator, u, m.add)
	return m
}

// Denominators gives, by place in the year, the sasaran of those beneath a unit, itself
// included, who had reported by it, as their rows up to it say; Missing where nobody had.
func (y *Year) Denominators(u health.Unit, indicator int) (sums [12]health.Count) {
	for m := range sums {
		sums[m] = health.Missing
	}
	y.rolls[indicator].each(y.seats, u, func(a attendance) {
		if y.slots[a.unit] == 0 {
			return
		}
		at := int(y.slots[a.unit]-1)*y.inds + indicator
		if !y.own[at] {
			return
		}
		course, varies := y.courses[indicator][at]
		for m := range sums {
			d := y.d[at]
			if varies {
				d = int32(course.D[m])
			}
			if y.cum[at*12+m] >= 0 {
				sums[m] = health.Count(plus(int32(sums[m]), d))
			}
		}
	})
	return sums
}

// Course gives how the sasaran of a unit that reports went, see [tally.Year.Course].
func (y *Year) Course(u health.Unit, indicator int) (c tally.Course, varies bool) {
	if y.slots[u] == 0 {
		return tally.Course{}, false
	}
	c, varies = y.courses[indicator][int(y.slots[u]-1)*y.inds+indicator]
	return c, varies
}

// AsksDesa says whether any desa in an area has reported an indicator or is waited for.
func (y *Year) AsksDesa(area health.Unit, indicator int) bool {
	reg, list := y.seats.reg, y.rolls[indicator].areas
	for i := first(list, area); i < len(list) && list[i].at < reg.Areas[area].End; i++ {
		if reg.Areas[list[i].at].Level == health.Desa {
			return true
		}
	}
	return false
}

// AllByMonth counts the reports of all indicators beneath a unit: one for each
// indicator and reporter.
func (y *Year) AllByMonth(u health.Unit) Months {
	var m Months
	for i := range y.rolls {
		y.inCalendar(i, u, m.add)
	}
	return m
}

// Missing counts, by month, January first, the reports of all indicators that were
// due beneath a unit and did not come.
func (y *Year) Missing(u health.Unit) [12]int32 {
	var missing [12]int32
	for m, c := range y.AllByMonth(u) {
		missing[m] = c.Due - c.Came
	}
	return missing
}

// Silent lists who beneath a unit, itself included, owes a report, by reporter
// (areas before puskesmas) and indicator.
func (y *Year) Silent(u health.Unit) []Silence {
	var list []Silence
	for i := range y.rolls {
		y.inCalendar(i, u, func(a attendance) {
			if months := a.due &^ a.got; months != 0 {
				list = append(list, Silence{Reporter: a.unit, Indicator: i, Months: months})
			}
		})
	}
	slices.SortFunc(list, func(a, b Silence) int {
		return cmp.Or(cmp.Compare(a.Reporter, b.Reporter), cmp.Compare(a.Indicator, b.Indicator))
	})
	each := list[:0]
	for _, s := range list { // two school years that share a calendar year are one there
		if last := len(each) - 1; last >= 0 && each[last].Reporter == s.Reporter && each[last].Indicator == s.Indicator {
			each[last].Months |= s.Months
			continue
		}
		each = append(each, s)
	}
	return each
}

func (m *Months) add(a attendance) {
	for i := range m {
		m[i].Due += int32(a.due >> i & 1)
		m[i].Came += int32(a.got >> i & 1)
	}
}
