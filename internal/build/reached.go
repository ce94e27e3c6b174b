package build

import (
	"context"
	"slices"

	"terang/internal/config"
	"terang/internal/content"
	"terang/internal/reach"
	"terang/internal/source"
)

// Reach says how the pages of others are asked for.
type Reach = reach.Options

// reached asks for the addresses of others in site.yaml and in the texts of all languages. Texts
// that nobody sees yet are left out.
func reached(ctx context.Context, cfg config.Site, posts *content.Content, o Options) (source.Problems, error) {
	links := cfg.Away()
	for _, lang := range languages(cfg) {
		for _, post := range posts.In(lang).Posts {
			for _, l := range post.Away {
				if !slices.Contains(links, l) {
					links = append(links, l)
				}
			}
		}
	}
	asking := *o.Links
	asking.Day = o.Date
	if asking.Agent = "Terang link check"; cfg.BaseURL != "" {
		asking.Agent += " (for " + cfg.BaseURL + ")"
	}
	return reach.Ask(ctx, o.folder, links, asking)
}
