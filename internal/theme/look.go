package theme

import (
	"bytes"
	"maps"
	"regexp"
	"slices"
	"strings"

	"terang/internal/site"
	"terang/internal/source"
)

// Choice is the theme that a site uses, and how the site dresses it.
type Choice struct {
	Name string // empty for the default
	Look Look
}

// Look is the site's own colour and logo; any field may be empty.
type Look struct {
	Accent     string // #rrggbb or #rgb, on a light ground
	AccentDark string // on a dark one; made from Accent where it is not given
	Logo       string // an SVG or PNG file in the site's folder
	LogoDark   string // for a dark ground
	LogoCard   string // a PNG for the cards of links, where Logo is an SVG

	Pos func(key string) source.Pos // the place of a setting
}

func (l Look) pos(key string) source.Pos {
	if l.Pos == nil {
		return source.Pos{File: "site.yaml"}
	}
	return l.Pos(key)
}

const styleSheet = "assets/css/portal.css"

// least is the contrast of text with its ground (WCAG 2.2, 1.4.3).
const least = 4.5

// scheme is one of the two grounds of a style sheet: its :root rule, and the colours in it.
type scheme struct {
	from, to int // of the rule in the style sheet; to is 0 where there is none
	colours  map[string]string
}

var (
	rootRule  = regexp.MustCompile(`(?s):root\s*\{(.*?)\}`)
	darkMedia = regexp.MustCompile(`@media[^{]*prefers-color-scheme:\s*dark[^{]*\{`)
	cssColour = regexp.MustCompile(`--([a-z0-9-]+)\s*:\s*(#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3})\s*[;}]`)
)

// schemes reads the custom properties that are plain colours. What the dark rule does
// not set is as on the light ground.
func schemes(css []byte) (light, dark scheme) {
	read := func(from int, s *scheme) {
		at := rootRule.FindIndex(css[from:])
		if at == nil {
			return
		}
		s.from, s.to = from+at[0], from+at[1]
		for _, m := range cssColour.FindAllSubmatch(css[s.from:s.to], -1) {
			s.colours[string(m[1])] = strings.ToLower(string(m[2]))
		}
	}
	light.colours = map[string]string{}
	read(0, &light)
	dark.colours = maps.Clone(light.colours)
	if at := darkMedia.FindIndex(css); at != nil {
		read(at[1], &dark)
	}
	return light, dark
}

// dress puts the site's accent into the style sheet and the icon. What is made of it
// keeps the luminance that the theme gives it, and so all contrasts of the theme.
func dress(files map[string]file, look Look, ps *source.Problems) {
	sheet, ok := files[styleSheet]
	if !ok || look.Accent == "" {
		return
	}
	light, dark := schemes(sheet.body)
	was := light.colours["accent"]
	if was == "" || light.to == 0 {
		ps.Warn(look.pos("accent"), "accent-unused", "file", sheet.shown)
		return
	}
	day := tinted(light.colours, look.Accent)
	night := tinted(dark.colours, look.AccentDark)
	if look.AccentDark == "" {
		night = tinted(dark.colours, evening(dark.colours, look.Accent))
	}
	good := legible("accent", look, day, ps)
	if look.AccentDark != "" {
		good = legible("accent_dark", look, night, ps) && good
	}
	if !good {
		return
	}
	css := bytes.Clone(sheet.body)
	if dark.to > light.to { // from the end, so that places before stay
		css = recoloured(css, dark, night)
	}
	sheet.body = recoloured(css, light, day)
	files[styleSheet] = sheet
	if icon, ok := files[iconFile]; ok {
		icon.body = bytes.ReplaceAll(icon.body, []byte(was), []byte(day["accent"]))
		files[iconFile] = icon
	}
}

const iconFile = "assets/img/icon.svg"

// shaded are the tokens that are shades of the accent.
var shaded = []string{"accent-soft", "s1", "s2", "s3", "s4", "s5"}

// tinted gives the colours of a scheme with another accent.
func tinted(colours map[string]string, accent string) map[string]string {
	now := maps.Clone(colours)
	own, ok := rgb(accent)
	was, known := rgb(colours["accent"])
	if !ok || !known {
		return now
	}
	hue, old := mixed(own), mixed(was).strength()
	now["accent"] = strings.ToLower(accent)
	// A loud accent has shades hardly louder than those that the theme has.
	quiet := min(1, 1.25*old/max(hue.strength(), .01))
	for _, token := range shaded {
		if parts, ok := rgb(colours[token]); ok {
			now[token] = hue.bright(luminance(parts), quiet*mixed(parts).strength()/max(old, .01))
		}
	}
	// Text on the accent is what the theme has, or else the ends of the scale.
	for _, on := range []string{colours["on-accent"], "#ffffff", "#000000"} {
		if contrast(on, accent) >= least {
			now["on-accent"] = on
			break
		}
	}
	return now
}

// evening makes the accent of the dark ground from that of the light one.
func evening(dark map[string]string, accent string) string {
	own, ok := rgb(accent)
	was, known := rgb(dark["accent"])
	if !ok || !known {
		return ""
	}
	return mixed(own).bright(luminance(was), 1)
}

// grounds are what the accent stands on as text.
var grounds = []string{"ground", "raised", "accent-soft"}

// legible says whether the accent can be read on its grounds, and else tells on which
// it is worst and which colour of its hue would do.
func legible(key string, look Look, colours map[string]string, ps *source.Problems) bool {
	worst, on := worstGround(colours, colours["accent"])
	if worst >= least || on == "" {
		return true
	}
	ps.Error(look.pos(key), "low-contrast", "value", colours["accent"], "ground", colours[on], "token", on,
		"ratio", ratio(worst), "least", ratio(least), "near", nearestLegible(colours))
	return false
}

func worstGround(colours map[string]string, accent string) (worst float64, on string) {
	for _, g := range grounds {
		if c := contrast(accent, colours[g]); c > 0 && (on == "" || c < worst) {
			worst, on = c, g
		}
	}
	return worst, on
}

// nearestLegible goes from the accent towards black and towards white, and gives the
// first that can be read: empty where there is none.
func nearestLegible(colours map[string]string) string {
	parts, _ := rgb(colours["accent"])
	c := mixed(parts)
	for step := 1; step <= 200; step++ {
		for _, lightness := range []float64{c.l - float64(step)/200, c.l + float64(step)/200} {
			if lightness < 0 || lightness > 1 {
				continue
			}
			try := asHex(c.as(lightness, 1))
			if worst, on := worstGround(colours, try); on != "" && worst >= least {
				return try
			}
		}
	}
	return ""
}

// ratio writes a contrast, rounded down so that 4.49 never reads as 4.5.
func ratio(c float64) string {
	hundredths := int(c * 100)
	return itoa(hundredths/100) + "." + string([]byte{'0' + byte(hundredths/10%10), '0' + byte(hundredths%10)}) + ":1"
}

// recoloured writes colours into the rule of a scheme, those that it sets.
func recoloured(css []byte, s scheme, colours map[string]string) []byte {
	rule := cssColour.ReplaceAllFunc(css[s.from:s.to], func(m []byte) []byte {
		parts := cssColour.FindSubmatchIndex(m)
		name := string(m[parts[2]:parts[3]])
		if name != "accent" && name != "on-accent" && !slices.Contains(shaded, name) {
			return m
		}
		return slices.Concat(m[:parts[4]], []byte(colours[name]), m[parts[5]:])
	})
	return slices.Concat(css[:s.from], rule, css[s.to:])
}

// Logo gives the site's logo; its zero value where there is none.
func (t *Theme) Logo() site.Logo { return t.logo }

// CardLogo gives the bytes of the PNG that stands on cards; nil for the theme's mark.
func (t *Theme) CardLogo() []byte { return t.cardLogo }
