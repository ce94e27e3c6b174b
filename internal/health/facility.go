package health

// FacilityType is the kind of a facility (domain reference §3.2); the text is what column type writes.
type FacilityType string

// The facility types.
const (
	TypePuskesmas     FacilityType = "puskesmas"
	TypePustu         FacilityType = "pustu"
	TypePoskesdes     FacilityType = "poskesdes"
	TypePusling       FacilityType = "pusling"
	TypePosyandu      FacilityType = "posyandu"
	TypeKlinikPratama FacilityType = "klinik_pratama"
	TypeKlinikUtama   FacilityType = "klinik_utama"
	TypeTPMD          FacilityType = "tpmd"
	TypeTPMDG         FacilityType = "tpmdg"
	TypeTPMB          FacilityType = "tpmb"
	TypeRS            FacilityType = "rs"
	TypeApotek        FacilityType = "apotek"
	TypeLab           FacilityType = "lab"
)

// FacilityTypes lists every type in the order in which directories show them.
func FacilityTypes() []FacilityType {
	return []FacilityType{
		TypePuskesmas, TypeRS, TypeKlinikUtama, TypeKlinikPratama, TypeTPMD, TypeTPMDG, TypeTPMB,
		TypePustu, TypePoskesdes, TypePusling, TypePosyandu, TypeApotek, TypeLab,
	}
}

// Own says whether the facility belongs to the puskesmas' own network (jaringan) and not to the others in its area (jejaring).
func (t FacilityType) Own() bool {
	switch t {
	case TypePustu, TypePoskesdes, TypePusling, TypePosyandu:
		return true
	}
	return false
}

// Answer is yes, no, or not said.
type Answer uint8

// The answers; the zero value is not said.
const (
	NotSaid Answer = iota
	Yes
	No
)

// Facility is one row of data/facilities.csv.
type Facility struct {
	Code          string // opaque (domain reference §6.4)
	Name          string
	Type          FacilityType
	Kabkota       Unit // NoUnit where not given
	Kecamatan     Unit
	Desa          Unit
	PuskesmasCode string // the puskesmas it works with, empty where none
	Puskesmas     Unit   // the same, linked by NewRegister
	Unit          Unit   // its own unit where it is a puskesmas, else NoUnit
	Place         Place
	Kader         Count
	ILPSince      Month
	Closed        bool
	Inpatient     Answer
	Remote        Answer
	Telemedicine  Answer
	*Details
}

// Details are what few facilities have: a country has three hundred thousand without.
// NewRegister gives these the same empty ones.
type Details struct {
	Address       string
	Phone         string
	Hours         string
	Services      []string
	Accreditation string
	ILPStatus     string // belum, persiapan, berjalan; empty where not given
}

// Given says whether there is anything in them.
func (d *Details) Given() bool {
	return d.Address != "" || d.Phone != "" || d.Hours != "" || len(d.Services) > 0 || d.Accreditation != "" || d.ILPStatus != ""
}

// Area gives the lowest area that the facility is known to lie in, or NoUnit.
func (f *Facility) Area() Unit {
	for _, u := range []Unit{f.Desa, f.Kecamatan, f.Kabkota} {
		if u != NoUnit {
			return u
		}
	}
	return NoUnit
}
