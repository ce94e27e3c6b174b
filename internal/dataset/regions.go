package dataset

import (
	"cmp"
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/source"
)

// regionRow is a row of data/regions.csv.
type regionRow struct {
	Code       string `csv:"code"`
	Parent     string `csv:"parent"`
	Level      string `csv:"level"`
	Name       string `csv:"name"`
	Lat        string `csv:"lat"`
	Lon        string `csv:"lon"`
	Population string `csv:"population"`
	Puskesmas  string `csv:"puskesmas"`
}

// UnmarshalCSVWithFields takes a cell from gocsv, as that of facilityRow does.
func (row *regionRow) UnmarshalCSVWithFields(column, cell string) error {
	switch column {
	case "code":
		row.Code = cell
	case "parent":
		row.Parent = cell
	case "level":
		row.Level = cell
	case "name":
		row.Name = cell
	case "lat":
		row.Lat = cell
	case "lon":
		row.Lon = cell
	case "population":
		row.Population = cell
	case "puskesmas":
		row.Puskesmas = cell
	}
	return nil
}

// region is an area as its row gives it, not yet in order.
type region struct {
	area      health.Area
	parent    string
	puskesmas string
	at        record
	bad       bool // an error stands on its parent
}

func (r *reader) readRegions() {
	r.places = places{units: map[string]health.Unit{}, elsewhere: map[string]bool{}, facilities: map[string]int{}}
	s, absent, ok := r.load(regionsFile)
	if absent {
		r.ps.Error(source.Pos{File: regionsFile}, "missing-data-file", "file", regionsFile)
	}
	if !ok {
		r.places.unread = true
		return
	}
	lines := strings.Count(s.text, "\n") + 1
	byCode := make(map[string]int, lines)
	r.regions = make([]region, 0, lines)
	account := readRegister(r, s, entries[regionRow, region]{
		required: []string{"code", "parent", "level", "name"},
		judge: func(r *reader, row *regionRow, at record, reg *region) (sure bool) {
			code, ok := r.regionCode(row, at)
			if ok {
				*reg = r.regionOf(row, at, code)
			}
			return ok && !reg.bad
		},
		keep: func(reg *region, at record) outcome {
			if r.repeatedRegion(at, reg.area.Code, byCode) {
				return refused
			}
			return r.keepRegion(reg, byCode)
		},
		take: func(row regionRow, at record) outcome {
			code, ok := r.regionCode(&row, at)
			if !ok || r.repeatedRegion(at, code, byCode) {
				return refused
			}
			reg := r.regionOf(&row, at, code)
			return r.keepRegion(&reg, byCode)
		},
	})
	r.places.unread = account.Rows == 0
	r.checkParents(byCode, account)
	r.orderAreas(byCode, account)
}

// regionCode gives the code of a row that has what every area must have.
func (r *reader) regionCode(row *regionRow, at record) (code string, ok bool) {
	if r.missingCell(at, "code", row.Code) || r.missingCell(at, "name", row.Name) || r.missingCell(at, "level", row.Level) {
		return "", false
	}
	return r.areaCode(at, "code", row.Code)
}

// repeatedRegion reports a code that another area has.
func (r *reader) repeatedRegion(at record, code string, byCode map[string]int) bool {
	first, twice := byCode[code]
	if twice {
		r.ps.Error(at.at("code"), "repeated-code", "code", code, "first", r.regions[first].at.at("code").String())
	}
	return twice
}

// regionOf makes an area of a row; it is bad where the row has an error.
func (r *reader) regionOf(row *regionRow, at record, code string) region {
	before := len(r.ps)
	level, known := health.ParseLevel(r.choice(at, "level", row.Level, "", levelWords))
	if known && level != levelOf(code) {
		r.ps.Error(at.at("level"), "level-mismatch", "code", code, "level", level.String(), "fits", levelOf(code).String())
	}
	reg := region{at: at, puskesmas: clean(row.Puskesmas)}
	reg.area = health.Area{
		Code: code, Name: clean(row.Name), Level: levelOf(code), Parent: health.NoUnit,
		Place: r.place(at, row.Lat, row.Lon), Population: r.people(at, "population", row.Population),
	}
	if clean(row.Parent) != "" {
		reg.parent, _ = r.areaCode(at, "parent", row.Parent)
	}
	reg.bad = r.ps[before:].HasErrors()
	return reg
}

func (r *reader) keepRegion(reg *region, byCode map[string]int) outcome {
	byCode[reg.area.Code] = len(r.regions)
	r.regions = append(r.regions, *reg)
	if reg.bad {
		return refused
	}
	return used
}

// levelOf gives the level that a dotted code stands for (domain reference §6.1).
func levelOf(code string) health.Level {
	if code == config.WholeCountry {
		return health.Country
	}
	return health.Provinsi + health.Level(strings.Count(code, "."))
}

// isRoot says whether a code is the area that the site is about.
func (r *reader) isRoot(code string) bool { return code == r.cfg.Area }

// checkParents asks that each area below the level of the site's own hangs below
// an area of the level above it.
func (r *reader) checkParents(byCode map[string]int, account *FileAccount) {
	top := max(health.Provinsi, levelOf(r.cfg.Area)) // what is no lower than the site's area cannot hang below it
	for i := range r.regions {
		reg := &r.regions[i]
		if reg.bad || reg.area.Level <= top {
			continue
		}
		parent, ok := byCode[reg.parent]
		switch {
		case reg.parent == "":
			r.ps.Error(reg.at.at("parent"), "missing-cell", "column", bothNames("parent"))
		case !ok && !r.rootKnown(byCode):
			continue // the area of the site is wrong, not this row
		case !ok:
			near, _ := source.Nearest(reg.parent, r.codesAt(reg.area.Level-1))
			r.ps.Error(reg.at.at("parent"), "unknown-parent", "code", reg.parent, "near", near)
		case r.regions[parent].area.Level != reg.area.Level-1:
			r.ps.Error(reg.at.at("parent"), "wrong-parent", "code", reg.area.Code, "parent", reg.parent,
				"level", reg.area.Level.String(), "above", (reg.area.Level - 1).String())
		default:
			continue
		}
		reg.bad = true
		account.Used--
		account.Refused++
	}
}

func (r *reader) rootKnown(byCode map[string]int) bool {
	_, ok := byCode[r.cfg.Area]
	return ok || r.isRoot(config.WholeCountry)
}

func (r *reader) codesAt(level health.Level) []string {
	var codes []string
	for _, reg := range r.regions {
		if reg.area.Level == level {
			codes = append(codes, reg.area.Code)
		}
	}
	return codes
}

// orderAreas numbers the areas of the site depth first, by code, and sets the
// others aside.
func (r *reader) orderAreas(byCode map[string]int, account *FileAccount) {
	below := map[string][]int{}
	for i, reg := range r.regions {
		if !reg.bad && !r.isRoot(reg.area.Code) && reg.area.Level > health.Country {
			below[r.parentOf(reg)] = append(below[r.parentOf(reg)], i)
		}
	}
	for _, children := range below {
		slices.SortFunc(children, func(a, b int) int {
			return cmp.Compare(r.regions[a].area.Code, r.regions[b].area.Code)
		})
	}
	if root, ok := r.siteRoot(byCode); ok {
		r.areas = make([]health.Area, 0, len(r.regions)+1)
		r.descend(root, health.NoUnit, below)
	}
	for _, reg := range r.regions {
		if _, here := r.places.units[reg.area.Code]; here {
			continue
		}
		r.places.elsewhere[reg.area.Code] = true
		if !reg.bad {
			account.Used--
			account.Skipped++
			account.outOfSite++
		}
	}
}

// parentOf gives the code of the parent; a province hangs below the country.
func (r *reader) parentOf(reg region) string {
	if reg.area.Level == health.Provinsi {
		return config.WholeCountry
	}
	return reg.parent
}

// siteRoot finds the area that the site is about. The country need not have a row.
func (r *reader) siteRoot(byCode map[string]int) (region, bool) {
	if i, ok := byCode[r.cfg.Area]; ok {
		return r.regions[i], true
	}
	if r.isRoot(config.WholeCountry) {
		return region{area: health.Area{
			Code: config.WholeCountry, Name: "Indonesia", Level: health.Country,
			Parent: health.NoUnit, Population: health.Missing,
		}}, true
	}
	if r.cfg.Area != "" && len(r.regions) > 0 {
		codes := make([]string, len(r.regions))
		for i, reg := range r.regions {
			codes[i] = reg.area.Code
		}
		near, _ := source.Nearest(r.cfg.Area, codes)
		r.ps.Error(r.cfg.Pos("area"), "unknown-root", "code", r.cfg.Area, "near", near)
	}
	return region{}, false
}

// descend appends an area and all below it, and gives each its unit.
func (r *reader) descend(reg region, parent health.Unit, below map[string][]int) {
	u := health.Unit(len(r.areas))
	reg.area.Parent = parent
	r.areas = append(r.areas, reg.area)
	r.places.units[reg.area.Code] = u
	for _, i := range below[reg.area.Code] {
		r.descend(r.regions[i], u, below)
	}
	r.areas[u].End = health.Unit(len(r.areas))
}
