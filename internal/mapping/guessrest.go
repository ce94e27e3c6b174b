package mapping

import (
	"regexp"
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/sheet"
)

// rest finds what is left: in what the numbers are given, the system they are from.
func (g *guess) rest() {
	if c := g.columnOf(unitWords, (*trait).text); c != nil && !g.has("columns.unit") && !g.has("units") {
		if slices.ContainsFunc(c.order, func(cell string) bool { return factorOf(cell) != 1 }) {
			g.src.Columns.Unit = c.heading()
		}
		c.used = true
	}
	if !g.has("units") && g.src.Columns.Unit == "" {
		for _, side := range []struct {
			heading string
			unit    *string
		}{{g.src.Columns.Numerator.String(), &g.src.Units.Numerator}, {g.src.Columns.Denominator.String(), &g.src.Units.Denominator}} {
			if factorOf(side.heading) != 1 {
				*side.unit = "ribu"
				if factorOf(side.heading) != 1000 {
					*side.unit = "juta"
				}
				g.because("units", "proposed-unit", "heading", side.heading)
			}
		}
	}
	for _, side := range []struct {
		words []string
		into  *string
		key   string
	}{{sourceWords, &g.src.Columns.Source, "source"}, {drawnWords, &g.src.Columns.Extracted, "extracted"}} {
		c := g.columnOf(side.words, func(*trait) bool { return true })
		if c != nil && *side.into == "" && !g.has(side.key) && !g.has("columns."+side.key) && (side.key == "source" || c.allDays()) {
			c.used = true
			*side.into = c.heading()
		}
	}
}

var isoDay = regexp.MustCompile(`^\d{4}-\d{2}-\d{2}$`)

// allDays says whether all cells are days as observations have them.
func (c *trait) allDays() bool {
	return !slices.ContainsFunc(c.order, func(cell string) bool { return !isoDay.MatchString(cell) })
}

var uid = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9]{10}$`)

// export finds its way in an export of DHIS2: what the columns are is known, what
// the ids in them mean is not.
func (g *guess) export() {
	col := func(key string, into *string, names ...string) *trait {
		for i := range g.cols {
			if c := &g.cols[i]; slices.Contains(names, strings.ReplaceAll(c.words, " ", "")) {
				if *into == "" && !g.has("columns."+key) {
					*into = c.heading()
				}
				c.used = true
				return c
			}
		}
		return nil
	}
	element := col("element", &g.src.Columns.Element, "dataelement", "data", "datadimension")
	unit := col("area", &g.src.Columns.Area, "orgunit", "organisationunit")
	col("period", &g.src.Columns.Period, "period", "pe")
	col("value", &g.src.Columns.Value, "value")
	if len(g.src.Elements) == 0 && element != nil {
		g.elements(element)
	}
	if unit == nil || g.known.Register == nil {
		return
	}
	var lost []string
	for _, cell := range unit.order {
		if _, told := g.src.Areas[cell]; told {
			continue
		}
		if _, ok := g.unit(cell); !ok {
			lost = append(lost, cell)
		}
	}
	if len(lost) == 0 {
		return
	}
	if level := g.levelOf(unit); g.matching(unit, level) == len(unit.seen) {
		g.src.Match, g.src.Level = "name", level.String()
		g.src.Columns.Area, g.src.Columns.Name = "", unit.heading()
		return
	}
	slices.Sort(lost)
	example := "…"
	if areas := g.known.Register.Areas; len(areas) > 0 {
		example = areas[0].Code
	}
	g.ask("areas."+lost[0], example, lost, "ask-units")
}

// elements says what the numbers of an export are, where their names tell it.
func (g *guess) elements(c *trait) {
	known := map[string]config.Element{}
	var lost []string
	for _, cell := range c.order {
		codes := g.indicatorsIn(cell)
		words := wordsOf(cell)
		if uid.MatchString(cell) || len(codes) != 1 {
			lost = append(lost, cell)
			continue
		}
		e := config.Element{Indicator: codes[0], Is: "numerator"}
		switch {
		case rank(words, denominatorWords[:2]) > 0:
			e.Is = "denominator"
		case rank(words, numeratorWords[:2]) == 0:
			lost = append(lost, cell)
			continue
		}
		known[cell] = e
	}
	if len(known) > 0 {
		g.src.Elements = known
	}
	if len(lost) == 0 {
		return
	}
	slices.Sort(lost)
	if len(known) == 0 {
		g.ask("elements."+lost[0], "{indicator: ht, is: numerator}", lost, "ask-elements")
		return
	}
	g.because("elements", "proposed-unlisted", "names", listed(lost))
}

// join looks at the second file, which gives the denominators.
func (g *guess) join(second *sheet.Book) {
	j := g.src.Join
	if j == nil || second == nil {
		return
	}
	told := []string{"indicator", "columns.numerator", "kind"}
	for key := range g.told {
		if rest, ok := strings.CutPrefix(key, "join."); ok {
			told = append(told, rest)
		}
	}
	slices.Sort(told)
	given := *j
	p := Propose(second, nil, given, told, g.known)
	if p.Source.Period != "" && !g.has("join.period") {
		p.Source.Period = "" // the denominators of a file without periods hold for all
	}
	g.src.Join = &p.Source
	for key, notes := range p.Notes {
		if key != "period" {
			g.p.Notes["join."+key] = notes
		}
	}
	for _, q := range p.Questions {
		if q.Key != "period" {
			q.Key = "join." + q.Key
			g.p.Questions = append(g.p.Questions, q)
		}
	}
}

// trial makes observations by what is settled so far.
func (g *guess) trial() *Result {
	if g.asked("columns.numerator") || g.src.Join != nil {
		return nil
	}
	res := Map(Input{Book: g.book, Source: *g.src}, nil, g.known.Register)
	if len(res.Rows) == 0 {
		return nil
	}
	return res
}

// repeats adds up rows about the same place and time where a column tells parts of
// a whole apart, such as men and women; else it asks.
func (g *guess) repeats() {
	if g.has("sum") || len(g.src.Count) > 0 || len(g.src.Elements) > 0 || slices.ContainsFunc(g.p.Questions, func(q Question) bool { return strings.HasPrefix(q.Key, "count.") }) {
		return
	}
	res := g.trial()
	if res == nil || !res.repeated() {
		return
	}
	for i := range g.cols {
		c := &g.cols[i]
		if !c.text() || len(c.seen) < 2 || len(c.seen) > 30 {
			continue
		}
		if !says(c.words, []string{"jenis kelamin", "kelamin", "gender", "sex", "kelompok umur", "umur", "usia", "kategori"}) {
			continue
		}
		for _, cell := range c.order {
			if sex([]string{cell}) == "both" || says(wordsOf(cell), []string{"total", "jumlah", "semua"}) {
				g.src.Where = map[string][]string{c.heading(): {cell}}
				g.because("where."+c.heading(), "proposed-whole", "cell", cell)
				return
			}
		}
		g.src.Sum = true
		g.because("sum", "proposed-sum", "heading", c.heading(), "cells", listed(c.order))
		return
	}
	if g.asked("area") || g.asked("areas") {
		return // they may be about different places
	}
	g.ask("sum", "true", nil, "ask-sum", "place", g.firstRepeat(res))
}

// repeated says whether two rows are about the same.
func (res *Result) repeated() bool { return res.again() != nil }

func (res *Result) again() *Row {
	seen := map[string]bool{}
	for i := range res.Rows {
		r := &res.Rows[i]
		if seen[r.key()] {
			return r
		}
		seen[r.key()] = true
	}
	return nil
}

func (g *guess) firstRepeat(res *Result) string { return res.Pos(res.again(), Numerator).String() }

// kind settles whether months are by themselves or since January: by the words
// above the table, by a total that is the sum or the last of the months, by a
// month with less than the one before. What always grows may be either.
func (g *guess) kind() {
	if g.has("kind") || g.has("columns.kind") || g.asked("kind") || g.book.Format == sheet.DHIS2 {
		return
	}
	words := wordsOf(g.titles() + " ; " + g.src.Columns.Numerator.String())
	switch {
	case g.upTo, says(words, []string{"kumulatif", "cumulative", "s d bulan ini", "sd bulan ini"}):
		g.src.Kind = "kumulatif"
		g.because("kind", "proposed-kind-words")
		return
	case says(words, []string{"bulan ini"}):
		return
	}
	if g.src.Wide != "" {
		for _, c := range g.numeric() {
			switch g.addsUp(c) {
			case "sum":
				g.because("wide", "proposed-total-sum", "heading", c.heading())
				return
			case "last":
				g.src.Kind = "kumulatif"
				g.because("kind", "proposed-total-last", "heading", c.heading())
				return
			}
		}
	}
	if len(g.src.Count) > 0 || slices.ContainsFunc(g.p.Questions, func(q Question) bool { return strings.HasPrefix(q.Key, "count.") }) {
		return // rows are counted in their own period
	}
	res := g.trial()
	if res == nil {
		return
	}
	switch res.course() {
	case "falls", "years":
	case "rises":
		g.ask("kind", "kumulatif", nil, "ask-kind-rises")
	default:
		g.ask("kind", "kumulatif", nil, "ask-kind")
	}
}

// course tells how the numerators go from month to month of a year: "falls" where
// one is less than the one before, "rises" where none is and some are more, "years"
// where there is nothing but years and Januaries, else nothing.
func (res *Result) course() string {
	type place struct{ year, indicator, area string }
	last := map[place][2]string{}
	rows := slices.Clone(res.Rows)
	slices.SortStableFunc(rows, func(a, b Row) int { return strings.Compare(a.Cells[Period], b.Cells[Period]) })
	rises, parts := false, false
	for i := range rows {
		r := &rows[i]
		n := r.Cells[Numerator]
		period := r.Cells[Period]
		if n == "" || len(period) <= len("2024") {
			continue
		}
		parts = parts || !strings.HasSuffix(period, "-01")
		at := place{yearOf(period), r.Cells[Indicator], r.Cells[Area]}
		if before, ok := last[at]; ok && before[0] != period {
			switch less := lessNumber(n, before[1]); {
			case less:
				return "falls"
			case n != before[1]:
				rises = true
			}
		}
		last[at] = [2]string{period, n}
	}
	switch {
	case rises:
		return "rises"
	case !parts:
		return "years"
	}
	return ""
}

// lessNumber compares whole numbers as they are written.
func lessNumber(a, b string) bool { return len(a) < len(b) || len(a) == len(b) && a < b }
