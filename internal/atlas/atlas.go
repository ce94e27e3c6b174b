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
	Path           string  // SVG path data for the even-odd rule: relative lines, one decimal
	LabelX, LabelY float64 // inside the largest polygon
}

// Map is a drawing of areas of one level, in unit order.
type Map struct {
	ViewBox Box
	Shapes  []Shape
}

// Options bounds the drawings.
type Options struct {
	Budget int     // bytes of all paths of one map; 0 means 10000. A map that no tolerance makes so small is larger
	Width  float64 // width of the view box; 0 means 640
}

// Atlas makes maps on demand; read-only once made, so that many workers may share it.
type Atlas struct {
	reg *health.Register
	opt Options
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
	var units []health.Unit
	for u := under; u < a.reg.Areas[under].End; u++ {
		if a.reg.Areas[u].Level == level {
			units = append(units, u)
		}
	}
	return a.Of(units)
}

// Of draws the given areas in their order, each from its own outline or dissolved
// from the nearest outlines below it. Areas without any are left out; nil where
// none is left.
func (a *Atlas) Of(units []health.Unit) *Map {
	if a == nil {
		return nil
	}
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
	return newDrawing(t, a.opt.Width).fit(drawn, a.opt.Budget)
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
