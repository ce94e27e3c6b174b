package content

import (
	"html"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/renderer"
	markup "github.com/yuin/goldmark/renderer/html"
	"github.com/yuin/goldmark/util"
)

// RegisterFuncs takes over the nodes that the library would write otherwise
// than this site wants: everything with an address, raw HTML and tables.
func (d *document) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	reg.Register(ast.KindLink, d.renderLink)
	reg.Register(ast.KindAutoLink, d.renderAutoLink)
	reg.Register(ast.KindImage, d.renderImage)
	reg.Register(ast.KindParagraph, d.renderParagraph)
	reg.Register(ast.KindRawHTML, renderNothing)
	reg.Register(ast.KindHTMLBlock, renderNothing)
	reg.Register(extast.KindTable, renderTable)
	reg.Register(extast.KindTableCell, renderTableCell)
	reg.Register(kindInlineShortcode, renderInlineShortcode)
	reg.Register(kindBlockShortcode, renderBlockShortcode)
}

func renderNothing(util.BufWriter, []byte, ast.Node, bool) (ast.WalkStatus, error) {
	return ast.WalkSkipChildren, nil
}

func (d *document) renderLink(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*ast.Link)
	to, ok := d.links[n]
	switch {
	case !ok:
	case entering:
		openLink(w, to, n.Title)
	default:
		_, _ = w.WriteString("</a>")
	}
	return ast.WalkContinue, nil
}

func (d *document) renderAutoLink(w util.BufWriter, src []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	if !entering {
		return ast.WalkContinue, nil
	}
	n := node.(*ast.AutoLink)
	label := html.EscapeString(string(n.Label(src)))
	to, ok := d.links[n]
	if !ok {
		_, _ = w.WriteString(label)
		return ast.WalkContinue, nil
	}
	openLink(w, to, nil)
	_, _ = w.WriteString(label + "</a>")
	return ast.WalkContinue, nil
}

func openLink(w util.BufWriter, to target, title []byte) {
	_, _ = w.WriteString(`<a href="`)
	if to.hole != nil {
		putHole(w, to.hole)
	} else {
		_, _ = w.WriteString(html.EscapeString(string(util.URLEscape([]byte(to.address), false))))
	}
	_ = w.WriteByte('"')
	putTitle(w, title)
	_ = w.WriteByte('>')
}

func putTitle(w util.BufWriter, title []byte) {
	if len(title) > 0 {
		_, _ = w.WriteString(` title="`)
		markup.DefaultWriter.Write(w, title)
		_ = w.WriteByte('"')
	}
}

// renderTable puts a table into a box that scrolls and that the keyboard
// reaches, so that a wide one does not widen the page.
func renderTable(w util.BufWriter, _ []byte, _ ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		_, _ = w.WriteString("<div class=\"table-scroll\" tabindex=\"0\">\n<table>\n")
	} else {
		_, _ = w.WriteString("</table>\n</div>\n")
	}
	return ast.WalkContinue, nil
}

// renderTableCell writes alignment as a class, since the pages allow no style
// attribute, and an empty header cell as td, since a header must say something.
func renderTableCell(w util.BufWriter, _ []byte, node ast.Node, entering bool) (ast.WalkStatus, error) {
	n := node.(*extast.TableCell)
	tag, attributes := "td", ""
	if n.Parent().Kind() == extast.KindTableHeader && n.HasChildren() {
		tag, attributes = "th", ` scope="col"`
	}
	if !entering {
		_, _ = w.WriteString("</" + tag + ">\n")
		return ast.WalkContinue, nil
	}
	if n.Alignment == extast.AlignRight || n.Alignment == extast.AlignCenter {
		attributes += ` class="align-` + n.Alignment.String() + `"`
	}
	_, _ = w.WriteString("<" + tag + attributes + ">")
	return ast.WalkContinue, nil
}

func renderInlineShortcode(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		putHole(w, n.(*inlineShortcode).hole)
	}
	return ast.WalkContinue, nil
}

func renderBlockShortcode(w util.BufWriter, _ []byte, n ast.Node, entering bool) (ast.WalkStatus, error) {
	if entering {
		putHole(w, n.(*blockShortcode).hole)
	}
	return ast.WalkContinue, nil
}

// putHole leaves a hole; a shortcode with a fault has none, and shows nothing.
func putHole(w util.BufWriter, h *Hole) {
	if out, ok := w.(*writer); ok && h != nil {
		out.hole(h)
	}
}
