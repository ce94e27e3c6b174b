package plausible

import (
	"strconv"

	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// overHundred warns at the row with which a year's numerator passes its
// denominator (domain reference §2.4).
func (a about) overHundred(s *series) {
	if !s.d.Known() || s.total <= int64(s.d) && s.kind == tally.Monthly {
		return
	}
	total := int64(0)
	for m, n := range s.cells {
		switch {
		case n < 0 || s.moved && m+1 < s.last: // whose sasaran was another
			continue
		case s.kind == tally.Cumulative || s.kind == tally.State:
			total = int64(n)
		default:
			total += int64(n)
		}
		if total > int64(s.d) {
			a.tell(Finding{
				Code: "over-hundred", Period: a.month(m + 1), Origin: a.row(m + 1),
				Words: []string{"year", a.year()}, Counts: []string{"n", digits(total), "d", strconv.Itoa(int(s.d))},
			})
			return
		}
	}
}

// falling warns at each row of a count since the year began that is less than the
// one before it (domain reference §2.7).
func (a about) falling(s *series) {
	if s.kind != tally.Cumulative {
		return
	}
	was, last := tally.Empty, 0
	for m, n := range s.cells {
		if n < 0 {
			continue
		}
		if n < was {
			a.tell(Finding{
				Code: "falling-cumulative", Period: a.month(m + 1), Origin: a.row(m + 1),
				Words:  []string{"from", a.month(last), "to", a.month(m + 1)},
				Counts: []string{"was", strconv.Itoa(int(was)), "now", strconv.Itoa(int(n))},
			})
		}
		was, last = n, m+1
	}
}

// A sasaran leaps where it changes by more than a fifth, and by so many people
// that a few births do not explain it.
const (
	leapShare = 5 // one part in so many
	leapLeast = 5
)

// leap warns of a sasaran that is far from that of the year before, at the row
// that the year's sasaran is of (domain reference §2.6). before is nil where there
// is no such year. A sasaran that follows what happens, such as the referrals of a
// month or the people of a disaster, may leap.
func (a about) leap(before, s *series) {
	if before == nil || before.moved || s.moved || a.l.in.Indicators[a.i].Group == health.GroupSPMProvince {
		return
	}
	was, now := before.d, s.d
	by := max(int64(now)-int64(was), int64(was)-int64(now))
	if !was.Known() || !now.Known() || by < leapLeast || by*leapShare <= int64(was) {
		return
	}
	words := []string{"year", a.year(), "before", strconv.Itoa(a.y.Year - 1)}
	if from, to := a.projected(a.y.Year-1), a.y.Projected(a.u, a.i); from != to {
		words = append(words, "was_kind", sasaranKind(from), "now_kind", sasaranKind(to))
	}
	a.tell(Finding{
		Code: "denominator-jump", Origin: a.y.DenominatorOrigin(a.u, a.i), OfSasaran: true,
		Words: words, Counts: []string{"was", strconv.Itoa(int(was)), "now", strconv.Itoa(int(now))},
	})
}

// projected says whether the sasaran of another year is a projection.
func (a about) projected(year int) bool {
	for _, y := range a.l.in.Table.Years() {
		if y.Year == year {
			return y.Projected(a.u, a.i)
		}
	}
	return false
}

// sasaranKind gives the word of column kind.
func sasaranKind(projected bool) string {
	if projected {
		return "proyeksi"
	}
	return "riil"
}

// otherSasaran warns of a sasaran that a second system gives, at its row (domain
// reference §2.6).
func (a about) otherSasaran(s *series) {
	for _, o := range a.y.Others(a.u, a.i) {
		a.tell(Finding{
			Code: "second-denominator", Origin: o.Origin, OfSasaran: true, Words: []string{"year", a.year(), "system", o.System},
			Counts: []string{"other", strconv.Itoa(int(o.D)), "d", strconv.Itoa(int(s.d))},
		})
	}
}

// More people than the register has by a tenth are not a register of another year.
const (
	peopleOver  = 11
	peopleOf    = 10
	peopleLeast = 10
)

// people warns of a sasaran that is more people than live in the area. Visits and
// things are no people: only shares are held against the register.
func (a about) people(s *series) {
	if a.l.in.Indicators[a.i].Measure != health.Proportion || !s.d.Known() {
		return
	}
	all := a.l.population(a.u)
	if !all.Known() || int64(s.d) < int64(all)+peopleLeast || int64(s.d)*peopleOf <= int64(all)*peopleOver {
		return
	}
	a.tell(Finding{
		Code: "more-than-people", Origin: a.y.DenominatorOrigin(a.u, a.i), OfSasaran: true,
		Words: []string{"year", a.year(), "people", strconv.Itoa(int(all))}, Counts: []string{"d", strconv.Itoa(int(s.d))},
	})
}

// population gives how many people live in an area, or in the desa that a puskesmas
// serves; Missing where the register does not say.
func (l *Looker) population(u health.Unit) health.Count {
	reg := l.in.Register
	if reg.LevelOf(u) != health.Puskesmas {
		return reg.Areas[u].Population
	}
	sum := health.Missing
	for _, d := range reg.Served(u) {
		n := reg.Areas[d].Population
		if !n.Known() {
			return health.Missing
		}
		sum = max(sum, 0) + n
	}
	return sum
}

// note is a finding that may well be true.
func (a about) note(code source.Code, place int, words, counts []string) {
	a.tell(Finding{Code: code, Severity: source.Note, Period: a.month(place), Origin: a.row(place), Words: words, Counts: counts})
}
