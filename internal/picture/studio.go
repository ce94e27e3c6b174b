package picture

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"image"
	"image/png"
	"math"
	"sync"

	"github.com/go-fonts/liberation/liberationsansbold"
	"github.com/go-fonts/liberation/liberationsansregular"
	"golang.org/x/image/draw"
)

// Studio holds what all pictures share: letters and colours. It may be used by
// several workers at once.
type Studio struct {
	regular, bold *face
	colours       Colours
	logo          *image.NRGBA // cardMark points high; nil for the usual mark
	masks         sync.Map     // of letters that have been drawn
	buffers       buffers
}

// New opens a studio in a theme's colours, with the PNG of a logo for the cards. Without
// a logo, or where it is no sound PNG, cards have the usual mark.
func New(colours Colours, logo []byte) *Studio {
	return &Studio{
		regular: newFace(liberationsansregular.TTF), bold: newFace(liberationsansbold.TTF), colours: colours, logo: shrunk(logo),
	}
}

// widestLogo is how many times wider than high a logo stands on a card.
const widestLogo = 6

// shrunk gives a PNG at the height of the mark.
func shrunk(logo []byte) *image.NRGBA {
	from, err := png.Decode(bytes.NewReader(logo))
	if err != nil || from.Bounds().Empty() {
		return nil
	}
	size := from.Bounds().Size()
	width, height := max(1, size.X*cardMark/size.Y), cardMark
	if width > widestLogo*cardMark {
		width, height = widestLogo*cardMark, max(1, widestLogo*cardMark*size.Y/size.X)
	}
	to := image.NewNRGBA(image.Rect(0, 0, width, height))
	draw.CatmullRom.Scale(to, to.Bounds(), from, from.Bounds(), draw.Src, nil)
	return to
}

func (s *Studio) face(bold bool) *face {
	if bold {
		return s.bold
	}
	return s.regular
}

// painter draws a tree of SVG elements with presentation attributes on a canvas.
type painter struct {
	*Studio
	c     *canvas
	scale float64
	inks  map[string]*ink
}

// Painting is a drawing that is to be a picture.
type Painting struct {
	studio               *Studio
	root                 *node
	width, height, scale float64
}

// Of names all that the picture follows from, beside the program: the drawing, its
// size, the ground and the logo.
func (p *Painting) Of() [sha256.Size]byte {
	h := sha256.New()
	fmt.Fprintf(h, "%g %g %g %s\n", p.width, p.height, p.scale, p.studio.colours.of("ground")) // a digest does not fail
	if logo := p.studio.logo; logo != nil {
		fmt.Fprintf(h, "%v %x\n", logo.Rect, logo.Pix)
	}
	h.Write(appendNode(nil, p.root))
	return [sha256.Size]byte(h.Sum(nil))
}

// PNG paints it.
func (p *Painting) PNG() []byte {
	ground, _ := parseColour(p.studio.colours.of("ground"))
	on := painter{Studio: p.studio, scale: p.scale, inks: map[string]*ink{}}
	on.c = newCanvas(int(math.Ceil(p.width*p.scale)), int(math.Ceil(p.height*p.scale)), ground)
	on.all(p.root.kids, point{})
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed, BufferPool: &p.studio.buffers}
	if err := encoder.Encode(&out, on.c.img); err != nil {
		// Neither a buffer nor a picture of ours can fail to be written.
		panic(err)
	}
	return out.Bytes()
}

// buffers are what the encoder works with, kept for the next picture.
type buffers struct{ pool sync.Pool }

// Get gives the buffer of a picture that is done, or none.
func (b *buffers) Get() *png.EncoderBuffer {
	kept, _ := b.pool.Get().(*png.EncoderBuffer)
	return kept
}

// Put keeps a buffer.
func (b *buffers) Put(kept *png.EncoderBuffer) { b.pool.Put(kept) }

func (p *painter) all(kids []*node, at point) {
	for _, n := range kids {
		switch n.name {
		case "g":
			p.all(n.kids, moved(at, n.get("transform")))
		case "text":
			p.text(n, at)
		case "rect", "circle", "path":
			p.shape(n, at)
		case "image":
			p.c.stamp(p.logo, int(n.num("x")), int(n.num("y")))
		}
	}
}

// moved reads translate(x y), the one transform that we write.
func moved(at point, transform string) point {
	var x, y float64
	if n, _ := fmt.Sscanf(transform, "translate(%g %g)", &x, &y); n == 2 {
		return point{at.x + x, at.y + y}
	}
	return at
}

// ink gives the colour of an attribute, nil for none.
func (p *painter) ink(colour string, opacity float64) *ink {
	if colour == "" || colour == "none" {
		return nil
	}
	key := colour + number(opacity)
	k, ok := p.inks[key]
	if !ok {
		if c, ok := parseColour(colour); ok {
			k = p.c.ink(c, opacity)
		}
		p.inks[key] = k
	}
	return k
}

func (p *painter) shape(n *node, at point) {
	opacity := 1.0
	if o := n.get("opacity"); o != "" {
		opacity = toFloat(o)
	}
	lines := p.placed(outlineOfShape(n), at)
	if k := p.ink(n.get("fill"), opacity); k != nil {
		p.c.fill(lines, k, n.get("fill-rule") == "evenodd")
	}
	p.stroke(n, lines, opacity)
}

// outlineOfShape is linesOf with the round corners of a frame.
func outlineOfShape(n *node) []line {
	r := n.num("rx")
	if n.name != "rect" || r == 0 {
		return linesOf(n)
	}
	x, y, w, h := n.num("x"), n.num("y"), n.num("width"), n.num("height")
	l := line{closed: true}
	for i, corner := range []point{{x + w - r, y + h - r}, {x + r, y + h - r}, {x + r, y + r}, {x + w - r, y + r}} {
		for k := range 7 {
			sin, cos := math.Sincos(math.Pi / 2 * (float64(i) + float64(k)/6))
			l.points = append(l.points, point{corner.x + r*cos, corner.y + r*sin})
		}
	}
	return []line{l}
}

func (p *painter) stroke(n *node, lines []line, opacity float64) {
	k := p.ink(n.get("stroke"), opacity)
	if k == nil {
		return
	}
	width := p.scale
	if w := n.get("stroke-width"); w != "" {
		width = toFloat(w) * p.scale
	}
	q := pen{width: width, round: n.get("stroke-linejoin") == "round" || n.get("stroke-linecap") == "round"}
	for _, d := range fields(n.get("stroke-dasharray")) {
		q.dash = append(q.dash, toFloat(d)*p.scale)
	}
	p.c.fill(q.outline(lines), k, false)
}

// placed moves lines to where they stand on the canvas.
func (p *painter) placed(lines []line, at point) []line {
	out := make([]line, len(lines))
	for i, l := range lines {
		out[i] = line{closed: l.closed, points: make([]point, len(l.points))}
		for j, q := range l.points {
			out[i].points[j] = point{(at.x + q.x) * p.scale, (at.y + q.y) * p.scale}
		}
	}
	return out
}

func (p *painter) text(n *node, at point) {
	bold := n.get("font-weight") == "700"
	f := p.face(bold)
	size, s := n.num("font-size"), n.kids[0].text
	x, y := at.x+n.num("x"), at.y+n.num("y")
	switch n.get("text-anchor") {
	case "middle":
		x -= f.width(s) * size / 2
	case "end":
		x -= f.width(s) * size
	}
	fill := p.ink(n.get("fill"), 1)
	if fill == nil {
		return
	}
	around := n.num("stroke-width") / 2
	for _, r := range s {
		if around > 0 {
			p.halo(bold, r, point{x, y}, size, around, fill)
		} else {
			p.letter(bold, r, point{x, y}, size, fill)
		}
		x += f.glyph(r).advance * size
	}
}

// letter draws one, at the nearest place that letters may begin at.
func (p *painter) letter(bold bool, r rune, at point, size float64, k *ink) {
	begin := int(math.Round(at.x * p.scale * begins))
	x := int(math.Floor(float64(begin) / begins))
	p.c.print(p.mask(bold, r, size*p.scale, uint8(begin-x*begins)), x, int(math.Round(at.y*p.scale)), k)
}

// halo covers what lies around a letter: the letter itself in eight directions.
func (p *painter) halo(bold bool, r rune, at point, size, radius float64, k *ink) {
	const around = 8
	for i := range around {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / around)
		p.letter(bold, r, point{at.x + radius*cos, at.y + radius*sin}, size, k)
	}
}
