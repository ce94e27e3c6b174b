package mapping

import (
	"regexp"
	"slices"
	"strconv"

	"terang/internal/config"
)

// gathers says whether several rows of the file make one observation.
func (m *mapper) gathers() bool {
	return m.joins || m.src.Sum || len(m.src.Count) > 0 || len(m.src.Elements) > 0
}

// key is what an observation is about. A code is the same with and without its dots.
func key(period, indicator, area string) string {
	if dotted, ok := config.Dotted(area); ok {
		area = dotted
	}
	return period + "\x1f" + indicator + "\x1f" + area
}

func (r *Row) key() string { return key(r.Cells[Period], r.Cells[Indicator], r.Cells[Area]) }

// gather adds numbers to the observation with the same period, indicator and area.
func (m *mapper) gather(o *Row, g gathered) Rule {
	if m.at == nil {
		m.at = map[string]int{}
	}
	i, known := m.at[o.key()]
	if !known {
		m.at[o.key()] = len(m.rows)
		m.rows, m.nums = append(m.rows, *o), append(m.nums, g)
		return Taken
	}
	if m.joins && !m.src.Sum {
		m.res.Problems.Error(m.res.place(o.at[Denominator]), "join-repeated", "first", m.res.place(m.rows[i].at[Denominator]).String())
		return Refused
	}
	r, had := &m.rows[i], &m.nums[i]
	r.from = append(r.from, o.from...)
	if g.hasN && !had.hasN {
		r.at[Numerator] = o.at[Numerator]
	}
	if g.hasD && !had.hasD {
		r.at[Denominator] = o.at[Denominator]
	}
	had.n, had.hasN = had.n+g.n, had.hasN || g.hasN
	had.d, had.hasD = had.d+g.d, had.hasD || g.hasD
	return Taken
}

// settle writes the numbers of gathered observations, and gives numbers of months
// the denominator of their year where an export has it apart.
func (m *mapper) settle() {
	m.countMore()
	if m.nums == nil {
		return
	}
	used := map[int]bool{}
	for i := range m.rows {
		r, g := &m.rows[i], &m.nums[i]
		if len(m.src.Elements) > 0 && g.hasN && !g.hasD {
			if j, ok := m.at[key(yearOf(r.Cells[Period]), r.Cells[Indicator], r.Cells[Area])]; ok && j != i && m.nums[j].hasD && !m.nums[j].hasN {
				g.d, g.hasD = m.nums[j].d, true
				r.at[Denominator] = m.rows[j].at[Denominator]
				r.from = append(r.from, m.rows[j].from...)
				used[j] = true
			}
		}
		m.write(r, Numerator, g.n, g.hasN)
		m.write(r, Denominator, g.d, g.hasD)
	}
	kept := m.rows[:0:0]
	for i, r := range m.rows {
		if !used[i] {
			kept = append(kept, r)
		}
	}
	m.rows = kept
}

// write puts a sum into its cell; one that is no whole number is refused where it
// began.
func (m *mapper) write(r *Row, c Column, value int64, has bool) {
	r.Cells[c] = ""
	switch {
	case !has:
	case value%million != 0:
		text := strconv.FormatFloat(float64(value)/million, 'f', -1, 64)
		m.res.Problems.Error(m.res.place(r.at[c]), "decimal-count", "value", text, "column", Columns()[c])
	case value/million > 1<<31-1:
		m.res.Problems.Error(m.res.place(r.at[c]), "number-too-large", "value", strconv.FormatInt(value/million, 10), "column", Columns()[c])
	default:
		r.Cells[c] = strconv.FormatInt(value/million, 10)
	}
}

func yearOf(period string) string { return period[:min(len(period), len("2024"))] }

// join gives the observations their denominators from the second file. What one
// of the two has alone is left out on both sides.
func (m *mapper) join(second *mapper) {
	m.settle()
	second.settle()
	used := make([]bool, len(second.rows))
	kept := m.rows[:0:0]
	for _, r := range m.rows {
		i, ok := second.partner(&r)
		if !ok {
			m.res.Problems.Warn(m.res.place(r.at[Area]), "join-alone", "area", r.Cells[Area], "period", r.Cells[Period], "file", second.src.File)
			for _, f := range r.from {
				m.res.Fates[f] = Alone
			}
			continue
		}
		used[i] = true
		r.Cells[Denominator], r.at[Denominator] = second.rows[i].Cells[Denominator], second.rows[i].at[Denominator]
		kept = append(kept, r)
	}
	for i, r := range second.rows {
		for _, f := range r.from {
			if !used[i] {
				m.res.Joined[f] = Alone
			}
		}
	}
	m.res.Rows = kept
}

// partner finds the row of the second file for an observation: of the same
// period or of its year, where the second file tells any.
func (m *mapper) partner(r *Row) (int, bool) {
	for _, period := range []string{r.Cells[Period], yearOf(r.Cells[Period]), ""} {
		for _, indicator := range []string{r.Cells[Indicator], ""} {
			if i, ok := m.at[key(period, indicator, r.Cells[Area])]; ok {
				return i, true
			}
		}
	}
	return 0, false
}

var titled = regexp.MustCompile(`(?i)\btahun\s+((?:19|20)\d{2})\b`)

// titleYear finds the year in the title of a table.
func titleYear(title string) string {
	if p := titled.FindStringSubmatch(title); p != nil {
		return p[1]
	}
	return ""
}

// recipe fills in what a known kind of table says by itself.
func recipe(src config.Source) config.Source {
	if src.Recipe != "profil" {
		return src
	}
	src.Match = first(src.Match, "name")
	if src.Match == "name" {
		src.Level = first(src.Level, "puskesmas")
		src.Columns.Name = first(src.Columns.Name, "PUSKESMAS")
		if len(src.Columns.Parents) == 0 && src.Level == "puskesmas" {
			src.Columns.Parents = slices.Clone([]string{"KECAMATAN"})
		}
	}
	return src
}
