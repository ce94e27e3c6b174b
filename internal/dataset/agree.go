package dataset

import (
	"strconv"

	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// agree looks at the whole table for what each row alone does not show: more
// people served than there should be (domain reference §2.4), a count since the
// year began that falls (§2.7), a sasaran that leaps from one year to the next
// (§2.6), or for which a second system gives another number (§2.6). Real data have
// all of these; they are told and shown as they are.
func (r *reader) agree() {
	var before *tally.Year
	for _, y := range r.data.Table.Years() {
		if before != nil && before.Year != y.Year-1 {
			before = nil
		}
		for _, u := range y.Units() {
			for i := range r.data.Indicators {
				r.overHundred(y, u, i)
				r.falling(y, u, i)
				r.leap(before, y, u, i)
				r.otherSasaran(y, u, i)
			}
		}
		before = y
	}
}

// tell warns of a figure. Of a sensitive indicator neither the counts nor the row
// that holds them are told: what a build prints may be read by more people than
// the file (domain reference §8.3).
func (r *reader) tell(at source.Pos, code source.Code, u health.Unit, indicator int, words, counts []string) {
	ind := r.data.Indicators[indicator]
	args := append([]string{"indicator", ind.Code, "area", r.data.Register.Name(u)}, words...)
	if ind.Sensitivity == health.Sensitive {
		r.ps.WarnQuietly(at, code, args...)
		return
	}
	r.ps.Warn(at, code, append(args, counts...)...)
}

// overHundred warns at the row with which a year's numerator passes its
// denominator.
func (r *reader) overHundred(y *tally.Year, u health.Unit, indicator int) {
	d := y.Denominator(u, indicator)
	if !d.Known() {
		return
	}
	total := int64(0)
	for m, n := range y.Cells(u, indicator) {
		switch {
		case n < 0:
			continue
		case y.Cumulative(u, indicator):
			total = int64(n)
		default:
			total += int64(n)
		}
		if total > int64(d) {
			r.tell(r.placeOf(y.Origin(u, indicator, m+1)), "over-hundred", u, indicator,
				[]string{"year", strconv.Itoa(y.Year)},
				[]string{"n", strconv.FormatInt(total, 10), "d", strconv.Itoa(int(d))})
			return
		}
	}
}

// falling warns at each row of a count since the year began that is less than the
// one before it.
func (r *reader) falling(y *tally.Year, u health.Unit, indicator int) {
	if !y.Cumulative(u, indicator) || y.State(u, indicator) {
		return
	}
	ind := &r.data.Indicators[indicator]
	was, last := tally.Empty, 0
	for m, n := range y.Cells(u, indicator) {
		if n < 0 {
			continue
		}
		if n < was {
			r.tell(r.placeOf(y.Origin(u, indicator, m+1)), "falling-cumulative", u, indicator,
				[]string{"from", ind.MonthAt(y.Year, last).String(), "to", ind.MonthAt(y.Year, m+1).String()},
				[]string{"was", strconv.Itoa(int(was)), "now", strconv.Itoa(int(n))})
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
// that the year's sasaran is of. before is nil where there is no such year.
func (r *reader) leap(before, y *tally.Year, u health.Unit, indicator int) {
	if before == nil {
		return
	}
	was, now := before.Denominator(u, indicator), y.Denominator(u, indicator)
	by := max(int64(now)-int64(was), int64(was)-int64(now))
	if !was.Known() || !now.Known() || by < leapLeast || by*leapShare <= int64(was) {
		return
	}
	words := []string{"year", strconv.Itoa(y.Year), "before", strconv.Itoa(before.Year)}
	if from, to := before.Projected(u, indicator), y.Projected(u, indicator); from != to {
		words = append(words, "was_kind", sasaranKind(from), "now_kind", sasaranKind(to))
	}
	r.tell(r.placeOf(y.DenominatorOrigin(u, indicator)), "denominator-jump", u, indicator, words,
		[]string{"was", strconv.Itoa(int(was)), "now", strconv.Itoa(int(now))})
}

// sasaranKind gives the word of column kind.
func sasaranKind(projected bool) string {
	if projected {
		return "proyeksi"
	}
	return "riil"
}

// otherSasaran warns of a sasaran that a second system gives, at its row.
func (r *reader) otherSasaran(y *tally.Year, u health.Unit, indicator int) {
	for _, o := range y.Others(u, indicator) {
		r.tell(r.placeOf(o.Origin), "second-denominator", u, indicator,
			[]string{"year", strconv.Itoa(y.Year), "system", o.System},
			[]string{"other", strconv.Itoa(int(o.D)), "d", strconv.Itoa(int(y.Denominator(u, indicator)))})
	}
}
