package site

import (
	"slices"
	"strings"

	"terang/internal/chart"
	"terang/internal/content"
	"terang/internal/health"
)

// The yearly round of a puskesmas' management (domain reference §5.1): planning (P1),
// workshops (P2), control and review (P3), as minutes and data/meetings.csv tell it.

// A year has so many workshops of either kind.
const (
	monthlyWorkshops   = 12
	quarterlyWorkshops = 4
)

// round is a year of one puskesmas: of each step, in the order of health.CycleSteps,
// the days on which it was held, by month.
type round [4][12][]int

// round collects the days up to the day of the build, each once.
func (b *builder) round(u health.Unit, year int) *round {
	var r round
	add := func(h health.Held) {
		at := slices.Index(health.CycleSteps(), h.Step)
		if at < 0 || h.Unit != u || h.Date == 0 || h.Date.Year() != year || h.Date > b.in.Date {
			return
		}
		days := &r[at][h.Date.Month().Of()-1]
		if !slices.Contains(*days, h.Date.Day()) {
			*days = append(*days, h.Date.Day())
			slices.Sort(*days)
		}
	}
	for _, i := range b.find.posts[u] {
		if m := b.in.Content.Posts[i].Meeting; m != nil {
			add(health.Held{Unit: m.Unit, Date: m.Date, Step: stepOf(m.Type)})
		}
	}
	for _, i := range b.find.held[u] {
		add(b.in.Held[i])
	}
	return &r
}

// stepOf gives the step that a kind of meeting is; of the others, none.
func stepOf(t content.MeetingType) health.CycleStep {
	switch t {
	case content.LokminBulanan:
		return health.StepMonthly
	case content.LokminTriwulan:
		return health.StepQuarterly
	default:
		return ""
	}
}

// workshops counts the months with a monthly and the quarters with a quarterly one.
func (r *round) workshops() (monthly, quarterly int) {
	var quarters [quarterlyWorkshops]bool
	for m := range 12 {
		if len(r[1][m]) > 0 {
			monthly++
		}
		if len(r[2][m]) > 0 {
			quarters[m/3] = true
		}
	}
	for _, held := range quarters {
		if held {
			quarterly++
		}
	}
	return monthly, quarterly
}

// documented is the score of a finished year's minutes: 10, 7, 4 or 0, of the two
// kinds of workshop the lower one (domain reference §5.1, PKP).
func documented(monthly, quarterly int) int {
	grade := func(n, full, half int) int {
		switch {
		case n >= full:
			return 10
		case n >= half:
			return 7
		case n > 0:
			return 4
		}
		return 0
	}
	return min(grade(monthly, 9, 5), grade(quarterly, quarterlyWorkshops, 2))
}

// rounds are the years that the table of meetings tells of: that of the build, and the one before.
func (b *builder) rounds() []int {
	var years []int
	for _, y := range []int{b.in.Date.Year(), b.in.Date.Year() - 1} {
		if b.find.heldIn[y] {
			years = append(years, y)
		}
	}
	return years
}

// months is the head of a table with the twelve months of a year as columns.
func (b *builder) months(first string, year int) []chart.Cell {
	head := []chart.Cell{{Text: first, Header: true}}
	for m := range 12 {
		head = append(head, chart.Cell{Text: b.in.Words.MonthShort(m + 1), Header: true, Class: "num", Period: health.MonthOf(year, m+1).String()})
	}
	return head
}

// cycleSections show a puskesmas' round month by month, with the days.
func (b *builder) cycleSections(u health.Unit) []Section {
	var list []Section
	for _, year := range b.rounds() {
		r, w := b.round(u, year), b.in.Words
		monthly, quarterly := r.workshops()
		t := &chart.Table{Caption: b.T("cycle.caption", "place", b.name(u), "year", itoa(year)), Head: b.months(b.T("cycle.step"), year)}
		for i, step := range health.CycleSteps() {
			row := []chart.Cell{{Text: b.T("cycle." + string(step)), Header: true}}
			for m := range 12 {
				row = append(row, b.heldCell(r[i][m], health.MonthOf(year, m+1)))
			}
			t.Rows = append(t.Rows, row)
		}
		text := b.T("lokmin.count", "year", itoa(year), "monthly", w.Int(monthly), "quarterly", w.Int(quarterly))
		list = append(list, Section{
			ID: "siklus-" + itoa(year), Heading: b.T("cycle.heading", "year", itoa(year)), Intro: b.T("cycle.intro") + " " + text, Table: t,
		})
	}
	return list
}

// heldCell is the days of a month; a dash where the month has passed without one,
// and nothing where it has not ended.
func (b *builder) heldCell(days []int, m health.Month) chart.Cell {
	c := chart.Cell{Class: "num"}
	var said []string
	for _, d := range days {
		said = append(said, itoa(d))
	}
	c.Text = strings.Join(said, ", ")
	if c.Text == "" && m < b.in.Date.Month() {
		c.Text, c.Class = "–", "num none"
	}
	return c
}

// cycleOverview compares the puskesmas: how complete their workshops are, and in
// which months how many of them went through which step.
func (b *builder) cycleOverview() []Section {
	years, units := b.rounds(), b.seated(0)
	if len(years) == 0 || len(units) == 0 || len(units) > maxRows {
		return nil
	}
	rounds := map[int][]*round{}
	for _, year := range years {
		for _, u := range units {
			rounds[year] = append(rounds[year], b.round(u, year))
		}
	}
	list := []Section{b.workshopTable(units, years, rounds)}
	for _, year := range years {
		t := &chart.Table{
			Caption: b.T("cycle.all.caption", "n", b.in.Words.Int(len(units)), "year", itoa(year)), Head: b.months(b.T("cycle.step"), year),
		}
		for i, step := range health.CycleSteps() {
			row := []chart.Cell{{Text: b.T("cycle." + string(step)), Header: true}}
			for m := range 12 {
				n := 0
				for _, r := range rounds[year] {
					n += min(1, len(r[i][m]))
				}
				c := chart.Cell{Text: b.in.Words.Int(n), Class: "num"}
				if n == 0 {
					c = b.heldCell(nil, health.MonthOf(year, m+1))
				}
				row = append(row, c)
			}
			t.Rows = append(t.Rows, row)
		}
		list = append(list, Section{
			ID: "siklus-" + itoa(year), Heading: b.T("cycle.heading", "year", itoa(year)), Intro: b.T("cycle.all.intro"), Table: t,
		})
	}
	return list
}

// workshopTable says of each puskesmas and year how many of the twelve and four
// workshops were held; of a finished year also the score of its minutes. Rounds are by
// year, in the order of the units.
func (b *builder) workshopTable(units []health.Unit, years []int, rounds map[int][]*round) Section {
	w := b.in.Words
	t := &chart.Table{Caption: b.T("workshops.caption", "date", w.Date(b.in.Date)), Head: []chart.Cell{{Text: b.T("nav.puskesmas"), Header: true}}}
	var texts []string
	for _, year := range years {
		for _, key := range []string{"kept.head.monthly", "kept.head.quarterly"} {
			t.Head = append(t.Head, chart.Cell{Text: b.T(key, "year", itoa(year)), Header: true, Class: "num", Period: itoa(year)})
		}
		full := 0
		for _, r := range rounds[year] {
			if monthly, quarterly := r.workshops(); monthly == monthlyWorkshops && quarterly == quarterlyWorkshops {
				full++
			}
		}
		if year < b.in.Date.Year() {
			t.Head = append(t.Head, chart.Cell{Text: b.T("workshops.score", "year", itoa(year)), Header: true, Class: "num", Period: itoa(year)})
			texts = append(texts, b.T("workshops.full", "year", itoa(year), "n", w.Int(full), "all", w.Int(len(units))))
		}
	}
	for at, u := range units {
		row := []chart.Cell{b.placeCell(u)}
		for _, year := range years {
			monthly, quarterly := rounds[year][at].workshops()
			row = append(row, b.ofCell(monthly, monthlyWorkshops), b.ofCell(quarterly, quarterlyWorkshops))
			if year < b.in.Date.Year() {
				row = append(row, chart.Cell{Text: w.Int(documented(monthly, quarterly)), Class: "num"})
			}
		}
		t.Rows = append(t.Rows, row)
	}
	texts = append(texts, b.T("workshops.intro"))
	return Section{ID: "kelengkapan-lokmin", Heading: b.T("workshops.heading"), Intro: strings.Join(texts, " "), Table: t}
}
