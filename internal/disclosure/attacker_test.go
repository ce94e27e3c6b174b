package disclosure

import (
	"fmt"

	"terang/internal/bounds"
	"terang/internal/health"
	"terang/internal/spm"
)

// attacker is a reader who works out hidden counts from all that is shown of one
// indicator and year, with every equation at once. It shares no code with what
// hides them. It is given more than a reader has: who reported, and how many
// people of outside each sum counts.
type attacker struct {
	ind   health.Indicator
	t     int
	units []*victim
}

// victim is a unit with a report or a sum.
type victim struct {
	name   string
	level  health.Level
	n, d   int // the truth
	out    int // people of outside in n
	shown  bool
	own    bool // it reports itself
	exempt bool
	guard  bool  // d − n is protected
	parts  []int // the reporters it adds up, by place; its own place where it reports itself
}

func attack(s *spm.Summary, r *Release, p Policy, indicator, year int) *attacker {
	a := &attacker{ind: s.Indicators[indicator], t: p.MinCount}
	if a.ind.Sensitivity == health.Sensitive {
		a.t = p.MinCountSensitive
	}
	reg, y := s.Register, s.Of(year)
	place := map[health.Unit]*victim{}
	var reporters []health.Unit
	for u := range health.Unit(reg.Units()) {
		sum := y.Sum(u, indicator)
		if !sum.N.Known() {
			continue
		}
		l := reg.LevelOf(u)
		v := &victim{
			name: reg.Code(u), level: l, n: int(sum.N), d: int(sum.D), out: sum.Outside,
			shown: r.Figure(u, indicator, year).Exact(), exempt: l == health.Country || l == health.Provinsi || l == health.Kabkota,
			guard: a.ind.Sensitivity != health.Routine || (l == health.Desa && !sum.Projected),
		}
		place[u] = v
		a.units = append(a.units, v)
		if sum.Own {
			reporters = append(reporters, u)
			v.own = true
		}
	}
	for i, u := range reporters {
		above := u
		if reg.LevelOf(u) == health.Puskesmas {
			place[u].parts = append(place[u].parts, i)
			above = s.Seat(u)
		} else if p := reg.Areas[u].Puskesmas; p != health.NoUnit && place[p] != nil {
			place[p].parts = append(place[p].parts, i)
		}
		for ; above != health.NoUnit; above = reg.Areas[above].Parent {
			place[above].parts = append(place[above].parts, i)
		}
	}
	for _, v := range a.units {
		for _, i := range v.parts {
			if own := place[reporters[i]]; own != v {
				v.out -= own.out // in the reporter's own figure already
			}
		}
	}
	for _, u := range reporters {
		place[u].out = 0
	}
	return a
}

// reasoning is one way to reason: about which count, and what it can be at most.
type reasoning struct {
	count func(v *victim) int
	most  func(v *victim) int // endless where the reader has no idea
	out   int                 // what a person of outside adds to the count
}

func noIdea(*victim) int { return endless }

// served reasons about those served from the totals alone.
func (a *attacker) served() reasoning {
	return reasoning{func(v *victim) int { return v.n }, noIdea, 1}
}

// informed knows every sasaran too, and that no more are served; not of
// sensitive services, where that is a number of patients.
func (a *attacker) informed() reasoning {
	most := func(v *victim) int { return max(v.n, v.d) }
	if a.ind.Sensitivity == health.Sensitive {
		most = noIdea
	}
	return reasoning{func(v *victim) int { return v.n }, most, 1}
}

// unserved reasons about those not served, from the totals alone.
func (a *attacker) unserved() reasoning {
	return reasoning{func(v *victim) int { return v.d - v.n }, noIdea, -1}
}

// widths gives for each unit how wide the interval is that a reader finds, given
// which units are shown; where it is t or more it may be wider than is told.
func (a *attacker) widths(shown func(v *victim) bool, rd reasoning) map[*victim]int {
	sys, unknown, known := &bounds.System{}, map[int]int{}, map[int]int{}
	for _, v := range a.units {
		if v.own && shown(v) {
			known[v.parts[0]] = rd.count(v)
		} else if v.own {
			unknown[v.parts[0]] = sys.Unknown(float64(min(0, rd.count(v))), bounds.Endless)
		}
	}
	var hidden []*victim
	var targets []bounds.Target
	for _, v := range a.units {
		least, most := -endless, rd.most(v)
		if shown(v) {
			least, most = rd.count(v), rd.count(v)
		}
		rest := v.out * rd.out
		var terms []bounds.Term
		for _, i := range v.parts {
			if x, ok := unknown[i]; ok {
				terms = append(terms, bounds.Term{Unknown: x, By: 1})
			}
			rest += known[i]
		}
		if len(terms) == 0 && (rest < least || rest > most) {
			panic(fmt.Sprintf("%s is not the sum of its parts", v.name))
		}
		sys.Row(limit(least-rest), limit(most-rest), terms...)
		if !shown(v) {
			hidden = append(hidden, v)
			targets = append(targets, bounds.Target{Terms: terms, Enough: float64(a.t)})
		}
	}
	found := map[*victim]int{}
	for i, width := range widthsOf(sys, targets) {
		found[hidden[i]] = width
	}
	return found
}

// endless stands where a reader finds no bound.
const endless = 1 << 40

func limit(n int) float64 {
	switch {
	case n > endless/2:
		return bounds.Endless
	case n < -endless/2:
		return -bounds.Endless
	}
	return float64(n)
}

// widthsOf solves what is known, which must not contradict itself.
func widthsOf(sys *bounds.System, targets []bounds.Target) []int {
	intervals, ok := sys.Bounds(targets)
	if !ok {
		panic("the equations contradict each other")
	}
	var list []int
	for _, iv := range intervals {
		list = append(list, int(min(iv.Width(), endless)))
	}
	return list
}

// finding is a count that a reader knows too closely.
type finding struct {
	unit        string
	what        string
	width, want int
}

func (f finding) String() string {
	return fmt.Sprintf("%s: %s lies in an interval of %d, want %d", f.unit, f.what, f.width, f.want)
}

// findings lists the hidden counts that are known more closely than t, unless
// they would be were everything hidden that may be: then they follow from
// figures that are always public.
func (a *attacker) findings() []finding {
	shown := func(v *victim) bool { return v.shown }
	public := func(v *victim) bool { return v.exempt || v.d == 0 }
	type pair struct{ now, least map[*victim]int }
	both := func(rd reasoning) pair { return pair{a.widths(shown, rd), a.widths(public, rd)} }
	blind, informed, rest := both(a.served()), both(a.informed()), both(a.unserved())
	var list []finding
	check := func(v *victim, what string, width, want int) {
		if width < want {
			list = append(list, finding{v.name, what, width, want})
		}
	}
	for _, v := range a.units {
		if v.shown {
			a.checkShown(v, blind.least[v], check)
			continue
		}
		if v.n >= 1 {
			check(v, "n", blind.now[v], min(a.t, blind.least[v]))
			check(v, "n, by its sasaran,", informed.now[v], min(a.t, max(v.n, v.d), informed.least[v]))
		}
		if v.guard && v.d > v.n {
			check(v, "d − n", rest.now[v], min(a.t, rest.least[v]))
		}
		check(v, "d", blind.now[v]+rest.now[v], min(a.t, blind.least[v]+rest.least[v]))
	}
	return list
}

// checkShown looks for a shown count that is small itself; one that follows from public figures may be.
func (a *attacker) checkShown(v *victim, least int, check func(v *victim, what string, width, want int)) {
	if v.exempt || v.d == 0 || least == 0 {
		return
	}
	small := func(n int) bool { return n >= 1 && n < a.t }
	if small(v.n) {
		check(v, "shown n", 0, a.t)
	}
	if small(v.d) {
		check(v, "shown d", 0, a.t)
	}
	if v.guard && small(v.d-v.n) {
		check(v, "shown d − n", 0, a.t)
	}
}
