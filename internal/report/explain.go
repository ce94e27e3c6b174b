package report

import (
	"strings"

	"terang/internal/source"
)

// explanation is the page about a code.
type explanation struct {
	Code   string
	Blocks []block
}

// block is a paragraph, or an example that is shown as it is written.
type block struct {
	Example string
	Spans   []span
}

// span is a piece of a paragraph; what one types stands as code.
type span struct {
	Text string
	Code bool
}

// explanations gives the pages of all codes told, in the order in which they are.
func explanations(files []fileView, lang string) []explanation {
	var list []explanation
	known := map[string]bool{}
	for _, f := range files {
		for _, g := range f.Groups {
			if !known[g.Code] {
				page, _ := source.Explain(source.Code(g.Code), lang)
				list = append(list, explanation{g.Code, blocks(page)})
			}
			known[g.Code] = true
		}
	}
	return list
}

// blocks reads the little Markdown that these pages are written in: paragraphs,
// and examples that are set in by four blanks.
func blocks(page string) []block {
	const indent = "    "
	var list []block
	example := false
	for part := range strings.SplitSeq(strings.TrimRight(page, "\n"), "\n\n") {
		part = strings.Trim(part, "\n")
		if !strings.HasPrefix(part, indent) {
			list, example = append(list, block{Spans: spans(strings.Join(strings.Fields(part), " "))}), false
			continue
		}
		text := strings.TrimPrefix(strings.ReplaceAll("\n"+part, "\n"+indent, "\n"), "\n")
		if example { // a blank line within an example parts nothing
			list[len(list)-1].Example += "\n\n" + text
			continue
		}
		list, example = append(list, block{Example: text}), true
	}
	return list
}

func spans(text string) []span {
	var list []span
	for i, piece := range strings.Split(text, "`") {
		if piece != "" {
			list = append(list, span{piece, i%2 == 1})
		}
	}
	return list
}
