package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"

	"terang/internal/disclosure"
	"terang/internal/health"
)

// Reads lists the units whose figures a page shows, with all that is beneath each of
// them; disclosure.Whole stands for all. A page of these units whose release, plan and
// other input say the same comes out the same. A test holds every page to this list.
//
// Pages of places compare with the place above and with those beside them, so they
// follow from all that is beneath the place above.
func (p *Plan) Reads(pg Page) []health.Unit {
	switch u := pg.unit; pg.Kind {
	case Area, Village, FinishedYear:
		a := p.in.Register.Areas[u]
		switch {
		case u == 0 || a.Parent == health.NoUnit:
			return []health.Unit{disclosure.Whole}
		case a.Puskesmas != health.NoUnit:
			return []health.Unit{a.Parent, a.Puskesmas}
		}
		return []health.Unit{a.Parent}
	case PuskesmasPage, LokminPack:
		kab := p.in.Register.Kabkota(u)
		if kab == health.NoUnit {
			return []health.Unit{disclosure.Whole}
		}
		return []health.Unit{kab, u}
	case Recap:
		return []health.Unit{u}
	case NewsList, NewsTag, NewsAuthor, PlaceNews, Archive, Facilities, Search, Glossary, NotFound, Statement:
		return nil
	default:
		return []health.Unit{disclosure.Whole}
	}
}

// Mark digests what a plan has settled for all its pages: which there are, and what
// follows from the figures of all places.
func (p *Plan) Mark() [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%s %v %v %v\n", p.folder, p.spm, p.others, p.notAsked)
	var b []byte
	for _, pg := range p.pages {
		b = append(append(b[:0], pg.Path...), 0, byte(pg.Kind))
		for _, n := range []int{int(pg.unit), pg.at, pg.year} {
			b = binary.LittleEndian.AppendUint32(b, uint32(n))
		}
		h.Write(b)
	}
	return [sha256.Size]byte(h.Sum(nil))
}
