package stats

import "math"

// The constants of an XmR chart (domain reference §8.8).
const (
	limitFactor = 2.66
	runLength   = 7  // points on one side of the mean, or rising or falling, that are a signal
	trialBelow  = 12 // with fewer points the limits are trial limits
)

// XmR is a process behaviour chart of single values. It must never be made of a
// cumulative series: each of those is a trend by its nature.
type XmR struct {
	Mean, MovingRange float64
	Low, High         float64 // process limits
	NearLow, NearHigh float64 // two thirds of the way to them
	Trial             bool    // too few points for limits that can be relied on
	Signals           []Signal
}

// Signal is something that chance alone seldom does, at the point where it is complete.
type Signal struct {
	Rule Rule
	At   int // place of the last point of the signal
	Up   bool
}

// Rule names a signal of an XmR chart.
type Rule uint8

// The rules.
const (
	OutsideLimits Rule = iota
	OneSide            // seven in a row on one side of the mean
	Run                // seven in a row rising or falling
	TwoOfThree         // two of three beyond the near limit on one side
)

// NewXmR works out the chart of a series; ok is false for fewer than two points.
func NewXmR(y []float64) (c XmR, ok bool) {
	if len(y) < 2 {
		return XmR{}, false
	}
	for i, v := range y {
		c.Mean += v / float64(len(y))
		if i > 0 {
			c.MovingRange += math.Abs(v-y[i-1]) / float64(len(y)-1)
		}
	}
	half := limitFactor * c.MovingRange
	c.Low, c.High = c.Mean-half, c.Mean+half
	c.NearLow, c.NearHigh = c.Mean-half*2/3, c.Mean+half*2/3
	c.Trial = len(y) < trialBelow
	for i := range y {
		c.signalsAt(y, i)
	}
	return c, true
}

func (c *XmR) signalsAt(y []float64, i int) {
	// Equal values differ from their mean by rounding, which is no signal.
	tiny := hair * math.Max(1, math.Abs(c.Mean))
	if y[i] > c.High+tiny || y[i] < c.Low-tiny {
		c.Signals = append(c.Signals, Signal{OutsideLimits, i, y[i] > c.High})
	}
	for _, up := range []bool{true, false} {
		if endsRun(i, runLength, func(j int) bool { return math.Abs(y[j]-c.Mean) > tiny && (y[j] > c.Mean) == up }) {
			c.Signals = append(c.Signals, Signal{OneSide, i, up})
		}
		// Seven points rising are six steps up.
		if endsRun(i, runLength-1, func(j int) bool { return j > 0 && y[j] != y[j-1] && (y[j] > y[j-1]) == up }) {
			c.Signals = append(c.Signals, Signal{Run, i, up})
		}
		if c.twoOfThree(y, i, tiny, up) {
			c.Signals = append(c.Signals, Signal{TwoOfThree, i, up})
		}
	}
}

// endsRun says whether the length points up to i all hold, and no longer run was told before.
func endsRun(i, length int, holds func(int) bool) bool {
	if i+1 < length {
		return false
	}
	for j := i; j > i-length; j-- {
		if !holds(j) {
			return false
		}
	}
	return i-length < 0 || !holds(i-length)
}

func (c *XmR) twoOfThree(y []float64, i int, tiny float64, up bool) bool {
	beyond := func(v float64) bool {
		if up {
			return v > c.NearHigh+tiny
		}
		return v < c.NearLow-tiny
	}
	if i < 2 || !beyond(y[i]) {
		return false
	}
	return beyond(y[i-1]) || beyond(y[i-2])
}

// Assurance says whether a process will meet a target as it runs now.
type Assurance uint8

// The assurances.
const (
	HitAndMiss Assurance = iota
	ConsistentlyPassing
	ConsistentlyFailing
)

// Against holds the process limits against a target.
func (c XmR) Against(target float64, highIsGood bool) Assurance {
	switch {
	case target > c.High && highIsGood, target < c.Low && !highIsGood:
		return ConsistentlyFailing
	case target < c.Low && highIsGood, target > c.High && !highIsGood:
		return ConsistentlyPassing
	}
	return HitAndMiss
}
