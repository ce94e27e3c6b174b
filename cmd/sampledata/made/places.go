package made

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"unicode"
)

// Point is a place in ten-millionths of a degree: whole numbers, so that no
// machine's floating point can move a facility.
type Point struct{ X, Y int64 }

// Hundred-thousandths of a degree are what the files are written in: about a metre.
const (
	PerDegree = 10_000_000
	step      = 100
)

func (p Point) Lat() string { return degrees(p.Y) }
func (p Point) Lon() string { return degrees(p.X) }

func degrees(v int64) string {
	return fmt.Sprintf("%d.%05d", v/PerDegree, v%PerDegree/step)
}

// Outline is the largest polygon of a desa: its outer ring, then its holes.
type Outline [][]Point

// geojson is the part of the boundary file that is read.
type geojson struct {
	Features []struct {
		Properties struct {
			District string `json:"district"`
			Village  string `json:"village"`
		} `json:"properties"`
		Geometry struct {
			Coordinates [][][][2]float64 `json:"coordinates"`
		} `json:"geometry"`
	} `json:"features"`
}

// Outlines reads the boundaries of desa, by Key of kecamatan and desa: files of the
// statistics office carry its own codes, some of which look like the Kemendagri code
// of another desa, so that only names, within the kecamatan, can match.
func Outlines(boundaries []byte) (map[string]Outline, error) {
	var g geojson
	if err := json.Unmarshal(boundaries, &g); err != nil {
		return nil, fmt.Errorf("reading the boundaries: %w", err)
	}
	found := make(map[string]Outline, len(g.Features))
	for _, f := range g.Features {
		found[Key(f.Properties.District, f.Properties.Village)] = largest(f.Geometry.Coordinates)
	}
	return found, nil
}

// Key makes names of a kecamatan and a desa comparable.
func Key(kecamatan, desa string) string { return nameKey(kecamatan) + "/" + nameKey(desa) }

// nameKey makes "Selat Panjang Kota" and "Selatpanjang Kota" the same.
func nameKey(name string) string {
	return strings.Map(func(r rune) rune {
		if !unicode.IsLetter(r) {
			return -1
		}
		return unicode.ToUpper(r)
	}, name)
}

// largest gives the polygon with the greatest area of a multipolygon.
func largest(polygons [][][][2]float64) Outline {
	var best Outline
	for _, rings := range polygons {
		o := make(Outline, len(rings))
		for i, ring := range rings {
			o[i] = make([]Point, len(ring))
			for j, c := range ring {
				o[i][j] = Point{int64(math.Round(c[0] * PerDegree)), int64(math.Round(c[1] * PerDegree))}
			}
		}
		if len(o) > 0 && (best == nil || doubleArea(o[0]) > doubleArea(best[0])) {
			best = o
		}
	}
	return best
}

func doubleArea(ring []Point) int64 {
	var sum int64
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		sum += (a.X-ring[0].X)*(b.Y-ring[0].Y) - (b.X-ring[0].X)*(a.Y-ring[0].Y)
	}
	return max(sum, -sum)
}

// Contains says whether a point lies inside: an odd number of edges to its right.
func (o Outline) Contains(p Point) bool {
	inside := false
	for _, ring := range o {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a.Y > p.Y) == (b.Y > p.Y) {
				continue
			}
			cross := (b.X-a.X)*(p.Y-a.Y) - (p.X-a.X)*(b.Y-a.Y)
			if (cross > 0) == (b.Y > a.Y) {
				inside = !inside
			}
		}
	}
	return inside
}

// box gives the outer ring's corners.
func (o Outline) box() (low, high Point) {
	low, high = o[0][0], o[0][0]
	for _, p := range o[0] {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	return low, high
}

// Deepest gives, of a grid of 40 by 40 points, the one inside that is farthest from the boundary's corners.
func (o Outline) Deepest() Point {
	const grid = 40
	low, high := o.box()
	best, far := round(low), int64(-1)
	for i := int64(1); i < grid; i++ {
		for j := int64(1); j < grid; j++ {
			p := round(Point{low.X + (high.X-low.X)*i/grid, low.Y + (high.Y-low.Y)*j/grid})
			if !o.Contains(p) {
				continue
			}
			if d := o.clearance(p); d > far {
				best, far = p, d
			}
		}
	}
	return best
}

// clearance gives the square of the distance to the nearest corner of the boundary.
func (o Outline) clearance(p Point) int64 {
	near := int64(math.MaxInt64)
	for _, ring := range o {
		for _, q := range ring {
			near = min(near, (p.X-q.X)*(p.X-q.X)+(p.Y-q.Y)*(p.Y-q.Y))
		}
	}
	return near
}

// Somewhere gives a point inside, drawn at random; fallback where none is found in 200 tries.
func (o Outline) Somewhere(d *Draw, fallback Point) Point {
	low, high := o.box()
	for range 200 {
		p := round(Point{low.X + int64(d.Below(int(high.X-low.X)+1)), low.Y + int64(d.Below(int(high.Y-low.Y)+1))})
		if o.Contains(p) {
			return p
		}
	}
	return fallback
}

func round(p Point) Point { return Point{p.X / step * step, p.Y / step * step} }
