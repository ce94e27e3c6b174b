package atlas

import (
	"math"
	"reflect"
	"testing"

	"terang/internal/health"
)

// places lays areas out as a wide land: three rows, of which the second is short.
func places() []Tile {
	var list []Tile
	for i, at := range [][2]float64{{101, 3}, {102, 3}, {103, 3}, {104, 3.02}, {101.1, 2}, {104.1, 2}, {101, 1}, {102, 1}, {103, .9}, {104, 1}} {
		list = append(list, Tile{health.Unit(i + 1), health.Place{Lon: at[0], Lat: at[1], Known: true}})
	}
	return list
}

// TestTilesLieAsTheLandDoes: each area has a square of its own, of one size, within
// the drawing, and an area that lies clearly west or north of another stands so.
func TestTilesLieAsTheLandDoes(t *testing.T) {
	areas := places()
	m := Tiles(areas, 640)
	if m.Tile < 60 || len(m.Shapes) != len(areas) || m.ViewBox.W != 640 {
		t.Fatalf("tiles of %v for %d of %d areas in %v", m.Tile, len(m.Shapes), len(areas), m.ViewBox)
	}
	for i, s := range m.Shapes {
		if s.Unit != areas[i].Unit {
			t.Errorf("area %d stands in the place of %d", s.Unit, areas[i].Unit)
		}
		if s.LabelX < 0 || s.LabelX > m.ViewBox.W || s.LabelY < 0 || s.LabelY > m.ViewBox.H {
			t.Errorf("area %d leaves the drawing", s.Unit)
		}
		for j, o := range m.Shapes[:i] {
			if math.Abs(s.LabelX-o.LabelX) < m.Tile && math.Abs(s.LabelY-o.LabelY) < m.Tile {
				t.Errorf("areas %d and %d stand on each other", s.Unit, o.Unit)
			}
			a, b := areas[i].Place, areas[j].Place
			if a.Lon-b.Lon > 1.5 && s.LabelX < o.LabelX || a.Lat-b.Lat > 1.5 && s.LabelY > o.LabelY {
				t.Errorf("area %d stands on the wrong side of %d", s.Unit, o.Unit)
			}
		}
	}
	if !reflect.DeepEqual(m, Tiles(places(), 640)) {
		t.Error("the same areas give another map")
	}
}

// TestTilesInReadingOrder: where one place is unknown, areas stand as one reads.
func TestTilesInReadingOrder(t *testing.T) {
	areas := places()
	areas[3].Place.Known = false
	m := Tiles(areas, 640)
	for i, s := range m.Shapes[1:] {
		before := m.Shapes[i]
		if s.LabelY < before.LabelY || s.LabelY == before.LabelY && s.LabelX <= before.LabelX {
			t.Errorf("area %d stands before %d", s.Unit, before.Unit)
		}
	}
}

func TestTilesOfFewAndOfOnePlace(t *testing.T) {
	if Tiles(nil, 640) != nil {
		t.Error("a map of nothing")
	}
	same := health.Place{Lon: 102, Lat: 1, Known: true}
	m := Tiles([]Tile{{1, same}, {2, same}, {3, same}}, 640)
	if m.Tile > 170 || m.Shapes[0].Path == m.Shapes[1].Path || m.Shapes[1].Path == m.Shapes[2].Path {
		t.Errorf("three areas of one place: %v", m)
	}
	if _, _, ok := m.At(same); ok {
		t.Error("a tile map has no place for points")
	}
}

// TestPointsStandInTheirAreas: what lies within an outline is drawn within it, at a
// tenth of a unit, and what lies elsewhere is not drawn.
func TestPointsStandInTheirAreas(t *testing.T) {
	reg := health.NewRegister([]health.Area{
		{Code: "1", Level: health.Kabkota, Parent: health.NoUnit, End: 3},
		{Code: "1.1", Level: health.Kecamatan, Parent: 0, End: 2},
		{Code: "1.2", Level: health.Kecamatan, Parent: 0, End: 3},
	}, nil, nil)
	square := func(x float64) health.Outline {
		return health.Outline{{{{x, 0}, {x + 1, 0}, {x + 1, 1}, {x, 1}, {x, 0}}}}
	}
	reg.Outlines = map[health.Unit]health.Outline{1: square(100), 2: square(101)}
	a := New(reg, Options{})
	m := a.Sketch(0, health.Kecamatan)
	for _, c := range []struct {
		lon, lat float64
		in       bool
		x, y     float64
	}{{100.5, .5, true, .25, .5}, {101.5, .25, true, .75, .75}, {99, .5, false, 0, 0}, {100.5, 2, false, 0, 0}} {
		x, y, ok := m.At(health.Place{Lon: c.lon, Lat: c.lat, Known: true})
		if ok != c.in || ok && (math.Abs(x-c.x*m.ViewBox.W) > 3 || math.Abs(y-c.y*m.ViewBox.H) > 3) {
			t.Errorf("%v, %v stands at %v, %v (%t) of %v", c.lon, c.lat, x, y, ok, m.ViewBox)
		}
	}
	if _, _, ok := m.At(health.Place{}); ok {
		t.Error("an unknown place is drawn")
	}
	if maps, largest, budget := a.Drawn(); maps != 1 || largest == 0 || largest > budget || budget != 10000 {
		t.Errorf("%d maps, the largest of %d bytes of %d", maps, largest, budget)
	}
}
