package site

import (
	"cmp"
	"slices"

	"terang/internal/health"
)

// reached counts the puskesmas with telemedicine, and of those that are remote.
type reached struct{ all, with, remote, remoteWith int }

func (p *Plan) telemedicine(us []health.Unit) reached {
	r := reached{all: len(us)}
	for _, u := range us {
		f := p.in.Register.Facility(u)
		if f.Telemedicine == health.Yes {
			r.with++
		}
		if f.Remote == health.Yes {
			r.remote++
			if f.Telemedicine == health.Yes {
				r.remoteWith++
			}
		}
	}
	return r
}

// telemedicineSentence says how many puskesmas of an area have telemedicine, and
// how many of the remote ones (domain reference §7.4).
func (b *builder) telemedicineSentence(u health.Unit) string {
	us := b.seated(u)
	if !slices.ContainsFunc(us, func(p health.Unit) bool { return b.in.Register.Facility(p).Telemedicine != health.NotSaid }) {
		return ""
	}
	w, r := b.in.Words, b.telemedicine(us)
	s := b.T("tele.sentence", "n", w.Int(r.with), "all", w.Int(r.all))
	if r.remote > 0 {
		s += " " + b.T("tele.remote", "n", w.Int(r.remoteWith), "all", w.Int(r.remote),
			"share", w.Percent(100*float64(r.remoteWith)/float64(r.remote)))
	}
	return s
}

func (b *builder) telemedicinePage() {
	year := b.in.Release.Latest()
	b.crumb(b.link(b.T("nav.programmes"), programmesPath))
	b.v.Lead = Lead{
		Title: b.title(b.page), Kind: b.name(0),
		Sentence: emphasis(cmp.Or(b.telemedicineSentence(0), b.T("tele.unsaid", "place", star(b.name(0))))),
	}
	b.v.Sections = append(b.v.Sections, b.byArea("tele.areas", "tele.areas.intro",
		[]string{"tele.with", "tele.remotes", "tele.remotes.with"}, func(us []health.Unit) []int {
			r := b.telemedicine(us)
			return []int{r.with, r.remote, r.remoteWith}
		})...)
	members := b.inGroup(health.GroupTelemedicine)
	if list := b.inOrder(0, members, year); len(list) > 0 {
		b.v.Sections = append(b.v.Sections, Section{ID: "indikator", Heading: b.T("others.list"), Services: b.serviceList(list, year)},
			b.numbersSection(0, list, year))
		for _, s := range b.placesHeat(members, year) {
			s.ID = "capaian-" + s.ID // the counts of places and the list of puskesmas have the short ones
			b.v.Sections = append(b.v.Sections, s)
		}
	}
	if len(b.seated(0)) > maxRows {
		b.v.Sections = append(b.v.Sections, b.telemedicineLists()...)
		return
	}
	b.v.Sections = append(b.v.Sections, b.eachPuskesmas("tele.list", func(u health.Unit) string {
		f := b.in.Register.Facility(u)
		remote := ""
		if f.Remote == health.Yes {
			remote = b.T("profile.remote.yes")
		}
		return dotted(b.T("tele."+[...]string{"notsaid", "yes", "no"}[f.Telemedicine]), remote)
	}))
}

// telemedicineLists names, where there are too many puskesmas to name each, the
// remote ones with and without it, and the others that have it.
func (b *builder) telemedicineLists() []Section {
	var with, without, others []health.Unit
	for _, u := range b.seated(0) {
		f := b.in.Register.Facility(u)
		switch active := f.Telemedicine == health.Yes; {
		case f.Remote == health.Yes && active:
			with = append(with, u)
		case f.Remote == health.Yes:
			without = append(without, u)
		case active:
			others = append(others, u)
		}
	}
	s := Section{ID: "puskesmas", Heading: b.T("nav.puskesmas"), Intro: b.T("tele.list.intro")}
	for _, g := range []struct {
		key string
		of  []health.Unit
	}{{"tele.group.with", with}, {"tele.group.without", without}, {"tele.group.other", others}} {
		if len(g.of) == 0 || len(g.of) > maxListed {
			continue
		}
		group := LinkGroup{Heading: b.T(g.key, "n", b.in.Words.Int(len(g.of)))}
		for _, u := range g.of {
			l := b.link(b.shortName(u), b.unitPath(u))
			if kab := b.in.Register.Kabkota(u); kab > 0 {
				l.Note = b.shortName(kab)
			}
			group.Links = append(group.Links, l)
		}
		s.Links = append(s.Links, group)
	}
	return []Section{s}
}
