package mapping

import (
	"regexp"
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/sheet"
	"terang/internal/source"
)

// told is a problem that is told once for each value.
type told struct {
	code  source.Code
	value string
}

// tell reports a problem once for each value; further rows are counted.
func (m *mapper) tell(at source.Pos, code source.Code, value string, args ...string) {
	key := told{code, value}
	if i, is := m.told[key]; is {
		m.more[i]++
		return
	}
	if m.told == nil {
		m.told, m.more = map[told]int{}, map[int]int{}
	}
	m.told[key] = len(m.res.Problems)
	m.res.Problems.Error(at, code, args...)
}

// countMore says of the problems that were told once how many rows have them.
func (m *mapper) countMore() {
	for i := range m.res.Problems {
		if n := m.more[i]; n > 0 {
			m.res.Problems[i].Args = append(m.res.Problems[i].Args, "more", strconv.Itoa(n))
		}
	}
}

// unitFound is what was found for a name once.
type unitFound struct {
	code string
	ok   bool
}

// bpsLevels are the levels of BPS codes by their length.
var bpsLevels = map[int]health.Level{2: health.Provinsi, 4: health.Kabkota, 7: health.Kecamatan, 10: health.Desa}

var (
	onlyDigits = regexp.MustCompile(`^\d+$`)
	power      = regexp.MustCompile(`^\d+(?:[.,]\d+)?[eE][+-]?\d+$`)
)

// area gives the code of the area or puskesmas that a row is about, and the cell
// that says so.
func (b *binding) area(row int) (code string, at ref, ok bool) {
	at = ref{b.number, row, -1}
	src := &b.m.src
	if src.Area != "" {
		return src.Area, at, true
	}
	if b.areaCol >= 0 {
		at.col = b.areaCol
		code = b.cell(row, b.areaCol)
		if mapped, is := src.Areas[code]; is {
			return mapped, at, true
		}
		if b.damaged(row, code) {
			b.m.tell(b.m.res.place(at), "damaged-code", code, "code", code)
			return code, at, false
		}
		code = b.withoutZero(code, at)
	}
	if src.Match == "name" || src.Codes == "bps" {
		return b.byName(row, code, at)
	}
	return code, at, true
}

// damaged says whether a spreadsheet made of a code what cannot be undone: a
// number with a point, a power of ten, a date (domain reference §9.1).
func (b *binding) damaged(row int, code string) bool {
	kind := b.t.Rows[row].Kind(b.areaCol)
	return power.MatchString(code) || kind == sheet.Date ||
		kind == sheet.Number && strings.ContainsAny(code, ".,") && !pointZero.MatchString(code)
}

// withoutZero undoes what a code goes through as a number: 3201.0 was 3201. No
// code of an area ends in .0 by itself.
func (b *binding) withoutZero(code string, at ref) string {
	if !pointZero.MatchString(code) {
		return code
	}
	if !b.noted {
		b.noted = true
		b.m.note(b.m.res.place(at), "point-zero", "value", code)
	}
	return code[:strings.IndexAny(code, ".,")]
}

// byName finds a unit by its name, among those of the level that the code or the
// mapping says, within the areas that the row names above it.
func (b *binding) byName(row int, code string, at ref) (string, ref, bool) {
	name := b.cell(row, b.name)
	level, known := health.ParseLevel(b.m.src.Level)
	if b.m.src.Codes == "bps" && code != "" {
		var is bool
		if level, is = bpsLevels[len(code)]; !is || !onlyDigits.MatchString(code) {
			b.m.tell(b.m.res.place(at), "bad-bps-code", code, "code", code)
			return "", at, false
		}
		known = true
	}
	if b.name >= 0 {
		at.col = b.name
		if mapped, is := b.m.src.Areas[name]; is {
			return mapped, at, true
		}
	}
	parents := b.above(row)
	key := strings.Join(append([]string{code, name}, parents...), "\x1f")
	if f, is := b.m.found[key]; is && f.ok {
		return f.code, at, true
	}
	found := b.m.names.find(name, level, !known, parents)
	switch {
	case name == "":
		b.m.tell(b.m.res.place(at), "missing-cell", name, "column", b.m.src.Columns.Name)
	case len(found) == 0:
		b.m.tell(b.m.res.place(at), "unknown-name", key, "name", name, "near", b.m.names.near(name, level, !known))
	case len(found) > 1:
		b.m.tell(b.m.res.place(at), "ambiguous-name", key, "name", name, "codes", b.m.names.codes(found))
	default:
		b.sameName(code, name, found[0], at)
		code = b.m.names.reg.Code(found[0])
		if b.m.found == nil {
			b.m.found = map[string]unitFound{}
		}
		if len(b.m.found) == 0 {
			b.m.note(b.m.res.place(at), "name-matched", "name", name, "code", code)
		}
		b.m.found[key] = unitFound{code, true}
		return code, at, true
	}
	return "", at, false
}

// sameName tells of a BPS code that goes with two names: one of them is wrong.
func (b *binding) sameName(bps, name string, found health.Unit, at ref) {
	if bps == "" || b.m.src.Codes != "bps" {
		return
	}
	if b.m.bps == nil {
		b.m.bps = map[string]health.Unit{}
	}
	was, is := b.m.bps[bps]
	if !is {
		b.m.bps[bps] = found
		return
	}
	if was != found {
		reg := b.m.names.reg
		b.m.res.Problems.Warn(b.m.res.place(at), "name-apart", "code", bps, "register", reg.Name(was), "name", name, "fits", reg.Code(found))
	}
}

// above lists the names of the areas above a row's; in a table of the health
// profile a cell left blank goes on with the one above it.
func (b *binding) above(row int) []string {
	names := make([]string, 0, len(b.parents))
	for _, col := range b.parents {
		name := b.cell(row, col)
		for up := row; name == "" && b.m.src.Recipe != "" && up > 0; {
			up--
			name = b.cell(up, col)
		}
		names = append(names, name)
	}
	return names
}

// codes lists the codes of units.
func (n *names) codes(units []health.Unit) string {
	var codes []string
	for _, u := range units {
		codes = append(codes, n.reg.Code(u))
	}
	return strings.Join(codes, ", ")
}

// cell gives the text of a cell, without the sign by which spreadsheets keep a
// number as text; empty where there is no such column.
func (b *binding) cell(row, col int) string {
	if col < 0 {
		return ""
	}
	return strings.TrimSpace(strings.TrimPrefix(b.t.Rows[row].Cells[col], "'"))
}
