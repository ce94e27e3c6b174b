package content

import (
	"bytes"
	"html"
	"regexp"
	"slices"
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	markup "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"terang/internal/source"
)

// The kinds of our own nodes; goldmark numbers kinds as they are made.
//
//nolint:gochecknoglobals // set once, and the library asks for them
var (
	kindInlineShortcode = ast.NewNodeKind("InlineShortcode")
	kindBlockShortcode  = ast.NewNodeKind("BlockShortcode")
)

// document is the Markdown of one post on its way to a Body.
type document struct {
	folder   *folder
	names    Names
	file     string
	src      []byte
	line     int   // the line of the file at which src begins
	starts   []int // offsets of the lines of src
	problems *source.Problems

	links    map[ast.Node]target  // links that may stand; others lose their <a>
	pictures map[*ast.Image]*Hole // images that may stand; others are left out
	albums   map[ast.Node]string  // paragraphs of images alone: how these stand
	headings []*ast.Heading
	stray    []*extast.FootnoteLink // footnote marks within a link
	heading  int                    // how many headings the walk stands in
	link     int
	image    int
	aside    int             // tables and footnotes
	words    strings.Builder // text of everything
	lead     strings.Builder // text of paragraphs and lists
	ids      []string
	contents []Heading
	quote    int // block quotations
	open     *Passage
	spoken   []byte // the text of open
	passages []Passage
}

// target is what a link leads to: an address to be written as it is, or a hole.
type target struct {
	address string
	hole    *Hole
}

func newDocument(f *folder, names Names, file string, src []byte, line int, ps *source.Problems) *document {
	d := &document{
		folder: f, names: names, file: file, src: src, line: line, problems: ps,
		links: map[ast.Node]target{}, pictures: map[*ast.Image]*Hole{}, albums: map[ast.Node]string{}, starts: []int{0},
	}
	for i, c := range src {
		if c == '\n' {
			d.starts = append(d.starts, i+1)
		}
	}
	d.words.Grow(len(src))
	d.lead.Grow(len(src))
	return d
}

// pos gives the place of a stretch of the text, cut at the end of its first line.
func (d *document) pos(start, stop int) source.Pos {
	start = min(max(start, 0), len(d.src))
	n := sort.SearchInts(d.starts, start+1) - 1
	end := len(d.src)
	if n+1 < len(d.starts) {
		end = d.starts[n+1] - 1
	}
	stop = min(max(stop, start), max(end, start))
	return source.Pos{
		File: d.file, Line: d.line + n,
		Column: utf8.RuneCount(d.src[d.starts[n]:start]) + 1,
		Width:  max(1, utf8.RuneCount(d.src[start:stop])),
	}
}

func (d *document) between(start, stop int) string { return string(d.src[start:stop]) }

// convert reads the Markdown, reports what may not stand in it and gives the rest.
func (d *document) convert() Body {
	root := d.folder.parser.Parse(text.NewReader(d.src))
	_ = ast.Walk(root, d.visit) // visit gives no error
	for _, mark := range d.stray {
		liftOut(mark)
	}
	d.nameHeadings()
	var w writer
	_ = d.renderer().Render(&w, d.src, root) // the writer is memory: it gives no error
	return w.body()
}

// newParser sets up the library. The parser keeps nothing of a post, so that all share one.
func newParser() parser.Parser {
	return goldmark.New(
		goldmark.WithExtensions(
			extension.Table, extension.Strikethrough, typographer(), extension.Footnote,
			extension.NewLinkify(
				extension.WithLinkifyAllowedProtocols([]string{"http:", "https:"}),
				extension.WithLinkifyEmailRegexp(regexp.MustCompile(`^[^\s\S]`)), // none, and it is looked for in one place only
			),
		),
		goldmark.WithParserOptions(
			parser.WithBlockParsers(util.Prioritized(blockParser{}, 50)),
			parser.WithInlineParsers(util.Prioritized(inlineParser{}, 50)),
		),
	).Parser()
}

// renderer writes what the library parsed. A post has its own, because it knows the post's links.
func (d *document) renderer() renderer.Renderer {
	return renderer.NewRenderer(renderer.WithNodeRenderers(
		util.Prioritized(markup.NewRenderer(), 1000),
		util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewFootnoteHTMLRenderer(extension.WithFootnoteIDPrefix("catatan-")), 500),
		util.Prioritized(d, 50),
	))
}

// typographer writes quotation marks, dashes and dots as they are printed in
// Indonesian. The library's apostrophe is left out: it holds the quotation mark before
// t, e, n and l for an English abbreviation.
func typographer() goldmark.Extender {
	return extension.NewTypographer(extension.WithTypographicSubstitutions(map[extension.TypographicPunctuation][]byte{
		extension.LeftDoubleQuote: []byte("“"), extension.RightDoubleQuote: []byte("”"),
		extension.LeftSingleQuote: []byte("‘"), extension.RightSingleQuote: []byte("’"),
		extension.EnDash: []byte("–"), extension.EmDash: []byte("—"), extension.Ellipsis: []byte("…"),
		extension.LeftAngleQuote: nil, extension.RightAngleQuote: nil, extension.Apostrophe: nil,
	}))
}

// visit looks at one node: the only place where the tree is judged.
func (d *document) visit(n ast.Node, entering bool) (ast.WalkStatus, error) {
	step := -1
	if entering {
		step = 1
	}
	switch n := n.(type) {
	case *ast.Heading:
		d.heading += step
		if entering {
			d.headings = append(d.headings, n)
		}
	case *ast.Link:
		d.link += step
	case *ast.Image:
		d.image += step
	case *extast.Table, *extast.FootnoteList:
		d.aside += step
	case *ast.Blockquote:
		d.quote += step
	}
	d.passage(n, entering)
	if entering {
		d.judge(n)
		d.read(n)
		d.speak(n)
	} else if n.Type() == ast.TypeBlock {
		d.words.WriteByte('\n')
		d.lead.WriteByte('\n')
	}
	return ast.WalkContinue, nil
}

func (d *document) judge(n ast.Node) {
	switch n := n.(type) {
	case *ast.HTMLBlock:
		d.judgeHTMLBlock(n)
	case *ast.RawHTML:
		if s := n.Segments.At(0); !isComment(n.Segments.Value(d.src)) {
			d.problems.Error(d.pos(s.Start, s.Stop), "raw-html", "text", d.between(s.Start, s.Stop))
		}
	case *ast.Link:
		d.judgeLink(n)
	case *ast.AutoLink:
		d.judgeAutoLink(n)
	case *ast.Paragraph:
		d.judgeParagraph(n)
	case *ast.Image:
		d.judgeImage(n)
	case *extast.FootnoteLink:
		if d.link > 0 {
			d.stray = append(d.stray, n)
		}
	case *inlineShortcode:
		n.hole = d.fillable(n.read, InText, d.heading > 0 || d.image > 0)
	case *blockShortcode:
		n.hole = d.fillable(n.read, InBlock, false)
	}
}

func (d *document) judgeHTMLBlock(n *ast.HTMLBlock) {
	whole := n.Lines().Value(d.src)
	if n.HasClosure() {
		whole = append(whole, n.ClosureLine.Value(d.src)...)
	}
	if isComment(whole) {
		return
	}
	start := max(n.Pos(), 0)
	first, _, _ := bytes.Cut(d.src[start:], []byte("\n"))
	first = bytes.TrimRight(first, " \t\r")
	d.problems.Error(d.pos(start, start+len(first)), "raw-html", "text", string(first))
}

// isComment says whether raw HTML is one comment and nothing else: it is the one
// kind that may be left out without a word, because it shows nothing.
func isComment(raw []byte) bool {
	inner, ok := bytes.CutPrefix(bytes.TrimSpace(raw), []byte("<!--"))
	return ok && bytes.Index(inner, []byte("-->")) == len(inner)-len("-->")
}

// read gathers the plain text.
func (d *document) read(n ast.Node) {
	var s []byte
	space := false
	switch n := n.(type) {
	case *ast.Text:
		s = plain(n.Segment.Value(d.src), n.IsRaw() || n.Parent().Kind() == ast.KindCodeSpan)
		space = n.SoftLineBreak() || n.HardLineBreak()
	case *ast.String:
		s = n.Value
	case *ast.AutoLink:
		s = n.Label(d.src)
	case *inlineShortcode:
		s = []byte("…") // the figure is not known yet
	case *ast.CodeBlock, *ast.FencedCodeBlock:
		s = n.Lines().Value(d.src)
	default:
		return
	}
	note := func(to *strings.Builder) {
		_, _ = to.Write(s)
		if space {
			_ = to.WriteByte(' ')
		}
	}
	note(&d.words)
	if d.heading+d.image+d.aside == 0 && n.Type() == ast.TypeInline {
		note(&d.lead)
	}
}

// plain gives a piece of Markdown text as a reader sees it: escapes and
// references resolved by the library itself, so that both ways agree. Where there
// are none the text is its own.
func plain(value []byte, raw bool) []byte {
	if raw || !bytes.ContainsAny(value, "\\&<>\"\x00") {
		return value
	}
	var w writer
	markup.DefaultWriter.Write(&w, value)
	return []byte(html.UnescapeString(w.html.String()))
}

// textOf gives the plain text within a node.
func (d *document) textOf(n ast.Node) string {
	inner := &document{src: d.src}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		_ = ast.Walk(c, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
			if entering {
				inner.read(n)
			}
			return ast.WalkContinue, nil
		})
	}
	return oneLine(inner.words.String())
}

// liftOut moves a footnote mark behind the link it stands in: a link within a
// link is no HTML.
func liftOut(mark *extast.FootnoteLink) {
	for p := mark.Parent(); p != nil; p = p.Parent() {
		if p.Kind() == ast.KindLink {
			mark.Parent().RemoveChild(mark.Parent(), mark)
			p.Parent().InsertAfter(p.Parent(), p, mark)
			return
		}
	}
}

// nameHeadings sets levels and anchors. The page has its own h1, so the text
// begins at h2, and no level is skipped on the way down: people who move by
// headings would take the gap for something missing.
func (d *document) nameHeadings() {
	demote := 0
	for _, h := range d.headings {
		if h.Level == 1 {
			demote = 1
			d.problems.Warn(d.headingPos(h), "heading-one", "text", d.textOf(h))
		}
	}
	var above []int // ranks, as written, of the headings that this one stands under
	for _, h := range d.headings {
		rank := min(h.Level+demote, 6)
		for len(above) > 0 && above[len(above)-1] >= rank {
			above = above[:len(above)-1]
		}
		h.Level = len(above) + 2
		above = append(above, rank)
		if rank > h.Level {
			d.problems.Warn(d.headingPos(h), "heading-skips", "text", d.textOf(h))
		}
		title := d.textOf(h)
		id := d.id(title)
		h.SetAttributeString("id", []byte(id))
		d.contents = append(d.contents, Heading{Level: h.Level, ID: id, Text: title})
	}
}

func (d *document) headingPos(h *ast.Heading) source.Pos {
	start := max(h.Pos(), 0)
	first, _, _ := bytes.Cut(d.src[start:], []byte("\n"))
	return d.pos(start, start+len(bytes.TrimRight(first, " \t\r")))
}

// id makes an anchor that no other heading has. The prefix keeps it apart from
// the ids of the page around the text.
func (d *document) id(title string) string {
	base := "bagian-" + slugOf(title)
	if base == "bagian-" {
		base = "bagian"
	}
	id := base
	for n := 2; slices.Contains(d.ids, id); n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	d.ids = append(d.ids, id)
	return id
}
