// Package theme is the door through which the looks come in: it reads templates,
// words and assets, and turns a site.View into HTML.
//
// A theme is a folder:
//
//	layouts/page.html     a whole page; View.Layout names it
//	partials/figure.html  a part of a page; templates call it as "figure"
//	assets/…              style, scripts, pictures; published under names that carry a digest
//	i18n/id.yaml          the words of one language, flat "key: text"
//
// The default theme is part of the program. A site's own themes/<name>/ is laid
// over it file by file: a file of the same path replaces the default's, one of
// another name is added, and of a language file each key replaces one key.
//
// Templates are html/template over site.View. Beyond the built-in functions they
// have:
//
//	T "key" "name" value …  the words of a key, placeholders filled
//	markup .Lead.Sentence   HTML that the program built (chart.Markup)
//	asset "portal.css"      address of an asset from the site's root, "" when absent
//	address .Tel            a link that may also be tel: or geo:
//	defs .Sections          what drawings share, once a page
//
// A line break beside a tag or an action counts for nothing, however it is
// indented: a page holds no blank paper. A space that is wanted stands on a line.
package theme

import (
	"bytes"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"slices"

	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/words"
	"terang/themes"
)

// DefaultName is the theme that is part of the program.
const DefaultName = "default"

// Theme is a theme that has been read. It is not changed any more, so that many
// workers may render with it at once.
type Theme struct {
	others    map[string]*Theme // by further language
	words     *words.Catalogue
	templates *template.Template
	assets    []Asset
	addresses map[string]string
	colours   map[string]string
}

// Read reads the theme of a site in its language ("id", "en") and in further ones.
// root is the site's folder; name is the theme's, empty for the default. It never
// gives nil: with problems, what could be read is there.
func Read(root fs.FS, name, lang string, others ...string) (*Theme, source.Problems) {
	var ps source.Problems
	if name == "" {
		name = DefaultName
	}
	base := layer(themes.Default(), ".", "themes/"+DefaultName, &ps)
	own := ownLayer(root, name, &ps)
	files := overlay(base, own)

	t := &Theme{words: readWords(base, own, lang, &ps)}
	t.assets, t.addresses = nameAssets(files, &ps)
	t.colours = coloursOf(files["assets/css/portal.css"].body)
	t.templates = t.parse(files, &ps)
	t.others = map[string]*Theme{}
	for _, lang := range others {
		o := &Theme{words: readWords(base, own, lang, &ps), assets: t.assets, addresses: t.addresses}
		o.templates = o.parse(files, new(source.Problems)) // what is wrong with the templates is told already
		t.others[lang] = o
	}
	ps.Sort()
	return t, ps
}

// In gives the theme in one of the languages that it was read in.
func (t *Theme) In(lang string) *Theme {
	if o, ok := t.others[lang]; ok {
		return o
	}
	return t
}

// Words gives the words of the language that the theme was read in.
func (t *Theme) Words() *words.Catalogue { return t.words }

// Assets lists what stands in the site's assets folder, ordered by path.
func (t *Theme) Assets() []Asset { return slices.Clone(t.assets) }

// AssetPath gives the address of an asset from the site's root by its file name:
// "portal.css" is "assets/portal-1a2b3c4d.css". It is empty when there is none,
// as for a bundle that was not built.
func (t *Theme) AssetPath(name string) string { return t.addresses[name] }

// Colours gives the colours of the style sheet's light ground by the name of their
// custom property, "text" for --text, for drawings that stand outside the pages.
func (t *Theme) Colours() map[string]string { return maps.Clone(t.colours) }

// Render appends the HTML of a page to w. It is safe for concurrent use. The
// error names the template and its line; the theme's reader has tried every
// template, so it tells of a layout that is not there or of a fault in ours.
func (t *Theme) Render(w *bytes.Buffer, v *site.View) error {
	if err := t.templates.ExecuteTemplate(w, layoutName(v.Layout), v); err != nil {
		return fmt.Errorf("page %q: %w", v.Title, err)
	}
	return nil
}
