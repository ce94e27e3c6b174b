package build

import (
	"bytes"
	"crypto/sha256"

	"terang/internal/picture"
	"terang/internal/site"
)

// drawn makes what goes out from a page: its card, its figures as files, and each
// figure alone for other sites.
func (s *made) drawn(plan *site.Plan, page site.Page, view *site.View, buf *bytes.Buffer, out outlet) error {
	if at, card, ok := plan.Card(page, view); ok {
		if err := s.painted(at, s.studio.Card(card), out); err != nil {
			return err
		}
	}
	for _, d := range plan.Drawings(page, view) {
		sheet := s.studio.Sheet(d.Figure)
		if err := out.write(d.Path+".svg", sheet.SVG()); err != nil {
			return err
		}
		if err := s.painted(d.Path+".png", sheet.Painting(), out); err != nil {
			return err
		}
	}
	for _, e := range plan.Embeds(page) {
		buf.Reset()
		if err := s.theme.In(plan.Lang()).Render(buf, e.View); err != nil {
			return err
		}
		if err := out.write(e.Path, buf.Bytes()); err != nil {
			return err
		}
	}
	return nil
}

// painted writes a picture, unless it stands already, made of the same by the same
// program. Tests that look at everything else do without, for it is most of the work.
func (s *made) painted(at string, p *picture.Painting, out outlet) error {
	switch {
	case s.unpainted:
		return out.write(at, []byte{})
	case out.dear == nil:
		return out.write(at, p.PNG())
	}
	drawing := p.Of()
	return out.dear(at, sha256.Sum256(append([]byte(s.program), drawing[:]...)), p.PNG)
}
