package site

import (
	"slices"
	"strings"

	"terang/internal/chart"
	"terang/internal/config"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/stats"
)

// standing is one indicator's figure of the unit and year at hand.
type standing struct {
	indicator int
	figure    disclosure.Figure
}

// standings gives the figures of a unit in a year, those furthest behind their
// target first; what has no value follows in catalogue order.
func (b *builder) standings(u health.Unit, indicators []int, year int) []standing {
	list := make([]standing, 0, len(indicators))
	for _, i := range indicators {
		if b.in.Indicators[i].Concerns(b.in.Register.LevelOf(u)) {
			list = append(list, standing{i, b.in.Release.Figure(u, i, year)})
		}
	}
	slices.SortStableFunc(list, func(x, y standing) int {
		a, okA := x.figure.Standing()
		c, okC := y.figure.Standing()
		switch {
		case okA && okC && a != c:
			if a < c {
				return -1
			}
			return 1
		case okA != okC && okA:
			return -1
		case okA != okC:
			return 1
		}
		return 0
	})
	return list
}

// tallyOf counts the figures that can be shown, those of them at the target, and finds the one furthest behind.
type tallyOf struct {
	total, shown, reached int
	worst                 *standing
}

func count(list []standing) tallyOf {
	t := tallyOf{total: len(list)}
	for i := range list {
		if list[i].figure.State() != health.Value {
			continue
		}
		if list[i].figure.Status() == health.NoStatus { // it has nothing to reach
			t.total--
			continue
		}
		t.shown++
		switch list[i].figure.Status() {
		case health.Reached:
			t.reached++
		case health.Near, health.Behind:
			if t.worst == nil {
				t.worst = &list[i]
			}
		case health.NoStatus, health.Unreported, health.NothingToDo:
		}
	}
	return t
}

// headline says in one or two sentences how a unit stands.
func (b *builder) headline(u health.Unit, list []standing, year int) chart.Markup {
	w := b.in.Words
	t := count(list)
	month := w.Month(b.in.Release.Through(year))
	if year == 0 {
		return emphasis(b.T("headline.empty", "place", star(b.name(u))))
	}
	if b.unasked(u) {
		return b.unaskedSentence(u)
	}
	if t.shown == 0 {
		return emphasis(b.T("headline.none", "place", star(b.name(u)), "month", month))
	}
	key := "headline.some"
	if t.shown < t.total {
		key = "headline.partial"
	}
	if t.reached == t.shown {
		key += ".all"
	}
	s := ""
	switch {
	case b.in.Release.Complete(year):
		s = b.T(key+".year", "year", itoa(year), "n", w.Int(t.reached), "shown", w.Int(t.shown))
	case b.in.Config.Headline == config.HeadlineYear:
		s = b.annual(list, t, month)
	default:
		s = b.T(key, "month", month, "n", w.Int(t.reached), "shown", w.Int(t.shown))
	}
	if t.worst != nil {
		s += " " + b.worstSentence(u, *t.worst, year)
	}
	if late := b.lateSentence(b.mostLate(u, b.inStep(list, year), year), b.in.Release.Through(year)); late != "" {
		if reg := b.in.Register; reg.LevelOf(u) == health.Puskesmas && len(reg.Served(u)) == 0 {
			late = b.T("service.late.own", "month", month) // it is itself the one
		}
		s += " " + late
	}
	href := ""
	if t.worst != nil {
		href = b.workingHref(t.worst.indicator, t.worst.figure)
	}
	return b.linked(emphasis(s), href)
}

// annual counts the services at the target of the whole year, and says after that
// how many are at the month's.
func (b *builder) annual(list []standing, t tallyOf, month string) string {
	n := 0
	for _, s := range list {
		v, ok := s.figure.Value()
		if ind := b.in.Indicators[s.indicator]; ok && ind.Target > 0 && (v == ind.Target || v > ind.Target == (ind.Polarity != health.LowIsGood)) {
			n++
		}
	}
	key := "headline.annual"
	if t.shown < t.total {
		key += ".partial"
	}
	w := b.in.Words
	return b.T(key, "month", month, "n", w.Int(n), "shown", w.Int(t.shown), "reached", w.Int(t.reached))
}

// mostLate gives, of the service where most are missing, how many of a unit's
// reporters have not sent the last month.
func (b *builder) mostLate(u health.Unit, list []standing, year int) int {
	most := 0
	for _, s := range list {
		k, _ := b.in.Release.Reports(u, s.indicator, year)
		most = max(most, k-b.in.Release.Current(u, s.indicator, year))
	}
	return most
}

// variant picks the wording that suits an indicator, where there is one of its
// own: ".count" of a plain count, with ".target" or ".limit" after it where it has a target;
// ".low" where the target is a ceiling, ".neutral" where neither way is good or there
// is no target, ".other" for what is no service that people receive.
func (b *builder) variant(key string, ind health.Indicator) string {
	var suffixes []string
	aimless := ind.Polarity == health.Neutral || ind.Target <= 0
	switch {
	case ind.Measure == health.Tally && aimless:
		suffixes = append(suffixes, ".count")
	case ind.Measure == health.Tally && ind.Polarity == health.LowIsGood:
		suffixes = append(suffixes, ".count.limit", ".count")
	case ind.Measure == health.Tally:
		suffixes = append(suffixes, ".count.target", ".count")
	case aimless:
		suffixes = append(suffixes, ".neutral")
	case ind.Polarity == health.LowIsGood:
		suffixes = append(suffixes, ".low")
	}
	if ind.Group != health.GroupSPM && ind.Group != health.GroupSPMProvince {
		suffixes = append(suffixes, ".other")
	}
	for _, s := range suffixes {
		if b.said.Has(key + s) {
			return key + s
		}
	}
	return key
}

// worstSentence names the service furthest behind, and says so where chance alone
// may set the unit apart from its parent.
func (b *builder) worstSentence(u health.Unit, s standing, year int) string {
	w := b.in.Words
	f := s.figure
	gap, _ := f.GapToTarget()
	ind := b.in.Indicators[s.indicator]
	said := b.T(b.variant("headline.worst", ind), "service", lowerFirst(ind.ShortName),
		"value", linkFrom+chart.Value(w, f)+linkTo, "target", chart.Target(w, f),
		"gap", w.Int(gap), "unit", ind.Unit)
	parent := b.parentOf(u)
	if parent == health.NoUnit {
		return said
	}
	if whole := b.in.Release.Figure(parent, s.indicator, year); chart.Compared(f, whole) == stats.Similar {
		said += " " + b.T("headline.alike", "parent", star(b.name(parent)), "value", chart.Value(w, whole))
	}
	return said
}

// parentOf is what a unit is compared with: the area above it, and for a puskesmas its kab/kota.
func (b *builder) parentOf(u health.Unit) health.Unit {
	reg := b.in.Register
	if reg.LevelOf(u) == health.Puskesmas {
		return reg.Kabkota(u)
	}
	return reg.Areas[u].Parent
}

// serviceList draws the bullet list of a unit; links lead to the service's own page.
func (b *builder) serviceList(list []standing, year int) chart.Markup {
	rows := make([]chart.ServiceRow, 0, len(list))
	for _, s := range list {
		ind := &b.in.Indicators[s.indicator]
		row := chart.ServiceRow{
			Name: ind.ShortName, Href: b.to(b.servicePath(s.indicator)), Figure: s.figure,
			Note: b.aside(s.figure, s.indicator, year), Working: b.workingHref(s.indicator, s.figure),
			Points: b.glance(s.indicator, year),
		}
		if s.figure.Withheld() {
			row.Note = b.T("withheld." + ind.Lowest.String())
		}
		rows = append(rows, row)
	}
	return chart.Services(b.in.Words, rows)
}

// numbers is the table of a unit's services: every percentage with its n and d.
func (b *builder) numbers(u health.Unit, list []standing, year int) *chart.Table {
	other := ""
	if !slices.ContainsFunc(list, func(s standing) bool { return isSPM(b.in.Indicators[s.indicator]) }) {
		other = ".other"
	}
	caption := "numbers.caption" + other
	if year == 0 {
		caption = "numbers.caption.none"
	}
	t := &chart.Table{Caption: b.T(caption, "place", b.name(u), "month", b.upTo(year)), Period: b.in.Release.Through(year).String()}
	for _, key := range []string{"service", "served", "people", "percent", "target", "gap", "reports", "status"} {
		class := "num"
		if key == "service" || key == "status" {
			class = ""
		}
		t.Head = append(t.Head, chart.Cell{Text: b.T("numbers." + key + other), Header: true, Class: class})
	}
	paces := b.paces(u, list, year)
	if paces != nil {
		t.Head = append(t.Head, chart.Cell{Text: b.T("pace.head"), Header: true})
	}
	t.Rows = make([][]chart.Cell, 0, len(list))
	for i, s := range list {
		ind := &b.in.Indicators[s.indicator]
		cells := b.numberCells(s)
		row := append(make([]chart.Cell, 0, len(t.Head)), chart.Cell{
			Text: ind.ShortName, Href: b.to(b.servicePath(s.indicator)), Header: true, Period: chart.Period(s.figure),
		})
		row = append(row, cells[:]...)
		status := &row[len(row)-1]
		status.Text = dotted(status.Text, b.aside(s.figure, s.indicator, year))
		if paces != nil {
			row = append(row, chart.Cell{Text: paces[i]})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// numberCells gives served, people, percent, target, gap, reports and status.
func (b *builder) numberCells(s standing) [7]chart.Cell {
	w, f := b.in.Words, s.figure
	blank := chart.Cell{Text: chart.Value(w, f), Class: numClass(f)}
	served, people, gap := blank, blank, chart.Cell{Class: "num"}
	value := chart.Cell{Text: chart.Value(w, f), Class: "num"}
	main := &value // leads to the working
	if _, ok := f.Value(); ok && f.Factor() != 100 && !f.Plain() {
		value.Text += " (" + b.interval(f) + ")" // a rate of few events means little without it
	}
	if n, ok := f.Numerator(); ok {
		served = chart.Cell{Text: w.Int(n), Class: "num"}
		if d, ok := f.Denominator(); ok {
			people = chart.Cell{Text: w.Int(d), Class: "num"}
		} else {
			none := chart.Cell{Text: "–", Class: "num"}
			people, value, main = none, none, &served
		}
	}
	if g, ok := f.GapToTarget(); ok {
		gap.Text = w.Int(g)
	}
	target, reports := chart.Cell{Class: "num"}, chart.Cell{Class: "num"}
	if f.Target() > 0 {
		target.Text = chart.Target(w, f)
	}
	if k, m := f.Reports(); m > 0 {
		reports.Text = b.T("reports", "k", w.Int(k), "m", w.Int(m))
	}
	*main = b.explained(*main, b.workingHref(s.indicator, f))
	return [...]chart.Cell{served, people, value, target, gap, reports, {Text: b.status(f)}}
}

// mark is the CSS class of a figure without a value.
func mark(f disclosure.Figure) string {
	switch f.State() {
	case health.Suppressed:
		return "hid"
	case health.NotReported:
		return "none"
	case health.NotApplicable:
		return "na"
	case health.Banded:
		return "band"
	case health.Value:
	}
	return ""
}

// numClass is the class of a cell of numbers.
func numClass(f disclosure.Figure) string {
	if m := mark(f); m != "" {
		return "num " + m
	}
	return "num"
}

// status says a figure's status in words.
func (b *builder) status(f disclosure.Figure) string { return chart.StatusText(b.in.Words, f) }

// caption says when and from whom a figure's numbers are.
func (b *builder) caption(year int) string { return b.captionAt(year, b.in.Release.Through(year)) }

func (b *builder) captionAt(year int, through health.Month) string {
	key := "caption"
	if year == 0 {
		return b.T("caption.none")
	} else if !b.in.Release.Complete(year) {
		key = "caption.provisional"
	}
	return b.T(key, "month", b.in.Words.Month(through))
}

// dataLine is the muted line under a heading: kind of place, data month, provisional.
func (b *builder) dataLine(year int, parts ...string) string {
	key := "through"
	if year == 0 {
		key = "through.none"
	} else if !b.in.Release.Complete(year) {
		key = "through.provisional"
	}
	return dotted(append(parts, b.T(key, "month", b.in.Words.Month(b.in.Release.Through(year))))...)
}

// dotted joins the parts of a muted line, leaving out what is empty.
func dotted(parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), " · ")
}

func lowerFirst(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'a' && s[1] <= 'z' {
		return string(s[0]+'a'-'A') + s[1:]
	}
	return s
}
