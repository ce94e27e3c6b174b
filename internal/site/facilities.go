package site

import (
	"slices"
	"strconv"
	"strings"

	"terang/internal/health"
)

// facilityHref leads to a puskesmas' page, or to a facility's entry in its directory.
func (b *builder) facilityHref(i int) string {
	f := &b.in.Register.Facilities[i]
	if f.Unit != health.NoUnit {
		return b.to(b.unitPath(f.Unit))
	}
	page := b.directoryPage(f)
	if page == b.page.Path {
		return "#" + b.facility[i]
	}
	return b.to(page) + "#" + b.facility[i]
}

// directoryPage gives the address of the page that lists a facility.
func (p *Plan) directoryPage(f *health.Facility) string {
	if area := directoryOf(f); area > 0 {
		return p.unitPath(area)
	}
	return p.facilitiesPath(0)
}

// entry describes a facility.
func (b *builder) entry(i int) DirectoryEntry {
	f := &b.in.Register.Facilities[i]
	e := DirectoryEntry{
		ID: b.facility[i], Name: f.Name, Kind: b.T("facility." + string(f.Type)), Address: f.Address, Hours: f.Hours, Phone: f.Phone,
	}
	if f.Unit != health.NoUnit {
		e.Name, e.Href = b.name(f.Unit), b.to(b.unitPath(f.Unit))
	}
	if area := f.Area(); area != health.NoUnit {
		e.Place = b.name(area)
	}
	if e.Address == e.Place {
		e.Address = ""
	}
	if f.Phone != "" {
		e.Tel = telephone(f.Phone)
	}
	if f.Place.Known {
		e.Map = "geo:" + degrees(f.Place.Lat) + "," + degrees(f.Place.Lon)
	}
	if len(f.Services) > 0 {
		e.Notes = append(e.Notes, b.T("facility.services", "list", strings.Join(f.Services, ", ")))
	}
	if f.Kader.Known() {
		e.Notes = append(e.Notes, b.T("facility.kader", "n", b.in.Words.Count(f.Kader)))
	}
	if state := b.ilpState(f); state != "" && ofNetwork(f.Type) {
		e.Notes = append(e.Notes, b.T("facility.ilp", "state", state))
	}
	if f.Closed {
		e.Notes = append(e.Notes, b.T("facility.closed"))
	}
	for _, i := range b.find.signed[f.Code] {
		if a := b.bonds[i]; a.Status == health.AgreementActive {
			e.Notes = append(e.Notes, b.T("facility.agreement", "title", a.Title))
		}
	}
	return e
}

// telephone gives the link that calls a number.
func telephone(number string) string { return "tel:" + strings.Map(dialable, number) }

func dialable(r rune) rune {
	if (r >= '0' && r <= '9') || r == '+' {
		return r
	}
	return -1
}

func degrees(v float64) string { return strconv.FormatFloat(v, 'f', 5, 64) }

// directory lists facilities by type; anchored where this page is their own directory.
func (b *builder) directory(anchored bool, facilities []int) []DirectoryGroup {
	byType := map[health.FacilityType][]DirectoryEntry{}
	for _, i := range facilities {
		f := &b.in.Register.Facilities[i]
		e := b.entry(i)
		if !anchored {
			e.ID = ""
			if e.Href == "" {
				e.Href = b.facilityHref(i)
			}
		}
		e.Kind = "" // the group's heading says it
		byType[f.Type] = append(byType[f.Type], e)
	}
	var groups []DirectoryGroup
	for _, t := range health.FacilityTypes() {
		if entries := byType[t]; len(entries) > 0 {
			groups = append(groups, DirectoryGroup{
				ID: "jenis-" + slug(string(t)), Heading: b.T("facility.group", "kind", b.T("facility."+string(t)), "n", b.in.Words.Int(len(entries))),
				Entries: entries,
			})
		}
	}
	return groups
}

// directorySections is a kecamatan's own directory; larger areas leave it to theirs.
func (b *builder) directorySections(u health.Unit) []Section {
	groups := b.directory(true, b.find.directory.at(u))
	if len(groups) == 0 {
		return nil
	}
	return []Section{{
		ID: "fasilitas", Heading: b.T("directory.heading"), Directory: groups, Figures: b.facilityMap(u, b.find.directory.at(u)),
	}}
}

// listed are the facilities that the page of an area lists: all but the puskesmas'
// own network, which only its kecamatan lists; none where there are too many for a page.
func (b *builder) listed(u health.Unit) []int {
	if !b.hasFinder(u) {
		return nil
	}
	list := slices.DeleteFunc(b.facilitiesIn(u), func(i int) bool {
		f := &b.in.Register.Facilities[i]
		return f.Type.Own() || directoryOf(f) == 0
	})
	if len(list) > maxListed {
		return nil
	}
	return list
}

func (b *builder) facilities() {
	w, u := b.in.Words, b.page.unit
	b.v.Lead = Lead{
		Title: b.title(b.page), Kind: b.name(u),
		Sentence: emphasis(b.T("facilities.sentence", "n", w.Int(b.find.openIn(b.in.Register, u)), "place", star(b.name(u)))),
	}
	if u > 0 {
		b.crumb(b.link(b.T("nav.facilities"), b.facilitiesPath(0)))
		if parent := b.in.Register.Areas[u].Parent; parent > 0 {
			b.crumb(b.link(b.shortName(parent), b.facilitiesPath(parent)))
		}
	}
	counts := b.facilityCounts(u)
	if b.hasFinder(u) {
		s := Section{ID: "temukan", Heading: b.T("facilities.find"), Locator: b.locator(u), Directory: b.directory(false, b.listed(u))}
		if len(counts) > 0 {
			s.More = &Link{Text: b.T("facilities.more"), Href: "#" + countsID}
		}
		b.v.Sections = append(b.v.Sections, s)
	}
	b.v.Sections = append(b.v.Sections, counts...)
	if fig := b.facilityMap(u, b.listed(u)); fig != nil {
		b.v.Sections = append(b.v.Sections, Section{ID: "peta", Heading: b.T("map.heading"), Figures: fig})
	}
	if own := b.directory(true, b.find.directory.at(0)); u == 0 && len(own) > 0 {
		b.v.Sections = append(b.v.Sections, Section{ID: "umum", Heading: b.name(0), Directory: own})
	}
}
