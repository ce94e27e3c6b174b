package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// scoreOf gives a puskesmas' performance review of a year.
func (p *Plan) scoreOf(u health.Unit, year int) (health.Score, bool) {
	for _, i := range p.find.scores[u] {
		if p.in.Scores[i].Year == year {
			return p.in.Scores[i], true
		}
	}
	return health.Score{}, false
}

// scored is the last year with a performance review, or 0.
func (p *Plan) scored() int {
	if len(p.in.Scores) == 0 {
		return 0
	}
	return p.in.Scores[len(p.in.Scores)-1].Year
}

// The groups of the performance review, as the words name them.
const (
	pkpGood = "baik"
	pkpFair = "cukup"
	pkpPoor = "kurang"
)

// scoreGroup gives the group of a score in services: good from a bound on, fair above
// another (domain reference §5.3); empty where there is none.
func (p *Plan) scoreGroup(services float64) string {
	switch bounds := p.in.Config.PKP; {
	case services < 0:
		return ""
	case services >= bounds.Good:
		return pkpGood
	case services > bounds.Fair:
		return pkpFair
	}
	return pkpPoor
}

func (p *Plan) managementGroup(score float64) string {
	switch bounds := p.in.Config.PKP; {
	case score < 0:
		return ""
	case score >= bounds.ManagementGood:
		return pkpGood
	case score >= bounds.ManagementFair:
		return pkpFair
	}
	return pkpPoor
}

func (b *builder) groupWord(group string) string {
	if group == "" {
		return "–"
	}
	shape := map[string]string{pkpGood: "●", pkpFair: "◐", pkpPoor: "▼"}
	return shape[group] + " " + b.T("pkp."+group)
}

// scoreCells gives services, group, management, group.
func (b *builder) scoreCells(s health.Score) []chart.Cell {
	bounds := b.in.Config.PKP
	number := func(v float64, bounds ...float64) chart.Cell {
		if v < 0 {
			return chart.Cell{Text: "–", Class: "num"}
		}
		return chart.Cell{Text: b.exactly(v, bounds...), Class: "num"}
	}
	return []chart.Cell{
		number(s.Services, bounds.Good, bounds.Fair),
		{Text: b.groupWord(b.scoreGroup(s.Services))},
		number(s.Management, bounds.ManagementGood, bounds.ManagementFair),
		{Text: b.groupWord(b.managementGroup(s.Management))},
	}
}

func (b *builder) scoreHead(first string) []chart.Cell {
	return []chart.Cell{
		{Text: first, Header: true},
		{Text: b.T("pkp.services"), Header: true, Class: "num"},
		{Text: b.T("pkp.group"), Header: true},
		{Text: b.T("pkp.management"), Header: true, Class: "num"},
		{Text: b.T("pkp.group"), Header: true},
	}
}

// scoresSentence counts the groups among the puskesmas of an area.
func (b *builder) scoresSentence(u health.Unit) string {
	year, w := b.scored(), b.in.Words
	counts := map[string]int{}
	known := 0
	all := b.seated(u)
	for _, p := range all {
		if s, ok := b.scoreOf(p, year); ok && s.Services >= 0 {
			counts[b.scoreGroup(s.Services)]++
			known++
		}
	}
	if known == 0 {
		return ""
	}
	return b.T("pkp.sentence", "year", itoa(year), "known", w.Int(known), "all", w.Int(len(all)),
		"good", w.Int(counts[pkpGood]), "fair", w.Int(counts[pkpFair]), "poor", w.Int(counts[pkpPoor]))
}

// scoresList is the performance review of every puskesmas.
func (b *builder) scoresList() []Section {
	year, all := b.scored(), b.seated(0)
	if b.scoresSentence(0) == "" || len(all) > maxListed {
		return nil
	}
	t := &chart.Table{Caption: b.T("pkp.caption", "year", itoa(year)), Period: itoa(year), Head: b.scoreHead(b.T("nav.puskesmas"))}
	for _, u := range all {
		s, ok := b.scoreOf(u, year)
		if !ok {
			s.Services, s.Management = -1, -1
		}
		t.Rows = append(t.Rows, append([]chart.Cell{b.placeCell(u)}, b.scoreCells(s)...))
	}
	return []Section{{ID: "pkp", Heading: b.T("programme.pkp"), Intro: b.scoresSentence(0) + " " + b.scoreRule(), Table: t}}
}

// scoreRule says where the groups begin.
func (b *builder) scoreRule() string {
	p := b.in.Config.PKP
	return b.T("pkp.rule", "good", b.bound(p.Good), "fair", b.bound(p.Fair),
		"mgood", b.bound(p.ManagementGood), "mfair", b.bound(p.ManagementFair))
}

// scoreSection is a puskesmas' own review: its years, and the parts of the last.
func (b *builder) scoreSection(u health.Unit) []Section {
	if len(b.find.scores[u]) == 0 {
		return nil
	}
	t := &chart.Table{Caption: b.T("pkp.own", "place", b.name(u)), Head: b.scoreHead(b.T("index.year"))}
	s := Section{ID: "pkp", Heading: b.T("programme.pkp"), Intro: b.scoreRule(), Table: t}
	for _, i := range slices.Backward(b.find.scores[u]) {
		score := b.in.Scores[i]
		if len(t.Rows) == 0 {
			for _, part := range score.Variables {
				text := b.in.Words.Decimal(part.Value, 1) + "\u00a0%"
				if part.Value > 100 {
					text = b.T("pkp.capped", "value", text)
				}
				s.Terms = append(s.Terms, Term{Name: b.T("pkp.part", "name", part.Name, "year", itoa(score.Year)), Text: text})
			}
		}
		t.Rows = append(t.Rows, append([]chart.Cell{{Text: itoa(score.Year), Header: true, Period: itoa(score.Year)}}, b.scoreCells(score)...))
	}
	return []Section{s}
}

// budgetSection lists the money of a unit by source. What somebody said in a speech
// stands apart as a quotation and is in no sum (domain reference §10).
func (b *builder) budgetSection(u health.Unit) []Section {
	return b.budgetOf(u, func(health.BudgetLine) bool { return true })
}

// budgetOf lists those lines of a unit that are wanted.
func (b *builder) budgetOf(u health.Unit, wanted func(health.BudgetLine) bool) []Section {
	lines := b.find.budget[u]
	if len(lines) == 0 {
		return nil
	}
	w := b.in.Words
	s := Section{ID: "anggaran", Heading: b.T("budget.heading")}
	t := &chart.Table{Caption: b.T("budget.caption", "place", b.name(u)), Head: []chart.Cell{
		{Text: b.T("budget.source"), Header: true},
		{Text: b.T("budget.amount"), Header: true, Class: "num"}, // beside its source, where a phone shows it
		{Text: b.T("index.year"), Header: true, Class: "num"},
	}}
	if slices.ContainsFunc(lines, func(i int) bool { l := &b.in.Budget[i]; return wanted(*l) && l.Quoted == "" && l.Indicator >= 0 }) {
		t.Head = append(t.Head, chart.Cell{Text: b.T("budget.for"), Header: true})
	}
	for _, i := range lines {
		line := b.in.Budget[i]
		if !wanted(line) {
			continue
		}
		purpose := ""
		if line.Indicator >= 0 {
			purpose = b.in.Indicators[line.Indicator].ShortName
		}
		amount := w.Int(int(line.Rupiah))
		if line.Quoted != "" {
			s.Terms = append(s.Terms, Term{
				Name: b.T("budget.quote", "source", line.Source, "year", itoa(line.Year), "amount", amount),
				Text: b.T("budget.quote.from", "from", line.Quoted),
			})
			continue
		}
		row := []chart.Cell{{Text: line.Source, Header: true, Period: itoa(line.Year)}, {Text: amount, Class: "num"}, {Text: itoa(line.Year), Class: "num"}, {Text: purpose}}
		t.Rows = append(t.Rows, row[:len(t.Head)])
	}
	if len(t.Rows) > 0 {
		s.Table, s.Intro = t, b.T("budget.intro")
	}
	if s.Table == nil && len(s.Terms) == 0 {
		return nil
	}
	return []Section{s}
}
