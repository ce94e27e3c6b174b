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

// Measure says what an indicator's figure is: a proportion or rate of n in d, or a plain count.
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
	Factor      int    // 100, 1000 or 100000
	Polarity    Polarity
	Target      float64   // yearly target in units of Factor; 100 for SPM
	Cumulative  bool      // the target grows from month to month, by a twelfth where there is no Schedule
	Schedule    []float64 // percent of Target to be reached by each month, January first, rising to 100; nil for twelfths
	SchoolYear  bool      // the year runs July to June
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

// TargetIn gives the target that holds in a month of the year, 1 to 12. Where it
// is cumulative that is what the schedule says, or a twelfth a month (domain
// reference §2.7).
func (i Indicator) TargetIn(month int) float64 {
	switch {
	case !i.Cumulative:
		return i.Target
	case len(i.Schedule) == 12:
		return i.Target * i.Schedule[month-1] / 100
	}
	return i.Target * float64(month) / 12
}
