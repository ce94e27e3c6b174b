package stats

// trendPoints is how many yearly points the trend test looks at.
const trendPoints = 5

// chi998 is the 99.8 % point of the chi-squared distribution with one degree of freedom.
const chi998 = 9.549536

// Direction says which way a series goes.
type Direction uint8

// The directions. CannotTell stands where there are too few points.
const (
	CannotTell Direction = iota
	NoChange
	Increasing
	Decreasing
)

// Point is a yearly value with its standard error.
type Point struct{ Value, SE float64 }

// Trend is a weighted line through the last five points.
type Trend struct {
	Slope      float64 // a year
	ChiSquared float64
	Direction  Direction
}

// AnnualTrend tests whether the last five points rise or fall (domain reference
// §8.8): the slope must be significant and keep its sign whichever point is left out.
func AnnualTrend(points []Point) Trend {
	if len(points) < trendPoints {
		return Trend{}
	}
	points = points[len(points)-trendPoints:]
	all := func(int) bool { return true }
	slope, variance := fit(points, all)
	t := Trend{Slope: slope, ChiSquared: slope * slope / variance, Direction: NoChange}
	if t.ChiSquared <= chi998 {
		return t
	}
	for out := range points {
		if s, _ := fit(points, func(i int) bool { return i != out }); s*slope <= 0 {
			return t
		}
	}
	t.Direction = Increasing
	if slope < 0 {
		t.Direction = Decreasing
	}
	return t
}

// fit gives the weighted slope through the points that are in, and its variance.
func fit(points []Point, in func(i int) bool) (slope, variance float64) {
	var w, wt, wtt, wy, wty float64
	for i, p := range points {
		if !in(i) {
			continue
		}
		weight, t := 1/(p.SE*p.SE), float64(i+1)
		w += weight
		wt += weight * t
		wtt += weight * t * t
		wy += weight * p.Value
		wty += weight * t * p.Value
	}
	d := w*wtt - wt*wt
	return (w*wty - wt*wy) / d, w / d
}
