package health

// Group says which set an indicator belongs to; the text is what the catalogue
// writes in column kelompok.
type Group string

// The groups of the catalogue.
const (
	GroupSPM          Group = "spm_kab"
	GroupSPMProvince  Group = "spm_prov"
	GroupILP          Group = "ilp"
	GroupUHC          Group = "uhc"
	GroupKBK          Group = "kbk"
	GroupTelemedicine Group = "telemedisin"
	GroupOther        Group = "lain"
)

// Measure says what an indicator's figure is: a proportion or rate of n in d, or a
// plain count, which has no denominator.
type Measure string

// The measures, as column jenis writes them.
const (
	Proportion Measure = "proporsi"
	Ratio      Measure = "rasio"
	Tally      Measure = "hitung"
)

// Polarity says which way is good.
type Polarity string

// The polarities, as column arah writes them.
const (
	HighIsGood Polarity = "naik"
	LowIsGood  Polarity = "turun"
	Neutral    Polarity = "netral"
)

// Sensitivity is the class that disclosure control goes by (domain reference §8.3).
type Sensitivity string

// The classes, as column kelas writes them. For Condition the denominator itself is patients.
const (
	Routine   Sensitivity = "rutin"
	Condition Sensitivity = "kondisi"
	Sensitive Sensitivity = "sensitif"
)

// Indicator is one row of the catalogue (domain reference §11).
type Indicator struct {
	Code        string // slug, also in addresses: "bumil"
	Number      int    // 1 to 12 within SPM, 0 elsewhere
	Name        string // "Pelayanan kesehatan ibu hamil"
	ShortName   string // "Ibu hamil"
	Group       Group
	Measure     Measure
	Unit        string // what is counted, in running text: "ibu hamil", "anak"
	Factor      int    // 100, 1000 or 100000; 1 for a plain count
	Polarity    Polarity
	Target      float64   // yearly target in units of Factor; 100 for SPM; of a plain count for the whole site; 0 where there is none
	Cumulative  bool      // the target grows from month to month, by a twelfth where there is no Schedule
	Schedule    []float64 // percent of Target to be reached by each month, the year's first first, rising to 100; nil for twelfths
	PartOf      string    // code of the indicator whose count this one's cannot pass: K1 for K4; empty where there is none
	SchoolYear  bool      // the year runs from July to June, see Place
	Stages      []string  // life stages, slugs: "ibu", "bayi-balita", "sekolah-remaja", "dewasa", "lansia"
	Cluster     string    // ILP cluster: "1" to "4", "lintas"
	Pillar      string    // of the six pillars of the transformation: "1" to "6", empty where none is named
	Sensitivity Sensitivity
	Lowest      Level  // lowest level at which a figure may be published (domain reference §8.3 rule 6)
	Numerator   string // words for the numerator
	Denominator string // words for the denominator
	Definition  string
	LegalBasis  string
	Source      string
}

// GoodWay says which way a figure is judged: where high is good and no target is
// set there is nothing to judge it by, and it is shown as it is.
func (i *Indicator) GoodWay() Polarity {
	if i.Target <= 0 && i.Polarity != LowIsGood {
		return Neutral
	}
	return i.Polarity
}

// Concerns says whether a unit of a level can have the indicator at all: the two
// services of a province are no duty of those below it.
func (i *Indicator) Concerns(l Level) bool { return i.Group != GroupSPMProvince || l <= Provinsi }

// schoolShift is by how many months a school year begins before the year that it is named for.
const schoolShift = 6

func (i *Indicator) shift() Month {
	if i.SchoolYear {
		return schoolShift
	}
	return 0
}

// Place gives the year that a month of the indicator counts in, and its place in
// it, 1 to 12. That is the calendar year; of an indicator by school years it is the
// year in which the school year ends: July 2023 is the first month of 2024, June
// 2024 its twelfth. So each year has a whole school year by its December.
func (i *Indicator) Place(m Month) (year, place int) {
	m += i.shift()
	return m.Year(), m.Of()
}

// MonthAt gives the month at a place of a year, the way back of Place.
func (i *Indicator) MonthAt(year, place int) Month { return MonthOf(year, place) - i.shift() }

// Reach gives the place that a year has come to by a month: 0 before its first
// month, 12 from its last one on.
func (i *Indicator) Reach(year int, m Month) int {
	return min(max(int(m-i.MonthAt(year, 1))+1, 0), 12)
}

// TargetIn gives the target that holds in a month. Where it is cumulative that is
// what the schedule says, or a twelfth for each month of the indicator's year
// (domain reference §2.7).
func (i *Indicator) TargetIn(m Month) float64 {
	_, place := i.Place(m)
	switch {
	case !i.Cumulative:
		return i.Target
	case len(i.Schedule) == 12:
		return i.Target * i.Schedule[place-1] / 100
	}
	return i.Target * float64(place) / 12
}
