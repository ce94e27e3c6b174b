package site

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/health"
)

// office is a site with reports to September 2024, as made on 20 October 2024.
func office(with func(*Input)) tiny {
	return tiny{
		month: health.MonthOf(2024, 9), services: 2, desa: []place{{"Soka", []int{80, 90}}}, date: health.DateOf(2024, 10, 20), with: with,
	}
}

func page(t *testing.T, b *builder, path string) *View {
	t.Helper()
	for _, p := range b.Pages() {
		if p.Path == path {
			return b.View(p)
		}
	}
	return nil
}

// A notice is shown up to and on its last day, the urgent ones before everything.
func TestNotices(t *testing.T) {
	t.Parallel()
	b := office(func(in *Input) {
		in.Config.Notice = "Data contoh"
		in.Config.Notices = []config.Notice{
			{Text: "kemarin", Level: config.Emergency, Until: health.DateOf(2024, 10, 19)},
			{Text: "hari ini", Level: config.Emergency, Until: health.DateOf(2024, 10, 20)},
			{Text: "biasa", Level: config.Info},
			{Text: "penting", Level: config.Important, Until: health.DateOf(2025, 1, 1)},
			{Text: "lama", Level: config.Important, Until: health.DateOf(2023, 12, 31)},
		}
	}).build(t)
	v := b.View(b.Pages()[0])
	if want := []Notice{{"hari ini", "darurat"}}; !slices.Equal(v.Urgent, want) {
		t.Errorf("urgent: %v", v.Urgent)
	}
	if want := []Notice{{"penting", "penting"}, {"Data contoh", "info"}, {"biasa", "info"}}; !slices.Equal(v.Notices, want) {
		t.Errorf("notices: %v", v.Notices)
	}
}

func TestReleases(t *testing.T) {
	t.Parallel()
	day := health.DateOf
	planned := []config.Release{
		{Date: day(2024, 9, 15), Period: health.MonthOf(2024, 8)},
		{Date: day(2024, 10, 10), Period: health.MonthOf(2024, 10)}, // late
		{Date: day(2024, 10, 12), Text: "Indeks"},
		{Date: day(2024, 10, 20), Period: health.MonthOf(2024, 9)}, // out before its day
		{Date: day(2024, 11, 15), Period: health.MonthOf(2024, 10), Text: "dengan TB; sementara, \\ atau lebih lama lagi daripada yang muat dalam satu baris"},
	}
	b := office(func(in *Input) { in.Config.Releases = planned }).build(t)
	v := page(t, b, "rilis.html")
	if got := plain(v.Lead.Sentence); got != "Data terbaru: September 2024. Berikutnya data Oktober 2024, pada 15 November 2024." {
		t.Error(got)
	}
	var rows []string
	for _, s := range v.Sections {
		if s.Table != nil {
			for _, r := range s.Table.Rows {
				rows = append(rows, s.ID+": "+r[0].Text+", "+r[1].Text[:min(17, len(r[1].Text))]+", "+r[2].Text)
			}
		}
	}
	want := []string{
		"akan-datang: 20 Oktober 2024, Data September 20, terbit",
		"akan-datang: 15 November 2024, Data Oktober 2024, dijadwalkan",
		"lewat: 12 Oktober 2024, Indeks, lewat",
		"lewat: 10 Oktober 2024, Data Oktober 2024, terlambat",
		"lewat: 15 September 2024, Data Agustus 2024, terbit",
	}
	if !slices.Equal(rows, want) {
		t.Errorf("got\n%s", strings.Join(rows, "\n"))
	}
	files := b.Files()
	i := slices.IndexFunc(files, func(f File) bool { return f.Path == calendarFile })
	if i < 0 {
		t.Fatal("no calendar")
	}
	text := string(files[i].Body)
	for line := range strings.SplitSeq(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(line) > 75 || strings.Contains(line, "\n") {
			t.Errorf("line of %d bytes: %q", len(line), line)
		}
	}
	unfolded := strings.ReplaceAll(text, "\r\n ", "")
	if strings.Count(text, "BEGIN:VEVENT") != len(planned) || !strings.Contains(unfolded, `dengan TB\; sementara\, \\ atau lebih`) || !strings.Contains(text, "DTSTART;VALUE=DATE:20241115\r\n") {
		t.Error(text)
	}

	b = office(nil).build(t)
	if got := plain(page(t, b, "rilis.html").Lead.Sentence); got != "Data terbaru: September 2024. Berikutnya data Oktober 2024; tanggalnya belum ditetapkan." {
		t.Error(got)
	}
	if slices.ContainsFunc(b.Files(), func(f File) bool { return f.Path == calendarFile }) {
		t.Error("a calendar without a date")
	}
}

// What statements claim follows the settings, and what the office writes itself goes first.
func TestStatements(t *testing.T) {
	t.Parallel()
	text := func(v *View) string { return fmt.Sprint(v.Lead, v.Sections) }
	reachable := func(in *Input) { in.Config.Office = config.Office{Name: "Dinas", Email: "data@karangan.example"} }
	b := office(reachable).build(t)
	ppid, privacy, access := page(t, b, "informasi-publik.html"), page(t, b, "privasi.html"), page(t, b, "aksesibilitas.html")
	if ppid == nil || privacy == nil || access == nil {
		t.Fatal("a statement is missing")
	}
	for _, c := range []struct {
		of   *View
		says string
	}{
		{ppid, "mailto:data@karangan.example"},
		{ppid, "di bawah 5 (di bawah 10"},
		{privacy, "jumlah di bawah 5 orang disensor; untuk ODGJ, TB, dan HIV di bawah 10"},
		{privacy, "Tidak ada kuki"},
		{privacy, "20 Oktober 2024"},
		{access, "belum mencatat pengujian"},
	} {
		if !strings.Contains(text(c.of), c.says) {
			t.Errorf("%s does not say %q", c.of.Lead.Title, c.says)
		}
	}
	for _, link := range []string{"informasi-publik.html", "privasi.html", "aksesibilitas.html", "rilis.html"} {
		if !slices.ContainsFunc(access.Footer.Links, func(l Link) bool { return l.Href == link }) {
			t.Errorf("the footer does not lead to %s", link)
		}
	}

	b = office(func(in *Input) {
		reachable(in)
		in.Theme = Themed{Own: true, Scripts: true}
		in.Config.Offline, in.Config.Disclosure.MinCount = true, 8
		in.Config.Statements = config.Statements{
			PPID: config.Desk{Name: "Sekretaris", Phone: "0800-1"}, Tested: health.DateOf(2024, 9, 1), Known: []string{"Peta lama"},
			Without: []config.Statement{},
		}
	}).build(t)
	ppid, privacy, access = page(t, b, "informasi-publik.html"), page(t, b, "privasi.html"), page(t, b, "aksesibilitas.html")
	if s := text(ppid); !strings.Contains(s, "tel:08001") || strings.Contains(s, "mailto:") || !strings.Contains(s, "Sekretaris") || !strings.Contains(s, "di bawah 8") {
		t.Error(s)
	}
	if s := text(privacy); strings.Contains(s, "kuki") || strings.Contains(s, "tidak mencatat") || !strings.Contains(s, "disimpan di peranti") {
		t.Error(s)
	}
	if s := text(access); !strings.Contains(s, "1 September 2024") || !strings.Contains(s, "Peta lama") || !strings.Contains(s, "tema sendiri") {
		t.Error(s)
	}

	b = office(func(in *Input) {
		in.Config.Statements.Without = []config.Statement{config.Accessibility}
		in.Content.Posts = []content.Post{{Kind: content.Halaman, Slug: "privasi", Title: "Privasi kami"}}
	}).build(t)
	for _, p := range b.Pages() {
		if p.Kind == Statement {
			t.Errorf("%s is made, though it is left out, written by the office, or of nobody who can be reached", p.Path)
		}
	}
}

func TestDefinitions(t *testing.T) {
	t.Parallel()
	var m meanings
	m.learn("x;SPM", 0)
	for text, want := range map[string]bool{
		"12 layanan spm": true, "spm.": true, "spmb": false, "non-spm": false, "(spm)": true, "": false, "éspm": false, "12 Layanan SPM": true, "a-x, x": true,
	} {
		if m.seen(appendSmall(nil, text)) != 0 != want {
			t.Errorf("%q: %t", text, !want)
		}
	}
	b := office(nil).build(t)
	terms := map[string]bool{}
	for _, p := range b.Pages() {
		v := b.View(p)
		here := map[string]int{}
		for _, d := range append([]*Definitions{v.Lead.Define}, definitions(v.Sections)...) {
			if d == nil {
				continue
			}
			for _, term := range d.Terms {
				here[term.Name]++
				terms[term.Name] = true
			}
			if d.Label == "" || !strings.HasSuffix(d.More.Href, "glosarium.html") {
				t.Errorf("%s: %+v", p.Path, d)
			}
		}
		for name, n := range here {
			if n > 1 {
				t.Errorf("%s explains %s %d times", p.Path, name, n)
			}
		}
		if len(here) > mostDefined || p.Kind == Village && len(here) > mostDefinedVillage {
			t.Errorf("%s explains %d terms", p.Path, len(here))
		}
	}
	if !terms["SPM (Standar Pelayanan Minimal)"] || !terms["Indeks SPM"] {
		t.Errorf("only %v are explained", terms)
	}
}

func definitions(sections []Section) []*Definitions {
	var list []*Definitions
	for _, s := range sections {
		list = append(list, s.Define)
	}
	return list
}

// Every term of the glossary has a name and a meaning in both languages, and the words
// it is known by stand in no other.
func TestGlossaryWords(t *testing.T) {
	t.Parallel()
	for _, lang := range []string{"id", "en"} {
		w := catalogue(t, lang)
		known := map[string]bool{}
		for _, key := range glossaryTerms {
			known[key] = true
			if !w.Has("site.glossary."+key+".name") || !w.Has("site.glossary."+key+".text") {
				t.Errorf("%s: %s has no words", lang, key)
			}
		}
		for _, key := range w.Keys() {
			if rest, ok := strings.CutPrefix(key, "site.glossary."); ok {
				if term, _, found := strings.Cut(rest, "."); found && !known[term] {
					t.Errorf("%s: %s is in no glossary", lang, key)
				}
			}
		}
	}
}

// What a page is found by is what heads it.
func TestPagesAreFoundByTheirTitles(t *testing.T) {
	t.Parallel()
	b := office(nil).build(t)
	byPath := map[string]Page{}
	for _, pg := range b.Pages() {
		byPath[pg.Path] = pg
	}
	for _, found := range b.findablePages() {
		if title := b.View(byPath[found.Path]).Lead.Title; title != found.Title || strings.Contains(title, "⟦") {
			t.Errorf("%s is headed %q and found by %q", found.Path, title, found.Title)
		}
	}
}
