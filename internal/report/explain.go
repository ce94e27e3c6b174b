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

// explanations gives the pages of all codes met, in the order in which they were.
func explanations(ps source.Problems, lang string) []explanation {
	var list []explanation
	known := map[source.Code]bool{}
	for _, p := range ps {
		if known[p.Code] {
			continue
		}
		known[p.Code] = true
		page, _ := source.Explain(p.Code, lang)
		list = append(list, explanation{string(p.Code), blocks(page)})
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
