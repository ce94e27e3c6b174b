package theme

import (
	"bytes"
	"compress/gzip"
	"path"
	"regexp"
	"strings"
	"testing"

	"terang/internal/source"
)

func TestMinified(t *testing.T) {
	before := strings.Repeat("let a=1;", 300)
	for _, c := range []struct{ kind, in, want string }{
		{styles, "/* a */\na , b {\n  color: red;\n  margin: 0 4px;\n}\n", "a,b{color:red;margin:0 4px}"},
		{styles, `a::before { content: "/*  {x}  */" }`, `a::before{content:"/*  {x}  */"}`},
		{styles, "a { width: calc(1px + 2px) } /* open", "a{width:calc(1px + 2px)}"},
		{styles, "@container (max-height: 24mm) { .b > * { color: var(--ink) } }", "@container(max-height:24mm){.b > * { color: var(--ink) } }"},
		{scripts, "// gone\nfunction f(long) { return long + '//x'; }\n", `function f(e){return e+"//x"}`},
		{scripts, "no ( script", "no ( script"},
		{scripts, before, before},
	} {
		if got := string(minified(c.kind, []byte(c.in))); got != c.want {
			t.Errorf("%q\n got %q\nwant %q", c.in, got, c.want)
		}
	}
}

func TestStyleSheetsPointAtPublishedNames(t *testing.T) {
	var ps source.Problems
	assets, addresses := nameAssets(map[string]file{
		"assets/css/a.css":       {body: []byte(`a { background: url("../img/logo.svg") } b { fill: url(#hatch) }`)},
		"assets/img/logo.svg":    {body: []byte("<svg/>")},
		"partials/not-asset.txt": {},
	}, &ps)
	reportAll(t, ps)
	if len(assets) != 2 {
		t.Fatalf("assets are %v", addresses)
	}
	css := string(assets[1].Body)
	if !strings.Contains(css, "url("+path.Base(addresses["logo.svg"])+")") || !strings.Contains(css, "url(#hatch)") {
		t.Errorf("style sheet is %s", css)
	}
	if !regexp.MustCompile(`^assets/logo-[0-9a-f]{8}\.svg$`).MatchString(addresses["logo.svg"]) {
		t.Errorf("address is %s", addresses["logo.svg"])
	}
}

func asset(t *testing.T, name string) string {
	t.Helper()
	th := defaultTheme(t, "id")
	for _, a := range th.Assets() {
		if a.Path == th.AssetPath(name) {
			return string(a.Body)
		}
	}
	t.Fatalf("no asset %s", name)
	return ""
}

// The page's budget is 30 kB with everything; these are the shares of style and search.
func TestWeights(t *testing.T) {
	for name, most := range map[string]int{"portal.css": 8 << 10, "lembar.css": 3 << 10, "cari.js": 6 << 10, "fasilitas.js": 4 << 10} {
		var b bytes.Buffer
		w := gzip.NewWriter(&b)
		if _, err := w.Write([]byte(asset(t, name))); err != nil {
			t.Fatal(err)
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if b.Len() > most {
			t.Errorf("%s is %d bytes gzipped, at most %d", name, b.Len(), most)
		}
	}
}

var token = regexp.MustCompile(`--([a-z0-9-]+):(#[0-9a-f]{3,6})`)

// tokens reads the colours of both schemes; dark begins from light, as in the page.
func tokens(t *testing.T) map[string]map[string]string {
	t.Helper()
	css := asset(t, "portal.css")
	light, rest, ok := strings.Cut(css, "@media screen and (prefers-color-scheme:dark){")
	if !ok {
		t.Fatal("no dark scheme")
	}
	dark, _, _ := strings.Cut(rest, "}}")
	schemes := map[string]map[string]string{"light": {}, "dark": {}}
	for _, m := range token.FindAllStringSubmatch(light, -1) {
		schemes["light"][m[1]], schemes["dark"][m[1]] = m[2], m[2]
	}
	for _, m := range token.FindAllStringSubmatch(dark, -1) {
		schemes["dark"][m[1]] = m[2]
	}
	return schemes
}

// textPairs are the colours that text stands in, and their grounds.
func textPairs() []string {
	return []string{
		"text/ground", "text/raised", "muted/ground", "muted/raised", "text/accent-soft", "muted/accent-soft", "accent/ground", "accent/raised", "accent/accent-soft",
		"on-accent/accent", "good/ground", "near/ground", "bad/ground", "calm/ground", "on-near/near-fill", "on-bad/bad-fill",
		"t1/s1", "t2/s2", "t3/s3", "t4/s4", "t5/s5",
	}
}

// Every pair of colours that text stands in has a contrast of at least 4.5:1, and
// every fill or line that says something at least 3:1 with its ground, unless it
// has an outline that does (near, the light steps of a map).
func TestContrast(t *testing.T) {
	text := textPairs()
	shape := []string{"good-fill/ground", "near/ground", "bad-fill/ground", "calm-fill/ground", "accent/ground", "muted/ground", "s4/ground", "s5/ground"}
	for scheme, colours := range tokens(t) {
		check := func(pair string, least float64) {
			fore, back, _ := strings.Cut(pair, "/")
			if colours[fore] == "" || colours[back] == "" {
				t.Errorf("%s: no colour for %s", scheme, pair)
				return
			}
			if c := contrast(colours[fore], colours[back]); c < least {
				t.Errorf("%s: %s is %.2f:1, least %.1f", scheme, pair, c, least)
			}
		}
		for _, pair := range text {
			check(pair, 4.5)
		}
		for _, pair := range shape {
			check(pair, 3)
		}
	}
}

// In grey, on paper or to an eye without colours, the statuses and the steps of a
// map stay apart, and so do the neighbours in a stack; what has no number has a pattern.
func TestGrey(t *testing.T) {
	for scheme, colours := range tokens(t) {
		for _, pair := range []string{
			"good-fill/near-fill", "near-fill/bad-fill", "good-fill/bad-fill",
			"s1/s2", "s2/s3", "s3/s4", "s4/s5", "s5/s2", "s2/s4", "s4/calm-fill", "accent/ground",
		} {
			fore, back, _ := strings.Cut(pair, "/")
			if c := contrast(colours[fore], colours[back]); c < 1.3 {
				t.Errorf("%s: in grey %s is %.2f:1, least 1.3", scheme, pair, c)
			}
		}
	}
}

// Every class that the chart room promises in its package comment has a rule.
func TestChartClassesHaveRules(t *testing.T) {
	css := asset(t, "portal.css")
	for _, class := range strings.Fields(`good near bad none hid na calm band q1 q2 q3 q4 q5 chart columns bar spark map track tick ref whisker over
		range hatch dots hatchline dotmark grid axis series other prov area dot target leader lbl halo own even
		part land pin p1 p2 p3 sub on odd panel panels
		services ranking rank name value count trend status note key swatch scroll heat num total areas`) {
		if !regexp.MustCompile(`\.` + class + `[^a-z0-9-]`).MatchString(css) {
			t.Errorf("no rule for .%s", class)
		}
	}
}
