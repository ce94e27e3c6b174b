package mapping

import (
	"slices"
	"strconv"
	"strings"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/sheet"
	"terang/internal/source"
)

// Known is what a site knows when a file is looked at that has no mapping yet.
type Known struct {
	Register   *health.Register
	Indicators []health.Indicator
}

// Proposal is a mapping that a file seems to have. What follows from the file is
// filled in, with the reason among Notes; what could be one thing or another, or
// does not stand in the file, is left out and asked.
type Proposal struct {
	Source    config.Source
	Notes     map[string][]source.Decision // by setting, as "columns.area"
	Questions []Question                   // in the order in which they stand in the mapping
	Table     *sheet.Table                 // the one that was looked at; nil where there is none
}

// Question asks for a setting.
type Question struct {
	Key     string // as --set takes it: "indicator"
	Example string // an answer that could be meant
	Choices []string
	Ask     source.Decision
}

// Propose looks at a file and says how its rows could become observations. given
// holds what is settled already, told by setting the keys of it: what is told is
// never guessed, even where it is told to be empty. second is the file that
// given.Join names.
func Propose(book, second *sheet.Book, given config.Source, told []string, known Known) *Proposal {
	p := &Proposal{Source: given, Notes: map[string][]source.Decision{}}
	g := &guess{p: p, src: &p.Source, known: known, names: newNames(known.Register), told: map[string]bool{}}
	for _, key := range told {
		g.told[key] = true
	}
	if !g.told["series"] {
		g.series, p.Source.Series = given.Series, nil
	}
	if !g.pick(book) {
		return p
	}
	if g.asked("sheet") || g.asked("table") {
		return p // all else depends on it
	}
	g.look()
	if book.Format == sheet.DHIS2 || g.src.Columns.Element != "" {
		g.export()
	} else {
		g.recipe()
		g.narrow()
		g.periods()
		g.areas()
		g.indicators()
		g.numbers()
		g.lastIndicator()
		g.rest()
	}
	g.join(second)
	g.repeats()
	g.kind()
	g.sort()
	return p
}

// guess is the looking at one table.
type guess struct {
	p     *Proposal
	src   *config.Source
	known Known
	names *names
	told  map[string]bool
	book  *sheet.Book
	t     *sheet.Table
	rows  []int // of the table: those that count, not more than mostRows
	cols  []trait
	marks marks
	upTo  bool // the titles name months up to one

	recipeOf *profilTable
	series   []config.Series // that were told, in part or whole
}

// How much of a table is looked at. Columns are held against each other in pairs
// and more, which takes time for each row.
const (
	mostRows    = 20_000
	mostColumns = 120
	mostTried   = 400 // rows for which columns are held against each other
	mostPaired  = 30  // columns of numbers that may make the shares of another
)

// few are the rows on which columns are tried against each other.
func (g *guess) few() []int { return g.rows[:min(len(g.rows), mostTried)] }

// has says whether a setting, or one below it, was told.
func (g *guess) has(key string) bool {
	if g.told[key] {
		return true
	}
	for k := range g.told {
		if strings.HasPrefix(k, key+".") {
			return true
		}
	}
	return false
}

func (g *guess) because(key string, choice source.Choice, args ...string) {
	g.p.Notes[key] = append(g.p.Notes[key], source.Decision{Choice: choice, Args: args})
}

// ask puts a question, once for a setting.
func (g *guess) ask(key, example string, choices []string, choice source.Choice, args ...string) {
	if g.told[key] || slices.ContainsFunc(g.p.Questions, func(q Question) bool { return q.Key == key }) {
		return
	}
	g.p.Questions = append(g.p.Questions, Question{Key: key, Example: example, Choices: choices, Ask: source.Decision{Choice: choice, Args: args}})
}

func (g *guess) asked(key string) bool {
	return slices.ContainsFunc(g.p.Questions, func(q Question) bool { return q.Key == key })
}

// order is that of the settings of a source.
var order = []string{"sheet", "table", "headings", "indicator", "area", "period", "kind", "level", "columns", "where", "series", "count", "sum", "indicators", "areas", "elements", "join"}

func (g *guess) sort() {
	place := func(q Question) int {
		top, _, _ := strings.Cut(q.Key, ".")
		return slices.Index(order, top)
	}
	slices.SortStableFunc(g.p.Questions, func(a, b Question) int { return place(a) - place(b) })
}

// pick chooses the table to look at. Several with the same headings are one
// source; where they differ it must be said which one is meant, unless only one
// has figures.
func (g *guess) pick(book *sheet.Book) bool {
	g.book = book
	var best []*sheet.Table
	most := 0
	for i := range book.Tables {
		t := &book.Tables[i]
		worth := g.worth(t)
		switch {
		case worth > most:
			best, most = []*sheet.Table{t}, worth
		case worth == most && worth > 0:
			best = append(best, t)
		}
	}
	if len(best) == 0 {
		return false
	}
	g.t, g.p.Table = best[0], best[0]
	for _, t := range best {
		if len(t.Rows) > len(g.t.Rows) && sameHeads(t, best[0]) {
			g.t, g.p.Table = t, t
		}
	}
	var titles, sheets, shown []string
	for _, t := range best {
		if !sameHeads(t, g.t) || t.Title != g.t.Title {
			titles = append(titles, first(t.Title, t.Sheet))
		}
		sheets = append(sheets, t.Sheet)
		shown = append(shown, strings.TrimSuffix(t.Sheet+": "+shortTitle(t.Title), ": "))
	}
	slices.Sort(sheets)
	slices.Sort(shown)
	switch {
	case len(titles) == 0:
	case len(slices.Compact(sheets)) == len(best):
		g.ask("sheet", best[0].Sheet, shown, "ask-sheet")
	default:
		titles = append(titles, g.t.Title)
		slices.Sort(titles)
		g.ask("table", shortTitle(g.t.Title), slices.Compact(titles), "ask-table")
	}
	if g.t.Headless && !g.has("headings") && len(g.t.Rows) > 0 {
		g.src.Headings = "none"
		g.because("headings", "proposed-headless")
	}
	for i := range g.t.Rows[:min(len(g.t.Rows), mostRows)] {
		g.rows = append(g.rows, i)
	}
	return true
}

// worth says how much a table looks like one of figures: 0 is not at all.
func (g *guess) worth(t *sheet.Table) int {
	if len(t.Heads) < 2 || len(t.Rows) == 0 {
		return 0
	}
	numbers, words := false, false
	for col := range t.Heads {
		filled, digits := 0, 0
		for _, r := range t.Rows[:min(len(t.Rows), 50)] {
			if c := r.Cells[col]; !isMissing(c) {
				filled++
				if looksNumber(number(c)) {
					digits++
				}
			}
		}
		numbers = numbers || filled > 0 && digits == filled
		words = words || filled > digits
	}
	switch {
	case numbers && words:
		return 2
	case numbers || len(t.Heads) > 3:
		return 1
	}
	return 0
}

func sameHeads(a, b *sheet.Table) bool {
	return slices.EqualFunc(a.Heads, b.Heads, func(x, y sheet.Head) bool { return plain(x.Text) == plain(y.Text) })
}

// shortTitle is the part of a title that tells it from others: without what
// stands in every table of a book.
func shortTitle(title string) string {
	if i := strings.Index(strings.ToUpper(title), " MENURUT "); i > 0 {
		title = title[:i]
	}
	return title
}

// listed shows a few choices.
func listed(choices []string) string {
	const most = 14
	shown := make([]string, 0, most)
	for _, c := range choices[:min(len(choices), most)] {
		if r := []rune(c); len(r) > 60 {
			c = string(r[:60]) + "…"
		}
		shown = append(shown, c)
	}
	if len(choices) > most {
		shown = append(shown, "… ("+strconv.Itoa(len(choices))+")")
	}
	return strings.Join(shown, " | ")
}
