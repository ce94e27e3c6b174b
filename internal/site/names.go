package site

import (
	"slices"
	"strings"

	"terang/internal/chart"
	"terang/internal/health"
	"terang/internal/words"
)

// name gives a unit's full name: "Kecamatan Rangsang", "Kelurahan Teluk Belitung".
func (p *Plan) name(u health.Unit) string { return p.names[u] }

// fullNames gives the full name of every unit.
func (p *Plan) fullNames() []string {
	names := make([]string, p.in.Register.Units())
	for u := range names {
		names[u] = p.fullName(health.Unit(u))
	}
	return names
}

func (p *Plan) fullName(u health.Unit) string {
	reg := p.in.Register
	name := reg.Name(u)
	if reg.LevelOf(u) == health.Puskesmas {
		return p.prefixed("place.puskesmas", name)
	}
	a := &reg.Areas[u]
	switch a.Level {
	case health.Provinsi:
		return p.prefixed("place.provinsi", name)
	case health.Kabkota:
		if a.IsKota() {
			return p.prefixed("place.kota", name)
		}
		return p.prefixed("place.kabupaten", name)
	case health.Kecamatan:
		return p.prefixed("place.kecamatan", name)
	case health.Desa:
		if a.IsKelurahan() {
			return p.prefixed("place.kelurahan", name)
		}
		return p.prefixed("place.desa", name)
	case health.Country, health.Puskesmas:
	}
	return name
}

// prefixed puts the kind of place before a name, unless the name begins with it.
func (p *Plan) prefixed(key, name string) string {
	full := p.T(key, "name", name)
	kind, _, _ := strings.Cut(full, " ")
	if first, _, found := strings.Cut(name, " "); found && strings.EqualFold(first, kind) {
		return name
	}
	return full
}

// shortName gives a unit's name for tables and breadcrumbs: "Rangsang".
func (b *builder) shortName(u health.Unit) string {
	reg := b.in.Register
	name := reg.Name(u)
	switch reg.LevelOf(u) {
	case health.Puskesmas:
		return bareName(name)
	case health.Kabkota:
		return name
	case health.Country, health.Provinsi, health.Kecamatan, health.Desa:
	}
	return name
}

// rankedName gives a unit's name beside others: of puskesmas that bear the same name,
// with the kab/kota.
func (b *builder) rankedName(u health.Unit) string {
	name := b.shortName(u)
	kab := b.in.Register.Kabkota(u)
	if b.in.Register.LevelOf(u) != health.Puskesmas || kab == health.NoUnit || b.find.namesakes[name] < 2 {
		return name
	}
	return b.T("place.in", "name", name, "parent", b.shortName(kab))
}

// childWord gives the word for what an area is divided into: "kecamatan".
func (b *builder) childWord(u health.Unit) string {
	children := b.in.Register.Children(u)
	if len(children) == 0 {
		return b.called
	}
	return b.levelWord(children)
}

// levelWord names the level of places; a list of kelurahan alone is never called desa.
func (b *builder) levelWord(us []health.Unit) string {
	reg := b.in.Register
	level := reg.LevelOf(us[0])
	if level != health.Desa {
		return b.T("level." + level.String())
	}
	kelurahan := 0
	for _, u := range us {
		if reg.Areas[u].IsKelurahan() {
			kelurahan++
		}
	}
	switch kelurahan {
	case 0:
		return b.T("level.desa")
	case len(us):
		return b.T("level.kelurahan")
	}
	return b.T("level.desa.both")
}

// villages says what the lowest areas of a site are called, and gives the site's own
// block of words, which speak of them so: a city of kelurahan has no desa.
func villages(reg *health.Register, w *words.Catalogue) (word string, said *words.Catalogue) {
	is := func(kelurahan bool) func(health.Area) bool {
		return func(a health.Area) bool { return a.Level == health.Desa && a.IsKelurahan() == kelurahan }
	}
	word = w.T("site.level.desa")
	if slices.ContainsFunc(reg.Areas, is(true)) && !slices.ContainsFunc(reg.Areas, is(false)) {
		word = w.T("site.level.kelurahan")
	}
	return word, w.Block("site.", "desa", word)
}

// T gives a word of the site's own block.
func (p *Plan) T(key string, args ...string) string { return p.said.T(key, args...) }

// emphasis turns a plain sentence into markup; what stands between asterisks is strong.
func emphasis(s string) chart.Markup {
	var out strings.Builder
	for i, part := range strings.Split(s, "*") {
		if i%2 == 1 {
			out.WriteString("<strong>" + escapeText(part) + "</strong>")
		} else {
			out.WriteString(escapeText(part))
		}
	}
	return chart.Markup(out.String())
}

// star keeps a name from being taken for emphasis.
func star(s string) string { return strings.ReplaceAll(s, "*", "∗") }

var (
	textEscaper  = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&#34;", "'", "&#39;")
	textRestorer = strings.NewReplacer("&lt;", "<", "&gt;", ">", "&#34;", `"`, "&#39;", "'", "&amp;", "&")
)

func escapeText(s string) string { return textEscaper.Replace(s) }

// plain gives the text of a sentence made by emphasis.
func plain(m chart.Markup) string {
	var out strings.Builder
	out.Grow(len(m))
	for rest := string(m); rest != ""; { // a text's own < is escaped
		before, tag, _ := strings.Cut(rest, "<")
		out.WriteString(before)
		_, rest, _ = strings.Cut(tag, ">")
	}
	return textRestorer.Replace(out.String())
}

// The marks between which a sentence has the number that leads to its working.
const linkFrom, linkTo = "\x0e", "\x0f"

// linked makes what stands between the marks a link; where there is nowhere to go it takes the marks out.
func (b *builder) linked(m chart.Markup, href string) chart.Markup {
	before, rest, found := strings.Cut(string(m), linkFrom)
	number, after, _ := strings.Cut(rest, linkTo)
	switch {
	case !found:
		return m
	case href == "":
		return chart.Markup(before + number + after)
	}
	label := escapeText(b.workingLabel(textRestorer.Replace(number)))
	return chart.Markup(before + `<a class="calc" href="` + escapeText(href) + `" aria-label="` + label + `">` + number + "</a>" + after)
}
