package content

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"terang/internal/source"
)

// Passage is a paragraph, an item, a heading or a cell as its readers read it, for
// those who look at words. It knows where each of them is written. What is no word,
// such as a shortcode, code or an address, stands in it as [Gap].
type Passage struct {
	Text   string
	Quoted bool // it stands in a block quotation: somebody else's words
	file   string
	marks  []mark
}

// Gap stands in a passage for what is no word.
const Gap = '\uFFFC'

// mark says where the text of a passage from an offset on is written.
type mark struct{ at, line, column int }

// Pos gives the place of a stretch of the text, cut at the end of its line.
func (p Passage) Pos(from, to int) source.Pos {
	m, end := mark{}, len(p.Text)
	for i, next := range p.marks {
		if next.at > from {
			if next.line > m.line && i > 0 {
				end = next.at
				break
			}
			continue
		}
		m = next
	}
	return source.Pos{
		File: p.file, Line: m.line, Column: m.column + utf8.RuneCountInString(p.Text[m.at:from]),
		Width: max(1, utf8.RuneCountInString(strings.TrimRight(p.Text[from:max(from, min(to, end))], " "))),
	}
}

// passage opens and closes the passage that a block is.
func (d *document) passage(n ast.Node, entering bool) {
	switch n.Kind() {
	case ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, extast.KindTableCell:
	default:
		return
	}
	if entering {
		d.open, d.spoken = &Passage{file: d.file, Quoted: d.quote > 0}, d.spoken[:0]
		return
	}
	if d.open != nil && len(bytes.TrimSpace(d.spoken)) > 0 {
		d.open.Text = string(d.spoken)
		d.passages = append(d.passages, *d.open)
	}
	d.open = nil
}

// speak adds an inline node to the open passage.
func (d *document) speak(n ast.Node) {
	if d.open == nil || d.image > 0 {
		return
	}
	switch n := n.(type) {
	case *ast.Text:
		if n.Parent().Kind() == ast.KindCodeSpan {
			d.spoken = utf8.AppendRune(d.spoken, Gap)
			return
		}
		at := d.pos(n.Segment.Start, n.Segment.Stop)
		d.open.marks = append(d.open.marks, mark{len(d.spoken), at.Line, at.Column})
		d.spoken = append(d.spoken, plain(n.Segment.Value(d.src), n.IsRaw())...)
		if n.SoftLineBreak() || n.HardLineBreak() {
			d.spoken = append(d.spoken, ' ')
		}
	case *ast.String:
		d.spoken = append(d.spoken, n.Value...)
	case *ast.AutoLink, *inlineShortcode:
		d.spoken = utf8.AppendRune(d.spoken, Gap)
	}
}
