package disclosure

import "slices"

// scratch is where searches keep their notes.
type scratch struct {
	search  int32   // counts searches
	seen    []int32 // by node: the last search that came there
	by      []int32 // by node: the cell it came along
	price   []int64 // by node: what is to be hidden on the way there
	visited []int32 // nodes, in the order in which reach came
	moved   []int32 // by cell: by how much its count has been shifted
	shifted []int32 // the cells for which moved may not be 0
	noted   []bool  // by cell: it is on that list
	fixed   int32   // a cell that stays as it is, or none
	open    frontier
}

func newScratch(nodes, cells int) scratch {
	return scratch{
		seen: make([]int32, nodes), by: make([]int32, nodes),
		price: make([]int64, nodes), moved: make([]int32, cells), noted: make([]bool, cells), fixed: none,
	}
}

// width gives how wide a reader's interval for a hidden cell is, counted no
// further than wanted. Where it is narrower, way is the cheapest to make it wider,
// which hides nothing if that cannot be.
func (tb *table) width(i int32, r *reader, want int32) (width int32, way route) {
	for _, rises := range []bool{false, true} {
		got, other := tb.shift(i, r, rises, want-width)
		width += got
		if width >= want {
			return width, route{}
		}
		way = cheaper(way, other)
	}
	return width, way
}

// route is a way round which people could run if some cells were hidden.
type route struct {
	hide  []int32
	price int64
}

// shift finds how far a cell's count could rise or fall while all that is shown
// stays as it is: as many people as can run round another way, up to want. Where
// they are fewer, the cheapest way for one more is given.
func (tb *table) shift(i int32, r *reader, rises bool, want int32) (got int32, more route) {
	want = min(want, r.slack(&tb.cells[i], 0, rises))
	if got = tb.run(i, r, rises, want); got < want {
		more = tb.cheapest(i, r, rises)
	}
	tb.forget()
	return got, more
}

// run lets people run round, up to want, and leaves in moved where they did.
func (tb *table) run(i int32, r *reader, rises bool, want int32) (got int32) {
	for got < want && tb.reach(i, r, rises) {
		got += tb.push(&tb.cells[i], r, rises, want-got)
	}
	return got
}

// note puts a cell on the list of those for which moved may not be 0; forget clears them all.
func (tb *table) note(i int32) {
	if !tb.noted[i] {
		tb.noted[i] = true
		tb.shifted = append(tb.shifted, i)
	}
}

func (tb *table) forget() {
	for _, i := range tb.shifted {
		tb.moved[i], tb.noted[i] = 0, false
	}
	tb.shifted = tb.shifted[:0]
}

// reach searches from a cell's start for a way to its end round which people could run instead.
func (tb *table) reach(i int32, r *reader, rises bool) bool {
	c := &tb.cells[i]
	tb.search++
	tb.seen[c.from] = tb.search
	tb.visited = append(tb.visited[:0], c.from)
	for at := 0; at < len(tb.visited); at++ {
		node := tb.visited[at]
		edges := tb.darkAt(node)
		if r.open {
			edges = tb.edgesAt(node)
		}
		for _, e := range edges {
			if tb.seen[e.other] == tb.search || e.cell == i || e.cell == tb.fixed ||
				r.slack(&tb.cells[e.cell], tb.moved[e.cell], e.up(rises)) <= 0 {
				continue
			}
			tb.seen[e.other], tb.by[e.other] = tb.search, e.cell
			if e.other == c.to {
				return true
			}
			tb.visited = append(tb.visited, e.other)
		}
	}
	return false
}

// push sends people along the way that reach found, as many as it lets through.
func (tb *table) push(c *cell, r *reader, rises bool, most int32) int32 {
	walk := func(f func(j int32, up bool)) {
		for node := c.to; node != c.from; {
			j := tb.by[node]
			before := tb.edge(j, node).other
			f(j, tb.edge(j, before).up(rises))
			node = before
		}
	}
	walk(func(j int32, up bool) { most = min(most, r.slack(&tb.cells[j], tb.moved[j], up)) })
	walk(func(j int32, up bool) {
		tb.note(j)
		if up {
			tb.moved[j] += most
		} else {
			tb.moved[j] -= most
		}
	})
	return most
}

// cheapest goes on where reach found no way, along shown cells as well, and gives
// those which are to be hidden on the cheapest way to the cell's end.
func (tb *table) cheapest(i int32, r *reader, rises bool) route {
	c := &tb.cells[i]
	tb.open = tb.open[:0]
	for _, node := range tb.visited {
		tb.price[node] = 0
		tb.open.push(place{0, node})
	}
	for len(tb.open) > 0 {
		at := tb.open.pop()
		if at.node == c.to {
			return route{tb.shownOnTheWay(c), at.price}
		}
		if at.price > tb.price[at.node] {
			continue // come to more cheaply since
		}
		for _, e := range tb.edgesAt(at.node) {
			by := &tb.cells[e.cell]
			if e.cell == i || by.public || r.slack(by, tb.moved[e.cell], e.up(rises)) <= 0 {
				continue
			}
			price := at.price + tb.hiding(by)
			if tb.seen[e.other] != tb.search || price < tb.price[e.other] {
				tb.seen[e.other], tb.by[e.other], tb.price[e.other] = tb.search, e.cell, price
				tb.open.push(place{price, e.other})
			}
		}
	}
	return route{}
}

// shownOnTheWay lists the shown cells on the way that a search found to a cell's end, by place.
func (tb *table) shownOnTheWay(c *cell) []int32 {
	var shown []int32
	for node := c.to; node != c.from; {
		j := tb.by[node]
		if tb.cells[j].rule == Shown {
			shown = append(shown, j)
		}
		node = tb.edge(j, node).other
	}
	slices.Sort(shown)
	return shown
}
