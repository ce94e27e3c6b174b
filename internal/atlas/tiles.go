package atlas

import (
	"cmp"
	"math"
	"slices"
	"strconv"

	"terang/internal/health"
)

// Tile is an area of a tile map, and where it lies if that is known.
type Tile struct {
	Unit  health.Unit
	Place health.Place
}

// cell is a column and a row of the grid.
type cell struct{ x, y int }

// Tiles draws areas as equal squares, so that a map needs no boundaries: roughly where
// they lie if every place is known, else in the order given, as one reads. Equal input
// gives an equal map. nil for no areas.
func Tiles(areas []Tile, width float64) *Map {
	if len(areas) == 0 {
		return nil
	}
	cells := inReadingOrder(len(areas))
	if !slices.ContainsFunc(areas, func(t Tile) bool { return !t.Place.Known }) {
		cells = byPlace(areas)
	}
	columns, rows := closeUp(cells)
	const gap = 4
	across := max(columns, fewestAcross)
	side := math.Floor((width+gap)/float64(across)) - gap
	m := &Map{Tile: side, Shapes: make([]Shape, len(areas))}
	step := side + gap
	m.ViewBox = Box{W: width, H: float64(rows)*step - gap}
	for i, c := range cells {
		x, y := float64(c.x)*step, float64(c.y)*step
		m.Shapes[i] = Shape{Unit: areas[i].Unit, LabelX: round(x + side/2), LabelY: round(y + side/2), Path: square(x, y, side)}
	}
	return m
}

// closeUp takes out the columns and rows in which no area stands, and counts the rest.
func closeUp(cells []cell) (columns, rows int) {
	var xs, ys []int
	for _, c := range cells {
		xs, ys = append(xs, c.x), append(ys, c.y)
	}
	slices.Sort(xs)
	slices.Sort(ys)
	xs, ys = slices.Compact(xs), slices.Compact(ys)
	for i, c := range cells {
		x, _ := slices.BinarySearch(xs, c.x)
		y, _ := slices.BinarySearch(ys, c.y)
		cells[i] = cell{x, y}
	}
	return len(xs), len(ys)
}

// fewestAcross keeps the tiles of a few areas from becoming posters.
const fewestAcross = 4

func square(x, y, side float64) string {
	n := func(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }
	return "M" + n(x) + " " + n(y) + "h" + n(side) + "v" + n(side) + "h-" + n(side) + "z"
}

// inReadingOrder fills rows from left to right.
func inReadingOrder(n int) []cell {
	across := max(fewestAcross, int(math.Ceil(math.Sqrt(float64(n)*1.3))))
	cells := make([]cell, n)
	for i := range cells {
		cells[i] = cell{i % across, i / across}
	}
	return cells
}

// byPlace gives each area the free cell nearest to where it lies on a grid with a
// third more cells than areas, from the middle outward, and then exchanges pairs for
// as long as that brings them nearer.
func byPlace(areas []Tile) []cell {
	at, columns, rows := onGrid(areas)
	order := make([]int, len(areas))
	for i := range order {
		order[i] = i
	}
	middle := point{float64(columns-1) / 2, float64(rows-1) / 2}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(apart(at[a], middle), apart(at[b], middle)) })
	cells, taken := make([]cell, len(areas)), map[cell]bool{}
	for _, i := range order {
		best, nearest := cell{}, math.Inf(1)
		for y := range rows {
			for x := range columns {
				c := cell{x, y}
				if d := apart(at[i], c.point()); !taken[c] && d < nearest-1e-9 {
					best, nearest = c, d
				}
			}
		}
		cells[i], taken[best] = best, true
	}
	exchange(cells, at)
	return cells
}

func (c cell) point() point { return point{float64(c.x), float64(c.y)} }

func apart(a, b point) float64 { return (a[0]-b[0])*(a[0]-b[0]) + (a[1]-b[1])*(a[1]-b[1]) }

// onGrid puts places on a grid of columns and rows that is as wide as the land is.
func onGrid(areas []Tile) (at []point, columns, rows int) {
	low, high := point{math.Inf(1), math.Inf(1)}, point{math.Inf(-1), math.Inf(-1)}
	for _, t := range areas {
		low = point{min(low[0], t.Place.Lon), min(low[1], t.Place.Lat)}
		high = point{max(high[0], t.Place.Lon), max(high[1], t.Place.Lat)}
	}
	wide, tall := max(high[0]-low[0], 1e-6), max(high[1]-low[1], 1e-6)
	cells := float64(len(areas)) * 1.33
	shape := min(max(wide/tall, .5), 2.5)
	columns = max(1, int(math.Round(math.Sqrt(cells*shape))))
	rows = max(1, int(math.Ceil(cells/float64(columns))))
	for _, t := range areas {
		at = append(at, point{(t.Place.Lon - low[0]) / wide * float64(columns-1), (high[1] - t.Place.Lat) / tall * float64(rows-1)})
	}
	return at, columns, rows
}

// exchange swaps two areas' cells wherever both together come nearer to their places.
func exchange(cells []cell, at []point) {
	const rounds = 20
	for range rounds {
		swapped := false
		for i := range cells {
			for j := i + 1; j < len(cells); j++ {
				now := apart(at[i], cells[i].point()) + apart(at[j], cells[j].point())
				then := apart(at[i], cells[j].point()) + apart(at[j], cells[i].point())
				if then < now-1e-9 {
					cells[i], cells[j], swapped = cells[j], cells[i], true
				}
			}
		}
		if !swapped {
			return
		}
	}
}
