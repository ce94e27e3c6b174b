package revision

import "slices"

// Changes is what differs between two editions. Lists are ordered as the tables
// that they were read from: areas depth first, then puskesmas by code.
type Changes struct {
	Old Edge `json:"old"`
	New Edge `json:"new"`

	Revised  []Change   `json:"revised"`   // another number for the same month
	Crossed  []Crossing `json:"crossed"`   // a target is reached that was not, or no more
	Hidden   []Place    `json:"hidden"`    // shown before, hidden now
	Shown    []Place    `json:"shown"`     // hidden before, shown now
	Advanced int        `json:"advanced"`  // numbers that moved on to another month of their year
	Added    int        `json:"added"`     // numbers of units, indicators and years that were not there
	Dropped  []Place    `json:"dropped"`   // numbers that are there no more, of units and indicators that still are
	Targets  []Aim      `json:"targets"`   // another target for the same month
	Scores   []Score    `json:"scores"`    // another SPM index of the same month
	UnitsNew []Unit     `json:"units_new"` // areas and puskesmas
	UnitsOff []Unit     `json:"units_gone"`

	FacilitiesNew []Facility `json:"facilities_new"`
	FacilitiesOff []Facility `json:"facilities_gone"`
	Indicators    Names      `json:"indicators"`
	AddressesNew  int        `json:"addresses_new"`
	AddressesOff  []string   `json:"addresses_gone"` // what stood there leads nowhere now
	Kept          []KeptFile `json:"kept"`           // files of kept editions that are gone or others now, though such never change
}

// KeptFile is a file of an edition that the portal keeps at a lasting address.
type KeptFile struct {
	Address string `json:"address"`
	Gone    bool   `json:"gone"` // else it holds something else
}

// Edge is one of the two editions.
type Edge struct {
	Name   string `json:"name"`   // as it was asked for
	Period string `json:"period"` // YYYY-MM of its latest numbers, empty where it has none
	Pages  int    `json:"pages"`
}

// Unit is an area or a puskesmas.
type Unit struct {
	Level string `json:"jenis_unit"`
	Code  string `json:"kode_unit"`
	Name  string `json:"nama_unit"`
}

// Place says of whom and of what a number is: of a unit, an indicator and a month.
type Place struct {
	Unit
	Indicator string `json:"indikator"`
	Title     string `json:"judul"` // name of the indicator
	Period    string `json:"periode"`
}

// Amount is a number as it is published. Percent is empty where it cannot be computed,
// Denominator is -1 for a plain count.
type Amount struct {
	Numerator   int64  `json:"pembilang"`
	Denominator int64  `json:"penyebut"`
	Percent     string `json:"persen,omitempty"`
	Status      string `json:"status,omitempty"`
}

// Change is a revised number. An untold one has no amounts: fewer people are corrected
// than may be told of below kab/kota, or such a correction could be worked out from it.
type Change struct {
	Place
	Untold bool    `json:"untold,omitempty"`
	Old    *Amount `json:"old,omitempty"`
	New    *Amount `json:"new,omitempty"`
}

// Crossing is a target that was reached or missed and is not any more. The months may differ.
type Crossing struct {
	Place
	Reached bool   `json:"reached"` // now
	Before  string `json:"periode_lama"`
}

// Aim is a changed target.
type Aim struct {
	Place
	Old string `json:"old"`
	New string `json:"new"`
}

// Score is a changed SPM index, 0 to 100 with four decimals.
type Score struct {
	Unit
	Period string `json:"periode"`
	Old    string `json:"old"`
	New    string `json:"new"`
}

// Facility is one of the lists of facilities, which the search of the portal reads. It is known
// by its name, its kind, and the place under which it is listed.
type Facility struct {
	Name  string `json:"nama"`
	Kind  string `json:"jenis"`
	Place string `json:"tempat"`
}

// Names are codes that came or went.
type Names struct {
	New  []string `json:"new"`
	Gone []string `json:"gone"`
}

// None says that nothing a reader could notice differs.
func (c *Changes) None() bool {
	return len(c.Revised)+len(c.Crossed)+len(c.Hidden)+len(c.Shown)+c.Advanced+c.Added+len(c.Dropped)+len(c.Targets)+len(c.Scores)+
		len(c.UnitsNew)+len(c.UnitsOff)+len(c.FacilitiesNew)+len(c.FacilitiesOff)+len(c.Indicators.New)+len(c.Indicators.Gone)+len(c.Kept)+
		c.AddressesNew+len(c.AddressesOff) == 0
}

// whole makes empty lists of missing ones, so that JSON has no null.
func (c *Changes) whole() {
	c.Revised, c.Crossed = list(c.Revised), list(c.Crossed)
	c.Hidden, c.Shown, c.Dropped = list(c.Hidden), list(c.Shown), list(c.Dropped)
	c.Targets, c.Scores = list(c.Targets), list(c.Scores)
	c.UnitsNew, c.UnitsOff, c.Kept = list(c.UnitsNew), list(c.UnitsOff), list(c.Kept)
	c.FacilitiesNew, c.FacilitiesOff = list(c.FacilitiesNew), list(c.FacilitiesOff)
	c.Indicators.New, c.Indicators.Gone, c.AddressesOff = list(c.Indicators.New), list(c.Indicators.Gone), list(c.AddressesOff)
}

func list[T any](l []T) []T { return append([]T{}, slices.Clip(l)...) }
