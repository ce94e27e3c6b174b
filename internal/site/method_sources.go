package site

import (
	"maps"
	"path"
	"slices"
	"strings"

	"terang/internal/config"
	"terang/internal/health"
)

// methodOfSources says of each file that was not in the shape of observations where
// it is from and what was done to it: what was taken, counted, added up or joined.
func (b *builder) methodOfSources() []Section {
	if len(b.in.Config.Sources) == 0 {
		return nil
	}
	s := Section{ID: "sumber", Heading: b.T("method.sources"), Intro: b.T("method.sources.intro")}
	for i := range b.in.Config.Sources {
		c := &b.in.Config.Sources[i]
		name := path.Base(c.File)
		if c.SQL != nil {
			name = c.SQL.Name
		}
		if c.Sheet != "" {
			name += ", " + c.Sheet
		}
		s.Terms = append(s.Terms, Term{Name: name, Text: strings.Join(b.sourceSteps(c), " ")})
	}
	return []Section{s}
}

// sourceSteps are the sentences about one file.
func (b *builder) sourceSteps(c *config.Source) []string {
	var steps []string
	say := func(is bool, key string, args ...string) {
		if is {
			steps = append(steps, b.T("method.sources."+key, args...))
		}
	}
	day := ""
	if d, ok := health.ParseDate(c.Extracted); ok {
		day = b.in.Words.Date(d)
	}
	switch {
	case c.Source != "" && day != "":
		say(true, "from-drawn", "source", c.Source, "date", day)
	case c.Source != "":
		say(true, "from", "source", c.Source)
	case day != "":
		say(true, "drawn", "date", day)
	}
	say(c.Recipe != "", "recipe")
	for _, heading := range slices.Sorted(maps.Keys(c.Where)) {
		say(true, "where", "column", heading, "values", strings.Join(c.Where[heading], ", "))
	}
	for _, heading := range slices.Sorted(maps.Keys(c.Count)) {
		say(true, "count", "column", heading, "values", strings.Join(c.Count[heading], ", "))
	}
	say(c.Wide != "", "wide")
	say(c.Sum, "sum")
	for _, columns := range columnSums(c) {
		say(true, "columns", "columns", columns)
	}
	for _, unit := range slices.Compact([]string{c.Units.Numerator, c.Units.Denominator}) {
		say(unit != "", "unit", "unit", unit)
	}
	say(c.Codes == "bps" || c.Match == "name", "names")
	say(len(c.Areas) > 0, "areas", "n", b.in.Words.Int(len(c.Areas)))
	if c.Join != nil {
		from := path.Base(c.Join.File)
		if c.Join.Source != "" {
			from += " (" + c.Join.Source + ")"
		}
		say(true, "join", "file", from)
	}
	say(len(steps) == 0, "plain")
	return steps
}

// columnSums lists the columns that are added up, in order of the mapping.
func columnSums(c *config.Source) []string {
	var sums []string
	note := func(heads config.Heads) {
		if len(heads) > 1 && !slices.Contains(sums, heads.String()) {
			sums = append(sums, heads.String())
		}
	}
	for _, heads := range []config.Heads{c.Columns.Numerator, c.Columns.Denominator} {
		note(heads)
	}
	for _, s := range c.Series {
		note(s.Numerator)
		note(s.Denominator)
	}
	if c.Join != nil {
		note(c.Join.Columns.Denominator)
	}
	return sums
}
