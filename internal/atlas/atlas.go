// Package atlas draws areas: from boundaries in degrees it makes small SVG paths
// that fit each other exactly. A border that two areas share is one arc, so it is
// simplified once and stays shared; kecamatan are their desa with the arcs between
// them dropped. Pure: no files, and equal input gives equal bytes.
package atlas

import "terang/internal/health"

// Box is the size of a drawing: its view box is 0 0 W H.
type Box struct{ W, H float64 }

// Shape is one area of a map.
type Shape struct {
	Unit           health.Unit
	Path           string  // SVG path data, absolute start points and relative lines, one decimal
	LabelX, LabelY float64 // inside the largest polygon
}

// Map is a drawing of areas of one level, in unit order.
type Map struct {
	ViewBox Box
	Shapes  []Shape
}

// Options bounds the drawings.
type Options struct {
	Budget int     // bytes of all paths of one map; 0 means 12000
	Width  float64 // width of the view box; 0 means 640
}

// Atlas makes maps on demand; read-only once made.
type Atlas struct {
	reg *health.Register
	opt Options
}

// New prepares the outlines of a register; nil where it has none.
func New(reg *health.Register, o Options) *Atlas {
	if len(reg.Outlines) == 0 {
		return nil
	}
	return &Atlas{reg: reg, opt: o}
}

// Desa draws the desa below an area; nil where fewer than one has an outline. A nil Atlas gives nil.
func (a *Atlas) Desa(under health.Unit) *Map { return a.Areas(under, health.Desa) }

// Kecamatan draws the kecamatan below an area, dissolved from their desa where
// they have no outline of their own; nil where nothing can be drawn.
func (a *Atlas) Kecamatan(under health.Unit) *Map { return a.Areas(under, health.Kecamatan) }

// Areas draws the areas of a level below an area.
func (a *Atlas) Areas(under health.Unit, level health.Level) *Map { return nil }
