package dataset

import (
	"cmp"
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/source"
)

//go:embed catalogue.csv
var catalogueCSV []byte

// catalogueName is the name under which problems of the built-in catalogue are
// told; there are none.
const catalogueName = "catalogue.csv"

// indicatorRow is a row of data/indicators.csv (domain reference §11).
type indicatorRow struct {
	Code        string `csv:"code"`
	Number      string `csv:"number"`
	ShortName   string `csv:"name"`
	Name        string `csv:"long_name"`
	Group       string `csv:"group"`
	Measure     string `csv:"type"`
	Unit        string `csv:"unit"`
	Factor      string `csv:"factor"`
	Polarity    string `csv:"polarity"`
	Target      string `csv:"target"`
	Cumulative  string `csv:"cumulative_target"`
	Schedule    string `csv:"schedule"`
	Year        string `csv:"year"`
	Stages      string `csv:"stages"`
	Cluster     string `csv:"cluster"`
	Pillar      string `csv:"pillar"`
	Class       string `csv:"class"`
	Lowest      string `csv:"lowest_level"`
	Numerator   string `csv:"numerator"`
	Denominator string `csv:"denominator"`
	Definition  string `csv:"definition"`
	LegalBasis  string `csv:"legal_basis"`
	Source      string `csv:"source"`
	PartOf      string `csv:"part_of"`
}

// The words of the catalogue.
var (
	groupWords = []string{
		string(health.GroupSPM), string(health.GroupSPMProvince), string(health.GroupILP), string(health.GroupUHC),
		string(health.GroupKBK), string(health.GroupTelemedicine), string(health.GroupOther),
	}
	measureWords  = []string{string(health.Proportion), string(health.Ratio), string(health.Tally)}
	polarityWords = []string{string(health.HighIsGood), string(health.LowIsGood), string(health.Neutral)}
	classWords    = []string{string(health.Routine), string(health.Condition), string(health.Sensitive)}
	factorWords   = []string{"100", "1000", "100000"}
	yearWords     = []string{"kalender", "ajaran"}
	stageWords    = []string{"ibu", "bayi-balita", "sekolah-remaja", "dewasa", "lansia"}
	clusterWords  = []string{"1", "2", "3", "4", "lintas"}
	pillarWords   = []string{"1", "2", "3", "4", "5", "6"}
	slug          = regexp.MustCompile(`^[a-z0-9]+(?:[-_][a-z0-9]+)*$`)
)

// readCatalogue reads the built-in catalogue and then data/indicators.csv, whose
// rows are added to it or take the place of what a row of the same code says.
func (r *reader) readCatalogue() {
	r.indicatorAt = map[string]int{}
	text := decode(catalogueCSV)
	builtIn := &csvFile{file: catalogueName, text: string(text), delim: rune(sniffDelimiter(text))}
	readTable(r, builtIn, []string{"code"}, func(row indicatorRow, at record) outcome { return r.takeIndicator(row, at, nil) })
	r.readReady()
	r.data.Files = nil // these are no files of the user's
	r.speak()
	if s, _, ok := r.load(indicatorsFile); ok {
		own := map[string]record{}
		var parts []part
		readTable(r, s, []string{"code"}, func(row indicatorRow, at record) outcome {
			parts = append(parts, part{clean(row.Code), clean(row.PartOf), at})
			return r.takeIndicator(row, at, own)
		})
		r.linkParts(parts)
	}
	slices.SortStableFunc(r.data.Indicators, func(a, b health.Indicator) int {
		return cmp.Or(cmp.Compare(groupOrder(a), groupOrder(b)), cmp.Compare(a.Number, b.Number))
	})
	for i, ind := range r.data.Indicators {
		r.indicatorAt[ind.Code] = i
	}
	r.translate()
}

// part says that an indicator counts some of those whom another one counts.
type part struct {
	code, of string
	at       record
}

// linkParts checks and keeps what indicators are parts of, once all are known.
func (r *reader) linkParts(parts []part) {
	for _, p := range parts {
		i, known := r.indicatorAt[p.code]
		_, is := r.indicatorAt[p.of]
		switch {
		case p.of == "" || !known:
		case !is:
			r.ps.Error(p.at.at("part_of"), "unknown-indicator", "code", p.of, "near", r.nearIndicator(p.of))
		default:
			r.data.Indicators[i].PartOf = p.of
			delete(r.ready, p.of)
		}
	}
}

// groupOrder puts the services of the SPM first and keeps the other groups together.
func groupOrder(i health.Indicator) int { return slices.Index(groupWords, string(i.Group)) }

// takeIndicator reads a row of the catalogue; own notes the rows of the user's
// file and is nil for the built-in one.
func (r *reader) takeIndicator(row indicatorRow, at record, own map[string]record) outcome {
	code := clean(row.Code)
	if r.missingCell(at, "code", code) || r.damaged(at, "code", code) {
		return refused
	}
	if !slug.MatchString(code) {
		r.ps.Error(at.at("code"), "bad-indicator-code", "code", code)
		return refused
	}
	if first, twice := own[code]; twice {
		r.ps.Error(at.at("code"), "repeated-code", "code", code, "first", first.at("code").String())
		return refused
	}
	if own != nil {
		own[code] = at
		delete(r.ready, code)
	}
	i, known := r.indicatorAt[code]
	ind := health.Indicator{
		Code: code, Group: health.GroupOther, Measure: health.Proportion, Factor: 100,
		Polarity: health.HighIsGood, Target: 100, Sensitivity: health.Routine, Lowest: health.Desa,
	}
	if known {
		ind = r.data.Indicators[i]
	}
	before := len(r.ps)
	r.indicatorWords(row, at, &ind)
	r.indicatorNumbers(row, at, &ind)
	r.indicatorSchedule(row, at, &ind)
	if ind.Measure == health.Tally {
		plainCount(row, &ind, known)
	}
	r.indicatorLowest(row, at, &ind, known)
	if !known && (r.missingCell(at, "name", row.ShortName) || r.missingCell(at, "class", row.Class)) || r.ps[before:].HasErrors() {
		if !known {
			r.addIndicator(ind) // so that what names it is not reported again
		}
		return refused
	}
	if known {
		r.data.Indicators[i] = ind
	} else {
		r.addIndicator(ind)
	}
	return used
}

// plainCount settles what a count is without: a factor, and a target unless the row gives one.
func plainCount(row indicatorRow, ind *health.Indicator, known bool) {
	ind.Factor = 1
	if !known && clean(row.Target) == "" {
		ind.Target = 0
	}
}

func (r *reader) addIndicator(ind health.Indicator) {
	if ind.Name == "" {
		ind.Name = ind.ShortName
	}
	r.indicatorAt[ind.Code] = len(r.data.Indicators)
	r.data.Indicators = append(r.data.Indicators, ind)
}

// indicatorWords fills in the texts and the choices; an empty cell changes nothing.
func (r *reader) indicatorWords(row indicatorRow, at record, ind *health.Indicator) {
	for _, c := range []struct {
		cell string
		into *string
	}{
		{row.ShortName, &ind.ShortName},
		{row.Name, &ind.Name},
		{row.Unit, &ind.Unit},
		{row.Numerator, &ind.Numerator},
		{row.Denominator, &ind.Denominator},
		{row.Definition, &ind.Definition},
		{row.LegalBasis, &ind.LegalBasis},
		{row.Source, &ind.Source},
	} {
		if text := clean(c.cell); text != "" {
			*c.into = text
		}
	}
	ind.Group = health.Group(r.choice(at, "group", row.Group, string(ind.Group), groupWords))
	ind.Measure = health.Measure(r.choice(at, "type", row.Measure, string(ind.Measure), measureWords))
	ind.Polarity = health.Polarity(r.choice(at, "polarity", row.Polarity, string(ind.Polarity), polarityWords))
	ind.Sensitivity = health.Sensitivity(r.choice(at, "class", row.Class, string(ind.Sensitivity), classWords))
	ind.Cluster = r.choice(at, "cluster", row.Cluster, ind.Cluster, clusterWords)
	ind.Pillar = r.choice(at, "pillar", row.Pillar, ind.Pillar, pillarWords)
	if year := r.choice(at, "year", row.Year, "", yearWords); year != "" {
		ind.SchoolYear = year == "ajaran"
	}
	if answer := r.answer(at, "cumulative_target", row.Cumulative); answer != health.NotSaid {
		ind.Cumulative = answer == health.Yes
	}
	if stages := r.stages(row, at); len(stages) > 0 {
		ind.Stages = stages
	}
}

func (r *reader) stages(row indicatorRow, at record) []string {
	stages := strings.FieldsFunc(strings.ToLower(row.Stages), func(c rune) bool { return c == ' ' || c == ';' || c == '|' || c == ',' })
	for _, stage := range stages {
		if !slices.Contains(stageWords, stage) {
			near, _ := source.Nearest(stage, stageWords)
			r.ps.Error(at.at("stages"), "unknown-choice", "column", bothNames("stages"), "value", stage,
				"near", near, "choices", strings.Join(stageWords, ", "))
			return nil
		}
	}
	return stages
}

func (r *reader) indicatorNumbers(row indicatorRow, at record, ind *health.Indicator) {
	if number := r.people(at, "number", row.Number); number.Known() {
		ind.Number = int(number)
	}
	ind.Factor, _ = strconv.Atoi(r.choice(at, "factor", row.Factor, strconv.Itoa(ind.Factor), factorWords)) //nolint:errcheck // one of a few numbers
	if cell := clean(row.Target); cell != "" {
		target, ok := readDecimal(cell)
		if !ok || target < 0 {
			r.ps.Error(at.at("target"), "not-a-number", "value", cell, "column", "target")
		}
		ind.Target = target
	}
}

// indicatorLowest fills in the lowest level that may be published: for sensitive
// ones kecamatan, unless the row says another (domain reference §8.3 rule 6).
func (r *reader) indicatorLowest(row indicatorRow, at record, ind *health.Indicator, known bool) {
	if word := r.choice(at, "lowest_level", row.Lowest, "", levelWords); word != "" {
		ind.Lowest, _ = health.ParseLevel(word)
	} else if !known && ind.Sensitivity == health.Sensitive {
		ind.Lowest = health.Kecamatan
	}
	r.uhcLowest(at, ind, clean(row.Lowest) != "")
}

// indicatorSchedule reads how much of the yearly target should be reached by each
// month. A schedule makes the target a cumulative one; a row that says both is
// wrong.
func (r *reader) indicatorSchedule(row indicatorRow, at record, ind *health.Indicator) {
	cell := clean(row.Schedule)
	if cell == "" {
		return
	}
	schedule, ok := readSchedule(cell)
	saysNo := clean(row.Cumulative) != "" && !ind.Cumulative
	if !ok || saysNo {
		r.ps.Error(at.at("schedule"), "bad-schedule", "value", cell)
		return
	}
	ind.Schedule, ind.Cumulative = schedule, true
}

// readSchedule reads twelve percentages between blanks or semicolons, none less
// than the one before it, the last one 100.
func readSchedule(cell string) ([]float64, bool) {
	var schedule []float64
	last := 0.0
	for _, part := range strings.FieldsFunc(cell, func(c rune) bool { return c == ';' || isBlank(c) }) {
		percent, ok := readDecimal(part)
		if !ok || percent < last {
			return nil, false
		}
		schedule, last = append(schedule, percent), percent
	}
	return schedule, len(schedule) == 12 && last == 100
}
