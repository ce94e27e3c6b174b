package dataset

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/mapping"
	"terang/internal/plausible"
	"terang/internal/source"
	"terang/internal/tally"
)

// percentApart is by how many points a percentage may differ from that of its counts
// (domain reference §9.5).
const percentApart = 0.05

// statedPercent compares a percentage that the row says with that of its counts. One
// that is written without decimals says no more than its rounding. Of a single month
// it may be meant since the year began, and nothing is said.
func (j *judge) statedPercent(row *tally.Row) {
	text := decodeCell(j.text(j.col.percent))
	ind := &j.r.data.Indicators[row.Indicator]
	sinceYearBegan := row.Kind == tally.Cumulative || row.Kind == tally.State
	if text == "" || !sinceYearBegan || !row.N.Known() || row.D <= 0 || ind.Factor != 100 {
		return
	}
	stated, ok := readDecimal(text)
	if !ok {
		return
	}
	apart := percentApart
	if !strings.ContainsAny(text, ".,") {
		apart = 0.5
	}
	is := 100 * float64(row.N) / float64(row.D)
	if math.Abs(stated-is) <= apart+1e-9 {
		return
	}
	j.out.findings = append(j.out.findings, finding{before: len(j.out.rows), pos: j.at(j.col.percent), doubt: &plausible.Finding{
		Code: "percent-apart", Unit: row.Unit, Indicator: row.Indicator, Period: row.Month.String(),
		Counts: []string{
			"stated", text, "n", strconv.Itoa(int(row.N)), "d", strconv.Itoa(int(row.D)),
			"percent", strconv.FormatFloat(is, 'f', 2, 64),
		},
	}})
}

// statedName compares the name that a row gives beside its code with the register's.
// Only a name that is that of another unit is told: most others are spelled in
// another way.
func (j *judge) statedName(row *tally.Row) {
	name := decodeCell(j.text(j.col.name))
	reg := j.r.data.Register
	if name == "" || nameKey(reg, row.Unit, name) == nameKey(reg, row.Unit, reg.Name(row.Unit)) {
		return
	}
	var fits []string
	for _, u := range j.r.byName[nameKey(reg, row.Unit, name)] {
		if reg.LevelOf(u) == reg.LevelOf(row.Unit) {
			fits = append(fits, reg.Code(u))
		}
	}
	if len(fits) == 0 {
		return
	}
	code := reg.Code(row.Unit)
	j.tell(j.col.name, "name-apart", code+" "+name, func() []string {
		return []string{"code", code, "register", reg.Name(row.Unit), "name", name, "fits", strings.Join(fits[:min(len(fits), 3)], ", ")}
	})
	j.out.findings[j.out.told[seenKey{"name-apart", code + " " + name}]].warns = true
}

// nameKey gives a name as the names of units of the same kind are compared.
func nameKey(reg *health.Register, like health.Unit, name string) string {
	if reg.LevelOf(like) == health.Puskesmas {
		return mapping.PuskesmasKey(name)
	}
	return mapping.NameKey(name)
}

// nameUnits lists units by their names, once a file has a column of them.
func (r *reader) nameUnits() {
	if r.byName != nil {
		return
	}
	r.byName = map[string][]health.Unit{}
	for u := range health.Unit(r.data.Register.Units()) {
		key := nameKey(r.data.Register, u, r.data.Register.Name(u))
		r.byName[key] = append(r.byName[key], u)
	}
}

// takeDoubts tells what does not fit within a table of another form. Counts of
// several indicators may be those of a sensitive one.
func (r *reader) takeDoubts(all []mapping.Doubt) {
	for _, d := range all {
		i, known := r.indicatorAt[d.Indicator]
		p := source.Problem{Pos: d.Pos, Code: d.Code, About: source.About{Indicator: d.Indicator}, Args: d.Words}
		p.Quiet = !known || r.data.Indicators[i].Sensitivity == health.Sensitive
		about := d.Indicator
		if about == "" {
			about = d.Column
		}
		p.Args = append(slices.Clone(p.Args), "indicator", about)
		if !p.Quiet {
			p.Args = append(p.Args, d.Counts...)
		}
		r.doubts.keep(p, false)
	}
}
