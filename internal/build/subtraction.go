package build

import (
	"io/fs"

	"terang/internal/disclosure"
	"terang/internal/edition"
	"terang/internal/health"
)

// subtraction is what a reader can work out of people who are few, from an edition and from what is shown now.
type subtraction struct {
	few    []string // figures that differ by few people, or differ so from what is shown of their parts
	hidden []string // figures of the same month that are hidden now; with what is shown of others, they may follow
	shown  []string // figures of the same month that the edition hides; with its sums, others that it hides may follow
}

// sameMonth is an indicator of a month.
type sameMonth struct {
	indicator int
	month     health.Month
}

// revealed holds an edition against the release.
func (s *made) revealed(root fs.FS, e *edition.Edition) (sub subtraction, err error) {
	reg, r := s.data.Register, s.release
	moved := map[sameMonth]bool{}
	err = s.each(root, e, func(u health.Unit, i int, n edition.Number) {
		figure := s.shownOf(u, i, n.Month)
		name := s.named(u, i, n.Month)
		below := reg.LevelOf(u) > health.Kabkota // above, numbers are always told
		if !n.Numerator.Known() {
			if n.Hidden && figure.Exact() && below {
				sub.shown = append(sub.shown, name)
			}
			return
		}
		if !figure.Exact() {
			if below && s.hides(u, i, n.Month) {
				sub.hidden = append(sub.hidden, name)
			}
			return
		}
		was, is := n.Amount, shownNow(figure)
		if !was.Denominator.Known() || !is.Denominator.Known() {
			was.Denominator, is.Denominator = 0, 0
		}
		if was == is {
			return
		}
		moved[sameMonth{i, n.Month}] = true
		if below && r.Few(i, int64(is.Numerator-was.Numerator), int64(is.Denominator-was.Denominator)) {
			sub.few = append(sub.few, name)
		}
	})
	if err == nil && len(moved) > 0 {
		err = s.remains(root, e, moved, &sub)
	}
	return sub, err
}

// each hands on what an edition says of units and indicators that the site has.
func (s *made) each(root fs.FS, e *edition.Edition, take func(u health.Unit, indicator int, n edition.Number)) error {
	at := map[string]int{}
	for i, ind := range s.data.Indicators {
		at[ind.Code] = i
	}
	return e.Numbers(root, func(n edition.Number) {
		u, known := s.data.Register.UnitOf(n.Unit)
		if i, measured := at[n.Indicator]; known && measured {
			take(u, i, n)
		}
	})
}

func (s *made) named(u health.Unit, indicator int, m health.Month) string {
	return s.data.Indicators[indicator].Code + " " + s.data.Register.Name(u) + " " + m.String()
}

// shownOf gives what is shown now of a month: its figure or, where the year's is hidden, the last one that was shown.
func (s *made) shownOf(u health.Unit, indicator int, m health.Month) disclosure.Figure {
	f := s.release.In(u, indicator, m)
	year, _ := s.data.Indicators[indicator].Place(m)
	if earlier, ok := s.release.Figure(u, indicator, year).Last(); !f.Exact() && ok && earlier.Month() == m {
		return earlier
	}
	return f
}

// hides says whether a figure of a month is hidden now, all of it or all but its band. Of a state whose sasaran moved no
// earlier month is published, of its parents neither: nothing can be subtracted there.
func (s *made) hides(u health.Unit, indicator int, m health.Month) bool {
	f := s.release.In(u, indicator, m)
	year, _ := s.data.Indicators[indicator].Place(m)
	return f.Hidden() && (!f.Withheld() || s.release.Figure(u, indicator, year).Withheld())
}

func shownNow(f disclosure.Figure) (a health.Amount) {
	if n, ok := f.Numerator(); ok {
		a.Numerator = health.Count(n)
	}
	a.Denominator = health.Missing
	if d, ok := f.Denominator(); ok {
		a.Denominator = health.Count(d)
	}
	return a
}
