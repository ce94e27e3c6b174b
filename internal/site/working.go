package site

import (
	"slices"
	"strings"

	"terang/internal/chart"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// The workings of the root's figures stand on the page of all its services, to
// which the first page and those of life stages and clusters lead; those of other
// indicators on the page of each.
const rootWorkings = "spm/index.html"

// workingID is the anchor of an indicator's working.
func (b *builder) workingID(indicator int) string {
	return "hitung-" + b.codes[indicator]
}

// indexID is the anchor of the index's working.
const indexID = "hitung-indeks"

// workingHref leads from a figure of the page's own unit to its working. The Lokmin
// pack and the form of a quarter are paper, and a text's tables show figures that stand elsewhere too.
func (b *builder) workingHref(indicator int, f disclosure.Figure) string {
	switch b.page.Kind {
	case Home, LifeStage, Cluster, Programmes, UHC, Telemedicine, Referral, Pillar:
		return b.workingElsewhere(rootWorkings, indicator, f)
	case Services, Service, FinishedYear, Area, Village, PuskesmasPage:
		if f.State() == health.Value {
			return "#" + b.workingID(indicator)
		}
	default:
	}
	return ""
}

// workingElsewhere leads from a figure to its working on another page.
func (b *builder) workingElsewhere(path string, indicator int, f disclosure.Figure) string {
	if f.State() != health.Value {
		return ""
	}
	if path == b.unitPath(0) {
		path = rootWorkings
	}
	if path == rootWorkings && !isSPM(b.in.Indicators[indicator]) {
		path = b.servicePath(indicator)
	}
	return b.to(path) + "#" + b.workingID(indicator)
}

// showsIndex says whether the working of the unit's index stands on the page.
func (b *builder) showsIndex() bool { return b.page.Kind == Services || b.page.Kind == FinishedYear }

// indexHref leads from an index to its working: on this page, or on that of its year.
func (b *builder) indexHref(u health.Unit, year int) string {
	switch {
	case b.showsIndex() && (b.page.Kind == FinishedYear || year == b.in.Release.Latest()):
		return "#" + indexID
	case year == b.in.Release.Latest():
		return b.to(rootWorkings) + "#" + indexID
	}
	return b.to(b.yearPath(u, year)) + "#" + indexID
}

// workingIn leads from a figure of any year to its working. Those of earlier years
// stand on the page of their year, where the unit has one.
func (b *builder) workingIn(u health.Unit, indicator, year int, f disclosure.Figure) string {
	if year != b.in.Release.Latest() && b.page.Kind != Village && b.page.Kind != PuskesmasPage {
		return b.workingElsewhere(b.yearPath(u, year), indicator, f)
	}
	return b.workingHref(indicator, f)
}

// earlierYears lists the years before the latest, newest first.
func (b *builder) earlierYears() []int {
	years := slices.Clone(b.finished())
	slices.Reverse(years)
	return years
}

// workingLabel is what the link from a figure is called by those who hear it.
func (b *builder) workingLabel(printed string) string { return b.T("working.link", "value", printed) }

// explained makes the cell of a figure a link to its working.
func (b *builder) explained(c chart.Cell, href string) chart.Cell {
	if href != "" {
		c.Href, c.Label = href, b.workingLabel(c.Text)
	}
	return c
}

// workings tells how each figure of a unit and year came about. Where all say the
// same it is said once. Figures of earlier years follow those of the same indicator.
func (b *builder) workings(u health.Unit, list []standing, year int, earlier ...int) []Section {
	w := &Workings{}
	if item, ok := b.indexWorking(u, year); ok && b.showsIndex() {
		w.Items = append(w.Items, item)
	}
	from := len(w.Items)
	for _, s := range list {
		if item, ok := b.workingItem(u, s, year, earlier); ok {
			w.Items = append(w.Items, item)
		}
	}
	if len(w.Items) == 0 {
		return nil
	}
	w.Common = append(b.workingRules(u, year), liftShared(w.Items[from:])...)
	w.Common = append(w.Common, b.unexplained(list)...)
	return []Section{{ID: "cara-hitung", Heading: b.T("working.section"), Intro: b.T("working.section.intro"), Workings: w, More: b.workingLink()}}
}

// workingRules says what holds for every figure of a page.
func (b *builder) workingRules(u health.Unit, year int) []string {
	rules := []string{b.T("working.rule", "month", b.in.Words.Month(b.in.Release.Through(year))), b.T("working.rounding")}
	if base := b.in.Config.Disclosure.RoundTo; base > 0 && b.in.Register.LevelOf(u) > health.Kabkota {
		rules = append(rules, b.T("working.rounding.base", "base", b.in.Words.Int(base)))
	}
	return rules
}

// liftShared takes out the lines that stand in every one of several workings.
func liftShared(items []WorkingItem) []string {
	if len(items) < 2 {
		return nil
	}
	var shared []string
	for _, line := range items[0].Lines {
		if !slices.ContainsFunc(items, func(i WorkingItem) bool { return !slices.Contains(i.Lines, line) }) {
			shared = append(shared, line)
		}
	}
	for i := range items {
		items[i].Lines = slices.DeleteFunc(items[i].Lines, func(l string) bool { return slices.Contains(shared, l) })
	}
	return shared
}

// worked gives the figure that has a working: the one at hand, or the last that was
// shown where it is hidden.
func worked(f disclosure.Figure) (disclosure.Figure, bool) {
	if last, ok := f.Last(); ok {
		f = last
	}
	return f, f.State() == health.Value
}

// unexplained names the indicators without a number, by what there is instead.
func (b *builder) unexplained(list []standing) []string {
	var lines []string
	for _, kind := range []struct {
		key string
		is  func(f disclosure.Figure) bool
	}{
		{"withheld", disclosure.Figure.Withheld},
		{"hidden", func(f disclosure.Figure) bool {
			_, worked := worked(f)
			return !worked && !f.Withheld() && f.Hidden()
		}},
		{"absent", func(f disclosure.Figure) bool { return f.State() == health.NotReported }},
		{"nobody", func(f disclosure.Figure) bool { return f.State() == health.NotApplicable }},
	} {
		var names []string
		for _, s := range list {
			if kind.is(s.figure) {
				names = append(names, b.in.Indicators[s.indicator].ShortName)
			}
		}
		if len(names) > 0 {
			lines = append(lines, b.T("working."+kind.key, "list", b.in.Words.List(names)))
		}
	}
	return lines
}

// workingItem tells how the figures of an indicator came about.
func (b *builder) workingItem(u health.Unit, s standing, year int, earlier []int) (WorkingItem, bool) {
	ind := b.in.Indicators[s.indicator]
	item := WorkingItem{ID: b.workingID(s.indicator), Name: ind.ShortName}
	if f, ok := worked(s.figure); ok {
		item.Formula, item.Lines = b.arithmetic(f), b.workingLines(u, standing{s.indicator, f}, year)
		if s.figure.State() != health.Value {
			item.Formula = b.T("working.year", "year", b.in.Words.Month(f.Month()), "text", item.Formula)
		}
	}
	for _, y := range earlier {
		f, ok := worked(b.in.Release.Figure(u, s.indicator, y))
		if !ok {
			continue
		}
		work, _ := b.in.Release.Working(u, s.indicator, y)
		text := strings.Join(append([]string{b.arithmetic(f)}, b.fileLines(work)...), "; ")
		text = b.T("working.year", "year", itoa(y), "text", text)
		if item.Formula == "" {
			item.Formula = text
		} else {
			item.Lines = append(item.Lines, text)
		}
	}
	return item, item.Formula != ""
}

// arithmetic is the division that gives a figure, and how it is printed.
func (b *builder) arithmetic(f disclosure.Figure) string {
	w := b.in.Words
	n, _ := f.Numerator()
	d, _ := f.Denominator()
	v, _ := f.Value()
	if f.Plain() {
		return b.T("working.line.count", "n", w.Int(n))
	}
	return b.T("working.line", "n", w.Int(n), "d", w.Int(d), "factor", w.Int(f.Factor()),
		"value", w.Decimal(v, 4), "printed", chart.Value(w, f))
}

// indexWorking tells how a unit's index came about.
func (b *builder) indexWorking(u health.Unit, year int) (WorkingItem, bool) {
	w, ix := b.in.Words, b.in.Release.Index(u, year)
	parts := b.in.Release.IndexParts(u, year)
	if len(parts) == 0 {
		return WorkingItem{}, false
	}
	item := WorkingItem{ID: indexID, Name: b.T("working.index")}
	sum := 0.0
	for _, p := range parts {
		sum += p.Score
		key := "working.index.part"
		if !ix.Quality {
			key = "working.index.bare"
		}
		item.Lines = append(item.Lines, b.T(key, "service", b.in.Indicators[p.Indicator].ShortName,
			"share", w.Decimal(p.Share, 4), "quality", w.Decimal(p.Quality, 2), "score", w.Decimal(p.Score, 4)))
	}
	item.Formula = b.T("working.index.line", "sum", w.Decimal(sum, 4), "n", w.Int(len(parts)),
		"value", w.Decimal(ix.Value, 4), "printed", b.indexText(ix))
	var table []string
	for _, c := range b.in.Config.Categories {
		table = append(table, b.T("working.index.from", "category", c.Name, "from", w.Decimal(c.From, 0)))
	}
	key := "working.index.category"
	if ix.Category == "" {
		key = "working.index.provisional"
	}
	item.Lines = append(item.Lines, b.T(key, "category", ix.Category, "table", strings.Join(table, "; ")))
	return item, true
}

// working shows how the root's figure of a service was worked out.
func (b *builder) working(f disclosure.Figure) Section {
	year, ind := b.in.Release.Latest(), b.in.Indicators[b.page.at]
	s := Section{ID: "cara-hitung", Heading: b.T("working.heading"), Narrow: true, More: b.workingLink()}
	work, ok := b.in.Release.Working(0, b.page.at, year)
	if !ok || f.State() != health.Value {
		s.Intro = b.T("working.none", "status", b.status(f))
		return s
	}
	add := func(key string, lines ...string) {
		if len(lines) > 0 {
			s.Terms = append(s.Terms, Term{Name: b.T("working." + key), Text: strings.Join(lines, "\n")})
		}
	}
	add("formula", b.arithmetic(f), b.T("working.rule", "month", b.in.Words.Month(f.Month())))
	s.Terms[0].ID = b.workingID(b.page.at)
	add("target", b.targetLines(f, ind)...)
	add("reports", b.reporterLines(f)...)
	add("rows", append(b.rowLines(work), b.leftOut(work)...)...)
	add("denominator", b.sasaranLines(f, work, year)...)
	if q, ok := b.in.Release.Quality(0, b.page.at, year); ok {
		add("quality", b.T("working.quality.text", "value", b.in.Words.Decimal(q, 2)))
	}
	add("printing", b.T("working.rounding"))
	return s
}
