package chart

import (
	"math"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"
)

// ink gathers markup. Every piece of outside text goes through text or attr.
type ink struct{ b []byte }

// inks are used again: how long a drawing is shows only when it is done.
var inks = sync.Pool{New: func() any { return &ink{b: make([]byte, 0, 16<<10)} }}

func newInk() *ink { return inks.Get().(*ink) }

// markup gives what was gathered, and the ink back.
func (k *ink) markup() Markup {
	m := Markup(k.b)
	k.b = k.b[:0]
	inks.Put(k)
	return m
}

// set takes the buffer with more appended. It is mostly in the same place, and then no
// pointer is stored: while the collector runs, it has to be told of each.
func (k *ink) set(b []byte) {
	if cap(b) == cap(k.b) {
		k.b = k.b[:len(b)]
		return
	}
	k.b = b
}

// raw appends markup that this package wrote itself.
func (k *ink) raw(parts ...string) {
	b := k.b
	for _, p := range parts {
		b = append(b, p...)
	}
	k.set(b)
}

// text appends escaped text; it is safe between tags and within double quotes.
func (k *ink) text(s string) { k.set(appendEscaped(k.b, s)) }

func (k *ink) attr(name, value string) {
	b := append(append(append(k.b, ' '), name...), '=', '"')
	k.set(append(appendEscaped(b, value), '"'))
}

// measure appends a length attribute, rounded to a tenth.
func (k *ink) measure(name string, v float64) {
	k.raw(" ", name, `="`)
	k.num(v)
	k.raw(`"`)
}

// num appends a number, rounded to a tenth.
func (k *ink) num(v float64) {
	tenths := math.Round(v * 10)
	if !(math.Abs(tenths) < 1e15) { // nor NaN
		k.set(strconv.AppendFloat(k.b, tenths/10, 'f', -1, 64))
		return
	}
	n, b := int64(tenths), k.b
	if n < 0 {
		b = append(b, '-')
		n = -n
	}
	b = strconv.AppendInt(b, n/10, 10)
	if part := n % 10; part != 0 {
		b = append(b, '.', byte('0'+part))
	}
	k.set(b)
}

// point appends the two numbers of a place in a path.
func (k *ink) point(x, y float64) {
	k.num(x)
	k.raw(" ")
	k.num(y)
}

// element appends a whole element with escaped text inside.
func (k *ink) element(tag, class, s string) {
	b := append(append(k.b, '<'), tag...)
	if class != "" {
		b = append(appendEscaped(append(b, ` class="`...), class), '"')
	}
	b = appendEscaped(append(b, '>'), s)
	k.set(append(append(append(b, "</"...), tag...), '>'))
}

// link appends a link, or a span where there is nowhere to go.
func (k *ink) link(class, href, s string) {
	if href == "" {
		k.element("span", class, s)
		return
	}
	k.raw("<a")
	if class != "" {
		k.attr("class", class)
	}
	k.attr("href", href)
	k.raw(">")
	k.text(s)
	k.raw("</a>")
}

// calc appends a link from a number to how it was worked out. It looks like the
// number and is called label by those who hear it.
func (k *ink) calc(class, href, label, s string) {
	k.raw("<a")
	k.attr("class", strings.TrimSpace(class+" calc"))
	k.attr("href", href)
	k.attr("aria-label", label)
	k.raw(">")
	k.text(s)
	k.raw("</a>")
}

// rect appends an SVG rectangle; a pattern class is also set as fill, since the
// address of a pattern in a style sheet is not read alike by all.
func (k *ink) rect(class string, x, y, width, height float64) {
	k.raw("<rect")
	k.attr("class", class)
	k.fill(class)
	if x != 0 {
		k.measure("x", x)
	}
	k.measure("y", y)
	k.measure("width", max(width, 0))
	k.measure("height", max(height, 0))
	k.raw("/>")
}

// fill refers to the pattern that stands for a state without a number.
func (k *ink) fill(class string) {
	switch class {
	case classNone, "part":
		k.raw(` fill="url(#hatch)"`)
	case classHidden:
		k.raw(` fill="url(#dots)"`)
	}
}

// stroke appends an SVG line that keeps its width when a small bar is stretched.
func (k *ink) stroke(class string, x1, y1, x2, y2 float64) {
	k.raw("<path")
	k.attr("class", class)
	k.raw(` d="M`)
	k.num(x1)
	k.raw(" ")
	k.num(y1)
	k.raw("L")
	k.num(x2)
	k.raw(" ")
	k.num(y2)
	k.raw(`" vector-effect="non-scaling-stroke"/>`)
}

// label appends SVG text; anchor is "", "middle" or "end".
func (k *ink) label(class string, x, y float64, anchor, s string) {
	k.raw("<text")
	if class != "" {
		k.attr("class", class)
	}
	k.measure("x", x)
	k.measure("y", y)
	if anchor != "" {
		k.attr("text-anchor", anchor)
	}
	k.raw(">")
	k.text(s)
	k.raw("</text>")
}

// open begins a drawing that reads as one picture with a title and a description.
func (k *ink) open(class, id string, width, height float64, title, desc string) {
	k.raw("<svg")
	k.attr("class", class)
	k.raw(` viewBox="0 0 `)
	k.num(width)
	k.raw(" ")
	k.num(height)
	k.raw(`"`)
	k.measure("width", width)
	k.measure("height", height)
	k.raw(` role="img"`)
	k.attr("aria-labelledby", id+"-t "+id+"-d")
	k.raw("><title")
	k.attr("id", id+"-t")
	k.raw(">")
	k.text(title)
	k.raw("</title><desc")
	k.attr("id", id+"-d")
	k.raw(">")
	k.text(desc)
	k.raw("</desc>")
}

// appendEscaped writes text that is safe as HTML and XML text and attribute value.
// Control characters, which XML does not allow, and broken UTF-8 become U+FFFD.
func appendEscaped(b []byte, s string) []byte {
	from := 0 // what is written is all before it
	for i := 0; i < len(s); {
		instead, n := "", 1
		switch c := s[i]; {
		case c == '&':
			instead = "&amp;"
		case c == '<':
			instead = "&lt;"
		case c == '>':
			instead = "&gt;"
		case c == '"':
			instead = "&#34;"
		case c == '\'':
			instead = "&#39;"
		case c < ' ' && c != '\t' && c != '\n' && c != '\r':
			instead = "\uFFFD"
		case c >= utf8.RuneSelf:
			var r rune
			if r, n = utf8.DecodeRuneInString(s[i:]); r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF {
				instead = "\uFFFD"
			}
		}
		if instead != "" {
			b = append(append(b, s[from:i]...), instead...)
			from = i + n
		}
		i += n
	}
	return append(b, s[from:]...)
}
