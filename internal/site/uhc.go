package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/config"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// The indicators of universal health coverage by code (domain reference §7.1).
const (
	uhcMembers = "uhc_peserta"
	uhcActive  = "uhc_aktif"
	uhcLocal   = "uhc_pbi_apbd" // whose dues the local government pays
)

// segments are the parts of the members, in the order in which they are drawn.
var segments = [...]string{"uhc_pbi_apbn", uhcLocal, "uhc_ppu", "uhc_pbpu", "uhc_bp"}

// share is n of d, both exact.
type share struct {
	n, d int
	ok   bool
}

func (s share) percent() float64 { return 100 * float64(s.n) / float64(s.d) }

// above multiplies, so that 98 of 100 is exactly 98 %.
func (s share) above(percent float64) bool {
	return s.ok && 100*float64(s.n) > percent*float64(s.d)
}

func (s share) atLeast(percent float64) bool {
	return s.ok && 100*float64(s.n) >= percent*float64(s.d)
}

// uhcStanding is where an area stands on the way to UHC. Members are counted in
// the population and the active ones in the members: two sums that are never put
// together.
type uhcStanding struct {
	month   health.Month
	members share
	active  share
	local   share
	rule    config.UHCRule // without a year where none holds
	k, m    int            // of m that should report only k did, both sums taken together; 0 where all did
	verdict uhcVerdict
	grade   string
}

type uhcVerdict uint8

const (
	uhcOpen uhcVerdict = iota // something that the rule asks for is not reported, or not by all
	uhcReached
	uhcMissed
)

func (p *Plan) indicator(code string) int {
	return slices.IndexFunc(p.in.Indicators, func(i health.Indicator) bool { return i.Code == code })
}

// figureOf gives a unit's figure of an indicator by code.
func (p *Plan) figureOf(u health.Unit, code string, year int) disclosure.Figure {
	i := p.indicator(code)
	if i < 0 {
		return disclosure.Figure{}
	}
	return p.in.Release.Figure(u, i, year)
}

func shareOf(f disclosure.Figure) share {
	n, okN := f.Numerator()
	d, okD := f.Denominator()
	return share{n, d, okN && okD && f.State() == health.Value}
}

// hasUHC says whether members of the insurance were reported, as a whole or in parts.
func (p *Plan) hasUHC() bool {
	return slices.ContainsFunc(p.others, func(i int) bool { return p.in.Indicators[i].Code == uhcMembers || p.isSegment(i) })
}

// uhc works out where an area stands in a year; ok is false where it is not known
// how many are members.
func (p *Plan) uhc(u health.Unit, year int) (s uhcStanding, ok bool) {
	f := p.figureOf(u, uhcMembers, year)
	s.members, s.month = shareOf(f), f.Month()
	if !s.members.ok {
		s.members, s.month = p.membersInParts(u, year)
		for _, code := range segments {
			s.incomplete(p.figureOf(u, code, year))
		}
	}
	if !s.members.ok {
		return s, false
	}
	active := p.figureOf(u, uhcActive, year)
	s.active, s.local = shareOf(active), shareOf(p.figureOf(u, uhcLocal, year))
	s.incomplete(f)
	s.incomplete(active)
	s.judge(p.in.Config.UHC, year)
	return s, true
}

// incomplete notes that a figure does not have the reports of all: what some have
// says nothing of the whole.
func (s *uhcStanding) incomplete(f disclosure.Figure) {
	if k, m := f.Reports(); f.State() == health.Value && k < m && (s.m == 0 || k < s.k) {
		s.k, s.m = k, m
	}
}

// membersInParts adds the segments up where all of them are known, of the same people.
func (p *Plan) membersInParts(u health.Unit, year int) (share, health.Month) {
	sum, month := share{}, health.NoMonth
	for i, code := range segments {
		f := p.figureOf(u, code, year)
		part := shareOf(f)
		if !part.ok || i > 0 && part.d != sum.d {
			return share{}, health.NoMonth
		}
		sum, month = share{sum.n + part.n, part.d, true}, max(month, f.Month())
	}
	return sum, month
}

// judge applies the rule of the year: more than so many percent.
func (s *uhcStanding) judge(rules []config.UHCRule, year int) {
	i := slices.IndexFunc(rules, func(r config.UHCRule) bool { return r.From <= year })
	if i < 0 {
		return
	}
	s.rule = rules[i]
	switch {
	case s.m > 0:
		s.verdict = uhcOpen
	case !s.members.above(s.rule.Coverage), s.rule.Active > 0 && s.active.ok && !s.active.above(s.rule.Active):
		s.verdict = uhcMissed
	case s.rule.Active > 0 && !s.active.ok:
		s.verdict = uhcOpen
	default:
		s.verdict = uhcReached
		for _, g := range s.rule.Grades {
			if s.members.atLeast(g.Coverage) && (g.Active == 0 || s.active.atLeast(g.Active)) && (g.PBPU == 0 || s.local.atLeast(g.PBPU)) {
				s.grade = g.Name
				break
			}
		}
	}
}

// bounds are the percentages that a printed share must not seem to have crossed.
func (s uhcStanding) bounds(active bool) []float64 {
	list := []float64{s.rule.Coverage}
	if active {
		list[0] = s.rule.Active
	}
	for _, g := range s.rule.Grades {
		if active {
			list = append(list, g.Active)
		} else {
			list = append(list, g.Coverage)
		}
	}
	return list
}

func (b *builder) uhcPercent(s uhcStanding, active bool) string {
	part := s.members
	if active {
		part = s.active
	}
	return b.exactly(part.percent(), s.bounds(active)...) + "\u00a0%"
}

// uhcSentence says it in words: both shares with their numbers, the thresholds of
// the year, and whether they are passed.
func (b *builder) uhcSentence(u health.Unit, year int) string {
	w := b.in.Words
	s, ok := b.uhc(u, year)
	if !ok {
		if u != 0 {
			return ""
		}
		return b.T("uhc.none", "place", star(b.name(u)))
	}
	text := b.T("uhc.members", "month", w.Month(s.month), "n", w.Int(s.members.n), "d", w.Int(s.members.d), "value", b.uhcPercent(s, false))
	if s.active.ok {
		text += " " + b.T("uhc.active", "n", w.Int(s.active.n), "d", w.Int(s.active.d), "value", b.uhcPercent(s, true))
	}
	if s.rule.From == 0 {
		return text + " " + b.T("uhc.norule", "year", itoa(year))
	}
	rule := "uhc.rule"
	if s.rule.Active > 0 {
		rule = "uhc.rule.both"
	}
	text += " " + b.T(rule, "year", itoa(year), "coverage", b.bound(s.rule.Coverage), "active", b.bound(s.rule.Active))
	return text + " " + b.uhcVerdict(u, s)
}

// bound writes a threshold as it was set, with no decimals that it has not.
func (b *builder) bound(v float64) string {
	places := 0
	if v != float64(int(v)) {
		places = 1
	}
	return b.in.Words.Decimal(v, places)
}

func (b *builder) uhcVerdict(u health.Unit, s uhcStanding) string {
	place := star(b.name(u))
	switch s.verdict {
	case uhcReached:
		if s.grade != "" {
			return b.T("uhc.reached.grade", "place", place, "grade", s.grade)
		}
		return b.T("uhc.reached", "place", place)
	case uhcOpen:
		if s.m > 0 {
			return b.T("uhc.partial", "place", place, "k", b.in.Words.Int(s.k), "m", b.in.Words.Int(s.m))
		}
		return b.T("uhc.open", "place", place)
	case uhcMissed:
	}
	key := "uhc.missed.coverage"
	switch low := !s.members.above(s.rule.Coverage); {
	case low && s.rule.Active > 0 && s.active.ok && !s.active.above(s.rule.Active):
		key = "uhc.missed.both"
	case !low:
		key = "uhc.missed.active"
	}
	return b.T(key, "place", place, "coverage", b.bound(s.rule.Coverage), "active", b.bound(s.rule.Active))
}

// uhcPage shows members, active ones and segments, and the areas beside one another.
func (b *builder) uhcPage() {
	year := b.in.Release.Latest()
	b.crumb(b.link(b.T("nav.programmes"), programmesPath))
	b.v.Lead = Lead{Title: b.title(b.page), Kind: b.dataLine(year), Sentence: emphasis(b.uhcSentence(0, year))}
	if s, ok := b.uhc(0, year); ok {
		b.v.Lead.Facts = b.uhcFacts(s)
	}
	if fig, ok := b.segmentBar(0, year); ok {
		b.v.Sections = append(b.v.Sections, Section{ID: "segmen", Heading: b.T("uhc.segments"), Intro: b.T("uhc.segments.intro"), Figures: []chart.Figure{fig}})
	}
	b.v.Sections = append(b.v.Sections, b.uhcAreas(year)...)
	b.v.Sections = append(b.v.Sections, b.uhcQuarters()...)
	b.v.Sections = append(b.v.Sections, b.uhcYears())
	b.v.Sections = append(b.v.Sections, b.insuranceBudget()...)
	b.v.Sections = append(b.v.Sections, b.uhcRules())
	list := b.inOrder(0, b.inGroup(health.GroupUHC), year)
	b.v.Sections = append(b.v.Sections, b.numbersSection(0, list, year))
	b.v.Sections = append(b.v.Sections, b.postsAbout(b.T("related.heading"), mostRelated, b.inGroup(health.GroupUHC)...)...)
}

func (b *builder) uhcFacts(s uhcStanding) []Fact {
	w := b.in.Words
	of := func(p share) string { return b.T("of", "n", w.Int(p.n), "d", w.Int(p.d)) }
	facts := []Fact{{Name: b.T("uhc.fact.members"), Value: b.uhcPercent(s, false), Note: of(s.members)}}
	if s.active.ok {
		facts = append(facts, Fact{Name: b.T("uhc.fact.active"), Value: b.uhcPercent(s, true), Note: of(s.active)})
	}
	return facts
}

// segmentBar draws who pays for the members.
func (b *builder) segmentBar(u health.Unit, year int) (chart.Figure, bool) {
	var parts []chart.StackPart
	for _, code := range segments {
		if i := b.indicator(code); slices.Contains(b.others, i) {
			f := b.in.Release.Figure(u, i, year)
			parts = append(parts, chart.StackPart{Name: b.in.Indicators[i].ShortName, Href: b.to(b.servicePath(i)), Figure: f})
		}
	}
	if len(parts) == 0 {
		return chart.Figure{}, false
	}
	var said []string
	for _, p := range parts {
		said = append(said, p.Name+" "+chart.Value(b.in.Words, p.Figure))
	}
	return chart.Stack(b.in.Words, chart.Frame{
		ID: "segmen-peserta", Title: b.T("uhc.segments.title", "place", b.name(u)), Caption: b.T("uhc.segments.caption"),
		Desc: b.T("uhc.segments.desc", "list", b.in.Words.List(said)),
	}, chart.StackHead{
		Part: b.T("uhc.segment"), Count: b.T("uhc.people"), Share: b.T("uhc.share"), Rest: b.T("uhc.rest"),
	}, parts), true
}

// uhcAreas compares the kab/kota of a province or the country.
func (b *builder) uhcAreas(year int) []Section {
	children := b.in.Register.Children(0)
	if len(children) == 0 || len(children) > maxListed || b.in.Register.LevelOf(children[0]) > health.Kabkota {
		return nil
	}
	t := &chart.Table{
		Caption: b.T("uhc.areas", "place", b.childWord(0)), Period: b.in.Release.Through(year).String(), Head: b.uhcHead(b.T("completeness.area")),
	}
	for _, u := range children {
		t.Rows = append(t.Rows, b.uhcRow(b.placeCell(u), u, year))
	}
	t.Total = b.uhcRow(b.wholeCell(0), 0, year)
	return []Section{{ID: "wilayah", Heading: b.T("heat.heading", "place", b.childWord(0)), Table: t}}
}

func (b *builder) uhcHead(first string) []chart.Cell {
	return []chart.Cell{
		{Text: first, Header: true},
		{Text: b.T("uhc.fact.members"), Header: true, Class: "num"},
		{Text: b.T("uhc.fact.active"), Header: true, Class: "num"},
		{Text: b.T("uhc.status"), Header: true},
	}
}

func (b *builder) uhcRow(first chart.Cell, u health.Unit, year int) []chart.Cell {
	w := b.in.Words
	blank := chart.Cell{Text: "○", Class: "num none", Title: b.T("uhc.unreported")}
	s, ok := b.uhc(u, year)
	if !ok {
		return []chart.Cell{first, blank, blank, {Text: b.T("uhc.unreported")}}
	}
	if first.Period == "" {
		first.Period = s.month.String()
	}
	cell := func(part share, active bool) chart.Cell {
		if !part.ok {
			return blank
		}
		return chart.Cell{Text: b.uhcPercent(s, active) + " (" + b.T("of", "n", w.Int(part.n), "d", w.Int(part.d)) + ")", Class: "num"}
	}
	return []chart.Cell{first, cell(s.members, false), cell(s.active, true), {Text: b.uhcWord(s)}}
}

// uhcWord is the verdict in a word, with its shape.
func (b *builder) uhcWord(s uhcStanding) string {
	switch {
	case s.rule.From == 0:
		return "–"
	case s.verdict == uhcOpen:
		return "○ " + b.T("uhc.word.open")
	case s.verdict == uhcMissed:
		return "▼ " + b.T("uhc.word.missed")
	case s.grade != "":
		return "● " + b.T("uhc.word.grade", "grade", s.grade)
	}
	return "● " + b.T("uhc.word.reached")
}

// uhcYears shows the root year by year, each judged by its own rule.
func (b *builder) uhcYears() Section {
	t := &chart.Table{Caption: b.T("uhc.years", "place", b.name(0)), Head: b.uhcHead(b.T("index.year"))}
	for _, y := range slices.Backward(b.in.Release.Years()) {
		t.Rows = append(t.Rows, b.uhcRow(chart.Cell{Text: itoa(y), Header: true, Period: itoa(y)}, 0, y))
	}
	return Section{ID: "per-tahun", Heading: b.T("years.table"), Intro: b.T("uhc.years.intro"), Table: t}
}

// uhcRules lists the thresholds by year.
func (b *builder) uhcRules() Section {
	s := Section{ID: "ambang", Heading: b.T("uhc.rules"), Intro: b.T("uhc.rules.intro"), Narrow: true}
	for _, r := range b.in.Config.UHC {
		key := "uhc.rules.coverage"
		if r.Active > 0 {
			key = "uhc.rules.both"
		}
		s.Terms = append(s.Terms, Term{
			Name: b.T("uhc.rules.from", "year", itoa(r.From)),
			Text: b.T(key, "coverage", b.bound(r.Coverage), "active", b.bound(r.Active)),
		})
		for _, g := range r.Grades {
			text := b.T("uhc.rules.grade", "coverage", b.bound(g.Coverage), "active", b.bound(g.Active))
			if g.PBPU > 0 {
				text += " " + b.T("uhc.rules.local", "share", b.bound(g.PBPU))
			}
			s.Terms = append(s.Terms, Term{Name: b.T("uhc.word.grade", "grade", g.Name), Text: text})
		}
	}
	return s
}
