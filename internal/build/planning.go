package build

import (
	"maps"
	"slices"
	"strings"
	"sync"

	"terang/internal/content"
	"terang/internal/publish"
	"terang/internal/site"
	"terang/internal/source"
	"terang/internal/theme"
)

// plan plans the pages of each language, and reads as an editor would what people wrote.
func (s *made) plan(look *theme.Theme, posts *content.Content, o Options) (ps source.Problems) {
	cfg, f, data := s.cfg, s.numbers, s.data
	for _, lang := range languages(cfg) {
		look := look.In(lang)
		var plan *site.Plan
		var found, doubts source.Problems
		beside(func() {
			plan, found = site.New(site.Input{
				Config: cfg.In(lang), Register: data.Register, Ground: f.ground(), Indicators: data.In(lang), Release: f.release, Content: posts.In(lang),
				Words: look.Words(), Atlas: f.shapes, Date: o.Date, AssetPath: look.AssetPath, Logo: s.theme.Logo(), Theme: s.theme.Themed(),
				Downloads: sync.OnceValue(func() []site.Download { return downloads(f.tables().Told(), look.Words()) }), Sources: sources(data, look.Words()),
				Documents: documents(f), Editions: shownEditions(s.editions),
				Agreements: data.Agreements, Actions: data.Actions, Corrections: data.Corrections, Held: data.Held, Scores: data.Scores, Budget: data.Budget,
				Photos: s.photos, Languages: languages(cfg),
			})
		}, func() {
			doubts = linted(cfg, data, posts, f.release, look.Words(), o.texts)
			if o.decided != nil { // the ledger asks for them next
				f.tables()
				f.marks()
			}
		})
		if len(s.plans) == 0 { // each has the same addresses
			ps = append(ps, found...)
		}
		ps = append(ps, doubts...)
		s.plans = append(s.plans, plan)
	}
	return append(ps, s.unfit()...)
}

// unfit reports old addresses that are no names of files everywhere.
func (s *made) unfit() (ps source.Problems) {
	for _, from := range slices.Sorted(maps.Keys(s.cfg.Aliases)) {
		if file, at := s.plans[0].OldPage(from); publish.Refusal(file) != nil {
			ps.Error(at, "bad-alias", "from", from, "to", strings.Join(s.cfg.Aliases[from], ", "))
		}
	}
	return ps
}
