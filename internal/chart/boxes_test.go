package chart

import (
	"encoding/xml"
	"io"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// word is a row of text in a drawing, with the box that it takes at most.
type word struct {
	box
	text string
}

// TestNothingCollides lays out every kind in every world, at the type of a phone and
// of a desk, by a table of widths that errs on the wide side: no text leaves its
// drawing and none covers another. A drawing is scaled as a whole, so that 320 and
// 360 px are one case, and 1280 px the other. In Chromium it is confirmed by
// measuring (see package browser).
func TestNothingCollides(t *testing.T) {
	looked := 0
	for _, s := range states(t) {
		for _, screen := range []string{"phone", "wide"} {
			for _, d := range drawingsIn(t, s.figure.SVG) {
				size := float64(wideType)
				if screen == "phone" && d.scaled {
					size = phoneType
				}
				words := d.words(screen, size)
				looked += len(words)
				for i, w := range words {
					if out := (box{0, 0, d.width, d.height}); w.left < out.left || w.top < out.top || w.right > out.right || w.bottom > out.bottom {
						t.Errorf("%s, %s, %s: %q at %.0f,%.0f to %.0f,%.0f leaves the drawing of %.0f by %.0f",
							s.kind, s.world, screen, w.text, w.left, w.top, w.right, w.bottom, d.width, d.height)
					}
					for _, o := range words[:i] {
						if !(boxes{o.box}).free(w.box) {
							t.Errorf("%s, %s, %s: %q covers %q", s.kind, s.world, screen, w.text, o.text)
						}
					}
				}
			}
		}
	}
	if looked < 2000 {
		t.Errorf("only %d rows of text were looked at", looked)
	}
}

// TestBoxesFindFaults: the measuring itself can fail.
func TestBoxesFindFaults(t *testing.T) {
	for svg, want := range map[string]string{
		`<svg class="chart" viewBox="0 0 640 350"><text x="616" y="300" text-anchor="middle">4.000</text></svg>`:                                "clip",
		`<svg class="chart" viewBox="0 0 640 350"><text x="10" y="30">Satu</text><text x="20" y="40">Dua</text></svg>`:                          "cover",
		`<svg class="chart" viewBox="0 0 640 350"><text x="10" y="30">Satu</text><text class="even" x="20" y="40">Dua</text></svg>`:             "",
		`<svg class="chart" viewBox="0 0 640 350"><text y="30"><tspan x="10" dy="0em">A</tspan><tspan x="10" dy="1.1em">B</tspan></text></svg>`: "",
	} {
		got := ""
		for _, d := range drawingsIn(t, Markup(svg)) {
			words := d.words("phone", phoneType)
			for i, w := range words {
				if w.right > d.width {
					got = "clip"
				}
				for _, o := range words[:i] {
					if !(boxes{o.box}).free(w.box) {
						got = "cover"
					}
				}
			}
		}
		if got != want {
			t.Errorf("%s: found %q, want %q", svg, got, want)
		}
	}
}

// picture is one svg element that holds text.
type picture struct {
	scaled        bool // with the page; else in its natural size
	width, height float64
	texts         []text
}

type text struct {
	classes []string
	anchor  string
	x, y    float64
	dy      float64 // in em
	words   string
}

// drawingsIn gives the drawings of a figure with the texts in them.
func drawingsIn(t *testing.T, m Markup) []picture {
	t.Helper()
	var list []picture
	var d *picture
	var open []text // text and tspan
	decoder := xml.NewDecoder(strings.NewReader("<x>" + string(m) + "</x>"))
	quiet := 0 // within title or desc
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return list
		}
		if err != nil {
			t.Fatal(err)
		}
		switch e := token.(type) {
		case xml.StartElement:
			switch e.Name.Local {
			case "svg":
				box := strings.Fields(attribute(e, "viewBox"))
				list = append(list, picture{scaled: strings.HasPrefix(attribute(e, "class"), "chart"), width: length(box[2]), height: length(box[3])})
				d = &list[len(list)-1]
			case "title", "desc":
				quiet++
			case "text", "tspan":
				open = append(open, begun(e, open))
			}
		case xml.CharData:
			if n := len(open); n > 0 && quiet == 0 {
				open[n-1].words += string(e)
			}
		case xml.EndElement:
			switch e.Name.Local {
			case "title", "desc":
				quiet--
			case "text", "tspan":
				last := open[len(open)-1]
				open = open[:len(open)-1]
				if len(open) > 0 {
					open[len(open)-1].dy = last.dy
				}
				if strings.TrimSpace(last.words) != "" {
					d.texts = append(d.texts, last)
				}
			}
		}
	}
}

// begun is a text or a tspan, which begins where its parent is.
func begun(e xml.StartElement, within []text) text {
	w := text{classes: strings.Fields(attribute(e, "class")), anchor: attribute(e, "text-anchor"), x: length(attribute(e, "x")), y: length(attribute(e, "y"))}
	w.dy = length(strings.TrimSuffix(attribute(e, "dy"), "em"))
	if len(within) > 0 {
		p := within[len(within)-1]
		w.anchor, w.y, w.dy = p.anchor, p.y, p.dy+w.dy
		if !slices.Contains(w.classes, "sub") {
			w.classes = append(w.classes, p.classes...)
		} else {
			for _, screen := range []string{"even", "odd"} {
				if slices.Contains(p.classes, screen) {
					w.classes = append(w.classes, screen)
				}
			}
		}
	}
	return w
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func length(s string) float64 {
	v, _ := strconv.ParseFloat(s, 64)
	return v
}

// words gives the boxes of what is displayed on a screen in a size of type.
func (d picture) words(screen string, size float64) []word {
	var list []word
	for _, t := range d.texts {
		if d.scaled && (screen == "phone" && slices.Contains(t.classes, "even") || screen == "wide" && slices.Contains(t.classes, "odd")) {
			continue
		}
		bold := slices.Contains(t.classes, "lbl") || slices.Contains(t.classes, "on")
		wide := textWidth(strings.TrimSpace(t.words), bold) * size
		left := t.x
		switch t.anchor {
		case "middle":
			left -= wide / 2
		case "end":
			left -= wide
		}
		base := t.y + t.dy*size
		list = append(list, word{box{left, base - ascent*size + 1, left + wide, base + descent*size - 1}, t.words})
	}
	return list
}
