package site

import (
	"cmp"
	"strconv"
	"strings"

	"terang/internal/chart"
	"terang/internal/content"
	"terang/internal/health"
)

// prose is a post's text with its holes closed: addresses seen from this page,
// and the figures that shortcodes ask for, as the data stand now.
func (b *builder) prose(p *content.Post) Section {
	s := Section{ID: "teks", Lang: b.foreign(p)}
	var html strings.Builder
	html.WriteString(b.picture(p))
	first, body := firstPhoto(p), p.Text().Body
	for i, part := range body {
		switch h := part.Hole; {
		case h == nil:
			html.WriteString(part.HTML)
		case hasPhoto(part):
			html.WriteString(b.holePhoto(*h, i == first))
		case h.Spot == content.InAttribute:
			html.WriteString(escapeText(b.holeAddress(p, *h)))
		case h.Spot == content.InText:
			html.WriteString(escapeText(b.holeText(*h)))
		default:
			s.Prose = append(s.Prose, Prose{HTML: chart.Markup(html.String())}, b.holeBlock(*h))
			html = strings.Builder{}
		}
	}
	s.Prose = append(s.Prose, Prose{HTML: chart.Markup(html.String())})
	return s
}

// asked is what a shortcode names: an indicator (-1 for none), a place and a month.
type asked struct {
	indicator int
	unit      health.Unit
	month     health.Month
}

// year gives the year that the month counts in.
func (a asked) year(indicators []health.Indicator) int {
	year, _ := indicators[a.indicator].Place(a.month)
	return year
}

// ask reads the arguments of a shortcode, which the posts' reader has checked. The
// place is the whole site where none is named, the month the latest.
func (b *builder) ask(h content.Hole) asked {
	a := asked{indicator: -1}
	for i, ind := range b.in.Indicators {
		if ind.Code == h.Get("indikator") {
			a.indicator = i
		}
	}
	if u, ok := b.in.Register.UnitOf(cmp.Or(h.Get("puskesmas"), h.Get("wilayah"))); ok {
		a.unit = u
	}
	per := cmp.Or(h.Get("per"), h.Get("periode"))
	m, ok := health.ParseMonth(per)
	year, err := strconv.Atoi(per)
	switch {
	case ok:
		a.month = m
	case err == nil && a.indicator >= 0: // a year: its last month with a report
		a.month = b.in.Release.At(a.indicator, year)
		if a.month == health.NoMonth {
			a.month = b.in.Indicators[a.indicator].MonthAt(year, 12)
		}
	case a.indicator >= 0:
		a.month = b.in.Release.At(a.indicator, b.in.Release.Latest())
	default:
		a.month = b.in.Release.AsOf()
	}
	return a
}

// holeText is a value or a sentence within a sentence.
func (b *builder) holeText(h content.Hole) string {
	a := b.ask(h)
	if a.indicator < 0 {
		return ""
	}
	w, f := b.in.Words, b.in.Release.In(a.unit, a.indicator, a.month)
	_, ok := f.Value()
	ind := b.in.Indicators[a.indicator]
	if !ok {
		if h.Name == "nilai" {
			return b.status(f)
		}
		return b.T("hole.none", "service", lowerFirst(ind.ShortName), "place", b.name(a.unit), "month", w.Month(a.month), "status", b.status(f))
	}
	if h.Name == "nilai" {
		return chart.Value(w, f)
	}
	n, _ := f.Numerator()
	d, _ := f.Denominator()
	return b.T(b.variant("hole.sentence", ind), "month", w.Month(a.month), "n", w.Int(n), "d", w.Int(d), "unit", ind.Unit,
		"place", b.name(a.unit), "value", chart.Value(w, f), "target", chart.Target(w, f))
}

// holeBlock is a chart, a table, a map, or the way to a facility.
func (b *builder) holeBlock(h content.Hole) Prose {
	a := b.ask(h)
	if h.Name == "fasilitas" {
		return b.holeFacility(h)
	}
	if a.indicator < 0 {
		return Prose{}
	}
	fig, ok := b.holeFigure(h.Name, a)
	if !ok {
		list := []standing{{a.indicator, b.in.Release.In(a.unit, a.indicator, a.month)}}
		return Prose{Table: b.pinned(a, b.numbers(a.unit, list, a.year(b.in.Indicators)))}
	}
	fig.ID += "-" + itoa(h.Pos.Line)
	// Within a text the finding is part of the words: a heading would break the text's own order.
	fig.Desc, fig.Title = asSentences(h.Get("judul"), fig.Title, fig.Desc), ""
	return Prose{Figure: &fig}
}

// asSentences joins texts as sentences, leaving out what is empty.
func asSentences(texts ...string) string {
	var out []string
	for _, t := range texts {
		if t = strings.TrimSpace(t); t == "" {
			continue
		}
		if !strings.HasSuffix(t, ".") {
			t += "."
		}
		out = append(out, t)
	}
	return strings.Join(out, " ")
}

// latest says whether what was asked for is the last month of its year.
func (b *builder) latest(a asked) bool {
	return a.month == b.in.Release.At(a.indicator, a.year(b.in.Indicators))
}

// pinned makes a table of the last month that of the month asked for: the columns
// behind the status go by the last.
func (b *builder) pinned(a asked, t *chart.Table) *chart.Table {
	if b.latest(a) {
		return t
	}
	key := "numbers.caption"
	if !isSPM(b.in.Indicators[a.indicator]) {
		key += ".other"
	}
	t.Caption = b.T(key, "place", b.name(a.unit), "month", b.in.Words.Month(a.month))
	t.Period = a.month.String()
	const columns = 8
	t.Head = t.Head[:min(columns, len(t.Head))]
	for i := range t.Rows {
		t.Rows[i] = t.Rows[i][:min(columns, len(t.Rows[i]))]
	}
	return t
}

func (b *builder) holeFigure(kind string, a asked) (chart.Figure, bool) {
	year := a.year(b.in.Indicators)
	reg := b.in.Register
	places := reg.Served
	if reg.LevelOf(a.unit) != health.Puskesmas {
		places = reg.Children
	}
	below := places(a.unit)
	if !b.latest(a) {
		if kind == "grafik" {
			return b.trendTo(a.unit, a.indicator, year, a.month)
		}
		return chart.Figure{}, false
	}
	switch {
	case kind == "peta" && b.canMap(a.unit) && reg.LevelOf(a.unit) != health.Puskesmas && len(below) > 0:
		return b.choropleth(a.unit, a.indicator, year), true
	case kind != "grafik":
		return chart.Figure{}, false
	}
	if fig, ok := b.trend(a.unit, a.indicator, year); ok {
		return fig, true
	}
	if len(below) > 1 && len(b.shownAt(below, []int{a.indicator}, year)) > 0 {
		return b.ranking("desa", below, a.unit, a.indicator, year), true
	}
	return chart.Figure{}, false
}

func (b *builder) holeFacility(h content.Hole) Prose {
	a := b.ask(h)
	if i, ok := b.find.code()[h.Get("puskesmas")]; ok {
		e := b.entry(i)
		text := escapeText(e.Place)
		if e.Hours != "" {
			text += " · " + escapeText(e.Hours)
		}
		return Prose{HTML: chart.Markup(`<p><a href="` + escapeText(e.Href) + `">` + escapeText(e.Name) + "</a><br>" + text + "</p>")}
	}
	l := b.unitLink(a.unit)
	return Prose{HTML: chart.Markup(`<p><a href="` + escapeText(l.Href) + `">` + escapeText(l.Text) + "</a></p>")}
}
