package theme

import (
	"bytes"
	"html/template"
	"io"
	"path"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"text/template/parse"

	"terang/internal/chart"
	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/stencil"
)

func layoutName(layout string) string { return "layouts/" + layout }

// functions are those that templates have beyond the built-in ones.
func (t *Theme) functions() stencil.Funcs {
	return stencil.Funcs{
		"T":       stencil.Fixed(t.words.T),
		"markup":  stencil.Kind[chart.Markup, template.HTML](), // see markup
		"asset":   stencil.Text(t.AssetPath),
		"address": stencil.Text(address),
		"defs":    stencil.Fixed(defs),
		"style":   stencil.Fixed(func() template.CSS { return t.style }),
		"digest":  stencil.Fixed(func() string { return digestOf(t.style) }),
	}
}

// parse reads all templates into one set and tries them, so that a fault is told
// with its place before any page is written. Of those that are sound it makes stencils.
func (t *Theme) parse(files map[string]file, ps *source.Problems) {
	functions := t.functions()
	set := template.New("").Option("missingkey=error").Funcs(functions.Map())
	t.templates = set
	shown := map[string]string{} // template name → file
	var layouts []string
	good := true
	for _, folder := range []string{"partials/", "layouts/"} {
		for _, p := range sortedPaths(files, folder) {
			if path.Ext(p) != ".html" {
				continue
			}
			name := strings.TrimSuffix(p, ".html")
			if folder == "layouts/" {
				layouts = append(layouts, name)
			} else {
				name = path.Base(name)
			}
			shown[name] = files[p].shown
			if _, err := set.New(name).Parse(joined(strings.TrimSpace(string(files[p].body)))); err != nil {
				reportTemplate(err, name, shown, ps)
				good = false
			}
		}
	}
	if good {
		t.checkWords(set, shown, ps)
		t.cut(set, layouts, functions)
		try(set, slices.DeleteFunc(layouts, t.proven), shown, ps)
	}
}

// cut makes stencils of layouts. A theme may hold what none can be made of; html/template
// then renders.
func (t *Theme) cut(set *template.Template, layouts []string, functions stencil.Funcs) {
	t.stencils = map[string]*stencil.Stencil{}
	for _, layout := range layouts {
		_ = set.ExecuteTemplate(io.Discard, layout, nil) // puts the escapers in; with no data it ends there
		if s, err := stencil.New(set, layout, functions, reflect.TypeFor[*site.View]()); err == nil {
			t.stencils[layout] = s
		}
	}
}

// proven reports whether a layout's stencil renders the emptiest and the fullest view.
func (t *Theme) proven(layout string) bool {
	s := t.stencils[layout]
	for _, view := range extremes() {
		if s == nil {
			return false
		}
		if _, ok := s.Append(nil, view); !ok {
			return false
		}
	}
	return true
}

// extremes are an empty view and one with every field set: a misspelt field must not
// hide in a branch that no page takes today.
func extremes() []*site.View { return []*site.View{{}, specimen()} }

var besideBreak = regexp.MustCompile(`(>|\}\})[ \t]*\r?(\n\s*)(<|\{\{)`)

// joined drops the line breaks between tags and actions. Each becomes a comment
// that holds it, which prints nothing and keeps the line numbers of messages.
func joined(text string) string {
	return besideBreak.ReplaceAllStringFunc(text, func(m string) string {
		parts := besideBreak.FindStringSubmatch(m)
		return parts[1] + "{{/*" + strings.Repeat("\n", strings.Count(parts[2], "\n")) + "*/}}" + parts[3]
	})
}

// markup is the one place where text becomes HTML unescaped: the chart room and
// the content door have built it and escaped what came from users.
func markup(m chart.Markup) template.HTML {
	return template.HTML(m) //nolint:gosec // see above
}

// defs gives the pattern fills that drawings share, where there is a drawing.
func defs(sections []site.Section) template.HTML {
	for _, s := range sections {
		inProse := slices.ContainsFunc(s.Prose, func(p site.Prose) bool { return p.Figure != nil })
		if s.Services != "" || len(s.Figures) > 0 || inProse {
			return markup(chart.Defs())
		}
	}
	return ""
}

// address passes links that html/template does not know to be harmless: a
// telephone number and a place on a map. Any other text is filtered as usual.
func address(link string) template.URL {
	scheme, _, found := strings.Cut(link, ":")
	if found && (scheme == "tel" || scheme == "geo") {
		return template.URL(link) //nolint:gosec // neither scheme runs anything
	}
	if found && scheme != "https" && scheme != "http" && scheme != "mailto" {
		return "#"
	}
	return template.URL(link) //nolint:gosec // the schemes that html/template passes too
}

// try runs layouts by html/template, whose messages say what is wrong and where.
func try(set *template.Template, layouts []string, shown map[string]string, ps *source.Problems) {
	for _, layout := range layouts {
		for _, view := range extremes() {
			err := set.ExecuteTemplate(&bytes.Buffer{}, layout, view)
			if err != nil {
				reportTemplate(err, layout, shown, ps)
				return // one fault breaks all layouts that use the part; once is enough
			}
		}
	}
}

// templateFault takes a message of text/template or html/template apart:
// "template: lead:12:3: …" or "html/template:lead:12:3: …".
var templateFault = regexp.MustCompile(`(?s)template: ?([\w./-]+):(\d+)(?::(\d+))?: (.*)$`)

func reportTemplate(err error, name string, shown map[string]string, ps *source.Problems) {
	pos := source.Pos{File: shown[name]}
	reason := err.Error()
	if m := templateFault.FindStringSubmatch(reason); m != nil {
		if file, ok := shown[m[1]]; ok {
			pos.File = file
		}
		pos.Line = number(m[2])
		pos.Column, pos.Width = 1, 1
		reason = m[4]
	}
	ps.Error(pos, "bad-template", "reason", reason)
}

// number reads digits that a regular expression has found.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return 0
	}
	return n
}

// checkWords looks up every key that a template names outright, and whether the
// placeholders of its text are given.
func (t *Theme) checkWords(set *template.Template, shown map[string]string, ps *source.Problems) {
	for _, tmpl := range set.Templates() {
		if tmpl.Tree == nil || tmpl.Tree.Root == nil {
			continue
		}
		for _, use := range wordUses(tmpl.Tree.Root) {
			pos := source.Pos{File: shown[tmpl.Tree.ParseName], Line: lineAt(tmpl.Tree, use.node), Column: 1, Width: 1}
			if !t.words.Has(use.key) {
				near, _ := source.Nearest(use.key, t.words.Keys())
				ps.Error(pos, "unknown-word", "key", use.key, "near", near)
				continue
			}
			for _, name := range placeholders(t.words.T(use.key)) {
				if !use.gives(name) {
					ps.Error(pos, "missing-placeholder", "key", use.key, "name", braced([]string{name}))
				}
			}
		}
	}
}

// lineAt finds the line of a node: ErrorContext gives "name:line:column".
func lineAt(tree *parse.Tree, n parse.Node) int {
	location, _ := tree.ErrorContext(n)
	parts := strings.Split(location, ":")
	if len(parts) < 2 {
		return 1
	}
	return number(parts[len(parts)-2])
}
