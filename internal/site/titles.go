package site

// titleKeys are the words that head the pages of which there is one.
var titleKeys = [...]string{
	Areas: "areas.title", PuskesmasList: "puskesmas.title", Facilities: "facilities.title", NewsList: "berita.heading",
	MeetingList: "kegiatan.heading", Agreements: "agreements.title", Programmes: "programmes.title", ILP: "ilp.title",
	Posyandu: "posyandu.title", Telemedicine: "tele.title", Referral: "referral.title", Catalogue: "data.title",
	Method: "method.title", Search: "search.title", Glossary: "glossary.title", Releases: "releases.title", Revisions: "revisions.title", Editions: "editions.title", NotFound: "missing.title",
}

// title heads a page of the site's own sections, and is what it is found by. Pages of
// places, indicators, years and texts are headed otherwise.
func (p *Plan) title(pg Page) string {
	switch pg.Kind {
	case Services:
		return p.T("services.title", "place", p.name(0))
	case UHC:
		return p.T("uhc.title", "place", p.name(0))
	case LifeStage:
		return p.T("stage." + p.stages[pg.at])
	case Cluster:
		return p.clusterName(p.clusters[pg.at])
	case Pillar:
		return p.pillarName(p.pillars[pg.at])
	case Statement:
		return p.T("statement." + string(p.statements[pg.at].name) + ".title")
	case NewsTag:
		return p.T("berita.tag", "tag", p.tags[pg.at])
	case NewsAuthor:
		return p.T("berita.author", "author", p.authors[pg.at])
	case PlaceNews:
		return p.T("related.title", "place", p.name(pg.unit))
	case Archive:
		a := p.archives[pg.at]
		return p.T("archive.title", "list", p.title(a.list), "period", p.period(a))
	case Facilities:
		if pg.unit > 0 {
			return p.T("facilities.title.of", "place", p.name(pg.unit))
		}
	default:
	}
	return p.T(titleKeys[pg.Kind])
}
