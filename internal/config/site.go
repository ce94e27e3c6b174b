// Package config reads site.yaml: what the site is called, where it will stand,
// which area it is about, how small counts are protected, and which of the
// user's files are not in the shape that data/ asks for.
//
// Reading is strict: an unknown key, a value of the wrong kind or a missing
// title, base_url or area is a problem with its line. [Read] gives defaults for
// whatever is left out, so that the other doors can go on and report their own
// faults in the same run.
package config

import (
	"cmp"
	"maps"
	"slices"

	"terang/internal/health"
	"terang/internal/source"
)

// File is the name of the file that Read reads.
const File = "site.yaml"

// WholeCountry is the area code of a site about all of Indonesia.
const WholeCountry = "id"

// Site is what site.yaml says, checked and with defaults filled in.
type Site struct {
	Title    string
	BaseURL  string   // absolute, http or https, ends with a slash; empty where it was missing or wrong
	Area     string   // Kemendagri code with dots, or WholeCountry; empty where it was missing or wrong
	Language string   // of the pages at the root: "id" or "en"
	Others   []string // further languages, each in a folder of its name
	License  string   // of the published data; empty where not said
	Sample   bool     // the data are made up, and every page and download says so
	Notice   string   // a banner on every page
	Notices  []Notice

	Theme     string   // name of the theme's folder
	Look      Look     // the site's own colour and logo
	Pictures  Pictures // which pages have pictures to send on
	Workbooks Pictures // which of the pages that have tables of their own have them as a workbook too
	Headline  Headline // which target the first sentence of a page counts by
	Photos    []int    // widths, in pixels and ascending, in which pictures of posts are made
	PageKB    int      // how many kB (of 1000 bytes) a page and its style sheets may weigh when packed
	Office    Office

	Releases   []Release // by day
	Statements Statements
	Offline    bool     // readers' browsers keep pages
	Retire     bool     // browsers that have kept pages of this site forget them
	Copies     *bool    // pages in one file each; nil where that depends on how many there are
	Compress   []string // endings of the smaller files beside each text: "gz", "br", "zst"
	Headers    []string // of which hosts rules are written for: "apache", "netlify"

	Maps        Maps
	Disclosure  Disclosure
	Categories  []Category // highest first; the last one begins at 0
	UHC         []UHCRule  // by year, the latest first
	PKP         PKP
	Pillars     map[string]Pillar // of the six pillars, "1" to "6", what the office says itself
	Regulations []Regulation
	Sources     []Source          // files, and answers, that are mapped
	Queries     []Query           // whose answers are read as tables of the site
	Waivers     []Waiver          // warnings and notes that are excepted
	Boundaries  map[string]string // by name of a TopoJSON file in data/boundaries: the object of it that is read
	// Translations holds the site's own texts by further language.
	Translations map[string]Translation
	Aliases      map[string][]string // old address to new ones, relative to the root without a leading slash; several where a place was split
	Search       Search
	Writing      Writing
	Editor       Editor
	Hosts        []Host // by name

	places   *source.YAML
	sourceAt []int // which entry of site.yaml each of Sources is
}

// Pos gives the place of a setting in site.yaml, or the nearest that is there.
func (s Site) Pos(path ...string) source.Pos {
	if s.places == nil {
		return source.Pos{File: File}
	}
	return s.places.Pos(path...)
}

// Away lists the addresses of others that site.yaml names.
func (s Site) Away() []source.Address {
	if s.places == nil {
		return nil
	}
	return s.places.Addresses("base_url", "editor", "sources", "translations")
}

// Translation says the site's own texts in a further language. What is empty stays
// as it is.
type Translation struct {
	Title   string            `yaml:"title"`
	Notice  string            `yaml:"notice"`
	Notices []string          `yaml:"notices"` // in the order of the site's own
	Office  string            `yaml:"office"`  // its name
	Pillars map[string]Pillar `yaml:"pillars"`

	Releases []string `yaml:"releases"` // texts, in the order of the site's own
	Known    []string `yaml:"known"`    // what is missing in accessibility
}

// Pillar is what an office says of one of the six pillars: its name where it is not
// the usual one, and which part of the office answers for it.
type Pillar struct {
	Name  string `yaml:"name"`
	Owner string `yaml:"owner"`
}

// UnmarshalYAML reads a name in place of both; the strict reader takes mappings apart itself.
func (p *Pillar) UnmarshalYAML(read func(any) error) error { return read(&p.Name) }

// In gives the site as it speaks another of its languages.
func (s Site) In(lang string) Site {
	t := s.Translations[lang]
	s.Language = lang
	s.Title = cmp.Or(t.Title, s.Title)
	s.Notice = cmp.Or(t.Notice, s.Notice)
	s.Office.Name = cmp.Or(t.Office, s.Office.Name)
	s.Notices = slices.Clone(s.Notices)
	for i := range min(len(t.Notices), len(s.Notices)) {
		s.Notices[i].Text = cmp.Or(t.Notices[i], s.Notices[i].Text)
	}
	s.Releases = slices.Clone(s.Releases)
	for i, r := range s.Releases {
		if r.place < len(t.Releases) {
			s.Releases[i].Text = cmp.Or(t.Releases[r.place], r.Text)
		}
	}
	if len(t.Known) > 0 {
		s.Statements.Known = t.Known
	}
	s.Pillars = maps.Clone(s.Pillars)
	for n, p := range t.Pillars {
		if s.Pillars == nil {
			s.Pillars = map[string]Pillar{}
		}
		s.Pillars[n] = Pillar{Name: cmp.Or(p.Name, s.Pillars[n].Name), Owner: cmp.Or(p.Owner, s.Pillars[n].Owner)}
	}
	return s
}

// Search says what else readers may type for words of the pages.
type Search struct {
	Aliases map[string]string `yaml:"aliases"` // what is typed, and what is meant: phrases with semicolons between
}

// Writing says how the office writes.
type Writing struct {
	Avoid map[string]string `yaml:"avoid"` // a word, and a better one
}

// Notice is a banner that may come to an end.
type Notice struct {
	Text  string
	Level NoticeLevel
	Until health.Date // last day on which it is shown; 0 for no end
}

// NoticeLevel says how loud a notice is.
type NoticeLevel string

// The levels, as site.yaml writes them.
const (
	Info      NoticeLevel = "info"
	Important NoticeLevel = "penting"
	Emergency NoticeLevel = "darurat"
)

// The size of a page, in kB: a phone on a slow network shows the usual one within
// two seconds.
const (
	usualPage = 30
	leastPage = 15
	mostPage  = 500
)

// Pictures says which pages have a picture for links to them, their charts as
// files, and their charts for other sites; or which have a workbook. They cost more than the pages.
type Pictures string

// The choices, as site.yaml writes them.
const (
	PicturesAuto Pictures = "auto" // all of a site with few kecamatan and puskesmas, else few
	PicturesAll  Pictures = "all"  // every page but those of desa
	PicturesFew  Pictures = "few"  // kab/kota and above, indicators and posts
	PicturesNone Pictures = "none"
)

// The hosts whose rules of headers are files of the site, as site.yaml names them.
const (
	HeadersApache  = "apache"
	HeadersNetlify = "netlify" // and Cloudflare
)

// Headline says by which target the first sentence of a page counts the services,
// while the year is not over.
type Headline string

// The choices, as site.yaml writes them.
const (
	HeadlineMonth Headline = "month" // the part of the target that has come due
	HeadlineYear  Headline = "year"  // that of the whole year, and then the month's
)

// Look is what a site puts on its theme; any field may be empty. Files are in data/
// or content/, and end in .svg or .png.
type Look struct {
	Accent     string `yaml:"accent"`      // #rrggbb or #rgb
	AccentDark string `yaml:"accent_dark"` // on a dark ground
	Logo       string `yaml:"logo"`
	LogoDark   string `yaml:"logo_dark"`
	LogoCard   string `yaml:"logo_card"` // a PNG
}

// The widths of pictures of posts, in pixels, and how many there may be.
const (
	leastPhoto = 160
	mostPhoto  = 2560
	mostPhotos = 4
)

// Office is the office that publishes the site; any field may be empty.
type Office struct {
	Name     string `yaml:"name"`
	Address  string `yaml:"address"`
	Email    string `yaml:"email"`
	Phone    string `yaml:"phone"`
	WhatsApp string `yaml:"whatsapp"`
	Website  string `yaml:"website"`
	Place    string `yaml:"place"`    // where its forms are signed
	Head     Signer `yaml:"head"`     // who approves them
	Reporter Signer `yaml:"reporter"` // who makes them
}

// Signer is who signs a form; what is empty is left to be written by hand.
type Signer struct {
	Name  string `yaml:"name"`
	Title string `yaml:"title"`
	NIP   string `yaml:"nip"` // number as an official
}

// Disclosure holds the smallest counts of people that may be published (domain
// reference §8.3). Where they are lower than the usual 5 and 10, Reason is set.
type Disclosure struct {
	MinCount          int
	MinCountSensitive int
	RoundTo           int // 0, or 5: figures below kab/kota are rounded to multiples of it
	Reason            string
}

// Maps says which maps a site wants, and how large they may be.
type Maps struct {
	NoTiles      bool // no tile maps where there are no boundaries
	NoFacilities bool // no maps of facilities
	Budget       int  // bytes of the outlines of one map
}

// Category is a class of the SPM index: it holds from this index upward (domain reference §2.3).
type Category struct {
	Name string  `yaml:"name"`
	From float64 `yaml:"from"`
}

// UHCRule says from which year on what share of the people must be members of the
// national insurance, and what share of these active, for universal health
// coverage: more than so many percent (domain reference §7.1).
type UHCRule struct {
	From     int        `yaml:"from"`
	Coverage float64    `yaml:"coverage"`
	Active   float64    `yaml:"active"` // 0 where activity is not asked for
	Grades   []UHCGrade `yaml:"grades"` // best first
}

// UHCGrade is a level above UHC; it asks for at least so many percent, and for a
// share of the population that the local government pays for.
type UHCGrade struct {
	Name     string  `yaml:"name"`
	Coverage float64 `yaml:"coverage"`
	Active   float64 `yaml:"active"`
	PBPU     float64 `yaml:"pbpu"` // 0 where not asked for
}

// PKP holds the bounds of the groups of the yearly performance review of puskesmas
// (domain reference §5.3): services in percent, management from 0 to 10.
type PKP struct {
	Good           float64 `yaml:"good"` // at least
	Fair           float64 `yaml:"fair"` // more than
	ManagementGood float64 `yaml:"management_good"`
	ManagementFair float64 `yaml:"management_fair"` // at least
}

// Regulation is a rule that the method page names.
type Regulation struct {
	Title string `yaml:"title"`
	URL   string `yaml:"url"`
}

// The smallest counts that a site may publish without giving a reason.
const (
	leastCount          = 5
	leastCountSensitive = 10
	roundBase           = 5
)

// The bytes of a map's outlines, in thousands: usual, least and most.
const (
	usualOutlines = 10
	leastOutlines = 2
	mostOutlines  = 60
)

// Default gives the settings that hold where site.yaml says nothing.
func Default() Site {
	return Site{
		Language:   "id",
		Theme:      "default",
		Maps:       Maps{Budget: usualOutlines * 1000},
		Pictures:   PicturesAuto,
		Workbooks:  PicturesAuto,
		Headline:   HeadlineMonth,
		Photos:     []int{480, 960, 1440},
		PageKB:     usualPage,
		Headers:    []string{HeadersApache, HeadersNetlify},
		Disclosure: Disclosure{MinCount: leastCount, MinCountSensitive: leastCountSensitive},
		Categories: []Category{
			{"Tuntas Paripurna", 100},
			{"Tuntas Utama", 90},
			{"Tuntas Madya", 80},
			{"Tuntas Pratama", 70},
			{"Tuntas Muda", 60},
			{"Belum Tuntas", 0},
		},
		UHC: []UHCRule{{From: 2025, Coverage: 98, Active: 80}, {From: 2014, Coverage: 95}},
		PKP: PKP{Good: 91, Fair: 80, ManagementGood: 8.5, ManagementFair: 5.5},
	}
}
