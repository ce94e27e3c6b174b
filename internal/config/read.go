package config

import (
	"errors"
	"io/fs"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/source"
)

// raw is site.yaml as it is written.
type raw struct {
	Title       string            `yaml:"title"`
	BaseURL     string            `yaml:"base_url"`
	Area        string            `yaml:"area"`
	Language    string            `yaml:"language"`
	Languages   []string          `yaml:"languages"`
	License     string            `yaml:"license"`
	Sample      bool              `yaml:"sample"`
	Notice      string            `yaml:"notice"`
	Notices     []rawNotice       `yaml:"notices"`
	Theme       string            `yaml:"theme"`
	Look        Look              `yaml:"look"`
	Pictures    string            `yaml:"pictures"`
	Workbooks   string            `yaml:"workbooks"`
	Headline    string            `yaml:"headline"`
	PageKB      *int              `yaml:"page_kb"`
	Photos      rawPhotos         `yaml:"photos"`
	Office      Office            `yaml:"office"`
	Releases    []rawRelease      `yaml:"releases"`
	Statements  rawStatements     `yaml:"statements"`
	Offline     *bool             `yaml:"offline"`
	Copies      *bool             `yaml:"copies"`
	Compress    []string          `yaml:"compress"`
	Headers     []string          `yaml:"headers"`
	Maps        rawMaps           `yaml:"maps"`
	Disclosure  rawDisclosure     `yaml:"disclosure"`
	Categories  []Category        `yaml:"categories"`
	UHC         []UHCRule         `yaml:"uhc"`
	PKP         *PKP              `yaml:"pkp"`
	Pillars     map[string]Pillar `yaml:"pillars"`
	Regulations []Regulation      `yaml:"regulations"`
	Sources     []Source          `yaml:"sources"`
	Waivers     []rawWaiver       `yaml:"waivers"`
	Boundaries  map[string]string `yaml:"boundaries"`
	Aliases     map[string]Heads  `yaml:"aliases"`
	Search      Search            `yaml:"search"`
	Writing     Writing           `yaml:"writing"`
	Editor      Editor            `yaml:"editor"`

	Publish map[string]rawHost `yaml:"publish"`

	Translations map[string]Translation `yaml:"translations"`
}

type rawNotice struct {
	Text  string `yaml:"text"`
	Level string `yaml:"level"`
	Until string `yaml:"until"`
}

type rawPhotos struct {
	Widths []int `yaml:"widths"`
}

type rawMaps struct {
	Tiles      *bool `yaml:"tiles"`
	Facilities *bool `yaml:"facilities"`
	OutlineKB  *int  `yaml:"outline_kb"`
}

type rawDisclosure struct {
	MinCount          *int   `yaml:"min_count"`
	MinCountSensitive *int   `yaml:"min_count_sensitive"`
	RoundTo           int    `yaml:"round_to"`
	Reason            string `yaml:"reason"`
}

// longest is how many bytes site.yaml may have.
const longest = 8 << 20

// Read reads site.yaml from the root of a site. It gives a Site even where there
// are problems: what could not be read has its default.
func Read(root fs.FS) (Site, source.Problems) {
	var ps source.Problems
	data, err := source.ReadFile(root, File, longest, &ps)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			ps.Error(source.Pos{File: File}, "missing-site")
		}
		return Default(), ps
	}
	return Parse(data)
}

// Parse reads the text of a site.yaml, as [Read] does.
func Parse(data []byte) (Site, source.Problems) {
	y, ps := source.ParseYAML(File, 1, []byte(strings.TrimPrefix(string(data), "\ufeff")))
	if len(ps) > 0 {
		return Default(), ps
	}
	var r raw
	ps = append(ps, y.Decode(&r)...)
	c := checker{y: y, ps: ps}
	return c.site(r), c.ps
}

// checker turns what is written into a Site and gathers what is wrong with it.
type checker struct {
	y  *source.YAML
	ps source.Problems
}

func (c *checker) site(r raw) Site {
	s := Default()
	s.places = c.y
	s.Title = c.needed("title", r.Title, "Portal Kesehatan Kabupaten Contoh")
	s.BaseURL = c.baseURL(c.needed("base_url", r.BaseURL, "https://dinkes.example.go.id/"))
	s.Area = c.area(c.needed("area", r.Area, `"14.10"`))
	s.Language, s.Others = c.languages(r)
	s.License, s.Sample, s.Notice, s.Office = r.License, r.Sample, r.Notice, r.Office
	s.Notices = c.notices(r.Notices)
	s.Theme = c.theme(r.Theme, s.Theme)
	s.Look = c.look(r.Look)
	s.Pictures = Pictures(c.choice(r.Pictures, string(s.Pictures), []string{"auto", "all", "few", "none"}, "pictures"))
	s.Workbooks = Pictures(c.choice(r.Workbooks, string(s.Workbooks), []string{"auto", "all", "few", "none"}, "workbooks"))
	s.Headline = Headline(c.choice(r.Headline, string(s.Headline), []string{"month", "year"}, "headline"))
	s.PageKB = c.within(r.PageKB, s.PageKB, leastPage, mostPage, "page_kb")
	s.Releases = c.releases(r.Releases)
	s.Statements = c.statements(r.Statements)
	if r.Offline != nil { // who says "false" has said "true" before
		s.Offline, s.Retire = *r.Offline, !*r.Offline
	}
	s.Copies = r.Copies
	s.Compress = c.chosen("compress", r.Compress, nil, []string{"gz", "br", "zst"})
	s.Headers = c.chosen("headers", r.Headers, s.Headers, []string{HeadersApache, HeadersNetlify})
	s.Photos = c.photos(r.Photos, s.Photos)
	s.Maps = c.maps(r.Maps, s.Maps)
	s.Disclosure = c.disclosure(r.Disclosure, s.Disclosure)
	s.Categories = c.categories(r.Categories, s.Categories)
	s.UHC = c.uhc(r.UHC, s.UHC)
	s.PKP = c.pkp(r.PKP, s.PKP)
	s.Pillars = c.pillars(r.Pillars)
	s.Regulations = r.Regulations
	c.sources(r.Sources, &s)
	s.Waivers = c.waivers(r.Waivers)
	s.Boundaries = c.boundaries(r.Boundaries)
	s.Aliases = c.aliases(r.Aliases)
	s.Search = searchWords(r.Search)
	s.Writing = writing(r.Writing)
	s.Editor = c.editor(r.Editor)
	s.Hosts = c.hosts(r.Publish, s.BaseURL)
	s.Translations = c.translations(r.Translations, s.Others)
	return s
}

// needed reports a setting that is missing or empty.
func (c *checker) needed(key, value, example string) string {
	value = strings.TrimSpace(value)
	if value == "" && !c.alreadyWrong(key) {
		c.ps.Error(c.y.Pos(key), "missing-setting", "key", key, "example", example)
	}
	return value
}

// alreadyWrong says whether a value was refused for its kind, so that it is not
// reported as missing as well.
func (c *checker) alreadyWrong(key string) bool {
	for _, p := range c.ps {
		if p.Code == "wrong-type" && (p.Arg("key") == key || p.Arg("key") == "YAML") {
			return true
		}
	}
	return false
}

func (c *checker) baseURL(value string) string {
	if value == "" {
		return ""
	}
	u, err := url.Parse(value)
	if err == nil && u.User != nil || loginIn(value, err) {
		c.secret(c.y.Pos("base_url"), "base_url")
		return ""
	}
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" ||
		u.RawQuery != "" || u.Fragment != "" || u.Opaque != "" {
		c.ps.Error(c.y.Pos("base_url"), "bad-base-url", "value", value)
		return ""
	}
	return strings.TrimRight(u.String(), "/") + "/"
}

func (c *checker) area(value string) string {
	if value == "" || strings.EqualFold(value, WholeCountry) {
		return strings.ToLower(value)
	}
	code, ok := Dotted(value)
	if !ok {
		c.ps.Error(c.y.Pos("area"), "bad-area-code", "code", value)
	}
	return code
}

// choice gives a value that must be one of a few, or the default where it is
// empty or none of them.
func (c *checker) choice(value, otherwise string, choices []string, path ...string) string {
	if value == "" {
		return otherwise
	}
	for _, known := range choices {
		if value == known {
			return value
		}
	}
	near, _ := source.Nearest(value, choices)
	c.ps.Error(c.y.Pos(path...), "unknown-choice", "column", path[len(path)-1], "value", value,
		"near", near, "choices", strings.Join(choices, ", "))
	return otherwise
}

func (c *checker) notices(raws []rawNotice) []Notice {
	levels := []string{string(Info), string(Important), string(Emergency)}
	var notices []Notice
	for i, r := range raws {
		n := Notice{Text: strings.TrimSpace(r.Text)}
		at := strconv.Itoa(i)
		n.Level = NoticeLevel(c.choice(r.Level, string(Info), levels, "notices", at, "level"))
		if r.Until != "" {
			date, ok := health.ParseDate(r.Until)
			if !ok {
				c.ps.Error(c.y.Pos("notices", at, "until"), "bad-date", "value", r.Until)
			}
			n.Until = date
		}
		if n.Text == "" {
			c.ps.Error(c.y.Pos("notices", at), "missing-setting", "key", "text", "example", "Puskesmas Alai tutup 17 Agustus")
			continue
		}
		notices = append(notices, n)
	}
	return notices
}

var themeName = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]*$`)

func (c *checker) theme(value, otherwise string) string {
	switch {
	case value == "":
		return otherwise
	case !themeName.MatchString(value):
		c.ps.Error(c.y.Pos("theme"), "bad-theme-name", "value", value)
		return otherwise
	}
	return value
}

func (c *checker) disclosure(r rawDisclosure, d Disclosure) Disclosure {
	d.Reason = strings.TrimSpace(r.Reason)
	d.MinCount = c.threshold("min_count", r.MinCount, leastCount, d.Reason)
	d.MinCountSensitive = c.threshold("min_count_sensitive", r.MinCountSensitive, leastCountSensitive, d.Reason)
	switch r.RoundTo {
	case 0, roundBase:
		d.RoundTo = r.RoundTo
	default:
		c.ps.Error(c.y.Pos("disclosure", "round_to"), "unknown-choice",
			"column", "round_to", "value", strconv.Itoa(r.RoundTo), "choices", "0, "+strconv.Itoa(roundBase))
	}
	return d
}

func (c *checker) threshold(key string, given *int, least int, reason string) int {
	switch {
	case given == nil:
		return least
	case *given < 1 || *given < least && reason == "":
		c.ps.Error(c.y.Pos("disclosure", key), "threshold-too-low",
			"key", key, "value", strconv.Itoa(*given), "least", strconv.Itoa(least))
		return least
	}
	return *given
}
