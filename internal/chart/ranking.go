package chart

import (
	"math"
	"slices"

	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/stats"
	"terang/internal/words"
)

// ranked is a ranking ready to be drawn.
type ranked struct {
	w         *words.Catalogue
	frame     Frame
	entries   []entry
	benchmark disclosure.Figure
	against   string // the benchmark's name
	per       int    // factor of the figures, 1 for plain counts
	left, gap int    // how many places are left out, and before which of those that are shown
}

// A ranking of more places than mostRanked shows so many of each end: all of them
// would be more than half of what a page may weigh.
const (
	mostRanked = 120
	eachEnd    = 30
)

// Ranking draws places from highest to lowest with their 95 % intervals (domain
// reference §8.5) against the target and a benchmark, usually the parent; a
// benchmark without a value is left out. Only places that differ from the benchmark
// by more than chance have a number of rank. Places without a number come last. Of very many
// places only the highest and the lowest are shown; what is said is said of all.
func Ranking(w *words.Catalogue, f Frame, rows []RankRow, benchmark disclosure.Figure, benchmarkName string) Figure {
	r := &ranked{w: w, frame: f, benchmark: benchmark, against: benchmarkName, entries: make([]entry, len(rows))}
	for i, row := range rows {
		r.entries[i] = entry{name: row.Name, href: row.Href, code: row.Code, figure: row.Figure}
	}
	order(r.entries)
	fig := newFigure(w, f, "ranking")
	if fig.Desc == "" {
		fig.Desc = standing(w, f, r.entries, benchmark, benchmarkName)
	}
	r.shorten()
	r.per = factorOf(figuresOf(r.entries))
	if r.left > 0 {
		fig.Desc = join([]string{fig.Desc, w.T("chart.rank.ends", "left", w.Int(r.left))})
	}
	fig.SVG = r.draw()
	fig.Table.Head = r.head()
	fig.Table.Rows = make([][]Cell, 0, len(r.entries)+1)
	for i := range r.entries {
		fig.Table.Rows = append(fig.Table.Rows, r.row(&r.entries[i]))
	}
	if r.left > 0 {
		others := append([]Cell{{Text: r.more()}}, make([]Cell, len(fig.Table.Head)-1)...)
		fig.Table.Rows = slices.Insert(fig.Table.Rows, r.gap, others)
	}
	if _, ok := benchmark.Value(); ok {
		fig.Table.Total = r.row(&entry{name: benchmarkName, figure: benchmark, own: true})
	}
	if f.Interactive {
		fig.Option = r.option()
	}
	return fig
}

// shorten leaves out the places between the ends of a long ranking, and those
// without a value; where few have one it leaves the latter out alone.
func (r *ranked) shorten() {
	all, valued := len(r.entries), 0
	for valued < all && r.entries[valued].figure.State() == health.Value {
		valued++
	}
	if all <= mostRanked {
		return
	}
	r.entries = r.entries[:max(valued, eachEnd)]
	r.gap = len(r.entries)
	if valued > 2*eachEnd {
		r.entries = slices.Concat(r.entries[:eachEnd], r.entries[valued-eachEnd:])
		r.gap = eachEnd
	}
	r.left = all - len(r.entries)
}

func (r *ranked) more() string { return r.w.T("chart.rank.more", "n", r.w.Int(r.left)) }

func newFigure(w *words.Catalogue, f Frame, kind string) Figure {
	return Figure{
		ID: f.ID, Kind: kind, Title: f.Title, Desc: f.Desc, Caption: f.Caption, Download: f.Download,
		Table: Table{Caption: w.T("chart.table", "title", f.Title)},
	}
}

// draw writes HTML rows, so that names stay readable text on a small screen.
func (r *ranked) draw() Markup {
	k := newInk()
	s := scaleOf(figuresOf(r.entries), barWidth)
	line := math.NaN()
	if v, ok := r.benchmark.Value(); ok {
		line = v
	}
	r.key(k)
	k.raw(`<ol class="ranking">`)
	for i := range r.entries {
		e := &r.entries[i]
		if r.left > 0 && i == r.gap {
			r.drawGap(k)
		}
		k.raw("<li>")
		k.element("span", "rank", r.rank(e))
		k.link("name", e.href, e.name)
		k.bar(e.figure, s, line, true)
		k.element("span", "value", Value(r.w, e.figure))
		k.status(r.w, e.figure)
		k.raw("</li>")
	}
	if r.left > 0 && r.gap == len(r.entries) {
		r.drawGap(k)
	}
	k.raw("</ol>")
	return k.markup()
}

func (r *ranked) drawGap(k *ink) {
	k.raw("<li>")
	k.element("span", "name", r.more())
	k.raw("</li>")
}

func rankText(w *words.Catalogue, e *entry) string {
	if e.rank == 0 {
		return ""
	}
	return w.Int(e.rank)
}

// rank is a place's number, and a dash where chance alone may have given it.
func (r *ranked) rank(e *entry) string {
	switch r.comparisonOf(e) {
	case stats.Higher, stats.Lower:
		return rankText(r.w, e)
	case stats.Similar, stats.NotCompared:
	}
	if e.rank == 0 || r.per == 1 { // of counts nothing says what is many
		return ""
	}
	return "–"
}

// key names the lines that cross the bars.
func (r *ranked) key(k *ink) {
	k.raw(`<ul class="key">`)
	if target, factor := targetOf(r.entries); target > 0 {
		k.keyLine("tick", r.w.T("chart.key.target", "value", TargetText(r.w, target, factor)))
	}
	if _, ok := r.benchmark.Value(); ok {
		k.keyLine("ref", r.against+" "+Value(r.w, r.benchmark))
	}
	if r.per != 1 {
		k.keyLine("whisker", r.w.T("chart.key.interval"))
	}
	k.raw("</ul>")
}

// keyLine is a legend entry whose swatch is a line as it stands in the bars.
func (k *ink) keyLine(class, s string) {
	k.raw(`<li><svg class="swatch" viewBox="0 0 16 12" width="16" height="12" aria-hidden="true" focusable="false">`)
	d := "M8 0V12"
	switch class {
	case "whisker":
		d = "M1 6H15M1 3V9M15 3V9"
	case "target", "mean", "limit", "limit far":
		d = "M0 6H16"
	}
	k.raw(`<path class="`, class, `" d="`, d, `"/>`)
	k.raw("</svg>")
	k.text(s)
	k.raw("</li>")
}

// targetOf gives the target that the places share.
func targetOf(entries []entry) (target float64, factor int) {
	for _, e := range entries {
		if e.figure.Target() > 0 && e.figure.Factor() > 0 {
			return e.figure.Target(), e.figure.Factor()
		}
	}
	return 0, 100
}

// figuresOf gives the figures of entries.
func figuresOf(entries []entry) []disclosure.Figure {
	figures := make([]disclosure.Figure, len(entries))
	for i, e := range entries {
		figures[i] = e.figure
	}
	return figures
}

func (r *ranked) head() []Cell {
	w := r.w
	head := []Cell{{Text: upper(orElse(w, r.frame.Place, "chart.place"))}, {Text: w.T("chart.head.rank"), Class: "num"}}
	head = append(head, valueHeads(w, figuresOf(r.entries))...)
	switch r.per {
	case 1:
		return append(head, Cell{Text: w.T("chart.head.status")})
	case 100:
		head = append(head, Cell{Text: w.T("chart.head.interval"), Class: "num"})
	default:
		head = append(head, Cell{Text: w.T("chart.head.interval.rate"), Class: "num"})
	}
	return append(head, Cell{Text: w.T("chart.head.against", "name", orElse(w, r.against, "chart.benchmark"))}, Cell{Text: w.T("chart.head.status")})
}

func (r *ranked) row(e *entry) []Cell {
	cells := []Cell{{Text: e.name, Href: e.href}, {Text: r.rank(e), Class: "num"}}
	cells = append(cells, valueCells(r.w, e.figure, r.per)...)
	status := Cell{Text: StatusText(r.w, e.figure), Class: classOf(e.figure)}
	if r.per == 1 { // a count has no interval and is compared with no share
		return append(cells, status)
	}
	interval := Cell{Text: "–", Class: "num"}
	if low, high, ok := Interval(e.figure); ok {
		interval.Text = r.w.Decimal(low, 1) + "–" + r.w.Decimal(high, 1)
	}
	return append(cells, interval, Cell{Text: r.compare(e)}, status)
}

// compare says how a place lies against the benchmark (domain reference §8.7). A
// place is not compared with itself.
func (r *ranked) compare(e *entry) string {
	// Which word stands for lower and which for higher depends on which way is good.
	lower, higher := "worse", "better"
	switch e.figure.Polarity() {
	case health.LowIsGood:
		lower, higher = "better", "worse"
	case health.Neutral:
		lower, higher = "lower", "higher"
	case health.HighIsGood:
	}
	switch r.comparisonOf(e) {
	case stats.Higher:
		return r.w.T("chart.compare." + higher)
	case stats.Similar:
		return r.w.T("chart.compare.similar")
	case stats.Lower:
		return r.w.T("chart.compare." + lower)
	case stats.NotCompared:
	}
	return r.w.T("chart.compare.none")
}

func (r *ranked) comparisonOf(e *entry) stats.Comparison {
	if e.own {
		return stats.NotCompared
	}
	return Compared(e.figure, r.benchmark)
}
