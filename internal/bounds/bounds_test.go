package bounds

import (
	"math/rand/v2"
	"testing"
)

func interval(t *testing.T, s *System, enough float64, terms ...Term) Interval {
	t.Helper()
	found, ok := s.Bounds([]Target{{Terms: terms, Enough: enough}})
	if !ok {
		t.Fatal("contradiction")
	}
	return found[0]
}

// Golden test 6 of the domain reference: A and C hidden, of 21 people together; A has a sasaran of 12, C of 30.
func TestGolden6(t *testing.T) {
	s := &System{}
	a, c := s.Unknown(0, 12), s.Unknown(0, 30)
	s.Row(21, 21, Sum(a, c)...)
	if got := interval(t, s, 100, Sum(a)...); got != (Interval{0, 12}) {
		t.Errorf("A lies in %v", got)
	}
	if got := interval(t, s, 100, Sum(c)...); got != (Interval{9, 21}) {
		t.Errorf("C lies in %v", got)
	}
}

// Two families of sums: a+b = 10, c+d = 7 and a+c = 3, b+d = 14.
func TestTwoFamilies(t *testing.T) {
	s := &System{}
	a, b, c, d := s.Unknown(0, Endless), s.Unknown(0, Endless), s.Unknown(0, Endless), s.Unknown(0, Endless)
	s.Row(10, 10, Sum(a, b)...)
	s.Row(7, 7, Sum(c, d)...)
	s.Row(3, 3, Sum(a, c)...)
	for _, w := range []struct {
		terms []Term
		want  Interval
	}{
		{Sum(a), Interval{0, 3}},
		{Sum(b), Interval{7, 10}},
		{Sum(d), Interval{4, 7}},
		{Sum(b, d), Interval{14, 14}},
		{[]Term{{b, 1}, {d, -1}}, Interval{0, 6}},
	} {
		if got := interval(t, s, 100, w.terms...); got != w.want {
			t.Errorf("%v lies in %v, want %v", w.terms, got, w.want)
		}
	}
}

func TestNoLimitAndContradiction(t *testing.T) {
	s := &System{}
	a, b := s.Unknown(0, Endless), s.Unknown(0, Endless)
	s.Row(-Endless, 4, Term{a, 1}, Term{b, -1})
	if got := interval(t, s, Endless, Sum(b)...); got != (Interval{0, Endless}) {
		t.Errorf("b lies in %v", got)
	}
	if got := interval(t, s, 3, Sum(a)...); got.Width() < 3 {
		t.Errorf("a lies in %v", got)
	}
	s.Row(9, 9, Term{a, 1}, Term{b, -1})
	if _, ok := s.Bounds(nil); ok {
		t.Error("a contradiction was not seen")
	}
}

// A contradiction that no row shows alone: a+b, b+c and a+c are 1, 1 and 4 with c at most 1.
func TestContradictionOfRowsTogether(t *testing.T) {
	s := &System{}
	a, b, c, d := s.Unknown(0, 9), s.Unknown(0, 9), s.Unknown(0, 9), s.Unknown(0, 9)
	s.Row(5, 5, Sum(a, b)...)
	s.Row(5, 5, Sum(c, d)...)
	s.Row(7, 7, Sum(a, c)...)
	s.Row(4, 4, Sum(b, d)...)
	if _, ok := s.Bounds(nil); ok {
		t.Error("a contradiction was not seen")
	}
}

// TestAgainstTrying holds the bounds against all whole numbers, tried one by one,
// in systems of sums over two nested families with rising counts.
func TestAgainstTrying(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	for range 3000 {
		n, top := 2+r.IntN(4), 1+r.IntN(4)
		truth := make([]int, n)
		for i := range truth {
			truth[i] = r.IntN(top + 1)
		}
		s := &System{}
		for range n {
			s.Unknown(0, float64(top))
		}
		type sum struct {
			of []int
			is int
		}
		var sums []sum
		add := func(of []int) {
			total := 0
			for _, u := range of {
				total += truth[u]
			}
			sums = append(sums, sum{of, total})
			s.Row(float64(total), float64(total), Sum(of...)...)
		}
		cut, step := 1+r.IntN(n), 1+r.IntN(2)
		var first, other []int
		for u := range n {
			if u < cut {
				first = append(first, u)
			}
			if u%(step+1) == 0 {
				other = append(other, u)
			}
		}
		add(first)
		add(other)
		low, high := append([]int(nil), truth...), append([]int(nil), truth...)
		try := make([]int, n)
		var walk func(u int)
		walk = func(u int) {
			if u < n {
				for try[u] = 0; try[u] <= top; try[u]++ {
					walk(u + 1)
				}
				return
			}
			for _, q := range sums {
				total := 0
				for _, v := range q.of {
					total += try[v]
				}
				if total != q.is {
					return
				}
			}
			for v := range try {
				low[v], high[v] = min(low[v], try[v]), max(high[v], try[v])
			}
		}
		walk(0)
		var targets []Target
		for u := range n {
			targets = append(targets, Target{Sum(u), 1000})
		}
		found, ok := s.Bounds(targets)
		if !ok {
			t.Fatalf("%v: contradiction", sums)
		}
		for u, got := range found {
			if want := (Interval{float64(low[u]), float64(high[u])}); got != want {
				t.Fatalf("%v at most %d: unknown %d lies in %v, want %v", sums, top, u, got, want)
			}
		}
	}
}

// What is told to be narrower than enough truly is: a search that stops early stops
// at whole numbers far enough apart, also where shares put the limits between them.
func TestEnoughIsEnoughInWholeNumbers(t *testing.T) {
	r := rand.New(rand.NewPCG(4, 9))
	for range 3000 {
		system := func(seed uint64) (*System, []int) {
			r := rand.New(rand.NewPCG(seed, 1))
			s := &System{}
			var list []int
			for range 3 + r.IntN(3) {
				list = append(list, s.Unknown(0, float64(5+r.IntN(30))))
			}
			s.Row(10, 20+float64(r.IntN(9)), Sum(list...)...)
			for range 2 + r.IntN(2) {
				s.Row(-3.5*float64(r.IntN(3)), Endless, Term{list[r.IntN(len(list))], 1}, Term{list[r.IntN(len(list))], -0.3 - r.Float64()})
			}
			return s, list
		}
		seed := r.Uint64()
		one, unknowns := system(seed)
		other, _ := system(seed)
		var near, far []Target
		for _, u := range unknowns {
			near, far = append(near, Target{Sum(u), 5}), append(far, Target{Sum(u), 1000})
		}
		stopped, ok := one.Bounds(near)
		whole, _ := other.Bounds(far)
		for i := range stopped {
			if ok && stopped[i].Width() < 5 && stopped[i] != whole[i] {
				t.Fatalf("%v was told of %v", stopped[i], whole[i])
			}
		}
	}
}
