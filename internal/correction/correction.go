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
	Period health.Month // of the number
	N, D   int64
	Told   bool
	Hidden bool
}

// Few says whether so many people are fewer than may be told of, in a numerator, a denominator or what remains.
func Few(n, d, least int64) bool {
	few := func(n int64) bool { return n > -least && n < least && n != 0 }
	return few(n) || few(d) || few(d-n)
}

// Beside picks, of places whose number is hidden, those that could be worked out with some corrections: those of
// the same kab/kota and, since no code names the kab/kota of puskesmas, one of these for all. Nothing lies in a
// desa, so that one stands for all of its kecamatan.
func Beside(list, hidden []Correction) (beside []Correction) {
	corrected, taken := map[string]bool{}, map[string]bool{}
	for _, x := range list {
		corrected[above(x.Code, health.Kabkota)] = true
	}
	for _, x := range hidden {
		of := x.Code
		switch post := x.Level == health.Puskesmas; {
		case !post && !corrected[above(x.Code, health.Kabkota)]:
			continue
		case post:
			of = ""
		case x.Level == health.Desa:
			of = "in " + above(x.Code, health.Kecamatan)
		}
		if !taken[of] {
			taken[of] = true
			beside = append(beside, Correction{Level: x.Level, Code: x.Code, Hidden: true})
		}
	}
	return beside
}

// Hush clears Told where the amounts may not be told. The corrections are those of one indicator and year that
// are told of together; a place that is not among them was not corrected. What is given twice of a place and month
// counts once, and for nothing where the two differ. few says whether a correction is of too few people to tell of
// below kab/kota.
func Hush(list []Correction, few func(n, d int64) bool) {
	type number struct {
		level  health.Level
		code   string
		period health.Month
		hidden bool
	}
	first, at := map[number]int{}, make([]int, len(list))
	var once []Correction
	for i, x := range list {
		of := number{x.Level, x.Code, x.Period, x.Hidden}
		k, again := first[of]
		if !again {
			k, once = len(once), append(once, x)
			first[of] = k
		}
		same := &once[k]
		same.Told = same.Told && x.Told && same.N == x.N && same.D == x.D
		at[i] = k
	}
	hush(once, few)
	for i, k := range at {
		list[i].Told = once[k].Told
	}
}

// hush does so for corrections of which each is another number's.
func hush(list []Correction, few func(n, d int64) bool) {
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
	t := treeOf(list)
	for _, level := range []health.Level{health.Kecamatan, health.Kabkota, health.Provinsi, health.Country} {
		t.hushSums(level, few)
	}
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
	case health.Desa:
		return code
	case health.Country, health.Puskesmas:
	}
	return ""
}
