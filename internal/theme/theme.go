// Package theme is the door through which the looks come in: it reads templates,
// words and assets, and turns a site.View into HTML.
//
// A theme is a folder:
//
//	layouts/page.html     a whole page; View.Layout names it
//	partials/figure.html  a part of a page; templates call it as "figure"
//	worker/sw.js          what keeps pages on the readers' devices, where the site wants it
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
//	style, digest           the style sheet as text, and its digest as a policy names it
//
// A line break beside a tag or an action counts for nothing, however it is
// indented: a page holds no blank paper. A space that is wanted stands on a line.
package theme

import (
	"bytes"
	"cmp"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"sync"

	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/stencil"
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
	stencils  map[string]*stencil.Stencil // of the layouts, by template; those that one can be made of
	assets    []Asset
	addresses map[string]string
	colours   map[string]string
	logo      site.Logo
	cardLogo  []byte
	themed    site.Themed
	style     template.CSS // the style sheet, for pages that hold it

	worker, retired string // scripts that stand at the site's root
}

// Read reads the theme of a site in its language ("id", "en") and in further ones,
// dressed in the site's colour and logo. root is the site's folder. It never gives
// nil: with problems, what could be read is there.
func Read(root fs.FS, choice Choice, lang string, others ...string) (*Theme, source.Problems) {
	var ps source.Problems
	base := layer(themes.Default(), ".", "themes/"+DefaultName, &ps)
	own := ownLayer(root, cmp.Or(choice.Name, DefaultName), &ps)
	files := overlay(base, own)
	dress(files, choice.Look, &ps)

	t := &Theme{themed: themed(base, own)}
	var reading sync.WaitGroup // words take as long as assets
	var ofWords source.Problems
	reading.Go(func() { t.words = readWords(base, own, lang, &ofWords) })
	t.worker = string(files["worker/sw.js"].body)
	t.retired = string(files["worker/lepas.js"].body)
	t.logos(root, choice.Look, files, &ps)
	t.assets, t.addresses = nameAssets(files, &ps)
	t.style = t.inline()
	light, _ := schemes(files[styleSheet].body)
	t.colours = light.colours
	t.logo.Light, t.logo.Dark = t.addresses[t.logo.Light], t.addresses[t.logo.Dark]
	reading.Wait()
	ps = append(ps, ofWords...)
	t.parse(files, &ps)
	t.others = map[string]*Theme{}
	for _, lang := range others {
		o := &Theme{words: readWords(base, own, lang, &ps), assets: t.assets, addresses: t.addresses, style: t.style}
		o.parse(files, new(source.Problems)) // what is wrong with the templates is told already
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

// Themed says what of the theme is the site's own.
func (t *Theme) Themed() site.Themed { return t.themed }

// themed looks for files that may run in pages or change what these may fetch. Lines
// that a template has from the default's are known.
func themed(base, own map[string]file) site.Themed {
	var is site.Themed
	for p, f := range own {
		if bytes.Equal(f.body, base[p].body) { // a copy
			continue
		}
		is.Own = true
		is.Scripts = is.Scripts || path.Ext(p) == ".js"
		if path.Ext(p) != ".html" {
			continue
		}
		for line := range bytes.Lines(f.body) {
			risky := bytes.Contains(bytes.ToLower(line), []byte("<script")) || bytes.Contains(bytes.ToLower(line), []byte("http-equiv"))
			is.Scripts = is.Scripts || risky && !bytes.Contains(base[p].body, bytes.TrimSpace(line))
		}
	}
	return is
}

// Worker gives the script that keeps pages for readers without a connection; its
// version and words are not filled in yet.
func (t *Theme) Worker() string { return t.worker }

// Retired gives the script that ends the worker of an earlier build.
func (t *Theme) Retired() string { return t.retired }

// Render appends the HTML of a page to w. It is safe for concurrent use. The
// error names the template and its line; the theme's reader has tried every
// template, so it tells of a layout that is not there or of a fault in ours.
func (t *Theme) Render(w *bytes.Buffer, v *site.View) error {
	name := layoutName(v.Layout)
	if s := t.stencils[name]; s != nil {
		if page, ok := s.Append(w.AvailableBuffer(), v); ok {
			w.Write(page)
			return nil
		}
	}
	if err := t.templates.ExecuteTemplate(w, name, v); err != nil {
		return fmt.Errorf("page %q: %w", v.Title, err)
	}
	return nil
}
