package config

import (
	"slices"
	"strconv"
	"strings"

	"terang/internal/health"
	"terang/internal/source"
)

// Waiver excepts warnings and notes of one kind that the office knows and has a
// reason for. What is empty asks for nothing: without a File it holds in all files.
// An error is never excepted.
type Waiver struct {
	Code      source.Code
	File      string
	Indicator string
	Area      string // and all areas in it, by their codes
	Period    string // a month, or a year and all its months
	Reason    string
	Until     health.Date // the last day on which it holds
	Pos       source.Pos
}

type rawWaiver struct {
	Code      string `yaml:"code"`
	File      string `yaml:"file"`
	Indicator string `yaml:"indicator"`
	Area      string `yaml:"area"`
	Period    string `yaml:"period"`
	Reason    string `yaml:"reason"`
	Until     string `yaml:"until"`
}

// Holds says whether a waiver has not run out on a day; 0 is no day.
func (w Waiver) Holds(on health.Date) bool { return on == 0 || on <= w.Until }

// fits says whether a problem is one that a waiver excepts.
func (w Waiver) fits(p source.Problem) bool {
	return p.Code == w.Code && (p.Severity == source.Warning || p.Severity == source.Note) &&
		(w.File == "" || w.File == p.Pos.File) && (w.Indicator == "" || w.Indicator == p.About.Indicator) &&
		covers(w.Area, p.About.Area, ".") && covers(w.Period, p.About.Period, "-")
}

// covers says whether one code is another or stands above it.
func covers(above, code, sign string) bool {
	return above == "" || above == code || strings.HasPrefix(code, above+sign)
}

// Excepts gives the place in Waivers of the first that excepts a problem on a day, or -1.
func (s Site) Excepts(p source.Problem, on health.Date) int {
	return slices.IndexFunc(s.Waivers, func(w Waiver) bool { return w.Holds(on) && w.fits(p) })
}

func (c *checker) waivers(raws []rawWaiver) []Waiver {
	var list []Waiver
	for i, r := range raws {
		at := strconv.Itoa(i)
		before := len(c.ps)
		w := Waiver{
			Code: source.Code(r.Code), File: r.File, Indicator: r.Indicator, Area: r.Area, Period: r.Period, Reason: strings.TrimSpace(r.Reason),
			Pos: c.y.Pos("waivers", at),
		}
		for _, need := range []struct{ key, value, example string }{
			{"code", r.Code, "denominator-jump"},
			{"reason", w.Reason, "pendataan ulang sasaran, surat Dinkes Nomor 12/2024"},
			{"until", r.Until, "2025-06-30"},
		} {
			if need.value == "" {
				c.ps.Error(c.y.Pos("waivers", at), "missing-setting", "key", need.key, "example", need.example)
			}
		}
		c.waivable(r.Code, at)
		date, ok := health.ParseDate(r.Until)
		if r.Until != "" && !ok {
			c.ps.Error(c.y.Pos("waivers", at, "until"), "bad-date", "value", r.Until)
		}
		if w.Until = date; len(c.ps) == before {
			list = append(list, w)
		}
	}
	return list
}

// waivable asks that a code is one of a warning or a note.
func (c *checker) waivable(code, at string) {
	switch severity, known := source.SeverityOf(source.Code(code)); {
	case code == "":
	case !known:
		var codes []string
		for _, k := range source.Codes() {
			codes = append(codes, string(k))
		}
		near, _ := source.Nearest(code, codes)
		c.ps.Error(c.y.Pos("waivers", at, "code"), "unknown-code", "code", code, "near", near)
	case severity == source.Error:
		c.ps.Error(c.y.Pos("waivers", at, "code"), "waiver-of-error", "code", code)
	}
}
