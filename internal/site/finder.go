package site

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"terang/internal/health"
	"terang/internal/search"
)

// mostInFile is how many facilities of a kab/kota stand in one file; more are divided by kecamatan.
const mostInFile = 600

// facilityFiles says where the facilities of an area are listed for scripts: those
// of a kab/kota in one file, or by kecamatan where they are many.
func (b *builder) facilityFiles(u health.Unit) search.Facilities {
	reg := b.in.Register
	level, parent := reg.LevelOf(u), reg.Areas[u].Parent
	switch {
	case level == health.Kecamatan && (u == 0 || b.facilityFiles(parent) == search.Below):
		return search.Here
	case level != health.Kabkota && (u > 0 || level == health.Country || level == health.Provinsi):
		return search.Above
	}
	n := 0
	for at := u; at < reg.Areas[u].End; at++ {
		n += len(b.find.directory.at(at))
	}
	if n > mostInFile {
		return search.Below
	}
	return search.Here
}

// facilitiesIn lists the facilities whose directory lies in an area, in the order of areas.
func (b *builder) facilitiesIn(u health.Unit) []int {
	var list []int
	for at := u; at < b.in.Register.Areas[u].End; at++ {
		list = append(list, b.find.directory.at(at)...)
	}
	return list
}

// facilityFile gives the address of the file of an area's facilities.
func (b *builder) facilityFile(u health.Unit) string {
	folder := strings.Trim(strings.TrimPrefix(b.areaFolder(u), search.AreaFolder), "/")
	return search.FacilityFolder + cmp.Or(folder, "semua") + ".json"
}

// listsOf gives the areas that have a file of facilities, of those at and below an area.
func (b *builder) listsOf(u health.Unit) []health.Unit {
	var list []health.Unit
	for at := u; at < b.in.Register.Areas[u].End; at++ {
		own := b.facilityFiles(at)
		if own == search.Here || own == search.Below && len(b.find.directory.at(at)) > 0 {
			list = append(list, at)
		}
		if own == search.Here || b.in.Register.LevelOf(at) >= health.Kecamatan {
			at = b.in.Register.Areas[at].End - 1
		}
	}
	return list
}

// List is a file of an area's facilities, made when it is asked for.
type List struct {
	Path string
	plan *Plan
	area health.Unit
}

// Lists gives those files. They belong to the whole site: ask the plan of its first language.
func (p *Plan) Lists() []List {
	b := p.asScript()
	var lists []List
	for _, u := range b.listsOf(0) {
		lists = append(lists, List{b.facilityFile(u), p, u})
	}
	return lists
}

// asScript sees addresses as a script does, from the root.
func (p *Plan) asScript() *builder {
	return &builder{Plan: p, page: Page{Kind: Home, Path: "index.html"}, v: &View{}}
}

// Append makes the file and adds its bytes to others.
func (l List) Append(to []byte) []byte {
	b := l.plan.asScript()
	list := b.find.directory.at(l.area)
	if b.facilityFiles(l.area) == search.Here {
		list = b.facilitiesIn(l.area)
	}
	var directories []search.Directory
	entries := make([]search.Facility, 0, len(list))
	last := health.NoUnit
	for _, i := range list {
		f := &b.in.Register.Facilities[i]
		if at := directoryOf(f); at != last {
			directories = append(directories, search.Directory{Name: b.shortName(at), Path: b.directoryPage(f)})
			last = at
		}
		entries = append(entries, b.searchFacility(i, len(directories)-1))
	}
	return search.AppendFacilities(to, directories, entries)
}

func (b *builder) searchFacility(i, directory int) search.Facility {
	f := &b.in.Register.Facilities[i]
	e := b.entry(i)
	s := search.Facility{
		Name: e.Name, Kind: string(f.Type), Directory: directory, Anchor: e.ID, Phone: f.Phone, Address: e.Address, Hours: f.Hours,
		Services: f.Services, Closed: f.Closed, Known: f.Place.Known, Lat: f.Place.Lat, Lon: f.Place.Lon,
	}
	if f.Desa != health.NoUnit {
		s.Desa = b.name(f.Desa)
	}
	if f.Unit != health.NoUnit {
		s.Path = b.unitPath(f.Unit)
	}
	return s
}

// facilityTypes lists the types of facilities that the site has.
func (p *Plan) facilityTypes() []health.FacilityType {
	present := map[health.FacilityType]bool{}
	for i := range p.in.Register.Facilities {
		present[p.in.Register.Facilities[i].Type] = true
	}
	return slices.DeleteFunc(health.FacilityTypes(), func(t health.FacilityType) bool { return !present[t] })
}

// hasFinder says whether the facilities of an area can be gone through on one page.
func (p *Plan) hasFinder(u health.Unit) bool { return p.in.Register.LevelOf(u) >= health.Kabkota }

// facilitiesPath gives the address of the page of an area's facilities, down to kab/kota.
func (p *Plan) facilitiesPath(u health.Unit) string {
	if u == 0 {
		return "fasilitas/index.html"
	}
	return "fasilitas/" + strings.TrimSuffix(strings.TrimPrefix(p.areaFolder(u), search.AreaFolder), "/") + ".html"
}

// planFacilities gives each province and kab/kota below the root a page of its facilities.
func (p *Plan) planFacilities() {
	for u := range health.Unit(len(p.in.Register.Areas)) {
		if u == 0 || p.in.Register.Areas[u].Level <= health.Kabkota && len(p.in.Register.Facilities) > 0 {
			p.add(Facilities, p.facilitiesPath(u), u, 0, 0)
		}
	}
}

// locator is the form that the script goes through the facilities with.
func (b *builder) locator(u health.Unit) *Locator {
	l := &Locator{Root: up(b.page.Path), Village: b.called}
	for _, at := range b.listsOf(u) {
		l.Files = append(l.Files, b.to(b.facilityFile(at)))
	}
	types, services := map[health.FacilityType]bool{}, map[string]bool{}
	areas := map[health.Unit]bool{}
	for _, i := range b.facilitiesIn(u) {
		f := &b.in.Register.Facilities[i]
		types[f.Type] = true
		for _, s := range f.Services {
			services[s] = true
		}
		areas[directoryOf(f)] = true
		l.Near = l.Near || f.Place.Known
	}
	for _, at := range slices.Sorted(maps.Keys(areas)) {
		l.Areas = append(l.Areas, Choice{Value: slug(b.shortName(at)), Text: b.shortName(at)})
	}
	for _, t := range health.FacilityTypes() {
		if types[t] {
			l.Kinds = append(l.Kinds, Choice{Value: string(t), Text: b.T("facility." + string(t))})
		}
	}
	for _, s := range slices.Sorted(maps.Keys(services)) {
		l.Services = append(l.Services, Choice{Value: slug(s), Text: s})
	}
	return l
}
