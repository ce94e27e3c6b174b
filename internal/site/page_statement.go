package site

import (
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/content"
)

// statement is a page that says how the office stands to its readers. An office says
// it in its own words by a page of the same slug in content/halaman.
type statement struct {
	name config.Statement
	slug string
}

// statements lists those that the site makes: all but what site.yaml leaves out and
// what the office has written itself. Whom nobody can reach takes no requests.
func (p *Plan) planStatements() {
	all := []statement{{config.PPID, "informasi-publik"}, {config.Privacy, "privasi"}, {config.Accessibility, "aksesibilitas"}}
	own := p.in.Content.Of(content.Halaman)
	for _, s := range all {
		written := slices.ContainsFunc(own, func(post content.Post) bool { return post.Slug == s.slug })
		if written || slices.Contains(p.in.Config.Statements.Without, s.name) || s.name == config.PPID && p.in.Config.PPID() == (config.Desk{}) {
			continue
		}
		p.statements = append(p.statements, s)
		p.add(Statement, s.slug+".html", 0, len(p.statements)-1, 0)
	}
}

func (b *builder) statement() {
	s := b.statements[b.page.at]
	b.v.Lead = Lead{
		Title: b.title(b.page), Kind: b.T("statement.made", "date", b.in.Words.Date(b.in.Date)),
		Sentence: emphasis(b.T("statement."+string(s.name)+".sentence", "office", star(b.v.Site.Office))),
	}
	switch s.name {
	case config.PPID:
		b.ppid()
	case config.Privacy:
		b.privacy()
	case config.Accessibility:
		b.accessibility()
	}
}

// says lists texts of the words, each with a key below that of the statement.
func (b *builder) says(under string, keys string, args ...string) []Term {
	var list []Term
	for key := range strings.FieldsSeq(keys) {
		list = append(list, Term{Text: b.T("statement."+under+"."+key, args...)})
	}
	return list
}

// thresholds are the smallest counts that are shown, as words have them.
func (b *builder) thresholds() []string {
	d := b.in.Config.Disclosure
	return []string{"t", b.in.Words.Int(d.MinCount), "ts", b.in.Words.Int(d.MinCountSensitive)}
}

// ppid says how to ask for information (UU 14/2008).
func (b *builder) ppid() {
	open := LinkGroup{Links: []Link{
		b.link(b.T("statement.ppid.open.data"), "data/index.html"),
		b.link(b.T("statement.ppid.open.method"), "data/metode.html"),
		b.link(b.T("statement.ppid.open.releases"), releasesPath),
	}}
	if b.has.promises {
		open.Links = append(open.Links, b.link(b.T("statement.ppid.open.promises"), "kesepakatan/index.html"))
	}
	b.v.Sections = append(b.v.Sections,
		Section{ID: "meminta", Narrow: true, Heading: b.T("statement.ppid.ask"), Intro: b.T("statement.ppid.ask.intro"), Links: b.desk(b.in.Config.PPID(), true)},
		Section{ID: "terbuka", Narrow: true, Heading: b.T("statement.ppid.open"), Links: []LinkGroup{open}},
		Section{ID: "waktu", Heading: b.T("statement.ppid.time"), Intro: b.T("statement.ppid.time.intro"), Terms: b.says("ppid.time", "answer objection commission")},
		Section{ID: "tertutup", Heading: b.T("statement.ppid.closed"), Terms: b.says("ppid.closed", "persons small", b.thresholds()...)},
	)
}

// privacy says what the pages do with their readers, and the portal with those it counts.
// Of a theme's own scripts nothing can be said.
func (b *builder) privacy() {
	reader := "cookies hosts search location"
	if b.in.Theme.Scripts {
		b.v.Lead.Sentence = emphasis(b.T("statement.privacy.sentence.code"))
		reader = "code"
	}
	if b.in.Config.Offline {
		reader += " offline"
	}
	method := b.link(b.T("statement.privacy.method"), "data/metode.html")
	method.Href += "#privasi"
	b.v.Sections = append(b.v.Sections,
		Section{ID: "pembaca", Heading: b.T("statement.privacy.reader"), Terms: b.says("privacy", reader+" links host")},
		Section{
			ID: "orang", Heading: b.T("statement.privacy.persons"), Intro: b.T("statement.privacy.persons.intro"),
			Terms: b.says("privacy", "small floor derived", b.thresholds()...), More: &method,
		},
		b.askOffice(),
	)
}

// accessibility says what readers can rely on, how that is known, and what is missing.
func (b *builder) accessibility() {
	st := b.in.Config.Statements
	checks := b.says("accessibility.checks", "automatic")
	if b.in.Theme.Own {
		checks = append(checks, b.says("accessibility.checks", "theme")...)
	}
	if st.Tested != 0 {
		checks = append(checks, b.says("accessibility.checks", "tested", "date", b.in.Words.Date(st.Tested))...)
	} else {
		checks = append(checks, b.says("accessibility.checks", "untested")...)
	}
	var known []Term
	for _, text := range st.Known {
		known = append(known, Term{Text: text})
	}
	if known == nil {
		known = b.says("accessibility.known", "files")
	}
	b.v.Sections = append(b.v.Sections,
		Section{ID: "andalan", Heading: b.T("statement.accessibility.does"), Terms: b.says("accessibility", "keyboard charts colour screens plain")},
		Section{ID: "pemeriksaan", Heading: b.T("statement.accessibility.checks"), Terms: checks},
		Section{ID: "kurang", Heading: b.T("statement.accessibility.known"), Terms: known},
		b.askOffice(),
	)
}

// askOffice says how the office is reached.
func (b *builder) askOffice() Section {
	o := b.in.Config.Office
	s := Section{ID: "hubungi", Narrow: true, Heading: b.T("statement.contact"), Links: b.desk(config.Desk{
		Name: b.v.Site.Office, Address: o.Address, Email: o.Email, Phone: o.Phone, WhatsApp: o.WhatsApp, Website: o.Website,
	}, false)}
	if o.Email == "" && o.Phone == "" && o.WhatsApp == "" {
		s.Intro = b.T("statement.contact.none")
	}
	return s
}

// desk lists the ways to somebody; what is empty is left out.
func (b *builder) desk(d config.Desk, officer bool) []LinkGroup {
	name := "office"
	if officer {
		name = "officer"
	}
	var g LinkGroup
	add := func(key, arg, value, href string) {
		if value != "" {
			g.Links = append(g.Links, Link{Text: b.T("statement."+key, arg, value), Href: href})
		}
	}
	website := d.Website
	switch {
	case strings.TrimSuffix(website, "/") == strings.TrimSuffix(b.in.Config.BaseURL, "/"):
		d.Website = "" // it is this one
	case !strings.HasPrefix(website, "https://") && !strings.HasPrefix(website, "http://"):
		website = ""
	}
	add(name, "name", d.Name, "")
	add("address", "value", d.Address, "")
	add("email", "value", d.Email, "mailto:"+d.Email)
	add("phone", "value", d.Phone, telephone(d.Phone))
	add("whatsapp", "value", d.WhatsApp, "https://wa.me/"+digitsOnly(d.WhatsApp))
	add("hours", "value", d.Hours, "")
	add("website", "value", d.Website, website)
	return []LinkGroup{g}
}
