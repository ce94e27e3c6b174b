package picture

import (
	"strings"
	"unicode/utf8"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

// glyph is a letter's outline and how far the next one stands, for type of the size 1.
type glyph struct {
	lines   []line
	advance float64
}

// face is a font whose common letters are read once. It is not changed afterwards.
type face struct {
	font *sfnt.Font
	read map[rune]glyph
}

// common are the letters that names, numbers and words are made of: Latin with its
// accents, dashes, quotes and the shapes that stand for a status.
func common() []rune {
	var list []rune
	for r := ' '; r <= 'ſ'; r++ {
		list = append(list, r)
	}
	return append(list, []rune("–—‘’“”„…•›‹−∗≤≥→←↑↓▲▼■●○◐✱\u2011\u202f")...)
}

func newFace(ttf []byte) *face {
	parsed, err := sfnt.Parse(ttf)
	if err != nil {
		// The program's own fonts can be read, or no build of it could draw.
		panic(err)
	}
	f := &face{font: parsed, read: map[rune]glyph{}}
	var buf sfnt.Buffer
	for _, r := range common() {
		f.read[r] = f.load(&buf, r)
	}
	return f
}

// glyph gives a letter; a rare one is read again each time.
func (f *face) glyph(r rune) glyph {
	if g, ok := f.read[r]; ok {
		return g
	}
	var buf sfnt.Buffer
	return f.load(&buf, r)
}

// load reads a letter's outline; what the font lacks is its own sign for a letter
// that is not there.
func (f *face) load(buf *sfnt.Buffer, r rune) glyph {
	switch r {
	case '\u00a0', '\u202f':
		r = ' '
	case '\u2011':
		r = '-'
	}
	if g, ok := drawn(r); ok {
		return g
	}
	i, err := f.font.GlyphIndex(buf, r)
	if err != nil {
		i = 0
	}
	const size = 1024 // fine enough that no letter is bent
	ppem := fixed.I(size)
	g := glyph{advance: .6}
	if a, err := f.font.GlyphAdvance(buf, i, ppem, font.HintingNone); err == nil {
		g.advance = float64(a) / 64 / size
	}
	segments, err := f.font.LoadGlyph(buf, i, ppem, nil)
	if err != nil {
		return g
	}
	g.lines = outlineOf(segments, 64*size)
	return g
}

func outlineOf(segments sfnt.Segments, size float64) []line {
	var r pathReader
	at := func(p fixed.Point26_6) point { return point{float64(p.X) / size, float64(p.Y) / size} }
	for _, s := range segments {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			r.at = at(s.Args[0])
			r.lines = append(r.lines, line{points: []point{r.at}, closed: false})
		case sfnt.SegmentOpLineTo:
			r.to(at(s.Args[0]))
		case sfnt.SegmentOpQuadTo:
			r.curve(at(s.Args[0]), at(s.Args[1]))
		case sfnt.SegmentOpCubeTo:
			r.cubic(at(s.Args[0]), at(s.Args[1]), at(s.Args[2]))
		}
	}
	for i := range r.lines {
		r.lines[i].closed = true
	}
	return r.lines
}

// curve cuts an arc of a letter, which is small, into few chords.
func (r *pathReader) curve(c, end point) {
	const steps = 5
	a := r.at
	for i := 1; i <= steps; i++ {
		t := float64(i) / steps
		u := 1 - t
		r.to(point{u*u*a.x + 2*u*t*c.x + t*t*end.x, u*u*a.y + 2*u*t*c.y + t*t*end.y})
	}
}

// drawn gives the shapes of a status in one size: a disc, a ring, a half of each, and a star.
func drawn(r rune) (glyph, bool) {
	const radius, weight, steps = .29, .07, 32
	center := point{.36, -.36}
	disc, ring := round(center, radius, steps), pen{width: weight}.outline([]line{round(center, radius-weight/2, steps)})
	switch r {
	case '●':
		return glyph{[]line{disc}, .72}, true
	case '○':
		return glyph{ring, .72}, true
	case '◐':
		half := line{closed: true}
		for _, p := range disc.points {
			half.points = append(half.points, point{min(p.x, center.x), p.y})
		}
		return glyph{append(ring, half), .72}, true
	case '✱':
		arms := []line{
			{points: []point{{.36, -.66}, {.36, -.06}}},
			{points: []point{{.1, -.51}, {.62, -.21}}},
			{points: []point{{.1, -.21}, {.62, -.51}}},
		}
		return glyph{pen{width: .13}.outline(arms), .72}, true
	}
	return glyph{}, false
}

// width measures a text in type of the size 1.
func (f *face) width(s string) float64 {
	w := 0.0
	for _, r := range s {
		w += f.glyph(r).advance
	}
	return w
}

// wrap breaks a text between words into lines of a width, at most so many; what is
// left over is cut with an ellipsis. A word longer than a line is broken.
func (f *face) wrap(s string, width float64, most int) []string {
	var lines []string
	for _, word := range strings.FieldsFunc(s, isBlank) {
		for {
			if n := len(lines); n > 0 && f.width(lines[n-1]+" "+word) <= width {
				lines[n-1] += " " + word
				break
			}
			head := f.fitting(word, width)
			lines = append(lines, head)
			if word = word[len(head):]; word == "" {
				break
			}
		}
	}
	if len(lines) <= most {
		return lines
	}
	lines = lines[:most]
	last := lines[most-1]
	for last != "" && f.width(last+"…") > width {
		_, n := utf8.DecodeLastRuneInString(last)
		last = last[:len(last)-n]
	}
	lines[most-1] = strings.TrimRight(last, " ,.:;") + "…"
	return lines
}

// isBlank is false for the blank that keeps a number and its unit together.
func isBlank(r rune) bool { return r == ' ' || r == '\n' || r == '\t' || r == '\r' }

// fitting gives the longest beginning of a word that finds room, at least one letter.
func (f *face) fitting(word string, width float64) string {
	w := 0.0
	for i, r := range word {
		w += f.glyph(r).advance
		if w > width && i > 0 {
			return word[:i]
		}
	}
	return word
}
