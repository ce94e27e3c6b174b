package plausible

import (
	"cmp"
	"maps"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// groupKey names units that are looked at side by side: of one level, in one
// kab/kota, of one year.
type groupKey struct {
	year  int
	in    health.Unit
	level health.Level
}

// group is what its units have reported.
type group struct {
	of    []peers // by indicator
	pairs []peers // by pair: those whose part is as much as its whole
}

// peers are the units that have reported an indicator.
type peers struct {
	units int
	same  int // of these: exactly as many served as there are
	n     int64
	first uint32 // the row of the first one
	begun int    // the first place that any of them has reported, and the last one
	last  int
	marks []mark
}

// mark is which places a unit has reported.
type mark struct {
	unit health.Unit
	got  uint16
	span int8
	row  uint32
}

// groupOf finds the group of a unit.
func (l *Looker) groupOf(u health.Unit, year int) *group {
	reg := l.in.Register
	key := groupKey{year, health.NoUnit, reg.LevelOf(u)}
	if key.level > health.Kabkota {
		key.in = reg.Kabkota(u)
	} else {
		key.in = reg.Areas[u].Parent
	}
	if l.at != nil && key == l.latest {
		return l.at
	}
	g := l.groups[key]
	if g == nil {
		g = &group{of: make([]peers, len(l.in.Indicators)), pairs: make([]peers, len(l.pairs))}
		l.groups[key] = g
	}
	l.latest, l.at = key, g
	return g
}

// gather puts the year of a unit into its group.
func (l *Looker) gather(u health.Unit, year int, origin func(indicator, place int) uint32) {
	g := l.groupOf(u, year)
	for i := range l.years[1] {
		s := &l.years[1][i]
		if !s.ok || s.total < 0 {
			continue
		}
		row := origin(i, s.last)
		p := &g.of[i]
		p.add(row, s.d > 0 && s.total == int64(s.d), s.total)
		if s.kind == tally.Monthly { // of cumulative figures a later one makes good
			p.reach(bits.TrailingZeros16(s.got)+1, s.last)
			p.marks = append(p.marks, mark{u, s.got, int8(s.span), row})
		}
	}
	for i, p := range l.pairs {
		part, all := &l.years[1][p.part], &l.years[1][p.whole]
		if place, n, m := together(part, all); place > 0 {
			g.pairs[i].add(origin(p.part, part.last), n == m, n)
		}
	}
}

func (p *peers) add(row uint32, same bool, n int64) {
	if p.units == 0 {
		p.first = row
	}
	p.units++
	p.n += n
	if same {
		p.same++
	}
}

// reach notes which places were reported.
func (p *peers) reach(first, last int) {
	if p.begun == 0 || first < p.begun {
		p.begun = first
	}
	p.last = max(p.last, last)
}

// Merge takes over what another has gathered of units after its own.
func (l *Looker) Merge(other *Looker) {
	for key, o := range other.groups {
		g := l.groups[key]
		if g == nil {
			l.groups[key] = o
			continue
		}
		for i := range o.of {
			g.of[i].merge(&o.of[i])
		}
		for i := range o.pairs {
			g.pairs[i].merge(&o.pairs[i])
		}
	}
}

func (p *peers) merge(o *peers) {
	if p.units == 0 {
		p.first = o.first
	}
	p.units, p.same, p.n = p.units+o.units, p.same+o.same, p.n+o.n
	if o.last > 0 {
		p.reach(o.begun, o.last)
	}
	p.marks = append(p.marks, o.marks...)
}

// manyUnits is from how many units on it is odd that all are alike.
const manyUnits = 5

// Groups tells what units have in common, after all were looked at.
func (l *Looker) Groups() {
	keys := slices.SortedFunc(maps.Keys(l.groups), func(a, b groupKey) int {
		return cmp.Or(cmp.Compare(a.year, b.year), cmp.Compare(a.in, b.in), cmp.Compare(a.level, b.level))
	})
	for _, key := range keys {
		g := l.groups[key]
		for i := range g.of {
			p := &g.of[i]
			if p.units >= manyUnits && p.same == p.units {
				l.together(key, i, "too-perfect", p, nil)
			}
			l.lacking(key, i, p)
		}
		for i := range g.pairs {
			if p := &g.pairs[i]; p.units >= manyUnits && p.same == p.units && p.n > 0 {
				l.together(key, l.pairs[i].part, "same-counts", p, []string{"whole", l.in.Indicators[l.pairs[i].whole].Code})
			}
		}
	}
}

// together notes something of a whole group, at the row of its first unit.
func (l *Looker) together(key groupKey, indicator int, code source.Code, p *peers, words []string) {
	year := strconv.Itoa(key.year)
	l.say(Finding{
		Code: code, Severity: source.Note, Unit: max(key.in, 0), Indicator: indicator, Period: year, Origin: p.first,
		Words: append([]string{"year", year, "units", strconv.Itoa(p.units)}, words...),
	})
}

// namesShown is how many units are named.
const namesShown = 3

// lacking notes which units have not reported a period though others of the group
// have reported that one or an earlier one, and a later one. The last period is still
// coming in, unless it ends the year.
func (l *Looker) lacking(key groupKey, indicator int, p *peers) {
	var names []string
	lacking, row, until := 0, uint32(0), p.last
	if until < 12 {
		until--
	}
	for _, m := range p.marks {
		place := m.firstGap(p.begun, until)
		if place == 0 {
			continue
		}
		if lacking++; lacking == 1 {
			row = m.row
		}
		if lacking <= namesShown {
			names = append(names, l.in.Register.Name(m.unit)+" ("+l.in.Indicators[indicator].MonthAt(key.year, place).String()+")")
		}
	}
	if lacking == 0 {
		return
	}
	if lacking > namesShown {
		names = append(names, "…")
	}
	year := strconv.Itoa(key.year)
	l.say(Finding{
		Code: "missing-reports", Severity: source.Note, Unit: max(key.in, 0), Indicator: indicator, Period: year, Origin: row,
		Words: []string{
			"year", year, "units", strconv.Itoa(lacking), "of", strconv.Itoa(p.units), "names", strings.Join(names, ", "),
			"until", l.in.Indicators[indicator].MonthAt(key.year, until).String(),
		},
	})
}

// firstGap gives the first of some places that was due and was not reported; 0 where
// there is none.
func (m mark) firstGap(from, to int) int {
	for place := int(m.span); place <= to; place += int(m.span) {
		if place >= from && m.got&(1<<(place-1)) == 0 {
			return place
		}
	}
	return 0
}
