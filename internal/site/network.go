package site

import (
	"cmp"
	"slices"

	"terang/internal/chart"
	"terang/internal/health"
)

// nearby says whether a type of facility is what brings primary care into a desa.
func nearby(t health.FacilityType) bool {
	return t == health.TypePustu || t == health.TypePoskesdes || t == health.TypePuskesmas
}

// ofNetwork says whether a type of facility is of a puskesmas' network in a desa.
func ofNetwork(t health.FacilityType) bool {
	return t == health.TypePustu || t == health.TypePoskesdes || t == health.TypePosyandu
}

// lists says whether the register has an open facility that something holds of. Where
// it has none, that a desa has none either says nothing about the desa.
func (p *Plan) lists(is func(health.FacilityType) bool) bool {
	for t := range p.find.types {
		if is(t) {
			return true
		}
	}
	return false
}

// openAt lists the open facilities in a desa that something holds of, by type and in their order.
func (p *Plan) openAt(desa health.Unit, is func(health.FacilityType) bool) []int {
	var list []int
	for _, t := range health.FacilityTypes() {
		if !is(t) {
			continue
		}
		for _, i := range p.find.desa.at(desa) {
			if f := &p.in.Register.Facilities[i]; f.Type == t && !f.Closed {
				list = append(list, i)
			}
		}
	}
	return list
}

// anyAt says whether there is one.
func (p *Plan) anyAt(desa health.Unit, is func(health.FacilityType) bool) bool {
	for _, i := range p.find.desa.at(desa) {
		if f := &p.in.Register.Facilities[i]; !f.Closed && is(f.Type) {
			return true
		}
	}
	return false
}

func isPosyandu(t health.FacilityType) bool { return t == health.TypePosyandu }

// lacks says what a desa has none of: pustu (nor puskesmas or poskesdes), posyandu.
func (p *Plan) lacks(desa health.Unit) (pustu, posyandu bool) {
	pustu = p.lists(func(t health.FacilityType) bool { return nearby(t) && t != health.TypePuskesmas }) && !p.anyAt(desa, nearby)
	return pustu, p.lists(isPosyandu) && !p.anyAt(desa, isPosyandu)
}

// lackText says what a desa has none of, in a sentence; empty where it lacks nothing.
func (b *builder) lackText(desa health.Unit) string {
	switch pustu, posyandu := b.lacks(desa); {
	case pustu && posyandu:
		return b.T("reach.lacks.both")
	case pustu:
		return b.T("reach.lacks.pustu")
	case posyandu:
		return b.T("reach.lacks.posyandu")
	}
	return ""
}

// downToVillages is the network of a puskesmas as a tree: each desa that it serves, in
// it the pustu and posyandu with their dusun, and what the desa has none of (domain
// reference §3.2). Empty where the register lists none.
func (b *builder) downToVillages(u health.Unit) []Section {
	served := b.in.Register.Served(u)
	if len(served) == 0 || !b.lists(isPosyandu) {
		return nil
	}
	w := b.in.Words
	s := Section{ID: "jaringan", Heading: b.T("ilp.network.heading")}
	pustu, posyandu, kader := 0, 0, 0
	for _, d := range served {
		g := LinkGroup{Heading: b.name(d), Href: b.to(b.unitPath(d))}
		noPustu, noPosyandu := b.lacks(d)
		if noPustu {
			g.Links = append(g.Links, Link{Text: b.T("reach.none.pustu")})
		}
		if noPosyandu {
			g.Links = append(g.Links, Link{Text: b.T("reach.none.posyandu")})
		}
		if b.anyAt(d, nearby) {
			pustu++
		}
		if b.anyAt(d, isPosyandu) {
			posyandu++
		}
		for _, i := range b.openAt(d, ofNetwork) {
			f := &b.in.Register.Facilities[i]
			kader += max(0, int(f.Kader))
			g.Links = append(g.Links, Link{Text: f.Name, Href: b.facilityHref(i), Note: b.postNote(f)})
		}
		s.Links = append(s.Links, g)
	}
	s.Intro = b.T("reach.own", "pustu", w.Int(pustu), "posyandu", w.Int(posyandu), "n", w.Int(len(served)), "place", b.levelWord(served))
	if kader > 0 {
		s.Intro += " " + b.T("reach.kader", "n", w.Int(kader))
	}
	if len(served) > mostDrawn {
		s.Intro += " " + b.T("reach.many", "place", b.levelWord(served))
		s.Links = b.lacking(served)
	}
	return []Section{s}
}

// lacking lists the desa that have no pustu and those that have no posyandu.
func (b *builder) lacking(served []health.Unit) []LinkGroup {
	pustu, posyandu := LinkGroup{Heading: b.T("reach.group.pustu")}, LinkGroup{Heading: b.T("reach.group.posyandu")}
	for _, d := range served {
		noPustu, noPosyandu := b.lacks(d)
		if noPustu {
			pustu.Links = append(pustu.Links, b.link(b.shortName(d), b.unitPath(d)))
		}
		if noPosyandu {
			posyandu.Links = append(posyandu.Links, b.link(b.shortName(d), b.unitPath(d)))
		}
	}
	return slices.DeleteFunc([]LinkGroup{pustu, posyandu}, func(g LinkGroup) bool { return len(g.Links) == 0 })
}

// postNote says of a pustu or posyandu where in the desa it stands, how many kader
// work there, and how far it is with integrated primary care.
func (b *builder) postNote(f *health.Facility) string {
	where, kader := f.Address, ""
	if f.Desa != health.NoUnit && (where == b.name(f.Desa) || where == b.shortName(f.Desa)) {
		where = ""
	}
	if f.Kader.Known() {
		kader = b.T("reach.kader.here", "n", b.in.Words.Count(f.Kader))
	}
	return dotted(where, kader, b.ilpState(f))
}

// ilpSteps counts how many of some facilities run integrated primary care.
type ilpSteps struct{ running, all int }

func (s ilpSteps) add(f *health.Facility) ilpSteps {
	s.all++
	if f.ILPStatus == ilpRunning {
		s.running++
	}
	return s
}

// network is what a puskesmas brings to its desa.
type network struct {
	pustu, posyandu ilpSteps
	kader, unsaid   int // people, and posyandu that do not say
}

func (n network) plus(o network) network {
	return network{
		pustu:    ilpSteps{n.pustu.running + o.pustu.running, n.pustu.all + o.pustu.all},
		posyandu: ilpSteps{n.posyandu.running + o.posyandu.running, n.posyandu.all + o.posyandu.all},
		kader:    n.kader + o.kader, unsaid: n.unsaid + o.unsaid,
	}
}

func (b *builder) networkOf(u health.Unit) network {
	var n network
	for _, i := range b.partners(u, true) {
		switch f := &b.in.Register.Facilities[i]; f.Type {
		case health.TypePustu, health.TypePoskesdes:
			n.pustu = n.pustu.add(f)
		case health.TypePosyandu:
			n.posyandu = n.posyandu.add(f)
			if f.Kader.Known() {
				n.kader += int(f.Kader)
			} else {
				n.unsaid++
			}
		}
	}
	return n
}

// stepsKnown says whether pustu or posyandu say how far they are.
func (b *builder) stepsKnown() bool {
	return slices.ContainsFunc(b.in.Register.Facilities, func(f health.Facility) bool {
		return f.ILPStatus != "" && !f.Closed && ofNetwork(f.Type)
	})
}

// ilpSteps is the roll-out as a table: the puskesmas in the order in which they began,
// with what of their network follows. Where pustu and posyandu do not say, a list does.
func (b *builder) ilpSteps() Section {
	all := b.seated(0)
	if len(all) > maxListed || !b.stepsKnown() {
		return b.eachPuskesmas("ilp.list", func(u health.Unit) string { return cmp.Or(b.ilpText(u), b.T("ilp.unsaid")) })
	}
	w, reg := b.in.Words, b.in.Register
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(x, y health.Unit) int { return cmp.Compare(ilpOrder(reg.Facility(x)), ilpOrder(reg.Facility(y))) })
	t := &chart.Table{Caption: b.T("ilp.steps")}
	for i, key := range []string{"nav.puskesmas", "ilp.state", "ilp.from", "ilp.steps.pustu", "ilp.steps.posyandu", "ilp.steps.kader"} {
		class := "num"
		if i < 3 {
			class = ""
		}
		t.Head = append(t.Head, chart.Cell{Text: b.T(key), Header: true, Class: class})
	}
	cells := func(n network) []chart.Cell {
		of := func(s ilpSteps) chart.Cell {
			return chart.Cell{Text: b.T("of", "n", w.Int(s.running), "d", w.Int(s.all)), Class: "num"}
		}
		return []chart.Cell{of(n.pustu), of(n.posyandu), {Text: w.Int(n.kader), Class: "num"}}
	}
	var total network
	for _, u := range all {
		f, n := reg.Facility(u), b.networkOf(u)
		total = total.plus(n)
		state, since := b.T("ilp.unsaid"), "–"
		if f.ILPStatus != "" {
			state = b.T("ilp.status." + f.ILPStatus)
		}
		if f.ILPSince != health.NoMonth {
			since = w.Month(f.ILPSince)
		}
		t.Rows = append(t.Rows, append([]chart.Cell{b.placeCell(u), {Text: state}, {Text: since}}, cells(n)...))
	}
	t.Total = append([]chart.Cell{b.wholeCell(0), {}, {}}, cells(total)...)
	s := Section{ID: "puskesmas", Heading: b.T("ilp.steps"), Intro: b.T("ilp.steps.intro"), Table: t}
	if total.unsaid > 0 {
		s.Intro += " " + b.T("ilp.steps.unsaid", "n", w.Int(total.unsaid))
	}
	return s
}

// ilpOrder puts what runs first, the longest first, then what is prepared, then the rest.
func ilpOrder(f *health.Facility) int {
	const state = 1 << 24 // more months than there are
	at := slices.Index([]string{ilpRunning, ilpPrepared, ilpNotYet}, f.ILPStatus)
	if at < 0 {
		at = 3
	}
	if f.ILPSince == health.NoMonth {
		return at*state + state - 1
	}
	return at*state + int(f.ILPSince)
}
