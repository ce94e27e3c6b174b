package atlas

import (
	"math"
	"slices"
	"strconv"

	"terang/internal/health"
)

// margin keeps outlines off the edge of the view box.
const margin = 2

// drawing holds the arcs on paper, before a tolerance is chosen.
type drawing struct {
	frame   Map // without shapes
	arcs    []arc
	lines   [][]point // the arcs in units of the view box
	weights [][]float64
	rings   [][]ring // by area, the largest first
}

// ring is a closed walk over arcs.
type ring struct {
	steps []step
	size  float64 // area in units of the view box
	alone bool    // no other area touches it: an islet or a lake, which may be dropped
}

func newDrawing(t *topology, width float64) *drawing {
	d := &drawing{arcs: t.arcs()}
	paper := d.project(t.points, width)
	parallel := map[[2]int32]int{}
	for _, a := range d.arcs {
		parallel[a.ends()]++
	}
	for _, a := range d.arcs {
		line := make([]point, len(a.vertices))
		for i, v := range a.vertices {
			line[i] = paper[v]
		}
		d.lines = append(d.lines, line)
		d.weights = append(d.weights, weigh(line, parallel[a.ends()] > 1))
	}
	for area := range t.areas {
		d.rings = append(d.rings, d.ringsOf(area))
	}
	return d
}

func (a arc) ends() [2]int32 {
	from, to := a.vertices[0], a.vertices[len(a.vertices)-1]
	return [2]int32{min(from, to), max(from, to)}
}

// project puts degrees on paper: equirectangular, true in the middle latitude.
func (d *drawing) project(points []point, width float64) []point {
	low, high := points[0], points[0]
	for _, p := range points {
		low = point{min(low[0], p[0]), min(low[1], p[1])}
		high = point{max(high[0], p[0]), max(high[1], p[1])}
	}
	shrink := math.Cos((low[1] + high[1]) / 2 * math.Pi / 180)
	wide, tall := (high[0]-low[0])*shrink, high[1]-low[1]
	scale := (width - 2*margin) / max(wide, tall/1.2, 1e-9)
	d.frame = Map{
		ViewBox: Box{W: math.Ceil(wide*scale + 2*margin), H: math.Ceil(tall*scale + 2*margin)},
		low:     low, high: high, shrink: shrink, scale: scale,
	}
	paper := make([]point, len(points))
	for i, p := range points {
		paper[i] = point{(p[0]-low[0])*shrink*scale + margin, (high[1]-p[1])*scale + margin}
	}
	return paper
}

func (d *drawing) ringsOf(area int32) []ring {
	var rs []ring
	for _, steps := range rings(d.arcs, area) {
		r := ring{steps: steps, alone: true}
		for _, s := range steps {
			r.alone = r.alone && len(d.arcs[s.arc].owners) == 1
		}
		r.size = math.Abs(signedArea(d.walk(steps)))
		rs = append(rs, r)
	}
	slices.SortStableFunc(rs, func(a, b ring) int {
		switch {
		case a.size > b.size:
			return -1
		case a.size < b.size:
			return 1
		}
		return 0
	})
	return rs
}

// walk gives the full points of a ring.
func (d *drawing) walk(steps []step) []point {
	var ps []point
	for _, s := range steps {
		line := slices.Clone(d.lines[s.arc])
		if s.backward {
			slices.Reverse(line)
		}
		ps = append(ps, line[:len(line)-1]...)
	}
	return ps
}

// fit draws with the finest tolerance of a fixed ladder that keeps to the budget, and
// gives the bytes of the paths.
func (d *drawing) fit(units []health.Unit, budget int) (m *Map, size int) {
	const finest, coarser, rungs = .05, 1.25, 28
	frame := d.frame
	m = &frame
	m.Shapes = make([]Shape, len(units))
	for i, u := range units {
		m.Shapes[i].Unit = u
		if len(d.rings[i]) > 0 {
			m.Shapes[i].LabelX, m.Shapes[i].LabelY = inside(d.walk(d.rings[i][0].steps))
		}
	}
	tolerance := finest
	for range rungs {
		size = 0
		cut := d.cut(tolerance)
		for i := range units {
			m.Shapes[i].Path = d.path(d.rings[i], cut, tolerance)
			size += len(m.Shapes[i].Path)
		}
		if size <= budget {
			break
		}
		tolerance *= coarser
	}
	return m, size
}

// cut simplifies every arc once, to tenths of a unit; neighbours share the result.
func (d *drawing) cut(tolerance float64) [][][2]int {
	cut := make([][][2]int, len(d.lines))
	for n, line := range d.lines {
		for i, p := range line {
			if d.weights[n][i] > tolerance {
				cut[n] = append(cut[n], [2]int{int(math.Round(p[0] * 10)), int(math.Round(p[1] * 10))})
			}
		}
	}
	return cut
}

// path writes an area's rings. Islets and lakes smaller than the tolerance can
// show are left out, but never the area's largest polygon.
func (d *drawing) path(rs []ring, cut [][][2]int, tolerance float64) string {
	const unseen = 12 // squares of the tolerance
	var b []byte
	for i, r := range rs {
		if i > 0 && r.alone && r.size < unseen*tolerance*tolerance {
			continue
		}
		b = appendRing(b, r.steps, cut)
	}
	return string(b)
}

func appendRing(b []byte, steps []step, cut [][][2]int) []byte {
	var at [2]int
	begun, lined := false, false
	for n, s := range steps {
		line := cut[s.arc]
		count := len(line)
		if n == len(steps)-1 {
			count-- // z goes back to the start
		}
		for i := range count {
			p := line[i]
			if s.backward {
				p = line[len(line)-1-i]
			}
			switch {
			case !begun:
				b = append(b, 'M')
				b = appendTenths(b, p[0], false)
				b = appendTenths(b, p[1], true)
				begun = true
			case p != at:
				if !lined {
					b = append(b, 'l')
				}
				b = appendTenths(b, p[0]-at[0], lined)
				b = appendTenths(b, p[1]-at[1], true)
				lined = true
			}
			at = p
		}
	}
	return append(b, 'z')
}

// appendTenths writes n tenths as short as SVG allows; parted says that a number stands before it.
func appendTenths(b []byte, n int, parted bool) []byte {
	if n < 0 {
		b = append(b, '-')
		n = -n
	} else if parted {
		b = append(b, ' ')
	}
	if n >= 10 || n == 0 {
		b = strconv.AppendInt(b, int64(n/10), 10)
	}
	if n%10 > 0 {
		b = append(b, '.', byte('0'+n%10))
	}
	return b
}

// signedArea is the shoelace sum of a ring.
func signedArea(ps []point) float64 {
	sum := 0.0
	for i, p := range ps {
		q := ps[(i+1)%len(ps)]
		sum += p[0]*q[1] - q[0]*p[1]
	}
	return sum / 2
}

// inside gives a point within a ring: on the level of its middle, halfway across its widest part.
func inside(ps []point) (x, y float64) {
	low, high := math.Inf(1), math.Inf(-1)
	for _, p := range ps {
		low, high = min(low, p[1]), max(high, p[1])
	}
	best := -1.0
	for _, share := range []float64{.5, .4, .6, .3, .7} {
		level := low + (high-low)*share
		across := crossings(ps, level)
		for i := 0; i+1 < len(across); i += 2 {
			if wide := across[i+1] - across[i]; wide > best*1.2 {
				best, x, y = wide, (across[i]+across[i+1])/2, level
			}
		}
	}
	return math.Round(x*10) / 10, math.Round(y*10) / 10
}

// crossings lists, from left to right, where a level crosses a ring.
func crossings(ps []point, level float64) []float64 {
	var xs []float64
	for i, p := range ps {
		q := ps[(i+1)%len(ps)]
		if (p[1] > level) != (q[1] > level) {
			xs = append(xs, p[0]+(level-p[1])/(q[1]-p[1])*(q[0]-p[0]))
		}
	}
	slices.Sort(xs)
	return xs
}
