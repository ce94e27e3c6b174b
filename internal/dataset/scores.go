package dataset

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"terang/internal/health"
)

// scoreRow is a row of data/pkp.csv: one sub-variable of a puskesmas' yearly
// performance review (PKP, domain reference §5.3).
type scoreRow struct {
	Year      string `csv:"year"`
	Puskesmas string `csv:"puskesmas"`
	Variable  string `csv:"variable"`
	Value     string `csv:"value"`
}

// budgetRow is a row of data/budget.csv: money of one source.
type budgetRow struct {
	Year      string `csv:"year"`
	Area      string `csv:"area"`
	Indicator string `csv:"indicator"`
	Source    string `csv:"source"`
	Amount    string `csv:"amount"`
	Quoted    string `csv:"quoted_from"`
	Note      string `csv:"note"`
}

// The two kinds of sub-variables: management is scored 0 to 10, all others in
// percent. A percentage this high is a slip of the decimal comma.
const (
	highestManagement = 10
	highestPercent    = 1000
)

type scoreKey struct {
	year int
	unit health.Unit
}

func (r *reader) readScores() {
	s, _, ok := r.load(scoresFile)
	if !ok {
		return
	}
	all, seen := map[scoreKey]*health.Score{}, map[string]record{}
	readTable(r, s, []string{"year", "puskesmas", "variable", "value"}, func(row scoreRow, at record) outcome {
		return r.takeScore(row, at, all, seen)
	})
	for _, score := range all {
		score.Services = meanOf(score.Variables)
		r.data.Scores = append(r.data.Scores, *score)
	}
	slices.SortFunc(r.data.Scores, func(a, b health.Score) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Unit, b.Unit))
	})
}

// meanOf is the mean of sub-variables, each capped at 100, or -1 where there is none.
func meanOf(parts []health.ScorePart) float64 {
	if len(parts) == 0 {
		return -1
	}
	sum := 0.0
	for _, p := range parts {
		sum += min(p.Value, 100)
	}
	return sum / float64(len(parts))
}

func (r *reader) takeScore(row scoreRow, at record, all map[scoreKey]*health.Score, seen map[string]record) outcome {
	before := len(r.ps)
	year := r.yearCell(at, row.Year)
	unit, out := r.unitCell(at, "puskesmas", row.Puskesmas)
	if out == used && r.data.Register.LevelOf(unit) != health.Puskesmas {
		r.ps.Error(at.at("puskesmas"), "unknown-puskesmas", "code", clean(row.Puskesmas), "near", "")
	}
	name := clean(row.Variable)
	r.missingCell(at, "variable", name)
	management := strings.EqualFold(name, "manajemen") || strings.EqualFold(name, "management")
	highest := float64(highestPercent)
	if management {
		highest = highestManagement
	}
	value, ok := readDecimal(clean(row.Value))
	if !ok || value < 0 || value > highest {
		r.ps.Error(at.at("value"), "bad-score", "value", clean(row.Value), "highest", strconv.FormatFloat(highest, 'f', -1, 64))
	}
	if r.ps[before:].HasErrors() {
		return refused
	}
	if out != used {
		return out
	}
	key := strconv.Itoa(year) + "|" + r.data.Register.Code(unit) + "|" + strings.ToLower(name)
	if first, twice := seen[key]; twice {
		r.ps.Error(at.line(), "repeated-score", "value", name, "line", strconv.Itoa(first.line().Line))
		return refused
	}
	seen[key] = at
	k := scoreKey{year, unit}
	if all[k] == nil {
		all[k] = &health.Score{Year: year, Unit: unit, Management: -1}
	}
	if management {
		all[k].Management = value
	} else {
		all[k].Variables = append(all[k].Variables, health.ScorePart{Name: name, Value: value})
	}
	return used
}

func (r *reader) readBudget() {
	s, _, ok := r.load(budgetFile)
	if !ok {
		return
	}
	readTable(r, s, []string{"year", "area", "source", "amount"}, r.takeBudget)
	slices.SortStableFunc(r.data.Budget, func(a, b health.BudgetLine) int {
		return cmp.Or(cmp.Compare(a.Unit, b.Unit), cmp.Compare(b.Year, a.Year))
	})
}

func (r *reader) takeBudget(row budgetRow, at record) outcome {
	before := len(r.ps)
	line := health.BudgetLine{Year: r.yearCell(at, row.Year), Indicator: -1, Source: clean(row.Source), Quoted: clean(row.Quoted)}
	r.missingCell(at, "source", line.Source)
	unit, out := r.unitCell(at, "area", row.Area)
	line.Unit = unit
	if code := clean(row.Indicator); code != "" {
		line.Indicator = r.indicatorCell(at, "indicator", code)
	}
	amount, ok := readAmount(clean(row.Amount))
	if !ok {
		r.ps.Error(at.at("amount"), "bad-amount", "value", clean(row.Amount))
	}
	line.Rupiah = amount
	if r.ps[before:].HasErrors() {
		return refused
	}
	if out == used {
		r.data.Budget = append(r.data.Budget, line)
	}
	return out
}

// yearCell reads a year that is not after the day of the build.
func (r *reader) yearCell(at record, cell string) int {
	text := clean(cell)
	year, ok := readYear(text)
	switch {
	case !ok:
		r.ps.Error(at.at("year"), "bad-year", "value", text)
	case r.opt.Date > 0 && year > r.opt.Date.Year():
		r.ps.Error(at.at("year"), "future-period", "value", text, "date", r.opt.Date.String())
	}
	return year
}

var rupiah = regexp.MustCompile(`^(?:Rp\.?\s*)?(\d+|\d{1,3}(?:\.\d{3})+|\d{1,3}(?:,\d{3})+)(?:,00|,-)?$`)

// readAmount reads whole rupiah: 84000000000, 84.000.000.000 or Rp 84.000.000.000.
func readAmount(cell string) (int64, bool) {
	parts := rupiah.FindStringSubmatch(cell)
	if parts == nil {
		return 0, false
	}
	n, err := strconv.ParseInt(strings.NewReplacer(".", "", ",", "").Replace(parts[1]), 10, 64)
	return n, err == nil && n <= math.MaxInt64/1000
}
