package disclosure

import (
	"slices"

	"terang/internal/health"
	"terang/internal/spm"
)

// group is a sum that a reader can check: total = sum of parts + what is known besides.
type group struct {
	total int32 // places in table.cells
	parts []int32
}

// cell is one unit's figure of the indicator and year at hand.
type cell struct {
	unit health.Unit
	n, d int32
	rule Rule
	// exempt cells are public whatever they hold; so is a cell that equals one.
	exempt bool
	// guard says that d − n is protected too.
	guard bool
}

// table is one indicator and year: every reported cell and every sum between them.
type table struct {
	reg    *health.Register
	t      int32
	cells  []cell
	at     map[health.Unit]int32
	groups []group
	own    map[health.Unit]bool // the unit's own report is what counts
	seat   func(p health.Unit) health.Unit
	seated map[health.Unit][]health.Unit // by area: puskesmas whose own report counts for it and for no area within
}

// newTable gathers the cells that have reports and the groups between them.
func newTable(s *spm.Summary, y *spm.Year, indicator int, p Policy) *table {
	ind := s.Indicators[indicator]
	tb := &table{
		reg: s.Register, t: p.threshold(ind), at: map[health.Unit]int32{},
		seat: s.Seat, own: map[health.Unit]bool{}, seated: map[health.Unit][]health.Unit{},
	}
	for u := health.Unit(0); int(u) < s.Register.Units(); u++ {
		sum := y.Sum(u, indicator)
		if !sum.N.Known() {
			continue
		}
		l := s.Register.LevelOf(u)
		tb.at[u] = int32(len(tb.cells))
		tb.cells = append(tb.cells, cell{
			unit: u, n: int32(sum.N), d: max(int32(sum.D), 0), rule: p.primary(ind, l, sum),
			exempt: exempt(l), guard: guardsComplement(ind, l, sum.Projected),
		})
		tb.own[u] = sum.Own
		if l == health.Puskesmas && sum.Own {
			tb.seated[s.Seat(u)] = append(tb.seated[s.Seat(u)], u)
		}
	}
	tb.areaGroups()
	tb.puskesmasGroups()
	tb.overPuskesmas()
	return tb
}

// sums says whether an area's figure is a sum that readers can check.
func (tb *table) sums(c *cell) bool {
	l := tb.reg.LevelOf(c.unit)
	return (l == health.Kabkota || l == health.Kecamatan) && !tb.own[c.unit]
}

// areaGroups adds one group for each kab/kota and kecamatan: the areas right
// below it, and the puskesmas that count for it but for none of those.
func (tb *table) areaGroups() {
	for i := range tb.cells {
		c := &tb.cells[i]
		if !tb.sums(c) {
			continue
		}
		g := group{total: int32(i)}
		for _, child := range tb.reg.Children(c.unit) {
			g.parts = tb.with(g.parts, child)
		}
		for _, p := range tb.seated[c.unit] {
			g.parts = tb.with(g.parts, p)
		}
		tb.keep(g)
	}
}

// puskesmasGroups adds a group for each puskesmas over its desa.
func (tb *table) puskesmasGroups() {
	for _, p := range tb.reg.Puskesmas() {
		i, ok := tb.at[p]
		if !ok || tb.own[p] {
			continue
		}
		g := group{total: i}
		for _, desa := range tb.reg.Served(p) {
			g.parts = tb.with(g.parts, desa)
		}
		tb.keep(g)
	}
}

// overPuskesmas adds a group for each kab/kota and kecamatan over the puskesmas
// whose desa all lie in it, with whoever reports there outside them.
func (tb *table) overPuskesmas() {
	parts := map[health.Unit][]int32{}
	whole := map[[2]health.Unit]bool{} // area, puskesmas
	for _, p := range tb.reg.Puskesmas() {
		if tb.own[p] {
			continue
		}
		for _, area := range tb.holding(p) {
			whole[[2]health.Unit{area, p}] = true
			parts[area] = tb.with(parts[area], p)
		}
	}
	sumsPuskesmas := map[health.Unit]bool{}
	for area := range parts {
		sumsPuskesmas[area] = len(parts[area]) > 0
	}
	for i := range tb.cells {
		c := &tb.cells[i]
		if !tb.own[c.unit] {
			continue
		}
		var above, served health.Unit
		if tb.reg.LevelOf(c.unit) != health.Puskesmas {
			above, served = tb.reg.Areas[c.unit].Parent, tb.reg.Areas[c.unit].Puskesmas
		} else {
			above, served = tb.seat(c.unit), health.NoUnit
		}
		for ; above != health.NoUnit; above = tb.reg.Areas[above].Parent {
			if !whole[[2]health.Unit{above, served}] {
				parts[above] = append(parts[above], int32(i))
			}
		}
	}
	for i := range tb.cells {
		if c := &tb.cells[i]; tb.sums(c) && sumsPuskesmas[c.unit] {
			tb.keep(group{total: int32(i), parts: parts[c.unit]})
		}
	}
}

// holding lists the kecamatan and kab/kota that all desa of a puskesmas lie in.
func (tb *table) holding(p health.Unit) []health.Unit {
	var areas []health.Unit
	for _, l := range []health.Level{health.Kecamatan, health.Kabkota} {
		common := health.NoUnit
		for i, desa := range tb.reg.Served(p) {
			a := tb.reg.Ancestor(desa, l)
			if i > 0 && a != common {
				common = health.NoUnit
				break
			}
			common = a
		}
		if common != health.NoUnit {
			areas = append(areas, common)
		}
	}
	return areas
}

func (tb *table) with(parts []int32, u health.Unit) []int32 {
	if i, ok := tb.at[u]; ok {
		return append(parts, i)
	}
	return parts
}

// keep adds a group that says anything, parts in order of code.
func (tb *table) keep(g group) {
	if len(g.parts) == 0 {
		return
	}
	slices.Sort(g.parts)
	tb.groups = append(tb.groups, g)
}
