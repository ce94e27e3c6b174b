package dataset

import (
	"regexp"
	"slices"
	"strings"

	"terang/internal/health"
	"terang/internal/source"
	"terang/internal/tally"
)

// facilityRow is a row of data/facilities.csv.
type facilityRow struct {
	Code          string `csv:"code"`
	Name          string `csv:"name"`
	Type          string `csv:"type"`
	Kabkota       string `csv:"kabkota"`
	Kecamatan     string `csv:"kecamatan"`
	Desa          string `csv:"desa"`
	Puskesmas     string `csv:"puskesmas"`
	Lat           string `csv:"lat"`
	Lon           string `csv:"lon"`
	Status        string `csv:"status"`
	Address       string `csv:"address"`
	Phone         string `csv:"phone"`
	Hours         string `csv:"hours"`
	Services      string `csv:"services"`
	Inpatient     string `csv:"inpatient"`
	Accreditation string `csv:"accreditation"`
	Remote        string `csv:"remote"`
	Kader         string `csv:"kader"`
	ILPStatus     string `csv:"ilp_status"`
	ILPSince      string `csv:"ilp_since"`
	Telemedicine  string `csv:"telemedicine"`
}

// UnmarshalCSVWithFields takes a cell from gocsv, which would else ask by
// reflection what each field is.
func (row *facilityRow) UnmarshalCSVWithFields(column, cell string) error {
	switch column {
	case "code":
		row.Code = cell
	case "name":
		row.Name = cell
	case "type":
		row.Type = cell
	case "kabkota":
		row.Kabkota = cell
	case "kecamatan":
		row.Kecamatan = cell
	case "desa":
		row.Desa = cell
	case "puskesmas":
		row.Puskesmas = cell
	case "lat":
		row.Lat = cell
	case "lon":
		row.Lon = cell
	case "status":
		row.Status = cell
	case "address":
		row.Address = cell
	case "phone":
		row.Phone = cell
	case "hours":
		row.Hours = cell
	case "services":
		row.Services = cell
	case "inpatient":
		row.Inpatient = cell
	case "accreditation":
		row.Accreditation = cell
	case "remote":
		row.Remote = cell
	case "kader":
		row.Kader = cell
	case "ilp_status":
		row.ILPStatus = cell
	case "ilp_since":
		row.ILPSince = cell
	case "telemedicine":
		row.Telemedicine = cell
	}
	return nil
}

var (
	facilityCode = regexp.MustCompile(`^(?:P\d{10}|\d{7}|\d{10,11})$`)
	statusWords  = []string{"aktif", "tutup"}
	ilpWords     = []string{"belum", "persiapan", "berjalan"}
)

func facilityTypes() []string {
	var types []string
	for _, t := range health.FacilityTypes() {
		types = append(types, string(t))
	}
	return types
}

func (r *reader) readFacilities() {
	s, absent, ok := r.load(facilitiesFile)
	if absent {
		r.ps.Warn(source.Pos{File: facilitiesFile}, "missing-data-file", "file", facilitiesFile)
		r.noFacilities = true
		return
	}
	if !ok {
		r.places.unread = true
		return
	}
	lines, types := strings.Count(s.text, "\n")+1, facilityTypes()
	r.facilities, r.facilityAt = make([]health.Facility, 0, lines), make([]record, 0, lines)
	r.places.facilities = make(map[string]int, lines)
	account := readRegister(r, s, entries[facilityRow, health.Facility]{
		required: []string{"code", "name", "type"},
		judge: func(r *reader, row *facilityRow, at record, f *health.Facility) (sure bool) {
			code, ok := r.facilityCode(row, at)
			_, isArea := r.places.units[code]
			return ok && !isArea && r.facilityOf(row, at, code, types, f) == used
		},
		keep: func(f *health.Facility, at record) outcome {
			if _, twice := r.places.facilities[f.Code]; twice {
				r.repeatedFacility(at, f.Code)
				return refused
			}
			return r.keepFacility(f, at, used)
		},
		take: func(row facilityRow, at record) outcome {
			code, ok := r.facilityCode(&row, at)
			if !ok || r.repeatedFacility(at, code) {
				return refused
			}
			var f health.Facility
			out := r.facilityOf(&row, at, code, types, &f)
			return r.keepFacility(&f, at, out)
		},
	})
	r.places.unread = r.places.unread || account.Rows == 0
}

// facilityCode gives the code of a row that has what every facility must have.
func (r *reader) facilityCode(row *facilityRow, at record) (code string, ok bool) {
	if r.missingCell(at, "code", row.Code) || r.missingCell(at, "name", row.Name) || r.missingCell(at, "type", row.Type) {
		return "", false
	}
	code = clean(row.Code)
	return code, !r.damaged(at, "code", code)
}

// facilityOf makes a facility of a row, and says whether it is one of the site.
func (r *reader) facilityOf(row *facilityRow, at record, code string, types []string, f *health.Facility) outcome {
	before := len(r.ps)
	*f = health.Facility{Code: code, Name: clean(row.Name)}
	f.Type = health.FacilityType(r.choice(at, "type", row.Type, "", types))
	elsewhere := r.facilityAreas(row, at, f)
	r.facilityDetails(row, at, f)
	if official := f.Type == health.TypePuskesmas || f.Type == health.TypeRS; official && !facilityCode.MatchString(code) {
		r.ps.Warn(at.at("code"), "odd-facility-code", "code", code)
	}
	switch {
	case r.ps[before:].HasErrors():
		return refused
	case elsewhere:
		return outOfSite
	}
	return used
}

// keepFacility keeps a facility of the site, and of others that they are known: then
// what names one that was refused is not reported again.
func (r *reader) keepFacility(f *health.Facility, at record, out outcome) outcome {
	r.places.facilities[f.Code] = len(r.facilities)
	if out != used {
		r.places.elsewhere[f.Code] = true
		return out
	}
	r.facilities, r.facilityAt = append(r.facilities, *f), append(r.facilityAt, at)
	return used
}

// repeatedFacility reports a code that another facility or an area has.
func (r *reader) repeatedFacility(at record, code string) bool {
	_, isArea := r.places.units[code]
	first, twice := r.places.facilities[code]
	if !isArea && !twice {
		return false
	}
	where := regionsFile
	if twice && first < len(r.facilities) && r.facilities[first].Code == code {
		where = r.facilityAt[first].at("code").String()
	} else if twice {
		where = facilitiesFile
	}
	r.ps.Error(at.at("code"), "repeated-code", "code", code, "first", where)
	return true
}

// facilityAreas fills in where a facility lies; elsewhere is true where that is
// outside the site.
func (r *reader) facilityAreas(row *facilityRow, at record, f *health.Facility) (elsewhere bool) {
	f.Kabkota, f.Kecamatan, f.Desa = health.NoUnit, health.NoUnit, health.NoUnit
	for _, c := range []struct {
		column, cell string
		level        health.Level
		unit         *health.Unit
	}{
		{"desa", row.Desa, health.Desa, &f.Desa},
		{"kecamatan", row.Kecamatan, health.Kecamatan, &f.Kecamatan},
		{"kabkota", row.Kabkota, health.Kabkota, &f.Kabkota},
	} {
		given, outside := r.areaCell(at, c.column, c.cell, c.level)
		elsewhere = elsewhere || outside
		if *c.unit != health.NoUnit && given != health.NoUnit && given != *c.unit {
			r.ps.Error(at.at(c.column), "area-mismatch", "column", c.column,
				"given", r.areas[given].Code, "fits", r.areas[*c.unit].Code)
		}
		if *c.unit == health.NoUnit {
			*c.unit = given
		}
		r.above(*c.unit, f)
	}
	if f.Kabkota == health.NoUnit && len(r.areas) > 0 && r.areas[0].Level == health.Kabkota {
		f.Kabkota = 0
	}
	if f.Area() == health.NoUnit && !elsewhere && len(r.areas) > 0 && !r.places.unread {
		r.ps.Error(at.at("kecamatan"), "missing-cell", "column", "kecamatan, kabkota")
	}
	return elsewhere
}

// above fills in the areas above the one that is known.
func (r *reader) above(u health.Unit, f *health.Facility) {
	if u == health.NoUnit {
		return
	}
	for p := r.areas[u].Parent; p != health.NoUnit; p = r.areas[p].Parent {
		switch r.areas[p].Level {
		case health.Kecamatan:
			f.Kecamatan = p
		case health.Kabkota:
			f.Kabkota = p
		}
	}
}

// areaCell reads the code of an area of a level; it may be empty.
func (r *reader) areaCell(at record, column, cell string, level health.Level) (u health.Unit, elsewhere bool) {
	code := clean(cell)
	if code == "" {
		return health.NoUnit, false
	}
	before := &r.before[level]
	if code == before.code {
		return before.unit, false
	}
	if r.damaged(at, column, code) {
		return health.NoUnit, false
	}
	u, here, known := r.places.find(code)
	switch {
	case !known:
		r.ps.Error(at.at(column), "unknown-area", "code", code, "near", r.places.near(code))
	case !here:
		return health.NoUnit, true
	case r.areas[u].Level != level:
		r.ps.Error(at.at(column), "wrong-level", "code", code, "level", r.areas[u].Level.String(), "want", level.String())
		return health.NoUnit, false
	default:
		before.code, before.unit = code, u
	}
	return u, false
}

func (r *reader) facilityDetails(row *facilityRow, at record, f *health.Facility) {
	f.PuskesmasCode, f.Place = clean(row.Puskesmas), r.place(at, row.Lat, row.Lon)
	f.Closed = r.choice(at, "status", row.Status, "aktif", statusWords) == "tutup"
	d := health.Details{
		Address: clean(row.Address), Phone: clean(row.Phone), Hours: clean(row.Hours), Services: listOf(row.Services), Accreditation: clean(row.Accreditation),
	}
	f.Inpatient = r.answer(at, "inpatient", row.Inpatient)
	f.Remote = r.answer(at, "remote", row.Remote)
	f.Kader = r.people(at, "kader", row.Kader)
	d.ILPStatus = r.choice(at, "ilp_status", row.ILPStatus, "", ilpWords)
	f.Telemedicine = r.answer(at, "telemedicine", row.Telemedicine)
	if d.Given() {
		given := d // so that the others make nothing
		f.Details = &given
	}
	f.ILPSince = health.NoMonth
	if since := clean(row.ILPSince); since != "" {
		m, span, ok := readPeriod(since)
		ok = ok && span != tally.Quarter
		if date, isDate := health.ParseDate(since); isDate {
			m, ok = date.Month(), true
		}
		if !ok {
			r.ps.Error(at.at("ilp_since"), "bad-period", "value", since)
		}
		f.ILPSince = m
	}
}

// listOf divides a cell at semicolons and upright strokes.
func listOf(cell string) []string {
	var items []string
	for _, item := range strings.FieldsFunc(cell, func(c rune) bool { return c == ';' || c == '|' }) {
		if item = clean(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// makeRegister links areas and puskesmas both ways and indexes them, also by the
// bytes of their codes: no two have the same.
func (r *reader) makeRegister() {
	puskesmas := map[string]bool{}
	var codes []string
	for i := range r.facilities {
		if f := &r.facilities[i]; f.Type == health.TypePuskesmas {
			puskesmas[f.Code] = true
			codes = append(codes, f.Code)
		}
	}
	slices.Sort(codes)
	r.servedBy = map[string]string{}
	for _, reg := range r.regions {
		if _, here := r.places.units[reg.area.Code]; here && reg.puskesmas != "" {
			r.linkDesa(reg, puskesmas, codes)
		}
	}
	known := "" // neighbours in the table mostly work with the same
	for i := range r.facilities {
		if code := r.facilities[i].PuskesmasCode; code != "" && code != known && r.checkPuskesmas(r.facilityAt[i], code, puskesmas, codes) {
			known = code
		}
	}
	reg := health.NewRegister(r.areas, r.facilities, r.servedBy)
	for _, u := range reg.Puskesmas() {
		r.places.units[reg.Code(u)] = u
	}
	r.regions, r.facilityAt = nil, nil // and with them the text of both tables
	r.codes = make([]unitCode, reg.Units())
	for u := range r.codes {
		r.codes[u] = newUnitCode(reg.Code(health.Unit(u)))
	}
	r.data.Register = reg
}

// silent gives the type of a facility of the site that has no figures of its own.
func (r *reader) silent(code string) (t health.FacilityType, is bool) {
	i, known := r.places.facilities[code]
	if !known || i >= len(r.facilities) || r.facilities[i].Code != code {
		return "", false
	}
	t = r.facilities[i].Type
	return t, t != health.TypePuskesmas
}

func (r *reader) linkDesa(reg region, puskesmas map[string]bool, codes []string) {
	if reg.area.Level != health.Desa {
		r.ps.Warn(reg.at.at("puskesmas"), "puskesmas-of-no-desa", "code", reg.area.Code)
		return
	}
	if r.checkPuskesmas(reg.at, reg.puskesmas, puskesmas, codes) {
		r.servedBy[reg.area.Code] = reg.puskesmas
	}
}

// checkPuskesmas asks that a code is that of a puskesmas of the site.
func (r *reader) checkPuskesmas(at record, code string, puskesmas map[string]bool, codes []string) bool {
	switch {
	case puskesmas[code]:
		return true
	case r.damaged(at, "puskesmas", code), r.places.elsewhere[code], r.places.unread, r.noFacilities:
		return false
	}
	near, _ := source.Nearest(code, codes)
	r.ps.Error(at.at("puskesmas"), "unknown-puskesmas", "code", code, "near", near)
	return false
}
