package site

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"strconv"
	"strings"

	"terang/internal/chart"
	"terang/internal/config"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/qr"
)

// The recapitulation of the SPM by quarter (triwulan), as an office prints and signs
// it: the twelve services of one kab/kota on one sheet.

// planRecaps adds the forms of a kab/kota: one for each quarter with reports. On a
// site of the whole country it has those of the last year only, 500 pages for each
// further quarter being more than anybody asks for.
func (p *Plan) planRecaps(u health.Unit) {
	if p.in.Register.Areas[u].Level != health.Kabkota {
		return
	}
	for _, year := range p.recapYears() {
		for q := 1; q <= p.lastQuarter(year); q++ {
			p.add(Recap, p.recapPath(u, year, q), u, q, year)
		}
	}
}

func (p *Plan) recapYears() []int {
	years := p.in.Release.Years()
	if p.in.Register.Areas[0].Level < health.Provinsi && len(years) > 0 {
		return years[len(years)-1:]
	}
	return years
}

// lastQuarter is the last one of a year that has reports.
func (p *Plan) lastQuarter(year int) int { return (p.in.Release.Through(year).Of() + 2) / 3 }

func (p *Plan) recapPath(u health.Unit, year, quarter int) string {
	return p.areaFolder(u) + "cetak/rekap-spm-" + itoa(year) + "-tw" + itoa(quarter) + ".html"
}

// quarterName names a quarter: "Triwulan III 2024".
func (b *builder) quarterName(year, quarter int) string {
	return b.T("quarter", "quarter", [...]string{"I", "II", "III", "IV"}[quarter-1], "year", itoa(year))
}

// recap is the form: the figures, where they come from with the code that leads
// back here, and the signatures.
func (b *builder) recap() {
	u, year, quarter := b.page.unit, b.page.year, b.page.at
	b.v.Layout = "form"
	if u != 0 {
		b.areaCrumbs(u)
	} else {
		b.crumb(b.link(b.T("nav.services"), "spm/index.html"))
	}
	var list []standing
	for _, i := range b.spm {
		if b.in.Indicators[i].Group == health.GroupSPM {
			list = append(list, standing{i, b.in.Release.Quarter(u, i, year, quarter)})
		}
	}
	through := min(health.MonthOf(year, 3*quarter), b.in.Release.Through(year))
	b.v.Lead = Lead{
		Title:    b.T("recap.title", "quarter", b.quarterName(year, quarter), "place", b.name(u)),
		Kind:     b.T(b.recapThrough(year, quarter), "month", b.in.Words.Month(through)),
		Sentence: b.recapSentence(list, year, quarter),
		Facts:    b.recapFacts(u, year, quarter),
	}
	b.v.Sections = []Section{
		{ID: "formulir", Table: b.recapTable(u, list, year, quarter, through)},
		{ID: "asal", Code: b.recapCode(list)},
		{ID: "tanda-tangan", Signing: b.signing(u)},
	}
	b.v.Sections = append(b.v.Sections, b.recapLinks(u, "recap.others")...)
}

func (b *builder) recapThrough(year, quarter int) string {
	if b.in.Release.Through(year) < health.MonthOf(year, 3*quarter) {
		return "recap.through.provisional"
	}
	return "recap.through"
}

func (b *builder) recapSentence(list []standing, year, quarter int) chart.Markup {
	w, t := b.in.Words, count(list)
	if t.shown == 0 {
		return emphasis(b.T("recap.sentence.none", "place", star(b.name(b.page.unit)), "quarter", b.quarterName(year, quarter)))
	}
	return emphasis(b.T("recap.sentence", "n", w.Int(t.reached), "shown", w.Int(t.shown), "quarter", b.quarterName(year, quarter)))
}

func (b *builder) recapFacts(u health.Unit, year, quarter int) []Fact {
	ix := b.in.Release.QuarterIndex(u, year, quarter)
	if !ix.Known {
		return []Fact{{Name: b.T("recap.index"), Value: "–", Note: b.T("index.none")}}
	}
	f := Fact{Name: b.T("recap.index"), Value: b.indexText(ix), Note: cmp.Or(ix.Category, b.T("fact.index.note"))}
	if !ix.Quality {
		f.Note = dotted(f.Note, b.T("fact.index.bare"))
	}
	return []Fact{f}
}

// recapTable holds the twelve services. Where no service has a quality component the
// column is left out.
func (b *builder) recapTable(u health.Unit, list []standing, year, quarter int, through health.Month) *chart.Table {
	w := b.in.Words
	var quality []string
	some := false
	for _, s := range list {
		q, ok := b.in.Release.Quality(u, s.indicator, year)
		text := "–"
		if ok {
			text, some = w.Decimal(q, 2), true
		}
		quality = append(quality, text)
	}
	t := &chart.Table{Caption: b.T("recap.caption", "quarter", b.quarterName(year, quarter), "place", b.name(u))}
	for _, key := range []string{"service", "people", "served", "percent", "target", "gap", "quality", "reports", "status"} {
		if key == "quality" && !some {
			continue
		}
		class := "num"
		if key == "service" || key == "status" {
			class = ""
		}
		t.Head = append(t.Head, chart.Cell{Text: b.T("recap.head." + key), Header: true, Class: class})
	}
	for at, s := range list {
		f := s.figure
		name := chart.Cell{Text: itoa(at+1) + ". " + b.in.Indicators[s.indicator].Name, Href: b.to(b.servicePath(s.indicator)), Header: true}
		row := append([]chart.Cell{name}, b.recapNumbers(f)...)
		if some {
			row = append(row, chart.Cell{Text: quality[at], Class: "num"})
		}
		k, m := b.puskesmasReporting(u, s.indicator, year, through)
		reports := chart.Cell{Text: "–", Class: "num"}
		if m > 0 {
			reports.Text = b.T("reports", "k", w.Int(k), "m", w.Int(m))
		}
		t.Rows = append(t.Rows, append(row, reports, chart.Cell{Text: dotted(b.status(f), b.recapAside(s, year, through))}))
	}
	return t
}

// recapNumbers gives sasaran, served, percent, target and gap to the sasaran.
func (b *builder) recapNumbers(f disclosure.Figure) []chart.Cell {
	w := b.in.Words
	num := func(text string) chart.Cell { return chart.Cell{Text: text, Class: "num"} }
	none, target := chart.Cell{Text: "–", Class: "num"}, chart.Cell{Text: "–", Class: "num"}
	if f.Target() > 0 {
		target = num(chart.Target(w, f))
	}
	n, ok := f.Numerator()
	d, okD := f.Denominator()
	if !ok || !okD {
		return []chart.Cell{none, none, {Text: chart.Value(w, f), Class: numClass(f)}, target, none}
	}
	gap := none
	if g, ok := f.Gap(); ok {
		gap = num(w.Int(g))
	}
	return []chart.Cell{num(w.Int(d)), num(w.Int(n)), num(chart.Value(w, f)), target, gap}
}

// recapAside says of which school year, or up to which month, a figure is where that
// is not the quarter's.
func (b *builder) recapAside(s standing, year int, through health.Month) string {
	if s.figure.State() != health.Value {
		return ""
	}
	if school := b.schoolYear(s.indicator, year); school != "" {
		return school
	}
	if s.figure.Month() != through {
		return b.T("until", "month", b.in.Words.Month(s.figure.Month()))
	}
	return ""
}

// puskesmasReporting counts the puskesmas of a kab/kota whose reports of a month are
// complete, and those that owe them; where none does, the units that do.
func (b *builder) puskesmasReporting(u health.Unit, indicator, year int, m health.Month) (k, of int) {
	at := m.Of() - 1
	for _, p := range b.find.serving[u] {
		if due, came := b.in.Release.AttendanceOf(p, indicator, year); due[at] > 0 && b.in.Register.Kabkota(p) == u {
			of++
			if came[at] == due[at] {
				k++
			}
		}
	}
	if of == 0 {
		due, came := b.in.Release.AttendanceOf(u, indicator, year)
		k, of = came[at], due[at]
	}
	return k, of
}

// recapCode leads to the page, and tells which figures the sheet has: the mark is
// made of what is printed on it, so that two prints of the same figures have the
// same mark and a corrected figure gives another.
func (b *builder) recapCode(list []standing) *Code {
	var printed strings.Builder
	printed.WriteString(b.page.Path)
	for _, s := range list {
		n, _ := s.figure.Numerator()
		d, _ := s.figure.Denominator()
		quality, _ := b.in.Release.Quality(b.page.unit, s.indicator, b.page.year)
		printed.WriteString("\n" + strings.Join([]string{b.in.Indicators[s.indicator].Code, itoa(n), itoa(d), strconv.FormatFloat(quality, 'f', 4, 64)}, " "))
	}
	sum := sha256.Sum256([]byte(printed.String()))
	mark := strings.ToUpper(hex.EncodeToString(sum[:6]))
	c := &Code{Address: b.absolute(), Lines: append(append([]string{b.T("recap.rule")}, b.sourceLine()...),
		b.T("recap.version", "month", b.in.Words.Month(b.in.Release.AsOf()), "mark", mark[:4]+"-"+mark[4:8]+"-"+mark[8:]))}
	if svg, ok := qr.SVG(c.Address, b.T("recap.code", "address", c.Address)); ok {
		c.SVG = chart.Markup(svg)
	}
	return c
}

// signing has the names of site.yaml on a site of that kab/kota, and lines for the hand elsewhere.
func (b *builder) signing(u health.Unit) *Signing {
	s := &Signing{
		Head:     Signer{Title: b.T("recap.head.title", "place", b.name(u))},
		Reporter: Signer{Title: b.T("recap.reporter.title")},
	}
	if u != 0 {
		return s
	}
	o := b.in.Config.Office
	s.Place = o.Place
	fill := func(into *Signer, from config.Signer) {
		*into = Signer{Title: cmp.Or(from.Title, into.Title), Name: from.Name, NIP: from.NIP}
	}
	fill(&s.Head, o.Head)
	fill(&s.Reporter, o.Reporter)
	return s
}

// recapLinks leads to the forms of a kab/kota, by year with the newest first.
func (b *builder) recapLinks(u health.Unit, heading string) []Section {
	if b.in.Register.Areas[u].Level != health.Kabkota {
		return nil
	}
	s := Section{ID: "rekap", Heading: b.T(heading), Intro: b.T("recap.intro"), Narrow: true}
	years := b.recapYears()
	for i := len(years) - 1; i >= 0; i-- {
		g := LinkGroup{Heading: itoa(years[i])}
		for q := 1; q <= b.lastQuarter(years[i]); q++ {
			path := b.recapPath(u, years[i], q)
			l := b.link(b.quarterName(years[i], q), path)
			l.Current = path == b.page.Path
			g.Links = append(g.Links, l)
		}
		s.Links = append(s.Links, g)
	}
	if len(s.Links) == 0 {
		return nil
	}
	return []Section{s}
}
