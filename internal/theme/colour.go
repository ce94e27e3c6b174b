package theme

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// A colour as it is mixed: lightness, and the two axes of hue and strength (OKLab).
// What eyes tell apart is far apart in it.
type colour struct{ l, a, b float64 }

// rgb reads #abc or #aabbcc; ok is false for anything else.
func rgb(hex string) (parts [3]float64, ok bool) {
	digits, found := strings.CutPrefix(hex, "#")
	if !found {
		return parts, false
	}
	if len(digits) == 3 {
		digits = string([]byte{digits[0], digits[0], digits[1], digits[1], digits[2], digits[2]})
	}
	n, err := strconv.ParseUint(digits, 16, 32)
	if err != nil || len(digits) != 6 {
		return parts, false
	}
	for i := range parts {
		parts[i] = linear(float64(n>>(16-8*i)&0xff) / 255)
	}
	return parts, true
}

// linear takes the curve of screens out of a part; curved puts it back.
func linear(c float64) float64 {
	if c <= .04045 {
		return c / 12.92
	}
	return math.Pow((c+.055)/1.055, 2.4)
}

func curved(c float64) float64 {
	if c <= .0031308 {
		return c * 12.92
	}
	return 1.055*math.Pow(c, 1/2.4) - .055
}

func luminance(parts [3]float64) float64 {
	return .2126*parts[0] + .7152*parts[1] + .0722*parts[2]
}

// contrast is the ratio of WCAG 2.2; 0 where one of the two is no plain colour.
func contrast(a, b string) float64 {
	x, okX := rgb(a)
	y, okY := rgb(b)
	if !okX || !okY {
		return 0
	}
	l, m := luminance(x), luminance(y)
	return (max(l, m) + .05) / (min(l, m) + .05)
}

func mixed(parts [3]float64) colour {
	r, g, b := parts[0], parts[1], parts[2]
	l := math.Cbrt(.4122214708*r + .5363325363*g + .0514459929*b)
	m := math.Cbrt(.2119034982*r + .6806995451*g + .1073969566*b)
	s := math.Cbrt(.0883024619*r + .2817188376*g + .6299787005*b)
	return colour{
		.2104542553*l + .7936177850*m - .0040720468*s,
		1.9779984951*l - 2.4285922050*m + .4505937099*s,
		.0259040371*l + .7827717662*m - .8086757660*s,
	}
}

func (c colour) parts() [3]float64 {
	l, m, s := c.l+.3963377774*c.a+.2158037573*c.b, c.l-.1055613458*c.a-.0638541728*c.b, c.l-.0894841775*c.a-1.2914855480*c.b
	l, m, s = l*l*l, m*m*m, s*s*s
	return [3]float64{
		4.0767416621*l - 3.3077115913*m + .2309699292*s,
		-1.2684380046*l + 2.6097574011*m - .3413193965*s,
		-.0041960863*l - .7034186147*m + 1.7076147010*s,
	}
}

func (c colour) strength() float64 { return math.Hypot(c.a, c.b) }

// as gives the colour another lightness and a share of its strength: the strongest of
// that hue that a screen can show, where it cannot show as much.
func (c colour) as(lightness, share float64) [3]float64 {
	at := func(share float64) [3]float64 { return colour{lightness, c.a * share, c.b * share}.parts() }
	if shows(at(share)) {
		return at(share)
	}
	low, high := 0.0, share
	for range 24 {
		if middle := (low + high) / 2; shows(at(middle)) {
			low = middle
		} else {
			high = middle
		}
	}
	return at(low)
}

// shows says whether a screen can show a colour.
func shows(parts [3]float64) bool {
	const slack = 1e-4
	for _, p := range parts {
		if p < -slack || p > 1+slack {
			return false
		}
	}
	return true
}

func asHex(parts [3]float64) string {
	var n [3]int
	for i, p := range parts {
		n[i] = int(math.Round(255 * curved(min(max(p, 0), 1))))
	}
	return fmt.Sprintf("#%02x%02x%02x", n[0], n[1], n[2])
}

// bright gives the colour in the lightness that has a luminance: it stands as far
// from black, white and grey as whatever else has that luminance.
func (c colour) bright(wanted, share float64) string {
	low, high := 0.0, 1.0
	for range 40 {
		middle := (low + high) / 2
		if luminance(c.as(middle, share)) < wanted {
			low = middle
		} else {
			high = middle
		}
	}
	return asHex(c.as((low+high)/2, share))
}
