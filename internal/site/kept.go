package site

import (
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// kept counts promises; a late one is counted as late and not as open or underway.
type kept struct{ done, underway, open, late, cancelled int }

func (b *builder) kept(list []promise) kept {
	var k kept
	for _, p := range list {
		switch a := p.action; {
		case a.Late(b.in.Date):
			k.late++
		case a.Status == health.ActionDone:
			k.done++
		case a.Status == health.ActionUnderway:
			k.underway++
		case a.Status == health.ActionCancelled:
			k.cancelled++
		default:
			k.open++
		}
	}
	return k
}

// promisesWithin lists the promises of an area, of every place in it, and of the
// puskesmas seated in it; of a puskesmas its own.
func (b *builder) promisesWithin(u health.Unit) []promise {
	reg := b.in.Register
	if reg.LevelOf(u) == health.Puskesmas {
		return b.promisesOf(u)
	}
	if u == 0 {
		return b.promises
	}
	var list []promise
	for _, i := range b.find.within[u] {
		list = append(list, b.promises[i])
	}
	return list
}

// agreed counts the places of a unit that have an agreement which holds: its desa,
// and the clinics and practices that work with it.
type agreed struct{ desa, allDesa, partners, allPartners int }

// pledged is who is a party to an agreement that holds: areas and puskesmas, and
// other facilities by code.
type pledged struct {
	units map[health.Unit]bool
	codes map[string]bool
}

func (p *Plan) parties() pledged {
	to := pledged{map[health.Unit]bool{}, map[string]bool{}}
	for _, a := range p.bonds {
		if a.Status != health.AgreementActive {
			continue
		}
		for _, party := range slices.Concat(a.First, a.Second) {
			if party.Unit != health.NoUnit {
				to.units[party.Unit] = true
			} else if party.Code != "" {
				to.codes[party.Code] = true
			}
		}
	}
	return to
}

func (b *builder) agreed(u health.Unit) agreed {
	reg := b.in.Register
	var a agreed
	desa := func(d health.Unit) {
		if a.allDesa++; b.pledged.units[d] {
			a.desa++
		}
	}
	partners := func(k health.Unit) {
		for _, i := range b.partners(k, false) {
			if a.allPartners++; b.pledged.codes[reg.Facilities[i].Code] {
				a.partners++
			}
		}
	}
	if reg.LevelOf(u) == health.Puskesmas {
		for _, d := range reg.Served(u) {
			desa(d)
		}
		partners(u)
		return a
	}
	for d := u; d < reg.Areas[u].End; d++ {
		if reg.Areas[d].Level == health.Desa {
			desa(d)
		}
	}
	for _, k := range b.seated(u) {
		partners(k)
	}
	return a
}

// bondsSentence says how many of a unit's places have an agreement, and how its
// promises are kept; empty where there is neither.
func (b *builder) bondsSentence(u health.Unit) string {
	w := b.in.Words
	var parts []string
	a := b.agreed(u)
	if a.desa > 0 {
		parts = append(parts, b.T("kept.desa", "n", w.Int(a.desa), "all", w.Int(a.allDesa), "place", b.desaWord(u)))
	}
	if a.partners > 0 {
		parts = append(parts, b.T("kept.partners", "n", w.Int(a.partners), "all", w.Int(a.allPartners)))
	}
	if list := b.promisesWithin(u); len(list) > 0 {
		parts = append(parts, b.keptSentence(b.kept(list)))
	}
	text := ""
	for i, p := range parts {
		if i > 0 {
			text += " "
		}
		text += p
	}
	return text
}

func (b *builder) desaWord(u health.Unit) string {
	reg := b.in.Register
	var desa []health.Unit
	if reg.LevelOf(u) == health.Puskesmas {
		desa = reg.Served(u)
	} else {
		for d := u; d < reg.Areas[u].End; d++ {
			if reg.Areas[d].Level == health.Desa {
				desa = append(desa, d)
			}
		}
	}
	return b.levelWord(desa)
}

func (b *builder) keptSentence(k kept) string {
	w := b.in.Words
	var parts []string
	for _, part := range []struct {
		key string
		n   int
	}{{"kept.done", k.done}, {"kept.underway", k.underway}, {"kept.open", k.open}, {"kept.late", k.late}, {"kept.cancelled", k.cancelled}} {
		if part.n > 0 || part.key == "kept.late" {
			parts = append(parts, b.T(part.key, "n", w.Int(part.n)))
		}
	}
	return b.T("kept.promises", "list", w.List(parts))
}

// meetingsText says how many of the twelve and four workshops a year has on this site.
func (b *builder) meetingsText(u health.Unit) string {
	w, year := b.in.Words, b.in.Date.Year()
	monthly, quarterly := b.round(u, year).workshops()
	return b.T("lokmin.count", "year", itoa(year), "monthly", w.Int(monthly), "quarterly", w.Int(quarterly))
}

// keptTable compares the puskesmas, or the areas below the root where these are
// offices of their own or the puskesmas too many: workshops, agreements, promises.
func (b *builder) keptTable() []Section {
	w, year := b.in.Words, b.in.Date.Year()
	units, lokmin := b.seated(0), true
	if len(units) == 0 || len(units) > maxRows || b.comparesOffices() {
		units, lokmin = b.in.Register.Children(0), false
	}
	if len(units) == 0 || len(units) > maxListed {
		return nil
	}
	t := &chart.Table{
		Caption: b.T("kept.caption", "date", w.Date(b.in.Date)), Period: b.in.Date.Month().String(), Head: []chart.Cell{{Text: b.T("completeness.area"), Header: true}},
	}
	head := func(period string, keys ...string) {
		for _, key := range keys {
			t.Head = append(t.Head, chart.Cell{Text: b.T("kept.head."+key, "year", itoa(year)), Header: true, Class: "num", Period: period})
		}
	}
	if lokmin {
		head(itoa(year), "monthly", "quarterly")
	}
	all, intro := b.agreed(0), "kept.intro"
	alone := !lokmin && all.allDesa == 0 && all.allPartners == 0 // nobody below the areas could have agreed to anything
	if alone {
		intro = "kept.intro.areas"
		head("", "bonds")
	} else {
		head("", "desa", "partners")
	}
	head("", "done", "underway", "late")
	row := func(u health.Unit, row []chart.Cell) []chart.Cell {
		if alone {
			row = append(row, chart.Cell{Text: w.Int(b.inForce(u)), Class: "num"})
		} else {
			a := b.agreed(u)
			row = append(row, b.ofCell(a.desa, a.allDesa), b.ofCell(a.partners, a.allPartners))
		}
		return append(row, b.keptCells(b.promisesWithin(u))...)
	}
	for _, u := range units {
		first := []chart.Cell{b.placeCell(u)}
		if lokmin {
			monthly, quarterly := b.round(u, year).workshops()
			first = append(first, b.ofCell(monthly, monthlyWorkshops), b.ofCell(quarterly, quarterlyWorkshops))
		}
		t.Rows = append(t.Rows, row(u, first))
	}
	total := []chart.Cell{b.wholeCell(0)}
	if lokmin {
		total = append(total, chart.Cell{Class: "num"}, chart.Cell{Class: "num"})
	}
	t.Total = row(0, total)
	return []Section{{ID: "per-unit", Heading: b.T("kept.heading"), Intro: b.T(intro), Table: t}}
}

// keptCells gives how many promises are done, how many go on, and how many are late.
func (b *builder) keptCells(list []promise) []chart.Cell {
	var cells []chart.Cell
	k := b.kept(list)
	for _, n := range []int{k.done, k.underway + k.open, k.late} {
		cells = append(cells, chart.Cell{Text: b.in.Words.Int(n), Class: "num"})
	}
	return cells
}

// inForce counts the agreements that hold and that a unit is itself a party to.
func (b *builder) inForce(u health.Unit) int {
	n := 0
	for _, i := range b.find.bonds[u] {
		if b.bonds[i].Status == health.AgreementActive {
			n++
		}
	}
	return n
}

// keptByPlace compares the places whose promises were made at one meeting.
func (b *builder) keptByPlace(list []promise) []Section {
	var units []health.Unit
	by := map[health.Unit][]promise{}
	for _, p := range list {
		u := p.action.Unit
		if u <= 0 {
			continue
		}
		if by[u] == nil {
			units = append(units, u)
		}
		by[u] = append(by[u], p)
	}
	if len(units) < 2 {
		return nil
	}
	slices.Sort(units)
	w := b.in.Words
	t := &chart.Table{Caption: b.T("promises.heading"), Period: b.in.Date.Month().String(), Head: []chart.Cell{{Text: b.T("completeness.area"), Header: true}}}
	for _, key := range []string{"done", "underway", "late"} {
		t.Head = append(t.Head, chart.Cell{Text: b.T("kept.head." + key), Header: true, Class: "num"})
	}
	for _, u := range units {
		first := b.placeCell(u)
		t.Rows = append(t.Rows, append([]chart.Cell{first}, b.keptCells(by[u])...))
	}
	return []Section{{
		ID: "rtl-wilayah", Heading: b.T("kept.places", "place", b.levelWord(units)),
		Intro: b.T("kept.places.intro", "date", w.Date(b.in.Date)), Table: t,
	}}
}

// maxRows is how many puskesmas a table compares before it turns to their areas.
const maxRows = 60

func (b *builder) ofCell(k, m int) chart.Cell {
	if m == 0 {
		return chart.Cell{Text: "–", Class: "num"}
	}
	return chart.Cell{Text: b.T("completeness.cell", "k", b.in.Words.Int(k), "m", b.in.Words.Int(m)), Class: "num"}
}
