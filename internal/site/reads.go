package site

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"slices"

	"terang/internal/content"
	"terang/internal/disclosure"
	"terang/internal/health"
)

// Reads lists whose figures a page shows. A page of these whose release, plan and other input
// say the same comes out the same. A test holds every page to this list.
//
// Pages of places compare with the place above and with those beside them, so they
// follow from all that is beneath the place above. A text follows from no figure unless it
// asks for some.
func (p *Plan) Reads(pg Page) []disclosure.Scope {
	whole := []disclosure.Scope{disclosure.Beneath(disclosure.Whole)}
	switch u := pg.unit; pg.Kind {
	case Area, Village, FinishedYear:
		a := p.in.Register.Areas[u]
		switch {
		case u == 0 || a.Parent == health.NoUnit:
			return whole
		case a.Puskesmas != health.NoUnit:
			return []disclosure.Scope{disclosure.Beneath(a.Parent), disclosure.Beneath(a.Puskesmas)}
		}
		return []disclosure.Scope{disclosure.Beneath(a.Parent)}
	case PuskesmasPage, LokminPack:
		kab := p.in.Register.Kabkota(u)
		if kab == health.NoUnit {
			return whole
		}
		return []disclosure.Scope{disclosure.Beneath(kab), disclosure.Beneath(u)}
	case Recap:
		return []disclosure.Scope{disclosure.Beneath(u)}
	case Service:
		return p.readsOf(pg.at)
	case LifeStage:
		return p.readsOf(p.members(func(i health.Indicator) bool { return slices.Contains(i.Stages, p.stages[pg.at]) })...)
	case Cluster:
		return p.readsOf(p.members(func(i health.Indicator) bool { return i.Cluster == p.clusters[pg.at] })...)
	case Pillar:
		return p.readsOf(p.members(func(i health.Indicator) bool { return i.Pillar == p.pillars[pg.at] })...)
	case News, PlainPage:
		if asksNothing(&p.in.Content.Posts[pg.at]) {
			return nil
		}
		return whole
	case NewsList, NewsTag, NewsAuthor, PlaceNews, Archive, Facilities, Search, Glossary, NotFound, Statement, Editions:
		return nil
	default:
		return whole
	}
}

// Place gives the area or puskesmas that a page is about, NoUnit for one about more than a
// place, or about none.
func (p *Plan) Place(pg Page) health.Unit {
	switch pg.Kind {
	case Area, Village, FinishedYear, PuskesmasPage, LokminPack, Recap, PlaceNews:
		return pg.unit
	case Facilities:
		if pg.unit > 0 {
			return pg.unit
		}
	default:
	}
	return health.NoUnit
}

// readsOf is of all figures of some indicators.
func (p *Plan) readsOf(indicators ...int) []disclosure.Scope {
	list := make([]disclosure.Scope, len(indicators))
	for n, i := range indicators {
		list[n] = disclosure.Scope{Unit: disclosure.Whole, Indicator: i}
	}
	return list
}

// asksNothing says whether nothing of a text is a figure.
func asksNothing(p *content.Post) bool {
	return !slices.ContainsFunc(p.Holes, func(h content.Hole) bool {
		return h.Spot != content.InAttribute && h.Name != content.HolePhoto
	})
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
