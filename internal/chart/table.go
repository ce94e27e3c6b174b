package chart

import (
	"terang/internal/disclosure"
	"terang/internal/health"
)

// Period gives what Cell.Period is of the head of a figure's row; empty where no number is told.
func Period(f disclosure.Figure) string {
	if f.State() != health.Value && f.State() != health.Banded {
		return ""
	}
	return f.Month().String()
}

// Markup writes the table in a scroll box that the keyboard can reach, named by
// the caption.
func (t *Table) Markup() Markup { return Markup(t.Append(nil)) }

// Append appends what Markup gives.
func (t *Table) Append(b []byte) []byte {
	if t.Empty() {
		return b
	}
	k := ink{b}
	t.draw(&k, "")
	return k.b
}

func (t *Table) draw(k *ink, class string) {
	k.raw(`<div class="scroll" tabindex="0" role="region"`)
	k.attr("aria-label", t.Caption)
	k.raw("><table")
	if class != "" {
		k.attr("class", class)
	}
	k.raw(">")
	k.element("caption", "", t.Caption)
	k.raw("<thead><tr>")
	for _, c := range t.Head {
		k.cell("th", "col", c)
	}
	k.raw("</tr></thead><tbody>")
	for _, row := range t.Rows {
		k.row("", row)
	}
	k.raw("</tbody>")
	if len(t.Total) > 0 {
		k.raw("<tfoot>")
		k.row("total", t.Total)
		k.raw("</tfoot>")
	}
	k.raw("</table></div>")
}

func (k *ink) row(class string, cells []Cell) {
	k.raw("<tr")
	if class != "" {
		k.attr("class", class)
	}
	k.raw(">")
	for i, c := range cells {
		if i == 0 || c.Header {
			k.cell("th", "row", c)
		} else {
			k.cell("td", "", c)
		}
	}
	k.raw("</tr>")
}

func (k *ink) cell(tag, scope string, c Cell) {
	k.raw("<", tag)
	if scope != "" {
		k.attr("scope", scope)
	}
	if c.Class != "" {
		k.attr("class", c.Class)
	}
	k.raw(">")
	switch {
	case c.Label != "":
		k.calc("", c.Href, c.Label, c.Text)
	case c.Href != "":
		k.link("", c.Href, c.Text)
	case c.Title != "":
		k.raw("<abbr")
		k.attr("title", c.Title)
		k.raw(">")
		k.text(c.Text)
		k.raw("</abbr>")
	default:
		k.text(c.Text)
	}
	k.raw("</", tag, ">")
}
