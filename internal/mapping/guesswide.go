package mapping

import (
	"slices"
	"strings"

	"terang/internal/config"
)

// wideNumbers finds, beside columns of months, the sasaran; and where the headings
// have two storeys, which word of them is which.
func (g *guess) wideNumbers() {
	var rests []*trait // one for each word beside the months
	texts := map[string]string{}
	for i := range g.cols {
		_, rest, ok := wideHead(g.cols[i].head)
		if w := wordsOf(rest); ok && texts[w] == "" && rest != "" && !says(w, percentWords) && !says(w, restWords) {
			texts[w] = rest
			rests = append(rests, &trait{words: w, head: g.cols[i].head})
		}
	}
	if len(rests) > 0 {
		d := best(rests, denominatorWords, nil, func(c *trait) bool { return rank(c.words, denominatorWords[:2]) > 0 })
		n := best(rests, numeratorWords, d, func(c *trait) bool { return rank(c.words, denominatorWords[:1]) == 0 })
		if n == nil && len(rests) == 1 && d == nil {
			n = rests[0]
		}
		if d != nil && len(g.src.Columns.Denominator) == 0 && !g.has("columns.denominator") {
			g.src.Columns.Denominator = config.Heads{texts[d.words]}
		}
		if men, women := ofSex(rests, "l"), ofSex(rests, "p"); n == nil && men != nil && women != nil && !g.has("columns.numerator") && len(g.src.Columns.Numerator) == 0 {
			g.src.Columns.Numerator = config.Heads{texts[men.words], texts[women.words]}
			g.because("columns.numerator", "proposed-sexes")
		}
		var choices []string
		for _, r := range rests {
			choices = append(choices, texts[r.words])
		}
		switch {
		case len(g.src.Columns.Numerator) > 0 || g.has("columns.numerator"):
		case n != nil:
			g.src.Columns.Numerator = config.Heads{texts[n.words]}
		default:
			g.ask("columns.numerator", choices[0], choices, "ask-numerator")
		}
		if d != nil {
			return
		}
	}
	if len(g.src.Columns.Denominator) > 0 || g.has("columns.denominator") || g.has("join") || g.isTally() {
		return
	}
	rest := g.numeric()
	d := best(rest, denominatorWords[:2], nil, func(*trait) bool { return true })
	if d != nil {
		g.settle("denominator", &g.src.Columns.Denominator, d)
		return
	}
	rest = slices.DeleteFunc(rest, func(c *trait) bool { return g.addsUp(c) != "" })
	if len(rest) > 0 {
		g.ask("columns.denominator", answer(rest[0].heads()), headingsOf(rest), "ask-denominator")
		return
	}
	g.ask("join.file", "data/raw/sasaran.csv", nil, "ask-join")
}

// ofSex finds the word beside the months that means men or women; nil where one means
// both.
func ofSex(rests []*trait, of string) (found *trait) {
	for _, r := range rests {
		switch sex([]string{r.words}) {
		case "both":
			return nil
		case of:
			found = r
		}
	}
	return found
}

// addsUp tells what a column beside the months holds of them: "sum", "last", or
// neither.
func (g *guess) addsUp(total *trait) string {
	sums, lasts, telling := true, true, 0
	for _, row := range g.few() {
		want, ok := g.number(row, total)
		if !ok {
			continue
		}
		sum, last, n := 0.0, 0.0, 0
		for i := range g.cols {
			if _, rest, is := wideHead(g.cols[i].head); !is || rest != "" && wordsOf(rest) != wordsOf(g.src.Columns.Numerator.String()) {
				continue
			}
			if v, ok := g.value(row, g.cols[i].col); ok {
				sum, last, n = sum+v, v, n+1
			}
		}
		if n == 0 {
			continue
		}
		sums, lasts = sums && sum == want, lasts && last == want
		if sum != last {
			telling++
		}
	}
	switch {
	case telling == 0:
		return ""
	case sums:
		return "sum"
	case lasts:
		return "last"
	}
	return ""
}

// category finds a column of few words by which rows are counted: ADA and TIDAK ADA.
func (g *guess) category() bool {
	var list []*trait
	for i := range g.cols {
		c := &g.cols[i]
		if c.text() && len(c.seen) >= 2 && len(c.seen) <= 6 && c.filled >= 4*len(c.seen) && !says(c.words, nameWords) && !says(c.words, unitWords) {
			list = append(list, c)
		}
	}
	if len(list) == 0 {
		return false
	}
	c := list[0]
	for _, other := range list {
		if says(other.words, []string{"status", "kategori", "hasil", "kondisi"}) {
			c = other
			break
		}
	}
	var choices []string
	for _, other := range list {
		cells := slices.Clone(other.order)
		slices.Sort(cells)
		for _, cell := range cells {
			choices = append(choices, "count."+other.heading()+"="+cell)
		}
	}
	cells := slices.Clone(c.order)
	slices.SortFunc(cells, func(a, b string) int { return strings.Compare(negated(a)+a, negated(b)+b) })
	g.ask("count."+c.heading(), cells[0], choices, "ask-count")
	return true
}

// negated puts what is said with a no behind the rest.
func negated(cell string) string {
	if says(wordsOf(cell), []string{"tidak", "belum", "no", "bukan", "tanpa"}) {
		return "2"
	}
	return "1"
}
