package dataset

import (
	"cmp"
	"slices"
	"strconv"

	"terang/internal/health"
)

// quotedRow is a row of data/index.csv: an SPM index as the office printed it.
type quotedRow struct {
	Year     string `csv:"year"`
	Area     string `csv:"area"`
	Value    string `csv:"value"`
	Category string `csv:"category"`
	Source   string `csv:"source"`
}

func (r *reader) readQuoted() {
	s, _, ok := r.load(quotedFile)
	if !ok {
		return
	}
	seen := map[scoreKey]record{}
	readTable(r, s, []string{"year", "area", "value", "source"}, func(row quotedRow, at record) outcome {
		return r.takeQuoted(row, at, seen)
	})
	slices.SortFunc(r.data.Quoted, func(a, b health.QuotedIndex) int {
		return cmp.Or(cmp.Compare(a.Year, b.Year), cmp.Compare(a.Unit, b.Unit))
	})
}

func (r *reader) takeQuoted(row quotedRow, at record, seen map[scoreKey]record) outcome {
	before := len(r.ps)
	year := r.yearCell(at, row.Year)
	unit, out := r.unitCell(at, "area", row.Area)
	value, ok := readDecimal(clean(row.Value))
	if !ok || value < 0 || value > 100 {
		r.ps.Error(at.at("value"), "bad-percent", "value", clean(row.Value))
	}
	r.missingCell(at, "source", row.Source)
	if r.ps[before:].HasErrors() {
		return refused
	}
	if out != used {
		return out
	}
	key := scoreKey{year, unit}
	if first, twice := seen[key]; twice {
		r.ps.Error(at.line(), "repeated-index", "year", strconv.Itoa(year), "line", strconv.Itoa(first.line().Line))
		return refused
	}
	seen[key] = at
	r.data.Quoted = append(r.data.Quoted, health.QuotedIndex{
		Year: year, Unit: unit, Value: value, Category: clean(row.Category), Source: clean(row.Source),
	})
	return used
}
