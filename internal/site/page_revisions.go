package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

const (
	revisionsPath = "data/revisi/index.html"
	revisionsFile = "data/unduhan/revisi.csv"
	// maxRevisions is how many corrections the page lists; the download has all.
	maxRevisions = 100
)

// revisions is the public log of corrected numbers, the newest first.
func (b *builder) revisions() {
	all := b.in.Corrections
	told := b.in.Release.Told(all)
	b.crumb(b.link(b.T("nav.data"), "data/index.html"))
	b.v.Lead = Lead{
		Title: b.title(b.page), Kind: b.dataLine(b.in.Release.Latest()),
		Sentence: emphasis(b.T("revisions.sentence", "n", b.in.Words.Int(len(all)), "date", b.in.Words.Date(all[0].Date))),
		Actions:  []Link{b.link(b.T("releases.title"), releasesPath), b.link(b.T("data.method"), "data/metode.html")},
	}
	file := ""
	for _, d := range b.in.downloads() {
		if d.Href == revisionsFile {
			file = b.to(d.Href)
		}
	}
	for from := 0; from < min(len(all), maxRevisions); {
		end := from + 1
		for end < min(len(all), maxRevisions) && all[end].Date == all[from].Date && all[end].Period == all[from].Period {
			end++
		}
		s := b.revisedOn(all[from:end], told[from:end], from == 0 || all[from-1].Date != all[from].Date)
		s.Rows = file
		b.v.Sections = append(b.v.Sections, s)
		from = end
	}
	how := Section{ID: "cara", Heading: b.T("revisions.how"), Terms: []Term{{Text: b.T("revisions.how.text")}, {Text: b.T("revisions.how.privacy")}}}
	if len(all) > maxRevisions {
		how.Intro = b.T("revisions.more", "n", b.in.Words.Int(len(all)-maxRevisions))
	}
	for _, d := range b.in.downloads() {
		if d.Href == revisionsFile {
			d.Href = b.to(d.Href)
			how.Downloads = append(how.Downloads, d)
		}
	}
	b.v.Sections = append(b.v.Sections, how)
}

// revisedOn lists what was corrected of a month on one day, and by how many where that is told. The first table of a day is headed by it. A reason or an
// indicator that all share stands above them once, as a telephone has no room for more than three columns.
func (b *builder) revisedOn(of []health.Correction, told []bool, first bool) Section {
	shared := !slices.ContainsFunc(of, func(c health.Correction) bool { return c.Reason != of[0].Reason })
	one := !slices.ContainsFunc(of, func(c health.Correction) bool { return c.Indicator != of[0].Indicator })
	day, month := b.in.Words.Date(of[0].Date), b.in.Words.Month(of[0].Period)
	t := &chart.Table{Caption: b.T("revisions.caption", "date", day, "month", month), Head: []chart.Cell{{Text: b.T("revisions.place"), Header: true}}}
	if one {
		t.Caption = b.T("revisions.caption.of", "date", day, "month", month, "indicator", b.in.Indicators[of[0].Indicator].ShortName)
	} else {
		t.Head = append(t.Head, chart.Cell{Text: b.T("revisions.number"), Header: true})
	}
	t.Head = append(t.Head,
		chart.Cell{Text: b.T("revisions.before"), Header: true, Class: "num"}, chart.Cell{Text: b.T("revisions.after"), Header: true, Class: "num"})
	if !shared {
		t.Head = append(t.Head, chart.Cell{Text: b.T("revisions.reason"), Header: true})
	}
	for i, c := range of {
		row := []chart.Cell{{Text: b.name(c.Unit), Href: b.to(b.unitPath(c.Unit)), Header: true, Code: b.in.Register.Code(c.Unit)}}
		if !one {
			row = append(row, chart.Cell{Text: b.in.Indicators[c.Indicator].ShortName})
		}
		if told[i] {
			row = append(row, chart.Cell{Text: b.corrected(c.Old), Class: "num"}, chart.Cell{Text: b.corrected(c.New), Class: "num"})
		} else {
			row = append(row, chart.Cell{Text: b.T("revisions.untold"), Class: "num"}, chart.Cell{Text: "–", Class: "num"})
		}
		if !shared {
			row = append(row, chart.Cell{Text: c.Reason})
		}
		t.Rows = append(t.Rows, row)
	}
	s := Section{ID: "revisi-" + of[0].Date.String() + "-" + of[0].Period.String(), Table: t}
	if first {
		s.Heading = day
	}
	if shared && of[0].Reason != "" {
		s.Intro = b.T("revisions.shared", "reason", of[0].Reason)
	}
	return s
}

// corrected writes an amount as the log has it.
func (b *builder) corrected(a health.Amount) string {
	n := b.in.Words.Count(a.Numerator)
	if !a.Denominator.Known() {
		return n
	}
	return b.T("revisions.amount", "n", n, "d", b.in.Words.Count(a.Denominator))
}
