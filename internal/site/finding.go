package site

import (
	"strings"

	"terang/internal/content"
	"terang/internal/health"
	"terang/internal/search"
)

// What the search page finds: names and texts of pages, and no figure of them.

// mostPlaces is how many areas the head of the index names; with more, kecamatan stand with what lies in them.
const mostPlaces = 700

// Index gives the files of the index that the search page reads. Each language has its own.
func (p *Plan) Index() []File {
	b := &builder{Plan: p, page: Page{Kind: Home, Path: "index.html"}, v: &View{}}
	in := search.Input{Folder: p.indexFolder(), Kinds: b.kinds(), Aliases: p.in.Config.Search.Aliases, Texts: b.findable(), Root: b.facilityFiles(0)}
	at := b.searchPlaces(&in)
	for u := range health.Unit(p.in.Register.Units()) {
		if u > 0 {
			in.Names = append(in.Names, b.unitName(u, at))
		}
	}
	for i := range p.in.Register.Facilities {
		// The puskesmas' own network is found through its place: half the country's posyandu share a dozen names.
		if f := &p.in.Register.Facilities[i]; !f.Type.Own() && !f.Closed && f.Unit == health.NoUnit {
			in.Names = append(in.Names, b.facilityName(i, at))
		}
	}
	var files []File
	for _, f := range search.Build(in) {
		files = append(files, File{f.Path, f.Body})
	}
	return files
}

func (p *Plan) indexFolder() string { return search.Folder + p.folder }

// areaKind is the kind under which an area or puskesmas is found.
func (b *builder) areaKind(u health.Unit) string {
	reg := b.in.Register
	level := reg.LevelOf(u)
	switch {
	case level == health.Puskesmas:
		return string(health.TypePuskesmas)
	case level == health.Desa && reg.Areas[u].IsKelurahan():
		return "kelurahan"
	case level == health.Kabkota && reg.Areas[u].IsKota():
		return "kota"
	case level == health.Kabkota:
		return "kabupaten"
	}
	return level.String()
}

const (
	kindService = "layanan"
	kindPage    = "halaman"
	kindTerm    = "istilah"
)

// kinds lists what can be found, the more important first.
func (b *builder) kinds() []search.Kind {
	const area, entry = "{place}{name}/index.html", "{place}{mid}index.html#f-{name}"
	label := func(code string) string {
		return strings.TrimSpace(strings.ReplaceAll(b.T("place."+code), "{name}", ""))
	}
	place := func(code, address string) search.Kind {
		return search.Kind{Code: code, Label: label(code), Pattern: b.T("place." + code), Address: address, Words: code}
	}
	kab, kota := place("kabupaten", area), place("kota", area)
	kab.Kabkota, kota.Kabkota = true, true
	list := []search.Kind{
		{Code: kindService, Label: b.T("search.kind.service")},
		place("provinsi", area), kab, kota, place("kecamatan", area), place("puskesmas", "puskesmas/{kab}{name}/index.html"),
	}
	var others []search.Kind
	for _, t := range health.FacilityTypes() {
		k := search.Kind{Code: string(t), Label: b.T("facility." + string(t)), Words: strings.ReplaceAll(string(t), "_", " "), Address: entry}
		switch t {
		case health.TypePuskesmas:
		case health.TypeRS:
			list = append(list, k)
		default:
			others = append(others, k)
		}
	}
	list = append(list, place("desa", "{place}{mid}{name}.html"), place("kelurahan", "{place}{mid}{name}.html"),
		search.Kind{Code: kindPage, Label: b.T("search.kind.page")}, search.Kind{Code: kindTerm, Label: b.T("search.kind.term")})
	list = append(list, others...)
	return append(list, search.Kind{Code: string(content.Berita), Label: b.T("search.kind.news")},
		search.Kind{Code: string(content.Kegiatan), Label: b.T("search.kind.meeting")})
}

// searchPlaces names the areas that others lie in, and says where each is in that list.
func (b *builder) searchPlaces(in *search.Input) map[health.Unit]int {
	reg := b.in.Register
	lowest, above := health.Kecamatan, 0
	for u := range reg.Areas {
		if reg.Areas[u].Level < health.Desa {
			above++
		}
	}
	if above > mostPlaces {
		lowest = health.Kabkota
	}
	at := map[health.Unit]int{0: -1}
	for u := range health.Unit(len(reg.Areas)) {
		if a := &reg.Areas[u]; u > 0 && a.Level <= lowest {
			at[u] = len(in.Places)
			in.Places = append(in.Places, search.Place{
				Name: b.shortName(u), Kind: b.areaKind(u), Parent: at[a.Parent], Slug: b.slugs[u], Facilities: b.facilityFiles(u),
			})
		}
	}
	return at
}

// within finds the nearest place of the list above or at an area, and names the kecamatan that was passed.
func (b *builder) within(u health.Unit, at map[health.Unit]int) (place int, mid string) {
	for ; u != health.NoUnit; u = b.in.Register.Areas[u].Parent {
		if i, ok := at[u]; ok {
			return i, mid
		}
		if b.in.Register.LevelOf(u) == health.Kecamatan {
			mid = b.shortName(u)
		}
	}
	return -1, mid
}

func (b *builder) unitName(u health.Unit, at map[health.Unit]int) search.Name {
	reg := b.in.Register
	n := search.Name{Name: b.shortName(u), Kind: b.areaKind(u), Path: b.unitPath(u)}
	if reg.LevelOf(u) == health.Puskesmas {
		f := reg.Facility(u)
		n.Place, n.Mid = b.within(directoryOf(f), at)
	} else {
		n.Place, n.Mid = b.within(reg.Areas[u].Parent, at)
	}
	return n
}

func (b *builder) facilityName(i int, at map[health.Unit]int) search.Name {
	f := &b.in.Register.Facilities[i]
	n := search.Name{Name: f.Name, Kind: string(f.Type), Path: b.directoryPage(f) + "#" + b.facility[i]}
	n.Place, n.Mid = b.within(directoryOf(f), at)
	return n
}

// findable lists the pages that are found by their words: services, sections, terms, posts.
func (b *builder) findable() []search.Text {
	var list []search.Text
	for _, i := range b.all {
		ind := &b.in.Indicators[i]
		list = append(list, search.Text{
			Title: ind.ShortName, Kind: kindService, Path: b.servicePath(i),
			Words: strings.Join([]string{ind.Name, ind.Code, ind.Unit, ind.Definition, ind.Numerator, ind.Denominator}, " "),
		})
	}
	list = append(list, b.findablePages()...)
	for _, t := range b.facilityTypes() {
		list = append(list, search.Text{
			Title: b.T("facility." + string(t)), Kind: kindPage, Path: "fasilitas/index.html?jenis=" + string(t), Words: strings.ReplaceAll(string(t), "_", " "),
		})
	}
	for _, key := range glossaryTerms {
		list = append(list, search.Text{
			Title: b.T("glossary." + key + ".name"), Kind: kindTerm, Path: glossaryPath + "#" + key, Words: b.T("glossary." + key + ".text"),
		})
	}
	return append(list, b.findablePosts()...)
}

// findablePages names the pages of the site's own sections.
func (b *builder) findablePages() []search.Text {
	var list []search.Text
	for _, pg := range b.pages {
		switch pg.Kind {
		case Services, Areas, PuskesmasList, Facilities, LifeStage, Cluster, NewsList, MeetingList, Agreements,
			Programmes, UHC, ILP, Posyandu, Telemedicine, Referral, Pillar, Catalogue, Method, Glossary, Releases, Revisions, Editions, Statement:
			list = append(list, search.Text{Title: b.title(pg), Kind: kindPage, Path: pg.Path})
		default: // found by name, or not looked for
		}
	}
	return list
}

func (b *builder) findablePosts() []search.Text {
	var list []search.Text
	pages := b.in.Content.Of(content.Halaman)
	for i := range pages {
		list = append(list, search.Text{
			Title: pages[i].Title, Kind: kindPage, Path: b.postPath(&pages[i]), Words: pages[i].Summary + " " + pages[i].Text().Words,
		})
	}
	for _, post := range b.newestPosts(len(b.in.Content.Posts)) {
		list = append(list, search.Text{
			Title: post.Title, Kind: string(post.Kind), Note: b.in.Words.Date(post.Date), Path: b.postPath(post),
			Words: strings.Join(post.Tags, " ") + " " + post.Summary + " " + post.Text().Words,
		})
	}
	return list
}
