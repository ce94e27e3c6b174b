package site

import (
	"terang/internal/atlas"
	"terang/internal/chart"
	"terang/internal/health"
)

// A tile map of fewer areas says nothing, and of more nobody finds an area on it.
const (
	fewestTiles = 2
	mostTiles   = 60
	tilesWidth  = 640
)

// mapOf draws the areas right below an area: by their boundaries, else as equal tiles
// where the site wants them; nil where neither can be drawn.
func (p *Plan) mapOf(u health.Unit) *atlas.Map { return p.mapFrom(p.in.Atlas, u) }

// mapOf draws for the builder's page, which counts its maps.
func (b *builder) mapOf(u health.Unit) *atlas.Map { return b.mapFrom(b.atlas(), u) }

// atlas gives the page's own atlas, which counts what is drawn for it.
func (b *builder) atlas() *atlas.Atlas {
	if b.maps == nil {
		b.maps = b.in.Atlas.Apart()
	}
	return b.maps
}

func (p *Plan) mapFrom(from *atlas.Atlas, u health.Unit) *atlas.Map {
	children := p.in.Register.Children(u)
	if len(children) == 0 {
		return nil
	}
	if m := from.Areas(u, p.in.Register.LevelOf(children[0])); m != nil {
		return m
	}
	if !p.canTile(len(children)) {
		return nil
	}
	tiles := make([]atlas.Tile, 0, len(children))
	for _, c := range children {
		tiles = append(tiles, atlas.Tile{Unit: c, Place: p.in.Register.Areas[c].Place})
	}
	return atlas.Tiles(tiles, tilesWidth)
}

// allDesa lists the desa and kelurahan of a site.
func allDesa(reg *health.Register) []health.Unit {
	var desa []health.Unit
	for u := range reg.Areas {
		if reg.Areas[u].Level == health.Desa {
			desa = append(desa, health.Unit(u))
		}
	}
	return desa
}

// fineAtRoot gives the desa of a site and a map of them, where there are few enough
// for each to be found and some have an outline; else nothing.
func (p *Plan) fineAtRoot() ([]health.Unit, *atlas.Map) {
	reg := p.in.Register
	desa := allDesa(reg)
	if n := len(desa); n > mostTiles || n <= len(reg.Children(0)) {
		return nil, nil
	}
	return desa, p.in.Atlas.Of(desa)
}

// drawn gives the areas that a map of an indicator shows, and the map: those right
// below an area, or of a small site its desa where two in three of them have a value.
func (b *builder) drawn(u health.Unit, indicator, year int) ([]health.Unit, *atlas.Map) {
	if u != 0 {
		return b.in.Register.Children(u), b.mapOf(u)
	}
	shown := 0
	for _, d := range b.fine {
		if b.in.Release.Figure(d, indicator, year).State() == health.Value {
			shown++
		}
	}
	if b.fineMap != nil && 3*shown >= 2*len(b.fine) {
		return b.fine, b.fineMap
	}
	return b.in.Register.Children(0), b.rootMap
}

func (p *Plan) canTile(areas int) bool {
	return !p.in.Config.Maps.NoTiles && areas >= fewestTiles && areas <= mostTiles
}

// canMap says whether the areas below one may have a map, without drawing it.
func (b *builder) canMap(u health.Unit) bool {
	children := len(b.in.Register.Children(u))
	return children > 0 && (b.in.Atlas != nil || b.canTile(children))
}

// pinGroups are the marks on a map of facilities: what is looked for first is the heaviest.
var pinGroups = [...]struct {
	key   string
	named bool
	types []health.FacilityType
}{
	{"puskesmas", true, []health.FacilityType{health.TypePuskesmas}},
	{"rs", true, []health.FacilityType{health.TypeRS}},
	{"others", false, []health.FacilityType{
		health.TypeKlinikUtama, health.TypeKlinikPratama, health.TypeTPMD, health.TypeTPMDG, health.TypeTPMB, health.TypeApotek, health.TypeLab,
	}},
	{"own", false, []health.FacilityType{health.TypePustu, health.TypePoskesdes, health.TypePusling, health.TypePosyandu}},
}

func pinGroup(t health.FacilityType) int {
	for g := range pinGroups {
		for _, of := range pinGroups[g].types {
			if of == t {
				return g
			}
		}
	}
	return len(pinGroups) - 1
}

// mostPins is how many facilities a map can hold.
const mostPins = 400

// facilityMap draws facilities on the areas below one; nothing where there are no
// boundaries, no coordinates, or the site wants none.
func (b *builder) facilityMap(u health.Unit, facilities []int) []chart.Figure {
	children := b.in.Register.Children(u)
	if b.in.Config.Maps.NoFacilities || b.in.Atlas == nil || len(children) == 0 || len(facilities) > mostPins {
		return nil
	}
	var points []chart.Point
	for _, i := range facilities {
		f := &b.in.Register.Facilities[i]
		if f.Closed {
			continue
		}
		name := f.Name
		if f.Unit != health.NoUnit {
			name = b.shortName(f.Unit)
		}
		points = append(points, chart.Point{
			Name: name, Href: b.facilityHref(i), Kind: b.T("facility." + string(f.Type)), Group: pinGroup(f.Type), Place: f.Place,
		})
	}
	var groups []chart.PointGroup
	for _, g := range pinGroups {
		groups = append(groups, chart.PointGroup{Name: b.T("pins." + g.key), Named: g.named})
	}
	areas := make([]chart.MapCell, 0, len(children))
	for _, c := range children {
		areas = append(areas, chart.MapCell{Unit: c, Name: b.shortName(c)})
	}
	m := b.atlas().Sketch(u, b.in.Register.LevelOf(children[0]))
	fig, ok := chart.Points(b.in.Words, chart.Frame{
		ID: "peta-fasilitas", Title: b.T("pins.title", "place", b.name(u)), Caption: b.T("pins.caption"),
	}, m, areas, groups, points)
	if !ok {
		return nil
	}
	return []chart.Figure{fig}
}
