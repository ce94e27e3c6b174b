package spm

import (
	"cmp"
	"slices"

	"terang/internal/health"
	"terang/internal/tally"
)

// reporters finds the units whose rows count: the lowest reporting level of each
// branch. Rows above it are stated totals. A unit whose rows hold no
// numerator has not reported: it takes the place of nobody above it, and where one
// above it reports, its rows are a form that nobody filled in.
func (s *sums) reporters(indicator int) (found []health.Unit, totals []Stated) {
	full, blank := s.withRows(indicator)
	counted := map[health.Unit]bool{} // has a reporter beneath
	take := func(u health.Unit) {
		if counted[u] {
			totals = append(totals, s.stated(u, indicator))
			return
		}
		found = append(found, u)
		s.seats.each(u, func(p health.Unit) { counted[p] = true })
		// A puskesmas that counts from the kab/kota upward still stands in a kecamatan
		// whose own row, if any, would count the same people twice.
		if reg := s.in.Register; reg.LevelOf(u) == health.Puskesmas {
			counted[reg.Facility(u).Kecamatan] = true
		}
	}
	for _, u := range full {
		take(u)
	}
	reports := make(map[health.Unit]bool, len(found))
	for _, u := range found {
		reports[u] = true
	}
	for _, u := range blank {
		if !s.spokenFor(u, reports) {
			take(u)
		}
	}
	return found, totals
}

// withRows lists the units that have rows of an indicator, lowest first: desa,
// then puskesmas, then areas upward. Those of the first list have a numerator up to
// the year's last month.
func (s *sums) withRows(indicator int) (full, blank []health.Unit) {
	last := s.y.reach[indicator]
	for _, u := range s.t.Units() {
		cells := s.t.Cells(u, indicator)
		switch {
		case cells == nil:
		case slices.ContainsFunc(cells[:last], func(c tally.Cell) bool { return c >= 0 }):
			full = append(full, u)
		default:
			blank = append(blank, u)
		}
	}
	rank := func(u health.Unit) int {
		if l := s.in.Register.LevelOf(u); l != health.Puskesmas {
			return 2 * int(health.Desa-l)
		}
		return 1
	}
	lowestFirst := func(a, b health.Unit) int { return cmp.Or(cmp.Compare(rank(a), rank(b)), cmp.Compare(a, b)) }
	slices.SortFunc(full, lowestFirst)
	slices.SortFunc(blank, lowestFirst)
	return full, blank
}

// stated reads a total that is not counted; what its parts add up to is filled in when they have been.
func (s *sums) stated(u health.Unit, indicator int) Stated {
	st := Stated{
		Year: s.y.Year, Unit: u, Indicator: indicator, D: s.t.Denominator(u, indicator),
		N: health.Count(s.report(u, indicator).cum[s.y.reach[indicator]-1]),
	}
	for m := s.y.reach[indicator]; m > 0 && st.Origin == 0; m-- {
		st.Origin = s.t.Origin(u, indicator, m)
	}
	return st
}

// expectSilent counts those who should have reported and have no row at all: the
// units of a kab/kota's lowest reporting level that no reporter stands for. It
// gives them.
func (s *sums) expectSilent(indicator int, reporters []health.Unit) []health.Unit {
	reg := s.in.Register
	reports := make(map[health.Unit]bool, len(reporters))
	lowest := map[health.Unit]health.Level{} // by kab/kota
	for _, u := range reporters {
		reports[u] = true
		k := reg.Kabkota(u)
		if l := reg.LevelOf(u); k != health.NoUnit && (lowest[k] == 0 || depth(l) > depth(lowest[k])) {
			lowest[k] = l
		}
	}
	var found []health.Unit
	expect := func(u health.Unit) {
		found = append(found, u)
		s.seats.each(u, func(p health.Unit) {
			if s.y.slots[p] != 0 {
				s.y.expected[s.row(p, indicator)]++
			}
		})
	}
	for u := range reg.Areas {
		a := &reg.Areas[u]
		silent := !reports[health.Unit(u)] && lowest[reg.Kabkota(health.Unit(u))] == a.Level
		if a.Level >= health.Kecamatan && silent && !s.spokenFor(health.Unit(u), reports) {
			expect(health.Unit(u))
		}
		mute := a.Level == health.Kabkota && lowest[health.Unit(u)] == 0 && len(reporters) > 0
		if mute && !s.spokenFor(health.Unit(u), reports) {
			expect(health.Unit(u))
		}
	}
	for _, p := range reg.Puskesmas() {
		if !reports[p] && lowest[reg.Kabkota(p)] == health.Puskesmas && !s.spokenFor(p, reports) {
			expect(p)
		}
	}
	return found
}

// depth orders levels by how fine they are: a puskesmas is finer than a kecamatan and coarser than a desa.
func depth(l health.Level) int {
	if l == health.Puskesmas {
		return 2*int(health.Desa) - 1
	}
	return 2 * int(l)
}

// spokenFor says whether something that u counts for reports in its place.
func (s *sums) spokenFor(u health.Unit, reports map[health.Unit]bool) bool {
	found := false
	s.seats.each(u, func(p health.Unit) { found = found || reports[p] })
	return found
}
