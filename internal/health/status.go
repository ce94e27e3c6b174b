package health

// State says what a figure is (five states everywhere; missing is not zero).
type State uint8

// The states. The zero value is not reported.
const (
	NotReported   State = iota
	Value               // exact numbers
	Banded              // only a band of the percentage
	Suppressed          // hidden for privacy
	NotApplicable       // nothing to serve: the denominator is zero
)

// Status compares a percentage with the target of its month.
type Status string

// The statuses of the output contract. NoStatus goes with a suppressed figure.
const (
	NoStatus    Status = ""
	Reached     Status = "tercapai"
	Near        Status = "mendekati"
	Behind      Status = "di_bawah"
	Unreported  Status = "belum_lapor"
	NothingToDo Status = "tidak_ada_sasaran"
)

// Movement compares the last month with the month before it, by counts.
type Movement uint8

// The movements. The zero value is unknown.
const (
	MovementUnknown Movement = iota
	Rising
	Falling
	Steady
)

// PWS is the village status word of pemantauan wilayah setempat (domain reference §4.2).
// Their order is not the everyday one.
type PWS string

// The four words, and the two marks that January gets where no December is known.
const (
	PWSNone    PWS = ""
	PWSBaik    PWS = "baik"
	PWSKurang  PWS = "kurang"
	PWSCukup   PWS = "cukup"
	PWSJelek   PWS = "jelek"
	PWSAtLeast PWS = "≥T"
	PWSBelow   PWS = "<T"
)

// nearShare is the part of the target from which a value counts as near it.
const nearShare = 0.9

// NearTarget gives the value from which a figure counts as near its target, or up to
// which where the target is a ceiling.
func NearTarget(target float64, p Polarity) float64 {
	if p == LowIsGood {
		return target / nearShare
	}
	return target * nearShare
}

// StatusOf compares n in d, per factor, with a target; where low is good the
// target is a ceiling. It multiplies instead of dividing, so that 9 of 12 reaches
// 75 % exactly. Of a neutral indicator nothing is good or bad.
func StatusOf(n, d int64, factor int, target float64, p Polarity) Status {
	scaled, goal := float64(n)*float64(factor), target*float64(d)
	const hair = 1e-9
	switch {
	case p == Neutral:
		return NoStatus
	case p == LowIsGood:
		scaled, goal = goal, scaled
	}
	switch {
	case scaled >= goal*(1-hair):
		return Reached
	case scaled >= nearShare*goal*(1-hair):
		return Near
	}
	return Behind
}
