package tally

import (
	"cmp"
	"slices"

	"terang/internal/health"
)

// Drawn says which system a row was drawn from, and on which day. Either may be unknown.
type Drawn struct {
	System string
	On     health.Date
}

// Lines tells where rows stand in a file: the first and the last line that holds
// one, and how many they are.
type Lines struct {
	File        string // from the root of the site
	First, Last int
	Rows        int
}

// Other is a sasaran that a second system gives for a unit, indicator and year. It
// is shown beside the one that counts and never used in a figure.
type Other struct {
	Drawn
	D         health.Count
	Projected bool
	Origin    uint32
	month     int8
}

// book is a file and the number of its first line among all lines read.
type book struct {
	name string
	base uint32
}

// Places gathers rows by the file that they stand in.
type Places struct {
	table *Table
	found []Lines // by file
	last  int     // the file that a row was found in last
}

// Places starts to gather.
func (t *Table) Places() *Places { return &Places{table: t, found: make([]Lines, len(t.books))} }

// Add takes a row by its Origin; 0 is none.
func (p *Places) Add(origin uint32) {
	i := p.last
	if !p.table.holds(i, origin) { // rows of one figure mostly stand in one file
		i = p.table.bookOf(origin)
	}
	if i < 0 || origin == 0 {
		return
	}
	p.last = i
	b, l := &p.table.books[i], &p.found[i]
	line := int(origin - b.base)
	if l.Rows == 0 {
		l.File, l.First, l.Last = b.name, line, line
	}
	l.First, l.Last, l.Rows = min(l.First, line), max(l.Last, line), l.Rows+1
}

// bookOf finds the file that a row stands in by its Origin, −1 for none.
func (t *Table) bookOf(origin uint32) int {
	i, exact := slices.BinarySearchFunc(t.books, origin, func(b book, o uint32) int { return cmp.Compare(b.base, o) })
	if !exact {
		i--
	}
	return i
}

// holds says whether a row stands in a file, by its place among them.
func (t *Table) holds(i int, origin uint32) bool {
	return i < len(t.books) && t.books[i].base <= origin && (i+1 == len(t.books) || origin < t.books[i+1].base)
}

// Lines gives what was gathered, in order of reading.
func (p *Places) Lines() []Lines {
	return slices.DeleteFunc(slices.Clone(p.found), func(l Lines) bool { return l.Rows == 0 })
}

// Drawn tells where and when the year's sasaran was drawn.
func (t *Table) Drawn(y *Year, u health.Unit, indicator int) Drawn {
	if l, ok := y.find(u, indicator); ok {
		return t.drawn[l.drawn]
	}
	return Drawn{}
}

// Others lists what further systems give as the year's sasaran, by name of the system.
func (y *Year) Others(u health.Unit, indicator int) []Other {
	l, ok := y.find(u, indicator)
	if !ok {
		return nil
	}
	return y.others[l.key]
}

// Doubled says whether a further system gives the sasaran of any unit.
func (y *Year) Doubled(indicator int) bool {
	for of := range y.others {
		if of.column == int(y.columns.of[indicator].at) {
			return true
		}
	}
	return false
}

// File says that the rows numbered from base onward stand in a file.
func (b *Builder) File(name string, base uint32) { b.books = append(b.books, book{name, base}) }

// Drawn gives the number by which rows name where they were drawn from; 0 is
// nowhere, and whatever is beyond the numbers there are.
func (b *Builder) Drawn(d Drawn) uint16 {
	if at, known := b.drawnAt[d]; known {
		return at
	}
	if len(b.drawn) > 1<<16-1 {
		return 0
	}
	at := uint16(len(b.drawn))
	b.drawn, b.drawnAt[d] = append(b.drawn, d), at
	return at
}

// system names the system of a row or column.
func (b *Builder) system(drawn uint16) string { return b.drawn[drawn].System }

// secondSource keeps a row's sasaran as that of another system, where the row says
// no more than that: it has no numerator, or the one that is there already. A
// sasaran without a numerator which was read before gives way to a row with one, so
// that the order of rows does not matter. It says whether the row is dealt with.
func (b *Builder) secondSource(y *Year, l line, place int, r Row) bool {
	if l.span == 0 || !r.D.Known() || r.Drawn == l.drawn {
		return false
	}
	system, counted := b.system(r.Drawn), b.system(l.drawn)
	reported := false
	for m := range 12 {
		reported = reported || *l.cell(m + 1) >= 0
	}
	switch {
	case system == counted:
		return false
	case !r.N.Known(), Cell(r.N) == *l.cell(place):
		if system == "" {
			return false
		}
		y.note(l.key, Other{b.drawn[r.Drawn], r.D, r.Projected, r.Origin, int8(place)})
		return true
	case !reported && counted != "":
		y.note(l.key, b.main(l))
		for m := range 12 {
			*l.cell(m + 1), *l.origin(m + 1) = NoRow, 0
		}
		*l.series = series{d: health.Missing, kind: unsaid, projected: l.projected, moved: l.moved}
	}
	return false
}

// main gives the year's sasaran in the form of another.
func (b *Builder) main(l line) Other {
	o := Other{b.drawn[l.drawn], l.d, l.projected, 0, l.dAt}
	if l.dAt > 0 {
		o.Origin = *l.origin(int(l.dAt))
	}
	return o
}

// note keeps the sasaran of a system, that of its latest month.
func (y *Year) note(of key, o Other) {
	if !o.D.Known() || o.System == "" {
		return
	}
	if y.others == nil {
		y.others = map[key][]Other{}
	}
	list := y.others[of]
	i := slices.IndexFunc(list, func(old Other) bool { return old.System == o.System })
	switch {
	case i < 0:
		y.others[of] = append(list, o)
	case o.month >= list[i].month:
		list[i] = o
	}
}

// settleOthers drops what says the same as the sasaran that counts, or is of the same system.
func (b *Builder) settleOthers(y *Year) {
	for of, list := range y.others {
		main := b.main(y.blocks[of.slot/blockSlots].line(of))
		list = slices.DeleteFunc(list, func(o Other) bool { return o.System == main.System || o.D == main.D })
		slices.SortFunc(list, func(a, c Other) int { return cmp.Compare(a.System, c.System) })
		if y.others[of] = list; len(list) == 0 {
			delete(y.others, of)
		}
	}
}
