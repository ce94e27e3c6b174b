package config

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// isPercent is false for what is no number as well.
func isPercent(v float64) bool { return v >= 0 && v <= 100 }

func (c *checker) uhc(given, otherwise []UHCRule) []UHCRule {
	if len(given) == 0 {
		return otherwise
	}
	rules := slices.Clone(given)
	slices.SortStableFunc(rules, func(a, b UHCRule) int { return cmp.Compare(b.From, a.From) })
	for i, r := range rules {
		bad := r.From < 1900 || r.From > 2200 || !isPercent(r.Coverage) || r.Coverage == 0 || !isPercent(r.Active) ||
			i > 0 && r.From == rules[i-1].From
		for _, g := range r.Grades {
			bad = bad || strings.TrimSpace(g.Name) == "" || !isPercent(g.Coverage) || !isPercent(g.Active) || !isPercent(g.PBPU)
		}
		if bad {
			c.ps.Error(c.y.Pos("uhc"), "bad-uhc")
			return otherwise
		}
	}
	return rules
}

func (c *checker) pkp(given *PKP, p PKP) PKP {
	if given == nil {
		return p
	}
	set := func(into *float64, v float64) {
		if v != 0 {
			*into = v
		}
	}
	otherwise := p
	set(&p.Good, given.Good)
	set(&p.Fair, given.Fair)
	set(&p.ManagementGood, given.ManagementGood)
	set(&p.ManagementFair, given.ManagementFair)
	if !(p.Good > p.Fair && p.Fair >= 0 && p.Good <= 100 &&
		p.ManagementGood > p.ManagementFair && p.ManagementFair >= 0 && p.ManagementGood <= 10) {
		c.ps.Error(c.y.Pos("pkp"), "bad-pkp")
		return otherwise
	}
	return p
}

func (c *checker) pillars(given map[string]Pillar) map[string]Pillar {
	pillars := map[string]Pillar{}
	for _, key := range slices.Sorted(maps.Keys(given)) {
		if n, err := strconv.Atoi(key); err != nil || n < 1 || n > 6 {
			c.choice(key, "", []string{"1", "2", "3", "4", "5", "6"}, "pillars", key)
			continue
		}
		pillars[key] = Pillar{Name: strings.TrimSpace(given[key].Name), Owner: strings.TrimSpace(given[key].Owner)}
	}
	return pillars
}
