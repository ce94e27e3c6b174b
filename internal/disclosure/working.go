package disclosure

import (
	"terang/internal/health"
	"terang/internal/spm"
)

// Working tells how a figure came about: where its rows stand, where its sasaran
// comes from, and what was left out. It holds no count of people but those of
// sasaran that may be shown.
type Working struct {
	Lines   []Lines
	Sasaran []Sasaran
	Others  []OtherSasaran
	Blank   int // rows without a numerator
	Stated  int // stated totals that are compared and not added
	Rounded int // the base to which the figure's counts are rounded, 0 where they are as reported
	Jump    Jump
}

// Lines tells where rows stand in a file: the first and the last line that holds
// one, and how many they are.
type Lines struct {
	File        string // from the root of the site
	First, Last int
	Rows        int
}

// Sasaran is a part of the denominator that is of one kind and from one system.
type Sasaran struct {
	Projected   bool // a projection, not a count of real people
	System      string
	First, Last health.Date // the days on which it was drawn; 0 where none says
	Units       int         // reporters whose sasaran it is
}

// OtherSasaran is what a second system gives as the sasaran of the figure.
type OtherSasaran struct {
	System    string
	Projected bool
	Drawn     health.Date // 0 where none says
	D         int         // above 0
	Value     float64     // what the figure would be by it, in units of the figure's Value
}

// Jump is a sasaran that differs by more than a fifth from that of the year before
// (domain reference §2.6 and §9.5).
type Jump struct {
	Known     bool
	Percent   float64 // above 0 where it rose
	Reporters bool    // the number of reporters differs too
}

// A sasaran jumps where it changes by more than a fifth, and by so many people
// that a few births do not explain it.
const (
	jumpShare = 5 // one part in so many
	jumpLeast = 5
)

// Working tells how an exact figure came about, and of a hidden one how the last
// that was shown did; ok is false for any other.
func (r *Release) Working(u health.Unit, indicator, year int) (w Working, ok bool) {
	r.hear(u, indicator)
	f := r.Figure(u, indicator, year)
	if last, shown := f.Last(); shown {
		f = last
	}
	if !f.Exact() {
		return Working{}, false
	}
	raw := r.sums.Of(year).Working(u, indicator, f.Month())
	for _, l := range raw.Lines {
		w.Lines = append(w.Lines, Lines(l))
	}
	for _, s := range raw.Sasaran {
		if !f.plain {
			w.Sasaran = append(w.Sasaran, Sasaran(s))
		}
	}
	w.Blank, w.Stated = raw.Blank, raw.Stated
	if !exempt(r.sums.Register.LevelOf(u)) {
		w.Rounded = r.policy.RoundTo
	}
	w.Jump = r.jump(f, u, indicator, year)
	if len(raw.Others) > 0 && !f.plain && f.State() == health.Value && r.mayCompare(u, indicator, year) {
		for _, o := range raw.Others {
			d := o.D
			if w.Rounded > 0 {
				d = r.policy.round(d)
			}
			if d > 0 {
				w.Others = append(w.Others, OtherSasaran{
					System: o.System, Projected: o.Projected, Drawn: o.Drawn, D: int(d),
					Value: float64(f.factor) * float64(f.n) / float64(d),
				})
			}
		}
	}
	return w, true
}

// jump compares two published sasaran.
func (r *Release) jump(f Figure, u health.Unit, indicator, year int) Jump {
	before := r.Figure(u, indicator, year-1)
	if f.State() != health.Value || before.State() != health.Value {
		return Jump{}
	}
	by := int64(f.d) - int64(before.d)
	if size := max(by, -by); size < jumpLeast || size*jumpShare <= int64(before.d) {
		return Jump{}
	}
	return Jump{Known: true, Percent: 100 * float64(by) / float64(before.d), Reporters: f.reported != before.reported}
}

// comparison is a kab/kota, an indicator and a year whose sasaran are from two systems.
type comparison struct {
	kabkota         health.Unit
	indicator, year int
}

// compare finds where the sasaran of other systems may stand beside those that
// count. Below kab/kota that is so for all units of the kab/kota or for none: a
// single one that is hidden could be found as what the others leave of their sum.
func (r *Release) compare(y *spm.Year) {
	reg := r.sums.Register
	for i := range r.sums.Indicators {
		if !y.Doubled(i) {
			continue
		}
		apart := make([]bool, len(reg.Areas))
		for u := range health.Unit(reg.Units()) {
			if kab := reg.Kabkota(u); kab != health.NoUnit && u != kab && !apart[kab] && !r.comparable(u, i, y.Year) {
				apart[kab] = true
			}
		}
		for u := range apart {
			if kab := health.Unit(u); reg.LevelOf(kab) == health.Kabkota && !apart[u] {
				r.beside[comparison{kab, i, y.Year}] = true
			}
		}
	}
}

// mayCompare says whether the sasaran of other systems may stand beside a unit's own.
func (r *Release) mayCompare(u health.Unit, indicator, year int) bool {
	reg := r.sums.Register
	return exempt(reg.LevelOf(u)) || r.beside[comparison{reg.Kabkota(u), indicator, year}]
}

// comparable says whether nothing is hidden of a unit, nor would be by the sasaran
// of any other system (rules 1 and 2).
func (r *Release) comparable(u health.Unit, indicator, year int) bool {
	f := r.Figure(u, indicator, year)
	switch {
	case f.Withheld(), f.State() == health.NotReported, f.State() == health.NotApplicable:
		return true
	case f.State() != health.Value:
		return false
	}
	y := r.sums.Of(year)
	sum := y.Sum(u, indicator)
	for _, o := range y.Working(u, indicator, f.Month()).Others {
		if r.policy.primary(r.sums.Indicators[indicator], r.sums.Register.LevelOf(u), o.Projected, int32(sum.N), int32(o.D)) != Shown {
			return false
		}
	}
	return true
}

// IndexPart is what one service brings to a published index.
type IndexPart struct {
	Indicator int
	spm.Part
}

// IndexParts lists the services that a published index is the mean of; nil where there is none.
func (r *Release) IndexParts(u health.Unit, year int) []IndexPart {
	r.hear(u, Every)
	if !r.Index(u, year).Known {
		return nil
	}
	var parts []IndexPart
	for i, ind := range r.sums.Indicators {
		if ind.Group != health.GroupSPM {
			continue
		}
		f := r.Figure(u, i, year)
		if !f.Exact() {
			continue // there is none, unless rule 9 is left out
		}
		quality, known := r.Quality(u, i, year)
		parts = append(parts, IndexPart{i, spm.PartOf(f.n, f.d, quality, known)})
	}
	return parts
}
