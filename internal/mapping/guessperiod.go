package mapping

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"terang/internal/sheet"
	"terang/internal/source"
)

// periods finds when the figures are of: columns, headings that are months, or
// one period for all by the title or the name of the file.
func (g *guess) periods() {
	if g.has("period") || g.has("columns.period") || g.has("columns.year") || g.has("columns.month") || g.has("wide") {
		if g.src.Wide == "" || g.has("period") {
			return
		}
	}
	if g.src.Wide == "" {
		g.wide()
	}
	if g.src.Wide == "" && g.periodColumns() {
		return
	}
	if g.src.Wide == "years" || g.src.Wide != "" && !g.needsYear() {
		return
	}
	if g.src.Recipe != "" && titleYear(g.t.Title) != "" {
		return
	}
	g.constantPeriod()
}

// wide finds columns that are months, quarters or years.
func (g *guess) wide() {
	counts := map[string]int{}
	for i := range g.cols {
		c := &g.cols[i]
		if c.filled > 0 && c.number == 0 {
			continue
		}
		if p, _, ok := wideHead(c.head); ok {
			counts[spanOf(p)]++
		}
	}
	for _, span := range []string{"months", "quarters", "years"} {
		if counts[span] >= 2 {
			g.src.Wide = span
			for i := range g.cols {
				if p, _, ok := wideHead(g.cols[i].head); ok && spanOf(p) == span {
					g.cols[i].used = true
				}
			}
			return
		}
	}
}

// wideHead finds the period that a heading names, be its year there or not, and
// the words of its other storeys.
func wideHead(h sheet.Head) (period, rest string, ok bool) {
	parts := h.Parts
	if len(parts) == 0 {
		parts = []string{h.Text}
	}
	without := func(gone ...int) string {
		var others []string
		for i, part := range parts {
			if !slices.Contains(gone, i) {
				others = append(others, part)
			}
		}
		return strings.Join(others, " / ")
	}
	own, year := -1, "2000"
	for i, part := range parts {
		if p, is := ReadPeriod(part); is && len(p) > len("2024") {
			return p, without(i), true
		} else if is {
			own, year = i, p
		}
	}
	for i, part := range parts {
		if p, is := ofYear(year, part); is && !onlyDigits.MatchString(part) { // a number alone is no month
			return p, without(i, own), true
		}
	}
	return year, without(own), own >= 0
}

func spanOf(period string) string {
	switch {
	case len(period) == len("2024"):
		return "years"
	case strings.Contains(period, "Q"):
		return "quarters"
	}
	return "months"
}

// needsYear says whether the headings name months without their year, and no column
// has it.
func (g *guess) needsYear() bool {
	for i := range g.cols {
		h := g.cols[i].head
		if p, _, ok := wideHead(h); ok && spanOf(p) == g.src.Wide && strings.HasPrefix(p, "2000") {
			c := g.columnOf(yearWords, func(c *trait) bool { return c.period == c.filled })
			if c == nil {
				return true
			}
			c.used = true
			g.src.Columns.Year = c.heading()
			return false
		}
	}
	return false
}

// columnOf gives the first column whose heading has one of some words and that
// looks as it should.
func (g *guess) columnOf(words []string, fits func(*trait) bool) *trait {
	for _, w := range words {
		for i := range g.cols {
			if c := &g.cols[i]; !c.used && c.filled > 0 && says(c.words, []string{w}) && fits(c) {
				return c
			}
		}
	}
	return nil
}

// periodColumns finds the columns that say when.
func (g *guess) periodColumns() bool {
	whole := func(c *trait) bool { return c.period*100 >= c.filled*95 && c.plausibleYears() }
	take := func(c *trait, into *string) bool {
		c.used = true
		*into = c.heading()
		return true
	}
	if c := g.columnOf(append(slices.Clone(periodWords), monthWords...), whole); c != nil {
		return take(c, &g.src.Columns.Period)
	}
	year := g.columnOf(yearWords, whole)
	month := g.columnOf(monthWords, func(c *trait) bool { return c.month*100 >= c.filled*95 })
	switch {
	case year != nil && month != nil:
		take(month, &g.src.Columns.Month)
		return take(year, &g.src.Columns.Year)
	case year != nil:
		return take(year, &g.src.Columns.Period)
	case month != nil:
		take(month, &g.src.Columns.Month)
		return false // the year is still to be found
	}
	for i := range g.cols {
		if c := &g.cols[i]; !c.used && c.filled > 0 && c.period == c.filled && c.plausibleYears() && !says(c.words, codeWords) {
			g.because("columns.period", "proposed-period-cells")
			return take(c, &g.src.Columns.Period)
		}
	}
	return false
}

// plausibleYears says whether the periods of a column are of our time, which
// other numbers of four or six digits mostly are not.
func (c *trait) plausibleYears() bool {
	for _, cell := range c.order {
		if p, ok := ReadPeriod(cell); ok && (p < "1980" || p > "2080") {
			return false
		}
	}
	return true
}

// constantPeriod takes the one period that the titles name, else the one that the
// name of the file does.
func (g *guess) constantPeriod() {
	yearOnly := g.src.Wide != "" || g.src.Columns.Month != ""
	for _, from := range g.around() {
		found, upTo := periodsIn(from.text)
		if yearOnly {
			for i, p := range found {
				found[i] = p[:len("2024")]
			}
			slices.Sort(found)
			found = slices.Compact(found)
		}
		if len(found) == 0 {
			continue
		}
		if upTo && !yearOnly {
			g.upTo = true
		}
		if len(found) == 1 {
			g.src.Period = found[0]
			g.because("period", from.choice, "text", clipped(from.text))
			return
		}
		g.ask("period", found[0], found, "ask-which-period")
		return
	}
	if yearOnly {
		g.ask("period", "2024", nil, "ask-year")
		return
	}
	g.ask("period", "2024-09", nil, "ask-period")
}

// origin is a text that may tell something of the whole table.
type origin struct {
	text   string
	choice source.Choice // by which it is told that it did
}

// around gives the texts about the table, the nearest first.
func (g *guess) around() []origin {
	return []origin{{g.titles(), "proposed-title"}, {g.t.Sheet, "proposed-sheet"}, {g.fileName(), "proposed-file"}}
}

// titles is what stands above the table.
func (g *guess) titles() string { return strings.Join(g.t.Titles, " ; ") }

// fileName is the name of the file as words.
func (g *guess) fileName() string {
	name := path.Base(g.src.File)
	return strings.TrimSuffix(name, path.Ext(name))
}

func clipped(text string) string {
	if r := []rune(text); len(r) > 80 {
		return string(r[:80]) + "…"
	}
	return text
}

var sixDigits = regexp.MustCompile(`^(?:19|20)\d{2}(?:0[1-9]|1[0-2])$`)

// periodsIn finds the periods that a text names, sorted: months, else quarters,
// else years. upTo tells that it names months up to one, which then is the period.
func periodsIn(text string) (found []string, upTo bool) {
	words := strings.Fields(wordsOf(strings.NewReplacer("_", " ", "s/d", " sd ", "s.d.", " sd ", "s.d", " sd ").Replace(strings.ToLower(text))))
	at := func(i int) string {
		if i < 0 || i >= len(words) {
			return ""
		}
		return words[i]
	}
	byLength := map[int][]string{}
	add := func(p string) { byLength[len(p)] = append(byLength[len(p)], p) }
	for i, w := range words {
		if sixDigits.MatchString(w) {
			add(w[:4] + "-" + w[4:])
			continue
		}
		if !yearOnly.MatchString(w) {
			continue
		}
		before := i - 1
		if at(before) == "tahun" || at(before) == "th" {
			before--
		}
		m, q := monthNames[at(before)], roman[at(before)]
		next := monthNames[at(i+1)]
		switch {
		case m > 0 && onlyDigits.MatchString(at(before-1)) && len(at(before-1)) <= 2:
			// a day, not a month
		case m > 0:
			add(fmt.Sprintf("%s-%02d", w, m))
			if at(before-1) == "sd" || at(before-1) == "sampai" || at(before-2) == "sampai" {
				upTo = true
			}
		case q > 0 && (at(before-1) == "tw" || at(before-1) == "triwulan" || at(before-1) == "q"):
			add(fmt.Sprintf("%s-Q%d", w, q))
		case next > 0:
			add(fmt.Sprintf("%s-%02d", w, next))
		case len(at(i+1)) == 2 && sixDigits.MatchString(w+at(i+1)) && len(at(i+2)) != 2:
			add(w + "-" + at(i+1))
		default:
			add(w)
		}
	}
	for _, length := range []int{len("2024-01"), len("2024")} {
		if list := byLength[length]; len(list) > 0 {
			slices.Sort(list)
			return slices.Compact(list), upTo
		}
	}
	return nil, false
}
