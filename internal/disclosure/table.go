package disclosure

import (
	"slices"

	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
)

// cell is one unit's figure of the indicator and year at hand, in one month after another.
type cell struct {
	unit      health.Unit
	series    []int32       // n by month, −1 before the first report
	whole     int32         // d, of a sum that of all who report sooner or later
	course    *tally.Course // d by month, of a report whose sasaran changed within the year
	own       bool          // the unit's own report is what counts
	projected bool
	// from and to are the sums that the cell stands between, as nodes of the table; none where no sum holds it.
	from, to int32

	// The month at hand.
	n, d int32
	step int32 // by how much n has grown in it
	rule Rule
	// public cells follow from figures that are always exact, or have never had anybody to serve: they are never hidden.
	public bool
	// peopled says that there was somebody to serve in some month.
	peopled bool
	// guard says that d − n is protected too.
	guard bool
	// prior is by how much n differed a month before in the world that a search goes on from.
	prior int32

	// What earlier months have shown.
	joined int8   // the month of the first report, 0 before it
	sized  int8   // the month since which d is what it is, of a report
	exact  int8   // the last month in which n was shown, 0 if none
	base   int32  // n in that month
	told   int32  // d in that month, 0 if none
	months uint16 // the months in which n was shown: bit 0 is January
}

// table is one indicator and year of a ring: every reported cell and every sum between
// them, as they stand in the month at hand.
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
	worlds [][2]world // by cell: fewer and more
	echoes []world    // worlds that have lost their owner and are not over
	at     []int32    // by unit of the ring: its place in cells, or none
	ring   ring

	// edges lists the cells at each node: from first[node] up to first[node+1]. The hidden
	// ones stand in dark from first[node] on, as many as dim[node], in the same order.
	first, dim  []int32
	edges, dark []edge
	scratch
}

const none = int32(-1)

// edge is a cell as it is seen from a node that it ends at.
type edge struct {
	cell   int32
	other  int32 // the node at its other end
	onward bool  // it runs from here to there
}

// up says whether the cell's count rises when another's, which starts at the same node,
// is to rise or fall: what goes along with it must give way.
func (e edge) up(rises bool) bool { return rises != e.onward }

// newTable gathers the cells of a ring that have reports, and lays the network between
// them. It notes in at, by unit, where they stand.
func newTable(s *spm.Summary, y *spm.Year, indicator int, p Policy, r ring, at []int32) *table {
	tb := &table{reg: s.Register, policy: p, ind: s.Indicators[indicator], ring: r, at: at}
	tb.t = p.threshold(tb.ind)
	for _, u := range r.units {
		tb.at[u] = none
		sum, l := countOf(tb.ind, y.Sum(u, indicator)), s.Register.LevelOf(u)
		if !sum.N.Known() {
			continue
		}
		tb.at[u] = int32(len(tb.cells))
		c := cell{
			unit: u, series: sum.Series, whole: max(int32(sum.D), 0), own: sum.Own,
			projected: sum.Projected, guard: guardsComplement(tb.ind, l, sum.Projected),
		}
		if course, varies := y.Course(u, indicator); varies && sum.Own {
			c.course = &course
		}
		tb.cells = append(tb.cells, c)
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

// sum gives the node of a unit whose figure is a sum, the place of its cell, or none.
func (tb *table) sum(u health.Unit) int32 {
	if i := tb.at[u]; i != none && !tb.cells[i].own {
		return i
	}
	return none
}

// back gives the node at which an area's people start and come back. These follow those of the sums.
func (tb *table) back(u health.Unit) int32 {
	return int32(len(tb.cells) + slices.Index(tb.ring.starts, tb.ring.start[u]))
}

func (tb *table) isStart(node int32) bool { return int(node) >= len(tb.cells) }

// total says whether a cell is the sum that a node stands for.
func (tb *table) total(c *cell, node int32) bool {
	return !tb.isStart(node) && tb.cells[node].unit == c.unit
}

// link lists the cells at each node.
func (tb *table) link() {
	nodes := len(tb.cells) + len(tb.ring.starts)
	tb.first, tb.dim = make([]int32, nodes+1), make([]int32, nodes)
	each := func(f func(i, node int32)) {
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
	tb.edges, tb.dark = make([]edge, tb.first[nodes]), make([]edge, tb.first[nodes])
	filled := make([]int32, nodes)
	each(func(i, node int32) {
		tb.edges[tb.first[node]+filled[node]] = tb.edge(i, node)
		filled[node]++
	})
	tb.scratch = newScratch(nodes, len(tb.cells))
}

// edge gives a cell as it is seen from one of its ends.
func (tb *table) edge(i, node int32) edge {
	if c := &tb.cells[i]; c.from == node {
		return edge{i, c.to, true}
	}
	return edge{i, tb.cells[i].from, false}
}

// darken lists the hidden cells at each node.
func (tb *table) darken() {
	clear(tb.dim)
	for node := range tb.dim {
		for _, e := range tb.edgesAt(int32(node)) {
			if tb.cells[e.cell].rule != Shown {
				tb.dark[tb.first[node]+tb.dim[node]] = e
				tb.dim[node]++
			}
		}
	}
}

// hide hides a cell that is shown, by a rule.
func (tb *table) hide(i int32, by Rule) {
	c := &tb.cells[i]
	if c.rule == Shown && c.from != none && c.to != none {
		tb.enlist(i, c.from)
		tb.enlist(i, c.to)
	}
	c.rule = by
}

// enlist puts a cell among the hidden ones at a node, in its place.
func (tb *table) enlist(i, node int32) {
	at := tb.first[node] + tb.dim[node]
	for ; at > tb.first[node] && tb.dark[at-1].cell > i; at-- {
		tb.dark[at] = tb.dark[at-1]
	}
	tb.dark[at] = tb.edge(i, node)
	tb.dim[node]++
}

// above calls f with every sum that counts a reporter's people.
func (tb *table) above(c *cell, f func(sum *cell)) {
	climb := func(node int32) {
		for node != none && !tb.isStart(node) {
			sum := &tb.cells[node]
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

// edgesAt lists the cells at a node, darkAt the hidden ones.
func (tb *table) edgesAt(node int32) []edge { return tb.edges[tb.first[node]:tb.first[node+1]] }

func (tb *table) darkAt(node int32) []edge {
	first := tb.first[node]
	return tb.dark[first : first+tb.dim[node]]
}
