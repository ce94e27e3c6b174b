package picture

import (
	"image/color"
	"math"
	"strconv"
	"strings"
)

// Colours are the theme's tokens by name, without the hyphens before it: "text" is "#14191f".
type Colours map[string]string

// usual are the colours of the default theme, for tokens that a theme leaves out.
func usual() Colours {
	return Colours{
		"ground": "#ffffff", "raised": "#f6f8f9", "line": "#d5dce1", "text": "#14191f", "muted": "#4a5560",
		"accent": "#00616b", "accent-soft": "#e3f1f1", "on-accent": "#ffffff",
		"good": "#00664f", "good-fill": "#1f9d7a", "near": "#8a5a00", "near-fill": "#f2c14e",
		"bad": "#b3261e", "bad-fill": "#8f1d17", "calm": "#3d5a80", "calm-fill": "#6d89a8",
		"s1": "#e6f2f1", "s2": "#b9dcd9", "s3": "#7fbfbb", "s4": "#1d7377", "s5": "#00474f",
		"t1": "#14191f", "t2": "#14191f", "t3": "#06181b", "t4": "#ffffff", "t5": "#ffffff",
	}
}

// of gives a token as #rrggbb.
func (c Colours) of(name string) string {
	if v, ok := c[name]; ok {
		if _, ok := parseColour(v); ok {
			return long(v)
		}
	}
	return usual()[name]
}

// long writes #abc as #aabbcc.
func long(v string) string {
	if len(v) != 4 {
		return v
	}
	return "#" + string([]byte{v[1], v[1], v[2], v[2], v[3], v[3]})
}

func parseColour(v string) (color.RGBA, bool) {
	n, err := strconv.ParseUint(strings.TrimPrefix(long(v), "#"), 16, 32)
	if err != nil || len(long(v)) != 7 {
		return color.RGBA{}, false
	}
	return color.RGBA{uint8(n >> 16), uint8(n >> 8), uint8(n), 255}, true
}

// look is what the classes of a shape or text come to.
type look struct {
	fill, stroke string // tokens; empty for none
	width        float64
	dash         string
	round        bool // ends and corners
	bevel        bool // corners are round, ends are not
	opacity      float64
	pattern      byte // 'h' hatch, 'd' dots
	bold, halo   bool
	known        bool // a class of these was one that is known here
}

// shape gives the look of a shape, as the theme's style sheet has it; within is the
// class of the drawing it stands in. Without a class it is filled with the text's colour.
func shape(class, within string) look {
	l := look{fill: "text", width: 1, opacity: 1, known: class == ""}
	for c := range strings.FieldsSeq(class) {
		l.known = l.fillClass(c) || l.lineClass(c, class) || l.known
	}
	l.surroundings(class, within)
	return l
}

// fillClass knows the classes of states and steps.
func (l *look) fillClass(class string) bool {
	switch class {
	case "good", "bad", "calm":
		l.fill = class + "-fill"
	case "band":
		l.fill = "calm-fill"
	case "near":
		l.fill, l.stroke = "near-fill", "near"
	case "range":
		l.fill, l.opacity = "calm-fill", .35
	case "none", "hatch":
		l.fill, l.pattern = "", 'h'
	case "hid", "dots":
		l.fill, l.pattern = "", 'd'
	case "na":
		l.fill = ""
	case "q1", "q2", "q3", "q4", "q5":
		l.fill = "s" + class[1:]
	case "track":
		l.fill, l.stroke = "raised", "line"
	case "own":
		l.stroke, l.width = "text", 2
	case "part":
		l.fill, l.pattern, l.opacity = "", 'h', .5
	case "area":
		l.fill = "accent-soft"
	case "land":
		l.fill, l.stroke, l.width = "raised", "muted", .75
	case "pin":
		l.fill, l.stroke, l.width = "ground", "text", 1.5
	case "p1", "p2", "p3":
		l.fill, l.stroke = [...]string{"accent", "bad-fill", "calm-fill"}[class[1]-'1'], "ground"
	case "p4", "p5", "p6":
	default:
		return false
	}
	return true
}

// lineClass knows the classes of lines and marks.
func (l *look) lineClass(class, all string) bool {
	line := func(stroke string, width float64, dash string) {
		l.fill, l.stroke, l.width, l.dash = "", stroke, width, dash
	}
	switch class {
	case "tick":
		line("text", 2.5, "")
	case "ref":
		line("text", 1.5, "3 2")
	case "whisker":
		line("text", 1.5, "")
	case "over":
		line("ground", 2, "")
	case "grid":
		line("line", 1, "")
	case "axis", "leader":
		line("muted", 1, "")
	case "series":
		line("accent", 3, "")
		l.round = true
	case "prov":
		l.opacity = .6
	case "target":
		line("text", 1.6, "6 5")
	case "mean":
		line("text", 1.5, "")
	case "limit":
		line("muted", 1.5, "4 4")
	case "mark":
		l.fill, l.stroke, l.width, l.bevel = "ground", "text", 2, true
	case "dot":
		l.fill, l.stroke, l.width = "accent", "ground", 2
	case "other":
		if hasWord(all, "dot") {
			l.fill = "calm-fill"
		} else {
			l.stroke, l.width = "calm-fill", 2
		}
	case "open":
		l.fill, l.stroke = "ground", "accent"
	case "far":
		if hasWord(all, "mark") {
			l.fill = "text"
		} else {
			l.width, l.dash = 1, ""
		}
	default:
		return false
	}
	return true
}

// surroundings are the rules for what stands in a map, a swatch, a stack or a ranking.
func (l *look) surroundings(class, within string) {
	switch {
	case hasWord(within, "panel"):
		switch {
		case hasWord(class, "series"):
			l.width = 1.8
		case hasWord(class, "target"):
			l.width, l.dash = 1.2, "3 3"
		case hasWord(class, "over"):
			l.stroke, l.width = "text", 1.5
		}
	case hasWord(within, "map"):
		switch {
		case hasWord(class, "land") || hasWord(class, "pin"):
		case hasWord(class, "q1") || hasWord(class, "q2"):
			l.stroke, l.width = "muted", .5
		case hasWord(class, "none") || hasWord(class, "hid") || hasWord(class, "na"):
			l.stroke = "muted"
		default:
			l.stroke = "ground"
		}
	case hasWord(within, "stack"):
		l.stroke, l.width = "ground", 2
		if hasWord(class, "track") {
			l.stroke = "muted"
		}
	case hasWord(within, "swatch") && l.stroke == "" || hasWord(within, "swatch") && hasWord(class, "track"):
		l.stroke = "muted"
	case hasWord(within, "ranking") && hasWord(class, "bad"):
		l.opacity = .7
	}
}

// lettering gives the look of a text in a drawing.
func lettering(class string) look {
	l := look{fill: "muted", opacity: 1, known: class == ""}
	for c := range strings.FieldsSeq(class) {
		switch c {
		case "lbl":
			l.fill, l.bold = "text", true
		case "good", "near", "bad":
			l.fill = c
		case "sub":
			l.fill, l.bold = "muted", false
		case "on":
			l.fill, l.bold, l.halo = "text", true, true
		case "q1", "q2", "q3", "q4", "q5":
			l.fill, l.halo = "t"+c[1:], false
		case "halo":
			l.halo = true
		case "status", "other", "even", "odd", "name", "calm", "band", "none", "hid", "na":
		default:
			continue
		}
		l.known = true
	}
	return l
}

// Unknown lists the classes of shapes and texts in a drawing that have no look here: a
// chart that comes to use another one must not lose it in its pictures.
func Unknown(markup string) (unknown []string) {
	for _, svg := range parse(markup).find("svg") {
		for _, tag := range []string{"path", "rect", "circle", "text", "tspan"} {
			for _, n := range svg.find(tag) {
				class := n.get("class")
				if l := lettering(class); (tag == "text" || tag == "tspan") && !l.known {
					unknown = append(unknown, tag+" ."+class)
				} else if l := shape(class, ""); tag != "text" && tag != "tspan" && !l.known {
					unknown = append(unknown, tag+" ."+class)
				}
			}
		}
	}
	return unknown
}

// hatched gives the strokes of hatching within lines: slanted, six units apart.
func hatched(lines []line, gap float64) []line {
	least, most := bounds(lines)
	var out []line
	// Along a stroke x+y is constant.
	first := math.Ceil((least.x + least.y) / gap)
	for k := first; k*gap <= most.x+most.y; k++ {
		cuts := crossings(lines, func(p point) float64 { return p.x + p.y - k*gap })
		for i := 0; i+1 < len(cuts); i += 2 {
			out = append(out, line{points: []point{cuts[i], cuts[i+1]}})
		}
	}
	return out
}

// dotted gives lines through rows of dots within lines; each begins on a dot.
func dotted(lines []line, gap float64) []line {
	least, most := bounds(lines)
	var out []line
	for k := math.Ceil(least.y/gap - .5); (k+.5)*gap <= most.y; k++ {
		y := (k + .5) * gap
		cuts := crossings(lines, func(p point) float64 { return p.y - y })
		for i := 0; i+1 < len(cuts); i += 2 {
			if x := (math.Ceil(cuts[i].x/gap-.5) + .5) * gap; x < cuts[i+1].x {
				out = append(out, line{points: []point{{x, y}, {cuts[i+1].x, y}}})
			}
		}
	}
	return out
}
