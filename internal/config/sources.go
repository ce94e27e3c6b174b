package config

import (
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Source maps a file of figures within data/ that is not in the shape of
// data/observations. Whatever holds for every row may be given once (Indicator,
// Area, Period, Kind, Source, Extracted); it is empty where a column gives it.
// The keys are what README.md says of them.
type Source struct {
	File string `yaml:"file"`
	SQL  *Query `yaml:"sql"` // in place of File: a question to a database, whose answer is mapped

	// Where the table stands in the file, and how the file is written: empty
	// where the file shall speak for itself.
	Sheet     string `yaml:"sheet"`
	Range     string `yaml:"range"`
	Table     string `yaml:"table"`
	Headings  string `yaml:"headings"`
	Delimiter string `yaml:"delimiter"`
	Encoding  string `yaml:"encoding"`
	Decimal   string `yaml:"decimal"`   // "," or "."
	Thousands string `yaml:"thousands"` // ",", ".", "space" or "none"

	Recipe    string `yaml:"recipe"` // "profil": a table of the yearly health profile (domain reference §9.2)
	Indicator string `yaml:"indicator"`
	Area      string `yaml:"area"`
	Period    string `yaml:"period"`
	Kind      string `yaml:"kind"`
	Source    string `yaml:"source"`
	Extracted string `yaml:"extracted"`

	Codes string `yaml:"codes"` // "kemendagri" or "bps"; bps needs the names as well
	Match string `yaml:"match"` // "code" or "name"
	Level string `yaml:"level"` // of the units that are found by name

	Columns    Columns             `yaml:"columns"`
	Where      map[string][]string `yaml:"where"`      // by heading: the cells of the rows that are taken
	Wide       string              `yaml:"wide"`       // "months", "quarters" or "years": a column for each
	Series     []Series            `yaml:"series"`     // what a row says more than once
	Count      map[string][]string `yaml:"count"`      // by heading: the cells of the rows that make the numerator; all rows make the denominator
	Sum        bool                `yaml:"sum"`        // rows about the same are added up
	Units      Units               `yaml:"units"`      // in what the numbers are given
	Indicators map[string]string   `yaml:"indicators"` // what the file calls an indicator: its code here
	Areas      map[string]string   `yaml:"areas"`      // what the file calls an area or puskesmas: its code here
	Elements   map[string]Element  `yaml:"elements"`   // what columns.element says: what the number of the row is
	Join       *Source             `yaml:"join"`       // a second file that gives the denominators
}

// Columns names the columns of a mapped file as its own heading writes them;
// empty where the file has no such column.
type Columns struct {
	Period      string   `yaml:"period"`
	Year        string   `yaml:"year"`
	Month       string   `yaml:"month"`
	Indicator   string   `yaml:"indicator"`
	Area        string   `yaml:"area"`
	Name        string   `yaml:"name"`    // the name of the area
	Parents     []string `yaml:"parents"` // the names of the areas above it, the highest first
	Numerator   Heads    `yaml:"numerator"`
	Denominator Heads    `yaml:"denominator"`
	Percent     string   `yaml:"percent"` // what the file says the share is, to be compared
	Unit        string   `yaml:"unit"`    // in what the numbers of the row are given
	Element     string   `yaml:"element"` // says what the number of the row is
	Value       string   `yaml:"value"`   // that number
	Kind        string   `yaml:"kind"`
	Source      string   `yaml:"source"`
	Extracted   string   `yaml:"extracted"`
	Note        string   `yaml:"note"`
}

// Series is one of several things that a row says. What is empty holds as in the
// whole source.
type Series struct {
	Indicator   string `yaml:"indicator"`
	Period      string `yaml:"period"`
	Kind        string `yaml:"kind"`
	Numerator   Heads  `yaml:"numerator"`
	Denominator Heads  `yaml:"denominator"`
	Percent     string `yaml:"percent"`
}

// Heads names a column by its heading, or several whose numbers are added up, as
// of men and women; empty where the file has no such column.
type Heads []string

// UnmarshalText takes one heading.
func (h *Heads) UnmarshalText(text []byte) error {
	*h = nil
	if len(text) > 0 {
		*h = Heads{string(text)}
	}
	return nil
}

// String writes them as a sum.
func (h Heads) String() string { return strings.Join(h, " + ") }

// Units says in what the numbers are given: "jiwa", "ribu jiwa", "juta jiwa".
type Units struct {
	Numerator   string `yaml:"numerator"`
	Denominator string `yaml:"denominator"`
}

// Element is what a number of a DHIS2 export is.
type Element struct {
	Indicator string `yaml:"indicator"`
	Is        string `yaml:"is"` // "numerator" or "denominator"
}

// The values that may stand in a mapping. A kind may be more than one word.
var (
	rowKinds     = []string{"bulanan", "monthly", "kumulatif", "cumulative", "keadaan", "state", "luar_wilayah", "riil", "proyeksi"}
	codeSystems  = []string{"kemendagri", "bps"}
	matches      = []string{"code", "name"}
	unitLevels   = []string{"provinsi", "kabkota", "kecamatan", "desa", "puskesmas"}
	decimalMarks = []string{",", "."}
	groupMarks   = []string{",", ".", "space", "none"}
	recipes      = []string{"profil"}
	wides        = []string{"months", "quarters", "years"}
	sides        = []string{"numerator", "denominator"}
)

// sources checks the entries, each of which is a mapped file, a question to a database, or
// a question whose answer is mapped.
func (c *checker) sources(given []Source, site *Site) {
	for i, s := range given {
		before := len(c.ps)
		m := mapped{c, []string{"sources", strconv.Itoa(i)}}
		var asked []Query
		if s.SQL != nil {
			q := m.query(&s, site.Queries)
			asked = []Query{q}
			if s.File = ""; q.Yields == yieldsTable {
				s.File = q.Answer()
				s.Decimal, s.Thousands = first(s.Decimal, "."), first(s.Thousands, "none")
			}
		}
		if len(c.ps) == before && (s.SQL == nil || s.File != "") {
			m.check(&s)
		}
		if len(c.ps) > before {
			continue
		}
		site.Queries = append(site.Queries, asked...)
		if s.File != "" {
			site.Sources, site.sourceAt = append(site.Sources, s), append(site.sourceAt, i)
		}
	}
}

// mapped checks one source; at is where it stands.
type mapped struct {
	c  *checker
	at []string
}

func (m mapped) path(keys ...string) []string { return slices.Concat(m.at, keys) }

func (m mapped) choice(value string, choices []string, keys ...string) string {
	return m.c.choice(value, "", choices, m.path(keys...)...)
}

func (m mapped) lacks(key, example string) {
	m.c.ps.Error(m.c.y.Pos(m.at...), "missing-setting", "key", key, "example", example)
}

func (m mapped) check(s *Source) {
	for _, word := range strings.Fields(s.Kind) {
		m.choice(word, rowKinds, "kind")
	}
	m.choices(s)
	if s.SQL == nil {
		m.file(s.File)
	}
	m.numbers(s)
	m.constantOrColumn("indicator", s.Indicator, first(s.Columns.Indicator, s.Columns.Element, each(s.Series, func(e Series) string { return e.Indicator })))
	m.constantOrColumn("area", s.Area, first(s.Columns.Area, s.Columns.Name, s.Recipe))
	if s.Wide == "" && s.Recipe == "" && (s.Period == "" || s.Columns.Month == "") { // a year may stand for all rows beside a column of months
		m.constantOrColumn("period", s.Period, first(s.Columns.Period, s.Columns.Year, each(s.Series, func(e Series) string { return e.Period })))
	}
	m.naming(s)
	if s.Join != nil {
		m.join(*s, s.Join)
	}
}

// choices checks what must be one of a few words.
func (m mapped) choices(s *Source) {
	m.choice(s.Codes, codeSystems, "codes")
	m.choice(s.Match, matches, "match")
	m.choice(s.Level, unitLevels, "level")
	m.choice(s.Decimal, decimalMarks, "decimal")
	m.choice(s.Thousands, groupMarks, "thousands")
	m.choice(s.Recipe, recipes, "recipe")
	m.choice(s.Wide, wides, "wide")
	for _, key := range slices.Sorted(maps.Keys(s.Elements)) {
		if m.choice(s.Elements[key].Is, sides, "elements", key, "is") == "" && s.Elements[key].Is == "" {
			m.lacks("elements.is", "elements: {fbfJHSPpUQD: {indicator: bumil, is: numerator}}")
		}
	}
	if s.Decimal != "" && s.Decimal == s.Thousands {
		m.c.ps.Error(m.c.y.Pos(m.path("thousands")...), "same-marks", "mark", s.Decimal)
	}
}

func (m mapped) file(file string) {
	at := m.c.y.Pos(m.path("file")...)
	switch {
	case file == "":
		m.lacks("file", "data/raw/hipertensi.csv")
	case !fs.ValidPath(file):
		m.c.ps.Error(at, "bad-path", "value", file)
	case !strings.HasPrefix(file, "data/"): // all that figures are made from lies in one folder, which the preview watches
		m.c.ps.Error(at, "outside-data", "value", file)
	}
}

// numbers asks that it is said where the numbers stand.
func (m mapped) numbers(s *Source) {
	m.twice(s.Columns.Numerator, "columns", "numerator")
	m.twice(s.Columns.Denominator, "columns", "denominator")
	for i, e := range s.Series {
		m.twice(e.Numerator, "series", strconv.Itoa(i), "numerator")
		m.twice(e.Denominator, "series", strconv.Itoa(i), "denominator")
	}
	has := len(s.Columns.Numerator) > 0 || len(s.Count) > 0 || s.Wide != "" || s.Columns.Value != "" && s.Columns.Element != ""
	for _, e := range s.Series {
		has = has || len(e.Numerator) > 0
	}
	if !has {
		m.lacks("columns.numerator", "columns: {numerator: jumlah_dilayani}")
	}
}

// twice refuses a sum that counts a column two times.
func (m mapped) twice(sum Heads, keys ...string) {
	for i, head := range sum {
		if slices.Contains(sum[:i], head) {
			m.c.ps.Error(m.c.y.Pos(m.path(keys...)...), "column-twice", "heading", head)
		}
	}
}

// naming asks for names where units are found by them.
func (m mapped) naming(s *Source) {
	if (s.Codes == "bps" || s.Match == "name") && s.Columns.Name == "" && s.Recipe == "" && s.Area == "" {
		m.c.ps.Error(m.c.y.Pos(m.path("codes")...), "bps-codes")
	}
}

// join checks the second file of a source, which needs numbers of its own and
// takes from the first what it does not say itself.
func (m mapped) join(s Source, j *Source) {
	in := mapped{m.c, m.path("join")}
	in.choices(j)
	in.file(j.File)
	if len(j.Columns.Denominator) == 0 {
		in.lacks("columns.denominator", "columns: {denominator: jumlah_penduduk}")
	}
	if j.Join != nil {
		m.c.ps.Error(m.c.y.Pos(in.path("join")...), "unknown-key", "key", "join")
	}
	j.Indicator = first(j.Indicator, s.Indicator)
	j.Codes, j.Match, j.Level = first(j.Codes, s.Codes), first(j.Match, s.Match), first(j.Level, s.Level)
	in.constantOrColumn("area", j.Area, first(j.Columns.Area, j.Columns.Name))
	in.naming(j)
}

// constantOrColumn asks that a meaning comes from one place: the same for every
// row, or from a column.
func (m mapped) constantOrColumn(key, constant, column string) {
	switch {
	case constant == "" && column == "":
		m.lacks(key, "columns: {"+key+": nama_kolom}")
	case constant != "" && column != "":
		m.c.ps.Error(m.c.y.Pos(m.path(key)...), "constant-and-column", "key", key)
	}
}

// first gives the first text that is not empty.
func first(texts ...string) string {
	for _, t := range texts {
		if t != "" {
			return t
		}
	}
	return ""
}

// each gives what all series say, or nothing where one does not.
func each(series []Series, of func(Series) string) string {
	said := ""
	for _, s := range series {
		if said = of(s); said == "" {
			return ""
		}
	}
	return said
}
