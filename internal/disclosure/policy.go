package disclosure

import (
	"terang/internal/health"
	"terang/internal/spm"
)

// Policy is how far a site goes; the rules themselves are fixed.
type Policy struct {
	MinCount          int // smallest count of people that may be shown
	MinCountSensitive int // the same for class sensitif
	RoundTo           int // 0, or the base to which figures below kab/kota are rounded
}

// roundedMin is the smallest count shown where figures are rounded, as NHS England does.
const roundedMin = 8

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

// Rule numbers the rules of domain reference §8.3 that hide a figure.
type Rule uint8

// The rules. Shown is none of them.
const (
	Shown Rule = iota
	Primary
	Complement
	_
	Secondary
	_
	Floor
)

// primary applies the rules that look at one figure alone: 1, 2 and 6.
func (p Policy) primary(ind health.Indicator, l health.Level, s spm.Sum) Rule {
	if exempt(l) {
		return Shown
	}
	if fineness(l) > fineness(ind.Lowest) {
		return Floor
	}
	if !s.N.Known() || s.D <= 0 {
		return Shown // nothing reported or nobody to serve: no people in the cell
	}
	t := p.threshold(ind)
	n, d := int32(s.N), int32(s.D)
	rest := d - n // below zero where more were served than the sasaran: no real complement
	if ind.Sensitivity == health.Sensitive {
		if n < t || d < t || (rest >= 1 && rest < t) {
			return Floor
		}
		return Shown
	}
	if small(n, t) || small(d, t) {
		return Primary
	}
	if guardsComplement(ind, l, s.Projected) && small(rest, t) {
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
