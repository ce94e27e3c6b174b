package atlas

import "math"

// weigh gives each vertex of an arc the tolerance up to which it stays when the
// arc is simplified (Douglas and Peucker): ends stay always. A loop keeps three
// corners, and an arc marked bent keeps one point between its ends, so that no area
// folds up to a line.
func weigh(line []point, bent bool) []float64 {
	w := make([]float64, len(line))
	last := len(line) - 1
	w[0], w[last] = math.Inf(1), math.Inf(1)
	if line[0] != line[last] {
		weighBetween(line, w, 0, last)
		if bent {
			keepBest(w)
		}
		return w
	}
	far := 0
	for i := range line {
		if distance(line[i], line[0]) > distance(line[far], line[0]) {
			far = i
		}
	}
	w[far] = math.Inf(1)
	weighBetween(line, w, 0, far)
	weighBetween(line, w, far, last)
	keepBest(w)
	return w
}

// keepBest makes the heaviest vertex that could go stay.
func keepBest(w []float64) {
	best := -1
	for i, v := range w {
		if !math.IsInf(v, 1) && (best < 0 || v > w[best]) {
			best = i
		}
	}
	if best >= 0 {
		w[best] = math.Inf(1)
	}
}

// weighBetween weighs the vertices between two that stay. A vertex never weighs
// more than the one that brought it in, so that any tolerance cuts the tree cleanly.
// It keeps its own list of open spans: a long coast would nest deeply.
func weighBetween(line []point, w []float64, from, to int) {
	type span struct {
		from, to int
		limit    float64
	}
	open := []span{{from, to, math.MaxFloat64}}
	for len(open) > 0 {
		s := open[len(open)-1]
		open = open[:len(open)-1]
		if s.to-s.from < 2 {
			continue
		}
		best, far := s.from+1, -1.0
		for i := s.from + 1; i < s.to; i++ {
			if d := offLine(line[i], line[s.from], line[s.to]); d > far {
				best, far = i, d
			}
		}
		w[best] = min(far, s.limit)
		open = append(open, span{s.from, best, w[best]}, span{best, s.to, w[best]})
	}
}

func distance(a, b point) float64 { return math.Hypot(a[0]-b[0], a[1]-b[1]) }

// offLine is the distance of p from the piece of line between a and b.
func offLine(p, a, b point) float64 {
	dx, dy := b[0]-a[0], b[1]-a[1]
	length := dx*dx + dy*dy
	if length == 0 {
		return distance(p, a)
	}
	t := ((p[0]-a[0])*dx + (p[1]-a[1])*dy) / length
	t = min(max(t, 0), 1)
	return distance(p, point{a[0] + t*dx, a[1] + t*dy})
}
