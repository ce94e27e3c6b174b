// Package site decides which pages exist, at which addresses, and what each of
// them says. It sees published figures only (disclosure.Release), so no page can
// show what was hidden.
//
// A Plan lists the pages; a page's View is made when it is rendered, by whichever
// worker comes to it, so that a hundred thousand pages never stand in memory at
// once. Every page has one shape, View; the files page_*.go and their neighbours
// say what goes into it for each kind of page.
package site

import (
	"slices"

	"terang/internal/atlas"
	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/photo"
	"terang/internal/source"
	"terang/internal/words"
)

// Input is what a site is made of.
type Input struct {
	Config      config.Site
	Register    *health.Register
	Ground      *Ground // of Register; nil where nobody has surveyed it
	Indicators  []health.Indicator
	Release     *disclosure.Release
	Content     *content.Content
	Words       *words.Catalogue
	Atlas       *atlas.Atlas // nil where no boundary was given
	Date        health.Date
	AssetPath   func(name string) string // address of an asset from the root, "" when absent
	Logo        Logo                     // its addresses from the root
	Theme       Themed
	Downloads   func() []Download       // Href from the root; nil where there are none
	Documents   Documents               // the same figures for programs
	Sources     []string                // who the observations come from, with the day of the newest
	Agreements  []health.Agreement      // beside those of the meetings
	Actions     []health.Action         // beside those of the meetings
	Corrections []health.Correction     // published numbers that were corrected, the newest first
	Editions    []Edition               // of the open data, the newest first
	Held        []health.Held           // steps of the puskesmas' round, beside the meetings
	Scores      []health.Score          // by year and puskesmas
	Budget      []health.BudgetLine     // by unit, the newest year first
	Photos      map[string]*photo.Photo // what was made of pictures of posts, by content.Asset.Path

	// Languages are all that the site speaks, the one of the root first. Words is of
	// one of them, and Config, Indicators and Content are in it as far as can be.
	Languages []string
}

// Documents says where what is told of a unit or an indicator stands for programs, from the root. Either may be
// nil, and gives nothing where there is none.
type Documents struct {
	Unit      func(health.Unit) string
	Indicator func(int) string
}

// Themed says what of the theme is the site's own, since that is unknown here.
type Themed struct {
	Own     bool // any file
	Scripts bool // some of it may run or fetch
}

// folder is where the pages of a language stand: those of the first at the root.
func (in *Input) folder(lang string) string {
	if len(in.Languages) == 0 || lang == in.Languages[0] {
		return ""
	}
	return lang + "/"
}

// Kind is a kind of page.
type Kind uint8

// The kinds of pages.
const (
	Home Kind = iota
	Services
	Service
	FinishedYear
	Areas
	Area // provinsi, kabkota or kecamatan below the root
	Village
	PuskesmasList
	PuskesmasPage
	LokminPack
	Recap
	Facilities
	LifeStage
	Cluster
	NewsList
	NewsTag
	NewsAuthor
	PlaceNews // of a place with many posts
	Archive   // posts of a long list, of a year, a month or a day
	News
	MeetingList
	MeetingPage
	Agreements
	PromiseList // of one status or sector
	Programmes
	UHC
	ILP
	Posyandu
	Telemedicine
	Referral
	Pillar
	Catalogue
	Method
	Search
	Glossary
	Releases
	Revisions
	Editions
	Statement
	PlainPage
	NotFound
)

var kindNames = [...]string{
	"home", "services", "service", "year", "areas", "area", "village", "puskesmas-list", "puskesmas",
	"lokmin", "recap", "facilities", "stage", "cluster", "news-list", "news-tag", "news-author", "news-place", "archive", "news", "meeting-list", "meeting",
	"agreements", "promises", "programmes", "uhc", "ilp", "posyandu", "telemedicine", "referral", "pillar", "catalogue", "method", "search", "glossary", "releases", "revisions", "editions", "statement", "plain", "not-found",
}

// String names the kind as <body data-page> does.
func (k Kind) String() string { return kindNames[k] }

// Page is one page of the plan.
type Page struct {
	Kind Kind
	Path string // from the root of its language: "spm/bumil.html"
	unit health.Unit
	at   int // indicator, post, stage, cluster, tag, page of an archive or statement
	year int
}

// Plan lists the pages of a site.
type Plan struct {
	in Input
	*Ground
	folder string
	pages  []Page
	at     map[string]int // of a page, by its path in lower case
	// Places in the catalogue: spm of the services of the SPM that the site shows,
	// others of what else somebody reported, all of both.
	spm, others, all []int

	pillars    []string
	bonds      []bond               // every agreement, those of meetings first
	bondID     []string             // of each
	notAsked   map[health.Unit]bool // kab/kota whose desa are not asked to report
	pledged    pledged              // by those that hold
	promises   []promise            // every promise, the most urgent first
	stages     []string
	clusters   []string
	tags       []string
	authors    []string
	topics     []string              // of tags, those that every list leads to
	writers    []string              // of authors, likewise
	aliasAt    map[string]string     // the alias of an old address's file
	archives   []*archive            // every page of one
	years      map[string][]*archive // of the list at an address, the newest first
	filters    []promiseFilter
	statements []statement
	find       lookup
	codes      []string         // of indicators, in addresses and anchors
	services   []string         // addresses of their pages
	names      []string         // of each unit, in full
	called     string           // what the lowest areas are called
	said       *words.Catalogue // the site's own block of words, which call them so
	meanings   *meanings        // of terms
	shells     map[whereabouts]*shell
	has        has
	rootMap    *atlas.Map    // of the areas below the root, which every service's page draws
	fine       []health.Unit // the desa of a site where they are few enough for a map of all
	fineMap    *atlas.Map    // of these
	pictures   config.Pictures
	workbooks  config.Pictures
}

// New plans a site. Problems are addresses that two pages would share.
func New(in Input) (*Plan, source.Problems) {
	if in.Ground == nil {
		in.Ground = Survey(in.Register)
	}
	p := &Plan{in: in, Ground: in.Ground, folder: in.folder(in.Words.Lang())}
	p.called, p.said = villages(in.Register, in.Words)
	p.names = p.fullNames()
	p.codes = codesOf(in.Indicators)
	p.services = p.servicePaths()
	p.spm, p.others = p.shown()
	p.all = slices.Concat(p.spm, p.others)
	p.notAsked = p.asking()
	p.stages, p.clusters, p.pillars = p.groupings()
	p.bonds, p.promises = p.allBonds(), p.allPromises()
	p.pledged, p.bondID = p.parties(), bondIDs(p.bonds)
	p.tags = tags(in.Content.Of(content.Berita))
	p.authors = authors(in.Content.Of(content.Berita))
	p.filters = p.promiseFilters()
	p.find = p.newLookup()
	p.topics, p.writers = mostUsed(p.tags, p.find.tagged), mostUsed(p.authors, p.find.written)
	p.aliasAt = aliasesByPage(in.Config.Aliases)
	p.rootMap = p.mapOf(0)
	p.fine, p.fineMap = p.fineAtRoot()
	p.pictures, p.workbooks = picturesOf(in.Config.Pictures, in.Register), picturesOf(in.Config.Workbooks, in.Register)
	p.has = p.newHas()
	p.meanings = (&builder{Plan: p}).newMeanings()
	p.planSections()
	p.planAreas()
	p.planPuskesmas()
	p.planPosts()
	p.makeShells()
	return p, append(p.place(), p.brokenLinks()...)
}

// Pages lists the pages in order of planning, home first.
func (p *Plan) Pages() []Page { return p.pages }

// Find gives the page at a path.
func (p *Plan) Find(path string) (Page, bool) {
	i, ok := p.at[fold(path)]
	if !ok || p.pages[i].Path != path {
		return Page{}, false
	}
	return p.pages[i], true
}

// Lang is the language of the pages.
func (p *Plan) Lang() string { return p.in.Words.Lang() }

// Folder is where the pages stand: empty for the first language, "en/" for another.
// A page has the same path in each of them.
func (p *Plan) Folder() string { return p.folder }

func (p *Plan) add(k Kind, path string, unit health.Unit, at, year int) {
	p.pages = append(p.pages, Page{Kind: k, Path: path, unit: unit, at: at, year: year})
}

// shown lists the indicators of the site's pages: the twelve services of the SPM
// and on a province's site its own two, reported or not; and whatever else has a
// report at the root.
func (p *Plan) shown() (spm, others []int) {
	for i, ind := range p.in.Indicators {
		reported := ind.Group == health.GroupSPM ||
			ind.Group == health.GroupSPMProvince && p.in.Register.Areas[0].Level == health.Provinsi
		for _, y := range p.in.Release.Years() {
			k, _ := p.in.Release.Reports(0, i, y)
			reported = reported || k > 0
		}
		switch {
		case !reported:
		case isSPM(ind):
			spm = append(spm, i)
		default:
			others = append(others, i)
		}
	}
	return spm, others
}

func isSPM(ind health.Indicator) bool {
	return ind.Group == health.GroupSPM || ind.Group == health.GroupSPMProvince
}

func (p *Plan) planSections() {
	root := health.Unit(0)
	p.add(Home, "index.html", root, 0, 0)
	p.add(Services, "spm/index.html", root, 0, 0)
	for _, i := range p.all {
		p.add(Service, p.servicePath(i), root, i, 0)
	}
	p.planProgrammes()
	for _, y := range p.finished() {
		p.add(FinishedYear, p.yearPath(root, y), root, 0, y)
	}
	p.planRecaps(root)
	for i, s := range p.stages {
		p.add(LifeStage, "siklus-hidup/"+s+".html", root, i, 0)
	}
	for i, c := range p.clusters {
		p.add(Cluster, "klaster/"+c+".html", root, i, 0)
	}
	p.add(Areas, "wilayah/index.html", root, 0, 0)
	p.planFacilities()
	p.add(Catalogue, "data/index.html", root, 0, 0)
	p.add(Method, "data/metode.html", root, 0, 0)
	p.add(Search, "cari.html", root, 0, 0)
	p.add(Glossary, glossaryPath, root, 0, 0)
	p.add(Releases, releasesPath, root, 0, 0)
	if len(p.in.Corrections) > 0 {
		p.add(Revisions, revisionsPath, root, 0, 0)
	}
	if len(p.in.Editions) > 0 {
		p.add(Editions, editionsPath, root, 0, 0)
	}
	p.planStatements()
	if p.folder == "" { // a host knows one
		p.add(NotFound, "404.html", root, 0, 0)
	}
}

func (p *Plan) planAreas() {
	for u := range p.in.Register.Areas {
		if u == 0 {
			continue
		}
		unit := health.Unit(u)
		if p.in.Register.Areas[u].Level == health.Desa {
			p.add(Village, p.unitPath(unit), unit, 0, 0)
			continue
		}
		p.add(Area, p.unitPath(unit), unit, 0, 0)
		if p.unplaced(unit) {
			continue
		}
		for _, y := range p.finished() {
			p.add(FinishedYear, p.yearPath(unit, y), unit, 0, y)
		}
		p.planRecaps(unit)
	}
}

func (p *Plan) planPuskesmas() {
	all := p.in.Register.Puskesmas()
	if len(all) == 0 {
		return
	}
	p.add(PuskesmasList, "puskesmas/index.html", 0, 0, 0)
	for _, u := range all {
		p.add(PuskesmasPage, p.unitPath(u), u, 0, 0)
		p.add(LokminPack, p.lokminPath(u), u, 0, 0)
	}
}

// has is what a site has beside its services, asked once.
type has struct{ news, meetings, promises, ilp, telemedicine, programmes, copies bool }

func (p *Plan) newHas() has {
	given := func(is func(*health.Facility) bool) bool {
		return slices.ContainsFunc(p.in.Register.Puskesmas(), func(u health.Unit) bool { return is(p.in.Register.Facility(u)) })
	}
	h := has{
		news:     len(p.in.Content.Of(content.Berita)) > 0,
		meetings: len(p.in.Content.Of(content.Kegiatan)) > 0,
		ilp:      given(func(f *health.Facility) bool { return f.ILPStatus != "" }),
		telemedicine: given(func(f *health.Facility) bool { return f.Telemedicine != health.NotSaid }) ||
			len(p.inGroup(health.GroupTelemedicine)) > 0,
	}
	h.promises = h.meetings || len(p.in.Agreements) > 0 || len(p.in.Actions) > 0
	h.programmes = len(p.others) > 0 || h.ilp || p.hasPosyandu() || h.telemedicine || len(p.in.Scores) > 0 || len(p.in.Budget) > 0
	if given := p.in.Config.Copies; given != nil {
		h.copies = *given
	} else {
		h.copies = picturesOf(config.PicturesAuto, p.in.Register) == config.PicturesAll
	}
	return h
}

// finished lists the years before the latest.
func (p *Plan) finished() []int {
	years := p.in.Release.Years()
	return years[:max(0, len(years)-1)]
}

// place notes where each page stands, and reports those that would share an address,
// whatever its case. Only posts and aliases can: all other addresses are made so that they differ.
func (p *Plan) place() source.Problems {
	var ps source.Problems
	p.at = make(map[string]int, len(p.pages))
	for i, pg := range p.pages {
		key := fold(pg.Path)
		if _, taken := p.at[key]; taken {
			pos := source.Pos{}
			switch pg.Kind {
			case News, MeetingPage, PlainPage:
				pos.File = p.in.Content.Posts[pg.at].File
			case Service:
				pos.File = "data/indicators.csv"
			default:
			}
			ps.Error(pos, "address-taken", "address", "/"+pg.Path)
		}
		p.at[key] = i
	}
	return append(ps, p.misled()...)
}
