package site

import (
	"slices"
	"strings"

	"terang/internal/disclosure"
	"terang/internal/health"
)

// How many names a sentence or a line holds before it leads on.
const (
	namedReporters = 6
	namedDebts     = 3
	listedDebts    = 30
)

// debt is what some reporters owe alike: which services, which months.
type debt struct {
	who  []string
	what string
}

// debts lists who beneath a unit owes which reports, those who owe the same together.
func (b *builder) debts(u health.Unit, year int) []debt {
	var list []debt
	silent := b.in.Release.Silent(u, year)
	silent = slices.DeleteFunc(silent, func(s disclosure.Silence) bool { return !slices.Contains(b.all, s.Indicator) })
	for len(silent) > 0 {
		who := silent[0].Reporter
		n := slices.IndexFunc(silent, func(s disclosure.Silence) bool { return s.Reporter != who })
		if n < 0 {
			n = len(silent)
		}
		what := b.owed(silent[:n], year)
		silent = silent[n:]
		name := b.shortName(who)
		if b.in.Register.LevelOf(who) == health.Puskesmas {
			name = b.name(who) // a puskesmas may bear the name of one of its desa
		}
		if i := slices.IndexFunc(list, func(d debt) bool { return d.what == what }); i >= 0 {
			list[i].who = append(list[i].who, name)
			continue
		}
		list = append(list, debt{who: []string{name}, what: what})
	}
	return list
}

// owed says what one reporter owes, services of the same months together:
// "Ibu hamil: Jul–Sep; Terduga TB: Sep".
func (b *builder) owed(silent []disclosure.Silence, year int) string {
	var order []uint16
	names := map[uint16][]string{}
	for _, s := range silent {
		if names[s.Months] == nil {
			order = append(order, s.Months)
		}
		names[s.Months] = append(names[s.Months], b.in.Indicators[s.Indicator].ShortName)
	}
	var parts []string
	for _, months := range order {
		parts = append(parts, b.T("silent.part", "services", b.servicesOf(names[months], silent[0].Reporter, year), "months", b.monthSpans(months)))
	}
	return strings.Join(parts, "; ")
}

// servicesOf names services shortly: all that a reporter owes at all, all but a few, or each.
func (b *builder) servicesOf(names []string, u health.Unit, year int) string {
	var others []string
	for _, i := range b.all {
		name := b.in.Indicators[i].ShortName
		if due, _ := b.in.Release.AttendanceOf(u, i, year); due != [12]int{} && !slices.Contains(names, name) {
			others = append(others, name)
		}
	}
	switch {
	case len(names) > 1 && len(others) == 0:
		return b.T("silent.all")
	case len(names) > 2*len(others) && len(others) > 0 && len(names) > namedDebts:
		return b.T("silent.but", "services", b.in.Words.List(others))
	}
	return strings.Join(names, ", ")
}

// monthSpans writes months, bit 0 is January, in spans: "Jan, Mar–Mei".
func (b *builder) monthSpans(months uint16) string {
	w := b.in.Words
	var spans []string
	for m := 1; m <= 12; m++ {
		from := m
		for m <= 12 && months&(1<<(m-1)) != 0 {
			m++
		}
		switch m - from {
		case 0:
		case 1:
			spans = append(spans, w.MonthShort(from))
		default:
			spans = append(spans, w.MonthShort(from)+"–"+w.MonthShort(m-1))
		}
	}
	return strings.Join(spans, ", ")
}

// few writes a list of names and how many more there are.
func (b *builder) few(names []string, most int) string {
	if rest := len(names) - most; rest > 0 {
		names = append(slices.Clone(names[:most]), b.T("silent.rest", "n", b.in.Words.Int(rest)))
	}
	return strings.Join(names, ", ")
}

// silentTerm is what a puskesmas or area owes, in a line; ok is false where nothing is owed.
func (b *builder) silentTerm(u health.Unit, year int) (t Term, ok bool) {
	list := b.debts(u, year)
	if len(list) == 0 {
		return Term{}, false
	}
	var parts []string
	for _, d := range list[:min(namedDebts, len(list))] {
		what := d.what
		if len(d.who) > 1 || d.who[0] != b.name(u) {
			what = b.T("silent.who", "who", b.few(d.who, namedReporters), "what", what)
		}
		parts = append(parts, what)
	}
	if rest := len(list) - namedDebts; rest > 0 {
		parts = append(parts, b.T("silent.rest", "n", b.in.Words.Int(rest)))
	}
	return Term{Name: b.shortName(u), Href: b.to(b.unitPath(u)) + "#laporan", Text: strings.Join(parts, "; ")}, true
}

// silentSection lists for each unit of the data page what it owes.
func (b *builder) silentSection(units []health.Unit, year int) Section {
	s := Section{ID: "daftar-belum-lapor", Heading: b.T("silent.list"), Intro: b.T("silent.list.intro")}
	for _, u := range units {
		if t, ok := b.silentTerm(u, year); ok {
			s.Terms = append(s.Terms, t)
		}
	}
	if len(s.Terms) == 0 {
		s.Intro = b.T("silent.none", "month", b.in.Words.Month(b.in.Release.Through(year)))
	}
	return s
}

// ownSilence is the list of a puskesmas' own page.
func (b *builder) ownSilence(u health.Unit, year int) []Section {
	if due, _ := b.in.Release.Attendance(u, year); due == [12]int{} {
		return nil
	}
	s := Section{ID: "laporan", Heading: b.T("silent.list"), Narrow: true}
	list := b.debts(u, year)
	for _, d := range list[:min(listedDebts, len(list))] {
		s.Terms = append(s.Terms, Term{Name: strings.Join(d.who, ", "), Text: d.what})
	}
	if rest := len(list) - listedDebts; rest > 0 {
		s.Terms = append(s.Terms, Term{Name: b.T("silent.rest", "n", b.in.Words.Int(rest))})
	}
	if len(list) == 0 {
		s.Intro = b.T("silent.none", "month", b.in.Words.Month(b.in.Release.Through(year)))
	}
	return []Section{s}
}

// reportsSection says of an area how many beneath it have sent the last month's
// reports in full, and who has not.
func (b *builder) reportsSection(u health.Unit, year int) []Section {
	month := b.lastDue(u, year)
	places := b.reporting(u, year)
	if month == 0 || len(places) == 0 {
		return nil
	}
	whole := 0
	var names []string
	for _, p := range places {
		if due, came := b.in.Release.Attendance(p, year); came[month-1] >= due[month-1] {
			whole++
		} else {
			names = append(names, b.shortName(p))
		}
	}
	w := b.in.Words
	key := "silent.some"
	if len(names) == 0 {
		key = "silent.whole"
	}
	s := Section{ID: "laporan", Narrow: true, Heading: b.T("silent.heading", "month", w.Month(health.MonthOf(year, month)))}
	s.Intro = b.T(key, "k", w.Int(whole), "m", w.Int(len(places)), "place", b.levelWord(places), "list", b.few(names, namedReporters))
	l := b.link(b.T("silent.more"), "data/index.html")
	l.Href += "#daftar-belum-lapor"
	s.More = &l
	return []Section{s}
}

// lastDue gives the last month of a year, 1 to 12, of which a unit owed reports; 0 for none.
func (b *builder) lastDue(u health.Unit, year int) int {
	due, _ := b.in.Release.Attendance(u, year)
	for m := 12; m > 0; m-- {
		if due[m-1] > 0 {
			return m
		}
	}
	return 0
}

// reporting gives the places of an area that owe reports: the areas below it where
// that is what reports, else the puskesmas that serve it.
func (b *builder) reporting(u health.Unit, year int) []health.Unit {
	reg := b.in.Register
	owing := func(places []health.Unit) []health.Unit {
		return slices.DeleteFunc(slices.Clone(places), func(p health.Unit) bool { return b.lastDue(p, year) == 0 })
	}
	lists := [][]health.Unit{reg.Children(u), b.find.serving[u]}
	if reg.Areas[u].Level == health.Kabkota {
		slices.Reverse(lists)
	}
	for _, list := range lists {
		if found := owing(list); len(found) > 0 {
			return found
		}
	}
	return nil
}
