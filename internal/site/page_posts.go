package site

import (
	"cmp"
	"maps"
	"slices"

	"terang/internal/content"
)

// tags lists the tags of posts in order of the alphabet, each once whatever its spelling's case.
func tags(posts []content.Post) []string {
	var list []string
	for i := range posts {
		list = append(list, posts[i].Tags...)
	}
	return distinct(list)
}

// authors lists who wrote posts, likewise.
func authors(posts []content.Post) []string {
	var list []string
	for i := range posts {
		list = append(list, posts[i].Author)
	}
	return distinct(list)
}

func distinct(words []string) []string {
	first := map[string]string{} // by slug
	for _, w := range words {
		s := slug(w)
		if _, seen := first[s]; s != "" && !seen {
			first[s] = w
		}
	}
	var list []string
	for _, s := range slices.Sorted(maps.Keys(first)) {
		list = append(list, first[s])
	}
	return list
}

// mostWords is how many tags or authors a page leads to.
const mostWords = 40

// mostUsed picks from words those that a page leads to, in the order that they have: all, or those with the most posts.
func mostUsed(words []string, posts map[string][]int) []string {
	if len(words) <= mostWords {
		return words
	}
	order, used := make([]int, len(words)), make([]int, len(words))
	for i, w := range words {
		order[i], used[i] = i, len(posts[slug(w)])
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(used[b], used[a]) })
	var most []string
	for _, i := range slices.Sorted(slices.Values(order[:mostWords])) {
		most = append(most, words[i])
	}
	return most
}

func (p *Plan) planPosts() {
	posts := p.in.Content.Posts
	for i := range posts {
		switch posts[i].Kind {
		case content.Berita:
			p.add(News, p.postPath(&posts[i]), 0, i, 0)
		case content.Kegiatan:
			p.add(MeetingPage, p.postPath(&posts[i]), 0, i, 0)
		case content.Halaman:
			p.add(PlainPage, p.postPath(&posts[i]), 0, i, 0)
		}
	}
	if p.has.news {
		p.addList(NewsList, "berita/index.html", 0, 0)
	}
	for i, t := range p.tags {
		p.addList(NewsTag, p.tagPath(t), 0, i)
	}
	for i, a := range p.authors {
		p.addList(NewsAuthor, p.authorPath(a), 0, i)
	}
	for _, u := range slices.Sorted(maps.Keys(p.find.posts)) {
		if u > 0 && len(p.find.posts[u]) > mostRelated {
			p.addList(PlaceNews, p.placeNewsPath(u), u, 0)
		}
	}
	if p.has.meetings || len(p.in.Held) > 0 {
		p.addList(MeetingList, "kegiatan/index.html", 0, 0)
	}
	if p.has.promises {
		p.add(Agreements, "kesepakatan/index.html", 0, 0, 0)
		for i, f := range p.filters {
			p.add(PromiseList, f.path, 0, i, 0)
		}
	}
}

// postsOf gives the posts of a list, the newest first.
func (p *Plan) postsOf(list Page) []int {
	switch list.Kind {
	case NewsTag:
		return p.find.tagged[slug(p.tags[list.at])]
	case NewsAuthor:
		return p.find.written[slug(p.authors[list.at])]
	case PlaceNews: // of two kinds
		posts := slices.Clone(p.find.posts[list.unit])
		slices.SortStableFunc(posts, func(a, b int) int {
			return cmp.Compare(p.in.Content.Posts[b].Date, p.in.Content.Posts[a].Date)
		})
		return posts
	case MeetingList:
		return p.find.kinds[content.Kegiatan]
	default:
		return p.find.kinds[content.Berita]
	}
}

// newsList is the list of all news, or of those with one tag, by one author or about one
// place; or a page of a list's archive.
func (b *builder) newsList() {
	if b.page.Kind == Archive {
		b.archive()
		return
	}
	posts, list := b.postsOf(b.page), b.page
	n, intro := b.in.Words.Int(len(posts)), ""
	b.v.Lead.Title = b.title(list)
	switch list.Kind {
	case NewsAuthor:
		intro = b.T("berita.author.intro", "n", n, "author", star(b.authors[list.at]))
	case NewsTag:
		intro = b.T("berita.tag.intro", "n", n, "tag", star(b.tags[list.at]))
	case PlaceNews:
		intro = b.T("related.intro", "n", n, "place", star(b.name(list.unit)))
		b.v.Lead.Actions = append(b.v.Lead.Actions, b.unitLink(list.unit))
	default:
		intro = b.T("berita.intro", "office", b.v.Site.Office)
	}
	b.listCrumbs(list)
	b.v.Lead.Sentence = emphasis(intro)
	b.postList(posts)
	if list.Kind == PlaceNews {
		return
	}
	b.linkSection("topik", b.T("berita.tags"), b.topics, len(b.tags), b.tagPath)
	b.linkSection("penulis", b.T("berita.authors"), b.writers, len(b.authors), b.authorPath)
}

// linkSection leads to the lists of tags or authors, which may be some of all.
func (b *builder) linkSection(id, heading string, words []string, all int, path func(string) string) {
	if len(words) == 0 {
		return
	}
	s := Section{ID: id, Heading: heading}
	if len(words) < all {
		s.Intro = b.T("list.most", "n", b.in.Words.Int(len(words)), "all", b.in.Words.Int(all))
	}
	g := LinkGroup{}
	for _, w := range words {
		g.Links = append(g.Links, b.link(w, path(w)))
	}
	s.Links = []LinkGroup{g}
	b.v.Sections = append(b.v.Sections, s)
}

func (b *builder) meetingList() {
	posts := b.postsOf(b.page)
	b.v.Lead = Lead{
		Title:    b.title(b.page),
		Sentence: emphasis(b.T("kegiatan.intro", "n", b.in.Words.Int(len(posts)))),
		Actions:  []Link{b.link(b.T("promises.more"), "kesepakatan/index.html")},
	}
	b.postList(posts)
	b.v.Sections = append(b.v.Sections, b.cycleOverview()...)
}
