package revision

import (
	"slices"
	"strings"
)

// hush takes the amounts off corrections of few people below kab/kota, and off those of other
// places from which such a one could be worked out: a sum and all but one of its parts tell the last.
func (c *comparison) hush() {
	together := map[[2]string]corrections{} // by indicator and year: those that may be parts of one another
	for i := range c.Revised {
		x := &c.Revised[i]
		of := [2]string{x.Indicator, x.Period[:min(len(x.Period), len("2024"))]}
		together[of] = append(together[of], x)
	}
	for of, group := range together {
		group.hush(c.fewOf(of[0]))
	}
	for i := range c.Revised {
		if x := &c.Revised[i]; x.Slight {
			x.Old, x.New = nil, nil
		}
	}
}

// corrections are those of one indicator and year.
type corrections []*Change

func (list corrections) hush(few func(difference) bool) {
	slight := map[string]bool{} // kab/kota that hold an area with a correction of few people
	posts := false              // so does a puskesmas, whose kab/kota no table names
	for _, x := range list {
		x.Slight = below(x.Level) && few(x.difference())
		posts = posts || x.Slight && x.Level == "puskesmas"
		if x.Slight && x.Level != "puskesmas" {
			slight[above(x.Code, "kabkota")] = true
		}
	}
	if len(slight) == 0 && !posts {
		return
	}
	for _, x := range list {
		switch {
		case x.Level == "puskesmas":
			x.Slight = true
		case below(x.Level):
			x.Slight = x.Slight || slight[above(x.Code, "kabkota")]
		case x.Level == "kabkota":
			x.Slight = few(x.difference()) && (posts || slight[x.Code])
		}
	}
	list.hushSums("provinsi", "kabkota", few)
	list.hushSums("nasional", "provinsi", few)
}

// hushSums sees to it that no sum of a level tells by what it has beyond its parts, of the level below,
// what those are that are not told. A sum that was not corrected differs by nothing, which tells as much.
func (list corrections) hushSums(level, parts string, few func(difference) bool) {
	var codes []string
	for _, x := range list {
		if x.Level == parts {
			codes = append(codes, above(x.Code, level))
		}
	}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		var sum *Change
		var rest difference
		var those corrections
		for _, x := range list {
			switch {
			case x.Level == level && above(x.Code, level) == code:
				sum = x
				rest = rest.add(x.difference(), 1)
			case x.Level == parts && above(x.Code, level) == code:
				those = append(those, x)
				rest = rest.add(list.told(x), -1)
			}
		}
		if hushed := slices.ContainsFunc(those, func(x *Change) bool { return x.Slight }); !hushed || !few(rest) {
			continue
		}
		if sum != nil {
			sum.Slight = true
			continue
		}
		for _, x := range list {
			x.Slight = x.Slight || above(x.Code, level) == code
		}
	}
}

// told gives what is told of a correction: its amounts or, of an area without, those of what lies in it.
func (list corrections) told(x *Change) (all difference) {
	if !x.Slight {
		return x.difference()
	}
	parts := map[string]string{"provinsi": "kabkota", "kabkota": "kecamatan", "kecamatan": "desa"}[x.Level]
	for _, part := range list {
		if part.Level == parts && above(part.Code, x.Level) == x.Code {
			all = all.add(list.told(part), 1)
		}
	}
	return all
}

// difference is what a correction adds to a numerator and to its denominator.
type difference struct{ n, d int64 }

func (x *Change) difference() difference {
	return difference{x.New.Numerator - x.Old.Numerator, x.New.Denominator - x.Old.Denominator}
}

func (x difference) add(y difference, times int64) difference {
	return difference{x.n + times*y.n, x.d + times*y.d}
}

// fewOf says whether a difference is of fewer people than may be told of, by an indicator: in the
// numerator, the denominator or the rest of it. Of an indicator whose least is not published each one is.
func (c *comparison) fewOf(indicator string) func(difference) bool {
	least := max(c.was.indicators[indicator].least, c.is.indicators[indicator].least)
	few := func(n int64) bool { return least == 0 || n > -least && n < least && n != 0 }
	return func(x difference) bool { return few(x.n) || few(x.d) || few(x.d-x.n) }
}

// below says whether a unit is below kab/kota, where small numbers are hidden.
func below(level string) bool {
	return level == "kecamatan" || level == "desa" || level == "puskesmas"
}

// above gives the code of the area of a level in which an area stands, or that it is.
func above(code, level string) string {
	switch level {
	case "kecamatan":
		return code[:min(len(code), len("14.10.02"))]
	case "kabkota":
		return code[:min(len(code), len("14.10"))]
	case "provinsi":
		code, _, _ = strings.Cut(code, ".")
		return code
	}
	return ""
}
