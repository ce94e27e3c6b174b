package spm

import (
	"cmp"
	"slices"

	"terang/internal/health"
	"terang/internal/tally"
)

// Working tells what a unit's sum is made of: which rows were counted, whose
// sasaran they bring, and what was left out (domain reference §2.6).
type Working struct {
	Lines   []tally.Lines // the rows that were counted, by file
	Sasaran []Sasaran     // where the sasaran comes from; what most reporters have first
	Others  []Other       // what other systems give for the same sasaran, by name
	Blank   int           // rows of those who report, without a numerator
	Stated  int           // units at this one or beneath whose stated totals are not added
}

// Sasaran is a part of the denominator that is of one kind and from one system.
type Sasaran struct {
	Projected   bool // a projection, not a count of real people
	System      string
	First, Last health.Date // the days on which it was drawn; 0 where none says
	Units       int         // reporters whose sasaran it is
}

// Other is the sasaran by another system: the unit's own where it states one, else
// the sum over all that have reported, where each of them has one.
type Other struct {
	System    string
	D         health.Count
	Projected bool        // all of it
	Drawn     health.Date // the newest day; 0 where none says
}

// evidence is what a Working is looked up in.
type evidence struct {
	table   *tally.Table
	rows    *tally.Year
	stated  [][]seated    // by indicator: stated totals
	outside [][]seatedRow // by indicator: rows of people without a sasaran
}

// seated is a unit and where it stands: a puskesmas at its seat, an area at itself.
type seated struct{ at, unit health.Unit }

type seatedRow struct {
	seated
	origin uint32
	place  int // of its month in the year
}

func bySeat(a, b seated) int { return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.unit, b.unit)) }

// gather keeps what the year's workings need.
func (s *sums) gather() {
	e := &s.y.evidence
	e.table, e.rows = s.in.Table, s.t
	e.stated, e.outside = make([][]seated, s.y.inds), make([][]seatedRow, s.y.inds)
	for _, st := range s.y.Stated {
		e.stated[st.Indicator] = append(e.stated[st.Indicator], s.seats.seated(st.Unit))
	}
	for _, r := range s.in.Table.Outside() {
		year, place := s.in.Indicators[r.Indicator].Place(r.Month)
		if year == s.y.Year && place <= s.y.reach[r.Indicator] && r.N.Known() {
			e.outside[r.Indicator] = append(e.outside[r.Indicator], seatedRow{s.seats.seated(r.Unit), r.Origin, place})
		}
	}
	for i := range s.y.inds {
		slices.SortFunc(e.stated[i], bySeat)
		slices.SortStableFunc(e.outside[i], func(a, b seatedRow) int { return bySeat(a.seated, b.seated) })
	}
}

func (s *seats) seated(u health.Unit) seated {
	if s.reg.LevelOf(u) == health.Puskesmas {
		return seated{s.of(u), u}
	}
	return seated{u, u}
}

// beneath calls f with those of a list that count for a unit, itself included.
func beneath[T any](s *seats, list []T, of func(T) seated, u health.Unit, f func(T)) {
	between := func(from, to, only health.Unit) {
		i, _ := slices.BinarySearchFunc(list, from, func(x T, at health.Unit) int { return cmp.Compare(of(x).at, at) })
		for ; i < len(list) && of(list[i]).at < to; i++ {
			if only == health.NoUnit || of(list[i]).unit == only {
				f(list[i])
			}
		}
	}
	if s.reg.LevelOf(u) != health.Puskesmas {
		between(u, s.reg.Areas[u].End, health.NoUnit)
		return
	}
	between(s.of(u), s.of(u)+1, u)
	for _, desa := range s.reg.Served(u) {
		between(desa, desa+1, desa)
	}
}

// Working tells what the sum of a unit is made of, up to a month.
func (y *Year) Working(u health.Unit, indicator int, through health.Month) Working {
	e, w := &y.evidence, Working{}
	if e.rows == nil || y.slots[u] == 0 {
		return w
	}
	places, upTo := e.table.Places(), y.reach[indicator]-max(0, int(y.months[indicator]-through))
	var counted []health.Unit
	y.rolls[indicator].each(y.seats, u, func(a attendance) {
		if y.slots[a.unit] == 0 {
			return
		}
		blank, reported := y.rowsOf(places, a.unit, indicator, upTo)
		w.Blank += blank
		if reported {
			counted = append(counted, a.unit)
			w.draw(e, a.unit, indicator)
		}
	})
	own := y.own[y.at(u, indicator)]
	beneath(y.seats, e.outside[indicator], func(r seatedRow) seated { return r.seated }, u, func(r seatedRow) {
		if (r.unit != u || !own) && r.place <= upTo && len(counted) > 0 {
			places.Add(r.origin)
		}
	})
	beneath(y.seats, e.stated[indicator], func(x seated) seated { return x }, u, func(seated) { w.Stated++ })
	w.Lines = places.Lines()
	slices.SortFunc(w.Sasaran, func(a, b Sasaran) int {
		return cmp.Or(cmp.Compare(b.Units, a.Units), cmp.Compare(a.System, b.System), compareBool(a.Projected, b.Projected))
	})
	w.Others = others(e, u, counted, indicator)
	return w
}

// Doubled says whether any unit has a sasaran of a further system.
func (y *Year) Doubled(indicator int) bool {
	return y.evidence.rows != nil && y.evidence.rows.Doubled(indicator)
}

func (y *Year) at(u health.Unit, indicator int) int { return int(y.slots[u]-1)*y.inds + indicator }

func compareBool(a, b bool) int {
	if a == b {
		return 0
	}
	if a {
		return 1
	}
	return -1
}

// rowsOf adds the rows that a reporter's sum is made of: all months where they are
// added up, the last one where they count since the year began.
func (y *Year) rowsOf(places *tally.Places, u health.Unit, indicator, upTo int) (blank int, reported bool) {
	rows, last := y.evidence.rows, 0
	cells, latest := rows.Cells(u, indicator), rows.Cumulative(u, indicator)
	var origins [12]uint32
	if !latest {
		origins = rows.Origins(u, indicator)
	}
	for m, c := range cells[:min(len(cells), max(upTo, 0))] {
		switch {
		case c == tally.Empty:
			blank++
		case c >= 0 && latest:
			last, reported = m+1, true
		case c >= 0:
			places.Add(origins[m])
			reported = true
		}
	}
	if last > 0 {
		places.Add(rows.Origin(u, indicator, last))
	}
	return blank, reported
}

// draw counts where a reporter's sasaran comes from.
func (w *Working) draw(e *evidence, u health.Unit, indicator int) {
	from := Sasaran{Projected: e.rows.Projected(u, indicator), Units: 1}
	drawn := e.table.Drawn(e.rows, u, indicator)
	from.System, from.First, from.Last = drawn.System, drawn.On, drawn.On
	for i := range w.Sasaran {
		if s := &w.Sasaran[i]; s.System == from.System && s.Projected == from.Projected {
			s.Units++
			s.Last = max(s.Last, from.Last)
			if s.First == 0 || from.First != 0 && from.First < s.First {
				s.First = from.First
			}
			return
		}
	}
	w.Sasaran = append(w.Sasaran, from)
}

// others gives what other systems say of a unit's sasaran.
func others(e *evidence, u health.Unit, counted []health.Unit, indicator int) []Other {
	var list []Other
	for _, o := range e.rows.Others(u, indicator) {
		list = append(list, Other{o.System, o.D, o.Projected, o.On})
	}
	if len(counted) == 0 || counted[0] == u {
		return list
	}
	for _, first := range e.rows.Others(counted[0], indicator) {
		if slices.ContainsFunc(list, func(o Other) bool { return o.System == first.System }) {
			continue
		}
		sum, complete := Other{System: first.System, Projected: true}, true
		for _, v := range counted {
			all := e.rows.Others(v, indicator)
			i := slices.IndexFunc(all, func(o tally.Other) bool { return o.System == first.System })
			if complete = i >= 0; !complete {
				break
			}
			sum.D, sum.Drawn = sum.D+all[i].D, max(sum.Drawn, all[i].On)
			sum.Projected = sum.Projected && all[i].Projected
		}
		if complete {
			list = append(list, sum)
		}
	}
	slices.SortFunc(list, func(a, b Other) int { return cmp.Compare(a.System, b.System) })
	return list
}

// Part is what one service brings to an index, in percent.
type Part struct {
	Share   float64 // of recipients, capped at 100
	Quality float64 // 0 where the index is without
	Score   float64
}

// PartOf gives the part of a service with so many served; quality is left out where it is not known.
func PartOf(n, d health.Count, quality float64, known bool) Part {
	p := Part{Share: recipients(n, d)}
	if p.Score = p.Share; known {
		p.Quality, p.Score = quality, score(p.Share, quality)
	}
	return p
}
