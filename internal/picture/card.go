package picture

import (
	"math"
	"strings"
)

// Size of a card, as those who show links ask for it.
const (
	CardWidth  = 1200
	CardHeight = 630
)

// Card is what others show of a page where somebody sends its address.
type Card struct {
	Portal, Office string
	Mark           string // a warning such as that the data are made up; empty for none
	Title          string // place, service or headline
	Line           string // kind of place and months of the data
	Number         string // the one number; empty for none
	Status         Status // of the number
	Note           string // what the number is; without a number the sentence
	Bars           []Bar  // the first few that find room
	Key            string // which bars these are, and what the line across them is
	Trend          *Trend // drawn where there are no bars
	Address        string
}

// Status is a word with its shape, and the token of its colour: "good", "near", "bad" or "".
type Status struct{ Text, Class string }

// Bar is one row: a share of the length, a target on the same scale, and the class of its fill.
type Bar struct {
	Name, Value   string
	Share, Target float64 // of the longest bar; NaN for none
	Class         string  // as in a chart: "good", "near", "bad", "calm", "hid", "none"
}

// Trend is a line over months, on a scale from 0 to 1; NaN where there is no value.
type Trend struct {
	Values, Target []float64
	First, Last    string // names of the months at the ends
	Goal           string // the target's name
}

// Where things stand on a card.
const (
	cardEdge   = 60
	cardBottom = 556
	cardRight  = 580 // where the right-hand half begins
	cardMark   = 48  // height of the mark or logo
	cardTop    = 44  // where it begins
)

// Card lays a card out.
func (s *Studio) Card(c Card) *Painting {
	l := &layout{Studio: s, width: CardWidth - 2*cardEdge}
	l.box(0, 0, CardWidth, 12, "accent")
	l.brand(c)
	l.y = 122
	l.heading(c.Title)
	if c.Line != "" {
		for _, row := range s.regular.wrap(s.shorter(c.Line, l.width/24), l.width/24, 1) {
			l.letters(cardEdge, l.y+26, 24, false, "muted", "", row)
		}
		l.y += 34
	}
	l.y += 28
	right := len(c.Bars) > 0 || c.Trend != nil
	top := l.y
	l.message(c, right)
	switch {
	case len(c.Bars) > 0:
		l.bars(c, top)
	case c.Trend != nil:
		l.trend(*c.Trend, top)
	}
	l.box(cardEdge, 576, l.width, 1, "line")
	for _, row := range s.regular.wrap(c.Address, l.width/20, 1) {
		l.letters(cardEdge, 605, 20, false, "muted", "", row)
	}
	if s.logo != nil { // last, so that its many colours leave room for those of the rest
		l.out = append(l.out, &node{name: "image", attrs: []attr{{"x", number(cardEdge)}, {"y", number(cardTop)}}})
	}
	return &Painting{s, &node{name: "svg", kids: l.out}, CardWidth, CardHeight, 1}
}

// shorter leaves out parts of a line that is too long, those before the last first:
// the last says of when the data are.
func (s *Studio) shorter(text string, width float64) string {
	parts := strings.Split(text, " · ")
	for len(parts) > 1 && s.regular.width(strings.Join(parts, " · ")) > width {
		parts = append(parts[:len(parts)-2], parts[len(parts)-1])
	}
	return strings.Join(parts, " · ")
}

func (l *layout) box(x, y, width, height float64, colour string) {
	l.out = append(l.out, &node{name: "rect", attrs: []attr{
		{"x", number(x)}, {"y", number(y)}, {"width", number(width)}, {"height", number(height)}, {"fill", l.colours.of(colour)},
	}})
}

// brand says whose portal it is.
func (l *layout) brand(c Card) {
	begin := float64(cardEdge + cardMark + 14)
	if l.logo != nil {
		begin = float64(cardEdge + l.logo.Rect.Dx() + 14)
	} else {
		l.out = append(l.out,
			&node{name: "rect", attrs: []attr{{"x", "60"}, {"y", "44"}, {"width", "48"}, {"height", "48"}, {"rx", "12"}, {"fill", l.colours.of("accent")}}},
			&node{name: "path", attrs: []attr{
				{"d", "M84 58V78M74 68H94"}, {"fill", "none"}, {"stroke", l.colours.of("on-accent")}, {"stroke-width", "5"}, {"stroke-linecap", "round"},
			}})
	}
	room := CardWidth - cardEdge - begin
	if c.Mark != "" {
		const size = 20
		wide := l.bold.width(c.Mark)*size + 32
		x := CardWidth - cardEdge - wide
		l.out = append(l.out, &node{name: "rect", attrs: []attr{
			{"x", number(x)},
			{"y", "50"},
			{"width", number(wide)},
			{"height", "38"},
			{"rx", "6"},
			{"fill", "none"},
			{"stroke", l.colours.of("near")},
			{"stroke-width", "2"},
		}})
		l.letters(x+16, 76, size, true, "near", "", c.Mark)
		room -= wide + 24
	}
	y := 77.0
	if c.Office != "" && c.Office != c.Portal {
		y = 66
		for _, row := range l.regular.wrap(c.Office, room/19, 1) {
			l.letters(begin, 91, 19, false, "muted", "", row)
		}
	}
	for _, row := range l.bold.wrap(c.Portal, room/25, 1) {
		l.letters(begin, y, 25, true, "text", "", row)
	}
}

// heading writes the title in two lines at most, in smaller letters where it is long.
func (l *layout) heading(title string) {
	size := 54.0
	for size > 38 && len(l.bold.wrap(title, l.width/size, 3)) > 2 {
		size -= 8
	}
	for _, row := range l.bold.wrap(title, l.width/size, 2) {
		l.letters(cardEdge, l.y+size, size, true, "text", "", row)
		l.y += size * 1.14
	}
	l.y += 12
}

// message writes number, status and what they are about, or the sentence alone.
func (l *layout) message(c Card, half bool) {
	wide := l.width
	if half {
		wide = cardRight - cardEdge - 60
	}
	if c.Number == "" {
		size := 34.0
		if half {
			size = 28
		}
		l.lines(c.Note, size, wide, "text")
		return
	}
	size := min(100, wide/l.bold.width(c.Number))
	l.letters(cardEdge, l.y+size*.78, size, true, "text", "", c.Number)
	l.y += size*.78 + 24
	if c.Status.Text != "" {
		colour := c.Status.Class
		if colour == "" {
			colour = "muted"
		}
		for _, row := range l.bold.wrap(c.Status.Text, wide/26, 2) {
			l.letters(cardEdge, l.y+26, 26, true, colour, "", row)
			l.y += 34
		}
		l.y += 8
	}
	l.lines(c.Note, 24, wide, "muted")
}

// lines writes as many lines of a text as find room above the foot.
func (l *layout) lines(s string, size, wide float64, colour string) {
	most := int((cardBottom - l.y) / (size * lineHeight))
	if most < 1 {
		return
	}
	for _, row := range l.regular.wrap(s, wide/size, most) {
		l.letters(cardEdge, l.y+size, size, false, colour, "", row)
		l.y += size * lineHeight
	}
}

// bars draws rows of name, value and bar, as many as find room over their key.
func (l *layout) bars(c Card, top float64) {
	const high, size, key = 52, 21, 30
	wide := float64(CardWidth - cardEdge - cardRight)
	y := top
	for _, b := range c.Bars {
		if y+high > cardBottom-key {
			break
		}
		value := l.bold.width(b.Value) * size
		l.letters(CardWidth-cardEdge, y+size, size, true, "text", "end", b.Value)
		for _, row := range l.regular.wrap(b.Name, (wide-value-20)/size, 1) {
			l.letters(cardRight, y+size, size, false, "text", "", row)
		}
		l.bar(b, cardRight, y+29, wide)
		y += high
	}
	for _, row := range l.regular.wrap(c.Key, wide/19, 1) {
		l.letters(cardRight, y+22, 19, false, "muted", "", row)
	}
}

// bar draws one bar with its target on a track.
func (l *layout) bar(b Bar, x, y, wide float64) {
	const high = 12
	r := resolver{colours: l.colours, sx: 1, sy: 1}
	rect := func(class string, width float64) {
		l.put(x, y, r.shape(&node{name: "rect", attrs: []attr{
			{"class", class}, {"x", "0"}, {"y", "0"}, {"width", number(width)}, {"height", number(high)},
		}}))
	}
	rect("track", wide)
	switch {
	case b.Class == "hid" || b.Class == "none":
		rect(b.Class, wide)
	case !math.IsNaN(b.Share):
		rect(b.Class, min(max(b.Share, 0), 1)*wide)
	}
	if !math.IsNaN(b.Target) && b.Target > 0 {
		l.box(x+min(b.Target, 1)*wide-1.5, y-4, 3, high+8, "text")
	}
}

// trend draws a line over months with its target.
func (l *layout) trend(t Trend, top float64) {
	const left, right = cardRight, CardWidth - cardEdge
	bottom := float64(cardBottom - 34)
	top += 6
	at := func(values []float64, i int) point {
		return point{left + (right-left)*float64(i)/float64(max(len(values)-1, 1)), bottom - min(max(values[i], 0), 1)*(bottom-top)}
	}
	l.curve(t.Target, at, "target", 3)
	l.box(left, bottom, right-left, 2, "muted")
	l.curve(t.Values, at, "series", 6)
	for i := len(t.Values) - 1; i >= 0; i-- {
		if !math.IsNaN(t.Values[i]) {
			p := at(t.Values, i)
			l.out = append(l.out, &node{name: "circle", attrs: []attr{
				{"cx", number(p.x)},
				{"cy", number(p.y)},
				{"r", "11"},
				{"fill", l.colours.of("accent")},
				{"stroke", l.colours.of("ground")},
				{"stroke-width", "4"},
			}})
			break
		}
	}
	l.letters(left, bottom+28, 20, false, "muted", "", t.First)
	l.letters(right, bottom+28, 20, false, "muted", "end", t.Last)
	for i := len(t.Target) - 1; i >= 0 && t.Goal != ""; i-- {
		if !math.IsNaN(t.Target[i]) {
			l.letters(right, at(t.Target, i).y-14, 20, false, "muted", "end", t.Goal)
			break
		}
	}
}

// curve draws the unbroken runs of values.
func (l *layout) curve(values []float64, at func([]float64, int) point, class string, width float64) {
	var lines []line
	for i, v := range values {
		switch {
		case math.IsNaN(v):
			continue
		case i == 0 || math.IsNaN(values[i-1]):
			lines = append(lines, line{})
		}
		last := &lines[len(lines)-1]
		last.points = append(last.points, at(values, i))
	}
	n := &node{name: "path", attrs: []attr{{"d", data(lines)}}}
	resolver{colours: l.colours}.dress(n, shape(class, ""))
	n.set("stroke-width", number(width))
	l.out = append(l.out, n)
}
