package theme

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"path"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"terang/internal/chart"
	"terang/internal/site"
	"terang/internal/source"
	"terang/themes"
)

func defaultTheme(t *testing.T, lang string) *Theme {
	t.Helper()
	th, ps := Read(fstest.MapFS{}, Choice{}, lang)
	reportAll(t, ps)
	return th
}

func reportAll(t *testing.T, ps source.Problems) {
	t.Helper()
	for _, p := range ps {
		t.Errorf("%s:%d: %s: %s", p.Pos.File, p.Pos.Line, p.Code, p.Text("en"))
	}
}

func render(t *testing.T, th *Theme, v *site.View) string {
	t.Helper()
	var b bytes.Buffer
	if err := th.Render(&b, v); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// own is a site with a theme of its own that holds the given files.
func own(files map[string]string) fstest.MapFS {
	root := fstest.MapFS{}
	for name, body := range files {
		root["themes/own/"+name] = &fstest.MapFile{Data: []byte(body)}
	}
	return root
}

func TestFullestAndEmptiest(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		th := defaultTheme(t, lang)
		for _, layout := range []string{"page", "lokmin", "form"} {
			full := specimen()
			full.Layout = layout
			page := render(t, th, full)
			if strings.Contains(page, "⟦") {
				t.Errorf("%s %s: a word without text in %s", lang, layout, page[strings.Index(page, "⟦"):][:40])
			}
			empty := render(t, th, &site.View{Layout: layout, Lang: lang})
			checkHTML(t, layout+", empty", []byte(empty))
		}
	}
}

// Every word of the language files that the templates own is used by one of them.
func TestEveryWordIsUsed(t *testing.T) {
	body, err := fs.ReadFile(themes.Default(), "i18n/id.yaml")
	if err != nil {
		t.Fatal(err)
	}
	part, _, _ := strings.Cut(string(body), "# --- chart")
	var templates strings.Builder
	for _, pattern := range []string{"partials/*.html", "layouts/*.html"} {
		names, err := fs.Glob(themes.Default(), pattern)
		if err != nil || len(names) == 0 {
			t.Fatal(pattern, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(themes.Default(), name)
			if err != nil {
				t.Fatal(err)
			}
			templates.Write(text)
		}
	}
	for line := range strings.Lines(part) {
		key, _, found := strings.Cut(line, ": ")
		if !found || strings.HasPrefix(line, "#") || strings.HasPrefix(key, "months") || strings.HasPrefix(key, "list.") || strings.HasPrefix(key, "units.") {
			continue // the words room asks for months, lists and units
		}
		if !strings.Contains(templates.String(), `T "`+key+`"`) {
			t.Errorf("no template asks for %q", key)
		}
	}
}

func TestHostileTextIsEscaped(t *testing.T) {
	th := defaultTheme(t, "id")
	const evil = `</title></script><img src=x onerror=alert(1)>"'&`
	v := specimen()
	v.Layout = "page"
	v.Title, v.Summary, v.Absolute = evil, evil, "javascript:alert(1)"
	v.Site.Title, v.Lead.Title, v.Lead.Kind = evil, evil, evil
	v.Linked = json.RawMessage(`{"name":"</script><b>"}`)
	v.Nav = []site.Link{{Text: evil, Href: "javascript:alert(1)"}}
	v.Footer.Report = site.Link{Text: evil, Href: "javascript:alert(1)"}
	v.Sections = []site.Section{{
		ID: `a" onclick="x`, Heading: evil, Intro: evil,
		Figures: []chart.Figure{{ID: "f", Kind: evil, Title: evil, Desc: evil, Caption: evil, Option: json.RawMessage(`{"name":"</script><b>"}`)}},
		Directory: []site.DirectoryGroup{{Entries: []site.DirectoryEntry{
			{Name: evil, Tel: "javascript:alert(1)", Phone: "1", Map: "data:text/html,x"},
		}}},
		Finder:  &site.Finder{Label: evil, Hint: evil, Index: evil, Root: evil},
		Locator: &site.Locator{Root: evil, Files: []string{evil}, Areas: []site.Choice{{Value: evil, Text: evil}, {}}, Kinds: []site.Choice{{Value: evil, Text: evil}}, Near: true},
	}}
	page := render(t, th, v)
	for _, bad := range []string{"<img src=x", "onerror=alert(1)>", `href="javascript:`, `"data:text`, `onclick="x"`, "</script><b>"} {
		if strings.Contains(page, bad) {
			t.Errorf("page holds %s", bad)
		}
	}
	checkHTML(t, "hostile", []byte(page))
}

func TestOptionPassesUnharmed(t *testing.T) {
	th := defaultTheme(t, "id")
	const option = `{"series":[{"data":[1.5,null,"var(--accent)"],"name":"Balita \u0026 \"ibu\""}]}`
	v := &site.View{Layout: "page", Sections: []site.Section{{Figures: []chart.Figure{{ID: "f", Kind: "trend", Option: json.RawMessage(option)}}}}}
	page := render(t, th, v)
	_, rest, _ := strings.Cut(page, `class="figure-option"`)
	_, rest, _ = strings.Cut(rest, ">")
	got, _, _ := strings.Cut(rest, "</script>")
	if got != option {
		t.Errorf("option in the page:\n%s\nwant:\n%s", got, option)
	}
	if !strings.Contains(rest, "figure-option") && !strings.Contains(page, `data-kind="trend"`) {
		t.Error("the option does not say its kind")
	}
}

func TestPolicyComesFirst(t *testing.T) {
	page := render(t, defaultTheme(t, "id"), &site.View{Layout: "page"})
	const head = `<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="default-src 'none'; `
	if !strings.Contains(page, head) {
		t.Errorf("page begins %s", page[:200])
	}
	if strings.Contains(page, "<script") {
		t.Error("a page without figures or search loads a script")
	}
}

func TestScriptsOnlyWhereNeeded(t *testing.T) {
	th := defaultTheme(t, "id")
	page := render(t, th, &site.View{Layout: "page", Assets: site.Assets{Interactive: "i.js"}})
	if strings.Contains(page, "i.js") {
		t.Error("the loader stands in a page although there is no bundle to load")
	}
	page = render(t, th, &site.View{Layout: "page", Assets: site.Assets{Interactive: "i.js", ECharts: "e.js", Search: "s.js", Facilities: "l.js"}})
	for _, want := range []string{`src="l.js"`, `src="i.js"`, `data-echarts="e.js"`, `data-label-interactive="Tampilan interaktif"`, `src="s.js"`} {
		if !strings.Contains(page, want) {
			t.Errorf("page does not hold %s", want)
		}
	}
}

func TestOwnThemeReplacesOnePart(t *testing.T) {
	root := own(map[string]string{
		"partials/lead.html":     "<h1>\n{{.Title}}!\n</h1>\n{{template \"extra\"}}",
		"partials/extra.html":    "<hr>",
		"i18n/id.yaml":           "page.skip: Lompat\n",
		"assets/css/portal.css":  "a { color: red }",
		"assets/img/lambang.svg": "<svg/>",
		"assets/.DS_Store":       "x",
	})
	th, ps := Read(root, Choice{Name: "own"}, "id")
	reportAll(t, ps)
	page := render(t, th, &site.View{Layout: "page", Lead: site.Lead{Title: "Halo"}})
	for _, want := range []string{"Halo!", "<hr>", ">Lompat</a>", `<main id="isi">`} {
		if !strings.Contains(page, want) {
			t.Errorf("page does not hold %q", want)
		}
	}
	if th.Words().T("nav.main") != "Menu utama" {
		t.Error("a key that the site does not replace lost its text")
	}
	if th.AssetPath("lambang.svg") == "" || th.AssetPath(".DS_Store") != "" {
		t.Errorf("assets are %v", th.addresses)
	}
	if th.AssetPath("portal.css") == defaultTheme(t, "id").AssetPath("portal.css") {
		t.Error("another style sheet has the same address")
	}
}

// A fault in a site's theme is told with its file and line, and nothing panics.
func TestFaults(t *testing.T) {
	cases := []struct {
		name, file, body string
		code             source.Code
		line             int
	}{
		{"no end", "partials/lead.html", "<p>\n{{if .Title}}\n</p>", "bad-template", 3},
		{"misspelt field", "partials/lead.html", "<p>\n\n{{if .Facts}}{{range .Facts}}\n<b>{{.Nam}}</b>\n{{end}}{{end}}</p>", "bad-template", 4},
		{"field of another", "partials/footer.html", "<footer>\n{{.Colophon}}</footer>", "bad-template", 2},
		{"unknown part", "partials/lead.html", "<p>\n{{template \"led\" .}}</p>", "bad-template", 2},
		{"unbalanced quote", "partials/lead.html", "<p class=\"{{if .Title}}a\"{{end}}>\n</p>", "bad-template", 1},
		{"unknown key", "partials/lead.html", "<p>\n{{T \"page.skp\"}}</p>", "unknown-word", 2},
		{"no argument", "partials/lead.html", "<p>{{T \"finder.found\"}}</p>", "missing-placeholder", 1},
		{"unknown word", "i18n/id.yaml", "# x\npage.skp: Lompat\n", "unknown-word", 2},
		{"unknown placeholder", "i18n/id.yaml", "list.two: '{a} & {c}'\n", "unknown-placeholder", 1},
		{"lost placeholder", "i18n/id.yaml", "list.two: '{a} &'\n", "missing-placeholder", 1},
		{"not a text", "i18n/id.yaml", "list.two: [a]\n", "wrong-type", 1},
		{"two of a name", "assets/js/portal.css", "a{}", "asset-collision", 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			th, ps := Read(own(map[string]string{c.file: c.body}), Choice{Name: "own"}, "id")
			if th == nil || th.Words() == nil {
				t.Fatal("nothing was read")
			}
			for _, p := range ps {
				if p.Code == c.code && p.Pos.Line == c.line && (path.Base(p.Pos.File) == path.Base(c.file)) {
					return
				}
			}
			t.Errorf("want %s at %s:%d, got %v", c.code, c.file, c.line, ps)
		})
	}
}

func TestThemeThatIsNotThere(t *testing.T) {
	for _, name := range []string{"lain", "../..", "a/b"} {
		th, ps := Read(own(map[string]string{"i18n/id.yaml": ""}), Choice{Name: name}, "id")
		if len(ps) != 1 || ps[0].Code != "unknown-theme" || ps[0].Arg("known") != "default, own" {
			t.Errorf("%s: %v", name, ps)
		}
		if render(t, th, &site.View{Layout: "page"}) == "" {
			t.Errorf("%s: the default theme was not read instead", name)
		}
	}
}

func TestUnknownLayoutIsAnError(t *testing.T) {
	var b bytes.Buffer
	if err := defaultTheme(t, "id").Render(&b, &site.View{Layout: "lain"}); err == nil {
		t.Error("no error")
	}
}

// The words of the default theme, taken over whole, have nothing to tell.
func TestCopiedWordsAreInOrder(t *testing.T) {
	for _, lang := range []string{"id", "en"} {
		body, err := fs.ReadFile(themes.Default(), "i18n/"+lang+".yaml")
		if err != nil {
			t.Fatal(err)
		}
		if _, ps := Read(own(map[string]string{"i18n/" + lang + ".yaml": string(body)}), Choice{}, lang); len(ps) > 0 {
			t.Errorf("%s: %v", lang, ps)
		}
	}
}

// Many workers render at once and get the same bytes.
func TestRenderTogether(t *testing.T) {
	th := defaultTheme(t, "id")
	want := render(t, th, example("page"))
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			var b bytes.Buffer
			if err := th.Render(&b, example("page")); err != nil || b.String() != want {
				t.Errorf("another page: %v", err)
			}
		})
	}
	wg.Wait()
}

func BenchmarkRender(b *testing.B) {
	th, _ := Read(fstest.MapFS{}, Choice{}, "id")
	v := example("page")
	var buf bytes.Buffer
	for b.Loop() {
		buf.Reset()
		if err := th.Render(&buf, v); err != nil {
			b.Fatal(err)
		}
	}
}
