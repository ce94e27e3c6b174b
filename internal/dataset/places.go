package dataset

import (
	"maps"
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/health"
	"terang/internal/source"
)

// places knows the codes that a row may name.
type places struct {
	units      map[string]health.Unit // areas, and puskesmas once the facilities are read
	elsewhere  map[string]bool        // in the registers, but outside the area of the site
	facilities map[string]int         // by code: the place of a facility, if it is one of the site
	looked     int                    // how often a near code was looked for
	unread     bool                   // a register could not be read, so an unknown code proves nothing
}

// longestLookup is for how many codes a near one is looked for; each look goes
// through the whole register.
const longestLookup = 200

// find gives the unit with a code. here is false where there is none, known
// false where no register has the code either.
func (p *places) find(code string) (u health.Unit, here, known bool) {
	if u, here = p.units[code]; here {
		return u, true, true
	}
	if p.elsewhere[code] {
		return health.NoUnit, false, true
	}
	dotted, ok := config.Dotted(code)
	if !ok || dotted == code {
		return health.NoUnit, false, p.unread
	}
	if u, here = p.units[dotted]; here {
		return u, true, true
	}
	return health.NoUnit, false, p.elsewhere[dotted] || p.unread
}

// asTheyAre gives the places to somebody who asks while others add to them: what is
// added later is not found, and no near code is looked for.
func (p places) asTheyAre() places {
	p.elsewhere, p.looked = maps.Clone(p.elsewhere), longestLookup
	return p
}

// near finds the code that somebody may have meant.
func (p *places) near(code string) string {
	if p.looked++; p.looked > longestLookup {
		return ""
	}
	codes := make([]string, 0, len(p.units))
	for c := range p.units {
		codes = append(codes, c)
	}
	near, _ := source.Nearest(code, codes)
	return near
}

// Words of the register files.
var (
	levelWords  = []string{"nasional", "provinsi", "kabkota", "kecamatan", "desa"}
	yesWords    = []string{"ya", "yes"}
	noWords     = []string{"tidak", "no"}
	answerWords = append(slices.Clone(yesWords), noWords...)
)

func (r *reader) answer(rec record, column, cell string) health.Answer {
	switch word := r.choice(rec, column, cell, "", answerWords); {
	case slices.Contains(yesWords, word):
		return health.Yes
	case slices.Contains(noWords, word):
		return health.No
	}
	return health.NotSaid
}

// people reads a count that may be empty.
func (r *reader) people(rec record, column, cell string) health.Count {
	c := readCount([]byte(clean(cell)))
	if c.fault != "" {
		r.ps.Error(rec.at(column), c.fault, "value", clean(cell), "column", bothNames(column))
		return health.Missing
	}
	return c.value
}

// The corners of Indonesia, with room to spare.
const (
	southmost, northmost = -12, 7
	westmost, eastmost   = 94, 142
)

// place reads two cells of degrees; both may be empty.
func (r *reader) place(rec record, lat, lon string) health.Place {
	lat, lon = clean(lat), clean(lon)
	if lat == "" && lon == "" {
		return health.Place{}
	}
	y, okY := readDecimal(lat)
	x, okX := readDecimal(lon)
	if okY && okX && y >= westmost && y <= eastmost && x >= southmost && x <= northmost {
		r.ps.Error(rec.at("lat"), "swapped-degrees", "lat", lat, "lon", lon)
		return health.Place{}
	}
	if !okY || y < -90 || y > 90 {
		r.ps.Error(rec.at("lat"), "bad-degrees", "value", lat, "column", bothNames("lat"))
		return health.Place{}
	}
	if !okX || x < -180 || x > 180 {
		r.ps.Error(rec.at("lon"), "bad-degrees", "value", lon, "column", bothNames("lon"))
		return health.Place{}
	}
	if y < southmost || y > northmost || x < westmost || x > eastmost {
		r.ps.Warn(rec.at("lat"), "far-away", "lat", lat, "lon", lon)
	}
	return health.Place{Lat: y, Lon: x, Known: true}
}

// damaged reports a code that a spreadsheet turned into a number, and says
// whether it is one.
func (r *reader) damaged(rec record, column, code string) bool {
	if !isDamaged(code) {
		return false
	}
	r.ps.Error(rec.at(column), "damaged-code", "code", code)
	return true
}

// areaCode gives a code in its dotted form and reports one that is none.
func (r *reader) areaCode(rec record, column, cell string) (string, bool) {
	code := clean(cell)
	if r.damaged(rec, column, code) {
		return "", false
	}
	dotted, ok := config.Dotted(code)
	if strings.EqualFold(code, config.WholeCountry) {
		return config.WholeCountry, true
	}
	if !ok {
		r.ps.Error(rec.at(column), "bad-area-code", "code", code)
	}
	return dotted, ok
}
