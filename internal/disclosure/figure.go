package disclosure

import (
	"math"

	"terang/internal/health"
)

// Figure is what may be published of one unit, indicator and year: the only form
// in which a number leaves this room. Its zero value is "not reported". A
// suppressed figure holds no number at all, so nothing downstream can leak one.
type Figure struct {
	state              health.State
	withheld           bool
	n, d               health.Count
	outside            int32
	projected          bool
	reported, expected int32
	month              health.Month
	span               int8
	provisional        bool
	event              bool // that nobody was to serve means that nothing happened
	plain              bool // a count without a sasaran: d is 1 where n is known
	target             float64
	factor             int
	polarity           health.Polarity
	band               Band
	movement           health.Movement
	pws                health.PWS
	last               shown
}

// shown is a figure of an earlier month that was shown.
type shown struct {
	month  health.Month
	n, d   health.Count
	target float64
}

// Band is a range of the percentage, shown where the exact value may not be.
type Band uint8

// The bands of domain reference §8.3 rule 5.
const (
	NoBand Band = iota
	Below50
	From50
	From80
	From90
	From100
)

var bandCodes = [...]string{"", "<50", "50-79", "80-89", "90-99", ">=100"}

// Code gives the band as the downloads write it.
func (b Band) Code() string { return bandCodes[b] }

// Limits gives the band's lower bound and where the next band begins, in percent; the last band has no upper bound.
func (b Band) Limits() (from, below float64) {
	limits := [...]float64{0, 0, 50, 80, 90, 100, math.Inf(1)}
	return limits[b], limits[b+1]
}

// bandOf gives the band of n in d.
func bandOf(n, d int32) Band {
	for b := From100; b > Below50; b-- {
		if from, _ := b.Limits(); 100*float64(n) >= from*float64(d) {
			return b
		}
	}
	return Below50
}

// NotPublished is a figure that is never published at its level, such as a single month of a desa.
func NotPublished() Figure { return Figure{state: health.Suppressed, withheld: true} }

// State says which of the five states the figure is in.
func (f Figure) State() health.State { return f.state }

// Exact says whether the figure has numbers.
func (f Figure) Exact() bool { return f.state == health.Value || f.state == health.NotApplicable }

// Hidden says that there are numbers and that they may not be told: nothing of the figure is shown, or its band alone.
func (f Figure) Hidden() bool { return f.state == health.Suppressed || f.state == health.Banded }

// Withheld says that the indicator is never published at this level, whatever its numbers.
func (f Figure) Withheld() bool { return f.withheld }

// Month gives the month up to which the figure counts.
func (f Figure) Month() health.Month { return f.month }

// Span gives how many months the last report is of, 1, 3 or 12; 0 where there is
// no value or the reports differ.
func (f Figure) Span() int { return int(f.span) }

// Provisional says that the figure may still grow: the last month of its year, or
// the last quarter, has not been reported.
func (f Figure) Provisional() bool { return f.provisional }

// Numerator gives the people served up to Month, people of outside included; ok is
// false where there is none, also where all of them are of outside and may not be told.
func (f Figure) Numerator() (n int, ok bool) { return int(f.n), f.Exact() && f.n.Known() }

// Denominator gives the year's sasaran; a plain count has none.
func (f Figure) Denominator() (int, bool) {
	if f.plain {
		return 0, false
	}
	return int(f.d), f.Exact()
}

// NoEvent says that there was nobody to serve since nothing happened that the
// service is for, such as an outbreak (domain reference §1.4).
func (f Figure) NoEvent() bool { return f.event && f.state == health.NotApplicable }

// Plain says that the figure is a count of its own, without a sasaran: Value is the
// count, and there is neither a percentage nor a denominator.
func (f Figure) Plain() bool { return f.plain }

// Outside gives how many of the numerator were served outside the area and count without a sasaran.
func (f Figure) Outside() int { return int(f.outside) }

// Projected says that the sasaran is a projection and not a count of people, whether it is shown or not.
func (f Figure) Projected() bool { return f.projected }

// Reports gives how many of the expected reporters the figure rests on.
func (f Figure) Reports() (reported, expected int) { return int(f.reported), int(f.expected) }

// Value gives the uncapped percentage, the rate per Factor, or the plain count; ok is false where there is none.
func (f Figure) Value() (v float64, ok bool) {
	if f.state != health.Value || f.d <= 0 {
		return 0, false
	}
	return float64(f.factor) * float64(f.n) / float64(f.d), true
}

// Factor gives what Value is per: 100, 1000 or 100000.
func (f Figure) Factor() int { return f.factor }

// Target gives the target of the figure's month, in units of Value.
func (f Figure) Target() float64 { return f.target }

// Band gives the range to show in the Banded state.
func (f Figure) Band() Band { return f.band }

// Last gives the last figure of the year that was shown, for an earlier month,
// where this one is not exact (domain reference §8.3 rule 5); ok is false where there is none.
func (f Figure) Last() (earlier Figure, ok bool) {
	if f.last.d <= 0 {
		return Figure{}, false
	}
	return Figure{
		state: health.Value, n: f.last.n, d: f.last.d, plain: f.plain, month: f.last.month, target: f.last.target,
		reported: f.reported, expected: f.expected, factor: f.factor, polarity: f.polarity,
	}, true
}

// Polarity says which way is good.
func (f Figure) Polarity() health.Polarity { return f.polarity }

// Standing gives how much of the month's target is reached, 1 for all of it: the
// value as a part of the target, or where low is good the target as a part of the
// value. ok is false where there is no value, no target, or no good way.
func (f Figure) Standing() (share float64, ok bool) {
	v, ok := f.Value()
	switch {
	case !ok || f.target <= 0 || f.polarity == health.Neutral:
		return 0, false
	case f.polarity != health.LowIsGood:
		return v / f.target, true
	case v == 0:
		return math.Inf(1), true
	}
	return f.target / v, true
}

// Status compares the value with the month's target; it is empty for a suppressed
// figure and for an indicator of which neither way is good.
func (f Figure) Status() health.Status {
	switch f.state {
	case health.NotReported:
		return health.Unreported
	case health.NotApplicable:
		return health.NothingToDo
	case health.Banded, health.Suppressed:
		return health.NoStatus
	case health.Value:
		if f.plain && f.target <= 0 {
			return health.NoStatus
		}
		return health.StatusOf(int64(f.n), int64(f.d), f.factor, f.target, f.polarity)
	}
	return health.NoStatus
}

// Gap gives how many people of the year's sasaran are still to be served; ok is false where that is not known.
func (f Figure) Gap() (people int, ok bool) {
	if f.state != health.Value || f.plain {
		return 0, false
	}
	return max(0, int(f.d)-int(f.n)), true
}

// GapToTarget gives how many people are missing to the month's target, rounded
// up; where low is good, how many are beyond it.
func (f Figure) GapToTarget() (people int, ok bool) {
	if f.state != health.Value || f.polarity == health.Neutral || f.plain && f.target <= 0 {
		return 0, false
	}
	if f.polarity == health.LowIsGood {
		allowed := int(math.Floor(f.target*float64(f.d)/float64(f.factor) + 1e-9))
		return max(0, int(f.n)-allowed), true
	}
	// A hair is taken off first: 0.75*12 must need 9 people, not 10.
	need := int(math.Ceil(f.target*float64(f.d)/float64(f.factor) - 1e-9))
	return max(0, need-int(f.n)), true
}

// Movement compares the last month's count with the one before it.
func (f Figure) Movement() health.Movement { return f.movement }

// PWS gives the village status word (domain reference §4.2); empty where the figure is not exact.
func (f Figure) PWS() health.PWS { return f.pws }

// Index is the SPM index of one unit and year.
type Index struct {
	Value      float64 // 0 to 100, unrounded; meaningful where Known
	Known      bool
	Suppressed bool   // it can be computed but rests on a hidden figure
	Quality    bool   // the quality component is in it
	Category   string // empty before the year is complete
	Complete   bool   // the year is complete
}
