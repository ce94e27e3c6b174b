package site

import (
	"cmp"
	"slices"

	"terang/internal/content"
	"terang/internal/health"
)

// promise is a row of a follow-up plan with the meeting it was made at.
type promise struct {
	action *health.Action
	from   *content.Post
}

// urgency orders promises: late ones first, then open ones by due date, then those done or cancelled.
func urgency(p promise, on health.Date) int {
	switch {
	case p.action.Late(on):
		return 0
	case p.action.Status == health.ActionDone:
		return 2
	case p.action.Status == health.ActionCancelled:
		return 3
	}
	return 1
}

func promisesIn(p *content.Post, on health.Date) []promise {
	if p.Meeting == nil {
		return nil
	}
	var list []promise
	for i := range p.Meeting.Actions {
		list = append(list, promise{&p.Meeting.Actions[i], p})
	}
	sortPromises(list, on)
	return list
}

func sortPromises(list []promise, on health.Date) {
	slices.SortStableFunc(list, func(a, b promise) int {
		return cmp.Or(cmp.Compare(urgency(a, on), urgency(b, on)), cmp.Compare(a.action.Due, b.action.Due))
	})
}

// promisesOf gathers the promises of every meeting that names a unit.
func (b *builder) promisesOf(u health.Unit) []promise {
	var list []promise
	for _, i := range b.find.posts[u] {
		list = append(list, promisesIn(&b.in.Content.Posts[i], b.in.Date)...)
	}
	sortPromises(list, b.in.Date)
	return list
}

// allPromises gathers those of every meeting.
func (b *builder) allPromises() []promise {
	var list []promise
	posts := b.in.Content.Of(content.Kegiatan)
	for i := range posts {
		list = append(list, promisesIn(&posts[i], b.in.Date)...)
	}
	sortPromises(list, b.in.Date)
	return list
}

func (b *builder) promiseRows(list []promise) []Promise {
	w := b.in.Words
	rows := make([]Promise, 0, len(list))
	for _, p := range list {
		a := p.action
		row := Promise{
			What: a.What, Target: a.Target, Evidence: a.Evidence, Owner: a.Owner,
			From: b.origin(p.from),
		}
		if a.Sector != "" && a.Owner != "" {
			row.Owner = a.Owner + " (" + a.Sector + ")"
		}
		if a.Due != 0 {
			row.Due, row.ISODue = w.Date(a.Due), a.Due.String()
		}
		if a.Updated != 0 {
			row.Updated = w.Date(a.Updated)
		}
		row.Status, row.Class = b.promiseStatus(a)
		rows = append(rows, row)
	}
	return rows
}

// origin leads to the meeting that something was agreed at, unless the page is that meeting's own.
func (b *builder) origin(p *content.Post) Link {
	if path := b.postPath(p); path != b.page.Path {
		return b.link(p.Title, path)
	}
	return Link{}
}

func (b *builder) promiseStatus(a *health.Action) (word, class string) {
	if a.Late(b.in.Date) {
		days := b.in.Date.Days() - a.Due.Days()
		return b.in.Words.Plural("site.promise.late", days), "bad"
	}
	class = "none"
	switch a.Status {
	case health.ActionDone:
		class = "good"
	case health.ActionUnderway:
		class = "near"
	case health.ActionOpen, health.ActionCancelled:
	}
	return b.T("promise." + string(a.Status)), class
}

// agreements is the page of all agreements and promises.
func (b *builder) agreements() {
	w := b.in.Words
	list := b.allPromises()
	late, done := 0, 0
	for _, p := range list {
		if p.action.Late(b.in.Date) {
			late++
		}
		if p.action.Status == health.ActionDone {
			done++
		}
	}
	var rows []Agreement
	active := 0
	posts := b.in.Content.Of(content.Kegiatan)
	for i := range posts {
		rows = append(rows, b.agreementRows(&posts[i])...)
	}
	for _, r := range rows {
		if r.Class == "good" {
			active++
		}
	}
	b.v.Lead = Lead{
		Title: b.T("agreements.title"),
		Kind:  b.T("agreements.kind", "date", w.Date(b.in.Date)),
		Sentence: emphasis(b.T("agreements.sentence", "n", w.Int(len(list)), "late", w.Int(late), "done", w.Int(done),
			"agreements", w.Int(len(rows)), "active", w.Int(active))),
	}
	promises := Section{ID: "janji", Heading: b.T("promises.heading"), Promises: b.promiseRows(list)}
	if len(list) == 0 {
		promises.Intro = b.T("promises.none")
	}
	mou := Section{ID: "kesepakatan", Heading: b.T("agreements.heading"), Agreements: rows}
	if len(rows) == 0 {
		mou.Intro = b.T("agreements.none")
	}
	b.v.Sections = append(b.v.Sections, promises, mou)
}

// agreementRows lists the agreements made at a meeting.
func (b *builder) agreementRows(p *content.Post) []Agreement {
	if p.Meeting == nil {
		return nil
	}
	w := b.in.Words
	var rows []Agreement
	for i := range p.Meeting.Agreements {
		a := &p.Meeting.Agreements[i]
		row := Agreement{
			ID: "mou-" + slug(p.Slug) + "-" + itoa(i+1), Title: a.Title, Number: a.Number, Scope: a.Scope,
			Status: b.T("agreement." + string(a.Status)), Class: "none", From: b.origin(p),
		}
		if a.Status == health.AgreementActive {
			row.Class = "good"
		}
		for _, party := range a.First {
			row.First = b.party(party).Text
		}
		for _, party := range a.Second {
			row.Second = append(row.Second, b.party(party))
		}
		if a.From != 0 && a.To != 0 {
			row.Period = b.T("agreement.period", "from", w.Date(a.From), "to", w.Date(a.To))
		}
		if a.File != "" {
			row.File = b.link(b.T("agreement.file"), a.File)
		}
		rows = append(rows, row)
	}
	return rows
}

func (b *builder) party(p health.Party) Link {
	if p.Unit != health.NoUnit {
		return b.unitLink(p.Unit)
	}
	if i, ok := b.find.code[p.Code]; ok {
		return Link{Text: b.in.Register.Facilities[i].Name, Href: b.facilityHref(i)}
	}
	return Link{Text: p.Name}
}
