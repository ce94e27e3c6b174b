package spm

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"slices"
	"testing"

	"terang/internal/health"
	"terang/internal/tally"
)

// world is a small province made by chance, and rows for it: some kab/kota report
// by desa, some by puskesmas, some in part by kecamatan; months, quarters and
// years, newly served and cumulative, with gaps and empty cells; one indicator by
// calendar years and one by school years.
type world struct {
	reg  *health.Register
	rows []tally.Row
}

// worldIndicators gives the catalogue.
func worldIndicators() []health.Indicator {
	ind := health.Indicator{Group: health.GroupSPM, Factor: 100, Target: 100}
	school := ind
	school.SchoolYear = true
	return []health.Indicator{ind, school}
}

// worldYear is the year that every row is of.
const worldYear = 2024

func someWorld(r *rand.Rand) world {
	areas := []health.Area{{Code: "14", Level: health.Provinsi, Parent: health.NoUnit}}
	var facilities []health.Facility
	served := map[string]string{}
	for k := range 1 + r.IntN(2) {
		kab := health.Unit(len(areas))
		areas = append(areas, health.Area{Code: fmt.Sprintf("14.%02d", k+1), Level: health.Kabkota, Parent: 0})
		var posts []string
		for c := range 1 + r.IntN(3) {
			kec := health.Unit(len(areas))
			areas = append(areas, health.Area{Code: fmt.Sprintf("%s.%02d", areas[kab].Code, c+1), Level: health.Kecamatan, Parent: kab})
			if r.IntN(4) > 0 {
				posts = append(posts, fmt.Sprintf("P%d%d", k, c))
				facilities = append(facilities, health.Facility{
					Code: posts[len(posts)-1], Type: health.TypePuskesmas, Kabkota: kab, Kecamatan: kec, Desa: health.NoUnit,
				})
			}
			for d := range 1 + r.IntN(3) {
				areas = append(areas, health.Area{Code: fmt.Sprintf("%s.2%03d", areas[kec].Code, d+1), Level: health.Desa, Parent: kec})
				if len(posts) > 0 && r.IntN(8) > 0 {
					served[areas[len(areas)-1].Code] = posts[max(0, len(posts)-1-r.IntN(4)/3)]
				}
			}
			areas[kec].End = health.Unit(len(areas))
		}
		areas[kab].End = health.Unit(len(areas))
	}
	areas[0].End = health.Unit(len(areas))
	for u := range areas {
		if areas[u].Level == health.Desa {
			areas[u].End = health.Unit(u + 1)
		}
	}
	w := world{reg: health.NewRegister(areas, facilities, served)}
	w.fill(r)
	return w
}

// fill writes rows: desa and puskesmas often, kecamatan and kab/kota at times.
func (w *world) fill(r *rand.Rand) {
	byDesa := map[health.Unit]bool{}
	for u := range health.Unit(w.reg.Units()) {
		if w.reg.LevelOf(u) == health.Kabkota {
			byDesa[u] = r.IntN(3) > 0
		}
	}
	for u := range health.Unit(w.reg.Units()) {
		odds := 1 // in 8
		switch l := w.reg.LevelOf(u); {
		case l == health.Desa && byDesa[w.reg.Ancestor(u, health.Kabkota)]:
			odds = 6
		case l == health.Puskesmas && !byDesa[w.reg.Facility(u).Kabkota]:
			odds = 6
		case l == health.Provinsi:
			odds = 0
		}
		for i := range 2 {
			if r.IntN(8) < odds {
				w.rows = append(w.rows, someRows(r, u, i)...)
			}
		}
	}
	r.Shuffle(len(w.rows), func(a, b int) { w.rows[a], w.rows[b] = w.rows[b], w.rows[a] })
}

func someRows(r *rand.Rand, u health.Unit, indicator int) []tally.Row {
	inds := worldIndicators()
	spans := []tally.Span{tally.OneMonth, tally.OneMonth, tally.OneMonth, tally.Quarter, tally.FullYear}
	span, kind := spans[r.IntN(len(spans))], tally.Kind(r.IntN(2))
	if span == tally.FullYear {
		kind = tally.Cumulative
	}
	var rows []tally.Row
	total := 0
	for m := int(span); m <= 12; m += int(span) {
		row := tally.Row{
			Unit: u, Indicator: indicator, Month: inds[indicator].MonthAt(worldYear, m), Span: span,
			Kind: kind, N: health.Missing, D: health.Count(r.IntN(60)),
		}
		if r.IntN(4) > 0 {
			n := r.IntN(9)
			total += n
			row.N = health.Count(n)
			if kind == tally.Cumulative {
				row.N = health.Count(total)
			}
		}
		if r.IntN(5) > 0 {
			rows = append(rows, row)
		}
	}
	return rows
}

// sums gives the year's sums, nil where nobody reported.
func (w world) sums(rows []tally.Row) *Year {
	b := tally.NewBuilder(w.reg, worldIndicators(), health.MonthOf(worldYear, 12))
	b.File("data/observations/rows.csv", 0)
	for _, row := range rows {
		b.Add(row)
	}
	return Summarise(Input{
		Register: w.reg, Table: b.Table(), AsOf: health.NoMonth, Indicators: worldIndicators(),
	}).Of(worldYear)
}

// worlds runs a property on thousands of worlds in which somebody reported.
func worlds(t *testing.T, property func(t *testing.T, r *rand.Rand, w world, y *Year)) {
	t.Helper()
	t.Parallel()
	for seed := range uint64(4000) {
		r := rand.New(rand.NewPCG(seed, 7))
		w := someWorld(r)
		if y := w.sums(w.rows); y != nil {
			property(t, r, w, y)
		}
		if t.Failed() {
			t.Fatalf("world %d", seed)
		}
	}
}

// total is what a unit's parts add up to.
type total struct {
	n, d               health.Count
	reported, expected int
	series             [12]int32
}

func (s *total) add(sum Sum) {
	s.reported += sum.Reported
	s.expected += sum.Expected
	s.n, s.d = added(s.n, sum.N), added(s.d, sum.D)
	for m := range sum.Series {
		s.series[m] = int32(added(health.Count(s.series[m]), health.Count(sum.Series[m])))
	}
}

func added(a, b health.Count) health.Count {
	if !b.Known() {
		return a
	}
	return max(a, 0) + b
}

func (s total) is(sum Sum) bool {
	series := sum.Series
	if series == nil {
		series = slices.Repeat([]int32{-1}, 12)
	}
	return s.n == sum.N && s.d == sum.D && s.reported == sum.Reported && s.expected == sum.Expected && slices.Equal(s.series[:], series)
}

// Children add up to parents: the areas below and the puskesmas that count here to
// an area, the desa that it serves to a puskesmas. Those that report themselves, or should, are no sums.
func TestChildrenAddUpInBothHierarchies(t *testing.T) {
	worlds(t, func(t *testing.T, _ *rand.Rand, w world, y *Year) {
		for u := range health.Unit(w.reg.Units()) {
			for i := range 2 {
				whole := y.Sum(u, i)
				if w.reg.LevelOf(u) == health.Desa || y.rolls[i].has(u) {
					continue
				}
				parts := total{n: health.Missing, d: health.Missing}
				for m := range parts.series {
					parts.series[m] = -1
				}
				for _, c := range y.parts(w.reg, u, i) {
					sum := y.Sum(c, i)
					if y.rolls[i].has(c) {
						sum.Expected = 1 // also where it has no row and says nothing of itself
					}
					parts.add(sum)
				}
				if !parts.is(whole) {
					t.Errorf("unit %d, indicator %d: %+v, its parts %+v", u, i, whole, parts)
				}
			}
		}
	})
}

// parts lists the units that add up to u.
func (y *Year) parts(reg *health.Register, u health.Unit, indicator int) []health.Unit {
	if reg.LevelOf(u) == health.Puskesmas {
		return reg.Served(u)
	}
	list := reg.Children(u)
	for _, p := range reg.Puskesmas() {
		if y.seats.of(p) == u && y.rolls[indicator].has(p) {
			list = append(list, p)
		}
	}
	return list
}

// has says whether a unit reports itself, or should.
func (r roll) has(u health.Unit) bool {
	is := func(a attendance) bool { return a.unit == u }
	return slices.ContainsFunc(r.areas, is) || slices.ContainsFunc(r.posts, is)
}

// What the months say agrees with what the sums say.
func TestMonthsAgreeWithSums(t *testing.T) {
	worlds(t, func(t *testing.T, _ *rand.Rand, w world, y *Year) {
		for u := range health.Unit(w.reg.Units()) {
			for i := range 2 {
				sum := y.Sum(u, i)
				reported, expected, owes := 0, 0, int32(0)
				y.rolls[i].each(y.seats, u, func(a attendance) {
					if a.unit != u || y.slots[u] != 0 && y.own[int(y.slots[u]-1)*y.inds+i] {
						expected++
					}
					if a.got != 0 {
						reported++
					}
					owed := a.due &^ a.got
					if y.school[i] {
						owed >>= 6 // its first half lies in the calendar year before
					}
					owes += int32(bits.OnesCount16(owed))
				})
				if reported != sum.Reported || expected != sum.Expected {
					t.Errorf("unit %d: %d of %d by month, %d of %d in the sum", u, reported, expected, sum.Reported, sum.Expected)
				}
				for _, c := range y.ByMonth(u, i) {
					owes -= c.Due - c.Came
				}
				for _, s := range y.Silent(u) {
					if s.Indicator == i {
						owes += int32(bits.OnesCount16(s.Months))
					}
				}
				for _, c := range y.ByMonth(u, i) {
					owes -= c.Due - c.Came
				}
				if owes != 0 {
					t.Errorf("unit %d: what is missing by month is %d off the list of the silent", u, owes)
				}
			}
		}
	})
}

// same says whether two sums hold the same counts.
func same(a, b Sum) bool {
	return a.N == b.N && a.D == b.D && a.This == b.This && a.Last == b.Last && a.Reported == b.Reported && slices.Equal(a.Series, b.Series)
}

// A row without a numerator changes no count of anybody: missing is not zero.
func TestMissingNeverChangesATotal(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w world, y *Year) {
		empty := tally.Row{
			Unit: health.Unit(r.IntN(w.reg.Units())), Indicator: r.IntN(2),
			Month: health.MonthOf(worldYear, 1+r.IntN(12)), N: health.Missing, D: 50,
		}
		if slices.ContainsFunc(w.rows, func(row tally.Row) bool { return row.Unit == empty.Unit && row.Indicator == empty.Indicator }) {
			return // it could bring a new sasaran
		}
		after := w.sums(append(slices.Clone(w.rows), empty))
		for u := range health.Unit(w.reg.Units()) {
			for i := range 2 {
				if was, is := y.Sum(u, i), after.Sum(u, i); !same(was, is) {
					t.Errorf("an empty row of %d changes unit %d: %+v, now %+v", empty.Unit, u, was, is)
				}
			}
		}
	})
}

// A new row of a desa changes that desa, its puskesmas, and what these two lie in.
func TestARowChangesOnlyWhatItBelongsTo(t *testing.T) {
	worlds(t, func(t *testing.T, r *rand.Rand, w world, y *Year) {
		u := health.Unit(r.IntN(len(w.reg.Areas)))
		if w.reg.LevelOf(u) != health.Desa {
			return
		}
		row := tally.Row{
			Unit: u, Indicator: r.IntN(2), Month: health.MonthOf(worldYear, 1+r.IntN(y.Through.Of())),
			N: health.Count(r.IntN(9)), D: health.Count(r.IntN(60)),
		}
		touched := map[health.Unit]bool{u: true}
		for a := w.reg.Areas[u].Parent; a != health.NoUnit; a = w.reg.Areas[a].Parent {
			touched[a] = true
		}
		if p := w.reg.Areas[u].Puskesmas; p != health.NoUnit {
			touched[p] = true
			for a := w.reg.Facility(p).Kecamatan; a != health.NoUnit; a = w.reg.Areas[a].Parent {
				touched[a] = true
			}
		}
		after := w.sums(append(slices.Clone(w.rows), row))
		for v := range health.Unit(w.reg.Units()) {
			for i := range 2 {
				if was, is := y.Sum(v, i), after.Sum(v, i); !same(was, is) && (!touched[v] || i != row.Indicator) {
					t.Errorf("a row of %d changes unit %d: %+v, now %+v", u, v, was, is)
				}
			}
		}
	})
}
