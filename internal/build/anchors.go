package build

import (
	"bytes"
	"net/url"
	"regexp"
	"slices"

	"terang/internal/content"
	"terang/internal/source"
)

// ids finds the places within a page that an address may name.
var ids = regexp.MustCompile(`\sid="?([^"\s>]+)`)

// strayAnchors tells of links in posts to places within pages that are not there. Few posts
// name such places, and each page that they name is made once for it.
func (s *made) strayAnchors() source.Problems {
	var ps source.Problems
	told := map[source.Pos]bool{}
	for _, plan := range s.plans {
		known := map[string][]string{}
		for _, a := range plan.Anchors() {
			there, made := known[a.Page.Path]
			if !made {
				var b bytes.Buffer
				if err := s.theme.In(plan.Lang()).Render(&b, plan.View(a.Page)); err != nil {
					continue // whoever writes the page tells
				}
				for _, m := range ids.FindAllSubmatch(b.Bytes(), -1) {
					there = append(there, string(m[1]))
				}
				known[a.Page.Path] = there
			}
			id, err := url.PathUnescape(a.ID)
			if err == nil && slices.Contains(there, id) || told[a.Pos] {
				continue
			}
			told[a.Pos] = true
			near, _ := source.Nearest(id, there)
			if slices.Contains(there, content.AnchorPrefix+id) { // of a heading in a text
				near = content.AnchorPrefix + id
			}
			ps.Warn(a.Pos, "no-such-anchor", "anchor", "#"+id, "address", "/"+a.Page.Path, "near", near)
		}
	}
	return ps
}
