// Package atlas draws areas: from boundaries in degrees it makes small SVG paths
// that fit each other exactly. A border that two areas share is one arc, so it is
// simplified once and stays shared; kecamatan are their desa with the arcs between
// them dropped. Where there are no boundaries, Tiles lays areas out as equal squares.
// Pure: no files, and equal input gives equal bytes.
package atlas

import (
	"math"
	"sync/atomic"

	"terang/internal/health"
)

// Box is the size of a drawing: its view box is 0 0 W H.
type Box struct{ W, H float64 }

// Shape is one area of a map.
type Shape struct {
	Unit           health.Unit
	Path           string  // SVG path data for the even-odd rule: relative lines, one decimal
	LabelX, LabelY float64 // inside the largest polygon
}

// Map is a drawing of areas of one level, in unit order.
type Map struct {
	ViewBox Box
	Shapes  []Shape
	Tile    float64 // side of the squares of a tile map; 0 for outlines

	low, high     point   // corners in degrees, south-west and north-east
	shrink, scale float64 // of a degree of longitude, and to units of the view box
}

// At gives where a point on earth lies in the drawing; ok is false outside of it and
// on a tile map, which has no place for points.
func (m *Map) At(p health.Place) (x, y float64, ok bool) {
	if !p.Known || m.scale == 0 {
		return 0, 0, false
	}
	x = (p.Lon-m.low[0])*m.shrink*m.scale + margin
	y = (m.high[1]-p.Lat)*m.scale + margin
	return round(x), round(y), x >= 0 && y >= 0 && x <= m.ViewBox.W && y <= m.ViewBox.H
}

func round(v float64) float64 { return math.Round(v*10) / 10 }

// Options bounds the drawings.
type Options struct {
	Budget int     // bytes of all paths of one map; 0 means 10000. A map that no tolerance makes so small is larger
	Width  float64 // width of the view box; 0 means 640
}

// Atlas makes maps on demand; many workers may share it.
type Atlas struct {
	reg *health.Register
	opt Options

	drawn, largest atomic.Int64
}

// Apart gives the same atlas, which counts for itself what is drawn; nil of a nil one.
func (a *Atlas) Apart() *Atlas {
	if a == nil {
		return nil
	}
	return &Atlas{reg: a.reg, opt: a.opt}
}

// Drawn tells how many maps were made so far, the bytes of the largest one's paths,
// and the bytes that one may have. A nil Atlas made none.
func (a *Atlas) Drawn() (maps, largest, budget int) {
	if a == nil {
		return 0, 0, 0
	}
	return int(a.drawn.Load()), int(a.largest.Load()), a.opt.Budget
}

func (a *Atlas) count(size int) {
	a.drawn.Add(1)
	for {
		most := a.largest.Load()
		if int64(size) <= most || a.largest.CompareAndSwap(most, int64(size)) {
			return
		}
	}
}

// New prepares the outlines of a register; nil where it has none.
func New(reg *health.Register, o Options) *Atlas {
	if len(reg.Outlines) == 0 {
		return nil
	}
	if o.Budget == 0 {
		o.Budget = 10000
	}
	if o.Width == 0 {
		o.Width = 640
	}
	return &Atlas{reg: reg, opt: o}
}

// Desa draws the desa below an area; nil where none has an outline. A nil Atlas gives nil.
func (a *Atlas) Desa(under health.Unit) *Map { return a.Areas(under, health.Desa) }

// Kecamatan draws the kecamatan below an area, dissolved from their desa where
// they have no outline of their own; nil where nothing can be drawn.
func (a *Atlas) Kecamatan(under health.Unit) *Map { return a.Areas(under, health.Kecamatan) }

// Areas draws the areas of a level below an area.
func (a *Atlas) Areas(under health.Unit, level health.Level) *Map {
	if a == nil {
		return nil
	}
	return a.Of(a.below(under, level))
}

// Sketch draws the same with a third of the bytes: the ground that something else stands on.
func (a *Atlas) Sketch(under health.Unit, level health.Level) *Map {
	if a == nil {
		return nil
	}
	return a.draw(a.below(under, level), a.opt.Budget/3)
}

func (a *Atlas) below(under health.Unit, level health.Level) []health.Unit {
	var units []health.Unit
	for u := under; u < a.reg.Areas[under].End; u++ {
		if a.reg.Areas[u].Level == level {
			units = append(units, u)
		}
	}
	return units
}

// Of draws the given areas in their order, each from its own outline or dissolved
// from the nearest outlines below it. Areas without any are left out; nil where
// none is left.
func (a *Atlas) Of(units []health.Unit) *Map {
	if a == nil {
		return nil
	}
	return a.draw(units, a.opt.Budget)
}

func (a *Atlas) draw(units []health.Unit, budget int) *Map {
	t := newTopology()
	var drawn []health.Unit
	for _, u := range units {
		if outlines := a.outlines(u); len(outlines) > 0 {
			drawn = append(drawn, u)
			t.add(outlines)
		}
	}
	if len(t.points) == 0 {
		return nil
	}
	m, size := newDrawing(t, a.opt.Width).fit(drawn, budget)
	a.count(size)
	return m
}

// outlines gives an area's own outline, or those of the areas below it.
func (a *Atlas) outlines(u health.Unit) []health.Outline {
	if o, ok := a.reg.Outlines[u]; ok && len(o) > 0 {
		return []health.Outline{o}
	}
	var below []health.Outline
	for _, c := range a.reg.Children(u) {
		below = append(below, a.outlines(c)...)
	}
	return below
}
