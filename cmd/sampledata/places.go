package main

import (
	"encoding/json"
	"fmt"
	"math"
	"strings"
	"unicode"
)

// point is a place in ten-millionths of a degree: whole numbers, so that no
// machine's floating point can move a facility.
type point struct{ x, y int64 }

// hundred-thousandths of a degree are what the files are written in: about a metre.
const (
	perDegree = 10_000_000
	step      = 100
)

func (p point) lat() string { return degrees(p.y) }
func (p point) lon() string { return degrees(p.x) }

func degrees(v int64) string {
	return fmt.Sprintf("%d.%05d", v/perDegree, v%perDegree/step)
}

// outline is the largest polygon of a desa: its outer ring, then its holes.
type outline [][]point

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

// placeDesa gives each desa its outline and a point well inside it. The boundary
// file carries statistics office codes, four of which look like the Kemendagri
// code of another desa, so that only names, within the kecamatan, can match.
func (p *portal) placeDesa(boundaries []byte) error {
	var g geojson
	if err := json.Unmarshal(boundaries, &g); err != nil {
		return fmt.Errorf("reading the boundaries: %w", err)
	}
	found := make(map[string]outline, len(g.Features))
	for _, f := range g.Features {
		found[nameKey(f.Properties.District)+"/"+nameKey(f.Properties.Village)] = largest(f.Geometry.Coordinates)
	}
	names := make(map[string]string, len(p.kecamatan))
	for _, k := range p.kecamatan {
		names[k.code] = nameKey(k.name)
	}
	for i := range p.desa {
		d := &p.desa[i]
		o, ok := found[names[d.kecamatan]+"/"+nameKey(d.name)]
		if !ok || len(o) == 0 {
			return fmt.Errorf("no boundary for %s %s", d.code, d.name)
		}
		d.outline = o
		d.centre = o.deepest()
	}
	return nil
}

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
func largest(polygons [][][][2]float64) outline {
	var best outline
	for _, rings := range polygons {
		o := make(outline, len(rings))
		for i, ring := range rings {
			o[i] = make([]point, len(ring))
			for j, c := range ring {
				o[i][j] = point{int64(math.Round(c[0] * perDegree)), int64(math.Round(c[1] * perDegree))}
			}
		}
		if len(o) > 0 && (best == nil || doubleArea(o[0]) > doubleArea(best[0])) {
			best = o
		}
	}
	return best
}

func doubleArea(ring []point) int64 {
	var sum int64
	for i := 1; i < len(ring); i++ {
		a, b := ring[i-1], ring[i]
		sum += (a.x-ring[0].x)*(b.y-ring[0].y) - (b.x-ring[0].x)*(a.y-ring[0].y)
	}
	return max(sum, -sum)
}

// contains says whether a point lies inside: an odd number of edges to its right.
func (o outline) contains(p point) bool {
	inside := false
	for _, ring := range o {
		for i := 1; i < len(ring); i++ {
			a, b := ring[i-1], ring[i]
			if (a.y > p.y) == (b.y > p.y) {
				continue
			}
			cross := (b.x-a.x)*(p.y-a.y) - (p.x-a.x)*(b.y-a.y)
			if (cross > 0) == (b.y > a.y) {
				inside = !inside
			}
		}
	}
	return inside
}

// box gives the outer ring's corners.
func (o outline) box() (low, high point) {
	low, high = o[0][0], o[0][0]
	for _, p := range o[0] {
		low = point{min(low.x, p.x), min(low.y, p.y)}
		high = point{max(high.x, p.x), max(high.y, p.y)}
	}
	return low, high
}

// deepest gives, of a grid of 40 by 40 points, the one inside that is farthest from the boundary's corners.
func (o outline) deepest() point {
	const grid = 40
	low, high := o.box()
	best, far := round(low), int64(-1)
	for i := int64(1); i < grid; i++ {
		for j := int64(1); j < grid; j++ {
			p := round(point{low.x + (high.x-low.x)*i/grid, low.y + (high.y-low.y)*j/grid})
			if !o.contains(p) {
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
func (o outline) clearance(p point) int64 {
	near := int64(math.MaxInt64)
	for _, ring := range o {
		for _, q := range ring {
			near = min(near, (p.x-q.x)*(p.x-q.x)+(p.y-q.y)*(p.y-q.y))
		}
	}
	return near
}

// somewhere gives a point inside, drawn at random; fallback where none is found in 200 tries.
func (o outline) somewhere(d *draw, fallback point) point {
	low, high := o.box()
	for range 200 {
		p := round(point{low.x + int64(d.below(int(high.x-low.x)+1)), low.y + int64(d.below(int(high.y-low.y)+1))})
		if o.contains(p) {
			return p
		}
	}
	return fallback
}

func round(p point) point { return point{p.x / step * step, p.y / step * step} }
