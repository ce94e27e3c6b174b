package site

import (
	"math"
	"strings"

	"terang/internal/chart"
	"terang/internal/config"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/picture"
)

// Preview is the picture that others show for a link to a page.
type Preview struct {
	Address string // absolute; empty for none
	Alt     string
	Width   int
	Height  int
}

const cardFile = "kartu.png"

// ownCard says whether a page has a card of its own; the others show that of a page above.
func (p *Plan) ownCard(pg Page) bool {
	switch pg.Kind {
	case Home, Service, Area, PuskesmasPage, News, MeetingPage:
		return p.pictured(pg)
	default:
		return false
	}
}

// cardOf finds the page whose card a page shows: a desa that of its kecamatan, a
// finished year that of its area, anything else that of the home page.
func (p *Plan) cardOf(pg Page) Page {
	home := p.pages[0]
	for !p.ownCard(pg) {
		u := pg.unit
		switch pg.Kind {
		case Village, Area:
			u = p.in.Register.Areas[u].Parent
		case PuskesmasPage:
			u = p.in.Register.Kabkota(u)
		case LokminPack:
			pg = Page{Kind: PuskesmasPage, Path: p.unitPath(u), unit: u}
			continue
		case FinishedYear, Recap:
		default:
			return home
		}
		if u <= 0 {
			return home
		}
		pg = Page{Kind: Area, Path: p.unitPath(u), unit: u}
	}
	return pg
}

// preview names the card of the page, and says in words what it shows.
func (b *builder) preview() Preview {
	if b.pictures == config.PicturesNone || b.page.Kind == NotFound {
		return Preview{}
	}
	of := b.cardOf(b.page)
	v := Preview{
		Address: b.in.Config.BaseURL + b.picturePath(of) + cardFile, Width: picture.CardWidth, Height: picture.CardHeight,
	}
	switch {
	case of == b.page:
		c := b.face(b.v)
		v.Alt = asSentences(c.Title, dotted(c.Number, c.Status.Text, c.Note), c.Line)
	case of.Kind == Home:
		v.Alt = asSentences(b.in.Config.Title)
	default:
		v.Alt = asSentences(b.name(of.unit), b.in.Config.Title)
	}
	return v
}

// Card gives the card of a page and where it stands; ok is false for a page that
// shows another's.
func (p *Plan) Card(pg Page, v *View) (path string, c picture.Card, ok bool) {
	if !p.ownCard(pg) {
		return "", picture.Card{}, false
	}
	b := &builder{Plan: p, page: pg, v: v}
	return p.picturePath(pg) + cardFile, b.face(v), true
}

// face says what stands on the page's card: its title, its one number, and what is beside it.
func (b *builder) face(v *View) picture.Card {
	_, address, _ := strings.Cut(v.Absolute, "://")
	c := picture.Card{
		Portal: v.Site.Title, Office: v.Site.Office, Title: v.Lead.Title, Line: v.Lead.Kind, Note: v.Summary,
		Address: strings.TrimSuffix(address, "/"),
	}
	if b.in.Config.Sample {
		c.Mark = b.T("away.sample")
	}
	year := b.in.Release.Latest()
	switch b.page.Kind {
	case Home, Area, PuskesmasPage:
		if b.page.Kind == Home {
			c.Title = b.name(0)
		}
		b.standingCard(&c, b.ofKabkota(b.standings(b.page.unit, b.spm, year)), year)
	case Service:
		b.serviceCard(&c, b.in.Release.Figure(0, b.page.at, year), year)
	default:
	}
	return c
}

// standingCard counts the services at their target and draws those furthest behind.
func (b *builder) standingCard(c *picture.Card, list []standing, year int) {
	const bars = 5
	w, t := b.in.Words, count(list)
	if year == 0 || t.shown == 0 {
		return
	}
	c.Number = b.T("of", "n", w.Int(t.reached), "d", w.Int(t.shown))
	key := "card.reached"
	if t.shown < t.total {
		key += ".partial"
	}
	if b.in.Release.Complete(year) {
		key += ".year"
	}
	c.Note = b.T(key, "month", w.Month(b.in.Release.Through(year)), "year", itoa(year))
	shown := list[:min(bars, len(list))]
	most := 100.0
	for _, s := range shown {
		if v, ok := s.figure.Value(); ok && s.figure.Factor() == 100 {
			most = max(most, min(v, 150), s.figure.Target())
		}
	}
	for _, s := range shown {
		bar := picture.Bar{
			Name: b.in.Indicators[s.indicator].ShortName, Value: chart.Value(w, s.figure), Class: chart.Class(s.figure),
			Share: math.NaN(), Target: s.figure.Target() / most,
		}
		if v, ok := s.figure.Value(); ok {
			bar.Share = v / most
		}
		c.Bars = append(c.Bars, bar)
	}
	c.Key = b.T("card.key")
	if len(list) > len(c.Bars) {
		c.Key = b.T("card.key.worst")
	}
}

// serviceCard says a service's number at the root, and draws its months.
func (b *builder) serviceCard(c *picture.Card, f disclosure.Figure, year int) {
	w, ind := b.in.Words, b.in.Indicators[b.page.at]
	if _, ok := f.Value(); !ok || f.NoEvent() {
		return
	}
	c.Number = chart.Value(w, f)
	c.Status = picture.Status{Text: chart.StatusText(w, f), Class: chart.Class(f)}
	if n, d, ok := counts(f); ok && !f.Plain() {
		c.Note = b.T("of", "n", w.Int(n), "d", w.Int(d)) + " " + ind.Unit
	} else {
		c.Note = ind.Unit
	}
	if f.Target() > 0 {
		c.Note += "; " + lowerFirst(b.T("card.target", "target", chart.Target(w, f)))
	}
	c.Trend = b.cardTrend(ind, year)
}

// counts gives numerator and denominator where both are said.
func counts(f disclosure.Figure) (n, d int, ok bool) {
	n, okN := f.Numerator()
	d, okD := f.Denominator()
	return n, d, okN && okD
}

// cardTrend scales the months of a year at the root to the height of the card's
// drawing; nil where fewer than two have a value.
func (b *builder) cardTrend(ind health.Indicator, year int) *picture.Trend {
	series := b.in.Release.Series(0, b.page.at, year)
	t := &picture.Trend{Goal: b.T("card.goal")}
	most, known, aimed := 0.0, 0, false
	for place := 1; place <= len(series) && place <= 12; place++ {
		m := ind.MonthAt(year, place)
		value, target := math.NaN(), math.NaN()
		if v, ok := series[place-1].Value(); ok {
			value, known = v, known+1
			most = max(most, v)
		}
		if at := b.in.Release.Target(0, b.page.at, m); at > 0 && ind.Target > 0 {
			target, aimed = at, true
			most = max(most, at)
		}
		if place == 1 {
			t.First = b.in.Words.MonthShort(m.Of())
		}
		t.Last = b.in.Words.MonthShort(m.Of()) + " " + itoa(m.Year())
		t.Values, t.Target = append(t.Values, value), append(t.Target, target)
	}
	if known < 2 || most == 0 {
		return nil
	}
	if !aimed {
		t.Goal = ""
	}
	for i := range t.Values {
		t.Values[i] /= most
		t.Target[i] /= most
	}
	return t
}
