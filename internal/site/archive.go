package site

import (
	"slices"

	"terang/internal/health"
)

// A list of posts grows as long as the office writes. A long one shows the newest posts
// and has an archive: a page for each year, and where a year has too many for a page,
// one for each of its months, of a month likewise its days. What comes later is of
// another day, so that no post of a year that has passed moves, and no page goes away.

const (
	mostListed = 40  // posts on the page of a list, with what they are about
	mostDated  = 100 // posts on a page of an archive, which has their titles alone
)

// archive is a page of an archive: the posts of a list in a year, a month or a day.
type archive struct {
	list  Page     // whose archive it is
	above *archive // the year of a month, the month of a day
	path  string
	posts []int      // the newest first
	parts []*archive // that show the posts instead, the newest first
}

// The length of a year, a month and a day in the writing of a date.
const (
	ofYear  = len("2024")
	ofMonth = len("2024-03")
	ofDay   = len("2024-03-15")
)

// archiveFolder keeps archives apart from posts: a post may be called 2024-03.
const archiveFolder = "arsip/"

// addList plans the page of a list, and its archive.
func (p *Plan) addList(k Kind, path string, u health.Unit, at int) {
	p.add(k, path, u, at, 0)
	list := p.pages[len(p.pages)-1]
	posts := p.postsOf(list)
	if len(posts) <= mostListed {
		return
	}
	if p.years == nil {
		p.years = map[string][]*archive{}
	}
	p.years[path] = p.divide(list, nil, posts, ofYear)
}

// divide plans the pages of posts by what their dates begin with.
func (p *Plan) divide(list Page, above *archive, posts []int, to int) []*archive {
	begin := func(post int) string { return p.in.Content.Posts[post].Date.String()[:to] }
	var all []*archive
	for len(posts) > 0 {
		period, n := begin(posts[0]), 1
		for n < len(posts) && begin(posts[n]) == period {
			n++
		}
		a := &archive{list: list, above: above, path: stem(list.Path) + archiveFolder + period + ".html", posts: posts[:n]}
		p.add(Archive, a.path, list.unit, len(p.archives), 0)
		all, p.archives, posts = append(all, a), append(p.archives, a), posts[n:]
		if n > mostDated && to < ofDay {
			a.parts = p.divide(list, a, a.posts, to+len("-03"))
		}
	}
	return all
}

// date is a day of the archive's page.
func (p *Plan) date(a *archive) health.Date { return p.in.Content.Posts[a.posts[0]].Date }

// depth says how finely an archive's page is cut from its list: 0 for a year.
func (a *archive) depth() int {
	n := 0
	for a = a.above; a != nil; a = a.above {
		n++
	}
	return n
}

// period says the time of an archive's page.
func (p *Plan) period(a *archive) string {
	switch d := p.date(a); a.depth() {
	case 0:
		return p.T("archive.year", "year", itoa(d.Year()))
	case 1:
		return p.in.Words.Month(d.Month())
	default:
		return p.in.Words.Date(d)
	}
}

// postList shows the newest posts of a list, and leads to its archive.
func (b *builder) postList(posts []int) {
	w, s := b.in.Words, Section{ID: "daftar", Heading: b.T("list.heading")}
	for _, i := range posts[:min(mostListed, len(posts))] {
		s.Cards = append(s.Cards, b.card(&b.in.Content.Posts[i]))
	}
	years := b.years[b.page.Path]
	if len(years) == 0 {
		b.v.Sections = append(b.v.Sections, s)
		return
	}
	const id = "arsip"
	s.Intro = b.T("list.newest", "n", w.Int(mostListed), "all", w.Int(len(posts)))
	b.v.Lead.Actions = append(b.v.Lead.Actions, Link{Text: b.T("archive.heading"), Href: "#" + id})
	b.v.Sections = append(b.v.Sections, s, Section{ID: id, Heading: b.T("archive.heading"), Links: []LinkGroup{b.periodLinks(years)}})
}

// periodLinks leads to pages of an archive, with how many posts each has.
func (b *builder) periodLinks(list []*archive) LinkGroup {
	g := LinkGroup{}
	for _, a := range list {
		l := b.link(b.shortPeriod(a), a.path)
		l.Note, l.Current = b.in.Words.Int(len(a.posts)), a.path == b.page.Path
		g.Links = append(g.Links, l)
	}
	return g
}

// shortPeriod says it where the time around it is known.
func (b *builder) shortPeriod(a *archive) string {
	switch d := b.date(a); a.depth() {
	case 0:
		return itoa(d.Year())
	case 1:
		return b.in.Words.MonthName(d.Month().Of())
	default:
		return b.period(a)
	}
}

// listCrumbs are the steps to a list, without itself.
func (b *builder) listCrumbs(list Page) {
	switch list.Kind {
	case NewsTag, NewsAuthor, PlaceNews:
		b.crumb(b.link(b.T("berita.heading"), "berita/index.html"))
	default:
	}
}

// archive is the page of a year, a month or a day of a list.
func (b *builder) archive() {
	a := b.archives[b.page.at]
	b.listCrumbs(a.list)
	b.crumb(b.link(b.title(a.list), a.list.Path))
	var above []*archive
	for up := a.above; up != nil; up = up.above {
		above = append(above, up)
	}
	for _, up := range slices.Backward(above) {
		b.crumb(b.link(b.shortPeriod(up), up.path))
	}
	what := "archive.berita"
	switch a.list.Kind {
	case MeetingList:
		what = "archive.kegiatan"
	case PlaceNews:
		what = "archive.both"
	default:
	}
	b.v.Lead = Lead{
		Title:    b.title(b.page),
		Sentence: emphasis(b.T(what, "n", b.in.Words.Int(len(a.posts)), "period", b.period(a))),
	}
	beside := b.years[a.list.Path]
	if a.above != nil {
		beside = a.above.parts
	}
	b.v.Sections = b.dated(a)
	if len(beside) > 1 {
		key := [...]string{"archive.other.years", "archive.other.months", "archive.other.days"}[a.depth()]
		b.v.Sections = append(b.v.Sections, Section{ID: "lainnya", Heading: b.T(key, "year", itoa(b.date(a).Year())), Links: []LinkGroup{b.periodLinks(beside)}})
	}
}

// dated shows the posts of an archive's page, those of a year under their months, or
// leads to its parts.
func (b *builder) dated(a *archive) []Section {
	if len(a.parts) > 0 {
		key := [...]string{"archive.months", "archive.days"}[a.depth()]
		return []Section{{ID: "daftar", Heading: b.T(key), Links: []LinkGroup{b.periodLinks(a.parts)}}}
	}
	var list []Section
	for _, i := range a.posts {
		post := &b.in.Content.Posts[i]
		id, heading := "daftar", b.T("list.heading")
		if a.above == nil {
			id, heading = "bulan-"+post.Date.String()[ofYear+1:ofMonth], b.in.Words.Month(post.Date.Month())
		}
		if len(list) == 0 || list[len(list)-1].ID != id {
			list = append(list, Section{ID: id, Heading: heading})
		}
		s := &list[len(list)-1]
		s.Cards = append(s.Cards, b.titleCard(post))
	}
	return list
}
