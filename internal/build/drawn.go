package build

import (
	"bytes"

	"terang/internal/picture"
	"terang/internal/site"
)

// drawn makes what goes out from a page: its card, its figures as files, and each
// figure alone for other sites.
func (s *made) drawn(plan *site.Plan, page site.Page, view *site.View, buf *bytes.Buffer, write writeFunc) error {
	if at, card, ok := plan.Card(page, view); ok {
		if err := write(at, s.studio.Card(card)); err != nil {
			return err
		}
	}
	for _, d := range plan.Drawings(page, view) {
		sheet := s.studio.Sheet(d.Figure)
		if err := write(d.Path+".svg", sheet.SVG()); err != nil {
			return err
		}
		if err := write(d.Path+".png", s.painted(sheet)); err != nil {
			return err
		}
	}
	for _, e := range plan.Embeds(page) {
		buf.Reset()
		if err := s.theme.In(plan.Lang()).Render(buf, e.View); err != nil {
			return err
		}
		if err := write(e.Path, buf.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// painted gives a drawing as PNG; tests that look at everything else do without, for
// it is most of the work.
func (s *made) painted(sheet *picture.Sheet) []byte {
	if s.unpainted {
		return []byte{}
	}
	return sheet.PNG()
}
