package content

import (
	"bytes"
	"slices"
	"strings"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"terang/internal/health"
	"terang/internal/source"
)

// kindOfShortcode says where a shortcode may stand and what it must name.
type kindOfShortcode struct {
	name      string
	spot      Spot
	indicator bool // needs an indicator
}

func shortcodes() []kindOfShortcode {
	return []kindOfShortcode{
		{"nilai", InText, true},
		{"kalimat", InText, true},
		{"grafik", InBlock, true},
		{"tabel", InBlock, true},
		{"peta", InBlock, true},
		{"fasilitas", InBlock, false},
	}
}

func shortcodeNames() []string {
	var names []string
	for _, k := range shortcodes() {
		names = append(names, k.name)
	}
	return names
}

func shortcodeArgs() []string {
	return []string{"indikator", "wilayah", "puskesmas", "periode", "per", "jenis", "judul"}
}

func findShortcode(name string) (kindOfShortcode, bool) {
	all := shortcodes()
	i := slices.IndexFunc(all, func(k kindOfShortcode) bool { return k.name == name })
	if i < 0 {
		return kindOfShortcode{}, false
	}
	return all[i], true
}

// shortcode is {{< name arg="value" … >}} as it was read; places are offsets into the body.
type shortcode struct {
	start, stop int
	name        word
	args        []wordPair
	bad         int // offset of what does not belong there, or -1
}

type word struct {
	text        string
	start, stop int
}

type wordPair struct{ name, value word }

// shift moves the places of a shortcode that was read from a line.
func (s *shortcode) shift(by int) {
	s.start, s.stop = s.start+by, s.stop+by
	s.name.start, s.name.stop = s.name.start+by, s.name.stop+by
	for i := range s.args {
		for _, w := range []*word{&s.args[i].name, &s.args[i].value} {
			w.start, w.stop = w.start+by, w.stop+by
		}
	}
	if s.bad >= 0 {
		s.bad += by
	}
}

const (
	shortcodeOpen  = "{{<"
	shortcodeClose = ">}}"
)

// scanShortcode reads the shortcode at the start of a line; ok is false where there is none.
func scanShortcode(line []byte) (s shortcode, ok bool) {
	if !bytes.HasPrefix(line, []byte(shortcodeOpen)) {
		return s, false
	}
	s.bad = -1
	i := skipBlanks(line, len(shortcodeOpen))
	s.name, i = scanWord(line, i)
	for {
		i = skipBlanks(line, i)
		if bytes.HasPrefix(line[i:], []byte(shortcodeClose)) {
			s.stop = i + len(shortcodeClose)
			return s, true
		}
		pair, next := scanPair(line, i)
		if next < 0 {
			return failShortcode(line, s, i), true
		}
		s.args, i = append(s.args, pair), next
	}
}

// failShortcode takes a shortcode that cannot be read up to its end, or else the whole line.
func failShortcode(line []byte, s shortcode, at int) shortcode {
	s.bad = at
	s.stop = len(bytes.TrimRight(line, " \t\r\n"))
	if end := bytes.Index(line[at:], []byte(shortcodeClose)); end >= 0 {
		s.stop = at + end + len(shortcodeClose)
	}
	return s
}

// scanPair reads name="value", with double or single quotes; next is -1 where there is none.
func scanPair(line []byte, i int) (p wordPair, next int) {
	p.name, i = scanWord(line, i)
	if p.name.text == "" || i+1 >= len(line) || line[i] != '=' || line[i+1] != '"' && line[i+1] != '\'' {
		return p, -1
	}
	start := i + 2
	n := bytes.IndexByte(line[start:], line[i+1])
	if n < 0 {
		return p, -1
	}
	p.value = word{string(line[start : start+n]), start, start + n}
	return p, start + n + 1
}

func scanWord(line []byte, i int) (word, int) {
	start := i
	for i < len(line) && (line[i] >= 'a' && line[i] <= 'z' || line[i] >= 'A' && line[i] <= 'Z' || line[i] == '_' || line[i] == '-') {
		i++
	}
	return word{string(line[start:i]), start, i}, i
}

func skipBlanks(line []byte, i int) int {
	for i < len(line) && (line[i] == ' ' || line[i] == '\t') {
		i++
	}
	return i
}

// A shortcode stands in the tree as one of these two nodes until the walk has
// looked at it and given it its hole.
type (
	inlineShortcode struct {
		ast.BaseInline
		read shortcode
		hole *Hole
	}
	blockShortcode struct {
		ast.BaseBlock
		read shortcode
		hole *Hole
	}
)

func (n *inlineShortcode) Kind() ast.NodeKind            { return kindInlineShortcode }
func (n *inlineShortcode) Dump(source []byte, level int) { ast.DumpHelper(n, source, level, nil, nil) }
func (n *blockShortcode) Kind() ast.NodeKind             { return kindBlockShortcode }
func (n *blockShortcode) IsRaw() bool                    { return true }
func (n *blockShortcode) Dump(source []byte, level int)  { ast.DumpHelper(n, source, level, nil, nil) }

// inlineParser finds a shortcode within a paragraph.
type inlineParser struct{}

func (inlineParser) Trigger() []byte { return []byte{'{'} }

func (inlineParser) Parse(_ ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, segment := block.PeekLine()
	s, ok := scanShortcode(line)
	if !ok {
		return nil
	}
	block.Advance(s.stop)
	s.shift(segment.Start - segment.Padding)
	return &inlineShortcode{read: s}
}

// blockParser finds a figure's shortcode alone on its line.
type blockParser struct{}

func (blockParser) Trigger() []byte             { return []byte{'{'} }
func (blockParser) CanInterruptParagraph() bool { return true }
func (blockParser) CanAcceptIndentedLine() bool { return false }

func (blockParser) Open(_ ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	line, segment := reader.PeekLine()
	at := pc.BlockOffset()
	if at < 0 || at >= len(line) {
		return nil, parser.NoChildren
	}
	s, ok := scanShortcode(line[at:])
	if !ok || s.bad >= 0 || len(bytes.TrimSpace(line[at+s.stop:])) > 0 {
		return nil, parser.NoChildren
	}
	if k, known := findShortcode(s.name.text); !known || k.spot != InBlock {
		return nil, parser.NoChildren
	}
	reader.AdvanceToEOL()
	s.shift(segment.Start - segment.Padding + at)
	return &blockShortcode{read: s}, parser.NoChildren
}

func (blockParser) Continue(ast.Node, text.Reader, parser.Context) parser.State { return parser.Close }
func (blockParser) Close(ast.Node, text.Reader, parser.Context)                 {}

// fillable checks a shortcode and gives the hole it leaves, nil where it cannot be filled.
func (d *document) fillable(s shortcode, spot Spot, barred bool) *Hole {
	kind, known := findShortcode(s.name.text)
	switch {
	case !known && s.name.text != "":
		d.problems.Error(d.pos(s.name.start, s.name.stop), "unknown-shortcode", withNearest(s.name.text, shortcodeNames())...)
		return nil
	case s.bad >= 0 || !known:
		at := max(s.bad, s.name.start)
		if at >= s.stop {
			at = s.start // it has no end
		}
		d.problems.Error(d.pos(at, s.stop), "bad-shortcode",
			"value", d.between(at, s.stop), "example", `{{< nilai indikator="bumil" >}}`)
		return nil
	}
	if barred || kind.spot > spot {
		d.problems.Error(d.pos(s.start, s.stop), "misplaced-shortcode", "name", kind.name)
		return nil
	}
	h := &Hole{Name: kind.name, Spot: kind.spot, Pos: d.pos(s.start, s.stop)}
	for _, a := range s.args {
		h.Args = append(h.Args, Arg{Name: a.name.text, Value: a.value.text, Pos: d.pos(a.value.start, a.value.stop)})
		d.checkArg(h, a)
	}
	if kind.indicator && !slices.ContainsFunc(h.Args, func(a Arg) bool { return a.Name == "indikator" }) {
		d.problems.Error(h.Pos, "shortcode-without-indicator", "name", kind.name)
	}
	return h
}

// checkArg checks the last argument of a hole: its name, and that what it names is there.
func (d *document) checkArg(h *Hole, a wordPair) {
	arg := h.Args[len(h.Args)-1]
	if !slices.Contains(shortcodeArgs(), arg.Name) {
		d.problems.Error(d.pos(a.name.start, a.name.stop), "unknown-argument",
			append(withNearest(arg.Name, shortcodeArgs()), "name", h.Name)...)
		return
	}
	if slices.ContainsFunc(h.Args[:len(h.Args)-1], func(b Arg) bool { return b.Name == arg.Name }) {
		d.problems.Error(d.pos(a.name.start, a.name.stop), "repeated-argument", "value", arg.Name, "name", h.Name)
		return
	}
	switch arg.Name {
	case "indikator":
		d.names.indicator(arg.Value, arg.Pos, d.problems)
	case "wilayah", "puskesmas":
		d.names.unit(arg.Value, arg.Pos, d.problems)
	case "periode", "per":
		if !isPeriod(arg.Value) {
			d.problems.Error(arg.Pos, "bad-month", "value", arg.Value)
		}
	}
}

// isPeriod says whether a text is a year or a month.
func isPeriod(s string) bool {
	if _, ok := health.ParseMonth(s); ok {
		return true
	}
	_, ok := health.ParseMonth(s + "-01")
	return ok
}

// withNearest gives the arguments of a problem about a word that is not known.
func withNearest(value string, known []string) []string {
	near, _ := source.Nearest(value, known)
	return []string{"value", value, "near", near, "known", strings.Join(known, ", ")}
}
