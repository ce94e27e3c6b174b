package site

import (
	"fmt"
	"maps"
	"runtime"
	"slices"
	"strings"
	"testing"

	"terang/internal/content"
	"terang/internal/health"
)

// newsOf makes news on given days, so many on each, the newest first.
func newsOf(perDay int, days ...health.Date) []content.Post {
	var posts []content.Post
	slices.Sort(days)
	for _, d := range slices.Backward(days) {
		for i := range perDay {
			posts = append(posts, content.Post{
				Kind: content.Berita, Slug: fmt.Sprintf("kabar-%d-%d", d, i), Title: fmt.Sprintf("Kabar %d", i), Date: d,
				Summary: "Ringkasan", Tags: []string{"Gizi", "gizi"}, Author: "Tim", Units: []health.Unit{1}, Lang: "id",
			})
		}
	}
	return posts
}

// daysOf gives the first days of each month of years.
func daysOf(each int, years ...int) []health.Date {
	var days []health.Date
	for _, y := range years {
		for m := range 12 {
			for d := range each {
				days = append(days, health.DateOf(y, m+1, d+1))
			}
		}
	}
	return days
}

// shownBy gives the posts that each page of archives shows, by its address.
func shownBy(p *Plan) map[string][]string {
	shown := map[string][]string{}
	for _, pg := range p.pages {
		if pg.Kind != Archive {
			continue
		}
		shown[pg.Path] = nil
		for _, s := range p.View(pg).Sections {
			for _, c := range s.Cards {
				shown[pg.Path] = append(shown[pg.Path], c.Href[strings.LastIndexByte(c.Href, '/')+1:])
			}
		}
	}
	return shown
}

func planOf(t *testing.T, posts []content.Post) *Plan {
	t.Helper()
	return tiny{month: health.MonthOf(2024, 9), services: 1, desa: []place{{"Marang", []int{50}}}, date: health.DateOf(2024, 10, 8), posts: posts}.build(t).Plan
}

// A list that fits stays on one page; one post more, and it has an archive.
func TestShortListsHaveNoArchive(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]int{mostListed: 0, mostListed + 1: 1} {
		p := planOf(t, newsOf(n, health.DateOf(2024, 5, 2)))
		for _, pg := range p.pages {
			if pg.Kind != NewsList && pg.Kind != NewsTag && pg.Kind != NewsAuthor && pg.Kind != PlaceNews {
				continue
			}
			v := p.View(pg)
			if got := len(p.years[pg.Path]); got != want || len(v.Sections[0].Cards) != mostListed || (v.Sections[0].Intro != "") != (want > 0) {
				t.Errorf("%d posts, %s: %d years, %d cards, %q", n, pg.Path, got, len(v.Sections[0].Cards), v.Sections[0].Intro)
			}
		}
	}
}

// The archive of a list shows each of its posts once: a quiet year on one page, a busy
// one by month, a busy month by day.
func TestArchiveByDate(t *testing.T) {
	t.Parallel()
	posts := newsOf(1, slices.Concat(daysOf(2, 2021), daysOf(12, 2022), daysOf(1, 2023))...)
	posts = append(newsOf(mostDated/2+1, health.DateOf(2024, 3, 4), health.DateOf(2024, 3, 5)), posts...)
	p := planOf(t, posts)
	shown := shownBy(p)
	for _, list := range []string{"berita/", "berita/tag/gizi/", "berita/penulis/tim/", "berita/wilayah/hulu/"} {
		seen := map[string]int{}
		for path, slugs := range shown {
			if strings.HasPrefix(path, list+"arsip/") {
				for _, s := range slugs {
					seen[s]++
				}
			}
		}
		for i := range posts {
			if n := seen[posts[i].Slug+".html"]; n != 1 {
				t.Errorf("%s: %s stands %d times", list, posts[i].Slug, n)
			}
		}
		for page, want := range map[string]int{
			"2021": 24, "2022": 0, "2022-01": 12, "2022-12": 12, "2023": 12, "2024": 0, "2024-03": 0, "2024-03-04": mostDated/2 + 1,
		} {
			if got, ok := shown[list+"arsip/"+page+".html"]; !ok || len(got) != want {
				t.Errorf("%sarsip/%s.html: there %v, %d posts, want %d", list, page, ok, len(got), want)
			}
		}
	}
	at := slices.IndexFunc(p.pages, func(pg Page) bool { return pg.Path == "berita/tag/gizi/arsip/2024-03-04.html" })
	v := p.View(p.pages[at])
	var steps []string
	for _, c := range v.Crumbs {
		steps = append(steps, c.Text+" "+c.Href)
	}
	want := []string{
		"Kabupaten Karangan ../../../../index.html", "Berita ../../../index.html", "Berita bertopik Gizi ../../gizi.html",
		"2024 2024.html", "Maret 2024-03.html", "Berita bertopik Gizi, 4 Maret 2024 ",
	}
	if got := strings.Split(spaces(strings.Join(steps, "|")), "|"); !slices.Equal(got, want) {
		t.Errorf("steps %q, want %q", got, want)
	}
	if links := v.Sections[len(v.Sections)-1].Links[0].Links; len(links) != 2 || !links[1].Current || links[0].Note != "51" {
		t.Errorf("other days: %+v", links)
	}
}

// A text may be called like a time: the archive of its list stands beside it.
func TestTextCalledLikeAYear(t *testing.T) {
	t.Parallel()
	posts := newsOf(mostListed+1, health.DateOf(2024, 3, 2))
	posts[0].Slug, posts[1].Slug = "2024", "2024-03"
	seen := map[string]Kind{}
	for _, pg := range planOf(t, posts).pages {
		if other, taken := seen[pg.Path]; taken {
			t.Errorf("%s is a page of kind %d and one of kind %d", pg.Path, other, pg.Kind)
		}
		seen[pg.Path] = pg.Kind
	}
	if seen["berita/2024.html"] != News || seen["berita/arsip/2024.html"] != Archive {
		t.Errorf("the text is %d, the archive %d", seen["berita/2024.html"], seen["berita/arsip/2024.html"])
	}
}

// What comes later changes no page of a year that has passed.
func TestArchiveStays(t *testing.T) {
	t.Parallel()
	days := slices.Concat(daysOf(2, 2021), daysOf(12, 2022))
	before := shownBy(planOf(t, newsOf(1, days...)))
	after := shownBy(planOf(t, newsOf(1, slices.Concat(days, daysOf(20, 2023))...)))
	if len(before) < 50 || len(after) <= len(before) {
		t.Fatalf("%d pages, then %d", len(before), len(after))
	}
	for _, path := range slices.Sorted(maps.Keys(before)) {
		if now, ok := after[path]; !ok || !slices.Equal(now, before[path]) {
			t.Errorf("%s: still there %v, shows %q, before %q", path, ok, now, before[path])
		}
	}
}

// Many tags: those with the most posts stand, in order of the alphabet.
func TestManyTags(t *testing.T) {
	t.Parallel()
	posts := newsOf(30, daysOf(1, 2024)[:5]...)
	for i := range posts {
		posts[i].Tags = []string{fmt.Sprintf("t%03d", i)}
		if i >= 100 {
			posts[i].Tags = append(posts[i].Tags, fmt.Sprintf("t%03d", i-20))
		}
	}
	p := planOf(t, posts)
	at := slices.IndexFunc(p.pages, func(pg Page) bool { return pg.Kind == NewsList })
	for _, s := range p.View(p.pages[at]).Sections {
		if s.ID != "topik" {
			continue
		}
		links := s.Links[0].Links
		if len(links) != mostWords || s.Intro == "" || links[0].Text != "t080" || !slices.IsSortedFunc(links, func(a, b Link) int { return strings.Compare(a.Text, b.Text) }) {
			t.Errorf("%q %+v", s.Intro, links)
		}
		return
	}
	t.Error("no topics")
}

// What a page costs does not grow with the tags and authors of a site: the ones that are shown are chosen once. Memory is
// counted, so nothing runs beside it.
func TestPagesCostTheSameWithManyTags(t *testing.T) {
	cost := func(n int) uint64 {
		posts := newsOf(n, health.DateOf(2024, 1, 1))
		for i := range posts {
			posts[i].Tags, posts[i].Author = []string{fmt.Sprintf("topik %d", i)}, fmt.Sprintf("penulis %d", i)
		}
		p := planOf(t, posts)
		at := slices.IndexFunc(p.pages, func(pg Page) bool { return pg.Kind == NewsTag })
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		for range 10 {
			p.View(p.pages[at])
		}
		runtime.ReadMemStats(&after)
		return (after.TotalAlloc - before.TotalAlloc) / 10
	}
	if few, many := cost(2*mostWords), cost(100*mostWords); 4*many > 5*few {
		t.Errorf("a list takes %d bytes of memory with %d tags and %d with %d", few, 2*mostWords, many, 100*mostWords)
	}
}

// The page of a place announces the newest posts about it and leads to all of them.
func TestPlaceWithManyPosts(t *testing.T) {
	t.Parallel()
	for n, want := range map[int]string{mostRelated: "", mostRelated + 1: "../../berita/wilayah/hulu.html"} {
		posts := newsOf(1, slices.Concat(daysOf(1, 2023), daysOf(1, 2022))[:n]...)
		for i := range posts[n/2:] { // posts stand by kind
			posts[n/2+i].Kind = content.Kegiatan
			posts[n/2+i].Date += 100_000
		}
		p := planOf(t, posts)
		at := slices.IndexFunc(p.pages, func(pg Page) bool { return pg.Path == "wilayah/hulu/index.html" })
		v := p.View(p.pages[at])
		i := slices.IndexFunc(v.Sections, func(s Section) bool { return s.ID == "terkait" })
		s, more := v.Sections[i], ""
		if s.More != nil {
			more = s.More.Href
		}
		newest := strings.Contains(s.Cards[0].Href, "kegiatan/")
		if len(s.Cards) != mostRelated || more != want || newest != (want != "") {
			t.Errorf("%d posts: %d cards, the newest first %v, more %q", n, len(s.Cards), newest, more)
		}
		if there := slices.ContainsFunc(p.pages, func(pg Page) bool { return pg.Kind == PlaceNews }); there != (want != "") {
			t.Errorf("%d posts: a list of its own %v", n, there)
		}
	}
}
