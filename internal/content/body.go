package content

import (
	"strings"
	"unicode/utf8"

	"terang/internal/source"
)

// Body is the text of a post: pieces of finished HTML with holes between them.
type Body []Part

// Part is a piece of safe HTML, or a hole where Hole is not nil.
type Part struct {
	HTML string
	Hole *Hole
}

// Spot says what may be put into a hole.
type Spot uint8

// The spots. The zero value is a quoted attribute.
const (
	InAttribute Spot = iota // an address: escaped text without tags
	InText                  // text and inline elements
	InBlock                 // any block: a figure, a table, a list
)

// The holes that are not shortcodes. All but pictures stand in an attribute.
const (
	HoleRef   = "ref"   // the page of another post: args kind, slug and fragment ("" or "#…")
	HolePage  = "page"  // another page of the site: arg address as written, from the site's root where it begins with "/", else from the post's own page
	HoleAsset = "asset" // a published file: arg path, an Asset.Path, and fragment
	HolePhoto = "photo" // a picture, InText: args path, an Asset.Path, alt, caption, and place, a PhotoPlace
)

// The places of pictures, as the argument place of a HolePhoto.
const (
	PhotoAlone   = "alone"   // a paragraph of its own
	PhotoGallery = "gallery" // one of several in a paragraph, whose box stands around them
	PhotoInText  = "text"    // between words
)

// Hole is a place that is filled once the figures and the addresses are known.
type Hole struct {
	Name string // a shortcode, or one of the names above
	Spot Spot
	Args []Arg
	Pos  source.Pos // for problems found when the hole is filled
}

// Arg is one argument of a hole, in the order in which it was written.
type Arg struct {
	Name, Value string
	Pos         source.Pos // the value
}

// Get gives an argument by name, empty where it is not there.
func (h Hole) Get(name string) string {
	for _, a := range h.Args {
		if a.Name == name {
			return a.Value
		}
	}
	return ""
}

// Fill joins the body, asking fill for the HTML of every hole. What fill gives
// must suit the hole's Spot; it is not escaped again.
func (b Body) Fill(fill func(Hole) string) string {
	var out strings.Builder
	for _, p := range b {
		if p.Hole != nil {
			out.WriteString(fill(*p.Hole))
			continue
		}
		out.WriteString(p.HTML)
	}
	return out.String()
}

// Holes lists the holes in the order in which they stand.
func (b Body) Holes() []Hole {
	var hs []Hole
	for _, p := range b {
		if p.Hole != nil {
			hs = append(hs, *p.Hole)
		}
	}
	return hs
}

// writer gathers what the renderer writes and takes holes between it. It is the
// buffered writer that the renderer asks for, so that a hole needs no mark in
// the text which a writer of posts could forge.
type writer struct {
	parts Body
	html  strings.Builder
}

func (w *writer) hole(h *Hole) {
	w.close()
	w.parts = append(w.parts, Part{Hole: h})
}

func (w *writer) close() {
	if w.html.Len() > 0 {
		w.parts = append(w.parts, Part{HTML: w.html.String()})
		w.html.Reset()
	}
}

func (w *writer) body() Body {
	w.close()
	return w.parts
}

func (w *writer) Write(p []byte) (int, error)       { return w.html.Write(p) }
func (w *writer) WriteByte(c byte) error            { return w.html.WriteByte(c) }
func (w *writer) WriteRune(r rune) (int, error)     { return w.html.WriteRune(r) }
func (w *writer) WriteString(s string) (int, error) { return w.html.WriteString(s) }
func (w *writer) Available() int                    { return utf8.UTFMax }
func (w *writer) Buffered() int                     { return 0 }
func (w *writer) Flush() error                      { return nil }
