package picture

import "math"

// pen says how a line is drawn.
type pen struct {
	width float64
	round bool      // ends and corners are round
	dash  []float64 // lengths of strokes and gaps; nil for an unbroken line
}

// outline gives closed lines that together cover a stroke. All wind the same way,
// so that overlapping parts stay filled.
func (p pen) outline(lines []line) []line {
	if p.dash != nil {
		lines = p.broken(lines)
	}
	var out []line
	half := p.width / 2
	for _, l := range lines {
		n := len(l.points)
		last := n - 1
		if l.closed {
			last = n
		}
		for i := range last {
			if q, ok := quad(l.points[i], l.points[(i+1)%n], half); ok {
				out = append(out, q)
			}
			if i > 0 || l.closed {
				out = p.corner(out, l.points[(i+n-1)%n], l.points[i], l.points[(i+1)%n])
			}
		}
		if p.round && !l.closed && n > 0 {
			out = append(out, circle(l.points[0], half), circle(l.points[n-1], half))
		}
	}
	return out
}

// quad is one straight stroke.
func quad(a, b point, half float64) (line, bool) {
	dx, dy := b.x-a.x, b.y-a.y
	length := math.Hypot(dx, dy)
	if length == 0 {
		return line{}, false
	}
	nx, ny := dy/length*half, -dx/length*half
	return line{closed: true, points: []point{{a.x + nx, a.y + ny}, {b.x + nx, b.y + ny}, {b.x - nx, b.y - ny}, {a.x - nx, a.y - ny}}}, true
}

// corner fills the notch on the outer side where two strokes meet: round, or
// pointed as far as the usual limit of four widths. Under thin lines nobody sees it.
func (p pen) corner(out []line, before, at, after point) []line {
	half := p.width / 2
	ax, ay, bx, by := at.x-before.x, at.y-before.y, after.x-at.x, after.y-at.y
	la, lb := math.Hypot(ax, ay), math.Hypot(bx, by)
	if la == 0 || lb == 0 || p.width < 2.2 {
		return out
	}
	if p.round {
		return append(out, circle(at, half))
	}
	ax, ay, bx, by = ax/la, ay/la, bx/lb, by/lb
	turn := ax*by - ay*bx
	side := -half
	if turn < 0 {
		side = half
	}
	u, v := point{at.x - ay*side, at.y + ax*side}, point{at.x - by*side, at.y + bx*side}
	wedge := line{closed: true, points: []point{at, u, v}}
	if c := ax*bx + ay*by; c > -.875 {
		f := side / (1 + c)
		wedge.points = []point{at, u, {at.x - (ay+by)*f, at.y + (ax+bx)*f}, v}
	}
	if area(wedge) < 0 {
		wedge.points[1], wedge.points[len(wedge.points)-1] = wedge.points[len(wedge.points)-1], wedge.points[1]
	}
	return append(out, wedge)
}

// area is twice the signed area of a closed line; that of every part of an outline is positive.
func area(l line) float64 {
	sum := 0.0
	for i, p := range l.points {
		q := l.points[(i+1)%len(l.points)]
		sum += p.x*q.y - q.x*p.y
	}
	return sum
}

// broken cuts lines into dashes.
func (p pen) broken(lines []line) []line {
	var out []line
	for _, l := range lines {
		points := l.points
		if l.closed {
			points = append(points[:len(points):len(points)], points[0])
		}
		out = append(out, p.dashes(points)...)
	}
	return out
}

func (p pen) dashes(points []point) []line {
	var out []line
	on, k, left := true, 0, p.dash[0]
	now := line{points: []point{points[0]}}
	for i := 1; i < len(points); i++ {
		a, b := points[i-1], points[i]
		length, done := math.Hypot(b.x-a.x, b.y-a.y), 0.0
		for length-done > left {
			done += left
			at := point{a.x + (b.x-a.x)*done/length, a.y + (b.y-a.y)*done/length}
			if on {
				now.points = append(now.points, at)
				out = append(out, now)
			}
			now, on, k = line{points: []point{at}}, !on, k+1
			left = p.dash[k%len(p.dash)]
		}
		left -= length - done
		if on {
			now.points = append(now.points, b)
		}
	}
	if on && len(now.points) > 1 {
		out = append(out, now)
	}
	return out
}
