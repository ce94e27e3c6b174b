package lint

import (
	"cmp"
	"math"
	"strconv"
	"strings"

	"terang/internal/content"
	"terang/internal/health"
)

// percent is a percentage of a sentence that may be an attainment.
type percent struct {
	token    // with its sign
	value    float64
	decimals int
}

// percents lists the percentages of a sentence but for targets, differences and bounds.
func percents(s []token) []percent {
	var list []percent
	for i, t := range s {
		if t.kind != digits || i+1 >= len(s) || !percentSigns[s[i+1].low] {
			continue
		}
		v, places, ok := decimal(t.text)
		if !ok || qualified(s, i) || i+2 < len(s) && ofSomethingElse[s[i+2].low] || followed(s, i+2, "dari", "target") || followed(s, i+2, "of", "target") {
			continue
		}
		end := s[i+1].end
		list = append(list, percent{token{text: t.text + between(t, s[i+1]) + s[i+1].text, start: t.start, end: end}, v, places})
	}
	return list
}

func between(a, b token) string {
	if a.end == b.start {
		return ""
	}
	return " "
}

func followed(s []token, i int, words ...string) bool {
	for k, w := range words {
		if i+k >= len(s) || s[i+k].low != w {
			return false
		}
	}
	return true
}

// qualified says whether the words before a number make it something else than the
// figure. "menjadi" says that it is the figure, whatever it was before.
func qualified(s []token, i int) bool {
	if hasAny(s[:i], set("target ditargetkan")) {
		return true
	}
	for k := i - 1; k >= 0 && k >= i-4; k-- {
		switch low := s[k].low; {
		case low == "menjadi" || low == "mencapai":
			return k < i-1 && hasAny(s[k:i], notTheFigure)
		case notTheFigure[low] || k == i-1 && s[k].kind == sign && strings.ContainsAny(s[k].text, "<>≥≤±~+-–"):
			return true
		case low == "dari" && k == i-1:
			return true
		case s[k].text == ",":
			return false
		}
	}
	return false
}

// decimal reads a percentage: a comma or a point before the last one to three digits.
func decimal(s string) (v float64, places int, ok bool) {
	at := strings.LastIndexAny(s, ".,")
	if at >= 0 {
		places = len(s) - at - 1
		s = s[:at] + "." + s[at+1:]
	}
	if strings.Count(s, ".") > 1 || strings.Contains(s, ",") {
		return 0, 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	return v, places, err == nil
}

// counted reads a whole number whose thousands may be parted.
func counted(t token) (int, bool) {
	parts := strings.FieldsFunc(t.text, func(r rune) bool { return r == '.' || r == ',' })
	for i, p := range parts {
		if i > 0 && len(p) != 3 {
			return 0, false
		}
	}
	n, err := strconv.Atoi(strings.Join(parts, ""))
	return n, t.kind == digits && err == nil
}

// number compares the one attainment of a sentence with the figure that it names.
func (l *linter) number(p *content.Post, g *content.Passage, s []token) {
	if !hasAny(s, cues) { // what is asked first needs no names, of which a country has very many
		return
	}
	list := percents(s)
	n, d, from, to, pair := l.pair(s)
	if len(list) != 1 && !pair || hasAny(l.aside(s), otherMeasures) {
		return
	}
	indicator, ok := l.names().indicator(s)
	if !ok {
		return
	}
	unit, ok := l.names().place(s)
	if !ok {
		return
	}
	ps := periods(s, p.Date)
	if len(ps) != 1 {
		return
	}
	month, ok := l.monthOf(ps[0], indicator)
	if !ok {
		return
	}
	a := asked{indicator, unit, month}
	if len(list) == 1 && l.differs(a, list[0]) {
		l.stale(g, list[0].start, list[0].end, a)
		return
	}
	if pair && l.counts(a, n, d) {
		l.stale(g, s[from].start, s[to].end, a)
	}
}

// aside gives the words of a sentence that name no indicator.
func (l *linter) aside(s []token) []token {
	var rest []token
	from := 0
	for _, m := range find(l.names().indicators, s) {
		rest, from = append(rest, s[from:m.from]...), m.to
	}
	return append(rest, s[from:]...)
}

// pair finds "1.234 dari 2.345 ibu hamil": two counts of people, and nothing between.
func (l *linter) pair(s []token) (n, d, from, to int, ok bool) {
	for i := 0; i+3 < len(s); i++ {
		n, isN := counted(s[i])
		d, isD := counted(s[i+2])
		if !isN || !isD || n > d || !set("dari of")[s[i+1].low] || qualified(s, i) {
			continue
		}
		if !people[s[i+3].low] && !l.unitAt(s, i+3) {
			continue
		}
		return n, d, i, i + 2, true
	}
	return 0, 0, 0, 0, false
}

// unitAt says whether the word for what an indicator counts, or its name, begins at a token.
func (l *linter) unitAt(s []token, i int) bool {
	l.asked = true
	for _, ind := range l.Indicators {
		if _, ok := phraseOf(strings.ToLower(ind.Unit)+" ").at(s, i); ok && ind.Unit != "" {
			return true
		}
	}
	m := find(l.names().indicators, s[i:])
	return len(m) > 0 && m[0].from == 0
}

// asked is one figure: of an indicator, a place and a month.
type asked struct {
	indicator int
	unit      health.Unit
	month     health.Month
}

// monthOf gives the month of a period; of a year its last, where the year is complete.
func (l *linter) monthOf(p period, indicator int) (health.Month, bool) {
	if p.month != health.NoMonth {
		return p.month, true
	}
	return l.Release.At(indicator, p.year), l.Release.Complete(p.year)
}

// differs says whether a percentage is not that of the data, to the digits it gives;
// what was cut off instead of rounded passes. What may not be shown differs from nothing.
func (l *linter) differs(a asked, x percent) bool {
	f := l.Release.In(a.unit, a.indicator, a.month)
	v, ok := f.Value()
	if !ok || f.Plain() || f.Factor() != 100 {
		return false
	}
	return math.Abs(v-x.value) >= math.Pow10(-x.decimals)-1e-9
}

func (l *linter) counts(a asked, n, d int) bool {
	f := l.Release.In(a.unit, a.indicator, a.month)
	realN, okN := f.Numerator()
	realD, okD := f.Denominator()
	return okN && okD && (n != realN || d != realD)
}

// stale tells a number that the data contradict, what they say, and how to let the
// text follow them.
func (l *linter) stale(g *content.Passage, from, to int, a asked) {
	l.tell(a, g.Text[from:to], func(args ...string) { l.ps.Warn(g.Pos(from, to), "stale-number", args...) })
}

func (l *linter) tell(a asked, written string, warn func(args ...string)) {
	f := l.Release.In(a.unit, a.indicator, a.month)
	v, _ := f.Value()
	args := []string{
		"value", written, "now", l.Words.Percent(v), "indicator", l.Indicators[a.indicator].ShortName,
		"place", l.Register.Name(a.unit), "month", l.Words.Month(a.month), "shortcode", l.shortcode(a),
	}
	n, okN := f.Numerator()
	d, okD := f.Denominator()
	if okN && okD {
		args = append(args, "n", l.Words.Int(n), "d", l.Words.Int(d))
	}
	warn(args...)
}

// shortcode writes what shows the figure and follows the data.
func (l *linter) shortcode(a asked) string {
	place := ""
	switch {
	case a.unit == 0:
	case l.Register.LevelOf(a.unit) == health.Puskesmas:
		place = ` puskesmas="` + l.Register.Code(a.unit) + `"`
	default:
		place = ` wilayah="` + l.Register.Code(a.unit) + `"`
	}
	per := ""
	if ind := l.Indicators[a.indicator]; a.month != l.Release.At(a.indicator, l.Release.Latest()) || ind.SchoolYear {
		per = ` per="` + a.month.String() + `"`
	}
	return `{{< nilai indikator="` + l.Indicators[a.indicator].Code + `"` + place + per + ` >}}`
}

// title compares the number in the title of a shortcode with what it shows.
func (l *linter) title(h content.Hole) {
	text := h.Get("judul")
	s := scan(text)
	list := percents(s)
	if len(list) != 1 || hasAny(l.aside(s), otherMeasures) {
		return
	}
	a := asked{indicator: -1, month: health.NoMonth}
	for i, ind := range l.Indicators {
		if ind.Code == h.Get("indikator") {
			a.indicator = i
		}
	}
	u, ok := l.Register.UnitOf(cmp.Or(h.Get("puskesmas"), h.Get("wilayah"), l.Register.Code(0)))
	if a.indicator < 0 || !ok {
		return
	}
	a.unit = u
	per := cmp.Or(h.Get("per"), h.Get("periode"))
	switch m, isMonth := health.ParseMonth(per); {
	case isMonth:
		a.month = m
	case per == "":
		a.month = l.Release.At(a.indicator, l.Release.Latest())
	default:
		return
	}
	if !l.differs(a, list[0]) {
		return
	}
	for _, arg := range h.Args {
		if arg.Name != "judul" {
			continue
		}
		at := arg.Pos
		at.Column += len([]rune(text[:list[0].start]))
		at.Width = len([]rune(list[0].text))
		l.tell(a, text[list[0].start:list[0].end], func(args ...string) { l.ps.Warn(at, "stale-number", args...) })
	}
}
