package site

import (
	"math"
	"testing"

	"terang/internal/config"
)

// TestUHCGolden is golden test 5 of the domain reference §7.1, and what stands
// beside it: the older rule, the bounds themselves, an unknown share.
func TestUHCGolden(t *testing.T) {
	t.Parallel()
	of := func(n, d int) share { return share{n, d, true} }
	rules := config.Default().UHC
	for name, c := range map[string]struct {
		members, active share
		year            int
		coverage, keen  float64 // as the text prints them, NaN for none
		want            uhcVerdict
	}{
		"reached":              {of(208500, 211997), of(171900, 208500), 2025, 98.3504, 82.4460, uhcReached},
		"below 98":             {of(129776, 133386), share{}, 2025, 97.2936, math.NaN(), uhcMissed},
		"the rule of 2024":     {of(129776, 133386), share{}, 2024, 97.2936, math.NaN(), uhcReached},
		"before any rule":      {of(129776, 133386), share{}, 2013, 97.2936, math.NaN(), uhcOpen},
		"coverage at 98":       {of(98, 100), of(90, 98), 2025, 98, 91.8367, uhcMissed},
		"activity at 80":       {of(990, 1000), of(792, 990), 2025, 99, 80, uhcMissed},
		"activity not known":   {of(990, 1000), share{}, 2025, 99, math.NaN(), uhcOpen},
		"more than all people": {of(1010, 1000), of(900, 1010), 2025, 101, 89.1089, uhcReached},
	} {
		s := uhcStanding{members: c.members, active: c.active}
		s.judge(rules, c.year)
		if s.verdict != c.want {
			t.Errorf("%s: verdict %d, want %d", name, s.verdict, c.want)
		}
		if got := c.members.percent(); math.Abs(got-c.coverage) > 0.00005 {
			t.Errorf("%s: coverage %.5f, want %.4f", name, got, c.coverage)
		}
		if got := c.active.percent(); c.active.ok && math.Abs(got-c.keen) > 0.00005 {
			t.Errorf("%s: activity %.5f, want %.4f", name, got, c.keen)
		}
	}
}

// What some kab/kota reported says nothing of their province.
func TestUHCOfSomeIsNoVerdict(t *testing.T) {
	t.Parallel()
	s := uhcStanding{members: share{99, 100, true}, active: share{90, 99, true}, k: 2, m: 8}
	if s.judge(config.Default().UHC, 2025); s.verdict != uhcOpen {
		t.Errorf("verdict %d", s.verdict)
	}
}

// TestExactly prints no number on the wrong side of a bound.
func TestExactly(t *testing.T) {
	t.Parallel()
	b := tiny{month: 1, services: 1, desa: []place{{"Soka", []int{80}}}}.build(t)
	for _, c := range []struct {
		v, bound float64
		want     string
	}{
		{90.999, 91, "90,999"}, {91, 91, "91,00"}, {80.0001, 80, "80,0001"}, {79.994, 80, "79,99"}, {98.3504, 98, "98,35"}, {80, 80, "80,00"},
	} {
		if got := b.exactly(c.v, c.bound); got != c.want {
			t.Errorf("%v beside %v prints %s, want %s", c.v, c.bound, got, c.want)
		}
	}
}
