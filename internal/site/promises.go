package site

import (
	"cmp"
	"slices"

	"terang/internal/content"
	"terang/internal/health"
)

// promise is a row of a follow-up plan with the meeting it was made at, if any, and
// the places whose plan it is.
type promise struct {
	action *health.Action
	from   *content.Post
	units  []health.Unit
}

// bond is an agreement with the meeting it was made at, if any.
type bond struct {
	*health.Agreement
	from *content.Post
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
	actions, common := p.Meeting.Actions, p.Units
	if slices.ContainsFunc(actions, func(a health.Action) bool { return a.Unit != health.NoUnit }) {
		common = nil // the others are not of the places that some are of
		if u := p.Meeting.Unit; u != health.NoUnit {
			common = []health.Unit{u}
		}
	}
	for i := range actions {
		units, a := common, &actions[i]
		if a.Unit != health.NoUnit {
			units = []health.Unit{a.Unit}
		}
		list = append(list, promise{a, p, units})
	}
	sortPromises(list, on)
	return list
}

func sortPromises(list []promise, on health.Date) {
	slices.SortStableFunc(list, func(a, b promise) int {
		return cmp.Or(cmp.Compare(urgency(a, on), urgency(b, on)), cmp.Compare(a.action.Due, b.action.Due))
	})
}

// allPromises gathers those of every meeting and of the table.
func (p *Plan) allPromises() []promise {
	var list []promise
	posts := p.in.Content.Of(content.Kegiatan)
	for i := range posts {
		list = append(list, promisesIn(&posts[i], p.in.Date)...)
	}
	for i := range p.in.Actions {
		a := &p.in.Actions[i]
		list = append(list, promise{a, nil, []health.Unit{a.Unit}})
	}
	sortPromises(list, p.in.Date)
	return list
}

// allBonds gathers the agreements of every meeting and of the table.
func (p *Plan) allBonds() []bond {
	var list []bond
	posts := p.in.Content.Of(content.Kegiatan)
	for i := range posts {
		list = append(list, bondsIn(&posts[i])...)
	}
	for i := range p.in.Agreements {
		list = append(list, bond{&p.in.Agreements[i], nil})
	}
	return list
}

func bondsIn(p *content.Post) []bond {
	if p.Meeting == nil {
		return nil
	}
	var list []bond
	for i := range p.Meeting.Agreements {
		list = append(list, bond{&p.Meeting.Agreements[i], p})
	}
	return list
}

// promisesOf lists the promises of every plan that names a unit.
func (b *builder) promisesOf(u health.Unit) []promise {
	var list []promise
	for _, i := range b.find.promises[u] {
		list = append(list, b.promises[i])
	}
	return list
}

func (b *builder) promiseRows(list []promise) []Promise {
	w := b.in.Words
	rows := make([]Promise, 0, len(list))
	for _, p := range list {
		a := p.action
		row := Promise{
			What: a.What, Target: a.Target, Evidence: a.Evidence, Owner: a.Owner,
			From: b.origin(p.from, a.Origin),
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
		if a.Unit > 0 && a.Unit != b.page.unit {
			row.Place = b.unitLink(a.Unit)
		}
		row.Status, row.Class = b.promiseStatus(a)
		rows = append(rows, row)
	}
	return rows
}

// origin leads to the meeting that something was agreed at, unless the page is that
// meeting's own; said is what a table says of it.
func (b *builder) origin(p *content.Post, said string) Link {
	if p == nil {
		return Link{Text: said}
	}
	if path := b.postPath(p); path != b.page.Path {
		return b.link(p.Title, path)
	}
	return Link{}
}

func (b *builder) promiseStatus(a *health.Action) (word, class string) {
	if a.Late(b.in.Date) {
		days := b.in.Date.Days() - a.Due.Days()
		return b.T("promise.late", "n", b.in.Words.Int(days)), "bad"
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
	t := b.kept(b.promises)
	rows := b.agreementRows(b.bonds)
	active := 0
	for _, r := range rows {
		if r.Class == "good" {
			active++
		}
	}
	b.v.Lead = Lead{
		Title: b.title(b.page),
		Kind:  b.T("agreements.kind", "date", w.Date(b.in.Date)),
		Sentence: emphasis(b.T("agreements.sentence", "n", w.Int(len(b.promises)), "late", w.Int(t.late), "done", w.Int(t.done),
			"agreements", w.Int(len(rows)), "active", w.Int(active))),
	}
	b.v.Lead.Actions = b.filterActions()
	b.v.Sections = append(b.v.Sections, b.keptTable()...)
	promises := Section{ID: "janji", Heading: b.T("promises.heading"), Promises: b.promiseRows(b.promises)}
	if len(b.promises) == 0 {
		promises.Intro = b.T("promises.none")
	}
	mou := Section{ID: "kesepakatan", Heading: b.T("agreements.heading"), Agreements: rows}
	if len(rows) == 0 {
		mou.Intro = b.T("agreements.none")
	}
	b.v.Sections = append(b.v.Sections, promises)
	b.v.Sections = append(b.v.Sections, b.sectorSection()...)
	b.v.Sections = append(b.v.Sections, mou)
}

func (b *builder) agreementRows(list []bond) []Agreement {
	w := b.in.Words
	rows := make([]Agreement, 0, len(list))
	ids := bondIDs(list)
	for i, a := range list {
		row := Agreement{
			ID: ids[i], Title: a.Title, Number: a.Number, Scope: a.Scope,
			Status: b.T("agreement." + string(a.Status)), Class: "none", From: b.origin(a.from, ""),
		}
		if a.Status == health.AgreementActive {
			row.Class = "good"
		}
		var first []string
		for _, party := range a.First {
			first = append(first, b.party(party).Text)
		}
		row.First = w.List(first)
		for _, party := range a.Second {
			row.Second = append(row.Second, b.party(party))
		}
		if a.From != 0 && a.To != 0 {
			row.Period = b.T("agreement.period", "from", w.Date(a.From), "to", w.Date(a.To))
		}
		switch {
		case a.File != "":
			row.File = b.link(b.T("agreement.file"), b.media(a.File))
		case a.Link != "":
			row.File = Link{Text: b.T("agreement.file"), Href: a.Link}
		}
		rows = append(rows, row)
	}
	return rows
}

// bondIDs names agreements: by the meeting they were made at, or the table, and a number.
func bondIDs(list []bond) []string {
	ids := make([]string, 0, len(list))
	at := map[*content.Post]int{}
	for _, a := range list {
		at[a.from]++
		where := "tabel"
		if a.from != nil {
			where = slug(a.from.Slug)
		}
		ids = append(ids, "mou-"+where+"-"+itoa(at[a.from]))
	}
	return ids
}

func (b *builder) party(p health.Party) Link {
	if p.Unit != health.NoUnit {
		return b.unitLink(p.Unit)
	}
	if i, ok := b.find.code()[p.Code]; ok {
		return Link{Text: b.in.Register.Facilities[i].Name, Href: b.facilityHref(i)}
	}
	return Link{Text: p.Name}
}
