package theme

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"html/template"
	"path"
	"regexp"
	"strings"

	"terang/internal/source"
)

// Asset is a file that every page may ask for. Path is its address from the
// site's root, "assets/portal-1a2b3c4d.css": it changes when the content does, so
// that a browser may keep it for ever.
type Asset struct {
	Path string
	Body []byte
}

// nameAssets gives every file below assets/ its published name. Style sheets come
// last: what they point at has its name by then.
func nameAssets(files map[string]file, ps *source.Problems) ([]Asset, map[string]string) {
	addresses := map[string]string{}
	from := map[string]string{} // file name → path within the theme
	var assets []Asset
	add := func(p string, body []byte) {
		name := path.Base(p)
		if other, taken := from[name]; taken {
			ps.Error(source.Pos{File: files[p].shown}, "asset-collision", "value", name, "other", files[other].shown)
			return
		}
		from[name] = p
		addresses[name] = published(name, body)
		assets = append(assets, Asset{Path: addresses[name], Body: body})
	}
	paths := sortedPaths(files, "assets/")
	for _, p := range paths {
		switch path.Ext(p) {
		case ".css":
		case ".js":
			add(p, minified(scripts, files[p].body))
		default:
			add(p, files[p].body)
		}
	}
	for _, p := range paths {
		if path.Ext(p) == ".css" {
			add(p, pointed(minified(styles, files[p].body), addresses))
		}
	}
	return assets, addresses
}

// published names an asset by its content: 8 hexadecimal digits of its SHA-256.
func published(name string, body []byte) string {
	sum := sha256.Sum256(body)
	ext := path.Ext(name)
	return "assets/" + strings.TrimSuffix(name, ext) + "-" + hex.EncodeToString(sum[:4]) + ext
}

// inline gives the style sheet as it stands in a page. What it would fetch is left out,
// for such a page has nothing beside it; and it must not end the element that it stands in.
func (t *Theme) inline() template.CSS {
	for _, a := range t.assets {
		if a.Path == t.addresses[path.Base(styleSheet)] {
			css := cssURL.ReplaceAllFunc(a.Body, func(m []byte) []byte {
				if to := cssURL.FindSubmatch(m)[1]; bytes.HasPrefix(to, []byte("#")) || bytes.HasPrefix(to, []byte("data:")) {
					return m
				}
				return []byte("none")
			})
			return template.CSS(bytes.ReplaceAll(css, []byte("</"), nil)) //nolint:gosec // the site's own style sheet
		}
	}
	return ""
}

// digestOf names a style in a content security policy.
func digestOf(css template.CSS) string {
	sum := sha256.Sum256([]byte(css))
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

var cssURL = regexp.MustCompile(`url\(\s*["']?([^"')]+)["']?\s*\)`)

// pointed rewrites url(…) in a style sheet to the published names. All assets
// stand in one folder, so the name alone is the address.
func pointed(css []byte, addresses map[string]string) []byte {
	return cssURL.ReplaceAllFunc(css, func(m []byte) []byte {
		name := path.Base(string(cssURL.FindSubmatch(m)[1]))
		if address, ok := addresses[name]; ok {
			return []byte("url(" + path.Base(address) + ")")
		}
		return m
	})
}
