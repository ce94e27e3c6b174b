package warehouse

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"time"
)

// longestAnswer is how many bytes an answer may have. A country's desa, indicators and
// months of a year take half of it; more is a question that forgot to count.
const longestAnswer = 1 << 30

// zoned gives the zones of Indonesia, which have no summer time.
func zoned(name string) (zone *time.Location, postgres string) {
	switch name {
	case "WITA":
		return time.FixedZone(name, 8*60*60), "Asia/Makassar"
	case "WIT":
		return time.FixedZone(name, 9*60*60), "Asia/Jayapura"
	}
	return time.FixedZone(name, 7*60*60), "Asia/Jakarta"
}

// kinds are the types of columns that have one way to be written as a cell. A type that
// the database itself made, as a list of words, has no name here and is text.
var kinds = []string{
	"BOOL", "INT2", "INT4", "INT8", "FLOAT4", "FLOAT8", "NUMERIC", "TEXT", "VARCHAR", "BPCHAR", "CHAR", "NAME", "UUID", "DATE", "TIMESTAMP", "TIMESTAMPTZ", "UNKNOWN",
}

// writable says whether the cells of a type can be read by the site.
func writable(kind string) bool {
	_, err := strconv.Atoi(kind)
	return err == nil || slices.Contains(kinds, kind)
}

// cell writes what a driver gives as the text that a table of the site has.
func cell(value any, kind string, zone *time.Location) string {
	switch v := value.(type) {
	case nil:
		return ""
	case bool:
		if v {
			return "ya"
		}
		return "tidak"
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		bits := 64
		if kind == "FLOAT4" {
			bits = 32
		}
		return number(strconv.FormatFloat(v, 'f', -1, bits))
	case time.Time:
		return moment(v, kind, zone)
	case []byte:
		return string(v)
	case string:
		if kind == "NUMERIC" {
			return number(v)
		}
		return v
	}
	return ""
}

// number writes a number without the zeros at its end. Three decimals have a fourth: in
// the tables of an office 12.345 is twelve thousand.
func number(text string) string {
	whole, decimals, ok := strings.Cut(text, ".")
	if !ok {
		return text
	}
	switch decimals = strings.TrimRight(decimals, "0"); len(decimals) {
	case 0:
		return whole
	case 3:
		decimals += "0"
	}
	return whole + "." + decimals
}

// moment writes a day, and the time of day where it has one.
func moment(t time.Time, kind string, zone *time.Location) string {
	if kind == "TIMESTAMPTZ" {
		t = t.In(zone)
	}
	if kind == "DATE" || t.Equal(time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())) {
		return t.Format(time.DateOnly)
	}
	return t.Format(time.DateTime)
}

// lines gathers rows, and gives them in order of their text.
type lines struct {
	text bytes.Buffer
	ends []int
	to   *csv.Writer
}

func newLines() *lines {
	l := &lines{}
	l.to = csv.NewWriter(&l.text)
	return l
}

func (l *lines) add(row []string) {
	_ = l.to.Write(row) // into memory, which does not fail
	l.to.Flush()
	l.ends = append(l.ends, l.text.Len())
}

// table gives the headings, which were added first, and below them the rows in order.
func (l *lines) table() []byte {
	all := l.text.Bytes()
	rows := make([][]byte, 0, len(l.ends))
	for i := 1; i < len(l.ends); i++ {
		rows = append(rows, all[l.ends[i-1]:l.ends[i]])
	}
	slices.SortFunc(rows, bytes.Compare)
	out := make([]byte, 0, len(all))
	out = append(out, all[:l.ends[0]]...)
	for _, row := range rows {
		out = append(out, row...)
	}
	return out
}
