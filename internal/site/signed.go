package site

import (
	"slices"
	"strings"

	"terang/internal/chart"
	"terang/internal/content"
	"terang/internal/health"
)

// signedSections show what was agreed at a meeting: what its minutes say, and a row
// for each party of the agreements in the table that whoever held it signed that day.
func (b *builder) signedSections(p *content.Post) []Section {
	s := Section{ID: "kesepakatan", Heading: b.T("agreements.heading"), Agreements: b.agreementRows(bondsIn(p))}
	if list := b.signedOn(p.Meeting); len(list) > 0 {
		s.Table = b.signedTable(list)
		s.Intro = b.T("signed.intro", "n", b.in.Words.Int(len(list)))
		l := b.link(b.T("promises.more"), "kesepakatan/index.html#kesepakatan")
		s.More = &l
	}
	if s.Table == nil && len(s.Agreements) == 0 {
		return nil
	}
	return []Section{s}
}

// signedOn lists the agreements of the table that the unit of a meeting signed on its day.
func (b *builder) signedOn(m *content.Meeting) []bond {
	return slices.DeleteFunc(slices.Clone(b.bonds), func(a bond) bool {
		return a.from != nil || m.Unit == health.NoUnit || a.Date == 0 || a.Date != m.Date ||
			!slices.ContainsFunc(a.First, func(first health.Party) bool { return first.Unit == m.Unit })
	})
}

func (b *builder) signedTable(list []bond) *chart.Table {
	w := b.in.Words
	t := &chart.Table{Caption: b.T("signed.caption")}
	for _, key := range []string{"party", "code", "date", "valid", "status", "number"} {
		t.Head = append(t.Head, chart.Cell{Text: b.T("signed." + key), Header: true})
	}
	for _, a := range list {
		valid := "–"
		switch {
		case a.To != 0 && a.From != 0 && a.From != a.Date:
			valid = b.T("agreement.period", "from", w.Date(a.From), "to", w.Date(a.To))
		case a.To != 0:
			valid = w.Date(a.To)
		}
		status := b.T("agreement." + string(a.Status))
		if a.Status == health.AgreementActive {
			status = "● " + status
		}
		for _, party := range a.Second {
			l := b.party(party)
			code := party.Code
			if party.Unit != health.NoUnit {
				code = b.in.Register.Code(party.Unit)
			}
			t.Rows = append(t.Rows, []chart.Cell{
				{Text: strings.TrimSpace(l.Text), Href: l.Href, Header: true},
				{Text: code},
				{Text: w.Date(a.Date)},
				{Text: valid},
				{Text: status},
				{Text: a.Number},
			})
		}
	}
	return t
}
