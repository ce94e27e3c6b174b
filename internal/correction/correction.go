// Package correction says which corrections of published numbers may be told with their amounts. One of few
// people below kab/kota may not, and neither may those from which it could be worked out: a sum and all but
// one of its parts tell the last (domain reference §8.3 rule 2).
package correction

import (
	"slices"

	"terang/internal/health"
)

// Correction is that of a place. Code is dotted for areas. N and D are what it adds to the numerator and to
// the denominator; without Told they count for nothing, whoever gives it. A Hidden one is of a place whose
// number is hidden, before or after: nobody is told whether it was corrected.
type Correction struct {
	Level  health.Level
	Code   string
	N, D   int64
	Told   bool
	Hidden bool
}

// Few says whether so many people are fewer than may be told of, in a numerator, a denominator or what remains.
func Few(n, d, least int64) bool {
	few := func(n int64) bool { return n > -least && n < least && n != 0 }
	return few(n) || few(d) || few(d-n)
}

// Hush clears Told where the amounts may not be told. The corrections are those of one indicator and year that
// are told of together; a place that is not among them was not corrected. few says whether a correction is of
// too few people to tell of below kab/kota.
func Hush(list []Correction, few func(n, d int64) bool) {
	within := map[string]bool{} // kab/kota that hold an area with a correction of few people
	posts := false              // so does a puskesmas, whose kab/kota its code does not name
	for i := range list {
		x := &list[i]
		if x.Told = x.Told && !(below(x.Level) && few(x.N, x.D)); x.Told || !below(x.Level) {
			continue
		}
		switch {
		case x.Hidden:
		case x.Level == health.Puskesmas:
			posts = true
		default:
			within[above(x.Code, health.Kabkota)] = true
		}
	}
	if !slices.ContainsFunc(list, func(x Correction) bool { return !x.Told }) {
		return
	}
	for i := range list {
		switch x := &list[i]; {
		case x.Level == health.Puskesmas:
			x.Told = false
		case below(x.Level):
			x.Told = x.Told && !within[above(x.Code, health.Kabkota)]
		case x.Level == health.Kabkota:
			x.Told = x.Told && !(few(x.N, x.D) && (posts || within[x.Code]))
		}
	}
	for _, level := range []health.Level{health.Kecamatan, health.Kabkota, health.Provinsi, health.Country} {
		hushSums(list, level, few)
	}
}

// hushSums sees to it that no sum of a level tells by what it has beyond its parts, of the level below,
// what those are that are not told. A sum that was not corrected differs by nothing, which tells as much.
func hushSums(list []Correction, level health.Level, few func(n, d int64) bool) {
	var codes []string
	for _, x := range list {
		if x.Level == level+1 {
			codes = append(codes, above(x.Code, level))
		}
	}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		var sum *Correction
		var n, d int64
		hushed := false
		for i := range list {
			switch x := &list[i]; {
			case above(x.Code, level) != code:
			case x.Level == level:
				sum, n, d = x, n+x.N, d+x.D
			case x.Level == level+1:
				ofN, ofD := told(list, x)
				n, d, hushed = n-ofN, d-ofD, hushed || !x.Told
			}
		}
		switch {
		case !hushed || !few(n, d):
		case sum != nil:
			sum.Told = false
		default:
			for i := range list {
				list[i].Told = list[i].Told && above(list[i].Code, level) != code
			}
		}
	}
}

// told adds up what is told of a correction: its amounts or, of an area without, those of what lies in it.
func told(list []Correction, x *Correction) (n, d int64) {
	if x.Told {
		return x.N, x.D
	}
	for i := range list {
		part := &list[i]
		if x.Level < health.Desa && part.Level == x.Level+1 && above(part.Code, x.Level) == x.Code {
			ofN, ofD := told(list, part)
			n, d = n+ofN, d+ofD
		}
	}
	return n, d
}

// below says whether a unit is below kab/kota, where small numbers are hidden.
func below(level health.Level) bool { return level > health.Kabkota }

// above gives the code of the area of a level in which an area stands, or that it is; of the country there is one.
func above(code string, level health.Level) string {
	switch level {
	case health.Provinsi:
		return code[:min(len(code), len("14"))]
	case health.Kabkota:
		return code[:min(len(code), len("14.10"))]
	case health.Kecamatan:
		return code[:min(len(code), len("14.10.02"))]
	case health.Country, health.Desa, health.Puskesmas:
	}
	return ""
}
