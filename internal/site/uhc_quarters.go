package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// quarterRows is how many quarters the table of UHC goes back.
const quarterRows = 8

// uhcQuarters shows members, active ones and segments at the end of each quarter
// reported, the newest first. The active ones are set against the members of the same
// month, which is what their share is of.
func (b *builder) uhcQuarters() []Section {
	t := &chart.Table{Caption: b.T("uhc.quarters.caption", "place", b.name(0)), Head: []chart.Cell{{Text: b.T("uhc.quarters.end"), Header: true}}}
	heading := func(text string) {
		t.Head = append(t.Head, chart.Cell{Text: text, Header: true, Class: "num"})
	}
	heading(b.T("uhc.fact.members"))
	heading(b.T("uhc.fact.active"))
	var parts []int
	for _, code := range segments {
		if i := b.indicator(code); slices.Contains(b.others, i) {
			parts = append(parts, i)
			heading(b.in.Indicators[i].ShortName)
		}
	}
	for _, year := range slices.Backward(b.in.Release.Years()) {
		for quarter := 4; quarter >= 1 && len(t.Rows) < quarterRows; quarter-- {
			if row := b.uhcQuarter(year, quarter*3, parts); row != nil {
				t.Rows = append(t.Rows, row)
			}
		}
	}
	if len(t.Rows) < 2 {
		return nil
	}
	return []Section{{ID: "per-triwulan", Heading: b.T("uhc.quarters"), Intro: b.T("uhc.quarters.intro"), Table: t}}
}

// uhcQuarter is the row of the quarter that ends in a month of a year, nil where
// nobody reported the members then.
func (b *builder) uhcQuarter(year, month int, parts []int) []chart.Cell {
	series := func(code string) (part share) {
		if i := b.indicator(code); i >= 0 {
			if list := b.in.Release.Series(0, i, year); list != nil {
				part = shareOf(list[month-1])
			}
		}
		return part
	}
	count := func(i int) health.Count {
		if i < 0 {
			return health.Missing
		}
		return b.in.Release.Counts(0, i, year)[month-1]
	}
	s := uhcStanding{members: series(uhcMembers)}
	if !s.members.ok || !b.told(year, month) {
		return nil
	}
	if n := count(b.indicator(uhcActive)); n.Known() {
		s.active = share{int(n), s.members.n, s.members.n > 0}
	}
	s.judge(b.in.Config.UHC, year)
	w := b.in.Words
	cell := func(n int, percent string) chart.Cell {
		return chart.Cell{Text: w.Int(n) + " (" + percent + ")", Class: "num"}
	}
	none := chart.Cell{Text: "○", Class: "num none", Title: b.T("uhc.unreported")}
	row := []chart.Cell{{Text: w.Month(health.MonthOf(year, month)), Header: true, Period: health.MonthOf(year, month).String()}, cell(s.members.n, b.uhcPercent(s, false)), none}
	if s.active.ok {
		row[2] = cell(s.active.n, b.uhcPercent(s, true))
	}
	for _, i := range parts {
		c := none
		if n := count(i); n.Known() {
			c = chart.Cell{Text: w.Count(n), Class: "num"}
		}
		row = append(row, c)
	}
	return row
}

// told says whether a quarter's month is new: a state that nobody reported anew
// still stands at the number of an earlier month.
func (b *builder) told(year, month int) bool {
	_, came := b.in.Release.AttendanceOf(0, b.indicator(uhcMembers), year)
	return came[month-1] > 0
}

// insuranceBudget is what is known of the money for the insurance: amounts that name
// one of its indicators, and what was said of it, as quotations.
func (b *builder) insuranceBudget() []Section {
	return b.budgetOf(0, func(l health.BudgetLine) bool {
		return l.Indicator >= 0 && b.in.Indicators[l.Indicator].Group == health.GroupUHC
	})
}
