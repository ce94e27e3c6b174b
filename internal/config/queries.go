package config

import (
	"io/fs"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"terang/internal/source"
)

// Query is a source of figures that is asked for: a question to a database, whose
// answer is then read as a table of the site is. The connection is named by an
// environment variable, so that no password stands in a file.
type Query struct {
	Name    string `yaml:"name"`
	Driver  string `yaml:"driver"`  // "postgres"
	DSN     string `yaml:"dsn"`     // the environment variable that holds the connection
	Query   string `yaml:"query"`   // the question, or …
	File    string `yaml:"file"`    // … the file within data/ that holds it
	Yields  string `yaml:"yields"`  // which table of the site the answer is; "table" for one that the source maps
	Zone    string `yaml:"zone"`    // in which times of the database are told: WIB, WITA or WIT
	Timeout *int   `yaml:"timeout"` // seconds; never nil in a Site

	at []string // where it stands in site.yaml
}

// Postgres is the one driver.
const Postgres = "postgres"

// The tables that an answer may be, besides observations. Tables that pages show in the
// order of their rows are none: the rows of an answer have no order of their own.
const (
	yieldsObservations = "observations"
	yieldsTable        = "table"
)

var answerable = []string{"regions", "facilities", "quality", "pkp", "budget"}

// The zones of Indonesia, and how long a question may take, in seconds.
var zones = []string{"WIB", "WITA", "WIT"}

const (
	usualTimeout = 60
	mostTimeout  = 3600
)

// answersPath is where answers are kept, beside what else a build keeps.
const answersPath = ".terang/sql"

// Answer is the file in which the answer stands, from the root of the site.
func (q Query) Answer() string { return answersPath + "/" + q.Name + ".csv" }

// IsObserved says whether the answer is read as observations and nothing else.
func (q Query) IsObserved() bool { return q.Yields == yieldsObservations || q.Yields == yieldsTable }

// IsTable says whether the answer is a table of observations in the program's own columns.
func (q Query) IsTable() bool { return q.Yields == yieldsObservations }

// Stands gives the table that the answer is read in place of, empty for observations.
func (q Query) Stands() string {
	if q.IsObserved() {
		return ""
	}
	return "data/" + q.Yields + ".csv"
}

// QueryPos gives the place of a key of a query, or the nearest that is there.
func (s Site) QueryPos(q Query, key string) source.Pos {
	return s.Pos(append(slices.Clone(q.at), key)...)
}

// SourcePos gives the place of the i-th of Sources.
func (s Site) SourcePos(i int) source.Pos {
	if i < len(s.sourceAt) {
		i = s.sourceAt[i]
	}
	return s.Pos("sources", strconv.Itoa(i))
}

// AnswerTo gives the file that holds the answer which is read in place of a table, or "".
func (s Site) AnswerTo(table string) string {
	for _, q := range s.Queries {
		if q.Stands() == table {
			return q.Answer()
		}
	}
	return ""
}

// InPlaceOf gives the table that a file is read in place of, or the file's own name.
func (s Site) InPlaceOf(file string) string {
	for _, q := range s.Queries {
		if q.Answer() == file && q.Stands() != "" {
			return q.Stands()
		}
	}
	return file
}

// Called gives the name under which readers are told of a file that figures come from: that
// of an answer is where it was asked for.
func (s Site) Called(file string) string {
	for _, q := range s.Queries {
		if q.Answer() == file {
			return "sql:" + q.Name
		}
	}
	return file
}

var (
	queryName   = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,63}$`)
	environment = regexp.MustCompile(`^[A-Z_][A-Z0-9_]*$`)
)

// query checks a source that is asked for, and fills in what is usual.
func (m mapped) query(s *Source, others []Query) Query {
	q := *s.SQL
	q.at = m.path("sql")
	at := func(key string) source.Pos { return m.c.y.Pos(m.path("sql", key)...) }
	switch {
	case q.Name == "":
		m.lacks("sql.name", "name: dhis2")
	case !queryName.MatchString(q.Name):
		m.c.ps.Error(at("name"), "sql-name", "value", q.Name)
	case slices.ContainsFunc(others, func(o Query) bool { return o.Name == q.Name }):
		m.c.ps.Error(at("name"), "sql-name-twice", "value", q.Name)
	}
	q.Driver = m.c.choice(q.Driver, Postgres, []string{Postgres}, m.path("sql", "driver")...)
	q.Zone = m.c.choice(q.Zone, zones[0], zones, m.path("sql", "zone")...)
	m.connection(q)
	if (strings.TrimSpace(q.Query) == "") == (q.File == "") {
		m.c.ps.Error(at("query"), "sql-one-query")
	}
	if q.File != "" && (!fs.ValidPath(q.File) || !strings.HasPrefix(q.File, "data/") || !strings.HasSuffix(q.File, ".sql")) {
		m.c.ps.Error(at("file"), "sql-file", "value", q.File)
	}
	timeout := m.c.within(q.Timeout, usualTimeout, 1, mostTimeout, m.path("sql", "timeout")...)
	q.Timeout = &timeout
	m.yields(s, &q, others)
	return q
}

// connection asks for the name of a variable, and never echoes what may be a password.
func (m mapped) connection(q Query) {
	switch {
	case q.DSN == "":
		m.lacks("sql.dsn", "dsn: TERANG_DHIS2")
	case !environment.MatchString(q.DSN):
		m.c.ps = append(m.c.ps, source.Problem{Pos: m.c.y.Pos(m.path("sql", "dsn")...), Code: "sql-dsn", Severity: source.Error, Quiet: true})
	}
}

// yields settles what the answer is: a table that the source maps where it says anything
// of columns, else observations.
func (m mapped) yields(s *Source, q *Query, others []Query) {
	rest := *s
	rest.SQL = nil
	maps := source.PrintYAML(rest, nil) != source.PrintYAML(Source{}, nil)
	usual := yieldsObservations
	if maps {
		usual = yieldsTable
	}
	q.Yields = m.c.choice(q.Yields, usual, append([]string{yieldsObservations, yieldsTable}, answerable...), m.path("sql", "yields")...)
	at := m.c.y.Pos(m.path("sql", "yields")...)
	switch {
	case s.File != "" || q.Yields != yieldsTable && maps:
		m.c.ps.Error(at, "sql-and-mapping", "yields", q.Yields)
	case q.Stands() != "" && slices.ContainsFunc(others, func(o Query) bool { return o.Yields == q.Yields }):
		m.c.ps.Error(at, "sql-table-twice", "file", q.Stands())
	}
	if s.Join != nil && s.Join.SQL != nil {
		m.c.ps.Error(m.c.y.Pos(m.path("join", "sql")...), "unknown-key", "key", "sql")
	}
}
