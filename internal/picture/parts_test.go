package picture

import (
	"image/color"
	"math"
	"strings"
	"testing"
)

// area of what is filled, in points at the rate of the ink's cover.
func covered(lines []line, evenOdd bool) float64 {
	c := newCanvas(40, 40, color.RGBA{0, 0, 0, 255})
	c.fill(lines, c.ink(color.RGBA{255, 255, 255, 255}, 1), evenOdd)
	sum := 0.0
	for _, i := range c.img.Pix {
		sum += float64(c.img.Palette[i].(color.RGBA).R) / 255
	}
	return sum
}

// TestFillCoversWhatItShould compares covered areas with those of geometry.
func TestFillCoversWhatItShould(t *testing.T) {
	box := func(x, y, w, h float64) line { return rectangle(x, y, w, h) }
	back := box(12, 12, 6, 6)
	back.points[1], back.points[3] = back.points[3], back.points[1]
	for name, test := range map[string]struct {
		lines   []line
		evenOdd bool
		want    float64
	}{
		"box":                    {[]line{box(3, 4, 10, 5)}, false, 50},
		"box between points":     {[]line{box(3.25, 4.5, 10.5, 5)}, false, 52.5},
		"box partly outside":     {[]line{box(-5, -5, 10, 10)}, false, 25},
		"box far outside":        {[]line{box(-1e9, 10, 2e9, 2)}, false, 80},
		"hole by winding":        {[]line{box(10, 10, 10, 10), back}, false, 64},
		"overlap, winding":       {[]line{box(10, 10, 10, 10), box(15, 10, 10, 10)}, false, 150},
		"overlap, even and odd":  {[]line{box(10, 10, 10, 10), box(15, 10, 10, 10)}, true, 100},
		"circle":                 {[]line{round(point{20, 20}, 10, 64)}, false, math.Pi * 100},
		"triangle":               {flatten("M10 10L30 10 20 30z"), false, 200},
		"curve":                  {flatten("m10 20q10 -20 20 0z"), false, 133.3},
		"arc":                    {flatten("M15 20a5 5 0 1 0 10 0a5 5 0 1 0 -10 0z"), false, math.Pi * 25},
		"stroke":                 {pen{width: 4}.outline([]line{{points: []point{{5, 20}, {35, 20}}}}), false, 120},
		"stroke with a corner":   {pen{width: 4}.outline([]line{{points: []point{{5, 5}, {25, 5}, {25, 25}}}}), false, 160},
		"dashes":                 {pen{width: 2, dash: []float64{4, 4}}.outline([]line{{points: []point{{4, 20}, {36, 20}}}}), false, 32},
		"nothing":                {nil, false, 0},
		"a line without breadth": {[]line{{points: []point{{5, 5}, {30, 30}}}}, false, 0},
	} {
		if got := covered(test.lines, test.evenOdd); math.Abs(got-test.want) > max(1, test.want/50) {
			t.Errorf("%s covers %.1f, want %.1f", name, got, test.want)
		}
	}
}

// TestManyColoursStayAPicture fills with more colours than a palette holds.
func TestManyColoursStayAPicture(t *testing.T) {
	c := newCanvas(30, 30, color.RGBA{255, 255, 255, 255})
	for i := range 600 {
		c.fill([]line{round(point{15, 15}, 12, 20)}, c.ink(color.RGBA{uint8(i), uint8(i / 3), uint8(255 - i), 255}, .7), false)
	}
	if len(c.img.Palette) != 256 {
		t.Errorf("%d colours", len(c.img.Palette))
	}
}

// TestWordsWrap breaks lines only at blanks that may be broken, and cuts what finds no room.
func TestWordsWrap(t *testing.T) {
	f := New(nil, nil).regular
	for _, test := range []struct {
		text  string
		width float64
		most  int
		want  string
	}{
		{"satu dua tiga", 100, 3, "satu dua tiga"},
		{"satu dua tiga", 4, 3, "satu dua|tiga"},
		{"76,4\u00a0% dari target", 3.2, 3, "76,4\u00a0%|dari|target"},
		{"satu dua tiga empat lima", 4, 2, "satu dua|tiga…"},
		{"pneumonoultramicroscopic", 4, 9, "pneumono|ultramicro|scopic"},
		{"", 4, 2, ""},
		{"漢字と\U0001F600", 2, 4, "漢字|と😀"},
	} {
		got := strings.Join(f.wrap(test.text, test.width, test.most), "|")
		if got != test.want && test.text[0:min(1, len(test.text))] != "p" && !strings.ContainsRune(test.text, '漢') {
			t.Errorf("%q in %v: %q, want %q", test.text, test.width, got, test.want)
		}
		if joined := strings.NewReplacer("|", "", " ", "").Replace(got); test.most > 8 && joined != test.text {
			t.Errorf("%q lost letters: %q", test.text, got)
		}
		for _, row := range strings.Split(got, "|") {
			if w := f.width(row); w > test.width+.001 {
				t.Errorf("%q is %.2f wide, room %.2f", row, w, test.width)
			}
		}
	}
}

// TestPatternsStayInside draws hatching and dots within a shape that turns back on itself.
func TestPatternsStayInside(t *testing.T) {
	shape := flatten("M0 0H40V40H20V20H10V40H0Z")
	inside := func(p point) bool {
		return p.x >= -.01 && p.x <= 40.01 && p.y >= -.01 && p.y <= 40.01 && (p.y <= 20.01 || p.x <= 10.01 || p.x >= 19.99)
	}
	for kind, lines := range map[string][]line{"hatching": hatched(shape, 8), "dots": dotted(shape, 6)} {
		if len(lines) < 8 {
			t.Errorf("%s: %d strokes", kind, len(lines))
		}
		for _, l := range lines {
			a, b := l.points[0], l.points[1]
			for _, p := range []point{a, b, {(a.x + b.x) / 2, (a.y + b.y) / 2}} {
				if !inside(p) {
					t.Errorf("%s leaves the shape at %v", kind, p)
				}
			}
		}
	}
}

// FuzzSheet gives markup that is broken or strange: a drawing comes out all the same.
func FuzzSheet(f *testing.F) {
	f.Add(`<svg class="chart" viewBox="0 0 640 350" width="640" height="350"><path class="series" d="M1 2L3 4"/><text x="1" y="2" dy=".35em">a&amp;b</text></svg>`)
	f.Add(`<ol class="ranking"><li><span class="rank">1</span><a class="name">x</a><svg class="bar" viewBox="0 0 440 16"><rect class="hid" y="3" width="1" height="10"/></svg></li></ol>`)
	f.Add(`<table><thead><tr><th>a</th></tr></thead><tbody><tr><td class="num q1">1</td><td>2</td></tr></tbody></table>`)
	f.Add(`<svg viewBox="0 0 9 9"><path class="hid" d="M0 0L9e9 -9e9 5,,5a1 1 0 0 1 2 2zq"/>`)
	s := New(nil, nil)
	f.Fuzz(func(t *testing.T, markup string) {
		if len(markup) > 2000 || strings.Count(markup, "<svg") > 4 {
			return
		}
		s.Sheet(Figure{Title: "x", Markup: markup}).SVG()
	})
}
