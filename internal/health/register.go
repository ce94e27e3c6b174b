// Package health holds the nouns that every other room knows: areas, facilities,
// indicators, months, units, and the codes for states and statuses. It holds no
// reported number.
//
// A unit is whatever has figures of its own: an area or a puskesmas. Areas are
// numbered depth first, so that each subtree is one contiguous range of units
// (u up to but not including End(u)); puskesmas follow the areas, by code.
package health

import (
	"cmp"
	"slices"
)

// Unit numbers an area or a puskesmas within a Register.
type Unit int32

// NoUnit stands where there is no such area or puskesmas.
const NoUnit Unit = -1

// Level is the administrative level of a unit. Puskesmas stands last.
type Level uint8

// The levels, from the whole country downward.
const (
	Country Level = iota
	Provinsi
	Kabkota
	Kecamatan
	Desa
	Puskesmas
)

var levelNames = [...]string{"nasional", "provinsi", "kabkota", "kecamatan", "desa", "puskesmas"}

// String gives the word used in data files, column jenis_unit.
func (l Level) String() string { return levelNames[l] }

// ParseLevel reads the word used in data files.
func ParseLevel(s string) (Level, bool) {
	i := slices.Index(levelNames[:], s)
	return Level(max(i, 0)), i >= 0
}

// Count is a number of people or things; Missing is not zero.
type Count int32

// Missing stands where nothing was given.
const Missing Count = -1

// Known says whether a number was given.
func (c Count) Known() bool { return c >= 0 }

// Place is a point on earth in degrees; Known is false where none was given.
type Place struct {
	Lat, Lon float64
	Known    bool
}

// Outline is the boundary of an area: polygons, each an outer ring and holes,
// each ring a closed list of longitude, latitude.
type Outline [][][][2]float64

// Area is a country, province, kabupaten/kota, kecamatan or desa/kelurahan.
type Area struct {
	Code       string // Kemendagri, dotted: 14.10.02.2005
	Name       string
	Level      Level
	Parent     Unit // NoUnit for the root
	End        Unit // one past the last unit of the subtree
	Place      Place
	Population Count
	Puskesmas  Unit // the puskesmas that serves a desa, or NoUnit
}

// IsKelurahan says whether a desa-level area is a kelurahan: its number begins with 1 (domain reference §6.1).
func (a Area) IsKelurahan() bool {
	return a.Level == Desa && len(a.Code) == len("14.10.02.2005") && a.Code[9] == '1'
}

// IsKota says whether a kabkota-level area is a city: 71 to 99 (domain reference §6.1).
func (a Area) IsKota() bool {
	return a.Level == Kabkota && len(a.Code) == len("14.10") && a.Code[3] >= '7'
}

// Register holds the areas and facilities of a site, indexed; read-only once made.
type Register struct {
	Areas      []Area // unit u < len(Areas) is Areas[u]
	Facilities []Facility
	Outlines   map[Unit]Outline // where a boundary was given

	puskesmas []int  // facility of each puskesmas, by code
	posts     []Unit // the unit of each
	served    [][]Unit
	byCode    map[string]Unit
}

// NewRegister indexes areas, given depth first with Parent and End set, and
// facilities. Area.Puskesmas and Facility.Puskesmas must not be set yet: they are
// linked by code through servedBy (desa code to puskesmas code) and
// Facility.PuskesmasCode.
func NewRegister(areas []Area, facilities []Facility, servedBy map[string]string) *Register {
	r := &Register{Areas: areas, Facilities: facilities, byCode: make(map[string]Unit, len(areas))}
	for u := range areas {
		areas[u].Puskesmas = NoUnit
		r.byCode[areas[u].Code] = Unit(u)
	}
	none := &Details{}
	for i := range facilities {
		facilities[i].Unit = NoUnit
		if facilities[i].Details == nil {
			facilities[i].Details = none
		}
		if facilities[i].Type == TypePuskesmas {
			r.puskesmas = append(r.puskesmas, i)
		}
	}
	slices.SortFunc(r.puskesmas, func(a, b int) int { return cmp.Compare(facilities[a].Code, facilities[b].Code) })
	for i, f := range r.puskesmas {
		u := Unit(len(areas) + i)
		r.posts = append(r.posts, u)
		facilities[f].Unit = u
		r.byCode[facilities[f].Code] = u
	}
	r.link(servedBy)
	return r
}

func (r *Register) link(servedBy map[string]string) {
	r.served = make([][]Unit, len(r.puskesmas))
	for u := range r.Areas {
		a := &r.Areas[u]
		code, ok := servedBy[a.Code]
		if p, known := r.byCode[code]; ok && known && r.LevelOf(p) == Puskesmas {
			a.Puskesmas = p
			r.served[int(p)-len(r.Areas)] = append(r.served[int(p)-len(r.Areas)], Unit(u))
		}
	}
	code, unit := "", NoUnit // neighbours in the list mostly work with the same
	for i := range r.Facilities {
		f := &r.Facilities[i]
		if f.PuskesmasCode != code {
			code, unit = f.PuskesmasCode, NoUnit
			if p, known := r.byCode[code]; known && r.LevelOf(p) == Puskesmas {
				unit = p
			}
		}
		f.Puskesmas = unit
	}
}

// Units counts areas and puskesmas.
func (r *Register) Units() int { return len(r.Areas) + len(r.puskesmas) }

// UnitOf finds the area or puskesmas with a code.
func (r *Register) UnitOf(code string) (Unit, bool) {
	u, ok := r.byCode[code]
	return u, ok
}

// LevelOf gives the level of a unit.
func (r *Register) LevelOf(u Unit) Level {
	if int(u) >= len(r.Areas) {
		return Puskesmas
	}
	return r.Areas[u].Level
}

// Facility gives the facility that a puskesmas unit is.
func (r *Register) Facility(u Unit) *Facility { return &r.Facilities[r.FacilityAt(u)] }

// FacilityAt gives its place in Facilities.
func (r *Register) FacilityAt(u Unit) int { return r.puskesmas[int(u)-len(r.Areas)] }

// Code gives the code of a unit.
func (r *Register) Code(u Unit) string {
	if int(u) >= len(r.Areas) {
		return r.Facility(u).Code
	}
	return r.Areas[u].Code
}

// Name gives the name of a unit as its file writes it.
func (r *Register) Name(u Unit) string {
	if int(u) >= len(r.Areas) {
		return r.Facility(u).Name
	}
	return r.Areas[u].Name
}

// Puskesmas lists the puskesmas units by code; the list is not to be changed.
func (r *Register) Puskesmas() []Unit { return slices.Clip(r.posts) }

// Children lists the areas right below an area, in order.
func (r *Register) Children(u Unit) []Unit {
	var us []Unit
	for c := u + 1; c < r.Areas[u].End; c = r.Areas[c].End {
		us = append(us, c)
	}
	return us
}

// Served lists the desa that a puskesmas serves, in order.
func (r *Register) Served(p Unit) []Unit { return r.served[int(p)-len(r.Areas)] }

// Kabkota gives the kab/kota that an area or a puskesmas lies in, or NoUnit.
func (r *Register) Kabkota(u Unit) Unit {
	if r.LevelOf(u) != Puskesmas {
		return r.Ancestor(u, Kabkota)
	}
	f := r.Facility(u)
	if f.Kabkota != NoUnit {
		return f.Kabkota
	}
	return r.Ancestor(f.Kecamatan, Kabkota)
}

// Ancestor gives the area at a level above or at u, or NoUnit.
func (r *Register) Ancestor(u Unit, l Level) Unit {
	for u != NoUnit && r.Areas[u].Level != l {
		u = r.Areas[u].Parent
	}
	return u
}
