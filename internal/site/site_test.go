package site

import (
	"fmt"
	"io/fs"
	"regexp"
	"strings"
	"sync"
	"testing"

	"go.yaml.in/yaml/v3"

	"terang/internal/chart"
	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/disclosure"
	"terang/internal/health"
	"terang/internal/spm"
	"terang/internal/tally"
	"terang/internal/words"
	"terang/themes"
)

var (
	catalogues   = map[string]*words.Catalogue{}
	cataloguesMu sync.Mutex
)

// catalogue reads the default theme's words, which the tests' sentences are made of; each language once.
func catalogue(t testing.TB, lang string) *words.Catalogue {
	t.Helper()
	cataloguesMu.Lock()
	defer cataloguesMu.Unlock()
	if c := catalogues[lang]; c != nil {
		return c
	}
	body, err := fs.ReadFile(themes.Default(), "i18n/"+lang+".yaml")
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	if err := yaml.Unmarshal(body, &texts); err != nil {
		t.Fatal(err)
	}
	catalogues[lang] = words.New(lang, texts)
	return catalogues[lang]
}

// sentences are the headlines that TestHeadline reads: which one stands, with what
// in it, is decided here; how the theme puts it is read in the golden site.
func sentences(t testing.TB, lang string) *words.Catalogue {
	t.Helper()
	base := catalogue(t, lang)
	texts := map[string]string{}
	for _, key := range base.Keys() {
		texts[key] = base.T(key)
	}
	for key, text := range map[string]string{
		"none": "none: {place}, {month}", "worst": "worst *{service}* {value}, target {target}, gap {gap} {unit}",
		"some": "{month}: some *{n} of {shown}*.", "some.all": "{month}: all *{shown}*.",
		"some.year": "{year}: some *{n} of {shown}*.", "some.all.year": "{year}: all *{shown}*.",
		"partial": "{month}: some *{n} of {shown}* that are shown.", "partial.all": "{month}: all *{shown}* that are shown.",
		"partial.year": "{year}: some *{n} of {shown}* that are shown.", "partial.all.year": "{year}: all *{shown}* that are shown.",
	} {
		if !base.Has("site.headline." + key) {
			t.Errorf("no sentence site.headline.%s in %s", key, lang)
		}
		texts["site.headline."+key] = text
	}
	return words.New(lang, texts)
}

// place is a desa of a tiny kabupaten: what it has reported of each service, -1 for nothing.
type place struct {
	name   string
	served []int
}

// tiny is a kabupaten of two kecamatan, Hulu and Hilir. All desa lie in Hulu and
// report each service once, in one month, of 100 people.
type tiny struct {
	month    health.Month
	services int
	desa     []place
	posts    []content.Post
	words    *words.Catalogue
	date     health.Date
	names    []string // of further kecamatan
	near     []health.Facility
	servedBy map[string]string // desa code to puskesmas code
	with     func(*Input)
}

func (s tiny) register() *health.Register {
	areas := []health.Area{{Code: "99.01", Name: "Kabupaten Karangan", Level: health.Kabkota, Parent: health.NoUnit, Puskesmas: health.NoUnit}}
	add := func(code, name string, l health.Level, parent health.Unit) {
		areas = append(areas, health.Area{Code: code, Name: name, Level: l, Parent: parent, Puskesmas: health.NoUnit, Population: health.Missing, End: health.Unit(len(areas)) + 1})
	}
	add("99.01.01", "Hulu", health.Kecamatan, 0)
	for i, d := range s.desa {
		add(fmt.Sprintf("99.01.01.%d", 2001+i), d.name, health.Desa, 1)
	}
	areas[1].End = health.Unit(len(areas))
	for i, name := range append([]string{"Hilir"}, s.names...) {
		add(fmt.Sprintf("99.01.%02d", i+2), name, health.Kecamatan, 0)
	}
	areas[0].End = health.Unit(len(areas))
	return health.NewRegister(areas, s.near, s.servedBy)
}

// build makes the builder of a page of the site.
func (s tiny) build(t testing.TB) *builder {
	t.Helper()
	reg := s.register()
	var indicators []health.Indicator
	for i := range s.services {
		indicators = append(indicators, health.Indicator{
			Code: fmt.Sprintf("layanan-%d", i+1), Name: fmt.Sprintf("Pelayanan %d", i+1), ShortName: fmt.Sprintf("Layanan %d", i+1),
			Group: health.GroupSPM, Unit: "orang", Factor: 100, Target: 100, Cumulative: true, Sensitivity: health.Routine, Lowest: health.Desa,
		})
	}
	table := tally.NewBuilder(reg, indicators, health.MonthOf(2030, 1))
	for i, d := range s.desa {
		for k, n := range d.served {
			if n >= 0 {
				table.Add(tally.Row{Unit: health.Unit(2 + i), Indicator: k, Month: s.month, N: health.Count(n), D: 100, Projected: true})
			}
		}
	}
	sums := spm.Summarise(spm.Input{Register: reg, Indicators: indicators, Table: table.Table(), AsOf: health.NoMonth})
	if s.words == nil {
		s.words = catalogue(t, "id")
	}
	cfg := config.Default()
	cfg.Title, cfg.BaseURL = "Portal Karangan", "https://karangan.example/"
	in := Input{
		Config: cfg, Register: reg, Indicators: indicators, Words: s.words, Date: s.date,
		Release: disclosure.Disclose(sums, disclosure.Policy{MinCount: 5, MinCountSensitive: 10}),
		Content: &content.Content{Posts: s.posts}, AssetPath: func(string) string { return "" },
	}
	if s.with != nil {
		s.with(&in)
	}
	plan, ps := New(in)
	if len(ps) > 0 {
		t.Fatal(ps)
	}
	return &builder{Plan: plan, page: plan.pages[0], v: &View{}}
}

func TestHeadline(t *testing.T) {
	t.Parallel()
	september, december := health.MonthOf(2024, 9), health.MonthOf(2024, 12)
	for _, c := range []struct {
		name   string
		month  health.Month
		served []int // of the only desa, and so of the kabupaten
		id, en string
	}{
		{
			"all", september,
			[]int{75, 90, 100},
			"September 2024: all <strong>3</strong>.",
			"September 2024: all <strong>3</strong>.",
		},
		{
			"some", september,
			[]int{75, 50, 70},
			"September 2024: some <strong>1 of 3</strong>. worst <strong>layanan 2</strong> 50,0 %, target 75,0 %, gap 25 orang",
			"September 2024: some <strong>1 of 3</strong>. worst <strong>layanan 2</strong> 50.0 %, target 75.0 %, gap 25 orang",
		},
		{
			"none", september,
			[]int{10, 0, 74},
			"September 2024: some <strong>0 of 3</strong>. worst <strong>layanan 2</strong> 0,0 %, target 75,0 %, gap 75 orang",
			"September 2024: some <strong>0 of 3</strong>. worst <strong>layanan 2</strong> 0.0 %, target 75.0 %, gap 75 orang",
		},
		{
			"a hair below", september,
			[]int{75, 80, 74},
			"September 2024: some <strong>2 of 3</strong>. worst <strong>layanan 3</strong> 74,0 %, target 75,0 %, gap 1 orang",
			"September 2024: some <strong>2 of 3</strong>. worst <strong>layanan 3</strong> 74.0 %, target 75.0 %, gap 1 orang",
		},
		{
			"partial", september,
			[]int{80, -1, 60},
			"September 2024: some <strong>1 of 2</strong> that are shown. worst <strong>layanan 3</strong> 60,0 %, target 75,0 %, gap 15 orang",
			"September 2024: some <strong>1 of 2</strong> that are shown. worst <strong>layanan 3</strong> 60.0 %, target 75.0 %, gap 15 orang",
		},
		{
			"partial, all of it", september,
			[]int{80, -1, 90},
			"September 2024: all <strong>2</strong> that are shown.",
			"September 2024: all <strong>2</strong> that are shown.",
		},
		{
			"a finished year", december,
			[]int{100, 99, 100},
			"2024: some <strong>2 of 3</strong>. worst <strong>layanan 2</strong> 99,0 %, target 100,0 %, gap 1 orang",
			"2024: some <strong>2 of 3</strong>. worst <strong>layanan 2</strong> 99.0 %, target 100.0 %, gap 1 orang",
		},
		{
			"a finished year, all", december,
			[]int{100, 130, 100},
			"2024: all <strong>3</strong>.",
			"2024: all <strong>3</strong>.",
		},
		{
			"a finished year, in part", december,
			[]int{-1, 100, 98},
			"2024: some <strong>1 of 2</strong> that are shown. worst <strong>layanan 3</strong> 98,0 %, target 100,0 %, gap 2 orang",
			"2024: some <strong>1 of 2</strong> that are shown. worst <strong>layanan 3</strong> 98.0 %, target 100.0 %, gap 2 orang",
		},
		{
			"a finished year, all that is shown", december,
			[]int{-1, 100, 100},
			"2024: all <strong>2</strong> that are shown.",
			"2024: all <strong>2</strong> that are shown.",
		},
	} {
		for lang, want := range map[string]string{"id": c.id, "en": c.en} {
			b := tiny{month: c.month, services: 3, desa: []place{{"Soka", c.served}}, words: sentences(t, lang)}.build(t)
			if got := unlinked(b.headline(0, b.standings(0, b.spm, 2024), 2024)); spaces(got) != spaces(want) {
				t.Errorf("%s, %s:\n got %q\nwant %q", c.name, lang, got, want)
			}
		}
	}
}

// spaces takes every blank for the same.
func spaces(s string) string {
	rs := []rune(s)
	for i, r := range rs {
		if r == '\u00a0' {
			rs[i] = ' '
		}
	}
	return string(rs)
}

// unlinked is a sentence without the links of its numbers.
func unlinked(m chart.Markup) string {
	return regexp.MustCompile(`</?a\b[^>]*>`).ReplaceAllString(string(m), "")
}

// TestHeadlineOfASilentPlace is what stands where nothing was reported; a name with a star in it stays a name.
func TestHeadlineOfASilentPlace(t *testing.T) {
	t.Parallel()
	b := tiny{
		month: health.MonthOf(2024, 9), services: 2, desa: []place{{"Soka", []int{80, 70}}}, names: []string{"A*B & <C>"}, words: sentences(t, "id"),
	}.build(t)
	last := health.Unit(len(b.in.Register.Areas) - 1)
	got := string(b.headline(last, b.standings(last, b.spm, 2024), 2024))
	if want := "none: Kecamatan A∗B &amp; &lt;C&gt;, September 2024"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestStandingsOrder puts the service furthest behind first, and what has no value last, in catalogue order.
func TestStandingsOrder(t *testing.T) {
	t.Parallel()
	b := tiny{month: health.MonthOf(2024, 9), services: 5, desa: []place{{"Soka", []int{-1, 80, -1, 20, 60}}}}.build(t)
	var got []int
	for _, s := range b.standings(0, b.spm, 2024) {
		got = append(got, s.indicator)
	}
	if fmt.Sprint(got) != "[3 4 1 0 2]" {
		t.Errorf("order %v", got)
	}
}

// TestNeediestDesaFirst orders desa by how many services are below target; of equals that with more people missing stands first.
func TestNeediestDesaFirst(t *testing.T) {
	t.Parallel()
	b := tiny{month: health.MonthOf(2024, 9), services: 3, desa: []place{
		{"Satu", []int{80, 80, 80}}, {"Dua", []int{20, 80, 20}}, {"Tiga", []int{80, -1, 70}}, {"Empat", []int{20, 20, 70}}, {"Lima", []int{80, 30, -1}},
	}}.build(t)
	var got []string
	for _, u := range b.neediest(b.in.Register.Children(1), 2024) {
		got = append(got, b.in.Register.Name(u))
	}
	if fmt.Sprint(got) != "[Empat Dua Lima Tiga Satu]" {
		t.Errorf("order %v", got)
	}
}

// TestPromises orders what was promised, late ones first, and counts the days.
func TestPromises(t *testing.T) {
	t.Parallel()
	on := health.DateOf(2024, 10, 20)
	action := func(what string, due health.Date, status health.ActionStatus) health.Action {
		return health.Action{What: what, Due: due, Status: status, Indicator: -1, Unit: health.NoUnit}
	}
	meeting := func(slug string, actions ...health.Action) content.Post {
		return content.Post{Kind: content.Kegiatan, Slug: slug, Title: "Rapat " + slug, Units: []health.Unit{1}, Meeting: &content.Meeting{Unit: health.NoUnit, Actions: actions}}
	}
	for lang, late := range map[string][]string{"id": {"terlambat 20 hari", "terlambat 1 hari"}, "en": {"20 days late", "1 day late"}} {
		b := tiny{
			month: health.MonthOf(2024, 9), services: 1, desa: []place{{"Soka", []int{80}}}, date: on, words: catalogue(t, lang),
			posts: []content.Post{
				meeting("b", action("nanti", health.DateOf(2024, 12, 1), health.ActionOpen), action("hari ini", on, health.ActionUnderway)),
				meeting("a", action("batal", health.DateOf(2024, 1, 1), health.ActionCancelled), action("kemarin", health.DateOf(2024, 10, 19), health.ActionUnderway),
					action("selesai", health.DateOf(2024, 2, 1), health.ActionDone), action("lama", health.DateOf(2024, 9, 30), health.ActionOpen),
					action("tanpa batas", 0, health.ActionOpen)),
			},
		}.build(t)
		var what, status, class []string
		for _, row := range b.promiseRows(b.promisesOf(1)) {
			what, status, class = append(what, row.What), append(status, row.Status), append(class, row.Class)
		}
		if fmt.Sprint(what) != "[lama kemarin tanpa batas hari ini nanti selesai batal]" {
			t.Errorf("%s: order %v", lang, what)
		}
		if status[0] != late[0] || status[1] != late[1] {
			t.Errorf("%s: lateness %q", lang, status[:2])
		}
		if fmt.Sprint(class) != "[bad bad none near none good none]" {
			t.Errorf("%s: classes %v", lang, class)
		}
	}
}

// TestWorstServiceByChance: where the interval of what is furthest behind holds the
// parent's value, the sentence says so; at the root there is nothing to compare with.
func TestWorstServiceByChance(t *testing.T) {
	t.Parallel()
	const alike = " Angka itu tidak dapat dibedakan dari rata-rata Kecamatan Hulu, "
	for _, c := range []struct {
		name   string
		served []int // of the first desa, then of the others
		u      health.Unit
		want   bool
	}{
		{"near the mean", []int{60, 62, 58}, 2, true},
		{"far below the mean", []int{30, 62, 58}, 2, false},
		{"far above the mean and below the target", []int{70, 30, 20}, 2, false},
		{"the root", []int{60, 62, 58}, 0, false},
	} {
		s := tiny{month: health.MonthOf(2024, 9), services: 1}
		for i, n := range c.served {
			s.desa = append(s.desa, place{fmt.Sprintf("Desa %d", i), []int{n}})
		}
		b := s.build(t)
		got := spaces(string(b.headline(c.u, b.standings(c.u, b.spm, 2024), 2024)))
		if strings.Contains(got, alike) != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}
