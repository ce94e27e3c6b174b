package atlas

import (
	"slices"

	"terang/internal/health"
)

// point is a longitude and latitude; two points are one vertex when they are equal exactly.
type point = [2]float64

// segment is a piece of border between two vertices, and the areas that it bounds.
type segment struct {
	from, to int32
	owners   []int32 // sorted; one for a coast, two for a shared border, none for a dissolved one
}

// arc is a chain of vertices between two junctions, or a closed loop, along which the owners do not change.
type arc struct {
	vertices []int32
	owners   []int32
}

// step is an arc as a ring walks it.
type step struct {
	arc      int
	backward bool
}

// topology holds the borders of some areas as segments, each once.
type topology struct {
	points   []point
	vertexOf map[point]int32
	segments []segment
	at       map[[2]int32]int // segment by its two vertices, the smaller first
	areas    int32
}

func newTopology() *topology {
	return &topology{vertexOf: map[point]int32{}, at: map[[2]int32]int{}}
}

// add enters the next area with the outlines it consists of. A segment that two of
// them share bounds nothing and vanishes: that is the dissolving.
func (t *topology) add(outlines []health.Outline) {
	for _, o := range outlines {
		for _, polygon := range o {
			for _, ring := range polygon {
				t.addRing(ring)
			}
		}
	}
	t.areas++
}

func (t *topology) addRing(ring [][2]float64) {
	for i := range ring {
		a, b := t.vertex(ring[i]), t.vertex(ring[(i+1)%len(ring)])
		if a == b {
			continue
		}
		key := [2]int32{min(a, b), max(a, b)}
		n, ok := t.at[key]
		if !ok {
			n = len(t.segments)
			t.at[key] = n
			t.segments = append(t.segments, segment{from: a, to: b})
		}
		t.segments[n].toggle(t.areas)
	}
}

func (t *topology) vertex(p point) int32 {
	v, ok := t.vertexOf[p]
	if !ok {
		v = int32(len(t.points))
		t.vertexOf[p] = v
		t.points = append(t.points, p)
	}
	return v
}

// toggle makes the area an owner, or no longer one when it comes a second time.
func (s *segment) toggle(area int32) {
	if i, found := slices.BinarySearch(s.owners, area); found {
		s.owners = slices.Delete(s.owners, i, i+1)
	} else {
		s.owners = slices.Insert(s.owners, i, area)
	}
}

func (s segment) other(v int32) int32 {
	if s.from == v {
		return s.to
	}
	return s.from
}

// arcs joins the segments into arcs, in an order that depends on the input alone.
func (t *topology) arcs() []arc {
	meeting := make([][]int, len(t.points))
	for n, s := range t.segments {
		if len(s.owners) > 0 {
			meeting[s.from] = append(meeting[s.from], n)
			meeting[s.to] = append(meeting[s.to], n)
		}
	}
	used := make([]bool, len(t.segments))
	var arcs []arc
	for v, here := range meeting {
		if !t.junction(here) {
			continue
		}
		for _, n := range here {
			if !used[n] {
				arcs = append(arcs, t.follow(int32(v), n, meeting, used))
			}
		}
	}
	for n, s := range t.segments {
		if len(s.owners) > 0 && !used[n] {
			arcs = append(arcs, t.follow(s.from, n, meeting, used))
		}
	}
	return arcs
}

// junction says whether arcs end where these segments meet.
func (t *topology) junction(here []int) bool {
	return len(here) != 2 || !slices.Equal(t.segments[here[0]].owners, t.segments[here[1]].owners)
}

// follow walks from a vertex along a segment to the next junction, or round a loop.
func (t *topology) follow(v int32, n int, meeting [][]int, used []bool) arc {
	a := arc{vertices: []int32{v}, owners: t.segments[n].owners}
	for start := v; ; {
		used[n] = true
		v = t.segments[n].other(v)
		a.vertices = append(a.vertices, v)
		here := meeting[v]
		if v == start || t.junction(here) {
			return a
		}
		if n == here[0] {
			n = here[1]
		} else {
			n = here[0]
		}
	}
}

// rings joins the arcs of one area into closed walks. Where several meet in one
// point any pairing is right, since paths are filled by the even-odd rule.
func rings(arcs []arc, area int32) [][]step {
	ends := map[int32][]int{}
	var own []int
	for n, a := range arcs {
		if slices.Contains(a.owners, area) {
			own = append(own, n)
			ends[a.vertices[0]] = append(ends[a.vertices[0]], n)
			ends[a.vertices[len(a.vertices)-1]] = append(ends[a.vertices[len(a.vertices)-1]], n)
		}
	}
	used := map[int]bool{}
	var all [][]step
	for _, n := range own {
		if used[n] {
			continue
		}
		start := arcs[n].vertices[0]
		var ring []step
		for v, next := start, n; next >= 0; {
			used[next] = true
			vs := arcs[next].vertices
			s := step{arc: next, backward: vs[0] != v}
			ring = append(ring, s)
			if v = vs[len(vs)-1]; s.backward {
				v = vs[0]
			}
			next = -1
			if v != start {
				next = firstUnused(ends[v], used)
			}
		}
		all = append(all, ring)
	}
	return all
}

func firstUnused(candidates []int, used map[int]bool) int {
	for _, n := range candidates {
		if !used[n] {
			return n
		}
	}
	return -1
}
