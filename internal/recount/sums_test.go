package recount

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
	"strings"
)

// report is what one unit sent of one indicator in one year.
type report struct {
	n, d   int
	span   int
	months map[int]bool // with a number, up to the year's last one
	by     map[int]int  // people served up to a place, from the first number on
	of     map[int]int  // the sasaran by a place, from the first that is named on
}

// figure is what a unit adds up to.
type figure struct {
	n, d     int
	reported bool
	k, m     int // so many of so many who should report
	outside  int
	spans    map[int]bool
	parts    []report      // that it is the sum of
	guests   []observation // people of outside
}

// at gives the people served up to a place in the year and the sasaran of those who
// had reported by then, as it was named by then.
func (f *figure) at(place int) (n, d int) {
	for _, r := range f.parts {
		if served, sent := r.by[place]; sent {
			n, d = n+served, d+r.of[place]
		}
	}
	for _, v := range f.guests {
		if v.month <= place {
			n += v.n
		}
	}
	return n, d
}

// sums holds all figures of an office.
type sums struct {
	*office
	*places
	through map[int]int // by year, its last calendar month with a report of the SPM, or else of anything
	beyond  map[groupYear]int
	figures map[cell]*figure
	own     map[cell]bool // the unit's own report is its figure
	years   []int
}

// groupYear is a group of indicators and a year.
type groupYear struct {
	group string
	year  int
}

// settleThrough finds the last month of each year and of each group in it.
func (s *sums) settleThrough() {
	spm := map[int]int{}
	for _, ob := range s.rows {
		sv := s.service(ob.indicator)
		if month := ob.month - sv.ahead; ob.n >= 0 && month > 0 {
			s.through[ob.year] = max(s.through[ob.year], month)
			if strings.HasPrefix(sv.group, "spm_") {
				spm[ob.year] = max(spm[ob.year], month)
				continue
			}
			key := groupYear{sv.group, ob.year}
			s.beyond[key] = max(s.beyond[key], month)
		}
	}
	maps.Copy(s.through, spm)
}

// count works everything out.
func (o *office) count() *sums {
	s := &sums{office: o, places: o.places(), through: map[int]int{}, beyond: map[groupYear]int{}, figures: map[cell]*figure{}, own: map[cell]bool{}}
	groups := map[cell][]observation{}
	for _, ob := range o.rows {
		groups[ob.cell] = append(groups[ob.cell], ob)
	}
	s.settleThrough()
	s.years = slices.Sorted(maps.Keys(s.through))
	for _, y := range s.years {
		for _, sv := range o.services {
			s.add(sv.code, y, groups)
		}
	}
	s.addVisitors()
	return s
}

// reach gives the place in its year that an indicator has come to.
func (s *sums) reach(indicator string, year int) int {
	sv := s.service(indicator)
	return min(12, max(s.through[year], s.beyond[groupYear{sv.group, year}])+sv.ahead)
}

// period gives the month which an indicator's rows of a year are dated by.
func (s *sums) period(c cell) string {
	return fmt.Sprintf("%d-%02d", c.year, s.reach(c.indicator, c.year)-s.service(c.indicator).ahead)
}

// reports makes one report of each unit's rows: the months summed, or the last count since January; the sasaran of the latest row.
func (s *sums) reports(indicator string, year int, groups map[cell][]observation) map[string]report {
	all := map[string]report{}
	for _, u := range s.units {
		rows := groups[cell{u, indicator, year}]
		if len(rows) == 0 {
			continue
		}
		slices.SortFunc(rows, func(a, b observation) int { return a.month - b.month })
		r := report{d: -1, months: map[int]bool{}, by: map[int]int{}, of: map[int]int{}}
		for _, ob := range rows {
			r.span = ob.span
			if ob.d >= 0 {
				r.d = ob.d
				for place := ob.month; place <= 12; place++ {
					r.of[place] = ob.d
				}
			}
			switch {
			case ob.n < 0 || ob.month > s.reach(indicator, year):
				continue
			case ob.cumulative:
				r.n = ob.n
			default:
				r.n += ob.n
			}
			r.months[ob.month] = true
			for place := ob.month; place <= 12; place++ {
				r.by[place] = r.n
			}
		}
		all[u] = r
	}
	return all
}

// add counts one indicator of a year.
func (s *sums) add(indicator string, year int, groups map[cell][]observation) {
	reports := s.reports(indicator, year, groups)
	at := func(u string) *figure {
		c := cell{u, indicator, year}
		if s.figures[c] == nil {
			s.figures[c] = &figure{spans: map[int]bool{}}
		}
		return s.figures[c]
	}
	counted, owing := s.whoCounts(reports)
	for _, u := range counted {
		r := reports[u]
		for _, to := range append([]string{u}, s.above[u]...) {
			f := at(to)
			f.n, f.d, f.reported, f.k = f.n+r.n, f.d+max(0, r.d), true, f.k+1
			f.spans[r.span], f.parts = true, append(f.parts, r)
		}
	}
	for _, u := range owing {
		for _, to := range s.above[u] {
			at(to).m++
		}
		if _, sent := reports[u]; sent {
			at(u).m++
			s.own[cell{u, indicator, year}] = true
		}
	}
}

// whoCounts lists whose reports are added up: in each branch the lowest who sent
// a number; and who should report: these, those of whom only an empty form is
// there, and the silent ones of the level at which their kab/kota reports.
func (s *sums) whoCounts(reports map[string]report) (counted, owing []string) {
	taken := func(list []string, u string) bool {
		return slices.ContainsFunc(list, func(v string) bool { return s.isAbove(u, v) })
	}
	spoken := func(list []string, u string) bool {
		return slices.ContainsFunc(s.above[u], func(p string) bool { return slices.Contains(list, p) })
	}
	each := func(f func(u string)) {
		for _, l := range levels {
			for _, u := range s.units {
				if s.level[u] == l {
					f(u)
				}
			}
		}
	}
	each(func(u string) {
		if len(reports[u].months) > 0 && !taken(counted, u) {
			counted = append(counted, u)
		}
	})
	owing = slices.Clone(counted)
	each(func(u string) {
		if r, sent := reports[u]; sent && len(r.months) == 0 && !taken(owing, u) && !spoken(counted, u) {
			owing = append(owing, u)
		}
	})
	if len(owing) == 0 {
		return nil, nil
	}
	finest := map[string]string{} // by kab/kota
	for _, u := range owing {
		k := s.kabkot[u]
		if finest[k] == "" || slices.Index(levels, s.level[u]) < slices.Index(levels, finest[k]) {
			finest[k] = s.level[u]
		}
	}
	sent := slices.Clone(owing)
	each(func(u string) {
		k := s.kabkot[u]
		due := k != "" && (finest[k] == s.level[u] || finest[k] == "" && s.level[u] == "kabkota")
		if due && !slices.Contains(sent, u) && !spoken(sent, u) {
			owing = append(owing, u)
		}
	})
	return counted, owing
}

// addVisitors adds people of outside to what stands above them, and to the unit
// itself where it is a sum of others.
func (s *sums) addVisitors() {
	for _, v := range s.visitors {
		if v.n < 0 || v.month > s.reach(v.indicator, v.year) {
			continue
		}
		to := slices.Clone(s.above[v.unit])
		if !s.own[v.cell] {
			to = append(to, v.unit)
		}
		for _, u := range to {
			if f := s.figures[cell{u, v.indicator, v.year}]; f != nil && f.reported {
				f.n, f.outside, f.guests = f.n+v.n, f.outside+v.n, append(f.guests, v)
			}
		}
	}
}

// of gives a unit's figure, one without a report where there is none.
func (s *sums) of(c cell) *figure {
	if f := s.figures[c]; f != nil {
		return f
	}
	return &figure{}
}

// countsTo gives the place in its year that a figure counts to: the last month with a
// report, or the end of the last quarter before it where all report by quarter.
func (s *sums) countsTo(c cell) int {
	month := s.reach(c.indicator, c.year)
	if f := s.of(c); len(f.spans) == 1 {
		for span := range f.spans {
			month -= month % span
		}
	}
	return month
}

// status compares a figure with its target.
func (f *figure) status(sv service, target *big.Rat) string {
	value := big.NewRat(int64(f.n), 1)
	if !sv.plain {
		value = share(f.n, f.d, sv.factor)
	}
	near := new(big.Rat).Mul(target, big.NewRat(9, 10))
	switch sv.polarity {
	case "netral":
		return ""
	case "turun":
		value, near, target = target, new(big.Rat).Mul(value, big.NewRat(9, 10)), value
	}
	switch {
	case value.Cmp(target) >= 0:
		return "tercapai"
	case value.Cmp(near) >= 0:
		return "mendekati"
	}
	return "di_bawah"
}
