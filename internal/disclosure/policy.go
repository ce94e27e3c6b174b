package disclosure

import "terang/internal/health"

// Policy is how far a site goes; the rules themselves are fixed.
type Policy struct {
	MinCount          int // smallest count of people that may be shown
	MinCountSensitive int // the same for class sensitif
	RoundTo           int // 0, or the base to which figures below kab/kota are rounded
	// Except is a rule left out, so that tests can show that its absence is noticed. No site sets it.
	Except Rule
}

// roundedMin is the smallest count shown where figures are rounded, as NHS England does.
const roundedMin = 8

// Threshold gives the smallest count of people that may be shown of an indicator below kab/kota.
func (p Policy) Threshold(ind health.Indicator) int { return int(p.threshold(ind)) }

// threshold gives t for an indicator.
func (p Policy) threshold(ind health.Indicator) int32 {
	t := p.MinCount
	if ind.Sensitivity == health.Sensitive {
		t = p.MinCountSensitive
	}
	if p.RoundTo > 0 {
		t = max(t, roundedMin)
	}
	return int32(t)
}

// round takes a count to the nearest multiple of the policy's base, half up.
func (p Policy) round(n health.Count) health.Count {
	if p.RoundTo == 0 || !n.Known() {
		return n
	}
	base := health.Count(p.RoundTo)
	return (n + base/2) / base * base
}

// exempt says whether a level is always exact (rule 8): accountability for SPM needs the totals of kab/kota and above.
func exempt(l health.Level) bool { return l <= health.Kabkota }

// fineness orders levels by how few people stand in a cell; a puskesmas is like a kecamatan.
func fineness(l health.Level) int {
	if l == health.Puskesmas {
		return int(health.Kecamatan)
	}
	return int(l)
}

// Rule numbers the rules of domain reference §8.3.
type Rule uint8

// The rules that hide a figure, and Derived for what is made of hidden ones. Shown is none of them.
const (
	Shown        Rule = 0
	Primary      Rule = 1
	Complement   Rule = 2
	Secondary    Rule = 4
	Differencing Rule = 5
	Floor        Rule = 6
	Derived      Rule = 9
)

// Rules lists the rules that hide figures.
func Rules() []Rule { return []Rule{Primary, Complement, Secondary, Differencing, Floor} }

// withheld says whether an indicator is never published at a level (rule 6).
func (p *Policy) withheld(ind *health.Indicator, l health.Level) bool {
	return fineness(l) > fineness(ind.Lowest) && p.Except != Floor
}

// primary applies the rules that look at one figure alone: 1, 2 and 6.
func (p Policy) primary(ind health.Indicator, l health.Level, projected bool, n, d int32) Rule {
	t := p.threshold(ind)
	rest := d - n // below zero where more were served than the sasaran: no real complement
	switch {
	case exempt(l):
		return Shown
	case p.withheld(&ind, l):
		return Floor
	case d <= 0:
		return Shown // nobody to serve: no people in the cell
	case ind.Sensitivity == health.Sensitive && p.Except != Floor:
		if n < t || d < t || small(rest, t) {
			return Floor
		}
		return Shown
	case (small(n, t) || small(d, t)) && p.Except != Primary:
		return Primary
	case guardsComplement(ind, l, projected) && small(rest, t) && p.Except != Complement:
		return Complement
	}
	return Shown
}

func small(n, t int32) bool { return n >= 1 && n < t }

// guardsComplement says whether those not served are to be protected too (rule
// 2): always where the sasaran are patients, and at desa for routine services,
// unless the sasaran is a projection: then d − n is no count of real people.
func guardsComplement(ind health.Indicator, l health.Level, projected bool) bool {
	return ind.Sensitivity != health.Routine || (l == health.Desa && !projected)
}
