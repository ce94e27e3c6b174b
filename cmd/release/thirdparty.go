package main

import (
	"fmt"
	"slices"
	"strings"
)

// thirdParty is the file that names all parts.
const thirdParty = "THIRD_PARTY.md"

var headings = map[kind][2]string{
	module:    {"Go modules", "Linked into the program, on one system or another."},
	bundled:   {"From npm", "In files that the program carries and a portal may serve: the charting library and the editor."},
	inEditor:  {"In the editor", "In the editor's file, as its makers bundled it; what they wrote themselves is under the licence of " + editorPackage + "."},
	converted: {"Converted", "Compiled to WebAssembly, for pictures of posts."},
}

// render writes THIRD_PARTY.md: a table of each kind, then each text once, under the parts that have it.
func render(parts []part) []byte {
	var b strings.Builder
	b.WriteString("# What others wrote\n\nMade by `make licenses`; a test fails while it is not up to date. Terang itself is under the Apache License 2.0 (LICENSE);\n" +
		"where its data and lists come from stands in NOTICE.\n")
	for k := module; k <= converted; k++ {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n\n| part | version | licence |\n| --- | --- | --- |\n", headings[k][0], headings[k][1])
		for _, p := range parts {
			if p.kind == k {
				fmt.Fprintf(&b, "| %s | %s | %s |\n", p.name, p.version, strings.Join(p.licences, " and "))
			}
		}
	}
	b.WriteString("\n## Texts\n")
	var texts []string
	of := map[string][]string{}
	for _, p := range parts {
		for _, text := range p.texts {
			if of[text] == nil {
				texts = append(texts, text)
			}
			if !slices.Contains(of[text], p.name) {
				of[text] = append(of[text], p.name)
			}
		}
	}
	for _, text := range texts {
		fmt.Fprintf(&b, "\n### %s\n\n````text\n%s\n````\n", strings.Join(of[text], ", "), text)
	}
	return []byte(b.String())
}
