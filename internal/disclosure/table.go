package disclosure

import (
	"terang/internal/health"
	"terang/internal/spm"
)

// cell is one unit's figure of the indicator and year at hand, in one month after another.
type cell struct {
	unit      health.Unit
	series    []int32 // n by month, −1 before the first report
	whole     int32   // d, of a sum that of all who report sooner or later
	own       bool    // the unit's own report is what counts
	projected bool
	// from and to are the sums that the cell stands between, as nodes of the table; none where no sum holds it.
	from, to int32

	// The month at hand.
	n, d int32
	step int32 // by how much n has grown in it
	rule Rule
	// public cells follow from figures that are always exact, or hold nobody: they are never hidden.
	public bool
	// guard says that d − n is protected too.
	guard bool
	// prior is by how much n differed a month before in the world that a search goes on from.
	prior int32

	// What earlier months have shown.
	joined int8   // the month of the first report, 0 before it
	exact  int8   // the last month in which n was shown, 0 if none
	base   int32  // n in that month
	told   int32  // d in that month, 0 if none
	months uint16 // the months in which n was shown: bit 0 is January
}

// table is one indicator and year: every reported cell and every sum between them,
// as they stand in the month at hand.
//
// The sums make a network. People run from a kab/kota down to its kecamatan and
// on to those who report; from a desa into the puskesmas that serves it, and
// from there, as from all other reporters, back to where they started. Each
// published figure is what runs along one edge, each node a sum that readers
// can check: what comes in goes out. All that readers know of hidden cells is
// then in which rounds people could run otherwise.
type table struct {
	reg    *health.Register
	policy Policy
	ind    health.Indicator
	t      int32
	month  int8 // the month at hand
	cells  []cell
	worlds [][2]world    // by cell: fewer and more
	echoes []world       // worlds that have lost their owner and are not over
	at     []int32       // by unit: its place in cells, or none
	start  []health.Unit // by area: the kab/kota at whose start its people come back

	// touching lists the cells at each node: from first[node] up to first[node+1].
	first, touching []int32
	scratch
}

const none = int32(-1)

// starts gives for each area the kab/kota at whose start its people come back:
// its own, or one for all that share a puskesmas.
func starts(reg *health.Register) []health.Unit {
	start := make([]health.Unit, len(reg.Areas))
	for u := range start {
		start[u] = max(0, reg.Ancestor(health.Unit(u), health.Kabkota))
	}
	for _, p := range reg.Puskesmas() {
		for _, desa := range reg.Served(p) {
			one, other := start[reg.Served(p)[0]], start[desa]
			for u := 0; one != other && u < len(start); u++ {
				if start[u] == other {
					start[u] = one
				}
			}
		}
	}
	return start
}

// newTable gathers the cells of kab/kota and below that have reports, and lays the network between them.
func newTable(s *spm.Summary, y *spm.Year, indicator int, p Policy, start []health.Unit) *table {
	tb := &table{
		reg: s.Register, policy: p, ind: s.Indicators[indicator], start: start,
		at: make([]int32, s.Register.Units()),
	}
	tb.t = p.threshold(tb.ind)
	for u := range health.Unit(len(tb.at)) {
		tb.at[u] = none
		sum, l := countOf(tb.ind, y.Sum(u, indicator)), s.Register.LevelOf(u)
		if !sum.N.Known() || l < health.Kabkota {
			continue
		}
		tb.at[u] = int32(len(tb.cells))
		tb.cells = append(tb.cells, cell{
			unit: u, series: sum.Series, whole: max(int32(sum.D), 0), own: sum.Own,
			projected: sum.Projected, guard: guardsComplement(tb.ind, l, sum.Projected),
		})
	}
	for i := range tb.cells {
		c := &tb.cells[i]
		c.from, c.to = tb.ends(c.unit, c.own, s.Seat)
	}
	tb.worlds = make([][2]world, len(tb.cells))
	tb.link()
	return tb
}

// ends gives the nodes that a cell stands between.
func (tb *table) ends(u health.Unit, own bool, seat func(p health.Unit) health.Unit) (from, to int32) {
	switch l := tb.reg.LevelOf(u); {
	case l == health.Puskesmas && own:
		if at := seat(u); at != health.NoUnit {
			return tb.sum(at), tb.back(at)
		}
		return none, none
	case l == health.Puskesmas:
		return tb.sum(u), tb.back(tb.reg.Served(u)[0])
	case tb.reg.Areas[u].Parent == health.NoUnit || l == health.Kabkota:
		return tb.back(u), tb.sum(u)
	case !own:
		return tb.sum(tb.reg.Areas[u].Parent), tb.sum(u)
	}
	to = none
	if p := tb.reg.Areas[u].Puskesmas; p != health.NoUnit {
		to = tb.sum(p)
	}
	if to == none {
		to = tb.back(u)
	}
	return tb.sum(tb.reg.Areas[u].Parent), to
}

// sum gives the node of a unit whose figure is a sum, or none.
func (tb *table) sum(u health.Unit) int32 {
	if i := tb.at[u]; i == none || tb.cells[i].own {
		return none
	}
	return int32(u)
}

// back gives the node at which an area's people start and come back.
func (tb *table) back(u health.Unit) int32 { return int32(len(tb.at)) + int32(tb.start[u]) }

func (tb *table) isStart(node int32) bool { return int(node) >= len(tb.at) }

// total says whether a cell is the sum that a node stands for.
func (tb *table) total(c *cell, node int32) bool { return int32(c.unit) == node }

// link lists the cells at each node.
func (tb *table) link() {
	nodes := len(tb.at) + len(tb.start)
	tb.first = make([]int32, nodes+1)
	each := func(f func(i int32, node int32)) {
		for i := range tb.cells {
			if c := &tb.cells[i]; c.from != none && c.to != none {
				f(int32(i), c.from)
				f(int32(i), c.to)
			}
		}
	}
	each(func(_, node int32) { tb.first[node+1]++ })
	for node := range nodes {
		tb.first[node+1] += tb.first[node]
	}
	tb.touching = make([]int32, tb.first[nodes])
	filled := make([]int32, nodes)
	each(func(i, node int32) {
		tb.touching[tb.first[node]+filled[node]] = i
		filled[node]++
	})
	tb.scratch = newScratch(nodes, len(tb.cells))
}

// above calls f with every sum that counts a reporter's people.
func (tb *table) above(c *cell, f func(sum *cell)) {
	climb := func(node int32) {
		for node != none && !tb.isStart(node) {
			sum := &tb.cells[tb.at[node]]
			f(sum)
			if node == sum.from {
				return // a puskesmas: from it people go back to the start
			}
			node = sum.from
		}
	}
	climb(c.from)
	climb(c.to)
}

// cellsAt lists the cells at a node.
func (tb *table) cellsAt(node int32) []int32 { return tb.touching[tb.first[node]:tb.first[node+1]] }
