package build

import (
	"math"
	"slices"
	"testing"

	"terang/internal/health"
)

// TestNothingCanBeWorkedOut does what a curious reader can do with capaian.csv:
// for each service and year it writes down every sum that is known to hold, with
// the hidden numbers as unknowns, and solves. No unknown may have one solution.
func TestNothingCanBeWorkedOut(t *testing.T) {
	t.Parallel()
	for name, site := range sites(t) {
		b, r := site()
		rows := capaian(t, b, r)
		unknowns := 0
		for _, y := range r.release.Years() {
			for i := range r.data.Indicators {
				if rows[cell{0, i, y}] == nil {
					continue
				}
				s := systemOf(rows, r.groupsOf(i, y), i, y)
				unknowns += len(s.unknown)
				for _, u := range s.solved() {
					t.Errorf("%s: %s of %s in %d is hidden, yet it follows from what is shown", name, r.data.Indicators[i].Code, r.data.Register.Name(u), y)
				}
			}
		}
		if unknowns < 10 {
			t.Errorf("%s: only %d unknowns", name, unknowns)
		}
	}
}

// TestSystemFindsWhatFollows checks the solver: one hidden part of a sum follows, two do not, unless a second sum parts them.
func TestSystemFindsWhatFollows(t *testing.T) {
	t.Parallel()
	row := func(n string) map[string]string {
		hidden := "0"
		if n == "" {
			hidden = "1"
		}
		return map[string]string{"pembilang": n, "disensor": hidden}
	}
	for _, c := range []struct {
		shown  map[health.Unit]string // of units 0 to 4; "" is hidden, none has not reported
		groups map[health.Unit][][]health.Unit
		want   []health.Unit
	}{
		{map[health.Unit]string{0: "9", 1: "", 2: "5", 3: "1"}, map[health.Unit][][]health.Unit{0: {{1, 2, 3}}}, []health.Unit{1}},
		{map[health.Unit]string{0: "9", 1: "", 2: "5", 3: ""}, map[health.Unit][][]health.Unit{0: {{1, 2, 3}}}, nil},
		{map[health.Unit]string{0: "9", 1: "", 2: "", 3: "", 4: "4"}, map[health.Unit][][]health.Unit{0: {{1, 2, 3}}, 4: {{1, 2}}}, []health.Unit{3}},
		{map[health.Unit]string{0: "9", 1: "", 2: "", 4: ""}, map[health.Unit][][]health.Unit{0: {{1, 2, 3}}, 4: {{1, 3}}}, nil},
	} {
		rows := map[cell]map[string]string{}
		for u, n := range c.shown {
			rows[cell{u, 0, 2024}] = row(n)
		}
		if got := systemOf(rows, c.groups, 0, 2024).solved(); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v follow, want %v", c.shown, got, c.want)
		}
	}
}

// system is a set of sums: in each row a coefficient for each unknown. The known
// sides do not matter for what has one solution.
type system struct {
	unknown []health.Unit
	rows    [][]float64
}

// systemOf writes down the sums of one indicator and year.
func systemOf(rows map[cell]map[string]string, groups map[health.Unit][][]health.Unit, indicator, year int) *system {
	s := &system{}
	at := func(u health.Unit) int {
		if row := rows[cell{u, indicator, year}]; row == nil || row["disensor"] != "1" {
			return -1
		}
		i := slices.Index(s.unknown, u)
		if i < 0 {
			i, s.unknown = len(s.unknown), append(s.unknown, u)
		}
		return i
	}
	type sum struct{ plus, minus []int }
	var sums []sum
	for total, lists := range groups {
		for _, parts := range lists {
			var e sum
			if i := at(total); i >= 0 {
				e.minus = append(e.minus, i)
			}
			for _, p := range parts {
				if i := at(p); i >= 0 {
					e.plus = append(e.plus, i)
				}
			}
			sums = append(sums, e)
		}
	}
	for _, e := range sums {
		row := make([]float64, len(s.unknown))
		for _, i := range e.plus {
			row[i]++
		}
		for _, i := range e.minus {
			row[i]--
		}
		s.rows = append(s.rows, row)
	}
	return s
}

// solved reduces the system and lists the unknowns that stand alone in a row.
func (s *system) solved() []health.Unit {
	const tiny = 1e-9
	next := 0
	for column := range s.unknown {
		pivot := -1
		for i := next; i < len(s.rows); i++ {
			if math.Abs(s.rows[i][column]) > tiny && (pivot < 0 || math.Abs(s.rows[i][column]) > math.Abs(s.rows[pivot][column])) {
				pivot = i
			}
		}
		if pivot < 0 {
			continue
		}
		s.rows[next], s.rows[pivot] = s.rows[pivot], s.rows[next]
		for i := range s.rows {
			if f := s.rows[i][column] / s.rows[next][column]; i != next && f != 0 {
				for k := range s.unknown {
					s.rows[i][k] -= f * s.rows[next][k]
				}
			}
		}
		next++
	}
	var alone []health.Unit
	for _, row := range s.rows {
		last, count := -1, 0
		for k, v := range row {
			if math.Abs(v) > tiny {
				last, count = k, count+1
			}
		}
		if count == 1 {
			alone = append(alone, s.unknown[last])
		}
	}
	slices.Sort(alone)
	return alone
}
