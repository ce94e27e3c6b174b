package picture

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

// point is a place in the drawing.
type point struct{ x, y float64 }

// line is a run of points; closed lines come back to their first.
type line struct {
	points []point
	closed bool
}

// pathReader reads path data: M L H V C Q A Z in capitals or small letters, with
// numbers left over repeating the last command, as SVG has it.
type pathReader struct {
	rest  string
	lines []line
	at    point
}

// flatten turns path data into straight lines. Curves are cut so finely that no
// chord departs from its arc by what could be seen at twice the size.
func flatten(data string) []line {
	r := pathReader{rest: data}
	command := byte(0)
	for {
		r.blanks()
		if r.rest == "" {
			return r.lines
		}
		if c := r.rest[0]; isLetter(c) {
			command, r.rest = c, r.rest[1:]
		} else if command == 'M' || command == 'm' {
			command-- // L or l: further pairs after a move are lines
		}
		if !r.step(command) {
			return r.lines
		}
	}
}

func isLetter(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

// step reads the numbers of one command; false ends the reading.
func (r *pathReader) step(command byte) bool {
	from := point{}
	if command >= 'a' {
		from = r.at
	}
	switch command | 0x20 {
	case 'z':
		r.close()
	case 'm':
		r.at = r.pair(from)
		r.lines = append(r.lines, line{points: []point{r.at}})
	case 'l':
		r.to(r.pair(from))
	case 'h':
		r.to(point{from.x + r.number(), r.at.y})
	case 'v':
		r.to(point{r.at.x, from.y + r.number()})
	case 'a':
		radius := r.number()
		for range 2 { // the other radius is the same, and a circle has no slant
			r.number()
		}
		large, sweep := r.number() != 0, r.number() != 0
		r.arc(radius, large, sweep, r.pair(from))
	case 'q':
		c := r.pair(from)
		r.quad(c, r.pair(from))
	case 'c':
		c, d := r.pair(from), r.pair(from)
		r.cubic(c, d, r.pair(from))
	default:
		return false
	}
	return true
}

func (r *pathReader) close() {
	if n := len(r.lines); n > 0 {
		r.lines[n-1].closed = true
		r.at = r.lines[n-1].points[0]
	}
}

// to goes on to a point; after a closed line a new one begins.
func (r *pathReader) to(p point) {
	n := len(r.lines)
	if n == 0 || r.lines[n-1].closed {
		r.lines = append(r.lines, line{points: []point{r.at}})
		n++
	}
	r.lines[n-1].points = append(r.lines[n-1].points, p)
	r.at = p
}

// curveSteps is into how many chords a curve is cut.
const curveSteps = 12

func (r *pathReader) quad(c, end point) {
	a := r.at
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		u := 1 - t
		r.to(point{u*u*a.x + 2*u*t*c.x + t*t*end.x, u*u*a.y + 2*u*t*c.y + t*t*end.y})
	}
}

func (r *pathReader) cubic(c, d, end point) {
	a := r.at
	for i := 1; i <= curveSteps; i++ {
		t := float64(i) / curveSteps
		u := 1 - t
		r.to(point{
			u*u*u*a.x + 3*u*u*t*c.x + 3*u*t*t*d.x + t*t*t*end.x,
			u*u*u*a.y + 3*u*u*t*c.y + 3*u*t*t*d.y + t*t*t*end.y,
		})
	}
}

// arc goes to a point along a circle, the long way round where large, clockwise where sweep.
func (r *pathReader) arc(radius float64, large, sweep bool, end point) {
	from := r.at
	dx, dy := (end.x-from.x)/2, (end.y-from.y)/2
	half := math.Hypot(dx, dy)
	if half == 0 || radius == 0 {
		r.to(end)
		return
	}
	radius = max(radius, half)
	off := math.Sqrt(max(radius*radius-half*half, 0)) / half
	if large == sweep {
		off = -off
	}
	center := point{from.x + dx - dy*off, from.y + dy + dx*off}
	first := math.Atan2(from.y-center.y, from.x-center.x)
	turn := math.Atan2(end.y-center.y, end.x-center.x) - first
	switch {
	case sweep && turn <= 0:
		turn += 2 * math.Pi
	case !sweep && turn >= 0:
		turn -= 2 * math.Pi
	}
	for i := 1; i < curveSteps; i++ {
		sin, cos := math.Sincos(first + turn*float64(i)/curveSteps)
		r.to(point{center.x + radius*cos, center.y + radius*sin})
	}
	r.to(end)
}

func (r *pathReader) blanks() { r.rest = strings.TrimLeft(r.rest, " ,\t\r\n") }

func (r *pathReader) pair(from point) point {
	x := r.number()
	return point{from.x + x, from.y + r.number()}
}

// number reads one number; a sign or a second point begins the next.
func (r *pathReader) number() float64 {
	r.blanks()
	i, points := 0, 0
	for i < len(r.rest) {
		c := r.rest[i]
		if c == '.' {
			points++
		}
		if (c < '0' || c > '9') && (c != '.' || points > 1) && (c != '-' || i > 0) {
			break
		}
		i++
	}
	if i == 0 && r.rest != "" { // neither a number nor a command of ours: pass over it
		i = 1
	}
	v := toFloat(r.rest[:i])
	r.rest = r.rest[i:]
	return v
}

// data writes lines as path data.
func data(lines []line) string {
	var b strings.Builder
	for _, l := range lines {
		for i, p := range l.points {
			b.WriteByte("ML"[min(i, 1)])
			b.WriteString(number(p.x) + " " + number(p.y))
		}
		if l.closed {
			b.WriteByte('Z')
		}
	}
	return b.String()
}

// circle gives a round line.
func circle(center point, radius float64) line {
	return round(center, radius, max(8, int(math.Ceil(math.Sqrt(radius)*8))))
}

func round(center point, radius float64, steps int) line {
	l := line{closed: true, points: make([]point, steps)}
	for i := range steps {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / float64(steps))
		l.points[i] = point{center.x + radius*cos, center.y + radius*sin}
	}
	return l
}

func rectangle(x, y, width, height float64) line {
	return line{closed: true, points: []point{{x, y}, {x + width, y}, {x + width, y + height}, {x, y + height}}}
}

// bounds gives the corners of the box around lines.
func bounds(lines []line) (least, most point) {
	least, most = point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, l := range lines {
		for _, p := range l.points {
			least = point{min(least.x, p.x), min(least.y, p.y)}
			most = point{max(most.x, p.x), max(most.y, p.y)}
		}
	}
	return least, most
}

// crossings gives where closed lines cross the line on which side is 0, from left to right.
func crossings(lines []line, side func(point) float64) []point {
	var out []point
	for _, l := range lines {
		for i, p := range l.points {
			q := l.points[(i+1)%len(l.points)]
			a, b := side(p), side(q)
			if (a < 0) != (b < 0) {
				t := a / (a - b)
				out = append(out, point{p.x + (q.x-p.x)*t, p.y + (q.y-p.y)*t})
			}
		}
	}
	slices.SortFunc(out, func(p, q point) int { return cmp.Compare(p.x, q.x) })
	return out
}
