package revision

import (
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"
	"text/tabwriter"
	"unicode"

	"terang/internal/health"
	"terang/internal/words"
)

// Format is a form of a report.
type Format string

// The forms of a report: for people at a terminal, for a pull request, for programs.
const (
	Text     Format = "text"
	Markdown Format = "markdown"
	JSON     Format = "json"
)

// Formats lists the forms.
func Formats() []Format { return []Format{Text, Markdown, JSON} }

// shown is how many rows a section has for people; programs get all.
const shown = 40

// Write reports the changes. JSON is the same in either language.
func (c *Changes) Write(to io.Writer, as Format, lang string) error {
	if as == JSON {
		enc := json.NewEncoder(to)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		return enc.Encode(c)
	}
	r := &reporter{Catalogue: wordsIn(lang), changes: c}
	var b strings.Builder
	if as == Markdown {
		r.markdown(&b)
	} else {
		r.text(&b)
	}
	_, err := io.WriteString(to, b.String())
	return err
}

type reporter struct {
	*words.Catalogue
	changes *Changes
}

// section is a list of one kind of change.
type section struct {
	heading string
	head    []string
	rows    [][]string
	tip     string
}

func (r *reporter) text(b *strings.Builder) {
	fmt.Fprintf(b, "%s\n", r.edges())
	if r.changes.None() {
		fmt.Fprintf(b, "%s\n", r.T("none"))
	}
	for _, s := range r.sections() {
		fmt.Fprintf(b, "\n%s: %s\n", s.heading, r.Int(len(s.rows)))
		table := tabwriter.NewWriter(b, 0, 0, 2, ' ', 0)
		for _, row := range s.rows[:min(len(s.rows), shown)] {
			_, _ = fmt.Fprintf(table, "  %s\n", plain(strings.Join(row, "\t"))) // a Builder takes everything
		}
		_ = table.Flush()
		r.after(b, s, "  ")
	}
	if counts := r.counts(); len(counts) > 0 {
		fmt.Fprintf(b, "\n%s\n", strings.Join(counts, "\n"))
	}
}

func (r *reporter) markdown(b *strings.Builder) {
	fmt.Fprintf(b, "## %s\n\n%s\n", r.T("title"), escaped(r.edges()))
	if r.changes.None() {
		fmt.Fprintf(b, "\n%s\n", r.T("none"))
	}
	for _, s := range r.sections() {
		fmt.Fprintf(b, "\n### %s: %s\n\n", s.heading, r.Int(len(s.rows)))
		line := func(cells []string) {
			for _, cell := range cells {
				fmt.Fprintf(b, "| %s ", escaped(cell))
			}
			b.WriteString("|\n")
		}
		line(s.head)
		b.WriteString(strings.Repeat("| --- ", len(s.head)) + "|\n")
		for _, row := range s.rows[:min(len(s.rows), shown)] {
			line(row)
		}
		if len(s.rows) > shown || s.tip != "" {
			b.WriteString("\n")
		}
		r.after(b, s, "")
	}
	for i, count := range r.counts() {
		if i == 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(b, "- %s\n", count)
	}
}

// plain keeps a name from moving the cursor of a terminal and from turning its direction.
func plain(s string) string {
	return strings.Map(func(c rune) rune {
		if c != '\t' && (unicode.IsControl(c) || unicode.Is(unicode.Bidi_Control, c)) {
			return ' '
		}
		return c
	}, s)
}

// after ends a section: how many rows are left out, and what to do.
func (r *reporter) after(b *strings.Builder, s section, indent string) {
	if more := len(s.rows) - shown; more > 0 {
		fmt.Fprintf(b, "%s%s\n", indent, r.T("rest", "n", r.Int(more)))
	}
	if s.tip != "" {
		fmt.Fprintf(b, "%s%s\n", indent, s.tip)
	}
}

// escaped keeps a name from being read as Markdown, HTML, a mention, an address or another cell.
func escaped(s string) string {
	var b strings.Builder
	for i, c := range s {
		switch {
		case c == '\n' || c == '\r':
			c = ' '
		case c == '<':
			b.WriteString("&lt;")
			continue
		case c == '&':
			b.WriteString("&amp;")
			continue
		case c == '@':
			b.WriteString("&#64;")
			continue
		case c == ':': // https://… becomes a link by itself, and so does www.…
			b.WriteString("&#58;")
			continue
		case c == '.' && i >= 3 && strings.EqualFold(s[i-3:i], "www"):
			b.WriteString("&#46;")
			continue
		case strings.ContainsRune("\\`*_[]|~#!", c):
			b.WriteByte('\\')
		}
		b.WriteRune(c)
	}
	return b.String()
}

func (r *reporter) edges() string {
	edge := func(e Edge) string {
		if m, ok := health.ParseMonth(e.Period); ok {
			return r.T("edge", "month", r.Month(m), "pages", r.Int(e.Pages))
		}
		return r.T("edge.empty", "pages", r.Int(e.Pages))
	}
	c := r.changes
	return r.T("edges", "old", c.Old.Name, "was", edge(c.Old), "new", c.New.Name, "is", edge(c.New))
}

func (r *reporter) sections() []section {
	c := r.changes
	var out []section
	add := func(key string, rows [][]string, tip string, head ...string) {
		if len(rows) == 0 {
			return
		}
		s := section{heading: r.T(key), rows: rows, tip: tip}
		for _, h := range head {
			s.head = append(s.head, r.T(h))
		}
		out = append(out, s)
	}
	place := []string{"place", "indicator", "month"}
	add("revised", each(c.Revised, r.revised), "", append(place, "before", "after")...)
	up, down := [][]string(nil), [][]string(nil)
	for _, x := range c.Crossed {
		row := append(r.place(x.Place), r.month(x.Before))
		if x.Reached {
			up = append(up, row)
		} else {
			down = append(down, row)
		}
	}
	add("crossed.up", up, "", append(place, "was")...)
	add("crossed.down", down, "", append(place, "was")...)
	add("hidden", each(c.Hidden, r.place), "", place...)
	add("shown", each(c.Shown, r.place), "", place...)
	add("dropped", each(c.Dropped, r.place), "", place...)
	add("targets", each(c.Targets, func(a Aim) []string { return append(r.place(a.Place), r.decimal(a.Old), r.decimal(a.New)) }), "", append(place, "before", "after")...)
	add("scores", each(c.Scores, func(s Score) []string {
		return []string{r.unit(s.Unit), r.month(s.Period), r.decimals(s.Old, 2), r.decimals(s.New, 2)}
	}), "", "place", "month", "before", "after")
	unit := func(u Unit) []string { return []string{u.Code, r.unit(u)} }
	add("units.gone", each(c.UnitsOff, unit), "", "code", "name")
	add("units.new", each(c.UnitsNew, unit), "", "code", "name")
	facility := func(f Facility) []string { return []string{f.Name, f.Kind, f.Place} }
	add("facilities.gone", each(c.FacilitiesOff, facility), "", "name", "kind", "place")
	add("facilities.new", each(c.FacilitiesNew, facility), "", "name", "kind", "place")
	alone := func(s string) []string { return []string{s} }
	add("indicators.gone", each(c.Indicators.Gone, alone), "", "indicator")
	add("indicators.new", each(c.Indicators.New, alone), "", "indicator")
	add("addresses.gone", each(c.AddressesOff, alone), r.T("addresses.tip"), "address")
	add("kept", each(c.Kept, func(k KeptFile) []string {
		if k.Gone {
			return []string{k.Address, r.T("kept.gone")}
		}
		return []string{k.Address, r.T("kept.changed")}
	}), r.T("kept.tip"), "address", "state")
	return out
}

func each[T any](list []T, row func(T) []string) [][]string {
	var rows [][]string
	for _, item := range list {
		rows = append(rows, row(item))
	}
	return rows
}

// counts tells of what is only counted.
func (r *reporter) counts() []string {
	var out []string
	for _, of := range []struct {
		key string
		n   int
	}{{"advanced", r.changes.Advanced}, {"added", r.changes.Added}, {"addresses.new", r.changes.AddressesNew}} {
		if of.n > 0 {
			out = append(out, r.T(of.key, "n", r.Int(of.n)))
		}
	}
	return out
}

func (r *reporter) revised(c Change) []string {
	if c.Untold {
		return append(r.place(c.Place), r.T("untold"), "")
	}
	return append(r.place(c.Place), r.amount(*c.Old), r.amount(*c.New))
}

func (r *reporter) place(p Place) []string {
	title := p.Title
	if title == "" {
		title = p.Indicator
	}
	return []string{r.unit(p.Unit), title, r.month(p.Period)}
}

// unit names a unit, with its kind where the name does not say it.
func (r *reporter) unit(u Unit) string {
	if u.Level == "desa" || u.Level == "kecamatan" {
		return r.T("level", "name", u.Name, "level", u.Level)
	}
	return u.Name
}

func (r *reporter) amount(a Amount) string {
	n := r.Int(int(a.Numerator))
	switch {
	case a.Denominator < 0:
		return r.T("amount.count", "n", n)
	case a.Percent == "":
		return r.T("amount.bare", "n", n, "d", r.Int(int(a.Denominator)))
	}
	return r.T("amount", "n", n, "d", r.Int(int(a.Denominator)), "p", r.decimal(a.Percent))
}

// decimal writes a published decimal with one place.
func (r *reporter) decimal(s string) string { return r.decimals(s, 1) }

func (r *reporter) decimals(s string, places int) string {
	if v, err := strconv.ParseFloat(s, 64); err == nil {
		return r.Decimal(v, places)
	}
	return s
}

func (r *reporter) month(period string) string {
	if m, ok := health.ParseMonth(period); ok {
		return r.Month(m)
	}
	return period
}
