package theme

import (
	"bytes"
	"encoding/xml"
	"errors"
	"image/png"
	"io"
	"io/fs"
	"math"
	"path"
	"strconv"
	"strings"

	"terang/internal/site"
	"terang/internal/source"
)

// heaviestLogo is how many bytes a logo may have: every page shows it.
const heaviestLogo = 40 << 10

// longestSide is how many points a PNG may have in a row.
const longestSide = 2000

func itoa(n int) string { return strconv.Itoa(n) }

// logos reads the logos of the site into the assets.
func (t *Theme) logos(root fs.FS, look Look, files map[string]file, ps *source.Problems) {
	light, ok := readLogo(root, look, "logo", look.Logo, ps)
	if !ok {
		return
	}
	name := addLogo(files, "logo-situs", look.Logo, light.body)
	t.logo = site.Logo{Light: name, Width: light.width, Height: light.height}
	if look.LogoDark != "" {
		if dark, ok := readLogo(root, look, "logo_dark", look.LogoDark, ps); ok {
			t.logo.Dark = addLogo(files, "logo-situs-gelap", look.LogoDark, dark.body)
		}
	}
	if path.Ext(look.Logo) == ".png" {
		t.cardLogo = light.body
	}
	if look.LogoCard != "" {
		if card, ok := readLogo(root, look, "logo_card", look.LogoCard, ps); ok && path.Ext(look.LogoCard) == ".png" {
			t.cardLogo = card.body
		} else if ok {
			ps.Error(look.pos("logo_card"), "not-a-logo", "value", look.LogoCard)
		}
	}
}

// addLogo puts a logo beside the theme's own pictures, under a name that says what it is.
func addLogo(files map[string]file, name, from string, body []byte) string {
	name += path.Ext(from)
	files["assets/img/"+name] = file{shown: from, body: body}
	return name
}

// A logo is a picture with its size in any unit.
type logo struct {
	body          []byte
	width, height float64
}

func readLogo(root fs.FS, look Look, key, name string, ps *source.Problems) (l logo, ok bool) {
	if name == "" {
		return l, false
	}
	at := look.pos(key)
	body, err := source.ReadFile(root, name, heaviestLogo*16, ps)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		ps.Error(at, "missing-logo", "value", name)
		return l, false
	case err != nil:
		return l, false // told
	case len(body) > heaviestLogo:
		ps.Error(at, "heavy-logo", "value", name, "size", itoa((len(body)+1023)>>10), "limit", itoa(heaviestLogo>>10))
		return l, false
	}
	l.body = body
	unsafe := ""
	if path.Ext(name) == ".png" {
		l.width, l.height = sizeOfPNG(body)
	} else {
		l.width, l.height, unsafe = sizeOfSVG(body)
	}
	switch {
	case unsafe != "":
		ps.Error(at, "unsafe-logo", "value", name, "what", unsafe)
	case !(l.width > 0 && l.height > 0) || l.width > 12*l.height || l.height > 3*l.width:
		ps.Error(at, "not-a-logo", "value", name)
	default:
		return l, true
	}
	return l, false
}

// sizeOfPNG gives 0 for what is no sound PNG.
func sizeOfPNG(body []byte) (width, height float64) {
	c, err := png.DecodeConfig(bytes.NewReader(body))
	if err != nil || c.Width > longestSide || c.Height > longestSide {
		return 0, 0
	}
	if _, err := png.Decode(bytes.NewReader(body)); err != nil {
		return 0, 0
	}
	return float64(c.Width), float64(c.Height)
}

// sizeOfSVG gives the size of a drawing, 0 for what is none, and what in it could run
// or be fetched when somebody opens the file on its own.
func sizeOfSVG(body []byte) (width, height float64, unsafe string) {
	d := xml.NewDecoder(bytes.NewReader(body))
	d.Entity = map[string]string{}
	depth := 0
	for {
		token, err := d.Token()
		if err != nil {
			if errors.Is(err, io.EOF) && depth == 0 {
				return width, height, ""
			}
			return 0, 0, ""
		}
		switch token := token.(type) {
		case xml.Directive:
			if bytes.Contains(bytes.ToUpper(token), []byte("ENTITY")) {
				return 0, 0, "<!ENTITY>"
			}
		case xml.ProcInst:
			if token.Target != "xml" {
				return 0, 0, "<?" + token.Target + "?>"
			}
		case xml.StartElement:
			if depth++; depth == 1 {
				if token.Name.Local != "svg" {
					return 0, 0, ""
				}
				width, height = sizeOfRoot(token)
			}
			if unsafe := unsafeElement(token); unsafe != "" {
				return 0, 0, unsafe
			}
		case xml.CharData:
			if unsafe := unsafeStyle(string(token)); unsafe != "" {
				return 0, 0, unsafe
			}
		case xml.EndElement:
			depth--
		}
	}
}

func sizeOfRoot(svg xml.StartElement) (width, height float64) {
	for _, a := range svg.Attr {
		switch a.Name.Local {
		case "viewBox":
			if parts := strings.Fields(strings.ReplaceAll(a.Value, ",", " ")); len(parts) == 4 {
				return measure(parts[2]), measure(parts[3])
			}
		case "width":
			width = measure(a.Value)
		case "height":
			height = measure(a.Value)
		}
	}
	return width, height
}

// measure reads a length whatever its unit; 0 for none, and for a share of nothing.
func measure(s string) float64 {
	if strings.HasSuffix(s, "%") {
		return 0
	}
	v, err := strconv.ParseFloat(strings.TrimRight(strings.TrimSpace(s), "abcdefghijklmnopqrstuvwxyz"), 64)
	if err != nil || math.IsInf(v, 0) {
		return 0
	}
	return v
}

// unsafeElement names what a drawing of ours must not hold: what runs, what embeds a
// page, and what leads or reaches out of the file.
func unsafeElement(e xml.StartElement) string {
	switch name := strings.ToLower(e.Name.Local); name {
	case "script", "foreignobject", "iframe", "object", "embed", "handler", "listener", "set", "animate", "a":
		return "<" + name + ">"
	}
	for _, a := range e.Attr {
		name, value := strings.ToLower(a.Name.Local), strings.ToLower(strings.TrimSpace(a.Value))
		switch {
		case strings.HasPrefix(name, "on"):
			return name
		case (name == "href" || name == "src") && !strings.HasPrefix(value, "#") && !strings.HasPrefix(value, "data:image/png;") && !strings.HasPrefix(value, "data:image/jpeg;"):
			return name
		}
		if unsafe := unsafeStyle(value); unsafe != "" {
			return unsafe
		}
	}
	return ""
}

// unsafeStyle finds what a style would fetch.
func unsafeStyle(text string) string {
	lower := strings.ToLower(text)
	if strings.Contains(lower, "@import") {
		return "@import"
	}
	for rest := lower; ; {
		_, after, found := strings.Cut(rest, "url(")
		if !found {
			return ""
		}
		if !strings.HasPrefix(strings.TrimLeft(after, ` "'`), "#") {
			return "url()"
		}
		rest = after
	}
}
