package build

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// move is one person taken from one hidden desa of a group to another, in one month's reports.
type move struct {
	from, to  health.Unit
	indicator int
	month     health.Month
}

// moves finds for each service, year, kecamatan and puskesmas two hidden desa
// with reports in one month. Nothing that is published changes when one of those
// counted there changes place: all totals stay as they were.
func (r *raw) moves() []move {
	type group struct {
		year, indicator      int
		kecamatan, puskesmas health.Unit
	}
	reg := r.data.Register
	var list []move
	for _, y := range r.data.Table.Years() {
		for i := range r.data.Indicators {
			members := map[group][]health.Unit{}
			for _, u := range r.at(health.Desa) {
				if sum := r.sums.Of(y.Year).Sum(u, i); r.hidden(u, i, y.Year) && sum.N.Known() && sum.N < sum.D {
					g := group{y.Year, i, reg.Areas[u].Parent, reg.Areas[u].Puskesmas}
					members[g] = append(members[g], u)
				}
			}
			for _, g := range slices.SortedFunc(maps.Keys(members), func(a, b group) int { return int(a.kecamatan-b.kecamatan) + 1000*int(a.puskesmas-b.puskesmas) }) {
				us := members[g]
				if withheld := r.release.Figure(us[0], i, y.Year).Withheld(); withheld && len(us) > 2 {
					us = us[:2] // hidden whatever they are, so that one pair is enough
				}
				for k := 0; k+1 < len(us); k += 2 {
					if m, ok := common(y.Cells(us[k], i), y.Cells(us[k+1], i)); ok {
						list = append(list, move{us[k], us[k+1], i, health.MonthOf(y.Year, m)})
					}
				}
			}
		}
	}
	return list
}

// common finds the last month in which both reported and the first served somebody.
func common(from, to []int32) (month int, ok bool) {
	for m := len(from) - 1; m >= 0; m-- {
		if from[m] > 0 && to[m] >= 0 {
			return m + 1, true
		}
	}
	return 0, false
}

// moved rewrites a file of observations.
func (r *raw) moved(t *testing.T, body []byte, moves []move) []byte {
	t.Helper()
	shift := map[string]int{}
	for _, m := range moves {
		key := m.month.String() + "," + r.data.Indicators[m.indicator].Code + ","
		shift[key+r.data.Register.Code(m.from)]--
		shift[key+r.data.Register.Code(m.to)]++
	}
	records, err := csv.NewReader(bytes.NewReader(body)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range records[1:] {
		if by := shift[strings.Join(row[:3], ",")]; by != 0 {
			row[3] = strconv.Itoa(mustInt(t, row[3]) + by)
		}
	}
	var out bytes.Buffer
	if err := csv.NewWriter(&out).WriteAll(records); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// with copies a site's input with people moved.
func (r *raw) with(t *testing.T, dir string, moves []move) string {
	t.Helper()
	f, err := copyOf(dir, func(name string, body []byte) []byte {
		if strings.HasPrefix(name, "data/observations/") {
			return r.moved(t, body, moves)
		}
		return body
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(f.remove)
	return f.path
}

// after works out what may be published of some indicators once people have moved.
func (r *raw) after(moves []move, of ...int) *disclosure.Release {
	type place struct {
		unit      health.Unit
		indicator int
		month     health.Month
	}
	shift := map[place]health.Count{}
	for _, m := range moves {
		shift[place{m.from, m.indicator, m.month}]--
		shift[place{m.to, m.indicator, m.month}]++
	}
	b := tally.NewBuilder(r.data.Register, r.data.Indicators, r.sums.AsOf)
	for _, y := range r.data.Table.Years() {
		for _, u := range y.Units() {
			for _, i := range of {
				for m, n := range y.Cells(u, i) {
					if n == tally.NoRow {
						continue
					}
					at := health.MonthOf(y.Year, m+1)
					row := tally.Row{
						Unit: u, Indicator: i, Month: at, Span: y.Span(u, i), Kind: y.Kind(u, i),
						N: health.Missing, D: y.Denominator(u, i), Projected: y.Projected(u, i),
					}
					if course, varies := y.Course(u, i); varies {
						row.D, row.Projected = course.D[m], course.Projected>>m&1 != 0
					}
					if n >= 0 {
						row.N = health.Count(n) + shift[place{u, i, at}]
					}
					b.Add(row)
				}
			}
		}
	}
	in := sums(r.cfg, r.data, Options{Date: day()})
	in.Table = b.Table()
	return disclosure.Disclose(spm.Summarise(in), disclosure.Policy{
		MinCount: r.cfg.Disclosure.MinCount, MinCountSensitive: r.cfg.Disclosure.MinCountSensitive,
	})
}

// sameShown says whether the same figures of some indicators are shown in both, with the same numbers.
func (r *raw) sameShown(other *disclosure.Release, of ...int) bool {
	for _, y := range r.sums.Years {
		for _, i := range of {
			for _, u := range r.units() {
				if r.release.Figure(u, i, y.Year) != other.Figure(u, i, y.Year) {
					return false
				}
			}
		}
	}
	return true
}

// harmless keeps as many moves as leave the same figures shown: a count may pass
// a threshold, and then others are hidden.
func (r *raw) harmless(moves []move) []move {
	var kept []move
	for _, m := range moves {
		for _, m := range []move{m, {m.to, m.from, m.indicator, m.month}} {
			if r.sameShown(r.after(append(kept, m), m.indicator), m.indicator) { // of the others nothing moves
				kept = append(kept, m)
				break
			}
		}
	}
	return kept
}

// TestHiddenNumbersLeaveNoTrace moves people between hidden desa and builds
// again: if any byte of the site differed, a reader could learn of it.
func TestHiddenNumbersLeaveNoTrace(t *testing.T) {
	t.Parallel()
	r := rawSample(t)
	var all []int
	for i := range r.data.Indicators {
		all = append(all, i)
	}
	if !r.sameShown(r.after(nil, all...), all...) {
		t.Fatal("the reports cannot be put together again")
	}
	moves := r.harmless(r.moves())
	shownElsewhere := 0
	for _, m := range moves {
		if !r.release.Figure(m.from, m.indicator, m.month.Year()).Withheld() {
			shownElsewhere++
		}
	}
	if shownElsewhere < 10 {
		t.Fatalf("%d of %d moves are of services that other desa show: too few", shownElsewhere, len(moves))
	}
	files, ps, err := Memory(context.Background(), Options{unpainted: true, Dir: r.with(t, sampleDir, moves), Date: day()})
	if err != nil || ps.HasErrors() {
		t.Fatal(err, refused{ps})
	}
	for _, fault := range different(sampleSite(t).files, files) {
		t.Error(fault)
	}
}

// different says how two trees differ.
func different(want, got map[string][]byte) []string {
	var faults []string
	for _, name := range slices.Sorted(maps.Keys(want)) {
		a, b := want[name], got[name]
		if b == nil {
			faults = append(faults, name+": is gone")
			continue
		}
		if bytes.Equal(a, b) {
			continue
		}
		i := 0
		for i < min(len(a), len(b)) && a[i] == b[i] {
			i++
		}
		faults = append(faults, fmt.Sprintf("%s: from byte %d\n\twas %q\n\tis  %q", name, i, around(a, i), around(b, i)))
	}
	for _, name := range slices.Sorted(maps.Keys(got)) {
		if want[name] == nil {
			faults = append(faults, name+": is new")
		}
	}
	return faults
}

func around(b []byte, i int) []byte { return b[max(0, i-60):min(len(b), i+60)] }
