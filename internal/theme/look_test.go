package theme

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"math"
	"strings"
	"testing"
	"testing/fstest"

	"terang/internal/site"
	"terang/internal/source"
	"terang/themes"
)

// dressedTheme reads the default theme in an accent.
func dressedTheme(t *testing.T, root fstest.MapFS, look Look) *Theme {
	t.Helper()
	th, ps := Read(root, Choice{Look: look}, "id")
	reportAll(t, ps)
	return th
}

func sheetOf(t *testing.T, th *Theme) string {
	t.Helper()
	for _, a := range th.Assets() {
		if a.Path == th.AssetPath("portal.css") {
			return string(a.Body)
		}
	}
	t.Fatal("no style sheet")
	return ""
}

// Whatever the accent, all that the default theme promises of contrasts still holds.
func TestEveryAccentKeepsTheContrasts(t *testing.T) {
	sheet := file{body: []byte(asset(t, "portal.css"))}
	for hue := range 24 {
		for _, strength := range []float64{0, .05, .12, .3} {
			angle := float64(hue) / 24 * 2 * math.Pi
			c := colour{0, strength * math.Cos(angle), strength * math.Sin(angle)}
			accent := c.bright(.1, 1) // 7:1 on white
			files := map[string]file{styleSheet: sheet}
			var ps source.Problems
			dress(files, Look{Accent: accent}, &ps)
			reportAll(t, ps)
			light, dark := schemes(files[styleSheet].body)
			if light.colours["accent"] != accent {
				t.Fatalf("the accent is %s, not %s", light.colours["accent"], accent)
			}
			for name, s := range map[string]scheme{"light": light, "dark": dark} {
				for _, p := range textPairs() {
					fore, back, _ := strings.Cut(p, "/")
					if c := contrast(s.colours[fore], s.colours[back]); c < 4.45 {
						t.Errorf("%s, %s: %s is %.2f:1", accent, name, p, c)
					}
				}
			}
		}
	}
}

func TestAccentThatCannotBeRead(t *testing.T) {
	pos := func(key string) source.Pos { return source.Pos{File: "site.yaml", Line: len(key)} }
	for _, c := range []struct {
		look Look
		line int
	}{
		{Look{Accent: "#ffcc00", Pos: pos}, len("accent")},
		{Look{Accent: "#00616b", AccentDark: "#00616b", Pos: pos}, len("accent_dark")},
		{Look{Accent: "#888", Pos: pos}, len("accent")},
	} {
		th, ps := Read(fstest.MapFS{}, Choice{Look: c.look}, "id")
		if len(ps) != 1 || ps[0].Code != "low-contrast" || ps[0].Pos.Line != c.line {
			t.Fatalf("%+v gives %v", c.look, ps)
		}
		if th.Colours()["accent"] != "#00616b" {
			t.Error("an accent that cannot be read is used")
		}
		// The colour that is proposed is accepted, and one a little less far is not.
		near := ps[0].Arg("near")
		look := c.look
		if c.line == len("accent") {
			look.Accent = near
		} else {
			look.AccentDark = near
		}
		if _, ps := Read(fstest.MapFS{}, Choice{Look: look}, "id"); len(ps) > 0 {
			t.Errorf("%s is proposed for %+v and refused: %v", near, c.look, ps)
		}
		parts, _ := rgb(near)
		if on, l := "#ffffff", mixed(parts); c.line == len("accent") && contrast(asHex(l.as(l.l+.03, 1)), on) > 4.9 {
			t.Errorf("%s is further away than it need be", near)
		}
	}
}

func TestAccentOfOneGroundOnly(t *testing.T) {
	th := dressedTheme(t, nil, Look{Accent: "#7a1f5c", AccentDark: "#ffb3e6"})
	light, dark := schemes([]byte(sheetOf(t, th)))
	if light.colours["accent"] != "#7a1f5c" || dark.colours["accent"] != "#ffb3e6" || dark.colours["text"] != "#edf2f5" {
		t.Errorf("light %s, dark %s", light.colours["accent"], dark.colours["accent"])
	}
	if th.Colours()["accent"] != "#7a1f5c" || !strings.Contains(asset(t, "icon.svg"), "#00616b") {
		t.Error("pictures, or the default's icon, have the wrong colour")
	}
	for _, a := range th.Assets() {
		if strings.Contains(a.Path, "/icon-") && !strings.Contains(string(a.Body), "#7a1f5c") {
			t.Errorf("icon is %s", a.Body)
		}
	}
}

func TestAccentOfAThemeWithoutOne(t *testing.T) {
	root := own(map[string]string{"assets/css/portal.css": ":root { --link: #123 }"})
	_, ps := Read(root, Choice{Name: "own", Look: Look{Accent: "#7a1f5c"}}, "id")
	if len(ps) != 1 || ps[0].Code != "accent-unused" {
		t.Errorf("got %v", ps)
	}
}

func pngOf(t *testing.T, width, height int) []byte {
	t.Helper()
	img := image.NewNRGBA(image.Rect(0, 0, width, height))
	for i := range img.Pix {
		img.Pix[i] = 0xff
	}
	img.Set(0, 0, color.Black)
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><defs><linearGradient id="g"/></defs><rect width="40" height="20" fill="url(#g)"/></svg>`

func TestLogo(t *testing.T) {
	root := fstest.MapFS{
		"data/logo.svg":   {Data: []byte(`<?xml version="1.0"?><!DOCTYPE svg>` + drawing)},
		"data/gelap.png":  {Data: pngOf(t, 80, 40)},
		"content/k/k.png": {Data: pngOf(t, 100, 100)},
	}
	th := dressedTheme(t, root, Look{Logo: "data/logo.svg", LogoDark: "data/gelap.png", LogoCard: "content/k/k.png"})
	l := th.Logo()
	if !strings.HasPrefix(l.Light, "assets/logo-situs-") || !strings.HasPrefix(l.Dark, "assets/logo-situs-gelap-") || l.Across(36) != 72 || l.Icon() {
		t.Errorf("logo is %+v", l)
	}
	if !bytes.Equal(th.CardLogo(), root["content/k/k.png"].Data) {
		t.Error("the card has another logo")
	}
	v := &site.View{Layout: "page", Site: site.Identity{Title: "Portal", Logo: l}}
	page := render(t, th, v)
	for _, want := range []string{`<img src="` + l.Light + `" alt="" width="72" height="36">`, `<source srcset="` + l.Dark + `" media="screen and (prefers-color-scheme: dark)">`} {
		if !strings.Contains(page, want) {
			t.Errorf("no %s", want)
		}
	}
	if strings.Contains(page, `class="mark"`) {
		t.Error("the theme's mark stands beside the logo")
	}
	square := dressedTheme(t, root, Look{Logo: "content/k/k.png"})
	v.Site.Logo = square.Logo()
	if page := render(t, square, v); !strings.Contains(page, `<link rel="icon" href="assets/logo-situs-`) || square.CardLogo() == nil {
		t.Error("a square PNG is not the icon, or not on cards")
	}
}

func TestLogoThatIsRefused(t *testing.T) {
	svg := func(inside string) string {
		return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">` + inside + `</svg>`
	}
	for body, want := range map[string]string{
		"":         "missing-logo",
		"nonsense": "not-a-logo",
		`<html xmlns="http://www.w3.org/1999/xhtml"></html>`:    "not-a-logo",
		`<svg xmlns="http://www.w3.org/2000/svg"><g></svg>`:     "not-a-logo",
		`<svg xmlns="http://www.w3.org/2000/svg"/>`:             "not-a-logo",
		strings.Replace(drawing, "0 0 40 20", "0 0 4000 20", 1): "not-a-logo",
		svg(`<script>alert(1)</script>`):                        "unsafe-logo",
		svg(`<g onload="x()"/>`):                                "unsafe-logo",
		svg(`<foreignObject/>`):                                 "unsafe-logo",
		svg(`<image href="https://x.id/a.png"/>`):               "unsafe-logo",
		svg(`<image xlink:href="javascript:x()"/>`):             "unsafe-logo",
		svg(`<use href="lain.svg#a"/>`):                         "unsafe-logo",
		svg(`<style>@import "https://x.id/a.css"</style>`):      "unsafe-logo",
		svg(`<rect style="fill:url( 'https://x.id/a')"/>`):      "unsafe-logo",
		`<!DOCTYPE svg [<!ENTITY a "b">]>` + drawing:            "unsafe-logo",
		`<?xml-stylesheet href="a.css"?>` + drawing:             "unsafe-logo",
		svg(strings.Repeat("<g/>", 11<<10)):                     "heavy-logo",
	} {
		root := fstest.MapFS{}
		if body != "" {
			root["data/logo.svg"] = &fstest.MapFile{Data: []byte(body)}
		}
		th, ps := Read(root, Choice{Look: Look{Logo: "data/logo.svg"}}, "id")
		if len(ps) != 1 || string(ps[0].Code) != want || th.Logo().Light != "" {
			t.Errorf("%.90q gives %v, not %s", body, ps, want)
		}
	}
	for body, want := range map[string]string{
		string(pngOf(t, 40, 40)[:60]): "not-a-logo", string(pngOf(t, 2001, 400)): "not-a-logo", drawing: "not-a-logo",
	} {
		_, ps := Read(fstest.MapFS{"data/logo.png": {Data: []byte(body)}}, Choice{Look: Look{Logo: "data/logo.png"}}, "id")
		if len(ps) != 1 || string(ps[0].Code) != want {
			t.Errorf("%.20q gives %v, not %s", body, ps, want)
		}
	}
}

// What a theme has from the default is known; scripts and policies of its own are not.
func TestThemed(t *testing.T) {
	head := string(layer(themes.Default(), ".", "x", new(source.Problems))["partials/head.html"].body)
	for _, c := range []struct {
		files map[string]string
		want  site.Themed
	}{
		{nil, site.Themed{}},
		{map[string]string{"i18n/id.yaml": "site.nav.data: A"}, site.Themed{Own: true}},
		{map[string]string{"partials/head.html": head}, site.Themed{}},
		{map[string]string{"partials/head.html": strings.Replace(head, "</head>", "<link rel=\"stylesheet\" href=\"a.css\">\n</head>", 1)}, site.Themed{Own: true}},
		{map[string]string{"partials/head.html": strings.Replace(head, "default-src 'none'", "default-src *", 1)}, site.Themed{Own: true, Scripts: true}},
		{map[string]string{"partials/mark.html": "<SCRIPT src=a.js></SCRIPT>"}, site.Themed{Own: true, Scripts: true}},
		{map[string]string{"assets/js/hitung.js": "1"}, site.Themed{Own: true, Scripts: true}},
	} {
		var ps source.Problems
		root := own(c.files)
		name := "own"
		if c.files == nil {
			name = ""
		}
		th, found := Read(root, Choice{Name: name}, "id")
		reportAll(t, append(ps, found...))
		if th.Themed() != c.want {
			t.Errorf("%v: %+v, want %+v", len(c.files), th.Themed(), c.want)
		}
	}
}
