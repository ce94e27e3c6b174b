package config

import (
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strings"
)

var plainColour = regexp.MustCompile(`^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$`)

// look checks what can be seen without the theme: its reader knows on which ground a
// colour stands, and looks into the files.
func (c *checker) look(given Look) Look {
	colour := func(key, value string) string {
		if value != "" && !plainColour.MatchString(value) {
			c.ps.Error(c.y.Pos("look", key), "bad-colour", "value", value)
			return ""
		}
		return strings.ToLower(value)
	}
	file := func(key, value string) string {
		switch {
		case value == "":
		case !fs.ValidPath(value):
			c.ps.Error(c.y.Pos("look", key), "bad-path", "value", value)
		case !strings.HasPrefix(value, "data/") && !strings.HasPrefix(value, "content/") || !slices.Contains([]string{".svg", ".png"}, path.Ext(value)):
			c.ps.Error(c.y.Pos("look", key), "odd-logo", "value", value)
		default:
			return value
		}
		return ""
	}
	l := Look{
		Accent: colour("accent", given.Accent), AccentDark: colour("accent_dark", given.AccentDark),
		Logo: file("logo", given.Logo), LogoDark: file("logo_dark", given.LogoDark), LogoCard: file("logo_card", given.LogoCard),
	}
	for _, rest := range []struct{ key, value, needs, of string }{
		{"accent_dark", l.AccentDark, "accent", l.Accent}, {"logo_dark", l.LogoDark, "logo", l.Logo}, {"logo_card", l.LogoCard, "logo", l.Logo},
	} {
		if rest.value != "" && rest.of == "" && !c.y.Has("look", rest.needs) {
			c.ps.Error(c.y.Pos("look", rest.key), "missing-setting", "key", "look: "+rest.needs,
				"example", map[string]string{"accent": `"#00616b"`, "logo": "data/logo.svg"}[rest.needs])
		}
	}
	return l
}
