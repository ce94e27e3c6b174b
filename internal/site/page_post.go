package site

import (
	"slices"
	"strings"

	"terang/internal/chart"
	"terang/internal/content"
	"terang/internal/health"
	"terang/internal/source"
)

func (b *builder) tagLinks(tags []string) []Link {
	var links []Link
	for _, t := range tags {
		links = append(links, b.link(t, b.tagPath(t)))
	}
	return links
}

// post is a news item or a plain page.
func (b *builder) post() {
	p := &b.in.Content.Posts[b.page.at]
	b.postLead(p)
	if p.Kind == content.Berita {
		b.crumb(b.link(b.T("berita.heading"), "berita/index.html"))
	}
	b.v.Sections = append(b.v.Sections, b.reading(p)...)
	b.v.Sections = append(b.v.Sections, b.relatedPlaces(p)...)
	if p.Kind != content.Berita {
		return
	}
	if len(p.Tags) > 0 {
		b.v.Sections = append(b.v.Sections, Section{ID: "topik", Heading: b.T("berita.tags"), Narrow: true, Links: []LinkGroup{{Links: b.tagLinks(p.Tags)}}})
	}
	if slug(p.Author) != "" {
		by := LinkGroup{Links: []Link{b.link(b.T("berita.author", "author", p.Author), b.authorPath(p.Author))}}
		b.v.Sections = append(b.v.Sections, Section{ID: "penulis", Heading: b.T("berita.authors"), Narrow: true, Links: []LinkGroup{by}})
	}
}

func (b *builder) postLead(p *content.Post) {
	w := b.in.Words
	var date, updated, draft string
	if p.Date != 0 {
		date = w.Date(p.Date)
	}
	if p.Updated != 0 {
		updated = b.T("post.updated", "date", w.Date(p.Updated))
	}
	if p.Draft {
		draft = b.T("post.draft")
	}
	b.v.Lead = Lead{Title: p.Title, Lang: b.foreign(p), Kind: dotted(date, updated, p.Author, draft), Sentence: emphasis(star(p.Summary))}
	b.v.Summary = p.Description()
}

// holeAddress gives the address that a hole of a post's text asks for.
func (b *builder) holeAddress(p *content.Post, h content.Hole) string {
	fragment := h.Get("fragment")
	switch h.Name {
	case content.HoleRef:
		other := content.Post{Kind: content.Kind(h.Get("kind")), Slug: h.Get("slug")}
		return b.to(b.postPath(&other)) + fragment
	case content.HoleAsset:
		return b.to(b.media(h.Get("path"))) + fragment
	case content.HolePage:
		return b.pageAddress(p, h.Get("address"))
	}
	return ""
}

// pageAddress leads to a page of the site that a post names by address.
func (b *builder) pageAddress(p *content.Post, address string) string {
	path, fragment, found := strings.Cut(address, "#")
	if found {
		fragment = "#" + fragment
	}
	if path == "" {
		return fragment
	}
	return b.to(pagePath(b.postPath(p), address)) + fragment
}

// brokenLinks reports links in posts to addresses that the site does not have.
func (p *Plan) brokenLinks() source.Problems {
	var ps source.Problems
	known := map[string]bool{"feed.xml": true, "sitemap.xml": true, "robots.txt": true}
	for i := range p.in.Content.Posts {
		post := &p.in.Content.Posts[i]
		for _, h := range post.Holes {
			address := h.Get("address")
			if h.Name != content.HolePage || strings.HasPrefix(address, "#") {
				continue
			}
			path := pagePath(p.postPath(post), address)
			_, there := p.Find(path)
			switch from, moved := p.aliasAt[path]; {
			case there || known[path] || strings.HasPrefix(path, "api/") || p.in.offers(path):
			case moved:
				ps.Note(h.Pos, "moved-page", "address", address, "to", "/"+strings.Join(p.in.Config.Aliases[from], ", /"))
			default:
				ps.Warn(h.Pos, "no-such-page", "address", address)
			}
		}
	}
	return ps
}

func (in *Input) downloads() []Download {
	if in.Downloads == nil {
		return nil
	}
	return in.Downloads()
}

// offers says whether an address from the root is one of a download.
func (in *Input) offers(address string) bool {
	return slices.ContainsFunc(in.downloads(), func(d Download) bool { return d.Href == address })
}

// pagePath gives the page that an address in a post means, without its fragment.
func pagePath(from, address string) string {
	path, _, _ := strings.Cut(address, "#")
	if rooted, ok := strings.CutPrefix(path, "/"); ok {
		path = rooted
	} else {
		path = joined(from, path)
	}
	if path == "" || strings.HasSuffix(path, "/") {
		path += "index.html"
	}
	return path
}

// joined resolves a relative address against a page; it never leaves the root.
func joined(from, to string) string {
	parts := strings.Split(from, "/")
	parts = parts[:len(parts)-1]
	for _, s := range strings.Split(to, "/") {
		switch s {
		case ".":
		case "..":
			parts = parts[:max(0, len(parts)-1)]
		default:
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "/")
}

// relatedPlaces leads to the places and services that a post names.
func (b *builder) relatedPlaces(p *content.Post) []Section {
	places, services := LinkGroup{Heading: b.T("post.places")}, LinkGroup{Heading: b.T("post.services")}
	for _, u := range p.Units {
		places.Links = append(places.Links, b.unitLink(u))
	}
	for _, i := range p.Indicators {
		if slices.Contains(b.all, i) {
			services.Links = append(services.Links, b.link(b.in.Indicators[i].ShortName, b.servicePath(i)))
		}
	}
	s := Section{ID: "terkait", Heading: b.T("post.related"), Narrow: true}
	for _, g := range []LinkGroup{places, services} {
		if len(g.Links) > 0 {
			s.Links = append(s.Links, g)
		}
	}
	if len(s.Links) == 0 {
		return nil
	}
	return []Section{s}
}

// meeting is a Lokmin, Rakor or other meeting with what was agreed.
func (b *builder) meeting() {
	p := &b.in.Content.Posts[b.page.at]
	b.postLead(p)
	b.crumb(b.link(b.T("kegiatan.heading"), "kegiatan/index.html"))
	if m := p.Meeting; m != nil {
		b.v.Sections = append(b.v.Sections, b.meetingFacts(m), b.discussed(m))
		if len(m.Problems) > 0 {
			b.v.Sections = append(b.v.Sections, b.problems(m))
		}
		b.v.Sections = append(b.v.Sections, b.signedSections(p)...)
		if list := promisesIn(p, b.in.Date); len(list) > 0 {
			b.v.Sections = append(b.v.Sections, b.keptByPlace(list)...)
			b.v.Sections = append(b.v.Sections, Section{ID: "rtl", Heading: b.T("promises.heading"), Promises: b.promiseRows(list)})
		}
	}
	b.v.Sections = append(b.v.Sections, b.reading(p)...)
	b.v.Sections = append(b.v.Sections, b.relatedPlaces(p)...)
	b.v.Sections = slices.DeleteFunc(b.v.Sections, func(s Section) bool { return s.ID == "dibahas" && s.Table == nil })
}

func (b *builder) meetingFacts(m *content.Meeting) Section {
	s := Section{ID: "keterangan", Heading: b.T("meeting.about"), Narrow: true}
	add := func(key, text string) {
		if text != "" {
			s.Terms = append(s.Terms, Term{Name: b.T("meeting." + key), Text: text})
		}
	}
	if m.Type != content.NoMeetingType {
		add("type", b.T("meeting."+string(m.Type)))
	}
	add("place", m.Place)
	if m.Unit != health.NoUnit {
		s.Terms = append(s.Terms, Term{Name: b.T("meeting.unit"), Text: b.name(m.Unit)})
	}
	add("chair", m.Chair)
	add("opened", m.OpenedBy)
	var sectors []string
	for _, p := range m.Participants {
		sector := p.Sector
		if p.Count.Known() {
			sector += " (" + b.in.Words.Count(p.Count) + ")"
		}
		sectors = append(sectors, sector)
	}
	add("participants", b.in.Words.List(sectors))
	if m.Attendance.Known() {
		add("attendance", b.T("meeting.attendance.text", "n", b.in.Words.Count(m.Attendance)))
	}
	return s
}

// discussed shows the attainment that was on the table as it stands now, and what was quoted then.
func (b *builder) discussed(m *content.Meeting) Section {
	s := Section{ID: "dibahas", Heading: b.T("meeting.discussed"), Intro: b.T("meeting.discussed.intro")}
	u := m.Unit
	if u == health.NoUnit {
		u = 0
	}
	year := b.in.Release.Latest()
	key := "numbers.caption"
	if year == 0 {
		key = "numbers.caption.none"
	}
	t := &chart.Table{Caption: b.T(key, "place", b.name(u), "month", b.upTo(year)), Period: b.in.Release.Through(year).String()}
	quoted := slices.ContainsFunc(m.Discussed, func(d content.Discussed) bool { return d.Note != "" })
	t.Head = []chart.Cell{
		{Text: b.T("numbers.service"), Header: true},
		{Text: b.T("numbers.percent"), Header: true, Class: "num"},
		{Text: b.T("numbers.target"), Header: true, Class: "num"},
		{Text: b.T("numbers.status"), Header: true},
	}
	if quoted {
		t.Head = append(t.Head, chart.Cell{Text: b.T("meeting.quoted"), Header: true, Period: m.Date.Month().String()})
	}
	for _, d := range m.Discussed {
		if !slices.Contains(b.all, d.Indicator) {
			continue
		}
		f := b.in.Release.Figure(u, d.Indicator, year)
		cells := b.numberCells(standing{d.Indicator, f})
		row := []chart.Cell{
			{Text: b.in.Indicators[d.Indicator].ShortName, Href: b.to(b.servicePath(d.Indicator)), Header: true, Period: chart.Period(f)},
			cells[2], cells[3], cells[6],
		}
		if quoted {
			row = append(row, chart.Cell{Text: d.Note})
		}
		t.Rows = append(t.Rows, row)
	}
	if len(t.Rows) > 0 {
		s.Table = t
	}
	return s
}

func (b *builder) problems(m *content.Meeting) Section {
	s := Section{ID: "masalah", Heading: b.T("meeting.problems"), Narrow: true}
	for _, p := range m.Problems {
		s.Terms = append(s.Terms, Term{Text: p})
	}
	for _, c := range strings.Split(m.RootCause, "\n") {
		if c = strings.TrimSpace(c); c != "" {
			s.Terms = append(s.Terms, Term{Name: b.T("meeting.cause"), Text: c})
		}
	}
	return s
}
