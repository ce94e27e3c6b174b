package disclosure

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"terang/internal/bounds"
	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// collector is a reader who has kept the edition of every month and reasons with
// all of them at once: what is counted once is counted ever after, and the sums
// hold in each month. It shares no code with what hides figures.
type collector struct {
	s         *spm.Summary
	r         *Release
	editions  []*Release // by month
	year      int
	months    int
	reporters []health.Unit
	parts     map[health.Unit][]int // by unit: the reporters it adds up
	variable  map[[2]int]int        // by reporter and month: people newly served
}

func collect(s *spm.Summary, editions []*Release, year int) *collector {
	c := &collector{
		s: s, r: editions[len(editions)-1], editions: editions, year: year, months: len(editions),
		parts: map[health.Unit][]int{}, variable: map[[2]int]int{},
	}
	reg, y := s.Register, s.Of(year)
	for u := range health.Unit(reg.Units()) {
		if sum := y.Sum(u, 0); !sum.N.Known() || !sum.Own {
			continue
		}
		i := len(c.reporters)
		c.reporters = append(c.reporters, u)
		c.parts[u] = append(c.parts[u], i)
		above := health.NoUnit
		if reg.LevelOf(u) == health.Puskesmas {
			above = s.Seat(u)
		} else {
			above = reg.Areas[u].Parent
			if p := reg.Areas[u].Puskesmas; p != health.NoUnit {
				c.parts[p] = append(c.parts[p], i)
			}
		}
		for ; above != health.NoUnit; above = reg.Areas[above].Parent {
			c.parts[above] = append(c.parts[above], i)
		}
		for m := 1; m <= c.months; m++ {
			if sum := y.Sum(u, 0); sum.Series[m-1] >= 0 {
				c.variable[[2]int{i, m}] = len(c.variable)
			}
		}
	}
	return c
}

// count is a unit's cumulative count in a month, as a sum of variables.
func (c *collector) count(u health.Unit, month int) []bounds.Term {
	var sum []int
	for _, i := range c.parts[u] {
		for m := 1; m <= month; m++ {
			if x, ok := c.variable[[2]int{i, m}]; ok {
				sum = append(sum, x)
			}
		}
	}
	return bounds.Sum(sum...)
}

// writeBands adds the counts of which an edition tells a band.
func (c *collector) writeBands(sys *bounds.System) {
	for month, edition := range c.editions {
		for u := range c.parts {
			f := edition.Figure(u, 0, c.year)
			if f.State() != health.Banded {
				continue
			}
			d := float64(c.s.Of(c.year).Denominators(u, 0)[month])
			from, below := f.Band().Limits()
			most := bounds.Endless
			if below <= 100 {
				most = math.Ceil(below*d/100) - 1
			}
			sys.Row(math.Ceil(from*d/100), most, c.count(u, month+1)...)
		}
	}
}

// widths gives how closely each count in hidden is known, given the counts that are
// shown; where it is twice t or more it may be wider than is told.
func (c *collector) widths(t int, shown, hidden func(u health.Unit, month int) bool) map[string]int {
	sys := &bounds.System{}
	for range c.variable {
		sys.Unknown(0, bounds.Endless)
	}
	c.writeBands(sys)
	var names []string
	var targets []bounds.Target
	y := c.s.Of(c.year)
	for u := range health.Unit(c.s.Register.Units()) {
		sum := y.Sum(u, 0)
		if !sum.N.Known() {
			continue
		}
		for m := 1; m <= c.months; m++ {
			n := float64(sum.Series[m-1])
			if n < 0 {
				continue
			}
			if shown(u, m) {
				sys.Row(n, n, c.count(u, m)...)
			}
			if hidden(u, m) {
				names = append(names, fmt.Sprintf("%s in month %d", c.s.Register.Code(u), m))
				targets = append(targets, bounds.Target{Terms: c.count(u, m), Enough: float64(2 * t)})
			}
		}
	}
	found := map[string]int{}
	for i, width := range widthsOf(sys, targets) {
		found[names[i]] = width
	}
	return found
}

// findings lists the hidden counts that are known more closely than t, or for
// certain where t is out of reach, though hiding more could have helped.
func (c *collector) findings(t int) []string {
	exact := func(u health.Unit, m int) bool {
		series := c.r.Series(u, 0, c.year)
		return series != nil && series[m-1].Exact()
	}
	public := func(u health.Unit, m int) bool {
		sasaran := c.s.Of(c.year).Denominators(u, 0)
		return exempt(c.s.Register.LevelOf(u)) || (slices.Max(sasaran[:m]) <= 0 && exact(u, m))
	}
	y := c.s.Of(c.year)
	hidden := func(u health.Unit, m int) bool { return !exact(u, m) && !public(u, m) && y.Sum(u, 0).Series[m-1] > 0 }
	known := func(u health.Unit, m int) bool { return exact(u, m) || public(u, m) }
	now := c.widths(t, known, hidden)
	var list []string
	for month := 1; month <= c.months; month++ {
		// What cannot be helped any more, given the editions before.
		least := c.widths(t,
			func(u health.Unit, m int) bool { return public(u, m) || (m < month && exact(u, m)) },
			func(u health.Unit, m int) bool { return m == month && hidden(u, m) })
		for name, width := range least {
			// Where public figures leave room for little more than t, worlds that begin a month
			// later can miss a person or two of it; where for less, no count may be certain.
			want := t
			switch {
			case width < t:
				want = min(width, 1)
			case width < 2*t:
				want = t - 2
			}
			if now[name] < want {
				list = append(list, fmt.Sprintf("%s is known to %d, need not be known closer than %d", name, now[name], width))
			}
		}
	}
	return list
}

// years spreads the reports of an office over some months.
func years() *rapid.Generator[*office] {
	return rapid.Custom(func(t *rapid.T) *office {
		w := offices().Filter(func(w *office) bool { return len(w.rows) < 14 && w.ind.Code != "hiv" }).Draw(t, "office")
		months := rapid.IntRange(2, 5).Draw(t, "months")
		var rows []tally.Row
		for _, r := range w.rows {
			if r.Kind == tally.Outside {
				continue
			}
			left := int(r.N)
			moves := rapid.SampledFrom([]int{0, 0, 0, 2, 3, 4}).Draw(t, "sasaran moves in")
			by, counted := rapid.IntRange(-12, 12).Draw(t, "by"), rapid.Bool().Draw(t, "counted")
			for m := rapid.SampledFrom([]int{1, 1, 1, 1, 2}).Draw(t, "first"); m <= months; m++ {
				row := r
				row.Month = health.MonthOf(2024, m)
				n := left
				if m < months {
					n = rapid.IntRange(0, min(left, 12)).Draw(t, "n")
				}
				left -= n
				row.N = health.Count(n)
				if moves > 0 && m >= moves {
					// One that falls to nobody tells that nobody was served before.
					row.D, row.Projected = max(row.D+health.Count(by), min(row.D, 1)), row.Projected && !counted
				}
				rows = append(rows, row)
			}
		}
		w.rows = rows
		return w
	})
}

// editions gives the release of every month of 2024 up to the last report.
func (w *office) editions(make func(s *spm.Summary) *Release) []*Release {
	var list []*Release
	for m := health.MonthOf(2024, 1); m <= w.summary(w.rows).AsOf; m++ {
		list = append(list, make(w.summaryAt(w.rows, m)))
	}
	return list
}

// Whoever keeps the edition of every month cannot work anything out either, and
// each edition shows of a month what later ones show.
func TestNothingCanBeWorkedOutOverTime(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		w := years().Draw(t, "office")
		s := w.summary(w.rows)
		if s.Of(2024) == nil {
			return
		}
		editions := w.editions(func(s *spm.Summary) *Release { return Disclose(s, policy) })
		for _, f := range collect(s, editions, 2024).findings(w.threshold()) {
			t.Error(f)
		}
		last := editions[len(editions)-1]
		for i, r := range editions {
			if !sameReporters(r.sums, s) {
				continue // who reports above others counts until they do
			}
			for u := range health.Unit(s.Register.Units()) {
				if series := last.Series(u, 0, 2024); series != nil && s.Of(2024).Sum(u, 0).D > 0 && series[i].Exact() != r.Figure(u, 0, 2024).Exact() {
					t.Errorf("%s in month %d is shown in one edition and hidden in another", s.Register.Code(u), i+1)
				}
			}
		}
	})
}

// sameReporters says whether all that count in an earlier edition still count in a later one.
func sameReporters(earlier, later *spm.Summary) bool {
	y := earlier.Of(2024)
	for u := range health.Unit(earlier.Register.Units()) {
		if y != nil && y.Sum(u, 0).Own && !later.Of(2024).Sum(u, 0).Own {
			return false
		}
	}
	return true
}

func (w *office) threshold() int {
	if w.ind.Sensitivity == health.Sensitive {
		return policy.MinCountSensitive
	}
	return policy.MinCount
}

// The collector finds what is left open: each weakness below must be found in some office.
func TestTheCollectorCollects(t *testing.T) {
	without := policy
	without.Except = Differencing
	for name, c := range map[string]struct {
		policy  Policy
		protect func(*table)
	}{
		"months are not looked at":         {without, (*table).protect},
		"worlds are not held":              {policy, withoutHold},
		"growth is not covered":            {policy, withoutCover},
		"half as wide":                     {policy, func(tb *table) { tb.t /= 2; tb.protect(); tb.t *= 2 }},
		"nothing but the growth is hidden": {policy, func(*table) {}},
	} {
		t.Run(name, func(t *testing.T) {
			found := false
			for seed := 0; seed < 400 && !found; seed++ {
				w := years().Example(seed)
				s := w.summary(w.rows)
				if s.Of(2024) == nil {
					continue
				}
				editions := w.editions(func(s *spm.Summary) *Release { return disclose(s, c.policy, nil, c.protect) })
				found = len(collect(s, editions, 2024).findings(w.threshold())) > 0
			}
			if !found {
				t.Error("is not noticed")
			}
		})
	}
}

func withoutHold(tb *table) {
	tb.echoes = nil
	clear(tb.worlds)
	tb.protect()
}

func withoutCover(tb *table) {
	for i := range tb.cells {
		tb.cells[i].step = tb.cells[i].n // as if nothing had been counted before
	}
	tb.protect()
}

// A sasaran that is counted anew in the middle of the year decides nothing about the months before: they were decided
// with the one of their time. Ten puskesmas; in July the first has 48 of 50 served, who had been 48 of 60.
func TestANewSasaranLeavesEarlierMonthsAlone(t *testing.T) {
	w := &office{served: map[string]string{}, ind: condition}
	kab := w.area(health.NoUnit, "14.10", health.Kabkota)
	w.close()
	served, sasaran := []int{48, 31, 25, 3, 30, 40, 10, 33, 28, 30}, []int{60, 90, 95, 40, 100, 120, 70, 95, 105, 110}
	for i := range served {
		code := fmt.Sprintf("P%02d", i)
		w.facilities = append(w.facilities, health.Facility{
			Code: code, Name: code, Type: health.TypePuskesmas, Kabkota: kab, Kecamatan: health.NoUnit, Desa: health.NoUnit,
		})
	}
	for i := range served {
		u, _ := w.register().UnitOf(fmt.Sprintf("P%02d", i))
		for m := 5; m <= 7; m++ {
			row := tally.Row{Unit: u, Month: health.MonthOf(2024, m), D: health.Count(sasaran[i]), Kind: tally.Cumulative}
			if m > 5 {
				row.N = health.Count(served[i])
			}
			if m > 6 && i != 0 && i != 3 {
				row.N += 6
			}
			if m > 6 && i == 0 {
				row.D = 50
			}
			w.rows = append(w.rows, row)
		}
	}
	june, july := Disclose(w.summaryAt(w.rows, health.MonthOf(2024, 6)), policy), Disclose(w.summaryAt(w.rows, health.MonthOf(2024, 7)), policy)
	hidden := 0
	for u := range health.Unit(july.sums.Register.Units()) {
		was, is := june.Figure(u, 0, 2024), july.Series(u, 0, 2024)[5]
		wasD, _ := was.Denominator()
		if isD, _ := is.Denominator(); was.Exact() != is.Exact() || wasD != isD {
			t.Errorf("%s: June was %v of %d in June and is %v of %d in July", w.register().Code(u), was.Exact(), wasD, is.Exact(), isD)
		}
		if !is.Exact() {
			hidden++
		}
	}
	if hidden != 2 || july.Figure(1, 0, 2024).Exact() {
		t.Errorf("%d hidden in June; the first in July: %v", hidden, july.Figure(1, 0, 2024).State())
	}
}
