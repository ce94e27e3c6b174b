package mapping

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"terang/internal/config"
	"terang/internal/sheet"
)

func itoa(n int) string { return strconv.Itoa(n) }

// numbers finds the columns that are counted and those they are counted of.
func (g *guess) numbers() {
	if g.has("count") || g.told["series"] {
		return
	}
	if g.src.Wide != "" {
		g.wideNumbers()
		return
	}
	if g.recipeOf != nil && g.byRecipe() {
		return
	}
	all := g.numeric()
	if groups := g.grouped(all); len(groups) > 1 && !g.has("columns.numerator") && !g.has("indicator") && g.src.Columns.Indicator == "" {
		g.makeSeries(groups)
		return
	}
	n, d := g.pair(all)
	g.settle("numerator", &g.src.Columns.Numerator, n)
	if n == nil && len(g.src.Columns.Numerator) == 0 && !g.has("columns.numerator") && g.category() {
		return
	}
	g.settle("denominator", &g.src.Columns.Denominator, d)
	g.askNumbers(all)
}

// settle takes a column unless another was told.
func (g *guess) settle(key string, into *config.Heads, c *trait) {
	if c == nil || len(*into) > 0 || g.has("columns."+key) {
		return
	}
	*into = c.heads()
	if c.with != nil {
		g.because("columns."+key, "proposed-sexes")
	}
}

// numeric lists the columns of numbers that may be counted: whose heading speaks
// of no share and of nobody left out. Of men, women and both, both; where there are
// none of both, men and women added up.
func (g *guess) numeric() []*trait {
	var list []*trait
	hasBoth := false
	for i := range g.cols {
		c := &g.cols[i]
		if c.isNumeric() && !c.isPercent() && !says(c.words, restWords) {
			list = append(list, c)
			hasBoth = hasBoth || sex(c.head.Parts) == "both"
		}
	}
	list = paired(list)
	if hasBoth {
		list = slices.DeleteFunc(list, func(c *trait) bool { s := sex(c.head.Parts); return c.with != nil || s == "l" || s == "p" })
	}
	return list
}

// paired puts columns of men together with those of women that are headed alike
// but for that.
func paired(list []*trait) []*trait {
	var out []*trait
	women := map[string]*trait{}
	for _, c := range list {
		if s, of := half(c.head); s == "p" {
			women[of] = c
		}
	}
	taken := map[*trait]bool{}
	for _, c := range list {
		s, of := half(c.head)
		if w := women[of]; s == "l" && w != nil && !taken[w] {
			both := *c
			both.with, both.parts = w, c.parts || w.parts
			taken[w] = true
			c = &both
		}
		out = append(out, c)
	}
	return slices.DeleteFunc(out, func(c *trait) bool { return taken[c] })
}

// half says whether a column is of men or of women, "l" or "p", by a storey of its
// heading or the end of one, and what else stands there.
func half(h sheet.Head) (of, rest string) {
	parts := h.Parts
	if len(parts) == 0 {
		parts = []string{h.Text}
	}
	for i, part := range parts {
		words := wordsOf(part)
		for _, tail := range slices.Concat(boys, girls) {
			before, is := strings.CutSuffix(" "+words, " "+tail)
			if s := sex([]string{tail}); is && s != "both" && sex([]string{part}) != "both" {
				others := slices.Clone(parts)
				others[i] = before
				return s, wordsOf(strings.Join(others, " "))
			}
		}
	}
	return "", ""
}

// shares lists the columns that show percentages.
func (g *guess) shares() []*trait {
	var list []*trait
	for i := range g.cols {
		if c := &g.cols[i]; c.number > 0 && (c.isPercent() || says(c.words, []string{"capaian", "cakupan"})) {
			list = append(list, c)
		}
	}
	return list
}

// pair chooses numerator and denominator among columns: by the words of their
// headings, and by the shares beside them, which they must make.
func (g *guess) pair(all []*trait) (n, d *trait) {
	told := func(heads config.Heads) *trait {
		for _, c := range all {
			if slices.EqualFunc(c.heads(), heads, func(a, b string) bool { return loose(a) == loose(b) }) {
				return c
			}
		}
		return nil
	}
	n, d = told(g.src.Columns.Numerator), told(g.src.Columns.Denominator)
	if n == nil && d == nil && !g.has("columns.numerator") && !g.has("columns.denominator") {
		if n, d, p := g.byShare(all); n != nil {
			g.because("columns.numerator", "proposed-share", "heading", p.heading(), "count", itoa(g.sharesOf(n, d, p)))
			return n, d
		}
	}
	counted := slices.DeleteFunc(slices.Clone(all), func(c *trait) bool { return c.fitsShare(g) })
	if d == nil {
		d = best(counted, denominatorWords, n, func(c *trait) bool { return rank(c.words, denominatorWords[:2]) > 0 })
	}
	if n == nil && !g.has("columns.numerator") && len(counted) == 1 && d != nil && rank(d.words, denominatorWords[:1]) == 0 {
		return d, nil // jumlah penduduk miskin: all that the table has
	}
	if n == nil {
		n = best(counted, numeratorWords, d, func(c *trait) bool { return rank(c.words, denominatorWords[:1]) == 0 })
	}
	return n, d
}

// fitsShare says whether a column called capaian holds shares and not counts.
func (c *trait) fitsShare(g *guess) bool {
	if !says(c.words, []string{"capaian", "cakupan"}) || says(c.words, []string{"jumlah"}) {
		return false
	}
	return c.parts
}

// best is the one column that is known best by its words; nil where two are
// known alike or none is.
func best(all []*trait, tiers [][]string, except *trait, may func(*trait) bool) *trait {
	var found *trait
	most, ties := 0, 0
	for _, c := range all {
		r := rank(c.words, tiers)
		if c == except || r == 0 || !may(c) {
			continue
		}
		switch {
		case r > most:
			found, most, ties = c, r, 1
		case r == most:
			ties++
		}
	}
	if ties != 1 {
		return nil
	}
	return found
}

// byShare finds the only pair of columns that make the shares of a third.
func (g *guess) byShare(all []*trait) (n, d, p *trait) {
	found, weight := 0, 0
	if len(all) > mostPaired {
		return nil, nil, nil
	}
	for _, share := range g.shares() {
		for _, x := range all {
			for _, y := range all {
				if x == y || x == share || y == share || rank(x.words, denominatorWords[:1]) > 0 && rank(y.words, denominatorWords[:1]) == 0 {
					continue
				}
				if g.sharesOf(x, y, share) == 0 {
					continue
				}
				w := rank(x.words, numeratorWords[:2]) + rank(y.words, denominatorWords[:2])
				switch {
				case n == nil || w > weight:
					n, d, p, weight, found = x, y, share, w, 1
				case w == weight && (x != n || y != d):
					found++
				}
			}
		}
	}
	if found != 1 {
		return nil, nil, nil
	}
	return n, d, p
}

// sharesOf counts the rows whose share is that of n in d; 0 unless nearly all are,
// and some say more than nought or all.
func (g *guess) sharesOf(n, d, p *trait) int {
	good, bad, telling := 0, 0, 0
	for _, row := range g.few() {
		x, okX := g.number(row, n)
		y, okY := g.number(row, d)
		z, okZ := g.number(row, p)
		if !okX || !okY || !okZ || y == 0 {
			continue
		}
		if math.Abs(100*x/y-z) > 0.06 && math.Abs(x/y-z) > 0.0006 {
			bad++
			continue
		}
		good++
		if x > 0 && x != y {
			telling++
		}
	}
	if good == 0 || telling == 0 || bad*20 > good {
		return 0
	}
	return good
}

// askNumbers asks for what is still missing.
func (g *guess) askNumbers(all []*trait) {
	headings := headingsOf(all)
	if len(g.src.Columns.Numerator) == 0 && !g.has("columns.numerator") {
		example, d := "…", answer(g.src.Columns.Denominator)
		for _, h := range headings {
			if h != d {
				example = h
				break
			}
		}
		g.ask("columns.numerator", example, headings, "ask-numerator")
	}
	if len(g.src.Columns.Denominator) > 0 || g.has("columns.denominator") || g.has("join") || g.isTally() {
		return
	}
	n := answer(g.src.Columns.Numerator)
	headings = slices.DeleteFunc(headings, func(h string) bool { return h == n })
	if len(headings) == 0 {
		g.ask("join.file", "data/raw/sasaran.csv", nil, "ask-join")
		return
	}
	g.ask("columns.denominator", headings[0], headings, "ask-denominator")
}

// isTally says whether the indicator that was told is a plain count.
func (g *guess) isTally() bool {
	for i := range g.known.Indicators {
		if ind := &g.known.Indicators[i]; ind.Code == g.src.Indicator {
			return ind.Measure == "hitung"
		}
	}
	return false
}

// grouped puts columns under the indicator that their headings name.
func (g *guess) grouped(all []*trait) map[string][]*trait {
	groups := map[string][]*trait{}
	for _, c := range all {
		if codes := g.indicatorsIn(c.head.Text); len(codes) == 1 {
			groups[codes[0]] = append(groups[codes[0]], c)
		}
	}
	return groups
}

// makeSeries makes one of each indicator of the headings that has a numerator.
func (g *guess) makeSeries(groups map[string][]*trait) {
	for i := range g.known.Indicators {
		code := g.known.Indicators[i].Code
		cols := groups[code]
		if len(cols) == 0 {
			continue
		}
		n, d := g.pair(cols)
		if n == nil && len(cols) == 1 && rank(cols[0].words, denominatorWords[:2]) == 0 {
			n = cols[0]
		}
		s := config.Series{Indicator: code}
		at := "series." + itoa(len(g.src.Series))
		if n == nil {
			g.ask(at+".numerator", answer(cols[0].heads()), headingsOf(cols), "ask-numerator")
		} else {
			s.Numerator = n.heads()
		}
		if d != nil {
			s.Denominator = d.heads()
		}
		g.src.Series = append(g.src.Series, s)
	}
	delete(g.p.Notes, "columns.numerator")
	delete(g.p.Notes, "indicator")
	g.src.Indicator = ""
	g.p.Questions = slices.DeleteFunc(g.p.Questions, func(q Question) bool { return q.Key == "indicator" })
	g.src.Series = g.withTold(g.src.Series)
}

// withTold gives the series with what was told of them.
func (g *guess) withTold(found []config.Series) []config.Series {
	for i, s := range g.series {
		if i == len(found) {
			found = append(found, config.Series{})
		}
		f := &found[i]
		*f = config.Series{
			Indicator: first(s.Indicator, f.Indicator), Period: first(s.Period, f.Period), Kind: first(s.Kind, f.Kind),
			Numerator: either(s.Numerator, f.Numerator), Denominator: either(s.Denominator, f.Denominator),
		}
	}
	return found
}

// headingsOf lists columns as they answer a question.
func headingsOf(cols []*trait) []string {
	var list []string
	for _, c := range cols {
		list = append(list, answer(c.heads()))
	}
	return list
}

// quoted puts what would not be one item of a list into quotes.
func quoted(heads config.Heads) []string {
	list := slices.Clone(heads)
	for i, h := range list {
		if strings.ContainsAny(h, ",[]{}#:'\"%&*!|>@`") {
			list[i] = strconv.Quote(h)
		}
	}
	return list
}

// answer writes columns as --set takes them.
func answer(heads config.Heads) string {
	if len(heads) > 1 {
		return "[" + strings.Join(quoted(heads), ", ") + "]"
	}
	return heads.String()
}
